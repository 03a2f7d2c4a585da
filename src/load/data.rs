//! The inputs once more as plain data, in one order whatever the order of the files: what they say, without their form.

use super::decode::one_line;
use super::json;
use super::node::Node;
use super::shape::{Field, Group, Shape, count};
use crate::bundle::Content;
use crate::held::Held;
use crate::terms::When;
use serde::{Serialize, Serializer};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The inputs as data, file by file. Written as `NAME.json`, they are a folder of inputs again.
///
/// It is taken from the files as they are looked at, and means something where they have no faults: what has one is left
/// out here without a word.
#[derive(Debug, Default)]
pub struct Data {
    /// The files that belong to no year, by name, in the order of the format.
    pub(super) registers: Vec<(&'static str, Value)>,
    /// One a year, ascending, as every edition from that year on carries it; none of a year with more than
    /// [`MOST_CARRIED`](super::MOST_CARRIED) records.
    pub(super) snapshots: Vec<(i32, Arc<Content>)>,
    /// The figures of final editions, one a year, ascending.
    pub(super) seals: Vec<(i32, Value)>,
    /// The texts of the editions: year, path among the inputs, and what the file says.
    pub(super) texts: Vec<(i32, String, String)>,
    /// Where the records stand.
    pub(super) lines: RecordLines,
}

/// The lines of the records in the file of each year, where the file is written as an edition carries it.
pub type RecordLines = BTreeMap<i32, YearLines>;

/// The lines of the records of a year, in the order of their ids.
#[derive(Debug, Default)]
pub struct YearLines(pub(super) Vec<(Held, u32)>);

/// A file of data as an edition carries it.
pub fn written(file: &impl Serialize) -> String {
    // What came out of a file can be written again.
    serde_json::to_string_pretty(file).unwrap_or_default() + "\n"
}

impl YearLines {
    /// The line of the record with that id, counted from 1.
    pub fn get(&self, id: &str) -> Option<u32> {
        let place = self.0.binary_search_by(|(other, _)| other.as_str().cmp(id)).ok()?;
        self.0.get(place).map(|(_, line)| *line)
    }
}

impl Data {
    /// Where the records of every year stand in the files of an edition.
    pub fn record_lines(&self) -> &RecordLines {
        &self.lines
    }

    /// The texts of the editions up to that year: path among the inputs, and what the file says.
    pub fn texts_up_to(&self, year: i32) -> impl Iterator<Item = (&str, &str)> {
        let texts = self.texts.iter().filter(move |(of, _, _)| *of <= year);
        texts.map(|(_, path, text)| (path.as_str(), text.as_str()))
    }

    /// The ids of the projects that the register of partnerships names, of all years.
    pub fn tied(&self) -> BTreeSet<&str> {
        let lists = self.registers.iter().filter_map(|(_, value)| value.get("partnerships")?.as_array());
        lists.flatten().filter_map(|link| link.get("project")?.as_str()).collect()
    }

    /// What an edition of that year rests on, file by file as it carries them: the registers, the snapshots up to it, the
    /// steps between them, the partnerships that were seen, the plans that had begun, and the figures of final editions.
    ///
    /// `listed` are those of [`tied`](Self::tied) that a list up to that year shows: a partnership names no other project.
    pub fn up_to(&self, year: i32, listed: &BTreeSet<&str>) -> Vec<(String, Arc<Content>)> {
        let text = |value: &Value| Arc::new(Content::of(written(value).into_bytes()));
        let registers = self.registers.iter().map(|(name, value)| {
            let mut value = value.clone();
            keep(&mut value, "steps", |step| step.get("to").and_then(Value::as_i64), year);
            keep(&mut value, "plans", |plan| begin(plan.get("as_of")?), year);
            keep(&mut value, "partnerships", first_seen, year);
            untie(&mut value, listed);
            ((*name).to_owned(), text(&value))
        });
        let snapshots = self.snapshots.iter().filter(|(of, _)| *of <= year);
        let snapshots = snapshots.map(|(of, text)| (of.to_string(), Arc::clone(text)));
        let seals = self.seals.iter().filter(|(of, _)| *of <= year);
        let seals = seals.map(|(of, value)| (format!("final/{of}"), text(value)));
        registers.chain(snapshots).chain(seals).collect()
    }
}

/// The first year in which a partnership is seen.
fn first_seen(link: &Value) -> Option<i64> {
    let years = link.get("years").and_then(Value::as_array);
    years.and_then(|years| years.iter().filter_map(Value::as_i64).min()).or_else(|| link.get("from")?.as_i64())
}

/// Takes away the projects of partnerships that no list shows yet; their cities stay.
fn untie(file: &mut Value, listed: &BTreeSet<&str>) {
    for link in file.get_mut("partnerships").and_then(Value::as_array_mut).into_iter().flatten() {
        let is_listed = link.get("project").and_then(Value::as_str).is_none_or(|id| listed.contains(id));
        if let (false, Some(link)) = (is_listed, link.as_object_mut()) {
            link.shift_remove("project");
        }
    }
}

/// Keeps the items of a list that a file may have whose year is not later.
fn keep(file: &mut Value, list: &str, of: impl Fn(&Value) -> Option<i64>, year: i32) {
    if let Some(Value::Array(items)) = file.get_mut(list) {
        items.retain(|item| of(item).is_some_and(|of| of <= i64::from(year)));
    }
}

/// The year of a date.
fn begin(date: &Value) -> Option<i64> {
    date.as_i64().or_else(|| Some(When::parse(date.as_str()?)?.year().into()))
}

/// A group with its keys in the order of the format.
pub(super) fn of_group(node: &Node<'_>, group: &'static Group) -> Value {
    let plain = Plain { node, as_what: As::Group(group), is_written: false };
    serde_json::to_value(plain).unwrap_or_default()
}

/// A value as data: numbers and years as numbers, all else as text on one line.
pub(super) struct Plain<'a> {
    node: &'a Node<'a>,
    as_what: As,
    /// Whether it goes straight into a file, which [`json`] writes.
    is_written: bool,
}

/// What a value is written as.
enum As {
    Group(&'static Group),
    Shape(&'static Shape),
}

impl<'a> Plain<'a> {
    /// A group to be written into a file, its keys in the order of the format.
    pub(super) fn group(node: &'a Node<'a>, group: &'static Group) -> Self {
        Self { node, as_what: As::Group(group), is_written: true }
    }

    /// A value of it; nothing where nothing stands.
    fn of(&self, node: &'a Node<'a>, shape: &'static Shape) -> Option<Self> {
        let is_there = matches!(shape, Shape::List(_) | Shape::Map(_) | Shape::Group(_)) || node.text().is_some();
        is_there.then_some(Self { node, as_what: As::Shape(shape), ..*self })
    }
}

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let node = self.node;
        let fields = |group: &'static Group| {
            let entry = |field: &'static Field| Some((field.key, self.of(node.get(field.key)?, &field.shape)?));
            group.fields.iter().filter_map(entry)
        };
        let shape = match self.as_what {
            As::Group(group) => return to.collect_map(fields(group)),
            As::Shape(shape) => shape,
        };
        let count_or_year = |text: &str| match When::parse(text) {
            Some(When::Year(_)) => count(text),
            _ => None,
        };
        let text = || node.text().unwrap_or_default().trim();
        let number = match shape {
            Shape::Group(group) => return to.collect_map(fields(group)),
            Shape::List(item) => return to.collect_seq(node.items().iter().filter_map(|node| self.of(node, item))),
            Shape::Map(value) => {
                let entries = node.entries().iter();
                return to
                    .collect_map(entries.filter_map(|(key, node)| Some((key.text()?.trim(), self.of(node, value)?))));
            }
            Shape::Count | Shape::Printed | Shape::Pages | Shape::Amount => count(text()),
            Shape::Year | Shape::Date(_) => count_or_year(text()),
            Shape::Text | Shape::Id | Shape::Share | Shape::Address | Shape::Country | Shape::Choice(_) => None,
        };
        match number {
            Some(number) => to.serialize_u32(number),
            None if self.is_written => json::Text(&one_line(text())).serialize(to),
            None => to.serialize_str(&one_line(text())),
        }
    }
}
