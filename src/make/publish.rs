//! What was made takes the place of the old output.

use super::{Failure, Scope};
use crate::bundle::Bundle;
use crate::load;
use crate::write::{self, Keep, Stage, Written};
use std::path::Path;

/// Puts what [`make`](super::make()) made in the place of the old output, in one step; `stage` is what the outcome has of
/// one.
///
/// With `replace`, an output in which a person has changed or added something is set aside whole; only for all editions.
pub fn publish(
    (bundle, stage): (&Bundle, Option<Stage>),
    inputs: &Path,
    out: &Path,
    scope: Scope,
    replace: bool,
) -> Result<Written, Failure> {
    Ok(match stage {
        Some(stage) => stage.publish(bundle)?,
        None => write::write(bundle, out, inputs, &keep(out, scope, replace)?)?,
    })
}

/// Opens a stage beside the output.
pub(super) fn stage(inputs: &Path, out: &Path, scope: Scope, replace: bool) -> Result<Stage, Failure> {
    Ok(Stage::open(out, inputs, &keep(out, scope, replace)?)?)
}

/// What stays of the output as it stands.
fn keep(out: &Path, scope: Scope, replace: bool) -> Result<Keep, Failure> {
    Ok(if scope.is_whole() {
        if replace { Keep::Aside } else { Keep::Nothing }
    } else {
        let editions = load::edition::standing(out)?.into_iter().map(|edition| edition.year.to_string());
        let comparisons = load::edition::standing_comparisons(out)?;
        let comparisons = comparisons.into_iter().map(|(from, to)| format!("compare-{from}-{to}"));
        Keep::Folders(editions.chain(comparisons).collect())
    })
}
