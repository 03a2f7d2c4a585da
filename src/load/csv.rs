//! The projects of a snapshot as CSV (RFC 4180): one row a project, the first line the names of the columns.
//!
//! Each row becomes the tree that its record would be in YAML, with the place of every value, so that the same rules look
//! at it, and tell what is wrong in the same words; one that was found sound before, in whatever table with the same heads,
//! is known again by its line. The only file that knows the CSV package.

use super::csv_columns::{Plan, plan};
use super::file::STAND_IN;
use super::node::{Kind, Node};
use super::owner::Names;
use super::yaml::{FOREIGN, offset, underlined};
use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Mark, Place, Print, Printing};
use csv_core::{ReadFieldResult, Reader, ReaderBuilder};
use std::borrow::Cow;

/// The signs with which a formula can begin, the wide ones of East Asian keyboards too, what a spreadsheet may skip
/// before them, and the apostrophe itself: a text that begins so has an apostrophe before it in CSV, which is no part of
/// it. Our own exports are written so.
pub const GUARDED: [char; 13] = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠', '\''];

/// The longest line that is known again, in bytes.
const LONGEST_ROW: usize = 8192;

/// One value of a row.
pub(super) struct Cell<'t> {
    /// What it says; empty where nothing stands.
    pub(super) value: Cow<'t, str>,
    /// Where, with its quotation marks.
    pub(super) place: Place,
    /// Whether it stands in the file as it is, from the first byte of its place on.
    pub(super) is_verbatim: bool,
}

/// A row that stands on a line of its own.
pub(super) struct Line {
    /// The mark of the line under the heads of its table: the same of lines that say the same.
    pub(super) mark: Mark,
    /// Its first byte.
    pub(super) start: u32,
}

/// Takes in the rows of a table.
pub(super) trait Rows {
    /// Whether a row that was taken in before, from whatever table, may be taken in by its mark.
    fn knows_rows(&self) -> bool;

    /// Takes in a row by its mark; tells whether it was known.
    fn again(&mut self, line: &Line) -> bool;

    /// Takes in the record of a row; by the line, if there is one, the same can be known again.
    fn row(&mut self, record: &Node<'_>, line: Option<&Line>, found: &mut Diagnostics);
}

/// Hands on each row, and tells whether every row could be read.
pub(super) fn rows((file, text): (FileId, &str), names: &Names, to: &mut dyn Rows, found: &mut Diagnostics) -> bool {
    let mut cells = Cells::new(file, text, names.is_mended);
    let Some(heads) = cells.row(found) else {
        if !cells.is_broken {
            let message = "this file says nothing";
            found
                .error("missing-value", cells.place(0, 0), message)
                .help("write the names of the columns, and a row a project");
        }
        return false;
    };
    if is_parted_by_tabs(&heads, found) {
        return false;
    }
    let Some(plan) = plan(&heads, found) else { return false };
    let (mut are_whole, mut is_empty) = (true, true);
    let sign = cells.sign;
    let under = cells.under_heads();
    loop {
        let line = if to.knows_rows() { cells.line(&under) } else { None };
        if let Some((line, end)) = &line
            && to.again(line)
        {
            (cells.at, is_empty) = (*end, false);
            continue;
        }
        let Some(row) = cells.row(found) else { break };
        if row.iter().all(|cell| cell.value.is_empty()) {
            continue;
        }
        is_empty = false;
        if !fits(&row, &heads, sign, found) {
            are_whole = false;
            continue;
        }
        let place = row.first().map_or_else(|| cells.place(0, 0), |cell| cell.place);
        let record = node(&plan, &row).unwrap_or(Node { kind: Kind::Map(Vec::new()), place });
        // A row may go on behind its line, or end before.
        let line = line.filter(|(_, end)| cells.ends_at(*end));
        to.row(&record, line.as_ref().map(|(line, _)| line), found);
    }
    if let Some(first) = heads.first().filter(|_| is_empty && !cells.is_broken) {
        // A list that got lost on its way would be an edition without projects.
        found
            .error("missing-value", first.place, "this table names its columns, and lists no project")
            .help("write a row a project; or remove the file, if there is none to list");
    }
    are_whole && !is_empty && !cells.is_broken
}

/// Notes a first line whose columns stand apart by tabs.
fn is_parted_by_tabs(heads: &[Cell<'_>], found: &mut Diagnostics) -> bool {
    let [only] = heads else { return false };
    if !only.value.contains('\t') {
        return false;
    }
    found
        .error("csv-syntax", only.place, "the columns of this file stand apart by tabs, and not by commas")
        .help("save it in the spreadsheet as “CSV UTF-8”");
    true
}

/// The sign between the cells, and where the names of the columns begin: as a line such as `sep=;` says, which is for
/// spreadsheets alone, and otherwise by the names, which have neither commas nor semicolons. Where numbers are written with
/// a comma, spreadsheets put semicolons between cells.
fn parted(text: &str) -> (char, usize) {
    let first = text.split(['\r', '\n']).find(|line| !line.is_empty()).unwrap_or_default();
    let told = first.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and_then(|_| first.get(4..));
    match told {
        Some(",") => (',', text.find(first).unwrap_or_default() + first.len()),
        Some(";") => (';', text.find(first).unwrap_or_default() + first.len()),
        _ if first.contains(';') && !first.contains(',') => (';', 0),
        _ => (',', 0),
    }
}

/// Notes a row that has not the cells that the first line names.
fn fits(row: &[Cell<'_>], heads: &[Cell<'_>], sign: char, found: &mut Diagnostics) -> bool {
    if let Some(first) = row.first().filter(|_| row.len() != heads.len()) {
        let message = format!("this row has {} cells, and the first line names {} columns", row.len(), heads.len());
        let sign = if sign == ';' { "semicolon" } else { "comma" };
        let help = format!("put a text with a {sign} in it between quotation marks");
        found.error("csv-syntax", first.place, message).help(help);
        return false;
    }
    let mut named = row.iter().zip(heads);
    let Some((cell, _)) = named.find(|(cell, head)| head.value.is_empty() && !cell.value.is_empty()) else {
        return true;
    };
    let message = "this value stands in a column without a name";
    found.error("csv-syntax", cell.place, message).help("name the column in the first line, or take the value out");
    false
}

/// What a row says in the place of a plan; nothing where all its cells are empty.
fn node<'t>(plan: &Plan<'t>, row: &[Cell<'t>]) -> Option<Node<'t>> {
    let (kind, place) = match plan {
        Plan::Cell { column, is_needed } => {
            let cell = row.get(*column)?;
            let kind = match cell.value.as_ref() {
                "" if *is_needed => Kind::Empty,
                "" => return None,
                _ => Kind::Text(cell.value.clone()),
            };
            (kind, cell.place)
        }
        Plan::Words(column) => {
            let cell = row.get(*column).filter(|cell| !cell.value.is_empty())?;
            (Kind::List(words(cell)), cell.place)
        }
        Plan::Group(parts) => {
            let part = |(key, plan): &(Cow<'t, str>, Plan<'t>)| {
                let value = node(plan, row)?;
                Some((Node { kind: Kind::Text(key.clone()), place: value.place }, value))
            };
            let mut entries = Vec::with_capacity(parts.len());
            entries.extend(parts.iter().filter_map(part));
            let place = entries.first()?.1.place;
            (Kind::Map(entries), place)
        }
        Plan::List(items) => {
            let items: Vec<Node<'t>> = items.values().filter_map(|plan| node(plan, row)).collect();
            let place = items.first()?.place;
            (Kind::List(items), place)
        }
    };
    Some(Node { kind, place })
}

/// The words of a cell that holds a list of ids, each with its place.
fn words<'t>(cell: &Cell<'t>) -> Vec<Node<'t>> {
    let mut words = Vec::new();
    let mut at = 0;
    for word in cell.value.split(' ') {
        let start = cell.place.start + offset(at);
        at += word.len() + 1;
        if word.is_empty() {
            continue;
        }
        let place =
            if cell.is_verbatim { Place { start, end: start + offset(word.len()), ..cell.place } } else { cell.place };
        words.push(Node { kind: Kind::Text(Cow::Owned(word.to_owned())), place });
    }
    words
}

/// The rows of a text, as far as they have been read.
struct Cells<'t> {
    reader: Reader,
    /// What stands between two cells.
    sign: char,
    file: FileId,
    text: &'t str,
    /// How many bytes have been read.
    at: usize,
    /// What the package has made of a cell.
    made: Vec<u8>,
    /// How many cells the row before had.
    width: usize,
    /// Whether signs stand in the text for bytes of another encoding.
    is_mended: bool,
    /// Whether a quotation mark leaves open where cells end; nothing more is read then.
    is_broken: bool,
}

impl<'t> Cells<'t> {
    fn new(file: FileId, text: &'t str, is_mended: bool) -> Self {
        let (sign, at) = parted(text);
        let reader = ReaderBuilder::new().delimiter(if sign == ';' { b';' } else { b',' }).build();
        Self { reader, sign, file, text, at, made: vec![0; 4096], width: 0, is_mended, is_broken: false }
    }

    /// What the marks of all rows begin with: the heads, which say what each cell means.
    fn under_heads(&self) -> Printing {
        let mut under = Printing::default();
        let heads = self.text.get(..self.at).unwrap_or_default().trim_end_matches(['\r', '\n']);
        under.add(Print::of(heads.as_bytes()).digits().as_bytes());
        under
    }

    /// The next line, and where it ends; nothing where it is longer than rows are.
    fn line(&self, under: &Printing) -> Option<(Line, usize)> {
        let rest = self.text.get(self.at..)?;
        let line = rest.trim_start_matches(['\r', '\n']);
        let start = self.at + rest.len() - line.len();
        // A line that does not end may be most of the file, and it is looked for at every row.
        let near = (0..=line.len().min(LONGEST_ROW)).rev().find(|end| line.is_char_boundary(*end))?;
        let end = line.get(..near)?.find('\n').or((near == line.len()).then_some(near))?;
        let line = line.get(..end)?.trim_end_matches('\r');
        if self.is_mended || line.is_empty() || line.contains('\r') {
            return None;
        }
        let mut mark = under.clone();
        mark.add(line.as_bytes());
        Some((Line { mark: mark.mark(), start: offset(start) }, start + line.len()))
    }

    /// Whether the last row ended with the line that ends there.
    fn ends_at(&self, end: usize) -> bool {
        let read = self.text.get(..self.at).unwrap_or_default();
        read.trim_end_matches(['\r', '\n']).len() == end
    }

    /// The next row; nothing at the end.
    fn row(&mut self, found: &mut Diagnostics) -> Option<Vec<Cell<'t>>> {
        let mut cells = Vec::with_capacity(self.width);
        while !self.is_broken {
            let start = self.at;
            let Some((length, is_last)) = self.next() else { break };
            let raw = self.text.get(start..self.at).unwrap_or_default();
            // Line ends of empty lines, and the second half of one, stand before the first cell of the next row.
            let typed = if cells.is_empty() { raw.trim_start_matches(['\r', '\n']) } else { raw };
            let start = start + raw.len() - typed.len();
            let ends = if is_last { ['\r', '\n'] } else { [self.sign; 2] };
            let typed = typed.strip_suffix(ends).unwrap_or(typed);
            if !is_well_quoted(typed) {
                self.is_broken = true;
                self.note_quotes(start, typed, found);
                return None;
            }
            cells.push(self.cell(start, typed, length));
            if is_last {
                self.width = cells.len();
                return Some(cells);
            }
        }
        (!cells.is_empty()).then_some(cells)
    }

    /// Reads a cell: how many bytes the package has made of it, and whether it is the last of its row.
    fn next(&mut self) -> Option<(usize, bool)> {
        let mut length = 0;
        loop {
            let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            let (result, read, made) = self.reader.read_field(rest, self.made.get_mut(length..).unwrap_or_default());
            self.at += read;
            length += made;
            match result {
                ReadFieldResult::InputEmpty => {}
                ReadFieldResult::OutputFull => self.made.resize(self.made.len() * 2, 0),
                ReadFieldResult::Field { record_end } => return Some((length, record_end)),
                ReadFieldResult::End => return None,
            }
        }
    }

    fn cell(&self, start: usize, typed: &'t str, length: usize) -> Cell<'t> {
        let is_quoted = typed.starts_with('"');
        let (value, start, typed) = if is_quoted {
            let inner = typed.get(1..typed.len() - 1).unwrap_or_default();
            let made = || String::from_utf8_lossy(self.made.get(..length).unwrap_or_default()).into_owned();
            (if holds(inner, b'"') { Cow::Owned(made()) } else { Cow::Borrowed(inner) }, start, typed)
        } else {
            let value = typed.trim_matches([' ', '\t']);
            let before = typed.len() - typed.trim_start_matches([' ', '\t']).len();
            (Cow::Borrowed(value), start + before, value)
        };
        let guarded = value.strip_prefix('\'').filter(|rest| rest.starts_with(GUARDED)).map(str::len);
        let is_verbatim = !is_quoted && guarded.is_none();
        let value = match guarded {
            Some(length) => Cow::Owned(value[value.len() - length..].to_owned()),
            None => value,
        };
        // A line end within a text is one sign, as it is in YAML.
        let value = if holds(&value, b'\r') && value.contains("\r\n") {
            Cow::Owned(value.replace("\r\n", "\n"))
        } else {
            value
        };
        let is_foreign = self.is_mended && value.contains(STAND_IN);
        let value = if is_foreign { Cow::Owned(value.replace(STAND_IN, &FOREIGN.to_string())) } else { value };
        let end = start + if value.is_empty() { 0 } else { underlined(self.text, start, start + typed.len()) };
        Cell { value, place: self.place(start, end), is_verbatim }
    }

    fn note_quotes(&self, start: usize, typed: &str, found: &mut Diagnostics) {
        let is_open = self.text.get(start + typed.len()..).is_none_or(|rest| rest.trim().is_empty());
        let message = if is_open {
            "this quotation mark is not closed, and the rest of the file is not read"
        } else {
            "something stands behind a closing quotation mark, and the rest of the file is not read"
        };
        found
            .error("csv-syntax", self.place(start, start + 1), message)
            .help("close the text with a quotation mark; type one that belongs to the text twice");
    }

    fn place(&self, start: usize, end: usize) -> Place {
        Place { file: self.file, start: offset(start), end: offset(end) }
    }
}

/// Whether a cell that begins with a quotation mark ends with one, and has only doubled ones between.
fn is_well_quoted(typed: &str) -> bool {
    let Some(rest) = typed.strip_prefix('"') else { return true };
    let is_doubled = |inner: &str| inner.split("\"\"").all(|part| !part.contains('"'));
    rest.strip_suffix('"').is_some_and(|inner| !holds(inner, b'"') || is_doubled(inner))
}

/// Whether a text holds a plain sign, told without a way out of the loop, so that many letters are looked at in one step.
fn holds(text: &str, sign: u8) -> bool {
    text.bytes().fold(0, |holds, byte| holds | u8::from(byte == sign)) > 0
}
