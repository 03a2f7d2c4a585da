//! Whole reports: each folder in `cases/` holds inputs and the report that is expected of them.
//!
//! `UPDATE=1 cargo test` writes what is made over what was expected; the difference is then read before it is kept.

mod pages;
mod strays;
mod words;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use ascn_report::bundle::Bundle;
use ascn_report::diagnostic::{self, Style};
use ascn_report::{Scope, make};
use sha2::{Digest, Sha256};

/// Text by path within the expected folder.
type Files = BTreeMap<String, String>;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// The folders of the cases, with their names.
fn cases() -> Vec<(String, PathBuf)> {
    let entries = fs::read_dir(folder()).expect("the folder of the cases");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.is_dir());
    paths.sort();
    let name = |path: &PathBuf| path.file_name().expect("a name").to_string_lossy().into_owned();
    paths.into_iter().map(|path| (name(&path), path)).collect()
}

/// The cases that are made with briefs: one with partnerships of several cities, and one with a joiner, a leaver, a city
/// without projects, a narrative, and a year of totals only.
const WITH_BRIEFS: [&str; 2] = ["partnerships", "stories"];

/// What every case makes, by its name; made once for all tests.
static MADE: LazyLock<BTreeMap<String, Files>> = LazyLock::new(|| {
    let made = |(name, case): (String, PathBuf)| {
        let scope = if WITH_BRIEFS.contains(&name.as_str()) { Scope::AllWithBriefs } else { Scope::All };
        let (bundle, found) = bundle(&case.join("inputs"), scope);
        let mut files = comparable(&bundle);
        if !found.is_empty() {
            files.insert("found.txt".to_owned(), found);
        }
        (name, files)
    };
    cases().into_iter().map(made).collect()
});

/// The report of a folder of inputs, and what was found there, as it is told; stops where there is no report.
fn bundle(inputs: &Path, scope: Scope) -> (Bundle, String) {
    let outcome = make(inputs, Path::new("no output is looked at"), scope);
    let inputs_shown = inputs.display();
    let outcome = outcome.unwrap_or_else(|failure| panic!("{inputs_shown}: {failure}"));
    assert!(outcome.misfits.is_empty(), "{inputs_shown}: {:?}", outcome.misfits);
    let sources = &outcome.inputs.sources;
    let faults = outcome.found.sorted(sources);
    let found = faults.iter().map(|fault| diagnostic::render(fault, sources, Style::Plain) + "\n\n");
    let found = found.collect::<String>().replace(&inputs_shown.to_string(), "inputs");
    let bundle = outcome.bundle.unwrap_or_else(|| panic!("{inputs_shown}: the inputs have errors:\n{found}"));
    (bundle, found)
}

/// The files of a report as they are compared: fonts left out, pictures of pixels as one line each.
fn comparable(bundle: &Bundle) -> Files {
    let mut files = Files::new();
    let mut pictures = String::new();
    for (path, bytes) in bundle.files() {
        if Path::new(path).extension().is_some_and(|end| end == "png") {
            let [width, height] = [16, 20].map(|at| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("4 bytes")));
            let hash: String = Sha256::digest(bytes).iter().fold(String::new(), |mut hash, byte| {
                let _ = write!(hash, "{byte:02x}");
                hash
            });
            let _ = writeln!(pictures, "{path} {width}x{height} {hash}");
        } else if path.contains("/data/schema/")
            || path.ends_with("/data/data.json")
            || path.ends_with("/manifest.json")
        {
            // The same for all, the same as the CSV files, and hashes of the others: other tests hold them to that.
        } else {
            let text = String::from_utf8(bytes.to_vec()).expect("text in UTF-8");
            let text = without_fonts(&text);
            let is_page = Path::new(path).extension().is_some_and(|end| end == "html");
            files.insert(path.to_owned(), if is_page { without_script(&text) } else { text });
        }
    }
    files.insert("png.txt".to_owned(), pictures);
    files
}

/// The text with the data of every font as `…`.
fn without_fonts(text: &str) -> String {
    let mut short = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("data:font/woff;base64,") {
        let _ = write!(short, "{before}data:font/woff;base64,…");
        rest = after.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '='));
    }
    short + rest
}

/// The text with what runs on a page as `…`: the page's policy holds its hash, and a browser tries it.
fn without_script(text: &str) -> String {
    let (Some(start), Some(end)) = (text.find("<script>"), text.rfind("</script>")) else { return text.to_owned() };
    format!("{}<script>…{}", &text[..start], &text[end..])
}

/// Every file below a folder; nothing where there is no such folder.
fn read(folder: &Path, prefix: &str, files: &mut Files) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.expect("an entry").path()) {
        let name = format!("{prefix}{}", path.file_name().expect("a name").to_string_lossy());
        if path.is_dir() {
            read(&path, &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read_to_string(&path).expect("a text file"));
        }
    }
}

/// Puts what is made in the place of what was expected.
fn update(folder: &Path, made: &Files) {
    if folder.exists() {
        fs::remove_dir_all(folder).expect("the old expectation goes");
    }
    for (path, text) in made {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
}

/// What differs, one entry a file with the first line that does.
fn differences(expected: &Files, made: &Files) -> String {
    let mut told = String::new();
    for (path, text) in expected {
        match made.get(path) {
            None => drop(writeln!(told, "  {path}: expected, and not made any more")),
            Some(other) if other != text => drop(write!(told, "{}", first_difference(path, text, other))),
            Some(_) => {}
        }
    }
    for path in made.keys().filter(|path| !expected.contains_key(*path)) {
        let _ = writeln!(told, "  {path}: made, and not expected");
    }
    told
}

fn first_difference(path: &str, expected: &str, made: &str) -> String {
    let (mut left, mut right) = (expected.split('\n'), made.split('\n'));
    let mut line = 1;
    loop {
        match (left.next(), right.next()) {
            (Some(a), Some(b)) if a == b => line += 1,
            (a, b) => {
                let same = a.unwrap_or("").chars().zip(b.unwrap_or("").chars()).take_while(|(a, b)| a == b).count();
                let cut = |text: Option<&str>| {
                    let around = |text: &str| text.chars().skip(same.saturating_sub(40)).take(160).collect();
                    text.map_or("(end of file)".to_owned(), around)
                };
                return format!("  {path}:{line}\n    expected {}\n    made     {}\n", cut(a), cut(b));
            }
        }
    }
}

#[test]
fn every_case_gives_the_expected_report() {
    let updating = std::env::var_os("UPDATE").is_some_and(|value| value == "1");
    let mut told = String::new();
    for (name, case) in cases() {
        let made = &MADE[&name];
        let expected_folder = case.join("expected");
        if updating {
            update(&expected_folder, made);
        }
        let mut expected = Files::new();
        read(&expected_folder, "", &mut expected);
        let differences = differences(&expected, made);
        if !differences.is_empty() {
            let _ = writeln!(told, "{name}:\n{differences}");
        }
    }
    assert!(told.is_empty(), "\n{told}`UPDATE=1 cargo test` accepts what is made; read the difference first.\n");
}

#[test]
fn there_is_every_kind_of_case() {
    let names: Vec<String> = cases().into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        [
            "claims",
            "codes",
            "empty-year",
            "fall",
            "final",
            "ledger",
            "one-year",
            "partnerships",
            "plans",
            "restated",
            "rounded-together",
            "small",
            "stories",
            "template",
            "totals-only"
        ]
    );
}

/// The edges of an edition, each with the sentence in which a reader finds it.
#[test]
fn every_edge_of_an_edition_is_told() {
    for (case, year, said) in [
        ("stories", "2022", "Cities that list no project: Bare Hill."),
        ("stories", "2022", "Joiner Harbour (South Exampleland; since 1 February 2022)"),
        ("stories", "2022", "Cities that left: Leaver Bay (15 January 2022)."),
        ("stories", "2022", "| Left with their city | −1 | Night Buses (Leaver Bay) |"),
        ("stories", "2022", "and 1 not stated (10%), by the records."),
        ("stories", "2022", "**Partnerships:** not available for 2022"),
        ("stories", "2022", "| 2020 | 5 | published total |"),
        ("stories", "2020", "not available; no list of projects is public for that year."),
        ("fall", "2025", "No partnership total was published for any of these years."),
        ("fall", "2025", "the sources of 2025 state no status"),
        ("empty-year", "2022", "**0 projects**"),
    ] {
        let report = &MADE[case][&format!("{year}/report.md")];
        assert!(report.contains(said), "the edition of {year} of `{case}` does not say: {said}");
    }
    let report = &MADE["fall"]["2025/report.md"];
    assert!(!report.contains("As they can be traced"), "where there are no partnerships, none are told");
}

#[test]
fn a_difference_names_file_line_and_place() {
    let files = |entries: &[(&str, &str)]| entries.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    let expected: Files = files(&[("a", "1\n2"), ("gone", ""), ("same", "x")]);
    let made: Files = files(&[("a", "1\n3"), ("new", ""), ("same", "x")]);
    assert_eq!(
        differences(&expected, &made),
        "  a:2\n    expected 2\n    made     3\n  gone: expected, and not made any more\n  new: made, and not expected\n"
    );
}
