//! Partnerships over the years: as published, and as they can be traced, apart.

use super::Edition;
use crate::chart::{Break, Caption, Chart, Form, Panel, Point, Trend, Trends};
use crate::check::{Measure, Total, Year};
use crate::measure::{self, TRACED, Value, Why};
use std::cmp::Ordering;

/// A published total, with what other sources give for it.
struct Published<'a> {
    year: i32,
    value: u32,
    text: String,
    total: &'a Total,
}

pub(super) fn chart(edition: Edition<'_>) -> Result<Chart, String> {
    let words = edition.words;
    let known = published(edition);
    let last = edition.year.year;
    let any_traced = edition.past.iter().any(|year| is_traced(edition, year));
    let Some(first) = edition.past.first().map(|year| year.year).filter(|_| any_traced || !known.is_empty()) else {
        return Err(words.say("no-partnerships-sentence", &[("year", &last.to_string())]));
    };
    let years: Vec<i32> = (first..=last).collect();
    let panel = |label: &str, points: Vec<Point>, breaks: Vec<Break>| Panel {
        label: words.term(label),
        trend: Trend {
            year_heading: words.term("heading-year"),
            value_heading: words.term(label),
            basis_heading: words.term("heading-basis"),
            points,
            breaks,
        },
    };
    let as_published = years.iter().map(|year| point(edition, "partnerships", *year, &known)).collect();
    let as_traced: Vec<Point> = years.iter().map(|year| point(edition, TRACED, *year, &[])).collect();
    let mut panels = Vec::new();
    if !known.is_empty() {
        panels.push(panel("panel-published", as_published, Vec::new()));
    }
    if any_traced {
        panels.push(panel("panel-traced", as_traced, breaks(edition)));
    }
    let (from, to, date) = (first.to_string(), last.to_string(), words.date(edition.year.as_of));
    let gaps = [("from", from.as_str()), ("to", &to), ("date", &date), ("network", &edition.network.names.name)];
    let what = words.term(match (known.is_empty(), any_traced) {
        (true, _) => "what-traced",
        (false, true) => "what-both",
        (false, false) => "what-published",
    });
    let documents = words.list(&documents(edition, &known));
    let gaps = [&gaps[..], &[("what", what.as_str()), ("documents", &documents)]].concat();
    let subtitle = if first == last { "partnership-years-subtitle-one" } else { "partnership-years-subtitle" };
    let source = match (known.is_empty(), any_traced) {
        (true, _) => "partnership-years-source-traced",
        (false, true) => "partnership-years-source",
        (false, false) => "partnership-years-source-published",
    };
    let (subtitle, source) = (words.say(subtitle, &gaps), words.say(source, &gaps));
    let title = headline(edition, &known, &gaps);
    let alt = if first == last { "projects-alt-one" } else { "projects-alt" };
    let alt = words.say(alt, &[("subtitle", &subtitle), ("title", &title)]);
    let note = edition.note(&note(edition, &known, panels.len(), &years));
    let caption = Caption { title, subtitle, note, source, alt };
    Ok(Chart::new(caption, Form::Trends(Trends { year_heading: words.term("heading-year"), panels })))
}

/// The documents that give the published totals, each once.
fn documents(edition: Edition<'_>, known: &[Published<'_>]) -> Vec<String> {
    let mut titles: Vec<String> = Vec::new();
    for one in known {
        let year = edition.past.iter().find(|year| year.year == one.year);
        let title = year.and_then(|year| year.documents.get(one.total.document)).map(|document| &document.title);
        titles.extend(title.filter(|title| !titles.contains(title)).cloned());
    }
    titles
}

/// The published totals of the years up to the edition's.
fn published(edition: Edition<'_>) -> Vec<Published<'_>> {
    let found = edition.past.iter().filter_map(|year| {
        let at = year.year;
        let value = edition.figures.count(&format!("partnerships.in-{at}"))?;
        let total = year.published.totals.iter().find(|total| total.measure == Measure::Partnerships)?;
        let own = edition.text(&format!("partnerships.in-{at}"));
        // Of what other sources give, each number once.
        let mut texts = vec![own];
        for (place, (other, _)) in total.others.iter().enumerate() {
            if *other != value && !total.others.iter().take(place).any(|(before, _)| before == other) {
                texts.push(edition.text(&measure::other_id(total, at, place)));
            }
        }
        let text = texts
            .into_iter()
            .reduce(|one, other| edition.words.say("one-or-other", &[("one", &one), ("other", &other)]));
        Some(Published { year: at, value, text: text.unwrap_or_default(), total })
    });
    found.collect()
}

fn point(edition: Edition<'_>, measure: &str, year: i32, known: &[Published<'_>]) -> Point {
    let words = edition.words;
    let id = format!("{measure}.in-{year}");
    let figure = edition.figures.get(&id);
    if let Some((Value::Count(value), Some(basis))) = figure.map(|figure| (figure.value, figure.receipt.basis)) {
        let text = known.iter().find(|one| one.year == year).map(|one| one.text.clone());
        return Point {
            year,
            value: Some(value),
            text: text.unwrap_or_else(|| edition.text(&id)),
            basis: words.term(&format!("basis-{}", basis.word())),
        };
    }
    let why = figure.and_then(measure::Figure::why);
    let text = match why {
        Some(Why::NotPublished) => "not-published",
        Some(_) => "not-available",
        None => "why-no-snapshot",
    };
    Point { year, value: None, text: words.term(text), basis: words.term(why.map_or("why-no-snapshot", Why::key)) }
}

/// Since when they are counted otherwise: the years before are counted by the same rule here, and not in their editions.
fn breaks(edition: Edition<'_>) -> Vec<Break> {
    let changed = edition.network.count_rule.changed(edition.year.year);
    let text = |year: i32| edition.words.say("partnership-years-break", &[("year", &year.to_string())]);
    changed.map(|(year, _)| Break { year, text: text(year) }).into_iter().collect()
}

/// What the published totals say of themselves; where there are none, how many are traced.
fn headline(edition: Edition<'_>, known: &[Published<'_>], gaps: &[(&str, &str)]) -> String {
    let words = edition.words;
    let year = edition.year.year.to_string();
    let end = |last: &Published<'_>| {
        if last.year < edition.year.year { words.term("published-none-since") } else { String::new() }
    };
    match known {
        [] => {
            let count = edition.figures.count(TRACED).map(|_| edition.counted("partnerships", TRACED));
            let key =
                if count.is_some() { "partnership-years-title-traced" } else { "partnership-years-title-neutral" };
            let count = count.unwrap_or_default();
            words.say(key, &[&[("partnerships", count.as_str()), ("year", &year)], gaps].concat())
        }
        [only] => {
            let count = words.counted_as("partnerships", only.value, &only.text);
            let said = [("partnerships", count), ("year", only.year.to_string()), ("since", end(only))];
            words.say("partnership-years-title-one", &said.each_ref().map(|(name, text)| (*name, text.as_str())))
        }
        [first, .., last] => {
            let key = match direction(first, last) {
                Some(Ordering::Less) => "partnership-years-title-risen",
                Some(Ordering::Equal) => "partnership-years-title-same",
                Some(Ordering::Greater) => "partnership-years-title-fallen",
                None => return words.say("partnership-years-title-neutral", gaps),
            };
            let said = [
                ("start", first.text.clone()),
                ("end", last.text.clone()),
                ("from", first.year.to_string()),
                ("to", last.year.to_string()),
                ("since", end(last)),
            ];
            words.say(key, &said.each_ref().map(|(name, text)| (*name, text.as_str())))
        }
    }
}

/// Which way the totals went, if every source of either year says so.
fn direction(first: &Published<'_>, last: &Published<'_>) -> Option<Ordering> {
    let all = |one: &Published<'_>| -> Vec<u32> {
        std::iter::once(one.value).chain(one.total.others.iter().map(|(other, _)| *other)).collect()
    };
    let way = first.value.cmp(&last.value);
    let agrees = all(first).iter().all(|from| all(last).iter().all(|to| from.cmp(to) == way));
    agrees.then_some(way)
}

/// Whether anything can be traced in a year.
fn is_traced(edition: Edition<'_>, year: &Year) -> bool {
    edition.figures.count(&format!("{TRACED}.in-{}", year.year)).is_some_and(|count| count > 0)
}

/// That they are two measures, which years have none or are counted without a list, and who gives another total.
fn note(edition: Edition<'_>, known: &[Published<'_>], panels: usize, years: &[i32]) -> String {
    let words = edition.words;
    let mut notes = Vec::new();
    if panels > 1 {
        notes.push(words.term("partnership-years-note"));
    }
    let told = |year: &i32| edition.past.iter().any(|one| one.year == *year);
    let gaps: Vec<String> = years.iter().filter(|year| !told(year)).map(ToString::to_string).collect();
    if !gaps.is_empty() {
        notes.push(words.say("projects-note-gaps", &[("years", &words.list(&gaps))]));
    }
    let traced = edition.past.iter().filter(|year| is_traced(edition, year));
    let (listed, unlisted): (Vec<&Year>, Vec<&Year>) = traced.partition(|year| year.records.is_some());
    if !listed.is_empty() && !unlisted.is_empty() {
        let unlisted: Vec<String> = unlisted.iter().map(|year| year.year.to_string()).collect();
        notes.push(words.say("partnership-years-note-unlisted", &[("years", &words.list(&unlisted))]));
    }
    for one in known {
        let documents = edition.past.iter().find(|year| year.year == one.year).map(|year| &year.documents);
        let others = one.total.others.iter().enumerate().filter(|(_, (other, _))| *other != one.value);
        for (place, (_, document)) in others {
            let title = documents.and_then(|documents| documents.get(*document)).map(|document| document.title.clone());
            let text = edition.text(&measure::other_id(one.total, one.year, place));
            let said = [("year", one.year.to_string()), ("document", title.unwrap_or_default()), ("number", text)];
            let said = said.each_ref().map(|(name, text)| (*name, text.as_str()));
            notes.push(words.say("partnership-years-note-other", &said));
        }
    }
    notes.extend(super::restated_totals(edition, &["partnerships"]));
    notes.join(" ")
}
