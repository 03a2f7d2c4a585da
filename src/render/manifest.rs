//! What a folder of the output was made of and what is in it, each file with its hash.

use super::RenderError;
use crate::bundle::Bundle;
use crate::source::Sources;
use serde_json::{Map, Value, json};

/// The name of the manifest, in each folder of the output that is made as a whole.
pub const MANIFEST: &str = "manifest.json";

/// Its first key, which tells it from other files of that name.
pub const MANIFEST_FORMAT: &str = "ascn-report manifest 1";

/// The version of this program, as manifests name it.
pub const PROGRAM: &str = concat!("ascn-report ", env!("CARGO_PKG_VERSION"));

/// Adds to each edition and each comparison of a bundle the list of what it was made of and what is in it.
///
/// `inputs` is the path of the folder of inputs as the sources name it. Files of later years are left out: an edition
/// does not rest on them.
pub fn manifests(inputs: &str, sources: &Sources, bundle: &mut Bundle) -> Result<(), RenderError> {
    let mut folders: Vec<&str> = bundle.paths().filter_map(|path| path.split_once('/')).map(|(top, _)| top).collect();
    folders.dedup();
    let made = |folder: &str| {
        let own = bundle.entries().filter_map(|(path, file)| {
            let inside = path.strip_prefix(folder)?.strip_prefix('/')?;
            Some((inside.to_owned(), Value::from(file.print.digits())))
        });
        own.collect::<Map<_, _>>()
    };
    let of = |folder: &str, year: i32| {
        let manifest = json!({
            "format": MANIFEST_FORMAT,
            "program": PROGRAM,
            "inputs": inputs_up_to(inputs, sources, year),
            "outputs": made(folder),
        });
        Ok((format!("{folder}/{MANIFEST}"), serde_json::to_string_pretty(&manifest)? + "\n"))
    };
    let dated = folders.into_iter().filter_map(|folder| Some((folder, year(folder.rsplit('-').next()?)?)));
    let files: Vec<(String, String)> =
        dated.map(|(folder, year)| of(folder, year)).collect::<Result<_, RenderError>>()?;
    for (path, text) in files {
        bundle.add(&path, text.into_bytes())?;
    }
    Ok(())
}

/// The files that an edition of that year can rest on, by their paths below the folder of inputs, each with its hash.
pub fn inputs_up_to(inputs: &str, sources: &Sources, year: i32) -> Map<String, Value> {
    let mut files: Vec<(String, &str)> = sources
        .all()
        .map(|source| (below(inputs, source.path()), source.print().digits()))
        .filter(|(path, _)| year_of(path).is_none_or(|of| of <= year))
        .collect();
    files.sort_unstable();
    files.into_iter().map(|(path, print)| (path, print.into())).collect()
}

/// A path below that of the folder, with `/` between its steps.
fn below(folder: &str, path: &str) -> String {
    let path = path.replace('\\', "/");
    let inside = path.strip_prefix(&folder.replace('\\', "/")).map(|inside| inside.trim_start_matches('/').to_owned());
    inside.unwrap_or(path)
}

/// The year that a path of inputs is named after: that of a snapshot, or of what is written for an edition.
fn year_of(path: &str) -> Option<i32> {
    path.split('/').find_map(|step| year(step.split('.').next()?))
}

fn year(text: &str) -> Option<i32> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_year.then(|| text.parse().ok())?
}
