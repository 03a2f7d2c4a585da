//! Growth and changes, ready for sentences and tables.

use super::bridge::{self, BridgeView, project_name};
use super::change_notes::{area_notes, city_notes, silent, status_notes};
use super::page::figure;
use super::reach::Reach;
use super::room;
use super::views::FigureView;
use crate::check::{Record, Slice, Year};
use crate::exhibit::Edition;
use crate::measure::{self, Listing, Series, Value, slice_id};
use crate::terms::{CityId, FocusAreaId, StatusId};
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
    ends_now: bool,
    cities: String,
    same: Option<SameCities>,
    /// Which of the same cities list nothing in one of the years: then part of their change is of these.
    silent: Vec<String>,
}

impl GrowthView {
    /// Why the change cannot be had.
    pub(super) fn why(&self) -> Option<&str> {
        (!self.change.available).then_some(self.change.why.as_str())
    }
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
    spans.into_iter().map(|span| view(edition, series.id, span)).collect()
}

/// The growth of a total between two years.
pub(super) fn view(edition: Edition<'_>, id: &str, (from, to): (i32, i32)) -> GrowthView {
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
    // The numbers that the change leads between: on published totals, those that were published.
    let end = |place: usize, year: i32| {
        let made_of = change.filter(|figure| figure.why().is_none()).and_then(|figure| figure.receipt.of.get(place));
        made_of.cloned().unwrap_or_else(|| format!("{id}.in-{year}"))
    };
    let same = if id == "projects" { same_cities(edition, &span) } else { None };
    GrowthView {
        from_year: from.to_string(),
        to_year: to.to_string(),
        from: figure(edition, &end(0, from)),
        to: figure(edition, &end(1, to)),
        change: figure(edition, &change_id),
        growth: figure(edition, &format!("{id}.growth.{span}")),
        on: basis.map_or_else(String::new, |basis| edition.words.term(&format!("on-{}", basis.word()))),
        direction,
        ends_now: to == edition.year.year,
        cities: cities(edition, from, to),
        silent: if same.is_some() { silent(edition, (from, to)) } else { Vec::new() },
        same,
    }
}

/// Over which cities: the same, or all, with their numbers.
pub(super) fn cities(edition: Edition<'_>, from: i32, to: i32) -> String {
    let words = edition.words;
    let count = |year: i32| edition.figures.count(&format!("cities.in-{year}"));
    let (Some(start), Some(_)) = (count(from), count(to)) else { return String::new() };
    let find = |year: i32| edition.past.iter().find(|other| other.year == year);
    let is_same = find(from).zip(find(to)).is_some_and(|(a, b)| measure::has_same_members(edition.network, a, b));
    if is_same {
        let key = if start == 1 { "over-same-city" } else { "over-same-cities" };
        return words.say(key, &[("cities", &edition.counted("cities", &format!("cities.in-{from}")))]);
    }
    let count = |year: i32| edition.text(&format!("cities.in-{year}"));
    let gaps = [("start", count(from)), ("from", from.to_string()), ("end", count(to)), ("to", to.to_string())];
    let gaps: Vec<(&str, &str)> = gaps.iter().map(|(name, text)| (*name, text.as_str())).collect();
    words.say("over-all-cities", &gaps)
}

fn same_cities(edition: Edition<'_>, span: &str) -> Option<SameCities> {
    let stem = "projects.same-cities";
    edition.figures.get(&format!("{stem}.change.{span}"))?;
    let count = edition.figures.count(&format!("cities.same.{span}"))?;
    Some(SameCities {
        from: figure(edition, &format!("{stem}.{span}.from")),
        to: figure(edition, &format!("{stem}.{span}.to")),
        change: figure(edition, &format!("{stem}.change.{span}")),
        growth: figure(edition, &format!("{stem}.growth.{span}")),
        cities: match count {
            1 => edition.words.term("one-city"),
            _ => edition.counted("cities", &format!("cities.same.{span}")),
        },
    })
}

/// What changed in the classes between two years of which records are known.
#[derive(Debug, Serialize)]
pub(super) struct ChangeView {
    from_year: String,
    to_year: String,
    cities: String,
    kept: FigureView,
    new: FigureView,
    gone: FigureView,
    bridge: BridgeView,
    /// Where in the bridge those stand that are new to the list or not listed again; empty where that is plain, or where
    /// the steps over years between are added up.
    lines: String,
    /// Whether there are lists of years between.
    over_years: bool,
    moved: Vec<String>,
    tables: Vec<ChangeTable>,
}

/// One classification over one choice of cities.
#[derive(Debug, Serialize)]
pub(super) struct ChangeTable {
    heading: String,
    /// Over which cities, in words.
    over: String,
    /// Whether the classes have shares that can be printed.
    has_shares: bool,
    /// Whether the classes have places.
    is_ranked: bool,
    rows: Vec<ChangeRow>,
    notes: Vec<String>,
}

impl ChangeTable {
    /// Adds a note below it.
    pub(super) fn note(&mut self, note: String) {
        self.notes.push(note);
    }
}

/// One class.
#[derive(Debug, Serialize)]
struct ChangeRow {
    name: String,
    from: FigureView,
    to: FigureView,
    change: FigureView,
    from_share: FigureView,
    to_share: FigureView,
    points: FigureView,
    from_rank: FigureView,
    to_rank: FigureView,
    rank: FigureView,
}

/// The changes since the edition before, and since the first.
pub(super) fn by_class(edition: Edition<'_>) -> Vec<ChangeView> {
    if edition.year.records.is_none() {
        return Vec::new();
    }
    measure::starts(edition.past).into_iter().map(|start| classes(edition, start.year)).collect()
}

/// The changes in the classes since an earlier year.
pub(super) fn classes(edition: Edition<'_>, from: i32) -> ChangeView {
    let network = edition.network;
    let areas = network.focus_areas.iter().enumerate().map(|(place, area)| {
        (area.code.name.clone(), Slice { focus_area: Some(FocusAreaId::at(place)), ..Slice::default() })
    });
    let statuses = network.statuses.iter().enumerate().map(|(place, status)| {
        (status.code.name.clone(), Slice { status: Some(StatusId::at(place)), ..Slice::default() })
    });
    let span = format!("{from}-to-{}", edition.year.year);
    let start = edition.past.iter().find(|year| year.year == from);
    let listing = start.and_then(|start| Listing::of(edition.network, start, edition.year));
    let inferred = start.is_some_and(measure::has_inferred_areas);
    let is_between = |year: &&Year| year.records.is_some() && year.year > from && year.year < edition.year.year;
    let over_years = edition.past.iter().any(|year| is_between(&year));
    let bridge = bridge::of(edition, from, "", Slice::default(), Reach::Network);
    ChangeView {
        from_year: from.to_string(),
        to_year: edition.year.year.to_string(),
        cities: cities(edition, from, edition.year.year),
        kept: figure(edition, &format!("projects.kept.{span}")),
        new: figure(edition, &format!("projects.new.{span}")),
        gone: figure(edition, &format!("projects.gone.{span}")),
        lines: if over_years { String::new() } else { bridge.lines(edition.words) },
        bridge,
        over_years,
        // What was inferred before cannot be said to have moved.
        moved: {
            let moved = listing.iter().filter(|_| !inferred).flat_map(Listing::moved);
            room::cut(edition, moved.map(|pair| moved_name(edition, Reach::Network, pair)).collect())
        },
        tables: start.map_or(Vec::new(), |start| {
            let of_areas = tables(edition, start, "heading-focus-area", &areas.collect::<Vec<_>>());
            of_areas
                .into_iter()
                .chain(tables(edition, start, "heading-status", &statuses.collect::<Vec<_>>()))
                .collect()
        }),
    }
}

/// The classes of one kind, in number and in share: over all cities, and, wherever cities joined or left, over those that
/// belonged at both cut-offs.
pub(super) fn tables(
    edition: Edition<'_>,
    start: &Year,
    heading: &str,
    classes: &[(String, Slice)],
) -> Vec<ChangeTable> {
    let notes = |is_same: bool| match heading {
        "heading-focus-area" => area_notes(edition, start),
        "heading-status" => status_notes(edition, start, is_same),
        "heading-city" => city_notes(edition, start),
        _ => Vec::new(),
    };
    let table = |over: String, is_same: bool| {
        let rows: Vec<ChangeRow> =
            classes.iter().map(|(name, slice)| row(edition, start.year, name.clone(), *slice, is_same)).collect();
        ChangeTable {
            heading: edition.words.term(heading),
            over,
            has_shares: rows.iter().any(|row| row.from_share.available || row.to_share.available),
            // Most cities share their place with many, so that a single project moves them far.
            is_ranked: !is_same && !["heading-status", "heading-city"].contains(&heading),
            rows,
            notes: notes(is_same),
        }
    };
    let all = table(cities(edition, start.year, edition.year.year), false);
    let span = format!("{}-to-{}", start.year, edition.year.year);
    let same = same_cities(edition, &span).filter(|_| heading != "heading-city");
    let same = same.map(|same| table(edition.words.say("over-same", &[("cities", &same.cities)]), true));
    std::iter::once(all).chain(same).collect()
}

/// A project that stands in another focus area than before, with both.
pub(super) fn moved_name(edition: Edition<'_>, reach: Reach, (before, after): (&Record, &Record)) -> String {
    let area = |record: &Record| {
        let area = edition.network.focus_areas.get(record.focus_area.place());
        area.map_or_else(String::new, |area| area.code.name.clone())
    };
    let (from, to) = (area(before), area(after));
    edition
        .words
        .say("project-moved", &[("project", &project_name(edition, reach, after)), ("from", &from), ("to", &to)])
}

/// Whether nothing is listed because the city did not belong to the network at the cut-off of a year: that is no nought.
fn is_outside(edition: Edition<'_>, city: Option<CityId>, year: i32, count: &str) -> bool {
    let year = edition.past.iter().find(|other| other.year == year);
    let city = city.and_then(|city| edition.network.cities.get(city.place()));
    let is_foreign = year.zip(city).is_some_and(|(year, city)| !city.belongs(year.year, year.as_of));
    is_foreign && edition.figures.count(count) == Some(0)
}

fn row(edition: Edition<'_>, from: i32, name: String, slice: Slice, is_same: bool) -> ChangeRow {
    let id = slice_id(edition.network, slice);
    let span = format!("{from}-to-{}", edition.year.year);
    let (stem, ends) = if is_same {
        let ends = ["from", "to", "from-share", "to-share"];
        (format!("{id}.same-cities"), ends.map(|end| format!("{id}.same-cities.{span}.{end}")))
    } else {
        let ends = [format!("{id}.in-{from}"), id.clone(), format!("{id}.share-in-{from}"), format!("{id}.share")];
        (id.clone(), ends)
    };
    let [start, now, start_share, now_share] = ends;
    let was_outside = is_outside(edition, slice.city, from, &start);
    let now_outside = is_outside(edition, slice.city, edition.year.year, &now);
    let none = |id: &str, key| FigureView::none(id, edition.words.term(key), edition.words.term("why-not-a-member"));
    let unless = |is_outside, id: &str, key| if is_outside { none(id, key) } else { figure(edition, id) };
    ChangeRow {
        name,
        from: unless(was_outside, &start, "outside"),
        to: unless(now_outside, &now, "outside"),
        change: figure(edition, &format!("{stem}.change.{span}")),
        from_share: unless(was_outside, &start_share, "not-available"),
        to_share: unless(now_outside, &now_share, "not-available"),
        points: unless(was_outside || now_outside, &format!("{stem}.points.{span}"), "not-available"),
        from_rank: figure(edition, &format!("{id}.rank-in-{from}")),
        to_rank: figure(edition, &format!("{id}.rank")),
        rank: figure(edition, &format!("{id}.rank-change.{span}")),
    }
}
