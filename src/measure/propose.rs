//! What the ledger does not tell yet, and which projects may be the same: proposed with evidence, never taken.

use super::lineage::{Lineage, Term};
use crate::check::{City, Network, Record, Year};
use crate::held::Held;
use crate::terms::{Event, Stage};
use std::collections::BTreeSet;

/// Something between two years that somebody should tell in the ledger.
#[derive(Debug)]
pub struct Open<'a> {
    /// What the lists show.
    pub event: Event,
    /// The project as it was, or as it is where it was not listed.
    pub record: &'a Record,
    /// What it may have become, the likeliest first.
    pub candidates: Vec<Candidate<'a>>,
    /// Whether the first of them is proposed to be the same project; then it is proposed for no other, and as nothing new.
    pub is_paired: bool,
}

/// A project that another may have become.
#[derive(Debug)]
pub struct Candidate<'a> {
    /// The project.
    pub record: &'a Record,
    /// How like the two are, 0 to 100: up to 50 for words of the titles, 20 for those of the descriptions, 20 for the
    /// same focus area and 10 for the same project type.
    pub score: u32,
    /// The words that both titles or both descriptions have.
    pub words: Vec<String>,
}

/// Below this score two projects of a city are not worth looking at together.
const LEAST_SCORE: u32 = 30;

/// From this score on two projects are proposed to be one.
const LIKELY: u32 = 50;

/// What of a step is not told, in the order of reports; with `again`, also what is told as unexplained.
pub fn open<'a>(network: &Network, step: &Lineage<'a>, again: bool) -> Vec<Open<'a>> {
    let mut all = Vec::new();
    let plain = |event: Event, record: &'a Record| Open { event, record, candidates: Vec::new(), is_paired: false };
    for movement in &step.movements {
        let told = |event: Event| movement.told.iter().any(|told| told.event == event);
        let before = movement.before.first().and_then(|id| step.before(*id));
        let after = movement.after.first().and_then(|id| step.after(*id));
        match (movement.term, before, after) {
            (Some(Term::Unexplained), Some(before), _) if again || !told(Event::Unexplained) => {
                all.push(Open { candidates: candidates(step, before), ..plain(Event::Unexplained, before) });
            }
            (Some(Term::New), _, Some(after)) if !told(Event::New) => {
                all.push(plain(Event::New, after));
            }
            (Some(Term::Returned), _, Some(after)) if !told(Event::Returned) => {
                all.push(plain(Event::Returned, after));
            }
            (None, Some(before), Some(after)) => {
                let open = changes(network, before, after).filter(|event| !told(*event));
                all.extend(open.map(|event| plain(event, after)));
            }
            _ => {}
        }
    }
    pair(&mut all);
    let pairs = all.iter().filter(|open| open.is_paired);
    let pairs: Vec<(&Record, &Record)> =
        pairs.filter_map(|open| Some((open.record, open.candidates.first()?.record))).collect();
    all.retain(|open| open.event != Event::New || pairs.iter().all(|(_, after)| after.key != open.record.key));
    let changed =
        pairs.into_iter().flat_map(|(before, after)| changes(network, before, after).map(move |one| (one, after)));
    all.extend(changed.map(|(event, after)| plain(event, after)));
    all
}

/// What became otherwise in a project that goes on.
fn changes(network: &Network, before: &Record, after: &Record) -> impl Iterator<Item = Event> {
    let went_back = went_back(network, before, after);
    let changes = [
        (Event::Renamed, before.title() != after.title()),
        (Event::Moved, before.focus_area != after.focus_area),
        (Event::Reopened, went_back == Some(Event::Reopened)),
        (Event::SetBack, went_back == Some(Event::SetBack)),
    ];
    changes.into_iter().filter(|(_, is_so)| *is_so).map(|(event, _)| event)
}

/// Proposes the likeliest pairs, the most like before the others, and each project once.
fn pair(all: &mut [Open<'_>]) {
    let score = |open: &Open<'_>| open.candidates.first().map_or(0, |first| first.score);
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|place| std::cmp::Reverse(all.get(*place).map_or(0, score)));
    let mut taken: BTreeSet<Held> = BTreeSet::new();
    for place in order {
        let Some(open) = all.get_mut(place) else { continue };
        let Some(first) = open.candidates.first().filter(|first| first.score >= LIKELY) else { continue };
        open.is_paired = taken.insert(first.record.key.clone());
    }
}

/// The cities that joined or left between the two cut-offs of a step, of which the ledger does not tell, in the order of
/// reports.
pub fn open_cities<'a>(network: &'a Network, step: &Lineage<'_>) -> Vec<(Event, &'a City)> {
    let belongs = |city: &City, year: &Year| city.belongs(year.year, year.as_of);
    let told = network.lineage.iter().filter(|told| (told.from, told.to) == (step.earlier.year, step.later.year));
    let told: BTreeSet<(Event, usize)> =
        told.flat_map(|step| &step.events).filter_map(|told| Some((told.event, told.city?.place()))).collect();
    let all = network.cities.iter().enumerate().filter_map(|(place, city)| {
        let event = match (belongs(city, step.earlier), belongs(city, step.later)) {
            (false, true) => Event::CityJoined,
            (true, false) => Event::CityLeft,
            _ => return None,
        };
        (!told.contains(&(event, place))).then_some((event, city))
    });
    all.collect()
}

fn went_back(network: &Network, before: &Record, after: &Record) -> Option<Event> {
    let stage = |record: &Record| network.statuses.get(record.status.place()).map(|status| status.stage);
    match (stage(before)?, stage(after)?) {
        (Stage::Completed, Stage::Planning | Stage::OnGoing) => Some(Event::Reopened),
        (Stage::OnGoing, Stage::Planning) => Some(Event::SetBack),
        _ => None,
    }
}

/// The projects of the same city that came, by likeness; those of the same score in the order of reports.
fn candidates<'a>(step: &Lineage<'a>, gone: &Record) -> Vec<Candidate<'a>> {
    let came = step.movements.iter().filter(|one| matches!(one.term, Some(Term::New)));
    let came = came.filter_map(|one| step.after(*one.after.first()?)).filter(|record| record.city == gone.city);
    let mut all: Vec<Candidate<'a>> =
        came.map(|record| candidate(gone, record)).filter(|candidate| candidate.score >= LEAST_SCORE).collect();
    all.sort_by_key(|candidate| std::cmp::Reverse(candidate.score));
    all.truncate(3);
    all
}

fn candidate<'a>(gone: &Record, came: &'a Record) -> Candidate<'a> {
    let (titles, of_titles) = likeness(gone.title(), came.title());
    let (texts, of_texts) = likeness(gone.description(), came.description());
    let same_area = u32::from(gone.focus_area == came.focus_area) * 20;
    let same_type = u32::from(gone.project_type.is_some() && gone.project_type == came.project_type) * 10;
    let words: BTreeSet<String> = of_titles.into_iter().chain(of_texts).collect();
    Candidate {
        record: came,
        score: titles / 2 + texts / 5 + same_area + same_type,
        words: words.into_iter().collect(),
    }
}

/// Twice the words that both texts have, in percent of the words of both (L. R. Dice, "Measures of the amount of
/// ecologic association between species", 1945), and those words. Words of less than four letters tell nothing.
fn likeness(one: &str, other: &str) -> (u32, Vec<String>) {
    let words = |text: &str| -> BTreeSet<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase);
        words.filter(|word| word.chars().count() > 3).collect()
    };
    let (a, b) = (words(one), words(other));
    let common: Vec<String> = a.intersection(&b).cloned().collect();
    let percent = (200 * common.len()).checked_div(a.len() + b.len()).unwrap_or(0);
    (u32::try_from(percent).unwrap_or(0), common)
}
