//! The ledger, resolved: what happened between two neighbouring years, and where that is stated.

use super::{Document, Network};
use crate::held::Held;
use crate::load::written::{self, Inputs};
use crate::source::{At, Place};
use crate::terms::{CityId, Confidence, Event, Sides, When};
use std::collections::BTreeMap;

/// What the ledger tells of two neighbouring years that have records.
#[derive(Debug)]
pub struct Step {
    /// The earlier year.
    pub from: i32,
    /// The later year.
    pub to: i32,
    /// What happened, in the order of the file.
    pub events: Vec<Told>,
}

/// One thing that the ledger tells.
#[derive(Debug, Clone)]
pub struct Told {
    /// What happened.
    pub event: Event,
    /// The ids of the projects in the earlier year, or of one that is back under another id, when it was last listed; empty
    /// where they were not listed.
    pub from: Vec<String>,
    /// The ids of the projects in the later year; empty where they are not listed.
    pub to: Vec<String>,
    /// The city, where it happened to one.
    pub city: Option<CityId>,
    /// When, where a source tells.
    pub date: Option<When>,
    /// Why.
    pub reason: String,
    /// Where it is stated.
    pub document: Document,
    /// How sure it is.
    pub confidence: Confidence,
    /// Where it stands in the inputs.
    pub place: Place,
}

/// The first id under which a project was known, for each that the ledger tells to continue another, or to be back under
/// another id.
pub(super) fn first_keys(steps: &[Step]) -> BTreeMap<String, String> {
    let mut first: BTreeMap<String, String> = BTreeMap::new();
    let goes_on = |told: &&Told| matches!(told.event, Event::Continued | Event::Returned);
    for told in steps.iter().flat_map(|step| &step.events).filter(goes_on) {
        if let (Some(from), Some(to)) = (told.from.first(), told.to.first()) {
            let origin = first.get(from).unwrap_or(from).clone();
            first.insert(to.clone(), origin);
        }
    }
    first
}

impl Network {
    /// The first id under which a project was known: its own, unless the ledger tells that it continues another, or that
    /// another is back under it.
    pub fn first_key<'a>(&'a self, key: &'a str) -> &'a str {
        self.first_keys.get(key).map_or(key, String::as_str)
    }
}

/// The steps, ascending.
pub(super) fn steps(network: &Network, inputs: &Inputs) -> Option<Vec<Step>> {
    let step = |step: &written::Step| {
        let events = step.events.iter().map(|event| told(network, inputs, event)).collect::<Option<_>>()?;
        Some(Step { from: step.from.value, to: step.to.value, events })
    };
    let mut steps: Vec<Step> = inputs.lineage.steps.iter().map(step).collect::<Option<_>>()?;
    steps.sort_by_key(|step| (step.from, step.to));
    Some(steps)
}

fn told(network: &Network, inputs: &Inputs, event: &written::LedgerEvent) -> Option<Told> {
    let ids = |list: &Option<Vec<At<Held>>>| -> Vec<String> {
        list.iter().flatten().map(|id| id.value.to_string()).collect()
    };
    let projects = ids(&event.projects);
    let (from, to) = match event.event.value.sides() {
        Sides::Stay => (projects.clone(), projects),
        Sides::Leave => (projects, Vec::new()),
        Sides::Come if event.to.is_some() => (ids(&event.from), ids(&event.to)),
        Sides::Come => (Vec::new(), projects),
        Sides::Turn => (ids(&event.from), ids(&event.to)),
        Sides::City => (Vec::new(), Vec::new()),
    };
    let source = inputs.lineage.sources.iter().find(|source| source.id.value == event.source.value)?;
    let city = match &event.city {
        Some(city) => Some(network.city_id(&city.value)?),
        None => None,
    };
    Some(Told {
        event: event.event.value,
        from,
        to,
        city,
        date: event.date.as_ref().map(|date| date.value),
        reason: event.reason.value.to_string(),
        document: Document { title: source.document.clone(), address: source.address.clone() },
        confidence: event.confidence,
        place: event.place(),
    })
}
