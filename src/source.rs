//! A file as it was read, and where in it a thing stands.

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

/// A file's text under the path a person knows it by.
#[derive(Debug)]
pub struct Source {
    path: String,
    text: String,
    shown: Option<String>,
    line_starts: Vec<usize>,
}

impl Source {
    /// The path as it is shown: relative to where the program was started.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text as it may be shown: of the same length, with a visible sign for every hidden character.
    pub fn shown(&self) -> &str {
        self.shown.as_deref().unwrap_or(&self.text)
    }

    /// Line and column of a byte, both counted from 1, the column in characters.
    pub fn line_column(&self, byte: u32) -> (usize, usize) {
        let byte = (byte as usize).min(self.text.len());
        let line = self.line_starts.partition_point(|start| *start <= byte);
        let start = self.line_starts.get(line.saturating_sub(1)).copied().unwrap_or_default();
        let before = self.text.get(start..byte).unwrap_or_default();
        (line, before.chars().count() + 1)
    }
}

/// All files of a run.
#[derive(Debug, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// Takes in a file and tells its number. Files over 4 GiB never get here: `load` refuses them.
    pub fn add(&mut self, path: String, text: String) -> FileId {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1));
        let line_starts = starts.collect();
        let shown = text.chars().any(is_veiled).then(|| text.chars().map(unveiled).collect());
        self.0.push(Source { path, text, shown, line_starts });
        FileId(u32::try_from(self.0.len() - 1).unwrap_or(u32::MAX))
    }

    /// The file of that number.
    pub fn get(&self, file: FileId) -> Option<&Source> {
        self.0.get(file.0 as usize)
    }

    /// The very text that stands there.
    pub fn slice(&self, place: Place) -> &str {
        self.get(place.file)
            .and_then(|source| source.text.get(place.start as usize..place.end as usize))
            .unwrap_or_default()
    }
}

/// Characters that are not seen, or turn the order of what is seen. Joiners are not among them: scripts need them.
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
                | '\u{fffe}'
                | '\u{ffff}'
                | '\u{e0000}'..='\u{e007f}'
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
