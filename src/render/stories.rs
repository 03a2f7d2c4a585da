//! The status of projects: a section for each focus area, with one story a city, and the cities that list nothing.

use super::change;
use super::from_records::{self, Past};
use super::lists;
use super::page::figure;
use super::texts::{self, Told};
use super::views::{FigureView, Term};
use crate::check::{City, Record, Slice, Year};
use crate::exhibit::Edition;
use crate::measure::{self, Value, slice_id};
use crate::terms::{CityId, FocusAreaId};
use serde::Serialize;
use std::collections::BTreeMap;

/// The chapter on the status of projects.
#[derive(Debug, Serialize)]
pub(super) struct Stories {
    areas: Vec<AreaView>,
    /// The cities that list no project.
    without: Vec<WithoutView>,
    /// Over which cities the changes hold; empty where there are none.
    cities: String,
    /// What a reader must know of the changes.
    note: String,
    /// Where the projects stand if there are too many to tell one of each city; else empty.
    elsewhere: String,
}

/// A focus area.
#[derive(Debug, Serialize)]
struct AreaView {
    anchor: String,
    name: String,
    definition: String,
    types: Vec<Term>,
    projects: FigureView,
    /// How many, where, and how that has changed.
    sentences: Vec<String>,
    told: Told,
    stories: Vec<StoryView>,
}

/// The story of a city: one project of it.
#[derive(Debug, Serialize)]
struct StoryView {
    anchor: String,
    city: String,
    state: String,
    title: String,
    /// Its type and status.
    facts: Vec<String>,
    /// What it is about, as far as nobody told more.
    description: String,
    told: Told,
    sentences: Vec<String>,
}

/// A city that lists no project.
#[derive(Debug, Serialize)]
struct WithoutView {
    anchor: String,
    city: String,
    state: String,
    told: Told,
}

/// The level of headings around the texts of this chapter.
const LEVEL: usize = 4;

/// The chapter of an edition.
pub(super) fn of(edition: Edition<'_>) -> Stories {
    let chosen = measure::highlights(edition.network, edition.past);
    let before = edition.past.split_last().and_then(|(_, past)| past.iter().rev().find(|year| year.records.is_some()));
    let before = before.filter(|_| edition.year.records.is_some());
    let are_shown = lists::are_shown(edition);
    let is_told = |city: &CityId| are_shown || edition.year.narrative.cities.contains_key(city);
    let past = Past::of(edition, before, chosen.iter().filter(|(city, _)| is_told(city)).map(|(_, record)| *record));
    let areas = edition.network.focus_areas.iter().enumerate().map(|(place, area)| {
        let id = FocusAreaId::at(place);
        let types = edition.network.project_types.iter().filter(|kind| kind.focus_area == id);
        let told = edition.year.narrative.focus_areas.get(&id);
        let here = chosen.iter().filter(|(city, record)| record.focus_area == id && is_told(city));
        AreaView {
            anchor: area.code.key.clone(),
            name: area.code.name.clone(),
            definition: area.definition.clone(),
            types: types
                .map(|kind| Term { name: kind.code.name.clone(), meaning: kind.definition.clone(), parts: Vec::new() })
                .collect(),
            projects: figure(edition, &slice_id(edition.network, area_slice(id))),
            sentences: area_sentences(edition, id, before),
            told: told.map_or_else(Told::default, |blocks| texts::told(edition, blocks, LEVEL - 1)),
            stories: here.filter_map(|(city, record)| story(edition, *city, record, &past)).collect(),
        }
    });
    let inferred = before.into_iter().chain([edition.year]).filter(|year| measure::has_inferred_areas(year));
    let inferred: Vec<String> = inferred.map(|year| year.year.to_string()).collect();
    Stories {
        areas: areas.collect(),
        without: without(edition, &chosen),
        cities: before.map_or_else(String::new, |before| {
            let cities = change::cities(edition, before.year, edition.year.year);
            edition.words.say("area-cities", &[("year", &before.year.to_string()), ("cities", &cities)])
        }),
        elsewhere: if are_shown { String::new() } else { elsewhere(edition) },
        note: if inferred.is_empty() {
            String::new()
        } else {
            edition.words.say("note-areas-inferred", &[("years", &edition.words.list(&inferred))])
        },
    }
}

/// Why not every city has its story here, and where its projects stand.
fn elsewhere(edition: Edition<'_>) -> String {
    let gaps = [("projects", edition.counted("projects", "projects")), ("file", lists::FILE.to_owned())];
    edition.words.say("story-elsewhere-sentence", &gaps.each_ref().map(|(name, text)| (*name, text.as_str())))
}

fn area_slice(id: FocusAreaId) -> Slice {
    Slice { focus_area: Some(id), ..Slice::default() }
}

/// How many projects a focus area has, in how many cities, and how that number went.
fn area_sentences(edition: Edition<'_>, area: FocusAreaId, before: Option<&Year>) -> Vec<String> {
    let words = edition.words;
    let id = slice_id(edition.network, area_slice(area));
    let Some(count) = edition.figures.count(&id) else { return Vec::new() };
    let projects = words.counted_as("projects", count, &edition.text(&id));
    let cities = edition.counted("cities", &id.replacen("projects", "cities.with-projects", 1));
    let share = figure(edition, &format!("{id}.share"));
    let year = edition.year.year.to_string();
    let key = match (count, share.available) {
        (0, _) => "area-none",
        (_, true) => "area-share",
        (_, false) => "area-count",
    };
    let gaps = [("projects", projects.as_str()), ("cities", &cities), ("share", &share.text), ("year", &year)];
    let mut sentences = vec![words.say(key, &gaps)];
    if let Some(before) = before {
        let change = edition.figures.get(&format!("{id}.change.{}-to-{year}", before.year));
        if let Some(Value::Change { from, to }) = change.map(|figure| figure.value) {
            let then = edition.text(&format!("{id}.in-{}", before.year));
            let course = words.course((from, to), [&then, &edition.text(&id)]);
            let gaps = [("year", &*before.year.to_string()), ("course", &course)];
            sentences.push(words.say("area-course", &gaps));
        }
    }
    sentences
}

fn story(edition: Edition<'_>, id: CityId, record: &Record, past: &Past<'_>) -> Option<StoryView> {
    let network = edition.network;
    let city = network.cities.get(id.place())?;
    let kind = record.project_type.and_then(|kind| network.project_types.get(kind.place()));
    let told = edition.year.narrative.cities.get(&id);
    let facts = kind.map(|kind| kind.code.name.clone()).into_iter().chain([lists::status_name(edition, record)]);
    Some(StoryView {
        anchor: city.code.key.clone(),
        city: city.code.name.clone(),
        state: state_name(edition, city),
        title: record.title().to_string(),
        facts: facts.collect(),
        description: record.description().to_string(),
        told: told.map_or_else(Told::default, |story| texts::told(edition, &story.blocks, LEVEL)),
        sentences: from_records::sentences(edition, (id, city), record, past, told.is_some()),
    })
}

fn state_name(edition: Edition<'_>, city: &City) -> String {
    let state = edition.network.member_states.get(city.member_state.place());
    state.map_or_else(String::new, |state| state.code.name.clone())
}

/// The cities of the network that list nothing; none are told where no list is public.
fn without(edition: Edition<'_>, chosen: &BTreeMap<CityId, &Record>) -> Vec<WithoutView> {
    let narrative = &edition.year.narrative.cities;
    let members = measure::members(edition.network, edition.year).into_iter();
    // Without a list, only those of which somebody wrote.
    let is_told = |id: &CityId| edition.year.records.is_some() || narrative.contains_key(id);
    let without = members.filter(|(id, _)| !chosen.contains_key(id) && is_told(id));
    let view = |(id, city): (CityId, &City)| WithoutView {
        anchor: city.code.key.clone(),
        city: city.code.name.clone(),
        state: state_name(edition, city),
        told: narrative.get(&id).map_or_else(Told::default, |story| texts::told(edition, &story.blocks, LEVEL)),
    };
    without.map(view).collect()
}
