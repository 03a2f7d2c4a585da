//! The comparison of two editions: what changed, what is behind it, and what cannot be compared.

use super::bridge::{self, BridgeView, project_name};
use super::change::{self, ChangeTable, ChangeView, GrowthView};
use super::codes::{self, CodesChange};
use super::grades::{self, GradeTable};
use super::limits;
use super::lists;
use super::page::{self, exhibit_view, figure};
use super::partnerships::{self, TracedGrowth};
use super::reach::Reach;
use super::restated;
use super::room;
use super::told::{LedgerRow, ledger};
use super::views::{ExhibitView, FigureView, NetworkView, OtherTotal, PartnershipYear};
use crate::check::{Code, Record, Slice, Year};
use crate::exhibit::{Edition, Exhibit, restated_totals};
use crate::measure::{self, Listing, Value, slice_id, transition_id};
use crate::terms::{CityId, FocusAreaId, MemberStateId, Stage, StatusId};
use serde::Serialize;

/// A comparison.
#[derive(Debug, Serialize)]
pub(super) struct Comparison {
    network: NetworkView,
    from_year: String,
    to_year: String,
    from_as_of: String,
    to_as_of: String,
    /// Whether one of the two editions is not final yet.
    is_draft: bool,
    /// Whether one of the two is final, and the other a draft.
    is_one_final: bool,
    projects: GrowthView,
    partnerships: GrowthView,
    partnership_years: Vec<PartnershipYear>,
    /// What other sources give for the two years.
    partnership_others: Vec<OtherTotal>,
    /// Of which years no number of partnerships was published; empty where both have one.
    partnerships_unknown: String,
    grades: Vec<GradeTable>,
    traced: TracedGrowth,
    net_step: String,
    restated: Vec<String>,
    change: Option<ChangeView>,
    bridge: Option<BridgeView>,
    biggest: Vec<Biggest>,
    levels: Vec<Level>,
    transitions: Option<Transitions>,
    titles: Vec<String>,
    codes: Vec<CodesChange>,
    ledger: Vec<LedgerRow>,
    joined: Vec<JoinedCity>,
    left: Vec<String>,
    pub(super) missing: Vec<String>,
    exhibits: Vec<ExhibitView>,
}

/// A class whose number changed.
#[derive(Debug, Serialize)]
struct Biggest {
    kind: String,
    name: String,
    change: FigureView,
    from: FigureView,
    to: FigureView,
    #[serde(skip)]
    size: u32,
}

/// All classes of one kind.
#[derive(Debug, Serialize)]
struct Level {
    title: String,
    heading: String,
    tables: Vec<ChangeTable>,
    bridges: Vec<BridgeView>,
}

/// Which status became which.
#[derive(Debug, Serialize)]
struct Transitions {
    columns: Vec<String>,
    rows: Vec<TransitionRow>,
    backwards: Vec<String>,
}

#[derive(Debug, Serialize)]
struct TransitionRow {
    name: String,
    cells: Vec<FigureView>,
}

/// A city that joined.
#[derive(Debug, Serialize)]
pub(super) struct JoinedCity {
    city: String,
    state: String,
    since: String,
    projects: FigureView,
}

/// The view of the comparison of an earlier year with the edition's.
pub(super) fn of(edition: Edition<'_>, start: &Year, exhibits: &[Exhibit]) -> Comparison {
    let (from, to) = (start.year, edition.year.year);
    let both_listed = start.records.is_some() && edition.year.records.is_some();
    let levels = if both_listed { levels(edition, start) } else { Vec::new() };
    let projects = change::view(edition, "projects", (from, to));
    Comparison {
        network: page::network(edition),
        from_year: from.to_string(),
        to_year: to.to_string(),
        from_as_of: edition.words.date(start.as_of),
        to_as_of: edition.words.date(edition.year.as_of),
        is_draft: [start, edition.year].iter().any(|year| year.final_since.is_none()),
        is_one_final: start.final_since.is_none() != edition.year.final_since.is_none(),
        partnerships: change::view(edition, "partnerships", (from, to)),
        partnership_years: [start, edition.year].map(|year| page::partnership_year(edition, year)).into(),
        partnership_others: [start, edition.year]
            .into_iter()
            .flat_map(|year| page::other_partnerships(edition, year))
            .collect(),
        partnerships_unknown: limits::partnerships_unknown(edition, start),
        grades: grades::tables(edition, from),
        traced: partnerships::growth(edition, start),
        net_step: net_step(edition, start),
        restated: restated(edition, start),
        change: both_listed.then(|| change::classes(edition, from)),
        bridge: both_listed.then(|| bridge::of(edition, from, "", Slice::default(), Reach::Network)),
        biggest: biggest(edition, from, both_listed),
        transitions: if both_listed { transitions(edition, start) } else { None },
        titles: if both_listed { titles(edition, start) } else { Vec::new() },
        codes: codes::changes(edition, start),
        ledger: if both_listed { ledger(edition, from, Reach::Network, |_| true) } else { Vec::new() },
        joined: joined(edition, start),
        left: left(edition, start),
        missing: limits::missing(edition, start, &projects),
        exhibits: numbered(exhibits),
        levels,
        projects,
    }
}

/// The exhibits with their numbers; what is not drawn has none, for nothing stands in its place.
fn numbered(exhibits: &[Exhibit]) -> Vec<ExhibitView> {
    let mut number = 0;
    let view = |exhibit: &Exhibit| {
        number += usize::from(exhibit.content.is_ok());
        exhibit_view(number, exhibit)
    };
    exhibits.iter().map(view).collect()
}

/// The published numbers of the two years that were changed later, and the totals of the years between.
fn restated(edition: Edition<'_>, start: &Year) -> Vec<String> {
    let totals = ["projects", "partnerships"];
    let of_year = |year: &'_ Year| -> Vec<String> {
        let others = year.published.restated.iter().filter(|one| !totals.contains(&one.figure.as_str()));
        others.map(|one| restated::restated_sentence(edition, year, one)).collect()
    };
    restated_totals(edition, &totals).into_iter().chain([start, edition.year].into_iter().flat_map(of_year)).collect()
}

/// The sentence where a year is known by totals only.
fn net_step(edition: Edition<'_>, start: &Year) -> String {
    let without: Vec<String> =
        [start, edition.year].iter().filter(|year| year.records.is_none()).map(|year| year.year.to_string()).collect();
    if without.is_empty() {
        return String::new();
    }
    edition.words.say("net-step-sentence", &[("years", &edition.words.list(&without))])
}

/// The classes of each kind with their names; cities that belonged at either cut-off, so that they add up to the network.
fn classes<'a>(edition: Edition<'a>, start: &Year) -> [(&'static str, Vec<(&'a Code, Slice)>); 4] {
    let none = Slice::default();
    let network = edition.network;
    let areas = network
        .focus_areas
        .iter()
        .enumerate()
        .map(|(place, area)| (&area.code, Slice { focus_area: Some(FocusAreaId::at(place)), ..none }));
    let statuses = network
        .statuses
        .iter()
        .enumerate()
        .map(|(place, status)| (&status.code, Slice { status: Some(StatusId::at(place)), ..none }));
    let states = measure::member_states(network, edition.year).into_iter();
    let states = states.map(|(id, state): (MemberStateId, _)| (&state.code, Slice { member_state: Some(id), ..none }));
    let cities = measure::either_members(network, start, edition.year).into_iter();
    let cities = cities.map(|(id, city): (CityId, _)| (&city.code, Slice { city: Some(id), ..none }));
    [
        ("heading-focus-area", areas.collect()),
        ("heading-status", statuses.collect()),
        ("heading-member-state", states.collect()),
        ("heading-city", cities.collect()),
    ]
}

fn levels(edition: Edition<'_>, start: &Year) -> Vec<Level> {
    let level = |(heading, all): (&'static str, Vec<(&Code, Slice)>)| {
        let (classes, is_cut) = most_changed(edition, start, all);
        // Where the sources of a year state no status, nothing can be said to have gone from one to another.
        let is_silent = heading == "heading-status" && !limits::silent_years(edition, start).is_empty();
        let bridges = classes.iter().map(|(code, slice)| {
            let reach = slice.city.map_or(Reach::Network, Reach::City);
            bridge::of(edition, start.year, &code.name, *slice, reach)
        });
        let named: Vec<(String, Slice)> = classes.iter().map(|(code, slice)| (code.name.clone(), *slice)).collect();
        let mut tables = change::tables(edition, start, heading, &named);
        if is_cut {
            for table in &mut tables {
                table.note(edition.words.term("note-classes-cut"));
            }
        }
        Level {
            title: edition.words.term(match heading {
                "heading-focus-area" => "by-focus-area",
                "heading-status" => "by-status",
                "heading-member-state" => "by-member-state",
                _ => "by-city",
            }),
            heading: edition.words.term(heading),
            bridges: bridges.filter(|bridge| !is_silent && !bridge.is_empty()).collect(),
            tables,
        }
    };
    classes(edition, start).into_iter().map(level).collect()
}

/// These classes in their order, or those whose number changed most, where there are more than a page has room for.
fn most_changed<'a>(edition: Edition<'_>, start: &Year, all: Vec<(&'a Code, Slice)>) -> (Vec<(&'a Code, Slice)>, bool) {
    if all.len() <= room::MOST {
        return (all, false);
    }
    let size = |slice: Slice| {
        let id = format!("{}.change.{}-to-{}", slice_id(edition.network, slice), start.year, edition.year.year);
        match edition.figures.get(&id).map(|figure| figure.value) {
            Some(Value::Change { from, to }) => from.abs_diff(to),
            _ => 0,
        }
    };
    let mut sizes: Vec<(u32, usize)> = all.iter().enumerate().map(|(at, (_, slice))| (size(*slice), at)).collect();
    sizes.sort_by_key(|(size, at)| (std::cmp::Reverse(*size), *at));
    sizes.truncate(room::MOST);
    sizes.sort_by_key(|(_, at)| *at);
    (sizes.into_iter().map(|(_, at)| all[at]).collect(), true)
}

/// The classes whose number changed, those that changed most first. Where a year states no status, statuses are no change;
/// where focus areas are inferred, the kind says so.
fn biggest(edition: Edition<'_>, from: i32, both_listed: bool) -> Vec<Biggest> {
    let Some(start) = edition.past.iter().find(|year| year.year == from).filter(|_| both_listed) else {
        return Vec::new();
    };
    let mut all = Vec::new();
    let is_silent = !limits::silent_years(edition, start).is_empty();
    let is_inferred = !limits::inferred_years(edition, start).is_empty();
    for (heading, classes) in classes(edition, start) {
        let mut kind = edition.words.term(heading);
        if heading == "heading-focus-area" && is_inferred {
            kind = edition.words.say("kind-inferred", &[("kind", &kind)]);
        }
        for (code, slice) in classes.into_iter().filter(|_| heading != "heading-status" || !is_silent) {
            let id = slice_id(edition.network, slice);
            let change = format!("{id}.change.{from}-to-{}", edition.year.year);
            let Some(Value::Change { from: before, to: after }) = edition.figures.get(&change).map(|f| f.value) else {
                continue;
            };
            if before != after {
                all.push(Biggest {
                    kind: kind.clone(),
                    name: code.name.clone(),
                    change: figure(edition, &change),
                    from: figure(edition, &format!("{id}.in-{from}")),
                    to: figure(edition, &id),
                    size: before.abs_diff(after),
                });
            }
        }
    }
    // A stable sort: classes that changed alike stay in the order of reports.
    all.sort_by_key(|row| std::cmp::Reverse(row.size));
    all.truncate(10);
    all
}

fn transitions(edition: Edition<'_>, start: &Year) -> Option<Transitions> {
    let network = edition.network;
    let span = format!("{}-to-{}", start.year, edition.year.year);
    let first = network.statuses.first()?;
    edition.figures.get(&transition_id(&first.code.key, &first.code.key, &span))?;
    let row = |from: &crate::check::Status| TransitionRow {
        name: from.code.name.clone(),
        cells: network
            .statuses
            .iter()
            .map(|to| figure(edition, &transition_id(&from.code.key, &to.code.key, &span)))
            .collect(),
    };
    let listing = Listing::of(network, start, edition.year)?;
    let stage = |record: &Record| network.statuses.get(record.status.place()).map(|status| status.stage);
    let name = |record: &Record| lists::status_name(edition, record).to_lowercase();
    let is_back = |(before, after): &&(&Record, &Record)| match (stage(before), stage(after)) {
        (Some(Stage::Completed), Some(Stage::Planning | Stage::OnGoing)) => true,
        (before, after) => before == Some(Stage::OnGoing) && after == Some(Stage::Planning),
    };
    let backwards = listing.kept.iter().filter(is_back).map(|(before, after)| {
        let gaps =
            [("project", project_name(edition, Reach::Network, after)), ("from", name(before)), ("to", name(after))];
        let gaps: Vec<(&str, &str)> = gaps.iter().map(|(gap, text)| (*gap, text.as_str())).collect();
        edition.words.say("status-from-to", &gaps)
    });
    Some(Transitions {
        columns: network.statuses.iter().map(|status| status.code.name.clone()).collect(),
        rows: network.statuses.iter().map(row).collect(),
        backwards: room::cut(edition, backwards.collect()),
    })
}

/// The projects that are listed under another title.
pub(super) fn titles(edition: Edition<'_>, start: &Year) -> Vec<String> {
    let Some(listing) = Listing::of(edition.network, start, edition.year) else { return Vec::new() };
    let changed = listing.kept.iter().filter(|(before, after)| before.title() != after.title());
    room::cut(edition, changed.map(|(before, after)| renamed(edition, Reach::Network, before, after)).collect())
}

/// A project with the title it had and the one it has.
pub(super) fn renamed(edition: Edition<'_>, reach: Reach, before: &Record, after: &Record) -> String {
    let city = edition.network.cities.get(after.city.place()).map_or("", |city| city.code.name.as_str());
    let key = if matches!(reach, Reach::City(_)) { "renamed-here" } else { "renamed-from-to" };
    edition.words.say(key, &[("from", before.title()), ("to", after.title()), ("city", city)])
}

/// The cities that belong to the network now and did not at the earlier cut-off.
pub(super) fn joined(edition: Edition<'_>, start: &Year) -> Vec<JoinedCity> {
    let network = edition.network;
    let cities = measure::members(network, edition.year).into_iter();
    let row = |(id, city): (CityId, &crate::check::City)| JoinedCity {
        city: city.code.name.clone(),
        state: network.member_states.get(city.member_state.place()).map_or_else(String::new, |s| s.code.name.clone()),
        since: city
            .membership
            .joined_by(edition.year.year, edition.year.as_of)
            .map_or_else(String::new, |joined| edition.words.date(joined.0)),
        projects: figure(edition, &slice_id(network, Slice { city: Some(id), ..Slice::default() })),
    };
    cities.filter(|(_, city)| !city.belongs(start.year, start.as_of)).map(row).collect()
}

/// The cities that belonged to the network at the earlier cut-off and do not now, each with the date.
pub(super) fn left(edition: Edition<'_>, start: &Year) -> Vec<String> {
    let cities = measure::members(edition.network, start).into_iter().map(|(_, city)| city);
    let gone = cities.filter(|city| !city.belongs(edition.year.year, edition.year.as_of));
    let told = gone.filter_map(|city| {
        let date = edition.words.date(city.membership.left_by(edition.year.year, edition.year.as_of)?.0);
        Some(edition.words.say("city-left-on", &[("city", &city.code.name), ("date", &date)]))
    });
    room::cut(edition, told.collect())
}
