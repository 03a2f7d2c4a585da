//! Every step in its order, from the inputs to the files of the reports.

mod asked;
mod audits;
mod briefs;
mod charts;
mod compare;
mod failure;
mod part;
mod prose;
mod publish;
mod seals;
mod step;
mod verify;

pub use asked::{Explained, check_file, explain, next_snapshot, proposals, typed};
use audits::audited;
pub use audits::audits;
pub use briefs::preview;
pub use charts::{Shown, exhibits};
use compare::{comparisons, pairs};
pub use failure::Failure;
use part::Part;
pub use prose::{Listed, prose};
pub use publish::publish;
pub use seals::seal;
pub use step::{Step, Watcher};
pub use verify::{Verdict, outdated, verify};

use crate::audit::Audit;
use crate::bundle::Bundle;
use crate::check::{self, Network};
use crate::diagnostic::Diagnostics;
use crate::exhibit::{self, Edition};
use crate::load::written::Inputs;
use crate::load::{self, Data, Folder};
use crate::measure::{Figures, Ground};
use crate::render::{self, Entry, Misfit};
use crate::rules;
use crate::side::{both, let_go, side_by_side};
use crate::words::Words;
use crate::write::Stage;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Mutex;
use step::Steps;

/// Which editions are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// One for each snapshot.
    All,
    /// The same, each with its briefs, which later runs make anew with the editions.
    AllWithBriefs,
    /// That of one year, with its comparisons; all else that stands in the output is carried over unchanged.
    Year(i32),
    /// The same with its briefs, which later runs make anew with the edition.
    YearWithBriefs(i32),
    /// The same with its chart pack, which later runs make anew with the edition.
    Pack(i32),
    /// The comparison of an earlier year with a later one, and no edition; all else is carried over unchanged.
    Comparison(i32, i32),
}

impl Scope {
    /// Whether every edition is made, so that nothing is carried over.
    fn is_whole(self) -> bool {
        matches!(self, Self::All | Self::AllWithBriefs)
    }

    /// The year of the one edition that is made.
    fn year(self) -> Option<i32> {
        match self {
            Self::Year(year) | Self::YearWithBriefs(year) | Self::Pack(year) => Some(year),
            Self::All | Self::AllWithBriefs | Self::Comparison(..) => None,
        }
    }
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
    /// The place in which the files are that the bundle has handed on, if one was asked for and could be opened.
    pub stage: Option<Stage>,
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
            stage: None,
        }
    }

    /// The same, with the lines at hand that show where the faults are.
    fn with_lines(mut self) -> Self {
        load::reread(&mut self.inputs.sources, &self.found, std::iter::empty());
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
    /// What its published numbers are set against, and what disagrees.
    pub audit: Audit,
}

/// Reads, checks, measures, draws and renders everything in memory; nothing is written.
///
/// Without a bundle in the outcome something stands in the way: an error in the inputs, or a picture that does not
/// fit. `out` is only looked at, for the editions that a run for one year carries over.
pub fn make<'a>(inputs: impl Into<Folder<'a>>, out: &Path, scope: Scope) -> Result<Outcome, Failure> {
    make_watched(inputs, out, scope, &|_, _, _| {})
}

/// The same, and tells of each step as it begins.
pub fn make_watched<'a>(
    inputs: impl Into<Folder<'a>>,
    out: &Path,
    scope: Scope,
    watcher: Watcher<'_>,
) -> Result<Outcome, Failure> {
    make_into(inputs.into(), out, scope, watcher, || None)
}

/// The same, and lets the files go onto the disk as soon as they are made, into a stage beside `out` which
/// [`publish`](publish()) puts in its place; nothing else is written.
///
/// Where no stage can be opened, everything is held in memory, and [`publish`](publish()) tells why. Fails if somebody
/// asks the program to stop.
pub fn make_staged<'a>(
    inputs: impl Into<Folder<'a>>,
    out: &Path,
    (scope, replace): (Scope, bool),
    watcher: Watcher<'_>,
) -> Result<Outcome, Failure> {
    let folder = inputs.into();
    make_into(folder, out, scope, watcher, || publish::stage(folder.path, out, scope, replace).ok())
}

fn make_into(
    folder: Folder<'_>,
    out: &Path,
    scope: Scope,
    watcher: Watcher<'_>,
    open: impl Fn() -> Option<Stage> + Sync,
) -> Result<Outcome, Failure> {
    let mut steps = Steps::new(watcher);
    steps.next(Step::Reading);
    let (mut outcome, network, data) = read_with_data(folder)?;
    let Some(network) = network else { return Ok(outcome.with_lines()) };
    let years = chosen(&network, scope)?;
    let standing = load::edition::standing_comparisons(out)?;
    let pairs = pairs(&network, scope, &years, &standing);
    // Reading, measuring, listing and writing are steps too.
    steps.of = Some(years.len() + pairs.len() + 4);
    steps.next(Step::Measuring);
    let ground = Ground::of(&network);
    let measure = || prose::inputs(&ground, &network, &outcome.inputs, &years, &mut outcome.found);
    let (stage, figures) = both(open, measure);
    let words = Words::english().marking();
    let mut bundle = stage.as_ref().map_or_else(Bundle::new, |stage| Bundle::handing_to(stage.receiver()));
    let figures = each_once(figures);
    let briefs = briefs::years(out, scope, &network)?;
    let mut entries = carried(out, scope, (&words, &briefs))?;
    let packs = charts::packs(out, scope)?;
    let parts = side_by_side(&years, |&place| -> Result<Part, Failure> {
        steps.next(Step::Edition(network.years.get(place).map_or(0, |year| year.year)));
        let mut part = Part::beside((&bundle, stage.as_ref()))?;
        let made = (&mut part.bundle, &mut part.outcome);
        let figures = figures.get(&place).and_then(|one| one.lock().ok()?.take());
        part.entry = edition((&network, &data, figures.as_ref()), place, (&words, &briefs), made.0, made.1)?;
        if network.years.get(place).is_some_and(|year| packs.contains(&year.year)) {
            charts::pack(&network, place, &Words::english(), &mut part.bundle, &mut part.outcome)?;
        }
        Ok(part)
    });
    for part in parts {
        entries.extend(part?.taken(&mut bundle, &mut outcome)?);
    }
    let_go(data);
    for part in comparisons((&network, &ground), &pairs, (&words, &steps), (&bundle, stage.as_ref())) {
        part?.taken(&mut bundle, &mut outcome)?;
    }
    let mut compared = pairs;
    if !scope.is_whole() {
        compared.extend(standing);
    }
    drop(ground);
    steps.next(Step::Listing);
    index(&network, entries, compared, &mut bundle)?;
    let_go(network);
    render::manifests(&folder.path.display().to_string(), &outcome.inputs.sources, &mut bundle)?;
    stage.as_ref().map_or(Ok(()), Stage::go_on)?;
    if outcome.is_sound() {
        (outcome.bundle, outcome.stage) = (Some(bundle), stage);
    }
    Ok(outcome.with_lines())
}

/// Puts the page into the bundle that names every edition and comparison.
fn index(
    network: &Network,
    mut entries: Vec<Entry>,
    compared: BTreeSet<(i32, i32)>,
    bundle: &mut Bundle,
) -> Result<(), Failure> {
    entries.sort_by(|a, b| a.year.cmp(&b.year));
    let names = [network.names.name.as_str(), &network.names.short_name];
    Ok(render::index(names, &entries, &compared.into_iter().collect::<Vec<_>>(), bundle)?)
}

/// The figures of each edition, to be taken once: what stands behind them is let go with the edition.
fn each_once(figures: BTreeMap<usize, Figures>) -> BTreeMap<usize, Mutex<Option<Figures>>> {
    figures.into_iter().map(|(place, one)| (place, Mutex::new(Some(one)))).collect()
}

/// Reads all inputs and looks at them; the network is there if they keep every rule.
fn read(folder: Folder<'_>) -> Result<(Outcome, Option<Network>), Failure> {
    let mut found = Diagnostics::default();
    let inputs = load::inputs(folder, &mut found)?;
    Ok(linked(inputs, found))
}

/// The same, with the snapshots as plain data.
fn read_with_data(folder: Folder<'_>) -> Result<(Outcome, Option<Network>, Data), Failure> {
    let mut found = Diagnostics::default();
    let (inputs, data) = load::inputs_with_data(folder, &mut found)?;
    let (outcome, network) = linked(inputs, found);
    Ok((outcome, network, data))
}

/// Looks at inputs that were read; the network is there if they keep every rule.
fn linked(mut inputs: Inputs, mut found: Diagnostics) -> (Outcome, Option<Network>) {
    rules::check(&inputs, &mut found);
    let network = if found.has_errors() { None } else { check::network(&mut inputs) };
    (Outcome::of(inputs, found), network)
}

/// The places of the years of which editions are made.
fn chosen(network: &Network, scope: Scope) -> Result<Vec<usize>, Failure> {
    let all = network.years.iter().enumerate();
    match scope {
        Scope::All | Scope::AllWithBriefs => Ok(all.map(|(place, _)| place).collect()),
        Scope::Year(wanted) | Scope::YearWithBriefs(wanted) | Scope::Pack(wanted) => {
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
fn carried(out: &Path, scope: Scope, (words, briefs): (&Words, &[i32])) -> Result<Vec<Entry>, Failure> {
    if scope.is_whole() {
        return Ok(Vec::new());
    }
    let standing = load::edition::standing(out)?.into_iter().filter(|edition| Some(edition.year) != scope.year());
    let entry = |edition: load::edition::Standing| Entry {
        year: edition.year.to_string(),
        as_of: words.date(edition.as_of),
        is_draft: edition.is_draft,
        projects: edition.projects,
        basis: words.term(&format!("basis-{}", edition.basis)),
        restated: edition
            .restated
            .map_or_else(String::new, |(from, since)| render::index_restated(words, &from, since)),
        has_briefs: briefs.contains(&edition.year),
    };
    Ok(standing.map(entry).collect())
}

/// Makes one edition and tells how the index names it.
fn edition(
    (network, data, figures): (&Network, &Data, Option<&Figures>),
    place: usize,
    (words, briefs): (&Words, &[i32]),
    bundle: &mut Bundle,
    outcome: &mut Outcome,
) -> Result<Option<Entry>, Failure> {
    let (Some(year), Some(past), Some(figures)) = (network.years.get(place), network.years.get(..=place), figures)
    else {
        return Ok(None);
    };
    outcome.open_bridges.extend(figures.open.iter().map(ToString::to_string));
    let edition = Edition { network, past, year, figures, words };
    let audit = || audited(network, year, figures, &mut outcome.found);
    let (exhibits, audit) = both(|| exhibit::all(edition), audit);
    for (place, message, help) in render::unknown_figures(edition) {
        outcome.found.error("unknown-figure", place, message).help(help);
    }
    let has_briefs = briefs.contains(&year.year);
    let mut drawn = 0;
    let draw = || {
        let (pictures, misfits) = render::pictures(&exhibits);
        outcome.misfits.extend(misfits.into_iter().map(|misfit| (year.year, misfit)));
        drawn = pictures.len();
        pictures
    };
    render::whole(edition, &exhibits, draw, &audit, data, has_briefs, bundle)?;
    let_go(exhibits);
    let total = figures.get("projects");
    let projects = total.map_or_else(String::new, |figure| figure.text(words));
    let basis = total.and_then(|figure| figure.receipt.basis).map_or("", |basis| basis.word());
    outcome.editions.push(Made { year: year.year, projects: projects.clone(), exhibits: drawn, audit });
    let basis = words.term(&format!("basis-{basis}"));
    let restated = year.published.restated.iter().find(|one| one.figure == "projects");
    let restated =
        restated.map_or_else(String::new, |one| render::index_restated(words, &one.from.to_string(), one.since));
    let (as_of, is_draft) = (words.date(year.as_of), year.final_since.is_none());
    Ok(Some(Entry { year: year.year.to_string(), as_of, is_draft, projects, basis, restated, has_briefs }))
}
