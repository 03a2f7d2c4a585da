//! Partnerships and programmes as written.

use super::{SourceEntry, Waiver};
use crate::held::Held;
use crate::source::At;
use crate::terms::{Bound, Confidence, Counting, When};

/// The change of the rule by which partnerships are counted.
#[derive(Debug, Clone)]
pub struct CountChange {
    /// The first year under the rule that holds.
    pub since: At<i32>,
    /// The rule of the years before.
    pub before: Counting,
}

/// `programmes.yaml`
#[derive(Debug, Default)]
pub struct Programmes {
    /// Whether there is such a file; without it, names of programmes are not looked up.
    pub is_kept: bool,
    /// Whether a programme could not be read.
    pub gaps: bool,
    /// The documents.
    pub sources: Vec<SourceEntry>,
    /// Whether a document could not be read.
    pub source_gaps: bool,
    /// The programmes, in order.
    pub programmes: Vec<Programme>,
}

/// A programme or an instrument.
#[derive(Debug)]
pub struct Programme {
    /// Its id.
    pub id: At<Held>,
    /// Its name.
    pub name: At<Held>,
    /// Its abbreviation.
    pub short_name: Option<At<Held>>,
    /// Other spellings.
    pub aliases: Vec<At<Held>>,
    /// What sort it is.
    pub kind: String,
    /// The partners that run it or pay for it.
    pub partners: Vec<At<Held>>,
    /// What is stated of it.
    pub facts: Vec<Fact>,
    /// What a reader should know.
    pub note: Option<At<Held>>,
    /// What somebody has checked in its texts.
    pub checked: Vec<Waiver>,
}

impl Programme {
    /// Whether a link may name it so: by its id, or by one of its names, whatever their capitals.
    pub fn is_called(&self, text: &str) -> bool {
        let same = |name: &At<Held>| name.value.to_lowercase() == text.to_lowercase();
        self.id.value == text || self.names().any(same)
    }

    /// Its name, its abbreviation and its other spellings.
    pub fn names(&self) -> impl Iterator<Item = &At<Held>> {
        std::iter::once(&self.name).chain(&self.short_name).chain(&self.aliases)
    }
}

/// What is stated of a programme.
#[derive(Debug)]
pub struct Fact {
    /// When, or since when.
    pub date: At<When>,
    /// Until when.
    pub until: Option<At<When>>,
    /// What.
    pub what: At<Held>,
    /// The number.
    pub value: Option<u32>,
    /// Whether there are more or fewer.
    pub bound: Bound,
    /// What it counts.
    pub unit: Option<String>,
    /// How sure it is.
    pub confidence: Confidence,
    /// Where it is stated.
    pub source: Option<At<Held>>,
    /// On which pages.
    pub pages: Option<String>,
}

/// `partnerships.yaml`
#[derive(Debug, Default)]
pub struct Partnerships {
    /// The documents.
    pub sources: Vec<SourceEntry>,
    /// Whether a document could not be read.
    pub source_gaps: bool,
    /// The partnerships, in the order of the file.
    pub links: Vec<Partnership>,
}

/// A partnership that no record of a snapshot tells, or not in all its years.
#[derive(Debug)]
pub struct Partnership {
    /// Its id.
    pub id: At<Held>,
    /// Its cities.
    pub cities: Vec<At<Held>>,
    /// Its project.
    pub project: Option<At<Held>>,
    /// The partners.
    pub partners: Vec<At<Held>>,
    /// Whether their list is empty, and not only faulty.
    pub names_none: bool,
    /// What they do.
    pub kind: At<Held>,
    /// The programme.
    pub programme: Option<At<Held>>,
    /// The years, where they are listed.
    pub years: Vec<At<i32>>,
    /// The first year, where they are a span.
    pub from: Option<At<i32>>,
    /// The last year, where they are a span.
    pub to: Option<At<i32>>,
    /// Where it is stated, with the pages.
    pub mentions: Vec<(At<Held>, Option<u32>)>,
    /// How sure it is.
    pub confidence: Confidence,
    /// What a reader should know.
    pub note: Option<At<Held>>,
    /// What somebody has checked in it.
    pub checked: Vec<Waiver>,
    /// Whether something was typed of it that could not be read; then what is missing says nothing.
    pub has_gaps: bool,
}

impl Partnership {
    /// Every year in which a source shows it, ascending where it keeps the rules.
    pub fn all_years(&self) -> Vec<i32> {
        match (&self.from, &self.to) {
            (Some(from), Some(to)) => (from.value..=to.value).collect(),
            _ => self.years.iter().map(|year| year.value).collect(),
        }
    }
}
