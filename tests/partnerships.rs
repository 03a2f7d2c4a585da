//! Partnerships counted by each rule, by hand: aliases, a partner in two programmes, a joint project of two cities.

mod exhibits;

use ascn_report::check::network;
use ascn_report::diagnostic::Diagnostics;
use ascn_report::measure::{self, Figures};
use ascn_report::words::Words;
use ascn_report::{Scope, load, make, rules};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// The case, with another rule in the framework.
fn case(rule: &str) -> TempDir {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/partnerships/inputs");
    let folder = tempfile::tempdir().expect("a folder");
    for entry in fs::read_dir(&case).expect("the case") {
        let path = entry.expect("an entry").path();
        let text = fs::read_to_string(&path).expect("a file");
        let text = text.replace("partnership_count: city-and-partner", rule);
        fs::write(folder.path().join(path.file_name().expect("a name")), text).expect("a file");
    }
    folder
}

/// The page and the Markdown of an edition of the case, without marks.
fn pages(rule: &str, year: i32) -> [String; 2] {
    let folder = case(rule);
    let outcome = make(folder.path(), Path::new("no output is looked at"), Scope::All).expect("a report");
    let bundle = outcome.bundle.expect("the inputs are sound");
    ["html", "md"].map(|end| {
        let path = format!("{year}/report.{end}");
        let (_, bytes) = bundle.files().find(|(name, _)| *name == path).expect("the report");
        String::from_utf8(bytes.to_vec()).expect("text")
    })
}

/// The figures of an edition of the case, with another rule in the framework.
fn figures(rule: &str, year: i32) -> Figures {
    let folder = case(rule);
    let mut found = Diagnostics::default();
    let mut inputs = load::inputs(folder.path(), &mut found).expect("the inputs can be read");
    rules::check(&inputs, &mut found);
    assert!(!found.has_errors(), "{:?}", found.sorted(&inputs.sources));
    let network = network(&mut inputs).expect("sound inputs make a network");
    let place = network.years.iter().position(|one| one.year == year).expect("the year has a snapshot");
    measure::figures(&network, place)
}

/// The numbers of these figures; 99 where there is no such count.
fn counts<const N: usize>(figures: &Figures, ids: [&str; N]) -> [u32; N] {
    ids.map(|id| {
        let id = if id.is_empty() { "partnerships.traced".to_owned() } else { format!("partnerships.traced.{id}") };
        figures.count(&id).unwrap_or(99)
    })
}

const CLASSES: [&str; 14] = [
    "",
    "by-origin.external",
    "by-origin.domestic",
    "by-origin.not-stated",
    "by-country.int",
    "by-country.xa",
    "by-country.not-stated",
    "by-programme.example-programme",
    "by-programme.sample-fund",
    "under-no-programme",
    "by-city.example-city",
    "by-city.sample-town",
    "with-the-network",
    "proposed",
];

#[test]
fn each_rule_counts_what_it_says() {
    let by_city = figures("partnership_count: city-and-partner", 2024);
    assert_eq!(counts(&by_city, CLASSES), [6, 5, 1, 0, 3, 2, 1, 3, 1, 5, 2, 2, 2, 1]);
    let by_project = figures("partnership_count: project-and-partner", 2024);
    assert_eq!(counts(&by_project, CLASSES), [7, 6, 2, 0, 3, 3, 1, 3, 1, 5, 3, 3, 2, 1]);
    let by_partner = figures("partnership_count: partner", 2024);
    assert_eq!(counts(&by_partner, CLASSES), [3, 3, 1, 0, 1, 1, 1, 2, 1, 3, 2, 2, 2, 1]);
    // Without a word, city and partner.
    assert_eq!(counts(&figures("", 2024), CLASSES), counts(&by_city, CLASSES));
}

#[test]
fn a_joint_project_of_two_cities_is_two_by_city_and_one_by_project() {
    let entries = |rule: &str| {
        let figures = figures(rule, 2024);
        let receipt = &figures.get("partnerships.traced.by-country.xa").expect("a figure").receipt;
        (receipt.entries.clone(), receipt.links.len())
    };
    let (by_city, links) = entries("partnership_count: city-and-partner");
    assert_eq!(
        (by_city, links),
        (vec!["example-city + sample-institute".to_owned(), "sample-town + sample-institute".to_owned(),], 3)
    );
    let (by_project, _) = entries("partnership_count: project-and-partner");
    assert_eq!(by_project.iter().filter(|one| one.starts_with("example-park")).count(), 1, "{by_project:?}");
}

#[test]
fn growth_splits_into_parts_that_lead_to_the_later_number() {
    let figures = figures("partnership_count: city-and-partner", 2024);
    let part = |key: &str| {
        let id = format!("partnerships.traced.split.2023-to-2024.{key}");
        figures.get(&id).map_or_else(|| "none".to_owned(), |figure| figure.text(&Words::english()))
    };
    let parts = ["new-partners", "new-links", "seen-again", "not-seen-since", "unknown"].map(part);
    assert_eq!(parts, ["+1", "+3", "+1", "\u{2212}1", "0"]);
    assert_eq!(counts(&figures, ["in-2023", "in-2024"]), [2, 6]);
}

#[test]
fn another_rule_is_a_break_that_gives_both_numbers() {
    let rule = "partnership_count: partner\npartnership_count_change:\n  since: 2024\n  before: city-and-partner";
    let (before, after) = (figures(rule, 2023), figures(rule, 2024));
    assert_eq!(counts(&before, ["", "in-2023", "by-the-rule-before"]), [2, 2, 99]);
    assert_eq!(counts(&after, ["", "in-2023", "by-the-rule-before"]), [3, 1, 6]);
    let definition = |figures: &Figures| figures.get("partnerships.traced").map(|figure| figure.receipt.definition);
    assert_eq!(definition(&before), Some("definition-traced-city-and-partner"));
    assert_eq!(definition(&after), Some("definition-traced-partner"));
}

#[test]
fn where_external_and_domestic_exceed_the_total_a_note_says_why() {
    let note = "so external and domestic add up to more than it.";
    // By the numbers above: 5 and 1 of 6, 6 and 2 of 7, 3 and 1 of 3.
    for (rule, has_note) in [("city-and-partner", false), ("project-and-partner", true), ("partner", true)] {
        for page in pages(&format!("partnership_count: {rule}"), 2024) {
            assert_eq!(page.contains(note), has_note, "{rule}");
            assert!(!page.contains("country not stated"), "{rule}: what is nothing is not told");
        }
    }
}

#[test]
fn growth_names_partners_and_places() {
    let line = |rule: &str, start: &str| {
        let [_, text] = pages(&format!("partnership_count: {rule}"), 2024);
        let line = text.lines().find(|line| line.starts_with(start)).map(str::to_owned);
        line.unwrap_or_else(|| panic!("{rule}: no line {start}"))
    };
    for (rule, start, which) in [
        ("city-and-partner", "| Not seen in the later year", "| Example Bank (EB) in Model Village |"),
        ("city-and-partner", "| New partners", "| Model Lab in the whole network |"),
        ("partner", "| New partners", "| Model Lab |"),
        ("project-and-partner", "| New links", "Sample Institute \\<x\\> in “Example Park”"),
    ] {
        let line = line(rule, start);
        assert!(line.contains(which), "{rule}: {which} is not in {line}");
    }
}
