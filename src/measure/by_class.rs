//! Neighbouring steps with their records and movements by class, so that a class is not looked for in all of them.

use super::counts::Tally;
use super::lineage::{Lineage, Movement, Term};
use crate::check::{Record, Slice, Year};
use crate::terms::{CityId, RecordId};
use std::borrow::Cow;

/// Which end of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// The first year.
    Opening,
    /// The last year.
    Closing,
}

/// Neighbouring steps, by class.
pub(super) struct ByClass<'a> {
    /// The steps, ascending.
    pub(super) steps: Vec<&'a Lineage<'a>>,
    /// The counts of the first year and of the last one.
    tallies: [Cow<'a, Tally>; 2],
    moving: Vec<Moving<'a>>,
}

/// The movements of a step that can change a count.
struct Moving<'a> {
    /// All of them, each with its classes.
    all: Vec<(Classes, &'a Movement<'a>)>,
    /// The places of those that a record of a city takes part in, by city.
    by_city: Vec<(CityId, usize)>,
}

/// The classes of the records of a movement, near at hand.
#[derive(Clone, Copy)]
enum Classes {
    /// Those of one project, as it was and as it is.
    One(Option<Slice>, Option<Slice>),
    /// It may concern any class: that of several projects, or of one that leaves and comes back.
    Any,
}

impl<'a> ByClass<'a> {
    /// The steps, and the counts of the year before them and of the last one.
    pub(super) fn of(steps: &[&'a Lineage<'a>], tallies: [Cow<'a, Tally>; 2]) -> Self {
        Self { steps: steps.to_vec(), tallies, moving: steps.iter().map(|step| Moving::of(step)).collect() }
    }

    /// The year at that end.
    pub(super) fn year(&self, end: End) -> Option<&'a Year> {
        match end {
            End::Opening => self.steps.first().map(|step| step.earlier),
            End::Closing => self.steps.last().map(|step| step.later),
        }
    }

    /// The counts at that end.
    pub(super) fn tally(&self, end: End) -> &Tally {
        let [opening, closing] = &self.tallies;
        if end == End::Opening { opening } else { closing }
    }

    /// The records of a class at that end, in the order of the list.
    pub(super) fn records(&self, end: End, slice: Slice) -> &[RecordId] {
        self.tally(end).records(slice)
    }

    /// The movements of the step at that place that can change the count of a class, in their order.
    pub(super) fn movements(&self, place: usize, slice: Slice) -> impl Iterator<Item = &'a Movement<'a>> {
        let moving = self.moving.get(place);
        let of_city = moving.zip(slice.city).map(|(moving, city)| moving.of_city(city));
        let of_class = moving.filter(|_| slice.city.is_none()).map(|moving| moving.of_class(slice));
        of_city.into_iter().flatten().chain(of_class.into_iter().flatten())
    }
}

impl<'a> Moving<'a> {
    fn of(step: &'a Lineage<'a>) -> Self {
        let (mut all, mut by_city) = (Vec::with_capacity(step.moving.len()), Vec::new());
        for movement in step.moving.iter().filter_map(|at| step.movements.get(*at)) {
            let before = movement.before.iter().filter_map(|id| step.before(*id));
            let records = before.chain(movement.after.iter().filter_map(|id| step.after(*id)));
            by_city.extend(records.map(|record| (record.city, all.len())));
            all.push((Classes::of(step, movement), movement));
        }
        by_city.sort_unstable();
        by_city.dedup();
        Self { all, by_city }
    }

    fn of_city(&self, city: CityId) -> impl Iterator<Item = &'a Movement<'a>> {
        let start = self.by_city.partition_point(|(other, _)| *other < city);
        let own = self.by_city.iter().skip(start).take_while(move |(other, _)| *other == city);
        own.filter_map(|(_, at)| Some(self.all.get(*at)?.1))
    }

    fn of_class(&self, slice: Slice) -> impl Iterator<Item = &'a Movement<'a>> {
        self.all.iter().filter(move |(classes, _)| classes.concern(slice)).map(|(_, movement)| *movement)
    }
}

impl Classes {
    fn of(step: &Lineage<'_>, movement: &Movement<'_>) -> Self {
        let returns = matches!(movement.term, Some(Term::LeftWithCity | Term::Returned));
        if returns || movement.before.len() > 1 || movement.after.len() > 1 {
            return Self::Any;
        }
        let before = movement.before.first().and_then(|id| step.before(*id));
        let after = movement.after.first().and_then(|id| step.after(*id));
        Self::One(before.map(classes), after.map(classes))
    }

    /// Whether the movement may change the count of a class: a record of it is in the class.
    fn concern(self, slice: Slice) -> bool {
        match self {
            Self::One(before, after) => [before, after].into_iter().flatten().any(|one| is_part(one, slice)),
            Self::Any => true,
        }
    }
}

/// All classes of a record.
pub(super) fn classes(record: &Record) -> Slice {
    Slice {
        member_state: Some(record.member_state),
        city: Some(record.city),
        focus_area: Some(record.focus_area),
        project_type: record.project_type,
        status: Some(record.status),
    }
}

/// Whether a record of these classes belongs to a class.
fn is_part(classes: Slice, slice: Slice) -> bool {
    (slice.member_state.is_none() || classes.member_state == slice.member_state)
        && (slice.city.is_none() || classes.city == slice.city)
        && (slice.focus_area.is_none() || classes.focus_area == slice.focus_area)
        && (slice.project_type.is_none() || classes.project_type == slice.project_type)
        && (slice.status.is_none() || classes.status == slice.status)
}

/// Whether a record belongs to a class.
pub(super) fn is_in(record: &Record, slice: Slice) -> bool {
    is_part(classes(record), slice)
}
