//! The commands that make a file of the inputs: the snapshot of a new year, and the figures of a final edition.

use super::tell::tell_faults;
use super::{Ending, InputOptions, Told};
use crate::diagnostic::Style;
use crate::make::Failure;
use crate::write;
use std::io::Write;

/// Standard output, and standard error.
type Streams<'a> = (&'a mut dyn Write, &'a mut dyn Write);

/// Prints the snapshot of a new year, carried forward from an earlier one, or writes it into the inputs.
pub(super) fn next(
    inputs: &InputOptions,
    (year, from): (i32, i32),
    is_written: bool,
    style: Style,
    (out, err): Streams<'_>,
) -> Result<Ending, Told> {
    if !(1900..2200).contains(&year) || from >= year {
        writeln!(err, "error: a snapshot of {year} cannot be carried forward from {from}")?;
        return Ok(Ending::Refused);
    }
    let instead = format!("it is the snapshot of {year}, or what is left of one; move it away to begin anew");
    if is_written {
        // One that nobody has filled in yet is full of faults, of which nobody has asked, and one that is empty has none.
        write::is_free(&inputs.path.join(format!("{year}.yaml")), &instead).map_err(Failure::from)?;
    }
    let (outcome, text) = crate::next_snapshot(inputs.folder(), year, from)?;
    let Some(text) = text else {
        tell_faults(&outcome, style, err)?;
        return Ok(Ending::Faults);
    };
    put(inputs, &format!("{year}.yaml"), &text, Some(&instead).filter(|_| is_written), out)
}

/// Prints the figures of an edition as a file of the inputs, or writes it there.
pub(super) fn seal(
    inputs: &InputOptions,
    year: i32,
    is_written: bool,
    style: Style,
    (out, err): Streams<'_>,
) -> Result<Ending, Told> {
    let (outcome, text) = crate::seal(inputs.folder(), year, false)?;
    let Some(text) = text else {
        tell_faults(&outcome, style, err)?;
        return Ok(Ending::Faults);
    };
    let mut snapshots = outcome.inputs.snapshots.iter();
    if is_written && snapshots.any(|snapshot| snapshot.year.value == year && snapshot.final_since.is_empty()) {
        writeln!(err, "error: the edition of {year} is a draft, of which nothing is kept")?;
        writeln!(err, "Write `final:` with the day into its snapshot first.")?;
        return Ok(Ending::Refused);
    }
    let instead = format!(
        "what an edition printed on the day it became final does not change; `seal {year} --changed` prints what does since, for the snapshot"
    );
    put(inputs, &format!("final/{year}.yaml"), &text, Some(&instead).filter(|_| is_written), out)
}

/// Prints what changed since an edition became final, as restatements to fill in.
pub(super) fn changed(inputs: &InputOptions, year: i32, style: Style, (out, err): Streams<'_>) -> Result<Ending, Told> {
    let (outcome, text) = crate::seal(inputs.folder(), year, true)?;
    let Some(text) = text else {
        tell_faults(&outcome, style, err)?;
        return Ok(Ending::Faults);
    };
    if text.is_empty() {
        writeln!(out, "# Every figure of the edition of {year} is as it was, or a restatement tells of it.")?;
    }
    write!(out, "{text}")?;
    Ok(Ending::Done)
}

/// Puts a text where it is wished: into a file of the inputs where it is said what to do if there is one already, and else
/// to standard output.
fn put(
    inputs: &InputOptions,
    name: &str,
    text: &str,
    instead: Option<&String>,
    out: &mut dyn Write,
) -> Result<Ending, Told> {
    let Some(instead) = instead else {
        write!(out, "{text}")?;
        return Ok(Ending::Done);
    };
    let path = inputs.path.join(name);
    write::input(&path, text.as_bytes(), &inputs.path, instead).map_err(Failure::from)?;
    writeln!(out, "Wrote {}", path.display())?;
    Ok(Ending::Done)
}
