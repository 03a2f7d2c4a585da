//! Which projects two lists share: matched by id and by the ledger, never by likeness.

use super::Figures;
use super::counts::{Stated, number};
use super::figure::{Figure, Listed, Receipt, Value};
use crate::check::{Network, Record, Year};
use crate::terms::{Basis, Confidence, RecordId};
use std::collections::{BTreeMap, BTreeSet};

/// Two lists side by side.
#[derive(Debug)]
pub struct Listing<'a> {
    /// In both: as in the earlier list, and as in the later one.
    pub kept: Vec<(&'a Record, &'a Record)>,
    /// In the later list only.
    pub new: Vec<&'a Record>,
    /// In the earlier list only.
    pub gone: Vec<&'a Record>,
}

impl<'a> Listing<'a> {
    /// Compares two years; nothing where one of them has no list.
    pub fn of(network: &'a Network, earlier: &'a Year, later: &'a Year) -> Option<Self> {
        let (before, after) = (earlier.records.as_ref()?, later.records.as_ref()?);
        let mut by_key: BTreeMap<&str, &Record> = before.iter().map(|record| (record.key.as_str(), record)).collect();
        let mut same: BTreeMap<&str, &Record> = BTreeMap::new();
        for record in after {
            same.extend(by_key.remove(record.key.as_str()).map(|earlier| (record.key.as_str(), earlier)));
        }
        // What is left may go on under another id.
        let mut by_first: BTreeMap<&str, &Record> =
            by_key.values().map(|record| (network.first_key(&record.key), *record)).collect();
        for record in after.iter().filter(|record| network.first_key(&record.key) != record.key) {
            if !same.contains_key(record.key.as_str()) {
                same.extend(
                    by_first.remove(network.first_key(&record.key)).map(|earlier| (record.key.as_str(), earlier)),
                );
            }
        }
        let kept: BTreeSet<&str> = same.values().map(|record| record.key.as_str()).collect();
        Some(Self {
            kept: after.iter().filter_map(|record| Some((*same.get(record.key.as_str())?, record))).collect(),
            new: after.iter().filter(|record| !same.contains_key(record.key.as_str())).collect(),
            gone: before.iter().filter(|record| !kept.contains(record.key.as_str())).collect(),
        })
    }

    /// The projects that stand in another focus area than before: as before, and as now.
    pub fn moved(&self) -> Vec<(&'a Record, &'a Record)> {
        self.kept.iter().filter(|(before, after)| before.focus_area != after.focus_area).copied().collect()
    }
}

/// Adds how many projects are listed again, are new, and are no longer listed, and which status became which.
pub(super) fn add(network: &Network, now: &Year, starts: &[&Year], figures: &mut Figures) {
    for &start in starts {
        let Some(listing) = Listing::of(network, start, now) else { continue };
        let span = format!("{}-to-{}", start.year, now.year);
        let kept: Vec<&Record> = listing.kept.iter().map(|(_, record)| *record).collect();
        let (places, before) = (Places::of(now), Places::of(start));
        let counts = [
            ("kept", "definition-kept", places.listed(&kept)),
            ("new", "definition-new", places.listed(&listing.new)),
            ("gone", "definition-gone", before.listed(&listing.gone)),
        ];
        for (name, definition, records) in counts {
            add_count(format!("projects.{name}.{span}"), definition, records, figures);
        }
        let is_stated = |year: &Year| Stated::of(network, year).status;
        if is_stated(start) && is_stated(now) {
            add_transitions(network, &places, &listing, &span, figures);
        }
    }
}

/// The places of the records of a year in its list, by their ids.
struct Places<'a> {
    year: i32,
    places: BTreeMap<&'a str, RecordId>,
}

impl<'a> Places<'a> {
    fn of(year: &'a Year) -> Self {
        let records = year.records.iter().flatten().enumerate();
        let places = records.map(|(at, record)| (record.key.as_str(), RecordId::at(at))).collect();
        Self { year: year.year, places }
    }

    /// These records of the year, in the order of its list.
    fn listed(&self, records: &[&Record]) -> Vec<Listed> {
        let places = records.iter().filter_map(|record| self.places.get(record.key.as_str()).copied());
        let mut places: Vec<RecordId> = places.collect();
        places.sort_unstable();
        Listed::all(self.year, places)
    }
}

fn add_count(id: String, definition: &'static str, records: Vec<Listed>, figures: &mut Figures) {
    let mut receipt = Receipt::new(definition);
    receipt.basis = Some(Basis::Records);
    // No document says which projects of two lists are the same.
    receipt.confidence = Confidence::Derived;
    let value = Value::Count(number(records.len()));
    receipt.records = records;
    figures.add(Figure { id, value, receipt });
}

/// How many projects of both lists went from each status to each.
fn add_transitions(network: &Network, places: &Places<'_>, listing: &Listing<'_>, span: &str, figures: &mut Figures) {
    for (from, before) in network.statuses.iter().enumerate() {
        for (to, after) in network.statuses.iter().enumerate() {
            let went = listing.kept.iter().filter(|(a, b)| a.status.place() == from && b.status.place() == to);
            let went: Vec<&Record> = went.map(|(_, record)| *record).collect();
            let id = transition_id(&before.code.key, &after.code.key, span);
            add_count(id, "definition-transition", places.listed(&went), figures);
        }
    }
}

/// The name of a change of status in figure ids.
pub fn transition_id(from: &str, to: &str, span: &str) -> String {
    format!("projects.from-status.{from}.to-status.{to}.{span}")
}
