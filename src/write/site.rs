//! Where a report goes, and the names beside it that a run uses for itself.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::disk;
use super::fault::WriteError;

/// The places of one run, all in one folder so that each can be renamed to another.
#[derive(Debug)]
pub(super) struct Site {
    /// The folder that holds the report, by its real path, and whatever stands beside it.
    pub(super) parent: PathBuf,
    /// The report.
    pub(super) out: PathBuf,
    /// The new report while it is built; after the exchange, the old one until it is removed.
    pub(super) stage: PathBuf,
    /// The old report between two renames, where the disk cannot exchange in one step.
    pub(super) aside: PathBuf,
    pub(super) lock: PathBuf,
    stage_prefix: OsString,
    keep_prefix: OsString,
    aside_prefix: OsString,
}

/// What a run that was killed has left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leftover {
    /// A new report, or an old one that was exchanged with it and is to be removed.
    Stage,
    /// A new report, or an old one that was exchanged with it and is to be set aside.
    Keep,
    /// An old report between two renames.
    Aside,
}

impl Site {
    /// Fails if the path does not end in a name, or the folders above it cannot be looked at.
    pub(super) fn of(out: &Path) -> Result<Self, WriteError> {
        let whole = std::path::absolute(out).map_err(WriteError::disk("find", out))?;
        let (Some(parent), Some(name)) = (whole.parent(), whole.file_name()) else {
            return Err(WriteError::Nameless { out: out.to_owned() });
        };
        let parent = resolve(parent).map_err(WriteError::disk("find", parent))?;
        let beside = |ending: &str| {
            let mut full = OsString::from(".");
            full.push(name);
            full.push(ending);
            full
        };
        let [stage_prefix, keep_prefix, aside_prefix] = [".ascn-new-", ".ascn-keep-", ".ascn-old-"].map(beside);
        Ok(Self {
            out: parent.join(name),
            stage: numbered(&parent, &stage_prefix),
            aside: numbered(&parent, &aside_prefix),
            lock: parent.join(beside(".ascn-lock")),
            parent,
            stage_prefix,
            keep_prefix,
            aside_prefix,
        })
    }

    /// Gives the new report a name beside the old one under which nothing is removed that a person could have made.
    pub(super) fn keep(&mut self) {
        self.stage = numbered(&self.parent, &self.keep_prefix);
    }

    pub(super) fn must_be_apart_from(&self, inputs: &Path) -> Result<(), WriteError> {
        // The report's own name may be spelt in other letters than the disk spells it.
        let out = resolve(&self.out).map_err(WriteError::disk("find", &self.out))?;
        let real = resolve(inputs).map_err(WriteError::disk("find", inputs))?;
        if out.starts_with(&real) || real.starts_with(&out) {
            return Err(WriteError::Overlap { out: self.out.clone(), inputs: real });
        }
        Ok(())
    }

    /// Whether a name beside the report is one that some run has used for itself.
    pub(super) fn leftover(&self, name: &OsStr) -> Option<Leftover> {
        let ends_in_number = |prefix: &OsStr| {
            name.as_encoded_bytes()
                .strip_prefix(prefix.as_encoded_bytes())
                .is_some_and(|number| !number.is_empty() && number.iter().all(u8::is_ascii_digit))
        };
        if ends_in_number(&self.stage_prefix) {
            Some(Leftover::Stage)
        } else if ends_in_number(&self.keep_prefix) {
            Some(Leftover::Keep)
        } else if ends_in_number(&self.aside_prefix) {
            Some(Leftover::Aside)
        } else {
            None
        }
    }
}

/// The real path of what exists of a path, followed by what does not exist yet.
pub(super) fn resolve(path: &Path) -> io::Result<PathBuf> {
    let whole = std::path::absolute(path)?;
    let mut head = whole.as_path();
    let mut missing = Vec::new();
    loop {
        match fs::canonicalize(head) {
            Ok(real) => return Ok(missing.iter().rev().fold(real, |path, name| path.join(name))),
            Err(fault) if fault.kind() == io::ErrorKind::NotFound => {
                // There is no name if the step is "..": through a missing folder that leads nowhere.
                let (Some(parent), Some(name)) = (head.parent(), head.file_name()) else { return Err(fault) };
                missing.push(name);
                head = parent;
            }
            Err(fault) => return Err(fault),
        }
    }
}

/// The name of this process for itself.
fn numbered(parent: &Path, prefix: &OsStr) -> PathBuf {
    let mut full = prefix.to_owned();
    full.push(std::process::id().to_string());
    parent.join(full)
}

/// The folders that had to be made above the report; those that hold nothing when this is dropped are unmade.
#[derive(Debug, Default)]
pub(super) struct Parents {
    made: Vec<PathBuf>,
}

impl Parents {
    pub(super) fn make(site: &Site) -> Result<Self, WriteError> {
        let mut missing = Vec::new();
        for folder in site.parent.ancestors() {
            if disk::kind(folder)?.is_some() {
                break;
            }
            missing.push(folder);
        }
        let mut parents = Self::default();
        for folder in missing.into_iter().rev() {
            disk::make_folder(folder)?;
            parents.made.push(folder.to_owned());
            if let Some(above) = folder.parent() {
                disk::sync_folder(above)?;
            }
        }
        Ok(parents)
    }
}

impl Drop for Parents {
    fn drop(&mut self) {
        for folder in self.made.iter().rev() {
            // Fails, as it should, if the report is there now or somebody else has begun to use the folder.
            let _ = fs::remove_dir(folder);
        }
    }
}
