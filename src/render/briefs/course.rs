//! What changed for a city or a member state since the last list before: what came and what left, and what else.

use super::lead::slice;
use super::{Source, Subject};
use crate::check::{Record, Year};
use crate::exhibit::Edition;
use crate::measure::{self, Value, slice_id};
use crate::render::bridge::{self, BridgeView, project_name};
use crate::render::change::moved_name;
use crate::render::compare;
use crate::render::lists;
use crate::render::reach::Reach;
use crate::render::told::{LedgerRow, ledger};
use crate::terms::{CityId, Event, Stage};
use serde::Serialize;

/// What changed.
#[derive(Debug, Serialize)]
pub(super) struct Course {
    from_year: String,
    to_year: String,
    /// How the number went, and what a reader must know of the two years.
    sentences: Vec<String>,
    bridge: BridgeView,
    /// Whether any project came to the list or left it.
    is_moved: bool,
    changes: Vec<Changes>,
    /// Whether any project stands in both lists.
    has_kept: bool,
    ledger: Vec<LedgerRow>,
}

/// What changed of one kind.
#[derive(Debug, Serialize)]
struct Changes {
    heading: String,
    entries: Vec<String>,
}

/// The changes since the list of that year.
pub(super) fn since(source: Source<'_>, subject: Subject<'_>, start: &Year) -> Course {
    let edition = source.edition;
    let from = start.year;
    let kept = source.listing.iter().flat_map(|listing| &listing.kept).filter(|(_, now)| subject.reach.holds(now));
    let kept: Vec<(&Record, &Record)> = kept.copied().collect();
    let bridge = bridge::of(edition, from, "", slice(subject), subject.reach);
    Course {
        from_year: from.to_string(),
        to_year: edition.year.year.to_string(),
        sentences: sentences(source, subject, start),
        is_moved: !bridge.is_empty(),
        bridge,
        changes: changes(edition, subject.reach, start, &kept),
        has_kept: !kept.is_empty(),
        ledger: ledger(edition, from, subject.reach, |event| event != Event::New),
    }
}

fn sentences(source: Source<'_>, subject: Subject<'_>, start: &Year) -> Vec<String> {
    let (edition, words) = (source.edition, source.edition.words);
    let from = start.year.to_string();
    let mut all = Vec::new();
    if let Some(before) = source.before.filter(|before| before.year != start.year) {
        all.push(words.say("brief-skipped", &[("skipped", &before.year.to_string()), ("year", &from)]));
    }
    if !subject.belongs(start) {
        all.push(words.say("brief-not-then", &[("place", &subject.code.name), ("year", &from)]));
    } else if subject.belongs(edition.year) {
        let id = slice_id(edition.network, slice(subject));
        let change = edition.figures.get(&format!("{id}.change.{from}-to-{}", edition.year.year));
        if let Some(Value::Change { from: before, to }) = change.map(|figure| figure.value) {
            let then = edition.text(&format!("{id}.in-{from}"));
            let course = words.course((before, to), [&then, &edition.text(&id)]);
            all.push(words.say("brief-course", &[("year", &from), ("course", &course)]));
            all.extend(over_same_cities(edition, subject, start, &id));
        }
    }
    all
}

/// How the number went over the cities of a member state that belonged at both cut-offs, where others joined or left.
fn over_same_cities(edition: Edition<'_>, subject: Subject<'_>, start: &Year, id: &str) -> Option<String> {
    if subject.city.is_some() {
        return None;
    }
    let (network, words) = (edition.network, edition.words);
    let own = |city: &CityId| subject.reach.holds_city(network, *city);
    let at = |year: &Year| measure::members(network, year).into_iter().filter(|(city, _)| own(city)).count();
    let common = measure::common_members(network, start, edition.year).into_iter().filter(own).count();
    if common == 0 || [start, edition.year].into_iter().all(|year| at(year) == common) {
        return None;
    }
    let span = format!("{}-to-{}", start.year, edition.year.year);
    let [then, now] = ["from", "to"].map(|end| format!("{id}.same-cities.{span}.{end}"));
    let (before, after) = (edition.figures.count(&then)?, edition.figures.count(&now)?);
    let course = words.course((before, after), [&edition.text(&then), &edition.text(&now)]);
    Some(words.say("brief-course-same", &[("course", &course)]))
}

/// What changed with the projects of both lists: status, title, focus area.
fn changes(edition: Edition<'_>, reach: Reach, start: &Year, kept: &[(&Record, &Record)]) -> Vec<Changes> {
    let (network, words) = (edition.network, edition.words);
    let stage = |record: &Record| network.statuses.get(record.status.place()).map(|status| status.stage);
    let is_known = |record: &Record| stage(record) != Some(Stage::NotStated);
    let is_completed = |record: &Record| stage(record) == Some(Stage::Completed);
    let pairs = |is_wanted: &dyn Fn(&Record, &Record) -> bool, say: &dyn Fn(&Record, &Record) -> String| {
        let wanted = kept.iter().filter(|(was, now)| is_wanted(was, now));
        wanted.map(|(was, now)| say(was, now)).collect::<Vec<String>>()
    };
    let name = |_: &Record, now: &Record| project_name(edition, reach, now);
    let finished = |was: &Record, now: &Record| is_known(was) && !is_completed(was) && is_completed(now);
    let finished = pairs(&finished, &|_, now| {
        let name = project_name(edition, reach, now);
        let doubt = lists::status_doubt(edition, now);
        doubt.map_or(name.clone(), |doubt| words.say("name-and-short", &[("name", &name), ("short", &doubt)]))
    });
    let moved = |was: &Record, now: &Record| is_known(was) && is_known(now) && stage(was) != stage(now);
    let status =
        pairs(&|was, now| moved(was, now) && !is_completed(now), &|was, now| from_to(edition, reach, was, now));
    // Where a whole list states no status, that is told of the list.
    let silent = [start, edition.year].into_iter().filter(|year| measure::states_no_status(network, year));
    let silent: Vec<String> = silent.map(|year| year.year.to_string()).collect();
    let half = pairs(&|was, now| silent.is_empty() && is_known(was) != is_known(now), &name);
    let inferred = [start, edition.year].into_iter().any(measure::has_inferred_areas);
    // What was inferred cannot be said to have moved.
    let areas = pairs(&|was, now| !inferred && was.focus_area != now.focus_area, &|was, now| {
        moved_name(edition, reach, (was, now))
    });
    let titles = pairs(&|was, now| was.title() != now.title(), &|was, now| compare::renamed(edition, reach, was, now));
    let unknown = if silent.is_empty() || kept.is_empty() {
        Vec::new()
    } else {
        vec![words.say("brief-silent", &[("years", &words.list(&silent))])]
    };
    let all = [
        ("brief-completed", finished),
        ("brief-status", status),
        ("brief-half", half),
        ("brief-unknown", unknown),
        ("brief-titles", titles),
        ("brief-areas", areas),
    ];
    let told = all.into_iter().filter(|(_, entries)| !entries.is_empty());
    told.map(|(key, entries)| Changes { heading: words.term(key), entries }).collect()
}

fn from_to(edition: Edition<'_>, reach: Reach, was: &Record, now: &Record) -> String {
    let name = |record: &Record| lists::status_name(edition, record).to_lowercase();
    let gaps = [("project", project_name(edition, reach, now)), ("from", name(was)), ("to", name(now))];
    edition.words.say("status-from-to", &gaps.each_ref().map(|(gap, text)| (*gap, text.as_str())))
}
