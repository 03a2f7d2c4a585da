//! Briefs: what one city, or one member state, finds of itself in an edition, on a sheet or two, and of no other.

mod course;
mod lead;
mod place;
mod story;

use super::lists::{self, ProjectGroup};
use super::page;
use super::reach::Reach;
use super::views::NetworkView;
use super::{RenderError, html, markdown};
use crate::bundle::Bundle;
use crate::check::{City, Code, Year};
use crate::exhibit::Edition;
use crate::load::RecordLines;
use crate::measure::{self, Listing, Tie};
use crate::terms::{CityId, MemberStateId};
use course::Course;
use lead::CityLine;
use place::{Partners, Standing};
use serde::Serialize;
use story::Story;
use tera::Context;

/// A brief.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question that the template asks")]
pub(super) struct Brief {
    network: NetworkView,
    key: String,
    name: String,
    /// The member state of a city; empty for a member state.
    state: String,
    is_city: bool,
    /// Whether it is for the office of the city alone, and stands beside no report.
    is_preview: bool,
    /// Whether it belongs to the network at the cut-off.
    is_member: bool,
    year: String,
    as_of: String,
    /// The day on which the edition became final; empty while it is a draft.
    final_since: String,
    has_records: bool,
    lead: Vec<String>,
    cities: Vec<CityLine>,
    groups: Vec<ProjectGroup>,
    /// The first year of which a list is public.
    first_list: String,
    /// What somebody wrote of the city; nothing where nobody did.
    story: Option<Story>,
    course: Option<Course>,
    partners: Partners,
    standing: Standing,
}

/// What all briefs of an edition are made from.
#[derive(Debug, Clone, Copy)]
struct Source<'a> {
    edition: Edition<'a>,
    /// The latest year before the edition's.
    before: Option<&'a Year>,
    /// The latest year before it of which a list is public.
    start: Option<&'a Year>,
    listing: Option<&'a Listing<'a>>,
    ties: &'a [Tie<'a>],
}

/// A city or a member state.
#[derive(Debug, Clone, Copy)]
struct Subject<'a> {
    code: &'a Code,
    reach: Reach,
    city: Option<&'a City>,
}

impl<'a> Subject<'a> {
    fn of_city((id, city): (CityId, &'a City)) -> Self {
        Self { code: &city.code, reach: Reach::City(id), city: Some(city) }
    }

    /// Whether it belongs to the network at the cut-off of a year.
    fn belongs(self, year: &Year) -> bool {
        self.city.is_none_or(|city| city.belongs(year.year, year.as_of))
    }

    /// Where its files stand, without their ending.
    fn path(self) -> String {
        let folder = if self.city.is_some() { "cities" } else { "member-states" };
        format!("{folder}/{}", self.code.key)
    }
}

/// Does something with what the briefs of an edition are made from.
fn with_source<T>(edition: Edition<'_>, work: impl FnOnce(Source<'_>) -> T) -> T {
    let before = edition.past.split_last().map_or(&[][..], |(_, before)| before);
    let start = before.iter().rev().find(|year| year.records.is_some());
    let start = start.filter(|_| edition.year.records.is_some());
    let listing = start.and_then(|start| Listing::of(edition.network, start, edition.year));
    let ties = measure::ties(edition.network, edition.year.year);
    work(Source { edition, before: before.last(), start, listing: listing.as_ref(), ties: &ties })
}

/// Puts the briefs of an edition into the bundle, in the folder `briefs` of the edition's: one for each city that belongs
/// to the network at the cut-off or has left it since the edition before, one for each member state, and the page that
/// leads to all.
pub(super) fn all(edition: Edition<'_>, bundle: &mut Bundle) -> Result<(), RenderError> {
    let folder = format!("{}/briefs", edition.year.year);
    let cities = cities(edition);
    let states = measure::member_states(edition.network, edition.year);
    let states: Vec<(MemberStateId, Subject<'_>)> = states
        .into_iter()
        .map(|(id, state)| (id, Subject { code: &state.code, reach: Reach::MemberState(id), city: None }))
        .collect();
    let subjects = cities.iter().copied().map(Subject::of_city).chain(states.iter().map(|(_, state)| *state));
    let subjects: Vec<Subject<'_>> = subjects.collect();
    let briefs: Vec<Brief> =
        with_source(edition, |source| subjects.iter().map(|subject| of(source, *subject, false)).collect());
    for (subject, brief) in subjects.iter().zip(&briefs) {
        let path = format!("{folder}/{}", subject.path());
        bundle.add(&format!("{path}.html"), page(edition, brief, subject.reach)?.into_bytes())?;
        bundle.add(&format!("{path}.md"), markdown::brief(brief)?.into_bytes())?;
    }
    let index = index(edition, &cities, &states)?;
    bundle.add(&format!("{folder}/index.html"), index.into_bytes())?;
    Ok(())
}

/// Puts the brief of one city into the bundle, alone, for its officer to look at.
pub fn preview(edition: Edition<'_>, city: (CityId, &City), bundle: &mut Bundle) -> Result<(), RenderError> {
    let subject = Subject::of_city(city);
    let brief = with_source(edition, |source| of(source, subject, true));
    let name = format!("{}-{}", subject.code.key, edition.year.year);
    bundle.add(&format!("{name}.html"), page(edition, &brief, subject.reach)?.into_bytes())?;
    bundle.add(&format!("{name}.md"), markdown::brief(&brief)?.into_bytes())?;
    Ok(())
}

/// The cities that have a brief, in the order of reports: those that belong to the network at the cut-off, and those that
/// have left it since the edition before.
pub fn cities(edition: Edition<'_>) -> Vec<(CityId, &City)> {
    let before = edition.past.split_last().and_then(|(_, before)| before.last()).unwrap_or(edition.year);
    measure::either_members(edition.network, before, edition.year)
}

fn of(source: Source<'_>, subject: Subject<'_>, is_preview: bool) -> Brief {
    let edition = source.edition;
    let year = edition.year;
    let state = subject.city.and_then(|city| edition.network.member_states.get(city.member_state.place()));
    let first = edition.past.iter().find(|year| year.records.is_some());
    Brief {
        network: page::network(edition),
        key: subject.code.key.clone(),
        name: subject.code.name.clone(),
        state: state.map_or_else(String::new, |state| state.code.name.clone()),
        is_city: subject.city.is_some(),
        is_preview,
        is_member: subject.belongs(year),
        year: year.year.to_string(),
        as_of: edition.words.date(year.as_of),
        final_since: year.final_since.as_ref().map_or_else(String::new, |day| edition.words.date(day.value)),
        has_records: year.records.is_some(),
        lead: lead::sentences(source, subject),
        cities: lead::cities(source, subject),
        groups: lists::projects(edition, &|record| subject.reach.holds(record)),
        first_list: first.map_or_else(String::new, |year| year.year.to_string()),
        story: story::of(edition, subject),
        course: source.start.map(|start| course::since(source, subject, start)),
        partners: place::partners(source, subject),
        standing: place::standing(source, subject),
    }
}

fn page(edition: Edition<'_>, brief: &Brief, reach: Reach) -> Result<String, RenderError> {
    let mut context = Context::from_serialize(brief)?;
    context.insert("style", &html::style());
    html::finished(edition, &RecordLines::new(), "brief.html", context, reach)
}

/// A member state of the index, with its cities.
#[derive(Debug, Serialize)]
struct IndexRow {
    key: String,
    name: String,
    cities: Vec<IndexCity>,
}

/// A city of the index; a city that has left says when.
#[derive(Debug, Serialize)]
struct IndexCity {
    key: String,
    name: String,
    left: String,
}

fn index(
    edition: Edition<'_>,
    cities: &[(CityId, &City)],
    states: &[(MemberStateId, Subject<'_>)],
) -> Result<String, RenderError> {
    let (year, as_of) = (edition.year.year, edition.year.as_of);
    let city = |city: &City| IndexCity {
        key: city.code.key.clone(),
        name: city.code.name.clone(),
        left: match city.membership.left_by(year, as_of).filter(|_| !city.belongs(year, as_of)) {
            Some(left) => edition.words.date(left.0),
            None => String::new(),
        },
    };
    let row = |(id, state): &(MemberStateId, Subject<'_>)| IndexRow {
        key: state.code.key.clone(),
        name: state.code.name.clone(),
        cities: cities.iter().filter(|(_, one)| one.member_state == *id).map(|(_, one)| city(one)).collect(),
    };
    let mut context = Context::new();
    context.insert("states", &states.iter().map(row).collect::<Vec<_>>());
    context.insert("network", &page::network(edition));
    context.insert("year", &edition.year.year);
    context.insert("as_of", &edition.words.date(edition.year.as_of));
    let final_since = edition.year.final_since.as_ref().map_or_else(String::new, |day| edition.words.date(day.value));
    context.insert("final_since", &final_since);
    context.insert("style", &html::style());
    Ok(html::with_fonts(&html::templates()?.render("briefs.html", &context)?))
}
