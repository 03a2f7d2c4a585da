//! Which project stands for each city in an edition: the one that its story names, or else one by a fixed rule.

use super::listing::Listing;
use crate::check::{Network, Record, Year};
use crate::terms::{CityId, Stage};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The project that stands for each city, for every city with records. `past` are the years up to the edition's.
///
/// Where no story names one: first what was completed since the edition before, then what is on-going, what is planned,
/// what was completed earlier, and what has no stated status; of several, the one with the most partners, then the one with
/// the longest description, then the first in the list.
pub fn highlights<'a>(network: &Network, past: &'a [Year]) -> BTreeMap<CityId, &'a Record> {
    let Some((year, before)) = past.split_last() else { return BTreeMap::new() };
    let start = before.iter().rev().find(|year| year.records.is_some());
    let listing = start.and_then(|start| Listing::of(network, start, year));
    let place = |record: &Record| std::ptr::from_ref(record).addr();
    let earlier: BTreeMap<usize, &Record> =
        listing.iter().flat_map(|listing| &listing.kept).map(|(was, now)| (place(now), *was)).collect();
    let mut chosen: BTreeMap<CityId, (_, &Record)> = BTreeMap::new();
    for record in year.records.iter().flatten() {
        let named = year.narrative.cities.get(&record.city).and_then(|story| story.project.as_deref());
        let rank = (
            named != Some(record.key.as_str()),
            class(network, record, earlier.get(&place(record)).copied()),
            Reverse(record.more.partners.iter().map(|link| link.partners.len()).sum::<usize>()),
            Reverse(record.description().chars().count()),
        );
        match chosen.get_mut(&record.city) {
            Some(best) if rank < best.0 => *best = (rank, record),
            Some(_) => {}
            None => drop(chosen.insert(record.city, (rank, record))),
        }
    }
    chosen.into_iter().map(|(city, (_, record))| (city, record)).collect()
}

/// The place of a project among those that can stand for its city, from 0.
fn class(network: &Network, now: &Record, before: Option<&Record>) -> u8 {
    let stage = |record: &Record| network.statuses.get(record.status.place()).map(|status| status.stage);
    let was = before.and_then(stage);
    match stage(now) {
        Some(Stage::Completed) if matches!(was, Some(Stage::OnGoing | Stage::Planning)) => 0,
        Some(Stage::OnGoing) => 1,
        Some(Stage::Planning) => 2,
        Some(Stage::Completed) => 3,
        Some(Stage::NotStated) | None => 4,
    }
}
