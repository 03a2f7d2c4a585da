//! Which projects two lists share: matched by id and by the ledger, never by likeness.

use super::Figures;
use super::behind::Records;
use super::counts::{Stated, number};
use super::figure::{Figure, Receipt, Value};
use super::keys::Keys;
use crate::check::{Network, Record, Year};
use crate::terms::{Basis, Confidence, RecordId};
use std::collections::BTreeMap;

/// Two lists side by side.
#[derive(Debug)]
pub struct Listing<'a> {
    /// In both: as in the earlier list, and as in the later one.
    pub kept: Vec<(&'a Record, &'a Record)>,
    /// In the later list only.
    pub new: Vec<&'a Record>,
    /// In the earlier list only.
    pub gone: Vec<&'a Record>,
    /// The places of `kept` and of `new` in the later list, and of `gone` in the earlier one.
    places: [Vec<RecordId>; 3],
}

impl<'a> Listing<'a> {
    /// Compares two years; nothing where one of them has no list.
    pub fn of(network: &'a Network, earlier: &'a Year, later: &'a Year) -> Option<Self> {
        let (then, after) = (Keys::of(earlier)?, later.records.as_deref()?);
        let before = then.records;
        let mut find = then.in_order();
        let mut same: Vec<Option<usize>> = after.iter().map(|record| Some(find(&record.key)?.place())).collect();
        let mut is_kept = vec![false; before.len()];
        for place in same.iter().flatten() {
            if let Some(is_kept) = is_kept.get_mut(*place) {
                *is_kept = true;
            }
        }
        // What is left may go on under another id.
        let left = before.iter().zip(&is_kept).enumerate().filter(|(_, (_, is_kept))| !**is_kept);
        let mut left: Vec<(&str, usize)> = left.map(|(place, (record, _))| (record.key.as_str(), place)).collect();
        left.sort_unstable();
        let mut by_first: BTreeMap<&str, usize> =
            left.into_iter().map(|(key, place)| (network.first_key(key), place)).collect();
        for (record, same) in after.iter().zip(&mut same).filter(|(_, same)| same.is_none()) {
            let first = network.first_key(&record.key);
            if first != record.key.as_str() {
                *same = by_first.remove(first);
            }
        }
        let mut listing = Self {
            kept: Vec::with_capacity(after.len()),
            new: Vec::new(),
            gone: Vec::new(),
            places: Default::default(),
        };
        let [kept_at, new_at, gone_at] = &mut listing.places;
        for (place, (record, same)) in after.iter().zip(same).enumerate() {
            if let Some((earlier, is_kept)) = same.and_then(|same| Some((before.get(same)?, is_kept.get_mut(same)?))) {
                *is_kept = true;
                listing.kept.push((earlier, record));
                kept_at.push(RecordId::at(place));
            } else {
                listing.new.push(record);
                new_at.push(RecordId::at(place));
            }
        }
        for (place, (record, _)) in before.iter().zip(is_kept).enumerate().filter(|(_, (_, is_kept))| !is_kept) {
            listing.gone.push(record);
            gone_at.push(RecordId::at(place));
        }
        Some(listing)
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
        let [kept, new, gone] = &listing.places;
        let counts = [
            ("kept", "definition-kept", Records::of(now.year, kept.iter().copied())),
            ("new", "definition-new", Records::of(now.year, new.iter().copied())),
            ("gone", "definition-gone", Records::of(start.year, gone.iter().copied())),
        ];
        for (name, definition, records) in counts {
            add_count(format!("projects.{name}.{span}"), definition, records, figures);
        }
        let is_stated = |year: &Year| Stated::of(network, year).status;
        if is_stated(start) && is_stated(now) {
            add_transitions(network, now.year, &listing, &span, figures);
        }
    }
}

fn add_count(id: String, definition: &'static str, records: Records, figures: &mut Figures) {
    let mut receipt = Receipt::new(definition);
    receipt.basis = Some(Basis::Records);
    // No document says which projects of two lists are the same.
    receipt.confidence = Confidence::Derived;
    let value = Value::Count(number(records.len()));
    receipt.records = records;
    figures.add(Figure { id, value, receipt });
}

/// How many projects of both lists went from each status to each.
fn add_transitions(network: &Network, year: i32, listing: &Listing<'_>, span: &str, figures: &mut Figures) {
    let [kept, ..] = &listing.places;
    for (from, before) in network.statuses.iter().enumerate() {
        for (to, after) in network.statuses.iter().enumerate() {
            let went = |(a, b): &(&Record, &Record)| a.status.place() == from && b.status.place() == to;
            let went = listing.kept.iter().zip(kept).filter(|(pair, _)| went(pair)).map(|(_, place)| *place);
            let went = Records::of(year, went);
            let id = transition_id(&before.code.key, &after.code.key, span);
            add_count(id, "definition-transition", went, figures);
        }
    }
}

/// The name of a change of status in figure ids.
pub fn transition_id(from: &str, to: &str, span: &str) -> String {
    format!("projects.from-status.{from}.to-status.{to}.{span}")
}
