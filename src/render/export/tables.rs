//! The rows of the tables of the export, in the order of reports.

use super::super::csv::Cell;
use super::super::figures::{definitions, short};
use super::columns::{
    CITIES, DEFINITIONS, FIGURES, FOCUS_AREAS, Form, MEMBER_STATES, PARTNERS, PROJECT_PARTNERS, PROJECT_TYPES,
    PROJECTS, STATUSES,
};
use super::{Rows, Table};
use crate::check::{City, Code, Record, Slice};
use crate::exhibit::Edition;
use crate::load::written::Doubt;
use crate::measure::{self, Figure, Value, number, slice_id};
use crate::terms::{CityId, Confidence};
use std::collections::BTreeSet;

/// All tables of an edition. What is not known of its year has no table.
pub(super) fn all(edition: Edition<'_>) -> Vec<Table<'_>> {
    let network = edition.network;
    let mut tables = vec![member_states(edition), cities(edition), focus_areas(edition)];
    tables.push(table(
        &PROJECT_TYPES,
        network.project_types.iter().map(|kind| {
            let area = network.focus_areas.get(kind.focus_area.place()).map(|area| area.code.key.as_str());
            vec![id(&kind.code), name(&kind.code), area.into(), kind.definition.as_str().into()]
        }),
    ));
    let statuses = network.statuses.iter();
    tables.push(table(
        &STATUSES,
        statuses.map(|status| vec![id(&status.code), name(&status.code), status.meaning.as_str().into()]),
    ));
    if let Some(records) = &edition.year.records {
        tables.push(Table { form: &PROJECTS, rows: Rows::Projects(edition, records) });
        if records.iter().any(|record| !record.more.partners.is_empty()) {
            tables.push(partners(edition, records));
            tables.push(table(&PROJECT_PARTNERS, records.iter().flat_map(|record| links(edition, record))));
        }
    }
    tables.extend(super::codes::tables(edition));
    tables.extend(super::plans::tables(edition));
    tables.push(table(
        &DEFINITIONS,
        definitions(edition).into_iter().map(|(name, text)| vec![name.into(), text.as_str().map(str::to_owned).into()]),
    ));
    tables.push(table(&FIGURES, edition.figures.all().iter().map(|one| figure(edition, one))));
    tables
}

fn table<'a>(form: &'static Form, rows: impl Iterator<Item = Vec<Cell<'a>>>) -> Table<'a> {
    Table { form, rows: rows.collect() }
}

fn id(code: &Code) -> Cell<'_> {
    code.key.as_str().into()
}

fn name(code: &Code) -> Cell<'_> {
    code.name.as_str().into()
}

/// How many projects a slice has, where that is known.
fn projects(edition: Edition<'_>, slice: Slice) -> Cell<'_> {
    edition.figures.count(&slice_id(edition.network, slice)).into()
}

fn member_states(edition: Edition<'_>) -> Table<'_> {
    let states = measure::member_states(edition.network, edition.year).into_iter();
    table(
        &MEMBER_STATES,
        states.map(|(state, about)| {
            let slice = Slice { member_state: Some(state), ..Slice::default() };
            vec![id(&about.code), name(&about.code), about.country.as_str().into(), projects(edition, slice)]
        }),
    )
}

fn cities(edition: Edition<'_>) -> Table<'_> {
    let members = measure::members(edition.network, edition.year).into_iter();
    table(&CITIES, members.map(|(at, city)| city_row(edition, at, city)))
}

fn city_row<'a>(edition: Edition<'a>, at: CityId, city: &'a City) -> Vec<Cell<'a>> {
    let state = edition.network.member_states.get(city.member_state.place());
    let office = city.office_by(edition.year.as_of);
    vec![
        id(&city.code),
        name(&city.code),
        city.local_name.as_deref().into(),
        state.map(|state| state.code.key.as_str()).into(),
        city.membership.begin().0.to_string().into(),
        projects(edition, Slice { city: Some(at), ..Slice::default() }),
        office.map(|(_, office)| office.as_str()).into(),
        office.map(|(as_of, _)| as_of.to_string()).into(),
    ]
}

fn focus_areas(edition: Edition<'_>) -> Table<'_> {
    let areas = edition.network.focus_areas.iter();
    table(&FOCUS_AREAS, areas.map(|area| vec![id(&area.code), name(&area.code), area.definition.as_str().into()]))
}

/// A row of the list of projects.
pub(super) fn project<'a>(edition: Edition<'a>, record: &'a Record) -> Vec<Cell<'a>> {
    let network = edition.network;
    let key = |code: Option<&'a Code>| -> Cell<'a> { code.map(|code| code.key.as_str()).into() };
    let kind = record.project_type.and_then(|kind| network.project_types.get(kind.place()));
    let sure = |doubt: &Option<Doubt>| -> Cell<'_> {
        doubt.as_ref().map_or(Confidence::Published, |doubt| doubt.level).word().into()
    };
    let document = record.document().and_then(|place| edition.year.documents.get(place));
    vec![
        record.key.as_str().into(),
        record.number.into(),
        record.title().as_str().into(),
        key(network.cities.get(record.city.place()).map(|city| &city.code)),
        key(network.member_states.get(record.member_state.place()).map(|state| &state.code)),
        key(network.focus_areas.get(record.focus_area.place()).map(|area| &area.code)),
        key(kind.map(|kind| &kind.code)),
        key(network.statuses.get(record.status.place()).map(|status| &status.code)),
        record.description().as_str().into(),
        sure(&record.doubts.title),
        sure(&record.doubts.focus_area),
        sure(&record.doubts.project_type),
        sure(&record.doubts.status),
        Cell::Flag(record.carried.any()),
        document.map(|document| document.title.as_str()).into(),
        record.page().into(),
        record.more.note.as_ref().map(|note| note.value.as_str()).into(),
    ]
}

/// The partners that a record names, in the order of the register.
fn partners<'a>(edition: Edition<'a>, records: &[Record]) -> Table<'a> {
    let named = records.iter().flat_map(|record| &record.more.partners).flat_map(|link| &link.partners);
    let named: BTreeSet<usize> = named.map(|partner| partner.place()).collect();
    let named = edition.network.partners.iter().enumerate().filter(|(place, _)| named.contains(place));
    table(
        &PARTNERS,
        named.map(|(_, partner)| {
            let short = partner.short_name.as_deref().into();
            vec![id(&partner.code), name(&partner.code), short, partner.country.as_deref().into()]
        }),
    )
}

fn links<'a>(edition: Edition<'a>, record: &'a Record) -> Vec<Vec<Cell<'a>>> {
    let network = edition.network;
    let rows = record.more.partners.iter().enumerate().flat_map(|(place, link)| {
        let kind = network.kinds.get(link.kind.place()).map(|kind| kind.code.name.as_str());
        let partners = link.partners.iter().filter_map(|partner| network.partners.get(partner.place()));
        partners.map(move |partner| {
            let link_number = number(place + 1).into();
            vec![
                record.key.as_str().into(),
                link_number,
                id(&partner.code),
                kind.into(),
                link.programme.as_deref().into(),
            ]
        })
    });
    rows.collect()
}

fn figure<'a>(edition: Edition<'a>, figure: &'a Figure) -> Vec<Cell<'a>> {
    let words = edition.words;
    let none = || Cell::Nothing;
    let change = |from: u32, to: u32| Cell::Number(i64::from(to) - i64::from(from));
    let [kind, value, part, whole, part_before, whole_before, from, to] = match figure.value {
        Value::Count(count) => ["count".into(), count.into(), none(), none(), none(), none(), none(), none()],
        Value::Rank(rank) => ["rank".into(), rank.into(), none(), none(), none(), none(), none(), none()],
        Value::Share(share) => {
            ["share".into(), none(), share.part.into(), share.whole.into(), none(), none(), none(), none()]
        }
        Value::Change { from, to } => {
            ["change".into(), change(from, to), none(), none(), none(), none(), from.into(), to.into()]
        }
        Value::RankChange { from, to } => {
            // Up is towards the first place.
            ["rank-change".into(), change(to, from), none(), none(), none(), none(), from.into(), to.into()]
        }
        Value::Printed(_) => ["printed-share".into(), none(), none(), none(), none(), none(), none(), none()],
        Value::Growth { from, to } => ["growth".into(), none(), none(), none(), none(), none(), from.into(), to.into()],
        Value::Points { from, to } => {
            let [a, b, c, d] = [to.part, to.whole, from.part, from.whole].map(Cell::from);
            ["points".into(), none(), a, b, c, d, none(), none()]
        }
        Value::Missing(_) => ["not-available".into(), none(), none(), none(), none(), none(), none(), none()],
    };
    let receipt = &figure.receipt;
    vec![
        figure.id.as_str().into(),
        kind,
        value,
        part,
        whole,
        part_before,
        whole_before,
        from,
        to,
        figure.text(words).into(),
        figure.why().map(|why| words.term(why.key())).into(),
        short(receipt.definition).into(),
        receipt.basis.map(crate::terms::Basis::word).into(),
        receipt.confidence.word().into(),
    ]
}
