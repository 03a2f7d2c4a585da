//! Partnerships, cities and member states of the whole network: how their numbers changed, and how many joined or left.

use super::counts;
use super::growth::{Claim, Ends, Subject};
use super::items::{Amount, Item, What};
use super::parts::is_part_of;
use super::slices::has_strange_word;
use super::{Guard, Sentence, Weight};
use crate::check::{Measure, Year};
use crate::measure::{TRACED, members, number};
use crate::terms::{Joined, When};
use std::ops::Range;

/// What is counted over the whole network alone, by the list of its words: the figures that may be meant, each with its name.
pub(super) const WHOLES: [(&str, &[(&str, &str)]); 3] = [
    ("partnership", &[("partnerships", "partnerships as published"), (TRACED, "partnerships that can be traced")]),
    ("city", &[("cities", "cities of the network")]),
    ("state", &[("member-states", "member states of the network")]),
];

impl Guard<'_> {
    /// A change of the number of partnerships, cities or member states.
    pub(super) fn whole_claims(&self, items: &[Item], at: usize, range: &Range<usize>) -> Vec<Claim> {
        let here = &items[range.clone()];
        let named = self.named(here);
        let (subject, behind) = (&items[range.start..at], &items[at + 1..range.end]);
        let is_counted = |list: &str| {
            let is_of_network = subject.iter().any(|item| item.is("network"))
                && !subject.iter().any(|item| item.is("number-of") || item.is("partnership"))
                && behind.iter().any(|item| item.quantity().is_some());
            let is_subject = subject.iter().any(|item| item.is(list));
            is_subject || is_of_network && behind.iter().any(|item| item.is(list))
        };
        if has_strange_word(here) || named.has_other || !named.is_empty() || here.iter().any(|item| item.is("project"))
        {
            return Vec::new();
        }
        let counted = WHOLES.iter().find(|(list, _)| is_counted(list)).map(|(_, ids)| *ids).unwrap_or_default();
        let claim = |(id, name): &(&'static str, &'static str)| {
            let (from, to) = self.span_of(items, id)?;
            let subject = Subject::Whole(id, name);
            Some(Claim { at, subject, is_share: false, from, to, is_over_same: false, weight: Weight::Doubtful })
        };
        counted.iter().filter_map(claim).collect()
    }

    /// The two editions of a change of a figure: without a year the last two that have it.
    fn span_of(&self, items: &[Item], id: &str) -> Option<(usize, usize)> {
        let has = |place: &usize| self.figures(*place).is_some_and(|figures| figures.count(id).is_some());
        if items.iter().any(|item| matches!(item.what, What::When(_))) {
            return self.span(items);
        }
        let mut known = (0..self.past).rev().filter(has);
        let (to, from) = (known.next()?, known.next()?);
        Some((from, to))
    }

    /// Looks at a number of partnerships: either measure may be meant.
    pub(super) fn look_at_partnerships(&self, sentence: &mut Sentence<'_>, claim: &counts::Claim) {
        let here = &sentence.items[claim.range.clone()];
        let second = (claim.at + 1..sentence.items.len()).find(|at| sentence.items[*at].quantity().is_some());
        // “Seven of the 26 partnerships”
        let is_part = second.is_some_and(|second| is_part_of(sentence.items, claim.at, second));
        if is_part || has_strange_word(here) || claim.named.has_other || !claim.named.is_empty() {
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

    /// “Four partnerships were added”: the change, by either measure.
    pub(super) fn look_at_added_links(
        &self,
        sentence: &mut Sentence<'_>,
        (place, at): (usize, usize),
        range: &Range<usize>,
    ) {
        let Some(quantity) = sentence.items[place].quantity() else { return };
        let claims = self.whole_claims(sentence.items, at, range).into_iter();
        let mut known: Vec<(Claim, Ends)> =
            claims.filter_map(|claim| self.ends(&claim).map(|ends| (claim, ends))).collect();
        let fits = |ends: &Ends| quantity.fits_count(ends.to.count.saturating_sub(ends.from.count));
        sentence.done[place] |= !known.is_empty();
        if !known.is_empty() && !known.iter().any(|(_, ends)| fits(ends)) {
            let (claim, ends) = known.swap_remove(0);
            self.tell_change(sentence, &claim, &ends, Some((place, at)));
        }
    }

    /// What other sources give for the published total of partnerships of an edition.
    pub(super) fn other_totals(&self, edition: usize) -> Vec<u32> {
        let Some(year) = self.network.years.get(edition) else { return Vec::new() };
        let totals = year.published.totals.iter().filter(|total| total.measure == Measure::Partnerships);
        totals.flat_map(|total| total.others.iter().map(|(value, _)| *value)).collect()
    }

    /// Looks at every number of cities or member states that are said to have joined or left.
    pub(super) fn members(&self, sentence: &mut Sentence<'_>) {
        for at in 0..sentence.items.len() {
            if let Some(step) = step(sentence.items, at) {
                self.look_at_step(sentence, &step);
            }
        }
    }

    fn look_at_step(&self, sentence: &mut Sentence<'_>, step: &Step) {
        let Some(quantity) = sentence.items[step.number].quantity().filter(|_| !sentence.done[step.number]) else {
            return;
        };
        let counts = self.steps(sentence, step);
        let Some(count) = counts.first().copied() else { return };
        sentence.done[step.number] = true;
        if counts.iter().any(|count| quantity.fits_count(*count)) {
            return;
        }
        let (id, what) = if step.is_city { ("cities", "cities") } else { ("member-states", "member states") };
        let verb = if step.joined { "joined" } else { "left" };
        let said = sentence.said(step.number, step.at);
        let message = format!("the text says “{said}”; by the registers it is {count} ({what} that {verb})");
        if let Some(finding) = sentence.note((step.number, step.at), Weight::Untrue, message) {
            finding.help = Some(format!("write {count}, or correct the register"));
            finding.figure = Some((id.to_owned(), self.year(self.now())));
        }
    }

    /// How many joined or left, by each way to read the dates: those of the register, and the members of two editions.
    fn steps(&self, sentence: &Sentence<'_>, step: &Step) -> Vec<u32> {
        let Some(now) = self.network.years.get(self.now()) else { return Vec::new() };
        let date = sentence.items.iter().enumerate().find_map(|(at, item)| match item.what {
            What::When(when) => Some((at, when)),
            _ => None,
        });
        let is_since = |at: usize| sentence.items[..at].iter().rev().take(2).any(|item| item.is("since"));
        let counted = |keep: &dyn Fn(Joined) -> bool| {
            let past = |joined: &Joined| joined.by(now.year, now.as_of);
            number(self.dates_of(step).into_iter().filter(past).filter(|joined| keep(*joined)).count())
        };
        let between = |from: Option<usize>, to: Option<usize>| Some(self.moved(step, from?, to?));
        match date {
            None => between(self.now().checked_sub(1), Some(self.now())).into_iter().collect(),
            Some((at, when)) if is_since(at) => {
                let after = counted(&|Joined(joined)| joined.year() > when.year());
                let with = counted(&|Joined(joined)| joined.year() >= when.year());
                let editions = between(self.edition(when.year()), Some(self.now()));
                editions.into_iter().chain([after, with]).collect()
            }
            Some((_, When::Year(year))) if year <= now.year => {
                let own = counted(&|Joined(joined)| joined.year() == year);
                let to = self.edition(year);
                std::iter::once(own).chain(between(to.and_then(|to| to.checked_sub(1)), to)).collect()
            }
            Some(_) => Vec::new(),
        }
    }

    /// Every date on which a city or a member state joined, or left.
    fn dates_of(&self, step: &Step) -> Vec<Joined> {
        if !step.is_city {
            let states = self.network.member_states.iter().map(|state| state.joined);
            return if step.joined { states.collect() } else { Vec::new() };
        }
        let spans = self.network.cities.iter().flat_map(|city| city.membership.spans());
        spans.filter_map(|span| if step.joined { Some(span.joined) } else { span.left }).collect()
    }

    /// How many belong to one of two editions and not to the other.
    fn moved(&self, step: &Step, from: usize, to: usize) -> u32 {
        let (here, there) = if step.joined { (to, from) } else { (from, to) };
        let years = self.network.years.get(here).zip(self.network.years.get(there));
        let Some((here, there)) = years else { return 0 };
        if step.is_city {
            let all = members(self.network, here);
            return number(all.iter().filter(|(_, city)| !city.belongs(there.year, there.as_of)).count());
        }
        let belongs = |year: &Year, joined: Joined| joined.by(year.year, year.as_of);
        let states = self.network.member_states.iter().map(|state| state.joined);
        number(states.filter(|joined| belongs(here, *joined) && !belongs(there, *joined)).count())
    }
}

/// A number of cities or member states, and that they joined or left.
struct Step {
    number: usize,
    /// The verb.
    at: usize,
    is_city: bool,
    joined: bool,
}

/// What is said at a verb: “three cities have joined the network”; nothing where they joined something else.
fn step(items: &[Item], at: usize) -> Option<Step> {
    let verb = items.get(at)?;
    let joined = verb.is("joined");
    if !joined && !verb.is("left") {
        return None;
    }
    let number = items[..at].iter().rposition(|item| item.quantity().is_some())?;
    // “Three of Exampleland's six cities joined”: of the six it is not said.
    if super::parts::is_whole_of(items, number) {
        return None;
    }
    let is_count = items[number].quantity().is_some_and(|one| matches!(one.amount, Amount::Count(_)));
    let between = &items[number + 1..at];
    let is_city = between.iter().any(|item| item.is("city"));
    let is_state = between.iter().any(|item| item.is("state"));
    let is_plain =
        |item: &Item| ["city", "state", "filler", "article", "hold", "is", "network"].iter().any(|list| item.is(list));
    let rest = items[at + 1..].iter().find(|item| !item.is("article") && !item.is("network") && !item.is("filler"));
    let is_network = rest.is_none_or(|item| {
        matches!(item.what, What::When(_) | What::Mark(_))
            || ["in", "since", "and", "but"].iter().any(|list| item.is(list))
    });
    let is_said = is_count && (is_city != is_state) && between.iter().all(is_plain) && is_network;
    is_said.then_some(Step { number, at, is_city, joined })
}
