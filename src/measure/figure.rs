//! A number with its receipt: what it counts, what it rests on, how sure it is, and the records behind it.

use super::behind::Records;
use super::partnerships::Row;
use crate::terms::{Basis, Confidence, PrintedShare};
use crate::words::Words;
use std::ops::{Deref, DerefMut};

/// A number of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Its stable name, the same in every edition.
    pub id: String,
    /// Its value.
    pub value: Value,
    /// Where it comes from.
    pub receipt: Receipt,
}

/// Where a figure comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// The pattern in the words that says how it is defined.
    pub definition: &'static str,
    /// What it rests on; nothing where the figure cannot be had.
    pub basis: Option<Basis>,
    /// The weakest of the values behind it.
    pub confidence: Confidence,
    /// What stands behind it, piece by piece; nothing is held where nothing does.
    pub(super) behind: Option<Box<Behind>>,
}

/// What stands behind a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Behind {
    /// The records behind it; empty for published totals and for figures made from others.
    pub records: Records,
    /// The records that left, where the figure is a term of a bridge; `records` are those that came.
    pub left: Records,
    /// The ids of the cities or member states behind it, where those are counted; of partnerships, what each is a link of.
    pub entries: Vec<String>,
    /// What was counted before and not now, where the figure is a part of a change; `entries` are what came.
    pub gone: Vec<String>,
    /// The links behind it, where partnerships are counted.
    pub links: Vec<Row>,
    /// The ids of the figures it is made from.
    pub of: Vec<String>,
}

impl Receipt {
    /// A receipt with a definition and nothing behind it yet.
    pub fn new(definition: &'static str) -> Self {
        Self { definition, basis: None, confidence: Confidence::Published, behind: None }
    }
}

impl Behind {
    /// Nothing at all.
    const NOTHING: &Self = &Self {
        records: Records::Named(Vec::new()),
        left: Records::Named(Vec::new()),
        entries: Vec::new(),
        gone: Vec::new(),
        links: Vec::new(),
        of: Vec::new(),
    };
}

impl Deref for Receipt {
    type Target = Behind;

    fn deref(&self) -> &Behind {
        self.behind.as_deref().unwrap_or(Behind::NOTHING)
    }
}

impl DerefMut for Receipt {
    fn deref_mut(&mut self) -> &mut Behind {
        self.behind.get_or_insert_with(|| Box::new(Behind::NOTHING.clone()))
    }
}

/// A part of a whole, exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// The part.
    pub part: u32,
    /// The whole; never 0.
    pub whole: u32,
    /// The whole per cent that it is printed as, where the parts of its whole are rounded together.
    pub together: Option<u32>,
}

impl Share {
    /// The share of a part in a whole that is not empty.
    pub fn new(part: u32, whole: u32) -> Option<Self> {
        (whole > 0 && part <= whole).then_some(Self { part, whole, together: None })
    }

    /// The share as it is printed everywhere.
    pub fn text(self, words: &Words) -> String {
        match self.together {
            Some(percent) => words.percent(percent.into(), self.part, self.whole),
            None => words.share(self.part, self.whole),
        }
    }
}

/// The value of a figure, exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// A count.
    Count(u32),
    /// A share.
    Share(Share),
    /// A difference of two counts, in number.
    Change {
        /// The earlier count.
        from: u32,
        /// The later count.
        to: u32,
    },
    /// A difference of two counts in percent of the earlier one.
    Growth {
        /// The earlier count; never 0.
        from: u32,
        /// The later count.
        to: u32,
    },
    /// A difference of two shares, in percentage points.
    Points {
        /// The earlier share.
        from: Share,
        /// The later share.
        to: Share,
    },
    /// A place among others, 1 for the largest; those with the same count share it.
    Rank(u32),
    /// A difference of two places.
    RankChange {
        /// The earlier place.
        from: u32,
        /// The later place.
        to: u32,
    },
    /// A share as a publication prints it.
    Printed(PrintedShare),
    /// It cannot be had.
    Missing(Why),
}

/// The exact value of what cannot be had.
pub const NONE: &str = "none";

/// Why a figure cannot be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// No list of projects is public for that year.
    NoList,
    /// No total was published for that year.
    NotPublished,
    /// The sources of that year state none of these values.
    NotStated,
    /// Fewer than ten at the start, or in the whole: a percentage would mislead.
    SmallBase,
    /// One year is known by records only, the other by published totals only.
    NoCommonBasis,
    /// There was nothing at the start.
    FromZero,
    /// It did not belong to the network at that date.
    NotAMember,
    /// There is nothing to take a share of.
    NothingListed,
    /// It lists no project.
    NoProject,
    /// Nobody kept a list of the returns.
    ReturnsNotRecorded,
}

impl Why {
    /// The name of the pattern that says it.
    pub fn key(self) -> &'static str {
        match self {
            Self::NoList => "why-no-list",
            Self::NotPublished => "why-not-published",
            Self::NotStated => "why-not-stated",
            Self::SmallBase => "why-small-base",
            Self::NoCommonBasis => "why-no-common-basis",
            Self::FromZero => "why-from-zero",
            Self::NotAMember => "why-not-a-member",
            Self::NothingListed => "why-nothing-listed",
            Self::NoProject => "why-no-project",
            Self::ReturnsNotRecorded => "why-returns-not-recorded",
        }
    }
}

impl Figure {
    /// The figure as it is printed everywhere: in sentence, table and chart.
    pub fn text(&self, words: &Words) -> String {
        let missing = || words.term("not-available");
        match self.value {
            Value::Count(count) => words.count(count),
            Value::Share(share) => share.text(words),
            Value::Change { from, to } => words.change(from, to),
            Value::Growth { from, to } => words.growth(from, to).unwrap_or_else(missing),
            Value::Points { from, to } => {
                words.points((from.part, from.whole), (to.part, to.whole)).unwrap_or_else(missing)
            }
            Value::Rank(rank) => words.count(rank),
            Value::Printed(share) => share.to_string(),
            Value::RankChange { from, to } => words.rank_change(from, to),
            Value::Missing(_) => missing(),
        }
    }

    /// Its exact value in plain figures, the same in every language: `108`, `28/108`, `86 to 108`.
    pub fn exact(&self) -> String {
        let of = |share: Share| format!("{}/{}", share.part, share.whole);
        match self.value {
            Value::Count(count) | Value::Rank(count) => count.to_string(),
            Value::Share(share) => of(share),
            Value::Change { from, to } | Value::Growth { from, to } | Value::RankChange { from, to } => {
                format!("{from} to {to}")
            }
            Value::Points { from, to } => format!("{} to {}", of(from), of(to)),
            Value::Printed(share) => share.to_string(),
            Value::Missing(_) => NONE.to_owned(),
        }
    }

    /// The same, marked with its id where the words mark, so that a page leads from it to its receipt.
    pub fn marked(&self, words: &Words) -> String {
        words.mark(&self.id, &self.text(words))
    }

    /// The reason, where it cannot be had.
    pub fn why(&self) -> Option<Why> {
        match self.value {
            Value::Missing(why) => Some(why),
            _ => None,
        }
    }
}
