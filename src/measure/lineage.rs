//! What became of every project between two neighbouring years: nothing is matched by likeness.

use super::by_class::classes;
use super::keys::Keys;
use crate::check::{Network, Record, Told, Year};
use crate::side::side_by_side;
use crate::terms::{Event, RecordId, Sides};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

/// Why the number of projects in a class is another than before; in the order of bridges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Term {
    /// Listed for the first time.
    New,
    /// In a city that did not belong to the network at the opening cut-off; only a bridge can tell.
    FromJoinedCities,
    /// Listed in an earlier year, though not in the one before.
    Returned,
    /// Several that were one, less that one.
    Split,
    /// In another class before.
    MovedIn,
    /// One that was several, less those.
    Merged,
    /// Successors, less those that gave way to them.
    Replaced,
    /// Ended without being completed.
    Closed,
    /// Taken out of its city's plan.
    Withdrawn,
    /// In another class now.
    MovedOut,
    /// In a city that does not belong to the network at the closing cut-off.
    LeftWithCity,
    /// Not listed any more, and nobody knows why.
    Unexplained,
}

impl Term {
    /// All terms, in the order of bridges.
    pub const ALL: [Self; 12] = [
        Self::New,
        Self::FromJoinedCities,
        Self::Returned,
        Self::Split,
        Self::MovedIn,
        Self::Merged,
        Self::Replaced,
        Self::Closed,
        Self::Withdrawn,
        Self::MovedOut,
        Self::LeftWithCity,
        Self::Unexplained,
    ];

    /// Its name in figure ids.
    pub fn key(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::FromJoinedCities => "from-joined-cities",
            Self::Returned => "returned",
            Self::Split => "split",
            Self::MovedIn => "moved-in",
            Self::Merged => "merged",
            Self::Replaced => "replaced",
            Self::Closed => "closed",
            Self::Withdrawn => "withdrawn",
            Self::MovedOut => "moved-out",
            Self::LeftWithCity => "left-with-city",
            Self::Unexplained => "unexplained",
        }
    }

    /// The pattern in the words that defines it.
    pub fn definition(self) -> &'static str {
        match self {
            Self::New => "definition-bridge-new",
            Self::FromJoinedCities => "definition-bridge-from-joined-cities",
            Self::Returned => "definition-bridge-returned",
            Self::Split => "definition-bridge-split",
            Self::MovedIn => "definition-bridge-moved-in",
            Self::Merged => "definition-bridge-merged",
            Self::Replaced => "definition-bridge-replaced",
            Self::Closed => "definition-bridge-closed",
            Self::Withdrawn => "definition-bridge-withdrawn",
            Self::MovedOut => "definition-bridge-moved-out",
            Self::LeftWithCity => "definition-bridge-left-with-city",
            Self::Unexplained => "definition-bridge-unexplained",
        }
    }
}

/// Projects before and after, and what happened to them.
#[derive(Debug)]
pub struct Movement<'a> {
    /// Why their number changed; nothing for one project that goes on.
    pub term: Option<Term>,
    /// Those of the earlier year.
    pub before: Ids,
    /// Those of the later year.
    pub after: Ids,
    /// What the ledger tells.
    pub told: Vec<&'a Told>,
}

impl Movement<'_> {
    /// The id under which a project that is back was listed before it had left, where that was another.
    pub fn returned_from(&self) -> Option<&str> {
        let told = self.told.iter().find(|told| told.event == Event::Returned)?;
        told.from.first().map(String::as_str)
    }
}

/// Records of one year; most movements have one on a side, which takes no memory of its own.
#[derive(Debug)]
pub enum Ids {
    /// One.
    One([RecordId; 1]),
    /// None, or several.
    Many(Vec<RecordId>),
}

impl Ids {
    fn of(id: Option<RecordId>) -> Self {
        id.map_or(Self::Many(Vec::new()), |id| Self::One([id]))
    }
}

impl Deref for Ids {
    type Target = [RecordId];

    fn deref(&self) -> &[RecordId] {
        match self {
            Self::One(id) => id,
            Self::Many(ids) => ids,
        }
    }
}

/// What became of every project between two neighbouring years that have records.
#[derive(Debug)]
pub struct Lineage<'a> {
    /// The earlier year.
    pub earlier: &'a Year,
    /// The later year.
    pub later: &'a Year,
    /// Every record of the two years, in one movement each.
    pub movements: Vec<Movement<'a>>,
    /// The places of the movements that can change a count: all but those of one project that goes on in the same classes.
    pub moving: Vec<usize>,
}

/// One lineage for each two neighbouring years that have records, ascending.
pub fn lineages<'a>(network: &'a Network, past: &'a [Year]) -> Vec<Lineage<'a>> {
    let lists: Vec<Keys<'a>> = past.iter().filter_map(Keys::of).collect();
    let steps: Vec<usize> = (1..lists.len()).collect();
    let step = |later: usize| {
        let (before, later) = lists.split_at_checked(later)?;
        Lineage::of(network, before, later.first()?)
    };
    side_by_side(&steps, |later| step(*later)).into_iter().flatten().collect()
}

impl<'a> Lineage<'a> {
    /// From the last of the lists before to a later one.
    fn of(network: &'a Network, lists: &[Keys<'a>], now: &Keys<'a>) -> Option<Self> {
        let then = lists.last()?;
        let (earlier, later) = (then.year, now.year);
        let step = network.lineage.iter().find(|step| step.from == earlier.year && step.to == later.year);
        let events: &'a [Told] = step.map_or(&[], |step| &step.events);
        let mut made = Made::of(then, now);
        made.turn(events, then, now);
        let mut of_project = of_project(events);
        let mut told_of = |key: &str| of_project.remove(key).unwrap_or_default();
        // What happened besides to a project that goes on under another id.
        for movement in made.movements.iter_mut().filter(|movement| movement.term.is_none()) {
            let record = movement.after.first().and_then(|id| now.records.get(id.place()));
            movement.told.extend(record.map(|record| told_of(&record.key)).unwrap_or_default());
        }
        let mut find = then.in_order();
        for (place, record) in now.records.iter().enumerate() {
            if made.is_after(place) {
                continue;
            }
            let told = told_of(&record.key);
            let same = find(&record.key).filter(|id| !made.is_before(id.place()));
            let is_seen = || lists.iter().any(|list| list.find(&record.key).is_some());
            let term = match same {
                Some(_) => None,
                None if is_back(&told) || is_seen() => Some(Term::Returned),
                None => Some(Term::New),
            };
            made.add(term, Ids::of(same), Ids::of(Some(RecordId::at(place))), told);
        }
        for (place, record) in then.records.iter().enumerate() {
            if !made.is_before(place) {
                let told = told_of(&record.key);
                let term = gone(network, later, record, &told);
                made.add(Some(term), Ids::of(Some(RecordId::at(place))), Ids::of(None), told);
            }
        }
        let mut lineage = Self { earlier, later, movements: made.movements, moving: Vec::new() };
        let moving = (0..lineage.movements.len()).filter(|place| !lineage.rests(*place));
        lineage.moving = moving.collect();
        Some(lineage)
    }

    /// Whether a movement is that of one project that goes on in the same classes.
    fn rests(&self, place: usize) -> bool {
        let Some(Movement { term: None, before, after, .. }) = self.movements.get(place) else { return false };
        let ([before], [after]) = (&**before, &**after) else { return false };
        self.before(*before).map(classes) == self.after(*after).map(classes)
    }

    /// The record of the earlier year under that id.
    pub fn before(&self, id: RecordId) -> Option<&'a Record> {
        self.earlier.records.as_ref()?.get(id.place())
    }

    /// The record of the later year under that id.
    pub fn after(&self, id: RecordId) -> Option<&'a Record> {
        self.later.records.as_ref()?.get(id.place())
    }

    /// The ids of the records that are in no movement, or in two: none, unless the program is wrong.
    pub fn strays(&self) -> Vec<String> {
        let mut strays = Vec::new();
        for (year, side) in [(self.earlier, true), (self.later, false)] {
            let mut times: BTreeMap<RecordId, usize> = BTreeMap::new();
            for id in self.movements.iter().flat_map(|one| if side { &*one.before } else { &*one.after }) {
                *times.entry(*id).or_default() += 1;
            }
            let records = year.records.iter().flatten().enumerate();
            let once = |place: usize| times.get(&RecordId::at(place)) == Some(&1);
            strays.extend(records.filter(|(place, _)| !once(*place)).map(|(_, record)| record.key.to_string()));
        }
        strays
    }

    /// The projects that go on, as before and as now.
    pub fn kept(&self) -> impl Iterator<Item = (&'a Record, &'a Record, &Movement<'a>)> {
        let kept = self.movements.iter().filter(|movement| movement.term.is_none());
        kept.filter_map(|movement| {
            let before = movement.before.first().and_then(|id| self.before(*id))?;
            let after = movement.after.first().and_then(|id| self.after(*id))?;
            Some((before, after, movement))
        })
    }
}

/// The movements so far, and which records of the two lists take part in one.
struct Made<'a> {
    movements: Vec<Movement<'a>>,
    before: Vec<bool>,
    after: Vec<bool>,
}

impl<'a> Made<'a> {
    fn of(then: &Keys<'_>, now: &Keys<'_>) -> Self {
        let (before, after) = (vec![false; then.records.len()], vec![false; now.records.len()]);
        Self { movements: Vec::with_capacity(after.len()), before, after }
    }

    /// Takes in what the ledger tells of several projects at once, or of one under two ids.
    fn turn(&mut self, events: &'a [Told], then: &Keys<'_>, now: &Keys<'_>) {
        for told in events.iter().filter(|told| told.event.sides() == Sides::Turn) {
            let ids = |keys: &[String], list: &Keys<'_>| keys.iter().filter_map(|key| list.find(key)).collect();
            self.add(turned(told.event), Ids::Many(ids(&told.from, then)), Ids::Many(ids(&told.to, now)), vec![told]);
        }
    }

    fn is_before(&self, place: usize) -> bool {
        self.before.get(place).is_some_and(|is_made| *is_made)
    }

    fn is_after(&self, place: usize) -> bool {
        self.after.get(place).is_some_and(|is_made| *is_made)
    }

    fn add(&mut self, term: Option<Term>, before: Ids, after: Ids, told: Vec<&'a Told>) {
        for (ids, side) in [(&before, &mut self.before), (&after, &mut self.after)] {
            for id in ids.iter() {
                if let Some(is_made) = side.get_mut(id.place()) {
                    *is_made = true;
                }
            }
        }
        self.movements.push(Movement { term, before, after, told });
    }
}

/// What else the ledger tells, by project.
fn of_project(events: &[Told]) -> BTreeMap<&str, Vec<&Told>> {
    let mut of_project: BTreeMap<&str, Vec<&Told>> = BTreeMap::new();
    for told in events.iter().filter(|told| told.event.sides() != Sides::Turn) {
        for key in told.from.iter().chain(&told.to).collect::<BTreeSet<_>>() {
            of_project.entry(key).or_default().push(told);
        }
    }
    of_project
}

/// Whether the ledger tells that a project is back under another id.
fn is_back(told: &[&Told]) -> bool {
    told.iter().any(|told| told.event == Event::Returned && !told.from.is_empty())
}

fn turned(event: Event) -> Option<Term> {
    match event {
        Event::Split => Some(Term::Split),
        Event::Merged => Some(Term::Merged),
        Event::Replaced => Some(Term::Replaced),
        _ => None,
    }
}

/// Why a project is no longer listed.
fn gone(network: &Network, later: &Year, record: &Record, told: &[&Told]) -> Term {
    let is_told = |event: Event| told.iter().any(|told| told.event == event);
    let city = network.cities.get(record.city.place());
    if is_told(Event::Closed) {
        Term::Closed
    } else if is_told(Event::Withdrawn) {
        Term::Withdrawn
    } else if city.is_some_and(|city| !city.belongs(later.year, later.as_of)) {
        Term::LeftWithCity
    } else {
        Term::Unexplained
    }
}
