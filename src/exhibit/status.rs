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
    let by_size = places::by_size(edition, rows.iter().map(|row| row.label.as_str()));
    let note = places::notes([note(edition), by_size]);
    let title = headline(edition);
    let subtitle = words.say("status-subtitle", &[("year", &year)]);
    let alt = words.say("status-alt", &[("subtitle", &subtitle), ("title", &title)]);
    let source = edition.source();
    let caption = Caption { title, subtitle, note: edition.note(&note), source, alt };
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

/// Which focus area, or which two or three, have the most completed projects; where more are equal, how many each has.
fn headline(edition: Edition<'_>) -> String {
    let words = edition.words;
    let completed = count_of_stage(edition, Stage::Completed).unwrap_or(0);
    let on_going = count_of_stage(edition, Stage::OnGoing).unwrap_or(0);
    let all = edition.figures.count("projects").unwrap_or(0);
    let spread = spread(edition);
    let most = spread.iter().map(|one| one.count).max().unwrap_or(0);
    let leaders: Vec<&places::Spread> = spread.iter().filter(|one| one.count == most).collect();
    let names: Vec<String> = leaders.iter().map(|one| one.name.clone()).collect();
    let gaps = [
        ("areas", words.list(&names)),
        ("most", leaders.first().map_or_else(String::new, |one| edition.text(&one.id))),
        ("completed", edition.text(&stage_id(edition, Stage::Completed))),
        ("all", edition.counted("projects", "projects")),
    ];
    let gaps: Vec<(&str, &str)> = gaps.iter().map(|(name, text)| (*name, text.as_str())).collect();
    words.say(claim((all, completed, on_going), (most, leaders.len())), &gaps)
}

/// The pattern for so many projects, so many of them completed and on-going, where the most that a focus area has
/// completed is so many, and so many focus areas have that.
fn claim((all, completed, on_going): (u32, u32, u32), (most, leaders): (u32, usize)) -> &'static str {
    match (completed, leaders) {
        _ if all == 1 && completed == 1 => "status-title-only-completed",
        _ if all == 1 && on_going == 1 => "status-title-only-on-going",
        _ if all == 1 => "status-title-only-other",
        (0, _) => "status-title-none",
        _ if completed == all => "status-title-all",
        (1, _) => "status-title-one",
        (_, 1) if most == completed => "status-title-all-in-one",
        (_, 1) => "status-title-most",
        (_, 2 | 3) => "status-title-equal",
        _ => "status-title-many",
    }
}

/// How many completed projects each focus area has.
fn spread(edition: Edition<'_>) -> Vec<places::Spread> {
    let completed = edition.network.stage(Stage::Completed);
    let area = |(place, area): (usize, &crate::check::FocusArea)| {
        let slice = Slice { focus_area: Some(FocusAreaId::at(place)), status: completed, ..Slice::default() };
        let id = slice_id(edition.network, slice);
        places::Spread { name: area.code.name.clone(), count: edition.figures.count(&id).unwrap_or(0), id }
    };
    edition.network.focus_areas.iter().enumerate().map(area).collect()
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
