//! The places of focus areas, member states and cities among their kind, and how they changed.

use super::counts::number;
use super::figure::{Figure, Receipt, Value, Why};
use super::{Figures, either_members, member_states, members, slice_id};
use crate::check::{Network, Slice, Year};
use crate::terms::{Basis, Confidence, FocusAreaId};
use std::collections::BTreeMap;

/// The receipt of a place names so many others one by one; more of a kind, by the beginning of their ids.
const MOST_PEERS: usize = 100;

/// The classes of one kind that have a place in a year.
fn kinds(network: &Network, year: &Year) -> [Vec<Slice>; 3] {
    let none = Slice::default();
    let areas = (0..network.focus_areas.len()).map(|place| Slice { focus_area: Some(FocusAreaId::at(place)), ..none });
    let states = member_states(network, year).into_iter().map(|(id, _)| Slice { member_state: Some(id), ..none });
    let cities = members(network, year).into_iter().map(|(id, _)| Slice { city: Some(id), ..none });
    [areas.collect(), states.collect(), cities.collect()]
}

/// Adds the places of the edition's year.
pub(super) fn add(network: &Network, year: &Year, figures: &mut Figures) {
    let why = if year.records.is_none() { Why::NoList } else { Why::NotAMember };
    for kind in kinds(network, year) {
        let peers = Peers::of(kind.iter().map(|slice| slice_id(network, *slice)).collect(), figures);
        for (place, id) in peers.ids.iter().enumerate() {
            add_rank([id, ".rank"].concat(), Some(place), &peers, why, figures);
        }
    }
}

/// Adds the places of an earlier year, and how they changed since. A class that is not there in both years has none.
pub(super) fn add_changes(network: &Network, start: &Year, now: &Year, figures: &mut Figures) {
    let none = Slice::default();
    let [areas, _, _] = kinds(network, now);
    let states = member_states(network, now).into_iter().map(|(id, _)| Slice { member_state: Some(id), ..none });
    let cities = either_members(network, start, now).into_iter().map(|(id, _)| Slice { city: Some(id), ..none });
    let of_start = kinds(network, start);
    for (kind, before) in [areas, states.collect(), cities.collect()].into_iter().zip(of_start) {
        let name = |slice: &Slice| format!("{}.in-{}", slice_id(network, *slice), start.year);
        let peers = Peers::of(before.iter().map(name).collect(), figures);
        let places: BTreeMap<Slice, usize> =
            before.iter().enumerate().map(|(place, slice)| (*slice, place)).rev().collect();
        for slice in kind {
            let id = slice_id(network, slice);
            let place = places.get(&slice).copied();
            add_rank(format!("{id}.rank-in-{}", start.year), place, &peers, Why::NotAMember, figures);
            // A city that has left has no place now.
            add_rank(format!("{id}.rank"), None, &Peers::default(), Why::NotAMember, figures);
            add_change(&id, start.year, now.year, figures);
        }
    }
}

/// The counts of one kind, among which each has a place.
#[derive(Default)]
struct Peers {
    ids: Vec<String>,
    /// Ascending.
    counts: Vec<u32>,
    /// The weakest of them.
    confidence: Option<Confidence>,
}

impl Peers {
    fn of(ids: Vec<String>, figures: &Figures) -> Self {
        let mut counts: Vec<u32> = ids.iter().filter_map(|id| figures.count(id)).collect();
        counts.sort_unstable();
        let confidence = ids.iter().filter_map(|id| figures.get(id)).map(|figure| figure.receipt.confidence).max();
        Self { ids, counts, confidence }
    }

    /// What the place of one of them is made from: itself first, then the others.
    fn behind(&self, own: &String) -> Vec<String> {
        if self.ids.len() > MOST_PEERS {
            // `projects.by-city.example-city`, and in an earlier year `….in-2023`.
            let (name, year) = own.split_once(".in-").map_or((own.as_str(), None), |(name, year)| (name, Some(year)));
            let kind = name.rsplit_once('.').map_or(name, |(kind, _)| kind);
            let others = year.map_or_else(|| format!("{kind}.*"), |year| format!("{kind}.*.in-{year}"));
            return vec![own.clone(), others];
        }
        std::iter::once(own).chain(self.ids.iter().filter(|id| *id != own)).cloned().collect()
    }
}

/// The place of one count among those of its kind, from exact counts; of a class that is not among them, why not.
fn add_rank(id: String, place: Option<usize>, peers: &Peers, why: Why, figures: &mut Figures) {
    let mut receipt = Receipt::new("definition-rank");
    let own = place.and_then(|place| peers.ids.get(place));
    let value = match own.and_then(|own| Some((own, figures.count(own)?))) {
        // What lists nothing has no place among those that list something.
        Some((_, 0)) => Value::Missing(Why::NoProject),
        Some((own, count)) => {
            receipt.basis = Some(Basis::Records);
            let larger = peers.counts.len() - peers.counts.partition_point(|other| *other <= count);
            receipt.of = figures.behind(|| peers.behind(own));
            receipt.confidence = peers.confidence.unwrap_or(receipt.confidence);
            Value::Rank(number(larger + 1))
        }
        None => Value::Missing(why),
    };
    figures.add(Figure { id, value, receipt });
}

fn add_change(id: &str, from: i32, to: i32, figures: &mut Figures) {
    let mut receipt = Receipt::new("definition-rank-change");
    receipt.of = vec![format!("{id}.rank-in-{from}"), format!("{id}.rank")];
    let ends: Vec<&Figure> = receipt.of.iter().filter_map(|id| figures.get(id)).collect();
    let value = match ends.as_slice() {
        [Figure { value: Value::Rank(from), .. }, Figure { value: Value::Rank(to), .. }] => {
            Value::RankChange { from: *from, to: *to }
        }
        _ => Value::Missing(ends.iter().find_map(|end| end.why()).unwrap_or(Why::NotAMember)),
    };
    receipt.confidence = ends.iter().map(|end| end.receipt.confidence).max().unwrap_or(receipt.confidence);
    receipt.basis = Some(Basis::Records);
    figures.add(Figure { id: format!("{id}.rank-change.{from}-to-{to}"), value, receipt });
}
