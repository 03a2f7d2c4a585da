//! Reads files: the framework, registers, one snapshot a year.

#![expect(clippy::disallowed_methods, reason = "this is the only reader")]

mod advice;
pub mod csv;
mod csv_columns;
mod data;
mod data_years;
mod decode;
mod doubled;
pub mod edition;
mod file;
mod folder;
pub mod format;
pub(crate) mod json;
mod letters;
mod lines;
pub mod made;
mod narrative;
mod node;
mod owner;
mod recover;
mod registers;
pub mod schema;
mod seal;
mod seen;
pub mod shape;
mod snapshot;
mod stamp;
mod syntax;
mod unclosed;
pub mod written;
mod yaml;
mod years;

pub use data::{Data, RecordLines, written as data_text};
pub use data_years::MOST_CARRIED;
pub use file::{LARGEST_FILE, reread, text};
pub use folder::Folder;
pub use recover::MOST_BREAKS;
pub use stamp::{Stamp, stamp};
pub use yaml::DEEPEST;

use crate::diagnostic::Diagnostics;
use owner::Names;
use seen::Shared;
use std::path::{Path, PathBuf};
use written::Inputs;

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
    all(folder.into(), None, found)
}

/// The same, and the inputs once more as plain data, which means something where they have no faults.
pub fn inputs_with_data<'a>(
    folder: impl Into<Folder<'a>>,
    found: &mut Diagnostics,
) -> Result<(Inputs, Data), ReadError> {
    let mut data = Data::default();
    let inputs = all(folder.into(), Some(&mut data), found)?;
    Ok((inputs, data))
}

fn all(folder: Folder<'_>, mut data: Option<&mut Data>, found: &mut Diagnostics) -> Result<Inputs, ReadError> {
    let mut inputs = Inputs::default();
    registers::read(&registers::BEFORE, (&mut inputs, data.as_deref_mut()), folder, found)?;
    let files = folder::snapshot_files(folder, found)?;
    years::read((&mut inputs, data.as_deref_mut()), folder, (&files, &registers::AFTER), found)?;
    inputs.snapshots.sort_by_key(|snapshot| snapshot.year.value);
    narrative::read((&mut inputs, data.as_deref_mut()), folder, found)?;
    seal::read((&mut inputs, data), folder, found)?;
    if inputs.snapshots.is_empty() && !found.has_errors() {
        found
            .absent("no-snapshot", format!("there is no snapshot in {}", folder.path.display()))
            .about(folder.path.display().to_string())
            .help("add a file named after its year, such as `2024.yaml`");
    }
    Ok(inputs)
}

/// Reads the registers and one file of a snapshot, wherever it lies: a city's own, before it is sent in.
///
/// Its sources may be named by another file of the year, so an unknown source is no fault here.
pub fn one_file<'a>(folder: impl Into<Folder<'a>>, file: &Path, found: &mut Diagnostics) -> Result<Inputs, ReadError> {
    let folder = folder.into();
    let mut inputs = Inputs::default();
    registers::read(&registers::BEFORE, (&mut inputs, None), folder, found)?;
    let text = file::read(&mut inputs.sources, file, folder.largest_file, found)?;
    let mut names = Names { cities: inputs.city_names(), ..Names::default() };
    let is_table = folder::is_table(file);
    if let Some(part) =
        text.and_then(|text| snapshot::part(&text, is_table, None, (&mut names, &Shared::default()), found))
    {
        let mut snapshot = snapshot::merged(&part.name(), vec![Some(part)], found);
        snapshot.gaps.sources = true;
        inputs.snapshots.push(snapshot);
    }
    Ok(inputs)
}
