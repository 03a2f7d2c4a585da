//! Orders: the largest, the fewest, the second, more than any other.

use super::items::{Item, What};
use super::names::Name;
use super::{Guard, Sentence, Weight};
use crate::check::Slice;
use crate::measure::{member_states, members};
use crate::terms::{CityId, FocusAreaId, MemberStateId, StatusId};
use std::ops::RangeInclusive;

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
        let is_class = |item: &&Item| matches!(item.name(), Some(Name::Area(_) | Name::City(_) | Name::State(_)));
        let clause = |item: &Item| item.is_mark(";:") || item.is("but");
        let start = items[..at].iter().rposition(clause).map_or(0, |place| place + 1);
        let end = items[last..].iter().skip(1).position(clause).map_or(items.len(), |more| last + 1 + more);
        // “No city lists more projects than Testford”: what comes behind is the first of all.
        let is_denied = items[start..at].iter().any(|item| item.is("none") || item.is("no"));
        let front = items[start..at].iter().filter(is_class).count() > 0 && !is_denied;
        let own = if front { &items[start..at] } else { &items[last + 1..end] };
        let other = if front { &items[last + 1..end] } else { &items[start..at] };
        let mut named = self.named(own);
        let all = self.named(&items[start..end]);
        if all.has_other || items[start..end].iter().any(|item| item.is("partnership")) {
            return None;
        }
        // What stands behind a comma is said besides: “the longest list, two of them completed”.
        let near = items[last..end].iter().position(|item| item.is_mark(",")).map_or(end, |more| last + more);
        let near = self.named(&items[start..near]);
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
        let scope_state = self.named(other).states.first().copied().filter(|_| kind == Kind::City);
        let scope = Slice {
            member_state: scope_state,
            focus_area: near.areas.first().copied().filter(|_| kind != Kind::Area),
            status: near.statuses.first().copied().filter(|_| kind != Kind::Status),
            ..Slice::default()
        };
        let none = Slice::default();
        let subjects: Vec<Slice> = match kind {
            Kind::City => named.cities.iter().map(|id| Slice { city: Some(*id), ..none }).collect(),
            Kind::State => named.states.iter().map(|id| Slice { member_state: Some(*id), ..none }).collect(),
            Kind::Area => named.areas.iter().map(|id| Slice { focus_area: Some(*id), ..none }).collect(),
            Kind::Status => named.statuses.iter().map(|id| Slice { status: Some(*id), ..none }).collect(),
        };
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
        let Some(edition) = self.spoken(sentence.items, &(from..to + 1)).into_iter().next() else { return };
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

    pub(super) fn rank_name(&self, slice: Slice) -> String {
        let area = slice.focus_area.and_then(|id| self.network.focus_areas.get(id.place())).map(|area| &area.code.name);
        let status = slice.status.and_then(|id| self.network.statuses.get(id.place())).map(|status| &status.code.name);
        let name = self.place_name(slice).map(str::to_owned);
        name.or(area.cloned()).or(status.cloned()).unwrap_or_default()
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

/// The order that begins at an item: which place, whether of the most, and the last item of its words.
pub(super) fn order(items: &[Item], at: usize) -> Option<(usize, bool, usize)> {
    let item = items.get(at)?;
    let ends =
        |item: &Item| item.is("project") || item.is("area") || item.is("list") || item.is("group") || item.is("share");
    // Between the word of order and what it orders: statuses, and words that fill.
    let noun = |from: usize| {
        let near = items.iter().enumerate().skip(from).take(5);
        let is_between = |item: &Item| {
            item.is("number-of")
                || item.is("of")
                || item.is("filler")
                || item.is("status-planning")
                || item.is("status-on-going")
                || item.is("status-completed")
                || matches!(item.name(), Some(Name::Status(_) | Name::Area(_)))
                || item.is("network")
                || item.is("share")
        };
        let found = near.take_while(|(_, item)| is_between(item) || ends(item)).filter(|(_, item)| ends(item)).last();
        found.map(|(place, _)| place)
    };
    let word = if item.is("super-most") {
        Some((1, true))
    } else if item.is("super-least") {
        Some((1, false))
    } else {
        second(item)
    };
    if let Some((place, is_most)) = word {
        let of_all = items.get(at + 1).filter(|next| next.is("of") || next.is("filler")).and_then(|_| {
            (at + 1..items.len().min(at + 5)).find(|place| items[*place].is("city") || items[*place].is("state"))
        });
        let is_bare = item.is("super-most") && item.end - item.start <= 8;
        let last = noun(at + 1).or(of_all.filter(|_| is_bare || item.is("super-least")))?;
        return Some((place, is_most, last));
    }
    if item.is("any-other") {
        let is_more = items[..at].iter().rev().take(4).any(|item| item.is("more") || item.is("project"))
            || item.end - item.start > 16;
        let is_fewer = items[..at].iter().rev().take(4).any(|item| item.is("fewer"));
        return (is_more || is_fewer).then_some((1, !is_fewer, (at + 1).min(items.len() - 1)));
    }
    if item.is("more") && !item.is("bound-above") && items[..at].iter().any(|item| item.is("none") || item.is("no")) {
        let than = (at + 1..items.len().min(at + 6)).find(|place| items[*place].is("than"))?;
        let is_noun = |item: &Item| item.is("project") || item.is("a-part");
        return items[at..than].iter().any(is_noun).then_some((1, true, than));
    }
    let places = [("rank-1", 1), ("rank-2", 2), ("rank-3", 3)];
    let (_, place) = places.iter().find(|(list, _)| item.is(list))?;
    let before = at.checked_sub(1).and_then(|before| items.get(before))?;
    let is_of_class = matches!(before.name(), Some(Name::Area(_) | Name::City(_) | Name::State(_)));
    let goes_on = items.get(at + 1).is_some_and(|next| next.what == What::Word);
    let is_leading = item.end - item.start <= 5;
    let is_about = !is_leading || items[at + 1..].iter().take(4).any(|item| item.is("project") || item.is("list"));
    (is_of_class && !goes_on && is_about).then_some((*place, true, at))
}

fn second(item: &Item) -> Option<(usize, bool)> {
    let places = [("rank-2-most", (2, true)), ("rank-3-most", (3, true)), ("rank-2-least", (2, false))];
    places.iter().find(|(list, _)| item.is(list)).map(|(_, place)| *place)
}
