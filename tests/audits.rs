//! The audit from outside: each printed number under its own cause.

use crate::cli::{Desk, complained, told};
use std::fs;

/// The findings of a run: the first line of each, and its lines.
fn findings(said: &str) -> Vec<(String, Vec<String>)> {
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    for line in said.lines().map(str::trim) {
        let is_first = line.split_once(". ").is_some_and(|(number, _)| number.parse::<u32>().is_ok());
        match all.last_mut() {
            _ if is_first => all.push((line.to_owned(), Vec::new())),
            Some((_, lines)) if line.contains(" printed, ") => lines.push(line.to_owned()),
            _ => {}
        }
    }
    all
}

#[test]
fn a_cell_stands_under_its_own_cause_and_a_sum_is_split() {
    let desk = Desk::with("inputs");
    let marks = "on-going: { civic-social: 2, health-well-being: 1, industry-innovation: 2 }";
    let text = fs::read_to_string(desk.at("inputs/2023.yaml")).expect("the snapshot");
    assert_eq!(text.matches(marks).count(), 1, "one city has these marks");
    desk.edit("2023.yaml", marks, "on-going: { civic-social: 3, health-well-being: 1, industry-innovation: 1 }");
    let said = told(&desk.run(&["audit", "--year", "2023"]));
    let all = findings(&said);
    let with = |part: &str| -> Vec<&str> {
        let fits = |lines: &Vec<String>| lines.iter().any(|line| line.contains(part));
        all.iter().filter(|(_, lines)| fits(lines)).map(|(first, _)| first.as_str()).collect()
    };
    for cell in
        ["Makassar, Civic & Social, On-going: 3 printed", "Makassar, Industry & Innovation, On-going: 1 printed"]
    {
        let causes = with(cell);
        assert_eq!(causes.len(), 1, "{cell} stands once:\n{said}");
        assert!(causes[0].contains("does not agree with its own numbers"), "{said}");
    }
    let split =
        "Civic & Social: 27 printed, 25 computed (Marks added up, from the records; this cause moves the count by +1)";
    let causes = with(split);
    assert_eq!(causes.len(), 2, "both causes move the sum:\n{said}");
    assert!(causes[0].contains("E-Payments") && causes[1].contains("its own numbers"), "{said}");
    assert_eq!(with("Exhibit 1, Civic & Social: 30% printed, 31% computed"), causes[1..], "{said}");
    assert!(said.contains("unexplained: 1."), "one slip is one finding:\n{said}");
}

#[test]
fn sources_that_disagree_on_a_total_are_told() {
    let desk = Desk::with("inputs");
    for (year, numbers) in [("2018", "32 in "), ("2018", "and 33 in "), ("2021", "65 in "), ("2021", "and 64 in ")] {
        let said = told(&desk.run(&["audit", "--year", year]));
        assert!(said.contains("Sources disagree: ") && said.contains(numbers), "{said}");
        assert!(!said.contains("Nothing disagrees"), "{said}");
    }
}

#[test]
fn a_difference_points_at_each_of_its_numbers_once() {
    let shown = complained(&Desk::with("inputs").run(&["check", "--strict"]));
    let lines: Vec<&str> = shown.lines().filter(|line| line.contains("and this number")).collect();
    assert!(!lines.is_empty(), "some difference is of several numbers:\n{shown}");
    assert!(!shown.contains(&format!("{0}\n{0}\n", lines[lines.len() - 1])), "{shown}");
}
