//! What is said of every city or member state, of neither of two, and of only one.

use super::change::clause;
use super::items::{Amount, Item};
use super::rank::{Kind, narrowed};
use super::slices::{Counted, Named, has_strange_word, is_holding};
use super::{Guard, Sentence, Weight};
use crate::check::Slice;
use std::ops::Range;

impl Guard<'_> {
    /// Looks at what is said of every one, of neither, and of only one.
    pub(super) fn everyone(&self, sentence: &mut Sentence<'_>) {
        for at in 0..sentence.items.len() {
            let item = &sentence.items[at];
            if item.is("every-one") {
                self.look_at_every(sentence, at);
            } else if item.is("neither") {
                self.look_at_neither(sentence, at);
            } else if item.is("sole") || item.is("bound-only") {
                self.look_at_sole(sentence, at);
            }
        }
    }

    /// “Every city has a completed project.”
    fn look_at_every(&self, sentence: &mut Sentence<'_>, at: usize) {
        let items = sentence.items;
        let range = clause(items, at);
        let is_limited = |item: &Item| {
            ["bound-nearly", "bound-about", "not", "none", "no", "in", "of"].iter().any(|list| item.is(list))
        };
        let Some((noun, kind)) = noun_behind(items, at + 1, range.end) else { return };
        let Some(verb) = (noun + 1..range.end).find(|place| is_verb(items, *place)) else { return };
        let (scope, said) = (self.named(&items[at..verb]), self.named(&items[verb..range.end]));
        let within = scope.states.first().copied();
        let is_scoped =
            scope.cities.is_empty() && scope.areas.is_empty() && scope.statuses.is_empty() && scope.states.len() < 2;
        if items[range.start..at].iter().any(is_limited)
            || !is_scoped
            || !is_of_projects(items, verb..range.end)
            || has_strange_word(&items[range.start..verb])
            || said.has_place()
        {
            return;
        }
        let Some(edition) = self.spoken(items, &range).first().copied() else { return };
        let Some(all) = self.counts_of(edition, kind, Slice { member_state: within, ..Slice::default() }, &said) else {
            return;
        };
        let without: Vec<&(Slice, Counted)> = all.iter().filter(|(_, counted)| counted.count == 0).collect();
        let Some((slice, counted)) = without.first() else { return };
        let (said, year) = (sentence.said(at, range.end - 1), self.year(edition));
        let (name, more) = (self.rank_name(*slice), without.len() - 1);
        let more = if more == 0 { String::new() } else { format!(" and {more} more") };
        let message =
            format!("the text says “{said}”; the figures of {year} give none for {name}{more}, of {}", all.len());
        if let Some(finding) = sentence.note((at, range.end - 1), Weight::Untrue, message) {
            finding.help = Some(format!("write {} of {}", all.len() - without.len(), all.len()));
            finding.figure = Some(counted.figure.clone());
        }
    }

    /// “Neither Example City nor Sample Town has a completed project.”
    fn look_at_neither(&self, sentence: &mut Sentence<'_>, at: usize) {
        let items = sentence.items;
        let range = clause(items, at);
        let Some(verb) = (at + 1..range.end).find(|place| is_verb(items, *place)) else { return };
        let (own, said) = (self.named(&items[at..verb]), self.named(&items[verb..range.end]));
        if !own.has_place() || own.has_other || said.has_place() || !is_of_projects(items, verb..range.end) {
            return;
        }
        let Some(edition) = self.spoken(items, &range).first().copied() else { return };
        let classes = said.slices();
        let cells = own.slices().into_iter().flat_map(|place| classes.iter().map(move |class| narrowed(place, *class)));
        let some = cells.filter_map(|slice| Some((slice, self.count(edition, slice)?))).find(|(_, one)| one.count > 0);
        let Some((slice, counted)) = some else { return };
        let said = sentence.said(at, range.end - 1);
        let (what, year) = (self.describe(slice), self.year(edition));
        let message = format!("the text says “{said}”; the figures of {year} give {} ({what})", counted.count);
        let weight = if has_strange_word(&items[at..verb]) { Weight::Doubtful } else { Weight::Untrue };
        if let Some(finding) = sentence.note((at, range.end - 1), weight, message) {
            finding.help = Some(format!("take it out, or write {}", counted.count));
            finding.figure = Some(counted.figure);
        }
    }

    /// “Example City is the only city without a completed project”, “only Example City has one”.
    fn look_at_sole(&self, sentence: &mut Sentence<'_>, at: usize) {
        let items = sentence.items;
        let range = clause(items, at);
        let noun = noun_behind(items, at + 1, range.end).filter(|_| items[at].is("sole"));
        let (own, verb, scope, kind) = if let Some((noun, kind)) = noun {
            let leads = |item: &Item| item.is("with") || item.is("without") || item.is("hold");
            let Some(verb) = (noun + 1..range.end).find(|place| leads(&items[*place])) else { return };
            (self.named(&items[range.start..at]), verb, self.named(&items[at..verb]), kind)
        } else {
            let Some(verb) = (at + 1..range.end).find(|place| is_verb(items, *place)) else { return };
            let own = self.named(&items[at..verb]);
            let kind = if own.cities.is_empty() { Kind::State } else { Kind::City };
            // “Testonia has only a completed project” is said of its number.
            let is_first =
                at == range.start && items[at + 1..verb].iter().all(|item| item.name().is_some() || item.is("and"));
            if !is_first {
                return;
            }
            (own, verb, Named::default(), kind)
        };
        let is_kind =
            if kind == Kind::City { !own.cities.is_empty() } else { own.cities.is_empty() && !own.states.is_empty() };
        let said = self.named(&items[verb..range.end]);
        let is_plain = is_kind
            && own.areas.is_empty()
            && own.statuses.is_empty()
            && scope.cities.is_empty()
            && scope.areas.is_empty();
        if !is_plain || own.has_other || said.has_place() || !is_of_projects(items, verb..range.end) {
            return;
        }
        let is_without = items[verb].is("without");
        let scope = Slice { member_state: scope.states.first().copied(), ..Slice::default() };
        let Some(edition) = self.spoken(items, &range).first().copied() else { return };
        let Some(all) = self.counts_of(edition, kind, scope, &said) else { return };
        let places = own.slices();
        let is_own =
            |slice: &Slice| places.iter().any(|own| own.city == slice.city && own.member_state == slice.member_state);
        let has = |counted: &Counted| (counted.count == 0) == is_without;
        let wrong = all.iter().find(|(slice, counted)| is_own(slice) != has(counted));
        let Some((slice, counted)) = wrong else { return };
        let said = sentence.said(at, range.end - 1);
        let year = self.year(edition);
        let message = format!(
            "the text says “{said}”; the figures of {year} give {} for {}",
            counted.count,
            self.rank_name(*slice)
        );
        let weight = if has_strange_word(&items[range.start..verb]) { Weight::Doubtful } else { Weight::Untrue };
        let many = all.iter().filter(|(_, counted)| has(counted)).count();
        if let Some(finding) = sentence.note((at, range.end - 1), weight, message) {
            finding.help = Some(format!("write how many there are of them: {many}"));
            finding.figure = Some(counted.figure.clone());
        }
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

/// The noun of cities or member states that follows, with nothing between but words that fill.
fn noun_behind(items: &[Item], start: usize, end: usize) -> Option<(usize, Kind)> {
    let is_between = |item: &Item| {
        ["filler", "article", "network", "of", "of-part", "possessive"].iter().any(|list| item.is(list))
            || item.name().is_some()
    };
    let rest =
        (start..end.min(start + 5)).find(|place| !is_between(&items[*place]) || kind_of(&items[*place]).is_some())?;
    kind_of(&items[rest]).map(|kind| (rest, kind))
}

fn kind_of(item: &Item) -> Option<Kind> {
    if item.is("city") { Some(Kind::City) } else { item.is("state").then_some(Kind::State) }
}

/// Whether a word says that somebody has projects, or that they are completed by somebody.
fn is_verb(items: &[Item], at: usize) -> bool {
    is_holding(items, at) || items[at].is("has-completed")
}

/// Whether words say of projects that there are some, with nothing besides: “a completed project”, “at least one project”.
fn is_of_projects(items: &[Item], range: Range<usize>) -> bool {
    let here = &items[range];
    let is_other = |item: &Item| {
        let is_one = item.quantity().is_none_or(|quantity| quantity.amount == Amount::Count(1));
        let others = [
            "partnership",
            "future",
            "none",
            "no",
            "more",
            "fewer",
            "new",
            "city",
            "state",
            "share",
            "relative",
            "part-kept",
            "part-gone",
        ];
        !is_one || others.iter().any(|list| item.is(list)) && !item.is("project")
    };
    here.iter().any(|item| item.is("project")) && !has_strange_word(here) && !here.iter().any(is_other)
}
