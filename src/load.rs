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
mod letters;
mod lines;
pub mod made;
mod narrative;
mod node;
mod owner;
mod recover;
pub mod schema;
mod seal;
pub mod shape;
mod snapshot;
mod stamp;
mod syntax;
mod unclosed;
pub mod written;
mod yaml;

pub use data::{Data, RecordLines, data, written as data_text};
use data_years::Typed;
pub use data_years::YearsData;
pub use file::{LARGEST_FILE, reread, text};
pub use folder::Folder;
use folder::YearFiles;
pub use recover::MOST_BREAKS;
pub use stamp::{Stamp, stamp};
pub use yaml::DEEPEST;

use crate::diagnostic::Diagnostics;
use crate::side;
use file::Text;
use format::{ACRONYMS, CITIES, FRAMEWORK, LINEAGE, PARTNERS, PARTNERSHIPS, PLANS, PROGRAMMES};
use owner::Names;
use shape::is_id;
use snapshot::Part;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use written::{Inputs, Lineage};

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
    Ok(all(folder.into(), false, found)?.0)
}

/// The same, and the snapshots as plain data, which means something where they have no faults.
pub fn inputs_with_data<'a>(
    folder: impl Into<Folder<'a>>,
    found: &mut Diagnostics,
) -> Result<(Inputs, YearsData), ReadError> {
    all(folder.into(), true, found)
}

fn all(folder: Folder<'_>, as_data: bool, found: &mut Diagnostics) -> Result<(Inputs, YearsData), ReadError> {
    let mut inputs = registers(folder, found)?;
    let years = folder::snapshot_files(folder, found)?;
    let data = snapshots((&mut inputs, folder), &years, as_data, found)?;
    inputs.snapshots.sort_by_key(|snapshot| snapshot.year.value);
    if folder.file("partnerships").exists()
        && let Some(text) = register(&mut inputs, folder, "partnerships", found)?
        && let Some(root) = text.tree(&PARTNERSHIPS, found)
    {
        inputs.partnerships = decode::partnerships(&root);
    }
    if folder::is_there(&folder.file("lineage")) {
        let text = register(&mut inputs, folder, "lineage", found)?;
        let root = text.as_ref().and_then(|text| text.tree(&LINEAGE, found));
        let unread = || Lineage { has_gaps: true, source_gaps: true, ..Lineage::default() };
        inputs.lineage = root.as_ref().map_or_else(unread, decode::lineage);
    }
    if folder.file("plans").exists()
        && let Some(text) = register(&mut inputs, folder, "plans", found)?
        && let Some(root) = text.tree(&PLANS, found)
    {
        inputs.plans = decode::plans(&root);
    }
    if folder.file("acronyms").exists()
        && let Some(text) = register(&mut inputs, folder, "acronyms", found)?
        && let Some(root) = text.tree(&ACRONYMS, found)
    {
        inputs.acronyms = decode::acronyms(&root);
    }
    narrative::read(&mut inputs, folder, found)?;
    seal::read(&mut inputs, folder, found)?;
    if inputs.snapshots.is_empty() && !found.has_errors() {
        found
            .absent("no-snapshot", format!("there is no snapshot in {}", folder.path.display()))
            .about(folder.path.display().to_string())
            .help("add a file named after its year, such as `2024.yaml`");
    }
    Ok((inputs, data))
}

/// Reads the snapshots of these years, and with `as_data` tells them as plain data too.
///
/// As many years as there are cores are read at a time, and no more of them are held as they were typed; their files are
/// looked at side by side.
fn snapshots(
    (inputs, folder): (&mut Inputs, Folder<'_>),
    years: &[YearFiles],
    as_data: bool,
    found: &mut Diagnostics,
) -> Result<YearsData, ReadError> {
    let cities = inputs.city_names();
    let mut data = Vec::new();
    for years in years.chunks(side::cores()) {
        let mut texts = Vec::new();
        for path in years.iter().flat_map(|year| &year.files) {
            let mut own = Diagnostics::default();
            let text = file::read(&mut inputs.sources, path, folder.largest_file, &mut own)?;
            texts.push((text, folder::is_table(path), Mutex::new(own)));
        }
        let of_text = |(text, is_table, own): &(Option<Text>, bool, Mutex<Diagnostics>)| {
            let mut names = Names { cities: cities.clone(), ..Names::default() };
            let mut own = own.lock().ok()?;
            let typed = as_data.then(Typed::default);
            text.as_ref().and_then(|text| snapshot::part(text, *is_table, typed, &mut names, &mut own))
        };
        let mut parts = side::side_by_side(&texts, of_text).into_iter();
        for (_, _, own) in texts {
            found.join(own.into_inner().unwrap_or_default());
        }
        let mut typed = Vec::new();
        for YearFiles { year, files, is_whole } in years {
            let mut of_year: Vec<Option<Part>> = parts.by_ref().take(files.len()).collect();
            let of_files = of_year.iter_mut().flatten().filter_map(Part::take_typed).collect();
            typed.push(Mutex::new(Some((year, of_files))));
            // What is left out is a part that could not be read.
            of_year.extend((!is_whole).then_some(None));
            inputs.snapshots.push(snapshot::merged(year, of_year, found));
        }
        let of_year = |one: &Mutex<Option<(&String, Vec<Typed>)>>| {
            let (year, files) = one.lock().ok()?.take()?;
            data_years::of_year(year, files)
        };
        data.extend(side::side_by_side(&typed, of_year).into_iter().flatten());
    }
    Ok(YearsData(data))
}

/// Reads the framework and the registers.
fn registers(folder: Folder<'_>, found: &mut Diagnostics) -> Result<Inputs, ReadError> {
    let mut inputs = Inputs::default();
    if let Some(text) = register(&mut inputs, folder, "framework", found)?
        && let Some(root) = text.tree(&FRAMEWORK, found)
    {
        let framework = decode::framework(&root);
        inputs.gaps.extend(decode::framework_gaps(&root, &framework));
        inputs.framework = Some(framework);
    }
    if let Some(text) = register(&mut inputs, folder, "cities", found)?
        && let Some(root) = text.tree(&CITIES, found)
    {
        inputs.set_cities(decode::cities(&root));
        let are_named = inputs.cities.cities.iter().all(|city| is_id(&city.id.value));
        if !are_named || decode::gaps(&root, "cities", inputs.cities.cities.len()) {
            inputs.gaps.push("city");
        }
        if decode::gaps(&root, "sources", inputs.cities.sources.len()) {
            inputs.gaps.push("source");
        }
    } else {
        inputs.gaps.extend(["city", "source"]);
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
    let mut names = Names { cities: inputs.city_names(), ..Names::default() };
    let is_table = folder::is_table(file);
    if let Some(part) = text.and_then(|text| snapshot::part(&text, is_table, None, &mut names, found)) {
        let mut snapshot = snapshot::merged(&part.name(), vec![Some(part)], found);
        snapshot.gaps.sources = true;
        inputs.snapshots.push(snapshot);
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
    if !folder::is_there(&path) {
        let shown = path.display().to_string();
        found.absent("missing-file", format!("{shown} is missing")).about(shown).help(format!(
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
