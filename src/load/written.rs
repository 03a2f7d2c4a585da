//! The inputs as written: every value with its place, nothing resolved and nothing judged yet.

mod city;
mod inputs;
mod lineage;
mod narrative;
mod partnerships;
mod plans;
mod published;
mod record;

pub use city::{Again, City, Office};
pub use inputs::{Inputs, Project};
pub use lineage::{LedgerEvent, Lineage, Step};
pub use narrative::{About, Acronym, CHAPTERS, Text};
pub use partnerships::{CountChange, Fact, Partnership, Partnerships, Programme, Programmes};
pub use plans::{Plan, Plans, Reported, Target};
pub use published::{Claim, Explained, Named, Origin, Published, Restated, Ring, Seal, Sealed, Total};
pub use record::{Doubt, EachDoubt, Entry, Link, More, Own, Record, Said, Seldom, Sparse, Waiver};

use crate::held::Held;
use crate::source::At;
use crate::terms::{Confidence, Counting, Joined, Rounding, Stage, When};

/// `framework.yaml`
#[derive(Debug)]
pub struct Framework {
    /// What the report is about.
    pub network: Network,
    /// The focus areas, in order.
    pub focus_areas: Vec<FocusArea>,
    /// The statuses, in order.
    pub statuses: Vec<Status>,
    /// The member states, in order.
    pub member_states: Vec<MemberState>,
    /// What a partner can do.
    pub partnership_kinds: Vec<Kind>,
    /// Further lists.
    pub code_lists: Vec<CodeList>,
    /// How shares are rounded.
    pub rounding: Rounding,
    /// What counts as one partnership.
    pub counting: Counting,
    /// When that became so, if it was otherwise before.
    pub count_change: Option<CountChange>,
}

/// The names of the network.
#[derive(Debug, Clone, Default)]
pub struct Network {
    /// Its full name.
    pub name: String,
    /// Its abbreviation.
    pub short_name: String,
    /// What a city's plan is called.
    pub plan_name: String,
    /// The plan's abbreviation.
    pub plan_short_name: String,
    /// What its countries are called, plural.
    pub state_name: String,
    /// The office that publishes the report; empty where none is named.
    pub publisher: String,
}

/// A focus area.
#[derive(Debug)]
pub struct FocusArea {
    /// Its id.
    pub id: At<Held>,
    /// Its name.
    pub name: String,
    /// What belongs to it.
    pub definition: At<Held>,
    /// From when on it is no longer used.
    pub retired: Option<Retired>,
    /// Its project types.
    pub project_types: Vec<ProjectType>,
}

/// A project type.
#[derive(Debug)]
pub struct ProjectType {
    /// Its id.
    pub id: At<Held>,
    /// Its name.
    pub name: String,
    /// What it is about.
    pub definition: String,
    /// From when on it is no longer used.
    pub retired: Option<Retired>,
}

/// From when on a code is no longer used, and what to use then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Retired {
    /// The first year without it.
    pub from: At<i32>,
    /// The code to use instead.
    pub instead: Option<At<Held>>,
}

/// A status.
#[derive(Debug)]
pub struct Status {
    /// Its id.
    pub id: At<Held>,
    /// Its name.
    pub name: String,
    /// How it is treated.
    pub stage: At<Stage>,
    /// What it says.
    pub meaning: At<Held>,
}

/// A member state.
#[derive(Debug)]
pub struct MemberState {
    /// Its id.
    pub id: At<Held>,
    /// Its name.
    pub name: String,
    /// Its country code.
    pub country: String,
    /// Since when it belongs.
    pub joined: Joined,
    /// Where its tile lies: how many columns to its left, and how many rows above it.
    pub tile: Option<At<(u32, u32)>>,
}

/// One entry of a list.
#[derive(Debug)]
pub struct Code {
    /// Its id.
    pub id: At<Held>,
    /// Its name.
    pub name: String,
    /// From when on it is no longer used.
    pub retired: Option<Retired>,
}

/// A kind of partnership.
#[derive(Debug)]
pub struct Kind {
    /// Its entry in the list.
    pub code: Code,
    /// Whether nothing is agreed yet, so that it is not counted.
    pub is_proposed: bool,
}

/// A further list.
#[derive(Debug)]
pub struct CodeList {
    /// Its id.
    pub id: At<Held>,
    /// Its name.
    pub name: String,
    /// Where it comes from.
    pub source: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// Its entries.
    pub codes: Vec<Code>,
}

/// A document that entries of the same file name by its id.
#[derive(Debug)]
pub struct SourceEntry {
    /// Its id within the file.
    pub id: At<Held>,
    /// Its title.
    pub document: String,
    /// Where it can be read.
    pub address: Option<String>,
}

/// `cities.yaml`
#[derive(Debug, Default)]
pub struct Cities {
    /// The documents.
    pub sources: Vec<SourceEntry>,
    /// The cities, in order.
    pub cities: Vec<City>,
}

/// A partner of the register.
#[derive(Debug)]
pub struct Partner {
    /// Its id.
    pub id: At<Held>,
    /// Its name.
    pub name: At<Held>,
    /// Its abbreviation.
    pub short_name: Option<At<Held>>,
    /// Other spellings.
    pub aliases: Vec<At<Held>>,
    /// Its country, or INT.
    pub country: Option<String>,
    /// What sort of organisation it is.
    pub kind: Option<String>,
}

impl Partner {
    /// Its name, its abbreviation and its other spellings.
    pub fn names(&self) -> impl Iterator<Item = &At<Held>> {
        std::iter::once(&self.name).chain(&self.short_name).chain(&self.aliases)
    }
}

/// One year as reported.
#[derive(Debug)]
pub struct Snapshot {
    /// The year, at its first mention; 0 where a file alone does not say it.
    pub year: At<i32>,
    /// The year that its file or folder is named after.
    pub lies_under: i32,
    /// The cut-off, wherever it is given: one in a sound snapshot.
    pub as_of: Vec<At<When>>,
    /// Whether a cut-off was typed at all, readable or not.
    pub as_of_typed: bool,
    /// When its edition became final, as often as it is given.
    pub final_since: Vec<At<When>>,
    /// What could not be read, or not as it was meant.
    pub gaps: Gaps,
    /// The documents.
    pub sources: Vec<SourceEntry>,
    /// The returns, if a list was kept.
    pub returns: Option<Vec<Return>>,
    /// The published blocks: one at most in a sound snapshot.
    pub published: Vec<Published>,
    /// The records; nothing where no list is public.
    pub records: Option<Vec<Record>>,
}

/// What of a snapshot could not be read: then nobody can tell what is missing from it.
#[derive(Debug, Clone, Copy, Default)]
pub struct Gaps {
    /// A document.
    pub sources: bool,
    /// A record, or its id.
    pub records: bool,
    /// Something of what stands beside the records.
    pub published: bool,
}

impl Gaps {
    /// Those of both.
    #[must_use]
    pub(in crate::load) fn and(self, other: Self) -> Self {
        Self {
            sources: self.sources || other.sources,
            records: self.records || other.records,
            published: self.published || other.published,
        }
    }
}

/// A return that came in.
#[derive(Debug)]
pub struct Return {
    /// The city's id.
    pub city: At<Held>,
    /// The day.
    pub date: At<When>,
    /// The office.
    pub office: At<Held>,
}
