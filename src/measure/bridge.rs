//! From the number of projects in one year to that in another: what came, what left, and that it adds up.

use super::behind::{Listed, Records};
use super::by_class::{ByClass, End, is_in};
use super::changes::slices;
use super::counts::{Tally, number};
use super::figure::{Figure, Receipt, Value};
use super::lineage::{Lineage, Movement, Term};
use super::{Figures, Ground, slice_id};
use crate::check::{City, Network, Record, Slice, Year};
use crate::terms::{Basis, Confidence, RecordId};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

/// The records of one term of a bridge.
#[derive(Debug, Clone)]
pub struct Sum {
    /// Why the number changed.
    pub term: Term,
    /// Those that are in the class now.
    pub came: Vec<Listed>,
    /// Those that were in the class before.
    pub left: Vec<Listed>,
    /// The weakest of the events behind it; a term that no event tells is derived from the lists.
    pub confidence: Confidence,
}

impl Sum {
    fn new(term: Term) -> Self {
        Self { term, came: Vec::new(), left: Vec::new(), confidence: Confidence::Published }
    }

    /// By how much the term changes the number.
    pub fn net(&self) -> i64 {
        i64::from(number(self.came.len())) - i64::from(number(self.left.len()))
    }

    /// Whether nothing happened.
    pub fn is_empty(&self) -> bool {
        self.came.is_empty() && self.left.is_empty()
    }
}

/// Opening + what came − what left = closing, for one class between two years, over the years between.
#[derive(Debug, Clone)]
pub struct Bridge {
    /// The class.
    pub slice: Slice,
    /// The first year.
    pub from: i32,
    /// The last year.
    pub to: i32,
    /// The projects of the class in the first year, counted in its list.
    pub opening: u32,
    /// The projects of the class in the last year, counted in its list.
    pub closing: u32,
    /// One for each term, in their order.
    pub sums: Vec<Sum>,
}

/// What left with a city that joins again later, by id: the record where it was in the class.
type Away<'a> = BTreeMap<&'a str, Option<Listed>>;

impl Bridge {
    /// The bridge of a class over neighbouring steps; nothing without a step.
    ///
    /// Cities follow the two cut-offs: whatever came or left in a city that did not belong at the opening one counts as
    /// from joined cities, and in one that does not belong at the closing one as left with its city. All other terms are
    /// over the cities that belong at both. So what left with a city that has joined again is not counted where it came
    /// back with it, and is unexplained where it did not.
    pub fn of(network: &Network, steps: &[&Lineage<'_>], slice: Slice) -> Option<Self> {
        let tally = |year: Option<&Year>| Some(Cow::Owned(Tally::of(year?)?));
        let opening = tally(steps.first().map(|step| step.earlier))?;
        let closing = tally(steps.last().map(|step| step.later))?;
        Self::of_span(network, &ByClass::of(steps, [opening, closing]), slice)
    }

    fn of_span(network: &Network, span: &ByClass<'_>, slice: Slice) -> Option<Self> {
        let (first, last) = (span.steps.first()?, span.steps.last()?);
        let count = |end: End| number(span.records(end, slice).len());
        let mut bridge = Self {
            slice,
            from: first.earlier.year,
            to: last.later.year,
            opening: count(End::Opening),
            closing: count(End::Closing),
            sums: Term::ALL.map(Sum::new).to_vec(),
        };
        let belongs = |year: &Year, city: &City| city.belongs(year.year, year.as_of);
        let of_city = |record: &Record| {
            let city = network.cities.get(record.city.place())?;
            match (belongs(first.earlier, city), belongs(last.later, city)) {
                (false, _) => Some(Term::FromJoinedCities),
                (true, false) => Some(Term::LeftWithCity),
                (true, true) => None,
            }
        };
        let mut away = Away::new();
        for (place, step) in span.steps.iter().enumerate() {
            for movement in span.movements(place, slice) {
                bridge.add(step, movement, of_city, &mut away);
            }
        }
        // Their city is back, and they are not.
        for listed in away.into_values().flatten() {
            bridge.push(Term::Unexplained, listed, false, Confidence::Derived);
        }
        Some(bridge)
    }

    fn add<'a>(
        &mut self,
        step: &Lineage<'a>,
        movement: &Movement<'_>,
        of_city: impl Fn(&Record) -> Option<Term>,
        away: &mut Away<'a>,
    ) {
        if self.stays(step, movement) || self.waits(step, movement, &of_city, away) {
            return;
        }
        let left = self.held(step.earlier, &movement.before);
        let came = self.held(step.later, &movement.after);
        let term = match movement.term {
            Some(term) => term,
            None if left.len() == came.len() => return,
            None if left.is_empty() => Term::MovedIn,
            None => Term::MovedOut,
        };
        let told = movement.told.iter().map(|told| told.confidence).max().unwrap_or(Confidence::Derived);
        let both = came.into_iter().map(|one| (one, true)).chain(left.into_iter().map(|one| (one, false)));
        for ((listed, record), is_coming) in both {
            self.push(of_city(record).unwrap_or(term), listed, is_coming, told);
        }
    }

    /// Whether a movement is that of one project that goes on and was in the class as it is now, or was not and is not.
    fn stays(&self, step: &Lineage<'_>, movement: &Movement<'_>) -> bool {
        let (None, [before], [after]) = (movement.term, &*movement.before, &*movement.after) else {
            return false;
        };
        let is_held = |record: Option<&Record>| record.is_some_and(|record| is_in(record, self.slice));
        is_held(step.before(*before)) == is_held(step.after(*after))
    }

    fn push(&mut self, term: Term, listed: Listed, is_coming: bool, confidence: Confidence) {
        let Some(sum) = self.sums.iter_mut().find(|sum| sum.term == term) else { return };
        if is_coming { &mut sum.came } else { &mut sum.left }.push(listed);
        sum.confidence = sum.confidence.max(confidence);
    }

    /// Whether a movement is that of a project that leaves with a city which joins again before the closing cut-off, or
    /// that comes back with it: then only another class is a change.
    fn waits<'a>(
        &mut self,
        step: &Lineage<'a>,
        movement: &Movement<'_>,
        of_city: impl Fn(&Record) -> Option<Term>,
        away: &mut Away<'a>,
    ) -> bool {
        let held = |year: &Year, id: RecordId, record: &Record, slice: Slice| {
            is_in(record, slice).then_some(Listed { year: year.year, id })
        };
        match (movement.term, &*movement.before, &*movement.after) {
            (Some(Term::LeftWithCity), [id], []) => {
                let Some(record) = step.before(*id).filter(|record| of_city(record).is_none()) else { return false };
                away.insert(&record.key, held(step.earlier, *id, record, self.slice));
                true
            }
            (Some(Term::Returned), [], [id]) => {
                let Some(record) = step.after(*id) else { return false };
                let old = movement.returned_from().unwrap_or(&record.key);
                let Some(was) = away.remove(old) else { return false };
                match (was, held(step.later, *id, record, self.slice)) {
                    (Some(was), None) => self.push(Term::MovedOut, was, false, Confidence::Derived),
                    (None, Some(is)) => self.push(Term::MovedIn, is, true, Confidence::Derived),
                    _ => {}
                }
                true
            }
            _ => false,
        }
    }

    /// Those of these records of a year that are in the class.
    fn held<'a>(&self, year: &'a Year, ids: &[RecordId]) -> Vec<(Listed, &'a Record)> {
        let records = year.records.as_deref().unwrap_or_default();
        let named = ids.iter().filter_map(|id| Some((Listed { year: year.year, id: *id }, records.get(id.place())?)));
        named.filter(|(_, record)| is_in(record, self.slice)).collect()
    }

    /// By how much the sums miss the closing number: 0 where the bridge closes.
    pub fn gap(&self) -> i64 {
        let sums: i64 = self.sums.iter().map(Sum::net).sum();
        i64::from(self.opening) + sums - i64::from(self.closing)
    }
}

/// A bridge that does not close.
#[derive(Debug, Clone)]
pub struct OpenBridge {
    /// The class, as figure ids name it.
    pub class: String,
    /// The bridge.
    pub bridge: Bridge,
    /// The ids of the projects that are in none of its movements, or in two.
    pub strays: Vec<String>,
}

impl fmt::Display for OpenBridge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { class, bridge, strays } = self;
        write!(
            f,
            "the bridge of {class} from {} to {} does not close: it misses {} by {}; look at {}",
            bridge.from,
            bridge.to,
            bridge.closing,
            bridge.gap(),
            strays.join(", ")
        )
    }
}

/// Adds the terms of the bridges since these earlier years, where records are known: all of them for the network, and
/// for each class those in which anything happened.
pub(super) fn add(ground: &Ground<'_>, past: &[Year], starts: &[&Year], figures: &mut Figures) {
    let network = ground.network;
    let Some(now) = past.last().filter(|year| year.records.is_some()) else { return };
    for start in starts.iter().filter(|start| start.records.is_some()) {
        let span: Vec<&Lineage<'_>> = ground.steps_to(now).filter(|step| step.earlier.year >= start.year).collect();
        let (Some(opening), Some(closing)) = (ground.tally(start), ground.tally(now)) else { continue };
        let span = ByClass::of(&span, [Cow::Borrowed(opening), Cow::Borrowed(closing)]);
        let all = std::iter::once(Slice::default()).chain(slices(network, start, now));
        for slice in all {
            let Some(bridge) = Bridge::of_span(network, &span, slice) else { continue };
            let stem = format!("{}.bridge.{}-to-{}", slice_id(network, slice), bridge.from, bridge.to);
            add_ends(&stem, &bridge, &span, figures);
            add_bridge(&stem, &bridge, figures);
            if bridge.gap() != 0 {
                let strays = span.steps.iter().flat_map(|step| step.strays()).collect();
                figures.open.push(OpenBridge { class: slice_id(network, slice), bridge, strays });
            }
        }
    }
}

/// Where a bridge begins and ends: what the lists hold of the class as far as they state it, even where a list states
/// nothing of the kind and the count of the class is unknown.
fn add_ends(stem: &str, bridge: &Bridge, span: &ByClass<'_>, figures: &mut Figures) {
    for (end, name, count) in [(End::Opening, "opening", bridge.opening), (End::Closing, "closing", bridge.closing)] {
        let Some(year) = span.year(end) else { continue };
        let mut receipt = Receipt::new("definition-bridge-end");
        receipt.basis = Some(Basis::Records);
        receipt.confidence = span.tally(end).confidence(bridge.slice);
        let records = span.records(end, bridge.slice).iter().copied();
        receipt.records = figures.behind(|| Records::of(year.year, records));
        let id = [stem, ".", name].concat();
        figures.add(Figure { id, value: Value::Count(count), receipt });
    }
}

fn add_bridge(stem: &str, bridge: &Bridge, figures: &mut Figures) {
    let is_whole = bridge.slice == Slice::default();
    for sum in &bridge.sums {
        let never_whole = matches!(sum.term, Term::MovedIn | Term::MovedOut);
        if sum.is_empty() && (!is_whole || never_whole) {
            continue;
        }
        let mut receipt = Receipt::new(sum.term.definition());
        receipt.basis = Some(Basis::Records);
        receipt.confidence = sum.confidence;
        receipt.records = figures.behind(|| Records::of_years(&sum.came));
        receipt.left = figures.behind(|| Records::of_years(&sum.left));
        let value = Value::Change { from: number(sum.left.len()), to: number(sum.came.len()) };
        figures.add(Figure { id: [stem, ".", sum.term.key()].concat(), value, receipt });
    }
}
