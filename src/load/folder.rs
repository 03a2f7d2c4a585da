//! What lies in the folder of inputs: which files are read, and which are none of it.

use super::{LARGEST_FILE, ReadError};
use crate::diagnostic::{Diagnostics, nearest};
use std::fs;
use std::path::{Path, PathBuf};

/// A folder of inputs, and how long a file in it may be.
#[derive(Debug, Clone, Copy)]
pub struct Folder<'a> {
    /// Where it is.
    pub path: &'a Path,
    /// The most bytes of a file.
    pub largest_file: u64,
    /// The year of a snapshot that is about to be written: a shell makes the file before the program begins, and as long as
    /// that is empty it is not there yet.
    pub unwritten: Option<i32>,
}

impl<'a, P: AsRef<Path> + ?Sized> From<&'a P> for Folder<'a> {
    fn from(path: &'a P) -> Self {
        Self { path: path.as_ref(), largest_file: LARGEST_FILE, unwritten: None }
    }
}

/// How the names of files of inputs end: YAML, or JSON, which is YAML too, as programs write it.
const ENDS: [&str; 2] = ["yaml", "json"];

/// How the name of a table of projects ends.
const TABLE: &str = "csv";

impl Folder<'_> {
    /// The file of that name: `NAME.yaml`, or `NAME.json` where only that is there.
    pub(super) fn file(self, name: &str) -> PathBuf {
        let [yaml, json] = ENDS.map(|end| self.path.join(format!("{name}.{end}")));
        if !yaml.exists() && json.exists() { json } else { yaml }
    }

    /// Notes a link that leads out of the folder, or nowhere; tells whether it is one.
    ///
    /// The folder itself may be a link, and links within it may lead to its other files.
    pub(super) fn is_left_by(self, path: &Path, found: &mut Diagnostics) -> bool {
        if !fs::symlink_metadata(path).is_ok_and(|about| about.is_symlink()) {
            return false;
        }
        let what = match (fs::canonicalize(path), fs::canonicalize(self.path)) {
            (Ok(target), Ok(inside)) if target.starts_with(&inside) => return false,
            (Ok(_), _) => "to something outside the folder",
            (Err(_), _) => "that leads nowhere",
        };
        let shown = path.display().to_string();
        found
            .absent("outside-link", format!("{shown} is a link {what}"))
            .about(shown)
            .help("put the file itself into the folder of inputs");
        true
    }
}

/// The files of a snapshot.
pub(super) struct YearFiles {
    /// The year that they are named after.
    pub(super) year: String,
    /// Their paths.
    pub(super) files: Vec<PathBuf>,
    /// Whether none is left out because it leads elsewhere.
    pub(super) is_whole: bool,
}

/// Whether a file is a table of projects.
pub(super) fn is_table(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case(TABLE))
}

/// The name of a file of a snapshot without its end.
fn snapshot_stem(name: &str) -> Option<&str> {
    // Some programs write the end of a name in capitals.
    let of_table = || name.rsplit_once('.').filter(|(_, end)| end.eq_ignore_ascii_case(TABLE)).map(|(stem, _)| stem);
    stem(name).or_else(of_table)
}

/// The snapshots of a folder by year: `2024.yaml`, with `2024.csv` beside it or not, or all such files in `2024/`.
pub(super) fn snapshot_files(folder: Folder<'_>, found: &mut Diagnostics) -> Result<Vec<YearFiles>, ReadError> {
    let mut years = Vec::new();
    for path in entries(folder.path)? {
        let name = file_name(&path);
        let (stem, is_file) = snapshot_stem(&name).map_or((name.as_str(), false), |stem| (stem, true));
        let is_year = stem.len() == 4 && stem.bytes().all(|byte| byte.is_ascii_digit());
        let is_empty = || fs::metadata(&path).is_ok_and(|about| about.is_file() && about.len() == 0);
        if is_year && folder.unwritten.is_some_and(|year| stem.parse() == Ok(year)) && is_empty() {
            continue;
        }
        if is_year && (is_file != path.is_dir() || !path.exists()) {
            // A year whose files cannot be read is there all the same.
            let (files, is_whole) = if folder.is_left_by(&path, found) {
                (Vec::new(), false)
            } else if path.is_dir() {
                year_files(folder, &path, found)?
            } else {
                (vec![path.clone()], true)
            };
            let before = years.last_mut().filter(|other: &&mut YearFiles| other.year == stem);
            // A table stands before the file of the same name that tells the rest of the year.
            let is_beside = before.as_ref().is_some_and(|other| is_file && !is_table(&path) && other.is_table_alone());
            if let (Some(before), true) = (before, is_beside) {
                before.files.extend(files);
                before.is_whole &= is_whole;
            } else if years.last().is_some_and(|other| other.year == stem) {
                found
                    .absent(
                        "doubled-snapshot",
                        format!("the snapshot of {stem} is there twice: as a file and as a folder, or as two files"),
                    )
                    .about(path.display().to_string())
                    .help("keep one of them");
            } else {
                years.push(YearFiles { year: stem.to_owned(), files, is_whole });
            }
        } else if is_stray(&name) {
            note_stray(folder.path, &name, found);
        } else if let Some(yaml) = double(folder, &name) {
            found
                .absent("stray-file", format!("{} would not be read: `{yaml}` is there too", path.display()))
                .help("keep one of them");
        }
    }
    Ok(years)
}

impl YearFiles {
    /// Whether it is nothing but a table so far.
    fn is_table_alone(&self) -> bool {
        matches!(self.files.as_slice(), [only] if is_table(only))
    }
}

/// The files of inputs that are no snapshot.
const NAMES: [&str; 8] = [
    "framework.yaml",
    "cities.yaml",
    "partners.yaml",
    "programmes.yaml",
    "partnerships.yaml",
    "lineage.yaml",
    "plans.yaml",
    "acronyms.yaml",
];

/// The name of a file of inputs without its end.
pub(super) fn stem(name: &str) -> Option<&str> {
    ENDS.iter().find_map(|end| name.strip_suffix(end)?.strip_suffix('.'))
}

/// How the names of documents end that are often sent in, and are not read.
const DOCUMENTS: [&str; 7] = ["xlsx", "xls", "ods", "tsv", "docx", "doc", "odt"];

/// How a document ends that is none of the files that are read.
fn document(name: &str) -> Option<&str> {
    let (stem, end) = name.rsplit_once('.')?;
    let is_one = DOCUMENTS.iter().any(|one| end.eq_ignore_ascii_case(one));
    // What an office program keeps beside an open document has no text of its own.
    (is_one && !stem.starts_with('~')).then_some(end)
}

fn is_stray(name: &str) -> bool {
    let looks_like_input = [".yaml", ".yml", ".csv"].iter().any(|end| name.to_lowercase().ends_with(end));
    looks_like_input && !NAMES.contains(&name) || document(name).is_some()
}

/// The file of the same name in YAML, beside which one in JSON is left aside.
fn double(folder: Folder<'_>, name: &str) -> Option<String> {
    let yaml = format!("{}.yaml", name.strip_suffix(".json")?);
    (NAMES.contains(&yaml.as_str()) && folder.path.join(&yaml).exists()).then_some(yaml)
}

fn note_stray(folder: &Path, name: &str, found: &mut Diagnostics) {
    let path = folder.join(name);
    let shown = path.display().to_string();
    let fault = found.absent("stray-file", format!("{shown} is none of the files of inputs"));
    fault.about(shown);
    if document(name).is_some() {
        fault.help("save its table as “CSV UTF-8” under the name of its year, such as `2025.csv`, and move the document elsewhere");
        return;
    }
    match nearest(name, NAMES) {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => fault.help("a snapshot is named after its year, such as `2024.yaml`; move other files elsewhere"),
    };
}

/// The files of a year's folder; what looks like one and is none is noted.
fn year_files(inputs: Folder<'_>, folder: &Path, found: &mut Diagnostics) -> Result<(Vec<PathBuf>, bool), ReadError> {
    let (mut files, others): (Vec<PathBuf>, Vec<PathBuf>) =
        entries(folder)?.into_iter().partition(|path| snapshot_stem(&file_name(path)).is_some() && !path.is_dir());
    for path in others.iter().filter(|path| path.is_dir() || is_stray(&file_name(path))) {
        found
            .absent("stray-file", format!("{} would not be read", path.display()))
            .about(path.display().to_string())
            .help(
                "the files of a year stand side by side in its folder: their names end in `.yaml`, `.json` or `.csv`",
            );
    }
    if files.is_empty() {
        found
            .absent(
                "stray-file",
                format!(
                    "{} holds no snapshot: no file whose name ends in `.yaml`, `.json` or `.csv`",
                    folder.display()
                ),
            )
            .about(folder.display().to_string())
            .help("add one, or remove the folder");
    }
    let all = files.len();
    files.retain(|path| !inputs.is_left_by(path, found));
    let is_whole = files.len() == all;
    Ok((files, is_whole))
}

/// Whether something lies at that path, be it only a link that leads nowhere.
pub(super) fn is_there(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// What a folder holds, sorted by name; hidden files are not looked at.
pub(super) fn entries(folder: &Path) -> Result<Vec<PathBuf>, ReadError> {
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

pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
