//! Counts of one year: by status, focus area, project type, member state and city, and across them.

use super::behind::Records;
use super::figure::{Figure, Receipt, Share, Value, Why};
use super::rounding::Percents;
use super::{Figures, confidence_of, member_states, members, slice_id};
use crate::check::{Network, Record, Slice, Year};
use crate::lookup::Lookup;
use crate::terms::{Basis, CityId, Confidence, FocusAreaId, ProjectTypeId, RecordId, Rounding, Stage, StatusId};
use std::collections::{BTreeMap, BTreeSet};

/// The records of every slice that holds any, found in one pass.
#[derive(Debug, Clone)]
pub struct Tally {
    slices: BTreeMap<Slice, Held>,
    total: u32,
}

/// What a slice holds.
#[derive(Debug, Clone)]
struct Held {
    records: Vec<RecordId>,
    /// The weakest confidence of the values that put these records into the slice.
    confidence: Confidence,
}

impl Default for Held {
    fn default() -> Self {
        Self { records: Vec::new(), confidence: Confidence::Published }
    }
}

impl Held {
    fn add(&mut self, record: RecordId, confidence: Confidence) {
        self.records.push(record);
        self.confidence = self.confidence.max(confidence);
    }
}

impl Tally {
    /// Counts a year; nothing where it has no records.
    pub fn of(year: &Year) -> Option<Self> {
        Self::of_records(year, |_| true)
    }

    /// Counts the projects of these cities in a year; nothing where it has no records.
    pub fn over(year: &Year, cities: &[CityId]) -> Option<Self> {
        let cities: BTreeSet<CityId> = cities.iter().copied().collect();
        Self::of_records(year, |record| cities.contains(&record.city))
    }

    fn of_records(year: &Year, is_counted: impl Fn(&Record) -> bool) -> Option<Self> {
        let mut slices: Lookup<Slice, Held> = Lookup::default();
        for (place, record) in year.records.as_ref()?.iter().enumerate().filter(|(_, record)| is_counted(record)) {
            for slice in slices_of(record) {
                let held = slices.get_or_put(slice, |_| Held::default());
                held.add(RecordId::at(place), confidence_of(record, slice));
            }
        }
        let slices = slices.into_sorted();
        let total = number(slices.get(&Slice::default()).map_or(0, |held| held.records.len()));
        Some(Self { slices, total })
    }

    /// The records of a slice.
    pub fn records(&self, slice: Slice) -> &[RecordId] {
        self.slices.get(&slice).map_or(&[], |held| &held.records)
    }

    /// The weakest confidence of the values that put its records into a slice.
    pub(super) fn confidence(&self, slice: Slice) -> Confidence {
        self.slices.get(&slice).map_or(Confidence::Published, |held| held.confidence)
    }

    /// How many records a slice has.
    pub fn count(&self, slice: Slice) -> u32 {
        number(self.records(slice).len())
    }

    /// How many records the year has.
    pub fn total(&self) -> u32 {
        self.total
    }

    /// The slices that hold anything, in order.
    pub fn slices(&self) -> impl Iterator<Item = Slice> {
        self.slices.keys().copied()
    }
}

/// A length as a count.
pub fn number(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// Every slice that a record belongs to.
fn slices_of(record: &Record) -> impl Iterator<Item = Slice> {
    let none = Slice::default();
    let places =
        [none, Slice { member_state: Some(record.member_state), ..none }, Slice { city: Some(record.city), ..none }];
    let (area, kind, status) = (record.focus_area, record.project_type, record.status);
    let of_place = move |place: Slice| {
        let with_area = Slice { focus_area: Some(area), ..place };
        let with_type = kind.map(|kind| Slice { project_type: Some(kind), ..place });
        [Some(place), Some(with_area), with_type].into_iter().flatten()
    };
    let with_status = move |slice: Slice| [slice, Slice { status: Some(status), ..slice }];
    // Where a report itself gives a project two focus areas, its type belongs to another one than its own.
    let both = kind.map(|kind| Slice { focus_area: Some(area), project_type: Some(kind), ..none });
    places.into_iter().flat_map(of_place).flat_map(with_status).chain(both)
}

/// Adds the counts and shares of a year.
pub(super) fn add(network: &Network, year: &Year, tally: Option<&Tally>, figures: &mut Figures) {
    let stated = Stated::of(network, year);
    let percents = tally.map(|tally| Percents::of(network, tally));
    add_all(network, tally, figures);
    let mut slices = standard_slices(network, year);
    slices.extend(tally.into_iter().flat_map(Tally::slices).filter(|slice| !is_whole(*slice)));
    // What was printed and is not listed is counted too.
    slices.extend(year.published.cells.iter().map(|cell| cell.slice).filter(|slice| !is_whole(*slice)));
    let mut told: BTreeSet<Slice> = BTreeSet::new();
    for slice in slices.into_iter().filter(|slice| told.insert(*slice)) {
        let count = match tally {
            None => Err(Why::NoList),
            Some(_) if stated.lacks(network, slice) => Err(Why::NotStated),
            Some(tally) => Ok(tally),
        };
        add_slice(network, year, slice, count, percents.as_ref(), figures);
    }
}

/// The share of all projects in all projects, as tables print it in their last line.
fn add_all(network: &Network, tally: Option<&Tally>, figures: &mut Figures) {
    let all = tally.map_or(0, Tally::total);
    let value = match tally {
        Some(_) => share_value(Share::new(all, all), all),
        None => Value::Missing(Why::NoList),
    };
    let mut receipt = Receipt::new(share_definition(network));
    receipt.basis = Some(Basis::Records);
    receipt.of = vec!["projects".to_owned(), "projects".to_owned()];
    figures.add(Figure { id: "projects.share".to_owned(), value, receipt });
}

/// The slices that every edition tells, even where they are empty.
fn standard_slices(network: &Network, year: &Year) -> Vec<Slice> {
    let none = Slice::default();
    let areas: Vec<_> = (0..network.focus_areas.len()).map(|place| Some(FocusAreaId::at(place))).collect();
    let statuses: Vec<_> = (0..network.statuses.len()).map(|place| Some(StatusId::at(place))).collect();
    let types = (0..network.project_types.len()).map(|place| Some(ProjectTypeId::at(place)));
    let mut slices: Vec<Slice> = statuses.iter().map(|&status| Slice { status, ..none }).collect();
    for &focus_area in &areas {
        slices.push(Slice { focus_area, ..none });
        slices.extend(statuses.iter().map(|&status| Slice { focus_area, status, ..none }));
    }
    slices.extend(types.map(|project_type| Slice { project_type, ..none }));
    for (member_state, _) in member_states(network, year) {
        let place = Slice { member_state: Some(member_state), ..none };
        slices.push(place);
        slices.extend(areas.iter().map(|&focus_area| Slice { focus_area, ..place }));
        slices.extend(statuses.iter().map(|&status| Slice { status, ..place }));
    }
    for (city, _) in members(network, year) {
        let place = Slice { city: Some(city), ..none };
        slices.push(place);
        slices.extend(areas.iter().map(|&focus_area| Slice { focus_area, ..place }));
        slices.extend(statuses.iter().map(|&status| Slice { status, ..place }));
    }
    slices
}

fn is_whole(slice: Slice) -> bool {
    slice == Slice::default()
}

/// What the records of a year state at all.
pub(super) struct Stated {
    pub(super) status: bool,
    project_type: bool,
}

impl Stated {
    pub(super) fn of(network: &Network, year: &Year) -> Self {
        let records = year.records.as_deref().unwrap_or_default();
        let unstated = network.stage(Stage::NotStated);
        // Of no project at all there is nothing left to state.
        Self {
            status: records.is_empty() || records.iter().any(|record| Some(record.status) != unstated),
            project_type: records.is_empty() || records.iter().any(|record| record.project_type.is_some()),
        }
    }

    /// Whether the slice asks for something that no record of the year states: it is unknown then, and not 0.
    pub(super) fn lacks(&self, network: &Network, slice: Slice) -> bool {
        let asks_status = slice.status.is_some() && slice.status != network.stage(Stage::NotStated);
        (asks_status && !self.status) || (slice.project_type.is_some() && !self.project_type)
    }
}

/// A slice's count, and its share of the slice without its last narrowing.
fn add_slice(
    network: &Network,
    year: &Year,
    slice: Slice,
    tally: Result<&Tally, Why>,
    percents: Option<&Percents>,
    figures: &mut Figures,
) {
    let id = slice_id(network, slice);
    let whole_id = slice_id(network, wider(slice));
    let mut receipt = Receipt::new("definition-count");
    let value = match tally {
        Ok(tally) => {
            let records = tally.records(slice);
            receipt.basis = Some(Basis::Records);
            receipt.confidence = tally.confidence(slice);
            receipt.records = figures.behind(|| Records::of(year.year, records.iter().copied()));
            Value::Count(number(records.len()))
        }
        Err(why) => Value::Missing(why),
    };
    let share_value = match value {
        Value::Count(part) => {
            let whole = figures.count(&whole_id).unwrap_or(0);
            share_value(percents.and_then(|percents| percents.share(slice, part, whole)), whole)
        }
        other => other,
    };
    let mut share = Receipt::new(share_definition(network));
    (share.basis, share.confidence) = (receipt.basis, receipt.confidence);
    share.of = figures.behind(|| vec![id.clone(), whole_id]);
    figures.add(Figure { id: [&id, ".share"].concat(), value: share_value, receipt: share });
    figures.add(Figure { id, value, receipt });
}

/// The share of a whole of that size; of less than ten it would mislead.
pub(super) fn share_value(share: Option<Share>, whole: u32) -> Value {
    match (share, whole) {
        (_, 1..10) => Value::Missing(Why::SmallBase),
        (Some(share), _) => Value::Share(share),
        (None, _) => Value::Missing(Why::NothingListed),
    }
}

/// How shares are defined, by how the framework wants them rounded.
pub(super) fn share_definition(network: &Network) -> &'static str {
    match network.rounding {
        Rounding::HalfUp => "definition-share",
        Rounding::LargestRemainder => "definition-share-together",
    }
}

/// The slice without its last narrowing: what a share is a share of.
pub(super) fn wider(slice: Slice) -> Slice {
    if slice.status.is_some() {
        Slice { status: None, ..slice }
    } else if slice.project_type.is_some() {
        Slice { project_type: None, ..slice }
    } else if slice.focus_area.is_some() {
        Slice { focus_area: None, ..slice }
    } else {
        Slice::default()
    }
}
