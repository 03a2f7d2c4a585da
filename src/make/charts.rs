//! The exhibits of one edition by themselves: to look at one, or all together as a pack for papers.

use super::compare::compared;
use super::{Failure, Outcome, Scope, chosen, read};
use crate::bundle::Bundle;
use crate::check::Network;
use crate::exhibit::{self, Edition, Exhibit};
use crate::load::{self, Folder};
use crate::measure;
use crate::render::{self, Piece};
use crate::words::Words;
use std::path::Path;

/// The exhibits of an edition, and of its comparison with one earlier year.
#[derive(Debug)]
pub struct Shown {
    /// The edition's year.
    pub year: i32,
    /// The earlier year, if there is one.
    pub from: Option<i32>,
    /// The exhibits, in the order of the report, those of the comparison last.
    pub exhibits: Vec<Exhibit>,
    /// Those that the edition leaves out, each with the sentence that says why.
    pub left_out: Vec<(&'static str, String)>,
}

/// The exhibits of the edition of that year, or of the newest, with those of its comparison with `from`, or with the
/// snapshot before; nothing while the inputs have errors.
pub fn exhibits<'a>(
    inputs: impl Into<Folder<'a>>,
    year: Option<i32>,
    from: Option<i32>,
) -> Result<(Outcome, Option<Shown>), Failure> {
    let (outcome, network) = read(inputs.into())?;
    let newest = network.as_ref().and_then(|network| network.years.last()).map(|year| year.year);
    let (Some(network), Some(year)) = (network, year.or(newest)) else { return Ok((outcome.with_lines(), None)) };
    let Some(place) = chosen(&network, Scope::Year(year))?.into_iter().next() else {
        return Ok((outcome.with_lines(), None));
    };
    if let Some(from) = from {
        chosen(&network, Scope::Comparison(from, year))?;
    }
    let words = Words::english();
    let before = place.checked_sub(1).and_then(|place| network.years.get(place)).map(|year| year.year);
    let from = from.or(before);
    let left_out = of_edition(&network, place, &words, exhibit::left_out);
    let mut shown = Shown { year, from, left_out, exhibits: of_edition(&network, place, &words, exhibit::all) };
    if let Some(from) = from {
        shown.exhibits.extend(of_comparison(&network, (from, place), &words));
    }
    Ok((outcome.with_lines(), Some(shown)))
}

fn of_edition<T>(network: &Network, place: usize, words: &Words, of: fn(Edition<'_>) -> Vec<T>) -> Vec<T> {
    let (Some(year), Some(past)) = (network.years.get(place), network.years.get(..=place)) else { return Vec::new() };
    let figures = measure::figures(network, place);
    of(Edition { network, past, year, figures: &figures, words })
}

fn of_comparison(network: &Network, (from, place): (i32, usize), words: &Words) -> Vec<Exhibit> {
    let start = network.years.iter().find(|year| year.year == from);
    let (Some(year), Some(past), Some(start)) = (network.years.get(place), network.years.get(..=place), start) else {
        return Vec::new();
    };
    let figures = measure::figures_since(network, place, &[start]);
    exhibit::comparison(Edition { network, past, year, figures: &figures, words }, start)
}

/// The years whose editions get a chart pack: the one that is asked for, and those that have one.
pub(super) fn packs(out: &Path, scope: Scope) -> Result<Vec<i32>, Failure> {
    let mut packs = load::edition::standing_packs(out)?;
    if let Scope::Pack(year) = scope {
        packs.push(year);
    }
    Ok(packs)
}

/// Makes the chart pack of one edition, with the exhibits of its comparisons.
pub(super) fn pack(
    network: &Network,
    place: usize,
    words: &Words,
    bundle: &mut Bundle,
    outcome: &mut Outcome,
) -> Result<(), Failure> {
    let Some(year) = network.years.get(place) else { return Ok(()) };
    let piece = |exhibit: Exhibit| Piece { name: exhibit.name.clone(), since: None, exhibit };
    let mut pieces: Vec<Piece> = of_edition(network, place, words, exhibit::all).into_iter().map(piece).collect();
    for (from, to) in compared(network, place).into_iter().rev() {
        let piece =
            |exhibit: Exhibit| Piece { name: format!("{}-{from}-{to}", exhibit.name), since: Some(from), exhibit };
        pieces.extend(of_comparison(network, (from, place), words).into_iter().map(piece));
    }
    let names = [network.names.name.as_str(), &network.names.short_name];
    let misfits = render::pack(names, year, &pieces, words, bundle)?;
    outcome.misfits.extend(misfits.into_iter().map(|misfit| (year.year, misfit)));
    Ok(())
}
