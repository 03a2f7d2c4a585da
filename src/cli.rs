//! What can be typed, and what it means.

mod audit;
mod build;
mod charts;
mod files;
mod history;
mod progress;
mod prose;
mod receipt;
mod strict;
mod tell;
mod verify;
mod watch;

use crate::diagnostic::Style;
use crate::load::{Folder, LARGEST_FILE};

use crate::{Failure, Outcome, Scope};
use clap::{Args, Parser, Subcommand, ValueEnum};

use progress::Progress;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
pub use tell::SHOWN;

/// Makes the annual progress-monitoring report of the ASEAN Smart Cities Network.
///
/// The program reads the yearly snapshots in `inputs/`, checks them, counts, and writes one edition a year
/// into `output/`: a page (report.html), the same as text (report.md), charts for papers (charts/), and every
/// figure with its exact value (figures.json). Open output/index.html to begin.
///
/// The output is written whole or not at all. What a person added to it, or changed in it, is never overwritten.
#[derive(Debug, Parser)]
#[command(name = "ascn-report", version, arg_required_else_help = true, after_long_help = AFTER_HELP)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// How much is told.
    #[command(flatten)]
    pub telling: progress::Telling,
}

const AFTER_HELP: &str = "\
EXIT CODES
  0  done; warnings and differences from what was published are told, and do not count as failure
  1  the inputs have errors, or a picture does not fit; nothing was written
  2  the command was not understood, or the machine would not read or write

EXAMPLES
  ascn-report build                 all editions, from inputs/ into output/
  ascn-report build --year 2024     one edition anew; the others stay as they are
  ascn-report build --watch         again at each change, with a preview in the browser
  ascn-report build --briefs        all editions, each with a brief for every city and member state
  ascn-report build --briefs --city siem-reap
                                    one city's brief for its officer, into preview/ beside the output
  ascn-report check                 the same looks at the inputs, and writes nothing
  ascn-report check my-city.yaml    one city's file, before it is sent in
  ascn-report new 2025 --from 2024 --write
                                    next year's snapshot, into inputs/2025.yaml, to be filled in
  ascn-report seal 2024 --write     the figures of a final edition, into inputs/final/2024.yaml: later runs hold it to them
  ascn-report compare 2018 2024     what changed between two editions, into output/compare-2018-2024/
  ascn-report lineage               what nobody has told in lineage.yaml yet, ready to paste
  ascn-report audit --year 2024     what was published, set against the records and against itself
  ascn-report prose paper.md --year 2024
                                    the numbers and names of a text, set against the figures
  ascn-report charts --year 2024    every chart in all sizes and formats, into output/2024/pack/
  ascn-report chart focus-area-shares -o shares.pdf
                                    one chart as a file; without -o, as a picture in the terminal
  ascn-report explain stray-file    why a rule is there, and how to mend what breaks it
  ascn-report explain projects.by-status.completed --year 2024
                                    where a figure comes from, down to the lines of the inputs
  ascn-report verify output/2024    whether the inputs still make that edition, byte for byte
  ascn-report check --strict        as check; warnings and unexplained differences count as failure

FILES
  inputs/README.md   the format of the inputs, field by field";

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Makes the reports and writes them into the output folder.
    Build(build::Build),
    /// Looks at everything that `build` looks at, and writes nothing.
    Check {
        /// One file of a snapshot, such as a city's own before it is sent in: only it and the registers are looked at.
        file: Option<PathBuf>,
        /// Where to look.
        #[command(flatten)]
        options: Options,
        /// How faults are shown: for people, or for other programs on standard output.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// Also list every value that is not simply printed: derived, inferred, carried forward, or not stated.
        #[arg(long)]
        values: bool,
    },
    /// Sets what was published against the records and against itself, and tells every contradiction once a cause.
    Audit(audit::Options),
    /// Sets the numbers, names and years of a text, such as a paper for a meeting, against the figures of an edition.
    Prose(prose::Options),
    /// Prints the snapshot of a new year, carried forward from an earlier one, as a file to fill in.
    New {
        /// The new year.
        year: i32,
        /// The year whose projects are carried forward.
        #[arg(long, value_name = "YEAR")]
        from: i32,
        /// Write it into the inputs as YEAR.yaml instead: whole or not at all, and never over another.
        #[arg(long)]
        write: bool,
        /// Where the snapshots are.
        #[command(flatten)]
        inputs: InputOptions,
    },
    /// Prints the figures of an edition as the file that is kept when it becomes final.
    ///
    /// Type `seal 2024 --write` on the day that stands behind `final:`, and never again: from then on a figure that changes
    /// needs a restatement.
    Seal {
        /// The year of the edition.
        year: i32,
        /// Instead print restatements of the figures that changed since, to be filled in and put into the snapshot.
        #[arg(long, conflicts_with = "write")]
        changed: bool,
        /// Write them into the inputs as final/YEAR.yaml instead: whole or not at all, and never over what was kept before.
        #[arg(long)]
        write: bool,
        /// Where the snapshots are.
        #[command(flatten)]
        inputs: InputOptions,
    },
    /// Compares two editions: what changed, what is behind it, and what cannot be compared.
    Compare {
        /// The earlier year.
        from: i32,
        /// The later year.
        to: i32,
        /// Where the snapshots are.
        #[command(flatten)]
        inputs: InputOptions,
        /// The folder that the comparison is written into; all else in it stays as it is.
        #[arg(long, value_name = "DIR", default_value = "output")]
        out: PathBuf,
    },
    /// Writes the chart pack of an edition: every exhibit in all sizes and formats, with its data and its words.
    Charts(charts::Pack),
    /// Shows one exhibit in the terminal, or writes it as one file.
    Chart(charts::One),
    /// Prints what the ledger does not tell yet, with the projects that may be the same, ready to paste into lineage.yaml.
    Lineage {
        /// Also print the projects that are told as unexplained.
        #[arg(long)]
        again: bool,
        /// Where the snapshots are.
        #[command(flatten)]
        inputs: InputOptions,
    },
    /// Says why a rule is there, with a broken and a mended example; or prints the receipt of a figure: its definition,
    /// exact value and rounding, and the records behind it.
    Explain {
        /// The rule, as it stands in brackets behind `error` or `warning`; or the id of a figure, as in figures.json.
        name: String,
        /// The edition that prints the figure.
        #[arg(long, value_name = "YEAR")]
        year: Option<i32>,
        /// Where the snapshots are.
        #[command(flatten)]
        inputs: InputOptions,
    },
    /// Makes an edition again in memory, and says whether every byte in the output agrees, and if not, which input changed.
    Verify(verify::Options),
    /// Prints the format of an input file as JSON Schema, for editors.
    Schema {
        /// Which file.
        #[arg(value_parser = SCHEMA_NAMES)]
        name: String,
    },
}

/// The files that have a schema.
const SCHEMA_NAMES: [&str; 10] = [
    "framework",
    "cities",
    "partners",
    "programmes",
    "partnerships",
    "snapshot",
    "seal",
    "lineage",
    "plans",
    "acronyms",
];

/// How faults are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// One object a fault.
    Json,
    /// A SARIF 2.1.0 log.
    Sarif,
}

/// Where the inputs are, and how long they may be.
#[derive(Debug, Args)]
pub struct InputOptions {
    /// The folder with the snapshots.
    #[arg(long = "inputs", value_name = "DIR", default_value = "inputs")]
    pub path: PathBuf,
    /// The longest file that is read, in units of 1,048,576 bytes.
    #[arg(long, value_name = "MIB", default_value_t = LARGEST_FILE >> 20, value_parser = clap::value_parser!(u64).range(1..=4095))]
    pub largest_file: u64,
}

impl InputOptions {
    /// The folder, as the reader takes it.
    fn folder(&self) -> Folder<'_> {
        Folder { path: &self.path, largest_file: self.largest_file << 20, unwritten: None }
    }
}

/// What both commands take.
#[derive(Debug, Args)]
pub struct Options {
    /// Make only the edition of this year; the others in the output are carried over unchanged.
    #[arg(long, value_name = "YEAR")]
    pub year: Option<i32>,
    /// Where the snapshots are.
    #[command(flatten)]
    pub inputs: InputOptions,
    /// The folder that the reports are written into.
    #[arg(long, value_name = "DIR", default_value = "output")]
    pub out: PathBuf,
    /// Let warnings, and differences from what was published that nobody has explained, count as failure.
    #[arg(long)]
    pub strict: bool,
}

impl Options {
    /// Which editions are meant.
    fn scope(&self) -> Scope {
        self.year.map_or(Scope::All, Scope::Year)
    }
}

/// How a run ended; its number is the exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Done.
    Done = 0,
    /// The inputs have errors, or `--strict` found something.
    Faults = 1,
    /// The machine would not.
    Refused = 2,
}

/// How a long run is told of: its colours, and who is shown how far it is.
#[derive(Clone, Copy)]
struct Manner<'a> {
    style: Style,
    progress: &'a Progress,
}

impl Manner<'_> {
    /// Makes everything in memory, and shows meanwhile how far it is.
    fn made(self, inputs: Folder<'_>, out: &Path, scope: Scope) -> Result<Outcome, Failure> {
        let step = |step, done, of| self.progress.step(step, done, of);
        self.progress.shown(|| crate::make_watched(inputs, out, scope, &step))
    }

    /// The same, and lets the files go onto the disk meanwhile, to be published.
    fn staged(self, inputs: Folder<'_>, out: &Path, scope: (Scope, bool)) -> Result<Outcome, Failure> {
        let step = |step, done, of| self.progress.step(step, done, of);
        self.progress.shown(|| crate::make_staged(inputs, out, scope, &step))
    }
}

/// Does what was typed. Reports go to `out`, faults to `err`; a closed pipe is no failure.
///
/// With `is_watched` somebody sits at a terminal, to which standard error leads: a run of more than a second shows there
/// how far it is.
pub fn run(cli: &Cli, style: Style, is_watched: bool, out: &mut dyn Write, err: &mut dyn Write) -> Ending {
    let progress = Progress::new(is_watched && !cli.telling.quiet);
    let manner = Manner { style, progress: &progress };
    let mut nobody = io::sink();
    let asked = matches!(&cli.command, Command::Build(_) | Command::Compare { .. } | Command::Charts(_))
        || matches!(&cli.command, Command::Check { format: Format::Text, .. });
    // What was asked for is told in any case, what only goes along with it is not.
    let out = if cli.telling.quiet && asked { &mut nobody } else { out };
    let told = match &cli.command {
        Command::Build(options) => build::build(options, manner, out, err),
        Command::Check { file, options, format, values } => {
            build::check(file.as_deref(), options, (*format, *values), manner, out, err)
        }
        Command::Audit(options) => audit::run(options, style, out, err),
        Command::Prose(options) => prose::run(options, style, out, err),
        Command::New { year, from, write, inputs } => files::next(inputs, (*year, *from), *write, style, (out, err)),
        Command::Seal { year, changed: true, inputs, .. } => files::changed(inputs, *year, style, (out, err)),
        Command::Seal { year, write, inputs, .. } => files::seal(inputs, *year, *write, style, (out, err)),
        Command::Compare { from, to, inputs, out: place } => {
            history::compare((*from, *to), inputs, place, manner, out, err)
        }
        Command::Charts(options) => charts::pack(options, manner, out, err),
        Command::Chart(options) => charts::one(options, style, out, err),
        Command::Lineage { again, inputs } => history::lineage(inputs, *again, style, out, err),
        Command::Explain { name, year: Some(year), inputs } => receipt::explain(name, *year, inputs, style, out, err),
        Command::Explain { name, year: None, .. } => receipt::rule(name, out, err),
        Command::Verify(options) => verify::run(options, manner, out, err),
        Command::Schema { name } => schema(name, out),
    };
    if cli.telling.verbose {
        // The times are told even where nobody listens any more to the rest.
        let _ = err.write_all(progress.times().as_bytes());
    }
    // What was told goes out by whole lines; what is left of the last one may not go out either.
    let told = told.and_then(|ending| unless_cut_short(out.flush(), ending));
    match told {
        Ok(ending) => ending,
        Err(Told::Failure(failure)) => {
            // Where nobody listens there is nobody to tell.
            let _ = writeln!(err, "error: {failure}");
            Ending::Refused
        }
        Err(Told::Pipe) => Ending::Done,
    }
}

/// Why a run stopped telling.
enum Told {
    /// The run failed.
    Failure(Failure),
    /// Nobody reads on.
    Pipe,
}

impl From<Failure> for Told {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<io::Error> for Told {
    fn from(fault: io::Error) -> Self {
        if fault.kind() == io::ErrorKind::BrokenPipe { Self::Pipe } else { Self::Failure(Failure::Told(fault)) }
    }
}

/// The ending of a run, whether or not anybody read what was told of it; but not where that is cut short.
fn unless_cut_short(told: io::Result<()>, ending: Ending) -> Result<Ending, Told> {
    match told.map_err(Told::from) {
        Err(Told::Failure(failure)) => Err(failure.into()),
        Ok(()) | Err(Told::Pipe) => Ok(ending),
    }
}

fn schema(name: &str, out: &mut dyn Write) -> Result<Ending, Told> {
    // The names that can be typed are those of the schemas; a test holds them together.
    let schema = crate::load::schema::schema(name).unwrap_or_default();
    writeln!(out, "{schema:#}")?;
    Ok(Ending::Done)
}
