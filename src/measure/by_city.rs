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
    /// Of each step, the places of the movements that can change a count and that a record of the city takes part in.
    movements: Vec<BTreeMap<CityId, Vec<usize>>>,
}

impl<'a> ByCity<'a> {
    pub(super) fn of(steps: &[&'a Lineage<'a>]) -> Self {
        Self { steps: steps.to_vec(), movements: steps.iter().map(|step| movements(step)).collect() }
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
        let Some(year) = self.year(end) else { return Vec::new() };
        let records = year.records.as_deref().unwrap_or_default();
        let is_held = |id: &RecordId| records.get(id.place()).is_some_and(|record| is_in(record, slice));
        let own = slice.city.map_or(0..records.len(), |city| year.places_of(city));
        own.map(RecordId::at).filter(is_held).collect()
    }

    /// The movements of the step at that place that can change the count of a class, in their order.
    pub(super) fn movements(&self, place: usize, slice: Slice) -> Vec<&'a Movement<'a>> {
        let (Some(step), Some(by_city)) = (self.steps.get(place), self.movements.get(place)) else { return Vec::new() };
        let all = &step.movements;
        match slice.city {
            Some(city) => by_city.get(&city).into_iter().flatten().filter_map(|at| all.get(*at)).collect(),
            None => step.moving.iter().filter_map(|at| all.get(*at)).collect(),
        }
    }
}

/// The places of the movements of a step, by city.
fn movements(step: &Lineage<'_>) -> BTreeMap<CityId, Vec<usize>> {
    let mut places: BTreeMap<CityId, Vec<usize>> = BTreeMap::new();
    for (place, movement) in step.moving.iter().filter_map(|at| Some((*at, step.movements.get(*at)?))) {
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
