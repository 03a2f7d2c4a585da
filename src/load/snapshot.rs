//! The files of one year become one snapshot.

use super::decode::{self, Defaults};
use super::file::Text;
use super::format::{RECORD, SNAPSHOT};
use super::shape;
use super::written::{Published, Record, Return, Snapshot, SourceEntry};
use super::yaml::{Node, Streamed};
use crate::diagnostic::Diagnostics;
use crate::source::{At, Place};
use crate::terms::When;

/// What one file says of its year.
pub(super) struct Part {
    year: Option<At<i32>>,
    as_of: Option<At<When>>,
    as_of_typed: bool,
    source_gaps: bool,
    sources: Vec<SourceEntry>,
    /// Where `defaults:` stands, if it is there, and what it says.
    defaults: Option<(Place, Defaults)>,
    returns: Option<Vec<Return>>,
    published: Option<Published>,
    records: Option<Vec<Record>>,
}

impl Part {
    /// What its file would be named after.
    pub(super) fn name(&self) -> String {
        self.year.as_ref().map(|year| year.value.to_string()).unwrap_or_default()
    }
}

/// Looks at one file and takes out what it says. A record is looked at as soon as it is read, and its tree is dropped.
pub(super) fn part(text: &Text, found: &mut Diagnostics) -> Option<Part> {
    let mut records = Vec::new();
    let mut item = |node: &Node<'_>, is_first: bool, found: &mut Diagnostics| {
        shape::check_item(node, "records", &RECORD, found);
        if is_first {
            records.extend(decode::record(node));
        }
    };
    let root = text.parse(Some(Streamed { key: "records", item: &mut item }), found)?;
    shape::check_file(&root, &SNAPSHOT, found);
    let sources = decode::sources(&root);
    Some(Part {
        year: decode::year(&root),
        as_of: decode::as_of(&root),
        as_of_typed: root.get("as_of").is_some(),
        source_gaps: decode::gaps(&root, "sources", sources.len()),
        sources,
        defaults: root.get("defaults").map(|node| (node.place, decode::defaults(node))),
        returns: decode::returns(&root),
        published: decode::published(&root),
        records: root.get("records").map(|_| records),
    })
}

/// The files of one year become one snapshot; the order of the files leaves no trace.
pub(super) fn merged(name: &str, parts: Vec<Part>, found: &mut Diagnostics) -> Option<Snapshot> {
    for year in parts.iter().filter_map(|part| part.year.as_ref()) {
        if year.value.to_string() != name {
            found
                .error(
                    "wrong-year",
                    year.place,
                    format!("this file belongs to {name} by its name, and says {}", year.value),
                )
                .help(format!("write `year: {name}`, or move the file"));
        }
    }
    let mut given = parts.iter().filter_map(|part| part.defaults.as_ref());
    let defaults = given.next().cloned();
    for (second, _) in given {
        let first = defaults.as_ref().map_or(*second, |(first, _)| *first);
        found
            .error("given-twice", *second, "`defaults:` is given by more than one file of this year")
            .also(first, "first here")
            .help("keep it in one of the files");
    }
    let year = parts.iter().find_map(|part| part.year.clone())?;
    let mut snapshot = Snapshot {
        year,
        as_of: Vec::new(),
        as_of_typed: false,
        source_gaps: false,
        sources: Vec::new(),
        returns: None,
        published: Vec::new(),
        records: None,
    };
    for part in parts {
        snapshot.as_of.extend(part.as_of);
        snapshot.as_of_typed |= part.as_of_typed;
        snapshot.source_gaps |= part.source_gaps;
        snapshot.sources.extend(part.sources);
        snapshot.published.extend(part.published);
        joined(&mut snapshot.returns, part.returns);
        joined(&mut snapshot.records, part.records);
    }
    snapshot.sources.sort_by(|a, b| a.id.value.cmp(&b.id.value));
    if let Some((_, defaults)) = &defaults {
        snapshot.records.iter_mut().flatten().for_each(|record| defaults.fill(record));
    }
    Some(snapshot)
}

/// Appends a list that was given to what was given before.
fn joined<T>(all: &mut Option<Vec<T>>, more: Option<Vec<T>>) {
    match (all.as_mut(), more) {
        (Some(all), Some(more)) => all.extend(more),
        (None, more) => *all = more,
        (Some(_), None) => {}
    }
}
