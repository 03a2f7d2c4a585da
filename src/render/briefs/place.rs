//! The partners of a city or a member state, and its place in the network.

use super::lead::slice;
use super::{Source, Subject};
use crate::check::{Slice, Year};
use crate::exhibit::{Edition, counting_rule};
use crate::measure::{self, Class, Tie, slice_id};
use crate::render::lists::{Cell, cell};
use crate::render::page::figure;
use crate::render::partnerships::{LinkView, views};
use crate::render::reach::Reach;
use crate::terms::{FocusAreaId, StatusId};
use serde::Serialize;

/// The partnerships that can be traced.
#[derive(Debug, Serialize)]
pub(super) struct Partners {
    /// How many; empty where it does not belong to the network any more.
    sentence: String,
    /// How they are counted.
    rule: String,
    links: Vec<LinkView>,
    proposed: Vec<LinkView>,
}

/// The partners of the subject.
pub(super) fn partners(source: Source<'_>, subject: Subject<'_>) -> Partners {
    let edition = source.edition;
    let class = match subject.reach {
        Reach::Network => Class::All,
        Reach::City(id) => Class::City(Some(id)),
        Reach::MemberState(id) => Class::MemberState(id),
    };
    let links = |is_proposed: bool| {
        let own = |tie: &&Tie<'_>| tie.is_proposed == is_proposed && subject.reach.holds_tie(edition.network, tie);
        views(edition, subject.reach, source.ties.iter().filter(own))
    };
    let (words, year) = (edition.words, edition.year.year.to_string());
    let id = class.id(edition.network);
    let key = match edition.figures.count(&id) {
        Some(0) => "brief-partners-none",
        Some(_) => "brief-partners",
        None => "brief-partners-unknown",
    };
    let partnerships = edition.counted("partnerships", &id);
    let why = figure(edition, &id).why;
    let place = subject.code.name.as_str();
    let gaps = [("year", year.as_str()), ("place", place), ("partnerships", &partnerships), ("why", &why)];
    Partners {
        sentence: if subject.belongs(edition.year) { words.say(key, &gaps) } else { String::new() },
        rule: words.term(counting_rule(edition.network.count_rule.of(edition.year.year))),
        links: links(false),
        proposed: links(true),
    }
}

/// The place in the network.
#[derive(Debug, Serialize)]
pub(super) struct Standing {
    sentences: Vec<String>,
    /// Whether it has enough projects for shares.
    has_shares: bool,
    classes: Vec<Classes>,
    /// What a reader of the table must know.
    notes: Vec<String>,
}

/// The classes of one kind, each with the projects of the subject and those of the network.
#[derive(Debug, Serialize)]
struct Classes {
    heading: String,
    rows: Vec<[Cell; 2]>,
}

/// The place of the subject among its kind; nothing where there is no list, or where it has left.
pub(super) fn standing(source: Source<'_>, subject: Subject<'_>) -> Standing {
    let edition = source.edition;
    let none = Standing { sentences: Vec::new(), has_shares: false, classes: Vec::new(), notes: Vec::new() };
    let id = slice_id(edition.network, slice(subject));
    let (Some(own), Some(all)) = (edition.figures.count(&id), edition.figures.count("projects")) else { return none };
    if !subject.belongs(edition.year) || edition.year.records.is_none() {
        return none;
    }
    let mut sentences = vec![share(edition, &id, (own, all))];
    if own > 0 {
        sentences.extend(rank(source, subject, (&id, own)));
    }
    let silent = measure::states_no_status(edition.network, edition.year);
    let year = edition.year.year.to_string();
    let mut notes = Vec::new();
    if silent {
        notes.push(edition.words.say("status-not-stated-sentence", &[("year", &year)]));
    }
    if measure::has_inferred_areas(edition.year) {
        notes.push(edition.words.say("note-areas-inferred", &[("years", &year)]));
    }
    // Nothing is set against the network by those that list nothing.
    let classes = if own > 0 { classes(edition, subject, silent) } else { Vec::new() };
    let has_shares = figure(edition, &format!("{}.share", first_area(edition, subject))).available;
    Standing { sentences, has_shares, notes: if own > 0 { notes } else { Vec::new() }, classes }
}

fn first_area(edition: Edition<'_>, subject: Subject<'_>) -> String {
    slice_id(edition.network, Slice { focus_area: Some(FocusAreaId::at(0)), ..slice(subject) })
}

/// What part of all projects it lists: in per cent where there are enough, else in number.
fn share(edition: Edition<'_>, id: &str, (own, all): (u32, u32)) -> String {
    let share = figure(edition, &format!("{id}.share"));
    let key = match (own, all) {
        (_, 0) => return edition.words.term("no-projects-sentence"),
        (0, _) => "brief-share-none",
        (own, all) if own == all => "brief-share-all",
        _ if share.available => "brief-share",
        _ => "brief-share-few",
    };
    let gaps = [("own", edition.text(id)), ("all", edition.counted("projects", "projects")), ("share", share.text)];
    edition.words.say(key, &gaps.each_ref().map(|(name, text)| (*name, text.as_str())))
}

/// Its place by number of projects, and the place it had; whether it shares them with one other, or with more.
fn rank(source: Source<'_>, subject: Subject<'_>, (id, own): (&str, u32)) -> Vec<String> {
    let (edition, words, network) = (source.edition, source.edition.words, source.edition.network);
    let kin = |year: &Year| -> Vec<String> {
        let slices: Vec<Slice> = if subject.city.is_some() {
            let members = measure::members(network, year).into_iter();
            members.map(|(id, _)| Slice { city: Some(id), ..Slice::default() }).collect()
        } else {
            let states = measure::member_states(network, year).into_iter();
            states.map(|(id, _)| Slice { member_state: Some(id), ..Slice::default() }).collect()
        };
        slices.into_iter().map(|slice| slice_id(network, slice)).collect()
    };
    let now = kin(edition.year);
    if now.len() < 2 || own == 0 {
        return Vec::new();
    }
    // Itself is one of those that have so many.
    let others = |ids: &mut dyn Iterator<Item = String>, count: u32| {
        let alike = ids.filter(|id| edition.figures.count(id) == Some(count)).count();
        (alike > 1).then(|| words.term(if alike == 2 { "others-one" } else { "others-many" }))
    };
    let all = if subject.city.is_some() { "cities" } else { "member-states" };
    let (count, text) = (measure::number(now.len()), edition.text(all));
    let places = match subject.city {
        Some(_) => words.counted_as("cities", count, &text),
        None => words.say("states-counted", &[("n", &text), ("states", &network.names.state_name)]),
    };
    let rank = edition.text(&format!("{id}.rank"));
    let mut all = vec![match others(&mut now.into_iter(), own) {
        Some(others) => words.say("brief-rank-shared", &[("rank", &rank), ("places", &places), ("others", &others)]),
        None => words.say("brief-rank", &[("rank", &rank), ("places", &places)]),
    }];
    if let Some(start) = source.start {
        let year = start.year.to_string();
        let had = edition.figures.get(&format!("{id}.rank-in-{year}")).filter(|rank| rank.why().is_none());
        if let Some((had, then)) = had.zip(edition.figures.count(&format!("{id}.in-{year}"))) {
            let rank = had.marked(words);
            let others = others(&mut kin(start).iter().map(|id| format!("{id}.in-{year}")), then);
            all.push(match others {
                Some(others) => {
                    words.say("brief-rank-then-shared", &[("rank", &rank), ("year", &year), ("others", &others)])
                }
                None => words.say("brief-rank-then", &[("rank", &rank), ("year", &year)]),
            });
        }
    }
    all
}

/// Its projects by focus area and status beside those of the network.
fn classes(edition: Edition<'_>, subject: Subject<'_>, is_silent: bool) -> Vec<Classes> {
    let (network, own) = (edition.network, slice(subject));
    let row = |name: &str, slice: Slice| {
        [slice, Slice { city: None, member_state: None, ..slice }].map(|slice| cell(edition, name, slice))
    };
    let areas = network.focus_areas.iter().enumerate();
    let areas = areas.map(|(at, area)| row(&area.code.name, Slice { focus_area: Some(FocusAreaId::at(at)), ..own }));
    let statuses = network.statuses.iter().enumerate().filter(|_| !is_silent);
    let statuses = statuses.map(|(at, status)| row(&status.code.name, Slice { status: Some(StatusId::at(at)), ..own }));
    let kinds = [("heading-focus-area", areas.collect::<Vec<_>>()), ("heading-status", statuses.collect())];
    let kinds = kinds.into_iter().filter(|(_, rows)| !rows.is_empty());
    kinds.map(|(key, rows)| Classes { heading: edition.words.term(key), rows }).collect()
}
