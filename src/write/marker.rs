//! The list of a report's files and their hashes, which marks a folder as made by this program.

use std::collections::BTreeMap;

use crate::bundle::path_fault;
use crate::source::Print;

/// The list's file name, at the top of the report.
pub(super) const NAME: &str = ".ascn-report";

/// Its name while it is written.
pub(super) const UNFINISHED: &str = ".ascn-report-unfinished";

const FORMAT: &str = "ascn-report output 1";

/// What is in a report. As text: a line that names the format, then for each file, by path, its SHA-256, two spaces
/// and the path, so that `tail -n +2 .ascn-report | sha256sum -c` checks a report without this program.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Marker {
    hashes: BTreeMap<String, String>,
}

impl Marker {
    pub(super) fn add(&mut self, path: &str, hash: String) {
        self.hashes.insert(path.to_owned(), hash);
    }

    pub(super) fn hash(&self, path: &str) -> Option<&String> {
        self.hashes.get(path)
    }

    pub(super) fn to_text(&self) -> String {
        let lines = self.hashes.iter().map(|(path, hash)| format!("{hash}  {path}\n"));
        format!("{FORMAT}\n{}", lines.collect::<String>())
    }

    /// Reads only what [`Marker::to_text`] could have written. Otherwise says why not, to end the sentence "the list …".
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, &'static str> {
        let text = std::str::from_utf8(bytes).map_err(|_| "is not text")?;
        let body = text
            .strip_prefix(FORMAT)
            .and_then(|rest| rest.strip_prefix('\n'))
            .ok_or("is in a format this version of the program does not know")?;

        let mut marker = Self::default();
        for line in body.lines() {
            let (hash, path) = line.split_once("  ").ok_or("has a line that is not a hash and a path")?;
            if hash.len() != 64 || !hash.bytes().all(|digit| matches!(digit, b'0'..=b'9' | b'a'..=b'f')) {
                return Err("has a line that does not begin with a hash");
            }
            if path_fault(path).is_some() {
                return Err("names a path that no report can have");
            }
            marker.add(path, hash.to_owned());
        }
        if marker.to_text() == text { Ok(marker) } else { Err("is out of order or has a path twice") }
    }
}

pub(super) fn sha256(bytes: &[u8]) -> String {
    Print::of(bytes).digits().to_owned()
}
