//! Whether what stands in the output is what the inputs make, byte for byte.

use super::{Failure, Outcome, Scope, Watcher, make_watched};
use crate::load::made::{self, Manifest, Tree};
use crate::load::{Folder, ReadError};
use crate::render::{MANIFEST, MANIFEST_FORMAT, PROGRAM, inputs_up_to};
use crate::source::{Print, Sources};
use serde_json::Value;
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
        let now = inputs_up_to(&root, &outcome.inputs.sources, last_year(&name));
        let now: BTreeMap<&str, &str> =
            now.iter().filter_map(|(path, print)| Some((path.as_str(), print.as_str()?))).collect();
        verdicts.push(verdict(&name, &manifest, &now, &there, again.as_ref()));
    }
    Ok((outcome, verdicts))
}

/// The editions and comparisons in an output folder that were made of other inputs than these, or by another version of
/// the program, in the order of their names: what they print may differ from what stands beside them.
///
/// One whose manifest cannot be read is passed over: `verify` tells of it.
pub fn outdated(inputs: &Path, sources: &Sources, out: &Path) -> Vec<String> {
    let root = inputs.display().to_string();
    let is_outdated = |name: &String| {
        Manifest::at(&out.join(name).join(MANIFEST), MANIFEST_FORMAT).is_ok_and(|manifest| {
            let now = inputs_up_to(&root, sources, last_year(name));
            let is_same = |(path, print): (&String, &String)| now.get(path).and_then(Value::as_str) == Some(print);
            manifest.program != PROGRAM || manifest.inputs.len() != now.len() || !manifest.inputs.iter().all(is_same)
        })
    };
    let standing = made::folders_with(out, MANIFEST).unwrap_or_default();
    standing.into_iter().filter(is_outdated).collect()
}

/// The year of an edition, or the later one of a comparison, by the name of its folder.
fn last_year(folder: &str) -> i32 {
    folder.rsplit('-').next().and_then(|year| year.parse().ok()).unwrap_or(i32::MAX)
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
