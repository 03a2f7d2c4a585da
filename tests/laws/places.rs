//! Exhibits of places: their headlines at their boundaries, and no project lost or counted twice in any of them.

use std::collections::BTreeSet;

use ascn_report::chart::{Chart, Form};
use ascn_report::exhibit::{self, Edition, Exhibit};
use ascn_report::measure::{self, Value};
use ascn_report::words::Words;

use super::figures::{each, network};
use super::networks::{Made, STATUSES};

/// Statuses by their place.
const PLANNING: usize = 0;
const COMPLETED: usize = 2;
const SILENT: usize = 3;

fn title(cities: &[usize], projects: &[(usize, usize, usize)], name: &str) -> String {
    chart(cities, projects, name).caption.title
}

/// The headline of the picture that has no room for all.
fn coarser(cities: &[usize], projects: &[(usize, usize, usize)], name: &str) -> String {
    chart(cities, projects, name).coarser.expect("a coarser chart").caption.title
}

fn chart(cities: &[usize], projects: &[(usize, usize, usize)], name: &str) -> Chart {
    let made = Made::of_projects(cities, projects);
    let folder = made.write();
    let network = network(folder.path());
    let figures = measure::figures(&network, 0);
    let words = Words::english();
    let (past, year) = (&network.years[..1], &network.years[0]);
    let exhibits = exhibit::all(Edition { network: &network, past, year, figures: &figures, words: &words });
    let chart = exhibits.into_iter().find(|exhibit| exhibit.name == name).expect("an exhibit").content;
    chart.expect("a chart")
}

#[test]
fn the_headline_on_cities_holds_exactly() {
    let name = "cities-and-focus-areas";
    let one = |city: usize, area: usize| (city, area, PLANNING);
    for (projects, expected) in [
        (&[one(0, 0), one(1, 0), one(1, 1)][..], "Area 0 has projects in 2 of 3 cities"),
        (&[one(0, 0), one(1, 0), one(2, 0), one(1, 1)], "Area 0 has projects in all 3 cities"),
        (&[one(0, 0), one(0, 0), one(1, 1)], "Area 0 and Area 1 each have projects in 1 of 3 cities"),
        (&[one(0, 0), one(1, 1), one(2, 2)], "Projects by city and focus area, 2020"),
    ] {
        assert_eq!(title(&[0, 1, 2], projects, name), expected);
    }
    assert_eq!(title(&[0], &[one(0, 0)], name), "Projects by city and focus area, 2020");
}

/// Where rows are member states, the words count member states: two cities of one are one.
#[test]
fn the_headlines_of_coarser_pictures_count_what_these_show() {
    let one = |city: usize, area: usize, status: usize| (city, area, status);
    let name = "cities-and-focus-areas";
    let projects = [one(0, 0, PLANNING), one(1, 0, PLANNING), one(2, 1, PLANNING)];
    assert_eq!(title(&[0, 0, 1], &projects, name), "Area 0 has projects in 2 of 3 cities");
    let both = "Area 0 and Area 1 each have projects in 1 of 3 Member States";
    assert_eq!(coarser(&[0, 0, 1], &projects, name), both);
    let everywhere = [one(0, 1, PLANNING), one(1, 0, PLANNING), one(2, 1, PLANNING), one(3, 1, PLANNING)];
    assert_eq!(coarser(&[0, 0, 1, 2], &everywhere, name), "Area 1 has projects in all 3 Member States");
    let tied = [one(0, 0, PLANNING), one(1, 1, PLANNING), one(2, 2, PLANNING)];
    assert_eq!(coarser(&[0, 0, 1], &tied, name), "Projects of the Member States by focus area, 2020");
    let name = "progress-by-city";
    let projects = [one(0, 0, COMPLETED), one(1, 0, COMPLETED), one(2, 0, PLANNING)];
    assert_eq!(title(&[0, 0, 1], &projects, name), "2 of 3 cities list a completed project");
    assert_eq!(coarser(&[0, 0, 1], &projects, name), "One of 3 Member States lists a completed project");
    let name = "projects-by-type";
    let projects = [one(0, 0, PLANNING), one(0, 0, PLANNING), one(0, 1, PLANNING)];
    assert_eq!(title(&[0], &projects, name), "Type 0 0 is the most frequent type: 2 projects");
    assert_eq!(coarser(&[0], &projects, name), "Area 0 holds 2 of 3 projects");
}

#[test]
fn the_headline_on_member_states_holds_exactly() {
    let name = "projects-by-member-state";
    let one = |city: usize| (city, 0, PLANNING);
    for (projects, expected) in [
        (&[one(0), one(0), one(1)][..], "State 0 lists the most projects: 2"),
        (&[one(0), one(0), one(1), one(1), one(2)], "State 0 and State 1 list the most projects: 2 each"),
        (&[one(0), one(1), one(2)], "Projects by Member States, 2020"),
        (&[one(0)], "Projects by Member States, 2020"),
    ] {
        assert_eq!(title(&[0, 1, 2], projects, name), expected);
    }
}

#[test]
fn the_headline_on_progress_holds_exactly() {
    let name = "progress-by-city";
    let one = |city: usize, status: usize| (city, 0, status);
    for (projects, expected) in [
        (&[one(0, PLANNING), one(1, PLANNING)][..], "None of 2 cities lists a completed project"),
        (&[one(0, COMPLETED), one(1, PLANNING)], "One of 2 cities lists a completed project"),
        (&[one(0, COMPLETED), one(1, COMPLETED)], "All 2 cities list a completed project"),
        (&[one(0, SILENT), one(1, SILENT)], "Projects by city, 2020"),
    ] {
        assert_eq!(title(&[0, 1], projects, name), expected);
    }
    let many = [one(0, COMPLETED), one(1, COMPLETED), one(2, PLANNING)];
    assert_eq!(title(&[0, 1, 2], &many, name), "2 of 3 cities list a completed project");
}

#[test]
fn the_headline_on_types_holds_exactly() {
    let name = "projects-by-type";
    let one = |area: usize| (0, area, PLANNING);
    for (projects, expected) in [
        (&[one(0), one(0), one(1)][..], "Type 0 0 is the most frequent type: 2 projects"),
        (
            &[one(0), one(0), one(1), one(1), one(2)],
            "Type 0 0 and Type 1 0 are the most frequent types: 2 projects each",
        ),
        (&[one(0), one(1)], "Projects by focus area and project type, 2020"),
    ] {
        assert_eq!(title(&[0], projects, name), expected);
    }
}

/// How many projects a chart shows; nothing for the forms that are looked at elsewhere.
fn shown(chart: &Chart) -> Option<u32> {
    match &chart.form {
        Form::Matrix(matrix) => Some(matrix.total()),
        Form::Tiles(tiles) => Some(tiles.bars.rows.iter().filter_map(|row| row.count).sum()),
        Form::Groups(groups) => Some(groups.total()),
        Form::Cards(cards) => u32::try_from(cards.total()).ok(),
        Form::Profiles(profiles) => Some(profiles.total()),
        Form::Trend(_)
        | Form::Trends(_)
        | Form::Bars(_)
        | Form::Squares(_)
        | Form::Bridge(_)
        | Form::Change(_)
        | Form::Timeline(_) => None,
    }
}

#[test]
fn no_exhibit_of_places_loses_a_project_or_counts_one_twice() {
    let mut compared = 0;
    for measured in each() {
        for (place, figures) in measured.figures.iter().enumerate() {
            let (past, year) = (&measured.network.years[..=place], &measured.network.years[place]);
            let edition = Edition { network: &measured.network, past, year, figures, words: &measured.words };
            let rows = measured.rows[place].as_ref().map_or(0, Vec::len);
            for Exhibit { name, content, .. } in exhibit::all(edition) {
                let Ok(chart) = content else { continue };
                for chart in [Some(&chart), chart.coarser.as_deref()].into_iter().flatten() {
                    let Some(count) = shown(chart) else { continue };
                    assert_eq!(count as usize, rows, "{}, {name} of {}", measured.name, year.year);
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 1_000, "only {compared} exhibits were compared");
}

#[test]
fn cities_and_member_states_of_a_class_are_those_of_its_records() {
    for measured in each() {
        for (place, figures) in measured.figures.iter().enumerate() {
            let Some(rows) = &measured.rows[place] else { continue };
            let distinct = |key: &str, value: &str, what: &str| {
                let of_class = rows.iter().filter(|row| row[key] == value);
                of_class.map(|row| row[what].as_str()).collect::<BTreeSet<_>>().len()
            };
            let check = |id: String, expected: usize| match figures.get(&id).expect("a figure").value {
                Value::Count(count) => assert_eq!(count as usize, expected, "{}, {id}", measured.name),
                Value::Missing(_) => assert!(id.contains(".by-status."), "{}, {id}", measured.name),
                other => panic!("{}, {id}: {other:?}", measured.name),
            };
            for area in (0..measured.made.areas).map(|area| format!("area-{area}")) {
                let cities = distinct("focus_area", &area, "city");
                check(format!("cities.with-projects.by-focus-area.{area}"), cities);
                let states = distinct("focus_area", &area, "member_state");
                check(format!("member-states.with-projects.by-focus-area.{area}"), states);
            }
            for state in (0..measured.made.states).map(|state| format!("state-{state}")) {
                let cities = distinct("member_state", &state, "city");
                check(format!("cities.with-projects.by-member-state.{state}"), cities);
            }
            for (status, _) in STATUSES {
                check(format!("cities.with-projects.by-status.{status}"), distinct("status", status, "city"));
                let states = distinct("status", status, "member_state");
                check(format!("member-states.with-projects.by-status.{status}"), states);
            }
        }
    }
}
