//! Numbers of cities and member states.

use super::counts::{Claim, Noun, is_network};
use super::items::{Bound, Item, What};
use super::names::Name;
use super::parts::{is_of_part, is_part_of, is_whole_of};
use super::slices::{Counted, Named, has_strange_word};
use super::{Guard, Sentence, Weight};
use crate::measure::members;

impl Guard<'_> {
    /// Looks at a number of cities or member states.
    pub(super) fn look_at_members(&self, sentence: &mut Sentence<'_>, claim: &Claim) {
        let items = sentence.items;
        if !self.is_of_all(items, claim) || self.is_of_some(items, claim) {
            return;
        }
        let mut editions = self.spoken(items, &claim.range);
        if is_whole_of(items, claim.at) && !editions.contains(&self.now()) {
            editions.push(self.now());
        }
        let mut counts: Vec<(usize, Counted)> = editions
            .iter()
            .flat_map(|edition| self.member_counts(*edition, claim).into_iter().map(|one| (*edition, one)))
            .collect();
        if items.iter().any(|item| item.is("both-years")) {
            counts.extend(self.in_both_years(claim.noun));
        }
        let Some((edition, counted)) = counts.first().cloned() else { return };
        sentence.done[claim.at] = true;
        if counts.iter().any(|(_, one)| claim.quantity.fits_count(one.count)) {
            return;
        }
        let earlier = (0..edition).rev().find(|place| {
            self.member_counts(*place, claim).first().is_some_and(|one| claim.quantity.fits_count(one.count))
        });
        // “Six projects, in five cities, belong to Clean Water”: of the cities it may be said too.
        if claim.named.is_empty() && !is_whole_of(items, claim.at) && self.is_of_class(items, claim) {
            sentence.done[claim.at] = false;
            return;
        }
        let is_open = has_strange_word(&sentence.items[claim.range.clone()]) || claim.before.is_some();
        let weight = if is_open { Weight::Doubtful } else { Weight::Untrue };
        let what = if claim.noun == Noun::City { "cities" } else { "member states" };
        let number = counted.count.to_string();
        let earlier = earlier.map(|place| self.year(place));
        let message = self.differs(sentence, (claim.at, claim.last), what, &number, edition, earlier);
        if let Some(finding) = sentence.note((claim.at, claim.last), weight, message) {
            finding.help = Some(format!("write {number}"));
            finding.figure = Some(counted.figure);
        }
    }

    /// Whether a number may be that of all that belong, or of all with projects of a class.
    fn is_of_all(&self, items: &[Item], claim: &Claim) -> bool {
        let here = &items[claim.range.clone()];
        let is_definite = claim.at > 0 && (items[claim.at - 1].is("possessive") || items[claim.at - 1].is("article"));
        let is_of_all = items.iter().any(|item| is_network(item) || item.is("project")) || !claim.named.is_empty();
        // “Three cities joined” are not all that belong.
        let is_step =
            here.iter().any(|item| item.is("joined") || item.is("left") || item.is("added") || is_of_part(item));
        // Where they list nothing it is another number, and so it is of those that list so many.
        let is_denied = here.iter().any(|item| item.is("none") || item.is("no") || item.is("not"));
        // “The other nine”, “one city, Exampleton”
        let is_other = items[claim.at.saturating_sub(2)..=claim.last.max(claim.at)].iter().any(|item| item.is("other"));
        let is_single = claim.quantity.fits_count(1) && claim.quantity.bound == Bound::Exactly;
        let is_narrowed = is_other || is_single || is_step || is_denied || has_strange_word(here) && !is_definite;
        is_of_all && !is_narrowed && !claim.named.has_other && !self.counts_projects(items, claim)
    }

    /// Whether a sentence names a class elsewhere than beside a number, so that the number may be one of the class.
    fn is_of_class(&self, items: &[Item], claim: &Claim) -> bool {
        let all = self.named(items);
        let is_class = !all.areas.is_empty() || !all.statuses.is_empty();
        is_class && !super::counts::is_network(&items[claim.last.max(claim.at)]) && !all.has_place()
    }

    /// Whether a number is that of some, of which other words say which: “one of two cities that joined”.
    fn is_of_some(&self, items: &[Item], claim: &Claim) -> bool {
        let (at, named) = (claim.at, &claim.named);
        let is_one = |place: usize| items[place].quantity().is_some_and(|one| one.fits_count(1));
        let first = items[..at].iter().rposition(|item| item.quantity().is_some());
        let second = (at + 1..items.len()).find(|place| items[*place].quantity().is_some());
        let is_one_of = first.is_some_and(|first| is_one(first) && is_part_of(items, first, at))
            || second.is_some_and(|second| is_one(at) && is_part_of(items, at, second));
        // “Two of Exampleland's three cities host a port”
        let is_beside = |item: &Item| item.is("same-number") || item.is("part-more") || item.is("part-fewer");
        let is_more = second.is_some_and(|second| {
            let rest = &items[second..];
            is_part_of(items, at, second) && (has_strange_word(rest) || rest.iter().any(is_beside))
        });
        let is_told = items.get(claim.last + 1).is_some_and(|item| item.is("relative") || item.is("with"));
        let looks_back = items.iter().any(|item| item.is("looking-back"));
        let earlier = (0..self.now()).flat_map(|edition| self.member_counts(edition, claim));
        let is_past = looks_back && earlier.into_iter().any(|one| claim.quantity.fits_count(one.count));
        let kinds = [named.cities.len() + named.states.len(), named.areas.len(), named.statuses.len()];
        let counts: Vec<Counted> = self
            .spoken(items, &claim.range)
            .into_iter()
            .flat_map(|edition| self.member_counts(edition, claim))
            .collect();
        let fits = counts.iter().any(|one| claim.quantity.fits_count(one.count));
        !fits && (is_one_of || is_more || is_told || is_past || kinds.iter().filter(|count| **count > 0).count() > 1)
    }

    /// The numbers of cities or member states that may be meant.
    fn member_counts(&self, edition: usize, claim: &Claim) -> Vec<Counted> {
        let of = |named: &Named| self.members_with(edition, claim.noun, named);
        claim.before.iter().flat_map(of).chain(of(&claim.named)).collect()
    }

    /// The cities or member states that belonged at the cut-off of an earlier edition too.
    fn in_both_years(&self, noun: Noun) -> Vec<(usize, Counted)> {
        let (now, Some(figures)) = (self.now(), self.figures(self.now())) else { return Vec::new() };
        let ids = (0..now).map(|from| format!("cities.same.{}-to-{}", self.year(from), self.year(now)));
        let count = |id: String| Some((now, Counted { count: figures.count(&id)?, figure: (id, self.year(now)) }));
        ids.filter(|_| noun == Noun::City).filter_map(count).collect()
    }

    /// Whether a number of projects follows that is not that of all: “one city lists only one project”.
    fn counts_projects(&self, items: &[Item], claim: &Claim) -> bool {
        let next = (claim.last + 1..items.len()).find(|at| items[*at].quantity().is_some());
        let Some((next, quantity)) = next.and_then(|next| Some((next, items[next].quantity()?))) else { return false };
        let between = &items[claim.last + 1..next];
        let is_named = |item: &Item| matches!(item.name(), Some(Name::City(_))) || item.is("and") || item.is_mark(",");
        let verb = between.iter().position(|item| item.is("hold") || item.is("list") || item.is("has-completed"));
        let is_tied = verb.is_some_and(|verb| {
            let ends = |item: &Item| matches!(item.what, What::Mark(_));
            between[..verb].iter().all(|item| is_named(item) || !ends(item)) && !between[verb..].iter().any(ends)
        });
        let all = self.figures(self.now()).and_then(|figures| figures.count("projects"));
        let is_all = quantity.bound == Bound::Exactly && all.is_some_and(|all| quantity.fits_count(all));
        // “Two cities, Exampleton and Testford, list more than five”
        let named = self.named(&items[claim.range.start.min(next)..next]);
        let is_of_no_class = named.areas.is_empty() && named.statuses.is_empty() && named.states.is_empty();
        is_tied && is_of_no_class && matches!(self.noun(items, next).0, Noun::Project | Noun::Same) && !is_all
    }

    /// The cities or member states with projects of a class, or all of them where none is named.
    fn members_with(&self, edition: usize, noun: Noun, named: &Named) -> Vec<Counted> {
        let (Some(figures), Some(year)) = (self.figures(edition), self.network.years.get(edition)) else {
            return Vec::new();
        };
        let scoped = Named { states: self.scope.member_state.into_iter().collect(), ..Named::default() };
        let named = &Named { statuses: named.statuses.clone(), ..named.clone().or_place(&scoped) };
        let areas =
            if named.areas.is_empty() { self.scope.focus_area.into_iter().collect() } else { named.areas.clone() };
        let key =
            |list: Vec<&str>, by: &str| list.into_iter().map(|key| format!(".with-projects.by-{by}.{key}")).collect();
        let states = named.states.iter().filter_map(|id| self.network.member_states.get(id.place()));
        let areas = areas.iter().filter_map(|id| self.network.focus_areas.get(id.place()));
        let statuses = named.statuses.iter().filter_map(|id| self.network.statuses.get(id.place()));
        let stem = if noun == Noun::City { "cities" } else { "member-states" };
        let mut ends: Vec<String> = key(statuses.map(|one| one.code.key.as_str()).collect(), "status");
        ends.extend::<Vec<String>>(key(areas.map(|one| one.code.key.as_str()).collect(), "focus-area"));
        if noun == Noun::City {
            ends.extend::<Vec<String>>(key(states.map(|one| one.code.key.as_str()).collect(), "member-state"));
        }
        if ends.is_empty() {
            ends = vec![String::new(), ".with-projects".to_owned()];
        }
        let count = |end: &String| {
            let id = format!("{stem}{end}");
            Some(Counted { count: figures.count(&id)?, figure: (id, year.year) })
        };
        let mut counts: Vec<Counted> = ends.iter().filter_map(count).collect();
        // The cities of a member state that list nothing belong to it too.
        if let ([state], Noun::City) = (named.states.as_slice(), noun) {
            let all = members(self.network, year).iter().filter(|(_, city)| city.member_state == *state).count();
            let more = counts.first().map(|one| Counted { count: crate::measure::number(all), ..one.clone() });
            counts.extend(more);
        }
        counts
    }
}
