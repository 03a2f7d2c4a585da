//! The way from one total to the next: what came, what went, and where that leads.

use super::{LastColumn, Table};

/// Totals with the steps between them: each total is the one before it and the steps in between.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bridge {
    /// Heading of the label column in the table.
    pub label_heading: String,
    /// Heading of the value column in the table: the unit.
    pub value_heading: String,
    /// Heading of the column of notes in the table, which is there if a note or an estimate is.
    pub note_heading: String,
    /// The word for a step that is an estimate, in the key and in the table.
    pub estimate: String,
    /// Where the bridge begins.
    pub opening: Total,
    /// What follows: one span for two totals, two spans for three.
    pub spans: Vec<Span>,
}

/// The steps from one total to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// The steps, in the order in which they are drawn; a single one is the net change.
    pub steps: Vec<Step>,
    /// Where they lead.
    pub closing: Total,
}

/// A total: it stands on zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// What it is called: its year.
    pub label: String,
    /// How many.
    pub value: u32,
    /// The same, as it is printed.
    pub text: String,
    /// What the table says beside it; empty where there is nothing.
    pub note: String,
}

/// A step: it begins where the one before it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What it is called.
    pub label: String,
    /// How many more or, below zero, fewer.
    pub value: i64,
    /// The same, as it is printed, with its sign ("+29", "−5").
    pub text: String,
    /// What the table says beside it; empty where there is nothing.
    pub note: String,
    /// How well the number is known.
    pub sureness: Sureness,
}

/// How well a number is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sureness {
    /// It was counted.
    Counted,
    /// It is an estimate, and drawn and named as one.
    Estimated,
}

impl Bridge {
    /// The first total that the steps before it do not lead to, and what they lead to.
    pub fn broken_at(&self) -> Option<(&Total, i64)> {
        let mut level = i64::from(self.opening.value);
        for span in &self.spans {
            level = span.steps.iter().fold(level, |level, step| level.saturating_add(step.value));
            if level != i64::from(span.closing.value) {
                return Some((&span.closing, level));
            }
        }
        None
    }

    /// Whether a step is an estimate.
    pub fn has_estimates(&self) -> bool {
        self.spans.iter().flat_map(|span| &span.steps).any(|step| step.sureness == Sureness::Estimated)
    }

    pub(super) fn table(&self) -> Table {
        let total = |total: &Total| [total.label.clone(), total.text.clone(), total.note.clone()];
        let mut rows = vec![total(&self.opening)];
        for span in &self.spans {
            rows.extend(span.steps.iter().map(|step| [step.label.clone(), step.text.clone(), self.note(step)]));
            rows.push(total(&span.closing));
        }
        let noted = rows.iter().any(|[_, _, note]| !note.is_empty());
        let columns = [&self.label_heading, &self.value_heading, &self.note_heading];
        let width = if noted { 3 } else { 2 };
        Table {
            columns: columns.into_iter().take(width).cloned().collect(),
            rows: rows.into_iter().map(|row| row.into_iter().take(width).collect()).collect(),
            total: Vec::new(),
            last: if noted { LastColumn::Words } else { LastColumn::Numbers },
            note: String::new(),
        }
    }

    /// What the table says of a step: that it is an estimate, and its note.
    fn note(&self, step: &Step) -> String {
        let estimate = (step.sureness == Sureness::Estimated).then_some(self.estimate.as_str());
        let parts = [estimate.unwrap_or_default(), &step.note];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(": ")
    }
}
