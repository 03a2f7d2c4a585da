//! The command `audit`: what was published, set against the records and against itself.

use super::tell::{counted, tell_faults};
use super::{Ending, InputOptions, Told};
use crate::Scope;
use crate::diagnostic::{Severity, Style};
use clap::{Args, ValueEnum};
use serde_json::Value;
use std::io::Write;

/// What the command takes.
#[derive(Debug, Args)]
pub struct Options {
    /// Only what was published for this year.
    #[arg(long, value_name = "YEAR")]
    pub year: Option<i32>,
    /// Where the snapshots are.
    #[command(flatten)]
    pub inputs: InputOptions,
    /// How findings are shown.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Let warnings, and findings that nobody has explained, count as failure.
    #[arg(long)]
    pub strict: bool,
}

/// How findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For other programs: one object a year.
    Json,
}

/// Tells what was found, year by year. Findings are no faults of the inputs: only `--strict` counts them as failure.
pub(super) fn run(options: &Options, style: Style, out: &mut dyn Write, err: &mut dyn Write) -> Result<Ending, Told> {
    let (outcome, texts) = crate::audits(options.inputs.folder(), options.year.map_or(Scope::All, Scope::Year))?;
    let told = tell_faults(&outcome, style, err);
    let Some(texts) = texts else { return Ok(Ending::Faults) };
    let unexplained: usize = texts.iter().map(|text| text.unexplained).sum();
    let fails = unexplained > 0 || outcome.found.count(Severity::Warning) > 0;
    let ending = if options.strict && fails { Ending::Faults } else { Ending::Done };
    let told = told.and_then(|()| match options.format {
        Format::Json => {
            let years: Value = texts.iter().map(|text| text.json.clone()).collect();
            writeln!(out, "{years:#}")
        }
        Format::Text => {
            for text in &texts {
                writeln!(out, "{}", text.text)?;
            }
            let findings = texts.iter().map(|text| text.findings).sum();
            writeln!(out, "{}; unexplained: {unexplained}.", counted(findings, "finding"))
        }
    });
    // The exit code says what was found, whether or not anybody read the words.
    drop(told);
    Ok(ending)
}
