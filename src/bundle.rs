//! The files of a report, each at a path that every disk can hold: in memory, or handed on as they come in.

mod content;
mod writing;

use crate::source::Print;
use crate::terms::is_device;
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

pub use content::{Content, Packing};
pub use writing::{Sink, Writing};

/// A report before it is on disk: an ordered map from a path inside the report, with `/` between its steps, to bytes.
///
/// Whatever it holds can be written on Linux, macOS and Windows alike, and means the same file there and in a link:
/// see [`Bundle::add`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bundle {
    files: BTreeMap<String, Kept>,
    /// Every file and every folder above one, by its name in small letters.
    names: BTreeMap<String, (String, Kind)>,
    receiver: To,
}

/// Takes files in as soon as they are made, so that the bundle need not hold them. If that goes wrong, it tells so when
/// the bundle is looked at as a whole.
pub trait Receiver: Send + Sync + fmt::Debug {
    /// Takes one in.
    fn take(&self, path: &str, content: Arc<Content>);

    /// Opens one that comes in bit by bit.
    fn open(self: Arc<Self>, path: &str) -> Box<dyn Sink>;
}

/// To whom a bundle hands its files: two with the same files are the same bundle whoever has them.
#[derive(Debug, Clone, Default)]
struct To(Option<Arc<dyn Receiver>>);

impl PartialEq for To {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for To {}

/// A file of a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kept {
    Here(Arc<Content>),
    /// The receiver has it.
    Handed(Print, u64),
}

/// What is known of a file.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// What tells its bytes from others.
    pub print: &'a Print,
    /// How many they are.
    pub length: u64,
    /// The bytes themselves, unless they were handed on.
    pub content: Option<&'a Arc<Content>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Folder,
}

/// Why a file was not taken into a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BundleError {
    /// The path could lead out of the report, or some disk could not hold it.
    Path { path: String, why: &'static str },
    /// The bundle has this file already.
    Twice { path: String },
    /// The two names are one on disks that do not tell capital from small letters.
    Case { path: String, name: String, taken: String },
    /// One file's path has as a folder what is a file for another.
    Both { path: String, name: String },
}

impl Bundle {
    pub fn new() -> Self {
        Self::default()
    }

    /// One that hands every file to a receiver as soon as it has come in.
    pub fn handing_to(receiver: Arc<dyn Receiver>) -> Self {
        Self { receiver: To(Some(receiver)), ..Self::default() }
    }

    /// An empty one, whose files go where those of this one go.
    #[must_use]
    pub fn beside(&self) -> Self {
        Self { receiver: self.receiver.clone(), ..Self::default() }
    }

    /// Takes a file in, or refuses it and stays as it was.
    ///
    /// Refused are paths that are absolute or have an empty step, `.` or `..`; steps that begin or end with a dot or
    /// a space; anything but printable ASCII (macOS and Linux disagree on when two accented names are one) and the
    /// characters and names that Windows reserves; a file brought twice, two names that differ only by letter case,
    /// and a file where another file needs a folder. Hidden files, which begin with a dot, belong to the writer.
    pub fn add(&mut self, path: &str, bytes: Vec<u8>) -> Result<(), BundleError> {
        self.add_shared(path, Arc::new(Content::of(bytes)))
    }

    /// The same of a content that is held once however many files have it.
    pub fn add_shared(&mut self, path: &str, content: Arc<Content>) -> Result<(), BundleError> {
        self.put(path, Kept::Here(content))
    }

    /// Begins a file that is written bit by bit, or refuses it; it is in the bundle after [`Self::end`].
    pub fn begin(&self, path: &str) -> Result<Writing, BundleError> {
        self.must_be_sound(path)?;
        Ok(Writing::of(path, self.receiver.0.clone()))
    }

    /// Takes in a file that was begun, or refuses it and stays as it was.
    pub fn end(&mut self, file: Writing) -> Result<(), BundleError> {
        let (path, file) = file.end();
        self.put(&path, file)
    }

    fn put(&mut self, path: &str, file: Kept) -> Result<(), BundleError> {
        self.must_be_sound(path)?;
        for (name, kind) in steps(path) {
            self.names.entry(name.to_ascii_lowercase()).or_insert_with(|| (name.to_owned(), kind));
        }
        let file = match (file, &self.receiver.0) {
            (Kept::Here(content), Some(receiver)) => {
                let handed = Kept::Handed(content.print().clone(), content.length());
                receiver.take(path, content);
                handed
            }
            (file, _) => file,
        };
        self.files.insert(path.to_owned(), file);
        Ok(())
    }

    /// Takes in all files of another bundle, in their order; stops at the first that is refused.
    pub fn join(&mut self, other: Self) -> Result<(), BundleError> {
        other.files.into_iter().try_for_each(|(path, file)| self.put(&path, file))
    }

    /// All files that were not handed on, by path.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.entries().filter_map(|(path, file)| Some((path, file.content?.bytes())))
    }

    /// What is known of each file, by path.
    pub fn entries(&self) -> impl Iterator<Item = (&str, Entry<'_>)> {
        let entry = |file| match file {
            &Kept::Handed(ref print, length) => Entry { print, length, content: None },
            Kept::Here(content) => Entry { print: content.print(), length: content.length(), content: Some(content) },
        };
        self.files.iter().map(move |(path, file)| (path.as_str(), entry(file)))
    }

    /// The paths of all files, in their order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The bytes of a file, if there is one of that path and it was not handed on.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        match self.files.get(path)? {
            Kept::Here(content) => Some(content.bytes()),
            Kept::Handed(..) => None,
        }
    }

    pub fn len(&self) -> usize {
        self.files.len()
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    fn must_be_sound(&self, path: &str) -> Result<(), BundleError> {
        if let Some(why) = path_fault(path) {
            return Err(BundleError::Path { path: path.to_owned(), why });
        }
        steps(path).try_for_each(|(name, kind)| self.must_be_free(path, name, kind))
    }

    fn must_be_free(&self, path: &str, name: &str, kind: Kind) -> Result<(), BundleError> {
        let path = path.to_owned();
        match self.names.get(&name.to_ascii_lowercase()) {
            None => Ok(()),
            Some((taken, _)) if taken != name => {
                Err(BundleError::Case { path, name: name.to_owned(), taken: taken.clone() })
            }
            Some((_, there)) => match (kind, there) {
                (Kind::Folder, Kind::Folder) => Ok(()),
                (Kind::File, Kind::File) => Err(BundleError::Twice { path }),
                (Kind::File, Kind::Folder) | (Kind::Folder, Kind::File) => {
                    Err(BundleError::Both { path, name: name.to_owned() })
                }
            },
        }
    }
}

/// The folders above a file, outermost first, then the file.
fn steps(path: &str) -> impl Iterator<Item = (&str, Kind)> {
    path.match_indices('/').map(|(end, _)| (&path[..end], Kind::Folder)).chain([(path, Kind::File)])
}

/// What makes a path unfit, in words that end the sentence "the path …".
pub(crate) fn path_fault(path: &str) -> Option<&'static str> {
    if path.is_empty() {
        return Some("is empty");
    }
    if path.starts_with('/') {
        return Some("is absolute; it must lie inside the report");
    }
    if path.chars().any(char::is_control) {
        return Some("has a control character in it");
    }
    if !path.is_ascii() {
        return Some("has a letter outside ASCII, which not every disk keeps as it is");
    }
    if path.contains(['\\', ':', '<', '>', '"', '|', '?', '*']) {
        return Some(r#"has one of \ : < > " | ? * in it, which Windows does not allow"#);
    }
    path.split('/').find_map(step_fault)
}

fn step_fault(step: &str) -> Option<&'static str> {
    match step {
        "" => Some("has an empty step"),
        "." | ".." => Some("has the step . or .. in it"),
        _ if step.starts_with(['.', ' ']) => Some("has a step that begins with a dot or a space"),
        _ if step.ends_with(['.', ' ']) => Some("has a step that ends with a dot or a space"),
        _ if is_device(step) => Some("has a step that names a device on Windows"),
        _ => None,
    }
}

impl fmt::Display for BundleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path { path, why } => write!(f, "the path {path:?} {why}"),
            Self::Twice { path } => write!(f, "the file {path:?} is made twice"),
            Self::Case { path, name, taken } => {
                write!(f, "the file {path:?} cannot be made: {name:?} and {taken:?} differ only by letter case")
            }
            Self::Both { path, name } => {
                write!(f, "the file {path:?} cannot be made: {name:?} would be a file and a folder")
            }
        }
    }
}

impl std::error::Error for BundleError {}
