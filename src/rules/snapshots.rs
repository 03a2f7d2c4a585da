//! A snapshot holds one year of cities that belong to the network, as of one date.

use crate::diagnostic::Diagnostics;
use crate::load::written::{City, FocusArea, Inputs, Snapshot};
use crate::source::{At, Place};
use crate::terms::When;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

/// There is one cut-off date, in its year.
pub(super) fn cut_offs(inputs: &Inputs, found: &mut Diagnostics) {
    for snapshot in &inputs.snapshots {
        let year = snapshot.year.value;
        let Some(as_of) = snapshot.as_of.first() else {
            if snapshot.as_of_typed {
                continue;
            }
            found
                .error("missing-cut-off", snapshot.year.place, format!("the snapshot of {year} has no `as_of:`"))
                .help(format!("add the cut-off date, such as `as_of: {year}-09-30`"));
            continue;
        };
        for as_of in &snapshot.as_of {
            if as_of.value.year() != year {
                found
                    .error(
                        "cut-off-outside-year",
                        as_of.place,
                        format!("the snapshot of {year} is as of {}", as_of.value),
                    )
                    .also(snapshot.year.place, "the year")
                    .help(format!("write a date in {year}"));
            }
        }
        given_once("as_of", as_of.place, snapshot.as_of.iter().map(|at| at.place), found);
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
        if snapshot.records.is_none() && !has_total {
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
        for sent in snapshot.returns.iter().flatten() {
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

/// Records, returns and cards are of cities that had joined by the cut-off.
pub(super) fn members(inputs: &Inputs, found: &mut Diagnostics) {
    let cities: BTreeMap<&str, &City> =
        inputs.cities.cities.iter().map(|city| (city.id.value.as_str(), city)).collect();
    for snapshot in &inputs.snapshots {
        // A city's own file says no cut-off; then the whole year counts.
        let as_of = snapshot.as_of.first().map_or(When::Year(snapshot.year.value), |as_of| as_of.value);
        let mut look = |id: &At<String>, what: &dyn Display| {
            let Some(city) = cities.get(id.value.as_str()) else { return };
            if !city.joined.value.by(snapshot.year.value, as_of) {
                found
                    .error("not-a-member", id.place, format!("{what} is listed as of {as_of}, before the city joined"))
                    .also(city.joined.place, "joined")
                    .help(format!(
                        "correct the city, or the date in cities.yaml (now `joined: {}`)",
                        city.joined.value.0
                    ));
            }
            if let Some(left) = city.left.as_ref().filter(|left| left.value.by(snapshot.year.value, as_of)) {
                found
                    .error("not-a-member", id.place, format!("{what} is listed as of {as_of}, after the city left"))
                    .also(left.place, "left")
                    .help(format!("take it out, or correct the date in cities.yaml (now `left: {}`)", left.value.0));
            }
        };
        for record in snapshot.records.iter().flatten() {
            look(&record.city, &inputs.project(record));
        }
        for sent in snapshot.returns.iter().flatten() {
            look(&sent.city, &format_args!("a return of {}", inputs.city_name(&sent.city.value)));
        }
    }
}

/// What is carried forward from another year has been confirmed.
pub(super) fn carried(inputs: &Inputs, found: &mut Diagnostics) {
    for record in inputs.snapshots.iter().flat_map(|snapshot| snapshot.records.iter().flatten()) {
        let Some(from) = &record.carried_from else { continue };
        let message = format!("{} is carried forward from {} and not confirmed", inputs.project(record), from.value);
        found
            .warning("not-confirmed", from.place, message)
            .help("look at its title, focus area, type and description, then take this line out");
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
    for record in inputs.snapshots.iter().flat_map(|snapshot| snapshot.records.iter().flatten()) {
        let Some(project_type) = &record.project_type else { continue };
        let Some(area) = area_of.get(project_type.value.as_str()) else { continue };
        let is_known = known.contains(record.focus_area.value.as_str());
        if is_known && area.id.value != record.focus_area.value && record.doubts.focus_area.is_none() {
            found
                .warning(
                    "type-outside-area",
                    project_type.place,
                    format!("{}: the type `{}` belongs to {}", inputs.project(record), project_type.value, area.name),
                )
                .also(record.focus_area.place, "its focus area")
                .help("correct one of the two, or give the reason under `confidence: focus_area:`");
        }
    }
}

/// The published total is the number of records, or the inputs say why it is not.
pub(super) fn totals(inputs: &Inputs, found: &mut Diagnostics) {
    for snapshot in &inputs.snapshots {
        let Some(listed) = snapshot.records.as_ref().map(Vec::len) else { continue };
        let is_restated = snapshot.published.iter().flat_map(|block| &block.restated);
        let is_restated = is_restated.into_iter().any(|one| one.subject() == Some("projects"));
        let explained = snapshot.published.iter().flat_map(|block| &block.explained);
        let is_explained = explained
            .flat_map(|explained| &explained.figures)
            .any(|pattern| ["projects", "projects*"].contains(&pattern.value.as_str()));
        if is_restated || is_explained {
            continue;
        }
        for total in totals_of(snapshot, "projects").filter(|total| total.value as usize != listed) {
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
