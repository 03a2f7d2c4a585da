//! What the projects of each member state are, and how far along: Exhibit 3 of the yearly report.

use super::status::ORDER;
use super::{Edition, places};
use crate::chart::{Caption, Chart, Form, Profile, ProfileArea, ProfileStatus, Profiles, SquareClass, Tone};
use crate::check::{MemberState, Slice};
use crate::measure::{self, slice_id};
use crate::terms::{MemberStateId, Stage};

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
        see_table: words.say("see-table-profiles", &[("state_name", edition.network.names.state_name.as_str())]),
        codes: places::areas(edition),
        status_heading: words.term("heading-status"),
        statuses,
        profiles,
        is_brief: false,
    };
    if form.total() == 0 {
        return Err(words.term("no-projects-sentence"));
    }
    let year = edition.year.year.to_string();
    let gaps = [("year", year.as_str()), ("state_name", edition.network.names.state_name.as_str())];
    let title = places::states_claim(edition).unwrap_or_else(|| words.say("profiles-title-neutral", &gaps));
    let subtitle = words.say(if is_silent { "profiles-subtitle-silent" } else { "profiles-subtitle" }, &gaps);
    let alt = words.say("profiles-alt", &[("subtitle", &subtitle), ("title", &title)]);
    let (notes, rounding) = notes(edition, &states, is_silent, &form);
    let caption = |note: &str| Caption {
        title: title.clone(),
        subtitle: subtitle.clone(),
        note: edition.note(note),
        source: edition.source(),
        alt: alt.clone(),
    };
    let bars = if is_silent { String::new() } else { words.term("profiles-note-bars") };
    let brief = Chart::new(caption(&places::notes([notes.clone(), bars])), Form::Profiles(form.brief()));
    Ok(Chart::new(caption(&places::notes([notes.clone(), rounding])), Form::Profiles(form)).or(brief))
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
        let gaps = [("count", edition.text(&id)), ("share", edition.text(&format!("{id}.share")))];
        let both = words.say("count-and-share", &gaps.each_ref().map(|(name, text)| (*name, text.as_str())));
        let text = if total >= 10 { both } else { edition.text(&id) };
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

/// Who lists nothing and what "not stated" means; and, of shares alone, that they do not add up, where they do not.
fn notes(
    edition: Edition<'_>,
    states: &[(MemberStateId, &MemberState)],
    is_silent: bool,
    form: &Profiles,
) -> (String, String) {
    let words = edition.words;
    let is_shown = |name: &str| form.profiles.iter().any(|profile| profile.label == name);
    let names = states.iter().map(|(_, state)| state.code.name.clone());
    let without: Vec<String> = names.filter(|name| !is_shown(name)).collect();
    let (mut notes, mut rounding) = (vec![places::inferred(edition)], String::new());
    if !without.is_empty() {
        notes.push(words.say("profiles-note-none", &[("states", &words.list(&without))]));
    }
    if !is_silent {
        notes.push(super::status::note(edition));
        let shares = |profile: &&Profile| {
            places::miss_the_whole(edition, profile.total(), profile.statuses.iter().map(|status| status.count))
        };
        if form.profiles.iter().any(|profile| shares(&profile)) {
            rounding = words.term("note-rounding");
        }
    }
    (places::notes(notes), rounding)
}
