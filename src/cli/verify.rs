//! The command that makes an edition again and sets every byte against what stands in the output.

use super::tell::{counted, tell_faults};
use super::{Ending, InputOptions, Manner, Told};
use crate::Verdict;
use crate::diagnostic::visible;
use clap::Args;
use std::io::{self, Write};
use std::path::PathBuf;

/// What `verify` takes.
#[derive(Debug, Args)]
pub struct Options {
    /// An edition, such as `output/2024`, a comparison, or a whole output folder.
    #[arg(default_value = "output")]
    pub place: PathBuf,
    /// Where the snapshots are.
    #[command(flatten)]
    pub inputs: InputOptions,
}

/// Says of each edition whether every byte agrees, and if not, which inputs and which files are others.
pub(super) fn run(
    options: &Options,
    manner: Manner<'_>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Ending, Told> {
    let (outcome, verdicts) = manner.progress.shown(|| {
        crate::verify(options.inputs.folder(), &options.place, &|step, done, of| manner.progress.step(step, done, of))
    })?;
    let is_made = outcome.bundle.is_some();
    let agrees = is_made && verdicts.iter().all(Verdict::agrees);
    let told = verdicts.iter().rev().try_for_each(|verdict| tell(verdict, is_made, out));
    if !is_made {
        tell_faults(&outcome, manner.style, err)?;
        writeln!(err, "The inputs have errors, so nothing could be made again.")?;
    }
    // The exit code says what was found, whether or not anybody read the words.
    drop(told);
    Ok(if agrees { Ending::Done } else { Ending::Faults })
}

/// So many paths of a list are named; the others are counted.
const NAMED: usize = 10;

fn tell(verdict: &Verdict, is_made: bool, out: &mut dyn Write) -> io::Result<()> {
    let (files, inputs) = (counted(verdict.files, "file"), counted(verdict.inputs, "input"));
    let end = if is_made && verdict.agrees() { ": every byte agrees" } else { "" };
    let (folder, program) = (visible(&verdict.folder), visible(&verdict.program));
    writeln!(out, "{folder}: {files}, made by {program} from {inputs}{end}")?;
    if verdict.is_other_program {
        writeln!(out, "  this is {}", crate::render::PROGRAM)?;
    }
    let lists = [
        ("inputs that have changed since, or are gone", &verdict.changed),
        ("inputs that were not there", &verdict.added),
        ("files that somebody has changed, added or taken away", &verdict.touched),
        ("files that are others when they are made again", &verdict.differing),
    ];
    for (what, paths) in lists.into_iter().filter(|(_, paths)| !paths.is_empty()) {
        let named: Vec<String> = paths.iter().take(NAMED).map(|path| visible(path)).collect();
        let more = paths.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        writeln!(out, "  {what}: {}{more}", named.join(", "))?;
    }
    Ok(())
}
