//! The cells of an exhibit's table led to their figures: row and column name what is counted.

use super::Edition;
use crate::check::{Code, Slice};
use crate::measure::{slice_id, untyped_id};
use crate::terms::{CityId, FocusAreaId, MemberStateId, ProjectTypeId, StatusId};
use crate::words::plain;

/// How the numbers of a table are led to their figures.
#[derive(Debug)]
pub struct Marking<'a> {
    edition: Edition<'a>,
    /// The heading of the first column, which says what the rows are.
    rows: Option<&'a str>,
    /// What stands in the others.
    columns: Vec<Column>,
}

/// What a column counts of the projects of a row.
#[derive(Debug, Clone, Copy)]
enum Column {
    Share,
    Cities,
    FocusAreas,
    Total,
    FocusArea(FocusAreaId),
    Status(StatusId),
    Other,
}

impl<'a> Marking<'a> {
    /// That of a table with these headings.
    pub fn of(edition: Edition<'a>, headings: &'a [String]) -> Self {
        let columns = headings.iter().skip(1).map(|heading| Column::of(edition, heading)).collect();
        Self { edition, rows: headings.first().map(String::as_str), columns }
    }

    /// The same row, each number marked with its figure where that prints the same text; what is no figure stays as it is.
    pub fn marked(&self, row: &[String]) -> Vec<String> {
        let edition = self.edition;
        let Some((label, cells)) = row.split_first() else { return Vec::new() };
        if let ([count], Some(area)) = (cells, untyped(edition, label)) {
            return vec![label.clone(), same(edition, &untyped_id(edition.network, area), count)];
        }
        let Some(slice) = self.rows.and_then(|heading| row_slice(edition, heading, label)) else {
            return row.to_vec();
        };
        let cells = cells.iter().zip(&self.columns).map(|(cell, column)| marked_cell(edition, slice, *column, cell));
        std::iter::once(label.clone()).chain(cells).collect()
    }
}

impl Column {
    fn of(edition: Edition<'_>, heading: &str) -> Self {
        let network = edition.network;
        let is = |key: &str| heading == edition.words.term(key);
        if is("heading-share") {
            return Self::Share;
        }
        if is("heading-cities") {
            return Self::Cities;
        }
        if is("heading-focus-areas") {
            return Self::FocusAreas;
        }
        if is("heading-total") || is("heading-projects") {
            return Self::Total;
        }
        let area = find(heading, network.focus_areas.iter().map(|area| &area.code)).map(FocusAreaId::at);
        let status = find(heading, network.statuses.iter().map(|status| &status.code)).map(StatusId::at);
        area.map(Self::FocusArea).or(status.map(Self::Status)).unwrap_or(Self::Other)
    }
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

fn marked_cell(edition: Edition<'_>, row: Slice, column: Column, cell: &str) -> String {
    let (network, words) = (edition.network, edition.words);
    let id = || slice_id(network, row);
    match column {
        Column::Share => same(edition, &format!("{}.share", id()), cell),
        Column::Cities => same(edition, &id().replacen("projects", "cities.with-projects", 1), cell),
        Column::FocusAreas => details(edition, row, cell),
        Column::Total => {
            let id = id();
            let both = [("count", edition.text(&id)), ("share", edition.text(&format!("{id}.share")))];
            let both = words.say("count-and-share", &both.each_ref().map(|(name, text)| (*name, text.as_str())));
            if plain(&both) == cell { both } else { same(edition, &id, cell) }
        }
        Column::FocusArea(area) => same(edition, &slice_id(network, Slice { focus_area: Some(area), ..row }), cell),
        Column::Status(status) => same(edition, &slice_id(network, Slice { status: Some(status), ..row }), cell),
        Column::Other => cell.to_owned(),
    }
}

/// The cell marked with the figure of that id, if there is one that prints the same.
fn same(edition: Edition<'_>, id: &str, cell: &str) -> String {
    let figure = edition.figures.get(id).filter(|figure| figure.text(edition.words) == cell);
    figure.map_or_else(|| cell.to_owned(), |figure| edition.words.mark(&figure.id, cell))
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
