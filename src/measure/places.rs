//! Where projects are: the cities and the member states with at least one project of a class.

use super::behind::Records;
use super::counts::{Stated, Tally, number};
use super::figure::{Figure, Receipt, Value, Why};
use super::{Figures, member_states, members};
use crate::check::{Network, Record, Slice, Year};
use crate::terms::{Basis, CityId, FocusAreaId, ProjectTypeId, RecordId, Stage, StatusId};
use std::collections::BTreeSet;

/// The id of the number of projects whose type belongs to another focus area.
pub const OUTSIDE: &str = "records.with-type-outside-focus-area";

/// The id of the number of projects of a focus area that have no type.
pub fn untyped_id(network: &Network, area: FocusAreaId) -> String {
    let key = network.focus_areas.get(area.place()).map_or("", |area| area.code.key.as_str());
    format!("records.without-type.{key}")
}

fn add_untyped(network: &Network, year: &Year, figures: &mut Figures) {
    let Some(records) = &year.records else { return };
    for area in (0..network.focus_areas.len()).map(FocusAreaId::at) {
        let found = records.iter().enumerate();
        let found = found.filter(|(_, record)| record.focus_area == area && record.project_type.is_none());
        let mut receipt = Receipt::new("definition-untyped");
        receipt.basis = Some(Basis::Records);
        receipt.records = Records::of(year.year, found.map(|(place, _)| RecordId::at(place)));
        let value = Value::Count(number(receipt.records.len()));
        figures.add(Figure { id: untyped_id(network, area), value, receipt });
    }
}

fn add_outside(network: &Network, year: &Year, figures: &mut Figures) {
    let Some(records) = &year.records else { return };
    let area = |id: ProjectTypeId| network.project_types.get(id.place()).map(|kind| kind.focus_area);
    let is_outside = |record: &Record| record.project_type.is_some_and(|kind| area(kind) != Some(record.focus_area));
    let found = records.iter().enumerate().filter(|(_, record)| is_outside(record));
    let mut receipt = Receipt::new("definition-outside");
    receipt.basis = Some(Basis::Records);
    receipt.records = Records::of(year.year, found.map(|(place, _)| RecordId::at(place)));
    let value = Value::Count(number(receipt.records.len()));
    figures.add(Figure { id: OUTSIDE.to_owned(), value, receipt });
}

/// Adds how many cities list projects by member state, focus area and status, and how many member states by focus area
/// and status.
pub(super) fn add(network: &Network, year: &Year, tally: Option<&Tally>, figures: &mut Figures) {
    add_outside(network, year, figures);
    add_untyped(network, year, figures);
    let none = Slice::default();
    let mut cities = Vec::new();
    for (id, state) in member_states(network, year) {
        cities.push((format!("by-member-state.{}", state.code.key), Slice { member_state: Some(id), ..none }));
    }
    let mut states = Vec::new();
    for (place, area) in network.focus_areas.iter().enumerate() {
        let slice = Slice { focus_area: Some(FocusAreaId::at(place)), ..none };
        states.push((format!("by-focus-area.{}", area.code.key), slice));
    }
    for (place, status) in network.statuses.iter().enumerate() {
        states.push((format!("by-status.{}", status.code.key), Slice { status: Some(StatusId::at(place)), ..none }));
    }
    cities.extend(states.iter().cloned());
    let has_status = Stated::of(network, year).status;
    let found = |slice: Slice, of: fn(&Network, &Year, &[RecordId]) -> Vec<String>| {
        let asks_status = slice.status.is_some() && slice.status != network.stage(Stage::NotStated);
        match tally {
            None => Err(Why::NoList),
            Some(_) if asks_status && !has_status => Err(Why::NotStated),
            Some(tally) => Ok(of(network, year, tally.records(slice))),
        }
    };
    for (name, slice) in cities {
        figures.add(figure(tally, slice, ("cities", &name), found(slice, cities_of)));
    }
    for (name, slice) in states {
        figures.add(figure(tally, slice, ("member-states", &name), found(slice, states_of)));
    }
}

fn figure(tally: Option<&Tally>, slice: Slice, (what, name): (&str, &str), found: Result<Vec<String>, Why>) -> Figure {
    let is_state = what == "member-states";
    let mut receipt = Receipt::new(if is_state { "definition-states-of-class" } else { "definition-cities-of-class" });
    let value = match found {
        Ok(entries) => {
            receipt.basis = Some(Basis::Records);
            receipt.confidence = tally.map_or(receipt.confidence, |tally| tally.confidence(slice));
            receipt.entries = entries;
            Value::Count(number(receipt.entries.len()))
        }
        Err(why) => Value::Missing(why),
    };
    Figure { id: format!("{what}.with-projects.{name}"), value, receipt }
}

/// The ids of the cities that these records belong to, in the order of reports.
fn cities_of(network: &Network, year: &Year, ids: &[RecordId]) -> Vec<String> {
    let listing: BTreeSet<CityId> = records(year, ids).into_iter().map(|record| record.city).collect();
    let with_any = members(network, year).into_iter().filter(|(id, _)| listing.contains(id));
    with_any.map(|(_, city)| city.code.key.clone()).collect()
}

/// The ids of the member states that these records belong to, in the order of reports.
fn states_of(network: &Network, year: &Year, ids: &[RecordId]) -> Vec<String> {
    let records = records(year, ids);
    let has_any = |state: crate::terms::MemberStateId| records.iter().any(|record| record.member_state == state);
    let with_any = member_states(network, year).into_iter().filter(|(id, _)| has_any(*id));
    with_any.map(|(_, state)| state.code.key.clone()).collect()
}

fn records<'a>(year: &'a Year, ids: &[RecordId]) -> Vec<&'a crate::check::Record> {
    ids.iter().filter_map(|id| year.records.as_ref()?.get(id.place())).collect()
}
