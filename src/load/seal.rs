//! Reads what is kept of final editions: one file a year, in `final/`.

use super::data::of_group;
use super::folder::{entries, file_name, is_there, stem};
use super::format::SEAL;
use super::written::Inputs;
use super::{Data, Folder, ReadError, decode, file};
use crate::diagnostic::Diagnostics;
use std::path::PathBuf;

/// Reads the figures of all final editions into the inputs, and where it is given, into the data.
pub(super) fn read(
    (inputs, mut data): (&mut Inputs, Option<&mut Data>),
    folder: Folder<'_>,
    found: &mut Diagnostics,
) -> Result<(), ReadError> {
    for (year, path) in files(folder, found)? {
        let Some(text) = file::read(&mut inputs.sources, &path, folder.largest_file, found)? else { continue };
        // A shell makes the file before it runs the command that fills it.
        if text.plain().trim().is_empty() {
            continue;
        }
        let Some(root) = text.tree(&SEAL, found) else { continue };
        let Some(seal) = decode::seal(&root) else { continue };
        if let Some(data) = &mut data {
            data.seals.push((year, of_group(&root, &SEAL)));
        }
        if seal.year.value != year {
            found
                .error(
                    "wrong-year",
                    seal.year.place,
                    format!("this file belongs to {year} by its name, and says {}", seal.year.value),
                )
                .help(format!("write `year: {year}`, or rename the file"));
        }
        let there = root.get("figures").map_or(0, |figures| figures.items().len());
        // An edition without figures there is none.
        let is_other = |count: u32| there == 0 || usize::try_from(count) != Ok(there);
        if let Some(count) = seal.count.as_ref().filter(|count| is_other(count.value)) {
            let message = match count.value {
                0 => "this file keeps no figure".to_owned(),
                made => format!("this file was made with {made} figures, and {there} are in it"),
            };
            found
                .error("missing-seal", count.place, message)
                .help("put the file back as it was printed when the edition became final; it is never edited");
        }
        inputs.seals.push(seal);
    }
    Ok(())
}

/// The files of the final editions, by year; what would not be read is noted.
fn files(folder: Folder<'_>, found: &mut Diagnostics) -> Result<Vec<(i32, PathBuf)>, ReadError> {
    let root = folder.path.join("final");
    let mut files: Vec<(i32, PathBuf)> = Vec::new();
    if !is_there(&root) || folder.is_left_by(&root, found) {
        return Ok(files);
    }
    let inside = if root.is_dir() { entries(&root)? } else { vec![root] };
    for path in inside {
        let name = file_name(&path);
        let year = stem(&name).filter(|year| year.len() == 4).and_then(|year| year.parse().ok());
        match year.filter(|_| !path.is_dir()) {
            Some(year) if files.last().is_none_or(|(other, _)| *other != year) => {
                if !folder.is_left_by(&path, found) {
                    files.push((year, path));
                }
            }
            _ => {
                let shown = path.display().to_string();
                found
                    .absent("stray-file", format!("{shown} would not be read"))
                    .about(shown)
                    .help("the figures of a final edition lie in `final/`, in one file named after its year, such as `2024.yaml`");
            }
        }
    }
    Ok(files)
}
