//! What a reader of changes must know: what is inferred, what is not stated, and which cities list nothing.

use super::room;
use crate::check::{Slice, Year};
use crate::exhibit::Edition;
use crate::measure::{self, slice_id};
use crate::terms::{CityId, Grade, Stage};
use std::collections::BTreeSet;

/// So many cities are named in a sentence.
const MOST_CITIES: usize = 12;

/// Those of these cities of which the list of a year has nothing, where there is one.
fn unlisted(edition: Edition<'_>, year: &Year, cities: impl IntoIterator<Item = CityId>) -> Vec<String> {
    let Some(records) = &year.records else { return Vec::new() };
    let listed: BTreeSet<CityId> = records.iter().map(|record| record.city).collect();
    let unlisted = cities.into_iter().filter(|city| !listed.contains(city));
    unlisted.filter_map(|city| Some(edition.network.cities.get(city.place())?.code.name.clone())).collect()
}

/// Which cities that belong at both cut-offs list nothing in one of the years, in a sentence a year.
pub(super) fn silent(edition: Edition<'_>, (from, to): (i32, i32)) -> Vec<String> {
    let find = |year: i32| edition.past.iter().find(|other| other.year == year);
    let Some((start, now)) = find(from).zip(find(to)) else { return Vec::new() };
    let sentence = |year: &Year| {
        let cities = unlisted(edition, year, measure::common_members(edition.network, start, now));
        let key = if cities.len() > MOST_CITIES { "over-same-silent-many" } else { "over-same-silent" };
        let gaps = [("year", year.year.to_string()), ("cities", edition.words.list(&cities))];
        let gaps = gaps.each_ref().map(|(name, text)| (*name, text.as_str()));
        (!cities.is_empty()).then(|| edition.words.say(key, &gaps))
    };
    [start, now].into_iter().filter_map(sentence).collect()
}

/// What a reader of changes between focus areas must know.
pub(super) fn area_notes(edition: Edition<'_>, start: &Year) -> Vec<String> {
    let inferred = [start, edition.year].into_iter().filter(|year| measure::has_inferred_areas(year));
    let inferred: Vec<String> = inferred.map(|year| year.year.to_string()).collect();
    if inferred.is_empty() {
        return Vec::new();
    }
    vec![edition.words.say("note-areas-inferred", &[("years", &edition.words.list(&inferred))])]
}

/// What a reader of changes between statuses must know. Numbers of projects hold over all cities, and are not told of the
/// same ones.
pub(super) fn status_notes(edition: Edition<'_>, start: &Year, is_same: bool) -> Vec<String> {
    let words = edition.words;
    let unstated = |year: &Year| -> Vec<String> {
        let status = edition.network.stage(Stage::NotStated);
        let records = year.records.as_deref().unwrap_or_default().iter();
        let mut ids: Vec<String> = records.filter(|r| Some(r.status) == status).map(|r| r.key.to_string()).collect();
        ids.sort_unstable();
        ids
    };
    let is_silent =
        |year: &Year, ids: &[String]| year.records.as_ref().map(Vec::len) == Some(ids.len()) && !ids.is_empty();
    let (before, after) = (unstated(start), unstated(edition.year));
    let (from, to) = (start.year.to_string(), edition.year.year.to_string());
    let silent = [(start, &before, &from), (edition.year, &after, &to)];
    let silent = silent.into_iter().find(|(year, ids, _)| is_silent(year, ids));
    let mut notes: Vec<String> =
        silent.iter().map(|(.., year)| words.say("note-status-unknown", &[("year", year)])).collect();
    if is_same {
        return notes;
    }
    // Where the same projects have no status in both years, they move nothing.
    if silent.is_none() && before != after {
        let status = edition.network.stage(Stage::NotStated);
        let id = slice_id(edition.network, Slice { status, ..Slice::default() });
        let gaps = [
            ("from", from.as_str()),
            ("to", to.as_str()),
            ("before", &edition.text(&format!("{id}.in-{from}"))),
            ("after", &edition.text(&id)),
        ];
        notes.push(words.say("note-status-unstated", &gaps));
    }
    let ids = [
        (measure::grade_id_in("status", Grade::Inferred, start.year), &from),
        (measure::grade_id("status", Grade::Inferred), &to),
    ];
    let inferred = ids.iter().filter(|(id, _)| edition.figures.count(id).is_some_and(|count| count > 0));
    let inferred = inferred.map(|(id, year)| {
        words.say("note-status-inferred-part", &[("projects", &edition.counted("projects", id)), ("year", year)])
    });
    let inferred: Vec<String> = inferred.collect();
    if !inferred.is_empty() {
        notes.push(words.say("note-status-inferred", &[("parts", &words.list(&inferred))]));
    }
    notes
}

/// Which cities have no project at one of the two cut-offs because they did not belong then, and which although they did:
/// that is no decline and no growth of theirs.
pub(super) fn city_notes(edition: Edition<'_>, start: &Year) -> Vec<String> {
    let (network, words, now) = (edition.network, edition.words, edition.year);
    let outside = |year: &Year| {
        let cities = measure::either_members(network, start, now).into_iter();
        let outside = cities.filter(|(_, city)| !city.belongs(year.year, year.as_of));
        unlisted(edition, year, outside.map(|(place, _)| place))
    };
    let silent = |year: &Year| unlisted(edition, year, measure::common_members(network, start, now));
    let all = [
        ("note-cities-not-yet", start, outside(start)),
        ("note-cities-no-more", now, outside(now)),
        ("note-cities-silent", start, silent(start)),
        ("note-cities-silent", now, silent(now)),
    ];
    let told = all.into_iter().filter(|(.., cities)| !cities.is_empty());
    let told = told.map(|(key, year, cities)| (key, year, room::cut(edition, cities)));
    let say = |(key, year, cities): (&str, &Year, Vec<String>)| {
        words.say(key, &[("year", &year.year.to_string()), ("cities", &words.list(&cities))])
    };
    told.map(say).collect()
}
