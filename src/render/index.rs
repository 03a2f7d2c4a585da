//! The page that names the editions, newest first.

use super::{RenderError, html};
use crate::bundle::Bundle;
use crate::terms::When;
use crate::words::Words;
use serde::Serialize;
use tera::Context;

/// One edition, as the index names it.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// The year.
    pub year: String,
    /// The cut-off, as written.
    pub as_of: String,
    /// Whether it is not final yet.
    pub is_draft: bool,
    /// The number of projects, as printed.
    pub projects: String,
    /// What the number rests on.
    pub basis: String,
    /// That the published number was changed later; empty where it was not.
    pub restated: String,
    /// Whether its briefs stand beside it.
    pub has_briefs: bool,
}

/// What the index says of a published number that was changed later.
pub fn index_restated(words: &Words, from: &str, since: When) -> String {
    words.say("index-restated", &[("from", from), ("since", &words.date(since))])
}

/// Puts the index into the bundle.
///
/// `names` are the network's full name and its abbreviation; `pairs`, the years of the comparisons, ascending.
pub fn index(
    names: [&str; 2],
    entries: &[Entry],
    pairs: &[(i32, i32)],
    bundle: &mut Bundle,
) -> Result<(), RenderError> {
    let [network, short_name] = names;
    let mut context = Context::new();
    let newest_first: Vec<&Entry> = entries.iter().rev().collect();
    context.insert("editions", &newest_first);
    let mut newest: Vec<(i32, i32)> = pairs.to_vec();
    newest.sort_by_key(|(from, to)| std::cmp::Reverse((*to, *from)));
    let newest: Vec<[String; 2]> = newest.iter().map(|(from, to)| [from.to_string(), to.to_string()]).collect();
    context.insert("comparisons", &newest);
    context.insert("network", network);
    context.insert("short_name", short_name);
    context.insert("style", &html::style());
    let page = html::templates()?.render("index.html", &context)?;
    bundle.add("index.html", html::with_fonts(&page).into_bytes())?;
    Ok(())
}
