//! How far along each city's projects are, one mark a project: Exhibit 2 of the yearly report.

use super::status::ORDER;
use super::{Edition, places};
use crate::chart::{Caption, Card, CardGroup, CardMark, Cards, Chart, Form, SquareClass};
use crate::check::Slice;
use crate::measure;
use crate::terms::{CityId, Stage};

/// With more projects, one mark each fills more than a slide.
const MOST_MARKS: usize = 250;

pub(super) fn chart(edition: Edition<'_>) -> Result<Chart, String> {
    let words = edition.words;
    if edition.year.records.is_none() {
        return Err(edition.no_list());
    }
    if let Some(sentence) = edition.too_many_marks(MOST_MARKS) {
        return Err(sentence);
    }
    let class = |(stage, tone): &(Stage, crate::chart::Tone)| {
        let status = edition.network.statuses.get(edition.network.stage(*stage)?.place())?;
        Some(SquareClass { name: status.code.name.clone(), tone: *tone })
    };
    let card = |(id, label, local): places::City| Card { label, local, marks: marks(edition, id) };
    let groups = places::cities(edition).into_iter();
    let groups = groups.map(|(label, cities)| CardGroup { label, cards: cities.into_iter().map(card).collect() });
    let form = Cards {
        label_heading: words.term("heading-city"),
        group_heading: words.term("heading-member-state"),
        total_heading: words.term("heading-total"),
        detail_heading: words.term("heading-focus-areas"),
        total_label: words.term("all-projects"),
        see_table: words.term("see-table"),
        classes: ORDER.iter().filter_map(class).collect(),
        codes: places::areas(edition),
        groups: groups.collect(),
    };
    if form.total() == 0 {
        return Err(words.term("no-projects-sentence"));
    }
    let year = edition.year.year.to_string();
    let gaps = [("year", year.as_str())];
    let claim = headline(edition, "cities", &edition.counted("cities", "cities"));
    let title = claim.unwrap_or_else(|| words.say("progress-title-neutral", &gaps));
    let states = Chart::new(by_state(edition), Form::Cards(form.by_group()));
    let caption = caption(edition, title, &words.say("progress-subtitle", &gaps));
    Ok(Chart::new(caption, Form::Cards(form)).or(states))
}

/// The words where a card is a member state.
fn by_state(edition: Edition<'_>) -> Caption {
    let words = edition.words;
    let year = edition.year.year.to_string();
    let gaps = [("year", year.as_str()), ("state_name", edition.network.names.state_name.as_str())];
    let claim = headline(edition, "member-states", &places::states_counted(edition));
    let title = claim.unwrap_or_else(|| words.say("progress-title-states", &gaps));
    caption(edition, title, &words.say("progress-subtitle-states", &gaps))
}

/// What the boxes count is said with what their tone and their letters are.
fn caption(edition: Edition<'_>, title: String, counted: &str) -> Caption {
    let words = edition.words;
    let is_silent = measure::states_no_status(edition.network, edition.year);
    let boxes = words.term(if is_silent { "progress-boxes-silent" } else { "progress-boxes" });
    let subtitle = words.say("progress-counted", &[("counted", counted), ("boxes", &boxes)]);
    let alt = words.say("status-alt", &[("subtitle", &subtitle), ("title", &title)]);
    let note = edition.note(&places::notes([super::status::note(edition), places::inferred(edition)]));
    Caption { title, subtitle, note, source: edition.source(), alt }
}

/// The projects of a city by focus area, and within one from done to not known.
fn marks(edition: Edition<'_>, city: CityId) -> Vec<CardMark> {
    let mut marks = Vec::new();
    for (code, slice) in places::by_area(edition, Slice { city: Some(city), ..Slice::default() }).enumerate() {
        for (class, (stage, _)) in ORDER.iter().enumerate() {
            let status = edition.network.stage(*stage);
            let count = places::count(edition, Slice { status, ..slice });
            marks.extend((0..count).map(|_| CardMark { code, class }));
        }
    }
    marks
}

/// In how many of the cities or member states a project is completed; nothing where no status is stated or there is but
/// one of them.
fn headline(edition: Edition<'_>, what: &str, whole: &str) -> Option<String> {
    let words = edition.words;
    let completed = edition.network.stage(Stage::Completed)?;
    let key = &edition.network.statuses.get(completed.place())?.code.key;
    let id = format!("{what}.with-projects.by-status.{key}");
    let count = edition.figures.count(&id)?;
    let all = edition.figures.count(what).filter(|all| *all > 1)?;
    let key = match count {
        0 => "progress-title-none",
        1 => "progress-title-one",
        count if count == all => "progress-title-all",
        _ => "progress-title-many",
    };
    Some(words.say(key, &[("count", &edition.text(&id)), ("whole", whole)]))
}
