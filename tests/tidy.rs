//! The house keeps its own rules: order of the rooms, captions, sizes, words, and what the documents say of it.

use ascn_report::diagnostic::Severity;
use ascn_report::load::format::FILES;
use ascn_report::load::schema::{SCHEMAS, schema};
use ascn_report::load::shape::{Group, Need, Shape, expectation};
use ascn_report::rules::{RULES, Rule};
use ascn_report::words::Words;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The rooms; each may know only those before it.
const ORDER: [&str; 23] = [
    "side",
    "lookup",
    "held",
    "terms",
    "words",
    "source",
    "bundle",
    "diagnostic",
    "prose",
    "load",
    "rules",
    "check",
    "measure",
    "audit",
    "chart",
    "exhibit",
    "draw",
    "render",
    "write",
    "make",
    "lib",
    "cli",
    "main",
];

/// Rooms that know even less: only these.
const STRICTER: [(&str, &[&str]); 10] = [
    ("lookup", &[]),
    ("held", &["lookup"]),
    ("terms", &[]),
    ("source", &[]),
    ("words", &["lookup", "terms"]),
    ("prose", &["source"]),
    ("chart", &["words"]),
    ("draw", &["chart", "words"]),
    ("bundle", &["source", "terms"]),
    ("write", &["bundle", "side", "source"]),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All files below a folder with that ending, sorted.
fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the folder can be read") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|end| end == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The name of the room that a file of `src` belongs to, and its path inside `src`.
fn room(path: &Path) -> (String, String) {
    let inside = path.strip_prefix(root().join("src")).expect("it is in src").to_string_lossy().into_owned();
    let room = inside.split(['/', '.']).next().unwrap_or_default().to_owned();
    (room, inside)
}

#[test]
fn rooms_know_only_rooms_before_them() {
    let mut faults = String::new();
    for path in files("src", "rs") {
        let (room, inside) = room(&path);
        let place = ORDER.iter().position(|other| *other == room).unwrap_or_else(|| panic!("{room} is no room"));
        let text = read(&path);
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            for known in line.split("crate::").skip(1) {
                let known: String = known.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                let Some(at) = ORDER.iter().position(|other| *other == known) else { continue };
                let is_allowed = STRICTER
                    .iter()
                    .find(|(name, _)| *name == room)
                    .map_or(at < place, |(_, known_rooms)| known_rooms.contains(&known.as_str()));
                if known != room && !is_allowed {
                    let _ = writeln!(faults, "{inside} knows {known}: {}", line.trim());
                }
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn files_and_functions_fit_on_a_screen() {
    let mut faults = String::new();
    for path in files("src", "rs").into_iter().chain(files("tests", "rs")) {
        let text = read(&path);
        let lines: Vec<&str> = text.lines().collect();
        let name = path.strip_prefix(root()).expect("it is ours").display().to_string();
        if lines.len() > 400 {
            let _ = writeln!(faults, "{name} has {} lines", lines.len());
        }
        for (start, line) in lines.iter().enumerate() {
            let code = line.trim_start();
            let is_function = ["fn ", "pub fn ", "pub(super) fn ", "pub(crate) fn ", "const fn "]
                .iter()
                .any(|head| code.starts_with(head));
            let indent = line.len() - code.len();
            let end = format!("{}}}", " ".repeat(indent));
            let length = lines[start..].iter().position(|line| *line == end).unwrap_or(0) + 1;
            if is_function && !line.ends_with(';') && length > 60 {
                let _ = writeln!(faults, "{name}:{}: a function of {length} lines", start + 1);
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn every_file_begins_with_its_caption_and_readme_has_the_map() {
    let readme = read("README.md");
    for path in files("src", "rs") {
        let (_, inside) = room(&path);
        let text = read(&path);
        let caption = text.lines().next().unwrap_or_default();
        let words = caption.strip_prefix("//! ").unwrap_or_else(|| panic!("{inside} has no caption"));
        assert!(words.ends_with(['.', ':']), "{inside}: the caption is a sentence: {words}");
        if !inside.contains('/') {
            let line = readme.lines().find(|line| line.contains(&format!("─ {inside} ")));
            let line = line.unwrap_or_else(|| panic!("the map in README has no line for {inside}"));
            assert!(line.trim_end().ends_with(words), "README says of {inside}: {line}\nits caption: {words}");
        }
    }
}

#[test]
fn nothing_below_the_door_ends_the_program() {
    let banned = [".unwrap()", "panic!(", "unreachable!(", "todo!(", "unimplemented!(", "process::exit"];
    for path in files("src", "rs") {
        let (_, inside) = room(&path);
        let text = read(&path);
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//") && !inside.ends_with("rigged.rs"));
        for line in code {
            let is_door = |word: &str| inside == "main.rs" && word == "process::exit";
            let found = banned.iter().find(|word| line.contains(**word) && !is_door(word));
            assert!(found.is_none(), "{inside}: {}", line.trim());
        }
    }
}

/// The patterns that the code names whole, and the beginnings of those that it puts together.
fn named_patterns() -> (BTreeSet<String>, BTreeSet<String>) {
    let (mut whole, mut beginnings) = (BTreeSet::new(), BTreeSet::new());
    for path in files("src", "rs") {
        let text = read(&path);
        for literal in text.split('"').skip(1).step_by(2) {
            let is_key =
                literal.len() > 1 && literal.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
            if is_key {
                whole.insert(literal.to_owned());
            }
            if let Some((beginning, rest)) = literal.split_once("-{")
                && rest.ends_with('}')
            {
                beginnings.insert(format!("{beginning}-"));
            }
        }
    }
    (whole, beginnings)
}

#[test]
fn every_pattern_is_used_and_every_name_has_its_pattern() {
    let (whole, beginnings) = named_patterns();
    let keys: BTreeSet<&str> = Words::english_keys().collect();
    for key in &keys {
        let stem = key.strip_suffix("-one").or_else(|| key.strip_suffix("-many")).unwrap_or(key);
        let is_used =
            whole.contains(*key) || whole.contains(stem) || beginnings.iter().any(|start| key.starts_with(start));
        assert!(is_used, "nobody says `{key}`");
    }
    let mut calls: BTreeMap<String, String> = BTreeMap::new();
    for path in files("src", "rs") {
        let text = read(&path);
        for call in [".term(\"", ".say(\"", "Receipt::new(\"", "Pattern(\"", ".counted(\""] {
            for after in text.split(call).skip(1) {
                let key = after.split('"').next().unwrap_or_default();
                calls.insert(key.to_owned(), format!("{} {call}", path.display()));
            }
        }
    }
    for (key, place) in calls {
        let has = keys.contains(key.as_str()) || keys.contains(format!("{key}-one").as_str());
        assert!(has, "`{key}` has no pattern ({place})");
    }
}

#[test]
fn the_reference_of_the_inputs_is_the_format() {
    let path = root().join("inputs/README.md");
    let text = read(&path);
    let made = renewed(&renewed(&text, "reference", &reference()), "rules", &rules());
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &made).expect("inputs/README.md can be written");
    }
    assert!(text == made || std::env::var_os("UPDATE").is_some(), "run UPDATE=1 cargo test to renew inputs/README.md");
}

#[test]
fn the_schemas_in_the_inputs_are_the_format() {
    for (name, _) in SCHEMAS {
        let path = root().join(format!("inputs/schema/{name}.json"));
        let made = format!("{:#}\n", schema(name).expect("it is one of them"));
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, &made).expect("the schema can be written");
        }
        assert!(read(&path) == made, "run UPDATE=1 cargo test to renew {}", path.display());
        let cli = read("src/cli.rs");
        assert!(cli.contains(&format!("\"{name}\"")), "`schema {name}` cannot be typed");
    }
    for path in files("inputs", "yaml") {
        let first = read(&path).lines().next().unwrap_or_default().to_owned();
        let stem = path.file_stem().expect("it has a name").to_string_lossy().into_owned();
        let name = if stem.starts_with("20") { "snapshot" } else { stem.as_str() };
        let named = format!("# yaml-language-server: $schema=schema/{name}.json");
        assert_eq!(first, named, "{} names its schema", path.display());
    }
}

/// A text with what stands between the two marks of that name made anew.
fn renewed(text: &str, name: &str, made: &str) -> String {
    let (start, end) = (format!("<!-- {name} -->"), format!("<!-- end of {name} -->"));
    let (before, rest) = text.split_once(&start).expect("inputs/README.md marks where it begins");
    let (_, after) = rest.split_once(&end).expect("inputs/README.md marks where it ends");
    format!("{before}{start}\n\n{made}\n{end}{after}")
}

/// Every rule, as a table.
fn rules() -> String {
    let severity = |rule: &Rule| if rule.severity == Severity::Error { "error" } else { "warning" };
    let row = |rule: &Rule| format!("| `{}` | {} | {} |\n", rule.code, severity(rule), rule.why);
    let rows: String = RULES.iter().map(row).collect();
    format!("| rule | | why |\n| --- | --- | --- |\n{rows}")
}

/// The format of every file, as tables.
fn reference() -> String {
    let mut text = String::new();
    let mut told: Vec<&str> = Vec::new();
    for (file, group) in FILES {
        let _ = writeln!(text, "### `inputs/{file}`\n");
        let mut groups = vec![group];
        while let Some(group) = groups.pop() {
            if told.contains(&group.name) {
                continue;
            }
            told.push(group.name);
            let _ = writeln!(
                text,
                "**{}**\n\n| key | | what stands there | what it means |\n| --- | --- | --- | --- |",
                group.name
            );
            for field in group.fields {
                let need = match field.need {
                    Need::Required => "needed",
                    Need::Optional => "may be left out",
                    Need::OncePerYear => "needed once a year",
                };
                let _ = writeln!(text, "| `{}` | {need} | {} | {} |", field.key, expectation(&field.shape), field.doc);
            }
            text.push('\n');
            groups.extend(group.fields.iter().rev().filter_map(|field| inner(&field.shape)));
        }
    }
    text
}

/// The group inside a list or a map.
fn inner(shape: &Shape) -> Option<&'static Group> {
    match shape {
        Shape::Group(group) => Some(group),
        Shape::List(item) | Shape::Map(item) => inner(item),
        _ => None,
    }
}
