//! Rows as CSV (RFC 4180): UTF-8 without a mark, lines that end in CR and LF, the first line the names of the columns.
//!
//! A spreadsheet takes a cell for a formula if it begins with one of a few signs, quoted or not. Such a text gets an
//! apostrophe before it, as OWASP ASVS 5.0, 1.2.10 asks. A text that begins with an apostrophe gets one more, so that
//! nothing is lost: whoever takes one apostrophe from the cells that begin with one has the text back.

use crate::load::csv::GUARDED;

/// One value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Text of the inputs or of the report.
    Text(String),
    /// A number, which no spreadsheet takes for anything else.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// Not known, or none; an empty cell.
    Nothing,
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Text(text.to_owned()) }
    }
}

impl From<Option<&str>> for Cell {
    fn from(text: Option<&str>) -> Self {
        text.map_or(Self::Nothing, Self::from)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<Option<u32>> for Cell {
    fn from(number: Option<u32>) -> Self {
        number.map_or(Self::Nothing, Self::from)
    }
}

/// The rows under the names of their columns.
pub fn csv<'a>(columns: impl IntoIterator<Item = &'a str>, rows: &[Vec<Cell>]) -> String {
    let mut text = String::new();
    let heads: Vec<String> = columns.into_iter().map(|name| quoted(name.to_owned())).collect();
    line(&mut text, &heads);
    for row in rows {
        let cells: Vec<String> = row.iter().map(written).collect();
        line(&mut text, &cells);
    }
    text
}

fn line(text: &mut String, cells: &[String]) {
    // A line with nothing in it would be no row.
    let is_blank = matches!(cells, [only] if only.is_empty());
    text.push_str(if is_blank { "\"\"" } else { "" });
    text.push_str(&cells.join(","));
    text.push_str("\r\n");
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => quoted(guarded(text)),
        Cell::Number(number) => number.to_string(),
        Cell::Flag(flag) => flag.to_string(),
        Cell::Nothing => String::new(),
    }
}

fn guarded(text: &str) -> String {
    if text.starts_with(GUARDED) { format!("'{text}") } else { text.to_owned() }
}

fn quoted(text: String) -> String {
    if text.contains(['"', ',', '\r', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
}
