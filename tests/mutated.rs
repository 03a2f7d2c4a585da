//! Every reader, on files that are changed at random: each change ends in a fault with its place, or in a whole report
//! that holds no foreign code; never in a crash.
//!
//! `ROUNDS=5000 cargo test --release mutated` tries more than a run of all tests does. A file that is found is kept where
//! the message says; it becomes a fixture of `rejects/` when it is mended.

use ascn_report::bundle::Bundle;
use ascn_report::diagnostic::{Style, render};
use ascn_report::source::is_hidden;
use ascn_report::{Outcome, Scope, check_file, make, prose};
use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use tempfile::TempDir;

use crate::laws::networks::Dice;

/// The sound inputs that are changed: each kind of file is in one of them.
const BASES: [&str; 6] =
    ["rejects/base", "cases/stories", "cases/plans", "cases/partnerships", "cases/codes", "cases/ledger"];

fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// A folder with sound inputs, and its files.
struct Desk {
    name: &'static str,
    folder: TempDir,
    files: BTreeMap<PathBuf, Vec<u8>>,
    year: i32,
}

impl Desk {
    fn new(name: &'static str) -> Self {
        let base = tests().join(name);
        let base = if base.join("inputs").is_dir() { base.join("inputs") } else { base };
        let (folder, mut files) = (tempfile::tempdir().expect("there is room"), BTreeMap::new());
        let mut open = vec![base.clone()];
        while let Some(place) = open.pop() {
            for entry in fs::read_dir(place).expect("the folder is there") {
                let path = entry.expect("it can be read").path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    let inside = path.strip_prefix(&base).expect("it is inside").to_owned();
                    files.insert(inside, fs::read(&path).expect("it can be read"));
                }
            }
        }
        let years = files.keys().filter_map(|path| path.file_stem()?.to_str()?.parse().ok());
        let desk = Self { name, folder, year: years.max().expect("there is a snapshot"), files };
        for (path, bytes) in &desk.files {
            desk.put(path, bytes);
        }
        desk
    }

    fn at(&self, path: &Path) -> PathBuf {
        self.folder.path().join(path)
    }

    fn put(&self, path: &Path, bytes: &[u8]) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().expect("it is inside")).expect("there is room");
        fs::write(path, bytes).expect("there is room");
    }

    /// Looks at the inputs with these bytes in the place of one file, in every way in which it can be read.
    fn try_with(&self, path: &Path, bytes: &[u8]) {
        self.put(path, bytes);
        let looked = catch_unwind(AssertUnwindSafe(|| {
            sound_or_told(&make(self.folder.path(), Path::new("none"), Scope::All).expect("the folder can be read"));
            let is_snapshot = path.file_stem().and_then(|stem| stem.to_str()).is_some_and(|stem| stem.len() == 4);
            if is_snapshot {
                told(&check_file(self.folder.path(), &self.at(path)).expect("the file can be read"));
            }
        }));
        self.put(path, &self.files[path]);
        if let Err(why) = looked {
            panic!("{}", self.kept(path, bytes, &why));
        }
    }

    /// Keeps a file that was found, and says where.
    fn kept(&self, path: &Path, bytes: &[u8], why: &(dyn std::any::Any + Send)) -> String {
        let name = format!("{}__{}__found", self.name, path.display()).replace('/', "__");
        let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::write(&place, bytes).expect("there is room");
        let why =
            why.downcast_ref::<String>().cloned().or_else(|| why.downcast_ref::<&str>().map(|why| (*why).to_owned()));
        format!("{}: {}", place.display(), why.unwrap_or_default())
    }
}

/// Every fault can be shown, and nothing hidden is shown with it.
fn told(outcome: &Outcome) {
    for fault in outcome.found.sorted(&outcome.inputs.sources) {
        let shown = render(fault, &outcome.inputs.sources, Style::Plain);
        let raw = shown.chars().find(|character| *character != '\n' && is_hidden(*character));
        assert_eq!(raw, None, "a hidden character is shown: {shown:?}");
    }
}

/// There are errors, or there is a whole report without foreign code.
fn sound_or_told(outcome: &Outcome) {
    told(outcome);
    assert_eq!(outcome.bundle.is_some(), outcome.is_sound());
    for (path, bytes) in outcome.bundle.iter().flat_map(Bundle::files) {
        let end = Path::new(path).extension().and_then(|end| end.to_str());
        match end {
            Some("html") => {
                let page = std::str::from_utf8(bytes).expect("text");
                assert!(page.ends_with("</html>\n"), "{path} does not end");
                harmless(path, page);
            }
            Some("svg") => {
                let text = std::str::from_utf8(bytes).expect("text");
                roxmltree::Document::parse(text).unwrap_or_else(|fault| panic!("{path}: {fault}"));
            }
            Some("json") => {
                serde_json::from_slice::<serde_json::Value>(bytes).unwrap_or_else(|fault| panic!("{path}: {fault}"));
            }
            _ => {}
        }
    }
}

/// Nothing in a page does anything but what the program put there.
fn harmless(path: &str, page: &str) {
    let mut rest = page;
    let mut scripts = 0;
    while let Some(at) = rest.find('<') {
        let tag = rest[at + 1..].split('>').next().unwrap_or_default();
        let name = tag.split([' ', '\n', '/']).next().unwrap_or_default();
        rest = &rest[at + 1 + tag.len()..];
        if name == "script" || name == "style" {
            scripts += usize::from(name == "script");
            rest = &rest[rest.find(&format!("</{name}>")).expect("it has an end")..];
        }
        assert!(!["iframe", "object", "embed", "base", "frame", "link"].contains(&name), "{path}: <{tag}>");
        let values: Vec<&str> = tag.split('"').collect();
        let keys = values.iter().step_by(2).flat_map(|part| part.split_whitespace());
        for key in keys {
            assert!(!key.starts_with("on"), "{path}: <{tag}>");
        }
        for (key, value) in values.iter().step_by(2).zip(values.iter().skip(1).step_by(2)) {
            if key.ends_with("href=") || key.ends_with("src=") {
                let head = value.split(['/', '#', '?']).next().unwrap_or_default();
                let is_known =
                    head.split_once(':').is_none_or(|(scheme, _)| ["http", "https", "data"].contains(&scheme));
                assert!(is_known, "{path}: a link to {value}");
            }
        }
    }
    assert!(scripts <= 3, "{path} has {scripts} scripts");
}

/// What people and programs type, and what has broken readers.
const PIECES: [&str; 64] = [
    "\n",
    "\n\n",
    " ",
    "    ",
    "\t",
    ":",
    ": ",
    "- ",
    "-",
    "#",
    " #",
    "'",
    "\"",
    "|",
    "|\n",
    ">\n",
    "[",
    "]",
    "{",
    "}",
    ",",
    "&a ",
    "*a",
    "!!str ",
    "---\n",
    "...\n",
    "? ",
    "%YAML 1.2\n",
    "\u{feff}",
    "\u{202e}",
    "\u{0}",
    "\r",
    "\r\n",
    "2024",
    "2567",
    "0",
    "-1",
    "1_000",
    "1e9",
    "99999999999999999999",
    "0x1F",
    "~",
    "null",
    "yes",
    "NaN",
    "2024-02-30",
    "{{ projects }}",
    "{{",
    "}}",
    "{% if %}",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "![a](https://example.org/a.png)",
    "[a](https://example.org)",
    "```\n",
    "# Heading\n",
    "| a | b |\n| - | - |\n",
    "**",
    "&lt;",
    "ສະຖານີ",
    "កម្ពុជា",
    "\u{300}\u{300}\u{300}",
    "<!--",
];

/// A file with a few things changed.
fn mutated(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(3) {
        let at = dice.below(bytes.len() + 1);
        let to = (at + 1 + dice.below(40)).min(bytes.len());
        let lines: Vec<Vec<u8>> = bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
        match dice.below(9) {
            0 => drop(bytes.drain(at.min(to)..to)),
            1 => bytes.truncate(at),
            2 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
            3 => drop(bytes.splice(at..at, PIECES[dice.below(PIECES.len())].bytes().collect::<Vec<_>>())),
            4 => drop(bytes.splice(at.min(to)..to, PIECES[dice.below(PIECES.len())].bytes().collect::<Vec<_>>())),
            // A line twice, a line less, two lines for each other.
            5 if !lines.is_empty() => {
                let mut lines = lines;
                let line = lines[dice.below(lines.len())].clone();
                lines.insert(dice.below(lines.len()), line);
                bytes = lines.concat();
            }
            6 if lines.len() > 1 => {
                let mut lines = lines;
                lines.remove(dice.below(lines.len()));
                bytes = lines.concat();
            }
            7 if lines.len() > 1 => {
                let mut lines = lines;
                let (one, other) = (dice.below(lines.len()), dice.below(lines.len()));
                lines.swap(one, other);
                bytes = lines.concat();
            }
            // The same again and again: deep, long, many.
            _ => {
                let piece = PIECES[dice.below(PIECES.len())].repeat(1 + dice.below(200));
                drop(bytes.splice(at..at, piece.into_bytes()));
            }
        }
    }
    bytes
}

fn rounds(few: usize) -> usize {
    std::env::var("ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(few)
}

#[test]
fn changed_inputs_are_told_or_make_a_whole_report() {
    for (number, name) in BASES.into_iter().enumerate() {
        let desk = Desk::new(name);
        let mut dice = Dice::new(77 + number as u64);
        let paths: Vec<&PathBuf> = desk.files.keys().collect();
        for _ in 0..rounds(40) {
            let path = paths[dice.below(paths.len())];
            desk.try_with(path, &mutated(&desk.files[path], &mut dice));
        }
    }
}

#[test]
fn changed_papers_are_read_to_their_end() {
    let desk = Desk::new("cases/stories");
    let chapters: Vec<&PathBuf> = desk.files.keys().filter(|path| path.ends_with("introduction.md")).collect();
    let mut dice = Dice::new(5);
    let paper = desk.folder.path().with_extension("md");
    for _ in 0..rounds(60) {
        let bytes = mutated(&desk.files[chapters[0]], &mut dice);
        fs::write(&paper, &bytes).expect("there is room");
        let read = catch_unwind(AssertUnwindSafe(|| {
            let (outcome, _) = prose(desk.folder.path(), Some(&paper), desk.year).expect("the file can be read");
            told(&outcome);
        }));
        if let Err(why) = read {
            panic!("{}", desk.kept(Path::new("paper.md"), &bytes, &why));
        }
    }
    fs::remove_file(paper).expect("it is there");
}
