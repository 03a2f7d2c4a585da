//! The commands about what changed between years.

use super::tell::{tell_faults, tell_misfits, tell_outdated, tell_written};
use super::{Ending, InputOptions, Manner, Told};
use crate::Scope;
use crate::diagnostic::Style;
use std::io::Write;
use std::path::Path;

/// Compares two editions and writes the comparison.
pub(super) fn compare(
    (from, to): (i32, i32),
    inputs: &InputOptions,
    place: &Path,
    manner: Manner<'_>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Ending, Told> {
    let scope = Scope::Comparison(from, to);
    let mut outcome = manner.staged(inputs.folder(), place, (scope, false))?;
    let faults = tell_faults(&outcome, manner.style, err);
    let Some(bundle) = &outcome.bundle else {
        faults?;
        tell_misfits(&outcome, err)?;
        writeln!(err, "Nothing was written; {} is as it was.", place.display())?;
        return Ok(Ending::Faults);
    };
    manner.progress.writing();
    let written = crate::publish((bundle, outcome.stage.take()), &inputs.path, place, scope, false)?;
    faults?;
    tell_outdated(&outcome.inputs, (&inputs.path, place), err)?;
    for compared in &outcome.comparisons {
        writeln!(out, "{}", compared.said)?;
    }
    tell_written(&written, &place.join(format!("compare-{from}-{to}")).join("report.html"), out, err)?;
    Ok(Ending::Done)
}

/// Prints what the ledger does not tell yet, ready to paste.
pub(super) fn lineage(
    inputs: &InputOptions,
    again: bool,
    style: Style,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Ending, Told> {
    let (outcome, proposals) = crate::proposals(inputs.folder(), again)?;
    let Some(proposals) = proposals else {
        tell_faults(&outcome, style, err)?;
        return Ok(Ending::Faults);
    };
    if proposals.is_empty() {
        writeln!(out, "# The ledger tells of everything that changed between the snapshots.")?;
    }
    for text in proposals {
        writeln!(out, "{text}")?;
    }
    Ok(Ending::Done)
}
