//! Differences that have one cause become one finding.
//!
//! A number that deviates shows in every sum and share that it is part of. Those belong to it, and are no causes of
//! their own: where the marks of Exhibit 2 deviate from the records and a sum, a share or another exhibit shows it,
//! the difference belongs to the cities whose marks move that number.

use super::publication::{Publication, area_of};
use super::rounding::{Whole, fit_of, hundredths, wholes};
use super::{Cause, Difference, Finding, Kind, Sheet};
use crate::check::Slice;
use crate::terms::{CityId, MemberStateId, PrintedShare};

/// What tells one cause from another.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Key {
    /// The reason that the inputs give.
    Explained(String),
    /// A later change of the figure of that id.
    Restated(String),
    /// The marks of a city.
    City(CityId),
    /// What is printed of a member state.
    State(MemberStateId),
    /// What is printed of the network in one place.
    Network(Sheet),
    /// A published total.
    Total(String),
    /// Shares of one whole that are right and miss 100 %.
    Sum(Sheet, Option<MemberStateId>),
    /// Shares of one exhibit that are right and not rounded alike.
    MixedRounding(Sheet),
}

/// A cell of Exhibit 2 that differs from the records: its cause, what it counts, and by how much it is too large.
struct Deviation {
    key: Key,
    slice: Slice,
    state: Option<MemberStateId>,
    by: i64,
}

/// The differences by cause, in the order of the first of each.
pub(super) fn findings(publication: &Publication<'_>, found: &[Difference]) -> Vec<Finding> {
    let deviations: Vec<Deviation> = found.iter().filter_map(|one| deviation(publication, one)).collect();
    let mut groups: Vec<(Key, Vec<Difference>)> = Vec::new();
    for one in found {
        let keys: Vec<(Key, Option<i64>)> = if one.kind == Kind::Sum {
            sum_keys(publication, found, one).into_iter().map(|key| (key, None)).collect()
        } else {
            keys(publication, found, &deviations, one)
        };
        let is_split = keys.len() > 1;
        for (key, moves) in keys {
            let one = Difference { moves: moves.filter(|_| is_split), ..one.clone() };
            match groups.iter_mut().find(|(other, _)| *other == key) {
                Some((_, differences)) => differences.push(one),
                None => groups.push((key, vec![one])),
            }
        }
    }
    groups.into_iter().map(|(key, differences)| finding(key, differences)).collect()
}

fn finding(key: Key, differences: Vec<Difference>) -> Finding {
    let contradicts_itself = differences.iter().any(|one| one.cause == Cause::OwnNumbers);
    let cause = match key {
        Key::Explained(why) => Cause::Explained(why),
        Key::Restated(figure) => Cause::Restated(figure),
        Key::Sum(..) => Cause::Rounding,
        Key::MixedRounding(_) => Cause::MixedRounding,
        _ if contradicts_itself => Cause::OwnNumbers,
        _ => Cause::Unknown,
    };
    Finding { cause, differences }
}

fn deviation(publication: &Publication<'_>, one: &Difference) -> Option<Deviation> {
    let city = one.slice.city?;
    let printed = publication.marks.get(&one.slice).copied().unwrap_or(0);
    let counted = publication.counted(one.slice)?;
    Some(Deviation {
        key: own_key(one),
        slice: one.slice,
        state: publication.network.cities.get(city.place()).map(|city| city.member_state),
        by: i64::from(printed) - i64::from(counted),
    })
}

/// The causes of a difference, and by how much each moves its count: those whose marks move the number, or the place
/// itself. A cell of a city has its own cause alone.
fn keys(
    publication: &Publication<'_>,
    found: &[Difference],
    deviations: &[Deviation],
    one: &Difference,
) -> Vec<(Key, Option<i64>)> {
    let own = || vec![(own_key(one), None)];
    if one.slice.city.is_some() || matches!(one.cause, Cause::Restated(_)) {
        return own();
    }
    let moving = movers(deviations, area_of(publication.network, one.slice).unwrap_or(one.slice));
    let is_explained = matches!(one.cause, Cause::Explained(_));
    if !one.lies_elsewhere {
        return match mover_of_share(publication, deviations, &moving, one) {
            Some(key) if !is_explained => vec![(key, None)],
            _ => own(),
        };
    }
    if is_explained && !moving.iter().any(|(key, _)| *key == own_key(one)) {
        return own();
    }
    if one.kind == Kind::Impossible {
        // It is a share of another whole than the printed one: the cause is that of the total.
        let total = || found.iter().find(|other| other.sheet == Sheet::Totals && other.figure == "projects");
        let of_total = || total().map_or_else(|| Key::Total("projects".to_owned()), own_key);
        let key = one.slice.member_state.map_or_else(of_total, Key::State);
        return vec![(if is_explained { own_key(one) } else { key }, None)];
    }
    if moving.is_empty() { own() } else { moving.into_iter().map(|(key, by)| (key, Some(by))).collect() }
}

/// The one cause whose marks alone lead from what a printed share is set against to what is printed: a share may show
/// some of the marks that deviate, and not others.
fn mover_of_share(
    publication: &Publication<'_>,
    deviations: &[Deviation],
    moving: &[(Key, i64)],
    one: &Difference,
) -> Option<Key> {
    if !matches!(one.kind, Kind::Share | Kind::OwnShare) {
        return None;
    }
    let cell = publication.year.published.cells.iter().find(|cell| cell.place == one.place)?;
    let fits = |key: &Key| {
        let by = |slice: Slice| {
            movers(deviations, slice).into_iter().find(|(other, _)| other == key).map_or(0, |(_, by)| by)
        };
        let count = |slice: Slice| {
            let marks = i64::from(publication.marks.get(&slice).copied().unwrap_or(0));
            let count = match one.kind {
                Kind::Share => i64::from(publication.counted(slice).unwrap_or(0)) + by(slice),
                _ => marks - by(slice),
            };
            u32::try_from(count).unwrap_or(0)
        };
        fit_of(publication, cell, &count).is_right()
    };
    moving.iter().map(|(key, _)| key).find(|key| fits(key)).cloned()
}

/// The causes of a sum of shares that misses 100 %: those of the shares that are wrong, if nothing but rounding is left
/// without them, or the place itself.
fn sum_keys(publication: &Publication<'_>, found: &[Difference], sum: &Difference) -> Vec<Key> {
    let number = |text: &str| PrintedShare::parse(text).map_or(0, |share| i64::from(hundredths(share)));
    let over = |one: &Difference| number(&one.printed) - number(&one.counted);
    let is_part = |one: &&Difference| {
        let is_share = matches!(one.kind, Kind::Share | Kind::OwnShare);
        is_share && (one.sheet, one.slice.member_state) == (sum.sheet, sum.slice.member_state)
    };
    let parts: Vec<&Difference> = found.iter().filter(is_part).collect();
    let mut keys: Vec<Key> = Vec::new();
    for key in parts.iter().map(|one| own_key(one)) {
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    let of_sum =
        |whole: &Whole<'_>| (Sheet::Of(whole.exhibit), whole.member_state) == (sum.sheet, sum.slice.member_state);
    let slack = wholes(publication).iter().find(|whole| of_sum(whole)).map_or(0, Whole::slack);
    let left = over(sum) - parts.iter().map(|one| over(one)).sum::<i64>();
    let accounts = sum.cause == Cause::OwnNumbers && left.unsigned_abs() <= slack.into();
    if accounts && !keys.is_empty() { keys } else { vec![own_key(sum)] }
}

/// The causes whose marks, taken together, change the number of a slice, and by how much.
fn movers(deviations: &[Deviation], slice: Slice) -> Vec<(Key, i64)> {
    let is_within = |one: &&Deviation| {
        let fits_state = slice.member_state.is_none() || slice.member_state == one.state;
        let fits_area = slice.focus_area.is_none() || slice.focus_area == one.slice.focus_area;
        let fits_status = slice.status.is_none() || slice.status == one.slice.status;
        fits_state && fits_area && fits_status
    };
    let mut sums: Vec<(&Key, i64)> = Vec::new();
    for one in deviations.iter().filter(is_within) {
        match sums.iter_mut().find(|(key, _)| *key == &one.key) {
            Some((_, by)) => *by += one.by,
            None => sums.push((&one.key, one.by)),
        }
    }
    sums.into_iter().filter(|(_, by)| *by != 0).map(|(key, by)| (key.clone(), by)).collect()
}

/// The cause of a difference, as far as it can be told without the others.
fn own_key(one: &Difference) -> Key {
    match (&one.cause, one.sheet) {
        (Cause::Explained(why), _) => Key::Explained(why.clone()),
        (Cause::Restated(figure), _) => Key::Restated(figure.clone()),
        (Cause::Rounding, sheet) => Key::Sum(sheet, one.slice.member_state),
        (Cause::MixedRounding, sheet) => Key::MixedRounding(sheet),
        (_, Sheet::Totals) => Key::Total(one.figure.clone()),
        (_, sheet) => match (one.slice.city, one.slice.member_state) {
            (Some(city), _) => Key::City(city),
            (None, Some(state)) => Key::State(state),
            (None, None) => Key::Network(sheet),
        },
    }
}
