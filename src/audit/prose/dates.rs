//! Dates: the cut-off, when cities joined and left, when projects were first listed and completed.

use super::items::{Item, What};
use super::names::Name;
use super::{Guard, Sentence, Weight};
use crate::check::{Record, Slice, Year};
use crate::measure::slice_id;
use crate::terms::{CityId, Joined, Stage, When};
use std::collections::BTreeSet;

impl Guard<'_> {
    /// Looks at every date of a sentence that is tied to the network, a city or a project.
    pub(super) fn dates(&self, sentence: &mut Sentence<'_>) {
        for at in 0..sentence.items.len() {
            let What::When(when) = sentence.items[at].what else { continue };
            let before = &sentence.items[..at];
            if before.last().is_some_and(|item| item.is("as-of")) {
                self.look_at_cut_off(sentence, at, when);
            } else if let Some((cities, is_joining)) = membership(before) {
                for city in cities {
                    self.look_at_membership(sentence, at, (city, is_joining, when));
                }
            } else if let Some(title) = before.iter().rev().find_map(title) {
                self.look_at_project(sentence, at, title, when);
            }
        }
    }

    /// “As of” a date: that of the edition, or, where the words look back, of an earlier one.
    fn look_at_cut_off(&self, sentence: &mut Sentence<'_>, at: usize, when: When) {
        let fits = |year: &Year| is_within(year.as_of, when);
        let Some((now, earlier)) = self.network.years.get(..self.past).and_then(<[Year]>::split_last) else {
            return;
        };
        let looks_back = sentence.items.iter().any(|item| item.is("before"));
        let then = earlier.iter().find(|year| fits(year));
        if fits(now) || (then.is_some() && looks_back) {
            return;
        }
        let said = sentence.said(at - 1, at);
        let stale = then.map_or_else(String::new, |year| format!("; so it was in the edition of {}", year.year));
        let date = now.as_of;
        let message = format!("the text says “{said}”; the edition of {} holds as of {date}{stale}", now.year);
        let weight = if when.year() == now.year || then.is_some() { Weight::Untrue } else { Weight::Doubtful };
        if let Some(finding) = sentence.note((at - 1, at), weight, message) {
            finding.help = Some(format!("write the cut-off date of the edition, {date}"));
            finding.figure = Some(("projects".to_owned(), now.year));
        }
    }

    fn look_at_membership(&self, sentence: &mut Sentence<'_>, at: usize, (id, is_joining, when): (CityId, bool, When)) {
        let Some(city) = self.network.cities.get(id.place()) else { return };
        let spans = city.membership.spans();
        let all: Vec<Joined> =
            spans.filter_map(|span| if is_joining { Some(span.joined) } else { span.left }).collect();
        // Of several dates the text may mean any.
        let stated = all.iter().find(|Joined(stated)| agree(*stated, when)).or(all.first());
        let (verb, name) = (if is_joining { "joined" } else { "left" }, &city.code.name);
        let said = sentence.said(at, at);
        let (message, help) = match stated {
            Some(Joined(stated)) if agree(*stated, when) => return,
            Some(Joined(stated)) => (
                format!("the text says that {name} {verb} the network in “{said}”; the register has {stated}"),
                format!("write {stated}, or correct the register"),
            ),
            None => (
                format!("the text says that {name} {verb} the network in “{said}”; the register has it as a member"),
                "take it out, or correct the register".to_owned(),
            ),
        };
        if let Some(finding) = sentence.note((at, at), Weight::Untrue, message) {
            finding.help = Some(help);
            finding.figure = Some(("cities".to_owned(), self.year(self.now())));
        }
    }

    /// When a project was completed, or first listed.
    fn look_at_project(&self, sentence: &mut Sentence<'_>, at: usize, title: usize, when: When) {
        let items = sentence.items;
        let from = items[..at].iter().rposition(|item| item.name() == Some(Name::Project(title))).unwrap_or(0);
        let between = &items[from + 1..at];
        let year = when.year();
        let is_future = items[..at].iter().any(|item| item.is("future"));
        let completed = self.network.stage(Stage::Completed);
        let lists: Vec<(i32, Vec<&Record>)> = self.lists_of(title);
        let Some(first) = lists.iter().find(|(_, records)| !records.is_empty()).map(|(year, _)| *year) else { return };
        let has_list = lists.iter().any(|(listed, _)| *listed == year);
        if is_future || !has_list || between.iter().any(|item| item.is("stage-of") || item.is_mark(";")) {
            return;
        }
        if between.iter().any(|item| item.is("first-listed")) && year != first {
            let message =
                format!("the text says “{}”; the project was first listed in {first}", sentence.said(from, at));
            self.tell_project(sentence, (from, at), Weight::Untrue, message, format!("write {first}"));
            return;
        }
        let says_completed = between.iter().any(|item| self.status(item).is_some() && self.status(item) == completed);
        if !says_completed || between.iter().any(|item| item.is("not")) {
            return;
        }
        let done = |records: &Vec<&Record>| records.iter().any(|record| Some(record.status) == completed);
        let since = lists.iter().find(|(_, records)| done(records)).map(|(year, _)| *year);
        // A day or a month after the cut-off shows in the next list.
        let first_list =
            self.network.years.iter().find(|year| year.records.is_some() && when.last_day() <= year.as_of.last_day());
        let shows_in = if matches!(when, When::Year(_)) { None } else { first_list.map(|year| year.year) };
        if since == Some(year) || (since.is_some() && since == shows_in) {
            return;
        }
        // It may have been completed after the cut-off of that year.
        let weight = if since.is_some_and(|since| since < year) { Weight::Untrue } else { Weight::Doubtful };
        let said = sentence.said(from, at);
        let message = match since {
            Some(since) => {
                format!("the text says “{said}”; the list of {since} is the first to have the project as completed")
            }
            None => {
                format!("the text says “{said}”; no list up to {} has the project as completed", self.year(self.now()))
            }
        };
        let help =
            since.map_or_else(|| "take it out, or correct the record".to_owned(), |since| format!("write {since}"));
        self.tell_project(sentence, (from, at), weight, message, help);
    }

    fn tell_project(
        &self,
        sentence: &mut Sentence<'_>,
        words: (usize, usize),
        weight: Weight,
        message: String,
        help: String,
    ) {
        let title = sentence.items.get(words.0).and_then(title);
        let figure = title.and_then(|title| self.project_figure(title));
        if let Some(finding) = sentence.note(words, weight, message) {
            finding.help = Some(help);
            finding.figure = figure;
        }
    }

    /// The number of projects of the city that lists a project, in the latest edition that does.
    pub(super) fn project_figure(&self, title: usize) -> Option<(String, i32)> {
        let (year, record) =
            self.lists_of(title).into_iter().rev().find_map(|(year, records)| Some((year, *records.first()?)))?;
        let slice = Slice { city: Some(record.city), ..Slice::default() };
        Some((slice_id(self.network, slice), year))
    }

    /// The records of the projects that ever had that title, in each year that has a list, whatever their title was then.
    pub(super) fn lists_of(&self, title: usize) -> Vec<(i32, Vec<&Record>)> {
        let title = self.names.titles.get(title).map_or("", String::as_str);
        let years = self.network.years.iter().take(self.past);
        let lists: Vec<_> = years.filter_map(|year| Some((year.year, year.records.as_ref()?))).collect();
        let titled = lists.iter().flat_map(|(_, records)| records.iter().filter(|record| *record.title() == *title));
        let keys: BTreeSet<&str> = titled.map(|record| &*record.key).collect();
        let of_them = |record: &&Record| keys.contains(&*record.key);
        lists.into_iter().map(|(year, records)| (year, records.iter().filter(of_them).collect())).collect()
    }
}

/// The title of a project that an item names.
pub(super) fn title(item: &Item) -> Option<usize> {
    match item.name() {
        Some(Name::Project(title)) => Some(title),
        _ => None,
    }
}

/// The cities that a sentence says to have joined or left, up to a date: one, or a list of them.
fn membership(before: &[Item]) -> Option<(Vec<CityId>, bool)> {
    let verb = before.iter().rposition(|item| item.is("joined") || item.is("left"))?;
    // The date stands close behind: “joined the network in 2023”.
    let is_close = before[verb + 1..].iter().all(|item| item.what == What::Term) && before.len() - verb <= 5;
    let name = |item: &Item| match item.name() {
        Some(Name::City(id)) => Some(id),
        _ => None,
    };
    let last = before[..verb].iter().rposition(|item| name(item).is_some()).filter(|last| last + 4 >= verb)?;
    let is_listed = |item: &&Item| name(item).is_some() || item.is("and") || item.is_mark(",");
    let mut cities: Vec<CityId> = before[..=last].iter().rev().take_while(is_listed).filter_map(name).collect();
    cities.reverse();
    let joins_network = before[verb].is("joined") || before[verb + 1..].iter().any(|item| item.is("network"));
    (is_close && joins_network).then_some((cities, before[verb].is("joined")))
}

/// Whether one of two dates lies within the other.
fn agree(stated: When, typed: When) -> bool {
    is_within(stated, typed) || is_within(typed, stated)
}

fn is_within(inner: When, outer: When) -> bool {
    inner.first_day() >= outer.first_day() && inner.last_day() <= outer.last_day()
}
