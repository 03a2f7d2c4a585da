//! A network and what it is made of: ids are places in lists, and every name is there once.

use super::record::Record;
use crate::held::Held;
use crate::load::written::{self, Sealed};
use crate::source::{At, Place};
use crate::terms::{
    CityId, Confidence, FocusAreaId, Joined, MemberStateId, Membership, PartnerId, Printed, PrintedShare,
    ProjectTypeId, Reason, Rounding, Stage, StatusId, When,
};

/// All years, linked and sorted.
#[derive(Debug)]
pub struct Network {
    /// The names of the network.
    pub names: written::Network,
    /// The focus areas, in order.
    pub focus_areas: Vec<FocusArea>,
    /// The project types of all focus areas, in order.
    pub project_types: Vec<ProjectType>,
    /// The statuses, in order.
    pub statuses: Vec<Status>,
    /// The member states, in order.
    pub member_states: Vec<MemberState>,
    /// What a partner can do.
    pub kinds: Vec<super::Kind>,
    /// By what partnerships are counted.
    pub count_rule: super::CountRule,
    /// Further lists.
    pub code_lists: Vec<CodeList>,
    /// How shares are rounded.
    pub rounding: Rounding,
    /// The cities by member state, and in the order of the register within one.
    pub cities: Vec<City>,
    /// The partner organisations.
    pub partners: Vec<Partner>,
    /// The programmes and instruments.
    pub programmes: Vec<super::Programme>,
    /// The partnerships, and the years of them, that no record tells.
    pub partnerships: Vec<super::Partnership>,
    /// The years that have a snapshot, ascending.
    pub years: Vec<Year>,
    /// What the ledger tells, step by step, ascending.
    pub lineage: Vec<super::Step>,
    /// The action plans, by city and date.
    pub plans: Vec<super::Plan>,
    /// Short forms that no register gives, each with what it stands for.
    pub acronyms: Vec<(String, String)>,
    /// The cities by id.
    pub(super) city_places: std::collections::BTreeMap<String, CityId>,
    /// The partner organisations by id.
    pub(super) partner_places: std::collections::BTreeMap<String, PartnerId>,
    /// The first id of each project that the ledger tells to continue another.
    pub(super) first_keys: std::collections::BTreeMap<String, String>,
}

/// An id with the name it is printed under.
#[derive(Debug, Clone)]
pub struct Code {
    /// The id as it is typed.
    pub key: String,
    /// The name as it is printed.
    pub name: String,
}

/// A focus area.
#[derive(Debug)]
pub struct FocusArea {
    /// Id and name.
    pub code: Code,
    /// What belongs to it.
    pub definition: String,
}

/// A project type.
#[derive(Debug)]
pub struct ProjectType {
    /// Id and name.
    pub code: Code,
    /// What it is about.
    pub definition: String,
    /// The focus area it belongs to.
    pub focus_area: FocusAreaId,
}

/// A status.
#[derive(Debug)]
pub struct Status {
    /// Id and name.
    pub code: Code,
    /// How it is treated.
    pub stage: Stage,
    /// What it says.
    pub meaning: String,
}

/// A member state.
#[derive(Debug)]
pub struct MemberState {
    /// Id and name.
    pub code: Code,
    /// Its country code.
    pub country: String,
    /// Since when it belongs.
    pub joined: Joined,
    /// Where its tile lies: how many columns to its left, and how many rows above it.
    pub tile: Option<(u32, u32)>,
}

/// A further list of the framework.
#[derive(Debug)]
pub struct CodeList {
    /// Id and name.
    pub code: Code,
    /// Where it comes from.
    pub source: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// Its entries, each with the first year that no longer uses it.
    pub entries: Vec<(Code, Option<i32>)>,
}

/// A city.
#[derive(Debug)]
pub struct City {
    /// Id and name.
    pub code: Code,
    /// Other spellings of its name.
    pub aliases: Vec<String>,
    /// Its name in the local script.
    pub local_name: Option<String>,
    /// Its member state.
    pub member_state: MemberStateId,
    /// When it belongs to the network.
    pub membership: Membership,
    /// Its contact offices with the date of the list that names them, ascending.
    pub offices: Vec<(When, String)>,
}

impl City {
    /// Whether it belongs to the network at the cut-off of a year.
    pub fn belongs(&self, year: i32, as_of: When) -> bool {
        self.membership.holds(year, as_of)
    }

    /// The contact office in the latest list up to a cut-off, with the date of that list.
    pub fn office_by(&self, as_of: When) -> Option<&(When, String)> {
        self.offices.iter().rev().find(|(named, _)| named.last_day() <= as_of.last_day())
    }
}

/// A partner organisation.
#[derive(Debug)]
pub struct Partner {
    /// Id and name.
    pub code: Code,
    /// Its abbreviation.
    pub short_name: Option<String>,
    /// Its country, or INT.
    pub country: Option<String>,
}

/// One year.
#[derive(Debug)]
pub struct Year {
    /// The year.
    pub year: i32,
    /// The cut-off.
    pub as_of: When,
    /// The documents that its values are taken from.
    pub documents: Vec<Document>,
    /// The returns, if a list was kept.
    pub returns: Option<Vec<Return>>,
    /// What was printed.
    pub published: Published,
    /// The records in the order of reports; nothing where no list is public.
    pub records: Option<Vec<Record>>,
    /// The day on which its edition became final; nothing while it is a draft.
    pub final_since: Option<At<When>>,
    /// Its figures as they were on that day; nothing where they are not kept.
    pub sealed: Option<Vec<Sealed>>,
    /// What people wrote for its edition.
    pub narrative: super::Narrative,
}

/// A document.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// Where it can be read.
    pub address: Option<String>,
}

/// A return that came in.
#[derive(Debug)]
pub struct Return {
    /// The city.
    pub city: CityId,
    /// The day.
    pub date: When,
    /// The office.
    pub office: String,
}

/// What was printed for a year, resolved.
#[derive(Debug, Default)]
pub struct Published {
    /// Totals.
    pub totals: Vec<Total>,
    /// Every other printed number: exhibit by exhibit, in the order of the file.
    pub cells: Vec<Cell>,
    /// Claims.
    pub claims: Vec<Claim>,
    /// Reasons for differences: patterns of figure ids, and why.
    pub explained: Vec<(Vec<At<Held>>, String)>,
    /// Numbers that were changed later.
    pub restated: Vec<Restated>,
}

/// What a published total counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Projects listed.
    Projects,
    /// Partnerships, as the publication counts them.
    Partnerships,
    /// Cities shown with projects.
    Cities,
}

/// A published total.
#[derive(Debug)]
pub struct Total {
    /// What it counts.
    pub measure: Measure,
    /// The number.
    pub value: u32,
    /// The document.
    pub document: usize,
    /// The pages.
    pub pages: Option<String>,
    /// How sure it is.
    pub confidence: Confidence,
    /// Other numbers, each with its document.
    pub others: Vec<(u32, usize)>,
    /// Where it stands in the inputs.
    pub place: Place,
}

/// Which part of a publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exhibit {
    /// The introduction's text.
    Text,
    /// Share of each focus area.
    One,
    /// Marks by city, status and focus area.
    Two,
    /// Rings by member state.
    Three,
}

/// Which projects a number counts: all that have every value that is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Slice {
    /// Of this member state.
    pub member_state: Option<MemberStateId>,
    /// Of this city.
    pub city: Option<CityId>,
    /// In this focus area.
    pub focus_area: Option<FocusAreaId>,
    /// Of this type.
    pub project_type: Option<ProjectTypeId>,
    /// With this status.
    pub status: Option<StatusId>,
}

/// A printed number.
#[derive(Debug)]
pub struct Cell {
    /// Where it is printed.
    pub exhibit: Exhibit,
    /// What it counts.
    pub slice: Slice,
    /// The number.
    pub value: Printed,
    /// The document.
    pub document: usize,
    /// The pages.
    pub pages: Option<String>,
    /// Where it stands in the inputs.
    pub place: Place,
}

/// A published number that was changed later.
#[derive(Debug)]
pub struct Restated {
    /// The id of the figure that it is the number of.
    pub figure: String,
    /// Further figures of a final edition that changed with it: ids, or their beginnings before `*`.
    pub also: Vec<At<Held>>,
    /// As published.
    pub from: Printed,
    /// As it is now.
    pub to: Printed,
    /// Where the two stand, and since when the later one holds.
    pub places: [Place; 3],
    /// What sort of change it is.
    pub reason: Reason,
    /// Why, in one sentence.
    pub why: String,
    /// Since when it holds.
    pub since: When,
    /// The document that tells.
    pub document: usize,
}

/// A published statement about focus areas.
#[derive(Debug)]
pub struct Claim {
    /// What is said.
    pub text: String,
    /// Of which focus areas.
    pub focus_areas: Vec<FocusAreaId>,
    /// The share they are said to exceed together.
    pub more_than: PrintedShare,
    /// The document.
    pub document: usize,
    /// How sure it is.
    pub confidence: Confidence,
}
