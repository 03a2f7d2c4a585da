//! What an edition that stands in the output says of itself, from its figures file.

use super::ReadError;
use super::folder::{entries, file_name};
use crate::terms::When;
use serde::Deserialize;
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
    Ok(entries(out)?.iter().filter_map(|path| edition(path)).collect())
}

/// The comparisons in an output folder, ascending: the earlier year and the later one.
pub fn standing_comparisons(out: &Path) -> Result<Vec<(i32, i32)>, ReadError> {
    if !out.is_dir() {
        return Ok(Vec::new());
    }
    let pairs = entries(out)?.into_iter().filter_map(|path| {
        let name = file_name(&path);
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
    standing_with(out, "pack/index.html")
}

/// The years of the editions in an output folder that have briefs, ascending.
pub fn standing_briefs(out: &Path) -> Result<Vec<i32>, ReadError> {
    standing_with(out, "briefs/index.html")
}

/// The years of the editions that have this file, ascending. The others are not looked into.
fn standing_with(out: &Path, file: &str) -> Result<Vec<i32>, ReadError> {
    if !out.is_dir() {
        return Ok(Vec::new());
    }
    let years = entries(out)?.into_iter().filter(|path| path.join(file).is_file());
    Ok(years.filter_map(|path| edition(&path)).map(|edition| edition.year).collect())
}

/// The edition in a folder, if it is one.
fn edition(folder: &Path) -> Option<Standing> {
    let name = file_name(folder);
    let is_year = name.len() == 4 && name.bytes().all(|byte| byte.is_ascii_digit());
    is_year.then(|| name.parse().ok().and_then(|year| read(&folder.join("figures.json"), year)))?
}

/// What is read of a figures file; all else is passed over.
#[derive(Deserialize)]
struct Told {
    as_of: String,
    #[serde(rename = "final")]
    final_since: Option<String>,
    figures: ToldFigures,
}

#[derive(Deserialize)]
struct ToldFigures {
    projects: ToldTotal,
}

#[derive(Deserialize)]
struct ToldTotal {
    text: String,
    basis: Option<String>,
    restated: Option<ToldChange>,
}

#[derive(Deserialize)]
struct ToldChange {
    from: String,
    since: String,
}

fn read(path: &Path, year: i32) -> Option<Standing> {
    let Told { as_of, final_since, figures } = serde_json::from_str(&fs::read_to_string(path).ok()?).ok()?;
    let ToldTotal { text, basis, restated } = figures.projects;
    Some(Standing {
        year,
        as_of: When::parse(&as_of)?,
        is_draft: final_since.is_none(),
        projects: text,
        basis: basis.unwrap_or_default(),
        restated: restated.and_then(|change| Some((change.from, When::parse(&change.since)?))),
    })
}
