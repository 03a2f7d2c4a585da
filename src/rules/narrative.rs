//! Texts are about what the network holds: their edition, their city or focus area, and the project that a story shows.

use super::references;
use crate::diagnostic::{Diagnostics, nearest, quoted};
use crate::held::Held;
use crate::load::written::{About, Inputs, Record, Snapshot, Text};
use crate::source::At;
use std::collections::BTreeSet;

/// Every text belongs to an edition, and to something that it knows.
pub(super) fn texts(inputs: &Inputs, found: &mut Diagnostics) {
    let lists = references::lists(inputs);
    let mut without = BTreeSet::new();
    for text in &inputs.narrative {
        let Some(snapshot) = inputs.snapshots.iter().find(|snapshot| snapshot.year.value == text.year) else {
            if without.insert(text.year) {
                found
                    .error("unknown-reference", text.name.place, format!("there is no snapshot of {}", text.year))
                    .help("put the texts into the folder of the year whose edition they belong to");
            }
            continue;
        };
        let owner = format_args!("texts of {}", text.year);
        match text.about {
            About::City => lists.cities.require(&text.name, &owner, found),
            About::FocusArea => lists.focus_areas.require(&text.name, &owner, found),
            About::Chapter => {}
        }
        match (&text.project, text.about) {
            (Some(project), About::City) => shown(inputs, snapshot, text, project, found),
            (None, About::City) => not_shown(inputs, snapshot, text, found),
            (Some(project), About::Chapter | About::FocusArea) => {
                found
                    .error("misplaced-story", project.place, "only the story of a city shows a project")
                    .help("take out the line");
            }
            (None, _) => {}
        }
    }
}

/// The projects of a city in a snapshot.
fn listed<'a>(snapshot: &'a Snapshot, city: &'a str) -> impl Iterator<Item = &'a Record> {
    snapshot.records.iter().flatten().filter(move |record| record.city.value == city)
}

/// The project that a story shows is in the list of its edition, and its city's.
fn shown(inputs: &Inputs, snapshot: &Snapshot, text: &Text, project: &At<Held>, found: &mut Diagnostics) {
    let (city, year) = (quoted(inputs.city_name(&text.name.value)), text.year);
    let mut records = snapshot.records.iter().flatten();
    match records.find(|record| record.id.value == project.value) {
        Some(record) if record.city.value == text.name.value => {}
        Some(record) => {
            let message = format!("the story of {city} shows {}", inputs.project(record));
            found
                .error("misplaced-story", project.place, message)
                .also(record.place(&record.id), "listed here")
                .help(format!("name a project of {city}"));
        }
        None if snapshot.gaps.records => {}
        None => {
            let message =
                format!("the story of {city} shows `{}`, which is not listed in {year}", quoted(&project.value));
            let own: Vec<&str> = listed(snapshot, &text.name.value).map(|record| record.id.value.as_str()).collect();
            let fault = found.error("misplaced-story", project.place, message);
            match nearest(&project.value, own.iter().copied()) {
                Some(near) => fault.help(format!("did you mean `{near}`?")),
                None if own.is_empty() => fault.help(format!("{city} lists no project in {year}; take out the line")),
                None => fault.help(projects(&own)),
            };
        }
    }
}

/// A city that lists projects shows one of them.
fn not_shown(inputs: &Inputs, snapshot: &Snapshot, text: &Text, found: &mut Diagnostics) {
    let own: Vec<&str> = listed(snapshot, &text.name.value).map(|record| record.id.value.as_str()).collect();
    let Some(first) = own.first() else { return };
    let city = quoted(inputs.city_name(&text.name.value));
    found
        .error("story-without-project", text.name.place, format!("the story of {city} says not which project it shows"))
        .help(format!("begin the file with a line `---`, a line `project: {first}`, and a line `---`"))
        .help(projects(&own));
}

fn projects(ids: &[&str]) -> String {
    let ids: Vec<String> = ids.iter().take(20).map(|id| format!("`{id}`")).collect();
    format!("its projects are {}", ids.join(", "))
}
