//! The projects of each focus area in two years.

use super::{Edition, places};
use crate::chart::{Caption, Change, ChangeRow, Chart, End, Form};
use crate::check::{Slice, Year};
use crate::measure::{self, Value, slice_id};
use crate::terms::FocusAreaId;

pub(super) fn chart(edition: Edition<'_>, start: &Year) -> Result<Chart, String> {
    let words = edition.words;
    for year in [start, edition.year] {
        if year.records.is_none() {
            return Err(words.say("no-list-sentence", &[("year", &year.year.to_string())]));
        }
    }
    let (from, to) = (start.year.to_string(), edition.year.year.to_string());
    let mut rows: Vec<(u32, ChangeRow)> = Vec::new();
    for (place, area) in edition.network.focus_areas.iter().enumerate() {
        let id = slice_id(edition.network, Slice { focus_area: Some(FocusAreaId::at(place)), ..Slice::default() });
        let before = format!("{id}.in-{from}");
        let change = format!("{id}.change.{from}-to-{to}");
        let end = |id: &str| End { value: edition.figures.count(id), text: edition.text(id) };
        let label = area.code.name.clone();
        let row = ChangeRow { label, from: end(&before), to: end(&id), change: edition.text(&change) };
        rows.push((row.to.value.unwrap_or(0), row));
    }
    // A stable sort: what is equal stays in the order of the framework.
    rows.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let start_cities = edition.year_of_cities(&from, &format!("cities.in-{from}"));
    let gaps = [("start", start_cities.as_str()), ("end", &edition.year_of_cities(&to, "cities"))];
    let inferred = [start, edition.year].into_iter().filter(|year| measure::has_inferred_areas(year));
    let inferred: Vec<String> = inferred.map(|year| year.year.to_string()).collect();
    // What was inferred of a year cannot be said to have grown since.
    let (title, note) = if inferred.is_empty() {
        (claim(edition, start), String::new())
    } else {
        let inferred = words.list(&inferred);
        let said = |key: &str| words.say(key, &[("years", &inferred)]);
        (said("area-changes-title-inferred"), said("note-areas-inferred"))
    };
    let by_size = places::by_size(edition, rows.iter().map(|(_, row)| row.label.as_str()));
    let note = places::notes([note, by_size]);
    let subtitle = words.say("area-changes-subtitle", &gaps);
    let alt = words.say("area-changes-alt", &[("subtitle", &subtitle), ("title", &title)]);
    let names = &edition.network.names;
    let date = words.date(edition.year.as_of);
    let source =
        words.say("projects-source", &[("network", &names.name), ("from", &from), ("to", &to), ("date", &date)]);
    let form = Form::Change(Change {
        label_heading: words.term("heading-focus-area"),
        from_heading: from.clone(),
        to_heading: to.clone(),
        change_heading: words.term("heading-change"),
        rows: rows.into_iter().map(|(_, row)| row).collect(),
        total: vec![
            words.term("all-projects"),
            edition.text(&format!("projects.in-{from}")),
            edition.text("projects"),
            edition.text(&format!("projects.change.{from}-to-{to}")),
        ],
    });
    Ok(Chart::new(Caption { title, subtitle, note: edition.note(&note), source, alt }, form))
}

/// Which focus areas grew most since an earlier year; without any that grew, that none did.
pub fn claim(edition: Edition<'_>, start: &Year) -> String {
    let words = edition.words;
    let change = |(place, area): (usize, &crate::check::FocusArea)| {
        let id = slice_id(edition.network, Slice { focus_area: Some(FocusAreaId::at(place)), ..Slice::default() });
        let id = format!("{id}.change.{}-to-{}", start.year, edition.year.year);
        let Value::Change { from, to } = edition.figures.get(&id)?.value else { return None };
        let size = words.mark(&id, &words.count(from.abs_diff(to)));
        Some((area.code.name.clone(), i64::from(to) - i64::from(from), size))
    };
    let changes: Vec<(String, i64, String)> =
        edition.network.focus_areas.iter().enumerate().filter_map(change).collect();
    let most = changes.iter().map(|(_, change, _)| *change).max().unwrap_or(0);
    let largest: Vec<String> =
        changes.iter().filter(|(_, change, _)| *change == most).map(|(name, _, _)| name.clone()).collect();
    let size = changes.iter().find(|(_, change, _)| *change == most).map_or("", |(_, _, size)| size.as_str());
    if most <= 0 {
        return words.term("area-changes-title-none");
    }
    let key = match largest.len() {
        1 => "area-changes-title-one",
        2 | 3 => "area-changes-title-several",
        _ => "area-changes-title-many",
    };
    words.say(key, &[("areas", &words.list(&largest)), ("size", size)])
}
