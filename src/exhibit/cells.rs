//! The cells of an exhibit's table led to their figures: row and column name what is counted.

use super::Edition;
use crate::check::{Code, Slice};
use crate::measure::{slice_id, untyped_id};
use crate::terms::{CityId, FocusAreaId, MemberStateId, ProjectTypeId, StatusId};
use crate::words::plain;

/// The same rows, each number marked with its figure where that prints the same text; what is no figure stays as it is.
///
/// `columns` are the headings of the table, of which the first says what the rows are.
pub fn marked(edition: Edition<'_>, columns: &[String], row: &[String]) -> Vec<String> {
    let Some((label, cells)) = row.split_first() else { return Vec::new() };
    if let ([count], Some(area)) = (cells, untyped(edition, label)) {
        return vec![label.clone(), same(edition, &untyped_id(edition.network, area), count)];
    }
    let Some(slice) = columns.first().and_then(|heading| row_slice(edition, heading, label)) else {
        return row.to_vec();
    };
    let headings = columns.iter().skip(1);
    let cells = cells.iter().zip(headings).map(|(cell, heading)| marked_cell(edition, slice, heading, cell));
    std::iter::once(label.clone()).chain(cells).collect()
}

fn find<'a>(name: &str, mut codes: impl Iterator<Item = &'a Code>) -> Option<usize> {
    codes.position(|code| code.name == name)
}

/// The focus area of a row of projects without a type.
fn untyped(edition: Edition<'_>, label: &str) -> Option<FocusAreaId> {
    let area = label.strip_suffix(&format!(": {}", edition.words.term("type-not-stated")))?;
    find(area, edition.network.focus_areas.iter().map(|area| &area.code)).map(FocusAreaId::at)
}

/// What the projects of a row have in common, by the heading of the rows and the row's own.
fn row_slice(edition: Edition<'_>, heading: &str, label: &str) -> Option<Slice> {
    let (network, words, none) = (edition.network, edition.words, Slice::default());
    if label == words.term("all-projects") {
        return Some(none);
    }
    let is = |keys: &[&str]| {
        let keys: Vec<String> = keys.iter().map(|key| words.term(key)).collect();
        heading == keys.join(", ") || heading == keys.join(": ")
    };
    if is(&["heading-focus-area"]) || is(&["heading-focus-area", "heading-project-type"]) {
        let (area, kind) = label.split_once(": ").map_or((label, None), |(area, kind)| (area, Some(kind)));
        let area = find(area, network.focus_areas.iter().map(|area| &area.code)).map(FocusAreaId::at)?;
        let kind = match kind {
            Some(kind) => Some(find(kind, network.project_types.iter().map(|kind| &kind.code)).map(ProjectTypeId::at)?),
            None => None,
        };
        return Some(Slice { focus_area: Some(area), project_type: kind, ..none });
    }
    if is(&["heading-member-state"]) {
        let state = find(label, network.member_states.iter().map(|state| &state.code)).map(MemberStateId::at)?;
        return Some(Slice { member_state: Some(state), ..none });
    }
    if is(&["heading-city", "heading-member-state"]) {
        let city = label.rsplit_once(", ").map_or(label, |(city, _)| city);
        let city = find(city, network.cities.iter().map(|city| &city.code)).map(CityId::at)?;
        return Some(Slice { city: Some(city), ..none });
    }
    None
}

fn marked_cell(edition: Edition<'_>, row: Slice, heading: &str, cell: &str) -> String {
    let (network, words) = (edition.network, edition.words);
    let id = slice_id(network, row);
    let is = |key: &str| heading == words.term(key);
    if is("heading-share") {
        return same(edition, &format!("{id}.share"), cell);
    }
    if is("heading-cities") {
        let id = id.replacen("projects", "cities.with-projects", 1);
        return same(edition, &id, cell);
    }
    if is("heading-focus-areas") {
        return details(edition, row, cell);
    }
    if is("heading-total") || is("heading-projects") {
        let both = [("count", edition.text(&id)), ("share", edition.text(&format!("{id}.share")))];
        let both = words.say("count-and-share", &both.each_ref().map(|(name, text)| (*name, text.as_str())));
        return if plain(&both) == cell { both } else { same(edition, &id, cell) };
    }
    let area = find(heading, network.focus_areas.iter().map(|area| &area.code)).map(FocusAreaId::at);
    let status = find(heading, network.statuses.iter().map(|status| &status.code)).map(StatusId::at);
    match (area, status) {
        (Some(_), _) => same(edition, &slice_id(network, Slice { focus_area: area, ..row }), cell),
        (None, Some(_)) => same(edition, &slice_id(network, Slice { status, ..row }), cell),
        (None, None) => cell.to_owned(),
    }
}

/// The cell marked with the figure of that id, if there is one that prints the same.
fn same(edition: Edition<'_>, id: &str, cell: &str) -> String {
    let figure = edition.figures.get(id).filter(|figure| figure.text(edition.words) == cell);
    figure.map_or_else(|| cell.to_owned(), |figure| figure.marked(edition.words))
}

/// `Completed: Civic & Social 1, Quality Environment 1; On-going: …`, each number marked.
fn details(edition: Edition<'_>, row: Slice, cell: &str) -> String {
    let network = edition.network;
    let group = |group: &str| {
        let Some((status, items)) = group.split_once(": ") else { return group.to_owned() };
        let status = find(status, network.statuses.iter().map(|status| &status.code)).map(StatusId::at);
        let item = |item: &str| {
            let Some((area, count)) = item.rsplit_once(' ') else { return item.to_owned() };
            let area_id = find(area, network.focus_areas.iter().map(|area| &area.code)).map(FocusAreaId::at);
            let id = slice_id(network, Slice { focus_area: area_id, status, ..row });
            format!("{area} {}", same(edition, &id, count))
        };
        let items: Vec<String> = items.split(", ").map(item).collect();
        format!("{}: {}", group.split(": ").next().unwrap_or_default(), items.join(", "))
    };
    cell.split("; ").map(group).collect::<Vec<_>>().join("; ")
}
