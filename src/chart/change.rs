//! The same classes in two years: where each was, where it is, and by how much it changed.

use super::{LastColumn, Table};

/// Classes at two times, drawn in the order given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Heading of the label column in the table.
    pub label_heading: String,
    /// What the earlier time is called, in the key and in the table.
    pub from_heading: String,
    /// What the later time is called.
    pub to_heading: String,
    /// What the change is called.
    pub change_heading: String,
    /// The rows, in the order in which they are drawn.
    pub rows: Vec<ChangeRow>,
    /// The row that closes the table; not drawn.
    pub total: Vec<String>,
}

/// One class at both times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRow {
    /// The class.
    pub label: String,
    /// What it was.
    pub from: End,
    /// What it is.
    pub to: End,
    /// The change as it is printed ("+9", "−5", "0"), or the word in its place ("new", "ended").
    pub change: String,
}

/// A class at one of the two times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// A number in a unit that all rows share, or nothing where there is none.
    pub value: Option<u32>,
    /// The number as it is printed, or the words that say why there is none.
    pub text: String,
}

impl Change {
    pub(super) fn table(&self) -> Table {
        let columns = [&self.label_heading, &self.from_heading, &self.to_heading, &self.change_heading];
        let row = |row: &ChangeRow| [&row.label, &row.from.text, &row.to.text, &row.change].map(String::clone).to_vec();
        Table {
            columns: columns.map(String::clone).to_vec(),
            rows: self.rows.iter().map(row).collect(),
            total: self.total.clone(),
            last: LastColumn::Numbers,
            note: String::new(),
        }
    }
}
