//! Orders: the largest, the fewest, the second, more than any other.

use super::items::Item;
use super::names::Name;
use super::order::{is_standing, order};
use super::slices::Named;
use super::{Guard, Sentence, Weight};
use crate::check::Slice;
use crate::measure::{member_states, members};
use crate::terms::{CityId, FocusAreaId, MemberStateId, StatusId};
use std::ops::{Range, RangeInclusive};

/// What is put in an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Area,
    City,
    State,
    Status,
}

/// A place in an order as a text says it.
struct Claim {
    /// The words that are shown.
    words: (usize, usize),
    /// Which place, 1 for the first.
    place: usize,
    /// Whether the order begins with the most.
    is_most: bool,
    kind: Kind,
    subjects: Vec<Slice>,
    /// What narrows all of them.
    scope: Slice,
}

impl Guard<'_> {
    /// Looks at every order in a sentence.
    pub(super) fn ranks(&self, sentence: &mut Sentence<'_>) {
        for at in 0..sentence.items.len() {
            let Some((place, is_most, last)) = order(sentence.items, at) else { continue };
            let Some(claim) = self.rank_claim(sentence.items, (at, last), place, is_most) else { continue };
            let weight =
                if super::slices::has_strange_word(sentence.items) { Weight::Doubtful } else { Weight::Untrue };
            self.look_at_rank(sentence, &claim, weight);
        }
    }

    fn rank_claim(&self, items: &[Item], (at, last): (usize, usize), place: usize, is_most: bool) -> Option<Claim> {
        let Words { start, near, end, own } = words_of(items, (at, last))?;
        let mut named = self.named(&items[own]);
        let mut all = self.named(&items[start..end]);
        // “Singapore lists the fewest projects of all Member States.”
        let here = &items[start..near];
        if here.iter().any(|item| item.is("state")) && !here.iter().any(|item| item.is("city")) {
            self.take_as_states(&mut named);
            self.take_as_states(&mut all);
        }
        if all.has_other || items[start..end].iter().any(|item| item.is("partnership")) {
            return None;
        }
        let near = self.named(&items[start..near]);
        // “The capital of Exampleland, with the most of any city”, “has six cities, more than any other”
        let is_of_cities = here.iter().any(|item| item.is("city")) && !here.iter().any(|item| item.is("project"));
        let is_of_city = here.iter().any(|item| item.is("city")) && !here.iter().any(|item| item.is("state"));
        if named.cities.is_empty() && !named.states.is_empty() && (is_of_cities || is_of_city) {
            return None;
        }
        let kind = if !named.cities.is_empty() {
            Kind::City
        } else if !named.states.is_empty() {
            Kind::State
        } else if !named.areas.is_empty() {
            Kind::Area
        } else if !all.statuses.is_empty() {
            named = all.clone();
            Kind::Status
        } else {
            return None;
        };
        let scope_state = all.states.first().copied().filter(|_| kind == Kind::City);
        let scope = Slice {
            member_state: scope_state,
            focus_area: near.areas.first().copied().filter(|_| kind != Kind::Area),
            status: near.statuses.first().copied().filter(|_| kind != Kind::Status),
            ..Slice::default()
        };
        let subjects = subjects(kind, &named);
        Some(Claim { words: (at, last), place, is_most, kind, subjects, scope })
    }

    /// The numbers of all that are put in the order.
    pub(super) fn ordered(&self, edition: usize, kind: Kind, scope: Slice) -> Option<Vec<u32>> {
        let all = self.all_of(edition, kind, scope.member_state)?.into_iter();
        all.map(|slice| self.count(edition, narrowed(slice, scope)).map(|one| one.count)).collect()
    }

    /// All of a kind in the edition at that place; of cities those of a member state, where one is given.
    pub(super) fn all_of(&self, edition: usize, kind: Kind, within: Option<MemberStateId>) -> Option<Vec<Slice>> {
        let year = self.network.years.get(edition)?;
        let none = Slice::default();
        Some(match kind {
            Kind::City => {
                let is_in = |state: MemberStateId| within.is_none_or(|wanted| wanted == state);
                let list = members(self.network, year).into_iter().filter(|(_, city)| is_in(city.member_state));
                list.map(|(id, _): (CityId, _)| Slice { city: Some(id), ..none }).collect()
            }
            Kind::State => member_states(self.network, year)
                .into_iter()
                .map(|(id, _)| Slice { member_state: Some(id), ..none })
                .collect(),
            Kind::Area => (0..self.network.focus_areas.len())
                .map(|place| Slice { focus_area: Some(FocusAreaId::at(place)), ..none })
                .collect(),
            Kind::Status => (0..self.network.statuses.len())
                .map(|place| Slice { status: Some(StatusId::at(place)), ..none })
                .collect(),
        })
    }

    fn look_at_rank(&self, sentence: &mut Sentence<'_>, claim: &Claim, weight: Weight) {
        let (from, to) = claim.words;
        let Some(edition) = self.edition_of_rank(sentence.items, from, to) else { return };
        let Some(counts) = self.ordered(edition, claim.kind, claim.scope) else { return };
        for subject in &claim.subjects {
            let Some(own) = self.count(edition, narrowed(*subject, claim.scope)) else { continue };
            let places = places(&counts, own.count, claim.is_most);
            // Several that are named together stand on places that follow each other.
            let last = claim.place + claim.subjects.len() - 1;
            if (claim.place..=last).any(|place| places.contains(&place)) {
                continue;
            }
            let said = sentence.said(from, to);
            let name = self.rank_name(*subject);
            let order = if claim.is_most { "most" } else { "fewest" };
            let year = self.year(edition);
            let best = if claim.is_most { counts.iter().max() } else { counts.iter().min() };
            let best = best.copied().unwrap_or_default();
            let what = self.describe(narrowed(*subject, claim.scope));
            let message = format!(
                "the text says “{said}” of {name}; the figures of {year} put it at place {} of {}, counted from the {order}: {} ({what}), and {best} is the {order}",
                places.start(),
                counts.len(),
                own.count,
            );
            let id = format!("{}.rank", crate::measure::slice_id(self.network, *subject));
            let has_rank = self.figures(edition).is_some_and(|figures| figures.get(&id).is_some());
            let is_plain = claim.scope == Slice::default() && claim.is_most && has_rank;
            let figure = if is_plain { (id, year) } else { own.figure };
            if let Some(finding) = sentence.note((from, to), weight, message) {
                finding.help = Some("name what stands at that place, or the place at which it stands".to_owned());
                finding.figure = Some(figure);
            }
            return;
        }
    }

    /// The edition of which an order is said: “led the list in 2023”.
    fn edition_of_rank(&self, items: &[Item], from: usize, to: usize) -> Option<usize> {
        let is_open = |item: &Item| {
            let others = ["joined", "since", "relative", "and", "but", "than"];
            item.is_mark(",;:") || others.iter().any(|list| item.is(list))
        };
        let behind = items[to + 1..].iter().take_while(|item| !is_open(item)).take(8);
        let told = behind.into_iter().find(|item| item.year().is_some() || item.is("before"));
        match told {
            Some(item) if item.is("before") => self.before(self.now()),
            Some(item) => self.edition(item.year()?),
            None => self.spoken(items, &(from..to + 1)).into_iter().next(),
        }
    }

    /// Takes the cities that have the name of their member state for that.
    pub(super) fn take_as_states(&self, named: &mut Named) {
        let state = |id: &CityId| {
            let city = self.network.cities.get(id.place())?;
            let state = self.network.member_states.get(city.member_state.place())?;
            (state.code.name == city.code.name).then_some(city.member_state)
        };
        let states: Vec<MemberStateId> = named.cities.iter().filter_map(state).collect();
        named.cities.retain(|id| state(id).is_none());
        named.states.extend(states);
    }

    pub(super) fn rank_name(&self, slice: Slice) -> String {
        let area = slice.focus_area.and_then(|id| self.network.focus_areas.get(id.place())).map(|area| &area.code.name);
        let status = slice.status.and_then(|id| self.network.statuses.get(id.place())).map(|status| &status.code.name);
        let name = self.place_name(slice).map(str::to_owned);
        name.or(area.cloned()).or(status.cloned()).unwrap_or_default()
    }
}

/// The words of an order: those of its clause, up to the comma behind it and to its end, and those that name what is put there.
struct Words {
    start: usize,
    near: usize,
    end: usize,
    own: Range<usize>,
}

/// The words of the order at these items; nothing where it is of what was added, or wanted.
fn words_of(items: &[Item], (at, last): (usize, usize)) -> Option<Words> {
    let is_class = |item: &&Item| matches!(item.name(), Some(Name::Area(_) | Name::City(_) | Name::State(_)));
    let clause = |item: &Item| item.is_mark(";:") || item.is("but");
    let start = items[..at].iter().rposition(clause).map_or(0, |place| place + 1);
    let end = items[last..].iter().skip(1).position(clause).map_or(items.len(), |more| last + 1 + more);
    // “No city lists more projects than Testford”: what comes behind is the first of all.
    let is_denied = items[start..at].iter().any(|item| item.is("none") || item.is("no"));
    // What was added is no list, and what is wanted is not there.
    let of_step = ["step-up", "step-down", "change-up", "change-down", "added", "future"];
    if items[start..at].iter().any(|item| of_step.iter().any(|list| item.is(list))) {
        return None;
    }
    let front = items[start..at].iter().filter(is_class).count() > 0 && !is_denied;
    // What stands behind a comma is said besides: “the longest list, two of them completed”.
    let near = items[last..end].iter().position(|item| item.is_mark(",")).map_or(end, |more| last + more);
    // “Clean Water leads, and Town Life comes second”: of the name beside the verb.
    let is_standing = is_standing(&items[at]);
    let joins = |item: &&Item| is_class(item) || item.is("and") || item.is_mark(",") || item.is("possessive");
    let verb = items[start..at].iter().rposition(|item| is_class(&item)).map_or(at, |more| start + more + 1);
    let beside = items[start..verb].iter().rev().take_while(joins).count();
    let start = if is_standing { verb - beside } else { start };
    let own = if front { start..at } else { (last + 1).min(near)..near };
    Some(Words { start, near, end, own })
}

/// What is put in an order.
fn subjects(kind: Kind, named: &Named) -> Vec<Slice> {
    let none = Slice::default();
    match kind {
        Kind::City => named.cities.iter().map(|id| Slice { city: Some(*id), ..none }).collect(),
        Kind::State => named.states.iter().map(|id| Slice { member_state: Some(*id), ..none }).collect(),
        Kind::Area => named.areas.iter().map(|id| Slice { focus_area: Some(*id), ..none }).collect(),
        Kind::Status => named.statuses.iter().map(|id| Slice { status: Some(*id), ..none }).collect(),
    }
}

/// The places that a number has in an order: those that are equal share theirs.
pub(super) fn places(counts: &[u32], own: u32, is_most: bool) -> RangeInclusive<usize> {
    let is_ahead = |other: &&u32| if is_most { **other > own } else { **other < own };
    let ahead = counts.iter().filter(is_ahead).count();
    let equal = counts.iter().filter(|other| **other == own).count();
    ahead + 1..=ahead + equal.max(1)
}

/// A slice within a scope.
pub(super) fn narrowed(slice: Slice, scope: Slice) -> Slice {
    Slice { focus_area: slice.focus_area.or(scope.focus_area), status: slice.status.or(scope.status), ..slice }
}
