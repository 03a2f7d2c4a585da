//! The comparisons: which of them are made, and each of them.

use super::part::Part;
use super::step::{Step, Steps};
use super::{Compared, Failure, Outcome, Scope};
use crate::bundle::Bundle;
use crate::check::Network;
use crate::exhibit::{self, Edition};
use crate::measure::{self, Ground};
use crate::render;
use crate::side::side_by_side;
use crate::words::Words;
use crate::write::Stage;
use std::collections::BTreeSet;

/// The comparisons that are made with those editions: of their own, and as long as there are the two years, what somebody
/// asked for once.
pub(super) fn pairs(network: &Network, scope: Scope, years: &[usize], standing: &[(i32, i32)]) -> BTreeSet<(i32, i32)> {
    let mut pairs: BTreeSet<(i32, i32)> = years.iter().flat_map(|place| compared(network, *place)).collect();
    match scope {
        Scope::Comparison(from, to) => pairs.extend([(from, to)]),
        _ if scope.is_whole() => pairs.extend(standing.iter().copied().filter(|pair| has_both(network, *pair))),
        _ => {}
    }
    pairs
}

/// The comparisons that belong to the edition at that place: with the snapshot before, with the one before of which
/// records are known, and with the first of those.
pub(super) fn compared(network: &Network, place: usize) -> BTreeSet<(i32, i32)> {
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
    (network, ground): (&Network, &Ground<'_>),
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
    let figures = ground.figures_since(end, &[start]);
    outcome.open_bridges.extend(figures.open.iter().map(ToString::to_string));
    let edition = Edition { network, past, year, figures: &figures, words };
    let exhibits = exhibit::comparison(edition, start);
    let (pictures, misfits) = render::pictures(&exhibits);
    outcome.misfits.extend(misfits.into_iter().map(|misfit| (year.year, misfit)));
    let said = render::comparison(edition, start, &exhibits, &pictures, bundle)?;
    outcome.comparisons.push(Compared { from, to, said });
    Ok(())
}

/// Makes these comparisons side by side.
pub(super) fn comparisons(
    (network, ground): (&Network, &Ground<'_>),
    pairs: &BTreeSet<(i32, i32)>,
    (words, steps): (&Words, &Steps<'_>),
    to: (&Bundle, Option<&Stage>),
) -> Vec<Result<Part, Failure>> {
    let pairs: Vec<(i32, i32)> = pairs.iter().copied().collect();
    side_by_side(&pairs, |&pair| {
        steps.next(Step::Comparison(pair.0, pair.1));
        let mut part = Part::beside(to)?;
        comparison((network, ground), pair, words, &mut part.bundle, &mut part.outcome)?;
        Ok(part)
    })
}
