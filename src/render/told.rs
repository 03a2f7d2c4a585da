//! What the ledger tells of the steps between two years, row by row.

use super::bridge::project_name;
use super::reach::Reach;
use crate::check::{Record, Told};
use crate::exhibit::Edition;
use crate::terms::Event;
use serde::Serialize;

/// What the ledger tells.
#[derive(Debug, Serialize)]
pub(super) struct LedgerRow {
    years: String,
    event: String,
    projects: Vec<String>,
    date: String,
    reason: String,
    document: String,
    address: String,
    confidence: String,
}

/// What the ledger tells of the steps from one year to the other, of what lies within the reach.
pub(super) fn ledger(edition: Edition<'_>, from: i32, reach: Reach, is_told: fn(Event) -> bool) -> Vec<LedgerRow> {
    let steps = edition.network.lineage.iter();
    let steps = steps.filter(|step| step.from >= from && step.to <= edition.year.year);
    let events = steps.flat_map(|step| step.events.iter().map(move |told| ((step.from, step.to), told)));
    let events = events.filter(|(_, told)| is_told(told.event));
    let rows = events.map(|(step, told)| ledger_row(edition, step, told, reach));
    rows.filter(|row| reach == Reach::Network || !row.projects.is_empty()).collect()
}

fn ledger_row(edition: Edition<'_>, (from, to): (i32, i32), told: &Told, reach: Reach) -> LedgerRow {
    let words = edition.words;
    let find = |year: i32, key: &str| -> Option<&Record> {
        // What is back was listed in a year before.
        let mut years = edition.past.iter().rev().filter(|one| one.year <= year);
        years.find_map(|one| one.records.as_ref()?.iter().find(|record| record.key == key && reach.holds(record)))
    };
    let named = |year: i32, keys: &[String]| -> Vec<String> {
        let mut records: Vec<&Record> = keys.iter().filter_map(|key| find(year, key)).collect();
        // A stable sort: within a city they stand as the ledger names them.
        records.sort_by_key(|record| record.city);
        records.into_iter().map(|record| project_name(edition, reach, record)).collect()
    };
    let city = told.city.filter(|id| reach.holds_city(edition.network, *id));
    let city = city.and_then(|id| edition.network.cities.get(id.place()));
    let mut projects = match (told.from.is_empty(), told.event) {
        (false, Event::Split | Event::Merged | Event::Replaced | Event::Continued | Event::Returned) => {
            let now =
                named(to, &told.to).into_iter().map(|project| words.say("project-came", &[("project", &project)]));
            let before = named(from, &told.from).into_iter();
            before.map(|project| words.say("project-left", &[("project", &project)])).chain(now).collect()
        }
        (false, _) if told.to.is_empty() => named(from, &told.from),
        _ => named(to, &told.to),
    };
    projects.extend(city.map(|city| city.code.name.clone()));
    LedgerRow {
        years: format!("{from}\u{2013}{to}"),
        event: words.term(&format!("event-{}", told.event.word())),
        projects,
        date: told.date.map_or_else(String::new, |date| words.date(date)),
        reason: told.reason.clone(),
        document: told.document.title.clone(),
        address: told.document.address.clone().unwrap_or_default(),
        confidence: words.term(&format!("confidence-{}", told.confidence.word())),
    }
}
