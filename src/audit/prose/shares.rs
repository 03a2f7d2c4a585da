//! Parts of a whole: percentages, halves and thirds, and what most projects are.

use super::items::{Amount, Item, Quantity, What, stretches};
use super::slices::{Named, Spread, has_strange_word};
use super::{Guard, Sentence, Weight};
use crate::check::Slice;
use crate::measure::{Value, slice_id};
use std::ops::Range;

/// A part of a whole as a text says it.
struct Claim {
    at: usize,
    /// The last item of the words that are shown.
    last: usize,
    quantity: Quantity,
    /// Which projects are the part, and of which they are one.
    parts: Vec<Slice>,
    wholes: Vec<Slice>,
    named: Named,
}

/// The number of a part, of its whole, and the id of the figure that tells most of it.
struct Share {
    part: u32,
    whole: u32,
    figure: String,
    /// The share as the edition prints it, where it does.
    printed: Option<u32>,
}

impl Guard<'_> {
    /// Looks at every part of a whole that has not been looked at.
    pub(super) fn shares(&self, sentence: &mut Sentence<'_>) {
        let mut of_place = false;
        for (at, range) in stretches(sentence.items) {
            let Some(quantity) = sentence.items[at].quantity() else { continue };
            let is_part = matches!(quantity.amount, Amount::Percent(..) | Amount::Fraction(..) | Amount::Most);
            if sentence.done[at] || !is_part {
                continue;
            }
            let Some(claim) = self.share_claim(sentence.items, at, &range, quantity) else { continue };
            // “Two thirds of Example City's projects are on-going and one third are planned.”
            if of_place && !claim.named.has_place() {
                continue;
            }
            of_place |= claim.named.has_place();
            let strange = has_strange_word(&sentence.items[range.clone()]);
            self.look_at_share(sentence, &claim, &range, if strange { Weight::Doubtful } else { Weight::Untrue });
        }
    }

    /// What a part is said of; nothing where it may be a part of anything.
    fn share_claim(&self, items: &[Item], at: usize, range: &Range<usize>, quantity: Quantity) -> Option<Claim> {
        let here = &items[range.clone()];
        if let Some(class) = at.checked_sub(2).map(|class| &items[class..=class]).filter(|_| items[at - 1].is_mark("("))
        {
            // “Town Life (25%)”: of all projects.
            let named = self.named(class);
            let is_class = !named.areas.is_empty() || !named.statuses.is_empty();
            let parts = named.slices();
            let wholes = vec![Slice::default()];
            let ends = items.get(at + 1).is_some_and(|next| next.is_mark("),"));
            return (is_class && ends).then_some(Claim { at, last: at, quantity, parts, wholes, named });
        }
        let of = self.whole_said(items, at, range);
        let is_ours = |item: &Item| item.is("project") || item.is("list");
        let is_of_ours = match &of {
            Some(of) => items[of.clone()].iter().any(is_ours),
            None => self.is_said_of_class(items, at, range),
        };
        if !is_of_ours {
            return None;
        }
        let whole = of.as_ref().map(|of| self.named(&items[of.clone()]));
        let mut named = self.named(here);
        if let (Some(whole), Some(of)) = (&whole, &of) {
            // What is said of the whole is no part of what it is said to be.
            let before = self.named(&items[range.start..at]);
            let after = self.named(&items[of.end..range.end]);
            named = before.clone();
            named.areas.extend(after.areas);
            named.cities.extend(after.cities);
            named.states.extend(after.states);
            named.statuses.extend(after.statuses);
            named.is_not |= after.is_not;
            named.spread = self.named(here).spread;
            let (of_areas, of_statuses) = (whole.areas.clone(), whole.statuses.clone());
            named = named.or_place(whole);
            if named.areas.is_empty() {
                named.areas = of_areas;
            }
            if named.statuses.is_empty() {
                named.statuses = of_statuses;
            }
        }
        if named.is_empty() || self.named(here).has_other {
            return None;
        }
        let parts = named.slices();
        let is_its = of.as_ref().is_some_and(|of| items[of.clone()].iter().any(|item| item.is("its")));
        let wholes = match &whole {
            // “Example City has completed half of its projects.”
            Some(whole) if whole.is_empty() && is_its && named.has_place() => {
                Named::default().or_place(&named).slices()
            }
            Some(whole) if !whole.is_empty() => vec![whole.slices().first().copied().unwrap_or_default()],
            Some(_) => vec![Slice::default()],
            // “The share of completed projects in Mockland” is one of Mockland, or of all.
            None => parts.first().map(|part| vec![Slice::default(), without_last(*part)]).unwrap_or_default(),
        };
        Some(Claim { at, last: of.map_or(at, |of| of.end - 1), quantity, parts, wholes, named })
    }

    /// The words behind a quantity that say of what it is a part.
    fn whole_said(&self, items: &[Item], at: usize, range: &Range<usize>) -> Option<Range<usize>> {
        let first = items.get(at + 1).filter(|_| at + 1 < range.end)?;
        let of_whole = ["of", "filler", "project", "for-place"];
        let is_whole = of_whole.iter().any(|list| first.is(list)) || first.name().is_some();
        let quantity = items[at].quantity()?;
        let holds_noun = items[at].is("project") || matches!(quantity.amount, Amount::Fraction(..)) && first.is("is");
        if holds_noun {
            return None;
        }
        if !is_whole {
            return None;
        }
        let ends = |item: &Item| {
            item.is("is") || item.is("hold") || item.is_mark(",;()") || item.is("in") || self.status_verb(item)
        };
        let end = items[at + 1..range.end].iter().position(ends).map_or(range.end, |more| at + 1 + more);
        // “of the projects in Mockland are completed”: the place belongs to the whole while a verb follows.
        let verb = items[end..range.end].iter().position(|item| item.is("is") || item.is("hold"));
        let is_place = items.get(end).is_some_and(|item| item.is("in")) && verb.is_some();
        let end = if is_place { end + verb.unwrap_or(0) } else { end };
        (end > at + 1).then_some(at + 1..end)
    }

    /// Whether a word is a status that is used as a verb: “has completed”.
    fn status_verb(&self, item: &Item) -> bool {
        self.status(item).is_some()
            && item.is("status-completed")
            && item.name().is_none()
            && item.end - item.start > 10
    }

    /// Whether a percentage without a whole is said of a class of projects: “Planning stands at 24%”, “the share of …”.
    fn is_said_of_class(&self, items: &[Item], at: usize, range: &Range<usize>) -> bool {
        let here = &items[range.clone()];
        let is_typed_of_share =
            here.iter().any(|item| item.is("share") || item.is("project") || item.is("list") || item.is("group"));
        let named = self.named(here);
        let noun_is_inside = items[at].end - items[at].start > 8
            && matches!(items[at].quantity().map(|q| q.amount), Some(Amount::Fraction(..)));
        let verb = items[range.start..at].iter().any(|item| item.is("hold") || item.is("is"))
            || items.get(at + 1).is_some_and(|item| item.is("is"));
        let next_is_strange = items.get(at + 1).is_some_and(|item| item.what == What::Word);
        let is_class = !named.statuses.is_empty() || !named.areas.is_empty();
        if next_is_strange {
            return false;
        }
        noun_is_inside || (is_typed_of_share && !named.is_empty()) || (is_class && verb && !has_strange_word(here))
    }

    fn look_at_share(&self, sentence: &mut Sentence<'_>, claim: &Claim, range: &Range<usize>, weight: Weight) {
        let mut wrong = None;
        for edition in self.spoken(sentence.items, range) {
            for whole in &claim.wholes {
                match self.share_fits(edition, claim, *whole) {
                    Some(true) => {
                        sentence.done[claim.at] = true;
                        return;
                    }
                    Some(false) => {
                        wrong.get_or_insert((edition, *whole));
                    }
                    None => {}
                }
            }
        }
        let Some((edition, whole)) = wrong else { return };
        sentence.done[claim.at] = true;
        let Some(share) = self.share(edition, &claim.parts, whole, claim.named.is_not) else { return };
        let earlier = (0..edition).rev().find(|place| self.share_fits(*place, claim, whole) == Some(true));
        let decimals = match claim.quantity.amount {
            Amount::Percent(_, decimals) => decimals,
            _ => 0,
        };
        let percent = crate::terms::PrintedShare::of(share.part, share.whole, decimals);
        let percent = percent.map_or_else(String::new, |percent| percent.to_string());
        let number = format!("{percent}, {} of {}", share.part, share.whole);
        let what = claim.parts.iter().map(|slice| self.describe(*slice)).collect::<Vec<_>>().join(", ");
        let not = if claim.named.is_not { "other than " } else { "" };
        let earlier = earlier.map(|place| self.year(place));
        let what = format!("{not}{what}");
        let message = self.differs(sentence, (claim.at, claim.last), &what, &number, edition, earlier);
        let year = self.year(edition);
        if let Some(finding) = sentence.note((claim.at, claim.last), weight, message) {
            finding.help = Some(format!("write {percent}, or {} of {}", share.part, share.whole));
            finding.figure = Some((share.figure, year));
        }
    }

    /// Whether a part is what is typed; nothing where the edition does not tell.
    fn share_fits(&self, edition: usize, claim: &Claim, whole: Slice) -> Option<bool> {
        let one = |parts: &[Slice]| {
            let share = self.share(edition, parts, whole, claim.named.is_not)?;
            let printed = share.printed.map(|percent| format!("{percent}%"));
            let is_largest = claim.quantity.amount != Amount::Most || 2 * share.part > share.whole;
            Some(is_largest && claim.quantity.fits_share(share.part, share.whole, printed.as_deref()))
        };
        let sum = one(&claim.parts)?;
        let each = claim.parts.iter().all(|part| one(std::slice::from_ref(part)) == Some(true));
        Some(match claim.named.spread {
            Spread::Each => each,
            Spread::Together => sum,
            Spread::Either => sum || each,
        })
    }

    /// The share of these projects as the edition prints it.
    pub(super) fn printed_share(&self, edition: usize, slice: Slice) -> Option<String> {
        let figure = self.figures(edition)?.get(&format!("{}.share", slice_id(self.network, slice)))?;
        match figure.value {
            Value::Share(share) => share.together.map(|percent| format!("{percent}%")),
            _ => None,
        }
    }

    fn share(&self, edition: usize, parts: &[Slice], whole: Slice, is_not: bool) -> Option<Share> {
        let all = self.count(edition, whole)?;
        let some = self.sum(edition, parts)?;
        let part = if is_not { all.count.saturating_sub(some.count) } else { some.count };
        let id = parts.first().map(|slice| format!("{}.share", slice_id(self.network, *slice)))?;
        let figures = self.figures(edition)?;
        let is_told = parts.len() == 1 && figures.get(&id).is_some();
        let printed = match figures.get(&id).map(|figure| figure.value) {
            Some(Value::Share(share)) if is_told && share.whole == all.count => share.together,
            _ => None,
        };
        (all.count > 0 && part <= all.count).then_some(Share {
            part,
            whole: all.count,
            figure: if is_told { id } else { some.figure.0 },
            printed,
        })
    }
}

/// A slice without its status, or else its focus area: what a share of it is usually taken of.
fn without_last(slice: Slice) -> Slice {
    if slice.status.is_some() {
        Slice { status: None, ..slice }
    } else if slice.focus_area.is_some() {
        Slice { focus_area: None, ..slice }
    } else {
        Slice::default()
    }
}
