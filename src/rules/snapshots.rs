//! A snapshot holds one year of cities that belong to the network, as of one date.

use super::codes::is_before;
use crate::diagnostic::Diagnostics;
use crate::load::shape::is_id;
use crate::load::written::{City, FocusArea, Inputs, Snapshot};
use crate::source::{At, FileId, Place, Source};
use crate::terms::{Joined, When};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;
use std::path::Path;

/// Cut-off dates are in their year.
pub(super) fn cut_off_years(inputs: &Inputs, found: &mut Diagnostics) {
    for snapshot in inputs.snapshots.iter().filter(|snapshot| snapshot.year.value > 0) {
        let year = snapshot.year.value;
        for as_of in snapshot.as_of.iter().filter(|as_of| as_of.value.year() != year) {
            let message = format!("the snapshot of {year} is as of {}", as_of.value);
            let fault = found.error("cut-off-outside-year", as_of.place, message);
            fault.also(snapshot.year.place, "the year").help(format!("write a date in {year}"));
        }
    }
}

/// A file says something beside its year.
pub(super) fn says_something(inputs: &Inputs, found: &mut Diagnostics) {
    for snapshot in &inputs.snapshots {
        let says_nothing = snapshot.records.is_none() && snapshot.returns.is_none() && snapshot.published.is_empty();
        if says_nothing && snapshot.sources.is_empty() && !snapshot.gaps.records {
            found
                .error("nothing-known", snapshot.year.place, "this file says nothing beside its year")
                .help("add `records:` with the projects of the city");
        }
    }
}

/// There is one cut-off date, in its year.
pub(super) fn cut_offs(inputs: &Inputs, found: &mut Diagnostics) {
    cut_off_years(inputs, found);
    for snapshot in &inputs.snapshots {
        let year = snapshot.year.value;
        let Some(as_of) = snapshot.as_of.first() else {
            if snapshot.as_of_typed {
                continue;
            }
            let fault =
                found.error("missing-cut-off", snapshot.year.place, format!("the snapshot of {year} has no `as_of:`"));
            let is_table = |source: &Source| Path::new(source.path()).extension().is_some_and(|end| end == "csv");
            if inputs.sources.get(snapshot.year.place.file).is_some_and(is_table) {
                fault.help(format!("write `{year}.yaml` beside the table, with `year: {year}` and the cut-off date"));
            }
            fault.help(format!("add the cut-off date, such as `as_of: {year}-09-30`"));
            continue;
        };
        given_once("as_of", as_of.place, snapshot.as_of.iter().map(|at| at.place), found);
        for day in &snapshot.final_since {
            if day.value.last_day() < as_of.value.last_day() {
                let message = format!("the edition of {year} is final since {}, before its cut-off", day.value);
                found
                    .error("dates-out-of-order", day.place, message)
                    .also(as_of.place, "the cut-off")
                    .help("write the day on which the report was accepted, or leave the line out");
            }
        }
        if let Some(first) = snapshot.final_since.first() {
            given_once("final", first.place, snapshot.final_since.iter().map(|at| at.place), found);
        }
        if let Some(first) = snapshot.published.first() {
            given_once("published", first.place, snapshot.published.iter().map(|block| block.place), found);
        }
    }
}

fn given_once(key: &str, first: Place, places: impl Iterator<Item = Place>, found: &mut Diagnostics) {
    for place in places.skip(1) {
        found
            .error("given-twice", place, format!("`{key}:` is given by more than one file of this year"))
            .also(first, "first here")
            .help("keep it in one of the files");
    }
}

/// Each measure has one published total a year.
pub(super) fn measures(inputs: &Inputs, found: &mut Diagnostics) {
    for snapshot in &inputs.snapshots {
        let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
        for total in snapshot.published.iter().flat_map(|block| &block.totals) {
            let first = *seen.entry(&total.measure.value).or_insert(total.measure.place);
            if first != total.measure.place {
                let message = format!(
                    "the published total of {} is given twice for {}",
                    total.measure.value, snapshot.year.value
                );
                found
                    .error("given-twice", total.measure.place, message)
                    .also(first, "first here")
                    .help("keep one of them, and put the other number under its `others:`");
            }
        }
    }
}

/// Something is known of the year.
pub(super) fn contents(inputs: &Inputs, found: &mut Diagnostics) {
    for snapshot in &inputs.snapshots {
        let totals = snapshot.published.iter().flat_map(|block| &block.totals);
        let has_total = totals.into_iter().any(|total| total.measure.value == "projects");
        if snapshot.records.is_none() && !has_total && !snapshot.gaps.published {
            found
                .error(
                    "nothing-known",
                    snapshot.year.place,
                    format!("{} has neither records nor a published number of projects", snapshot.year.value),
                )
                .help("add `records:`, or a total under `published:`, or remove the file");
        }
    }
}

/// A city sends one return a year.
pub(super) fn returns(inputs: &Inputs, found: &mut Diagnostics) {
    for snapshot in &inputs.snapshots {
        let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
        for sent in snapshot.returns.iter().flatten().filter(|sent| is_id(&sent.city.value)) {
            let first = *seen.entry(&sent.city.value).or_insert(sent.city.place);
            if first != sent.city.place {
                found
                    .error(
                        "return-twice",
                        sent.city.place,
                        format!(
                            "the return of {} for {} is listed twice",
                            inputs.city_name(&sent.city.value),
                            snapshot.year.value
                        ),
                    )
                    .also(first, "first here")
                    .help("keep the one that counts");
            }
        }
    }
}

/// A return is dated in the year that it is of.
pub(super) fn return_dates(inputs: &Inputs, found: &mut Diagnostics) {
    for snapshot in inputs.snapshots.iter().filter(|snapshot| snapshot.year.value > 0) {
        let year = snapshot.year.value;
        let is_other = |date: When| date.year() != 0 && date.year() != year;
        for sent in snapshot.returns.iter().flatten().filter(|sent| is_other(sent.date.value)) {
            let city = inputs.city_name(&sent.city.value);
            let message = format!("the return of {city} for {year} is dated {}", sent.date.value);
            found
                .error("dates-out-of-order", sent.date.place, message)
                .also(snapshot.year.place, "the year")
                .help(format!("write the day in {year} on which the return came in"));
        }
    }
}

/// In a year of several files, the projects of a city stand in one of them.
pub(super) fn one_file_a_city(inputs: &Inputs, found: &mut Diagnostics) {
    let is_split = |snapshot: &&Snapshot| {
        let mut files = snapshot.records.iter().flatten().map(|record| record.place(&record.id).file);
        files.next().is_some_and(|first| files.any(|file| file != first))
    };
    for snapshot in inputs.snapshots.iter().filter(is_split) {
        let mut first: BTreeMap<&str, Place> = BTreeMap::new();
        let mut told: BTreeSet<(FileId, &str)> = BTreeSet::new();
        // Where an id is used twice, that is told.
        let mut files: BTreeMap<&str, FileId> = BTreeMap::new();
        let records = || snapshot.records.iter().flatten().filter(|record| is_id(&record.city.value));
        let mut doubled: BTreeSet<&str> = BTreeSet::new();
        for record in records() {
            let file = record.place(&record.id).file;
            if *files.entry(&record.id.value).or_insert(file) != file {
                doubled.insert(&record.city.value);
            }
        }
        for record in records().filter(|record| !doubled.contains(record.city.value.as_str())) {
            let (city, place) = (&record.city.value, record.place(&record.city));
            let other = *first.entry(city).or_insert(place);
            if other.file != place.file && told.insert((place.file, city)) {
                let name = inputs.city_name(city);
                let message = format!("projects of {name} for {} stand in two files", snapshot.year.value);
                found
                    .error("return-twice", place, message)
                    .also(other, "the other file")
                    .help("take out the file that does not count, or put all projects of the city into one");
            }
        }
    }
}

/// What is carried forward comes from an earlier year in which the project is listed.
pub(super) fn carried_years(inputs: &Inputs, found: &mut Diagnostics) {
    let mut records = inputs.records();
    if records.all(|record| record.more.carried_from.is_none()) {
        return;
    }
    let listed: BTreeSet<(i32, &str)> = inputs
        .snapshots
        .iter()
        .flat_map(|one| one.records.iter().flatten().map(|record| (one.year.value, record.id.value.as_str())))
        .collect();
    let has_gaps = inputs.snapshots.iter().any(|snapshot| snapshot.gaps.records);
    for snapshot in &inputs.snapshots {
        for record in snapshot.records.iter().flatten() {
            let Some(from) = &record.more.carried_from else { continue };
            let project = inputs.project(record);
            if from.value >= snapshot.year.value {
                let message =
                    format!("{project}: nothing of {} can be carried forward from {}", snapshot.year.value, from.value);
                found
                    .error("dates-out-of-order", from.place, message)
                    .help("write the earlier year, or take the line out");
            } else if !has_gaps && is_id(&record.id.value) && !listed.contains(&(from.value, record.id.value.as_str()))
            {
                let message = format!("{project}: `{}` is not listed in {}", record.id.value, from.value);
                found
                    .error("unknown-reference", from.place, message)
                    .help("write the year in which it is listed, or take the line out");
            }
        }
    }
}

/// Records, returns and cards are of cities that had joined by the cut-off.
pub(super) fn members(inputs: &Inputs, found: &mut Diagnostics) {
    let cities: BTreeMap<&str, &City> =
        inputs.cities.cities.iter().map(|city| (city.id.value.as_str(), city)).collect();
    for snapshot in &inputs.snapshots {
        // A city's own file says no cut-off; then the whole year counts.
        let as_of = snapshot.as_of.first().map_or(When::Year(snapshot.year.value), |as_of| as_of.value);
        // Dates that are out of order are told by themselves.
        let is_slip = |(joined, left): (&At<Joined>, Option<&At<Joined>>)| {
            left.is_some_and(|left| is_before(left.value.0, joined.value.0))
        };
        let is_outside = |(_, city): &(&&str, &&City)| {
            !city.spans().any(is_slip) && !city.membership().holds(snapshot.year.value, as_of)
        };
        let outside: BTreeMap<&&str, &&City> = cities.iter().filter(is_outside).collect();
        if outside.is_empty() || snapshot.year.value <= 0 {
            continue;
        }
        let mut look = |(id, place): (&str, Place), what: &dyn Display| {
            let Some(city) = outside.get(&id) else { return };
            let spans: Vec<_> = city.spans().collect();
            let by = |date: &At<Joined>| date.value.by(snapshot.year.value, as_of);
            let left = spans.iter().rev().filter_map(|(_, left)| *left).find(|left| by(left));
            match (spans.first(), left) {
                (_, Some(left)) => {
                    found
                        .error("not-a-member", place, format!("{what} is listed as of {as_of}, after the city left"))
                        .also(left.place, "left")
                        .help(format!(
                            "take it out, or correct the date in cities.yaml (now `left: {}`)",
                            left.value.0
                        ));
                }
                (Some((joined, _)), None) => {
                    found
                        .error("not-a-member", place, format!("{what} is listed as of {as_of}, before the city joined"))
                        .also(joined.place, "joined")
                        .help(format!(
                            "correct the city, or the date in cities.yaml (now `joined: {}`)",
                            joined.value.0
                        ));
                }
                (None, None) => {}
            }
        };
        for record in snapshot.records.iter().flatten() {
            look((&record.city.value, record.place(&record.city)), &inputs.project(record));
        }
        for sent in snapshot.returns.iter().flatten() {
            look(
                (&sent.city.value, sent.city.place),
                &format_args!("a return of {}", inputs.city_name(&sent.city.value)),
            );
        }
    }
}

/// What is carried forward from another year has been confirmed.
pub(super) fn carried(inputs: &Inputs, found: &mut Diagnostics) {
    for record in inputs.records() {
        let Some(from) = &record.more.carried_from else { continue };
        let message = format!("{} is carried forward from {} and not confirmed", inputs.project(record), from.value);
        found
            .warning("not-confirmed", from.place, message)
            .help("look at its title, focus area, type, codes and description, then take this line out");
    }
}

/// A project type belongs to the focus area, unless the record says why not.
pub(super) fn types(inputs: &Inputs, found: &mut Diagnostics) {
    let Some(framework) = &inputs.framework else { return };
    let areas = &framework.focus_areas;
    let known: BTreeSet<&str> = areas.iter().map(|area| area.id.value.as_str()).collect();
    let mut area_of: BTreeMap<&str, &FocusArea> = BTreeMap::new();
    for area in areas {
        for kind in &area.project_types {
            area_of.entry(&kind.id.value).or_insert(area);
        }
    }
    for record in inputs.records() {
        let Some(project_type) = &record.project_type else { continue };
        let Some(area) = area_of.get(project_type.value.as_str()) else { continue };
        let is_known = known.contains(record.focus_area.value.as_str());
        if is_known && area.id.value != record.focus_area.value && record.doubts.focus_area.is_none() {
            found
                .warning(
                    "type-outside-area",
                    record.place(project_type),
                    format!("{}: the type `{}` belongs to {}", inputs.project(record), project_type.value, area.name),
                )
                .also(record.place(&record.focus_area), "its focus area")
                .help("correct one of the two, or give the reason under `confidence: focus_area:`");
        }
    }
}

/// The published total is the number of records, or the inputs say why it is not.
pub(super) fn totals(inputs: &Inputs, found: &mut Diagnostics) {
    for snapshot in &inputs.snapshots {
        let Some(records) = snapshot.records.as_ref().filter(|_| !snapshot.gaps.records) else { continue };
        let listed = records.len();
        // Of two totals one is wrong, and that is told.
        let is_restated = snapshot.published.iter().flat_map(|block| &block.restated);
        let is_restated = is_restated.into_iter().any(|one| one.subject() == Some("projects"));
        let explained = snapshot.published.iter().flat_map(|block| &block.explained);
        let is_explained = explained
            .flat_map(|explained| &explained.figures)
            .any(|pattern| ["projects", "projects*"].contains(&pattern.value.as_str()));
        if is_restated || is_explained {
            continue;
        }
        for total in totals_of(snapshot, "projects") {
            // An id that is used twice may be one record too many, or one id that is wrong.
            let ids = || records.iter().map(|record| record.id.value.as_str()).collect::<BTreeSet<_>>();
            let is_listed = listed == total.value as usize || ids().len() == total.value as usize;
            if is_listed || totals_of(snapshot, "projects").count() > 1 {
                continue;
            }
            let year = snapshot.year.value;
            let message =
                format!("{} projects were published for {year}, and {listed} records are listed", total.value);
            found
                .error("total-differs", total.measure.place, message)
                .help("look for records that are missing or entered twice")
                .help("if the number was changed later, tell under `restated:` from what, to what, why and since when")
                .help("if it always differed, tell why under `explained:`, with `projects` among its figures");
        }
    }
}

fn totals_of<'a>(snapshot: &'a Snapshot, measure: &'a str) -> impl Iterator<Item = &'a crate::load::written::Total> {
    let totals = snapshot.published.iter().flat_map(|block| &block.totals);
    totals.filter(move |total| total.measure.value == measure)
}
