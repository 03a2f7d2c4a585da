//! What a run found and made, told to a person.

use crate::Outcome;
use crate::diagnostic::{self, KEPT, Severity, Style};
use crate::load::written::Inputs;
use crate::rules;
use crate::terms::Grade;
use crate::write::{Written, shown};
use serde_json::{Value, json};
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

const STOPS: &str = "error: nothing is written until it is mended";

/// What can stand in the way of writing that is no fault of one place in the inputs.
pub(super) const OBSTACLES: [(&str, &str, &str); 3] = [
    (
        "picture",
        STOPS,
        "A picture in which a word does not fit would be printed wrong. The message names the exhibit and the word; shorten the name or title in the inputs that it is made of.",
    ),
    (
        "bridge",
        STOPS,
        "A way from one number to another that does not add up would tell a wrong change. This is a fault of the program and not of the inputs.",
    ),
    (
        super::strict::DIFFERENCE,
        "warning: told under --strict, where it counts as failure",
        "What was printed for a year is not what its records give, and nobody has said why. Readers will find the difference; the report should name its reason first.",
    ),
];

/// What stands in the way of this run, by name.
fn obstacles(outcome: &Outcome) -> Vec<(&'static str, String)> {
    let open = outcome.open_bridges.iter().map(|open| ("bridge", open.clone()));
    let misfits = outcome.misfits.iter();
    let misfits =
        misfits.map(|(year, misfit)| ("picture", format!("exhibit {} of {year}: {}", misfit.exhibit, misfit.flaw)));
    open.chain(misfits).collect()
}

pub(super) fn tell_misfits(outcome: &Outcome, err: &mut dyn Write) -> io::Result<()> {
    obstacles(outcome).iter().try_for_each(|(code, what)| writeln!(err, "error[{code}]: {what}\n"))
}

/// All that was found, for other programs: the faults of the inputs, and behind them what else stands in the way.
pub(super) fn listed(outcome: &Outcome) -> Vec<Value> {
    let faults = diagnostic::json(&outcome.found, &outcome.inputs.sources);
    let others = obstacles(outcome).into_iter().map(
        |(code, message)| json!({ "code": code, "severity": "error", "message": message, "help": [], "also": [] }),
    );
    faults.as_array().into_iter().flatten().cloned().chain(others).collect()
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
        // A city's own table of projects names no year.
        let of = if *year == 0 { String::new() } else { format!("{year}: ") };
        writeln!(out, "  {of}{}", fields.iter().map(field).collect::<Vec<_>>().join("; "))?;
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

/// Tells of what stands beside the editions of a run, and was made of other inputs.
pub(super) fn tell_outdated(inputs: &Inputs, folders: (&Path, &Path), err: &mut dyn Write) -> io::Result<()> {
    let outdated = crate::outdated(folders.0, &inputs.sources, folders.1);
    let years = |name: &str| name.split('-').filter_map(|part| part.parse().ok()).collect::<Vec<i32>>();
    let is_known = |year: &i32| inputs.snapshots.iter().any(|snapshot| snapshot.lies_under == *year);
    let (anew, gone): (Vec<String>, Vec<String>) =
        outdated.into_iter().partition(|name| years(name).iter().all(is_known));
    let out = shown(folders.1);
    if !anew.is_empty() {
        let anew = anew.join(", ");
        writeln!(
            err,
            "warning: made of other inputs, or by another version, and left as it was in {out}: {anew}; `ascn-report build` makes all anew"
        )?;
    }
    if !gone.is_empty() {
        let gone = gone.join(", ");
        writeln!(
            err,
            "warning: of a year that is not among the inputs any more, and left as it was in {out}: {gone}; `ascn-report build` takes it out of there"
        )?;
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
    if let Some(aside) = &written.set_aside {
        writeln!(out, "The old folder is now {}.", shown(aside))?;
    }
    let files = written.made.len() + written.unchanged.len() + written.carried.len();
    writeln!(out, "Wrote {} ({} new or changed).", counted(files, "file"), written.made.len())?;
    writeln!(out, "Open {}", first.display())
}
