//! The command `prose`: a text against the figures of an edition.

use super::tell::{counted, tell_faults};
use super::{Ending, Format, InputOptions, Told};
use crate::diagnostic::{self, Severity, Style};
use crate::rules::RULES;
use clap::Args;
use std::io::Write;
use std::path::PathBuf;

/// What the command takes.
#[derive(Debug, Args)]
pub struct Options {
    /// The text: Markdown or plain text; without it, what people wrote for that year, and its records.
    pub file: Option<PathBuf>,
    /// The edition whose figures it should agree with.
    #[arg(long, value_name = "YEAR")]
    pub year: i32,
    /// Where the snapshots are.
    #[command(flatten)]
    pub inputs: InputOptions,
    /// How faults are shown: for people, or for other programs on standard output.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
    /// Let warnings count as failure.
    #[arg(long)]
    pub strict: bool,
}

/// Tells what a text has wrong, and lists what no figure tells of.
pub(super) fn run(options: &Options, style: Style, out: &mut dyn Write, err: &mut dyn Write) -> Result<Ending, Told> {
    let (outcome, listed) = crate::prose(options.inputs.folder(), options.file.as_deref(), options.year)?;
    let fails = outcome.found.has_errors() || (options.strict && outcome.found.count(Severity::Warning) > 0);
    let ending = if fails || listed.is_none() { Ending::Faults } else { Ending::Done };
    let sources = &outcome.inputs.sources;
    let told = match (options.format, &listed) {
        (Format::Json, _) => {
            let found = diagnostic::json(&outcome.found, sources);
            writeln!(out, "{found:#}")
        }
        (Format::Sarif, _) => {
            let rules = RULES.iter().map(|rule| (rule.code, rule.why, rule.severity));
            writeln!(out, "{:#}", diagnostic::sarif(&outcome.found, sources, rules))
        }
        (Format::Text, None) => tell_faults(&outcome, style, err),
        (Format::Text, Some(listed)) => tell_faults(&outcome, style, err).and_then(|()| {
            for (place, message) in &listed.unproved {
                let source = sources.get(place.file);
                let spot = source.and_then(|source| source.line_column(place.start));
                let spot = spot.map_or_else(String::new, |(line, column)| format!(":{line}:{column}"));
                let path = source.map_or("", |source| source.path());
                writeln!(out, "{path}{spot}: {}", diagnostic::visible(message))?;
            }
            let unproved = counted(listed.unproved.len(), "claim");
            writeln!(out, "{unproved} that no figure tells of; {} waived.", listed.waived)
        }),
    };
    // The exit code says what was found, whether or not anybody read the words.
    drop(told);
    Ok(ending)
}
