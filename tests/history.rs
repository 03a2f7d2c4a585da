//! What changed between years, from outside: the comparison of two editions, and the ledger.

use crate::cli::{Desk, told};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

fn code(output: &std::process::Output) -> Option<i32> {
    output.status.code()
}

/// The files below a folder of the output.
fn below(files: &BTreeMap<PathBuf, Vec<u8>>, folder: &str) -> Vec<String> {
    let names = files.keys().map(|path| path.display().to_string().replace('\\', "/"));
    names.filter_map(|name| Some(name.split_once(&format!("/output/{folder}/"))?.1.to_owned())).collect()
}

#[test]
fn totals_alone_are_compared_in_one_net_step() {
    let desk = Desk::with("inputs");
    let run = desk.run(&["compare", "2018", "2021"]);
    assert_eq!(code(&run), Some(0));
    let said = told(&run);
    for part in [
        "from 53 in 2018 to 65 in 2021: +12 (+22.6%), on published totals, over the same 26 cities",
        "Only totals are known of 2021, so the change is one net step",
        "partnerships rose from 32 to 48: +16 (+50.0%), on published totals",
        "What cannot be compared:",
        "- Focus areas, statuses, Member States, cities and single projects: no list of the projects of 2021 is public.",
    ] {
        assert!(said.contains(part), "“{part}” is not in:\n{said}");
    }
    let files = desk.output();
    let made = below(&files, "compare-2018-2021");
    for name in ["charts/bridge-16cm.png", "charts/bridge-8cm.svg", "figures.json", "report.html", "report.md"] {
        assert!(made.iter().any(|file| file == name), "{name} is not in {made:?}");
    }
    assert!(!made.iter().any(|file| file.contains("focus-area")), "a year without a list has no classes: {made:?}");
    let page = fs::read_to_string(desk.at("output/compare-2018-2021/report.md")).expect("the comparison");
    assert!(!page.contains("| Focus area |"), "a year without a list has no classes:\n{page}");
}

#[test]
fn a_comparison_leaves_all_else_as_it_is_and_is_made_anew_by_build() {
    let desk = Desk::with("inputs");
    assert_eq!(code(&desk.run(&["build"])), Some(0));
    let before = desk.output();
    assert!(below(&before, "compare-2022-2024").is_empty(), "it is made when it is asked for");
    assert_eq!(code(&desk.run(&["compare", "2022", "2024"])), Some(0));
    let after = desk.output();
    assert!(below(&after, "compare-2022-2024").iter().any(|file| file == "charts/focus-area-changes-slide.png"));
    for (path, bytes) in &before {
        let is_own = path.ends_with("output/index.html") || path.ends_with(".ascn-report");
        assert!(is_own || after.get(path) == Some(bytes), "{} has changed", path.display());
    }
    assert_eq!(code(&desk.run(&["build"])), Some(0));
    assert_eq!(desk.output(), after, "build makes what was asked for once anew");
    assert_eq!(code(&desk.run(&["build", "--year", "2023"])), Some(0));
    assert_eq!(desk.output(), after, "and carries it over");
    let index = fs::read_to_string(desk.at("output/index.html")).expect("the index");
    assert!(index.contains("compare-2022-2024/report.html") && index.contains("compare-2018-2021/report.html"));
}

#[test]
fn years_that_cannot_be_compared_are_refused_in_words() {
    let desk = Desk::with("inputs");
    for (years, part) in [
        (["2024", "2023"], "2024 is not before 2023"),
        (["2018", "2018"], "2018 is not before 2018"),
        (["2018", "2020"], "there is no snapshot of 2020; there are 2018, 2021, 2022, 2023, 2024"),
    ] {
        let run = desk.run(&["compare", years[0], years[1]]);
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!(code(&run), Some(2), "{years:?}");
        assert!(said.contains(part), "“{part}” is not in:\n{said}");
        assert!(!desk.at("output").exists(), "nothing is written");
    }
}

#[test]
fn the_ledger_of_the_record_tells_of_everything() {
    let desk = Desk::with("inputs");
    let run = desk.run(&["lineage"]);
    assert_eq!((code(&run), told(&run).lines().count()), (Some(0), 1), "{}", told(&run));
    let again = told(&desk.run(&["lineage", "--again"]));
    let evidence =
        "Perhaps `banyuwangi-public-service-mall`: “Digital Public Service Mall”, 35 of 100; the same focus area";
    assert!(again.contains(evidence), "{again}");
}

/// What is printed for a desk without a ledger, with reasons filled in, is a ledger that leaves nothing open.
#[test]
fn what_is_proposed_can_be_pasted() {
    let desk = Desk::with("inputs");
    fs::remove_file(desk.at("inputs/lineage.yaml")).expect("the ledger is there");
    let check = desk.run(&["check"]);
    let warned = String::from_utf8_lossy(&check.stderr).matches("warning[vanished-project]").count();
    assert_eq!(warned, 9, "5, 1 and 3 projects are no longer listed");
    let proposed = told(&desk.run(&["lineage"]));
    assert!(proposed.matches("event: unexplained").count() == 9 && proposed.matches("Perhaps `").count() > 1);
    let pair = "      #- event: continued  # or replaced, if it took the other's place\n      #  from: [vientiane-drainage]\n      \
                #  to: [vientiane-smart-environment]\n      #  reason:\n";
    assert!(proposed.contains(pair), "a likely pair is an event too:\n{proposed}");
    assert_eq!(proposed.matches("- event: city-joined").count(), 5, "cities joined in two years:\n{proposed}");
    let filled = proposed.replace("reason:\n", "reason: Looked at.\n").replace("source:\n", "source: lists\n");
    let filled = filled.replace("confidence:\n", "confidence: derived\n");
    let ledger = format!("sources:\n  - id: lists\n    document: Lists\n\nsteps:\n{filled}");
    fs::write(desk.at("inputs/lineage.yaml"), ledger).expect("there is room");
    let check = desk.run(&["check"]);
    let said = String::from_utf8_lossy(&check.stderr).into_owned();
    assert_eq!((code(&check), said.as_str()), (Some(0), ""), "nothing is left to tell");
    assert_eq!(told(&desk.run(&["lineage"])).lines().count(), 1);
}

#[test]
fn what_is_not_simply_printed_is_counted_and_listed() {
    let desk = Desk::new();
    let said = told(&desk.run(&["check"]));
    assert!(said.contains("  2024: project type 1 not stated; status 2 derived, 1 not stated"), "{said}");
    assert!(!said.contains("Every mark shows this status."), "{said}");
    let said = told(&desk.run(&["check", "--values"]));
    let line =
        "inputs/2024.yaml:44: project “Example Park” of Example City: status derived: Every mark shows this status.";
    assert!(said.contains(line), "{said}");
    let city = "year: 2024\nrecords:\n  - id: example-square\n    city: example-city\n    carried_from: 2023\n    \
                title: Example Square\n    focus_area: open-places\n    status: planning\n    description: Paves it.\n";
    fs::write(desk.at("square.yaml"), city).expect("there is room");
    let said = told(&desk.run(&["check", "square.yaml"]));
    assert!(
        said.contains("2024: focus area 1 carried forward; project type 1 not stated; title 1 carried forward"),
        "{said}"
    );
}

/// What somebody wrote anew in a record that is carried forward is as sure as what is reported.
#[test]
fn a_value_counts_as_carried_forward_until_it_is_changed() {
    let desk = Desk::new();
    let text = fs::read_to_string(desk.at("inputs/2024.yaml")).expect("the snapshot");
    fs::write(desk.at("inputs/2023.yaml"), text.replace("2024", "2023")).expect("there is room");
    desk.edit("cities.yaml", "joined: 2024", "joined: 2018");
    desk.edit("2024.yaml", "    number: 1\n", "    number: 1\n    carried_from: 2023\n");
    let says = |part: &str| {
        let said = told(&desk.run(&["check"]));
        let line = said.lines().find(|line| line.starts_with("  2024: ")).unwrap_or_default().to_owned();
        assert!(line.contains(part), "“{part}” is not in: {line}");
        line
    };
    says("focus area 1 carried forward; project type 1 carried forward, 1 not stated");
    says("title 1 carried forward");
    assert_eq!(code(&desk.run(&["build", "--year", "2024"])), Some(0));
    let explained = || told(&desk.run(&["explain", "values.title.carried-forward", "--year", "2024"]));
    assert!(explained().contains("Exactly     1\n"), "{}", explained());
    desk.edit("2024.yaml", "title: Example Park", "title: Example Park and Pond");
    assert!(!says("focus area 1 carried forward").contains("title"), "the title was changed");
    assert!(explained().contains("Exactly     0\n"), "{}", explained());
}

/// A year known by its total only is compared on totals, even where the other year's records say another number.
#[test]
fn a_change_on_published_totals_leads_from_total_to_total() {
    let desk = Desk::new();
    let totals = "year: 2023\nas_of: 2023-08-14\nsources:\n  - id: report\n    document: Example report\n\
                  published:\n  totals:\n    - measure: projects\n      value: 2\n      source: report\n";
    fs::write(desk.at("inputs/2023.yaml"), totals).expect("there is room");
    desk.edit("2024.yaml", "measure: projects\n      value: 3", "measure: projects\n      value: 4");
    desk.edit("2024.yaml", "[\"projects.by-focus-area.*\"]", "[projects, \"projects.by-focus-area.*\"]");
    assert_eq!(code(&desk.run(&["build"])), Some(0));
    for file in ["output/compare-2023-2024/report.md", "output/2024/report.md"] {
        let page = fs::read_to_string(desk.at(file)).expect("the report");
        let sentence = page.lines().find(|line| line.contains("rose")).unwrap_or_default();
        assert!(sentence.contains("from 2") && sentence.contains("to 4"), "{file}: {sentence}");
        assert!(sentence.contains("on published totals"), "{file}: {sentence}");
    }
    let said = told(&desk.run(&["explain", "projects.change.2023-to-2024", "--year", "2024"]));
    assert!(said.contains("from 2 to 4") && said.contains("projects.published-in-2024: 4"), "{said}");
}

/// Over the same cities and with the cities that joined: one page, one story.
#[test]
fn cities_that_joined_follow_the_two_cut_offs() {
    let desk = Desk::with("inputs");
    let said = told(&desk.run(&["compare", "2023", "2024"]));
    for part in
        ["+22 (+25.6%)", "from 86 to 105, +19 (+22.1%)", "+21 listed for the first time; +3 in cities that joined"]
    {
        assert!(said.contains(part), "“{part}” is not in:\n{said}");
    }
    let page = fs::read_to_string(desk.at("output/compare-2023-2024/report.md")).expect("the comparison");
    for part in [
        "| Built Infrastructure | 20 | 28 | +8 | 23% | 26% | +2.7 | 2 | 1 | up 1 |",
        "| Built Infrastructure | 20 | 27 | +7 | 23% | 26% | +2.5 |",
        "| Sumedang | 0 | +1 in cities that joined: Jatinangor City of Knowledge | 1 |",
        "over the 29 cities that belonged at both cut-off dates",
    ] {
        assert!(page.contains(part), "“{part}” is not in:\n{page}");
    }
    assert_eq!(code(&desk.run(&["compare", "2018", "2024"])), Some(0));
    let page = fs::read_to_string(desk.at("output/compare-2018-2024/report.md")).expect("the comparison");
    for part in [
        "+12 in cities that joined",
        "City Data Platform (Phuket), which the list of 2024 has again",
        "The bars add up the steps over the years between",
        "Projects by focus area, those of 2018 as inferred",
        "| Focus area, as inferred |",
    ] {
        assert!(page.contains(part), "“{part}” is not in:\n{page}");
    }
    let most =
        page.split("## What changed most").nth(1).and_then(|part| part.split("\n## ").next()).unwrap_or_default();
    assert!(!most.contains("Not stated"), "what is not known is no change:\n{most}");
}

/// A status that a list does not state is not known, so nothing can be said to have gone from it to another.
#[test]
fn no_bridge_of_a_status_leads_out_of_a_year_that_states_none() {
    let desk = Desk::with("inputs");
    let page = |from: &str, to: &str| {
        assert_eq!(code(&desk.run(&["compare", from, to])), Some(0));
        fs::read_to_string(desk.at(&format!("output/compare-{from}-{to}/report.md"))).expect("the comparison")
    };
    let silent = page("2018", "2022");
    assert!(
        !silent.contains("*By status: what came and what left, where anything did*")
            && !silent.contains("| On-going | 0 |"),
        "{silent}"
    );
    assert!(silent.contains("| On-going | not available | 58 | not available |"), "the count stays unknown:\n{silent}");
    assert!(page("2022", "2024").contains("*By status: what came and what left, where anything did*"));
}

/// From a draft to a final edition, and to a figure of it that changes later.
#[test]
fn a_final_edition_is_held_to_its_figures() {
    let desk = Desk::new();
    desk.edit("2024.yaml", "as_of: 2024-09-25\n", "as_of: 2024-09-25\nfinal: 2024-11-01\n");
    let run = desk.run(&["check"]);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(code(&run), Some(1));
    assert!(said.contains("type `ascn-report seal 2024 --write`"), "{said}");

    let kept = desk.at("inputs/final/2024.yaml");
    assert!(told(&desk.run(&["seal", "2024", "--write"])).starts_with("Wrote inputs/final/2024.yaml"));
    let seal = desk.run(&["seal", "2024"]);
    assert_eq!(fs::read(&kept).expect("the figures"), seal.stdout, "what is written is what is printed");
    assert_eq!(code(&desk.run(&["check", "--strict"])), Some(0));
    // A shell makes the file before the command runs.
    fs::write(&kept, "").expect("it can be written");
    assert_eq!(desk.run(&["seal", "2024"]).stdout, seal.stdout, "the same figures, the same file");
    fs::write(&kept, &seal.stdout).expect("it can be written");
    assert!(told(&desk.run(&["seal", "2024", "--changed"])).contains("is as it was"));

    // What was cut short, or emptied by a shell, is not what was printed.
    let whole = told(&seal);
    let cut: Vec<&str> = whole.lines().take(9).collect();
    fs::write(&kept, cut.join("\n")).expect("it can be written");
    let run = desk.run(&["check"]);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(code(&run) == Some(1) && said.contains("figures, and 2 are in it"), "{said}");
    fs::write(&kept, "").expect("it can be written");
    let run = desk.run(&["seal", "2024", "--changed"]);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!((code(&run), run.stdout.len()), (Some(1), 0), "{said}");
    assert!(said.contains("nothing is kept of what the edition of 2024 printed"), "{said}");
    fs::write(&kept, &whole).expect("it can be written");

    desk.edit("2024.yaml", "status: on-going", "status: completed");
    let run = desk.run(&["build"]);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(code(&run), Some(1));
    assert!(said.contains("`projects.by-status.on-going` of the final edition of 2024 was 1, and is now 0"), "{said}");
    assert!(!desk.at("output").exists(), "nothing is written");

    let proposed = told(&desk.run(&["seal", "2024", "--changed"]));
    let filled = proposed.replace("reason: #", "reason: revision #").replace("why:\n", "why: Work was done.\n");
    let filled = filled.replace("since:\n", "since: 2025-01\n").replace("source:\n", "source: report\n");
    desk.edit("2024.yaml", "  explained:\n", &format!("  restated:\n{filled}  explained:\n"));
    let run = desk.run(&["build"]);
    assert_eq!(code(&run), Some(0), "{}{filled}", String::from_utf8_lossy(&run.stderr));
    let page = fs::read_to_string(desk.at("output/2024/report.md")).expect("the report");
    for part in ["Final edition of 1 November 2024", "| On-going | 1 | 0 | revision: Work was done. | January 2025 |"] {
        assert!(page.contains(part), "“{part}” is not in:\n{page}");
    }
    let receipt = told(&desk.run(&["explain", "projects.by-status.completed", "--year", "2024"]));
    assert!(
        receipt.contains("Restated since January 2025 (revision): Completed, 2024, published as 1, is 2."),
        "{receipt}"
    );
}

#[test]
fn a_table_of_its_own_names_no_year_for_its_values() {
    let desk = Desk::new();
    let row = "id,city,title,focus_area,status,description,source\n\
               example-wall,example-city,Example Wall,open-places,not-stated,Builds a wall.,list\n";
    fs::write(desk.at("city.csv"), row).expect("it can be written");
    let said = told(&desk.run(&["check", "city.csv", "--values"]));
    assert!(said.contains("; status 1 not stated\n"), "{said}");
    assert!(!said.contains("  0:"), "{said}");
    // Some programs write the end of a name in capitals.
    fs::rename(desk.at("city.csv"), desk.at("city.CSV")).expect("it can be renamed");
    assert_eq!(told(&desk.run(&["check", "city.CSV", "--values"])), said.replace("city.csv", "city.CSV"));
}
