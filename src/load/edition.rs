//! What an edition that stands in the output says of itself, from its figures file.

use super::ReadError;
use super::folder::{entries, file_name};
use crate::terms::When;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// An edition that stands in the output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Its year, which is the name of its folder.
    pub year: i32,
    /// Its cut-off.
    pub as_of: When,
    /// Whether it is not final yet.
    pub is_draft: bool,
    /// Its number of projects as printed.
    pub projects: String,
    /// The word for what that number rests on.
    pub basis: String,
    /// The published number, as the figures file writes it, and the date from which another holds, if it was changed.
    pub restated: Option<(String, When)>,
}

/// The editions in an output folder, ascending; none where the folder is not there.
///
/// A folder whose figures file is missing or not ours is passed over: it is no edition.
pub fn standing(out: &Path) -> Result<Vec<Standing>, ReadError> {
    if !out.is_dir() {
        return Ok(Vec::new());
    }
    let years = entries(out)?.into_iter().filter_map(|path| {
        let name = file_name(&path);
        let is_year = name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit());
        is_year.then(|| name.parse().ok().and_then(|year| read(&path.join("figures.json"), year)))?
    });
    Ok(years.collect())
}

/// The comparisons in an output folder, ascending: the earlier year and the later one.
pub fn standing_comparisons(out: &Path) -> Result<Vec<(i32, i32)>, ReadError> {
    if !out.is_dir() {
        return Ok(Vec::new());
    }
    let pairs = super::folder::entries(out)?.into_iter().filter_map(|path| {
        let name = super::folder::file_name(&path);
        let (from, to) = name.strip_prefix("compare-")?.split_once('-')?;
        let year = |text: &str| match When::parse(text) {
            Some(When::Year(year)) => Some(year),
            _ => None,
        };
        Some((year(from)?, year(to)?)).filter(|_| path.join("figures.json").is_file())
    });
    Ok(pairs.collect())
}

/// The years of the editions in an output folder that have a chart pack, ascending.
pub fn standing_packs(out: &Path) -> Result<Vec<i32>, ReadError> {
    let years = standing(out)?.into_iter().map(|edition| edition.year);
    Ok(years.filter(|year| out.join(year.to_string()).join("pack/index.html").is_file()).collect())
}

/// The years of the editions in an output folder that have briefs, ascending.
pub fn standing_briefs(out: &Path) -> Result<Vec<i32>, ReadError> {
    let years = standing(out)?.into_iter().map(|edition| edition.year);
    Ok(years.filter(|year| out.join(year.to_string()).join("briefs/index.html").is_file()).collect())
}

fn read(path: &Path, year: i32) -> Option<Standing> {
    let text = fs::read_to_string(path).ok()?;
    let document: Value = serde_json::from_str(&text).ok()?;
    let projects = document.get("figures")?.get("projects")?;
    let changed = |one: &Value| {
        let text = |key: &str| one.get(key).and_then(Value::as_str);
        Some((text("from")?.to_owned(), When::parse(text("since")?)?))
    };
    Some(Standing {
        year,
        as_of: When::parse(document.get("as_of")?.as_str()?)?,
        is_draft: document.get("final").and_then(Value::as_str).is_none(),
        projects: projects.get("text")?.as_str()?.to_owned(),
        basis: projects.get("basis").and_then(Value::as_str).unwrap_or_default().to_owned(),
        restated: projects.get("restated").and_then(changed),
    })
}
