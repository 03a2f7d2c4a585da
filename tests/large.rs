//! What an edition says of itself that has more projects than a page or a picture can hold.

use ascn_report::load::MOST_CARRIED;
use ascn_report::{Scope, make};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// More projects than a page lists.
const PROJECTS: usize = 5_001;

/// So many of them go from one status to another: more than a cell names.
const MOVED: usize = 300;

#[test]
fn what_is_too_long_for_a_page_stands_in_a_file() {
    let folder = tempfile::tempdir().expect("there is room");
    fill(folder.path());
    let outcome = make(folder.path(), Path::new("no output is looked at"), Scope::All).expect("readable inputs");
    assert!(outcome.misfits.is_empty(), "{:?}", outcome.misfits);
    let bundle = outcome.bundle.unwrap_or_else(|| panic!("{:?}", outcome.found));
    let text = |path: &str| String::from_utf8(bundle.get(path).expect(path).to_vec()).expect("text");
    assert_eq!(text("2024/data/projects.csv").lines().count(), PROJECTS + 1);
    for path in ["2024/report.html", "2024/report.md"] {
        let page = text(path);
        assert!(page.contains("too long for a page"), "{path} says where the list stands");
        assert!(page.contains("data/projects.csv"), "{path} names the file");
        assert!(page.contains("more than a picture can hold"), "{path} says what is not drawn");
        assert!(!page.contains("Example 4999"), "{path} lists no project");
    }
    let file = text("2024/data/projects.csv");
    assert_eq!(file.matches("Plants trees.").count(), PROJECTS, "the file has what the page leaves out");
    for path in ["2024/report.html", "2024/report.md"] {
        let page = text(path);
        assert!(page.contains("would be too much for a page"), "{path} says why a city has no story");
        assert!(page.contains("The town planted its first tree."), "{path} has what somebody wrote");
        assert_eq!(page.matches("Plants trees.").count(), 0, "{path} describes no project");
    }
    for path in ["compare-2024-2025/report.html", "compare-2024-2025/report.md"] {
        let page = text(path);
        assert!(page.contains("too many to name here"), "{path} says where the projects behind a movement are named");
        assert!(page.contains("“projects.by-status.on-going.bridge.2024-to-2025.moved-in”"), "{path} names the figure");
        assert!(!page.contains("Example 12 "), "{path} names none of them");
    }
    // A figure names what a list can hold, and of more it says how many they are.
    let figures: serde_json::Value = serde_json::from_str(&text("compare-2024-2025/figures.json")).expect("JSON");
    let behind = |id: &str, key: &str| figures["figures"][id].get(key).cloned();
    assert_eq!(behind("projects", "records"), None);
    assert_eq!(behind("projects", "records_counted"), Some(serde_json::json!({ "2025": PROJECTS })));
    let moved = "projects.by-status.on-going.bridge.2024-to-2025.moved-in";
    assert_eq!(behind(moved, "records_counted"), None);
    let named = behind(moved, "records").expect("they are named");
    assert_eq!(named["2025"].as_array().map(Vec::len), Some(MOVED));
    // What counts places and not projects is drawn at any size.
    assert!(bundle.get("2024/charts/cities-and-focus-areas-slide.png").is_some());
    assert!(bundle.get("2024/charts/progress-by-city-slide.png").is_none());
    assert!(bundle.get("2024/charts/member-state-profiles-slide.png").is_none());
}

#[test]
fn a_snapshot_that_is_too_long_is_not_repeated_among_the_data() {
    const LINK: &str = "sources:\n  - id: register\n    document: Example register\npartnerships:\n  - id: joint-park\n    \
                        cities: [sample-town]\n    project: example-1\n    partners: [example-bank]\n    kind: advice\n    \
                        years: [2025]\n    sources:\n      - source: register\n        page: 3\n";
    let folder = tempfile::tempdir().expect("there is room");
    registers(folder.path());
    // In two files, neither of which is too long; and as many as are carried.
    let (north, south): (Vec<usize>, Vec<usize>) = (0..=MOST_CARRIED).partition(|project| project % 3 == 0);
    table(folder.path(), "2024/north", north, 0);
    table(folder.path(), "2024/south", south, 0);
    dates(folder.path(), "2024/year", 2024);
    table(folder.path(), "2025", 0..MOST_CARRIED, 0);
    dates(folder.path(), "2025", 2025);
    fs::write(folder.path().join("partnerships.yaml"), LINK).expect("there is room");
    let outcome = make(folder.path(), Path::new("no output is looked at"), Scope::Year(2025)).expect("readable inputs");
    let bundle = outcome.bundle.unwrap_or_else(|| panic!("{:?}", outcome.found));
    let text = |path: &str| String::from_utf8(bundle.get(path).expect(path).to_vec()).expect("text");
    let has = |name: &str| bundle.get(&format!("2025/data/inputs/{name}.json")).is_some();
    assert_eq!(["2024", "2025", "cities"].map(has), [false, true, true]);
    let told = "The snapshots of 2024 are not among them";
    for path in ["2025/report.html", "2025/report.md"] {
        assert!(text(path).contains(told), "{path} says what is not among the data");
    }
    assert!(text("2025/data/datapackage.json").contains("The snapshots of 2024"), "the data say it too");
    let links = text("2025/data/inputs/partnerships.json");
    assert!(links.contains("\"project\": \"example-1\""), "a partnership keeps its project: {links}");
}

/// Of very many cities a comparison has those that changed most, in their order, and says so; long lists of names end.
#[test]
fn a_comparison_of_many_cities_shows_those_that_changed_most() {
    const CITIES: usize = 260;
    let folder = tempfile::tempdir().expect("there is room");
    registers(folder.path());
    let base = fs::read_to_string(folder.path().join("cities.yaml")).expect("the register");
    let more = |at: usize| {
        format!("  - {{ id: city-{at}, name: City {at}, member_state: samplestan, joined: 2018, source: list }}\n")
    };
    let more: String = (0..CITIES).map(more).collect();
    fs::write(folder.path().join("cities.yaml"), base + &more).expect("there is room");
    for year in [2024, 2025] {
        let mut rows = String::from("id,city,title,focus_area,status,description\n");
        for city in 0..CITIES {
            // The later ones grow, and every title changes.
            let projects = if year == 2025 && city >= 100 { 2 } else { 1 };
            for project in 0..projects {
                let id = format!("project-{city}-{project}");
                let _ = writeln!(rows, "{id},city-{city},Project {id} of {year},open-places,planning,Plants trees.");
            }
        }
        fs::write(folder.path().join(format!("{year}.csv")), rows).expect("there is room");
        dates(folder.path(), &year.to_string(), year);
    }
    let outcome = make(folder.path(), Path::new("no output is looked at"), Scope::All).expect("readable inputs");
    let bundle = outcome.bundle.unwrap_or_else(|| panic!("{:?}", outcome.found));
    let page = bundle.get("compare-2024-2025/report.md").expect("the comparison");
    let page = String::from_utf8(page.to_vec()).expect("text");
    let table = page.split("## By city").nth(1).expect("cities").split("\n## ").next().unwrap_or_default();
    let rows: Vec<&str> = table.lines().filter(|line| line.starts_with("| City ") && !line.contains("2024")).collect();
    let (grown, still): (Vec<&str>, Vec<&str>) = rows.into_iter().partition(|row| row.contains("+1"));
    assert_eq!(still.len(), 200 - 160 - 3, "those that did not change, as the cities of the base, fill up: {still:?}");
    assert_eq!(grown.len(), 2 * 160, "a table has each that grew, and the bridges have it: {}", grown.len());
    assert!(grown[0].starts_with("| City 100 "), "they stand in their order: {}", grown[0]);
    assert!(table.contains("Only the classes whose number changed most are shown"), "{table}");
    assert_eq!(page.matches("others, too many for a page").count(), 1, "the list of titles ends");
    assert!(!page.contains("Project project-250-0 of 2025"), "and names no more");
}

/// What is neither the list of a year nor a text.
fn registers(folder: &Path) {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rejects/base");
    for name in ["framework.yaml", "cities.yaml", "partners.yaml"] {
        fs::copy(base.join(name), folder.join(name)).expect("there is room");
    }
}

/// A table of these projects, of which those before `going` are on-going.
fn table(folder: &Path, name: &str, projects: impl IntoIterator<Item = usize>, going: usize) {
    let cities = ["example-city", "sample-town", "model-village"];
    let mut rows = String::from("id,city,title,focus_area,status,description\n");
    for project in projects {
        let city = cities[project % cities.len()];
        let status = if project < going { "on-going" } else { "planning" };
        let _ = writeln!(rows, "example-{project},{city},Example {project},open-places,{status},Plants trees.");
    }
    let path = folder.join(format!("{name}.csv"));
    fs::create_dir_all(path.parent().expect("a folder")).expect("there is room");
    fs::write(path, rows).expect("there is room");
}

/// The year and the cut-off date of a snapshot.
fn dates(folder: &Path, name: &str, year: i32) {
    let dates = format!("year: {year}\nas_of: {year}-09-25\n");
    fs::write(folder.join(format!("{name}.yaml")), dates).expect("there is room");
}

/// Two years of so many projects, of which so many move, and a story of one of them.
fn fill(folder: &Path) {
    registers(folder);
    for (name, year, going) in [("2024", 2024, 0), ("2025", 2025, MOVED)] {
        table(folder, name, 0..PROJECTS, going);
        dates(folder, name, year);
    }
    let stories = folder.join("narrative/2024/cities");
    fs::create_dir_all(&stories).expect("there is room");
    fs::write(stories.join("sample-town.md"), "---\nproject: example-1\n---\n\nThe town planted its first tree.\n")
        .expect("there is room");
}
