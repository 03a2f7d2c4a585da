//! Figures against what was published; text against the figures.
//!
//! The audit changes no figure. Every printed number is set against the records, and against the other numbers of
//! the same publication. What disagrees is told once a cause, with all the numbers that the cause accounts for, and
//! with the reason where the inputs give one.

mod causes;
mod own;
mod printed;
pub mod prose;
mod publication;
mod rounding;
pub mod sealed;

pub use rounding::{Rounding, Rule};

use crate::check::{Exhibit, Network, Restated, Slice, Year};
use crate::held::Held;
use crate::measure::Figures;
use crate::source::{At, Place};
use crate::terms::StatusId;
use publication::Publication;

/// What the audit of one year found.
#[derive(Debug)]
pub struct Audit {
    /// The year.
    pub year: i32,
    /// How many numbers were printed for it.
    pub printed: usize,
    /// How many of them the records can confirm or not.
    pub compared: usize,
    /// How many of those the records give.
    pub agreeing: usize,
    /// How the shares of each part of the publication are rounded.
    pub roundings: Vec<Rounding>,
    /// What disagrees, once a cause.
    pub findings: Vec<Finding>,
    /// The explanations that no difference needs: they are stale.
    pub stale: Vec<At<Held>>,
}

impl Audit {
    /// Where the published numbers stand that disagree.
    pub fn places(&self) -> impl Iterator<Item = Place> {
        self.findings.iter().flat_map(|finding| &finding.differences).map(|one| one.place)
    }

    /// How many findings nobody has accounted for.
    pub fn unexplained(&self) -> usize {
        self.findings.iter().filter(|finding| !finding.is_explained()).count()
    }
}

/// One cause, and the printed numbers that it accounts for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Where the differences come from.
    pub cause: Cause,
    /// The differences, in the order of the publication; never none.
    pub differences: Vec<Difference>,
}

impl Finding {
    /// Whether the finding is accounted for.
    pub fn is_explained(&self) -> bool {
        self.cause.is_explained()
    }
}

/// A published number that is not what the records, or the publication's other numbers, give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Where it is printed.
    pub sheet: Sheet,
    /// The id of the figure it should agree with.
    pub figure: String,
    /// What is wrong with it.
    pub kind: Kind,
    /// As printed.
    pub printed: String,
    /// What the records, or the publication's other numbers, give.
    pub counted: String,
    /// Where the printed number stands in the inputs.
    pub place: Place,
    /// The document that prints it, by its place in the year's list.
    pub document: usize,
    /// The pages it is printed on.
    pub pages: Option<String>,
    /// Where several causes move the number: by how much this one moves its count.
    pub moves: Option<i64>,
    /// Where the difference comes from, as far as this number alone can tell.
    cause: Cause,
    /// Which projects the number counts.
    slice: Slice,
    /// Whether what deviates from the records is not this number, but what it is set against: the marks of Exhibit 2, or
    /// a total.
    lies_elsewhere: bool,
}

/// Where a difference comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// The inputs say it.
    Explained(String),
    /// The number was changed after it was published: the id of its figure, which the inputs restate.
    Restated(String),
    /// Each number is right, and rounded by itself.
    Rounding,
    /// Each number is right, and they are not rounded alike.
    MixedRounding,
    /// The publication does not agree with its own numbers.
    OwnNumbers,
    /// Nobody has said.
    Unknown,
}

impl Cause {
    /// Whether this accounts for a difference.
    pub fn is_explained(&self) -> bool {
        matches!(self, Self::Explained(_) | Self::Restated(_) | Self::Rounding | Self::MixedRounding)
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
    /// A share that the records do not give, rounded by either rule.
    Share,
    /// A share that the counts printed in the same publication do not give.
    OwnShare,
    /// A share that no count of the printed total gives.
    Impossible,
    /// Shares of one whole that do not add up to 100 %.
    Sum,
    /// A share printed with fewer decimals than its neighbours, although they would tell more.
    FewerDecimals,
    /// A share that the same exhibit prints otherwise elsewhere.
    PrintedOtherwise,
    /// A total that its printed parts do not add up to.
    Parts(Part),
    /// A count that the marks of Exhibit 2 give otherwise.
    OtherCount,
    /// Project types of a ring, added up by focus area, that the marks of Exhibit 2 give otherwise.
    OtherTypes,
}

/// What a printed total is set against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The project types called out around a ring of Exhibit 3.
    ProjectTypes,
    /// The totals in the rings of Exhibit 3.
    Rings,
    /// The marks of Exhibit 2.
    Marks,
    /// The cities that have marks in Exhibit 2.
    Cities,
    /// The status counts of the introduction.
    StatusCounts,
}

impl Kind {
    /// The name of the pattern that says it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Count => "kind-count",
            Self::Marks => "kind-marks",
            Self::Share => "kind-share",
            Self::OwnShare => "kind-own-share",
            Self::Impossible => "kind-impossible",
            Self::Sum => "kind-sum",
            Self::FewerDecimals => "kind-fewer-decimals",
            Self::PrintedOtherwise => "kind-printed-otherwise",
            Self::Parts(Part::ProjectTypes) => "kind-parts-project-types",
            Self::Parts(Part::Rings) => "kind-parts-rings",
            Self::Parts(Part::Marks) => "kind-parts-marks",
            Self::Parts(Part::Cities) => "kind-parts-cities",
            Self::Parts(Part::StatusCounts) => "kind-parts-status-counts",
            Self::OtherCount => "kind-other-count",
            Self::OtherTypes => "kind-other-types",
        }
    }

    /// Whether the number is set against the records; otherwise it is set against its own publication.
    pub fn is_against_records(self) -> bool {
        matches!(self, Self::Count | Self::Marks | Self::Share)
    }
}

/// Compares everything that was printed for a year with its records and with itself.
pub fn audit(network: &Network, year: &Year, figures: &Figures) -> Audit {
    let publication = Publication::new(network, year);
    let mut found = Vec::new();
    let mut score = printed::Score::default();
    printed::totals(&publication, figures, &mut score, &mut found);
    printed::cells(&publication, &mut score, &mut found);
    own::shares(&publication, &mut found);
    own::sums(&publication, &mut found);
    own::unlike_roundings(&publication, &mut found);
    own::parts(&publication, &mut found);
    own::other_counts(&publication, &mut found);
    for difference in &mut found {
        if is_restated(year, difference) {
            difference.cause = Cause::Restated(difference.figure.clone());
        } else if let Some(why) = reason(year, difference) {
            difference.cause = Cause::Explained(why);
        }
    }
    found.sort_by_key(|difference| difference.sheet);
    Audit {
        year: year.year,
        printed: year.published.cells.len() + year.published.totals.len(),
        compared: score.compared,
        agreeing: score.agreeing,
        roundings: rounding::roundings(&publication),
        stale: stale(year, &found),
        findings: causes::findings(&publication, &found),
    }
}

/// The status counts that a publication prints: in its text, or as marks of Exhibit 2, added up. In order of the framework.
pub fn published_statuses(network: &Network, year: &Year) -> Vec<(StatusId, u32)> {
    let publication = Publication::without_records(network, year);
    let statuses = (0..network.statuses.len()).map(StatusId::at).filter_map(|status| {
        let slice = Slice { status: Some(status), ..Slice::default() };
        let counts = publication.texts.get(&slice).or_else(|| publication.marks.get(&slice));
        Some((status, *counts?))
    });
    statuses.collect()
}

/// Whether a pattern, a whole id or the beginning of one before `*`, names the figure.
pub fn names(pattern: &str, figure: &str) -> bool {
    pattern.strip_suffix('*').map_or(figure == pattern, |start| figure.starts_with(start))
}

/// The explanation that names the figure. What contradicts its own publication must be named by its whole id:
/// a reason for other records does not excuse it.
fn reason(year: &Year, difference: &Difference) -> Option<String> {
    let fits = |at: &At<Held>| {
        let is_whole = !at.value.ends_with('*');
        let contradicts_itself = !difference.kind.is_against_records() || difference.cause == Cause::OwnNumbers;
        (is_whole || !contradicts_itself) && names(&at.value, &difference.figure)
    };
    let mut explained = year.published.explained.iter();
    explained.find(|(patterns, _)| patterns.iter().any(fits)).map(|(_, why)| why.clone())
}

/// Whether the inputs restate the very number from the one printed here. What contradicts its own publication is no
/// matter of a later change.
fn is_restated(year: &Year, difference: &Difference) -> bool {
    let is_it = |one: &Restated| one.figure == difference.figure && one.from.to_string() == difference.printed;
    let is_against_records = difference.kind.is_against_records() && difference.cause != Cause::OwnNumbers;
    is_against_records && year.published.restated.iter().any(is_it)
}

fn stale(year: &Year, differences: &[Difference]) -> Vec<At<Held>> {
    let used = |pattern: &str| differences.iter().any(|difference| names(pattern, &difference.figure));
    let patterns = year.published.explained.iter().flat_map(|(patterns, _)| patterns);
    patterns.filter(|pattern| !used(&pattern.value)).cloned().collect()
}
