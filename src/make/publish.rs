//! What was made takes the place of the old output.

use super::{Failure, Scope};
use crate::bundle::Bundle;
use crate::load;
use crate::write::{self, Keep, Written};
use std::path::Path;

/// Puts what [`make`](super::make()) made in the place of the old output, in one step.
///
/// With `replace`, an output in which a person has changed or added something is set aside whole; only for all editions.
pub fn publish(bundle: &Bundle, inputs: &Path, out: &Path, scope: Scope, replace: bool) -> Result<Written, Failure> {
    let keep = if scope.is_whole() {
        if replace { Keep::Aside } else { Keep::Nothing }
    } else {
        let editions = load::edition::standing(out)?.into_iter().map(|edition| edition.year.to_string());
        let comparisons = load::edition::standing_comparisons(out)?;
        let comparisons = comparisons.into_iter().map(|(from, to)| format!("compare-{from}-{to}"));
        Keep::Folders(editions.chain(comparisons).collect())
    };
    Ok(write::write(bundle, out, inputs, &keep)?)
}
