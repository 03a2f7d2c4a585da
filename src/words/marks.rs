//! Printed numbers that know their figure: marks in a text that lead from a number to its receipt.
//!
//! A mark is the id of a figure and its printed text between three characters of private use (Unicode 17, section 23.5),
//! which no input can hold. Sentences, captions and cells carry marks along; a page turns them into elements, and
//! everything else takes them out.

/// Opens a mark: the id of the figure follows.
const OPEN: char = '\u{E000}';
/// Ends the id: the printed text follows.
const MIDDLE: char = '\u{E001}';
/// Closes the mark.
const CLOSE: char = '\u{E002}';

/// A part of a text that may hold marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'a> {
    /// Text.
    Plain(&'a str),
    /// A printed number.
    Figure {
        /// The id of its figure.
        id: &'a str,
        /// The number, as printed.
        text: &'a str,
    },
}

/// The printed text of a figure, marked with its id.
pub(super) fn marked(id: &str, text: &str) -> String {
    format!("{OPEN}{id}{MIDDLE}{text}{CLOSE}")
}

/// The text without its marks: what a reader sees.
pub fn plain(text: &str) -> String {
    if !text.contains(OPEN) {
        return text.to_owned();
    }
    let text_of = |part| match part {
        Part::Plain(text) | Part::Figure { text, .. } => text,
    };
    parts(text).map(text_of).collect()
}

/// The parts of a text, in their order. What is no whole mark is text.
pub fn parts(text: &str) -> impl Iterator<Item = Part<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some(inner) = rest.strip_prefix(OPEN)
            && let Some((id, tail)) = inner.split_once(MIDDLE)
            && let Some((text, tail)) = tail.split_once(CLOSE)
        {
            rest = tail;
            return Some(Part::Figure { id, text });
        }
        // Past the first character, which may open a mark that never closes.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let end = rest[first..].find(OPEN).map_or(rest.len(), |at| first + at);
        let (text, tail) = rest.split_at(end);
        rest = tail;
        Some(Part::Plain(text))
    })
}
