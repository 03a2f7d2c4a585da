//! What two lists share.

use ascn_report::check::{Record, Told};
use ascn_report::terms::Event;
use std::path::Path;

use super::figures::{each, network};

#[test]
fn what_is_kept_new_and_gone_makes_both_lists() {
    let mut compared = 0;
    for measured in each() {
        for (place, figure) in measured.all() {
            let Some(span) = figure.id.strip_prefix("projects.kept.") else { continue };
            let figures = &measured.figures[place];
            let count = |name: &str| figures.count(&format!("projects.{name}.{span}")).expect("a count");
            let ids = |year: &str| -> Vec<&str> {
                let at = measured.network.years.iter().position(|one| one.year.to_string() == year).expect("the year");
                let rows = measured.rows[at].as_ref().expect("a list");
                rows.iter().map(|row| row["id"].as_str()).collect()
            };
            let (from, to) = span.split_once("-to-").expect("two years");
            let (before, after) = (ids(from), ids(to));
            let kept = after.iter().filter(|id| before.contains(id)).count();
            let told = measured.network.lineage.iter().flat_map(|step| &step.events);
            let goes_on = |told: &&Told| {
                told.event == Event::Continued || (told.event == Event::Returned && !told.from.is_empty())
            };
            let continued = told.filter(goes_on).count();
            let listed_again = count("kept") as usize;
            assert!((kept..=kept + continued).contains(&listed_again), "{}, {span}", measured.name);
            assert_eq!((count("kept") + count("new")) as usize, after.len(), "{}, {span}", measured.name);
            assert_eq!((count("kept") + count("gone")) as usize, before.len(), "{}, {span}", measured.name);
            compared += 1;
        }
    }
    assert!(compared > 100, "only {compared} pairs of lists were compared");
}

#[test]
fn a_text_that_stands_in_two_years_as_it_is_is_held_once() {
    let (mut shared, mut apart) = (0, 0);
    let real = network(&Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs"));
    for network in each().map(|measured| &measured.network).chain([&real]) {
        let listed: Vec<_> = network.years.iter().filter_map(|year| year.records.as_ref()).collect();
        for (before, after) in listed.iter().zip(listed.iter().skip(1)) {
            for now in *after {
                let is_same = |was: &&Record| (was.city, was.number, &was.key) == (now.city, now.number, &now.key);
                let Some(was) = before.iter().find(is_same) else { continue };
                let is_one = std::ptr::eq(was.title().as_str(), now.title().as_str());
                assert_eq!(is_one, was.title() == now.title(), "{}", now.key);
                if is_one { shared += 1 } else { apart += 1 }
            }
        }
    }
    assert!(shared > 100 && apart > 0, "{shared} titles are held once, {apart} differ");
}
