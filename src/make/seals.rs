//! Final editions: each figure is as it was, or a restatement tells of it.

use super::{Failure, Outcome, Scope, chosen, read};
use crate::audit;
use crate::audit::sealed::{self, Changed};
use crate::check::{Cell, Measure, Network, Restated, Total, Year};
use crate::diagnostic::Diagnostics;
use crate::exhibit::Edition;
use crate::load::Folder;
use crate::load::written::Sealed;
use crate::measure::{self, Editions, Figures};
use crate::render;
use crate::source::At;
use crate::terms::{Printed, PrintedShare, When};
use crate::words::Words;

/// The figures of the edition of `year`, as the file that is kept when it becomes final; nothing while the inputs have
/// errors. What was kept before is not looked at.
///
/// With `changed`, instead the restatements of what changed since, as text to paste; empty where nothing did, and nothing,
/// with a fault, where no figures are kept.
pub fn seal<'a>(inputs: impl Into<Folder<'a>>, year: i32, changed: bool) -> Result<(Outcome, Option<String>), Failure> {
    let (mut outcome, network) = read(inputs.into())?;
    let Some(network) = network else { return Ok((outcome.with_lines(), None)) };
    let place = chosen(&network, Scope::Year(year))?.into_iter().next().unwrap_or_default();
    let (Some(year), Some(past)) = (network.years.get(place), network.years.get(..=place)) else {
        return Ok((outcome.with_lines(), None));
    };
    let (figures, words) = (measure::figures(&network, place), Words::english());
    if changed {
        if year.sealed.is_none() {
            // Whoever lets a shell write into that file has emptied it.
            let of = year.year;
            let message = format!("nothing is kept of what the edition of {of} printed, so nothing tells what changed");
            outcome.found.absent("missing-seal", message).help(format!(
                "put back `inputs/final/{of}.yaml` if it was there: it is made once, when the edition becomes final, and what `seal {of} --changed` prints goes into the snapshot"
            ));
            return Ok((outcome.with_lines(), None));
        }
        let untold: Vec<Changed<'_>> =
            sealed::changed(past, &figures, &words).into_iter().filter(|one| one.told.is_none()).collect();
        let text = render::restatements(year.year, &untold, &words).unwrap_or_default();
        return Ok((outcome.with_lines(), Some(text)));
    }
    let text = render::seal(Edition { network: &network, past, year, figures: &figures, words: &words });
    Ok((outcome.with_lines(), Some(text)))
}

/// Notes every figure of a final edition that changed and of which nothing tells; `figures` are those of all years.
pub(super) fn look(network: &Network, figures: &dyn Editions, found: &mut Diagnostics) {
    let words = Words::english();
    for (place, year) in network.years.iter().enumerate() {
        let past = network.years.get(..=place).unwrap_or_default();
        // Of a draft nothing is kept that could have changed.
        let figures = year.sealed.as_ref().and_then(|_| figures.at(place));
        let changed = figures.map_or_else(Vec::new, |figures| sealed::changed(past, figures, &words));
        match (&year.final_since, &year.sealed) {
            (Some(day), None) => missing(year, day, found),
            (Some(day), Some(sealed)) => {
                for one in &changed {
                    judge(year, day, one, &words, found);
                }
                let named = |one: &&Restated| !is_published(network, year, one);
                for one in year.published.restated.iter().filter(named) {
                    numbers(one, sealed, figures, found);
                }
            }
            (None, _) => {}
        }
        idle(year, &changed, found);
    }
}

fn missing(year: &Year, day: &At<When>, found: &mut Diagnostics) {
    let of = year.year;
    found
        .error(
            "missing-seal",
            day.place,
            format!("the edition of {of} is final since {}, and its figures are not kept", day.value),
        )
        .help(format!("type `ascn-report seal {of} --write`, which writes them into `final/{of}.yaml` in the inputs"));
}

/// A figure that changed after its edition became final.
fn judge(year: &Year, day: &At<When>, one: &Changed<'_>, words: &Words, found: &mut Diagnostics) {
    let (id, was) = (&one.sealed.id.value, &one.sealed.text);
    if let Some((of, told)) = one.told {
        let [_, _, since] = told.places;
        if of.year == year.year && told.since.last_day() < day.value.last_day() {
            let message = format!(
                "`{id}` changed after the edition became final on {}, and is restated since {}",
                day.value, told.since
            );
            found
                .error("dates-out-of-order", since, message)
                .also(one.sealed.id.place, "as it was printed")
                .help("write the date from which the new number holds");
        }
        return;
    }
    let now = one.now.map_or_else(|| "none".to_owned(), |figure| figure.text(words));
    let message = format!("`{id}` of the final edition of {} was {was}, and is now {now}", year.year);
    let help = format!(
        "tell why under `restated:` in the snapshot (`ascn-report seal {} --changed` prints what to fill in), or correct the records",
        year.year
    );
    found.error("changed-figure", one.sealed.id.place, message).help(help);
}

/// Whether the number that a restatement names stands among those that were published: the rules have looked at those.
fn is_published(network: &Network, year: &Year, one: &Restated) -> bool {
    let printed = |cell: &Cell| {
        let ending = if matches!(cell.value, Printed::Share(_)) { ".share" } else { "" };
        format!("{}{ending}", measure::slice_id(network, cell.slice)) == one.figure
    };
    let is_total = |total: &Total| match total.measure {
        Measure::Projects => one.figure == "projects",
        Measure::Partnerships => one.figure == "partnerships",
        Measure::Cities => one.figure == "cities.with-projects",
    };
    year.published.cells.iter().any(printed) || year.published.totals.iter().any(is_total)
}

/// The two numbers of a restatement: from what was printed in the final edition to what the figure is now.
fn numbers(one: &Restated, sealed: &[Sealed], figures: Option<&Figures>, found: &mut Diagnostics) {
    let Some(was) = sealed.iter().find(|sealed| *sealed.id.value == *one.figure) else { return };
    let [from, to, _] = one.places;
    if !is_that(one.from, &was.value, &was.text) {
        let message = format!("`{}` is restated from {}, and {} was printed", one.figure, one.from, was.text);
        found
            .error("untrue-restatement", from, message)
            .also(was.id.place, "as it was printed")
            .help(format!("write `from: {}`", was.text));
    }
    let Some(now) = figures.and_then(|figures| figures.get(&one.figure)) else { return };
    let text = now.text(&Words::english());
    if !is_that(one.to, &now.exact(), &text) {
        found
            .error("untrue-restatement", to, format!("`{}` is restated as {}, and is now {text}", one.figure, one.to))
            .help(format!("write `to: {text}`, or correct the records"));
    } else if one.from == one.to {
        let message = format!("the restatement of `{}` changes nothing: {} is {}", one.figure, one.from, one.to);
        found.warning("stale-restatement", to, message).help("remove the restatement");
    }
}

/// Whether a number as it is typed is that figure, given by its exact value and its printed text.
fn is_that(typed: Printed, exact: &str, text: &str) -> bool {
    match typed {
        Printed::Count(count) => exact == count.to_string(),
        Printed::Share(share) => {
            let parts = exact.split_once('/').and_then(|(part, whole)| Some((part.parse().ok()?, whole.parse().ok()?)));
            let is_exact =
                parts.is_some_and(|(part, whole)| PrintedShare::of(part, whole, share.decimals) == Some(share));
            is_exact || PrintedShare::parse(text) == Some(share)
        }
    }
}

/// Notes what stands under `also:` and names no figure that changed.
fn idle(year: &Year, changed: &[Changed<'_>], found: &mut Diagnostics) {
    for pattern in year.published.restated.iter().flat_map(|one| &one.also) {
        let is_named = |one: &Changed<'_>| audit::names(&pattern.value, &one.sealed.id.value);
        if !changed.iter().any(is_named) {
            let message = format!("no figure of a final edition changed under `{}`", pattern.value);
            found
                .warning("stale-restatement", pattern.place, message)
                .help("take it out, or correct the id of the figure");
        }
    }
}
