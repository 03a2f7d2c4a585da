//! Bridges, ready for tables: each term in words, with the projects behind it.

use super::page::figure;
use super::reach::Reach;
use super::room;
use super::views::FigureView;
use crate::check::{Network, Record, Slice};
use crate::exhibit::Edition;
use crate::measure::{Figure, Listed, Records, Term, slice_id};
use crate::words::Words;
use serde::Serialize;
use std::collections::BTreeSet;

/// From one number to another.
#[derive(Debug, Serialize)]
pub(super) struct BridgeView {
    /// The class; empty for the network.
    name: String,
    opening: FigureView,
    closing: FigureView,
    terms: Vec<TermRow>,
}

/// A term in which anything happened.
#[derive(Debug, Serialize)]
struct TermRow {
    name: String,
    change: FigureView,
    projects: Vec<String>,
    /// Whether any project of it left the list.
    has_left: bool,
    /// Whether any came to it.
    has_come: bool,
}

impl BridgeView {
    /// Whether anything came or left.
    pub(super) fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Under which lines of the table the projects stand that are new to the list, and those that are not listed again:
    /// nothing where each of them has one line.
    pub(super) fn lines(&self, words: &Words) -> String {
        let under = |keep: fn(&TermRow) -> bool| {
            let names = self.terms.iter().filter(|term| keep(term));
            names.map(|term| words.say("line-quoted", &[("name", &term.name)])).collect::<Vec<_>>()
        };
        let sides = [("lines-new", under(|term| term.has_come)), ("lines-gone", under(|term| term.has_left))];
        if sides.iter().all(|(_, names)| names.len() < 2) {
            return String::new();
        }
        let told = sides.iter().filter(|(_, names)| !names.is_empty());
        let told = told.map(|(key, names)| words.say(key, &[("lines", &words.list(names))]));
        told.collect::<Vec<_>>().join(" ")
    }
}

/// The bridge of a class between an earlier year and the edition's.
pub(super) fn of(edition: Edition<'_>, from: i32, name: &str, slice: Slice, reach: Reach) -> BridgeView {
    let id = slice_id(edition.network, slice);
    let stem = format!("{id}.bridge.{from}-to-{}", edition.year.year);
    let terms = Term::ALL.into_iter().filter_map(|term| {
        let term_id = format!("{stem}.{}", term.key());
        let found = edition.figures.get(&term_id)?;
        let projects: Vec<String> = projects(edition, reach, found, term);
        let row = TermRow {
            name: edition.words.term(&format!("term-{}", term.key())),
            change: figure(edition, &term_id),
            projects,
            has_left: !found.receipt.left.is_empty(),
            has_come: !found.receipt.records.is_empty(),
        };
        (!row.projects.is_empty()).then_some(row)
    });
    // Where a list states nothing of the kind, its count is unknown, and the bridge begins with what is stated.
    let end = |id: &str, end: &str| {
        let count = figure(edition, id);
        if count.available { count } else { figure(edition, &format!("{stem}.{end}")) }
    };
    BridgeView {
        name: name.to_owned(),
        opening: end(&format!("{id}.in-{from}"), "opening"),
        closing: end(&id, "closing"),
        terms: terms.collect(),
    }
}

/// The projects behind a term, those that left first, each with its city; of those that are no longer listed it says
/// which are listed again. Of too many it says where they are named.
fn projects(edition: Edition<'_>, reach: Reach, figure: &Figure, term: Term) -> Vec<String> {
    let (left, came) = (&figure.receipt.left, &figure.receipt.records);
    if left.len() + came.len() > room::MOST {
        let is_counted = [left, came].iter().any(|records| matches!(records, Records::Counted(_)));
        let key = if is_counted { "projects-counted" } else { "projects-not-named" };
        return vec![edition.words.say(key, &[("figure", &figure.id)])];
    }
    let (left, came) = (left.named(), came.named());
    let has_both = !left.is_empty() && !came.is_empty();
    let first = |record: &Record| edition.network.first_key(&record.key).to_owned();
    let has_gone = matches!(term, Term::Unexplained | Term::Closed | Term::Withdrawn) && !left.is_empty();
    let now = edition.year.records.iter().flatten().filter(|_| has_gone);
    let now: BTreeSet<String> = now.map(first).collect();
    let year = edition.year.year.to_string();
    let name = |listed: &Listed, key: &str| {
        let of_year = edition.past.iter().find(|year| year.year == listed.year)?;
        let record = of_year.records.as_ref()?.get(listed.id.place())?;
        let mut name = project_name(edition, reach, record);
        if has_gone && now.contains(&first(record)) {
            name = edition.words.say("project-listed-again", &[("project", &name), ("year", &year)]);
        }
        Some(if has_both { edition.words.say(key, &[("project", &name)]) } else { name })
    };
    let left = left.iter().filter_map(|listed| name(listed, "project-left"));
    left.chain(came.iter().filter_map(|listed| name(listed, "project-came"))).collect()
}

/// A project with its city, which is left out where all is of that city.
pub(super) fn project_name(edition: Edition<'_>, reach: Reach, record: &Record) -> String {
    if reach == Reach::City(record.city) {
        return record.title().to_string();
    }
    edition.words.say("project-of-city", &[("title", record.title()), ("city", city_name(edition.network, record))])
}

fn city_name<'a>(network: &'a Network, record: &Record) -> &'a str {
    network.cities.get(record.city.place()).map_or("", |city| city.code.name.as_str())
}
