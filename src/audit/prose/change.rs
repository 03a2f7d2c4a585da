//! Growth and decline: how much, how many times, from what to what, and in which direction.

use super::growth::{Claim, Ends, Subject, fits_change};
use super::items::{Item, Quantity, What};
use super::slices::{Named, has_strange_word};
use super::{Guard, Sentence, Weight};
use crate::check::Slice;
use std::ops::Range;

impl Guard<'_> {
    /// Looks at every word of change in a sentence, and at the numbers that belong to it.
    pub(super) fn changes(&self, sentence: &mut Sentence<'_>) {
        for at in 0..sentence.items.len() {
            let item = &sentence.items[at];
            // “Risen to eleven projects” is a number, and no change.
            let is_to = sentence.items.get(at + 1).is_some_and(|next| next.is("to")) || item.is("hold");
            if sentence.done[at] {
                // It was read with its number: “dropped one project”.
            } else if is_change(item) && !is_to {
                let range = clause(sentence.items, at);
                self.look_at_change(sentence, at, &range);
            } else if item.is("added") {
                let range = clause(sentence.items, at);
                self.look_at_added(sentence, at, &range);
            }
        }
    }

    /// What may be said of a change; of partnerships there are two measures, and either may be meant.
    fn change_claims(&self, items: &[Item], at: usize, range: &Range<usize>) -> Vec<Claim> {
        // “In no focus area did the number fall.”
        if items[range.start..at].iter().any(|item| item.is("none") || item.is("no")) {
            return Vec::new();
        }
        match self.change_claim(items, at, range) {
            Some(claim) => vec![claim],
            None => self.whole_claims(items, at, range),
        }
    }

    fn change_claim(&self, items: &[Item], at: usize, range: &Range<usize>) -> Option<Claim> {
        let here = &items[range.clone()];
        let subject = &items[range.start..at];
        let named: Named = self.named(here);
        let slices = named.slices();
        let is_of = |list: &str| here.iter().any(|item| item.is(list));
        let has_noun = subject.iter().any(|item| item.is("project") || item.is("list"))
            || (!named.areas.is_empty() && is_of("project"))
            || (is_of("project") && items[at + 1..range.end].iter().take(4).any(|item| item.is("project")));
        let head: Vec<&Item> = subject.iter().take_while(|item| !item.is("project") && !item.is("list")).collect();
        let is_strange = head.iter().any(|item| item.what == What::Word);
        if !has_noun || is_strange || named.has_other || slices.len() != 1 {
            return None;
        }
        // “From 53 to 108 within six years”
        let (from, to) = self.span(items).filter(|_| !items.iter().any(|item| item.is("long-span")))?;
        let weight = if has_strange_word(here) { Weight::Doubtful } else { Weight::Untrue };
        let is_share = subject.iter().any(|item| item.is("share"));
        // “Their share fell”
        if is_share && slices[0] == Slice::default() {
            return None;
        }
        let is_over_same = items.iter().any(|item| item.is("both-years"));
        Some(Claim { at, subject: Subject::Projects(slices[0]), is_share, from, to, is_over_same, weight })
    }

    /// The two editions that a sentence compares; nothing where it names a year that has none.
    pub(super) fn span(&self, items: &[Item]) -> Option<(usize, usize)> {
        let years: Vec<(usize, i32)> = items
            .iter()
            .enumerate()
            .filter_map(|(at, item)| match item.what {
                What::When(when) => Some((at, when.year())),
                _ => None,
            })
            .collect();
        let now = self.now();
        // “Nine more than in 2023”, “as many as in 2023”
        let is_beside = |item: &Item| item.is("times-as-many") || item.is("same-number");
        let is_than = |at: usize| {
            let leads = |place: usize| {
                let item = &items[place];
                super::parts::is_than(item) || item.is("as") && items[..place].iter().any(is_beside)
            };
            (0..at).rev().take(4).any(leads)
        };
        let is_start =
            |at: usize| is_than(at) || items[..at].iter().rev().take(2).any(|item| item.is("since") || item.is("from"));
        match years.as_slice() {
            [] => Some((self.before(now)?, now)),
            [(at, year)]
                if is_start(*at)
                    || *year < self.year(now) && !items[..*at].iter().rev().take(2).any(|item| item.is("in")) =>
            {
                Some((self.edition(*year)?, now))
            }
            [(_, year)] => {
                let to = self.edition(*year)?;
                Some((self.before(to)?, to))
            }
            [(_, first), (_, second), ..] => {
                let (from, to) = (self.edition(*first)?, self.edition(*second)?);
                Some((from.min(to), from.max(to)))
            }
        }
    }

    fn look_at_change(&self, sentence: &mut Sentence<'_>, at: usize, range: &Range<usize>) {
        let claims = self.change_claims(sentence.items, at, range).into_iter();
        let mut known: Vec<(Claim, Ends)> =
            claims.filter_map(|claim| self.ends(&claim).map(|ends| (claim, ends))).collect();
        if known.is_empty() {
            return Self::set_aside(sentence, at, range);
        }
        let fitting =
            known.iter().position(|(claim, ends)| Self::what_is_wrong(sentence, claim, ends, range).0.is_none());
        let (claim, ends) = known.swap_remove(fitting.unwrap_or_default());
        let (wrong, looked_at) = Self::what_is_wrong(sentence, &claim, &ends, range);
        for place in looked_at {
            sentence.done[place] = true;
        }
        self.tell_change(sentence, &claim, &ends, wrong);
    }

    /// The words of a change that are not as the figures have it, and the numbers that were looked at.
    fn what_is_wrong(
        sentence: &Sentence<'_>,
        claim: &Claim,
        ends: &Ends,
        range: &Range<usize>,
    ) -> (Option<(usize, usize)>, Vec<usize>) {
        let at = claim.at;
        let numbers: Vec<usize> = range.clone().filter(|place| sentence.items[*place].quantity().is_some()).collect();
        let quantity = |place: &usize| sentence.items[*place].quantity();
        let behind: Vec<(usize, Quantity)> =
            numbers.iter().filter(|place| **place > at).filter_map(|place| Some((*place, quantity(place)?))).collect();
        let mut wrong: Option<(usize, usize)> = None;
        if !Self::goes_as_said(sentence, claim, ends) {
            wrong = Some((at.saturating_sub(usize::from(at > 0 && is_bound(&sentence.items[at - 1]))), at));
        }
        let leads = |place: usize, list: &str| leads(sentence.items, place, list);
        let mut looked_at = Vec::new();
        let mut rest = behind.as_slice();
        // “By 14, from 46 to 60”, in any order; another number of the sentence is looked at by itself.
        while let [(place, quantity), more @ ..] = rest {
            let is_first = looked_at.is_empty();
            // “An increase of 22 to 108” is no change from 22.
            let is_start = leads(*place, "from-only") || is_first && !leads(*place, "of") && !leads(*place, "by");
            let second = more.first().filter(|(second, _)| leads(*second, "to") && is_start);
            if let Some((second, to)) = second {
                let pair = [(*place, *quantity, &ends.from, ends.wholes.0), (*second, *to, &ends.to, ends.wholes.1)];
                for (place, quantity, end, whole) in pair {
                    let fits = quantity.fits_count(end.count) || quantity.fits_share(end.count, whole, None);
                    wrong = wrong.or((!fits).then_some((place, place)));
                    looked_at.push(place);
                }
                rest = &more[1..];
            } else if leads(*place, "by") || (is_first && leads(*place, "of")) {
                let fits = fits_change(*quantity, claim, ends);
                wrong = wrong.or((!fits).then_some((if is_first { at } else { *place }, *place)));
                looked_at.push(*place);
                rest = more;
            } else if leads(*place, "to") && looked_at.len() == 1 {
                // “By 14 to 60”
                let fits =
                    quantity.fits_count(ends.to.count) || quantity.fits_share(ends.to.count, ends.wholes.1, None);
                wrong = wrong.or((!fits).then_some((*place, *place)));
                looked_at.push(*place);
                rest = more;
            } else {
                break;
            }
        }
        (wrong, looked_at)
    }

    /// Numbers of a change that no figure tells of are listed, and nothing else is made of them.
    fn set_aside(sentence: &mut Sentence<'_>, at: usize, range: &Range<usize>) {
        let first = (at + 1..range.end).find(|place| sentence.items[*place].quantity().is_some());
        if let Some(place) = first.filter(|place| ["by", "of"].iter().any(|list| leads(sentence.items, *place, list))) {
            let said = sentence.said(at, place);
            sentence.done[place] = true;
            sentence.note((at, place), Weight::Unproved, format!("no figure tells of “{said}”"));
        }
    }

    /// Whether the direction and the factor of a change are as the verb says.
    fn goes_as_said(sentence: &Sentence<'_>, claim: &Claim, ends: &Ends) -> bool {
        let item = &sentence.items[claim.at];
        let (from, to) = if claim.is_share {
            let (a, b) = ends.wholes;
            (u64::from(ends.from.count) * u64::from(b), u64::from(ends.to.count) * u64::from(a))
        } else {
            (u64::from(ends.from.count), u64::from(ends.to.count))
        };
        if item.is("change-none") {
            return from == to;
        }
        if let Some(is_up) = direction(item) {
            return if is_up { to > from } else { to < from };
        }
        fits_factor(sentence.items, claim.at, (from, to)).unwrap_or(true)
    }

    /// “14 projects were added”: the change, or those that are new.
    fn look_at_added(&self, sentence: &mut Sentence<'_>, at: usize, range: &Range<usize>) {
        let items = sentence.items;
        let Some(place) = (range.start..at).rev().find(|place| items[*place].quantity().is_some()) else { return };
        let Some(quantity) = items[place].quantity().filter(|_| !sentence.done[place]) else { return };
        let between = &items[place + 1..at];
        // Another verb stands there: “dropped one project and added another”.
        if between.iter().any(|item| item.is("and")) {
            return;
        }
        if between.iter().any(|item| item.is("partnership")) {
            return self.look_at_added_links(sentence, (place, at), range);
        }
        if !between.iter().any(|item| item.is("project")) || has_strange_word(between) {
            return;
        }
        let named = self.named(&items[range.clone()]);
        let slices = named.slices();
        let (Some((from, to)), [slice]) = (self.span(items), slices.as_slice()) else { return };
        let weight = if has_strange_word(&items[range.clone()]) { Weight::Doubtful } else { Weight::Untrue };
        let subject = Subject::Projects(*slice);
        let claim = Claim { at, subject, is_share: false, from, to, is_over_same: false, weight };
        let Some(ends) = self.ends(&claim) else { return };
        sentence.done[place] = true;
        let span = format!("{}-to-{}", self.year(from), self.year(to));
        let new = self.figures(to).and_then(|figures| figures.count(&format!("projects.new.{span}")));
        let new = new.filter(|_| *slice == Slice::default());
        let change = ends.to.count.saturating_sub(ends.from.count);
        // Beside those that left, the change in number is not meant.
        let has_gone = items.iter().any(|item| item.is("part-gone"));
        let fits = !has_gone && quantity.fits_count(change) || new.is_some_and(|new| quantity.fits_count(new));
        self.tell_change(sentence, &claim, &ends, (!fits).then_some((place, at)));
    }
}

/// Whether a word says that a number is another than before, or still the same.
pub(super) fn is_change(item: &Item) -> bool {
    direction(item).is_some() || factor(item).is_some() || item.is("change-none")
}

/// Whether a word says that a number rose, or that it fell.
fn direction(item: &Item) -> Option<bool> {
    match (item.is("change-up"), item.is("change-down")) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

/// How many times as much a word says: so many, divided by so many.
fn factor(item: &Item) -> Option<(u64, u64)> {
    let factors = [("change-2", (2, 1)), ("change-3", (3, 1)), ("change-4", (4, 1)), ("change-halved", (1, 2))];
    factors.iter().find(|(list, _)| item.is(list)).map(|(_, factor)| *factor)
}

/// Whether the second number is as many times the first as the word at a place says; nothing where it says no such thing.
pub(super) fn fits_factor(items: &[Item], at: usize, (from, to): (u64, u64)) -> Option<bool> {
    let (times, parts) = factor(&items[at])?;
    let (exact, typed) = (to * parts * 100, from * times * 100);
    let before = at.checked_sub(1).and_then(|at| items.get(at));
    let has = |list: &str| before.is_some_and(|item| item.is(list));
    Some(if has("bound-above") {
        exact > typed
    } else if has("bound-below") {
        exact < typed
    } else if has("bound-nearly") {
        exact <= typed && (typed - exact) * 8 <= typed
    } else if has("bound-about") {
        exact.abs_diff(typed) * 10 <= typed
    } else {
        exact.abs_diff(typed) * 20 <= typed
    })
}

fn is_bound(item: &Item) -> bool {
    ["bound-above", "bound-below", "bound-nearly", "bound-about"].iter().any(|list| item.is(list))
}

/// Whether that word leads to the number at that place.
fn leads(items: &[Item], place: usize, list: &str) -> bool {
    place > 0 && items[place - 1].is(list)
}

/// The part of a sentence around a word up to the semicolons beside it.
pub(super) fn clause(items: &[Item], at: usize) -> Range<usize> {
    let ends = |item: &Item| item.is_mark(";:") || item.is("but");
    // No sentence is so long, and a row of words without an end would be gone through for each of them.
    let (first, last) = (at.saturating_sub(LONGEST), items.len().min(at + LONGEST));
    let start = items[first..at].iter().rposition(ends).map_or(first, |place| first + place + 1);
    let end = items[at..last].iter().position(ends).map_or(last, |more| at + more);
    start..end
}

/// So many words to either side are looked at for what belongs to one.
const LONGEST: usize = 200;
