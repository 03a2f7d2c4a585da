//! Projects over the years.

use super::Edition;
use crate::chart::{Caption, Chart, Form, Point, Trend};
use crate::measure::{self, Value, YearTotal};
use crate::words::Words;

pub(super) fn chart(edition: Edition<'_>) -> Result<Chart, String> {
    let series = measure::projects(edition.past);
    let known: Vec<&YearTotal> = series.years.iter().filter(|total| total.value().is_some()).collect();
    let (Some(first), Some(last)) = (known.first(), known.last()) else {
        return Err(edition.words.term("no-projects-sentence"));
    };
    let words = edition.words;
    let points: Vec<Point> = (first.year..=last.year).map(|year| point(edition, year)).collect();
    let span = [("from", first.year.to_string()), ("to", last.year.to_string())];
    let mut gaps: Vec<(&str, &str)> = span.iter().map(|(name, year)| (*name, year.as_str())).collect();
    let (names, date) = (&edition.network.names, words.date(edition.year.as_of));
    gaps.extend([("plan", names.plan_name.as_str()), ("network", names.name.as_str()), ("date", date.as_str())]);
    let (subtitle, source, alt) = if first.year == last.year {
        ("projects-subtitle-one", "projects-source-one", "projects-alt-one")
    } else {
        ("projects-subtitle", "projects-source", "projects-alt")
    };
    let (subtitle, source) = (words.say(subtitle, &gaps), words.say(source, &gaps));
    let title = headline(edition, first, last);
    let alt = words.say(alt, &[("subtitle", &subtitle), ("title", &title)]);
    let caption = Caption { title, subtitle, note: edition.note(&note(edition, &points)), source, alt };
    let form = Form::Trend(Trend {
        year_heading: words.term("heading-year"),
        value_heading: words.term("heading-projects"),
        basis_heading: words.term("heading-basis"),
        points,
        breaks: Vec::new(),
    });
    Ok(Chart::new(caption, form))
}

fn point(edition: Edition<'_>, year: i32) -> Point {
    let words = edition.words;
    let figure = edition.figures.get(&format!("projects.in-{year}"));
    match figure.map(|figure| (figure.value, figure.receipt.basis)) {
        Some((Value::Count(value), Some(basis))) => Point {
            year,
            value: Some(value),
            text: edition.text(&format!("projects.in-{year}")),
            basis: words.term(&format!("basis-{}", basis.word())),
        },
        _ => Point { year, value: None, text: words.term("not-available"), basis: words.term("why-no-snapshot") },
    }
}

/// The note names the years without a snapshot, and how the base of cities grew.
fn note(edition: Edition<'_>, points: &[Point]) -> String {
    let words = edition.words;
    let gaps: Vec<String> =
        points.iter().filter(|point| point.value.is_none()).map(|point| point.year.to_string()).collect();
    let mut notes = Vec::new();
    if !gaps.is_empty() {
        notes.push(words.say("projects-note-gaps", &[("years", &words.list(&gaps))]));
    }
    notes.push(cities_note(edition));
    notes.extend(super::restated_totals(edition, &["projects"]));
    notes.join(" ")
}

/// How many cities belonged at the start and at the end.
fn cities_note(edition: Edition<'_>) -> String {
    let words = edition.words;
    let Some(first) = edition.past.first() else { return String::new() };
    let (from, to) = (first.year.to_string(), edition.year.year.to_string());
    if measure::has_same_members(edition.network, first, edition.year) {
        let key = if edition.past.len() == 1 { "projects-note-cities" } else { "projects-note-same-cities" };
        return words.say(key, &[("cities", &edition.counted("cities", "cities"))]);
    }
    let (start, end) = (edition.text(&format!("cities.in-{from}")), edition.text("cities"));
    words.say("projects-note-more-cities", &[("from", &from), ("to", &to), ("start", &start), ("end", &end)])
}

/// The claim about growth from the first year to the last, from exact numbers.
fn headline(edition: Edition<'_>, first: &YearTotal, last: &YearTotal) -> String {
    let words = edition.words;
    let year = last.year.to_string();
    let since = first.year.to_string();
    let id = format!("projects.growth.{}-to-{}", first.year, last.year);
    if let Some(Value::Growth { from, to }) = edition.figures.get(&id).map(|figure| figure.value) {
        growth_claim(words, &id, (from, to), &since)
    } else {
        let count = edition.counted("projects", "projects");
        words.say("projects-title-one", &[("projects", &count), ("year", &year)])
    }
}

/// Doubled, nearly doubled, grown, unchanged or fallen, by the growth of that id: the first that holds.
pub(super) fn growth_claim(words: &Words, id: &str, (from, to): (u32, u32), since: &str) -> String {
    let (start, end) = (u64::from(from), u64::from(to));
    let size = words.mark(id, &words.growth_size(from, to).unwrap_or_default());
    let gaps = [("year", since), ("size", size.as_str())];
    let key = if end > 2 * start {
        "projects-title-more-than-doubled"
    } else if end == 2 * start {
        "projects-title-doubled"
    } else if end * 100 >= 195 * start {
        "projects-title-nearly-doubled"
    } else if end > start {
        "projects-title-grown"
    } else if end == start {
        "projects-title-unchanged"
    } else {
        "projects-title-fallen"
    };
    words.say(key, &gaps)
}
