//! The program from outside: what it says, what it leaves on disk, and its exit codes.

use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A folder with inputs in it, in which the program is started.
pub(super) struct Desk(TempDir);

impl Desk {
    pub(super) fn new() -> Self {
        Self::with("tests/rejects/base")
    }

    /// A desk with a copy of the files of that folder of the project as inputs.
    pub(super) fn with(folder: &str) -> Self {
        let desk = Self(tempfile::tempdir().expect("there is room"));
        let inputs = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let mut folders = vec![inputs.clone()];
        while let Some(folder) = folders.pop() {
            let inside = folder.strip_prefix(&inputs).expect("it is inside");
            fs::create_dir(desk.at("inputs").join(inside)).expect("the folder is new");
            for entry in fs::read_dir(&folder).expect("the folder is there") {
                let path = entry.expect("it can be read").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let inside = path.strip_prefix(&inputs).expect("it is inside");
                    fs::copy(&path, desk.at("inputs").join(inside)).expect("it can be copied");
                }
            }
        }
        desk
    }

    pub(super) fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub(super) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ascn-report"));
        command.args(arguments).current_dir(self.0.path()).stdin(Stdio::null());
        command
    }

    pub(super) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().expect("the program starts")
    }

    /// Changes the text of an input file; the text must be there.
    pub(super) fn edit(&self, file: &str, from: &str, to: &str) {
        let path = self.at("inputs").join(file);
        let text = fs::read_to_string(&path).expect("it can be read");
        assert!(text.contains(from), "{file} holds {from}");
        fs::write(path, text.replace(from, to)).expect("it can be written");
    }

    /// Every file below `output`, with its bytes.
    pub(super) fn output(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.at("output")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("the output is there") {
                let path = entry.expect("it can be read").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let bytes = fs::read(&path).expect("it can be read");
                    files.insert(path, bytes);
                }
            }
        }
        files
    }
}

pub(super) fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

pub(super) fn told(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("it is text")
}

pub(super) fn complained(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("it is text")
}

#[test]
fn build_says_what_it_made_and_where_to_open_it() {
    let desk = Desk::new();
    let run = desk.run(&["build"]);
    assert_eq!(code(&run), 0, "{}", complained(&run));
    let last = told(&run).lines().last().unwrap_or_default().to_owned();
    assert_eq!(last, format!("Open {}", Path::new("output").join("index.html").display()));
    assert!(desk.at("output/index.html").is_file());
    assert!(desk.at("output/2024/report.html").is_file());
    let again = desk.run(&["build"]);
    assert!(told(&again).contains("(0 new or changed)"), "{}", told(&again));
}

#[test]
fn one_year_is_made_anew_and_the_others_are_carried_over() {
    let desk = Desk::new();
    assert_eq!(code(&desk.run(&["build"])), 0);
    let before = desk.output();
    desk.edit("framework.yaml", "name: Open Places", "name: Quiet Places");
    let run = desk.run(&["build", "--year", "2024"]);
    assert_eq!(code(&run), 0, "{}", complained(&run));
    let after = desk.output();
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    for (path, bytes) in &after {
        let inside = path.strip_prefix(desk.at("output")).expect("it is inside");
        let is_other_edition = inside.starts_with("2023");
        assert!(!is_other_edition || before[path] == *bytes, "{} was not carried over", inside.display());
    }
    assert_ne!(before[&desk.at("output/2024/report.html")], after[&desk.at("output/2024/report.html")]);
    assert_eq!(before[&desk.at("output/index.html")], after[&desk.at("output/index.html")]);
}

#[test]
fn faults_leave_the_old_output_as_it_was() {
    let desk = Desk::new();
    assert_eq!(code(&desk.run(&["build"])), 0);
    let before = desk.output();
    desk.edit("2024.yaml", "as_of: 2024", "as_of: 2025");
    let run = desk.run(&["build"]);
    assert_eq!(code(&run), 1);
    assert!(complained(&run).contains("error[cut-off-outside-year]"), "{}", complained(&run));
    assert!(complained(&run).contains("inputs/2024.yaml:"), "{}", complained(&run));
    assert!(complained(&run).contains("Nothing was written"), "{}", complained(&run));
    assert!(!complained(&run).contains('\u{1b}'), "no colours where nobody sees them");
    assert_eq!(before, desk.output());
}

#[test]
fn what_a_person_added_is_never_overwritten() {
    let desk = Desk::new();
    assert_eq!(code(&desk.run(&["build"])), 0);
    fs::write(desk.at("output/notes.txt"), "mine").expect("it can be written");
    let before = desk.output();
    let run = desk.run(&["build"]);
    assert_eq!(code(&run), 2);
    assert!(complained(&run).contains("notes.txt"), "{}", complained(&run));
    assert_eq!(before, desk.output());
}

#[test]
fn what_cannot_be_done_is_said_with_its_cause() {
    let desk = Desk::new();
    let year = desk.run(&["build", "--year", "1999"]);
    assert_eq!((code(&year), told(&year).as_str()), (2, ""));
    assert!(complained(&year).contains("no snapshot of 1999; there are 20"), "{}", complained(&year));
    let folder = desk.run(&["build", "--inputs", "elsewhere"]);
    assert_eq!(code(&folder), 2);
    assert!(complained(&folder).contains("elsewhere"), "{}", complained(&folder));
    assert_eq!(code(&desk.run(&["build", "--out", "inputs"])), 2, "the output is not the inputs");
    assert_eq!(code(&desk.run(&["build", "--out", "inputs/made"])), 2, "nor inside them");
    assert_eq!(code(&desk.run(&["bulid"])), 2);
    assert!(!desk.at("output").exists());
}

#[test]
fn a_difference_that_nobody_explains_is_told_at_its_number_when_it_counts() {
    let desk = Desk::new();
    desk.edit(
        "2024.yaml",
        "  explained:\n    - figures: [\"projects.by-focus-area.*\"]\n      why: The share was cut, not rounded.\n",
        "",
    );
    assert_eq!(told(&desk.run(&["check", "--format", "json"])).trim(), "[]", "it is a finding of the audit");
    let run = desk.run(&["check", "--strict", "--format", "json"]);
    let listed: serde_json::Value = serde_json::from_slice(&run.stdout).expect("JSON");
    let fault = &listed[0];
    assert_eq!((code(&run), &fault["code"]), (1, &"unexplained-difference".into()), "{listed:#}");
    let text = fs::read_to_string(desk.at("inputs/2024.yaml")).expect("the snapshot");
    let line = text.lines().position(|line| line.contains("clear-water: 66%")).expect("it is there") + 1;
    assert_eq!(fault["line"], line, "{fault:#}");
    let shown = complained(&desk.run(&["build", "--strict"]));
    assert!(shown.contains("clear-water: 66%") && shown.contains("explained:"), "{shown}");
    let left: Vec<_> =
        fs::read_dir(desk.at("")).expect("the desk").map(|entry| entry.expect("it").file_name()).collect();
    assert_eq!(left, ["inputs"], "the files that were made are gone");
    assert!(told(&desk.run(&["explain", "unexplained-difference"])).contains("--strict"));
}

#[test]
fn check_writes_nothing() {
    let desk = Desk::new();
    let run = desk.run(&["check"]);
    assert_eq!(code(&run), 0, "{}", complained(&run));
    assert!(told(&run).contains("Nothing was written."), "{}", told(&run));
    assert!(!desk.at("output").exists());
    assert_eq!(code(&desk.run(&["check", "--strict"])), 0, "nothing is wrong, and every difference is explained");
    desk.edit("2023.yaml", "title: Example Park", "title: Example Garden");
    assert_eq!(code(&desk.run(&["check"])), 0, "another title is told, and stops nothing");
    assert_eq!(code(&desk.run(&["check", "--strict"])), 1);
    desk.edit("2024.yaml", "value: 3", "value: 4");
    assert_eq!(code(&desk.run(&["check"])), 1, "a total that differs needs a reason");
}

#[test]
fn other_programs_are_told_the_same() {
    let desk = Desk::new();
    desk.edit("2024.yaml", "as_of: 2024", "as_of: 2025");
    let run = desk.run(&["check", "--format", "json"]);
    assert_eq!(code(&run), 1);
    let faults: Value = serde_json::from_str(&told(&run)).expect("it is JSON");
    let fault = faults.as_array().and_then(|all| all.iter().find(|one| one["code"] == "cut-off-outside-year"));
    let fault = fault.expect("the fault is told");
    assert_eq!(fault["severity"], "error");
    assert_eq!(fault["file"], "inputs/2024.yaml");
    let text = fs::read_to_string(desk.at("inputs/2024.yaml")).expect("it can be read");
    let line = text.lines().position(|line| line.starts_with("as_of:")).expect("it is there") + 1;
    assert_eq!((fault["line"].as_u64(), fault["column"].as_u64()), (Some(line as u64), Some(8)));
    assert_eq!(fault["end"]["column"].as_u64(), Some(18));

    let run = desk.run(&["check", "--format", "sarif"]);
    let log: Value = serde_json::from_str(&told(&run)).expect("it is JSON");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules: Vec<&Value> = run["tool"]["driver"]["rules"].as_array().expect("a list").iter().collect();
    for result in run["results"].as_array().expect("a list") {
        assert!(rules.iter().any(|rule| rule["id"] == result["ruleId"]), "{result} names a rule");
    }
    let location = &run["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(location["artifactLocation"]["uri"], "inputs/2024.yaml");
}

#[test]
fn a_closed_pipe_does_not_stop_the_writing() {
    let desk = Desk::new();
    let mut child =
        desk.command(&["build"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    drop(child.stdout.take());
    drop(child.stderr.take());
    let status = child.wait().expect("it ends");
    assert_eq!(status.code(), Some(0));
    assert!(desk.at("output/2024/report.html").is_file());
}

#[test]
fn the_same_bytes_in_any_locale_zone_and_folder() {
    let (here, there) = (Desk::new(), Desk::new());
    assert_eq!(code(&here.run(&["build"])), 0);
    let mut command = there.command(&["build"]);
    command.env_clear().env("LC_ALL", "tr_TR.UTF-8").env("TZ", "Asia/Bangkok").env("COLUMNS", "20");
    assert_eq!(command.output().expect("the program starts").status.code(), Some(0));
    let names = |desk: &Desk| -> Vec<(PathBuf, Vec<u8>)> {
        let root = desk.at("output");
        desk.output()
            .into_iter()
            .map(|(path, bytes)| (path.strip_prefix(&root).expect("inside").to_owned(), bytes))
            .collect()
    };
    assert!(names(&here) == names(&there));
}

#[test]
fn a_file_saved_as_utf_16_is_told_as_such() {
    let desk = Desk::new();
    let text = fs::read_to_string(desk.at("inputs/2024.yaml")).expect("it can be read");
    let wide = std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes);
    fs::write(desk.at("inputs/2024.yaml"), wide.collect::<Vec<u8>>()).expect("it can be written");
    let run = desk.run(&["check"]);
    assert_eq!(code(&run), 1);
    assert!(complained(&run).contains("is not UTF-8 text: it is saved as UTF-16"), "{}", complained(&run));
}

#[test]
fn a_city_checks_its_own_file_before_it_is_sent_in() {
    let desk = Desk::new();
    let file = "year: 2025\nrecords:\n  - id: example-wall\n    city: example-city\n    title: Example Wall\n    \
                focus_area: open-places\n    status: planning\n    description: Builds a wall.\n    source: list\n";
    fs::write(desk.at("city.yaml"), file).expect("it can be written");
    let sound = desk.run(&["check", "city.yaml"]);
    assert_eq!(code(&sound), 0, "{}", complained(&sound));
    fs::write(desk.at("city.yaml"), file.replace("open-places", "open-palces")).expect("it can be written");
    let faulty = desk.run(&["check", "city.yaml"]);
    assert_eq!(code(&faulty), 1);
    for part in ["city.yaml:6:17", "project “Example Wall” of Example City", "did you mean `open-places`?"] {
        assert!(complained(&faulty).contains(part), "{part} in\n{}", complained(&faulty));
    }
    assert!(!desk.at("output").exists());
}

#[test]
fn a_new_year_is_carried_forward_and_waits_to_be_filled_in() {
    let desk = Desk::new();
    let made = desk.run(&["new", "2025", "--from", "2024"]);
    assert_eq!(code(&made), 0, "{}", complained(&made));
    let text = told(&made);
    assert!(text.contains("title: 'Sample River'") && text.contains("carried_from: 2024"), "{text}");
    assert!(text.contains("with one of `planning`, `on-going`") && text.contains("    status:  # 2024: "), "{text}");
    fs::write(desk.at("inputs/2025.yaml"), &text).expect("it can be written");
    let empty = desk.run(&["check", "--format", "json"]);
    assert_eq!(code(&empty), 1, "every empty value is a fault until it is filled in");
    let faults: Value = serde_json::from_str(&told(&empty)).expect("it is JSON");
    let of = |name: &str| faults.as_array().expect("a list").iter().filter(|fault| fault["code"] == name).count();
    let projects = text.matches("  - id: ").count();
    assert_eq!((projects, of("missing-value")), (3, 4), "three statuses and the cut-off");

    let filled = text.replace("status:  #", "status: planning  #").replace("as_of:\n", "as_of: 2025-09-30\n");
    fs::write(desk.at("inputs/2025.yaml"), filled).expect("it can be written");
    let run = desk.run(&["check"]);
    assert_eq!(code(&run), 0, "{}", complained(&run));
    assert_eq!(complained(&run).matches("warning[not-confirmed]").count(), 3, "{}", complained(&run));
    assert!(told(&run).contains("2025: 3 projects"), "{}", told(&run));
    assert_eq!(code(&desk.run(&["new", "2024", "--from", "2024"])), 2);
}

#[test]
fn explain_shows_a_rule_broken_and_mended() {
    let desk = Desk::new();
    let known = desk.run(&["explain", "not-a-member"]);
    assert_eq!(code(&known), 0);
    for part in ["not-a-member (error", "A city cannot report before it joined", "Broken:", "Mended:"] {
        assert!(told(&known).contains(part), "{part} in\n{}", told(&known));
    }
    let mistyped = desk.run(&["explain", "not-a-membre"]);
    assert_eq!(code(&mistyped), 2);
    assert!(complained(&mistyped).contains("did you mean `not-a-member`?"), "{}", complained(&mistyped));
}

#[test]
fn readme_shows_a_fault_as_it_looks() {
    let desk = Desk::with("inputs");
    let start = "    title: Digital Identity\n    focus_area: civic-";
    desk.edit("2024.yaml", &format!("{start}social"), &format!("{start}socail"));
    let complaint = complained(&desk.run(&["check"]));
    let fault = complaint.split("\n\n").next().unwrap_or_default();
    let readme = include_str!("../README.md");
    assert!(readme.contains(&format!("```text\n{fault}\n```")), "README shows something else than\n{fault}");
}

#[test]
fn help_reads_like_a_manual_page() {
    let desk = Desk::new();
    let help = told(&desk.run(&["--help"]));
    for part in ["EXIT CODES", "EXAMPLES", "FILES", "build", "check", "output/index.html"] {
        assert!(help.contains(part), "{part} in\n{help}");
    }
    let schema: Value = serde_json::from_str(&told(&desk.run(&["schema", "snapshot"]))).expect("it is JSON");
    assert_eq!(schema["title"], "a snapshot");
}

#[test]
fn audit_tells_each_cause_with_its_numbers_and_their_lines() {
    let desk = Desk::with("inputs");
    let run = desk.run(&["audit", "--year", "2022"]);
    assert_eq!((code(&run), complained(&run)), (0, String::new()));
    let expected = "\
2022: printed numbers 155, of these compared with the records 155, of these agreeing 154.
  Introduction: not every share is rounded half up or by the largest remainders; by neither: Completed 2.94%.
  Exhibit 1: every share is rounded half up by itself.
  Exhibit 3: every share is rounded half up by itself.

  1. Unexplained. The publication does not agree with its own numbers.
     inputs/2022.yaml:40: Introduction, Completed: 2.94% printed, 2.60% computed (Share, from the records).
     inputs/2022.yaml:38: Introduction, All projects: 100.34% printed, 100% computed (Sum of the printed shares).
     Printed in ASCN Monitoring and Evaluation Report 2022 (as of 21 September 2022), pages 4-6.

  2. Explained. Each share is right, and rounded by itself.
     inputs/2022.yaml:144: Exhibit 3, Cambodia: 100.01% printed, 100% computed (Sum of the printed shares).
     Printed in ASCN Monitoring and Evaluation Report 2022 (as of 21 September 2022), pages 4-6.

2 findings; unexplained: 1.
";
    assert_eq!(told(&run), expected);
    assert_eq!(code(&desk.run(&["audit", "--year", "2022", "--strict"])), 1);
    assert_eq!(code(&desk.run(&["audit", "--year", "2018", "--strict"])), 0);
    assert_eq!(code(&desk.run(&["audit", "--year", "1999"])), 2);
    assert!(!desk.at("output").exists(), "the audit writes nothing");
}

#[test]
fn audit_tells_other_programs_and_stops_at_faults() {
    let desk = Desk::with("inputs");
    let years: Value = serde_json::from_str(&told(&desk.run(&["audit", "--format", "json"]))).expect("it is JSON");
    let years = years.as_array().expect("one a year");
    let told_years: Vec<i64> = years.iter().filter_map(|year| year["year"].as_i64()).collect();
    assert_eq!(told_years, [2018, 2021, 2022, 2023, 2024]);
    let slip = &years[2]["findings"][0];
    assert_eq!((&slip["cause"], &slip["is_explained"]), (&"own-numbers".into(), &false.into()));
    let cell = &slip["differences"][0];
    assert_eq!((&cell["file"], &cell["line"]), (&"inputs/2022.yaml".into(), &40.into()));
    assert_eq!((&cell["printed"], &cell["counted"], &cell["pages"]), (&"2.94%".into(), &"2.60%".into(), &"4-6".into()));
    assert_eq!(cell["figure"], "projects.by-status.completed.share");
    desk.edit("2022.yaml", "focus_area: civic-social", "focus_area: civic-socail");
    let run = desk.run(&["audit"]);
    assert_eq!((code(&run), told(&run)), (1, String::new()));
    assert!(complained(&run).contains("unknown-reference"));
}
