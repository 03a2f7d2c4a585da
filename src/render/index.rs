//! The page that names the editions, newest first.

use super::{RenderError, html};
use crate::bundle::Bundle;
use serde::Serialize;
use tera::Context;

/// One edition, as the index names it.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// The year.
    pub year: String,
    /// The cut-off, as written.
    pub as_of: String,
    /// The number of projects, as printed.
    pub projects: String,
    /// What the number rests on.
    pub basis: String,
}

/// Puts the index into the bundle.
pub fn index(network: &str, short_name: &str, entries: &[Entry], bundle: &mut Bundle) -> Result<(), RenderError> {
    let mut context = Context::new();
    let newest_first: Vec<&Entry> = entries.iter().rev().collect();
    context.insert("editions", &newest_first);
    context.insert("network", network);
    context.insert("short_name", short_name);
    context.insert("style", &html::style());
    let page = html::templates()?.render("index.html", &context)?;
    bundle.add("index.html", page.into_bytes())?;
    Ok(())
}
