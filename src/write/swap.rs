//! The new report takes the old one's place; what killed runs left is mended first.

use std::path::PathBuf;

use super::disk;
use super::fault::WriteError;
use super::site::{Leftover, Site};

/// Puts the new report where there is none. Fails if there is one by now, unless it is an empty folder.
pub(super) fn into_gap(site: &Site) -> Result<(), WriteError> {
    disk::rename(&site.stage, &site.out).map_err(WriteError::disk("put the report at", &site.out))
}

/// Puts the new report in the old one's place, and says where the old one is now.
///
/// On Linux and macOS the two change names in one step. Where the system or the disk cannot do that, the old report
/// is renamed aside and the new one renamed in: for that moment there is no report. If the second rename fails the
/// first is undone; if the process is killed between them, the next run undoes it.
pub(super) fn into_place(site: &Site) -> Result<PathBuf, WriteError> {
    match disk::exchange(&site.stage, &site.out) {
        Ok(()) => Ok(site.stage.clone()),
        Err(fault) if disk::is_unsupported(&fault) => by_two_renames(site),
        Err(fault) => Err(WriteError::disk("put the report at", &site.out)(fault)),
    }
}

fn by_two_renames(site: &Site) -> Result<PathBuf, WriteError> {
    disk::rename(&site.out, &site.aside).map_err(WriteError::disk("move aside", &site.out))?;
    if let Err(source) = disk::rename(&site.stage, &site.out) {
        return Err(match disk::rename(&site.aside, &site.out) {
            Ok(()) => WriteError::disk("put the report at", &site.out)(source),
            Err(_) => WriteError::Stranded { out: site.out.clone(), aside: site.aside.clone(), source },
        });
    }
    // The name aside must mean "killed between two renames" and nothing else: an old report that was half removed
    // under that name could otherwise be put back.
    match disk::rename(&site.aside, &site.stage) {
        Ok(()) => Ok(site.stage.clone()),
        Err(_) => Ok(site.aside.clone()),
    }
}

/// Puts back an old report that a killed run left aside, and removes what else such runs left. To be called with the
/// lock held: then no run is alive that could own any of it.
pub(super) fn clear_leftovers(site: &Site) -> Result<(), WriteError> {
    for (name, kind) in disk::entries(&site.parent)? {
        let Some(leftover) = site.leftover(&name).filter(|_| kind.is_dir()) else { continue };
        let path = site.parent.join(&name);
        match leftover {
            Leftover::Aside if disk::kind(&site.out)?.is_none() => {
                disk::rename(&path, &site.out).map_err(WriteError::disk("put back the old report", &path))?;
                disk::sync_folder(&site.parent)?;
            }
            Leftover::Aside | Leftover::Stage => disk::remove_tree(&path)?,
        }
    }
    Ok(())
}
