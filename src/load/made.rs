//! A folder of the output as it stands: every file in it, and the manifest that says of what it was made.

use super::ReadError;
use super::folder::file_name;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

/// Every file below a folder, by its path with `/` between the steps. A link is a file of its own, and is not followed.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// Reads every file below a folder; hidden files are not looked at, and neither is what an editor or a system leaves
/// beside them.
pub fn tree(folder: &Path) -> Result<Tree, ReadError> {
    let mut files = Tree::new();
    let mut open = vec![(folder.to_owned(), String::new())];
    while let Some((path, name)) = open.pop() {
        for entry in super::folder::entries(&path)? {
            let inside = format!("{name}{}", file_name(&entry));
            let refused = |cause| ReadError { path: entry.clone(), cause };
            let kind = fs::symlink_metadata(&entry).map_err(refused)?.file_type();
            if kind.is_dir() {
                open.push((entry, inside + "/"));
            } else if kind.is_file() {
                files.insert(inside, fs::read(&entry).map_err(refused)?);
            } else {
                files.insert(inside, Vec::new());
            }
        }
    }
    Ok(files)
}

/// What a manifest says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Manifest {
    /// The program and its version.
    pub program: String,
    /// The inputs, by path below their folder, each with its hash.
    pub inputs: BTreeMap<String, String>,
    /// The files of the folder, but for the manifest, each with its hash.
    pub outputs: BTreeMap<String, String>,
}

impl Manifest {
    /// Reads the manifest that stands there; fails as [`read`](Self::read) does, or where there is none.
    pub fn at(path: &Path, format: &str) -> Result<Self, ReadError> {
        let bytes = fs::read(path).map_err(|cause| ReadError { path: path.to_owned(), cause })?;
        Self::read(path, &bytes, format)
    }

    /// Reads a manifest of that format; fails with what is wrong in it.
    pub fn read(path: &Path, bytes: &[u8], format: &str) -> Result<Self, ReadError> {
        let refused = |what: &str| ReadError {
            path: path.to_owned(),
            cause: io::Error::new(io::ErrorKind::InvalidData, what.to_owned()),
        };
        let value: Value = serde_json::from_slice(bytes).map_err(|_| refused("it is no manifest: no JSON"))?;
        let text = |key: &str| value.get(key).and_then(Value::as_str);
        if text("format") != Some(format) {
            return Err(refused("it is no manifest that this version of the program knows"));
        }
        let list = |key: &str| {
            let entries = value.get(key).and_then(Value::as_object)?;
            entries.iter().map(|(path, hash)| Some((path.clone(), hash.as_str()?.to_owned()))).collect()
        };
        let (Some(program), Some(inputs), Some(outputs)) = (text("program"), list("inputs"), list("outputs")) else {
            return Err(refused("its lists cannot be read"));
        };
        Ok(Self { program: program.to_owned(), inputs, outputs })
    }
}

/// The names of the folders in a folder that hold a file of that name, sorted.
pub fn folders_with(folder: &Path, file: &str) -> Result<Vec<String>, ReadError> {
    let folders = super::folder::entries(folder)?.into_iter().filter(|path| path.join(file).is_file());
    Ok(folders.map(|path| file_name(&path)).collect())
}
