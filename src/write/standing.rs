//! What stands where a report is to go, and whether it may be replaced.

use std::collections::BTreeMap;
use std::fs::FileType;
use std::path::{Path, PathBuf};

use super::disk;
use super::fault::{WriteError, harmless};
use super::marker::{self, Marker, sha256};

/// Files at the top that belong to the person and outlive every report.
const OWN_FILES: [&str; 2] = [".gitignore", ".gitkeep"];

/// Files that macOS and Windows leave in any folder somebody looks into; nobody's work, and not kept.
const LITTER: [&str; 2] = [".DS_Store", "Thumbs.db"];

/// What stands in the manifest of an edition or a comparison, whichever version made it.
const EDITION: &str = "\"ascn-report manifest ";

/// So many files are named in an error; the others are counted.
const NAMED: usize = 10;

/// A place that a new report may take: nothing, an empty folder, or a report just as an earlier run left it, save
/// that files of it may be missing.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Standing {
    /// None if there is no folder.
    folder: Option<PathBuf>,
    /// The report's files that are there, by path, with their hashes.
    present: BTreeMap<String, String>,
    own: BTreeMap<&'static str, Vec<u8>>,
    /// Whether it holds what no run has made, so that nothing of it may be removed.
    is_foreign: bool,
}

impl Standing {
    /// Reads every file there is, and fails if one of them could be a person's.
    pub(super) fn look(out: &Path) -> Result<Self, WriteError> {
        match disk::kind(out)? {
            None => return Ok(Self::default()),
            Some(kind) if kind.is_symlink() => return Err(WriteError::Link { path: out.to_owned() }),
            Some(kind) if kind.is_dir() => {}
            Some(_) => return Err(WriteError::NotAFolder { out: out.to_owned() }),
        }
        let mut standing = Self { folder: Some(out.to_owned()), ..Self::default() };
        for name in OWN_FILES {
            if let Some(bytes) = plain_file(&out.join(name))? {
                standing.own.insert(name, bytes);
            }
        }
        let path = out.join(marker::NAME);
        match plain_file(&path)? {
            None => must_be_bare(out)?,
            Some(bytes) => {
                let marker = Marker::parse(&bytes).map_err(|why| WriteError::Marker { path, why })?;
                standing.present = vouched(out, &marker)?;
            }
        }
        Ok(standing)
    }

    /// The same; but a report of an earlier run in which a person has added or changed something is taken for one that
    /// is to be set aside whole.
    pub(super) fn look_aside(out: &Path) -> Result<Self, WriteError> {
        match Self::look(out) {
            Err(WriteError::Touched { .. } | WriteError::Marker { .. }) => {}
            Err(WriteError::Link { path }) if path.starts_with(out) && path != out => {}
            other => return other,
        }
        let mut standing = Self { folder: Some(out.to_owned()), is_foreign: true, ..Self::default() };
        for name in OWN_FILES {
            if let Some(bytes) = plain_file(&out.join(name))? {
                standing.own.insert(name, bytes);
            }
        }
        Ok(standing)
    }

    pub(super) fn is_foreign(&self) -> bool {
        self.is_foreign
    }

    pub(super) fn is_there(&self) -> bool {
        self.folder.is_some()
    }

    /// The report's files, by path.
    pub(super) fn present(&self) -> impl Iterator<Item = &str> {
        self.present.keys().map(String::as_str)
    }

    pub(super) fn hash(&self, path: &str) -> Option<&String> {
        self.present.get(path)
    }

    pub(super) fn own_files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.own.iter().map(|(name, bytes)| (*name, bytes.as_slice()))
    }

    /// Reads one of the report's files again, and fails if it is no longer what it was.
    pub(super) fn read(&self, path: &str) -> Result<(Vec<u8>, String), WriteError> {
        let out = self.folder.clone().unwrap_or_default();
        let bytes = disk::read(&out.join(path))?;
        let hash = sha256(&bytes);
        if self.hash(path) == Some(&hash) { Ok((bytes, hash)) } else { Err(WriteError::Disturbed { out }) }
    }
}

/// Everything in a folder at a glance, by path: what it is, and of a file how long it is and when it was changed last. What a
/// person saves shows in it, without every byte being read.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Seen(BTreeMap<PathBuf, (bool, u64, String)>);

impl Seen {
    /// That of a folder; empty if there is none.
    pub(super) fn of(root: &Path) -> Result<Self, WriteError> {
        let mut all = BTreeMap::new();
        let mut folders =
            if disk::kind(root)?.is_some_and(|kind| kind.is_dir()) { vec![PathBuf::new()] } else { Vec::new() };
        while let Some(folder) = folders.pop() {
            for (name, kind) in disk::entries(&root.join(&folder))? {
                let path = folder.join(name);
                let about = disk::about(&root.join(&path))?;
                // A folder is what is in it.
                let (length, changed) = if kind.is_dir() {
                    (0, String::new())
                } else {
                    (about.len(), format!("{:?}", about.modified().ok()))
                };
                all.insert(path.clone(), (kind.is_dir(), length, changed));
                folders.extend(kind.is_dir().then_some(path));
            }
        }
        Ok(Self(all))
    }
}

/// The bytes of a file at the top; none if there is no such file.
fn plain_file(path: &Path) -> Result<Option<Vec<u8>>, WriteError> {
    match disk::kind(path)? {
        Some(kind) if kind.is_symlink() => Err(WriteError::Link { path: path.to_owned() }),
        Some(kind) if kind.is_file() => disk::read(path).map(Some),
        Some(_) | None => Ok(None),
    }
}

/// A folder without a list of files may be taken only if it holds nothing of worth.
fn must_be_bare(out: &Path) -> Result<(), WriteError> {
    let mut found = Vec::new();
    for (name, kind) in disk::entries(out)? {
        let name = name.to_string_lossy();
        let allowed = kind.is_file() && (OWN_FILES.contains(&&*name) || LITTER.contains(&&*name));
        if !allowed {
            found.push(harmless(&name));
        }
    }
    if found.is_empty() {
        return Ok(());
    }
    let is_edition = |name: &String| {
        let manifest = plain_file(&out.join(name).join("manifest.json")).ok().flatten();
        manifest.is_some_and(|bytes| String::from_utf8_lossy(&bytes).contains(EDITION))
    };
    if found.iter().any(is_edition) {
        let why = "is missing, while what this program made lies beside it";
        return Err(WriteError::Marker { path: out.join(marker::NAME), why });
    }
    let more = cut(&mut found);
    Err(WriteError::NotOurs { out: out.to_owned(), found, more })
}

/// The files of a report with their hashes, if each is in the list and as the list says. An empty folder is nobody's
/// work and not asked about.
fn vouched(out: &Path, marker: &Marker) -> Result<BTreeMap<String, String>, WriteError> {
    let mut present = BTreeMap::new();
    let mut touched = Vec::new();
    let mut folders = vec![None];
    while let Some(folder) = folders.pop() {
        let whole = folder.as_ref().map_or(out.to_owned(), |folder| out.join(folder));
        for (name, kind) in disk::entries(&whole)? {
            // A name that is not Unicode becomes one that cannot be in the list.
            let path = match &folder {
                None => name.to_string_lossy().into_owned(),
                Some(folder) => format!("{folder}/{}", name.to_string_lossy()),
            };
            match judge(&whole.join(&name), kind, &path, marker)? {
                Verdict::Folder => folders.push(Some(path)),
                Verdict::Ours(hash) => drop(present.insert(path, hash)),
                Verdict::NotAsked => {}
                Verdict::Touched(how) => touched.push(format!("{} ({how})", harmless(&path))),
            }
        }
    }
    if touched.is_empty() {
        return Ok(present);
    }
    touched.sort();
    let more = cut(&mut touched);
    Err(WriteError::Touched { out: out.to_owned(), files: touched, more })
}

/// What one thing in a report is.
enum Verdict {
    Folder,
    Ours(String),
    NotAsked,
    Touched(&'static str),
}

fn judge(whole: &Path, kind: FileType, path: &str, marker: &Marker) -> Result<Verdict, WriteError> {
    if kind.is_symlink() {
        return Err(WriteError::Link { path: whole.to_owned() });
    }
    if kind.is_dir() {
        return Ok(if whole.to_str().is_some() { Verdict::Folder } else { Verdict::Touched("added") });
    }
    let name = path.rsplit('/').next().unwrap_or(path);
    let is_exempt = path == marker::NAME || OWN_FILES.contains(&path) || LITTER.contains(&name);
    if kind.is_file() && is_exempt {
        return Ok(Verdict::NotAsked);
    }
    match marker.hash(path).filter(|_| kind.is_file()) {
        None => Ok(Verdict::Touched("added")),
        Some(hash) if sha256(&disk::read(whole)?) == *hash => Ok(Verdict::Ours(hash.clone())),
        Some(_) => Ok(Verdict::Touched("changed")),
    }
}

/// Leaves as many names as an error shows, and says how many are gone.
fn cut(names: &mut Vec<String>) -> usize {
    let more = names.len().saturating_sub(NAMED);
    names.truncate(NAMED);
    more
}
