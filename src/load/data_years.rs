//! The snapshots as plain data: a record is written as soon as it is read, and its tree is dropped.

use super::data::{Plain, YearLines, of_group, written};
use super::format::{RECORD, SNAPSHOT};
use super::json;
use super::node::Node;
use crate::bundle::{Content, Packing};
use crate::held::Held;
use serde_json::{Map, Value};
use std::io::Write as _;
use std::sync::Arc;

/// A year: the file that every edition from then on carries, and the line of each record in it.
pub(super) type YearData = (i32, Arc<Content>, YearLines);

/// So many records a year are carried as data; of more, only the inputs have them.
pub const MOST_CARRIED: usize = 100_000;

/// What one file of a year says; of more records than are carried, none.
#[derive(Debug, Default)]
pub(super) struct Typed {
    snapshot: Map<String, Value>,
    is_too_long: bool,
    /// What the records say, one behind the other.
    text: Vec<u8>,
    /// Each with its id, by which the records of a year are put in order, and where it ends in the text.
    records: Vec<(Held, usize)>,
}

impl Typed {
    /// Takes in a record with that id.
    pub(super) fn add(&mut self, id: Held, node: &Node<'_>) {
        if self.is_too_long {
            return;
        }
        if self.records.len() == MOST_CARRIED {
            *self = Self::too_long();
            return;
        }
        self.text.extend(INDENT);
        // What came out of a file can be written again.
        let _ = json::write_at(2, &mut self.text, &Plain::group(node, &RECORD));
        self.records.push((id, self.text.len()));
    }

    /// What a file with more records than are carried says.
    pub(super) fn too_long() -> Self {
        Self { is_too_long: true, ..Self::default() }
    }

    /// Takes in what the file says beside its records; a table says that it has some.
    pub(super) fn close(&mut self, root: Option<&Node<'_>>) {
        let table = || Map::from_iter([("records".to_owned(), Value::Array(Vec::new()))]);
        self.snapshot = match root.map(|root| of_group(root, &SNAPSHOT)) {
            Some(Value::Object(snapshot)) => snapshot,
            Some(_) => Map::new(),
            None => table(),
        };
    }
}

/// What the files of a year say together; nothing where it is none, or has more records than are carried.
pub(super) fn of_year(name: &str, files: Vec<Typed>) -> Option<YearData> {
    let listed: usize = files.iter().map(|file| file.records.len()).sum();
    if listed > MOST_CARRIED || files.iter().any(|file| file.is_too_long) {
        return None;
    }
    let mut snapshot = Map::new();
    let mut texts = Vec::new();
    for file in files {
        add(&mut snapshot, file.snapshot);
        texts.push((file.text, file.records));
    }
    let mut records = Vec::with_capacity(listed);
    for (text, of_file) in &mut texts {
        let mut start = 0;
        for (id, end) in of_file.drain(..) {
            records.push((id, text.get(start..end).unwrap_or_default()));
            start = end;
        }
    }
    let (content, lines) = with_records(&written(&Value::Object(in_order(snapshot))), records);
    Some((name.parse().ok()?, Arc::new(content), lines))
}

/// What stands before a record in a snapshot.
const INDENT: &[u8] = b"    ";

/// A snapshot whose list of records is empty, with these records; and the lines on which their ids stand.
fn with_records(snapshot: &str, mut records: Vec<(Held, &[u8])>) -> (Content, YearLines) {
    const ID: &[u8] = b"      \"id\": ";
    // No line within a text looks like this one, since a text stands on one line.
    const EMPTY: &str = "\n  \"records\": []";
    let Some((before, after)) = snapshot.split_once(EMPTY).filter(|_| !records.is_empty()) else {
        return (Content::of(snapshot.as_bytes().to_vec()), YearLines::default());
    };
    let count = |text: &[u8]| text.iter().fold(0, |lines, byte| lines + usize::from(*byte == b'\n'));
    // The first record begins behind the line that opens the list.
    let mut line = count(before.as_bytes()) + 3;
    let mut lines = Vec::with_capacity(records.len());
    records.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut packing = Packing::default();
    // Writing to memory cannot fail.
    let mut put = |text: &[u8]| drop(packing.write_all(text));
    put(before.as_bytes());
    put(b"\n  \"records\": [\n");
    for (place, (id, record)) in records.into_iter().enumerate() {
        put(if place == 0 { b"" } else { b",\n" });
        put(record);
        let at = record.split(|byte| *byte == b'\n').position(|line| line.starts_with(ID)).unwrap_or_default();
        lines.push((id, u32::try_from(line + at).unwrap_or(u32::MAX)));
        line += count(record) + 1;
    }
    put(b"\n  ]");
    put(after.as_bytes());
    (packing.end(), YearLines(lines))
}

/// Adds what another file of the same year says: lists are joined, all else stands in one file only.
fn add(merged: &mut Map<String, Value>, part: Map<String, Value>) {
    for (key, value) in part {
        match (merged.get_mut(&key), value) {
            (Some(Value::Array(all)), Value::Array(more)) => all.extend(more),
            (Some(_), _) => {}
            (None, value) => drop(merged.insert(key, value)),
        }
    }
}

/// A snapshot with its keys in the order of the format, and its lists in one order whatever the files had.
fn in_order(mut snapshot: Map<String, Value>) -> Map<String, Value> {
    let text = |item: &Value, key: &str| item.get(key).map(ToString::to_string).unwrap_or_default();
    for (list, first, second) in [("sources", "id", ""), ("returns", "city", "date")] {
        if let Some(Value::Array(items)) = snapshot.get_mut(list) {
            items.sort_by_cached_key(|item| (text(item, first), text(item, second)));
        }
    }
    let keys = SNAPSHOT.fields.iter().map(|field| field.key);
    keys.filter_map(|key| snapshot.remove(key).map(|value| (key.to_owned(), value))).collect()
}
