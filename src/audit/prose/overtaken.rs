//! Who is said to have passed whom, to be ahead or behind, and to have moved from one place of an order to another.

use super::change::clause;
use super::items::{Item, What};
use super::rank::{Kind, places};
use super::slices::{Counted, has_strange_word};
use super::{Guard, Sentence, Weight};
use crate::check::Slice;
use std::cmp::Ordering;

/// How the second edition, and the one before, are said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Ahead now, and not before.
    Overtook,
    /// Behind now, and not before.
    FellBehind,
    Ahead,
    Behind,
    Level,
}

/// The words that set one place or focus area before another.
const STEPS: [(&str, Step); 6] = [
    ("overtook", Step::Overtook),
    ("overtaken-by", Step::FellBehind),
    ("fell-behind", Step::FellBehind),
    ("ahead-of", Step::Ahead),
    ("behind", Step::Behind),
    ("level", Step::Level),
];

/// The words for the place in an order that is left, from the first on, for the one that is reached, and for a move to it.
const LEFT: [&str; 5] = ["from-place-1", "from-place-2", "from-place-3", "from-place-4", "from-place-5"];
const REACHED: [&str; 5] = ["to-place-1", "to-place-2", "to-place-3", "to-place-4", "to-place-5"];
const MOVED: [&str; 5] =
    ["moved-to-place-1", "moved-to-place-2", "moved-to-place-3", "moved-to-place-4", "moved-to-place-5"];

impl Guard<'_> {
    /// Looks at who is said to have passed whom, and at moves in an order.
    pub(super) fn overtakings(&self, sentence: &mut Sentence<'_>) {
        for at in 0..sentence.items.len() {
            if sentence.items[at].lists.is_empty() {
                // Most words are none of these.
            } else if let Some((_, step)) = STEPS.iter().find(|(list, _)| sentence.items[at].is(list)) {
                self.look_at_passing(sentence, at, *step);
            } else if let Some(place) = ordinal(&sentence.items[at], &LEFT) {
                self.look_at_move(sentence, at, place);
            } else if let (Some(place), Some((_, to))) =
                (ordinal(&sentence.items[at], &MOVED), self.span(sentence.items))
            {
                // “Rose to second place”
                self.look_at_places(sentence, (at, at), &[(to, place, at)]);
            }
        }
    }

    fn look_at_passing(&self, sentence: &mut Sentence<'_>, at: usize, step: Step) {
        let items = sentence.items;
        let range = clause(items, at);
        let (front, back) = (&items[range.start..at], &items[at + 1..range.end]);
        // What stands behind a comma is said besides.
        let last = back.iter().position(|item| item.is_mark(",(")).map_or(range.end, |more| at + 1 + more);
        let back = &items[at + 1..last];
        let (own, other) = (self.named(front), self.named(back));
        // “Overtook it as the largest city of the country”
        let is_of_order = back.iter().any(|item| item.is("super-most") || item.is("super-least"));
        if items[range.clone()].iter().any(is_open)
            || is_of_order
            || has_strange_word(back)
            || own.has_other
            || other.has_other
        {
            return;
        }
        let is_strange = has_strange_word(front);
        let is_of_place = own.has_place() && other.has_place();
        let is_of_area = !own.has_place() && !other.has_place() && !own.areas.is_empty() && !other.areas.is_empty();
        let (lefts, rights) = (own.slices(), other.slices());
        let ([left], [right], true) = (lefts.as_slice(), rights.as_slice(), is_of_place || is_of_area) else {
            return;
        };
        // “Testford finished ahead of Sample Town” is said of something else.
        if is_strange && matches!(step, Step::Ahead | Step::Behind | Step::Level) {
            return;
        }
        let right =
            Slice { status: right.status.or(left.status), focus_area: right.focus_area.or(left.focus_area), ..*right };
        let left =
            Slice { status: left.status.or(right.status), focus_area: left.focus_area.or(right.focus_area), ..*left };
        let Some(edition) = self.edition_against(items, at, step, (left, right)) else { return };
        let counts = self.count(edition, left).zip(self.count(edition, right));
        let Some((a, b)) = counts else { return };
        let weight = if is_strange { Weight::Doubtful } else { Weight::Untrue };
        self.tell_step(sentence, (at, last - 1), weight, &[(left, &a), (right, &b)], edition);
    }

    /// The edition that says otherwise of two than that one is ahead, or has passed the other; nothing where none does.
    fn edition_against(&self, items: &[Item], at: usize, step: Step, (left, right): (Slice, Slice)) -> Option<usize> {
        let (from, to) = self.span(items)?;
        let is_of_now = matches!(step, Step::Ahead | Step::Behind | Step::Level);
        let spoken = || self.spoken(items, &clause(items, at)).first().copied();
        let to = if is_of_now { spoken().unwrap_or(to) } else { to };
        let order = |edition: usize| {
            let (left, right) = self.count(edition, left).zip(self.count(edition, right))?;
            Some(left.count.cmp(&right.count))
        };
        let now = order(to)?;
        // Without a year it may be any year before.
        let has_year = items.iter().any(|item| item.year().is_some());
        let earlier: Vec<usize> = if has_year { vec![from] } else { (0..to).collect() };
        let was = |not: Ordering| earlier.iter().any(|edition| order(*edition).is_none_or(|was| was != not));
        let (wanted, is_right_before) = match step {
            Step::Ahead => (Ordering::Greater, true),
            Step::Behind => (Ordering::Less, true),
            Step::Level => (Ordering::Equal, true),
            Step::Overtook => (Ordering::Greater, was(Ordering::Greater)),
            Step::FellBehind => (Ordering::Less, was(Ordering::Less)),
        };
        if now == wanted { (!is_right_before).then_some(from) } else { Some(to) }
    }

    fn tell_step(
        &self,
        sentence: &mut Sentence<'_>,
        words: (usize, usize),
        weight: Weight,
        sides: &[(Slice, &Counted); 2],
        edition: usize,
    ) {
        let [left, right] =
            sides.each_ref().map(|(slice, counted)| format!("{} ({})", counted.count, self.describe(*slice)));
        let said = sentence.said(words.0, words.1);
        let message = format!("the text says “{said}”; the figures of {} give {left} and {right}", self.year(edition));
        if let Some(finding) = sentence.note(words, weight, message) {
            finding.help = Some("say who has more, or take it out".to_owned());
            finding.figure = Some(sides[0].1.figure.clone());
        }
    }

    /// “From third to first place”
    fn look_at_move(&self, sentence: &mut Sentence<'_>, at: usize, first: usize) {
        let items = sentence.items;
        let range = clause(items, at);
        let reached = (at + 1..range.end).find_map(|place| Some((place, ordinal(&items[place], &REACHED)?)));
        let Some((last, second)) = reached.filter(|(last, _)| !has_strange_word(&items[at..*last])) else { return };
        let Some((from, to)) = self.span(items) else { return };
        self.look_at_places(sentence, (at, last), &[(from, first, at), (to, second, last)]);
    }

    /// Looks at the places in an order that are said of the one that is named before them.
    fn look_at_places(&self, sentence: &mut Sentence<'_>, (at, last): (usize, usize), moves: &[(usize, usize, usize)]) {
        let items = sentence.items;
        let range = clause(items, at);
        let front = &items[range.start..at];
        let named = self.named(front);
        let kind = match (named.cities.len(), named.states.len(), named.areas.len()) {
            (1, 0, 0) => Kind::City,
            (0, 1, 0) => Kind::State,
            (0, 0, 1) => Kind::Area,
            _ => return,
        };
        let slices = named.slices();
        let [slice] = slices.as_slice() else { return };
        // “From first to second phase”
        let ends = |item: &Item| matches!(item.what, What::Mark(_));
        let behind = items[last + 1..range.end].iter().take_while(|item| !ends(item));
        let goes_on = behind.into_iter().any(|item| item.what == What::Word || item.is("label"));
        if goes_on || items[range].iter().any(is_open) || named.has_other || !named.statuses.is_empty() {
            return;
        }
        for (edition, place, words) in moves.iter().copied() {
            let counts = self.ordered(edition, kind, Slice::default()).zip(self.count(edition, *slice));
            let Some((counts, own)) = counts else { return };
            let is_at = places(&counts, own.count, true);
            if is_at.contains(&place) {
                continue;
            }
            let said = sentence.said(words, words);
            let (name, year) = (self.rank_name(*slice), self.year(edition));
            let message = format!(
                "the text says “{said}” of {name}; the figures of {year} put it at place {} of {}, with {} ({})",
                is_at.start(),
                counts.len(),
                own.count,
                self.describe(*slice)
            );
            let weight = if has_strange_word(front) { Weight::Doubtful } else { Weight::Untrue };
            if let Some(finding) = sentence.note((words, words), weight, message) {
                finding.help = Some(format!("write place {}", is_at.start()));
                finding.figure = Some(own.figure);
            }
            return;
        }
    }
}

/// Whether a word makes it open whether it is said that it is so.
fn is_open(item: &Item) -> bool {
    let open = ["open", "future", "not", "none", "no", "partnership", "share"];
    item.quantity().is_some() || open.iter().any(|list| item.is(list))
}

/// The place in an order that a word says, by the lists of the words for each.
fn ordinal(item: &Item, lists: &[&str]) -> Option<usize> {
    lists.iter().position(|list| item.is(list)).map(|at| at + 1)
}
