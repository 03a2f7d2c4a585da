//! Figures against what was published.
//!
//! The audit changes no figure. What it notices is a list of differences, printed in the report, each
//! with its reason where the inputs give one.

mod printed;

use crate::check::{Exhibit, Network, Printed, Slice, Year};
use crate::measure::{Figures, Tally};
use crate::terms::StatusId;

/// A published number that is not what the records, or its own parts, give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The year it was published for.
    pub year: i32,
    /// Where it is printed.
    pub sheet: Sheet,
    /// The id of the figure it should agree with.
    pub figure: String,
    /// What is wrong with it.
    pub kind: Kind,
    /// As printed.
    pub printed: String,
    /// What the records, or the parts, give.
    pub counted: String,
    /// Where the difference comes from.
    pub cause: Cause,
}

/// Where a difference comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// The inputs say it.
    Explained(String),
    /// Each number is right, and rounded by itself.
    Rounding,
    /// The publication does not agree with its own numbers.
    OwnNumbers,
    /// Nobody has said.
    Unknown,
}

impl Difference {
    /// Whether the difference is accounted for.
    pub fn is_explained(&self) -> bool {
        matches!(self.cause, Cause::Explained(_) | Cause::Rounding)
    }
}

/// Where a number is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sheet {
    /// Among the totals.
    Totals,
    /// In the introduction or an exhibit.
    Of(Exhibit),
}

impl Sheet {
    /// The name of the pattern that says it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Totals => "sheet-totals",
            Self::Of(Exhibit::Text) => "sheet-text",
            Self::Of(Exhibit::One) => "sheet-exhibit-1",
            Self::Of(Exhibit::Two) => "sheet-exhibit-2",
            Self::Of(Exhibit::Three) => "sheet-exhibit-3",
        }
    }
}

/// What is wrong with a published number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A count that the records do not give.
    Count,
    /// Printed marks, added up, that the records do not give.
    Marks,
    /// A share that the records, rounded half up to as many decimals, do not give.
    Share,
    /// A share that the counts printed in the same publication do not give.
    OwnShare,
    /// Shares of one whole that do not add up to 100 %.
    Sum,
    /// A share printed with fewer decimals than its neighbours, although they would tell more.
    MixedRounding,
}

/// Compares everything that was printed for a year with its records and with itself.
pub fn differences(network: &Network, year: &Year, figures: &Figures) -> Vec<Difference> {
    let mut found = Vec::new();
    let marks = printed::marks(network, year);
    printed::totals(year, figures, &mut found);
    if let Some(tally) = Tally::of(year) {
        printed::cells(network, year, &tally, &marks, &mut found);
    }
    printed::own_shares(network, year, &marks, &mut found);
    printed::sums(network, year, &mut found);
    printed::mixed_rounding(network, year, &marks, &mut found);
    for difference in &mut found {
        if let Some(why) = reason(year, &difference.figure) {
            difference.cause = Cause::Explained(why);
        }
    }
    found
}

/// The status counts that a publication prints: in its text, or as marks of Exhibit 2, added up. In order of the framework.
pub fn published_statuses(network: &Network, year: &Year) -> Vec<(StatusId, u32)> {
    let marks = printed::marks(network, year);
    let in_text = year.published.cells.iter().filter(|cell| cell.exhibit == Exhibit::Text);
    let in_text: Vec<(StatusId, u32)> = in_text
        .filter_map(|cell| match cell.value {
            Printed::Count(count) => Some((cell.slice.status?, count)),
            Printed::Share(_) => None,
        })
        .collect();
    let statuses = (0..network.statuses.len()).map(StatusId::at).filter_map(|status| {
        let told = in_text.iter().find(|(other, _)| *other == status).map(|(_, count)| *count);
        let marked = marks.get(&Slice { status: Some(status), ..Slice::default() }).copied();
        Some((status, told.or(marked)?))
    });
    statuses.collect()
}

/// The explanation that names the figure, by its whole id or by a pattern that ends in `*`.
fn reason(year: &Year, figure: &str) -> Option<String> {
    let fits = |pattern: &str| match pattern.strip_suffix('*') {
        Some(start) => figure.starts_with(start),
        None => figure == pattern,
    };
    let explained = year.published.explained.iter();
    explained.filter(|(patterns, _)| patterns.iter().any(|at| fits(&at.value))).map(|(_, why)| why.clone()).next()
}

/// Explanations that no difference needs: they are stale.
pub fn stale<'a>(year: &'a Year, differences: &[Difference]) -> Vec<&'a crate::source::At<String>> {
    let used = |pattern: &str| match pattern.strip_suffix('*') {
        Some(start) => differences.iter().any(|difference| difference.figure.starts_with(start)),
        None => differences.iter().any(|difference| difference.figure == pattern),
    };
    let patterns = year.published.explained.iter().flat_map(|(patterns, _)| patterns);
    patterns.filter(|pattern| !used(&pattern.value)).collect()
}
