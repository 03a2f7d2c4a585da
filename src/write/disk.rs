//! Each way in which the disk is touched, once.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::fault::WriteError;
use super::hands::HANDS;
#[cfg(test)]
use super::rigged::step;
use crate::bundle::Content;
use crate::side::by_hands;

/// Stands before every touch; the tests put one here that fails, or ends the process, at a touch of their choice.
#[cfg(not(test))]
#[expect(clippy::unnecessary_wraps, reason = "the one that the tests put here does fail")]
fn step() -> io::Result<()> {
    Ok(())
}

pub(super) fn make_folder(path: &Path) -> Result<(), WriteError> {
    step().and_then(|()| fs::create_dir(path)).map_err(WriteError::disk("make the folder", path))
}

/// Writes a file that is not there yet, and returns when the disk has it. Who may read it is left to the umask.
pub(super) fn put(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    announce(path)?;
    fill(path, &Filling::Bytes(bytes.to_vec()))
}

/// Writes a file that is not there yet, and returns it when the disk has it; as long as it is open nobody else can lock it.
pub(super) fn put_held(path: &Path, bytes: &[u8]) -> Result<File, WriteError> {
    announce(path)?;
    let mut file = create(path)?;
    // Not every disk can lock; there nobody takes it for one that is left either.
    let _ = file.try_lock();
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(WriteError::disk("write the file", path))?;
    Ok(file)
}

/// What is to be written into a file.
#[derive(Debug)]
pub(super) enum Filling {
    Content(Arc<Content>),
    Bytes(Vec<u8>),
    /// It is all in the file, which the disk may not have yet.
    Written(File),
}

/// Says that a file is to be made, written and synced, which another hand may do.
pub(super) fn announce(path: &Path) -> Result<(), WriteError> {
    step().and_then(|()| step()).and_then(|()| step()).map_err(WriteError::disk("write the file", path))
}

/// Makes a file that was announced and is not there yet.
pub(super) fn create(path: &Path) -> Result<File, WriteError> {
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    file.map_err(WriteError::disk("write the file", path))
}

/// Does what was announced, and returns when the disk has the file whole.
pub(super) fn fill(path: &Path, filling: &Filling) -> Result<(), WriteError> {
    if let Filling::Written(file) = filling {
        return file.sync_all().map_err(WriteError::disk("write the file", path));
    }
    let mut file = create(path)?;
    let mut filled = || {
        match filling {
            Filling::Written(_) => {}
            Filling::Bytes(bytes) => file.write_all(bytes)?,
            Filling::Content(content) => {
                let mut length = 0;
                for block in content.blocks() {
                    length += block.len() as u64;
                    file.write_all(&block)?;
                }
                if length != content.length() {
                    return Err(io::Error::other("what was held in memory is damaged"));
                }
            }
        }
        file.sync_all()
    };
    filled().map_err(WriteError::disk("write the file", path))
}

/// Makes names in folders durable, where the system can: some network disks cannot, and Windows does not need it.
pub(super) fn sync_folders(paths: &[PathBuf]) -> Result<(), WriteError> {
    #[cfg(unix)]
    let sync = |path: &PathBuf| File::open(path).and_then(|folder| folder.sync_all());
    #[cfg(not(unix))]
    let sync = |_: &PathBuf| Ok(());
    for path in paths {
        step().map_err(WriteError::disk("sync the folder", path))?;
    }
    let mut synced = paths.iter().zip(by_hands(HANDS, paths, sync));
    synced.try_for_each(|(path, synced)| match synced {
        Err(fault) if is_unsupported(&fault) => Ok(()),
        other => other.map_err(WriteError::disk("sync the folder", path)),
    })
}

/// The same of one folder.
pub(super) fn sync_folder(path: &Path) -> Result<(), WriteError> {
    sync_folders(&[path.to_owned()])
}

pub(super) fn remove_file(path: &Path) -> io::Result<()> {
    step()?;
    fs::remove_file(path)
}

pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    step()?;
    fs::rename(from, to)
}

/// Gives a file a second name; fails if anything has that name already, whenever it came.
pub(super) fn link(file: &Path, name: &Path) -> io::Result<()> {
    step()?;
    fs::hard_link(file, name)
}

/// Lets two folders change names in one step that nobody can see half done.
#[cfg(any(target_os = "linux", target_os = "macos"))]
pub(super) fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    step()?;
    #[cfg(test)]
    super::rigged::can_exchange()?;
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
pub(super) fn exchange(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Tells "this disk cannot do that at all" from "that went wrong".
pub(super) fn is_unsupported(fault: &io::Error) -> bool {
    matches!(fault.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

/// Removes a folder with all that is in it; it is well if there is none. Does not follow symbolic links.
pub(super) fn remove_tree(path: &Path) -> Result<(), WriteError> {
    let removed = step().and_then(|()| match fs::remove_dir_all(path) {
        Err(fault) if fault.kind() == io::ErrorKind::PermissionDenied => {
            open_folders(path);
            fs::remove_dir_all(path)
        }
        other => other,
    });
    match removed {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other.map_err(WriteError::disk("remove the folder", path)),
    }
}

/// Lets the owner take things out of a folder and those in it; where that cannot be, the removal tells.
fn open_folders(path: &Path) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let _ = fs::set_permissions(path, fs::Permissions::from_mode(0o700));
    }
    for entry in fs::read_dir(path).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            open_folders(&entry.path());
        }
    }
}

pub(super) fn read(path: &Path) -> Result<Vec<u8>, WriteError> {
    step().and_then(|()| fs::read(path)).map_err(WriteError::disk("read the file", path))
}

/// What is at a path, a symbolic link being itself; nothing if nothing is there.
pub(super) fn kind(path: &Path) -> Result<Option<fs::FileType>, WriteError> {
    match step().and_then(|()| fs::symlink_metadata(path)) {
        Ok(found) => Ok(Some(found.file_type())),
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(fault) => Err(WriteError::disk("look at", path)(fault)),
    }
}

/// How long the thing at a path is, and when it was changed; a symbolic link is itself.
pub(super) fn about(path: &Path) -> Result<fs::Metadata, WriteError> {
    step().and_then(|()| fs::symlink_metadata(path)).map_err(WriteError::disk("look at", path))
}

/// What a folder holds, by name.
pub(super) fn entries(folder: &Path) -> Result<Vec<(std::ffi::OsString, fs::FileType)>, WriteError> {
    let read = || {
        step()?;
        let mut found = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            found.push((entry.file_name(), entry.file_type()?));
        }
        found.sort_by(|(one, _), (other, _)| one.cmp(other));
        Ok(found)
    };
    read().map_err(WriteError::disk("look into the folder", folder))
}
