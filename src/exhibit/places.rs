//! How cities, member states and classes are named and counted in exhibits of places.

use super::Edition;
use crate::chart::Column;
use crate::check::{Record, Slice};
use crate::measure::{self, number, slice_id};
use crate::terms::{CityId, FocusAreaId, MemberStateId, ProjectTypeId, Rounding, half_up};

/// A class with the number of cities or member states that list projects of it.
pub(super) struct Spread {
    /// The id of the number.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How many list any.
    pub count: u32,
}

/// The focus areas with a code each: their initials, or a number where two would be alike.
pub(super) fn areas(edition: Edition<'_>) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for area in &edition.network.focus_areas {
        let code = initials(&area.code.name);
        let is_taken = |code: &str| columns.iter().any(|column| column.code == code);
        let numbered = (2..100_u32).map(|number| format!("{code}{number}"));
        let code = std::iter::once(code.clone()).chain(numbered).find(|code| !is_taken(code)).unwrap_or(code);
        columns.push(Column { name: area.code.name.clone(), code });
    }
    columns
}

/// "BI" of "Built Infrastructure", "Mo" of "Mobility".
fn initials(name: &str) -> String {
    let words = name.split(|character: char| !character.is_alphabetic()).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.collect();
    match words.as_slice() {
        [] => "?".to_owned(),
        [word] => word.chars().take(2).collect(),
        [one, other, ..] => [one, other].into_iter().filter_map(|word| word.chars().next()).collect(),
    }
}

/// The projects of a slice; none where no list names any.
pub(super) fn count(edition: Edition<'_>, slice: Slice) -> u32 {
    edition.figures.count(&slice_id(edition.network, slice)).unwrap_or(0)
}

/// The projects of each type within a focus area (and a member state) in the order of the framework, with those that
/// have none last, under no name. A type of another focus area is counted where its project is.
pub(super) fn kinds(edition: Edition<'_>, slice: Slice) -> Vec<(Option<String>, u32)> {
    let records = edition.year.records.iter().flatten();
    let is_in = |record: &&Record| {
        Some(record.focus_area) == slice.focus_area
            && slice.member_state.is_none_or(|state| state == record.member_state)
    };
    let records: Vec<&Record> = records.filter(is_in).collect();
    let named = edition.network.project_types.iter().enumerate().map(|(place, kind)| {
        let id = Some(ProjectTypeId::at(place));
        (Some(kind.code.name.clone()), number(records.iter().filter(|record| record.project_type == id).count()))
    });
    let untyped = number(records.iter().filter(|record| record.project_type.is_none()).count());
    named.chain([(None, untyped)]).filter(|(_, count)| *count > 0).collect()
}

/// How many projects have a type that belongs to another focus area.
pub(super) fn outside(edition: Edition<'_>) -> u32 {
    edition.figures.count(measure::OUTSIDE).unwrap_or(0)
}

/// The slices of all focus areas within another.
pub(super) fn by_area(edition: Edition<'_>, slice: Slice) -> impl Iterator<Item = Slice> {
    let areas = 0..edition.network.focus_areas.len();
    areas.map(move |place| Slice { focus_area: Some(FocusAreaId::at(place)), ..slice })
}

/// A city with its name and its local name, which may be empty.
pub(super) type City = (CityId, String, String);

/// The cities of each member state that has any, in the order of reports, under the name of the state.
pub(super) fn cities(edition: Edition<'_>) -> Vec<(String, Vec<City>)> {
    let members = measure::members(edition.network, edition.year);
    let states = measure::member_states(edition.network, edition.year);
    let of_state = |(state, noun): (MemberStateId, &crate::check::MemberState)| {
        let own = members.iter().filter(|(_, city)| city.member_state == state);
        let own = own.map(|(id, city)| (*id, city.code.name.clone(), city.local_name.clone().unwrap_or_default()));
        (noun.code.name.clone(), own.collect::<Vec<_>>())
    };
    states.into_iter().map(of_state).filter(|(_, cities)| !cities.is_empty()).collect()
}

/// How many cities or member states list projects of each focus area.
pub(super) fn spread(edition: Edition<'_>, what: &str) -> Vec<Spread> {
    let spread = |area: &crate::check::FocusArea| {
        let id = format!("{what}.with-projects.by-focus-area.{}", area.code.key);
        Spread { name: area.code.name.clone(), count: edition.figures.count(&id).unwrap_or(0), id }
    };
    edition.network.focus_areas.iter().map(spread).collect()
}

/// The classes that the most list: one or two, or none where more are equal or there is nothing.
pub(super) fn leaders(spread: &[Spread]) -> Vec<&Spread> {
    let most = spread.iter().map(|one| one.count).max().unwrap_or(0);
    let leaders: Vec<&Spread> = spread.iter().filter(|one| one.count == most && most > 0).collect();
    if leaders.len() <= 2 { leaders } else { Vec::new() }
}

/// That the focus areas are inferred, where most of them are.
pub(super) fn inferred(edition: Edition<'_>) -> String {
    if !measure::has_inferred_areas(edition.year) {
        return String::new();
    }
    edition.words.say("note-areas-inferred", &[("years", &edition.year.year.to_string())])
}

/// That focus areas stand by size, where that is another order than the one in which they stand everywhere else.
pub(super) fn by_size<'a>(edition: Edition<'_>, shown: impl Iterator<Item = &'a str>) -> String {
    let is_fixed = shown.eq(edition.network.focus_areas.iter().map(|area| area.code.name.as_str()));
    if is_fixed { String::new() } else { edition.words.term("note-by-size") }
}

/// Whether the printed shares of the parts of a whole, each rounded by itself, do not add up to 100%; of fewer than ten no
/// share is printed.
pub(super) fn miss_the_whole(edition: Edition<'_>, whole: u32, parts: impl Iterator<Item = u32>) -> bool {
    let shares = parts.filter_map(|part| half_up(u64::from(part) * 100, u64::from(whole)));
    edition.network.rounding == Rounding::HalfUp && whole >= 10 && shares.sum::<u64>() != 100
}

/// Notes one after the other, without those that say nothing.
pub(super) fn notes(notes: impl IntoIterator<Item = String>) -> String {
    notes.into_iter().filter(|note| !note.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Which focus area, or which two, are the most widely spread over so many: "A is in 24 of 31 cities".
pub(super) fn spread_claim(edition: Edition<'_>, what: &str, all: u32, whole: &str) -> Option<String> {
    let spread = spread(edition, what);
    let leaders = leaders(&spread);
    let names: Vec<String> = leaders.iter().map(|one| one.name.clone()).collect();
    let (most, id) = leaders.first().filter(|_| all > 1).map(|one| (one.count, one.id.as_str()))?;
    let words = edition.words;
    let (count, areas) = (edition.text(id), words.list(&names));
    let key = match (most == all, names.len()) {
        (true, 1) => "spread-title-everywhere",
        (true, _) => "spread-title-both-everywhere",
        (false, 1) => "spread-title-one",
        (false, _) => "spread-title-both",
    };
    Some(words.say(key, &[("areas", &areas), ("count", &count), ("whole", whole)]))
}

/// The same of the member states.
pub(super) fn states_claim(edition: Edition<'_>) -> Option<String> {
    let all = edition.figures.count("member-states").unwrap_or(0);
    spread_claim(edition, "member-states", all, &states_counted(edition))
}

/// The number of member states of the edition, with their name in this network.
pub(super) fn states_counted(edition: Edition<'_>) -> String {
    let gaps = [("n", edition.text("member-states")), ("states", edition.network.names.state_name.clone())];
    edition.words.say("states-counted", &gaps.each_ref().map(|(name, text)| (*name, text.as_str())))
}
