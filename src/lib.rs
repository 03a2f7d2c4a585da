//! Makes the annual progress-monitoring report of the ASEAN Smart Cities Network from yearly snapshots.
//!
//! The map of the house, in the order in which things happen. Each room knows only those before it.
//!
//! | room | what it does |
//! | --- | --- |
//! | [`terms`] | The words of the field, each a type that cannot hold a wrong value. |
//! | [`words`] | One language: its terms and its way of writing numbers. |
//! | [`source`] | A file as it was read, and where in it a thing stands. |
//! | [`diagnostic`] | What was found wrong, and where: collected, and shown as a compiler would. |
//! | [`load`] | Reads files: the framework, registers, one snapshot a year. The only reader. |
//! | [`rules`] | What inputs must keep to: one row and one function a rule. |
//! | [`check`] | Snapshots that keep every rule become a network. |
//! | [`measure`] | Every number of the report, each with its receipt, and nothing else. |
//! | [`audit`] | Figures against what was published. |
//! | [`chart`] | What a chart shows, as plain data in a few standard forms. |
//! | [`exhibit`] | The exhibits of the report: one row and one function each. |
//! | [`draw`] | Charts become scenes: canvas, text, one file a form; one printer each for SVG and PNG. |
//! | [`bundle`] | Files in memory, each at a path that every disk can hold. |
//! | [`render`] | Figures, scenes and words become the files of a report: one file a format. |
//! | [`mod@write`] | Puts a bundle on disk, whole or not at all. The only writer. |
//!
//! Faults of the inputs are collected in [`diagnostic::Diagnostics`], never thrown. From [`measure`] to [`draw`]
//! nothing can fail. The clock, the environment and printing are at the door only, in `main` and `cli`.

pub mod audit;
pub mod bundle;
pub mod chart;
pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod draw;
pub mod exhibit;
pub mod load;
pub mod measure;
pub mod render;
pub mod rules;
pub mod source;
pub mod terms;
pub mod words;
pub mod write;

use audit::Difference;
use bundle::Bundle;
use check::Network;
use diagnostic::Diagnostics;
use exhibit::Edition;
use load::Folder;
use load::written::Inputs;
use render::{Entry, Misfit};
use std::collections::BTreeSet;
use std::fmt;
use std::path::Path;
use words::Words;
use write::{Keep, Written};

/// Which editions are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// One for each snapshot.
    All,
    /// That of one year, with its comparisons; all else that stands in the output is carried over unchanged.
    Year(i32),
    /// The comparison of an earlier year with a later one, and no edition; all else is carried over unchanged.
    Comparison(i32, i32),
}

/// What a run found and made.
#[derive(Debug)]
pub struct Outcome {
    /// The files, for showing places in them.
    pub inputs: Inputs,
    /// Faults of the inputs.
    pub found: Diagnostics,
    /// One entry for each edition that was made, ascending.
    pub editions: Vec<Made>,
    /// The comparisons that were made.
    pub comparisons: Vec<Compared>,
    /// What does not fit in a picture; nothing is written while there is any.
    pub misfits: Vec<(i32, Misfit)>,
    /// Bridges that do not close, in words; nothing is written while there is any.
    pub open_bridges: Vec<String>,
    /// Every file of the reports, unless something stands in the way.
    pub bundle: Option<Bundle>,
}

impl Outcome {
    /// What was read and found, before anything is made of it.
    fn of(inputs: Inputs, found: Diagnostics) -> Self {
        Self {
            inputs,
            found,
            editions: Vec::new(),
            comparisons: Vec::new(),
            misfits: Vec::new(),
            open_bridges: Vec::new(),
            bundle: None,
        }
    }

    /// The same, with the lines at hand that show where the faults are.
    fn with_lines(mut self) -> Self {
        load::reread(&mut self.inputs.sources, &self.found);
        self
    }

    /// Whether nothing stands in the way of writing.
    pub fn is_sound(&self) -> bool {
        !self.found.has_errors() && self.misfits.is_empty() && self.open_bridges.is_empty()
    }
}

/// A comparison that was made.
#[derive(Debug)]
pub struct Compared {
    /// The earlier year.
    pub from: i32,
    /// The later year.
    pub to: i32,
    /// What it says in short, and what it cannot say.
    pub said: String,
}

/// An edition that was made.
#[derive(Debug)]
pub struct Made {
    /// Its year.
    pub year: i32,
    /// Its number of projects, as printed.
    pub projects: String,
    /// How many of its exhibits are drawn.
    pub exhibits: usize,
    /// Published numbers that differ.
    pub differences: Vec<Difference>,
}

/// Why a run came to no end: the machine, or a wish that cannot be met.
#[derive(Debug)]
pub enum Failure {
    /// A file could not be read.
    Read(load::ReadError),
    /// A template is faulty.
    Render(render::RenderError),
    /// The output could not be written.
    Write(write::WriteError),
    /// There is no snapshot of that year; there are these.
    NoSuchYear(i32, Vec<i32>),
    /// A comparison leads from an earlier year to a later one, and these do not.
    NotEarlier(i32, i32),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => write!(f, "{} cannot be read: {}", error.path.display(), error.cause),
            Self::Render(error) => error.fmt(f),
            Self::Write(error) => error.fmt(f),
            Self::NoSuchYear(year, years) => {
                let years: Vec<String> = years.iter().map(ToString::to_string).collect();
                write!(f, "there is no snapshot of {year}; there are {}", years.join(", "))
            }
            Self::NotEarlier(from, to) => {
                write!(f, "a comparison takes two years, the earlier one first; {from} is not before {to}")
            }
        }
    }
}

impl std::error::Error for Failure {}

impl From<load::ReadError> for Failure {
    fn from(error: load::ReadError) -> Self {
        Self::Read(error)
    }
}

impl From<render::RenderError> for Failure {
    fn from(error: render::RenderError) -> Self {
        Self::Render(error)
    }
}

impl From<write::WriteError> for Failure {
    fn from(error: write::WriteError) -> Self {
        Self::Write(error)
    }
}

/// Reads, checks, measures, draws and renders everything in memory; nothing is written.
///
/// Without a bundle in the outcome something stands in the way: an error in the inputs, or a picture that does not
/// fit. `out` is only looked at, for the editions that a run for one year carries over.
pub fn make<'a>(inputs: impl Into<Folder<'a>>, out: &Path, scope: Scope) -> Result<Outcome, Failure> {
    let (mut outcome, network) = read(inputs.into())?;
    let Some(network) = network else { return Ok(outcome.with_lines()) };

    let years = chosen(&network, scope)?;
    let words = Words::english();
    let mut bundle = Bundle::new();
    let mut entries = carried(out, scope, &words)?;
    let mut pairs = BTreeSet::new();
    for place in years {
        entries.extend(edition(&network, place, &words, &mut bundle, &mut outcome)?);
        pairs.extend(compared(&network, place));
    }
    let standing = load::edition::standing_comparisons(out)?;
    match scope {
        Scope::Comparison(from, to) => pairs.extend([(from, to)]),
        // What somebody asked for once is made anew as long as there are the two years.
        Scope::All => pairs.extend(standing.iter().copied().filter(|pair| has_both(&network, *pair))),
        Scope::Year(_) => {}
    }
    for &pair in &pairs {
        comparison(&network, pair, &words, &mut bundle, &mut outcome)?;
    }
    if scope != Scope::All {
        pairs.extend(standing);
    }
    entries.sort_by(|a, b| a.year.cmp(&b.year));
    let names = [network.names.name.as_str(), &network.names.short_name];
    render::index(names, &entries, &pairs.into_iter().collect::<Vec<_>>(), &mut bundle)?;
    if outcome.is_sound() {
        outcome.bundle = Some(bundle);
    }
    Ok(outcome.with_lines())
}

/// Reads all inputs and looks at them; the network is there if they keep every rule.
fn read(folder: Folder<'_>) -> Result<(Outcome, Option<Network>), Failure> {
    let mut found = Diagnostics::default();
    let inputs = load::inputs(folder, &mut found)?;
    rules::check(&inputs, &mut found);
    let network = if found.has_errors() { None } else { check::network(&inputs) };
    Ok((Outcome::of(inputs, found), network))
}

/// Reads the registers and one file of a snapshot, wherever it lies, and looks at all that can be told of it alone.
pub fn check_file<'a>(inputs: impl Into<Folder<'a>>, file: &Path) -> Result<Outcome, Failure> {
    let mut found = Diagnostics::default();
    let inputs = load::one_file(inputs, file, &mut found)?;
    rules::check_entries(&inputs, &mut found);
    Ok(Outcome::of(inputs, found).with_lines())
}

/// The text of the snapshot of `year`, carried forward from that of an earlier one; nothing while the inputs have errors.
pub fn next_snapshot<'a>(
    inputs: impl Into<Folder<'a>>,
    year: i32,
    from: i32,
) -> Result<(Outcome, Option<String>), Failure> {
    let (outcome, network) = read(inputs.into())?;
    let text = match &network {
        Some(network) => {
            let place = chosen(network, Scope::Year(from))?.into_iter().next();
            place.and_then(|place| network.years.get(place)).map(|start| render::next_snapshot(network, start, year))
        }
        None => None,
    };
    Ok((outcome.with_lines(), text))
}

/// What the ledger does not tell yet, step by step, as text to paste; nothing while the inputs have errors.
///
/// With `again`, also the projects that are told as unexplained.
pub fn proposals<'a>(inputs: impl Into<Folder<'a>>, again: bool) -> Result<(Outcome, Option<Vec<String>>), Failure> {
    let (outcome, network) = read(inputs.into())?;
    let texts = network.map(|network| {
        let steps = measure::lineages(&network, &network.years);
        steps.iter().filter_map(|step| render::proposals(&network, step, again)).collect()
    });
    Ok((outcome.with_lines(), texts))
}

/// The places of the years of which editions are made.
fn chosen(network: &Network, scope: Scope) -> Result<Vec<usize>, Failure> {
    let all = network.years.iter().enumerate();
    match scope {
        Scope::All => Ok(all.map(|(place, _)| place).collect()),
        Scope::Year(wanted) => {
            let chosen: Vec<usize> = all.filter(|(_, year)| year.year == wanted).map(|(place, _)| place).collect();
            let known = || network.years.iter().map(|year| year.year).collect();
            if chosen.is_empty() { Err(Failure::NoSuchYear(wanted, known())) } else { Ok(chosen) }
        }
        Scope::Comparison(from, to) if from >= to => Err(Failure::NotEarlier(from, to)),
        Scope::Comparison(from, to) => {
            let known: Vec<i32> = network.years.iter().map(|year| year.year).collect();
            let unknown = [from, to].into_iter().find(|year| !known.contains(year));
            unknown.map_or(Ok(Vec::new()), |year| Err(Failure::NoSuchYear(year, known)))
        }
    }
}

/// The editions that stand in the output and stay, as the index names them.
fn carried(out: &Path, scope: Scope, words: &Words) -> Result<Vec<Entry>, Failure> {
    let made = match scope {
        Scope::All => return Ok(Vec::new()),
        Scope::Year(wanted) => Some(wanted),
        Scope::Comparison(..) => None,
    };
    let standing = load::edition::standing(out)?.into_iter().filter(|edition| Some(edition.year) != made);
    let entry = |edition: load::edition::Standing| Entry {
        year: edition.year.to_string(),
        as_of: words.date(edition.as_of),
        projects: edition.projects,
        basis: words.term(&format!("basis-{}", edition.basis)),
    };
    Ok(standing.map(entry).collect())
}

/// Makes one edition and tells how the index names it.
fn edition(
    network: &Network,
    place: usize,
    words: &Words,
    bundle: &mut Bundle,
    outcome: &mut Outcome,
) -> Result<Option<Entry>, Failure> {
    let (Some(year), Some(past)) = (network.years.get(place), network.years.get(..=place)) else { return Ok(None) };
    let figures = measure::figures(network, place);
    outcome.open_bridges.extend(figures.open.iter().map(ToString::to_string));
    let differences = audit::differences(network, year, &figures);
    for pattern in audit::stale(year, &differences) {
        outcome
            .found
            .warning(
                "stale-explanation",
                pattern.place,
                format!("no published figure differs under `{}`", pattern.value),
            )
            .help("remove the explanation, or correct the id of the figure");
    }
    let edition = Edition { network, past, year, figures: &figures, words };
    let exhibits = exhibit::all(edition);
    let (pictures, misfits) = render::pictures(&exhibits);
    outcome.misfits.extend(misfits.into_iter().map(|misfit| (year.year, misfit)));
    render::edition(edition, &exhibits, &pictures, &differences, bundle)?;
    let total = figures.get("projects");
    let projects = total.map_or_else(String::new, |figure| figure.text(words));
    let basis = total.and_then(|figure| figure.receipt.basis).map_or("", |basis| basis.word());
    outcome.editions.push(Made { year: year.year, projects: projects.clone(), exhibits: pictures.len(), differences });
    let basis = words.term(&format!("basis-{basis}"));
    Ok(Some(Entry { year: year.year.to_string(), as_of: words.date(year.as_of), projects, basis }))
}

/// The comparisons that belong to the edition at that place: with the snapshot before, with the one before of which
/// records are known, and with the first of those.
fn compared(network: &Network, place: usize) -> BTreeSet<(i32, i32)> {
    let past = network.years.get(..=place).unwrap_or_default();
    let Some((year, before)) = past.split_last() else { return BTreeSet::new() };
    let starts = before.last().into_iter().chain(measure::starts(past).into_iter().filter(|_| year.records.is_some()));
    starts.map(|start| (start.year, year.year)).collect()
}

fn has_both(network: &Network, (from, to): (i32, i32)) -> bool {
    let is_known = |wanted: i32| network.years.iter().any(|year| year.year == wanted);
    from < to && is_known(from) && is_known(to)
}

/// Makes one comparison.
fn comparison(
    network: &Network,
    (from, to): (i32, i32),
    words: &Words,
    bundle: &mut Bundle,
    outcome: &mut Outcome,
) -> Result<(), Failure> {
    let place = |wanted: i32| network.years.iter().position(|year| year.year == wanted);
    let (Some(start), Some(end)) = (place(from), place(to)) else { return Ok(()) };
    let (Some(year), Some(past), Some(start)) =
        (network.years.get(end), network.years.get(..=end), network.years.get(start))
    else {
        return Ok(());
    };
    let figures = measure::figures_since(network, end, &[start]);
    outcome.open_bridges.extend(figures.open.iter().map(ToString::to_string));
    let edition = Edition { network, past, year, figures: &figures, words };
    let said = render::comparison(edition, start, bundle)?;
    outcome.comparisons.push(Compared { from, to, said });
    Ok(())
}

/// Puts what [`make`] made in the place of the old output, in one step.
pub fn publish(bundle: &Bundle, inputs: &Path, out: &Path, scope: Scope) -> Result<Written, Failure> {
    let keep = match scope {
        Scope::All => Keep::Nothing,
        Scope::Year(_) | Scope::Comparison(..) => {
            let editions = load::edition::standing(out)?.into_iter().map(|edition| edition.year.to_string());
            let comparisons = load::edition::standing_comparisons(out)?;
            let comparisons = comparisons.into_iter().map(|(from, to)| format!("compare-{from}-{to}"));
            Keep::Folders(editions.chain(comparisons).collect())
        }
    };
    Ok(write::write(bundle, out, inputs, &keep)?)
}
