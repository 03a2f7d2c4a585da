//! One file: its bytes, its text, and later the lines of it that are to be shown.

use super::shape::Group;
use super::yaml::{self, Node, Streamed};
use super::{ReadError, shape};
use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Lookout, Place, Print, Sources};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// A file may be this long, in bytes, unless it is said otherwise; a year of thousands of cities is shorter.
pub const LARGEST_FILE: u64 = 512 << 20;

/// The mark that some editors put at the beginning of a file.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The text of a file while it is looked at.
pub(super) struct Text {
    file: FileId,
    text: String,
}

impl Text {
    /// Its tree; the items of the streamed list are handed on, and are not in it.
    pub(super) fn parse(&self, streamed: Option<Streamed<'_>>, found: &mut Diagnostics) -> Option<Node<'_>> {
        let text = self.text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(&self.text);
        yaml::parse(self.file, text, streamed, found)
    }

    /// Its tree, checked against its table.
    pub(super) fn tree(&self, group: &'static Group, found: &mut Diagnostics) -> Option<Node<'_>> {
        let root = self.parse(None, found)?;
        shape::check_file(&root, group, found);
        Some(root)
    }
}

/// Reads a file; nothing if it is none, too long, or no text, which is noted.
pub(super) fn read(
    sources: &mut Sources,
    path: &Path,
    largest: u64,
    found: &mut Diagnostics,
) -> Result<Option<Text>, ReadError> {
    let refused = |cause| ReadError { path: path.to_owned(), cause };
    let shown = path.display().to_string().replace('\\', "/");
    let about = fs::metadata(path).map_err(refused)?;
    // What is no file may have no end, or wait for ever for its first byte.
    if !about.is_file() {
        let what = if about.is_dir() { "a folder" } else { "a pipe or a device" };
        found.absent("not-a-file", format!("{shown} is {what}, not a file")).help("put a text file in its place");
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
            .help("split it: one file a city; or let longer files be read with `--largest-file`");
        return Ok(None);
    }
    let mut print = Print::default();
    print.add(&bytes);
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Some(Text { file: sources.add(shown, print), text })),
        Err(error) => {
            found
                .absent("not-utf-8", format!("{shown} is not UTF-8 text: {}", encoding(&error)))
                .help("save it as “UTF-8” in the editor");
            Ok(None)
        }
    }
}

/// What a file looks to be that is not UTF-8.
fn encoding(error: &std::string::FromUtf8Error) -> String {
    let bytes = error.as_bytes();
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return "it is saved as UTF-16".to_owned();
    }
    let good = error.utf8_error().valid_up_to();
    let line = bytes[..good].split(|byte| *byte == b'\n').count();
    format!("line {line} holds a byte of another encoding")
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
