//! Neighbouring snapshots side by side, with what the ledger tells of them.

use crate::load::shape::is_id;
use crate::load::written::{self, Inputs, LedgerEvent, Record, Snapshot};
use crate::terms::{Event, Sides};
use std::collections::{BTreeMap, BTreeSet};

/// Two neighbouring snapshots that have records.
pub(super) struct Step<'a> {
    pub(super) earlier: &'a Snapshot,
    pub(super) later: &'a Snapshot,
    pub(super) before: BTreeMap<&'a str, &'a Record>,
    pub(super) after: BTreeMap<&'a str, &'a Record>,
    /// What the ledger tells.
    pub(super) events: Vec<&'a LedgerEvent>,
    /// Events that may tell something of this step: not everything about them could be read.
    unclear: Vec<&'a LedgerEvent>,
}

/// All of them, ascending.
pub(super) fn steps(inputs: &Inputs) -> Vec<Step<'_>> {
    let listed: Vec<&Snapshot> = inputs.snapshots.iter().filter(|snapshot| snapshot.records.is_some()).collect();
    listed.iter().zip(listed.iter().skip(1)).map(|(earlier, later)| step(inputs, earlier, later)).collect()
}

fn step<'a>(inputs: &'a Inputs, earlier: &'a Snapshot, later: &'a Snapshot) -> Step<'a> {
    let is_of = |step: &&written::Step| step.from.value == earlier.year.value && step.to.value == later.year.value;
    let is_undated = |step: &&written::Step| step.from.value == 0 || step.to.value == 0;
    let steps = || inputs.lineage.steps.iter();
    let of_step = steps().filter(is_of).flat_map(|step| &step.broken);
    let of_any = steps().filter(is_undated).flat_map(|step| step.events.iter().chain(&step.broken));
    Step {
        earlier,
        later,
        before: by_id(earlier),
        after: by_id(later),
        events: steps().filter(is_of).flat_map(|step| &step.events).collect(),
        unclear: of_step.chain(of_any).collect(),
    }
}

/// The ids that more than one record has.
fn doubled(snapshot: &Snapshot) -> impl Iterator<Item = &str> {
    let mut seen = BTreeSet::new();
    let ids = snapshot.records.iter().flatten().map(|record| record.id.value.as_str());
    ids.filter(move |id| !seen.insert(*id))
}

fn by_id(snapshot: &Snapshot) -> BTreeMap<&str, &Record> {
    let records = snapshot.records.iter().flatten().filter(|record| is_id(&record.id.value));
    records.map(|record| (record.id.value.as_str(), record)).collect()
}

impl<'a> Step<'a> {
    /// `2022 to 2023`
    pub(super) fn name(&self) -> String {
        format!("{} to {}", self.earlier.year.value, self.later.year.value)
    }

    /// The projects of both lists, as before and as now; also those that go on under another id.
    pub(super) fn kept(&self, inputs: &'a Inputs) -> impl Iterator<Item = (&'a Record, &'a Record)> + '_ {
        let doubled: BTreeSet<&str> = [self.earlier, self.later].into_iter().flat_map(doubled).collect();
        let kept = self.after.iter().filter_map(|(id, after)| Some((*self.before.get(self.earlier_id(id))?, *after)));
        let are_one = |before: &Record, after: &Record| {
            let cities = [&before.city.value, &after.city.value];
            cities[0] == cities[1] || !cities.iter().all(|city| inputs.knows_city(city))
        };
        kept.filter(move |(before, after)| !doubled.contains(before.id.value.as_str()) && are_one(before, after))
    }

    /// The id of a project in the earlier snapshot: its own, unless the ledger tells that it continues another.
    pub(super) fn earlier_id<'b>(&'b self, id: &'b str) -> &'b str {
        let is_it = |told: &&&LedgerEvent| {
            told.event.value == Event::Continued && told.to.iter().flatten().any(|to| to.value == id)
        };
        let from = self.events.iter().find(is_it).and_then(|told| told.from.as_ref()?.first());
        from.map_or(id, |from| from.value.as_str())
    }

    /// The projects that are no longer listed.
    pub(super) fn gone(&self) -> impl Iterator<Item = &'a Record> + '_ {
        self.before.iter().filter(|(id, _)| !self.after.contains_key(*id)).map(|(_, record)| *record)
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
