//! The snapshots as plain data: a record is written as soon as it is read, and its tree is dropped.

use super::data::{Plain, YearLines, of_group, written};
use super::format::{RECORD, SNAPSHOT};
use super::node::Node;
use crate::bundle::Content;
use crate::held::Held;
use serde_json::{Map, Value};
use std::sync::Arc;

/// A year: the file that every edition from then on carries, and the line of each record in it.
pub(super) type YearData = (i32, Arc<Content>, YearLines);

/// What one file of a year says.
#[derive(Debug, Default)]
pub(super) struct Typed {
    snapshot: Map<String, Value>,
    /// Each with its id, by which the records of a year are put in order.
    records: Vec<(Held, String)>,
}

impl Typed {
    /// Takes in a record with that id.
    pub(super) fn add(&mut self, id: Held, node: &Node<'_>) {
        self.records.push((id, record(node)));
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

/// What the files of a year say together; nothing where it is none.
pub(super) fn of_year(name: &str, files: Vec<Typed>) -> Option<YearData> {
    let mut snapshot = Map::new();
    let mut records = Vec::new();
    for file in files {
        add(&mut snapshot, file.snapshot);
        records.extend(file.records);
    }
    let (text, lines) = with_records(written(&Value::Object(in_order(snapshot))), records);
    Some((name.parse().ok()?, Arc::new(Content::of(text.into_bytes())), lines))
}

/// What a record says, as it stands in a snapshot.
fn record(node: &Node<'_>) -> String {
    // In two lists it is set in as it is in a snapshot.
    let text = serde_json::to_string_pretty(&[[Plain::group(node, &RECORD)]]).unwrap_or_default();
    text.strip_prefix("[\n  [\n").and_then(|text| text.strip_suffix("\n  ]\n]")).unwrap_or_default().to_owned()
}

/// A snapshot whose list of records is empty, with these records; and the lines on which their ids stand.
fn with_records(snapshot: String, mut records: Vec<(Held, String)>) -> (String, YearLines) {
    const ID: &str = "      \"id\": ";
    // No line within a text looks like this one, since a text stands on one line.
    const EMPTY: &str = "\n  \"records\": []";
    let Some((before, after)) = snapshot.split_once(EMPTY).filter(|_| !records.is_empty()) else {
        return (snapshot, YearLines::default());
    };
    let count = |text: &str| text.bytes().filter(|byte| *byte == b'\n').count();
    // The first record begins behind the line that opens the list.
    let mut line = count(before) + 3;
    let mut lines = Vec::with_capacity(records.len());
    records.sort_by(|(one, _), (other, _)| one.cmp(other));
    let length = records.iter().map(|(_, text)| text.len() + 2).sum::<usize>();
    let mut text = String::with_capacity(snapshot.len() + length + 8);
    text.push_str(before);
    text.push_str("\n  \"records\": [\n");
    for (place, (id, record)) in records.into_iter().enumerate() {
        text.push_str(if place == 0 { "" } else { ",\n" });
        text.push_str(&record);
        let at = record.lines().position(|line| line.starts_with(ID)).unwrap_or_default();
        lines.push((id, u32::try_from(line + at).unwrap_or(u32::MAX)));
        line += count(&record) + 1;
    }
    text.push_str("\n  ]");
    text.push_str(after);
    (text, YearLines(lines))
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
