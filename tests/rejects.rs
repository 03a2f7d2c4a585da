//! Faulty inputs, and the very lines that must be reported.
//!
//! Each `rejects/CODE/NAME.yaml` is one file that takes its place among the sound inputs of `rejects/base/`. Its first
//! line says which (`# file: 2024.yaml`); `# remove: 2024.yaml` takes a file away. The fault is marked on its line with
//! `# error[CODE]` or `# warning[CODE]`. Before the first line of YAML the mark stands for a fault without a place, or,
//! as `# error[CODE] on line N`, for a line that cannot bear a comment. `# link: 2023.yaml` makes that name a link to the
//! sound file, which lies outside the folder. What cannot be seen in an editor is written as
//! `# replace: ⟦name⟧ = c2 85`, the bytes that stand for the name.

mod fixture;
mod seeded;
mod sown;
mod table;

use ascn_report::diagnostic::{Severity, Style, render};
use ascn_report::{Outcome, Scope, make};
use fixture::{Fixture, Report};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The faults whose wording is kept.
const TYPICAL: [&str; 9] = [
    "unknown-key/did-you-mean",
    "unknown-reference/focus-area",
    "unknown-reference/partnership",
    "doubled-partnership/record-and-register",
    "duplicate-id/record",
    "wrong-value/buddhist-era",
    "not-a-member/record",
    "yaml-syntax/colon-in-title",
    "total-differs/one-missing",
];

/// Every fault of one fixture as a person sees it, without the path of the folder it was tried in.
fn run(fixture: &Fixture) -> Vec<String> {
    let folder = fixture.inputs();
    let outcome = match make(folder.path(), &folder.path().join("none"), Scope::All) {
        Ok(outcome) => outcome,
        Err(failure) => panic!("{}: {failure}", fixture.name),
    };
    let prefix = format!("{}/", folder.path().display());
    let sources = &outcome.inputs.sources;
    let shown = outcome.found.sorted(sources).into_iter().map(|found| {
        let coloured = render(found, sources, Style::Coloured);
        let cleaned = coloured.replace("\u{1b}[", "").replace("\u{1b}]", "");
        assert_clean(&fixture.name, &cleaned);
        render(found, sources, Style::Plain).replace(&prefix, "")
    });
    shown.collect()
}

/// Nothing but visible characters and line ends reaches a terminal.
fn assert_clean(name: &str, shown: &str) {
    let raw = shown.chars().find(|c| *c != '\n' && ascn_report::source::is_hidden(*c));
    assert_eq!(raw, None, "{name}: a hidden character is shown as it is:\n{shown}");
}

/// What was reported, as the fixture would mark it.
fn reports(outcome: &Outcome, folder: &str) -> Vec<Report> {
    let sources = &outcome.inputs.sources;
    let report = |found: &ascn_report::diagnostic::Diagnostic| {
        let source = found.place.and_then(|at| Some((sources.get(at.file)?, at)));
        Report {
            at: source.map(|(source, at)| {
                let file = source.path().strip_prefix(folder).unwrap_or(source.path());
                (file.to_owned(), source.line_column(at.start).map_or(0, |(line, _)| line))
            }),
            mark: match found.severity {
                Severity::Error => format!("error[{}]", found.code),
                Severity::Warning => format!("warning[{}]", found.code),
            },
        }
    };
    let mut all: Vec<Report> = outcome.found.sorted(sources).into_iter().map(report).collect();
    all.sort();
    all
}

/// What one fixture got wrong, if anything.
fn judge(fixture: &Fixture) -> Option<String> {
    let folder = fixture.inputs();
    let outcome = match make(folder.path(), &folder.path().join("none"), Scope::All) {
        Ok(outcome) => outcome,
        Err(failure) => return Some(format!("{}: the run failed: {failure}", fixture.name)),
    };
    let found = reports(&outcome, &format!("{}/", folder.path().display()));
    let mut wrong = fixture::compare(&fixture.expected, &found);
    if outcome.bundle.is_none() != outcome.found.has_errors() {
        wrong.push("a report must be made exactly if there is no error".to_owned());
    }
    let sources = &outcome.inputs.sources;
    for fault in outcome.found.sorted(sources) {
        let shown = render(fault, sources, Style::Plain);
        assert_clean(&fixture.name, &shown);
        if !shown.contains(&fault.message) || fault.message.is_empty() {
            wrong.push(format!("the message is not shown: {shown}"));
        }
        if shown.lines().any(|line| line.chars().count() > 1200) {
            wrong.push(format!("a line is too long for a terminal: {}…", &shown[..100]));
        }
        let Some((place, source)) = fault.place.and_then(|at| Some((at, sources.get(at.file)?))) else { continue };
        let Some((line, column)) = source.line_column(place.start) else {
            wrong.push(format!("the place is not found again: {shown}"));
            continue;
        };
        if !shown.contains(&format!(":{line}:{column}\n")) {
            wrong.push(format!("line {line} and column {column} are not shown: {shown}"));
        }
        let text = source.line(line).map_or("", |line| line.text.lines().next().unwrap_or_default());
        let is_plain = text.chars().count() < 100 && !text.contains(|c: char| c.is_ascii_control());
        if is_plain && !shown.contains(text.trim()) {
            wrong.push(format!("the line “{text}” is not shown: {shown}"));
        }
    }
    (!wrong.is_empty()).then(|| format!("{}:\n  {}", fixture.name, wrong.join("\n  ")))
}

#[test]
fn sound_inputs_have_no_fault() {
    let folder = fixture::base();
    let outcome = make(&folder, &folder.join("none"), Scope::All);
    let Ok(outcome) = outcome else { panic!("the sound inputs cannot be read") };
    let sources = &outcome.inputs.sources;
    let shown: Vec<String> =
        outcome.found.sorted(sources).into_iter().map(|found| render(found, sources, Style::Plain)).collect();
    assert!(shown.is_empty(), "{}", shown.join("\n\n"));
    assert!(outcome.bundle.is_some(), "a report is made");
}

#[test]
fn faults_are_reported_where_they_stand() {
    let wrong: Vec<String> = fixture::all().iter().filter_map(judge).collect();
    assert!(wrong.is_empty(), "\n{}\n\n{} fixtures failed", wrong.join("\n\n"), wrong.len());
}

#[test]
fn typical_faults_are_worded_as_kept() {
    let fixtures: BTreeMap<String, Fixture> = fixture::all().into_iter().map(|f| (f.name.clone(), f)).collect();
    let shown = TYPICAL.map(|name| {
        let Some(fixture) = fixtures.get(name) else { panic!("there is no fixture {name}") };
        format!("═══ {name}\n\n{}\n", run(fixture).join("\n\n"))
    });
    let text = shown.join("\n");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rejects/rendered.txt");
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        assert!(fs::write(&path, &text).is_ok(), "{} cannot be written", path.display());
    }
    let kept = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(kept == text, "the wording has changed; UPDATE=1 keeps the new one:\n{text}");
}
