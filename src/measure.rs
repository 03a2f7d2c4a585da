//! Every number of the report, each with its receipt, and nothing else.
//!
//! Nothing here can fail: what cannot be had is a figure too, with the reason.

mod behind;
mod bridge;
mod by_class;
mod changes;
mod claims;
mod codes;
mod counts;
mod editions;
mod figure;
mod grades;
mod ground;
mod highlight;
mod index;
mod keys;
mod leading;
mod lineage;
mod listing;
mod partnerships;
mod places;
mod plans;
mod printed;
mod propose;
mod ranks;
mod reasons;
mod rounding;
mod span;
mod totals;

use crate::check::{Network, Record, Slice, Year};
use crate::side::both;
use crate::terms::{Confidence, RecordId};
use index::Index;

pub use behind::{Listed, MOST_NAMED, Records};
pub use bridge::{Bridge, OpenBridge, Sum};
pub use claims::claim_share_id;
pub use codes::{Tag, code_id, codes_in_either, codes_in_use, lists_in_both, lists_in_use};
pub use counts::{Tally, number};
pub use editions::{Editions, Measured};
pub use figure::{Behind, Figure, NONE, Receipt, Share, Value, Why};
pub use grades::{GRADED, GRADED_CODES, grade_id, grade_id_in};
pub use ground::Ground;
pub use highlight::highlights;
pub use leading::{by_size, leading_id, leading_share_id};
pub use lineage::{Ids, Lineage, Movement, Term, lineages};
pub use listing::{Listing, transition_id};
pub use partnerships::{Class, Growth, NETWORK, Origin, Row, TRACED, Tie, country, is_international, ties};
pub use places::{OUTSIDE, untyped_id};
pub use plans::{aim_id, is_due, is_reached, plans, result};
pub use printed::{computed_id, other_id, printed_id, restated_id, total_id};
pub use propose::{Candidate, Open, open, open_cities};
pub use reasons::{Reason, reason_id, reasons};
pub use rounding::Percents;
pub use totals::{Series, YearTotal, partnerships, projects};

/// What the ids of the counts of projects begin with, and the id of the count of all.
const WHOLE: &str = "projects";

/// All figures of one edition.
#[derive(Debug)]
pub struct Figures {
    /// The year of the edition.
    pub year: i32,
    /// Bridges that do not close: none, unless the program is wrong; nothing is written then.
    pub open: Vec<OpenBridge>,
    list: Vec<Figure>,
    /// Whether nothing is kept of what stands behind each figure, for texts that are set against them.
    is_bare: bool,
    index: Index,
}

impl Figures {
    /// All figures, in the order of the figures file.
    pub fn all(&self) -> &[Figure] {
        &self.list
    }

    /// The figure of that id.
    pub fn get(&self, id: &str) -> Option<&Figure> {
        self.list.get(self.place(id)?)
    }

    /// Where the figure of that id stands among [`Self::all`].
    pub fn place(&self, id: &str) -> Option<usize> {
        self.index.find(id, &self.list)
    }

    /// The count under that id; nothing where it cannot be had.
    pub fn count(&self, id: &str) -> Option<u32> {
        match self.get(id)?.value {
            Value::Count(count) => Some(count),
            _ => None,
        }
    }

    /// The ids of up to ten figures whose names are like that one: the nearest first, then those that begin alike.
    pub fn like(&self, id: &str) -> Vec<String> {
        let ids = || self.list.iter().map(|figure| figure.id.as_str());
        let near = crate::diagnostic::nearest(id, ids());
        let mut stem = id;
        let mut alike: Vec<&str> = Vec::new();
        while alike.is_empty() && !stem.is_empty() {
            alike = ids().filter(|other| other.starts_with(stem)).collect();
            stem = stem.rsplit_once('.').map_or("", |(stem, _)| stem);
        }
        let mut like: Vec<String> = near.map(str::to_owned).into_iter().collect();
        like.extend(alike.into_iter().filter(|other| Some(*other) != near).map(str::to_owned));
        like.truncate(10);
        like
    }

    /// Measures an edition with changes since these earlier years; without what stands behind each figure where they are
    /// to be bare.
    fn of(ground: &Ground<'_>, place: usize, starts: &[&Year], is_bare: bool) -> Self {
        let network = ground.network;
        let mut figures = Self::none(network.years.get(place).map_or(0, |year| year.year), is_bare);
        let (Some(year), Some(past)) = (network.years.get(place), network.years.get(..=place)) else { return figures };
        // What looks for no figure of another kind is measured beside those.
        let apart = || {
            let [mut same, mut rest] = [(); 2].map(|()| Self::none(year.year, is_bare));
            changes::add_same_cities(network, past, starts, &mut same);
            partnerships::add(network, past, starts, &mut rest);
            bridge::add(ground, past, starts, &mut rest);
            (same, rest)
        };
        let ((same, rest), ()) = both(apart, || {
            totals::add(past, starts, &mut figures);
            totals::add_members(network, year, &mut figures);
            totals::add_bases(network, past, starts, &mut figures);
            let tally = ground.tally(year);
            counts::add(network, year, tally, &mut figures);
            leading::add(network, year, tally, &mut figures);
            ranks::add(network, year, &mut figures);
            places::add(network, year, tally, &mut figures);
            changes::add(ground, past, starts, &mut figures);
        });
        figures.join(same);
        listing::add(network, year, starts, &mut figures);
        grades::add(network, year, starts, &mut figures);
        reasons::add(year, &mut figures);
        codes::add(network, year, &mut figures);
        codes::add_changes(network, year, starts, &mut figures);
        figures.join(rest);
        printed::add(network, past, &mut figures);
        claims::add(ground, past, &mut figures);
        plans::add(network, year, &mut figures);
        figures.list.shrink_to_fit();
        figures
    }

    /// No figures yet.
    fn none(year: i32, is_bare: bool) -> Self {
        Self { year, open: Vec::new(), list: Vec::new(), is_bare, index: Index::default() }
    }

    /// Takes in other figures of the edition, in their order.
    fn join(&mut self, other: Self) {
        self.open.extend(other.open);
        self.list.reserve(other.list.len());
        other.list.into_iter().for_each(|figure| self.add(figure));
    }

    /// What stands behind a figure, where that is kept.
    fn behind<T: Default>(&self, find: impl FnOnce() -> T) -> T {
        if self.is_bare { T::default() } else { find() }
    }

    /// Takes in a figure. An id stands for one figure: the first one stays. What cannot be had rests on nothing.
    fn add(&mut self, mut figure: Figure) {
        if figure.why().is_some() {
            figure.receipt.basis = None;
        }
        if self.is_bare {
            figure.receipt.behind = None;
        }
        if self.index.add(&figure.id, &self.list) {
            self.list.push(figure);
        }
    }
}

/// Measures the edition of the year at that place of `network.years`, from the years up to it.
pub fn figures(network: &Network, place: usize) -> Figures {
    Ground::of(network).figures(place)
}

/// The same, with changes since these earlier years.
pub fn figures_since(network: &Network, place: usize, starts: &[&Year]) -> Figures {
    Ground::of(network).figures_since(place, starts)
}

/// The name of a slice of the projects in figure ids: `projects.by-focus-area.civic-social.by-status.completed`.
pub fn slice_id(network: &Network, slice: Slice) -> String {
    let state = slice.member_state.and_then(|id| network.member_states.get(id.place()));
    let city = slice.city.and_then(|id| network.cities.get(id.place()));
    let area = slice.focus_area.and_then(|id| network.focus_areas.get(id.place()));
    let kind = slice.project_type.and_then(|id| network.project_types.get(id.place()));
    let status = slice.status.and_then(|id| network.statuses.get(id.place()));
    let keys = [
        (".by-member-state.", state.map(|state| &state.code.key)),
        (".by-city.", city.map(|city| &city.code.key)),
        (".by-focus-area.", area.map(|area| &area.code.key)),
        (".by-project-type.", kind.map(|kind| &kind.code.key)),
        (".by-status.", status.map(|status| &status.code.key)),
    ];
    let keys = || keys.iter().filter_map(|(by, key)| Some([*by, key.as_ref()?.as_str()])).flatten();
    // Ids are many, and each takes no more memory than it has letters.
    let mut id = String::with_capacity(WHOLE.len() + keys().map(str::len).sum::<usize>());
    id.push_str(WHOLE);
    id.extend(keys());
    id
}

/// The cities that belong to the network at the cut-off of a year, in the order of reports.
pub fn members<'a>(network: &'a Network, year: &Year) -> Vec<(crate::terms::CityId, &'a crate::check::City)> {
    let all = network.cities.iter().enumerate().map(|(place, city)| (crate::terms::CityId::at(place), city));
    all.filter(|(_, city)| city.belongs(year.year, year.as_of)).collect()
}

/// The cities that belong to the network at the cut-offs of both years, in the order of reports.
pub fn common_members(network: &Network, start: &Year, now: &Year) -> Vec<crate::terms::CityId> {
    let both = members(network, now).into_iter().filter(|(_, city)| city.belongs(start.year, start.as_of));
    both.map(|(id, _)| id).collect()
}

/// The cities that belong to the network at one of the two cut-offs or at both, in the order of reports.
pub fn either_members<'a>(
    network: &'a Network,
    start: &Year,
    now: &Year,
) -> Vec<(crate::terms::CityId, &'a crate::check::City)> {
    let all = network.cities.iter().enumerate().map(|(place, city)| (crate::terms::CityId::at(place), city));
    all.filter(|(_, city)| [start, now].iter().any(|year| city.belongs(year.year, year.as_of))).collect()
}

/// Whether the same cities belong to the network at the cut-offs of both years.
pub fn has_same_members(network: &Network, start: &Year, now: &Year) -> bool {
    let common = common_members(network, start, now).len();
    common == members(network, start).len() && common == members(network, now).len()
}

/// The member states that belong to the network at the cut-off of a year, in the order of reports.
pub fn member_states<'a>(
    network: &'a Network,
    year: &Year,
) -> Vec<(crate::terms::MemberStateId, &'a crate::check::MemberState)> {
    let all = network.member_states.iter().enumerate();
    let all = all.map(|(place, state)| (crate::terms::MemberStateId::at(place), state));
    all.filter(|(_, state)| state.joined.by(year.year, year.as_of)).collect()
}

/// The years from which changes up to the last one are told: the latest earlier one with records, and the first.
pub fn starts(past: &[Year]) -> Vec<&Year> {
    let before = past.split_last().map_or(&[][..], |(_, before)| before);
    let mut with_records = before.iter().filter(|year| year.records.is_some());
    let first = with_records.next();
    let previous = with_records.next_back();
    [previous, first].into_iter().flatten().collect()
}

/// Whether the records of a year state the status of no project at all.
pub fn states_no_status(network: &Network, year: &Year) -> bool {
    !counts::Stated::of(network, year).status
}

/// Whether the focus areas of most records of a year are inferred, and not printed.
pub fn has_inferred_areas(year: &Year) -> bool {
    let records = year.records.as_deref().unwrap_or_default();
    let is_inferred =
        |record: &&Record| record.doubts.focus_area.as_ref().is_some_and(|doubt| doubt.level >= Confidence::Inferred);
    2 * records.iter().filter(is_inferred).count() > records.len()
}

/// The weakest confidence of the values that put these records into the slice.
fn confidence(year: &Year, slice: Slice, records: &[RecordId]) -> Confidence {
    let records = records.iter().filter_map(|id| year.records.as_ref()?.get(id.place()));
    records.map(|record| confidence_of(record, slice)).max().unwrap_or(Confidence::Published)
}

/// The same for one record.
fn confidence_of(record: &Record, slice: Slice) -> Confidence {
    let doubts = [
        record.doubts.focus_area.as_ref().filter(|_| slice.focus_area.is_some()),
        record.doubts.project_type.as_ref().filter(|_| slice.project_type.is_some()),
        record.doubts.status.as_ref().filter(|_| slice.status.is_some()),
    ];
    doubts.into_iter().flatten().map(|doubt| doubt.level).max().unwrap_or(Confidence::Published)
}
