//! Where a figure comes from, and why a rule is there, for a person.

use super::tell::{OBSTACLES, tell_faults};
use super::{Ending, InputOptions, Told};
use crate::Explained;
use crate::diagnostic::{Severity, Style, visible};
use crate::rules::{self, RULES};
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

/// Says why a rule is there, and shows it broken and mended.
pub(super) fn rule(code: &str, out: &mut dyn Write, err: &mut dyn Write) -> Result<Ending, Told> {
    if let Some((code, costs, why)) = OBSTACLES.iter().find(|(name, ..)| *name == code) {
        writeln!(out, "{code} ({costs})\n\n{why}")?;
        return Ok(Ending::Done);
    }
    let Some(rule) = rules::rule(code) else {
        if looks_like_figure(code) {
            writeln!(err, "error: a figure belongs to an edition; add its year, such as `--year 2024`")?;
            return Ok(Ending::Refused);
        }
        let known = RULES.iter().map(|rule| rule.code);
        let hint = crate::diagnostic::nearest(code, known.clone()).map_or_else(
            || format!("known are {}", known.collect::<Vec<_>>().join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        writeln!(err, "error: there is no rule `{}`; {hint}", visible(code))?;
        return Ok(Ending::Refused);
    };
    let severity = match rule.severity {
        Severity::Error => "error: nothing is written until it is mended",
        Severity::Warning => "warning: the report is made, but somebody should look",
    };
    let indented = |text: &str| text.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n");
    writeln!(out, "{} ({severity})\n\n{}\n", rule.code, rule.why)?;
    writeln!(out, "Broken:\n\n{}\n\nMended:\n\n{}", indented(rule.broken), indented(rule.mended))?;
    Ok(Ending::Done)
}
