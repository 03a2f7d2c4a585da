//! Projects by member state: as tiles that lie roughly as on a map, and ranked.

use super::{Edition, emphasis, places};
use crate::chart::{BarRow, Bars, Caption, Chart, Form, Tile, Tiles};
use crate::check::{MemberState, Slice};
use crate::measure::{self, slice_id};
use crate::terms::MemberStateId;

/// A member state with what is known of it.
struct State<'a> {
    noun: &'a MemberState,
    count: u32,
    count_text: String,
    share_text: String,
    cities: String,
}

pub(super) fn chart(edition: Edition<'_>) -> Result<Chart, String> {
    let words = edition.words;
    if edition.year.records.is_none() {
        return Err(edition.no_list());
    }
    let states: Vec<State<'_>> =
        measure::member_states(edition.network, edition.year).into_iter().map(|found| state(edition, found)).collect();
    if states.iter().all(|state| state.count == 0) {
        return Err(words.term("no-projects-sentence"));
    }
    let year = edition.year.year.to_string();
    let (named, title) = headline(edition, &states);
    let subtitle = words.say("states-subtitle", &[("year", &year)]);
    let alt = words.say("states-alt", &[("subtitle", &subtitle), ("title", &title)]);
    let has_map = states.iter().all(|state| state.noun.tile.is_some());
    let note = if has_map { edition.note(&words.term("states-note")) } else { String::new() };
    let caption = Caption { title, subtitle, note, source: edition.source(), alt };
    let tiles = if has_map { states.iter().filter_map(|state| tile(edition, state)).collect() } else { Vec::new() };
    let mut ranked: Vec<&State<'_>> = states.iter().collect();
    // A stable sort: what is equal stays in the order of the framework.
    ranked.sort_by_key(|state| std::cmp::Reverse(state.count));
    let headings = ["heading-projects", "heading-share", "heading-cities"].map(|key| words.term(key));
    let bars = Bars {
        label_heading: words.term("heading-member-state"),
        value_headings: headings.into(),
        rows: ranked.into_iter().map(|state| row(edition, state, &named)).collect(),
        total: vec![
            words.term("all-projects"),
            edition.text("projects"),
            edition.text("projects.share"),
            edition.text("cities.with-projects"),
        ],
    };
    Ok(Chart::new(caption, Form::Tiles(Tiles { bars, tiles, table_note: rounding(edition, &states) })))
}

/// That the shares, which the table alone has, do not add up to 100, where they do not.
fn rounding(edition: Edition<'_>, states: &[State<'_>]) -> String {
    let total = states.iter().map(|state| state.count).sum();
    if places::miss_the_whole(edition, total, states.iter().map(|state| state.count)) {
        edition.note(&edition.words.term("note-rounding"))
    } else {
        String::new()
    }
}

fn state<'a>(edition: Edition<'_>, (id, noun): (MemberStateId, &'a MemberState)) -> State<'a> {
    let slice = Slice { member_state: Some(id), ..Slice::default() };
    let figure = slice_id(edition.network, slice);
    let cities = format!("cities.with-projects.by-member-state.{}", noun.code.key);
    State {
        noun,
        count: places::count(edition, slice),
        count_text: edition.text(&figure),
        share_text: edition.text(&format!("{figure}.share")),
        cities,
    }
}

fn row(edition: Edition<'_>, state: &State<'_>, named: &[String]) -> BarRow {
    let words = edition.words;
    let none = words.term("none");
    let label = state.noun.code.name.clone();
    let emphasis = emphasis(named, &label);
    if state.count == 0 {
        return BarRow { label, count: None, value_text: none.clone(), cells: vec![none; 3], emphasis };
    }
    let cities = edition.counted("cities", &state.cities);
    BarRow {
        label,
        count: Some(state.count),
        value_text: words.say("count-in-cities", &[("count", &state.count_text), ("cities", &cities)]),
        cells: vec![state.count_text.clone(), state.share_text.clone(), edition.text(&state.cities)],
        emphasis,
    }
}

fn tile(edition: Edition<'_>, state: &State<'_>) -> Option<Tile> {
    let (column, row) = state.noun.tile?;
    let is_empty = state.count == 0;
    Some(Tile {
        label: state.noun.code.name.clone(),
        code: state.noun.country.clone(),
        column,
        row,
        count: (!is_empty).then_some(state.count),
        text: if is_empty { edition.words.term("none") } else { state.count_text.clone() },
    })
}

/// Which states have the most projects, and the claim: one, two or three, if others have fewer.
fn headline(edition: Edition<'_>, states: &[State<'_>]) -> (Vec<String>, String) {
    let words = edition.words;
    let most = states.iter().map(|state| state.count).max().unwrap_or(0);
    let top: Vec<&State<'_>> = states.iter().filter(|state| state.count == most).collect();
    let has_others = states.iter().any(|state| state.count > 0 && state.count < most);
    let names: Vec<String> = top.iter().map(|state| state.noun.code.name.clone()).collect();
    let count = top.first().map_or_else(String::new, |state| state.count_text.clone());
    let list = words.list(&names);
    let gaps = [("states", list.as_str()), ("count", count.as_str())];
    match names.len() {
        1 if has_others => (names, words.say("states-title-one", &gaps)),
        2 | 3 if has_others => (names, words.say("states-title-several", &gaps)),
        _ => {
            let year = edition.year.year.to_string();
            let gaps = [("state_name", edition.network.names.state_name.as_str()), ("year", &year)];
            (Vec::new(), words.say("states-title-neutral", &gaps))
        }
    }
}
