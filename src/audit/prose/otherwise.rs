//! How a number may be meant otherwise than as that of its class, so that it is no fault: of another year, or of what only the sentence before names.

use super::counts::{Claim, Noun, is_network};
use super::items::{Amount, Item, Quantity};
use super::parts::{is_part_of, is_whole_of};
use super::slices::{Named, has_strange_word};
use super::{Finding, Guard, Sentence, Weight, shown};
use crate::check::Slice;

impl Guard<'_> {
    /// Whether a number of projects that is not that of its class in the edition spoken of may be meant otherwise.
    pub(super) fn is_meant_otherwise(&self, items: &[Item], claim: &Claim) -> bool {
        let here = &items[claim.range.clone()];
        let named = &claim.named;
        let is_bare = !named.has_place() && named.areas.is_empty();
        let second = (claim.at + 1..items.len()).find(|at| items[*at].quantity().is_some());
        // A part of all is not all.
        let is_class = !named.statuses.is_empty() || !named.areas.is_empty();
        let is_part = second.is_some_and(|second| is_part_of(items, claim.at, second)) && !is_class;
        // “Example City has six of the twenty” is of a whole that another sentence names.
        let whole = second.and_then(|second| items[second].quantity());
        let all = self.sum(self.now(), &[Slice::default()]);
        let is_of_other = !whole.zip(all).is_some_and(|(whole, all)| whole.fits_count(all.count));
        let is_part = is_part && (named.is_empty() || is_of_other || has_strange_word(&items[claim.at..]));
        let is_each = items.iter().any(|item| item.is("each")) && items.iter().any(|item| item.is("city"));
        let is_other = items.iter().any(|item| item.is("part-other"));
        // “Between five and 19 projects”
        let is_span = items.windows(2).any(|pair| pair[0].is("from") && pair[1].quantity().is_some());
        let is_its = |item: &Item| item.is("pronoun-of") || item.is("its");
        let of_network = items.iter().any(is_network);
        let is_of_other = is_bare && (begins_with_pronoun(items) || items.iter().any(is_its) && !of_network);
        is_part
            || is_each
            || is_other
            || is_span
            || is_of_other
            || self.are_apart(here, named)
            || self.fits_elsewhere(items, claim)
    }

    /// Whether several places or focus areas are named that stand in no list, so that they need not be taken together.
    fn are_apart(&self, here: &[Item], named: &Named) -> bool {
        if named.cities.len() + named.states.len() < 2 && named.areas.len() < 2 {
            return false;
        }
        let is_name = |item: &Item| !self.named(std::slice::from_ref(item)).is_empty() && self.status(item).is_none();
        let mut places = (0..here.len()).filter(|at| is_name(&here[*at]));
        let Some((first, last)) = places.next().zip(places.next_back()) else { return false };
        let joins = |item: &Item| {
            is_name(item) || item.is("and") || item.is_mark(",") || item.is("article") || item.is("possessive")
        };
        !here[first..last].iter().all(joins)
    }

    /// The classes of a number with what its sentence names elsewhere, one name of each kind.
    fn fuller(claim: &Claim, all: &Named) -> Vec<Slice> {
        let mut named = claim.named.clone();
        if named.statuses.is_empty() {
            named.statuses.clone_from(&all.statuses);
        }
        if named.areas.is_empty() {
            named.areas.clone_from(&all.areas);
        }
        let full = named.clone().or_place(all).slices();
        let of_place =
            Named { areas: claim.named.areas.clone(), statuses: claim.named.statuses.clone(), ..named.clone() };
        let of_place = of_place.or_place(all).slices();
        if full.len() > 4 { Vec::new() } else { full.into_iter().chain(of_place).collect() }
    }

    /// Whether it is the number of another edition that the sentence names or looks back on, or that of the one place or
    /// focus area which the sentence names elsewhere.
    fn fits_elsewhere(&self, items: &[Item], claim: &Claim) -> bool {
        let slices = claim.named.slices();
        let all = self.named(items);
        let of_all = all.slices();
        let is_open = claim.named.is_empty() && !all.is_empty() && !all.has_other && of_all.len() == 1;
        let fits = |edition: usize, slices: &[Slice]| {
            let sum = self.sum(edition, slices);
            sum.is_some_and(|sum| claim.quantity.fits_count(sum.count))
        };
        // “Example City has five in planning and Sample Town four”: what one says holds for the other.
        let goes_on = claim.noun == Noun::Same || is_whole_of(items, claim.at) || claim.named.has_place();
        let fuller = Self::fuller(claim, &all).into_iter().filter(|_| goes_on);
        let fuller: Vec<Slice> = fuller.collect();
        if fuller.iter().any(|slice| fits(self.now(), std::slice::from_ref(slice))) {
            return true;
        }
        let either = |edition: usize| fits(edition, &slices) || is_open && fits(edition, &of_all);
        let now = self.now();
        if is_open && fits(now, &of_all) {
            return true;
        }
        let own = claim.range.start..claim.at;
        let ends = |item: &Item| item.is_mark(";,");
        let end =
            items[claim.at..claim.range.end].iter().position(ends).map_or(claim.range.end, |more| claim.at + more);
        let has_year = items[own].iter().chain(&items[claim.at..end]).any(|item| item.year().is_some());
        let named = items.iter().filter_map(Item::year).filter_map(|year| self.edition(year));
        if !has_year && named.chain([now]).any(either) {
            return true;
        }
        // “From 53 projects to 108”, “two years ago we stood at 77”
        let leads = claim.at > 0 && items[claim.at - 1].is("from-only");
        let looks_back =
            items.iter().any(|item| item.is("looking-back")) || leads && items.iter().any(|item| item.is("to"));
        looks_back && (0..now).any(either)
    }
}

/// Takes out the numbers that are left out of all: of “all but one are on-going” no figure tells the one.
pub(super) fn set_exceptions_aside(sentence: &mut Sentence<'_>) {
    let items = sentence.items;
    for at in 1..items.len() {
        if !items[at - 1].is("but") && !items[at - 1].is("except") {
            continue;
        }
        let Some(all) = items[..at].iter().rposition(is_all) else { continue };
        if items[at].quantity().is_some() && !items[all..at].iter().any(|item| item.is_mark(";:")) {
            sentence.done[all] = true;
            sentence.done[at] = true;
            let said = sentence.said(all, at);
            sentence.note((all, at), Weight::Unproved, format!("no figure tells of “{said}”"));
        }
    }
}

/// Whether a number stands among the words of a finding.
pub(super) fn is_counted(items: &[Item], finding: &Finding) -> bool {
    let is_inside = |item: &Item| item.start >= finding.start && item.end <= finding.end;
    items.iter().any(|item| is_inside(item) && item.quantity().is_some())
}

/// Makes a finding one of which no figure tells.
pub(super) fn leave(finding: &mut Finding, text: &str) {
    let said = shown(text.get(finding.start..finding.end).unwrap_or_default());
    finding.message = format!("no figure tells of “{said}”");
    (finding.weight, finding.help, finding.figure) = (Weight::Unproved, None, None);
}

/// Whether an item says that all or every one is meant.
fn is_all(item: &Item) -> bool {
    let is_whole = |quantity: Quantity| quantity.amount == Amount::Fraction(1, 1);
    item.is("every-one") || item.is("every") || item.quantity().is_some_and(is_whole)
}

/// Whether a sentence begins with a word for what the one before names.
pub(super) fn begins_with_pronoun(items: &[Item]) -> bool {
    items.iter().take(3).any(|item| item.is("pronoun"))
}

/// Numbers in a sentence that denies, supposes or reckons are listed, and nothing else is made of them.
pub(super) fn leave_open(sentence: &mut Sentence<'_>) {
    if !sentence.items.iter().any(|item| item.is("open")) {
        return;
    }
    for finding in sentence.found.iter_mut().filter(|finding| finding.weight != Weight::Unproved) {
        if is_counted(sentence.items, finding) {
            leave(finding, sentence.text);
        }
    }
}
