//! The snapshots as plain data: a record is written as soon as it is read, and its tree is dropped.

use super::data::{Plain, lines, of_group, written};
use super::format::{RECORD, SNAPSHOT};
use super::node::Node;
use crate::bundle::Content;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A year: the file that every edition from then on carries, and the line of each record in it.
pub(super) type YearData = (i32, Arc<Content>, BTreeMap<String, usize>);

/// What one file of a year says.
#[derive(Debug, Default)]
pub(super) struct Typed {
    snapshot: Map<String, Value>,
    /// Each with its id, by which the records of a year are put in order.
    records: Vec<(String, String)>,
}

impl Typed {
    /// Takes in a record.
    pub(super) fn add(&mut self, node: &Node<'_>) {
        self.records.push(record(node));
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
    let text = with_records(&written(&Value::Object(in_order(snapshot))), records);
    let lines = lines(&text);
    Some((name.parse().ok()?, Arc::new(Content::of(text.into_bytes())), lines))
}

/// A record: its id, and what it says, as it stands in a snapshot.
fn record(node: &Node<'_>) -> (String, String) {
    let id = node.get("id").and_then(Node::text).unwrap_or_default().trim().to_owned();
    // In two lists it is set in as it is in a snapshot.
    let text = serde_json::to_string_pretty(&[[Plain::group(node, &RECORD)]]).unwrap_or_default();
    let text = text.strip_prefix("[\n  [\n").and_then(|text| text.strip_suffix("\n  ]\n]")).unwrap_or_default();
    (id, text.to_owned())
}

/// A snapshot whose list of records is empty, with these records.
fn with_records(snapshot: &str, mut records: Vec<(String, String)>) -> String {
    // No line within a text looks like this one, since a text stands on one line.
    const EMPTY: &str = "\n  \"records\": []";
    let Some((before, after)) = snapshot.split_once(EMPTY).filter(|_| !records.is_empty()) else {
        return snapshot.to_owned();
    };
    records.sort_by(|(one, _), (other, _)| one.cmp(other));
    let length = records.iter().map(|(_, text)| text.len() + 2).sum::<usize>();
    let mut text = String::with_capacity(snapshot.len() + length + 8);
    text.push_str(before);
    text.push_str("\n  \"records\": [\n");
    for (place, (_, record)) in records.into_iter().enumerate() {
        text.push_str(if place == 0 { "" } else { ",\n" });
        text.push_str(&record);
    }
    text.push_str("\n  ]");
    text.push_str(after);
    text
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
