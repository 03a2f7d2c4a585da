//! Numbers of projects, cities, member states and partnerships.

use super::items::{Amount, Item, Quantity, What, stretches};
use super::names::Name;
use super::slices::{Counted, Named, Spread, has_strange_word};
use super::{Guard, Sentence, Weight};
use crate::check::Slice;
use crate::measure::{TRACED, members};
use std::ops::Range;

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Noun {
    Project,
    City,
    State,
    Partnership,
    /// Left out, because it was said before.
    Same,
    /// Something that no figure counts.
    Strange,
}

/// A number, what it counts, and the words that it stands among.
struct Claim {
    at: usize,
    quantity: Quantity,
    noun: Noun,
    named: Named,
    /// Whether every number before it in the sentence was one of the figures, so that it can go on from them.
    goes_on: bool,
    range: Range<usize>,
    /// The last item of the words that are shown.
    last: usize,
}

impl Guard<'_> {
    /// Looks at every number of a sentence that is no share and no change.
    pub(super) fn counts(&self, sentence: &mut Sentence<'_>) {
        let mut before = Named::default();
        for (at, range) in stretches(sentence.items) {
            let own = self.named(&sentence.items[range.clone()]);
            if let Some(quantity @ Quantity { amount: Amount::Count(_), .. }) = sentence.items[at].quantity()
                && !sentence.done[at]
            {
                let (noun, last) = self.noun(sentence.items, at);
                let named = self.bound_to(sentence.items, at, &range, noun, &before);
                let goes_on = (0..at).all(|at| sentence.items[at].quantity().is_none() || sentence.done[at]);
                let claim = Claim { at, quantity, noun, named, goes_on, range: range.clone(), last };
                self.look(sentence, &claim);
            }
            before = own.or_place(&before);
        }
    }

    /// What the number at that place counts, and where the noun stands.
    fn noun(&self, items: &[Item], at: usize) -> (Noun, usize) {
        let is_between = |item: &Item| {
            item.is("filler")
                || item.is("network")
                || item.is("possessive")
                || item.name().is_some()
                || self.status(item).is_some()
        };
        for (place, item) in items.iter().enumerate().skip(at + 1).take(6) {
            let nouns = [
                ("project", Noun::Project),
                ("city", Noun::City),
                ("state", Noun::State),
                ("partnership", Noun::Partnership),
            ];
            if let Some((_, noun)) = nouns.iter().find(|(list, _)| item.is(list)) {
                return (*noun, place);
            }
            // “Two of the three projects”: the second number has the noun.
            let leads_on =
                item.is("of") || (item.quantity().is_some() && place > at + 1 && !items[place - 1].is_mark(",("));
            if !is_between(item) && !leads_on {
                let is_left_out =
                    place == at + 1 || items[at + 1..place].iter().all(|item| self.status(item).is_some());
                let ends = item.is("is")
                    || item.is("of-them")
                    || item.is("and")
                    || matches!(item.what, What::Mark(_))
                    || item.is("in");
                return (if is_left_out && ends { Noun::Same } else { Noun::Strange }, at);
            }
            if item.is("of-them") {
                return (Noun::Same, at);
            }
        }
        (Noun::Same, at)
    }

    /// The names that a number is bound to.
    fn bound_to(&self, items: &[Item], at: usize, range: &Range<usize>, noun: Noun, before: &Named) -> Named {
        // A number in brackets belongs to the name before them.
        if at > 0 && items[at - 1].is_mark("(") {
            let name = items[..at - 1].last().map(std::slice::from_ref).unwrap_or_default();
            return self.named(name);
        }
        let mut end = range.end;
        let second = (at + 1..items.len()).find(|place| items[*place].quantity().is_some());
        if let Some(second) = second.filter(|second| is_part_of(items, at, *second)) {
            // “Two of the three projects of Example City are completed.”
            let ends = items[second..].iter().position(|item| item.is_mark(",;"));
            end = ends.map_or(items.len(), |more| second + more);
        }
        let mut named = self.named(&items[range.start..end]);
        if is_whole_of(items, at) {
            // Of the larger number only what stands with its noun is said, and not what the sentence says of a part.
            let verb =
                items[at..end].iter().position(|item| item.is("is") || item.is("hold")).map_or(end, |more| at + more);
            named = self.named(&items[at..verb]);
        }
        let says_network = items[range.clone()].iter().any(is_network);
        let goes_on = noun == Noun::Same || (matches!(noun, Noun::City | Noun::Project) && !says_network);
        // “Two of them” are of all that was named.
        if items.get(at + 1).is_some_and(|next| next.is("of-them")) && named.areas.is_empty() {
            named.areas.clone_from(&before.areas);
        }
        if goes_on && !named.has_place() && noun != Noun::State { named.or_place(before) } else { named }
    }

    fn look(&self, sentence: &mut Sentence<'_>, claim: &Claim) {
        match claim.noun {
            Noun::Project | Noun::Same => self.look_at_projects(sentence, claim),
            Noun::City | Noun::State => self.look_at_members(sentence, claim),
            Noun::Partnership => self.look_at_partnerships(sentence, claim),
            Noun::Strange => {}
        }
    }

    fn look_at_projects(&self, sentence: &mut Sentence<'_>, claim: &Claim) {
        let items = sentence.items;
        let here = &items[claim.range.clone()];
        let weight = match Self::weight(items, claim, here) {
            Some(weight) if !claim.named.has_other => weight,
            _ => return,
        };
        let slices = claim.named.slices();
        let mut first = None;
        for edition in self.spoken(items, &claim.range) {
            match self.fits(edition, &claim.named, &slices, claim.quantity) {
                Some(true) => {
                    sentence.done[claim.at] = true;
                    return;
                }
                Some(false) => {
                    first.get_or_insert(edition);
                }
                None => {}
            }
        }
        let Some(edition) = first else { return };
        let weight = if slices.len() > 1 { Weight::Doubtful } else { weight };
        sentence.done[claim.at] = true;
        self.tell_count(sentence, claim, &slices, edition, weight);
    }

    /// How sure it is that a number is meant as one of the figures; nothing where it may be any number.
    fn weight(items: &[Item], claim: &Claim, here: &[Item]) -> Option<Weight> {
        // “Three projects are no longer listed” counts neither all nor those of a class.
        if here.iter().any(is_of_part) {
            return None;
        }
        let is_strange = has_strange_word(here);
        let weight = if is_strange { Weight::Doubtful } else { Weight::Untrue };
        if claim.noun == Noun::Same {
            // “Of these, eleven are completed” goes on from the sentence before.
            let goes_on = items.first().is_some_and(|item| item.is("of-them") || item.is("of-these"));
            let is_said = goes_on || items[..claim.at].iter().any(|item| item.is("project"));
            let is_named = claim.at > 0
                && matches!(items[claim.at - 1].name(), Some(Name::City(_) | Name::State(_) | Name::Area(_)));
            let is_bound = !claim.named.statuses.is_empty() || is_named;
            return (is_said && is_bound && claim.goes_on).then_some(weight);
        }
        let is_in_brackets = claim.at > 0 && items[claim.at - 1].is_mark("(");
        let is_definite = claim.at > 0 && (items[claim.at - 1].is("article") || items[claim.at - 1].is("possessive"));
        let is_of_all = here.iter().any(|item| is_network(item) || item.is("list") || item.is("city"));
        let is_subject = !here.iter().take_while(|item| item.quantity().is_none()).any(|item| item.what == What::Word);
        let is_meant = !claim.named.is_empty() || is_of_all || is_subject;
        // “Three projects of Example City won a prize” counts those that won one.
        let is_said = here.iter().any(|item| {
            item.is("hold") || item.is("number-of") || item.is("status-completed") && item.end - item.start > 10
        });
        // “Two projects were completed with help” counts those that had it.
        let is_helped = here.iter().any(|item| item.is("is")) && !here.iter().any(|item| item.is("hold"));
        let is_said = is_said && !(is_helped && is_strange);
        // “Four of its projects face delays” counts those that face them.
        let is_partial =
            items[claim.at..claim.last.max(claim.at)].iter().any(|item| item.is("of") || item.is("of-part"));
        if is_partial && is_strange && claim.named.statuses.is_empty() {
            return None;
        }
        let is_tied = is_in_brackets || is_definite || is_said || is_whole_of(items, claim.at) || !is_strange;
        (is_meant && is_tied).then_some(weight)
    }

    /// Whether a number is that of these slices; nothing where the edition does not tell.
    fn fits(&self, edition: usize, named: &Named, slices: &[Slice], quantity: Quantity) -> Option<bool> {
        let one = |slice: Slice| {
            let part = self.count(edition, slice)?.count;
            let all = self.count(edition, Slice { status: None, ..slice })?.count;
            Some(if named.is_not { all.saturating_sub(part) } else { part })
        };
        let counts: Vec<u32> = slices.iter().map(|slice| one(*slice)).collect::<Option<_>>()?;
        let each = || counts.iter().all(|count| quantity.fits_count(*count));
        let sum = || quantity.fits_count(counts.iter().sum());
        Some(match named.spread {
            Spread::Each => each(),
            Spread::Together => sum(),
            Spread::Either => sum() || each(),
        })
    }

    /// Notes that a number is another one, and whether it is that of an earlier edition.
    fn tell_count(&self, sentence: &mut Sentence<'_>, claim: &Claim, slices: &[Slice], edition: usize, weight: Weight) {
        let wrong = slices.iter().find(|slice| {
            let count = self.count(edition, **slice);
            claim.named.spread == Spread::Each && count.is_some_and(|one| !claim.quantity.fits_count(one.count))
        });
        let slices = wrong.map_or(slices, std::slice::from_ref);
        let Some(counted) = self.sum(edition, slices) else { return };
        let whole: Vec<Slice> = slices.iter().map(|slice| Slice { status: None, ..*slice }).collect();
        let count = |counted: &Counted, edition: usize| {
            let all = self.sum(edition, &whole).filter(|_| claim.named.is_not);
            all.map_or(counted.count, |all| all.count.saturating_sub(counted.count))
        };
        let what = slices.iter().map(|slice| self.describe(*slice)).collect::<Vec<_>>().join(", ");
        let what = if claim.named.is_not { format!("{what}, counted the other way") } else { what };
        let number = count(&counted, edition);
        let earlier = (0..edition).rev().find_map(|place| {
            let then = self.sum(place, slices)?;
            claim.quantity.fits_count(count(&then, place)).then(|| self.year(place))
        });
        let message = self.differs(sentence, (claim.at, claim.last), &what, &number.to_string(), edition, earlier);
        if let Some(finding) = sentence.note((claim.at, claim.last.max(claim.at)), weight, message) {
            finding.help = Some(format!("write {number}"));
            finding.figure = Some(counted.figure);
        }
    }

    /// What a text says and what the figures give, in one sentence.
    pub(super) fn differs(
        &self,
        sentence: &Sentence<'_>,
        (from, to): (usize, usize),
        what: &str,
        number: &str,
        edition: usize,
        earlier: Option<i32>,
    ) -> String {
        let said = sentence.said(from, to.max(from));
        let year = self.year(edition);
        let stale = earlier.map_or_else(String::new, |then| format!("; so it was in {then}"));
        format!("the text says “{said}”; the figures of {year} give {number} ({what}){stale}")
    }

    fn look_at_members(&self, sentence: &mut Sentence<'_>, claim: &Claim) {
        let items = sentence.items;
        let here = &items[claim.range.clone()];
        let is_definite = claim.at > 0 && (items[claim.at - 1].is("possessive") || items[claim.at - 1].is("article"));
        let is_of_all = items.iter().any(|item| is_network(item) || item.is("project")) || !claim.named.is_empty();
        // “Three cities joined” are not all that belong.
        let is_step =
            here.iter().any(|item| item.is("joined") || item.is("left") || item.is("added") || is_of_part(item));
        if is_step || !is_of_all || (has_strange_word(here) && !is_definite) || claim.named.has_other {
            return;
        }
        let editions = self.spoken(items, &claim.range);
        let counts: Vec<(usize, Counted)> = editions
            .iter()
            .flat_map(|edition| self.member_counts(*edition, claim).into_iter().map(|one| (*edition, one)))
            .collect();
        let Some((edition, counted)) = counts.first().cloned() else { return };
        sentence.done[claim.at] = true;
        if counts.iter().any(|(_, one)| claim.quantity.fits_count(one.count)) {
            return;
        }
        let earlier = (0..edition)
            .rev()
            .find(|place| self.member_counts(*place, claim).iter().any(|one| claim.quantity.fits_count(one.count)));
        let weight =
            if has_strange_word(&sentence.items[claim.range.clone()]) { Weight::Doubtful } else { Weight::Untrue };
        let what = if claim.noun == Noun::City { "cities" } else { "member states" };
        let number = counted.count.to_string();
        let earlier = earlier.map(|place| self.year(place));
        let message = self.differs(sentence, (claim.at, claim.last), what, &number, edition, earlier);
        if let Some(finding) = sentence.note((claim.at, claim.last), weight, message) {
            finding.help = Some(format!("write {number}"));
            finding.figure = Some(counted.figure);
        }
    }

    /// The numbers of cities or member states that may be meant.
    fn member_counts(&self, edition: usize, claim: &Claim) -> Vec<Counted> {
        let (Some(figures), Some(year)) = (self.figures(edition), self.network.years.get(edition)) else {
            return Vec::new();
        };
        let key =
            |list: Vec<&str>, by: &str| list.into_iter().map(|key| format!(".with-projects.by-{by}.{key}")).collect();
        let named = &claim.named;
        let states = named.states.iter().filter_map(|id| self.network.member_states.get(id.place()));
        let areas = named.areas.iter().filter_map(|id| self.network.focus_areas.get(id.place()));
        let statuses = named.statuses.iter().filter_map(|id| self.network.statuses.get(id.place()));
        let stem = if claim.noun == Noun::City { "cities" } else { "member-states" };
        let mut ends: Vec<String> = key(statuses.map(|one| one.code.key.as_str()).collect(), "status");
        ends.extend::<Vec<String>>(key(areas.map(|one| one.code.key.as_str()).collect(), "focus-area"));
        if claim.noun == Noun::City {
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
        if let ([state], Noun::City) = (named.states.as_slice(), claim.noun) {
            let all = members(self.network, year).iter().filter(|(_, city)| city.member_state == *state).count();
            let more = counts.first().map(|one| Counted { count: crate::measure::number(all), ..one.clone() });
            counts.extend(more);
        }
        counts
    }

    fn look_at_partnerships(&self, sentence: &mut Sentence<'_>, claim: &Claim) {
        let here = &sentence.items[claim.range.clone()];
        if has_strange_word(here) || claim.named.has_other || !claim.named.is_empty() {
            return;
        }
        let Some(edition) = self.spoken(sentence.items, &claim.range).into_iter().next() else { return };
        let Some(figures) = self.figures(edition) else { return };
        let counts = ["partnerships", TRACED].map(|id| Some((id, figures.count(id)?)));
        let Some((id, count)) = counts.iter().flatten().next().copied() else { return };
        sentence.done[claim.at] = true;
        let counts = counts.iter().flatten().map(|(_, count)| *count).chain(self.other_totals(edition));
        if counts.into_iter().any(|count| claim.quantity.fits_count(count)) {
            return;
        }
        let message = self.differs(sentence, (claim.at, claim.last), "partnerships", &count.to_string(), edition, None);
        if let Some(finding) = sentence.note((claim.at, claim.last), Weight::Doubtful, message) {
            finding.help = Some(format!("write {count}"));
            finding.figure = Some((id.to_owned(), self.year(edition)));
        }
    }
}

fn is_network(item: &Item) -> bool {
    item.is("network") || item.name() == Some(Name::Network)
}

/// Whether a word says that neither all are counted nor those of a class.
fn is_of_part(item: &Item) -> bool {
    ["a-part", "new", "part-gone", "part-kept", "part-without"].iter().any(|list| item.is(list))
}

/// Whether the second number is the whole that the first is a part of: “two of the three”.
fn is_part_of(items: &[Item], first: usize, second: usize) -> bool {
    second > first + 1
        && items[first + 1..second].iter().all(|item| item.is("of") || item.is("filler") || item.is("article"))
}

/// Whether a number is the whole of a part that was told before it.
fn is_whole_of(items: &[Item], at: usize) -> bool {
    let first = items[..at].iter().rposition(|item| item.quantity().is_some());
    first.is_some_and(|first| is_part_of(items, first, at))
}
