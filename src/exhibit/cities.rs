//! Cities against focus areas: where which projects are.

use super::{Edition, places};
use crate::chart::{Caption, Chart, Form, Matrix, MatrixGroup, MatrixRow};
use crate::check::Slice;

pub(super) fn chart(edition: Edition<'_>) -> Result<Chart, String> {
    if edition.year.records.is_none() {
        return Err(edition.no_list());
    }
    let words = edition.words;
    let all = edition.figures.count("cities").unwrap_or(0);
    let row = |(id, label, local): places::City| {
        let slices = places::by_area(edition, Slice { city: Some(id), ..Slice::default() });
        MatrixRow { label, local, counts: slices.map(|slice| Some(places::count(edition, slice))).collect() }
    };
    let groups = places::cities(edition).into_iter();
    let groups = groups.map(|(label, cities)| MatrixGroup { label, rows: cities.into_iter().map(row).collect() });
    let form = Matrix {
        label_heading: words.term("heading-city"),
        group_heading: words.term("heading-member-state"),
        total_heading: words.term("heading-total"),
        total_label: words.term("all-projects"),
        see_table: words.term("see-table"),
        columns: places::areas(edition),
        groups: groups.collect(),
    };
    if form.total() == 0 {
        return Err(words.term("no-projects-sentence"));
    }
    let year = edition.year.year.to_string();
    let claim = places::spread_claim(edition, "cities", all, &edition.counted("cities", "cities"));
    let title = claim.unwrap_or_else(|| words.say("cities-title-neutral", &[("year", &year)]));
    let subtitle = words.say("cities-subtitle", &[("year", &year)]);
    let states = Chart::new(by_state(edition), Form::Matrix(form.by_group()));
    Ok(Chart::new(caption(edition, title, subtitle), Form::Matrix(form)).or(states))
}

/// The words where a row is a member state.
fn by_state(edition: Edition<'_>) -> Caption {
    let words = edition.words;
    let year = edition.year.year.to_string();
    let gaps = [("year", year.as_str()), ("state_name", edition.network.names.state_name.as_str())];
    let title = places::states_claim(edition).unwrap_or_else(|| words.say("cities-title-states", &gaps));
    caption(edition, title, words.say("cities-subtitle-states", &gaps))
}

fn caption(edition: Edition<'_>, title: String, subtitle: String) -> Caption {
    let words = edition.words;
    let alt = words.say("cities-alt", &[("subtitle", &subtitle), ("title", &title)]);
    let note = edition.note(&places::notes([words.term("cities-note"), places::inferred(edition)]));
    Caption { title, subtitle, note, source: edition.source(), alt }
}
