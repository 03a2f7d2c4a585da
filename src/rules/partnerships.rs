//! Partnerships: each is whole, stands where its project is, and is told once a year.

use super::projects::Projects;
use crate::diagnostic::Diagnostics;
use crate::held::Held;
use crate::load::shape::is_id;
use crate::load::written::{Inputs, Link, Partnership, Record};
use crate::source::{At, Place};
use std::collections::{BTreeMap, BTreeSet};

/// A partnership has partners, years in one way or the other, and a source.
pub(super) fn complete(inputs: &Inputs, found: &mut Diagnostics) {
    for link in inputs.partnerships.links.iter().filter(|link| !link.has_gaps) {
        let is_span = link.from.is_some() && link.to.is_some();
        let is_half = link.from.is_some() != link.to.is_some();
        let wrong = if link.names_none {
            "names no partner"
        } else if is_half {
            "has only one end of its years"
        } else if is_span && !link.years.is_empty() {
            "tells its years twice, as a list and as a span"
        } else if !is_span && link.years.is_empty() {
            "has no year"
        } else if link.mentions.is_empty() {
            "names no source"
        } else {
            continue;
        };
        found
            .error("incomplete-partnership", link.id.place, format!("partnership `{}` {wrong}", link.id.value))
            .help("name `partners:`, `sources:`, and the years as `years: [2019, 2021]` or as `from:` and `to:`");
    }
    for record in inputs.records() {
        for link in record.more.partners.iter().filter(|link| link.names_none) {
            let message = format!("{}: a partner of the record has no id", inputs.project(record));
            found
                .error("incomplete-partnership", link.kind.place, message)
                .help("write `ids: [example-bank]`, or remove the item");
        }
    }
}

/// Years ascend, and what ends does so after it began.
pub(super) fn dates(inputs: &Inputs, found: &mut Diagnostics) {
    for link in &inputs.partnerships.links {
        let backwards = link.from.as_ref().zip(link.to.as_ref()).filter(|(from, to)| from.value > to.value);
        let not_ascending = link.years.windows(2).find_map(|pair| match pair {
            [first, second] if first.value >= second.value => Some((first, second)),
            _ => None,
        });
        if let Some((first, second)) = backwards.or(not_ascending) {
            let (id, first, place, after) = (&link.id.value, first, second.place, second.value);
            let message = format!("partnership `{id}`: {after} stands after {}", first.value);
            found
                .error("dates-out-of-order", place, message)
                .also(first.place, "the year before it")
                .help("write each year once, the earliest first");
        }
    }
    for programme in &inputs.programmes.programmes {
        for fact in &programme.facts {
            let Some(until) = fact.until.as_ref().filter(|until| until.value.last_day() < fact.date.value.last_day())
            else {
                continue;
            };
            let message = format!("programme “{}”: a fact ends before it begins", programme.name.value);
            found
                .error("dates-out-of-order", until.place, message)
                .also(fact.date.place, "its beginning")
                .help("correct one of the two dates");
        }
    }
}

/// The project of a partnership is listed in a snapshot, and its city is among those of the partnership.
///
/// Where a record was lost to another fault, a project that is not found may have been it.
pub(super) fn projects(inputs: &Inputs, found: &mut Diagnostics) {
    let named = inputs.partnerships.links.iter().filter_map(|link| link.project.as_ref());
    let known = Projects::of(inputs, named.map(|project| project.value.as_str()));
    let has_gaps = inputs.snapshots.iter().any(|snapshot| snapshot.gaps.records);
    let cities: BTreeSet<&str> = inputs.cities.cities.iter().map(|city| city.id.value.as_str()).collect();
    for link in &inputs.partnerships.links {
        let Some(project) = &link.project else { continue };
        let owner = format!("partnership `{}`", link.id.value);
        let Some(city) = known.get(&project.value).map(|record| record.city.value.as_str()) else {
            let near = known.near(&project.value);
            if !is_id(&project.value) || (has_gaps && near.is_none()) {
                continue;
            }
            let message = format!("{owner}: there is no project `{}` in any snapshot", project.value);
            let fault = found.error("unknown-reference", project.place, message);
            match near {
                Some(near) => fault.help(format!("did you mean `{near}`?")),
                None => fault.help("leave `project:` out where the snapshots list none"),
            };
            continue;
        };
        let may_be_told = !link.has_gaps && cities.contains(city);
        if may_be_told && !link.cities.iter().any(|one| one.value == city) {
            let message = format!("{owner}: the project `{}` is one of {}", project.value, inputs.city_name(city));
            found
                .error("misplaced-partnership", project.place, message)
                .help(format!("write `cities: [{city}]`, or correct the project"));
        }
    }
}

/// What makes two entries the same partnership, but for the partner.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Same<'a> {
    /// The project; else the cities, sorted.
    place: Vec<&'a str>,
    kind: &'a str,
    programme: String,
    year: i32,
    partner: &'a str,
}

/// No partnership is told twice for a year: in a record and in the register, or in one of them.
///
/// Of what could not be read in full it is not known what else it says, so it is the same as nothing.
pub(super) fn doubled(inputs: &Inputs, found: &mut Diagnostics) {
    let mut seen: BTreeMap<Same<'_>, Place> = BTreeMap::new();
    for snapshot in &inputs.snapshots {
        for record in snapshot.records.iter().flatten() {
            for link in record.more.partners.iter().filter(|link| !link.kind.value.is_empty()) {
                let owner = inputs.project(record).to_string();
                let all = of_record(inputs, snapshot.year.value, record, link);
                tell(&owner, link.kind.place, all, &mut seen, found);
            }
        }
    }
    for link in inputs.partnerships.links.iter().filter(|link| !link.has_gaps) {
        let owner = format!("partnership `{}`", link.id.value);
        tell(&owner, link.id.place, of_register(inputs, link), &mut seen, found);
    }
}

fn of_record<'a>(inputs: &'a Inputs, year: i32, record: &'a Record, link: &'a Link) -> Vec<Same<'a>> {
    let place = vec![record.id.value.as_str()];
    let same = |id: &'a At<Held>| Same {
        place: place.clone(),
        kind: &link.kind.value,
        programme: programme(inputs, link.programme.as_ref()),
        year,
        partner: &id.value,
    };
    link.ids.iter().map(same).collect()
}

fn of_register<'a>(inputs: &'a Inputs, link: &'a Partnership) -> Vec<Same<'a>> {
    let mut place: Vec<&str> = match &link.project {
        Some(project) => vec![project.value.as_str()],
        None => link.cities.iter().map(|city| city.value.as_str()).collect(),
    };
    place.sort_unstable();
    let years = link.all_years();
    let years = years.iter().collect::<BTreeSet<_>>();
    let programme = programme(inputs, link.programme.as_ref());
    let of_year = |year: &i32| {
        let same = |id: &'a At<Held>| Same {
            place: place.clone(),
            kind: &link.kind.value,
            programme: programme.clone(),
            year: *year,
            partner: &id.value,
        };
        link.partners.iter().map(same).collect::<Vec<_>>()
    };
    years.into_iter().flat_map(of_year).collect()
}

/// The id of a programme, whatever it is called; its name where the register does not hold it.
fn programme(inputs: &Inputs, named: Option<&At<Held>>) -> String {
    let Some(named) = named else { return String::new() };
    let known = inputs.programmes.programmes.iter().find(|one| one.is_called(&named.value));
    known.map_or_else(|| named.value.to_string(), |one| one.id.value.to_string())
}

/// Notes what was told before, once for an entry.
fn tell<'a>(
    owner: &str,
    place: Place,
    all: Vec<Same<'a>>,
    seen: &mut BTreeMap<Same<'a>, Place>,
    found: &mut Diagnostics,
) {
    let first = all.iter().find_map(|one| Some((one, *seen.get(one)?)));
    if let Some((one, first)) = first {
        let message = format!("{owner}: the partner `{}` is told twice for {}", one.partner, one.year);
        found
            .error("doubled-partnership", place, message)
            .also(first, "first here")
            .help("keep what a record tells in the record, and take its year out of partnerships.yaml");
    }
    for one in all {
        seen.entry(one).or_insert(place);
    }
}
