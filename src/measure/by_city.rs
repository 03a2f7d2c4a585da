//! Neighbouring steps with their records and movements by city, so that a city is not looked for in all of them.

use super::lineage::{Lineage, Movement};
use crate::check::{Record, Slice, Year};
use crate::terms::{CityId, RecordId};
use std::collections::BTreeMap;

/// Which end of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// The first year.
    Opening,
    /// The last year.
    Closing,
}

/// Neighbouring steps, by city.
pub(super) struct ByCity<'a> {
    /// The steps, ascending.
    pub(super) steps: Vec<&'a Lineage<'a>>,
    /// The places of the records of the first and of the last year, in the order of their lists.
    records: [BTreeMap<CityId, Vec<RecordId>>; 2],
    /// Of each step, the places of the movements that a record of the city takes part in.
    movements: Vec<BTreeMap<CityId, Vec<usize>>>,
}

impl<'a> ByCity<'a> {
    pub(super) fn of(steps: &[&'a Lineage<'a>]) -> Self {
        let ends = [steps.first().map(|step| step.earlier), steps.last().map(|step| step.later)];
        let records = ends.map(|year| {
            let mut places: BTreeMap<CityId, Vec<RecordId>> = BTreeMap::new();
            for (place, record) in year.iter().flat_map(|year| year.records.iter().flatten()).enumerate() {
                places.entry(record.city).or_default().push(RecordId::at(place));
            }
            places
        });
        Self { steps: steps.to_vec(), records, movements: steps.iter().map(|step| movements(step)).collect() }
    }

    /// The year at that end.
    pub(super) fn year(&self, end: End) -> Option<&'a Year> {
        match end {
            End::Opening => self.steps.first().map(|step| step.earlier),
            End::Closing => self.steps.last().map(|step| step.later),
        }
    }

    /// The records of a class at that end, in the order of the list.
    pub(super) fn records(&self, end: End, slice: Slice) -> Vec<RecordId> {
        let records = self.year(end).and_then(|year| year.records.as_deref()).unwrap_or_default();
        let is_held = |id: &RecordId| records.get(id.place()).is_some_and(|record| is_in(record, slice));
        let [opening, closing] = &self.records;
        match slice.city {
            Some(city) => {
                let places = if end == End::Opening { opening } else { closing };
                places.get(&city).into_iter().flatten().copied().filter(is_held).collect()
            }
            None => (0..records.len()).map(RecordId::at).filter(is_held).collect(),
        }
    }

    /// The movements of the step at that place that can touch a class, in their order.
    pub(super) fn movements(&self, place: usize, slice: Slice) -> Vec<&'a Movement<'a>> {
        let (Some(step), Some(by_city)) = (self.steps.get(place), self.movements.get(place)) else { return Vec::new() };
        let all = &step.movements;
        match slice.city {
            Some(city) => by_city.get(&city).into_iter().flatten().filter_map(|at| all.get(*at)).collect(),
            None => all.iter().collect(),
        }
    }
}

/// The places of the movements of a step, by city.
fn movements(step: &Lineage<'_>) -> BTreeMap<CityId, Vec<usize>> {
    let mut places: BTreeMap<CityId, Vec<usize>> = BTreeMap::new();
    for (place, movement) in step.movements.iter().enumerate() {
        let before = movement.before.iter().filter_map(|id| step.before(*id));
        for record in before.chain(movement.after.iter().filter_map(|id| step.after(*id))) {
            let own = places.entry(record.city).or_default();
            if own.last() != Some(&place) {
                own.push(place);
            }
        }
    }
    places
}

/// Whether a record belongs to a class.
pub(super) fn is_in(record: &Record, slice: Slice) -> bool {
    slice.member_state.is_none_or(|id| record.member_state == id)
        && slice.city.is_none_or(|id| record.city == id)
        && slice.focus_area.is_none_or(|id| record.focus_area == id)
        && slice.project_type.is_none_or(|id| record.project_type == Some(id))
        && slice.status.is_none_or(|id| record.status == id)
}
