//! Which projects two lists share: matched by id alone, never by likeness.

use super::figure::{Figure, Listed, Receipt, Value};
use super::{Figures, counts::number};
use crate::check::{Record, Year};
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
    pub fn of(earlier: &'a Year, later: &'a Year) -> Option<Self> {
        let (before, after) = (earlier.records.as_ref()?, later.records.as_ref()?);
        let by_id = |records: &'a [Record]| -> BTreeMap<&'a str, &'a Record> {
            records.iter().map(|record| (record.key.as_str(), record)).collect()
        };
        let (known, listed) = (by_id(before), by_id(after));
        let kept = after.iter().filter_map(|record| Some((*known.get(record.key.as_str())?, record)));
        Some(Self {
            kept: kept.collect(),
            new: after.iter().filter(|record| !known.contains_key(record.key.as_str())).collect(),
            gone: before.iter().filter(|record| !listed.contains_key(record.key.as_str())).collect(),
        })
    }

    /// The projects that stand in another focus area than before: as before, and as now.
    pub fn moved(&self) -> Vec<(&'a Record, &'a Record)> {
        self.kept.iter().filter(|(before, after)| before.focus_area != after.focus_area).copied().collect()
    }
}

/// Adds how many projects are listed again, are new, and are no longer listed.
pub(super) fn add(past: &[Year], figures: &mut Figures) {
    let Some((now, before)) = past.split_last() else { return };
    for start in before.iter().filter(|year| year.records.is_some()) {
        let Some(listing) = Listing::of(start, now) else { continue };
        let span = format!("{}-to-{}", start.year, now.year);
        let places = |year: &Year, records: Vec<&Record>| -> Vec<Listed> {
            let keys: BTreeSet<&str> = records.iter().map(|record| record.key.as_str()).collect();
            let all = year.records.iter().flatten().enumerate();
            let all = all.filter(|(_, record)| keys.contains(record.key.as_str()));
            Listed::all(year.year, all.map(|(at, _)| RecordId::at(at)))
        };
        let kept: Vec<&Record> = listing.kept.iter().map(|(_, record)| *record).collect();
        let counts = [
            ("kept", "definition-kept", kept.len(), places(now, kept)),
            ("new", "definition-new", listing.new.len(), places(now, listing.new.clone())),
            ("gone", "definition-gone", listing.gone.len(), places(start, listing.gone.clone())),
        ];
        for (name, definition, count, records) in counts {
            let mut receipt = Receipt::new(definition);
            receipt.basis = Some(Basis::Records);
            // No document says which projects of two lists are the same.
            receipt.confidence = Confidence::Derived;
            receipt.records = records;
            figures.add(Figure { id: format!("projects.{name}.{span}"), value: Value::Count(number(count)), receipt });
        }
    }
}
