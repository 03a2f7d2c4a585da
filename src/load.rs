//! Reads files: the framework, registers, one snapshot a year.

#![expect(clippy::disallowed_methods, reason = "this is the only reader")]

mod advice;
mod decode;
pub mod edition;
pub mod format;
mod letters;
pub mod schema;
pub mod shape;
pub mod written;
mod yaml;

use crate::diagnostic::{Diagnostics, nearest};
use crate::source::At;
use format::{CITIES, FRAMEWORK, LINEAGE, PARTNERS, SNAPSHOT};
use shape::Group;
use std::fs;
use std::path::{Path, PathBuf};
use written::{Inputs, Snapshot};
use yaml::Node;

/// A file may be this long, in bytes; a year of a network of thousands of cities is shorter.
const LONGEST_FILE: u64 = 512 * 1024 * 1024;

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
pub fn inputs(folder: &Path, found: &mut Diagnostics) -> Result<Inputs, ReadError> {
    let mut inputs = registers(folder, found)?;
    for (name, files) in snapshot_files(folder, found)? {
        let mut roots = Vec::new();
        for path in files {
            roots.extend(tree(&mut inputs, &path, &SNAPSHOT, found)?);
        }
        inputs.snapshots.extend(snapshot(&name, &roots, found));
    }
    let ledger = folder.join("lineage.yaml");
    if ledger.exists() {
        inputs.lineage = tree(&mut inputs, &ledger, &LINEAGE, found)?.as_ref().map(decode::lineage).unwrap_or_default();
    }
    if inputs.snapshots.is_empty() && !found.has_errors() {
        found
            .absent("no-snapshot", format!("there is no snapshot in {}", folder.display()))
            .help("add a file named after its year, such as `2024.yaml`");
    }
    Ok(inputs)
}

/// Reads the framework and the two registers.
fn registers(folder: &Path, found: &mut Diagnostics) -> Result<Inputs, ReadError> {
    let mut inputs = Inputs::default();
    if let Some(root) = register(&mut inputs, folder, "framework.yaml", &FRAMEWORK, found)? {
        inputs.framework = decode::framework(&root);
        inputs.gaps.extend(decode::framework_gaps(&root, inputs.framework.as_ref()));
    }
    if let Some(root) = register(&mut inputs, folder, "cities.yaml", &CITIES, found)? {
        inputs.cities = decode::cities(&root);
        if decode::gaps(&root, "cities", inputs.cities.cities.len()) {
            inputs.gaps.push("city");
        }
        if decode::gaps(&root, "sources", inputs.cities.sources.len()) {
            inputs.gaps.push("source");
        }
    } else {
        inputs.gaps.push("city");
    }
    if let Some(root) = register(&mut inputs, folder, "partners.yaml", &PARTNERS, found)? {
        inputs.partners = decode::partners(&root);
        if decode::gaps(&root, "partners", inputs.partners.len()) {
            inputs.gaps.push("partner");
        }
    } else {
        inputs.gaps.push("partner");
    }
    Ok(inputs)
}

/// Reads the registers and one file of a snapshot, wherever it lies: a city's own, before it is sent in.
///
/// Its sources may be named by another file of the year, so an unknown source is no fault here.
pub fn one_file(folder: &Path, file: &Path, found: &mut Diagnostics) -> Result<Inputs, ReadError> {
    let mut inputs = registers(folder, found)?;
    if let Some(root) = tree(&mut inputs, file, &SNAPSHOT, found)? {
        let name = decode::year(&root).map(|year| year.value.to_string()).unwrap_or_default();
        let snapshot = snapshot(&name, &[root], found);
        inputs.snapshots.extend(snapshot.map(|snapshot| Snapshot { source_gaps: true, ..snapshot }));
    }
    Ok(inputs)
}

/// Reads one of the three files that must be there.
fn register(
    inputs: &mut Inputs,
    folder: &Path,
    name: &str,
    group: &'static Group,
    found: &mut Diagnostics,
) -> Result<Option<Node>, ReadError> {
    let path = folder.join(name);
    if !path.exists() {
        found.absent("missing-file", format!("{} is missing", path.display())).help(format!(
            "a folder of inputs holds {}",
            "`framework.yaml`, `cities.yaml`, `partners.yaml` and one snapshot a year"
        ));
        return Ok(None);
    }
    tree(inputs, &path, group, found)
}

/// Reads a file and checks it against its table.
fn tree(
    inputs: &mut Inputs,
    path: &Path,
    group: &'static Group,
    found: &mut Diagnostics,
) -> Result<Option<Node>, ReadError> {
    let refused = |cause| ReadError { path: path.to_owned(), cause };
    let shown = path.display().to_string().replace('\\', "/");
    if fs::metadata(path).map_err(refused)?.len() > LONGEST_FILE {
        found
            .absent("long-file", format!("{shown} is longer than {LONGEST_FILE} bytes"))
            .help("split it: one file a city");
        return Ok(None);
    }
    let bytes = fs::read(path).map_err(refused)?;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text),
        Err(error) => {
            found
                .absent("not-utf-8", format!("{shown} is not UTF-8 text: {}", encoding(&error)))
                .help("save it as “UTF-8” in the editor");
            return Ok(None);
        }
    };
    let file = inputs.sources.add(shown, text.clone());
    let Some(root) = yaml::parse(file, &text, found) else { return Ok(None) };
    shape::check_file(&root, group, found);
    Ok(Some(root))
}

/// What a file looks to be that is not UTF-8.
fn encoding(error: &std::string::FromUtf8Error) -> String {
    let bytes = error.as_bytes();
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return "it is saved as UTF-16".to_owned();
    }
    let good = error.utf8_error().valid_up_to();
    let line = bytes[..good].split(|byte| *byte == b'\n').count();
    format!("line {line} holds a byte of another encoding")
}

/// The snapshots of a folder by year: `2024.yaml`, or all `.yaml` files in `2024/`.
fn snapshot_files(folder: &Path, found: &mut Diagnostics) -> Result<Vec<(String, Vec<PathBuf>)>, ReadError> {
    let mut years: Vec<(String, Vec<PathBuf>)> = Vec::new();
    for path in entries(folder)? {
        let name = file_name(&path);
        let (stem, is_yaml) = name.strip_suffix(".yaml").map_or((name.as_str(), false), |stem| (stem, true));
        let is_year = stem.len() == 4 && stem.bytes().all(|byte| byte.is_ascii_digit());
        if is_year && is_yaml != path.is_dir() {
            let files = if path.is_dir() { year_files(&path, found)? } else { vec![path] };
            if years.last().is_some_and(|(year, _)| year == stem) {
                found
                    .absent(
                        "doubled-snapshot",
                        format!("the snapshot of {stem} is there twice: as a file and as a folder"),
                    )
                    .help("keep one of them");
            } else {
                years.push((stem.to_owned(), files));
            }
        } else if is_stray(&name) {
            note_stray(folder, &name, found);
        }
    }
    Ok(years)
}

/// The files of inputs that are no snapshot.
const NAMES: [&str; 4] = ["framework.yaml", "cities.yaml", "partners.yaml", "lineage.yaml"];

fn is_stray(name: &str) -> bool {
    let looks_like_input = [".yaml", ".yml"].iter().any(|end| name.to_lowercase().ends_with(end));
    looks_like_input && !NAMES.contains(&name)
}

fn note_stray(folder: &Path, name: &str, found: &mut Diagnostics) {
    let path = folder.join(name);
    let fault = found.absent("stray-file", format!("{} is none of the files of inputs", path.display()));
    match nearest(name, NAMES) {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => fault.help("a snapshot is named after its year, such as `2024.yaml`; move other files elsewhere"),
    };
}

/// The files of a year's folder; what looks like one and is none is noted.
fn year_files(folder: &Path, found: &mut Diagnostics) -> Result<Vec<PathBuf>, ReadError> {
    let (files, others): (Vec<PathBuf>, Vec<PathBuf>) = entries(folder)?
        .into_iter()
        .partition(|path| path.extension().is_some_and(|end| end == "yaml") && !path.is_dir());
    for path in others.iter().filter(|path| path.is_dir() || is_stray(&file_name(path))) {
        found
            .absent("stray-file", format!("{} would not be read", path.display()))
            .help("the files of a year stand side by side in its folder, and their names end in `.yaml`");
    }
    if files.is_empty() {
        found
            .absent("stray-file", format!("{} holds no snapshot: no file whose name ends in `.yaml`", folder.display()))
            .help("add one, or remove the folder");
    }
    Ok(files)
}

/// What a folder holds, sorted by name; hidden files are not looked at.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, ReadError> {
    let refused = |cause| ReadError { path: folder.to_owned(), cause };
    let listing = fs::read_dir(folder).map_err(refused)?;
    let mut paths = Vec::new();
    for entry in listing {
        paths.push(entry.map_err(refused)?.path());
    }
    paths.retain(|path| !file_name(path).starts_with('.'));
    paths.sort();
    Ok(paths)
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

/// The files of one year become one snapshot; the order of the files leaves no trace.
fn snapshot(name: &str, roots: &[Node], found: &mut Diagnostics) -> Option<Snapshot> {
    let years: Vec<At<i32>> = roots.iter().filter_map(decode::year).collect();
    for year in &years {
        if year.value.to_string() != name {
            found
                .error(
                    "wrong-year",
                    year.place,
                    format!("this file belongs to {name} by its name, and says {}", year.value),
                )
                .help(format!("write `year: {name}`, or move the file"));
        }
    }
    let mut given = roots.iter().filter_map(|root| root.get("defaults"));
    if let Some(first) = given.next() {
        for second in given {
            found
                .error("given-twice", second.place, "`defaults:` is given by more than one file of this year")
                .also(first.place, "first here")
                .help("keep it in one of the files");
        }
    }
    let defaults = roots.iter().find_map(decode::defaults).unwrap_or_default();
    let lists: Vec<_> = roots.iter().filter_map(|root| decode::records(root, &defaults)).collect();
    let returns: Vec<_> = roots.iter().filter_map(decode::returns).collect();
    let mut sources: Vec<_> = roots.iter().flat_map(decode::sources).collect();
    sources.sort_by(|a, b| a.id.value.cmp(&b.id.value));
    Some(Snapshot {
        year: years.into_iter().next()?,
        as_of: roots.iter().filter_map(decode::as_of).collect(),
        as_of_typed: roots.iter().any(|root| root.get("as_of").is_some()),
        source_gaps: roots.iter().any(|root| decode::gaps(root, "sources", decode::sources(root).len())),
        sources,
        returns: (!returns.is_empty()).then(|| returns.into_iter().flatten().collect()),
        published: roots.iter().filter_map(decode::published).collect(),
        records: (!lists.is_empty()).then(|| lists.into_iter().flatten().collect()),
    })
}
