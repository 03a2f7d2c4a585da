//! The figures of a final edition against what they were when it became final.

use super::names;
use crate::check::{Restated, Year};
use crate::load::written::Sealed;
use crate::measure::{Figure, Figures, NONE};
use crate::words::Words;

/// A figure that is not what it was when its edition became final.
#[derive(Debug, Clone, Copy)]
pub struct Changed<'a> {
    /// As it was then.
    pub sealed: &'a Sealed,
    /// As it is now; nothing where there is no such figure any more.
    pub now: Option<&'a Figure>,
    /// What tells of the change, with the year that it belongs to.
    pub told: Option<(&'a Year, &'a Restated)>,
}

/// The totals that every page begins with: each change of one is told by itself.
const TOTALS: [&str; 3] = ["projects", "partnerships", "cities.with-projects"];

/// Whether a figure is one of those totals.
pub fn is_total(id: &str) -> bool {
    TOTALS.contains(&id)
}

/// The figures of the last of these years that are printed otherwise since its edition became final; none while it is a
/// draft. What changes by less than is printed, such as the share of a part in a larger whole, follows from counts that
/// do.
pub fn changed<'a>(past: &'a [Year], figures: &'a Figures, words: &Words) -> Vec<Changed<'a>> {
    let Some(year) = past.last() else { return Vec::new() };
    let differs = |sealed: &&Sealed| match figures.get(&sealed.id.value) {
        Some(now) => now.text(words) != sealed.text,
        None => sealed.value != NONE,
    };
    let one =
        |sealed: &'a Sealed| Changed { sealed, now: figures.get(&sealed.id.value), told: told(past, &sealed.id.value) };
    year.sealed.iter().flatten().filter(differs).map(one).collect()
}

/// Those of which a restatement tells that names another figure, with it; in the order of the figures.
pub fn changed_with_others<'a>(
    past: &'a [Year],
    figures: &'a Figures,
    words: &Words,
) -> Vec<(Changed<'a>, &'a Restated)> {
    let all = changed(past, figures, words).into_iter();
    let of_others = all.filter(|one| restatement(past, &one.sealed.id.value).is_none());
    of_others.filter_map(|one| Some((one, one.told?.1))).collect()
}

/// The restatement of a published number, with its year: by the id of the figure in its own edition, and in later ones as
/// the number of that year.
pub fn restatement<'a>(past: &'a [Year], id: &str) -> Option<(&'a Year, &'a Restated)> {
    let own = past.last()?;
    let is_of = |year: &Year, figure: &str| {
        let of_year = match figure.strip_suffix(".share") {
            Some(whole) => format!("{whole}.share-in-{}", year.year),
            None => format!("{figure}.in-{}", year.year),
        };
        let published = format!("{figure}.published-in-{}", year.year);
        id == of_year || id == published || (id == figure && year.year == own.year)
    };
    past.iter().find_map(|year| {
        let one = year.published.restated.iter().find(|one| is_of(year, &one.figure))?;
        Some((year, one))
    })
}

/// What tells of the change of a figure: its own restatement, or one of the edition that it changed with.
fn told<'a>(past: &'a [Year], id: &str) -> Option<(&'a Year, &'a Restated)> {
    let own = past.last()?;
    let covers = |one: &&Restated| one.also.iter().any(|pattern| names(&pattern.value, id));
    let with_another = || own.published.restated.iter().find(covers).filter(|_| !is_total(id));
    restatement(past, id).or_else(|| with_another().map(|one| (own, one)))
}
