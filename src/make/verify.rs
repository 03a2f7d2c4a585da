//! Whether what stands in the output is what the inputs make, byte for byte.

use super::{Failure, Outcome, Scope, Watcher, make_watched};
use crate::load::made::{self, Manifest, Tree};
use crate::load::{Folder, ReadError};
use crate::render::{MANIFEST, MANIFEST_FORMAT, PROGRAM, inputs_up_to};
use crate::source::Print;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

/// What was found of an edition or a comparison; the lists are of paths, sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// The folder, as its name.
    pub folder: String,
    /// The program that made it, with its version.
    pub program: String,
    /// Whether this program is another version.
    pub is_other_program: bool,
    /// How many files are in it.
    pub files: usize,
    /// How many files of inputs it was made of.
    pub inputs: usize,
    /// Inputs that are not what they were, or are gone.
    pub changed: Vec<String>,
    /// Inputs that were not there.
    pub added: Vec<String>,
    /// Files that are not as they were made: changed, added or taken away by somebody.
    pub touched: Vec<String>,
    /// Files that are not what the inputs make now; nothing is known of them while the inputs have errors.
    pub differing: Vec<String>,
}

impl Verdict {
    /// Whether every byte agrees.
    pub fn agrees(&self) -> bool {
        self.touched.is_empty() && self.differing.is_empty() && self.changed.is_empty() && self.added.is_empty()
    }
}

/// Makes again what stands at `path`, in memory, and sets every byte of it against what stands there: an edition or a
/// comparison, or a whole output folder.
///
/// Fails if nothing that this program made stands there. The outcome tells of faults of the inputs.
pub fn verify<'a>(
    inputs: impl Into<Folder<'a>>,
    path: &Path,
    watcher: Watcher<'_>,
) -> Result<(Outcome, Vec<Verdict>), Failure> {
    let folder = inputs.into();
    let (out, names) = standing(path)?;
    let outcome = make_watched(folder, &out, Scope::All, watcher)?;
    let again = outcome.bundle.as_ref().map(|bundle| {
        let file = |(path, bytes): (&str, &[u8])| (path.to_owned(), bytes.to_vec());
        bundle.files().map(file).collect::<Tree>()
    });
    let root = folder.path.display().to_string();
    let mut verdicts = Vec::new();
    for name in names {
        let there = made::tree(&out.join(&name))?;
        let at = out.join(&name).join(MANIFEST);
        let manifest = there.get(MANIFEST).ok_or_else(|| missing(&at))?;
        let manifest = Manifest::read(&at, manifest, MANIFEST_FORMAT)?;
        let year = name.rsplit('-').next().and_then(|year| year.parse().ok()).unwrap_or(i32::MAX);
        let now = inputs_up_to(&root, &outcome.inputs.sources, year);
        let now: BTreeMap<&str, &str> =
            now.iter().filter_map(|(path, print)| Some((path.as_str(), print.as_str()?))).collect();
        verdicts.push(verdict(&name, &manifest, &now, &there, again.as_ref()));
    }
    Ok((outcome, verdicts))
}

fn missing(at: &Path) -> ReadError {
    let cause = io::Error::new(io::ErrorKind::NotFound, "it does not exist; name an edition, such as `output/2024`");
    ReadError { path: at.to_owned(), cause }
}

/// The output folder in which a path lies or which it is, and the names of what is to be looked at in it.
fn standing(path: &Path) -> Result<(PathBuf, Vec<String>), Failure> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    if path.join(MANIFEST).is_file() {
        let out = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        return Ok((out.to_owned(), vec![name]));
    }
    let inside = crate::load::made::folders_with(path, MANIFEST)?;
    if inside.is_empty() { Err(missing(&path.join(MANIFEST)).into()) } else { Ok((path.to_owned(), inside)) }
}

fn verdict(
    folder: &str,
    manifest: &Manifest,
    now: &BTreeMap<&str, &str>,
    there: &Tree,
    again: Option<&Tree>,
) -> Verdict {
    let changed = manifest.inputs.iter().filter(|(path, print)| now.get(path.as_str()) != Some(&print.as_str()));
    let added = now.keys().filter(|path| !manifest.inputs.contains_key(**path));
    let is_own = |path: &str| path == MANIFEST;
    let mut touched = BTreeSet::new();
    for (path, bytes) in there.iter().filter(|(path, _)| !is_own(path)) {
        if manifest.outputs.get(path).map(String::as_str) != Some(Print::of(bytes).digits()) {
            touched.insert(path.clone());
        }
    }
    touched.extend(manifest.outputs.keys().filter(|path| !there.contains_key(*path)).cloned());
    let prefix = format!("{folder}/");
    let differing = again.map(|again| {
        let inside = |path: &String| path.strip_prefix(&prefix).map(str::to_owned);
        let made: BTreeMap<String, &Vec<u8>> =
            again.iter().filter_map(|(path, bytes)| Some((inside(path)?, bytes))).collect();
        let paths: BTreeSet<&String> = made.keys().chain(there.keys()).collect();
        paths.into_iter().filter(|path| made.get(*path).copied() != there.get(*path)).cloned().collect()
    });
    Verdict {
        folder: folder.to_owned(),
        program: manifest.program.clone(),
        is_other_program: manifest.program != PROGRAM,
        files: there.len(),
        inputs: manifest.inputs.len(),
        changed: changed.map(|(path, _)| path.clone()).collect(),
        added: added.map(|path| (*path).to_owned()).collect(),
        touched: touched.into_iter().collect(),
        differing: differing.unwrap_or_default(),
    }
}
