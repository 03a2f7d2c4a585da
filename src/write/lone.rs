//! One file by itself: where a person wants it, or a new one among the inputs.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io;
use std::path::Path;

use super::disk;
use super::fault::WriteError;
use super::halt::Work;
use super::marker;
use super::site::resolve;

/// Puts a file where it is wanted, whole or not at all. What stands there already is kept, unless it may be replaced.
///
/// Fails, with the place as it was, if that lies among the inputs, of which it would be taken for one, or in a report, which
/// is the program's own; if something stands there, or if the disk refuses.
pub fn file(path: &Path, bytes: &[u8], inputs: &Path, may_replace: bool) -> Result<(), WriteError> {
    let _work = Work::begin()?;
    let real = |path: &Path| resolve(path).map_err(WriteError::disk("find", path));
    let whole = real(path)?;
    if whole.starts_with(real(inputs)?) {
        return Err(WriteError::Among { path: path.to_owned(), inputs: inputs.to_owned() });
    }
    if let Some(out) = whole.ancestors().skip(1).find(|folder| folder.join(marker::NAME).is_file()) {
        return Err(WriteError::InReport { path: path.to_owned(), out: out.to_owned() });
    }
    let taken = || WriteError::Taken { path: path.to_owned() };
    if disk::kind(path)?.is_some_and(|kind| !may_replace || !kind.is_file()) {
        return Err(taken());
    }
    put(path, bytes, (!may_replace).then(taken))
}

/// Puts a new file among the inputs, whole or not at all, in a folder that is made where there is none. What stands there
/// already is never replaced; `instead` says what a person does then.
///
/// Fails, with the inputs as they were, if something stands there, if a link leads out of the inputs, or if the disk
/// refuses.
pub fn input(path: &Path, bytes: &[u8], inputs: &Path, instead: &str) -> Result<(), WriteError> {
    let _work = Work::begin()?;
    let real = |path: &Path| resolve(path).map_err(WriteError::disk("find", path));
    is_free(path, instead)?;
    if !real(path)?.starts_with(real(inputs)?) {
        return Err(WriteError::Link { path: path.parent().unwrap_or(path).to_owned() });
    }
    if let Some(folder) = path.parent().filter(|folder| !folder.is_dir()) {
        disk::make_folder(folder)?;
        disk::sync_folder(inputs)?;
    }
    put(path, bytes, Some(WriteError::Kept { path: path.to_owned(), instead: instead.to_owned() }))
}

/// Fails as [`input`] would if something stands there, or beside it what is read in its place: a folder or a file of the
/// same name with another end.
pub fn is_free(path: &Path, instead: &str) -> Result<(), WriteError> {
    let kept = |path: &Path| Err(WriteError::Kept { path: path.to_owned(), instead: instead.to_owned() });
    if disk::kind(path)?.is_some() {
        return kept(path);
    }
    let Some(folder) = path.parent().filter(|folder| folder.is_dir()) else { return Ok(()) };
    let is_same = |name: &OsStr| Path::new(name).file_stem() == path.file_stem();
    match disk::entries(folder)?.into_iter().find(|(name, _)| is_same(name)) {
        Some((name, _)) => kept(&folder.join(name)),
        None => Ok(()),
    }
}

/// What the name of a file that is being written goes on with.
const NEW: &str = ".ascn-new-";

/// Puts a file in its place in one step; with `taken`, fails with that if something stands there, also if it came only now.
fn put(path: &Path, bytes: &[u8], taken: Option<WriteError>) -> Result<(), WriteError> {
    let Some(name) = path.file_name() else { return Err(WriteError::Nameless { out: path.to_owned() }) };
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut beside = OsString::from(".");
    beside.push(name);
    beside.push(NEW);
    clear(folder, &beside);
    beside.push(std::process::id().to_string());
    let stage = folder.join(beside);
    // As long as it is written nobody else takes it for what is left of a run that was killed.
    let written = disk::put_held(&stage, bytes);
    let put = written.and_then(|held| {
        match taken {
            Some(taken) => named(&stage, path, taken)?,
            None => disk::rename(&stage, path).map_err(WriteError::disk("write the file", path))?,
        }
        drop(held);
        disk::sync_folder(folder)
    });
    // It is gone where it was renamed; and nobody is left to tell if this fails.
    let _ = disk::remove_file(&stage);
    put
}

/// Removes what runs have left that were killed while they wrote a file of that name. Nobody waits for it: what cannot be
/// removed is left.
fn clear(folder: &Path, begin: &OsStr) {
    let begin = begin.to_string_lossy();
    let is_left = |name: &OsStr| name.to_string_lossy().starts_with(&*begin);
    for (name, kind) in disk::entries(folder).unwrap_or_default() {
        let path = folder.join(&name);
        let is_file = is_left(&name) && kind.is_file();
        // Whoever writes still holds it.
        if is_file && File::open(&path).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = disk::remove_file(&path);
        }
    }
}

/// Gives a file a name that nothing has.
fn named(stage: &Path, path: &Path, taken: WriteError) -> Result<(), WriteError> {
    match disk::link(stage, path) {
        Ok(()) => Ok(()),
        Err(fault) if fault.kind() == io::ErrorKind::AlreadyExists => Err(taken),
        // Not every disk gives a file two names; there it is looked once more.
        Err(_) if disk::kind(path)?.is_some() => Err(taken),
        Err(_) => disk::rename(stage, path).map_err(WriteError::disk("write the file", path)),
    }
}
