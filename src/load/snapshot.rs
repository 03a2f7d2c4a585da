//! The files of one year become one snapshot.

use super::csv::{Line, Rows};
use super::data_years::{MOST_CARRIED, Typed};
use super::decode::{self, Defaults, Holding};
use super::file::Text;
use super::format::{RECORD, SNAPSHOT};
use super::node::{Kind, Node};
use super::owner::Names;
use super::seen::{SeenRows, Shared};
use super::shape::{self, is_id};
use super::written::{Entry, Gaps, Published, Record, Return, Snapshot, SourceEntry};
use super::yaml::Streamed;
use crate::diagnostic::{Diagnostics, Severity};
use crate::source::{At, FileId, Place};
use crate::terms::When;

/// What one file says of its year.
pub(super) struct Part {
    /// The beginning of the file.
    top: Place,
    year: Option<At<i32>>,
    as_of: Option<At<When>>,
    as_of_typed: bool,
    final_since: Option<At<When>>,
    gaps: Gaps,
    sources: Vec<SourceEntry>,
    /// Where `defaults:` stands, if it is there, and what it says.
    defaults: Option<(Place, Defaults)>,
    returns: Option<Vec<Return>>,
    published: Option<Published>,
    records: Option<Vec<Record>>,
    /// The same as plain data, where it was asked for.
    typed: Option<Typed>,
}

impl Part {
    /// What its file would be named after.
    pub(super) fn name(&self) -> String {
        self.year.as_ref().map(|year| year.value.to_string()).unwrap_or_default()
    }

    /// Hands on what it says as plain data.
    pub(super) fn take_typed(&mut self) -> Option<Typed> {
        self.typed.take()
    }
}

/// Looks at one file and takes out what it says, and with `typed` the same as plain data. A record is looked at as soon
/// as it is read, and its tree is dropped.
pub(super) fn part(
    text: &Text,
    is_table: bool,
    typed: Option<Typed>,
    (names, shared): (&mut Names, &Shared),
    found: &mut Diagnostics,
) -> Option<Part> {
    (names.group, names.is_mended) = (Some(&SNAPSHOT), text.is_mended);
    if is_table {
        Some(table(text, typed, (names, shared), found))
    } else {
        whole(text, Listed::new(typed, shared), names, found)
    }
}

/// The records of a file as they come in.
struct Listed<'a> {
    records: Vec<Record>,
    /// Whether each of them has an id.
    are_whole: bool,
    typed: Option<Typed>,
    holding: Holding<'a>,
}

impl<'a> Listed<'a> {
    fn new(typed: Option<Typed>, shared: &'a Shared) -> Self {
        Self { records: Vec::new(), are_whole: true, typed, holding: Holding::of(&shared.texts) }
    }

    /// Takes in a record, which counts if it stands in the first list of the file. The places within it are counted from
    /// that byte on.
    fn add(&mut self, node: &Node<'_>, (from, is_first): (u32, bool), names: &Names, found: &mut Diagnostics) {
        shape::check_item(node, ("records", &RECORD), names, found);
        let record = decode::record(node, from, &self.holding).filter(|_| is_first);
        self.are_whole &= record.as_ref().is_some_and(|record| is_id(&record.id.value));
        if let (Some(typed), Some(record)) = (&mut self.typed, &record) {
            typed.add(record.id.value.clone(), node);
        }
        self.records.extend(record);
    }
}

/// The records of a table as its rows come in.
struct Tabled<'a> {
    listed: Listed<'a>,
    file: FileId,
    names: &'a Names,
    seen: &'a SeenRows,
}

impl Rows for Tabled<'_> {
    fn knows_rows(&self) -> bool {
        // What is carried as data is made from each row.
        self.listed.typed.is_none()
    }

    fn again(&mut self, line: &Line) -> bool {
        let said = self.seen.get(line.mark);
        let is_seen = said.is_some();
        self.listed.records.extend(said.map(|said| Record::of(Entry::of(said, (self.file, line.start)))));
        is_seen
    }

    fn row(&mut self, node: &Node<'_>, line: Option<&Line>, found: &mut Diagnostics) {
        let faults = |found: &Diagnostics| (found.count(Severity::Error), found.count(Severity::Warning));
        let before = (faults(found), self.listed.records.len() + 1);
        let from = line.map_or(0, |line| line.start);
        self.listed.add(node, (from, true), self.names, found);
        let is_sound = before == (faults(found), self.listed.records.len());
        let said = self.listed.records.last().and_then(Record::said).filter(|_| is_sound);
        if let (Some(line), Some(said)) = (line, said) {
            self.seen.keep(line.mark, said);
        }
    }
}

/// What a table of projects says.
fn table(text: &Text, typed: Option<Typed>, (names, shared): (&Names, &Shared), found: &mut Diagnostics) -> Part {
    if typed.is_some() && text.line_ends() > MOST_CARRIED {
        // It has more records than are carried as data, unless many of its cells go over several lines.
        let mut own = Diagnostics::default();
        let part = read(text, None, (names, shared), &mut own);
        if part.records.as_ref().is_some_and(|records| records.len() > MOST_CARRIED) {
            found.join(own);
            return Part { typed: Some(Typed::too_long()), ..part };
        }
    }
    read(text, typed, (names, shared), found)
}

/// The same, row by row.
fn read(text: &Text, typed: Option<Typed>, (names, shared): (&Names, &Shared), found: &mut Diagnostics) -> Part {
    let listed = Listed::new(typed, shared);
    let mut tabled = Tabled { listed, file: text.id(), names, seen: &shared.rows };
    tabled.listed.records.reserve(text.line_ends());
    let is_read = text.rows(names, &mut tabled, found);
    let Listed { records, are_whole, mut typed, .. } = tabled.listed;
    if let Some(typed) = &mut typed {
        typed.close(None);
    }
    Part {
        top: text.top(),
        year: None,
        as_of: None,
        as_of_typed: false,
        final_since: None,
        gaps: Gaps { sources: false, records: !(are_whole && is_read), published: false },
        sources: Vec::new(),
        defaults: None,
        returns: None,
        published: None,
        records: Some(records),
        typed,
    }
}

/// What a file in YAML says.
fn whole(text: &Text, mut listed: Listed<'_>, names: &Names, found: &mut Diagnostics) -> Option<Part> {
    let mut item =
        |node: &Node<'_>, is_first: bool, found: &mut Diagnostics| listed.add(node, (0, is_first), names, found);
    let root = text.parse(Some(Streamed { key: "records", item: &mut item }), names, found)?;
    let Listed { records, are_whole, mut typed, .. } = listed;
    let before = found.count(Severity::Error);
    shape::check_file(&root, &SNAPSHOT, names, found);
    let Kind::Map(_) = root.kind else { return None };
    if let Some(typed) = &mut typed {
        typed.close(Some(&root));
    }
    let is_sound = found.count(Severity::Error) == before;
    let sources = decode::sources(&root);
    let is_list = |node: &Node<'_>| matches!(node.kind, Kind::List(_));
    let are_told = root.get("records").is_none_or(is_list) && !decode::holds_strange_keys(&root, &SNAPSHOT);
    let gaps = Gaps {
        sources: decode::gaps(&root, "sources", sources.len()),
        records: !(are_whole && are_told),
        published: !is_sound,
    };
    Some(Part {
        top: text.top(),
        year: decode::year(&root),
        as_of: decode::as_of(&root),
        as_of_typed: root.get("as_of").is_some() || gaps.records,
        final_since: decode::final_since(&root),
        sources,
        defaults: root.get("defaults").map(|node| (node.place, decode::defaults(node))),
        returns: decode::returns(&root),
        published: decode::published(&root),
        records: (root.get("records").is_some() || gaps.records).then_some(records),
        gaps,
        typed,
    })
}

/// The files of one year become one snapshot; the order of the files leaves no trace.
///
/// A file that could not be read at all is no part; then nothing is known for certain to be missing.
pub(super) fn merged(name: &str, files: Vec<Option<Part>>, found: &mut Diagnostics) -> Snapshot {
    let is_whole = files.iter().all(Option::is_some) && !files.is_empty();
    let parts: Vec<Part> = files.into_iter().flatten().collect();
    wrong_years(name, &parts, found);
    let mut given = parts.iter().filter_map(|part| part.defaults.as_ref());
    let defaults = given.next().cloned();
    for (second, _) in given {
        let first = defaults.as_ref().map_or(*second, |(first, _)| *first);
        found
            .error("given-twice", *second, "`defaults:` is given by more than one file of this year")
            .also(first, "first here")
            .help("keep it in one of the files");
    }
    let typed = parts.iter().find_map(|part| part.year.as_ref());
    let place = typed.map(|year| year.place).or_else(|| parts.first().map(|part| part.top));
    let lies_under = name.parse().unwrap_or_default();
    // Of the name and the year that is typed, the cut-off tells which is a slip.
    let is_dated = |year: i32| parts.iter().filter_map(|part| part.as_of.as_ref()).any(|at| at.value.year() == year);
    let year = typed.map(|year| year.value).filter(|year| is_dated(*year)).unwrap_or(lies_under);
    let mut snapshot = Snapshot {
        year: At { value: year, place: place.unwrap_or(Place::NOWHERE) },
        lies_under,
        as_of: Vec::new(),
        as_of_typed: !is_whole,
        final_since: Vec::new(),
        gaps: Gaps { sources: !is_whole, records: !is_whole, published: !is_whole },
        sources: Vec::new(),
        returns: None,
        published: Vec::new(),
        records: (!is_whole).then(Vec::new),
    };
    for part in parts {
        snapshot.as_of.extend(part.as_of);
        snapshot.final_since.extend(part.final_since);
        snapshot.as_of_typed |= part.as_of_typed;
        snapshot.gaps = snapshot.gaps.and(part.gaps);
        snapshot.sources.extend(part.sources);
        snapshot.published.extend(part.published);
        joined(&mut snapshot.returns, part.returns);
        joined(&mut snapshot.records, part.records);
    }
    snapshot.gaps.records |= year != lies_under;
    snapshot.sources.sort_by(|a, b| a.id.value.cmp(&b.id.value));
    if let Some((_, defaults)) = &defaults {
        snapshot.records.iter_mut().flatten().for_each(|record| defaults.fill(record));
    }
    snapshot
}

/// Every file says the year under which it lies.
fn wrong_years(name: &str, parts: &[Part], found: &mut Diagnostics) {
    for year in parts.iter().filter_map(|part| part.year.as_ref()) {
        if !name.is_empty() && year.value.to_string() != name {
            found
                .error(
                    "wrong-year",
                    year.place,
                    format!("this file belongs to {name} by its name, and says {}", year.value),
                )
                .help(format!("write `year: {name}`, or move the file"));
        }
    }
}

/// Appends a list that was given to what was given before.
fn joined<T>(all: &mut Option<Vec<T>>, more: Option<Vec<T>>) {
    match (all.as_mut(), more) {
        (Some(all), Some(more)) => all.extend(more),
        (None, more) => *all = more,
        (Some(_), None) => {}
    }
}
