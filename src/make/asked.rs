//! What is asked of the inputs without making a report of them.

use super::{Failure, Outcome, Scope, chosen, read};
use crate::check::Year;
use crate::diagnostic::Diagnostics;
use crate::exhibit::Edition;
use crate::load::written::Inputs;
use crate::load::{self, Folder};
use crate::words::Words;
use crate::{measure, render, rules};
use std::path::Path;

/// Reads the registers and one file of a snapshot, wherever it lies, and looks at all that can be told of it alone.
pub fn check_file<'a>(inputs: impl Into<Folder<'a>>, file: &Path) -> Result<Outcome, Failure> {
    let mut found = Diagnostics::default();
    let inputs = load::one_file(inputs, file, &mut found)?;
    rules::check_part(&inputs, &mut found);
    Ok(Outcome::of(inputs, found).with_lines())
}

/// The inputs as they were typed: those of an outcome without faults hold no records, which went over into the network.
///
/// With `values`, also the lines at hand in which values stand that are not simply printed.
pub fn typed<'a>(inputs: impl Into<Folder<'a>>, values: bool) -> Result<Inputs, Failure> {
    let mut inputs = load::inputs(inputs, &mut Diagnostics::default())?;
    let places: Vec<_> = rules::doubtful(&inputs).filter(|_| values).map(|value| value.place).collect();
    load::reread(&mut inputs.sources, &Diagnostics::default(), places.into_iter());
    Ok(inputs)
}

/// The text of the snapshot of `year`, carried forward from that of an earlier one; nothing while the inputs have errors.
/// Fails where that has no list of projects: an empty one would say that there are none.
/// The file that it is to stand in may be there already, as long as it is empty.
pub fn next_snapshot<'a>(
    inputs: impl Into<Folder<'a>>,
    year: i32,
    from: i32,
) -> Result<(Outcome, Option<String>), Failure> {
    let (outcome, network) = read(Folder { unwritten: Some(year), ..inputs.into() })?;
    let text = match &network {
        Some(network) => {
            let place = chosen(network, Scope::Year(from))?.into_iter().next();
            let start = place.and_then(|place| network.years.get(place)).filter(|start| start.records.is_some());
            let listed = || network.years.iter().filter(|year| year.records.is_some()).map(|year| year.year);
            let start = start.ok_or_else(|| Failure::NoList(from, listed().collect()))?;
            Some(render::next_snapshot(network, start, year))
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

/// What is known of a figure.
#[derive(Debug)]
pub enum Explained {
    /// Its receipt, as text.
    Receipt(String),
    /// There is no such figure in the edition; these have a like name.
    NoSuchFigure(Vec<String>),
}

/// The receipt of a figure of an edition, or of a comparison with an earlier year; nothing while the inputs have errors.
pub fn explain<'a>(
    inputs: impl Into<Folder<'a>>,
    id: &str,
    year: i32,
) -> Result<(Outcome, Option<Explained>), Failure> {
    let (mut outcome, network) = read(inputs.into())?;
    let Some(network) = network else { return Ok((outcome.with_lines(), None)) };
    let place = chosen(&network, Scope::Year(year))?.into_iter().next().unwrap_or_default();
    let (Some(year), Some(past)) = (network.years.get(place), network.years.get(..=place)) else {
        return Ok((outcome.with_lines(), None));
    };
    let mut figures = measure::figures(&network, place);
    if figures.get(id).is_none() {
        let starts: Vec<&Year> = past.iter().filter(|start| start.year < year.year).collect();
        figures = measure::figures_since(&network, place, &starts);
    }
    let words = Words::english();
    let edition = Edition { network: &network, past, year, figures: &figures, words: &words };
    let explained = match figures.get(id) {
        Some(figure) => {
            let places = render::receipt_places(edition, figure);
            load::reread(&mut outcome.inputs.sources, &outcome.found, places.into_iter());
            Explained::Receipt(render::receipt(edition, figure, &outcome.inputs.sources))
        }
        None => Explained::NoSuchFigure(figures.like(id)),
    };
    Ok((outcome, Some(explained)))
}
