//! Codes of further lists: counted as a file tells them, in any order, and carried into the next year.

use ascn_report::check::{self, Network};
use ascn_report::diagnostic::Diagnostics;
use ascn_report::measure::{self, Figures};
use ascn_report::words::Words;
use ascn_report::{load, next_snapshot, rules};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn case() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/codes/inputs")
}

/// The case, with each file as `change` makes it of its name and text.
fn copy(change: impl Fn(&str, String) -> String) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for entry in fs::read_dir(case()).expect("the case") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let text = change(&name, fs::read_to_string(&path).expect("a file"));
        fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

fn network(folder: &Path) -> Network {
    let mut found = Diagnostics::default();
    let mut inputs = load::inputs(folder, &mut found).expect("the inputs can be read");
    rules::check(&inputs, &mut found);
    assert!(!found.has_errors(), "{:?}", found.sorted(&inputs.sources));
    check::network(&mut inputs).expect("sound inputs make a network")
}

fn figures(folder: &Path, year: i32) -> Figures {
    let network = network(folder);
    let place = network.years.iter().position(|one| one.year == year).expect("the year has a snapshot");
    measure::figures(&network, place)
}

/// The projects of the case in a year, as another reader of YAML sees them.
fn projects(year: i32) -> Vec<Value> {
    let text = fs::read_to_string(case().join(format!("{year}.yaml"))).expect("the snapshot");
    let snapshot: Value = serde_yaml::from_str(&text).expect("YAML");
    snapshot["records"].as_array().expect("records").clone()
}

fn names(project: &Value, list: &str, code: Option<&str>) -> bool {
    let codes = project["codes"][list].as_array().map(Vec::as_slice).unwrap_or_default();
    code.map_or(!codes.is_empty(), |code| codes.iter().any(|one| one == code))
}

const LISTS: [(&str, &[&str]); 3] =
    [("aims", &["calm", "order", "warmth", "share"]), ("trends", &["rain", "wind"]), ("goals", &["goal-1", "goal-15"])];

#[test]
fn codes_are_counted_as_the_file_tells_them() {
    let (figures, projects) = (figures(&case(), 2024), projects(2024));
    let count = |id: String| figures.count(&id).unwrap_or_else(|| panic!("there is no {id}")) as usize;
    for area in [None, Some("open-places"), Some("clear-water"), Some("town-life")] {
        let start = area.map_or_else(|| "projects".to_owned(), |area| format!("projects.by-focus-area.{area}"));
        let own = projects.iter().filter(|project| area.is_none_or(|area| project["focus_area"] == area));
        let own: Vec<&Value> = own.collect();
        for (list, codes) in LISTS {
            let tagged = own.iter().filter(|project| names(project, list, None)).count();
            assert_eq!(count(format!("{start}.with-code.{list}")), tagged);
            assert_eq!(count(format!("{start}.without-code.{list}")), own.len() - tagged);
            for code in codes {
                let with = own.iter().filter(|project| names(project, list, Some(code))).count();
                assert_eq!(count(format!("{start}.by-code.{list}.{code}")), with, "{start}, {list}, {code}");
            }
        }
    }
}

#[test]
fn a_share_is_of_the_projects_that_name_any_code() {
    let figures = figures(&case(), 2024);
    let text = |id: &str| figures.get(id).map_or_else(|| "none".to_owned(), |figure| figure.text(&Words::english()));
    let ids = ["by-code.aims.calm", "by-code.aims.order", "with-code.aims", "without-code.aims", "by-code.trends.rain"];
    let shares = ids.map(|id| text(&format!("projects.{id}.share")));
    assert_eq!(shares, ["64%", "36%", "79%", "21%", "not available"]);
}

#[test]
fn what_nobody_names_and_what_is_retired_is_not_told() {
    let (before, now) = (figures(&case(), 2023), figures(&case(), 2024));
    let ids = ["by-code.aims.neatness", "with-code.trends", "with-code.unused"].map(|id| format!("projects.{id}"));
    assert_eq!(ids.each_ref().map(|id| before.count(id)), [Some(1), None, None]);
    // What is retired by now is counted only to set it against a year that used it, and shown in no table of the edition.
    assert_eq!(ids.each_ref().map(|id| now.count(id)), [Some(0), Some(2), None]);
}

#[test]
fn only_tagged_and_not_tagged_are_parts_of_a_whole() {
    for rounding in ["half-up", "largest-remainder"] {
        let with = |name: &str, text: String| match name {
            "framework.yaml" => format!("{text}\nrounding: {rounding}\n"),
            _ => text,
        };
        let figures = figures(copy(with).path(), 2024);
        let definition = |id: &str| figures.get(id).map(|figure| figure.receipt.definition);
        let whole = if rounding == "half-up" { "definition-share" } else { "definition-share-together" };
        assert_eq!(definition("projects.with-code.aims.share"), Some(whole));
        assert_eq!(definition("projects.without-code.aims.share"), Some(whole));
        assert_eq!(definition("projects.by-code.aims.calm.share"), Some("definition-code-share"));
    }
}

#[test]
fn the_order_of_codes_and_lists_leaves_no_trace() {
    let turned = |name: &str, text: String| {
        let line = |line: &str| match line.split_once(": [") {
            Some((key, codes)) if name == "2024.yaml" => {
                let mut codes: Vec<&str> = codes.trim_end_matches(']').split(", ").collect();
                codes.reverse();
                format!("{key}: [{}]", codes.join(", "))
            }
            _ => line.to_owned(),
        };
        let mut lines: Vec<String> = text.lines().map(line).collect();
        for place in 1..lines.len() {
            if lines[place - 1].starts_with("      aims: [") && lines[place].starts_with("      trends: [") {
                lines.swap(place - 1, place);
            }
        }
        lines.join("\n") + "\n"
    };
    let folder = copy(turned);
    let changed = fs::read_to_string(folder.path().join("2024.yaml")).expect("the snapshot");
    assert!(changed.contains("[calm, order]\n") && changed.contains("trends: [rain]\n      aims:"), "{changed}");
    assert_eq!(figures(folder.path(), 2024).all(), figures(&case(), 2024).all());
}

#[test]
fn codes_are_carried_into_the_next_year() {
    let (_, text) = next_snapshot(case().as_path(), 2025, 2024).expect("the inputs can be read");
    let text = text.expect("the inputs are sound");
    let filled = text.replace("status:  #", "status: planning  #").replace("as_of:\n", "as_of: 2025-09-25\n");
    let folder = copy(|_, text| text);
    fs::write(folder.path().join("2025.yaml"), filled).expect("a file");
    let of_codes = |year: i32| -> Vec<String> {
        let figures = figures(folder.path(), year);
        // The codes of the year itself, without what they are set against.
        let is_own = |id: &str| ![".in-", ".change.", ".neatness"].iter().any(|part| id.contains(part));
        let of_codes = figures.all().iter().filter(|figure| figure.id.contains("-code.") && is_own(&figure.id));
        of_codes.map(|f| format!("{} {} {:?}", f.id, f.text(&Words::english()), f.receipt.confidence)).collect()
    };
    assert!(of_codes(2024).len() > 50);
    assert_eq!(of_codes(2025), of_codes(2024));
}
