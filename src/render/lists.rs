//! The tables by member state and by city, and the list of all projects.

use super::page::figure;
use super::views::FigureView;
use crate::check::{City, Partner, Partnership, Record, Slice, Year};
use crate::exhibit::Edition;
use crate::load;
use crate::measure::{self, slice_id};
use crate::terms::{CityId, Confidence, FocusAreaId, MemberStateId, PartnerId, ProjectTypeId, Stage, StatusId};
use crate::words::Words;
use serde::Serialize;
use std::collections::BTreeMap;

/// A member state.
#[derive(Debug, Serialize)]
pub(super) struct StateView {
    name: String,
    anchor: String,
    projects: FigureView,
    share: FigureView,
    cities: Vec<String>,
    statuses: Vec<Cell>,
    focus_areas: Vec<Cell>,
    types: Vec<Cell>,
    small: bool,
}

/// A class of a member state: its name, how many, and its share.
#[derive(Debug, Serialize)]
pub(super) struct Cell {
    name: String,
    count: FigureView,
    share: FigureView,
    empty: bool,
}

/// A city.
#[derive(Debug, Serialize)]
pub(super) struct CityRow {
    name: String,
    local_name: String,
    state: String,
    joined: String,
    projects: FigureView,
    none_listed: bool,
    office: String,
    office_as_of: String,
}

/// A list of projects.
#[derive(Debug, Serialize)]
pub(super) struct Appendix {
    anchor: &'static str,
    heading: String,
    groups: Vec<ProjectGroup>,
    /// Where the list stands if it is too long for a page; else empty.
    elsewhere: String,
}

/// The file in which all projects of an edition stand, seen from its page.
pub(super) const FILE: &str = "data/projects.csv";

/// Whether the page of an edition can name its projects and those of the years before one by one: a page lists as many of
/// a year as stand by name behind a figure.
pub(super) fn are_shown(edition: Edition<'_>) -> bool {
    edition.past.iter().flat_map(|year| &year.records).all(|records| records.len() <= measure::MOST_NAMED)
}

/// Which snapshots an edition does not repeat among its data, since they are too long; empty where it has them all.
pub(super) fn not_repeated(edition: Edition<'_>) -> String {
    let is_long = |year: &&Year| year.records.as_ref().is_some_and(|records| records.len() > load::MOST_CARRIED);
    let years: Vec<String> = edition.past.iter().filter(is_long).map(|year| year.year.to_string()).collect();
    if years.is_empty() {
        return String::new();
    }
    edition.words.say("inputs-elsewhere-sentence", &[("years", &edition.words.list(&years))])
}

/// The projects of a member state.
#[derive(Debug, Serialize)]
pub(super) struct ProjectGroup {
    state: String,
    rows: Vec<ProjectRow>,
}

/// A project.
#[derive(Debug, Serialize)]
struct ProjectRow {
    number: String,
    id: String,
    city: String,
    title: String,
    description: String,
    focus_area: String,
    project_type: String,
    status: String,
    status_confidence: String,
    codes: Vec<String>,
    partners: Vec<String>,
    page: String,
    note: String,
    /// The first year whose list has it.
    since: String,
}

/// The member states of the edition's as-of date.
pub(super) fn states(edition: Edition<'_>) -> Vec<StateView> {
    let states = measure::member_states(edition.network, edition.year);
    states.into_iter().map(|(id, state)| state_view(edition, id, &state.code)).collect()
}

fn state_view(edition: Edition<'_>, id: MemberStateId, code: &crate::check::Code) -> StateView {
    let network = edition.network;
    let place = Slice { member_state: Some(id), ..Slice::default() };
    let projects = figure(edition, &slice_id(network, place));
    let members = measure::members(network, edition.year).into_iter();
    let cities = members.filter(|(_, city)| city.member_state == id).map(|(_, city)| city.code.name.clone());
    let statuses = network
        .statuses
        .iter()
        .enumerate()
        .map(|(at, status)| cell(edition, &status.code.name, Slice { status: Some(StatusId::at(at)), ..place }));
    let areas = network
        .focus_areas
        .iter()
        .enumerate()
        .map(|(at, area)| cell(edition, &area.code.name, Slice { focus_area: Some(FocusAreaId::at(at)), ..place }));
    let types =
        network.project_types.iter().enumerate().map(|(at, kind)| {
            cell(edition, &kind.code.name, Slice { project_type: Some(ProjectTypeId::at(at)), ..place })
        });
    StateView {
        name: code.name.clone(),
        anchor: code.key.clone(),
        small: edition.figures.count(&projects.id).is_none_or(|count| count < 10),
        share: figure(edition, &format!("{}.share", projects.id)),
        projects,
        cities: cities.collect(),
        statuses: statuses.collect(),
        focus_areas: areas.collect(),
        types: types.filter(|cell| !cell.empty).collect(),
    }
}

/// The projects of a slice under that name.
pub(super) fn cell(edition: Edition<'_>, name: &str, slice: Slice) -> Cell {
    let id = slice_id(edition.network, slice);
    Cell {
        name: name.to_owned(),
        empty: edition.figures.count(&id).is_none_or(|count| count == 0),
        share: figure(edition, &format!("{id}.share")),
        count: figure(edition, &id),
    }
}

/// The cities of the edition's as-of date.
pub(super) fn cities(edition: Edition<'_>) -> Vec<CityRow> {
    measure::members(edition.network, edition.year).into_iter().map(|(id, city)| city_row(edition, id, city)).collect()
}

fn city_row(edition: Edition<'_>, id: CityId, city: &City) -> CityRow {
    let words = edition.words;
    let known = city.office_by(edition.year.as_of);
    let projects = figure(edition, &slice_id(edition.network, Slice { city: Some(id), ..Slice::default() }));
    let state = edition.network.member_states.get(city.member_state.place());
    CityRow {
        name: city.code.name.clone(),
        local_name: city.local_name.clone().unwrap_or_default(),
        state: state.map_or_else(String::new, |state| state.code.name.clone()),
        joined: joined(edition, city),
        none_listed: edition.figures.count(&projects.id) == Some(0),
        projects,
        office: known.map_or_else(|| words.term("no-office-named"), |(_, office)| office.clone()),
        office_as_of: known.map_or_else(String::new, |(as_of, _)| words.date(*as_of)),
    }
}

/// When a city joined, and joined again.
pub(super) fn joined(edition: Edition<'_>, city: &City) -> String {
    let words = edition.words;
    let (year, as_of) = (edition.year.year, edition.year.as_of);
    let dates = city.membership.spans().map(|span| span.joined).filter(|joined| joined.by(year, as_of));
    let mut dates = dates.map(|joined| words.date(joined.0));
    let first = dates.next().unwrap_or_default();
    let again: Vec<String> = dates.collect();
    if again.is_empty() {
        return first;
    }
    words.say("joined-again", &[("date", &first), ("again", &words.list(&again))])
}

/// The lists of projects: those that are not completed and those that are, where any status is stated; else one list.
pub(super) fn appendices(edition: Edition<'_>) -> Vec<Appendix> {
    let network = edition.network;
    let of_stage = |record: &Record, stage: Stage| Some(record.status) == network.stage(stage);
    let is_completed = |record: &Record| of_stage(record, Stage::Completed);
    let records = || edition.year.records.iter().flatten();
    let appendix = |key: &str, groups: Vec<ProjectGroup>| Appendix {
        anchor: if key == "completed" { "projects-completed" } else { "projects" },
        heading: edition.words.term(&format!("appendix-{key}")),
        groups,
        elsewhere: String::new(),
    };
    if !are_shown(edition) {
        let gaps = [("projects", edition.counted("projects", "projects")), ("file", FILE.to_owned())];
        let gaps: Vec<(&str, &str)> = gaps.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let elsewhere = edition.words.say("list-elsewhere-sentence", &gaps);
        return vec![Appendix { elsewhere, ..appendix("all", Vec::new()) }];
    }
    if measure::states_no_status(network, edition.year) {
        return vec![appendix("all", projects(edition, &|_| true))];
    }
    let has_unstated = records().any(|record| of_stage(record, Stage::NotStated));
    let open = if has_unstated { "open-and-not-stated" } else { "open" };
    vec![
        appendix(open, projects(edition, &|record| !is_completed(record))),
        appendix("completed", projects(edition, &is_completed)),
    ]
}

/// Those projects by member state, in the order of reports, numbered through.
pub(super) fn projects(edition: Edition<'_>, is_wanted: &dyn Fn(&Record) -> bool) -> Vec<ProjectGroup> {
    let mut groups: Vec<(MemberStateId, ProjectGroup)> = Vec::new();
    let mut since: BTreeMap<&str, i32> = BTreeMap::new();
    for year in edition.past {
        for record in year.records.iter().flatten() {
            since.entry(edition.network.first_key(&record.key)).or_insert(year.year);
        }
    }
    let records = edition.year.records.iter().flatten().filter(|record| is_wanted(record));
    for (place, record) in records.enumerate() {
        let first = since.get(edition.network.first_key(&record.key)).map_or_else(String::new, i32::to_string);
        let row = ProjectRow { since: first, ..project_row(edition, place + 1, record) };
        match groups.last_mut() {
            Some((state, group)) if *state == record.member_state => group.rows.push(row),
            _ => {
                let state = edition.network.member_states.get(record.member_state.place());
                let state = state.map_or_else(String::new, |state| state.code.name.clone());
                groups.push((record.member_state, ProjectGroup { state, rows: vec![row] }));
            }
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

fn project_row(edition: Edition<'_>, number: usize, record: &Record) -> ProjectRow {
    let network = edition.network;
    let words = edition.words;
    let name =
        |code: Option<&crate::check::Code>| code.map_or_else(|| words.term("not-stated"), |code| code.name.clone());
    let kind = record.project_type.and_then(|kind| network.project_types.get(kind.place()));
    let status = network.statuses.get(record.status.place());
    ProjectRow {
        number: number.to_string(),
        id: record.key.to_string(),
        city: name(network.cities.get(record.city.place()).map(|city| &city.code)),
        title: record.title().to_string(),
        description: record.description().to_string(),
        focus_area: name(network.focus_areas.get(record.focus_area.place()).map(|area| &area.code)),
        project_type: name(kind.map(|kind| &kind.code)),
        status: name(status.map(|status| &status.code)),
        status_confidence: status_doubt(edition, record).unwrap_or_default(),
        codes: super::codes::of_record(edition, record),
        partners: partner_texts(edition, record),
        page: record.page().map_or_else(String::new, |page| page.to_string()),
        note: record.more.note.as_ref().map(|note| note.value.to_string()).unwrap_or_default(),
        since: String::new(),
    }
}

/// How sure the status of a project is, where it is a reading of what is printed.
pub(super) fn status_doubt(edition: Edition<'_>, record: &Record) -> Option<String> {
    let level = record.doubts.status.as_ref()?.level;
    let is_read = level >= Confidence::Inferred && level < Confidence::Unknown;
    is_read.then(|| edition.words.term(&format!("confidence-{}", level.word())))
}

/// The status of a project, which says so where it is inferred: `On-going (inferred)`.
pub(super) fn status_name(edition: Edition<'_>, record: &Record) -> String {
    let status = edition.network.statuses.get(record.status.place());
    let name = status.map_or_else(|| edition.words.term("not-stated"), |status| status.code.name.clone());
    match status_doubt(edition, record) {
        Some(doubt) => edition.words.say("name-and-short", &[("name", &name), ("short", &doubt)]),
        None => name,
    }
}

/// The name of a partner, with its abbreviation where it has one.
pub(super) fn full_name(words: &Words, partner: &Partner) -> String {
    match &partner.short_name {
        Some(short) => words.say("name-and-short", &[("name", &partner.code.name), ("short", short)]),
        None => partner.code.name.clone(),
    }
}

/// The partners of a project: those that its record names, then those that the register of partnerships shows for the
/// year, which says so.
pub(super) fn partner_texts(edition: Edition<'_>, record: &Record) -> Vec<String> {
    let (network, words) = (edition.network, edition.words);
    let project = network.first_key(&record.key);
    let is_of_it = |link: &&Partnership| {
        let is_proposed = network.kinds.get(link.kind.place()).is_some_and(|kind| kind.is_proposed);
        let of = link.project.as_deref().map(|key| network.first_key(key));
        !is_proposed && of == Some(project) && link.years.contains(&edition.year.year)
    };
    let of_register = |link: &Partnership| {
        let kind = network.kinds.get(link.kind.place()).map_or("", |kind| &kind.code.name);
        words.say("partner-of-register", &[("partners", &partner_names(edition, &link.partners)), ("kind", kind)])
    };
    let told = record.more.partners.iter().map(|link| partner_text(edition, link));
    told.chain(network.partnerships.iter().filter(is_of_it).map(of_register)).collect()
}

fn partner_names(edition: Edition<'_>, partners: &[PartnerId]) -> String {
    let partners = partners.iter().filter_map(|id| edition.network.partners.get(id.place()));
    let names: Vec<String> = partners.map(|partner| full_name(edition.words, partner)).collect();
    edition.words.list(&names)
}

/// Partners of one link with what they do and under which programme.
fn partner_text(edition: Edition<'_>, link: &crate::check::Link) -> String {
    let words = edition.words;
    let kind = edition.network.kinds.get(link.kind.place()).map_or_else(String::new, |kind| kind.code.name.clone());
    let partners = partner_names(edition, &link.partners);
    // A programme of the register has one name everywhere, however a record calls it.
    let known = link.of_programme.and_then(|id| edition.network.programmes.get(id.place()));
    let known = known.map(|one| one.short_name.as_ref().unwrap_or(&one.code.name).as_str());
    match known.or(link.programme.as_deref()) {
        Some(programme) => {
            words.say("partner-under", &[("partners", &partners), ("kind", &kind), ("programme", programme)])
        }
        None => words.say("partner", &[("partners", &partners), ("kind", &kind)]),
    }
}
