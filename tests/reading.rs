//! Reading: its limits to the last unit, odd files, and what is shown of a file that is no longer in memory.

mod limits;
mod twins;

use ascn_report::diagnostic::{Diagnostics, Style, render};
use ascn_report::load::{self, written::Inputs};
use ascn_report::source::LONGEST_LINE;
use ascn_report::{Outcome, Scope, make, rules};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A folder with sound inputs of invented cities.
struct Inbox(TempDir);

impl Inbox {
    fn new() -> Self {
        let inbox = Self(tempfile::tempdir().expect("there is room"));
        fs::create_dir(inbox.0.path().join("inputs")).expect("the folder is new");
        let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rejects/base");
        for entry in fs::read_dir(base).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            fs::copy(&path, inbox.at(&path.file_name().expect("it has a name").to_string_lossy()))
                .expect("there is room");
        }
        inbox
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join("inputs").join(name)
    }

    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.at(name)).expect("it is text")
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.at(name), text).expect("there is room");
    }

    /// What the library finds in the folder.
    fn look(&self) -> (Inputs, Diagnostics) {
        let mut found = Diagnostics::default();
        let inputs = load::inputs(&self.at(""), &mut found).expect("readable inputs");
        rules::check(&inputs, &mut found);
        (inputs, found)
    }

    fn make(&self) -> Outcome {
        make(&self.at(""), &self.at("none"), Scope::All).expect("readable inputs")
    }

    /// The exit code of the program, started beside the folder, and what it told on both streams; 124 if it hangs.
    fn run(&self, arguments: &[&str]) -> (Option<i32>, String, String) {
        let mut command = Command::new("timeout");
        let command = command.args(["60", env!("CARGO_BIN_EXE_ascn-report")]).args(arguments);
        let output = command.current_dir(self.0.path()).stdin(Stdio::null()).output().expect("it starts");
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (output.status.code(), text(&output.stdout), text(&output.stderr))
    }

    /// The fault of that name as a person sees it.
    fn shown(&self, code: &str) -> String {
        let outcome = self.make();
        let sources = &outcome.inputs.sources;
        let all = outcome.found.sorted(sources);
        let fault = all.iter().find(|fault| fault.code == code).expect("there is such a fault");
        render(fault, sources, Style::Plain)
    }
}

#[test]
fn defaults_may_stand_before_or_after_the_records() {
    let (before, after) = (Inbox::new(), Inbox::new());
    let text = before.text("2024.yaml");
    let start = text.find("defaults:").expect("it is there");
    let end = text.find("returns:").expect("it is there");
    let moved = format!("{}{}{}", &text[..start], &text[end..], &text[start..end]);
    assert!(moved.find("defaults:") > moved.find("records:"));
    after.write("2024.yaml", &moved);
    let [one, other] = [before, after].map(|inbox| inbox.make().bundle.expect("a report"));
    // The list of the files of inputs has another hash of this one.
    let [one, other] = [&one, &other].map(|made| made.files().filter(|(path, _)| !path.ends_with("manifest.json")));
    assert!(one.eq(other));
}

#[test]
fn a_file_that_changes_meanwhile_is_not_shown_by_its_lines() {
    let inbox = Inbox::new();
    let text = inbox.text("2024.yaml").replace("page: 5", "pgae: 5");
    for changed in [format!("# one line more\n{text}"), text.replace("2024-09-25", "2024-09-26")] {
        inbox.write("2024.yaml", &text);
        let (mut inputs, found) = inbox.look();
        inbox.write("2024.yaml", &changed);
        load::reread(&mut inputs.sources, &found, std::iter::empty());
        let faults = found.sorted(&inputs.sources);
        let shown = render(faults[0], &inputs.sources, Style::Plain);
        assert!(shown.contains("2024.yaml\n"), "{shown}");
        assert!(shown.contains("the file has changed since it was read"), "{shown}");
        assert!(!shown.contains("| "), "no line of it is shown: {shown}");
        inbox.write("2024.yaml", &text);
        load::reread(&mut inputs.sources, &found, std::iter::empty());
        let shown = render(faults[0], &inputs.sources, Style::Plain);
        assert!(shown.contains("pgae: 5") && !shown.contains("has changed"), "{shown}");
    }
}

#[test]
fn two_places_far_apart_are_shown_in_two_pieces() {
    let inbox = Inbox::new();
    let text = inbox.text("2024.yaml");
    let first = text.lines().position(|line| line == "  - id: example-park").expect("it is there") + 1;
    let twice = |gap: usize| {
        let again = "  - id: example-park\n    city: example-city\n    title: Example Wall\n    focus_area: open-places\n    \
                     status: planning\n    description: Builds a wall.\n";
        inbox.write("2024.yaml", &format!("{text}{}{again}", "# nothing\n".repeat(gap)));
        inbox.shown("duplicate-id")
    };
    let lines = text.lines().count();
    for gap in [0, 3000, 6000] {
        let shown = twice(gap);
        let second = lines + gap + 1;
        for line in [format!("{first} |   - id: example-park"), format!("{second} |   - id: example-park")] {
            assert!(shown.contains(&line), "{line} in\n{shown}");
        }
        assert!(shown.contains(&format!("2024.yaml:{second}:9\n")) && shown.contains("first here"), "{shown}");
        assert_eq!(shown.contains(&format!("2024.yaml:{first}:9\n")), gap == 6000, "{shown}");
        assert!(!shown.contains("nothing"), "{shown}");
    }
}

#[test]
fn a_line_too_long_to_be_shown_is_told_by_its_place() {
    let inbox = Inbox::new();
    let record = "{id: example-wall, city: example-city, title: Example Wall, focus_area: open-places, status: planning, \
                  description: Builds a wall., pgae: 5}";
    let text = inbox.text("2024.yaml");
    let start = text.find("records:").expect("it is there");
    let line = |length: usize| {
        let blanks = length - "records: [".len() - record.len() - "]\n".len();
        format!("{}records: [{}{record}]\n", &text[..start], " ".repeat(blanks))
    };
    inbox.write("2024.yaml", &line(LONGEST_LINE));
    assert!(inbox.shown("unknown-key").contains("pgae: 5"), "a line of that length is shown");
    inbox.write("2024.yaml", &line(LONGEST_LINE + 1));
    assert!(!inbox.shown("unknown-key").contains("pgae: 5"), "a longer one is not");
    let long = format!("{}records: [{}{record}]\n", &text[..start], " ".repeat(LONGEST_LINE));
    inbox.write("2024.yaml", &long);
    let shown = inbox.shown("unknown-key");
    let column = LONGEST_LINE + "records: [".len() + record.find("pgae").expect("it is there") + 1;
    let line = text[..start].lines().count() + 1;
    assert!(shown.contains(&format!("2024.yaml:{line}:{column}\n")) && shown.len() < 500, "{shown}");
}

#[test]
fn faults_before_a_syntax_error_are_told_with_it() {
    let inbox = Inbox::new();
    let text = inbox.text("2024.yaml").replace("page: 5", "pgae: 5").replace("title: Model Well", "title: Model: Well");
    inbox.write("2024.yaml", &text);
    let (inputs, found) = inbox.look();
    let codes: Vec<&str> = found.sorted(&inputs.sources).iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["unknown-key", "yaml-syntax"]);
}

#[test]
fn links_may_lead_anywhere_inside_the_folder() {
    let inbox = Inbox::new();
    fs::rename(inbox.at("2023.yaml"), inbox.at(".2023.yaml")).expect("it can be renamed");
    symlink(".2023.yaml", inbox.at("2023.yaml")).expect("it can be linked");
    symlink("inputs", inbox.0.path().join("linked")).expect("it can be linked");
    let (code, _, told) = inbox.run(&["check", "--inputs", "linked"]);
    assert_eq!(code, Some(0), "{told}");

    fs::create_dir(inbox.at("2022")).expect("the folder is new");
    fs::copy(inbox.at("2023.yaml"), inbox.0.path().join("elsewhere.yaml")).expect("there is room");
    symlink("../../elsewhere.yaml", inbox.at("2022/a.yaml")).expect("it can be linked");
    let (code, _, told) = inbox.run(&["check"]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("error[outside-link]: inputs/2022/a.yaml is a link to something outside"), "{told}");
}

#[test]
fn a_register_that_is_a_link_to_nowhere_is_no_missing_one() {
    for name in ["programmes", "partnerships", "lineage", "plans", "acronyms"] {
        let inbox = Inbox::new();
        let file = format!("{name}.yaml");
        let _ = fs::remove_file(inbox.at(&file));
        symlink("gone.yaml", inbox.at(&file)).expect("it can be linked");
        let (code, _, told) = inbox.run(&["check"]);
        assert_eq!(code, Some(1), "{told}");
        let fault = format!("error[outside-link]: inputs/{file} is a link that leads nowhere");
        assert!(told.contains(&fault), "{told}");
    }
}

#[test]
fn a_folder_of_a_year_may_not_be_a_link_outside() {
    let inbox = Inbox::new();
    fs::create_dir(inbox.0.path().join("2022")).expect("the folder is new");
    symlink("../2022", inbox.at("2022")).expect("it can be linked");
    let (code, _, told) = inbox.run(&["check"]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("error[outside-link]: inputs/2022 is a link"), "{told}");
}

#[test]
fn what_is_no_file_is_refused_and_never_waited_for() {
    let inbox = Inbox::new();
    fs::remove_file(inbox.at("2023.yaml")).expect("it was there");
    let is_made = Command::new("mkfifo").arg(inbox.at("2023.yaml")).status().is_ok_and(|status| status.success());
    assert!(is_made, "a pipe can be made");
    let (code, _, told) = inbox.run(&["check"]);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("error[not-a-file]: inputs/2023.yaml is a pipe or a device, not a file"), "{told}");
    fs::remove_file(inbox.at("2023.yaml")).expect("it was there");
    symlink("/dev/zero", inbox.0.path().join("city.yaml")).expect("it can be linked");
    for odd in ["city.yaml", "/dev/zero", "inputs"] {
        let (code, _, told) = inbox.run(&["check", odd]);
        assert_eq!(code, Some(1), "{odd}: {told}");
        assert!(told.contains("error[not-a-file]"), "{odd}: {told}");
    }
}

#[test]
fn one_file_may_be_named_by_a_link() {
    let inbox = Inbox::new();
    let text = inbox.text("2024.yaml");
    fs::write(inbox.0.path().join("real.yaml"), text).expect("there is room");
    symlink("real.yaml", inbox.0.path().join("city.yaml")).expect("it can be linked");
    let (code, told, _) = inbox.run(&["check", "city.yaml"]);
    assert_eq!(code, Some(0), "{told}");
}

/// Where names that differ in capitals only are two files, a year still has one table.
#[cfg(target_os = "linux")]
#[test]
fn two_tables_of_a_year_are_told_whatever_their_capitals() {
    let inbox = Inbox::new();
    let row = |id: &str| {
        format!(
            "id,city,title,focus_area,status,description,source\n{id},example-city,Example {id},open-places,not-stated,Builds.,list\n"
        )
    };
    inbox.write("2025.CSV", &row("example-wall"));
    inbox.write("2025.csv", &row("example-gate"));
    let shown = inbox.shown("doubled-snapshot");
    assert!(shown.contains("the snapshot of 2025 is there twice"), "{shown}");
}
