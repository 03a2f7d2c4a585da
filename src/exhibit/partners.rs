//! Partnerships that can be traced, by the country of the partner and by the programme.

use super::fold::folded;
use super::{Edition, country_name, emphasis};
use crate::chart::{BarRow, Bars, Caption, Chart, Emphasis, Form};
use crate::measure::{self, Class, TRACED, Tie};
use crate::terms::{Counting, ProgrammeId};
use std::collections::BTreeSet;

/// A headline of more characters than this takes more than three lines of a narrow column.
const HEADLINE: usize = 100;

/// A class of partnerships with its count.
struct Row<'a> {
    class: Class<'a>,
    name: String,
    count: u32,
    is_stated: bool,
}

/// The patterns of the words of a chart.
struct Wording {
    /// What its rows are called.
    heading: &'static str,
    subtitle: &'static str,
    /// That one is named most often.
    one: &'static str,
    /// The same of what is more than one body.
    bodies: &'static str,
    /// That two are.
    two: &'static str,
    /// Where no claim holds.
    neutral: &'static str,
}

const COUNTRIES: Wording = Wording {
    heading: "heading-country",
    subtitle: "partners-subtitle",
    one: "partners-title-one",
    bodies: "partners-title-bodies",
    two: "partners-title-two",
    neutral: "partners-title-neutral",
};

const PROGRAMMES: Wording = Wording {
    heading: "heading-programme",
    subtitle: "programmes-subtitle",
    one: "programmes-title-one",
    bodies: "programmes-title-one",
    two: "programmes-title-two",
    neutral: "programmes-title-neutral",
};

/// By the country of the partner.
pub(super) fn by_country(edition: Edition<'_>) -> Result<Chart, String> {
    let countries: BTreeSet<Option<&str>> =
        edition.network.partners.iter().map(|partner| partner.country.as_deref()).collect();
    let classes = countries.into_iter().map(|code| (Class::Country(code), country_name(edition, code), code.is_some()));
    let mut classes: Vec<_> = classes.collect();
    classes.sort_by(|(_, one, _), (_, other, _)| one.cmp(other));
    let rows = rows(edition, classes.into_iter());
    chart(edition, &rows, &COUNTRIES)
}

/// By the programme under which they stand.
pub(super) fn by_programme(edition: Edition<'_>) -> Result<Chart, String> {
    let programmes = edition.network.programmes.iter().enumerate();
    let programmes = programmes.map(|(at, one)| (Some(ProgrammeId::at(at)), one.code.name.clone()));
    let mut programmes: Vec<_> = programmes.collect();
    programmes.sort_by(|(_, one), (_, other)| one.cmp(other));
    let programmes = programmes.into_iter().chain([(None, edition.words.term("under-no-programme"))]);
    let rows = rows(edition, programmes.map(|(id, name)| (Class::Programme(id), name, id.is_some())));
    chart(edition, &rows, &PROGRAMMES)
}

/// The classes that hold any, largest first, ties in their order; what no source states last.
fn rows<'a>(edition: Edition<'_>, classes: impl Iterator<Item = (Class<'a>, String, bool)>) -> Vec<Row<'a>> {
    let row = |(class, name, is_stated): (Class<'a>, String, bool)| {
        let count = edition.figures.count(&class.id(edition.network)).filter(|count| *count > 0)?;
        Some(Row { class, name, count, is_stated })
    };
    let mut rows: Vec<Row<'a>> = classes.filter_map(row).collect();
    rows.sort_by_key(|row| (!row.is_stated, std::cmp::Reverse(row.count)));
    rows
}

fn chart(edition: Edition<'_>, rows: &[Row<'_>], wording: &Wording) -> Result<Chart, String> {
    let words = edition.words;
    let year = edition.year.year.to_string();
    if !rows.iter().any(|row| row.is_stated) {
        return Err(words.say("no-partnerships-sentence", &[("year", &year)]));
    }
    let (named, title) = headline(edition, rows, wording);
    let subtitle = words.say(wording.subtitle, &[("year", &year)]);
    let alt = words.say("focus-areas-alt", &[("subtitle", &subtitle), ("title", &title)]);
    let caption = Caption { title, subtitle, note: edition.note(&note(edition, rows)), source: source(edition), alt };
    let bar = |row: &Row<'_>| {
        let text = edition.text(&row.class.id(edition.network));
        BarRow {
            label: row.name.clone(),
            count: Some(row.count),
            value_text: text.clone(),
            cells: vec![text],
            emphasis: if row.is_stated { emphasis(&named, &row.name) } else { Emphasis::Unstated },
        }
    };
    let bars = rows.iter().map(bar).collect();
    let form = Bars {
        label_heading: words.term(wording.heading),
        value_headings: vec![words.term("heading-partnerships")],
        rows: folded(edition, bars, |places| together(edition, rows, places)),
        total: vec![words.term("all-traced-partnerships"), edition.text(TRACED)],
    };
    Ok(Chart::new(caption, Form::Bars(form)))
}

/// How many partnerships are in any of the classes at these places, each once.
fn together(edition: Edition<'_>, rows: &[Row<'_>], places: &[usize]) -> u32 {
    let rule = edition.network.count_rule.of(edition.year.year);
    let ties = measure::ties(edition.network, edition.year.year);
    let is_in = |tie: &&Tie<'_>| {
        let mut classes = places.iter().filter_map(|place| rows.get(*place));
        !tie.is_proposed && classes.any(|row| row.class.holds(edition.network, tie))
    };
    measure::number(ties.iter().filter(is_in).map(|tie| tie.unit(rule)).collect::<BTreeSet<_>>().len())
}

/// Which class is named most often, and the claim; two may share it.
fn headline(edition: Edition<'_>, rows: &[Row<'_>], wording: &Wording) -> (Vec<String>, String) {
    let words = edition.words;
    let stated = || rows.iter().filter(|row| row.is_stated);
    let most = stated().map(|row| row.count).max().unwrap_or(0);
    let top: Vec<&Row<'_>> = stated().filter(|row| row.count == most).collect();
    let has_others = stated().any(|row| row.count < most);
    let names: Vec<String> = top.iter().map(|row| row.name.clone()).collect();
    let is_bodies = |row: &&Row<'_>| matches!(row.class, Class::Country(Some(code)) if measure::is_international(code));
    let has_bodies = top.iter().any(is_bodies);
    let key = match names.len() {
        1 if has_others && has_bodies => wording.bodies,
        1 if has_others => wording.one,
        2 if has_others && !has_bodies => wording.two,
        _ => wording.neutral,
    };
    let year = edition.year.year.to_string();
    let (names_said, count) = (words.list(&names), top.first().map(|row| edition.text(&row.class.id(edition.network))));
    let all = edition.text(TRACED);
    let gaps = [
        ("names", names_said.as_str()),
        ("count", count.as_deref().unwrap_or_default()),
        ("all", all.as_str()),
        ("year", year.as_str()),
    ];
    let title = words.say(key, &gaps);
    if key == wording.neutral || crate::words::plain(&title).chars().count() > HEADLINE {
        return (Vec::new(), words.say(wording.neutral, &gaps));
    }
    (names, title)
}

/// How they are counted, that they are not the published totals, and whether they add up.
fn note(edition: Edition<'_>, rows: &[Row<'_>]) -> String {
    let words = edition.words;
    let rule = words.term(counting_rule(edition.network.count_rule.of(edition.year.year)));
    let mut notes = vec![rule, words.term("partners-note-measure")];
    if Some(rows.iter().map(|row| row.count).sum()) != edition.figures.count(TRACED) {
        notes.push(words.term("note-in-several-classes"));
    }
    notes.join(" ")
}

/// The pattern that says how partnerships are counted.
pub fn counting_rule(rule: Counting) -> &'static str {
    match rule {
        Counting::CityAndPartner => "rule-city-and-partner",
        Counting::ProjectAndPartner => "rule-project-and-partner",
        Counting::Partner => "rule-partner",
    }
}

fn source(edition: Edition<'_>) -> String {
    let (names, year) = (&edition.network.names, edition.year.year.to_string());
    let date = edition.words.date(edition.year.as_of);
    edition.words.say("partners-source", &[("network", &names.name), ("year", &year), ("date", &date)])
}
