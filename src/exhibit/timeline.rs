//! When what is stated of each programme and instrument: a row each, on one scale of years.

use super::{Edition, places};
use crate::chart::{Caption, Chart, Course, Form, Stretch, Timeline};
use crate::check::{Fact, Programme};
use crate::measure::Class;
use crate::terms::{Day, ProgrammeId, When};
use std::collections::BTreeMap;

/// So many years past the edition's are shown; what lasts longer has an open end.
const AHEAD: i32 = 3;

pub(super) fn chart(edition: Edition<'_>) -> Result<Chart, String> {
    let words = edition.words;
    let year = edition.year.year;
    let mut told: Vec<(&Programme, Vec<&Fact>)> =
        edition.network.programmes.iter().map(|one| (one, facts(edition, one))).collect();
    told.retain(|(_, facts)| !facts.is_empty());
    // A stable sort: what began at the same time stays in the order of the register.
    told.sort_by_key(|(_, facts)| facts.first().and_then(|fact| fact.date.first_day()));
    let all = || told.iter().flat_map(|(_, facts)| facts.iter());
    let Some(first_year) = all().map(|fact| fact.date.year()).min() else {
        return Err(words.term("no-programmes-sentence"));
    };
    let until = all().filter_map(|fact| fact.until).map(When::year).max().unwrap_or(year);
    let last_year = until.clamp(year, year + AHEAD);
    let as_of = words.date(edition.year.as_of);
    let now = edition.year.as_of.last_day().map_or(year * 12 + 11, month);
    let mut form = Timeline {
        label_heading: words.term("heading-programme"),
        dates_heading: words.term("heading-dates"),
        first_year,
        last_year,
        now: (now, words.say("timeline-now", &[("date", &as_of)])),
        key: ["timeline-date", "timeline-year", "timeline-period", "timeline-planned"].map(|key| words.term(key)),
        courses: told.iter().map(|(one, facts)| course(edition, one, facts, last_year)).collect(),
    };
    let gaps = [("from", first_year.to_string()), ("to", last_year.to_string())];
    let gaps = gaps.each_ref().map(|(name, text)| (*name, text.as_str()));
    let ends = if first_year == last_year { "timeline-subtitle-one" } else { "timeline-subtitle" };
    let subtitle = words.say(ends, &gaps);
    let title = headline(edition, &told, first_year).unwrap_or_else(|| words.term("timeline-title-neutral"));
    let alt = words.say("timeline-alt", &[("subtitle", &subtitle), ("title", &title)]);
    let edition_year = year.to_string();
    let source = words.say("timeline-source", &[("to", &edition_year), ("date", &words.date(edition.year.as_of))]);
    let caption = |note: String| Caption {
        title: title.clone(),
        subtitle: subtitle.clone(),
        note: edition.note(&note),
        source: source.clone(),
        alt: alt.clone(),
    };
    let chart = Chart::new(caption(note(edition)), Form::Timeline(form.clone()));
    let short: Vec<String> =
        form.courses.iter_mut().zip(&told).filter_map(|(row, (one, _))| shorten(edition, row, one)).collect();
    if short.is_empty() {
        return Ok(chart);
    }
    let short = words.say("timeline-note-short", &[("names", &short.join("; "))]);
    Ok(chart.or(Chart::new(caption(places::notes([note(edition), short])), Form::Timeline(form))))
}

/// Puts the short name of a programme in the place of its name, and says which is which; nothing where it has none.
fn shorten(edition: Edition<'_>, row: &mut Course, programme: &Programme) -> Option<String> {
    let short = programme.short_name.clone()?;
    let said = edition.words.say("short-and-name", &[("short", &short), ("name", &row.label)]);
    row.label = short;
    Some(said)
}

/// What documents state of a programme up to the edition's year, by its beginning. A mark looks as sure as any other, so
/// what no document is known of has none.
fn facts<'p>(edition: Edition<'_>, programme: &'p Programme) -> Vec<&'p Fact> {
    let mut facts: Vec<&Fact> = edition.facts(programme).filter(|fact| fact.document.is_some()).collect();
    facts.sort_by_key(|fact| (fact.date.first_day(), fact.until.and_then(When::last_day)));
    facts
}

/// Months since the year 0.
fn month(day: Day) -> i32 {
    day.year() * 12 + i32::from(day.month()) - 1
}

fn course(edition: Edition<'_>, programme: &Programme, facts: &[&Fact], last_year: i32) -> Course {
    // What happened at the same time is one mark.
    let mut marks: Vec<(String, &Fact, Vec<String>)> = Vec::new();
    for fact in facts {
        let period = edition.period(fact);
        let what = edition.with_doubt(&fact.what, fact.confidence);
        match marks.iter_mut().find(|(known, ..)| *known == period) {
            Some((_, _, said)) => said.push(what),
            None => marks.push((period, fact, vec![what])),
        }
    }
    let dates: Vec<&str> = marks.iter().map(|(period, ..)| period.as_str()).collect();
    let stretch = |(period, fact, said): &(String, &Fact, Vec<String>)| {
        let said = edition.words.say("timeline-said", &[("date", period), ("what", &said.join("; "))]);
        stretch(fact, said, last_year)
    };
    Course {
        label: programme.code.name.clone(),
        dates: dates.join("; "),
        stretches: marks.iter().filter_map(stretch).collect(),
    }
}

fn stretch(fact: &Fact, said: String, last_year: i32) -> Option<Stretch> {
    let from = month(fact.date.first_day()?);
    Some(match (fact.until, fact.date) {
        (Some(until), _) => {
            let to = month(until.last_day()?);
            Stretch::Period { from, to: (until.year() <= last_year).then_some(to), said }
        }
        (None, When::Year(year)) => Stretch::Year { year, said },
        (None, When::Month { .. }) => Stretch::Step { month: from, day: None, said },
        (None, When::Day(day)) => Stretch::Step { month: from, day: Some(day.day().into()), said },
    })
}

/// The year in which more programmes have their first date than in any other; nothing where that is the first of all years,
/// in which whatever is older appears too.
fn headline(edition: Edition<'_>, told: &[(&Programme, Vec<&Fact>)], first_year: i32) -> Option<String> {
    let mut counts: BTreeMap<i32, u32> = BTreeMap::new();
    for (_, facts) in told {
        *counts.entry(facts.first()?.date.year()).or_default() += 1;
    }
    let most = counts.values().max().copied().filter(|most| *most > 1 && counts.len() > 1)?;
    let mut leading = counts.iter().filter(|(_, count)| **count == most).map(|(year, _)| year);
    let year = leading.next().filter(|year| leading.next().is_none() && **year != first_year)?;
    Some(edition.words.say("timeline-title-most", &[("year", &year.to_string())]))
}

/// What a mark says and what not, and of which programmes no date is stated.
fn note(edition: Edition<'_>) -> String {
    let (network, words) = (edition.network, edition.words);
    let mut notes = vec![words.term("timeline-note")];
    if network.programmes.iter().any(|one| edition.facts(one).any(|fact| fact.document.is_none())) {
        notes.push(words.term("timeline-note-undocumented"));
    }
    let undated = network.programmes.iter().enumerate().filter(|(at, one)| {
        let id = Class::Programme(Some(ProgrammeId::at(*at))).id(network);
        one.facts.is_empty() && edition.figures.count(&id).is_some_and(|count| count > 0)
    });
    let names: Vec<String> = undated.map(|(_, one)| one.code.name.clone()).collect();
    if !names.is_empty() {
        notes.push(words.say("timeline-note-undated", &[("names", &words.list(&names))]));
    }
    notes.join(" ")
}
