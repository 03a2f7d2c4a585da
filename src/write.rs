//! Puts a bundle on disk, whole or not at all.
//!
//! The new report is built beside the old one, file by file as they are made where a [`Stage`] is open, made durable, and
//! put in its place in one step, so that a reader finds the old report or the new one and never a mixture. Only what an earlier run made is replaced: a list of all files
//! with their hashes, `.ascn-report`, is written last into each report, and a file that this list does not vouch for
//! stops the run. A `.gitignore` and a `.gitkeep` at the top belong to the person and stay as they are. A folder above
//! the report that does not exist is made, and unmade if the run fails.
//!
//! After an error the report stands as it stood, and nothing temporary is left beside it. A run that is killed may
//! leave `.NAME.ascn-new-PID`, `.NAME.ascn-keep-PID`, `.NAME.ascn-old-PID` or `.NAME.ascn-lock` beside the report; the
//! next run mends that.

#![expect(clippy::disallowed_methods, reason = "this is the only writer")]

mod disk;
mod fault;
mod halt;
mod hands;
mod lock;
mod lone;
mod marker;
#[cfg(test)]
mod rigged;
mod site;
mod stage;
mod standing;
mod swap;

use std::path::{Path, PathBuf};

use crate::bundle::Bundle;
pub use fault::{WriteError, cause, shown};
pub use halt::stop;
pub use lone::{file, input, is_free};
pub use stage::Stage;

/// What stays of the report as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keep {
    /// The bundle is the whole report.
    Nothing,
    /// These top-level folders, each unless the bundle brings one of that name: the files in it that an earlier run
    /// made are copied into the new report unchanged.
    Folders(Vec<String>),
    /// The bundle is the whole report. If a person has changed or added something, the old folder is set aside as it
    /// is, under a name of its own, instead of stopping the run.
    Aside,
}

/// What a run that came to its end has done to the report; all paths are inside it, and sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Written {
    /// Files of the bundle that were not there before, or not with these bytes.
    pub made: Vec<String>,
    /// Files of the bundle that stood there already, byte for byte.
    pub unchanged: Vec<String>,
    /// Files the bundle did not bring, kept as asked.
    pub carried: Vec<String>,
    /// Files of the earlier report that are there no more.
    pub dropped: Vec<String>,
    /// Size of all files made, unchanged and carried together.
    pub bytes: u64,
    /// Where the old folder is now, if it was set aside.
    pub set_aside: Option<PathBuf>,
    /// What did not go as it should although the new report is in its place, in sentences for the person.
    pub notes: Vec<String>,
}

/// Makes `out` hold the files of `bundle`, what `keep` asks for, and nothing else.
///
/// Fails, with `out` as it was, as [`Stage::open`] and [`Stage::publish`] do.
pub fn write(bundle: &Bundle, out: &Path, inputs: &Path, keep: &Keep) -> Result<Written, WriteError> {
    if bundle.is_empty() {
        return Err(WriteError::Empty { out: out.to_owned() });
    }
    Stage::open(out, inputs, keep)?.publish(bundle)
}
