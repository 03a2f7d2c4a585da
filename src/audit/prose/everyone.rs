//! What is said of every city or member state, of neither of two, and of only one.

use super::change::clause;
use super::items::{Amount, Bound, Item, Quantity};
use super::rank::{Kind, narrowed};
use super::slices::{Counted, Named, has_strange_word, is_having};
use super::{Guard, Sentence, Weight};
use crate::check::Slice;
use std::ops::Range;

/// What is said of all of a kind, or of several that are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    /// “Every city has …”, “both cities have …”
    All,
    /// “No city has …”, “neither has …”
    None,
    /// “Most cities have …”
    Most,
}

impl Of {
    /// Which are in the way of what is said, of those of which it holds and the others; none where it is so.
    fn against<'a, T>(self, holds: Vec<&'a T>, not: Vec<&'a T>) -> Vec<&'a T> {
        match self {
            Self::None => holds,
            Self::Most if holds.len() > not.len() => Vec::new(),
            Self::All | Self::Most => not,
        }
    }
}

impl Guard<'_> {
    /// Looks at what is said of every one, of none, of both or neither, and of only one.
    pub(super) fn everyone(&self, sentence: &mut Sentence<'_>) {
        for at in 0..sentence.items.len() {
            let item = &sentence.items[at];
            if item.lists.is_empty() {
                // Most words are none of these.
            } else if item.is("every-one") {
                self.look_at_every(sentence, at, Of::All);
            } else if item.is("neither") {
                self.look_at_both(sentence, at, Of::None);
            } else if item.is("both") {
                self.look_at_both(sentence, at, Of::All);
            } else if item.is("sole") || item.is("bound-only") {
                self.look_at_sole(sentence, at);
            } else if item.is("none") || item.is("no") {
                self.look_at_every(sentence, at, Of::None);
            } else if item.is("majority") {
                self.look_at_every(sentence, at, Of::Most);
            }
        }
    }

    /// “Every city has a completed project”, “no city lists fewer than two”
    fn look_at_every(&self, sentence: &mut Sentence<'_>, at: usize, of: Of) {
        let items = sentence.items;
        let range = clause(items, at);
        let is_limited = |item: &Item| {
            let lists = ["bound-nearly", "bound-about", "not", "none", "no", "in", "of", "open", "joined", "future"];
            lists.iter().any(|list| item.is(list))
        };
        let Some((noun, kind)) = noun_behind(items, at + 1, range.end) else { return };
        let Some(verb) = (noun + 1..range.end).find(|place| is_having(items, *place)) else { return };
        let (scope, said) = (self.named(&items[at..verb]), self.named(&items[verb..range.end]));
        let is_class = !scope.areas.is_empty() || !scope.statuses.is_empty();
        let is_scoped = scope.cities.is_empty() && !is_class && scope.states.len() < 2;
        let Some(wanted) = wanted(items, verb..range.end) else { return };
        if items[range.start..at].iter().any(is_limited)
            || items[at..verb].iter().any(|item| item.is("these") || item.is("other"))
            || !is_scoped
            || has_strange_word(&items[range.start..verb])
            || said.has_place()
        {
            return;
        }
        let Some(edition) = self.spoken(items, &range).first().copied() else { return };
        let within = Slice { member_state: scope.states.first().copied(), ..Slice::default() };
        let Some(all) = self.counts_of(edition, kind, within, &said) else { return };
        let (holds, not): (Vec<_>, Vec<_>) = all.iter().partition(|(_, counted)| wanted.fits_count(counted.count));
        let with = holds.len();
        let wrong = of.against(holds, not);
        let Some((slice, counted)) = wrong.first() else { return };
        let (said, year) = (sentence.said(at, range.end - 1), self.year(edition));
        let more = wrong.len() - 1;
        let more = if more == 0 { String::new() } else { format!(", and {more} more do not fit") };
        let message = format!(
            "the text says “{said}”; the figures of {year} give {} for {}{more}, of {}",
            counted.count,
            self.rank_name(*slice),
            all.len()
        );
        if let Some(finding) = sentence.note((at, range.end - 1), Weight::Untrue, message) {
            finding.help = Some(format!("write of how many it holds: {with} of {}", all.len()));
            finding.figure = Some(counted.figure.clone());
        }
    }

    /// “Neither Example City nor Sample Town has a completed project”, “both have completed projects”
    fn look_at_both(&self, sentence: &mut Sentence<'_>, at: usize, of: Of) {
        let items = sentence.items;
        let range = clause(items, at);
        let Some(verb) = (at + 1..range.end).find(|place| is_having(items, *place)) else { return };
        let (own, said) = (self.named(&items[at..verb]), self.named(&items[verb..range.end]));
        let Some(wanted) = wanted(items, verb..range.end) else { return };
        if !own.has_place() || own.has_other || said.has_place() {
            return;
        }
        let Some(edition) = self.spoken(items, &range).first().copied() else { return };
        let classes = said.slices();
        let wrong = own.slices().into_iter().find_map(|place| {
            let cells: Vec<Slice> = classes.iter().map(|class| narrowed(place, *class)).collect();
            let counted = self.sum(edition, &cells)?;
            (wanted.fits_count(counted.count) != (of == Of::All)).then_some((*cells.first()?, counted))
        });
        let Some((slice, counted)) = wrong else { return };
        let said = sentence.said(at, range.end - 1);
        let (what, year) = (self.describe(slice), self.year(edition));
        let message = format!("the text says “{said}”; the figures of {year} give {} ({what})", counted.count);
        let weight = if has_strange_word(&items[at..verb]) { Weight::Doubtful } else { Weight::Untrue };
        if let Some(finding) = sentence.note((at, range.end - 1), weight, message) {
            finding.help = Some("say it of those of which it holds, or take it out".to_owned());
            finding.figure = Some(counted.figure);
        }
    }

    /// “Example City is the only city without a completed project”, “only Example City has one”.
    fn look_at_sole(&self, sentence: &mut Sentence<'_>, at: usize) {
        let items = sentence.items;
        let range = clause(items, at);
        let Some((own, verb, scope, kind)) = self.sole_said(items, at, &range) else { return };
        let is_kind = match kind {
            Kind::City => !own.cities.is_empty(),
            Kind::State => own.cities.is_empty() && !own.states.is_empty(),
            _ => !own.has_place() && !own.areas.is_empty(),
        };
        let said = self.named(&items[verb..range.end]);
        let is_class =
            kind != Kind::Area && !own.areas.is_empty() || !own.statuses.is_empty() || !scope.areas.is_empty();
        let is_plain = is_kind && !is_class && scope.cities.is_empty() && !own.has_other && !said.has_place();
        let is_denied = items[range.start..at].iter().any(|item| item.is("not") || item.is("no"));
        let is_without = items[verb].is("without") || items[verb..range.end].iter().take(3).any(|item| item.is("no"));
        let plain: Vec<Item> = items[verb..range.end].iter().filter(|item| !item.is("no")).cloned().collect();
        let is_counted = plain.iter().any(|item| item.quantity().is_some());
        if !is_plain || is_denied || is_counted || wanted(&plain, 0..plain.len()).is_none() {
            return;
        }
        let scope = Slice { member_state: scope.states.first().copied(), ..Slice::default() };
        let Some(edition) = self.spoken(items, &range).first().copied() else { return };
        let Some(all) = self.counts_of(edition, kind, scope, &said) else { return };
        let places = own.slices();
        let is_own = |slice: &Slice| {
            let is_same = |own: &Slice| own.city == slice.city && own.member_state == slice.member_state;
            places.iter().any(|own| is_same(own) && own.focus_area == slice.focus_area)
        };
        let has = |counted: &Counted| (counted.count == 0) == is_without;
        let Some((slice, counted)) = all.iter().find(|(slice, counted)| is_own(slice) != has(counted)) else { return };
        let (said, year) = (sentence.said(at, range.end - 1), self.year(edition));
        let name = self.rank_name(*slice);
        let message = format!("the text says “{said}”; the figures of {year} give {} for {name}", counted.count);
        let weight = if has_strange_word(&items[range.start..verb]) { Weight::Doubtful } else { Weight::Untrue };
        let right: Vec<String> =
            all.iter().filter(|(_, counted)| has(counted)).map(|(slice, _)| self.rank_name(*slice)).collect();
        let right =
            if right.len() > 4 { format!("write how many they are: {}", right.len()) } else { right.join(", ") };
        if let Some(finding) = sentence.note((at, range.end - 1), weight, message) {
            finding.help =
                Some(if right.is_empty() { "it is said of none".to_owned() } else { format!("right is: {right}") });
            finding.figure = Some(counted.figure.clone());
        }
    }

    /// Of whom it is said that only they have something, the verb, among whom, and of which kind they are.
    fn sole_said(&self, items: &[Item], at: usize, range: &Range<usize>) -> Option<(Named, usize, Named, Kind)> {
        let noun = noun_behind(items, at + 1, range.end).filter(|_| items[at].is("sole"));
        if let Some((noun, kind)) = noun {
            let leads =
                |place: &usize| items[*place].is("with") || items[*place].is("without") || is_having(items, *place);
            let verb = (noun + 1..range.end).find(leads)?;
            let mut own = self.named(&items[range.start..at]);
            if kind == Kind::State {
                self.take_as_states(&mut own);
            }
            return Some((own, verb, self.named(&items[at..verb]), kind));
        }
        let verb = (at + 1..range.end).find(|place| is_having(items, *place))?;
        let mut own = self.named(&items[at..verb]);
        // “Only Exampleland, Testonia and Singapore”: all of them are member states.
        if !own.states.is_empty() {
            self.take_as_states(&mut own);
        }
        let kind = if own.cities.is_empty() { Kind::State } else { Kind::City };
        // “Testonia has only a completed project” is said of its number.
        let joins = |item: &Item| item.name().is_some() || item.is("and") || item.is_mark(",");
        let is_first = at == range.start && items[at + 1..verb].iter().all(joins);
        is_first.then_some((own, verb, Named::default(), kind))
    }

    /// How many projects of some classes each of a kind has.
    fn counts_of(&self, edition: usize, kind: Kind, scope: Slice, said: &Named) -> Option<Vec<(Slice, Counted)>> {
        let classes = said.slices();
        let all = self.all_of(edition, kind, scope.member_state)?.into_iter();
        let count = |slice: Slice| {
            let cells: Vec<Slice> = classes.iter().map(|class| narrowed(slice, *class)).collect();
            Some((slice, self.sum(edition, &cells)?))
        };
        all.map(count).collect()
    }
}

/// The noun of cities, member states or focus areas that follows, with nothing between but words that fill.
fn noun_behind(items: &[Item], start: usize, end: usize) -> Option<(usize, Kind)> {
    let fills = ["filler", "article", "network", "of", "of-part", "possessive"];
    let is_between = |item: &Item| fills.iter().any(|list| item.is(list)) || item.name().is_some();
    let mut rest = start..end.min(start + 5);
    let rest = rest.find(|place| !is_between(&items[*place]) || kind_of(&items[*place]).is_some())?;
    kind_of(&items[rest]).map(|kind| (rest, kind))
}

fn kind_of(item: &Item) -> Option<Kind> {
    let kinds = [("city", Kind::City), ("state", Kind::State), ("area", Kind::Area)];
    kinds.iter().find(|(list, _)| item.is(list)).map(|(_, kind)| *kind)
}

/// How many projects are said to be had, with nothing besides: “a completed project”, “at least two projects”. Nothing where
/// something else is said.
fn wanted(items: &[Item], range: Range<usize>) -> Option<Quantity> {
    let here = &items[range];
    let others =
        ["partnership", "future", "none", "no", "not", "more", "fewer", "new", "city", "state", "share", "relative"];
    let is_other = |item: &Item| {
        let is_part = item.is("part-kept") || item.is("part-gone") || item.is("same-number") || item.is("as");
        item.quantity().is_none() && (is_part || others.iter().any(|list| item.is(list))) && !item.is("project")
    };
    let counts: Vec<Quantity> = here.iter().filter_map(Item::quantity).collect();
    let is_count = |quantity: &Quantity| matches!(quantity.amount, Amount::Count(_));
    let is_said = here.iter().any(|item| item.is("project")) && !has_strange_word(here) && !here.iter().any(is_other);
    let are_few = counts.len() < 2 && counts.iter().all(is_count);
    // “A project”, “one project” may be one of several.
    let any = Quantity { amount: Amount::Count(1), bound: Bound::Least };
    let is_one = |quantity: &&Quantity| **quantity != Quantity { bound: Bound::Exactly, ..any };
    (is_said && are_few).then(|| counts.first().filter(is_one).copied().unwrap_or(any))
}
