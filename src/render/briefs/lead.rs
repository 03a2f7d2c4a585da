//! How a brief begins: what is listed, how long it has belonged to the network, whether its return came in.

use super::{Source, Subject};
use crate::check::{City, Slice};
use crate::exhibit::Edition;
use crate::measure::{self, slice_id};
use crate::render::lists;
use crate::render::page::figure;
use crate::render::reach::Reach;
use crate::render::views::FigureView;
use crate::terms::{CityId, Stage, StatusId};
use serde::Serialize;

/// A city in the brief of its member state.
#[derive(Debug, Serialize)]
pub(super) struct CityLine {
    key: String,
    name: String,
    joined: String,
    /// When it left; empty while it belongs to the network.
    left: String,
    projects: FigureView,
}

/// The slice of all projects of the subject.
pub(super) fn slice(subject: Subject<'_>) -> Slice {
    match subject.reach {
        Reach::Network => Slice::default(),
        Reach::City(id) => Slice { city: Some(id), ..Slice::default() },
        Reach::MemberState(id) => Slice { member_state: Some(id), ..Slice::default() },
    }
}

/// The first sentences of a brief.
pub(super) fn sentences(source: Source<'_>, subject: Subject<'_>) -> Vec<String> {
    let edition = source.edition;
    let mut all = Vec::new();
    if subject.belongs(edition.year) {
        all.push(listed(edition, subject));
        all.extend(printed(edition, subject));
    }
    match subject.city {
        Some(city) => all.extend(of_city(source, city)),
        None => all.extend(of_state(source, subject)),
    }
    all
}

/// What is listed: nothing, or how many of which status, or that no list is public.
fn listed(edition: Edition<'_>, subject: Subject<'_>) -> String {
    let words = edition.words;
    let all = slice(subject);
    let id = slice_id(edition.network, all);
    let year = edition.year.year.to_string();
    let place = subject.code.name.as_str();
    let Some(count) = edition.figures.count(&id) else {
        return words.say("brief-no-list", &[("year", &year), ("place", place)]);
    };
    let text = |(at, status): (usize, &crate::check::Status)| {
        let id = slice_id(edition.network, Slice { status: Some(StatusId::at(at)), ..all });
        let count = edition.text(&id);
        let name = status.code.name.to_lowercase();
        edition.figures.count(&id).filter(|count| *count > 0)?;
        let key = if status.stage == Stage::NotStated { "brief-not-stated" } else { "count-of" };
        Some(words.say(key, &[("count", &count), ("name", &name)]))
    };
    let silent = measure::states_no_status(edition.network, edition.year);
    let statuses: Vec<String> =
        edition.network.statuses.iter().enumerate().filter(|_| !silent).filter_map(text).collect();
    let key = match (count, statuses.is_empty()) {
        (0, _) => "brief-lists-none",
        (_, true) => "brief-lists",
        (_, false) => "brief-lists-statuses",
    };
    let projects = edition.counted("projects", &id);
    let gaps = [("place", place), ("projects", &projects), ("year", &year), ("statuses", &words.list(&statuses))];
    words.say(key, &gaps)
}

/// Why a publication gives other numbers for the subject, where the snapshot accounts for that and speaks of nobody else.
fn printed(edition: Edition<'_>, subject: Subject<'_>) -> Vec<String> {
    let explained = edition.year.published.explained.iter();
    let own = explained.filter(|(figures, _)| {
        let figures: Vec<&str> = figures.iter().map(|figure| figure.value.as_str()).collect();
        subject.reach.is_told_by(edition.network, &figures)
    });
    own.map(|(_, why)| edition.words.say("brief-published", &[("why", why)])).collect()
}

/// Since when, or until when, and whether a return came in.
fn of_city(source: Source<'_>, city: &City) -> Vec<String> {
    let (edition, words) = (source.edition, source.edition.words);
    let year = edition.year;
    let place = city.code.name.as_str();
    let joined = lists::joined(edition, city);
    let left = city.membership.left_by(year.year, year.as_of);
    if let Some(left) = left.filter(|_| !city.belongs(year.year, year.as_of)) {
        return vec![words.say("brief-left", &[("place", place), ("date", &words.date(left.0)), ("joined", &joined)])];
    }
    let before = source.before.filter(|before| !city.belongs(before.year, before.as_of));
    let mut all = vec![match before {
        Some(before) => words.say("brief-joined", &[("date", &joined), ("year", &before.year.to_string())]),
        None => words.say("brief-member", &[("date", &joined)]),
    }];
    let is_of = |id: CityId| edition.network.cities.get(id.place()).is_some_and(|one| one.code.key == city.code.key);
    all.push(match &year.returns {
        None => words.term("brief-returns-unknown"),
        Some(returns) => match returns.iter().find(|one| is_of(one.city)) {
            Some(one) => words.say("brief-returned", &[("date", &words.date(one.date)), ("office", &one.office)]),
            None => words.term("brief-not-returned"),
        },
    });
    if let Some((as_of, office)) = city.office_by(year.as_of) {
        all.push(words.say("brief-office", &[("office", office), ("date", &words.date(*as_of))]));
    }
    all
}

/// Which of its cities sent a return, list nothing, joined or left.
fn of_state(source: Source<'_>, subject: Subject<'_>) -> Vec<String> {
    let (edition, words) = (source.edition, source.edition.words);
    let year = edition.year;
    let own = |id: &CityId| subject.reach.holds_city(edition.network, *id);
    let members: Vec<(CityId, &City)> =
        measure::members(edition.network, year).into_iter().filter(|(id, _)| own(id)).collect();
    if members.is_empty() {
        return vec![words.say("brief-state-no-cities", &[("place", &subject.code.name)])];
    }
    let names = |is_wanted: &dyn Fn(CityId, &City) -> bool| -> Vec<String> {
        let wanted = members.iter().filter(|(id, city)| is_wanted(*id, city));
        wanted.map(|(_, city)| city.code.name.clone()).collect()
    };
    let mut all = Vec::new();
    let lists_any = |id: CityId| year.records.iter().flatten().any(|record| record.city == id);
    let bare = names(&|id, _| year.records.is_some() && !lists_any(id));
    // Where none of its cities lists anything, that is told already.
    if !bare.is_empty() && bare.len() < members.len() {
        all.push(words.say("brief-state-bare", &[("cities", &words.list(&bare))]));
    }
    if let Some(before) = source.before {
        let joined = names(&|_, city| !city.belongs(before.year, before.as_of));
        if !joined.is_empty() {
            let gaps = [("cities", words.list(&joined)), ("year", before.year.to_string())];
            all.push(words.say("brief-state-joined", &gaps.each_ref().map(|(name, text)| (*name, text.as_str()))));
        }
    }
    all.push(match &year.returns {
        None => words.term("brief-returns-unknown"),
        Some(returns) => {
            let came = names(&|id, _| returns.iter().any(|one| one.city == id));
            let key = if came.is_empty() { "brief-state-not-returned" } else { "brief-state-returned" };
            words.say(key, &[("cities", &words.list(&came))])
        }
    });
    all
}

/// The cities of a member state, with those that left since the edition before; none for a city.
pub(super) fn cities(source: Source<'_>, subject: Subject<'_>) -> Vec<CityLine> {
    let (edition, words) = (source.edition, source.edition.words);
    if subject.city.is_some() {
        return Vec::new();
    }
    let line = |(id, city): (CityId, &City)| {
        let (year, as_of) = (edition.year.year, edition.year.as_of);
        let left = city.membership.left_by(year, as_of).filter(|_| !city.belongs(year, as_of));
        let id = slice_id(edition.network, Slice { city: Some(id), ..Slice::default() });
        CityLine {
            key: city.code.key.clone(),
            name: city.code.name.clone(),
            joined: lists::joined(edition, city),
            left: left.map_or_else(String::new, |left| words.date(left.0)),
            projects: figure(edition, &id),
        }
    };
    let own = super::cities(edition).into_iter();
    own.filter(|(id, _)| subject.reach.holds_city(edition.network, *id)).map(line).collect()
}
