//! Publications without records that contradict themselves, each in one way, and what the audit says of them.

use std::fmt::Write;

use ascn_report::audit::{Audit, Rule, audit};
use ascn_report::measure;

use super::figures::network;
use super::networks::{Made, Year};

/// The audit of a year of one city, two focus areas and no records, with these numbers printed for it.
fn audited(projects: usize, printed: &str) -> Audit {
    let year =
        Year { year: 2020, records: None, projects: Some(projects), partnerships: None, printed: printed.into() };
    let made = Made { areas: 2, states: 1, cities: vec![(0, 2018)], years: vec![year] };
    let network = network(made.write().path());
    audit(&network, &network.years[0], &measure::figures(&network, 0))
}

fn told(audit: &Audit) -> String {
    let mut told = String::new();
    for finding in &audit.findings {
        let cause = format!("{:?}", finding.cause);
        let _ = writeln!(told, "{}", cause.split('(').next().unwrap_or_default());
        for one in &finding.differences {
            let _ = writeln!(told, "  {:?} {}: {} / {}", one.kind, one.figure, one.printed, one.counted);
        }
    }
    told
}

/// Introduction: shares by status.
fn shares(planning: &str, on_going: &str, completed: &str) -> String {
    let origin = "    source: report\n    pages: 1\n";
    format!(
        "  text:\n{origin}    status_shares:\n      planning: {planning}\n      on-going: {on_going}\n      completed: {completed}\n"
    )
}

/// Exhibit 2: one mark planned, ten on-going, four completed; the first in one focus area, the others in the other.
const MARKS: &str = "  exhibit_2:\n    source: report\n    pages: 1\n    cities:\n      city-0:\n        planning: { area-0: 1 }\n        on-going: { area-1: 10 }\n        completed: { area-1: 4 }\n";

fn ring(total: u32, types: &str) -> String {
    format!(
        "  exhibit_3:\n    source: report\n    pages: 1\n    member_states:\n      state-0:\n        total: {total}\n        project_types: {{ {types} }}\n        status_shares: {{ on-going: 100% }}\n"
    )
}

#[test]
fn shares_follow_one_of_two_rules_as_a_whole() {
    let rule = |text: &str| {
        let audit = audited(15, text);
        let shares: Vec<(String, bool)> =
            audit.roundings[0].shares.iter().map(|(_, share, is_cut)| (share.clone(), *is_cut)).collect();
        (audit.roundings[0].rule, shares, told(&audit))
    };
    let none = String::new();
    let cut = |share: &str| (share.to_owned(), true);
    let kept = |share: &str| (share.to_owned(), false);
    // 1, 10 and 4 of 15: 6.666…, 66.666… and 26.666…
    let by = |a: &str, b: &str, c: &str| rule(&(shares(a, b, c) + MARKS));
    let sum = "Rounding\n  Sum projects.shares: 100.01% / 100%\n".to_owned();
    assert_eq!(by("6.67%", "66.67%", "26.67%"), (Rule::HalfUp, vec![], sum));
    // The remainders are equal, so any one of the three may be the one that is not rounded up.
    assert_eq!(by("6.66%", "66.67%", "26.67%"), (Rule::LargestRemainder, vec![kept("6.66%")], none.clone()));
    assert_eq!(by("6.67%", "66.67%", "26.66%"), (Rule::LargestRemainder, vec![kept("26.66%")], none));
    // Not two of them, and no more than that.
    let (rule, shares, told) = by("6.66%", "66.66%", "26.67%");
    assert_eq!((rule, shares), (Rule::Neither, vec![cut("6.66%"), cut("66.66%")]));
    let slips = "OwnNumbers\n  OwnShare projects.by-status.planning.share: 6.66% / 6.67%\n  OwnShare projects.by-status.on-going.share: 66.66% / 66.67%\n  Sum projects.shares: 99.99% / 100%\n";
    assert_eq!(told, slips);
    let (rule, shares, _) = by("6.68%", "66.66%", "26.66%");
    assert_eq!((rule, shares), (Rule::Neither, vec![kept("6.68%"), cut("66.66%"), cut("26.66%")]));
}

#[test]
fn only_the_largest_remainders_are_rounded_up() {
    // 1, 2 and 4 of 7: 14.2…, 28.5… and 57.1…
    let marks = MARKS.replace("area-1: 10", "area-1: 2");
    let slips = |a: &str, b: &str, c: &str| told(&audited(7, &(shares(a, b, c) + &marks)));
    assert_eq!(slips("14%", "29%", "57%"), "");
    let told = slips("15%", "28%", "57%");
    assert!(told.contains("OwnShare projects.by-status.planning.share: 15% / 14%"), "{told}");
    assert!(told.contains("OwnShare projects.by-status.on-going.share: 28% / 29%"), "{told}");
}

#[test]
fn parts_are_held_to_their_totals() {
    let parts = audited(7, &ring(7, "type-0-0: 2, type-1-0: 4"));
    let state = "projects.by-member-state.state-0";
    assert_eq!(told(&parts), format!("OwnNumbers\n  Parts(ProjectTypes) {state}: 7 / 6\n"));
    let rings = audited(8, &ring(7, "type-0-0: 2, type-1-0: 5"));
    assert_eq!(told(&rings), "OwnNumbers\n  Parts(Rings) projects: 8 / 7\n");
    let cities = audited(15, &format!("    - measure: cities\n      value: 2\n      source: report\n{MARKS}"));
    assert_eq!(told(&cities), "OwnNumbers\n  Parts(Cities) cities.with-projects: 2 / 1\n");
    let marks = audited(16, MARKS);
    assert_eq!(told(&marks), "OwnNumbers\n  Parts(Marks) projects: 16 / 15\n");
    let other = audited(15, &format!("{MARKS}{}", ring(15, "type-0-0: 2, type-1-0: 13")));
    let area = |area: usize| format!("{state}.by-focus-area.area-{area}");
    let share = format!("  OwnShare {state}.by-status.on-going.share: 100% / 67%\n");
    let types = format!("  OtherTypes {}: 2 / 1\n  OtherTypes {}: 13 / 14\n", area(0), area(1));
    assert_eq!(told(&other), format!("OwnNumbers\n{share}{types}"));
    let text = "  text:\n    source: report\n    pages: 1\n    status_counts: { planning: 3, on-going: 3 }\n";
    assert_eq!(told(&audited(7, text)), "OwnNumbers\n  Parts(StatusCounts) projects: 7 / 6\n");
}

#[test]
fn a_share_that_no_count_gives_is_told_with_the_nearest() {
    let share = |share: &str| told(&audited(7, &shares(share, "71.43%", "0%")));
    assert_eq!(share("28.57%"), "");
    let told = share("29.57%");
    assert!(told.contains("  Impossible projects.by-status.planning.share: 29.57% / 28.57%\n"), "{told}");
}

#[test]
fn a_reason_for_many_figures_does_not_excuse_a_contradiction() {
    let printed = |figure: &str| {
        let explained = format!("  explained:\n    - figures: ['{figure}']\n      why: It was set by hand.\n");
        told(&audited(15, &(shares("7%", "67%", "28%") + MARKS + &explained)))
    };
    let cell = "  OwnShare projects.by-status.completed.share: 28% / 27%\n  Sum projects.shares: 102.00% / 100%\n";
    assert_eq!(printed("projects.by-status.*"), format!("OwnNumbers\n{cell}"));
    assert_eq!(printed("projects.by-status.completed.share"), format!("Explained\n{cell}"));
}
