//! Every figure of an edition as data: exact value, printed text, basis, confidence and the records behind it.

use super::RenderError;
use crate::audit::sealed::{Changed, changed_with_others, restatement};
use crate::bundle::Bundle;
use crate::check::Restated;
use crate::exhibit::Edition;
use crate::load::json::Text;
use crate::measure::{Figure, Listed, Records, Row, Share, Value};
use crate::terms::Basis;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::{Map, Value as Json, json};
use std::collections::BTreeMap;

/// Puts the figures file into a bundle, into that folder.
pub(super) fn add(edition: Edition<'_>, folder: &str, bundle: &mut Bundle) -> Result<(), RenderError> {
    let definitions: Map<String, Json> = definitions(edition);
    let changed = later(edition);
    let document = Document {
        format: "ascn-report figures 1",
        network: &edition.network.names.name,
        edition: edition.year.year,
        as_of: edition.year.as_of.to_string(),
        final_since: edition.year.final_since.as_ref().map(|day| day.value.to_string()),
        definitions,
        figures: All(edition, &changed),
    };
    super::add_data(bundle, &format!("{folder}/figures.json"), &document)
}

/// The figures file. The records behind figures are many, and go from their lists into the text at once.
#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    network: &'a str,
    edition: i32,
    as_of: String,
    #[serde(rename = "final")]
    final_since: Option<String>,
    definitions: Map<String, Json>,
    figures: All<'a>,
}

/// All figures of an edition by their ids, with those that changed with another.
struct All<'a>(Edition<'a>, &'a Later<'a>);

impl Serialize for All<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.figures.all().iter().map(|figure| (&figure.id, Entry(self.0, self.1, figure))))
    }
}

/// A figure.
struct Entry<'a>(Edition<'a>, &'a Later<'a>, &'a Figure);

impl Serialize for Entry<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(edition, changed, figure) = *self;
        let receipt = &figure.receipt;
        let mut entry = serializer.serialize_map(None)?;
        about(&mut entry, edition, changed, figure)?;
        for (key, ids) in [("of", &receipt.of), ("entries", &receipt.entries), ("gone", &receipt.gone)] {
            if !ids.is_empty() {
                entry.serialize_entry(key, &Texts(ids))?;
            }
        }
        let links: Vec<String> = receipt.links.iter().filter_map(|row| link_name(edition, *row)).collect();
        if !links.is_empty() {
            entry.serialize_entry("links", &links)?;
        }
        for (key, counted, behind) in
            [("left", "left_counted", &receipt.left), ("records", "records_counted", &receipt.records)]
        {
            match behind {
                Records::Named(none) if none.is_empty() => {}
                Records::Named(listed) => entry.serialize_entry(key, &records(edition, listed))?,
                Records::Counted(years) => {
                    entry.serialize_entry(counted, &years.iter().copied().collect::<BTreeMap<_, _>>())?;
                }
            }
        }
        entry.end()
    }
}

/// Ids, as they are written.
struct Texts<'a>(&'a [String]);

impl Serialize for Texts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|id| Text(id)))
    }
}

/// The definitions that figures name, each once.
pub(super) fn definitions(edition: Edition<'_>) -> Map<String, Json> {
    let mut names: Vec<&str> = edition.figures.all().iter().map(|figure| figure.receipt.definition).collect();
    names.sort_unstable();
    names.dedup();
    names.into_iter().map(|name| (short(name).to_owned(), edition.words.term(name).into())).collect()
}

/// The name of a definition in the files for other programs.
pub(super) fn short(definition: &str) -> &str {
    definition.trim_start_matches("definition-")
}

/// What a figure says, without what stands behind it.
fn about<M: SerializeMap>(
    entry: &mut M,
    edition: Edition<'_>,
    changed: &Later<'_>,
    figure: &Figure,
) -> Result<(), M::Error> {
    let (kind, exact) = exact(figure.value);
    entry.serialize_entry("kind", kind)?;
    entry.serialize_entry("value", &exact)?;
    entry.serialize_entry("text", &figure.text(edition.words))?;
    if let Some(why) = figure.why() {
        entry.serialize_entry("why", &edition.words.term(why.key()))?;
    }
    if let Some(restated) = restated(edition, changed, &figure.id) {
        entry.serialize_entry("restated", &restated)?;
    }
    let receipt = &figure.receipt;
    entry.serialize_entry("definition", short(receipt.definition))?;
    entry.serialize_entry("basis", &receipt.basis.map(Basis::word))?;
    entry.serialize_entry("confidence", receipt.confidence.word())
}

/// The later change of a published number, at the figure that it is the number of.
fn restated(edition: Edition<'_>, changed: &Later<'_>, id: &str) -> Option<Json> {
    let told = |one: &Restated, from: String, to: String| {
        json!({
            "from": from,
            "to": to,
            "reason": one.reason.word(),
            "why": one.why,
            "since": one.since.to_string(),
        })
    };
    if let Some((_, one)) = restatement(edition.past, id) {
        return Some(told(one, one.from.to_string(), one.to.to_string()));
    }
    let (figure, one) = changed.get(id)?;
    Some(told(one, figure.sealed.text.clone(), figure.now?.text(edition.words)))
}

/// The figures that changed with another since the edition became final, by id.
pub(super) type Later<'a> = BTreeMap<&'a str, (Changed<'a>, &'a Restated)>;

/// Those of an edition.
pub(super) fn later(edition: Edition<'_>) -> Later<'_> {
    let all = changed_with_others(edition.past, edition.figures, edition.words).into_iter();
    all.map(|one| (one.0.sealed.id.value.as_str(), one)).collect()
}

/// The ids of records by year, in the order of the years' lists.
fn records<'a>(edition: Edition<'a>, listed: &[Listed]) -> BTreeMap<i32, Vec<Text<'a>>> {
    let mut years: BTreeMap<i32, Vec<Text<'_>>> = BTreeMap::new();
    for of_year in listed.chunk_by(|one, next| one.year == next.year) {
        let year = of_year.first().map_or(0, |listed| listed.year);
        let records = edition.past.iter().find(|other| other.year == year).and_then(|year| year.records.as_deref());
        let records = of_year.iter().filter_map(|listed| records?.get(listed.id.place()));
        let ids: Vec<Text<'_>> = records.map(|record| Text(&record.key)).collect();
        if !ids.is_empty() {
            years.entry(year).or_default().extend(ids);
        }
    }
    years
}

/// A link behind a count of partnerships: the year and the id of its record, or its id in the register.
fn link_name(edition: Edition<'_>, row: Row) -> Option<String> {
    match row {
        Row::Record(year, id, at) => {
            let year = edition.network.years.iter().find(|one| one.year == year)?;
            let record = year.records.as_ref()?.get(id.place())?;
            Some(format!("{}/{}/{}", year.year, record.key, at + 1))
        }
        Row::Register(at) => Some(edition.network.partnerships.get(at)?.key.clone()),
    }
}

/// An exact value as data: fractions stay fractions.
#[derive(Serialize)]
#[serde(untagged)]
enum Exact {
    Number(u32),
    Text(String),
    Fraction { part: u32, whole: u32 },
    Change { from: u32, to: u32, change: i64 },
    Numbers { from: u32, to: u32 },
    Points { from: Box<Exact>, to: Box<Exact> },
    Nothing,
}

/// What kind of number it is, and its exact value.
fn exact(value: Value) -> (&'static str, Exact) {
    let fraction = |share: Share| Exact::Fraction { part: share.part, whole: share.whole };
    match value {
        Value::Count(count) => ("count", Exact::Number(count)),
        Value::Rank(rank) => ("rank", Exact::Number(rank)),
        Value::Printed(share) => ("printed-share", Exact::Text(share.to_string())),
        Value::RankChange { from, to } => ("rank-change", Exact::Numbers { from, to }),
        Value::Share(share) => ("share", fraction(share)),
        Value::Change { from, to } => ("change", Exact::Change { from, to, change: i64::from(to) - i64::from(from) }),
        Value::Growth { from, to } => ("growth", Exact::Numbers { from, to }),
        Value::Points { from, to } => {
            ("points", Exact::Points { from: Box::new(fraction(from)), to: Box::new(fraction(to)) })
        }
        Value::Missing(_) => ("not-available", Exact::Nothing),
    }
}
