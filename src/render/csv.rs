//! Rows as CSV (RFC 4180): UTF-8 without a mark, lines that end in CR and LF, the first line the names of the columns.
//!
//! A spreadsheet takes a cell for a formula if it begins with one of a few signs, quoted or not. Such a text gets an
//! apostrophe before it, as OWASP ASVS 5.0, 1.2.10 asks. A text that begins with an apostrophe gets one more, so that
//! nothing is lost: whoever takes one apostrophe from the cells that begin with one has the text back.

use crate::load::csv::GUARDED;
use std::borrow::Cow;
use std::fmt::Write as _;
use std::io;

/// One value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell<'a> {
    /// Text of the inputs or of the report.
    Text(Cow<'a, str>),
    /// A number, which no spreadsheet takes for anything else.
    Number(i64),
    /// Yes or no.
    Flag(bool),
    /// Not known, or none; an empty cell.
    Nothing,
}

impl<'a> From<Cow<'a, str>> for Cell<'a> {
    fn from(text: Cow<'a, str>) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Text(text) }
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Cow::Borrowed(text).into()
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::from(Cow::Owned(text))
    }
}

impl<'a> From<Option<&'a str>> for Cell<'a> {
    fn from(text: Option<&'a str>) -> Self {
        text.map_or(Self::Nothing, Self::from)
    }
}

impl From<Option<String>> for Cell<'_> {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Nothing, Self::from)
    }
}

impl From<u32> for Cell<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<Option<u32>> for Cell<'_> {
    fn from(number: Option<u32>) -> Self {
        number.map_or(Self::Nothing, Self::from)
    }
}

/// The rows under the names of their columns.
pub fn csv<'a>(columns: impl IntoIterator<Item = &'a str>, rows: &[Vec<Cell<'_>>]) -> String {
    let mut text = Vec::new();
    // Writing to memory cannot fail, and what is put together of texts is one.
    let _ = write(&mut text, columns, rows);
    String::from_utf8(text).unwrap_or_default()
}

/// Writes the same into a file.
pub(super) fn write<'a, 'b>(
    file: &mut impl io::Write,
    columns: impl IntoIterator<Item = &'a str>,
    rows: impl IntoIterator<Item: AsRef<[Cell<'b>]>>,
) -> io::Result<()> {
    let mut text = String::new();
    line(&mut text, columns, |text, name| quoted(text, "", name));
    file.write_all(text.as_bytes())?;
    for row in rows {
        text.clear();
        line(&mut text, row.as_ref(), written);
        file.write_all(text.as_bytes())?;
    }
    Ok(())
}

/// Puts a line of cells behind a text, each as `write` puts it.
fn line<T>(text: &mut String, cells: impl IntoIterator<Item = T>, write: impl Fn(&mut String, T)) {
    let start = text.len();
    for (place, cell) in cells.into_iter().enumerate() {
        text.push_str(if place == 0 { "" } else { "," });
        write(text, cell);
    }
    // A line with nothing in it would be no row.
    text.push_str(if text.len() == start { "\"\"" } else { "" });
    text.push_str("\r\n");
}

fn written(text: &mut String, cell: &Cell<'_>) {
    // Writing to a string cannot fail.
    let _ = match cell {
        Cell::Text(cell) => {
            quoted(text, if cell.starts_with(GUARDED) { "'" } else { "" }, cell);
            Ok(())
        }
        Cell::Number(number) => write!(text, "{number}"),
        Cell::Flag(flag) => write!(text, "{flag}"),
        Cell::Nothing => Ok(()),
    };
}

/// Puts a cell with what stands before it behind a text, in quotation marks where it needs them.
fn quoted(text: &mut String, before: &str, cell: &str) {
    let is_quoted = cell.bytes().any(|byte| matches!(byte, b'"' | b',' | b'\r' | b'\n'));
    text.push_str(if is_quoted { "\"" } else { "" });
    text.push_str(before);
    if is_quoted {
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(cell);
    }
}
