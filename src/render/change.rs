//! Growth and changes, ready for sentences and tables.

use super::page::figure;
use super::views::FigureView;
use crate::check::Slice;
use crate::exhibit::Edition;
use crate::measure::{self, Series, Value, slice_id};
use crate::terms::{FocusAreaId, StatusId};
use serde::Serialize;

/// Growth of a total between two years.
#[derive(Debug, Serialize)]
pub(super) struct GrowthView {
    from_year: String,
    to_year: String,
    from: FigureView,
    to: FigureView,
    change: FigureView,
    growth: FigureView,
    on: String,
    direction: &'static str,
    spans_whole: bool,
    ends_now: bool,
    cities: String,
    same: Option<SameCities>,
}

/// Growth over the cities that belonged at both cut-offs.
#[derive(Debug, Serialize)]
struct SameCities {
    from: FigureView,
    to: FigureView,
    change: FigureView,
    growth: FigureView,
    cities: String,
}

/// Every step of a series, then the whole of it where it has more than one step.
pub(super) fn growth(edition: Edition<'_>, series: &Series) -> Vec<GrowthView> {
    let known: Vec<i32> = series.years.iter().filter(|year| year.value().is_some()).map(|year| year.year).collect();
    let mut spans: Vec<(i32, i32)> =
        known.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?))).collect();
    if spans.len() > 1
        && let (Some(first), Some(last)) = (known.first(), known.last())
    {
        spans.push((*first, *last));
    }
    let whole = (known.first().copied(), known.last().copied());
    spans.into_iter().map(|span| view(edition, series.id, span, whole)).collect()
}

fn view(edition: Edition<'_>, id: &str, (from, to): (i32, i32), whole: (Option<i32>, Option<i32>)) -> GrowthView {
    let span = format!("{from}-to-{to}");
    let change_id = format!("{id}.change.{span}");
    let change = edition.figures.get(&change_id);
    let direction = match change.map(|figure| figure.value) {
        Some(Value::Change { from, to }) if to > from => "rose",
        Some(Value::Change { from, to }) if to < from => "fell",
        Some(Value::Change { .. }) => "unchanged",
        _ => "unknown",
    };
    let basis = change.and_then(|figure| figure.receipt.basis);
    GrowthView {
        from_year: from.to_string(),
        to_year: to.to_string(),
        from: figure(edition, &format!("{id}.in-{from}")),
        to: figure(edition, &format!("{id}.in-{to}")),
        change: figure(edition, &change_id),
        growth: figure(edition, &format!("{id}.growth.{span}")),
        on: basis.map_or_else(String::new, |basis| edition.words.term(&format!("on-{}", basis.word()))),
        direction,
        spans_whole: (Some(from), Some(to)) == whole,
        ends_now: to == edition.year.year,
        cities: cities(edition, from, to),
        same: if id == "projects" { same_cities(edition, from, &span) } else { None },
    }
}

/// Over which cities: the same, or all, with their numbers.
fn cities(edition: Edition<'_>, from: i32, to: i32) -> String {
    let words = edition.words;
    let count = |year: i32| {
        let year = edition.past.iter().find(|other| other.year == year)?;
        u32::try_from(measure::members(edition.network, year).len()).ok()
    };
    let (Some(start), Some(end)) = (count(from), count(to)) else { return String::new() };
    if start == end {
        return words.say("over-same-cities", &[("n", &words.count(start))]);
    }
    let gaps =
        [("start", words.count(start)), ("from", from.to_string()), ("end", words.count(end)), ("to", to.to_string())];
    let gaps: Vec<(&str, &str)> = gaps.iter().map(|(name, text)| (*name, text.as_str())).collect();
    words.say("over-all-cities", &gaps)
}

fn same_cities(edition: Edition<'_>, from: i32, span: &str) -> Option<SameCities> {
    let stem = "projects.same-cities";
    edition.figures.get(&format!("{stem}.change.{span}"))?;
    let year = edition.past.iter().find(|year| year.year == from)?;
    let count = u32::try_from(measure::members(edition.network, year).len()).ok()?;
    Some(SameCities {
        from: figure(edition, &format!("{stem}.{span}.from")),
        to: figure(edition, &format!("{stem}.{span}.to")),
        change: figure(edition, &format!("{stem}.change.{span}")),
        growth: figure(edition, &format!("{stem}.growth.{span}")),
        cities: edition.words.count(count),
    })
}

/// What changed in the classes between two years of which records are known.
#[derive(Debug, Serialize)]
pub(super) struct ChangeView {
    from_year: String,
    to_year: String,
    cities: String,
    tables: Vec<ChangeTable>,
}

/// One classification.
#[derive(Debug, Serialize)]
struct ChangeTable {
    heading: String,
    rows: Vec<ChangeRow>,
}

/// One class.
#[derive(Debug, Serialize)]
struct ChangeRow {
    name: String,
    from: String,
    to: FigureView,
    change: FigureView,
    from_share: String,
    to_share: FigureView,
    points: FigureView,
}

/// The changes since the edition before, and since the first.
pub(super) fn by_class(edition: Edition<'_>) -> Vec<ChangeView> {
    let Some((now, before)) = edition.past.split_last() else { return Vec::new() };
    if now.records.is_none() {
        return Vec::new();
    }
    let mut starts: Vec<i32> = Vec::new();
    let previous = before.iter().rev().find(|year| year.records.is_some());
    let first = before.iter().find(|year| year.records.is_some());
    for start in [previous, first].into_iter().flatten() {
        if !starts.contains(&start.year) {
            starts.push(start.year);
        }
    }
    starts.into_iter().map(|from| classes(edition, from)).collect()
}

fn classes(edition: Edition<'_>, from: i32) -> ChangeView {
    let network = edition.network;
    let areas = network.focus_areas.iter().enumerate().map(|(place, area)| {
        (area.code.name.clone(), Slice { focus_area: Some(FocusAreaId::at(place)), ..Slice::default() })
    });
    let statuses = network.statuses.iter().enumerate().map(|(place, status)| {
        (status.code.name.clone(), Slice { status: Some(StatusId::at(place)), ..Slice::default() })
    });
    let table = |key: &str, rows: Vec<ChangeRow>| ChangeTable { heading: edition.words.term(key), rows };
    ChangeView {
        from_year: from.to_string(),
        to_year: edition.year.year.to_string(),
        cities: cities(edition, from, edition.year.year),
        tables: vec![
            table("heading-focus-area", areas.map(|(name, slice)| row(edition, from, name, slice)).collect()),
            table("heading-status", statuses.map(|(name, slice)| row(edition, from, name, slice)).collect()),
        ],
    }
}

fn row(edition: Edition<'_>, from: i32, name: String, slice: Slice) -> ChangeRow {
    let words = edition.words;
    let id = slice_id(edition.network, slice);
    let span = format!("{from}-to-{}", edition.year.year);
    let points = edition.figures.get(&format!("{id}.points.{span}")).map(|figure| figure.value);
    let (start, start_share) = match points {
        Some(Value::Points { from, .. }) => (words.count(from.part), words.share(from.part, from.whole)),
        _ => (words.term("not-available"), words.term("not-available")),
    };
    ChangeRow {
        name,
        from: start,
        to: figure(edition, &id),
        change: figure(edition, &format!("{id}.change.{span}")),
        from_share: start_share,
        to_share: figure(edition, &format!("{id}.share")),
        points: figure(edition, &format!("{id}.points.{span}")),
    }
}
