//! Neighbouring snapshots side by side, with what the ledger tells of them.

use crate::load::written::{Inputs, LedgerEvent, Record, Snapshot};
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
}

/// All of them, ascending.
pub(super) fn steps(inputs: &Inputs) -> Vec<Step<'_>> {
    let listed: Vec<&Snapshot> = inputs.snapshots.iter().filter(|snapshot| snapshot.records.is_some()).collect();
    listed.iter().zip(listed.iter().skip(1)).map(|(earlier, later)| step(inputs, earlier, later)).collect()
}

fn step<'a>(inputs: &'a Inputs, earlier: &'a Snapshot, later: &'a Snapshot) -> Step<'a> {
    Step { earlier, later, before: by_id(earlier), after: by_id(later), events: events(inputs, earlier, later) }
}

fn by_id(snapshot: &Snapshot) -> BTreeMap<&str, &Record> {
    snapshot.records.iter().flatten().map(|record| (record.id.value.as_str(), record)).collect()
}

fn events<'a>(inputs: &'a Inputs, earlier: &Snapshot, later: &Snapshot) -> Vec<&'a LedgerEvent> {
    let of_step = inputs.lineage.steps.iter();
    let of_step = of_step.filter(|step| step.from.value == earlier.year.value && step.to.value == later.year.value);
    of_step.flat_map(|step| &step.events).collect()
}

impl<'a> Step<'a> {
    /// `2022 to 2023`
    pub(super) fn name(&self) -> String {
        format!("{} to {}", self.earlier.year.value, self.later.year.value)
    }

    /// The projects of both lists, as before and as now; also those that go on under another id.
    pub(super) fn kept(&self) -> impl Iterator<Item = (&'a Record, &'a Record)> + '_ {
        self.after.iter().filter_map(|(id, after)| Some((*self.before.get(self.earlier_id(id))?, *after)))
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
        of_kind.flat_map(|told| told.lists()).flatten().map(|id| id.value.as_str()).collect()
    }

    /// The ids of projects of which the ledger tells why they are no longer listed.
    pub(super) fn told_gone(&self) -> BTreeSet<&'a str> {
        let leaving = |told: &&'a LedgerEvent| match told.event.value.sides() {
            Sides::Leave => told.projects.as_ref(),
            Sides::Turn => told.from.as_ref(),
            Sides::Stay | Sides::Come | Sides::City => None,
        };
        self.events.iter().filter_map(leaving).flatten().map(|id| id.value.as_str()).collect()
    }
}
