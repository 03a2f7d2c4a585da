//! The new report takes the old one's place; what killed runs left is mended first.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::disk;
use super::fault::WriteError;
use super::marker;
use super::site::{Leftover, Site};
use super::standing::Standing;

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

/// Puts back an old report that a killed run left aside, and removes what else such runs left; says of what this cannot be
/// done. To be called with the lock held: then no run is alive that could own any of it.
pub(super) fn clear_leftovers(site: &Site) -> Result<Vec<String>, WriteError> {
    let mut notes = Vec::new();
    for (name, kind) in disk::entries(&site.parent)? {
        let Some(leftover) = site.leftover(&name).filter(|_| kind.is_dir()) else { continue };
        let path = site.parent.join(&name);
        match leftover {
            Leftover::Aside if disk::kind(&site.out)?.is_none() => {
                disk::rename(&path, &site.out).map_err(WriteError::disk("put back the old report", &path))?;
                disk::sync_folder(&site.parent)?;
            }
            _ if is_of_a_person(&path) => drop(set_aside(site, &path)?),
            // What cannot be removed stands in nobody's way.
            Leftover::Aside | Leftover::Stage | Leftover::Keep => {
                notes.extend(
                    disk::remove_tree(&path).err().map(|fault| format!("what an earlier run left stays: {fault}")),
                );
            }
        }
    }
    Ok(notes)
}

/// Whether a folder is an old report in which a person has changed or added something. The list of files comes last
/// into a new report: without it, it is one that was never finished.
fn is_of_a_person(path: &Path) -> bool {
    let has_list = !matches!(disk::kind(&path.join(marker::NAME)), Ok(None));
    has_list && Standing::look(path).is_err()
}

/// Gives an old report a name of its own beside the new one, `NAME-set-aside-1` or the next number that is free, and
/// says where it is now.
pub(super) fn set_aside(site: &Site, old: &Path) -> Result<PathBuf, WriteError> {
    let mut number = 0_u32;
    let place = loop {
        number += 1;
        let mut name = site.out.file_name().map(OsString::from).unwrap_or_default();
        name.push(format!("-set-aside-{number}"));
        let place = site.parent.join(name);
        if disk::kind(&place)?.is_none() {
            break place;
        }
    };
    disk::rename(old, &place).map_err(WriteError::disk("set aside", old))?;
    disk::sync_folder(&site.parent)?;
    Ok(place)
}
