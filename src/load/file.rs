//! One file: its bytes, its text, and later the lines of it that are to be shown.

use super::node::Node;
use super::owner::Names;
use super::shape::Group;
use super::yaml::{self, Streamed};
use super::{ReadError, csv, shape};
use crate::diagnostic::Diagnostics;
use crate::prose::{self, Block, Slip, Voice};
use crate::source::{FileId, Lookout, Place, Print, Sources};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;
use std::string::FromUtf8Error;

/// A file may be this long, in bytes, unless it is said otherwise; a year of thousands of cities is shorter.
pub const LARGEST_FILE: u64 = 512 << 20;

/// The mark that some editors put at the beginning of a file.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Stands in the text for a byte of another encoding: a sign that may stand anywhere in a value.
pub(super) const STAND_IN: char = '^';

/// The text of a file while it is looked at.
pub(super) struct Text {
    file: FileId,
    content: String,
    /// Whether signs stand in it for bytes of another encoding.
    pub(super) is_mended: bool,
}

impl Text {
    /// Its tree; the items of the streamed list are handed on, and are not in it.
    pub(super) fn parse(
        &self,
        streamed: Option<Streamed<'_>>,
        names: &Names,
        found: &mut Diagnostics,
    ) -> Option<Node<'_>> {
        yaml::parse(self.file, self.plain(), streamed, names, found)
    }

    /// Its number among the files.
    pub(super) fn id(&self) -> FileId {
        self.file
    }

    /// Hands on the record of each row of a table; tells whether every row could be read.
    pub(super) fn rows(&self, names: &Names, to: &mut dyn csv::Rows, found: &mut Diagnostics) -> bool {
        csv::rows((self.file, self.plain()), names, to, found)
    }

    /// How many lines it has, or one less.
    pub(super) fn line_ends(&self) -> usize {
        // In parts that a byte can count, so that many letters are looked at in one step.
        let ends = |part: &[u8]| part.iter().fold(0, |ends, byte| ends + u8::from(*byte == b'\n'));
        self.content.as_bytes().chunks(255).map(|part| usize::from(ends(part))).sum()
    }

    /// Its beginning.
    pub(super) fn top(&self) -> Place {
        Place { file: self.file, start: 0, end: 0 }
    }

    /// The keys between two lines of `---` at its top, if it begins so, and where what follows them begins.
    pub(super) fn head(&self) -> (Option<&str>, usize) {
        let text = self.plain();
        let Some(first) = text.split_inclusive('\n').next().filter(|line| line.trim_end() == "---") else {
            return (None, 0);
        };
        let mut at = first.len();
        for line in text[at..].split_inclusive('\n') {
            if line.trim_end() == "---" {
                return (text.get(..at), at + line.len());
            }
            at += line.len();
        }
        (None, 0)
    }

    /// The tree of its beginning.
    pub(super) fn tree_of<'t>(&self, head: &'t str, names: &Names, found: &mut Diagnostics) -> Option<Node<'t>> {
        yaml::parse(self.file, head, None, names, found)
    }

    /// What it says from that byte on, as people write.
    pub(super) fn prose(&self, start: usize, voice: Voice) -> (Vec<Block>, Vec<(Place, Slip)>) {
        prose::read(self.file, self.plain().get(start..).unwrap_or_default(), start, voice)
    }

    /// The text without the mark at its beginning.
    pub(super) fn plain(&self) -> &str {
        self.content.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&self.content)
    }

    /// Its tree, checked against its table.
    pub(super) fn tree(&self, group: &'static Group, found: &mut Diagnostics) -> Option<Node<'_>> {
        let names = Names { group: Some(group), is_mended: self.is_mended, ..Names::default() };
        let root = self.parse(None, &names, found)?;
        shape::check_file(&root, group, &names, found);
        Some(root)
    }
}

/// Reads a text that is no input, such as a paper for a meeting: its number among the files, and its content.
pub fn text(
    sources: &mut Sources,
    path: &Path,
    largest: u64,
    found: &mut Diagnostics,
) -> Result<Option<(FileId, String)>, ReadError> {
    let text = read(sources, path, largest, found)?;
    Ok(text.map(|text| {
        let content = text.content.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&text.content);
        (text.file, content.to_owned())
    }))
}

/// A path as it is shown.
pub(super) fn shown(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// Reads a file; nothing if it is none, too long, or no text, which is noted.
pub(super) fn read(
    sources: &mut Sources,
    path: &Path,
    largest: u64,
    found: &mut Diagnostics,
) -> Result<Option<Text>, ReadError> {
    let refused = |cause| ReadError { path: path.to_owned(), cause };
    let shown = shown(path);
    let about = fs::metadata(path).map_err(refused)?;
    // What is no file may have no end, or wait for ever for its first byte.
    if !about.is_file() {
        let what = if about.is_dir() { "a folder" } else { "a pipe or a device" };
        found
            .absent("not-a-file", format!("{shown} is {what}, not a file"))
            .about(shown)
            .help("put a text file in its place");
        return Ok(None);
    }
    // The file may grow while it is read.
    let mut bytes = Vec::with_capacity(usize::try_from(about.len().min(largest)).unwrap_or_default());
    if about.len() <= largest {
        File::open(path).and_then(|file| file.take(largest + 1).read_to_end(&mut bytes)).map_err(refused)?;
    }
    if about.len() > largest || bytes.len() as u64 > largest {
        found
            .absent("long-file", format!("{shown} is longer than {largest} bytes"))
            .about(shown)
            .help("split it: one file a city; or let longer files be read with `--largest-file`");
        return Ok(None);
    }
    let print = Print::of(&bytes);
    if let Some((what, help)) = foreign(&bytes) {
        found.absent("not-utf-8", format!("{shown} is not UTF-8 text: {what}")).about(shown).help(help);
        return Ok(None);
    }
    let file = sources.add(shown.clone(), print);
    let (text, is_mended) = match String::from_utf8(bytes) {
        Ok(text) => (text, false),
        Err(error) => (mended(file, &shown, error, found), true),
    };
    if text.contains('\r') && !text.contains('\n') {
        let first = Place { file, start: 0, end: 0 };
        found
            .error("yaml-syntax", first, format!("the lines of {shown} end in a way that is no longer used"))
            .help("save it with the line ends of Unix or Windows (“LF” or “CR LF”) in the editor");
        return Ok(None);
    }
    Ok(Some(Text { file, content: text, is_mended }))
}

/// What a file is that is no text in an encoding of single bytes, and what to do.
fn foreign(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const TEXT: &str = "save it as plain text in “UTF-8” in the editor";
    const OFFICE: &str =
        "open it there; save a table as “CSV UTF-8” and a text as plain text in “UTF-8”, and put that in its place";
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let zeros = head.split(|byte| *byte == 0).count() - 1;
    match head {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some(("it is saved as UTF-16", TEXT)),
        [b'P', b'K', 3 | 5, ..] => Some(("it is a document of Word or Excel, or another packed file", OFFICE)),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => Some(("it is an old document of Word or Excel", OFFICE)),
        [b'%', b'P', b'D', b'F', ..] => Some(("it is a PDF document", "put what it says into a text in “UTF-8”")),
        _ if zeros > 0 && zeros * 5 >= head.len() * 2 => Some(("it is saved as UTF-16", TEXT)),
        _ => None,
    }
}

/// The text with a sign in the place of every byte of another encoding, which is noted at the first of them.
fn mended(file: FileId, shown: &str, error: FromUtf8Error, found: &mut Diagnostics) -> String {
    let bytes = error.into_bytes();
    let mark = if bytes.starts_with(BYTE_ORDER_MARK.as_bytes()) { BYTE_ORDER_MARK.len() } else { 0 };
    let (mut text, mut first, mut count) = (String::with_capacity(bytes.len()), None, 0);
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        count += chunk.invalid().len();
        if !chunk.invalid().is_empty() {
            first.get_or_insert(text.len() - mark);
        }
        text.extend(chunk.invalid().iter().map(|_| STAND_IN));
    }
    let start = yaml::offset(first.unwrap_or_default());
    let message = match count {
        1 => format!("{shown} is not UTF-8 text: this byte is of another encoding"),
        _ => format!("{shown} is not UTF-8 text: {count} bytes are of another encoding, the first here"),
    };
    found
        .error("not-utf-8", Place { file, start, end: start + 1 }, message)
        .help("open it in the encoding in which it was written, and save it as “UTF-8”");
    text
}

/// Reads the lines once more that are wanted to show the faults and these places, from the files in which there are any.
///
/// A file that has changed since it was read, or is gone, is shown as such and not by its lines.
pub fn reread(sources: &mut Sources, found: &Diagnostics, places: impl Iterator<Item = Place>) {
    let mut all = found.wanted();
    for place in places {
        all.entry(place.file).or_default().extend([place.start, place.end]);
    }
    for (file, wanted) in all {
        let seen = sources.get(file).and_then(|source| lines(Path::new(source.path()), &wanted).ok());
        sources.show(file, seen);
    }
}

fn lines(path: &Path, wanted: &BTreeSet<u32>) -> io::Result<Lookout> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut reader = BufReader::with_capacity(1 << 16, File::open(path)?);
    let (mut line, mut lookout) = (Vec::new(), Lookout::new(wanted));
    let mut is_first = true;
    while reader.read_until(b'\n', &mut line)? > 0 {
        let mark = if is_first && line.starts_with(BYTE_ORDER_MARK.as_bytes()) { BYTE_ORDER_MARK.len() } else { 0 };
        lookout.line(&line, mark);
        line.clear();
        is_first = false;
    }
    Ok(lookout.end())
}
