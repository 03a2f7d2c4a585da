//! Briefs for cities and member states: which editions get them, and one of them alone for its officer.

use super::{Failure, Outcome, Scope, chosen, prose, read};
use crate::bundle::Bundle;
use crate::check::Network;
use crate::diagnostic::nearest;
use crate::exhibit::Edition;
use crate::load::{self, Folder};
use crate::measure::Ground;
use crate::render;
use crate::words::Words;
use std::path::Path;

/// The years whose editions get briefs: those that are asked for, and those that have them.
pub(super) fn years(out: &Path, scope: Scope, network: &Network) -> Result<Vec<i32>, Failure> {
    let mut years = load::edition::standing_briefs(out)?;
    match scope {
        Scope::AllWithBriefs => years.extend(network.years.iter().map(|year| year.year)),
        Scope::YearWithBriefs(year) => years.push(year),
        Scope::All | Scope::Year(_) | Scope::Pack(_) | Scope::Comparison(..) => {}
    }
    Ok(years)
}

/// Makes the brief of one city in the edition of that year, or of the newest, and of no other; nothing while the inputs
/// have errors.
pub fn preview<'a>(inputs: impl Into<Folder<'a>>, city: &str, year: Option<i32>) -> Result<Outcome, Failure> {
    let (mut outcome, network) = read(inputs.into())?;
    let newest = network.as_ref().and_then(|network| network.years.last()).map(|year| year.year);
    let (Some(network), Some(wanted)) = (network, year.or(newest)) else { return Ok(outcome.with_lines()) };
    let place = chosen(&network, Scope::Year(wanted))?.into_iter().next().unwrap_or_default();
    let ground = Ground::of(&network);
    let figures = prose::inputs(&ground, &network, &outcome.inputs, &[place], &mut outcome.found);
    let (Some(year), Some(past), Some(figures)) =
        (network.years.get(place), network.years.get(..=place), figures.get(&place))
    else {
        return Ok(outcome.with_lines());
    };
    let words = Words::english().marking();
    let edition = Edition { network: &network, past, year, figures, words: &words };
    let cities = render::brief_cities(edition);
    let found = cities.iter().find(|(_, one)| one.code.key == city);
    let found = found.copied().ok_or_else(|| no_such_city(&network, city, wanted))?;
    let mut bundle = Bundle::new();
    render::preview(edition, found, &mut bundle)?;
    if outcome.is_sound() {
        outcome.bundle = Some(bundle);
    }
    Ok(outcome.with_lines())
}

/// Why there is no brief of that city: nobody knows it, or it does not belong to the network.
fn no_such_city(network: &Network, typed: &str, year: i32) -> Failure {
    let known = || network.cities.iter().map(|city| city.code.key.as_str());
    if known().any(|key| key == typed) {
        return Failure::NotAMember(typed.to_owned(), year);
    }
    Failure::NoSuchCity(typed.to_owned(), nearest(typed, known()).map(str::to_owned))
}
