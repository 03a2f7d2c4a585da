//! Neighbouring snapshots side by side, with what the ledger tells of them.

use crate::load::shape::is_id;
use crate::load::written::{self, Inputs, LedgerEvent, Record, Snapshot};
use crate::side::side_by_side;
use crate::source::sum;
use crate::terms::{Event, Sides};
use std::collections::{BTreeMap, BTreeSet};
use std::ptr;
use std::sync::Arc;

/// Two neighbouring snapshots that have records.
pub(super) struct Step<'a> {
    pub(super) earlier: &'a Snapshot,
    pub(super) later: &'a Snapshot,
    pub(super) before: Arc<ById<'a>>,
    pub(super) after: Arc<ById<'a>>,
    /// What the ledger tells.
    pub(super) events: Vec<&'a LedgerEvent>,
    /// Events that may tell something of this step: not everything about them could be read.
    unclear: Vec<&'a LedgerEvent>,
    /// The id that a project had before, by the id that it goes on under.
    earlier_ids: BTreeMap<&'a str, &'a str>,
}

/// Each two neighbouring snapshots that have records, ascending.
pub(super) fn neighbours(inputs: &Inputs) -> Vec<(Arc<ById<'_>>, Arc<ById<'_>>)> {
    let listed: Vec<&Snapshot> = inputs.snapshots.iter().filter(|snapshot| snapshot.records.is_some()).collect();
    let listed = side_by_side(&listed, |snapshot| Arc::new(ById::of(snapshot)));
    listed.iter().cloned().zip(listed.iter().skip(1).cloned()).collect()
}

/// The step between two neighbours.
pub(super) fn step<'a>(inputs: &'a Inputs, (before, after): &(Arc<ById<'a>>, Arc<ById<'a>>)) -> Step<'a> {
    let (earlier, later) = (before.snapshot, after.snapshot);
    let is_of = |step: &&written::Step| step.from.value == earlier.year.value && step.to.value == later.year.value;
    let is_undated = |step: &&written::Step| step.from.value == 0 || step.to.value == 0;
    let steps = || inputs.lineage.steps.iter();
    let of_step = steps().filter(is_of).flat_map(|step| &step.broken);
    let of_any = steps().filter(is_undated).flat_map(|step| step.events.iter().chain(&step.broken));
    let events: Vec<&LedgerEvent> = steps().filter(is_of).flat_map(|step| &step.events).collect();
    let mut earlier_ids = BTreeMap::new();
    for told in events.iter().filter(|told| told.event.value == Event::Continued) {
        let Some(from) = told.from.as_ref().and_then(|from| from.first()) else { continue };
        for to in told.to.iter().flatten() {
            earlier_ids.entry(to.value.as_str()).or_insert(from.value.as_str());
        }
    }
    Step {
        earlier,
        later,
        before: Arc::clone(before),
        after: Arc::clone(after),
        events,
        unclear: of_step.chain(of_any).collect(),
        earlier_ids,
    }
}

/// The records of a snapshot by their ids; of an id that several have, the last counts.
///
/// Sums of the ids are sorted and not the ids themselves, which lie far apart in memory.
pub(super) struct ById<'a> {
    snapshot: &'a Snapshot,
    /// The sum of an id, and the place of its record in the snapshot, ascending.
    sums: Vec<(u64, usize)>,
    /// The ids that more than one record has.
    doubled: BTreeSet<&'a str>,
}

impl<'a> ById<'a> {
    fn of(snapshot: &'a Snapshot) -> Self {
        let records = snapshot.records.iter().flatten().enumerate();
        let with_id = records.filter(|(_, record)| is_id(&record.id.value));
        let mut sums: Vec<(u64, usize)> = with_id.map(|(place, record)| (sum(&record.id.value), place)).collect();
        sums.sort_unstable();
        let mut all = Self { snapshot, sums, doubled: BTreeSet::new() };
        let mut doubled = BTreeSet::new();
        for group in all.sums.chunk_by(|one, other| one.0 == other.0).filter(|group| group.len() > 1) {
            let mut seen = BTreeSet::new();
            let ids = group.iter().filter_map(|(_, place)| Some(all.at(*place)?.id.value.as_str()));
            doubled.extend(ids.filter(|id| !seen.insert(*id)));
        }
        all.doubled = doubled;
        all
    }

    /// The record at a place of the snapshot.
    fn at(&self, place: usize) -> Option<&'a Record> {
        self.snapshot.records.as_ref()?.get(place)
    }

    /// The record with that id.
    pub(super) fn get(&self, id: &str) -> Option<&'a Record> {
        let of_id = sum(id);
        let end = self.sums.partition_point(|(sum, _)| *sum <= of_id);
        let same = self.sums[..end].iter().rev().take_while(|(sum, _)| *sum == of_id);
        // Other ids may have the same sum.
        same.filter_map(|(_, place)| self.at(*place)).find(|record| record.id.value == id)
    }

    /// Whether a record has that id.
    pub(super) fn contains_key(&self, id: &str) -> bool {
        self.get(id).is_some()
    }

    /// Each record that has an id, in the order of the snapshot, and the one of another snapshot with the same id.
    ///
    /// Both lists of sums are gone through once, and then both snapshots.
    fn beside(&self, other: &Self) -> impl Iterator<Item = (&'a Record, Option<&'a Record>)> {
        let count = self.snapshot.records.as_ref().map_or(0, Vec::len);
        let mut places = vec![Place::Without; count];
        let mut others = other.sums.iter().peekable();
        for (sum, place) in &self.sums {
            while others.next_if(|(other, _)| other < sum).is_some() {}
            let found = others.peek().filter(|(other, _)| other == sum).map(|(_, place)| *place);
            if let Some(at) = places.get_mut(*place) {
                *at = found.map_or(Place::Alone, Place::Beside);
            }
        }
        let records = self.snapshot.records.iter().flatten().zip(places);
        records.filter_map(|(record, place)| match place {
            Place::Without => None,
            Place::Alone => Some((record, None)),
            Place::Beside(place) => {
                let is_it = |one: &&Record| one.id.value == record.id.value && other.doubled.is_empty();
                Some((record, other.at(place).filter(is_it).or_else(|| other.get(&record.id.value))))
            }
        })
    }

    /// Whether it is the record of its id that counts.
    fn counts(&self, record: &Record) -> bool {
        self.doubled.is_empty() || self.get(&record.id.value).is_some_and(|last| ptr::eq(last, record))
    }
}

/// Where a record of another snapshot stands whose id has the sum of a record's own.
#[derive(Clone, Copy)]
enum Place {
    /// The record has no id.
    Without,
    /// There is none.
    Alone,
    Beside(usize),
}

impl<'a> Step<'a> {
    /// `2022 to 2023`
    pub(super) fn name(&self) -> String {
        format!("{} to {}", self.earlier.year.value, self.later.year.value)
    }

    /// The projects of both lists, as before and as now; also those that go on under another id.
    pub(super) fn kept(&self, inputs: &Inputs) -> Vec<(&'a Record, &'a Record)> {
        let are_one = |before: &Record, after: &Record| {
            let cities = [&before.city.value, &after.city.value];
            cities[0] == cities[1] || !cities.iter().all(|city| inputs.knows_city(city))
        };
        let is_doubled = |record: &Record| {
            [&self.before, &self.after].iter().any(|list| list.doubled.contains(record.id.value.as_str()))
        };
        let pairs = self.after.beside(&self.before).filter_map(|(after, before)| {
            let other = self.earlier_ids.get(after.id.value.as_str());
            Some((other.map_or(before, |id| self.before.get(id))?, after))
        });
        pairs.filter(|(before, after)| are_one(before, after) && !is_doubled(before) && !is_doubled(after)).collect()
    }

    /// The id of a project in the earlier snapshot: its own, unless the ledger tells that it continues another.
    pub(super) fn earlier_id<'b>(&'b self, id: &'b str) -> &'b str {
        self.earlier_ids.get(id).copied().unwrap_or(id)
    }

    /// The projects that are no longer listed.
    pub(super) fn gone(&self) -> impl Iterator<Item = &'a Record> + '_ {
        let alone = self.before.beside(&self.after).filter(|(_, after)| after.is_none());
        alone.map(|(before, _)| before).filter(|before| self.before.counts(before))
    }

    /// The ids of projects of which the ledger tells this event.
    pub(super) fn told(&self, event: Event) -> BTreeSet<&'a str> {
        let of_kind = self.events.iter().filter(|told| told.event.value == event);
        let all = of_kind.chain(&self.unclear);
        all.flat_map(|told| told.lists()).flatten().map(|id| id.value.as_str()).collect()
    }

    /// The ids of projects of which the ledger tells why they are no longer listed.
    pub(super) fn told_gone(&self) -> BTreeSet<&'a str> {
        let leaving = |told: &&'a LedgerEvent| match told.event.value.sides() {
            Sides::Leave => told.projects.as_ref(),
            Sides::Turn => told.from.as_ref(),
            Sides::Stay | Sides::Come | Sides::City => None,
        };
        let unclear = self.unclear.iter().flat_map(|told| told.lists());
        self.events.iter().filter_map(leaving).chain(unclear).flatten().map(|id| id.value.as_str()).collect()
    }
}
