//! Puts a bundle on disk, whole or not at all.
//!
//! The new report is built beside the old one, made durable, and put in its place in one step, so that a reader finds
//! the old report or the new one and never a mixture. Only what an earlier run made is replaced: a list of all files
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
mod lock;
mod lone;
mod marker;
#[cfg(test)]
mod rigged;
mod site;
mod standing;
mod swap;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::bundle::Bundle;
pub use fault::{WriteError, shown};
pub use halt::stop;
pub use lone::file;

use disk::Pending;
use halt::Work;
use lock::Lock;
use marker::Marker;
use site::{Parents, Site};
use standing::Standing;

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
/// Fails, with `out` as it was, if the bundle is empty; if `out` overlaps `inputs`, is a symbolic link or not a folder,
/// or holds what no earlier run has made; if another run is writing there; if [`stop`] was called; or if the disk refuses.
pub fn write(bundle: &Bundle, out: &Path, inputs: &Path, keep: &Keep) -> Result<Written, WriteError> {
    if bundle.is_empty() {
        return Err(WriteError::Empty { out: out.to_owned() });
    }
    let mut site = Site::of(out)?;
    site.must_be_apart_from(inputs)?;

    // Undone in reverse order should a later line fail: the new tree, the lock, the folders above.
    let work = Work::begin()?;
    let _parents = Parents::make(&site)?;
    let _lock = Lock::take(&site)?;
    swap::clear_leftovers(&site)?;
    let look = if *keep == Keep::Aside { Standing::look_aside } else { Standing::look };
    let standing = look(&site.out)?;
    if standing.is_foreign() {
        site.keep();
    }
    let stage = Stage::open(&site)?;

    let (marker, mut written) = stage.fill(bundle, &standing, keep, &work)?;
    if look(&site.out)? != standing {
        return Err(WriteError::Disturbed { out: site.out });
    }
    work.go_on()?;
    let old =
        if standing.is_there() { Some(swap::into_place(&site)?) } else { swap::into_gap(&site).map(|()| None)? };

    written.dropped = standing.present().filter(|path| marker.hash(path).is_none()).map(str::to_owned).collect();
    let (aside, old) = if standing.is_foreign() { (old, None) } else { (None, old) };
    written.notes = stage.close(&site, old.as_deref());
    if let Some(aside) = aside {
        // Where this fails it keeps the name of the stage, and the next run tries again.
        match swap::set_aside(&site, &aside) {
            Ok(path) => written.set_aside = Some(path),
            Err(fault) => written.notes.push(format!("the next run sets the old report aside: {fault}")),
        }
    }
    Ok(written)
}

/// The new report while it is built beside the old one; removed when dropped.
struct Stage {
    root: PathBuf,
}

impl Stage {
    fn open(site: &Site) -> Result<Self, WriteError> {
        disk::make_folder(&site.stage)?;
        Ok(Self { root: site.stage.clone() })
    }

    /// Writes everything, the list of files last, and does not return before the disk has it.
    fn fill(
        &self,
        bundle: &Bundle,
        standing: &Standing,
        keep: &Keep,
        work: &Work,
    ) -> Result<(Marker, Written), WriteError> {
        let mut folders = BTreeSet::from([self.root.clone()]);
        let mut pending = Pending::default();
        let mut marker = Marker::default();
        let mut written = Written::default();

        for (path, content) in bundle.contents() {
            work.go_on()?;
            let hash = content.print().digits().to_owned();
            let list = if standing.hash(path) == Some(&hash) { &mut written.unchanged } else { &mut written.made };
            list.push(path.to_owned());
            written.bytes += content.length();
            pending.put_content(&self.place(path, &mut folders)?, content)?;
            marker.add(path, hash);
        }
        for path in carried(bundle, standing, keep) {
            work.go_on()?;
            let (bytes, hash) = standing.read(path)?;
            written.bytes += bytes.len() as u64;
            pending.put(&self.place(path, &mut folders)?, &bytes)?;
            marker.add(path, hash);
            written.carried.push(path.to_owned());
        }
        for (name, bytes) in standing.own_files() {
            pending.put(&self.place(name, &mut folders)?, bytes)?;
        }
        pending.settle()?;
        disk::sync_folders(&folders.into_iter().collect::<Vec<_>>())?;
        // Whole or not there: a folder with a list is a report that was finished once.
        let (half, list) = (self.root.join(marker::UNFINISHED), self.root.join(marker::NAME));
        disk::put(&half, marker.to_text().as_bytes())?;
        disk::rename(&half, &list).map_err(WriteError::disk("write the file", &list))?;
        disk::sync_folder(&self.root)?;
        Ok((marker, written))
    }

    /// Where a file stands in the stage; the folders above it are made if they are not there.
    fn place(&self, path: &str, folders: &mut BTreeSet<PathBuf>) -> Result<PathBuf, WriteError> {
        let mut folder = self.root.clone();
        let mut steps = path.split('/').peekable();
        while let Some(step) = steps.next() {
            folder.push(step);
            if steps.peek().is_some() && folders.insert(folder.clone()) {
                disk::make_folder(&folder)?;
            }
        }
        Ok(folder)
    }

    /// Makes the exchange durable, then removes the old report; says what of this could not be done.
    fn close(self, site: &Site, old: Option<&Path>) -> Vec<String> {
        // Under the name of this stage there is now the old report or nothing.
        std::mem::forget(self);
        if let Err(fault) = disk::sync_folder(&site.parent) {
            // Should the power fail now, the old name could come back: it must not come back to an emptied folder.
            return vec![format!("the new report is in place, but a power cut could undo that: {fault}")];
        }
        match old.map(disk::remove_tree) {
            Some(Err(fault)) => vec![format!("the new report is in place; the next run removes the old one: {fault}")],
            Some(Ok(())) | None => Vec::new(),
        }
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        // Nobody is left to tell if this fails; the next run removes what stays.
        let _ = disk::remove_tree(&self.root);
    }
}

/// The files that stay although the bundle does not bring them. Letter case does not tell two folders apart, because
/// it does not on every disk.
fn carried<'a>(bundle: &Bundle, standing: &'a Standing, keep: &Keep) -> Vec<&'a str> {
    let asked = match keep {
        Keep::Nothing | Keep::Aside => return Vec::new(),
        Keep::Folders(names) => names,
    };
    let brought = |folder: &str| {
        bundle.paths().any(|path| path.split('/').next().is_some_and(|top| top.eq_ignore_ascii_case(folder)))
    };
    let kept: BTreeSet<&str> = asked.iter().map(String::as_str).filter(|folder| !brought(folder)).collect();
    standing.present().filter(|path| path.split_once('/').is_some_and(|(top, _)| kept.contains(top))).collect()
}
