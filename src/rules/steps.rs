//! Neighbouring snapshots side by side, with what the ledger tells of them.

use crate::load::shape::is_id;
use crate::load::written::{self, Inputs, LedgerEvent, Record, Snapshot};
use crate::source::sum;
use crate::terms::{Event, Sides};
use std::collections::{BTreeMap, BTreeSet};
use std::ptr;

/// Two neighbouring snapshots that have records.
pub(super) struct Step<'a> {
    pub(super) earlier: &'a Snapshot,
    pub(super) later: &'a Snapshot,
    pub(super) before: ById<'a>,
    pub(super) after: ById<'a>,
    /// What the ledger tells.
    pub(super) events: Vec<&'a LedgerEvent>,
    /// Events that may tell something of this step: not everything about them could be read.
    unclear: Vec<&'a LedgerEvent>,
    /// The id that a project had before, by the id that it goes on under.
    earlier_ids: BTreeMap<&'a str, &'a str>,
}

/// Each two neighbouring snapshots that have records, ascending.
pub(super) fn neighbours(inputs: &Inputs) -> Vec<(&Snapshot, &Snapshot)> {
    let listed = || inputs.snapshots.iter().filter(|snapshot| snapshot.records.is_some());
    listed().zip(listed().skip(1)).collect()
}

/// The step between two neighbours.
pub(super) fn step<'a>(inputs: &'a Inputs, (earlier, later): (&'a Snapshot, &'a Snapshot)) -> Step<'a> {
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
        before: ById::of(earlier),
        after: ById::of(later),
        events,
        unclear: of_step.chain(of_any).collect(),
        earlier_ids,
    }
}

/// The records of a snapshot by their ids; of an id that several have, the last counts.
///
/// Sums of the ids are sorted and not the ids themselves, which lie far apart in memory.
pub(super) struct ById<'a> {
    /// In the order of the file.
    records: Vec<&'a Record>,
    /// The sum of an id, and the place of its record.
    sums: Vec<(u64, usize)>,
    /// The ids that more than one record has.
    doubled: BTreeSet<&'a str>,
}

impl<'a> ById<'a> {
    fn of(snapshot: &'a Snapshot) -> Self {
        let records: Vec<&Record> =
            snapshot.records.iter().flatten().filter(|record| is_id(&record.id.value)).collect();
        let mut sums: Vec<(u64, usize)> =
            records.iter().enumerate().map(|(place, record)| (sum(&record.id.value), place)).collect();
        sums.sort_unstable();
        let mut doubled = BTreeSet::new();
        for group in sums.chunk_by(|one, other| one.0 == other.0).filter(|group| group.len() > 1) {
            let mut seen = BTreeSet::new();
            let ids = group.iter().filter_map(|(_, place)| Some(records.get(*place)?.id.value.as_str()));
            doubled.extend(ids.filter(|id| !seen.insert(*id)));
        }
        Self { records, sums, doubled }
    }

    /// The record with that id.
    pub(super) fn get(&self, id: &str) -> Option<&'a Record> {
        let of_id = sum(id);
        let end = self.sums.partition_point(|(sum, _)| *sum <= of_id);
        let same = self.sums[..end].iter().rev().take_while(|(sum, _)| *sum == of_id);
        // Other ids may have the same sum.
        same.filter_map(|(_, place)| self.records.get(*place).copied()).find(|record| record.id.value == id)
    }

    /// Whether a record has that id.
    pub(super) fn contains_key(&self, id: &str) -> bool {
        self.get(id).is_some()
    }

    /// The records, each id once.
    fn records(&self) -> impl Iterator<Item = &'a Record> {
        let counts = |record: &&Record| {
            self.doubled.is_empty() || self.get(&record.id.value).is_some_and(|last| ptr::eq(last, *record))
        };
        self.records.iter().copied().filter(counts)
    }
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
        let pairs = self.after.records.iter().filter_map(|after| {
            let before = self.before.get(self.earlier_id(&after.id.value))?;
            Some((before, *after))
        });
        pairs.filter(|(before, after)| are_one(before, after) && !is_doubled(before) && !is_doubled(after)).collect()
    }

    /// The id of a project in the earlier snapshot: its own, unless the ledger tells that it continues another.
    pub(super) fn earlier_id<'b>(&'b self, id: &'b str) -> &'b str {
        self.earlier_ids.get(id).copied().unwrap_or(id)
    }

    /// The projects that are no longer listed.
    pub(super) fn gone(&self) -> impl Iterator<Item = &'a Record> + '_ {
        self.before.records().filter(|record| !self.after.contains_key(&record.id.value))
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
