//! How far a named project is said to be.

use super::items::Item;
use super::names::Name;
use super::{Guard, Sentence, Weight};
use crate::terms::{StatusId, When};
use std::ops::Range;

impl Guard<'_> {
    /// Looks at every project of a sentence that is said to have a status.
    pub(super) fn statuses(&self, sentence: &mut Sentence<'_>) {
        for at in 0..sentence.items.len() {
            let Some(Name::Project(title)) = sentence.items[at].name() else { continue };
            let Some((place, status)) = self.status_said(sentence.items, at) else { continue };
            self.look_at_status(sentence, (at, place), title, status);
        }
    }

    /// The status that a sentence gives a project: the nearest one, with nothing between that makes it another's.
    fn status_said(&self, items: &[Item], at: usize) -> Option<(usize, StatusId)> {
        let around = clause(items, at);
        let is_other = |place: usize| place != at && matches!(items[place].name(), Some(Name::Project(_)));
        let is_counted = around.clone().any(|place| items[place].quantity().is_some());
        let is_future = around.clone().any(|place| items[place].is("future") && !is_relative(items, place));
        if around.clone().any(is_other) || is_counted || is_future {
            return None;
        }
        let statuses: Vec<(usize, StatusId)> =
            around.clone().filter_map(|place| Some((place, self.status(&items[place])?))).collect();
        let [(place, status)] = statuses.as_slice() else { return None };
        let between = if *place < at { place + 1..at } else { at + 1..*place };
        let is_strange = |item: &Item| item.is("stage-of") || item.is("label") || item.what == super::What::Word;
        // “Phase 2 of the Tram is completed” is not said of the whole.
        let is_in_part = items[at.saturating_sub(4)..at].iter().any(|item| item.is("label") || item.is("stage-of"));
        let is_apart = is_in_part || items[between.clone()].iter().any(is_strange);
        // Behind the name a status needs its verb; before it, it stands close: “the completed project Tram”.
        let is_tied = if *place > at {
            items[between].iter().any(|item| item.is("is"))
                || items[*place].is("status-completed") && items[*place].end - items[*place].start > 10
        } else {
            between.len() <= 4
        };
        let before = &items[place.saturating_sub(2)..*place];
        let is_denied = before.iter().any(|item| item.is("not"));
        (is_tied && !is_apart && !is_denied).then_some((*place, *status))
    }

    fn look_at_status(&self, sentence: &mut Sentence<'_>, (at, place): (usize, usize), title: usize, status: StatusId) {
        // “Was in planning in 2023”, “was still in planning last year”
        let end = sentence.items.len().min(at.max(place) + 3);
        let behind = at.max(place);
        let near = (0..end).rev().find_map(|at| match sentence.items[at].what {
            // A day or a month behind it may be that of something else.
            super::What::When(when) if at < behind || matches!(when, When::Year(_)) => Some(Some(when.year())),
            _ => sentence.items[at].is("before").then(|| self.before(self.now()).map(|before| self.year(before))),
        });
        let wanted = near.flatten();
        let lists = self.lists_of(title);
        let year = wanted.unwrap_or_else(|| self.year(self.now()));
        let Some((year, records)) = lists.into_iter().find(|(listed, _)| *listed == year) else { return };
        // What the sources do not state cannot be contradicted.
        let unstated = self.network.stage(crate::terms::Stage::NotStated);
        let is_open = records.iter().any(|record| record.status == status || Some(record.status) == unstated);
        let Some(record) = records.first().filter(|_| !is_open) else { return };
        let name = |id: StatusId| self.network.statuses.get(id.place()).map_or("", |status| status.code.name.as_str());
        let own = name(record.status);
        let (from, to) = (at.min(place), at.max(place));
        let said = sentence.said(from, to);
        let message = format!("the text says “{said}”; the list of {year} has the project as “{own}”");
        let is_derived =
            record.doubts.status.as_ref().is_some_and(|doubt| doubt.level >= crate::terms::Confidence::News);
        let weight = if is_derived { Weight::Doubtful } else { Weight::Untrue };
        let figure = self.project_figure(title);
        if let Some(finding) = sentence.note((from, to), weight, message) {
            finding.help = Some(format!("write that it is “{own}”, or correct the record"));
            finding.figure = figure;
        }
    }
}

/// Whether what is to come is told apart by a comma: “Tram, which is on-going, will be extended”.
fn is_relative(items: &[Item], place: usize) -> bool {
    place > 0 && items[place - 1].is_mark(",")
}

/// The part of a sentence around a name up to the marks and the joining words beside it; a relative clause is a part of it.
fn clause(items: &[Item], at: usize) -> Range<usize> {
    let ends = |item: &Item| item.is_mark(";:—–") || item.is("but");
    let start = items[..at].iter().rposition(ends).map_or(0, |place| place + 1);
    let mut end = items[at..].iter().position(ends).map_or(items.len(), |more| at + more);
    if let Some(comma) = items[at + 1..end].iter().skip(1).position(|item| item.is_mark(",")) {
        end = at + 2 + comma;
    }
    start..end
}
