//! What an edition says by rule, at the bounds where it changes: growth by focus area, headlines, stories and ranks.

use super::later::{made, read};
use ascn_report::bundle::Bundle;
use std::fmt::Write as _;
use std::fs;

/// The cities; the last one joined in 2024.
const CITIES: [&str; 6] = ["Example City", "Sample Town", "Model Village", "Test Hamlet", "Trial Port", "Newcomer Bay"];

/// The focus areas.
const AREAS: [&str; 5] = ["Roads", "Water", "Parks", "Homes", "Trade"];

/// A project of a list: its id, the places of its city and of its focus area, its status, and further keys.
#[derive(Debug, Clone, Copy)]
struct Line(u32, usize, usize, &'static str, &'static str);

fn framework() -> String {
    let mut text =
        "network:\n  name: Example Network\n  short_name: EN\n  plan_name: Example Plan\n  plan_short_name: EP\n  \
                    state_name: Example States\n\nfocus_areas:\n"
            .to_owned();
    for (place, area) in AREAS.iter().enumerate() {
        let _ = write!(
            text,
            "  - id: area-{place}\n    name: {area}\n    definition: Covers them.\n    project_types:\n      \
             - id: type-{place}\n        name: Type of {area}\n        definition: Concerns them.\n"
        );
    }
    text.push_str("\nstatuses:\n");
    for (id, name) in
        [("planning", "Planning"), ("on-going", "On-going"), ("completed", "Completed"), ("not-stated", "Not stated")]
    {
        let _ = write!(text, "  - id: {id}\n    name: {name}\n    stage: {id}\n    meaning: As it says.\n");
    }
    text + "\nmember_states:\n  - id: exampleland\n    name: Exampleland\n    country: XA\n    joined: 2018\n\n\
            partnership_kinds:\n  - id: funding\n    name: Funding\n"
}

fn cities() -> String {
    let city = |(place, name): (usize, &&str)| {
        let joined = if place == 5 { 2024 } else { 2018 };
        format!(
            "  - id: city-{place}\n    name: {name}\n    member_state: exampleland\n    joined: {joined}\n    source: list\n"
        )
    };
    let all: String = CITIES.iter().enumerate().map(city).collect();
    format!("sources:\n  - id: list\n    document: Example list\n\ncities:\n{all}")
}

fn snapshot(year: i32, lines: &[Line]) -> String {
    let mut text = format!(
        "year: {year}\nas_of: {year}-09-25\n\nsources:\n  - id: report\n    document: Example report of {year}\n\n\
         defaults:\n  source: report\n\nrecords:{}\n",
        if lines.is_empty() { " []" } else { "" }
    );
    for (at, Line(id, city, area, status, more)) in lines.iter().enumerate() {
        let _ = write!(
            text,
            "  - id: project-{id}\n    city: city-{city}\n    number: {}\n    title: Project {id}\n    focus_area: area-{area}\n    \
             project_type: type-{area}\n    status: {status}\n    description: Makes something.\n{more}",
            at + 1
        );
    }
    text
}

/// The edition of the last of these lists, with its briefs and the comparison with the list before.
fn edition(lists: Lists<'_>) -> Bundle {
    edition_with(lists, &[])
}

/// The same, with further files; what stands for one of a year is put behind it.
fn edition_with(lists: Lists<'_>, more: &[(&str, &str)]) -> Bundle {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("a file");
    put("framework.yaml", &framework());
    put("cities.yaml", &cities());
    put("partners.yaml", "partners:\n  - id: bank\n    name: Example Bank\n    country: INT\n");
    for (year, lines) in lists {
        put(&format!("{year}.yaml"), &snapshot(*year, lines));
    }
    for (name, text) in more {
        let before = fs::read_to_string(folder.path().join(name)).unwrap_or_default();
        put(name, &format!("{before}{text}"));
    }
    let (network, data) = read(folder.path()).expect("the inputs are sound");
    made(&network, &data, lists.len() - 1).0
}

fn text(bundle: &Bundle, path: &str) -> String {
    let bytes = bundle.get(path).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(bytes.to_vec()).expect("text")
}

/// So many projects of each focus area, all in the first city; `from` is the first id.
fn of_areas(counts: [u32; 5]) -> Vec<Line> {
    let lines = counts.into_iter().enumerate().flat_map(|(area, count)| {
        (0..count).map(move |at| Line(u32::try_from(area).expect("small") * 100 + at, 0, area, "on-going", ""))
    });
    lines.collect()
}

#[test]
fn growth_by_focus_area_is_told_as_far_as_there_is_any() {
    let told = [
        (
            [2, 1, 1, 1, 1],
            "**Roads grew the most, by 1.**",
            "rose in Roads (+1); stayed the same in Water, Parks, Homes and Trade.",
        ),
        (
            [3, 3, 2, 1, 1],
            "**Roads and Water grew the most, by 2 each.**",
            "rose in Roads (+2), Water (+2) and Parks (+1); stayed",
        ),
        (
            [2, 2, 2, 2, 1],
            "**Several focus areas grew the most, by 1 each.**",
            "rose in Roads (+1), Water (+1), Parks (+1) and Homes (+1)",
        ),
        (
            [1, 1, 1, 1, 1],
            "**No focus area has grown.**",
            "projects stayed the same in Roads, Water, Parks, Homes and Trade.",
        ),
        ([0, 1, 1, 1, 1], "**No focus area has grown.**", "projects fell in Roads (−1); stayed the same in Water,"),
        (
            [0, 3, 1, 1, 2],
            "**Water grew the most, by 2.**",
            "rose in Water (+2) and Trade (+1); fell in Roads (−1); stayed",
        ),
    ];
    let before = of_areas([1; 5]);
    for (counts, claim, sentence) in told {
        let report = text(&edition(&[(2022, &before), (2023, &of_areas(counts))]), "2023/report.md");
        let line = report.lines().find(|line| line.starts_with(&format!("- {claim}")));
        assert!(line.is_some_and(|line| line.contains(sentence)), "{counts:?}: {line:?}");
        assert!(line.is_some_and(|line| line.ends_with("These are the changes over the same 5 cities.")), "{line:?}");
    }
    for lists in [&[(2023, before.as_slice())][..], &[(2022, &[]), (2023, &[])]] {
        let report = text(&edition(lists), "2023/report.md");
        assert!(!report.contains("grew the most") && !report.contains(" rose in "), "{lists:?}");
    }
    assert!(!text(&edition(&[(2023, &before)]), "2023/report.md").contains("### Observations"));
}

#[test]
fn the_headline_on_status_says_where_completed_projects_are() {
    let told: [(&[(usize, &str)], &str); 9] = [
        (&[(0, "on-going"), (1, "planning")], "None of 2 projects is completed, in any focus area"),
        (&[(0, "completed"), (1, "planning")], "The only completed one of 2 projects is in Roads"),
        (&[(0, "completed"), (0, "completed"), (1, "planning")], "All 2 completed projects are in Roads"),
        (
            &[(0, "completed"), (0, "completed"), (1, "completed"), (1, "planning")],
            "Roads has the most completed projects: 2 of 3",
        ),
        (
            &[(0, "completed"), (1, "completed"), (1, "planning")],
            "Roads and Water have the most completed projects: 1 each, of 2",
        ),
        (
            &[(0, "completed"), (1, "completed"), (2, "completed"), (3, "completed"), (3, "planning")],
            "Several focus areas have the most completed projects: 1 each, of 4",
        ),
        (&[(0, "completed"), (1, "completed")], "All 2 projects are completed"),
        (&[(0, "completed")], "The only project is completed"),
        (
            &[(0, "not-stated"), (1, "completed"), (2, "completed"), (2, "completed")],
            "Parks has the most completed projects: 2 of 3",
        ),
    ];
    for (projects, title) in told {
        let lines = projects.iter().zip(0..).map(|((area, status), id)| Line(id, 0, *area, status_of(status), ""));
        let report = text(&edition(&[(2023, &lines.collect::<Vec<_>>())]), "2023/report.md");
        assert!(report.contains(&format!("**{title}**")), "{projects:?}: {title}");
    }
}

/// The lists of some years.
type Lists<'a> = &'a [(i32, &'a [Line])];

/// The same word, which lives as long as the program.
fn status_of(status: &str) -> &'static str {
    ["planning", "on-going", "completed", "not-stated"].into_iter().find(|known| *known == status).expect("a status")
}

#[test]
fn the_title_of_a_bridge_is_read_off_its_bars() {
    let base = of_areas([2, 0, 0, 0, 0]);
    let joined = Line(900, 5, 1, "planning", "");
    let told = [
        (base.clone(), "No project is new to the list, and none has left it"),
        ([base.clone(), vec![Line(800, 1, 1, "planning", "")]].concat(), "From 2 to 3 projects: +1 new"),
        (
            [base[..1].to_vec(), vec![Line(800, 1, 1, "planning", ""), joined]].concat(),
            "From 2 to 3 projects: +1 new, +1 joined cities and −1 unexplained",
        ),
        (base[..1].to_vec(), "From 2 to 1 project: −1 unexplained"),
        (Vec::new(), "From 2 to 0 projects: −2 unexplained"),
    ];
    for (lines, title) in told {
        let report = text(&edition(&[(2023, &base), (2024, &lines)]), "compare-2023-2024/report.md");
        assert!(
            report.contains(&format!("### Exhibit 1. From one year to the other\n\n**{title}**")),
            "{title}\n{report}"
        );
    }
}

const PARTNER: &str = "    partners:\n      - ids: [bank]\n        kind: funding\n";
const INFERRED: &str = "    confidence:\n      status:\n        level: inferred\n        why: It is read so.\n";

#[test]
fn what_records_tell_of_a_project_follows_from_what_they_hold() {
    let at = |status: &'static str, more: &'static str| Line(0, 0, 0, status, more);
    let (going, planned, done) = (at("on-going", ""), at("planning", ""), at("completed", ""));
    let other = Line(1, 0, 1, "completed", "");
    let near = Line(2, 0, 0, "completed", "");
    let told: [(Lists<'_>, &str); 14] = [
        // Of the first list of all nothing is told of a past.
        (
            &[(2024, &[going])],
            "(Type of Roads; On-going). Makes something. No partner is named. Example City lists no other project.",
        ),
        (&[(2023, &[other]), (2024, &[other, going])], "The project is listed for the first time. No partner"),
        (
            &[(2023, &[going]), (2024, &[going])],
            "The list of 2023 was the first to have it. Its status was on-going in 2023 too.",
        ),
        (
            &[(2022, &[going]), (2023, &[going]), (2024, &[going])],
            "Every public list since that of 2022 has the project, and in 2023 too its status was on-going.",
        ),
        (
            &[(2022, &[planned]), (2023, &[planned]), (2024, &[planned])],
            "Every public list since that of 2022 has the project. As in 2023, its status is planning.",
        ),
        (
            &[(2021, &[going]), (2022, &[other]), (2023, &[going]), (2024, &[going])],
            "The project was first listed in 2021. Its status was on-going in 2023 too.",
        ),
        (&[(2023, &[going]), (2024, &[done])], "In 2023 its status was still on-going."),
        (&[(2023, &[planned]), (2024, &[going])], "In 2023 its status was still planning."),
        (&[(2023, &[at("not-stated", "")]), (2024, &[going])], "For 2023 its status is not stated."),
        (&[(2023, &[going]), (2024, &[at("not-stated", "")])], "The sources of 2024 do not state its status."),
        (
            &[(2023, &[at("on-going", INFERRED)]), (2024, &[at("on-going", INFERRED)])],
            "(Type of Roads; On-going (inferred)). Makes something. The list of 2023 was the first to have it. Its status was on-going (inferred) in 2023 too.",
        ),
        (
            &[(2024, &[going, near])],
            "No partner is named for any project of Example City. Both projects of Example City stand in this focus area.",
        ),
        (
            &[(2024, &[going, other])],
            "No partner is named for any project of Example City. The other project of Example City stands in another focus area.",
        ),
        (
            &[(2024, &[at("on-going", PARTNER), Line(1, 0, 1, "planning", ""), Line(3, 0, 2, "planning", "")])],
            "Named as working with it: Example Bank (Funding). Of the 3 projects of Example City it is the only one in this focus area.",
        ),
    ];
    for (lists, sentences) in told {
        let report = text(&edition(lists), "2024/report.md");
        let told = report.lines().find(|line| line.starts_with("**Project 0**")).unwrap_or_default();
        assert!(told.contains(sentences), "{lists:?}\n  {sentences}\n  {told}");
    }
}

#[test]
fn a_project_of_a_city_that_joined_came_with_it() {
    let going = Line(0, 0, 0, "on-going", "");
    let joiner = [Line(7, 5, 0, "on-going", ""), Line(8, 5, 0, "planning", PARTNER), Line(9, 5, 1, "planning", "")];
    let report = text(&edition(&[(2023, &[going]), (2024, &[&[going][..], &joiner].concat())]), "2024/report.md");
    let sentence = "It came to the list with Newcomer Bay, which did not belong to the network at the cut-off date of 2023. \
        No partner is named for it, while others of the projects of Newcomer Bay name some. Newcomer Bay lists 3 projects in \
        all, 2 of them in this focus area.";
    assert!(report.contains(sentence), "{}", report.lines().find(|line| line.starts_with("**Project 7")).unwrap_or(""));
}

#[test]
fn a_shared_place_says_so() {
    let one_each = |count: u32| (0..count).map(|at| Line(at, at as usize, 0, "on-going", "")).collect::<Vec<_>>();
    let second = Line(99, 0, 1, "on-going", "");
    let brief = |lines: &[Line]| {
        let brief = text(&edition(&[(2022, lines), (2023, lines)]), "2023/briefs/cities/city-1.md");
        brief.lines().find(|line| line.contains("By number of projects")).unwrap_or_default().to_owned()
    };
    for (count, others) in [(2, "one other"), (3, "several others"), (4, "several others")] {
        let shared = format!(
            "By number of projects it shares place 1 with {others}, among 5 cities. In 2022 it shared place 1 with {others}."
        );
        assert!(brief(&one_each(count)).ends_with(&shared), "{}", brief(&one_each(count)));
    }
    let alone = [&[second][..], &one_each(2)].concat();
    let held = "By number of projects it holds place 2 among 5 cities. In 2022 its place was 2.";
    assert!(brief(&alone).ends_with(held), "{}", brief(&alone));
}

/// What the ledger knows of a project is told where it would be called new.
#[test]
fn what_takes_the_place_of_another_says_of_which() {
    let ledger = |confidence: &str| {
        format!(
            "sources:\n  - id: minutes\n    document: Example minutes\n\nsteps:\n  - from: 2022\n    to: 2023\n    \
             source: minutes\n    confidence: {confidence}\n    events:\n      - event: replaced\n        \
             from: [project-1]\n        to: [project-2]\n        reason: A larger plan took its place.\n"
        )
    };
    let [old, new] = [1, 2].map(|id| Line(id, 0, 0, "on-going", ""));
    for (confidence, doubt) in [("published", ""), ("inferred", " (inferred)")] {
        let lists = [(2022, &[old][..]), (2023, &[new])];
        let report = edition_with(&lists, &[("lineage.yaml", &ledger(confidence))]);
        let report = text(&report, "2023/report.md");
        let sentence = format!("The project is listed for the first time, in the place of “Project 1”{doubt}.");
        assert!(report.contains(&sentence), "{sentence}");
    }
}

/// Nothing can be said to have gone from one status to another where a list states none.
#[test]
fn statuses_are_bridged_only_where_both_lists_state_any() {
    let lists = |status| [Line(0, 0, 0, status, ""), Line(1, 1, 0, status, "")];
    let bridged = |before| {
        let edition = edition(&[(2022, &lists(before)), (2023, &lists("on-going"))]);
        text(&edition, "compare-2022-2023/report.md")
            .contains("*By status: what came and what left, where anything did*")
    };
    assert_eq!(["planning", "not-stated"].map(bridged), [true, false]);
}

/// A brief says why a publication gives other numbers of its place, and nothing of what is said of another.
#[test]
fn a_brief_says_what_was_published_otherwise_of_its_own_place() {
    let lines = [Line(0, 0, 0, "on-going", ""), Line(1, 1, 0, "on-going", "")];
    let brief = |figures: &str, place: &str| {
        let published = format!(
            "published:\n  explained:\n    - figures: [{figures}]\n      why: A project of it was printed twice.\n"
        );
        let edition = edition_with(&[(2023, &lines)], &[("2023.yaml", &published)]);
        text(&edition, &format!("2023/briefs/{place}.md")).contains("differs: A project of it was printed twice.")
    };
    let city = "'projects.by-city.city-0.*'";
    let state = "'projects.by-member-state.exampleland.*'";
    for (figures, place, is_told) in [
        (city.to_owned(), "cities/city-0", true),
        (city.to_owned(), "cities/city-1", false),
        (city.to_owned(), "member-states/exampleland", true),
        (state.to_owned(), "cities/city-0", false),
        (format!("{city}, {state}"), "cities/city-0", true),
        (format!("{city}, 'projects.by-city.city-1'"), "cities/city-0", false),
        ("'projects.by-focus-area.*'".to_owned(), "cities/city-0", false),
    ] {
        assert_eq!(brief(&figures, place), is_told, "{figures} in {place}");
    }
}
