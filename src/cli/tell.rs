//! What a run found and made, told to a person.

use crate::Outcome;
use crate::diagnostic::{self, KEPT, Severity, Style};
use crate::load::written::Inputs;
use crate::rules;
use crate::terms::Grade;
use crate::write::Written;
use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

/// So many faults are shown to a person; all are counted.
pub const SHOWN: usize = 200;

pub(super) fn tell_faults(outcome: &Outcome, style: Style, err: &mut dyn Write) -> io::Result<()> {
    let faults = outcome.found.sorted(&outcome.inputs.sources);
    for fault in faults.iter().take(SHOWN) {
        writeln!(err, "{}\n", diagnostic::render(fault, &outcome.inputs.sources, style))?;
    }
    let hidden = faults.len().saturating_sub(SHOWN) + outcome.found.dropped();
    if hidden > 0 {
        let listed = if outcome.found.dropped() > 0 { format!("the first {KEPT}") } else { "them all".to_owned() };
        writeln!(err, "… and {hidden} more; `check --format json` lists {listed}.\n")?;
    }
    tell_misfits(outcome, err)?;
    let (errors, warnings) = (outcome.found.count(Severity::Error), outcome.found.count(Severity::Warning));
    let errors = errors + outcome.misfits.len() + outcome.open_bridges.len();
    if errors + warnings > 0 {
        writeln!(err, "{} and {} found.", counted(errors, "error"), counted(warnings, "warning"))?;
    }
    Ok(())
}

pub(super) fn tell_misfits(outcome: &Outcome, err: &mut dyn Write) -> io::Result<()> {
    for open in &outcome.open_bridges {
        writeln!(err, "error[bridge]: {open}\n")?;
    }
    for (year, misfit) in &outcome.misfits {
        writeln!(err, "error[picture]: exhibit {} of {year}: {}\n", misfit.exhibit, misfit.flaw)?;
    }
    Ok(())
}

pub(super) fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

pub(super) fn tell_editions(outcome: &Outcome, out: &mut dyn Write) -> io::Result<()> {
    for made in outcome.editions.iter().rev() {
        let findings = made.audit.findings.len();
        let differing = counted(findings, "finding");
        let audit = match (findings, made.audit.unexplained()) {
            (0, _) => String::new(),
            (_, 0) => format!("; {differing} on what was published, all explained"),
            (_, rest) => format!("; {differing} on what was published, {rest} of them unexplained"),
        };
        let projects = if made.projects == "1" { "project" } else { "projects" };
        let drawn = counted(made.exhibits, "exhibit");
        writeln!(out, "{}: {} {projects}, {drawn} drawn{audit}", made.year, made.projects)?;
    }
    Ok(())
}

/// Says how many values are not simply printed, and with `each`, which.
pub(super) fn tell_values(inputs: &Inputs, each: bool, out: &mut dyn Write) -> io::Result<()> {
    let counts = rules::doubtful_counts(inputs);
    if counts.is_empty() {
        return Ok(());
    }
    let more = if each { "" } else { " (`check --values` lists them)" };
    writeln!(out, "Values that are not simply printed{more}:")?;
    for (year, fields) in counts.iter().rev() {
        let field = |(field, grades): (&&str, &BTreeMap<Grade, usize>)| {
            let grades = grades.iter().map(|(grade, count)| format!("{count} {}", grade.key().replace('-', " ")));
            format!("{field} {}", grades.collect::<Vec<_>>().join(", "))
        };
        writeln!(out, "  {year}: {}", fields.iter().map(field).collect::<Vec<_>>().join("; "))?;
    }
    for value in rules::doubtful(inputs).filter(|_| each) {
        let at = inputs.sources.get(value.place.file).map_or_else(String::new, |source| {
            let line = source.line_column(value.place.start).map(|(line, _)| format!(":{line}"));
            format!("{}{}: ", source.path(), line.unwrap_or_default())
        });
        let why = if value.why.is_empty() { String::new() } else { format!(": {}", diagnostic::visible(value.why)) };
        let grade = value.grade.key().replace('-', " ");
        writeln!(out, "{at}{}: {} {grade}{why}", inputs.project(value.record), value.field)?;
    }
    Ok(())
}

pub(super) fn tell_written(
    written: &Written,
    first: &Path,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<()> {
    for note in &written.notes {
        writeln!(err, "warning: {note}")?;
    }
    let files = written.made.len() + written.unchanged.len() + written.carried.len();
    writeln!(out, "Wrote {} ({} new or changed).", counted(files, "file"), written.made.len())?;
    writeln!(out, "Open {}", first.display())
}
