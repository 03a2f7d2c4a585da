//! Why a report was not written, in a sentence that names the path and the cause.

use std::path::{Path, PathBuf};
use std::{error, fmt, io};

/// Why nothing was written. Unless the variant says otherwise the report stands as it stood.
///
/// The sentence holds the cause, so that it can be shown alone; the cause is the error's source as well.
#[derive(Debug)]
pub enum WriteError {
    /// The bundle has no files: more likely a mistake than a wish.
    Empty { out: PathBuf },
    /// The path ends in `..` or is the root, so that there is nothing beside it.
    Nameless { out: PathBuf },
    /// Writing the report would replace the inputs, or the inputs would lie in the report.
    Overlap { out: PathBuf, inputs: PathBuf },
    /// A file would lie in a report.
    InReport { path: PathBuf, out: PathBuf },
    /// A file would lie among the inputs.
    Among { path: PathBuf, inputs: PathBuf },
    /// The report, or something in it, is a symbolic link.
    Link { path: PathBuf },
    /// There is a file where the report should be.
    NotAFolder { out: PathBuf },
    /// The folder was not made by this program: it holds these, up to ten, and `more`.
    NotOurs { out: PathBuf, found: Vec<String>, more: usize },
    /// A person has added or changed these, up to ten, and `more`.
    Touched { out: PathBuf, files: Vec<String>, more: usize },
    /// Something stands where a single file is wanted.
    Taken { path: PathBuf },
    /// Something stands where a new file of the inputs is wanted.
    Kept { path: PathBuf, instead: String },
    /// The list of the report's files is damaged or not ours.
    Marker { path: PathBuf, why: &'static str },
    /// Another run is writing there; its number as a process, if it is known.
    Busy { out: PathBuf, process: Option<u32> },
    /// The program was asked to stop.
    Stopped,
    /// Someone changed the report while the new one was being built.
    Disturbed { out: PathBuf },
    /// The new report could not be put in place, nor the old one put back: it waits at `aside` for the next run.
    Stranded { out: PathBuf, aside: PathBuf, source: io::Error },
    /// The disk refused.
    Disk { doing: &'static str, path: PathBuf, source: io::Error },
}

impl WriteError {
    /// Turns the disk's refusal into an error that says what was tried, as a verb, and where.
    pub(super) fn disk(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Disk { doing, path: path.to_owned(), source }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty { out } => write!(f, "there is nothing to write to {}: the report has no files", shown(out)),
            Self::Nameless { out } => write!(f, "{} does not end in the name of a folder", shown(out)),
            Self::Overlap { .. } | Self::Among { .. } | Self::InReport { .. } => self.out_of_place(f),
            Self::Link { path } => {
                write!(f, "{} is a symbolic link; a report is written only to folders and files", shown(path))
            }
            Self::NotAFolder { out } => write!(f, "{} is not a folder", shown(out)),
            Self::NotOurs { out, found, more } => write!(
                f,
                "{} was not made by this program: it holds {}; choose a new or an empty folder",
                shown(out),
                list(found, *more)
            ),
            Self::Touched { out, files, more } => write!(
                f,
                "{} holds what this program did not write: {}; move it elsewhere, then write again, or let `build --replace` set the whole folder aside",
                shown(out),
                list(files, *more)
            ),
            Self::Taken { path } => {
                write!(f, "{} is there already; choose another name, or add `--replace` if it is a file", shown(path))
            }
            Self::Kept { path, instead } => write!(f, "{} is there already, and is kept: {instead}", shown(path)),
            Self::Marker { path, why } => write!(
                f,
                "the list {} {why}; so it is not known what may be replaced: let `build --replace` set the whole folder aside",
                shown(path)
            ),
            Self::Busy { out, process } => {
                let who = process.map_or_else(String::new, |number| format!(" (process {number})"));
                write!(f, "another run{who} is writing to {}; wait until it has ended", shown(out))
            }
            Self::Stopped => f.write_str("stopped; everything is as it was"),
            Self::Disturbed { out } => {
                write!(f, "{} changed while the new report was being built; write again", shown(out))
            }
            Self::Stranded { out, aside, source } => write!(
                f,
                "the new report could not be put at {} ({}), and the old one is now at {}; write again to put it back",
                shown(out),
                cause(source),
                shown(aside)
            ),
            Self::Disk { doing, path, source } => write!(f, "could not {doing} {}: {}", shown(path), cause(source)),
        }
    }
}

impl WriteError {
    /// What would be written where it has no place.
    fn out_of_place(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Overlap { out, inputs } => write!(
                f,
                "the report in {} and the inputs in {} would overlap; choose a folder apart from the inputs",
                shown(out),
                shown(inputs)
            ),
            Self::InReport { path, out } => write!(
                f,
                "{} would lie in the report in {}, which no run could replace then; choose another folder",
                shown(path),
                shown(out)
            ),
            Self::Among { path, inputs } => write!(
                f,
                "{} would lie among the inputs in {}, and be taken for one of them; choose another folder",
                shown(path),
                shown(inputs)
            ),
            _ => Ok(()),
        }
    }
}

impl error::Error for WriteError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Stranded { source, .. } | Self::Disk { source, .. } => Some(source),
            Self::Empty { .. }
            | Self::Nameless { .. }
            | Self::Overlap { .. }
            | Self::Among { .. }
            | Self::InReport { .. }
            | Self::Link { .. }
            | Self::NotAFolder { .. }
            | Self::NotOurs { .. }
            | Self::Touched { .. }
            | Self::Taken { .. }
            | Self::Kept { .. }
            | Self::Marker { .. }
            | Self::Busy { .. }
            | Self::Stopped
            | Self::Disturbed { .. } => None,
        }
    }
}

/// A path as a person knows it, and that cannot play tricks on a terminal: control and direction characters are spelt out,
/// and a drive of Windows stands without the sign of its longest form.
pub fn shown(path: &Path) -> String {
    let path = path.to_string_lossy();
    let is_drive = |rest: &&str| matches!(rest.as_bytes(), [letter, b':', ..] if letter.is_ascii_alphabetic());
    harmless(path.strip_prefix(r"\\?\").filter(is_drive).unwrap_or(&path))
}

pub(super) fn harmless(text: &str) -> String {
    let spell = |letter: char| match letter {
        '\'' | '"' | '\\' => letter.to_string(),
        _ => letter.escape_debug().to_string(),
    };
    text.chars().map(spell).collect()
}

fn list(names: &[String], more: usize) -> String {
    let first = names.join(", ");
    if more == 0 { first } else { format!("{first} and {more} more") }
}

/// Why the disk refused something, in words that end a sentence.
pub fn cause(source: &io::Error) -> String {
    let words = match source.kind() {
        io::ErrorKind::PermissionDenied => "permission is denied",
        io::ErrorKind::NotFound => "it does not exist",
        io::ErrorKind::AlreadyExists => "it exists already",
        io::ErrorKind::NotADirectory => "a step of the path is not a folder",
        io::ErrorKind::StorageFull => "the disk is full",
        io::ErrorKind::QuotaExceeded => "the space allowed to this user is used up",
        io::ErrorKind::ReadOnlyFilesystem => "the disk can only be read",
        io::ErrorKind::InvalidFilename => "the name is too long or not allowed on this disk",
        io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices => {
            "it is in use, or a disk of its own; choose a folder inside it"
        }
        _ => return source.to_string(),
    };
    words.to_owned()
}
