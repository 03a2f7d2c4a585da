//! A file as it was read, and where in it a thing stands.

use foldhash::fast::FixedState;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt::Write as _;
use std::hash::BuildHasher as _;

/// Which file, as a number: the order in which files were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileId(u32);

/// A stretch of one file: the bytes from `start` up to `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

impl Place {
    /// Where nothing stands.
    pub const NOWHERE: Self = Self { file: FileId(u32::MAX), start: 0, end: 0 };
}

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub place: Place,
}

impl<T> At<T> {
    /// The same place with another value made from this one.
    pub fn map<U>(&self, make: impl FnOnce(&T) -> U) -> At<U> {
        At { value: make(&self.value), place: self.place }
    }
}

impl<T: AsRef<str>> At<T> {
    /// The same text, not held but looked at.
    pub fn text(&self) -> At<&str> {
        At { value: self.value.as_ref(), place: self.place }
    }
}

/// What tells one state of a file from another: the SHA-256 of its bytes (FIPS 180-4), as 64 hexadecimal digits.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Print(String);

impl Print {
    /// That of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut taking = Printing::default();
        taking.add(bytes);
        taking.end()
    }

    /// Its digits.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

/// The first half of a SHA-256, by which one among millions of texts is known without a second look: that two texts have
/// the same is as unlikely as that a disk reads one for the other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Mark([u8; 16]);

impl Mark {
    /// Its first byte, by which marks can be dealt out evenly.
    pub fn first_byte(self) -> u8 {
        self.0[0]
    }
}

/// A print while the bytes come in.
#[derive(Debug, Clone, Default)]
pub struct Printing(Sha256);

impl Printing {
    /// Takes in the next bytes of the file.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The mark of what was taken in.
    pub fn mark(self) -> Mark {
        let mut mark = Mark::default();
        mark.0.iter_mut().zip(self.0.finalize()).for_each(|(own, byte)| *own = byte);
        mark
    }

    /// The file ends.
    pub fn end(self) -> Print {
        let mut hex = String::with_capacity(64);
        for byte in self.0.finalize() {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
        }
        Print(hex)
    }
}

/// The sum of a text: within a run the same for the same text, and seldom for another. The order of sums means nothing,
/// and may be another on another machine.
pub fn sum(text: &str) -> u64 {
    FixedState::with_seed(0).hash_one(text)
}

/// A file under the path a person knows it by. Its text is not kept: of a file with faults, the lines to show are read
/// once more at the end.
#[derive(Debug)]
pub struct Source {
    path: String,
    print: Print,
    view: View,
}

/// What of a file can be shown.
#[derive(Debug, Default)]
enum View {
    /// Nothing has been asked for.
    #[default]
    Unread,
    /// It is no longer the file that was read.
    Changed,
    /// Lines by number, and line and column of each place that was asked for.
    Seen(BTreeMap<usize, Line>, BTreeMap<u32, (usize, usize)>),
}

/// A line of a file, as it may be shown: with a visible sign for every hidden character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its first byte.
    pub start: usize,
    /// Its text with its end.
    pub text: String,
}

impl Source {
    /// The path as it is shown: relative to where the program was started.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// That of its bytes, as they were read.
    pub fn print(&self) -> &Print {
        &self.print
    }

    /// Whether the file is another than the one that was read.
    pub fn has_changed(&self) -> bool {
        matches!(self.view, View::Changed)
    }

    /// The line of that number, counted from 1, if it was asked for and is not too long to be shown.
    pub fn line(&self, number: usize) -> Option<&Line> {
        match &self.view {
            View::Seen(lines, _) => lines.get(&number),
            View::Unread | View::Changed => None,
        }
    }

    /// Line and column of a byte that was asked for, both counted from 1, the column in characters.
    pub fn line_column(&self, byte: u32) -> Option<(usize, usize)> {
        match &self.view {
            View::Seen(_, spots) => spots.get(&byte).copied(),
            View::Unread | View::Changed => None,
        }
    }
}

/// All files of a run.
#[derive(Debug, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// Takes in a file and tells its number.
    pub fn add(&mut self, path: String, print: Print) -> FileId {
        self.0.push(Source { path, print, view: View::Unread });
        FileId(u32::try_from(self.0.len() - 1).unwrap_or(u32::MAX))
    }

    /// Every file, in the order in which they were read.
    pub fn all(&self) -> impl Iterator<Item = &Source> {
        self.0.iter()
    }

    /// The file of that number.
    pub fn get(&self, file: FileId) -> Option<&Source> {
        self.0.get(file.0 as usize)
    }

    /// The path of the file of that name; the name itself where none was read.
    pub fn named(&self, name: &str) -> String {
        let paths = self.0.iter().map(Source::path);
        let path = paths.into_iter().find(|path| path.rsplit('/').next() == Some(name));
        path.unwrap_or(name).to_owned()
    }

    /// Keeps what was seen of a file when it was read once more; nothing, if it could not be read.
    pub fn show(&mut self, file: FileId, seen: Option<Lookout>) {
        if let Some(source) = self.0.get_mut(file.0 as usize) {
            let seen = seen.filter(|seen| seen.print.clone().end() == source.print);
            source.view = seen.map_or(View::Changed, |seen| View::Seen(seen.lines, seen.spots));
        }
    }
}

/// A line of more bytes is not shown, only its place is told.
pub const LONGEST_LINE: usize = 1 << 20;

/// So many bytes of lines are kept to be shown, of each file.
pub const MOST_LINES: usize = 16 << 20;

/// Looks for places in a file that is read once more, line by line.
#[derive(Debug)]
pub struct Lookout {
    /// The bytes whose line and column are wanted, ascending; those that were found are taken from the front.
    wanted: VecDeque<u32>,
    /// The number, the first byte and the text of the line before.
    last: (usize, usize, Vec<u8>),
    /// Whether the line before held a place.
    was_wanted: bool,
    kept: usize,
    print: Printing,
    lines: BTreeMap<usize, Line>,
    spots: BTreeMap<u32, (usize, usize)>,
}

impl Lookout {
    /// Looks for these bytes.
    pub fn new(wanted: &BTreeSet<u32>) -> Self {
        Self {
            wanted: wanted.iter().copied().collect(),
            last: (0, 0, Vec::new()),
            was_wanted: false,
            kept: 0,
            print: Printing::default(),
            lines: BTreeMap::new(),
            spots: BTreeMap::new(),
        }
    }

    /// Takes in the next line with its end; `mark` is the length of a byte order mark, which is no part of the text.
    pub fn line(&mut self, line: &[u8], mark: usize) {
        self.print.add(line);
        self.see(line.get(mark..).unwrap_or_default());
    }

    /// The file ends; what is still wanted stands behind its last line.
    #[must_use]
    pub fn end(mut self) -> Self {
        self.see(&[]);
        self
    }

    fn see(&mut self, line: &[u8]) {
        let (number, start) = (self.last.0 + 1, self.last.1 + self.last.2.len());
        // The place behind a text without a last line end belongs to its last line.
        let end = if line.is_empty() { usize::MAX } else { start + line.len() + usize::from(!line.ends_with(b"\n")) };
        let (mut column, mut from) = (1, 0);
        let mut is_wanted = false;
        while let Some(byte) = self.wanted.front().copied().filter(|byte| (*byte as usize) < end) {
            let to = (byte as usize - start).min(line.len());
            column += characters(line.get(from..to).unwrap_or_default());
            from = to;
            self.spots.insert(byte, (number, column));
            self.wanted.pop_front();
            is_wanted = true;
        }
        if is_wanted {
            let (number, start, before) = std::mem::take(&mut self.last);
            self.keep(number, start, &before);
        }
        if is_wanted || self.was_wanted {
            self.keep(number, start, line);
        }
        self.was_wanted = is_wanted;
        (self.last.0, self.last.1) = (number, start);
        self.last.2.clear();
        self.last.2.extend_from_slice(line);
    }

    fn keep(&mut self, number: usize, start: usize, line: &[u8]) {
        let is_too_much = line.len() > LONGEST_LINE || self.kept + line.len() > MOST_LINES;
        if number == 0 || is_too_much || self.lines.contains_key(&number) {
            return;
        }
        self.kept += line.len();
        let mut text = String::with_capacity(line.len());
        for chunk in line.utf8_chunks() {
            text.extend(chunk.valid().chars().map(unveiled));
            text.extend(chunk.invalid().iter().map(|_| '?'));
        }
        self.lines.insert(number, Line { start, text });
    }
}

/// How many characters these bytes are; a byte that is none counts as one.
fn characters(bytes: &[u8]) -> usize {
    bytes.utf8_chunks().map(|chunk| chunk.valid().chars().count() + chunk.invalid().len()).sum()
}

/// Characters that are not seen, look like a space and are none, turn the order of what is seen, or mean something else
/// on every machine. Joiners are not among them: scripts need them.
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{a0}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180e}'
                | '\u{2000}'..='\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202f}'
                | '\u{205f}'..='\u{206f}'
                | '\u{2800}'
                | '\u{3000}'
                | '\u{3164}'
                | '\u{e000}'..='\u{f8ff}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{fffe}'
                | '\u{ffff}'
                | '\u{e0000}'..='\u{e01ef}'
                | '\u{f0000}'..='\u{10ffff}'
        )
}

/// Hidden characters that must not reach a terminal; those of ASCII are made visible where faults are drawn.
fn is_veiled(character: char) -> bool {
    !character.is_ascii() && is_hidden(character)
}

/// A sign of as many bytes for a hidden character, so that places stay right.
fn unveiled(character: char) -> char {
    match character.len_utf8() {
        _ if !is_veiled(character) => character,
        2 => '¤',
        3 => '\u{fffd}',
        _ => '\u{1f6ab}',
    }
}
