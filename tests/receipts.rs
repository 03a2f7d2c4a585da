//! The receipt of a figure, from outside.

use crate::cli::{Desk, told};
use serde_json::Value;
use std::fs;

#[test]
fn a_receipt_names_the_records_with_file_and_line() {
    let desk = Desk::with("inputs");
    let run = desk.run(&["explain", "projects.by-status.completed", "--year", "2024"]);
    let said = told(&run);
    assert!(said.starts_with("projects.by-status.completed, edition of 2024\n"), "{said}");
    assert!(said.contains("\nPrinted     11\n") && said.contains("\nRecords     11\n"), "{said}");
    let records: Vec<&str> = said.lines().filter(|line| line.starts_with("  inputs/2024.yaml:")).collect();
    assert_eq!(records.len(), 11);
    let text = fs::read_to_string(desk.at("inputs/2024.yaml")).expect("the snapshot");
    let lines: Vec<&str> = text.lines().collect();
    for record in records {
        let mut parts = record.split_whitespace();
        let line: usize = parts.next().and_then(|at| at.rsplit(':').next()?.parse().ok()).expect("a line");
        let id = parts.nth(1).expect("an id");
        assert_eq!(lines[line - 1].trim(), format!("- id: {id}"));
    }
}

#[test]
fn a_receipt_gives_the_exact_value_and_the_rounding() {
    let desk = Desk::with("inputs");
    for (id, year, parts) in [
        ("projects.by-focus-area.civic-social.share", "2024", ["28 of 108 = 25.9259…%", "Made from   projects: 108"]),
        ("projects.growth.2018-to-2021", "2021", ["from 53 to 65: 22.6415…%", "projects.published-in-2021: 65"]),
        ("projects.in-2021", "2024", ["published total", "ASCN Monitoring and Evaluation Report 2022"]),
        ("projects.bridge.2022-to-2024.unexplained", "2024", ["from 3 to 0", "“Corona Website” (Jakarta)"]),
        (
            "published.exhibit-1.by-focus-area.civic-social.share",
            "2024",
            ["Printed     27%", "Published   27% (ASCN Monitoring and Evaluation Report 2024"],
        ),
        ("published.exhibit-2.by-status.planning", "2023", ["Printed     17", "The marks of Exhibit 2"]),
        ("published.total.partnerships.other-1.in-2018", "2024", ["Printed     33", "Published   33 ("]),
        ("cities.in-2018", "2024", ["Exactly     26", "Cities of the network"]),
        (
            "projects.by-city.rayong.by-focus-area.safety-security.by-status.on-going",
            "2024",
            ["Printed     0", "Basis       records"],
        ),
        ("cities", "2024", ["Exactly     31", "Basis       registers"]),
        ("partnerships", "2024", ["Reason      no total was published for that year", "Printed     not available"]),
        (
            "projects.by-status.on-going",
            "2024",
            ["How sure    weakly inferred, at the least sure value behind it", "Printed     80"],
        ),
        (
            "projects.growth.2023-to-2024",
            "2024",
            ["How sure    every value behind it is published", "Rounding    half up, to one decimal"],
        ),
        ("published.total.partnerships.other-1.in-2018", "2024", ["How sure    published\n", "Rounding    none"]),
        ("cities", "2024", ["Printed     31", "Counted     bandar-seri-begawan, battambang"]),
    ] {
        let said = told(&desk.run(&["explain", id, "--year", year]));
        for part in parts {
            assert!(said.contains(part), "“{part}” is not in:\n{said}");
        }
    }
}

#[test]
fn what_is_no_figure_is_refused_with_what_there_is() {
    let desk = Desk::with("inputs");
    for (arguments, part) in [
        (
            &["explain", "projects.by-focus-area.civic.share", "--year", "2024"][..],
            "  projects.by-focus-area.civic-social.share",
        ),
        (&["explain", "projects.by-status.completed"][..], "add its year, such as `--year 2024`"),
        (&["explain", "projects", "--year", "2020"][..], "there is no snapshot of 2020"),
    ] {
        let run = desk.run(arguments);
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!(run.status.code(), Some(2), "{arguments:?}");
        assert!(said.contains(part), "“{part}” is not in:\n{said}");
    }
}

/// Every figure of every file of figures has a receipt.
#[test]
fn every_figure_of_the_newest_edition_is_explained() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["build"]).status.code(), Some(0));
    for (folder, year) in [("2024", "2024"), ("compare-2023-2024", "2024"), ("2023", "2023")] {
        let text = fs::read_to_string(desk.at("output").join(folder).join("figures.json")).expect("the figures");
        let document: Value = serde_json::from_str(&text).expect("it is JSON");
        let figures = document["figures"].as_object().expect("figures");
        assert!(figures.len() > 50, "{folder} has only {} figures", figures.len());
        for (place, (id, figure)) in figures.iter().enumerate() {
            // Starting the program takes longer than what it does.
            if place % 9 != 0 {
                continue;
            }
            let said = told(&desk.run(&["explain", id, "--year", year]));
            let printed = format!("\nPrinted     {}\n", figure["text"].as_str().expect("a text"));
            assert!(said.contains(&printed), "{id} of {folder} is not explained as {printed}:\n{said}");
        }
    }
}

/// What a text says is never taken for a place that the page keeps for something else.
#[test]
fn a_text_that_reads_like_a_place_of_the_page_stays_a_text() {
    let desk = Desk::new();
    let text = "Example Park @fonts@ fonts @receipts@ receipts {{ style }}";
    desk.edit("2024.yaml", "title: Example Park", &format!("title: \"{text}\""));
    assert_eq!(desk.run(&["build", "--year", "2024"]).status.code(), Some(0));
    let page = fs::read_to_string(desk.at("output/2024/report.html")).expect("the page");
    let (_, data) = page.split_once("id=\"receipts\">").expect("the receipts");
    let receipts = data.split("</script>").next().expect("their end");
    let receipts: Value = serde_json::from_str(receipts).expect("they are JSON");
    assert!(receipts["receipts"].as_array().is_some_and(|all| all.len() > 50), "the receipts are whole");
    assert!(page.contains("@font-face") && page.contains(&format!(">{text}<")), "the title stands as it was typed");
    assert!(!page.contains('\u{1}'), "nothing is left open");
}
