//! The receipt of a figure, for a person.

use super::tell::tell_faults;
use super::{Ending, InputOptions, Told};
use crate::Explained;
use crate::diagnostic::{Style, visible};
use std::io::Write;

/// Whether a name is that of a figure, and not of a rule.
pub(super) fn looks_like_figure(name: &str) -> bool {
    name.contains('.') || ["projects", "partnerships", "cities", "member-states", "returns"].contains(&name)
}

/// Prints the receipt of a figure.
pub(super) fn explain(
    id: &str,
    year: i32,
    inputs: &InputOptions,
    style: Style,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Ending, Told> {
    let (outcome, explained) = crate::explain(inputs.folder(), id, year)?;
    match explained {
        Some(Explained::Receipt(text)) => {
            write!(out, "{text}")?;
            Ok(Ending::Done)
        }
        Some(Explained::NoSuchFigure(like)) => {
            let like: Vec<String> = like.iter().map(|id| format!("  {id}")).collect();
            let hint = if like.is_empty() { String::new() } else { format!("; there are\n{}", like.join("\n")) };
            writeln!(err, "error: the edition of {year} has no figure `{}`{hint}", visible(id))?;
            Ok(Ending::Refused)
        }
        None => {
            tell_faults(&outcome, style, err)?;
            Ok(Ending::Faults)
        }
    }
}
