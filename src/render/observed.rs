//! What the figures of change let an edition observe, by rule: how the number of projects went in each focus area.

use super::change;
use crate::check::Slice;
use crate::exhibit::{self, Edition};
use crate::measure::{self, Value, slice_id};
use crate::terms::FocusAreaId;
use serde::Serialize;

/// An observation.
#[derive(Debug, Serialize)]
pub(super) struct Observed {
    /// What stands out.
    claim: String,
    /// The numbers behind it.
    sentence: String,
}

/// A focus area with how its number changed, as a number and as printed.
struct Area {
    name: String,
    change: i64,
    text: String,
}

/// How the focus areas have grown since the list before; nothing where there is none, or where focus areas are inferred: what
/// was inferred of a year cannot be said to have grown since.
pub(super) fn of(edition: Edition<'_>) -> Option<Observed> {
    edition.year.records.as_ref()?;
    let (_, before) = edition.past.split_last()?;
    let start = before.iter().rev().find(|year| year.records.is_some())?;
    if [start, edition.year].into_iter().any(measure::has_inferred_areas) {
        return None;
    }
    let words = edition.words;
    let (from, to) = (start.year.to_string(), edition.year.year.to_string());
    let areas = areas(edition, &format!("{from}-to-{to}"));
    let courses =
        [("observed-rose", 1), ("observed-fell", -1), ("observed-same", 0)].into_iter().filter_map(|(key, sign)| {
            let mut own: Vec<&Area> = areas.iter().filter(|area| area.change.signum() == sign).collect();
            // A stable sort: what is equal stays in the order of the framework.
            own.sort_by_key(|area| std::cmp::Reverse(area.change.abs()));
            let named = |area: &&Area| match sign {
                0 => area.name.clone(),
                _ => words.say("name-and-short", &[("name", &area.name), ("short", &area.text)]),
            };
            let areas: Vec<String> = own.iter().map(named).collect();
            (!areas.is_empty()).then(|| words.say(key, &[("areas", &words.list(&areas))]))
        });
    let courses = courses.collect::<Vec<_>>().join("; ");
    let cities = change::cities(edition, start.year, edition.year.year);
    let gaps = [("from", from.as_str()), ("to", &to), ("courses", &courses), ("cities", &cities)];
    let sentence = words.say("observed", &gaps);
    (!courses.is_empty()).then(|| Observed { claim: exhibit::growth_claim(edition, start), sentence })
}

fn areas(edition: Edition<'_>, span: &str) -> Vec<Area> {
    let area = |(place, area): (usize, &crate::check::FocusArea)| {
        let id = slice_id(edition.network, Slice { focus_area: Some(FocusAreaId::at(place)), ..Slice::default() });
        let id = format!("{id}.change.{span}");
        let Value::Change { from, to } = edition.figures.get(&id)?.value else { return None };
        let (name, change) = (area.code.name.clone(), i64::from(to) - i64::from(from));
        Some(Area { name, change, text: edition.text(&id) })
    };
    edition.network.focus_areas.iter().enumerate().filter_map(area).collect()
}
