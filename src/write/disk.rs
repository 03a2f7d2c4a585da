//! Each way in which the disk is touched, once.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::fault::WriteError;
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

fn create(path: &Path) -> io::Result<File> {
    step()?;
    OpenOptions::new().write(true).create_new(true).open(path)
}

/// Writes a file that is not there yet, and returns when the disk has it. Who may read it is left to the umask.
pub(super) fn put(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let mut pending = Pending::default();
    pending.put(path, bytes)?;
    pending.settle()
}

/// Files that are written, or wait to be, and that the disk may not have yet.
#[derive(Default)]
pub(super) struct Pending<'b>(Vec<Waiting<'b>>);

struct Waiting<'b> {
    path: PathBuf,
    file: File,
    /// What is to be written into it.
    content: Option<&'b Content>,
}

impl Waiting<'_> {
    /// Returns when the disk has it whole.
    fn settle(&self) -> io::Result<()> {
        if let Some(content) = self.content {
            let mut length = 0;
            for block in content.blocks() {
                length += block.len() as u64;
                (&self.file).write_all(&block)?;
            }
            if length != content.length() {
                return Err(io::Error::other("what was held in memory is damaged"));
            }
        }
        self.file.sync_all()
    }
}

/// So many files are held open at most; every system allows more.
const MOST_OPEN: usize = 128;

/// The disk is asked for so many files at once: it takes as long for all as for one, and the cores only wait.
const HANDS: usize = 16;

impl<'b> Pending<'b> {
    /// Writes a file that is not there yet. The disk has it after the next [`settle`](Self::settle) that goes well.
    pub(super) fn put(&mut self, path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
        let put = || {
            let mut file = create(path)?;
            step()?;
            file.write_all(bytes)?;
            Ok(file)
        };
        let file = put().map_err(WriteError::disk("write the file", path))?;
        self.add(Waiting { path: path.to_owned(), file, content: None })
    }

    /// The same with what a bundle holds, which is written by the hands that wait for the disk.
    pub(super) fn put_content(&mut self, path: &Path, content: &'b Content) -> Result<(), WriteError> {
        let file = create(path).map_err(WriteError::disk("write the file", path))?;
        self.add(Waiting { path: path.to_owned(), file, content: Some(content) })
    }

    fn add(&mut self, file: Waiting<'b>) -> Result<(), WriteError> {
        self.0.push(file);
        if self.0.len() < MOST_OPEN { Ok(()) } else { self.settle() }
    }

    /// Returns when the disk has all of them; fails with the first that it does not take.
    pub(super) fn settle(&mut self) -> Result<(), WriteError> {
        let files = std::mem::take(&mut self.0);
        for one in &files {
            let written = if one.content.is_some() { step() } else { Ok(()) };
            written.and_then(|()| step()).map_err(WriteError::disk("write the file", &one.path))?;
        }
        let mut settled = files.iter().zip(by_hands(HANDS, &files, Waiting::settle));
        settled.try_for_each(|(one, settled)| settled.map_err(WriteError::disk("write the file", &one.path)))
    }
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
    match step().and_then(|()| fs::remove_dir_all(path)) {
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other.map_err(WriteError::disk("remove the folder", path)),
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
