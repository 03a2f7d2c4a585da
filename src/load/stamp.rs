//! Whether a folder of inputs is as it was, by the length and the time of each file in it.

use super::ReadError;
use super::folder::entries;
use std::fs;
use std::path::{Path, PathBuf};

/// How the files of a folder stand; two that are alike are most likely of the same files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp(Vec<(PathBuf, u64, String)>);

/// Looks at every file below a folder; fails if one cannot be looked at.
pub fn stamp(folder: &Path) -> Result<Stamp, ReadError> {
    let (mut files, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = open.pop() {
        for path in entries(&folder)? {
            let refused = |cause| ReadError { path: path.clone(), cause };
            let about = fs::metadata(&path).map_err(refused)?;
            let changed = about.modified().map(|time| format!("{time:?}")).map_err(refused)?;
            if about.is_dir() {
                open.push(path);
            } else {
                files.push((path, about.len(), changed));
            }
        }
    }
    Ok(Stamp(files))
}
