//! What the projects of each member state are, and how far along: Exhibit 3 of the yearly report.

use super::status::ORDER;
use super::{Edition, places};
use crate::chart::{Caption, Chart, Form, Profile, ProfileArea, ProfileStatus, Profiles, SquareClass, Tone};
use crate::check::{MemberState, Slice};
use crate::measure::{self, slice_id};
use crate::terms::{MemberStateId, Rounding, Stage, half_up};

/// With more projects, one mark each fills more than a slide.
const MOST_MARKS: usize = 600;

pub(super) fn chart(edition: Edition<'_>) -> Result<Chart, String> {
    let words = edition.words;
    if edition.year.records.is_none() {
        return Err(edition.no_list());
    }
    if let Some(sentence) = edition.too_many_marks(MOST_MARKS) {
        return Err(sentence);
    }
    let states = measure::member_states(edition.network, edition.year);
    let is_silent = measure::states_no_status(edition.network, edition.year);
    let class = |(stage, tone): &(Stage, Tone)| {
        let noun = edition.network.statuses.get(edition.network.stage(*stage)?.place())?;
        Some(SquareClass { name: noun.code.name.clone(), tone: *tone })
    };
    let statuses = if is_silent { Vec::new() } else { ORDER.iter().filter_map(class).collect() };
    let profiles: Vec<Profile> = states.iter().filter_map(|found| profile(edition, *found, is_silent)).collect();
    let form = Profiles {
        label_heading: words.term("heading-member-state"),
        total_heading: words.term("heading-total"),
        total_label: words.term("all-projects"),
        see_table: words.term("see-table"),
        codes: places::areas(edition),
        statuses,
        profiles,
    };
    if form.total() == 0 {
        return Err(words.term("no-projects-sentence"));
    }
    let year = edition.year.year.to_string();
    let all = edition.figures.count("member-states").unwrap_or(0);
    let claim = places::spread_claim(edition, "member-states", all, &places::states_counted(edition));
    let gaps = [("year", year.as_str()), ("state_name", edition.network.names.state_name.as_str())];
    let title = claim.unwrap_or_else(|| words.say("profiles-title-neutral", &gaps));
    let subtitle = words.say(if is_silent { "profiles-subtitle-silent" } else { "profiles-subtitle" }, &gaps);
    let alt = words.say("profiles-alt", &[("subtitle", &subtitle), ("title", &title)]);
    let note = edition.note(&note(edition, &states, is_silent, &form));
    let caption = Caption { title, subtitle, note, source: edition.source(), alt };
    Ok(Chart { caption, form: Form::Profiles(form) })
}

/// A member state that lists any project.
fn profile(edition: Edition<'_>, (id, noun): (MemberStateId, &MemberState), is_silent: bool) -> Option<Profile> {
    let words = edition.words;
    let slice = Slice { member_state: Some(id), ..Slice::default() };
    let total = places::count(edition, slice);
    let cities = edition.figures.count(&format!("cities.with-projects.by-member-state.{}", noun.code.key)).unwrap_or(0);
    let gaps = [("projects", words.counted("projects", total)), ("cities", words.counted("cities", cities))];
    let text = words.say("projects-in-cities", &gaps.each_ref().map(|(name, text)| (*name, text.as_str())));
    let areas = places::by_area(edition, slice).map(|slice| area(edition, slice));
    let status = |(stage, tone): &(Stage, Tone)| {
        let slice = Slice { status: Some(edition.network.stage(*stage)?), ..slice };
        let id = slice_id(edition.network, slice);
        let text = if total >= 10 { edition.text(&format!("{id}.share")) } else { edition.text(&id) };
        Some(ProfileStatus { tone: *tone, count: places::count(edition, slice), text })
    };
    let statuses = if is_silent { Vec::new() } else { ORDER.iter().filter_map(status).collect() };
    (total > 0).then(|| Profile { label: noun.code.name.clone(), text, areas: areas.collect(), statuses })
}

/// A focus area of a member state with its project types in the order of the framework.
fn area(edition: Edition<'_>, slice: Slice) -> ProfileArea {
    let words = edition.words;
    let kinds = places::kinds(edition, slice);
    let is_typed = kinds.iter().any(|(name, _)| name.is_some());
    let kind = |(name, count): &(Option<String>, u32)| {
        let name = name.clone().unwrap_or_else(|| words.term("type-not-stated"));
        words.say("name-and-count", &[("name", &name), ("count", &words.count(*count))])
    };
    let kinds: Vec<String> = kinds.iter().filter(|_| is_typed).map(kind).collect();
    ProfileArea { count: places::count(edition, slice), kinds: kinds.join("; ") }
}

/// Who lists nothing, what "not stated" means, and that shares do not add up, where they do not.
fn note(edition: Edition<'_>, states: &[(MemberStateId, &MemberState)], is_silent: bool, form: &Profiles) -> String {
    let words = edition.words;
    let is_shown = |name: &str| form.profiles.iter().any(|profile| profile.label == name);
    let names = states.iter().map(|(_, state)| state.code.name.clone());
    let without: Vec<String> = names.filter(|name| !is_shown(name)).collect();
    let mut notes = vec![places::inferred(edition)];
    if !without.is_empty() {
        notes.push(words.say("profiles-note-none", &[("states", &words.list(&without))]));
    }
    if !is_silent {
        notes.push(super::status::note(edition));
        let shares = |profile: &&Profile| {
            let total = u64::from(profile.total());
            let rounded = profile.statuses.iter().filter_map(|status| half_up(u64::from(status.count) * 100, total));
            total >= 10 && rounded.sum::<u64>() != 100
        };
        if form.profiles.iter().any(|profile| profile.total() >= 10) {
            notes.push(words.term("profiles-note-small"));
        }
        if edition.network.rounding == Rounding::HalfUp && form.profiles.iter().any(|profile| shares(&profile)) {
            notes.push(words.term("note-rounding"));
        }
    }
    places::notes(notes)
}
