//! Text against the figures: false claims of fourteen kinds, as many true sentences, and what findings and waivers hold to.
//!
//! `prose/false.txt` and `prose/true.txt` were written before there was a guard, about the invented network in
//! `prose/inputs`. Half of each kind, by a sum over the letters of the sentence, is what the words were tried on; of the
//! other half only the number is told, unless `PROSE=all` asks for the sentences too.

mod backers;
mod compared;
mod context;
mod elided;
mod parts;
mod random;

use super::cli::Desk;
use ascn_report::audit::prose::{Guard, Weight};
use ascn_report::check::{self, Network};
use ascn_report::diagnostic::Diagnostics;
use ascn_report::load;
use ascn_report::measure::{self, Figures};
use ascn_report::rules;
use ascn_report::words::Words;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/prose")
}

/// The invented network, and the figures of each of its years.
fn network() -> (Network, Vec<Figures>) {
    network_of(&folder().join("inputs"))
}

/// The network of these inputs.
fn network_of(folder: &Path) -> (Network, Vec<Figures>) {
    let mut found = Diagnostics::default();
    let mut inputs = load::inputs(folder, &mut found).expect("the inputs can be read");
    rules::check(&inputs, &mut found);
    assert!(!found.has_errors(), "the inputs are sound");
    let network = check::network(&mut inputs).expect("the inputs make a network");
    let figures = (0..network.years.len()).map(|place| measure::figures(&network, place)).collect();
    (network, figures)
}

/// A sentence, and whether it is one of those that the words were tried on.
struct Sentence {
    kind: String,
    text: String,
    is_seen: bool,
}

/// The sentences of a file; of each kind the half with the smaller sums (FNV-1a) is seen.
fn sentences(name: &str) -> Vec<Sentence> {
    let text = std::fs::read_to_string(folder().join(name)).expect("the sentences can be read");
    let mut kinds: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (kind, sentence) in text.lines().filter_map(|line| line.split_once(" | ")) {
        kinds.entry(kind).or_default().push(sentence);
    }
    let sum = |text: &str| {
        text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
    };
    let mut all = Vec::new();
    for (kind, mut list) in kinds {
        list.sort_by_key(|text| sum(text));
        let half = list.len().div_ceil(2);
        let made = list.iter().enumerate();
        all.extend(made.map(|(at, text)| Sentence {
            kind: kind.to_owned(),
            text: text.replace("\\n", "\n"),
            is_seen: at < half,
        }));
    }
    all
}

/// How many sentences of each kind are told of, and which are not as they should be.
fn score(guard: &Guard<'_>, name: &str, should: bool) -> (usize, usize, String) {
    let (mut kinds, mut halves, mut wrong) = (BTreeMap::new(), [0, 0], String::new());
    let all = sentences(name);
    let shows_all = std::env::var_os("PROSE").is_some_and(|value| value == "all");
    for sentence in &all {
        let findings = guard.findings(&sentence.text);
        let is_told = findings.iter().any(|finding| finding.weight != Weight::Unproved);
        let (told, of) = kinds.entry(sentence.kind.as_str()).or_insert((0, 0));
        *told += usize::from(is_told);
        *of += 1;
        halves[usize::from(!sentence.is_seen)] += usize::from(is_told);
        if is_told != should && (sentence.is_seen || shows_all) {
            let _ = writeln!(wrong, "  {}: {} {findings:?}", sentence.kind, sentence.text);
        }
    }
    let is_even = !should || kinds.values().all(|(told, of)| told * 10 >= of * 8);
    assert!(is_even, "of each kind eight in ten are found: {kinds:?}\n{wrong}");
    let kinds: Vec<String> = kinds.iter().map(|(kind, (told, of))| format!("{kind} {told} of {of}")).collect();
    let text = format!("{name}: {}\n  seen {}, unseen {}\n{wrong}", kinds.join(", "), halves[0], halves[1]);
    (halves[0] + halves[1], all.len(), text)
}

#[test]
#[expect(clippy::print_stdout, reason = "how many of each kind is what the test is asked for")]
fn false_claims_are_found_and_true_text_is_left_alone() {
    let (network, figures) = network();
    let words = Words::english();
    let guard = Guard::new(&network, &figures, &words);
    let (found, of, told) = score(&guard, "false.txt", true);
    let (alarms, among, false_alarms) = score(&guard, "true.txt", false);
    println!("{told}{false_alarms}");
    assert_eq!((of, among), (140, 140), "ten of each kind, and as many that are true");
    assert!(found * 100 >= of * 95, "{found} of {of} false claims were found\n{told}");
    assert!(alarms * 100 <= among * 5, "{alarms} false alarms in {among} true sentences\n{false_alarms}");
}

#[test]
fn a_finding_stands_at_its_words_and_names_a_figure_of_its_edition() {
    let (network, figures) = network();
    let words = Words::english();
    let guard = Guard::new(&network, &figures, &words);
    let all: Vec<Sentence> = ["false.txt", "true.txt"].into_iter().flat_map(sentences).collect();
    let text = all.iter().map(|sentence| sentence.text.as_str()).collect::<Vec<_>>().join("\n\n");
    let alone: usize = all.iter().map(|sentence| guard.findings(&sentence.text).len()).sum();
    let findings = guard.findings(&text);
    assert_eq!(findings.len(), alone, "no sentence changes what another says");
    let mut told = 0;
    for finding in &findings {
        let said = text.get(finding.start..finding.end).expect("it stands in the text");
        assert!(!said.contains('\n') && !said.is_empty(), "“{said}” are words of one sentence");
        if finding.weight == Weight::Unproved {
            assert!(finding.figure.is_none(), "{}", finding.message);
            continue;
        }
        told += 1;
        let (id, year) = finding.figure.as_ref().expect("it names a figure");
        let edition = figures.iter().find(|edition| edition.year == *year).expect("there is an edition of that year");
        assert!(edition.get(id).is_some(), "the edition of {year} has no figure {id}: {}", finding.message);
        assert!(finding.help.is_some(), "{}", finding.message);
    }
    assert!(told >= 95, "{told} findings were looked at");
}

#[test]
fn every_edition_reads_its_own_numbers() {
    let (network, figures) = network();
    let words = Words::english();
    for (place, edition) in figures.iter().enumerate() {
        let Some(projects) = edition.count("projects") else { continue };
        let guard = Guard::new(&network, &figures, &words).against(place);
        let weights = |text: &str| guard.findings(text).iter().map(|finding| finding.weight).collect::<Vec<_>>();
        assert_eq!(weights(&format!("The network lists {projects} projects.")), [], "{}", edition.year);
        assert_eq!(
            weights(&format!("The network lists {} projects.", projects + 1)),
            [Weight::Untrue],
            "{}",
            edition.year
        );
        // What is to come is proved by nothing.
        let next = edition.year + 1;
        assert_eq!(
            weights(&format!("In {next} the network lists 99 projects.")),
            [Weight::Unproved],
            "{}",
            edition.year
        );
    }
}

/// What no figure tells of is no fault, however near it is to what the figures count.
#[test]
fn what_may_be_meant_otherwise_is_left_alone() {
    let (network, figures) = network();
    let words = Words::english();
    let guard = Guard::new(&network, &figures, &words);
    for text in [
        "Two projects were completed with help of the Sample Fund.",
        "Two projects were completed with help from abroad.",
        "In 2023, three cities joined the harbour study.",
        "Three projects of Exampleton won a prize.",
        "1. The list of 2024 is long.\n2. It has 60 projects.",
        "Guests from Proofport, Testonia, and Draftonia met.",
        "Museum portal sites are completed.",
        "The Example Bank for Towns financed 12 projects in Exampleton.",
        "Exampleton reported that four of its projects face delays.",
        "Work on phase 2 of Flood Watch is completed.",
        "By 2030, half of all projects should be completed.",
        "| Focus area | 2023 | 2024 |\n|---|---|---|\n| Town Life | 13 | 15 |\n| **All projects** | 46 | 60 |",
        "| Member State | Cities | Projects |\n|---|---|---|\n| Testonia | 3 | 15 |\n| Total | 13 | 60 |",
        "| City | Budget, million | Benches |\n|---|---|---|\n| Exampleton | 12 | 40 |",
        "Partnerships rose by 20%, from 20 to 24.",
    ] {
        let findings = guard.findings(text);
        let told: Vec<_> = findings.iter().filter(|finding| finding.weight != Weight::Unproved).collect();
        assert!(told.is_empty(), "{text}: {told:?}");
    }
    for text in [
        "Of these, 24 are completed, 21 on-going and 16 in planning.",
        "Town Life (26%) and Clean Water (25%) are second.",
        "All projects of Mockhaven are completed.",
        "Every second project is completed.",
        "The network lists 60 projects, 14 more than in 2023, a growth of 25.6%.",
        "Draftonia is the Member State with the most projects.",
        "The Member States with the most projects are Testonia and Proofland.",
        "| Focus area | 2023 | 2024 |\n|---|---|---|\n| Town Life | 12 | 15 |",
        "| Member State | Cities | Projects |\n|---|---|---|\n| Total | 14 | 60 |",
        "| Status | Number | % |\n|---|---|---|\n| Completed | 23 | 40 |",
        "Partnerships rose from 20 to 24, by 25%.",
        "Partnerships rose by 20%, from 18 to 24.",
    ] {
        let findings = guard.findings(text);
        let told = findings.iter().filter(|finding| finding.weight != Weight::Unproved).count();
        assert_eq!(told, 1, "{text}: {findings:?}");
    }
}

#[test]
fn markdown_is_read_as_it_is_seen() {
    let (network, figures) = network();
    let words = Words::english();
    let guard = Guard::new(&network, &figures, &words);
    let said = |text: &str| {
        let findings = guard.findings(text);
        let told = findings.iter().filter(|finding| finding.weight != Weight::Unproved);
        told.map(|finding| text[finding.start..finding.end].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(said("# The network lists **61** projects\n\nIt grows."), ["61** projects"]);
    assert_eq!(said("- Proofport lists nine\n  projects;\n- Testford lists *eight* projects."), ["nine\n  projects"]);
    assert_eq!(said("See [the list](https://example.org/61-projects) and `61 projects`."), Vec::<String>::new());
    assert_eq!(said("```\nThe network lists 61 projects.\n```"), Vec::<String>::new());
    assert_eq!(said("The network lists {{ projects }} projects, 61 projects."), ["61 projects"]);
}

#[test]
fn a_waiver_holds_for_its_words_and_for_nothing_else() {
    let (network, figures) = network();
    let words = Words::english();
    let guard = Guard::new(&network, &figures, &words);
    let text = "The network lists 61 projects. A lane of 12 km was built.\n\n[^checked]: \"61 projects\": Example Report, page 4\n";
    let checked = guard.checked(text);
    assert_eq!((checked.waived, checked.idle.len()), (1, 0));
    let left: Vec<&str> = checked.findings.iter().map(|finding| &text[finding.start..finding.end]).collect();
    assert_eq!(left, ["12 km"], "what nobody has checked is still listed");
    for idle in
        ["[^checked]: \"62 projects\": Example Report", "[^checked]: \"61 projects\":", "[^checked]: 61 projects"]
    {
        let text = format!("The network lists 61 projects.\n\n{idle}\n");
        let checked = guard.checked(&text);
        assert_eq!((checked.waived, checked.idle.len(), checked.findings.len()), (0, 1, 1), "{idle}");
        assert_eq!(&text[checked.idle[0].start..checked.idle[0].end], idle);
    }
}

#[test]
fn every_list_of_words_is_used_and_every_name_has_its_list() {
    let (network, figures) = network();
    let words = Words::english();
    let guard = Guard::new(&network, &figures, &words);
    let lists: BTreeSet<&str> = guard.lists().into_iter().collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/audit/prose");
    let files = std::fs::read_dir(folder).expect("the folder can be read").flatten();
    let code: String = files.map(|file| std::fs::read_to_string(file.path()).expect("it can be read")).collect();
    for list in &lists {
        let is_used =
            list.starts_with("fraction-") || list.starts_with("adjective-") || code.contains(&format!("\"{list}\""));
        assert!(is_used, "nobody reads the list `{list}`");
    }
    for after in code.split(".is(\"").skip(1) {
        let name = after.split('"').next().unwrap_or_default();
        assert!(lists.contains(name), "there is no list `{name}`");
    }
}

/// The kept paper of a fault, a doubt, something unproved and a waiver, as the command tells of it.
#[test]
fn the_command_tells_faults_at_their_words_and_lists_the_rest() {
    let desk = Desk::with("tests/prose/inputs");
    let paper =
        "# Paper\n\nThe network lists 46 projects on a 12 km lane.\n\n[^checked]: \"12 km\": City plan, page 4\n";
    std::fs::write(desk.at("paper.md"), paper).expect("it can be written");
    let run = desk.run(&["prose", "paper.md", "--year", "2024"]);
    let (out, err) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert_eq!(run.status.code(), Some(0), "a doubt is no failure: {err}");
    assert!(err.contains("warning[doubtful-claim]: the text says “46 projects”"), "{err}");
    assert!(err.contains("paper.md:3:19") && err.contains("so it was in 2023"), "{err}");
    assert!(err.contains("write 60") && err.contains("`explain projects --year 2024`"), "{err}");
    assert!(out.contains("0 claims that no figure tells of; 1 waived."), "{out}");
    assert_eq!(desk.run(&["prose", "paper.md", "--year", "2024", "--strict"]).status.code(), Some(1));
    // Against its own edition the number is right.
    let run = desk.run(&["prose", "paper.md", "--year", "2023"]);
    assert!(run.stderr.is_empty(), "{}", String::from_utf8_lossy(&run.stderr));

    std::fs::write(desk.at("paper.md"), "The network lists 46 projects, and 300 sensors.").expect("it can be written");
    let run = desk.run(&["prose", "paper.md", "--year", "2024"]);
    let (out, err) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert_eq!(run.status.code(), Some(1), "{err}");
    assert!(err.contains("error[untrue-claim]"), "{err}");
    assert!(out.contains("paper.md:1:36: no figure tells of “300 sensors”"), "{out}");
    let run = desk.run(&["prose", "paper.md", "--year", "2024", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_slice(&run.stdout).expect("it is JSON");
    assert_eq!(told.as_array().map(Vec::len), Some(1), "{told}");
    assert_eq!(desk.run(&["prose", "none.md", "--year", "2024"]).status.code(), Some(2), "there is no such file");
    assert_eq!(desk.run(&["prose", "--year", "1999"]).status.code(), Some(2), "there is no such edition");
}

#[test]
fn the_record_says_nothing_that_its_figures_contradict() {
    let desk = Desk::with("inputs");
    for year in ["2018", "2022", "2023", "2024"] {
        let run = desk.run(&["prose", "--year", year, "--strict"]);
        assert_eq!(run.status.code(), Some(0), "{year}: {}", String::from_utf8_lossy(&run.stderr));
    }
}

/// What a plan, a programme and the ledger say that the figures have otherwise, and what waives it.
#[test]
fn the_texts_of_plans_programmes_and_the_ledger_are_read() {
    let waiver = |words: &str| format!("checked: [{{ words: {words}, reason: \"Example Report, page 4\" }}]");
    let write = |desk: &Desk, is_waived: bool| {
        let entry = |words: &str| if is_waived { waiver(words) } else { String::new() };
        let plans = format!(
            "sources:\n  - id: plan\n    document: Example plans\nplans:\n  - city: proofport\n    as_of: 2020\n    \
             vision: Proofport lists nine projects.\n    focus_areas_as_labelled: [Roads]\n    \
             focus_areas: [roads-rails]\n    mapping: published\n    projects: []\n    source: plan\n    \
             targets:\n      - id: aim\n        text: Lamps light the harbour\n        kind: done-or-not\n    {}\n",
            entry("nine projects")
        );
        let ledger = format!(
            "sources:\n  - id: note\n    document: Example note\nsteps:\n  - from: 2023\n    to: 2024\n    \
             source: note\n    confidence: published\n    events:\n      - event: city-joined\n        \
             city: draftonburg\n        date: 2024-03-01\n        reason: Draftonburg joined in 2023.\n        {}\n",
            entry("in 2023")
        );
        std::fs::write(desk.at("inputs/plans.yaml"), plans).expect("it can be written");
        std::fs::write(desk.at("inputs/lineage.yaml"), ledger).expect("it can be written");
        let fact = "what: The network lists 61 projects.";
        if is_waived {
            desk.edit("programmes.yaml", "kind: fund", &format!("kind: fund\n    {}", waiver("61 projects")));
        } else {
            desk.edit("programmes.yaml", "what: Founded", fact);
        }
    };
    let desk = Desk::with("tests/prose/inputs");
    write(&desk, false);
    let run = desk.run(&["check"]);
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    assert_eq!(run.status.code(), Some(0), "{told}");
    for (said, file) in
        [("“nine projects”", "plans.yaml:7"), ("“2023”", "lineage.yaml:13"), ("“61 projects”", "programmes.yaml:14")]
    {
        assert!(told.contains(said) && told.contains(file), "{said} at {file}: {told}");
    }
    assert_eq!(told.matches("warning[doubtful-claim]").count(), 3, "{told}");
    write(&desk, true);
    let run = desk.run(&["check"]);
    let told = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(!told.contains("-claim]") && !told.contains("idle-waiver"), "{told}");
}

#[test]
fn a_table_is_what_markdown_makes_of_it() {
    let (network, figures) = network();
    let words = Words::english();
    let guard = Guard::new(&network, &figures, &words);
    let told = |text: &str| {
        let told = guard.findings(text).into_iter().filter(|finding| finding.weight != Weight::Unproved);
        told.map(|finding| text[finding.start..finding.end].to_owned()).collect::<Vec<_>>()
    };
    // Without outer bars, in a list, and with a bar inside a cell.
    assert_eq!(told("Focus area | Projects\n---|---\nClean Water | 17\n"), ["17"]);
    assert_eq!(told("- Of 2024:\n\n  | Focus area | Projects |\n  |---|---|\n  | Clean Water | 17 |\n"), ["17"]);
    assert_eq!(told("| Focus \\| area | Projects |\n|---|---|\n| Clean Water | 17 |\n"), ["17"]);
    // What looks like one between fences is none.
    assert_eq!(told("```\n| Focus area | Projects |\n|---|---|\n| Clean Water | 17 |\n```\n"), Vec::<String>::new());
}

#[test]
fn only_a_text_that_says_nothing_of_figures_is_silent() {
    let (network, figures) = network();
    let guard = Guard::new(&network, &figures, &Words::english());
    let city = network.cities.first().map_or("", |city| city.code.name.as_str());
    let silent =
        ["Plants trees along the river, and tells everybody about it in plain words.", "", "Trees.\n\nAnd benches."];
    for text in silent {
        assert!(guard.read(text).is_silent(), "“{text}” says something");
    }
    let speaking = [
        format!("Plants trees in {city}."),
        "Plants twelve trees.".to_owned(),
        "Plants trees. They were planted in 2021.".to_owned(),
        "The number of projects has doubled.".to_owned(),
        "The number of projects remained the same.".to_owned(),
        "Most projects are completed.".to_owned(),
        "| Trees | Benches |\n| --- | --- |".to_owned(),
    ];
    for text in speaking {
        assert!(!guard.read(&text).is_silent(), "“{text}” is not heard");
    }
}
