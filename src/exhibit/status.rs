//! Status by focus area: one square, one project.

use super::{Edition, places};
use crate::chart::{Caption, Chart, Form, SquareClass, SquareRow, Squares, Tone};
use crate::check::Slice;
use crate::measure::{self, Value, Why, slice_id};
use crate::terms::{FocusAreaId, Grade, Stage, StatusId};

/// The statuses from done to not known, as squares are laid.
pub(super) const ORDER: [(Stage, Tone); 4] = [
    (Stage::Completed, Tone::Dark),
    (Stage::OnGoing, Tone::Middle),
    (Stage::Planning, Tone::Light),
    (Stage::NotStated, Tone::Empty),
];

pub(super) fn chart(edition: Edition<'_>) -> Result<Chart, String> {
    let words = edition.words;
    let year = edition.year.year.to_string();
    let completed = count_of_stage(edition, Stage::Completed);
    match completed {
        Err(Why::NoList) => return Err(edition.no_list()),
        Err(_) => return Err(words.say("status-not-stated-sentence", &[("year", &year)])),
        Ok(_) if edition.figures.count("projects") == Some(0) => return Err(words.term("no-projects-sentence")),
        Ok(_) => {}
    }
    let statuses: Vec<(StatusId, Tone)> =
        ORDER.iter().filter_map(|(stage, tone)| Some((edition.network.stage(*stage)?, *tone))).collect();
    let classes = statuses.iter().filter_map(|(id, tone)| {
        let name = edition.network.statuses.get(id.place())?.code.name.clone();
        Some(SquareClass { name, tone: *tone })
    });
    let mut rows: Vec<SquareRow> =
        (0..edition.network.focus_areas.len()).map(|place| row(edition, FocusAreaId::at(place), &statuses)).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.total()));
    let title = headline(edition);
    let subtitle = words.say("status-subtitle", &[("year", &year)]);
    let alt = words.say("status-alt", &[("subtitle", &subtitle), ("title", &title)]);
    let source = edition.source();
    let caption = Caption { title, subtitle, note: edition.note(&note(edition)), source, alt };
    let form = Form::Squares(Squares {
        label_heading: words.term("heading-focus-area"),
        total_heading: words.term("heading-total"),
        total_label: words.term("all-projects"),
        classes: classes.collect(),
        rows,
    });
    Ok(Chart::new(caption, form))
}

fn row(edition: Edition<'_>, area: FocusAreaId, statuses: &[(StatusId, Tone)]) -> SquareRow {
    let slice = Slice { focus_area: Some(area), ..Slice::default() };
    let count = |(status, _): &(StatusId, Tone)| {
        let id = slice_id(edition.network, Slice { status: Some(*status), ..slice });
        edition.figures.count(&id).unwrap_or(0)
    };
    let name = edition.network.focus_areas.get(area.place()).map(|area| area.code.name.clone());
    SquareRow { label: name.unwrap_or_default(), counts: statuses.iter().map(count).collect() }
}

fn stage_id(edition: Edition<'_>, stage: Stage) -> String {
    slice_id(edition.network, Slice { status: edition.network.stage(stage), ..Slice::default() })
}

fn count_of_stage(edition: Edition<'_>, stage: Stage) -> Result<u32, Why> {
    match edition.figures.get(&stage_id(edition, stage)).map(|figure| figure.value) {
        Some(Value::Count(count)) => Ok(count),
        Some(Value::Missing(why)) => Err(why),
        _ => Err(Why::NoList),
    }
}

/// How many of all are completed, and how many on-going.
fn headline(edition: Edition<'_>) -> String {
    let words = edition.words;
    let completed = count_of_stage(edition, Stage::Completed).unwrap_or(0);
    let on_going = count_of_stage(edition, Stage::OnGoing).unwrap_or(0);
    let all = edition.figures.count("projects").unwrap_or(0);
    let gaps = [
        ("completed", edition.text(&stage_id(edition, Stage::Completed))),
        ("all", edition.counted("projects", "projects")),
        (
            "on_going",
            match on_going {
                0 => words.term("on-going-none"),
                _ => edition.counted("on-going", &stage_id(edition, Stage::OnGoing)),
            },
        ),
    ];
    let gaps: Vec<(&str, &str)> = gaps.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let key = match completed {
        _ if all == 1 && completed == 1 => "status-title-only-completed",
        _ if all == 1 && on_going == 1 => "status-title-only-on-going",
        _ if all == 1 => "status-title-only-other",
        0 => "status-title-none",
        1 => "status-title-one",
        completed if completed == all => "status-title-all",
        _ => "status-title-many",
    };
    words.say(key, &gaps)
}

/// What "not stated" means, where any square is of that class.
pub(super) fn note(edition: Edition<'_>) -> String {
    let unstated = match count_of_stage(edition, Stage::NotStated) {
        Ok(count) if count > 0 => edition.counted("status-note-not-stated", &stage_id(edition, Stage::NotStated)),
        _ => String::new(),
    };
    let id = measure::grade_id("status", Grade::Inferred);
    let inferred = match edition.figures.count(&id) {
        Some(count) if count > 0 => edition.counted("status-note-inferred", &id),
        _ => String::new(),
    };
    places::notes([unstated, inferred])
}
