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
    let is_silent = measure::states_no_status(edition.network, edition.year);
    let title = headline(edition).unwrap_or_else(|| words.say("progress-title-neutral", &[("year", &year)]));
    let subtitle = if is_silent { "progress-subtitle-silent" } else { "progress-subtitle" };
    let subtitle = words.say(subtitle, &[("year", &year)]);
    let alt = words.say("status-alt", &[("subtitle", &subtitle), ("title", &title)]);
    let note = edition.note(&places::notes([super::status::note(edition), places::inferred(edition)]));
    let caption = Caption { title, subtitle, note, source: edition.source(), alt };
    Ok(Chart { caption, form: Form::Cards(form) })
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

/// In how many of the cities a project is completed; nothing where no status is stated or there is but one city.
fn headline(edition: Edition<'_>) -> Option<String> {
    let words = edition.words;
    let completed = edition.network.stage(Stage::Completed)?;
    let key = &edition.network.statuses.get(completed.place())?.code.key;
    let id = format!("cities.with-projects.by-status.{key}");
    let count = edition.figures.count(&id)?;
    let all = edition.figures.count("cities").filter(|all| *all > 1)?;
    let gaps = [("count", edition.text(&id)), ("cities", edition.counted("cities", "cities"))];
    let key = match count {
        0 => "progress-title-none",
        1 => "progress-title-one",
        count if count == all => "progress-title-all",
        _ => "progress-title-many",
    };
    Some(words.say(key, &gaps.each_ref().map(|(name, text)| (*name, text.as_str()))))
}
