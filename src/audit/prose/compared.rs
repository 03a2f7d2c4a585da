//! What is set beside another without a number: more projects than another place, as many, twice as many, more than in a year.

use super::change::{clause, fits_factor};
use super::items::{Item, What};
use super::otherwise::begins_with_pronoun;
use super::parts::is_than;
use super::slices::{Counted, Named, Spread, has_strange_word, is_having};
use super::{Guard, Sentence, Weight};
use crate::check::Slice;
use std::cmp::Ordering;
use std::ops::Range;

/// How two numbers are said to stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    More,
    Fewer,
    Same,
    /// “No more than”, which is fewer or as many, and “no fewer than”.
    NotMore,
    NotFewer,
    /// So many times as many; the word says how many.
    Times,
}

/// One side of a comparison: projects in an edition.
struct Side {
    edition: usize,
    slices: Vec<Slice>,
    /// Whether it is the number of each of them, or of all together.
    spread: Spread,
}

/// Two sides that are compared at some words.
struct Claim {
    relation: Relation,
    /// The word of comparison, and the last item of the other side.
    words: (usize, usize),
    left: Side,
    right: Side,
    weight: Weight,
}

/// The words of a comparison.
struct Parts<'i> {
    subject: &'i [Item],
    /// Between the word of comparison and the one behind which the other side stands.
    middle: &'i [Item],
    other: &'i [Item],
    end: usize,
    /// Whether what is compared is left out: “lists more than Example City”.
    is_bare: bool,
}

impl Claim {
    /// Whether both sides are of the same edition.
    fn is_of_places(&self) -> bool {
        self.left.edition == self.right.edition
    }
}

impl Guard<'_> {
    /// Looks at every comparison of a sentence that gives no number.
    pub(super) fn comparisons(&self, sentence: &mut Sentence<'_>) {
        for at in 0..sentence.items.len() {
            let is_none = sentence.done[at] || sentence.items[at].lists.is_empty();
            let Some((relation, pivot)) = relation(sentence.items, at).filter(|_| !is_none) else { continue };
            let claims = self.claims_of((sentence.items, &sentence.before), (at, relation), pivot);
            // What was set beside another place is no growth.
            sentence.done[at] |= relation == Relation::Times && claims.iter().any(Claim::is_of_places);
            if !claims.iter().any(|claim| self.holds(sentence.items, claim))
                && let Some(claim) = claims.first()
            {
                self.tell_compared(sentence, claim);
            }
        }
    }

    /// What a comparison may say: one claim for each edition that it may speak of.
    fn claims_of(
        &self,
        (items, sentence_before): (&[Item], &Named),
        (at, relation): (usize, Relation),
        pivot: Option<usize>,
    ) -> Vec<Claim> {
        let Some(parts) = self.parts_of(items, (at, relation), pivot) else { return Vec::new() };
        let (own, between) = (self.named(parts.subject), self.named(parts.middle));
        let behind = self.named(parts.other);
        if [&own, &between, &behind].iter().any(|named| named.has_other || named.is_not) {
            return Vec::new();
        }
        // “It has more than Example City”, of the one place that the sentence before names.
        let is_of_before = own.is_empty() && begins_with_pronoun(items);
        let own = if is_of_before { sentence_before.clone() } else { own };
        let mut left = both(&own, &between);
        let range = clause(items, at);
        if left.spread == Spread::Either {
            left.spread = self.named(&items[range.start..at]).spread;
        }
        let is_strange = has_strange_word(parts.subject);
        let is_sure = !parts.is_bare && !is_of_before && !is_strange;
        let weight = if is_sure { Weight::Untrue } else { Weight::Doubtful };
        let words = (at, parts.end.max(at + 1) - 1);
        let claim = |left: Side, right: Side| Claim { relation, words, left, right, weight };
        let Some(pivot) = pivot else {
            // “Both list the same number of projects.”
            return self.each_beside_the_next(items, &range, &left, claim);
        };
        let is_of_time = items[pivot].is("part-than-before")
            || parts.other.iter().any(|item| item.year().is_some() || item.is("before"));
        if behind.is_empty() {
            let is_whole = left.is_empty() && is_strange;
            let span = self.span(items).filter(|_| is_of_time && relation != Relation::Times && !is_whole);
            let side = |edition: usize| Side { edition, slices: left.slices(), spread: left.spread };
            return span.map(|(from, to)| claim(side(to), side(from))).into_iter().collect();
        }
        let Some((left, right)) = sides(left, behind) else { return Vec::new() };
        let editions = self.spoken(items, &(range.start..parts.end)).into_iter();
        let side = |edition: usize, named: &Named| Side { edition, slices: named.slices(), spread: named.spread };
        editions.map(|edition| claim(side(edition, &left), side(edition, &right))).collect()
    }

    /// The words of both sides of a comparison of projects; nothing where it compares something else, or is open.
    fn parts_of<'i>(
        &self,
        items: &'i [Item],
        (at, relation): (usize, Relation),
        pivot: Option<usize>,
    ) -> Option<Parts<'i>> {
        let range = clause(items, at);
        let is_open = |item: &Item| {
            let others = ["open", "future", "not", "none", "no", "neither", "partnership", "looking-back", "share"];
            others.iter().any(|list| item.is(list)) && !item.is("part-than-before")
        };
        let is_denied = matches!(relation, Relation::NotMore | Relation::NotFewer);
        if range.clone().any(|place| is_open(&items[place]) && !(is_denied && place + 1 == at)) {
            return None;
        }
        let subject = &items[subject(items, at, &range)?];
        let end = pivot.map_or(at + 1, |pivot| other_end(items, pivot + 1, range.end));
        let middle = &items[at + 1..pivot.map_or(range.end, |pivot| pivot.max(at + 1))];
        let other = pivot.map_or(&items[..0], |pivot| &items[pivot + 1..end.max(pivot + 1)]);
        let is_project = |item: &Item| item.is("project");
        let is_of_statuses = !self.named(middle).statuses.is_empty() && other.iter().any(is_project);
        let is_said = subject.iter().any(is_project) && is_than_or_more(&items[at]);
        let has_noun = items[at].is("a-part") || middle.iter().any(is_project) || is_of_statuses || is_said;
        let is_bare = middle.is_empty() && !items[at].is("a-part");
        let is_strange = has_strange_word(middle) || has_strange_word(other);
        // “As many as each city of Testonia”
        let is_of_many = other.iter().chain(subject).any(|item| item.is("city") || item.is("state"));
        let is_counted = middle.iter().chain(other).any(|item| item.quantity().is_some());
        let is_ours = !is_strange && !is_of_many && !is_counted && (has_noun || is_bare);
        is_ours.then_some(Parts { subject, middle, other, end, is_bare })
    }

    fn each_beside_the_next(
        &self,
        items: &[Item],
        range: &Range<usize>,
        left: &Named,
        claim: impl Fn(Side, Side) -> Claim,
    ) -> Vec<Claim> {
        let slices = left.slices();
        let [first, rest @ ..] = slices.as_slice() else { return Vec::new() };
        if rest.is_empty() {
            return Vec::new();
        }
        let side = |edition: usize, slices: &[Slice]| Side { edition, slices: slices.to_vec(), spread: Spread::Each };
        let editions = self.spoken(items, range).into_iter();
        editions.map(|edition| claim(side(edition, std::slice::from_ref(first)), side(edition, rest))).collect()
    }

    /// The numbers of a side as it may be meant: of each that is named, or of all together.
    fn readings(&self, side: &Side) -> Vec<Vec<Counted>> {
        let each = || side.slices.iter().map(|slice| self.count(side.edition, *slice)).collect::<Option<Vec<_>>>();
        let all = || self.sum(side.edition, &side.slices).map(|sum| vec![sum]);
        match side.spread {
            Spread::Each => each().into_iter().collect(),
            Spread::Together => all().into_iter().collect(),
            Spread::Either => each().into_iter().chain(all()).collect(),
        }
    }

    /// Whether the numbers stand as it is said, in one of the ways in which it may be meant; also where there are none.
    fn holds(&self, items: &[Item], claim: &Claim) -> bool {
        let (left, right) = (self.readings(&claim.left), self.readings(&claim.right));
        if left.is_empty() || right.is_empty() {
            return true;
        }
        left.iter().any(|left| {
            right
                .iter()
                .any(|right| left.iter().all(|left| right.iter().all(|right| stands(items, claim, left, right))))
        })
    }

    fn tell_compared(&self, sentence: &mut Sentence<'_>, claim: &Claim) {
        let (first, last) = claim.words;
        // What does not stand as it is said, in the first way in which it may be meant.
        let (lefts, rights) = (self.readings(&claim.left), self.readings(&claim.right));
        let (Some(lefts), Some(rights)) = (lefts.first(), rights.first()) else { return };
        let pairs = lefts.iter().enumerate().flat_map(|left| rights.iter().enumerate().map(move |right| (left, right)));
        let wrong = pairs.into_iter().find(|(left, right)| !stands(sentence.items, claim, left.1, right.1));
        let Some(((left_at, left), (right_at, right))) = wrong else { return };
        let what = |side: &Side, counted: &Counted, at: usize, all: usize| {
            let all = if all == side.slices.len() { &side.slices[at..=at] } else { side.slices.as_slice() };
            let what: Vec<String> = all.iter().map(|slice| self.describe(*slice)).collect();
            format!("{} ({}, {})", counted.count, what.join(" and "), self.year(side.edition))
        };
        let from = first.saturating_sub(usize::from(claim.relation == Relation::Times && first > 0));
        let said = sentence.said(from, last);
        let message = format!(
            "the text says “{said}”; the figures give {} and {}",
            what(&claim.left, left, left_at, lefts.len()),
            what(&claim.right, right, right_at, rights.len()),
        );
        let help = match (claim.relation, left.count.cmp(&right.count)) {
            (Relation::Times | Relation::Same, Ordering::Less | Ordering::Greater) => {
                "say who has more, or take it out"
            }
            (_, Ordering::Less) => "write “fewer”, or take it out",
            (_, Ordering::Equal) => "write “as many”, or take it out",
            (_, Ordering::Greater) => "write “more”, or take it out",
        };
        let is_one = claim.left.slices.len() == 1 && claim.right.slices.len() == 1;
        let weight = if is_one { claim.weight } else { Weight::Doubtful };
        let figure = left.figure.clone();
        if let Some(finding) = sentence.note((from, last), weight, message) {
            finding.help = Some(help.to_owned());
            finding.figure = Some(figure);
        }
    }
}

/// Whether a word sets what stands before it beside what stands behind it.
fn is_than_or_more(item: &Item) -> bool {
    is_than(item) || item.is("outnumber") || item.is("outnumbered-by")
}

/// Whether two numbers stand as a claim says.
fn stands(items: &[Item], claim: &Claim, left: &Counted, right: &Counted) -> bool {
    match claim.relation {
        Relation::More => left.count > right.count,
        Relation::Fewer => left.count < right.count,
        Relation::Same => left.count == right.count,
        Relation::NotMore => left.count <= right.count,
        Relation::NotFewer => left.count >= right.count,
        Relation::Times => {
            let ends = (u64::from(right.count), u64::from(left.count));
            fits_factor(items, claim.words.0, ends).unwrap_or(true)
        }
    }
}

/// The relation that a word says, and the word behind which the other side stands; two that are named before it have none.
fn relation(items: &[Item], at: usize) -> Option<(Relation, Option<usize>)> {
    let item = &items[at];
    let ahead = at.checked_sub(1).map(|ahead| &items[ahead]);
    let is_numbered = ahead.is_some_and(|ahead| ahead.quantity().is_some());
    // “More than twice as many”, “nowhere near as many”
    let is_bound = items.get(at + 1).is_some_and(|next| next.is("times-as-many"));
    let is_far = item.is("as-many") && ahead.is_some_and(|ahead| ahead.what == What::Word || ahead.is("bound-nearly"));
    if is_numbered || is_bound || is_far {
        return None;
    }
    let is_denied = ahead.is_some_and(|ahead| ahead.is("none") || ahead.is("no"));
    if item.is("outnumber") || item.is("outnumbered-by") {
        let relation = if item.is("outnumber") { Relation::More } else { Relation::Fewer };
        return Some((relation, Some(at)));
    }
    let relation = if item.is("times-as-many") {
        Relation::Times
    } else if item.is("same-number") {
        Relation::Same
    } else if item.is("part-more") {
        if is_denied { Relation::NotMore } else { Relation::More }
    } else if item.is("part-fewer") {
        if is_denied { Relation::NotFewer } else { Relation::Fewer }
    } else {
        return None;
    };
    let leads = |item: &Item| match relation {
        Relation::Same | Relation::Times => item.is("as"),
        _ => is_than(item),
    };
    if !matches!(relation, Relation::Same | Relation::Times) && is_than(item) {
        return Some((relation, Some(at)));
    }
    let ends = |item: &Item| item.is_mark(",;:") || item.is("any-other");
    let pivot = (at + 1..items.len().min(at + 11))
        .take_while(|place| !ends(&items[*place]))
        .find(|place| leads(&items[*place]));
    match (pivot, relation) {
        (None, Relation::Same) if !item.is("as-many") => Some((relation, None)),
        (None, _) => None,
        (pivot, _) => Some((relation, pivot)),
    }
}

/// The items before a word of comparison that say of whom it is said: those before its verb, or none where it opens the clause.
fn subject(items: &[Item], at: usize, range: &Range<usize>) -> Option<Range<usize>> {
    // “Projects in planning outnumber completed ones”, “are fewer than completed ones”
    let is_subject = items[at].is("outnumber") || items[at].is("outnumbered-by");
    let is_said = is_than(&items[at]) && at > range.start && items[at - 1].is("is");
    if is_subject || is_said {
        return Some(range.start..at);
    }
    let is_verb = |place: &usize| is_having(items, *place);
    let verb = (range.start..at).rev().find(is_verb);
    let Some(verb) = verb else {
        let is_first = items[range.start..at]
            .iter()
            .all(|item| matches!(item.what, What::Mark(_) | What::When(_)) || item.is("in"));
        return is_first.then_some(range.start..range.start);
    };
    let comma = (range.start..verb).rev().find(|place| items[*place].is_mark(","));
    let start = comma.filter(|comma| items[*comma..verb].iter().any(|item| item.name().is_some()));
    // What was completed is said by the verb.
    let end = if items[verb].is("has-completed") { verb + 1 } else { verb };
    Some(start.unwrap_or(range.start)..end)
}

/// Where the other side of a comparison ends: at a comma or an “and” behind which no name stands, and at a verb.
fn other_end(items: &[Item], start: usize, end: usize) -> usize {
    let ends = |place: &usize| {
        let item = &items[*place];
        let goes_on = items[place + 1..end].iter().take(2).any(|item| item.name().is_some());
        let joins = item.is_mark(",") || item.is("and");
        // “As many as it had in 2023”
        let is_verb = item.is("hold") && !(*place > start && items[*place - 1].is("pronoun-alone"));
        let is_end = item.is("is") || item.is("relative") || item.is("with") || item.is("by") || item.is("does");
        is_verb || is_end || joins && !goes_on || item.is_mark("(–—")
    };
    (start..end).find(ends).unwrap_or(end)
}

/// The names of two stretches that speak of the same projects.
fn both(first: &Named, second: &Named) -> Named {
    let mut both = first.clone().or_place(second);
    both.areas.extend(second.areas.iter().filter(|area| !first.areas.contains(area)));
    both.statuses.extend(second.statuses.iter().filter(|status| !first.statuses.contains(status)));
    if both.spread == Spread::Either {
        both.spread = second.spread;
    }
    both
}

/// Both sides of a comparison whole: what only one of them says holds for the other too. Nothing where they are no two
/// places, focus areas or statuses.
fn sides(mut left: Named, right: Named) -> Option<(Named, Named)> {
    let is_like = if right.has_place() {
        left.has_place()
    } else if right.areas.is_empty() {
        !left.statuses.is_empty()
    } else {
        !left.areas.is_empty()
    };
    let mut right = right.or_place(&left);
    fill(&mut left.areas, &mut right.areas);
    fill(&mut left.statuses, &mut right.statuses);
    is_like.then_some((left, right))
}

/// Where one list is empty, it becomes the other.
fn fill<T: Clone>(first: &mut Vec<T>, second: &mut Vec<T>) {
    if first.is_empty() {
        first.clone_from(second);
    } else if second.is_empty() {
        second.clone_from(first);
    }
}
