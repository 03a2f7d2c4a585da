//! What the records tell of one project, in sentences that are true for any record: which ones follows from what it holds.

use super::lists;
use crate::check::{City, Record, Slice, Year};
use crate::exhibit::Edition;
use crate::measure::{self, Listing, number, slice_id};
use crate::terms::{CityId, Event, Stage};
use std::collections::{BTreeMap, BTreeSet};

/// What earlier lists tell of some projects of an edition.
pub(super) struct Past<'a> {
    /// The edition before of which a list is public.
    before: Option<&'a Year>,
    /// The projects that it lists too, as they stand there, by their ids now.
    kept: BTreeMap<&'a str, &'a Record>,
    /// The years of the lists up to the edition's, ascending.
    lists: Vec<i32>,
    /// The years of the lists that have each project, ascending, by its first id.
    listed: BTreeMap<&'a str, Vec<i32>>,
    /// Whether the focus areas of the edition, and of the one before, are inferred.
    inferred: [bool; 2],
}

impl<'a> Past<'a> {
    /// The past of these projects of an edition, with the year before it of which a list is public.
    pub(super) fn of(
        edition: Edition<'a>,
        before: Option<&'a Year>,
        projects: impl Iterator<Item = &'a Record>,
    ) -> Self {
        let asked: BTreeSet<&str> = projects.map(|record| edition.network.first_key(&record.key)).collect();
        let is_asked = |record: &&Record| asked.contains(edition.network.first_key(&record.key));
        let before_them = before.filter(|_| !asked.is_empty());
        let listing = before_them.and_then(|before| Listing::of(edition.network, before, edition.year));
        let kept = listing.iter().flat_map(|listing| &listing.kept).filter(|(_, now)| is_asked(now));
        let mut listed: BTreeMap<&str, Vec<i32>> = BTreeMap::new();
        let mut lists = Vec::new();
        for year in edition.past.iter().filter(|year| year.records.is_some()) {
            lists.push(year.year);
            for record in year.records.iter().flatten().filter(is_asked) {
                let years = listed.entry(edition.network.first_key(&record.key)).or_default();
                if years.last() != Some(&year.year) {
                    years.push(year.year);
                }
            }
        }
        let inferred = [Some(edition.year), before].map(|year| year.is_some_and(measure::has_inferred_areas));
        Self { before, inferred, kept: kept.map(|(was, now)| (now.key.as_str(), *was)).collect(), lists, listed }
    }
}

/// Since when a project is listed, how it stands against the edition before, who takes part, and which other projects its
/// city lists. `is_told` where somebody wrote its story.
pub(super) fn sentences(
    edition: Edition<'_>,
    city: (CityId, &City),
    record: &Record,
    past: &Past<'_>,
    is_told: bool,
) -> Vec<String> {
    let was = past.kept.get(record.key.as_str()).copied().zip(past.before);
    let since = since(edition, city.1, record, past);
    let course = course(edition, record, was.map(|(was, _)| was));
    let keys = match (since.map(|(key, _)| key), course) {
        (Some("story-every-list"), Some("story-status-same")) => vec!["story-every-list-same"],
        (since, course) => since.into_iter().chain(course).collect(),
    };
    let gaps = [
        ("city", city.1.code.name.clone()),
        ("first", since.map_or_else(String::new, |(_, first)| first.to_string())),
        ("before", past.before.map_or_else(String::new, |before| before.year.to_string())),
        ("status", was.map_or_else(String::new, |(was, _)| lists::status_name(edition, was).to_lowercase())),
        ("year", edition.year.year.to_string()),
    ];
    let gaps = gaps.each_ref().map(|(name, text)| (*name, text.as_str()));
    let replaced = replaced(edition, record);
    let say = |key: &str| match key {
        "story-first-time" if !replaced.is_empty() => {
            edition.words.say("story-in-place", &[("titles", &edition.words.list(&replaced))])
        }
        key => edition.words.say(key, &gaps),
    };
    let mut all: Vec<String> = keys.into_iter().map(say).collect();
    all.extend(was.and_then(|(was, year)| other_title(edition, was, record, year)));
    all.extend(was.and_then(|(was, year)| other_area(edition, was, record, (year, past))));
    all.extend(partners(edition, city.0, record, is_told));
    all.extend(among(edition, city, record, past));
    all
}

/// Since when the project is listed, as the name of a pattern and the first year: for the first time, with its city or not;
/// since the list before; on every list since one; or first on one. Of the first list of all nothing is told.
fn since(edition: Edition<'_>, city: &City, record: &Record, past: &Past<'_>) -> Option<(&'static str, i32)> {
    let before = past.before?;
    let own = past.listed.get(edition.network.first_key(&record.key))?;
    let first = *own.first()?;
    let lists = past.lists.iter().filter(|year| **year >= first).count();
    let is_joiner = !city.belongs(before.year, before.as_of);
    let key = match (lists, own.len() == lists) {
        (1, _) if is_joiner => "story-with-city",
        (1, _) => "story-first-time",
        (2, _) => "story-since-last",
        (_, true) => "story-every-list",
        (_, false) => "story-since",
    };
    Some((key, first))
}

/// The titles of what the project took the place of in this edition, as the ledger tells, and how sure that is.
fn replaced(edition: Edition<'_>, record: &Record) -> Vec<String> {
    let steps = edition.network.lineage.iter().filter(|step| step.to == edition.year.year);
    let events = steps.flat_map(|step| step.events.iter().map(move |told| (step.from, told)));
    let events =
        events.filter(|(_, told)| told.event == Event::Replaced && told.to.iter().any(|id| record.key == id.as_str()));
    let titles = events.flat_map(|(from, told)| {
        let listed =
            edition.past.iter().filter(move |year| year.year == from).flat_map(|year| year.records.iter().flatten());
        listed.filter(|before| told.from.iter().any(|id| before.key == id.as_str())).map(|before| {
            let title = edition.words.say("project-quoted", &[("title", before.title())]);
            edition.with_doubt(&title, told.confidence)
        })
    });
    titles.collect()
}

/// How its status stands against that of the edition before, as the name of a pattern.
fn course(edition: Edition<'_>, now: &Record, was: Option<&Record>) -> Option<&'static str> {
    let stage = |record: &Record| Some(edition.network.statuses.get(record.status.place())?.stage);
    let current = stage(now)?;
    if current == Stage::NotStated {
        return Some("story-status-not-stated");
    }
    Some(match (stage(was?)?, current) {
        (Stage::NotStated, _) => "story-status-was-not-stated",
        (Stage::Planning, Stage::Planning) => "story-status-as-in",
        (Stage::Completed, Stage::Completed) => "story-status-already",
        (before, current) if before == current => "story-status-same",
        (Stage::Planning, _) | (Stage::OnGoing, Stage::Completed) => "story-status-still",
        (_, _) => "story-status-changed",
    })
}

fn other_title(edition: Edition<'_>, was: &Record, now: &Record, year: &Year) -> Option<String> {
    let gaps = [("year", year.year.to_string()), ("title", was.title().to_string())];
    let gaps: Vec<(&str, &str)> = gaps.iter().map(|(name, text)| (*name, text.as_str())).collect();
    (was.title() != now.title()).then(|| edition.words.say("story-title", &gaps))
}

/// What was inferred before, or is now, cannot be said to have moved.
fn other_area(edition: Edition<'_>, was: &Record, now: &Record, (year, past): (&Year, &Past<'_>)) -> Option<String> {
    let is_inferred = past.inferred.contains(&true);
    let area = edition.network.focus_areas.get(was.focus_area.place())?;
    let gaps = [("year", year.year.to_string()), ("area", area.code.name.clone())];
    let gaps: Vec<(&str, &str)> = gaps.iter().map(|(name, text)| (*name, text.as_str())).collect();
    (was.focus_area != now.focus_area && !is_inferred).then(|| edition.words.say("story-area", &gaps))
}

/// Who takes part, or how it stands with the other projects of its city where no partner is named; a story that somebody
/// wrote may name partners that no record and no register does.
fn partners(edition: Edition<'_>, city: CityId, record: &Record, is_told: bool) -> Option<String> {
    let names = lists::partner_texts(edition, record);
    if !names.is_empty() {
        return Some(edition.words.say("story-partners", &[("partners", &edition.words.list(&names))]));
    }
    let others = || edition.year.records_of(city).iter().filter(|other| other.key != record.key);
    let has_any = others().any(|other| !lists::partner_texts(edition, other).is_empty());
    let key = match (has_any, others().next()) {
        (true, _) => "story-partners-others",
        (false, Some(_)) => "story-partners-none-of-city",
        (false, None) => "story-partners-none",
    };
    let city = edition.network.cities.get(city.place())?;
    (!is_told).then(|| edition.words.say(key, &[("city", &city.code.name)]))
}

/// How many projects the city has in all, and how many of them stand in the focus area of this one.
fn among(edition: Edition<'_>, (id, city): (CityId, &City), record: &Record, past: &Past<'_>) -> Option<String> {
    let slice = Slice { city: Some(id), ..Slice::default() };
    let all = slice_id(edition.network, slice);
    let area = slice_id(edition.network, Slice { focus_area: Some(record.focus_area), ..slice });
    let count = edition.figures.count(&all)?;
    let here = edition.year.records_of(id).iter().filter(|other| other.focus_area == record.focus_area);
    let here = number(here.count());
    let key = match (count, here) {
        (1, _) => "story-alone",
        _ if past.inferred[0] => "story-among",
        (2, 2) => "story-among-both",
        (count, here) if here == count => "story-among-all",
        (2, _) => "story-among-other",
        (_, 1) => "story-among-only",
        (_, _) => "story-among-some",
    };
    let gaps = [("n", edition.text(&all)), ("here", edition.text(&area)), ("city", city.code.name.clone())];
    Some(edition.words.say(key, &gaps.each_ref().map(|(name, text)| (*name, text.as_str()))))
}
