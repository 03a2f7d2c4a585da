//! Receipts: what a figure says, how it is defined and rounded, and what stands behind it.

use super::figures::later;
use super::findings::slice_name;
use super::reach::Reach;
use super::{partnerships, restated};
use crate::check::{Measure, Record, Total, Year};
use crate::exhibit::Edition;
use crate::measure::{self, Figure, Listed, Records, Share, Value};
use crate::source::{Place, Sources};
use crate::terms::{Basis, Confidence};
use crate::words::Words;
use std::collections::BTreeMap;
use std::fmt::Write;

/// The receipt of a figure as text: one line a fact, then the records, each with its file and line.
pub fn receipt(edition: Edition<'_>, figure: &Figure, sources: &Sources) -> String {
    let words = edition.words;
    let receipt = &figure.receipt;
    let mut text = format!("{}, edition of {}\n\n", figure.id, edition.year.year);
    let mut line = |name: &str, value: &str| {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{:<12}{value}", words.term(name));
    };
    let what = slice_name(edition.network, words, &figure.id);
    if figure.id.starts_with("projects") && [".by-", "-code."].iter().any(|part| figure.id.contains(part)) {
        line("receipt-of", &what);
    }
    line("receipt-printed", &figure.text(words));
    let (exact, rounding) = exact(edition, figure);
    line("receipt-exact", &exact);
    match figure.why() {
        Some(why) => line("receipt-reason", &words.term(why.key())),
        None => line("receipt-rounding", &words.term(rounding)),
    }
    line("receipt-definition", &words.term(receipt.definition));
    match receipt.basis {
        Some(basis) => line("receipt-basis", &words.term(&format!("basis-{}", basis.word()))),
        // Cities, member states and returns are counted in the registers.
        None if figure.why().is_none() => line("receipt-basis", &words.term("basis-register")),
        None => {}
    }
    if figure.why().is_none() {
        line("receipt-confidence", &sure(words, figure));
    }
    for id in &receipt.of {
        let text = edition.figures.get(id).map_or_else(String::new, |figure| figure.text(words));
        line("receipt-from", &format!("{id}: {text}"));
    }
    if let Some(quoted) = quoted(edition, &printed(edition), figure) {
        let at = position(sources, quoted.place);
        let pages = quoted.pages.map_or_else(String::new, |pages| words.say("receipt-pages", &[("pages", pages)]));
        line("receipt-published", &format!("{} ({}{pages}; {at})", quoted.text, quoted.document));
    }
    let changed = later(edition);
    if let Some(sentence) = restated::sentence(edition, &changed, &figure.id) {
        line("receipt-restated", &sentence);
    }
    for (name, entries) in [("receipt-gone", &receipt.gone), ("receipt-entries", &receipt.entries)] {
        if !entries.is_empty() {
            line(name, &entries.join(", "));
        }
    }
    text.push_str(&links(edition, figure, sources));
    for (name, listed) in [("receipt-left", &receipt.left), ("receipt-records", &receipt.records)] {
        text.push_str(&listing(edition, (name, listed), sources));
    }
    text
}

/// The records behind a figure under their heading, each with its file and line; of too many, how many of each year.
fn listing(edition: Edition<'_>, (heading, listed): (&str, &Records), sources: &Sources) -> String {
    let (words, mut text) = (edition.words, String::new());
    if !listed.is_empty() {
        let _ = writeln!(text, "{:<12}{}", words.term(heading), words.count(measure::number(listed.len())));
    }
    for (year, count) in listed.counted() {
        let count = words.count(*count);
        let _ = writeln!(text, "  {year}  {}", words.say("receipt-unnamed", &[("n", &count)]));
    }
    for (year, record) in records(edition, listed.named()) {
        let city = edition.network.cities.get(record.city.place()).map_or("", |city| city.code.name.as_str());
        let at = position(sources, record.place());
        let _ = writeln!(text, "  {at}  {year}  {}  “{}” ({city})", record.key, record.title());
    }
    text
}

/// The places of a receipt in the inputs: of its records, and of the total that was published.
pub fn receipt_places(edition: Edition<'_>, figure: &Figure) -> Vec<Place> {
    let (left, came) =
        (records(edition, figure.receipt.left.named()), records(edition, figure.receipt.records.named()));
    let links = figure.receipt.links.iter().filter_map(|row| partnerships::link(edition, *row)).map(|link| link.place);
    let records = left.into_iter().chain(came).map(|(_, record)| record.place()).chain(links);
    records.chain(quoted(edition, &printed(edition), figure).map(|quoted| quoted.place)).collect()
}

/// The links behind a count of partnerships, each with its file and line.
fn links(edition: Edition<'_>, figure: &Figure, sources: &Sources) -> String {
    let mut text = String::new();
    if !figure.receipt.links.is_empty() {
        let count = edition.words.count(measure::number(figure.receipt.links.len()));
        let _ = writeln!(text, "{:<12}{count}", edition.words.term("receipt-links"));
    }
    for link in figure.receipt.links.iter().filter_map(|row| partnerships::link(edition, *row)) {
        let _ = writeln!(text, "  {}  {}", position(sources, link.place), link.said(Reach::Network));
    }
    text
}

fn position(sources: &Sources, place: Place) -> String {
    sources.get(place.file).map_or_else(String::new, |source| {
        let line = source.line_column(place.start).map_or_else(String::new, |(line, _)| format!(":{line}"));
        format!("{}{line}", source.path())
    })
}

/// These records, with their years.
fn records<'a>(edition: Edition<'a>, listed: &[Listed]) -> Vec<(i32, &'a Record)> {
    let named = listed.iter().filter_map(|listed| {
        let year = edition.past.iter().find(|year| year.year == listed.year)?;
        Some((listed.year, year.records.as_ref()?.get(listed.id.place())?))
    });
    named.collect()
}

/// What was published, and where that stands.
#[derive(Debug, Clone)]
pub(super) struct Quoted<'a> {
    pub(super) text: String,
    pub(super) document: &'a str,
    pub(super) pages: Option<&'a str>,
    place: Place,
}

/// What the figures quote that are named after it, by their ids.
pub(super) type Printed<'a> = BTreeMap<String, Quoted<'a>>;

/// That of an edition; of two numbers under one id, the first.
pub(super) fn printed(edition: Edition<'_>) -> Printed<'_> {
    let (words, own) = (edition.words, edition.year);
    let mut all = Printed::new();
    let mut add = |id: String, quoted| {
        all.entry(id).or_insert(quoted);
    };
    let text = |id: &str| edition.figures.get(id).map_or_else(String::new, |figure| figure.text(words));
    for year in edition.past {
        for one in &year.published.restated {
            let ([place, ..], id) = (one.places, measure::restated_id(&one.figure, year.year));
            let text = text(&id);
            add(id, Quoted { text, document: title(year, one.document), pages: None, place });
        }
        for total in &year.published.totals {
            for (at, (value, document)) in total.others.iter().enumerate() {
                let (text, document) = (words.count(*value), title(year, *document));
                let id = measure::other_id(total, year.year, at);
                add(id, Quoted { text, document, pages: None, place: total.place });
            }
        }
    }
    for total in &own.published.totals {
        add(measure::total_id(total), of_total(words, own, total));
    }
    for cell in &own.published.cells {
        let (id, document) = (measure::printed_id(edition.network, cell), title(own, cell.document));
        let text = text(&id);
        add(id, Quoted { text, document, pages: cell.pages.as_deref(), place: cell.place });
    }
    all
}

fn title(year: &Year, place: usize) -> &str {
    year.documents.get(place).map_or("", |document| document.title.as_str())
}

fn of_total<'a>(words: &Words, year: &'a Year, total: &'a Total) -> Quoted<'a> {
    Quoted {
        text: words.count(total.value),
        document: title(year, total.document),
        pages: total.pages.as_deref(),
        place: total.place,
    }
}

/// The published number that a figure rests on, or is.
pub(super) fn quoted<'a>(edition: Edition<'a>, printed: &Printed<'a>, figure: &Figure) -> Option<Quoted<'a>> {
    match published(edition, figure) {
        Some((year, total)) => Some(of_total(edition.words, year, total)),
        None => printed.get(&figure.id).cloned(),
    }
}

/// The published total that a figure rests on.
fn published<'a>(edition: Edition<'a>, figure: &Figure) -> Option<(&'a Year, &'a Total)> {
    if !matches!(figure.receipt.basis, Some(Basis::Published | Basis::Both)) {
        return None;
    }
    let of_year = figure.id.split_once(".published-in-").or_else(|| figure.id.split_once(".in-"));
    let (name, year) = match of_year {
        Some((name, year)) => (name, year.parse().ok()?),
        None => (figure.id.as_str(), edition.year.year),
    };
    let measure = match name {
        "projects" => Measure::Projects,
        "partnerships" => Measure::Partnerships,
        _ => return None,
    };
    let year = edition.past.iter().find(|other| other.year == year)?;
    Some((year, year.published.totals.iter().find(|total| total.measure == measure)?))
}

/// The exact value, and the word for how the printed text came from it; none where there is no value.
pub(super) fn exact(edition: Edition<'_>, figure: &Figure) -> (String, &'static str) {
    let words = edition.words;
    let of = |share: Share| {
        let gaps = [("part", words.count(share.part)), ("whole", words.count(share.whole))];
        words.say("receipt-part", &gaps.each_ref().map(|(name, text)| (*name, text.as_str())))
    };
    let from_to = |from: &str, to: &str| words.say("receipt-from-to", &[("from", from), ("to", to)]);
    match figure.value {
        Value::Count(count) | Value::Rank(count) => (words.count(count), "rounding-none"),
        Value::Change { from, to } | Value::RankChange { from, to } => {
            (from_to(&words.count(from), &words.count(to)), "rounding-none")
        }
        Value::Share(share) => {
            let rule = if share.together.is_some() { "rounding-together" } else { "rounding-share" };
            (format!("{} = {}", of(share), percent(share.part, share.whole)), rule)
        }
        Value::Growth { from, to } => {
            let size = percent(from.abs_diff(to), from);
            (format!("{}: {size}", from_to(&words.count(from), &words.count(to))), "rounding-tenths")
        }
        Value::Points { from, to } => (from_to(&of(from), &of(to)), "rounding-tenths"),
        Value::Printed(share) => (share.to_string(), "rounding-as-printed"),
        Value::Missing(_) => (words.term("not-available"), ""),
    }
}

/// How sure a figure is, in words; empty where there is none.
pub(super) fn sure(words: &Words, figure: &Figure) -> String {
    sureness(figure).map_or_else(String::new, |sure| sure.said(words))
}

/// How sure a figure is: what a document prints by itself, all else by the least sure of the values behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Sureness {
    level: Confidence,
    is_alone: bool,
}

/// That of a figure that has a value.
pub(super) fn sureness(figure: &Figure) -> Option<Sureness> {
    let receipt = &figure.receipt;
    let is_alone = receipt.records.is_empty() && receipt.left.is_empty() && receipt.links.is_empty();
    let is_alone = is_alone && receipt.of.is_empty() && receipt.entries.is_empty() && receipt.gone.is_empty();
    figure.why().is_none().then_some(Sureness { level: receipt.confidence, is_alone })
}

impl Sureness {
    pub(super) fn said(self, words: &Words) -> String {
        let level = words.term(&format!("confidence-{}", self.level.word()));
        match (self.is_alone, self.level) {
            (true, _) => level,
            (false, Confidence::Published) => words.term("receipt-all-published"),
            (false, _) => words.say("receipt-weakest", &[("level", &level)]),
        }
    }
}

/// A fraction in percent to four decimals, cut off and marked so where more would follow.
fn percent(part: u32, whole: u32) -> String {
    let (part, whole) = (u64::from(part) * 1_000_000, u64::from(whole).max(1));
    let (units, rest) = (part / whole, part % whole);
    let more = if rest == 0 { "" } else { "…" };
    format!("{}.{:04}{more}%", units / 10_000, units % 10_000)
}
