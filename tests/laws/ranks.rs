//! Places among focus areas, member states and cities, and how they changed.

use ascn_report::measure::{Value, Why};

use super::figures::{belongs, classes, each, narrow, split};
use super::networks::Made;

/// Those of a kind that have a place in a year, as they stand in ids.
fn ranked(made: &Made, kind: &str, year: i32) -> Vec<String> {
    let (_, keys) = classes(made).into_iter().find(|(class, _)| *class == kind).expect("a kind");
    let is_there = |place: usize| kind != "city" || belongs(made, place, year);
    let there = keys.into_iter().enumerate().filter(|(place, _)| is_there(*place));
    there.map(|(_, key)| format!("projects.by-{kind}.{key}")).collect()
}

#[test]
fn a_rank_is_one_more_than_the_number_of_larger_ones() {
    let (mut placed, mut compared) = (0, 0);
    for measured in each() {
        let rank = |place: usize, kind: &str, id: &str| {
            let all = ranked(&measured.made, kind, measured.made.years[place].year);
            let count = measured.recount(place, id);
            let larger = all.iter().filter(|other| measured.recount(place, other) > count).count();
            let is_placed = count > 0 && all.iter().any(|other| other == id) && measured.rows[place].is_some();
            is_placed.then(|| narrow(larger + 1))
        };
        for (place, figure) in measured.all() {
            let kind = |id: &str| id.split(".by-").nth(1).and_then(|id| Some(id.split_once('.')?.0.to_owned()));
            let value = |rank: Option<u32>| rank.map(Value::Rank);
            let is_missing = matches!(figure.value, Value::Missing(Why::NotAMember | Why::NoList | Why::NoProject));
            let told = (!is_missing).then_some(figure.value);
            if let Some(id) = figure.id.strip_suffix(".rank") {
                let rank = rank(place, &kind(id).expect("a kind"), id);
                assert_eq!(told, value(rank), "{}, {}", measured.name, figure.id);
                placed += 1;
            } else if let Some((id, year)) = figure.id.split_once(".rank-in-") {
                let rank = rank(measured.place(year), &kind(id).expect("a kind"), id);
                assert_eq!(told, value(rank), "{}, {}", measured.name, figure.id);
            } else if let Some((id, from, to)) = split(measured, &figure.id, ".rank-change.") {
                let kind = kind(id).expect("a kind");
                let ends = rank(from, &kind, id).zip(rank(to, &kind, id));
                let change = ends.map(|(from, to)| Value::RankChange { from, to });
                assert_eq!(told, change, "{}, {}", measured.name, figure.id);
                let words = ends.map_or("not available".to_owned(), |(from, to)| match from.cmp(&to) {
                    std::cmp::Ordering::Greater => format!("up {}", from - to),
                    std::cmp::Ordering::Equal => "same".to_owned(),
                    std::cmp::Ordering::Less => format!("down {}", to - from),
                });
                assert_eq!(figure.text(&measured.words), words, "{}, {}", measured.name, figure.id);
                compared += 1;
            }
        }
    }
    assert!(placed > 4_000 && compared > 1_000, "only {placed} places and {compared} changes");
}
