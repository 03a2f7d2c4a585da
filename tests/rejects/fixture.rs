//! A faulty file with its marks.

use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A fault: where it stands, and what it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Report {
    /// File and line; nothing for a fault without a place.
    pub(super) at: Option<(String, usize)>,
    /// `error[CODE]` or `warning[CODE]`.
    pub(super) mark: String,
}

impl std::fmt::Display for Report {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.at {
            Some((file, line)) => write!(f, "{} at {file}:{line}", self.mark),
            None => write!(f, "{} without a place", self.mark),
        }
    }
}

/// One faulty file.
#[derive(Debug)]
pub(super) struct Fixture {
    /// `CODE/NAME`
    pub(super) name: String,
    /// What must be reported, and nothing else.
    pub(super) expected: Vec<Report>,
    file: String,
    removed: Vec<String>,
    linked: Vec<String>,
    added: Vec<(String, String)>,
    bytes: Vec<u8>,
    length: Option<u64>,
}

/// Where the fixtures are.
pub(super) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rejects")
}

/// Where the sound inputs are.
pub(super) fn base() -> PathBuf {
    folder().join("base")
}

/// The names in a folder, sorted.
pub(super) fn names(folder: &Path) -> Vec<String> {
    let Ok(listing) = fs::read_dir(folder) else { panic!("{} cannot be read", folder.display()) };
    let mut names: Vec<String> =
        listing.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// The folders named after rules.
pub(super) fn codes() -> Vec<String> {
    let is_code = |name: &String| name != "base" && folder().join(name).is_dir();
    names(&folder()).into_iter().filter(is_code).collect()
}

/// All fixtures, sorted by name.
pub(super) fn all() -> Vec<Fixture> {
    let of_code = |code: String| {
        let of_code = names(&folder().join(&code)).into_iter();
        of_code.map(move |name| read(&code, &name)).collect::<Vec<_>>()
    };
    codes().into_iter().flat_map(of_code).collect()
}

fn read(code: &str, name: &str) -> Fixture {
    let path = folder().join(code).join(name);
    let Ok(text) = fs::read_to_string(&path) else { panic!("{} cannot be read", path.display()) };
    let text = text.replace("\r\n", "\n");
    let named = |key: &str| {
        let start = format!("# {key}: ");
        text.lines().filter_map(|line| line.strip_prefix(&start).map(str::to_owned)).collect::<Vec<_>>()
    };
    let name = format!("{code}/{}", name.trim_end_matches(".yaml"));
    let Some(file) = text.lines().next().and_then(|line| line.strip_prefix("# file: ")) else {
        panic!("{name}: the first line is `# file: NAME`")
    };
    let added = named("add").into_iter().map(|line| {
        let (file, text) = line.split_once(" = ").unwrap_or((&line, ""));
        (file.to_owned(), text.replace("\\n", "\n"))
    });
    let mut fixture = Fixture {
        expected: marks(&text, file),
        file: file.to_owned(),
        removed: named("remove"),
        linked: named("link"),
        length: named("length").first().and_then(|length| length.parse().ok()),
        added: added.collect(),
        bytes: written(&text, &named("replace")),
        name,
    };
    let is_set = |wish: &str| named("ends").iter().any(|line| line == wish);
    if is_set("crlf") {
        fixture.bytes = String::from_utf8_lossy(&fixture.bytes).replace('\n', "\r\n").into_bytes();
    }
    if is_set("none") {
        while fixture.bytes.last().is_some_and(u8::is_ascii_whitespace) {
            fixture.bytes.pop();
        }
    }
    fixture
}

/// The bytes of the file, with those in the place of each name.
fn written(text: &str, replacements: &[String]) -> Vec<u8> {
    let header_lines: Vec<&str> = text.lines().collect();
    let is_wish = |line: &str| line.starts_with("# replace: ");
    let mut bytes: Vec<u8> = Vec::new();
    for line in header_lines {
        // The wishes themselves stay out of the file, but not their lines, so that line numbers are those of the fixture.
        bytes.extend(if is_wish(line) { "#" } else { line }.bytes());
        bytes.push(b'\n');
    }
    for wish in replacements {
        let Some((name, hex)) = wish.split_once(" = ") else { panic!("`# replace: ⟦name⟧ = c2 85`, not {wish}") };
        let (hex, times) = hex.split_once(" x ").unwrap_or((hex, "1"));
        let new: Vec<u8> = hex.split(' ').filter_map(|byte| u8::from_str_radix(byte, 16).ok()).collect();
        let new = new.repeat(times.parse().unwrap_or(1));
        bytes = replaced(&bytes, name.as_bytes(), &new);
    }
    bytes
}

fn replaced(bytes: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let mut made = Vec::new();
    let mut rest = bytes;
    while let Some(at) = rest.windows(old.len()).position(|window| window == old) {
        made.extend_from_slice(&rest[..at]);
        made.extend_from_slice(new);
        rest = &rest[at + old.len()..];
    }
    made.extend_from_slice(rest);
    made
}

/// The marks of a text.
fn marks(text: &str, file: &str) -> Vec<Report> {
    let mut marks = Vec::new();
    let mut in_header = true;
    for (index, line) in text.lines().enumerate() {
        in_header = in_header && line.starts_with('#');
        for (at, _) in ["# error[", "# warning["].iter().flat_map(|mark| line.match_indices(mark)) {
            let rest = &line[at + 2..];
            let Some(end) = rest.find(']') else { panic!("a mark without an end: {line}") };
            let place = match rest[end + 1..].strip_prefix(" on line ") {
                Some(number) => {
                    Some((file.to_owned(), number.split(' ').next().and_then(|n| n.parse().ok()).unwrap_or(0)))
                }
                None if in_header => None,
                None => Some((file.to_owned(), index + 1)),
            };
            let place = place.map(|(file, number)| {
                let other = rest[end + 1..].split_once(" of ").map(|(_, other)| other.trim().to_owned());
                (other.unwrap_or(file), number)
            });
            marks.push(Report { at: place, mark: rest[..=end].to_owned() });
        }
    }
    marks.sort();
    marks
}

/// What is missing and what is surplus, in words; nothing if the two lists agree.
pub(super) fn compare(expected: &[Report], found: &[Report]) -> Vec<String> {
    let mut surplus: Vec<&Report> = found.iter().collect();
    let mut wrong = Vec::new();
    for report in expected {
        match surplus.iter().position(|other| *other == report) {
            Some(place) => {
                surplus.remove(place);
            }
            None => wrong.push(format!("missing: {report}")),
        }
    }
    wrong.extend(surplus.into_iter().map(|report| format!("surplus: {report}")));
    wrong
}

impl Fixture {
    /// A folder with the sound inputs and this file among them.
    pub(super) fn inputs(&self) -> TempDir {
        let Ok(folder) = tempfile::tempdir() else { panic!("no folder for a test") };
        for name in names(&base()) {
            assert!(fs::copy(base().join(&name), folder.path().join(&name)).is_ok(), "{name} cannot be copied");
        }
        for name in &self.removed {
            assert!(fs::remove_file(folder.path().join(name)).is_ok(), "{name} cannot be removed");
        }
        for name in &self.linked {
            let link = folder.path().join(name);
            assert!(std::os::unix::fs::symlink(base().join(name), link).is_ok(), "{name} cannot be linked");
        }
        let own = (&self.file, self.bytes.as_slice());
        for (name, bytes) in self.added.iter().map(|(name, text)| (name, text.as_bytes())).chain([own]) {
            let path = folder.path().join(name);
            let parent = path.parent().unwrap_or(folder.path());
            assert!(fs::create_dir_all(parent).is_ok(), "{name} cannot be written");
            assert!(fs::write(&path, bytes).is_ok(), "{name} cannot be written");
            // The rest of so long a file is a hole that takes no room on the disk.
            if let Some(length) = self.length.filter(|_| *name == self.file) {
                let lengthened = fs::OpenOptions::new().write(true).open(&path).and_then(|file| file.set_len(length));
                assert!(lengthened.is_ok(), "{name} cannot be made so long");
            }
        }
        folder
    }
}
