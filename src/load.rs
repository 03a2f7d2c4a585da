//! Reads files: the framework, registers, one snapshot a year.

#![expect(clippy::disallowed_methods, reason = "this is the only reader")]

mod advice;
mod data;
mod decode;
pub mod edition;
mod file;
mod folder;
pub mod format;
mod letters;
mod owner;
pub mod schema;
pub mod shape;
mod snapshot;
mod syntax;
mod unclosed;
pub mod written;
mod yaml;

pub use data::{Data, data};
pub use file::{LARGEST_FILE, reread};
pub use folder::Folder;
pub use yaml::DEEPEST;

use crate::diagnostic::Diagnostics;
use file::Text;
use format::{CITIES, FRAMEWORK, LINEAGE, PARTNERS, PARTNERSHIPS, PLANS, PROGRAMMES};
use std::path::{Path, PathBuf};
use written::{Inputs, Snapshot};

/// The machine would not let a file or a folder be read.
#[derive(Debug)]
pub struct ReadError {
    /// What was to be read.
    pub path: PathBuf,
    /// What the machine said.
    pub cause: std::io::Error,
}

/// Reads all of `inputs/`. Faults of content go to `found`; only a machine that refuses stops the reading.
///
/// Files are read in the order of their names, so the result does not depend on how a folder lists them.
pub fn inputs<'a>(folder: impl Into<Folder<'a>>, found: &mut Diagnostics) -> Result<Inputs, ReadError> {
    let folder = folder.into();
    let mut inputs = registers(folder, found)?;
    for (name, files) in folder::snapshot_files(folder, found)? {
        let mut parts = Vec::new();
        for path in files {
            let text = file::read(&mut inputs.sources, &path, folder.largest_file, found)?;
            parts.extend(text.and_then(|text| snapshot::part(&text, found)));
        }
        inputs.snapshots.extend(snapshot::merged(&name, parts, found));
    }
    if folder.file("partnerships").exists()
        && let Some(text) = register(&mut inputs, folder, "partnerships", found)?
        && let Some(root) = text.tree(&PARTNERSHIPS, found)
    {
        inputs.partnerships = decode::partnerships(&root);
    }
    if folder.file("lineage").exists()
        && let Some(text) = register(&mut inputs, folder, "lineage", found)?
        && let Some(root) = text.tree(&LINEAGE, found)
    {
        inputs.lineage = decode::lineage(&root);
    }
    if folder.file("plans").exists()
        && let Some(text) = register(&mut inputs, folder, "plans", found)?
        && let Some(root) = text.tree(&PLANS, found)
    {
        inputs.plans = decode::plans(&root);
    }
    if inputs.snapshots.is_empty() && !found.has_errors() {
        found
            .absent("no-snapshot", format!("there is no snapshot in {}", folder.path.display()))
            .help("add a file named after its year, such as `2024.yaml`");
    }
    Ok(inputs)
}

/// Reads the framework and the registers.
fn registers(folder: Folder<'_>, found: &mut Diagnostics) -> Result<Inputs, ReadError> {
    let mut inputs = Inputs::default();
    if let Some(text) = register(&mut inputs, folder, "framework", found)?
        && let Some(root) = text.tree(&FRAMEWORK, found)
    {
        inputs.framework = decode::framework(&root);
        inputs.gaps.extend(decode::framework_gaps(&root, inputs.framework.as_ref()));
    }
    if let Some(text) = register(&mut inputs, folder, "cities", found)?
        && let Some(root) = text.tree(&CITIES, found)
    {
        inputs.set_cities(decode::cities(&root));
        if decode::gaps(&root, "cities", inputs.cities.cities.len()) {
            inputs.gaps.push("city");
        }
        if decode::gaps(&root, "sources", inputs.cities.sources.len()) {
            inputs.gaps.push("source");
        }
    } else {
        inputs.gaps.push("city");
    }
    if let Some(text) = register(&mut inputs, folder, "partners", found)?
        && let Some(root) = text.tree(&PARTNERS, found)
    {
        inputs.partners = decode::partners(&root);
        if decode::gaps(&root, "partners", inputs.partners.len()) {
            inputs.gaps.push("partner");
        }
    } else {
        inputs.gaps.push("partner");
    }
    if folder.file("programmes").exists()
        && let Some(text) = register(&mut inputs, folder, "programmes", found)?
        && let Some(root) = text.tree(&PROGRAMMES, found)
    {
        inputs.programmes = decode::programmes(&root);
    }
    Ok(inputs)
}

/// Reads the registers and one file of a snapshot, wherever it lies: a city's own, before it is sent in.
///
/// Its sources may be named by another file of the year, so an unknown source is no fault here.
pub fn one_file<'a>(folder: impl Into<Folder<'a>>, file: &Path, found: &mut Diagnostics) -> Result<Inputs, ReadError> {
    let folder = folder.into();
    let mut inputs = registers(folder, found)?;
    let text = file::read(&mut inputs.sources, file, folder.largest_file, found)?;
    if let Some(part) = text.and_then(|text| snapshot::part(&text, found)) {
        let snapshot = snapshot::merged(&part.name(), vec![part], found);
        inputs.snapshots.extend(snapshot.map(|snapshot| Snapshot { source_gaps: true, ..snapshot }));
    }
    Ok(inputs)
}

/// Reads one of the three files that must be there.
fn register(
    inputs: &mut Inputs,
    folder: Folder<'_>,
    name: &str,
    found: &mut Diagnostics,
) -> Result<Option<Text>, ReadError> {
    let path = folder.file(name);
    if !path.exists() {
        found.absent("missing-file", format!("{} is missing", path.display())).help(format!(
            "a folder of inputs holds {}",
            "`framework.yaml`, `cities.yaml`, `partners.yaml` and one snapshot a year"
        ));
        return Ok(None);
    }
    if folder.is_left_by(&path, found) {
        return Ok(None);
    }
    file::read(&mut inputs.sources, &path, folder.largest_file, found)
}
