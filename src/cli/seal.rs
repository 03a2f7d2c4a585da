//! The command that keeps the figures of a final edition, and tells what changed of them since.

use super::tell::tell_faults;
use super::{Ending, InputOptions, Told};
use crate::diagnostic::Style;
use std::io::Write;

/// Prints the figures of an edition as a file of the inputs, or what changed of them since as restatements to fill in.
pub(super) fn seal(
    inputs: &InputOptions,
    (year, changed): (i32, bool),
    style: Style,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Ending, Told> {
    let (outcome, text) = crate::seal(inputs.folder(), year, changed)?;
    let Some(text) = text else {
        tell_faults(&outcome, style, err)?;
        return Ok(Ending::Faults);
    };
    if changed && text.is_empty() {
        writeln!(out, "# Every figure of the edition of {year} is as it was, or a restatement tells of it.")?;
    }
    write!(out, "{text}")?;
    Ok(Ending::Done)
}
