//! Numbers of projects and partnerships.

use super::items::{Amount, Item, Quantity, What, stretches};
use super::names::Name;
use super::parts::{is_of_part, is_part_of, is_whole_of};
use super::slices::{Counted, Named, Spread, has_strange_word};
use super::{Guard, Sentence, Weight};
use crate::check::Slice;
use crate::terms::Stage;
use std::ops::Range;

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Noun {
    Project,
    City,
    State,
    Partnership,
    /// Left out, because it was said before.
    Same,
    /// Something that no figure counts.
    Strange,
}

/// The words of what figures count.
pub(super) const NOUNS: [(&str, Noun); 4] =
    [("project", Noun::Project), ("city", Noun::City), ("state", Noun::State), ("partnership", Noun::Partnership)];

/// A number, what it counts, and the words that it stands among.
pub(super) struct Claim {
    pub at: usize,
    pub quantity: Quantity,
    pub noun: Noun,
    pub named: Named,
    /// The class that was named before, where none is named here.
    pub before: Option<Named>,
    /// Whether every number before it in the sentence was one of the figures, so that it can go on from them.
    goes_on: bool,
    pub range: Range<usize>,
    /// The last item of the words that are shown.
    pub last: usize,
}

impl Guard<'_> {
    /// Looks at every number of a sentence that is no share and no change.
    pub(super) fn counts(&self, sentence: &mut Sentence<'_>) {
        let mut before = Named::default();
        for (at, range) in stretches(sentence.items) {
            let own = self.named(&sentence.items[range.clone()]);
            if let Some(quantity @ Quantity { amount: Amount::Count(_), .. }) = sentence.items[at].quantity()
                && !sentence.done[at]
                && !sentence.aside[at]
                && !(at > 0 && sentence.items[at - 1].is_mark("^"))
            {
                let (noun, last) = self.noun(sentence.items, at);
                let named = self.bound_to(sentence.items, at, &range, noun, &before);
                let goes_on = (0..at).all(|at| sentence.items[at].quantity().is_none() || sentence.done[at]);
                let is_member = matches!(noun, Noun::City | Noun::State) && named.is_empty();
                let before = Some(before.clone()).filter(|before| is_member && !before.is_empty());
                let claim = Claim { at, quantity, noun, named, before, goes_on, range: range.clone(), last };
                self.look(sentence, &claim);
            }
            if !own.is_empty() {
                before = own.or_place(&before);
            }
        }
    }

    /// What the number at that place counts, and where the noun stands.
    pub(super) fn noun(&self, items: &[Item], at: usize) -> (Noun, usize) {
        let is_between = |item: &Item| {
            item.is("filler")
                || item.is("network")
                || item.is("possessive")
                || item.name().is_some()
                || self.status(item).is_some()
        };
        for (place, item) in items.iter().enumerate().skip(at + 1).take(6) {
            if let Some((_, noun)) = NOUNS.iter().find(|(list, _)| item.is(list)) {
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
        // “23 (2023: 12)” is of the same.
        if is_behind_year(items, at) {
            return before.clone();
        }
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
            // “One of the two projects that it has completed”
            let is_relative = |more: usize| items[at..at + more].iter().any(|item| item.is("relative"));
            let verb = items[at..end].iter().position(is_verb).filter(|more| !is_relative(*more));
            let verb = verb.map_or(end, |more| at + more);
            // “Two of Example City's three projects”
            let first = items[..at].iter().rposition(|item| item.quantity().is_some()).unwrap_or(at);
            named = self.named(&items[first + 1..verb]);
        }
        // “Example City, with 15 projects, has completed none.”
        let is_aside = at > 1 && items[at - 1].is("with") && items[at - 2].is_mark(",");
        if let Some(comma) = items[at..end].iter().position(|item| item.is_mark(",")).filter(|_| is_aside) {
            named = self.named(&items[range.start..at + comma]);
        }
        // “Example City lists five projects, most of them completed.”
        let is_of_them = |place: &usize| {
            items[*place].is_mark(",") && items[*place + 1..end].iter().take(3).any(|item| item.is("of-them"))
        };
        if let Some(comma) = (at..end).find(is_of_them) {
            named = self.named(&items[range.start..comma]);
        }
        // “Of Example City's three projects, two are completed.”
        let opens = items.first().is_some_and(|item| item.is("of")) && range.start == 0;
        if let Some(comma) = items[at..end].iter().position(|item| item.is_mark(",")).filter(|_| opens) {
            named = self.named(&items[..at + comma]);
        }
        if let Some(named) = self.named_behind(items, at, &named) {
            return named;
        }
        let says_network = items[range.clone()].iter().any(is_network);
        let goes_on = noun == Noun::Same || (matches!(noun, Noun::City | Noun::Project) && !says_network);
        // “Two of them” are of all that was named.
        if items.get(at + 1).is_some_and(|next| next.is("of-them")) && named.areas.is_empty() {
            named.areas.clone_from(&before.areas);
        }
        // “Example City has 19 of the 108 projects”: the whole is of all.
        let is_of_all = is_whole_of(items, at) && !named.has_place();
        if goes_on && !named.has_place() && noun != Noun::State && !is_of_all { named.or_place(before) } else { named }
    }

    /// “With 20 projects, Example City leads.”
    fn named_behind(&self, items: &[Item], at: usize, named: &Named) -> Option<Named> {
        let is_ahead = at == 1 && items[0].is("with") && !named.has_place() && named.areas.is_empty();
        let comma = items.iter().position(|item| item.is_mark(",")).filter(|_| is_ahead)?;
        let is_class = |item: &&Item| matches!(item.name(), Some(Name::City(_) | Name::State(_) | Name::Area(_)));
        let name = items[comma..].iter().find(is_class);
        let of_name = self.named(name.map(std::slice::from_ref).unwrap_or_default());
        Some(Named { statuses: named.statuses.clone(), is_not: named.is_not, ..of_name })
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
        let mut here = &items[claim.range.clone()];
        if is_whole_of(items, claim.at) {
            // “83 of the 86 projects of 2023 are listed again”: of the 86 it is not said that they are.
            let own = &items[claim.at..claim.range.end];
            let verb = own.iter().position(|item| is_verb(item) || is_of_part(item));
            here = &own[..verb.unwrap_or(own.len())];
        }
        let weight = match Self::weight(items, claim, here) {
            Some(weight) if !claim.named.has_other => weight,
            _ => return,
        };
        if self.goes_over(here) || self.is_of_few_cities(items, claim) {
            return;
        }
        if let Some(since) = self.since(items, claim) {
            return self.look_at_completed(sentence, claim, since);
        }
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
        let Some(edition) = first.filter(|_| !self.is_meant_otherwise(items, claim)) else { return };
        let weight = if slices.len() > 1 { Weight::Doubtful } else { weight };
        sentence.done[claim.at] = true;
        self.tell_count(sentence, claim, &slices, edition, weight);
    }

    /// Whether projects are said to go from one status to another: “seven on-going projects were completed”.
    fn goes_over(&self, here: &[Item]) -> bool {
        let mut statuses = (0..here.len()).filter(|at| self.status(&here[*at]).is_some());
        let ends = statuses.next().zip(statuses.next_back());
        ends.is_some_and(|(first, last)| here[first..last].iter().any(|item| item.is("is")))
    }

    /// The edition since which projects were completed, where a sentence says so: “since 2023, nine projects were completed”.
    fn since(&self, items: &[Item], claim: &Claim) -> Option<usize> {
        let completed = self.network.stage(Stage::Completed);
        let is_done = |item: &Item| self.status(item).is_some() && self.status(item) == completed;
        let verb = items[claim.at..claim.range.end].iter().position(|item| item.is("is"))?;
        let said = items[claim.at + verb..claim.range.end].iter().any(is_done);
        let is_said = said && claim.named.statuses.len() == 1 && !claim.named.is_not;
        let since = (0..claim.range.end).find_map(|at| match items[at].what {
            What::When(when) if items[at.saturating_sub(2)..at].iter().any(|item| item.is("since")) => {
                Some(when.year())
            }
            _ => None,
        })?;
        self.edition(since).filter(|from| is_said && *from < self.now())
    }

    /// Projects that were completed since an edition: those by which their number rose.
    fn look_at_completed(&self, sentence: &mut Sentence<'_>, claim: &Claim, from: usize) {
        let [slice] = *claim.named.slices().as_slice() else { return };
        let Some((then, now)) = self.count(from, slice).zip(self.count(self.now(), slice)) else { return };
        sentence.done[claim.at] = true;
        let more = now.count.saturating_sub(then.count);
        if claim.quantity.fits_count(more) {
            return;
        }
        let what = format!(
            "{}, {} in {} and {} in {}",
            self.describe(slice),
            then.count,
            self.year(from),
            now.count,
            self.year(self.now())
        );
        let message = self.differs(sentence, (claim.at, claim.last), &what, &more.to_string(), self.now(), None);
        if let Some(finding) = sentence.note((claim.at, claim.last.max(claim.at)), Weight::Doubtful, message) {
            finding.help = Some(format!("write {more}"));
            finding.figure = Some(now.figure);
        }
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
            let is_bound = !claim.named.statuses.is_empty() || is_named || is_behind_year(items, claim.at);
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
        // “Example City has five of the projects”
        let is_had = items[..claim.at].iter().any(|item| item.is("hold"));
        // “Eight of the projects, five in Example City, concern water”; “grew by eight projects”, “they list twelve”
        let is_bare = is_partial && claim.named.is_empty();
        let ahead = &items[claim.at.saturating_sub(2)..claim.at];
        let is_size = ahead.last().is_some_and(|item| item.is("by"));
        let is_theirs = !items[..claim.at].iter().any(is_network)
            && ahead.len() == 2
            && ahead[0].is("pronoun-alone")
            && ahead[1].is("hold")
            && claim.named.is_empty();
        // “Example City has 19 of the 108 projects” is its number.
        let second = (claim.at + 1..items.len()).find(|at| items[*at].quantity().is_some());
        let is_of_whole = second.is_some_and(|second| is_part_of(items, claim.at, second));
        let is_had = is_partial && (is_strange || is_had && !is_of_whole) && claim.named.statuses.is_empty();
        if is_had || is_bare || is_size || is_theirs {
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
}

/// Whether a word begins what is said of a number.
fn is_verb(item: &Item) -> bool {
    item.is("is") || item.is("hold") || item.is("list") || item.is("has-completed")
}

/// Whether a number stands behind its year: “2023: 12”.
fn is_behind_year(items: &[Item], at: usize) -> bool {
    at > 1 && items[at - 1].is_mark(":") && items[at - 2].year().is_some()
}

pub(super) fn is_network(item: &Item) -> bool {
    item.is("network") || item.name() == Some(Name::Network)
}
