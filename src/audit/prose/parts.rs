//! Numbers of a part: projects that are new, gone or listed again, cities that list nothing, and how many more there are.

use super::counts::{NOUNS, Noun};
use super::items::{Amount, Item, Quantity, What, stretches};
use super::otherwise::begins_with_pronoun;
use super::slices::{Named, has_strange_word, is_having};
use super::turnover::Given;
use super::{Guard, Sentence, Weight};
use std::ops::Range;

/// What is said of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Projects that came to the list.
    New,
    /// Projects that were listed before, and are not any more.
    Gone,
    /// Projects that were listed before, and still are.
    Kept,
    /// Cities or member states with no project.
    Without,
    /// By how many there are more.
    More,
    /// By how many there are fewer.
    Fewer,
}

/// What the words of each list say.
const PARTS: [(&str, Part); 7] = [
    ("new", Part::New),
    ("part-new", Part::New),
    ("part-gone", Part::Gone),
    ("part-kept", Part::Kept),
    ("part-without", Part::Without),
    ("part-more", Part::More),
    ("part-fewer", Part::Fewer),
];

/// A number, and the part that it is of.
pub(super) struct Claim {
    /// The number.
    pub at: usize,
    pub quantity: Quantity,
    pub part: Part,
    pub noun: Noun,
    /// The item that says which part it is.
    pub sign: usize,
    /// The stretch of the sentence that has the number.
    pub range: Range<usize>,
    pub named: Named,
    /// Whether the change in number may be meant: “gained three projects”.
    pub may_be_net: bool,
    weight: Weight,
}

impl Claim {
    /// Whether two numbers are set against each other.
    pub(super) fn is_difference(&self) -> bool {
        matches!(self.part, Part::More | Part::Fewer)
    }
}

/// Where a number stands.
struct Spot {
    at: usize,
    /// Its stretch; of “two of the three” that of both.
    range: Range<usize>,
    /// Where the words behind it begin, or those behind the whole that it is a part of.
    behind: usize,
    is_of_whole: bool,
}

impl Guard<'_> {
    /// Looks at every number of a sentence that is of a part.
    pub(super) fn parts(&self, sentence: &mut Sentence<'_>) {
        let all = stretches(sentence.items);
        let mut before: Option<Claim> = None;
        for (place, (at, range)) in all.iter().enumerate() {
            if sentence.done[*at] || !is_count(&sentence.items[*at]) {
                continue;
            }
            let whole = all.get(place + 1).filter(|(second, _)| is_part_of(sentence.items, *at, *second));
            let spot = Spot {
                at: *at,
                range: range.start..whole.map_or(range.end, |(_, range)| range.end),
                behind: whole.map_or(*at, |(second, _)| *second) + 1,
                is_of_whole: whole.is_some(),
            };
            // Of a part, and more is said of it than figures tell.
            let Ok(claim) = self.part_claim(sentence, &spot) else {
                sentence.aside[*at] = true;
                let is_step = |item: &Item| item.is("step-up") || item.is("step-down");
                if let Some(verb) = at.checked_sub(1).filter(|verb| is_step(&sentence.items[*verb])) {
                    sentence.done[verb] = true;
                }
                continue;
            };
            let is_left_out = first_noun(&sentence.items[*at..spot.range.end]).is_none();
            if claim.is_none() && is_left_out && before.as_ref().is_some_and(Claim::is_difference) {
                // “Example City has one more than in 2023, and Sample Town two.”
                sentence.aside[*at] = true;
                continue;
            }
            let (claim, is_carried) = match (claim, before.take()) {
                (Some(claim), _) => (claim, false),
                (None, Some(last)) => match self.carried(sentence, &spot, &last) {
                    Some(claim) => (claim, true),
                    None => continue,
                },
                (None, None) => continue,
            };
            self.look_at_claim(sentence, &claim, is_carried);
            before = Some(claim);
        }
    }

    fn look_at_claim(&self, sentence: &mut Sentence<'_>, claim: &Claim, is_carried: bool) {
        let at = claim.at;
        let Some(given) = self.given(sentence.items, claim) else {
            sentence.aside[at] = true;
            return;
        };
        sentence.done[at] = true;
        // Its verb says nothing besides.
        sentence.done[claim.sign] |= claim.sign < at;
        let Given { counts, number, what, figure } = given;
        let is_all = || is_carried && self.is_number_of_all(sentence.items, claim);
        if counts.iter().any(|count| claim.quantity.fits_count(*count)) || is_all() {
            return;
        }
        let words = if is_carried { (at, at) } else { (at.min(claim.sign), at.max(claim.sign)) };
        let (said, typed) = (sentence.said(words.0, words.1), sentence.said(at, at));
        let typed = if claim.is_difference() { said.clone() } else { typed };
        let message = format!("the text says “{said}”; the figures of {} give {number} ({what})", figure.1);
        let weight = if is_carried { Weight::Doubtful } else { claim.weight };
        if let Some(finding) = sentence.note(words, weight, message) {
            finding.help = Some(format!("write {number} instead of “{typed}”"));
            finding.figure = Some(figure);
        }
    }

    /// What is said of the number at a place; nothing where it is of no part. Fails where it is of one, and other words say
    /// more of it than figures tell.
    fn part_claim(&self, sentence: &Sentence<'_>, spot: &Spot) -> Result<Option<Claim>, ()> {
        let items = sentence.items;
        let Spot { at, range, .. } = spot;
        let at = *at;
        let Some(quantity) = items[at].quantity() else { return Ok(None) };
        let Some((sign, part)) = sign(items, spot) else {
            let mut behind =
                items[spot.behind..range.end].iter().take_while(|item| !matches!(item.what, What::Mark(_)));
            return if behind.any(|item| item.is("part-other")) { Err(()) } else { Ok(None) };
        };
        let end = range.end.max(sign + 1);
        let between = if sign > at { &items[at + 1..sign] } else { &[] };
        let is_step = sign < at && part != Part::Without;
        let ends = |item: &Item| matches!(item.what, What::Mark(_)) || is_step && item.is("and");
        let close = items[sign.max(at) + 1..end].iter().position(ends);
        let close = close.map_or(end, |more| sign.max(at) + 1 + more);
        let noun = noun_of_part(items, (at, sign), part, (close, end));
        let has_no_verb = between.iter().all(|item| !item.is("is") && !item.is("hold"));
        let is_plain_new = part != Part::New || is_step || has_no_verb || items[sign].is("part-new");
        let fits = match part {
            Part::New | Part::Gone | Part::Kept => noun == Some(Noun::Project) && is_plain_new,
            Part::Without => matches!(noun, Some(Noun::City | Noun::State)),
            Part::More | Part::Fewer => true,
        };
        let Some(noun) = noun.filter(|_| fits) else { return Ok(None) };
        let named = self.names_of(items, spot, (part, sign));
        // “List nothing but projects of one kind”
        let is_but = items.get(sign + 1).is_some_and(|item| item.is("but"));
        let is_open = is_but || has_strange_word(between) || has_strange_word(&items[sign.max(at) + 1..close]);
        // “Nine of the eleven are in cities that joined”
        let is_verb = |list: &str| (spot.behind..close).find(|place| items[*place].is(list));
        let said = is_verb("is").or_else(|| is_verb("in")).map(|verb| self.named(&items[verb..close]));
        let is_named = said.is_some_and(|said| !said.is_empty()) || !self.named(&items[range.start..at]).is_empty();
        let is_bare = spot.is_of_whole && part == Part::New && !is_named;
        // “It lists five projects, two more than in 2023”
        let is_of_other = begins_with_pronoun(items) && named.is_empty();
        if is_open
            || is_bare
            || is_of_other
            || is_of_others(items, (at, sign), part)
            || named.has_other
            || (named.is_not && part != Part::Without)
        {
            return Err(());
        }
        let weight = if has_strange_word(&items[range.clone()]) { Weight::Doubtful } else { Weight::Untrue };
        // “All but three”, “none of the 31”
        let ahead = &items[at.saturating_sub(3)..at];
        if ahead.iter().any(|item| item.is("none") || item.is("no") || item.is("but") || item.is("every")) && !is_step {
            return Err(());
        }
        let range = range.clone();
        Ok(Some(Claim { at, quantity, part, noun, sign, range, named, may_be_net: is_step, weight }))
    }

    /// The names that the number of a part is bound to.
    fn names_of(&self, items: &[Item], spot: &Spot, (part, sign): (Part, usize)) -> Named {
        let Spot { at, range, .. } = spot;
        // What stands behind “than” is the other side.
        let is_compared = matches!(part, Part::More | Part::Fewer);
        let ends = |place: &usize| {
            let item = &items[*place];
            is_than(item) || !is_compared && part != Part::Without && matches!(item.what, What::Mark(_))
        };
        let end = (spot.behind..range.end).find(ends).unwrap_or(range.end);
        let own = self.named(&items[range.start..end]);
        if is_whole_of(items, *at) && part == Part::New {
            // Of “four of the 25 new projects are in Example City” the 25 are of all.
            let ends = |item: &Item| item.is("is") || item.is("hold");
            let verb = items[*at..end].iter().position(ends).map_or(end, |more| at + more);
            return self.named(&items[*at..verb]);
        }
        let first_than = items[..range.start].iter().position(is_than).unwrap_or(range.start);
        let before = || self.named(&items[..first_than]);
        // “Of the five projects of Example City, three are listed again”; “it lists nine projects, four more than before”.
        let is_noun_left_out = first_noun(&items[*at..range.end]).is_none() || is_compared;
        let goes_on = is_noun_left_out && !matches!(part, Part::Without) && sign > *at;
        if goes_on && own.is_empty() { before() } else { own }
    }

    /// The same part as the number before, where a number has no words of its own: “followed by Example City with seven”.
    fn carried(&self, sentence: &Sentence<'_>, spot: &Spot, last: &Claim) -> Option<Claim> {
        let items = sentence.items;
        let here = &items[spot.range.clone()];
        let is_open =
            first_noun(here).is_some() || has_strange_word(&items[spot.at..spot.range.end]) || spot.is_of_whole;
        let named = self.named(here);
        let is_kind = matches!(last.part, Part::New | Part::Gone | Part::Kept) && last.noun == Noun::Project;
        if is_open || !is_kind || named.is_empty() || named.has_other || named.is_not {
            return None;
        }
        let named = if named.has_place() { named } else { named.or_place(&last.named) };
        let quantity = items[spot.at].quantity()?;
        let (at, range) = (spot.at, spot.range.clone());
        Some(Claim { at, quantity, sign: at, range, named, weight: Weight::Doubtful, ..*last })
    }

    /// Whether a number is that of all projects of its class, and not of those of a part.
    fn is_number_of_all(&self, items: &[Item], claim: &Claim) -> bool {
        let slices = claim.named.slices();
        let edition = self.spoken(items, &claim.range).into_iter().next();
        let all = edition.and_then(|edition| self.sum(edition, &slices));
        all.is_some_and(|all| claim.quantity.fits_count(all.count))
    }
}

/// What is counted by the number of a part, whose sign stands there; its words end at the first place, those around it at the second.
fn noun_of_part(items: &[Item], (at, sign): (usize, usize), part: Part, (close, end): (usize, usize)) -> Option<Noun> {
    let own = first_noun(&items[at + 1..=sign.max(at)]);
    let told = items[..at].iter().rev().find_map(noun_of);
    let is_step = sign < at && part != Part::Without;
    match part {
        Part::Without => own.or_else(|| first_noun(&items[at + 1..close])),
        Part::More | Part::Fewer => {
            let last = items[..at].iter().rposition(is_count);
            let last = last.and_then(|last| first_noun(&items[last..at]));
            own.or_else(|| first_noun(&items[sign..end])).or(last).or(told)
        }
        _ if is_step || items[sign].is("new") && !items[sign].is("part-new") => first_noun(&items[at + 1..close]),
        _ => own.or(told),
    }
}

/// Whether a number is of those that have more, or that joined, and not of how many more: “six of the ten list more projects
/// than in 2023”.
fn is_of_others(items: &[Item], (at, sign): (usize, usize), part: Part) -> bool {
    let has_verb = (at + 1..sign).any(|place| is_having(items, place));
    let is_joining = items[..sign.max(at)].iter().any(|item| item.is("joined"));
    matches!(part, Part::More | Part::Fewer) && (has_verb || is_joining)
}

/// The word that says of which part a number is; nothing where another number comes first.
fn sign(items: &[Item], spot: &Spot) -> Option<(usize, Part)> {
    let Spot { at, range, behind, .. } = spot;
    let (at, behind, end) = (*at, *behind, range.end);
    let ahead = at.checked_sub(1).map(|ahead| &items[ahead]);
    let is_ahead = |list: &str| ahead.is_some_and(|item| item.is(list));
    if is_ahead("step-up") || is_ahead("step-down") {
        return Some((at - 1, if is_ahead("step-up") { Part::New } else { Part::Gone }));
    }
    let is_whole = is_whole_of(items, at);
    if let Some(none) = nothing(items, at, range).filter(|_| !is_whole) {
        return Some((none, Part::Without));
    }
    // “Two projects of one kind and three of another are no longer listed.”
    let is_verb = |item: &Item| item.is("is") || item.is("hold") || item.is("added");
    let ends = |item: &Item| matches!(item.what, What::Mark(_)) || item.is("but");
    let found = |place: usize| Some((place, PARTS.iter().find(|(list, _)| items[place].is(list))?.1));
    let own = (behind..end).take_while(|place| !ends(&items[*place]) && !items[*place].is("added")).find_map(found);
    let own = own.filter(|(sign, part)| !is_whole || *part == Part::New && !items[*sign].is("part-new"));
    let of_both = || {
        let is_open = (behind..end).any(|place| is_verb(&items[place]) || ends(&items[place])) || is_whole;
        let goes_on = items.get(end).is_some_and(|item| item.is("and"));
        let more = (end..items.len()).take_while(|place| !ends(&items[*place])).find_map(found);
        more.filter(|(_, part)| *part == Part::Gone && goes_on && !is_open)
    };
    own.or_else(of_both)
}

/// The word that says of cities or member states that there is none: “list no completed project”, “no project is in planning
/// in 20 cities”.
fn nothing(items: &[Item], at: usize, range: &Range<usize>) -> Option<usize> {
    let is_member = |item: &Item| item.is("city") || item.is("state");
    let ends = |item: &Item| matches!(item.what, What::Mark(_));
    let first = (0..at).rev().find(|place| ends(&items[*place])).map_or(0, |place| place + 1);
    let is_counted = items[at..range.end].iter().skip(1).find(|item| noun_of(item).is_some()).is_some_and(is_member);
    let is_between = |item: &Item| item.what != What::Word && !ends(item) && item.quantity().is_none();
    let denies = |place: &usize| {
        let item = &items[*place];
        let rest = &items[place + 1..items.len().min(place + 6)];
        let none = item.is("none") || item.is("no");
        let not = item.is("not") && rest.iter().any(|item| item.is("status-completed"));
        (none || not) && rest.iter().take_while(|item| is_between(item)).any(|item| item.is("project"))
    };
    let leads = at.checked_sub(1).is_some_and(|ahead| items[ahead].is("in"));
    let ahead = || (first..at).find(denies).filter(|_| leads);
    (at + 1..range.end).find(denies).or_else(ahead).filter(|_| is_counted)
}

/// What is counted by the first noun of these words.
fn first_noun(items: &[Item]) -> Option<Noun> {
    items.iter().find_map(noun_of)
}

fn noun_of(item: &Item) -> Option<Noun> {
    // “New projects” is one of the words of a part.
    let noun = NOUNS.iter().find(|(list, _)| item.is(list)).map(|(_, noun)| *noun);
    noun.or_else(|| item.is("a-part").then_some(Noun::Project))
}

fn is_count(item: &Item) -> bool {
    item.quantity().is_some_and(|quantity| matches!(quantity.amount, Amount::Count(_)))
}

pub(super) fn is_than(item: &Item) -> bool {
    item.is("than") || item.is("part-than")
}

/// Whether a word says that neither all are counted nor those of a class.
pub(super) fn is_of_part(item: &Item) -> bool {
    ["a-part", "new", "part-new", "part-gone", "part-kept", "part-without", "part-other"]
        .iter()
        .any(|list| item.is(list))
}

/// Whether the second number is the whole that the first is a part of: “two of the three”.
pub(super) fn is_part_of(items: &[Item], first: usize, second: usize) -> bool {
    let between = |item: &Item| {
        let plain = ["of", "filler", "article", "possessive", "pronoun-of", "today"].iter().any(|list| item.is(list));
        plain || item.name().is_some()
    };
    let rest = &items[first + 1..second];
    rest.first().is_some_and(|item| item.is("of") || item.is("of-part") || item.is("of-these"))
        && rest.iter().all(between)
}

/// Whether a number is the whole of a part that was told before it.
pub(super) fn is_whole_of(items: &[Item], at: usize) -> bool {
    let first = items[..at].iter().rposition(|item| item.quantity().is_some());
    first.is_some_and(|first| is_part_of(items, first, at))
}
