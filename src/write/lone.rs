//! One file by itself: where a person wants it, or a new one among the inputs.

use std::ffi::OsString;
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
    if disk::kind(path)?.is_some_and(|kind| !may_replace || !kind.is_file()) {
        return Err(WriteError::Taken { path: path.to_owned() });
    }
    put(path, bytes)
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
    }
    put(path, bytes)
}

/// Fails as [`input`] would if something stands there.
pub fn is_free(path: &Path, instead: &str) -> Result<(), WriteError> {
    match disk::kind(path)? {
        Some(_) => Err(WriteError::Kept { path: path.to_owned(), instead: instead.to_owned() }),
        None => Ok(()),
    }
}

/// Puts a file in its place in one step.
fn put(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let Some(name) = path.file_name() else { return Err(WriteError::Nameless { out: path.to_owned() }) };
    let mut beside = OsString::from(".");
    beside.push(name);
    beside.push(format!(".ascn-new-{}", std::process::id()));
    let stage = path.with_file_name(beside);
    let put = disk::put(&stage, bytes)
        .and_then(|()| disk::rename(&stage, path).map_err(WriteError::disk("write the file", path)));
    if put.is_err() {
        // Nobody is left to tell if this fails.
        let _ = disk::remove_file(&stage);
    }
    put
}
