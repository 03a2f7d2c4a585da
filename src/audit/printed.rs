//! Each printed number against the records, against its own publication, and against its neighbours.

use super::{Cause, Difference, Kind, Sheet};
use crate::check::{Cell, Exhibit, Measure, Network, Printed, Slice, Year};
use crate::measure::{Figures, Tally, slice_id};
use crate::terms::{MemberStateId, PrintedShare};
use std::collections::{BTreeMap, BTreeSet};

fn difference(year: &Year, sheet: Sheet, figure: String, kind: Kind, texts: [String; 2]) -> Difference {
    let [printed, counted] = texts;
    let cause = match kind {
        Kind::Count | Kind::Marks | Kind::Share => Cause::Unknown,
        Kind::OwnShare | Kind::Sum => Cause::OwnNumbers,
        Kind::MixedRounding => Cause::Rounding,
    };
    Difference { year: year.year, sheet, figure, kind, printed, counted, cause }
}

/// Published totals against the number of records.
pub(super) fn totals(year: &Year, figures: &Figures, found: &mut Vec<Difference>) {
    let Some(records) = year.records.as_ref().map(Vec::len) else { return };
    for total in &year.published.totals {
        let counted = match total.measure {
            Measure::Projects => Some((u32::try_from(records).unwrap_or(u32::MAX), "projects")),
            Measure::Cities => figures.count("cities.with-projects").map(|count| (count, "cities.with-projects")),
            Measure::Partnerships => None,
        };
        let Some((counted, figure)) = counted else { continue };
        if counted != total.value {
            let texts = [total.value.to_string(), counted.to_string()];
            found.push(difference(year, Sheet::Totals, figure.to_owned(), Kind::Count, texts));
        }
    }
}

/// Every printed cell against the records, and every record against the cells that should print it.
pub(super) fn cells(network: &Network, year: &Year, tally: &Tally, marks: &Marks, found: &mut Vec<Difference>) {
    for cell in &year.published.cells {
        let sheet = Sheet::Of(cell.exhibit);
        let id = slice_id(network, cell.slice);
        match cell.value {
            Printed::Count(printed) => {
                let counted = tally.count(cell.slice);
                if counted != printed {
                    let texts = [printed.to_string(), counted.to_string()];
                    found.push(difference(year, sheet, id, Kind::Count, texts));
                }
            }
            Printed::Share(printed) => {
                let (part, whole) = (tally.count(cell.slice), tally.count(whole(cell.slice)));
                let counted = PrintedShare::of(part, whole, printed.decimals);
                if counted != Some(printed) {
                    let counted = counted.map_or_else(String::new, |share| share.to_string());
                    let texts = [printed.to_string(), counted];
                    found.push(difference(year, sheet, format!("{id}.share"), Kind::Share, texts));
                }
            }
        }
    }
    left_out(network, year, tally, found);
    sums_of_marks(network, year, tally, marks, found);
}

/// What a printed share is a share of.
fn whole(slice: Slice) -> Slice {
    Slice { member_state: slice.member_state, ..Slice::default() }
}

/// Records whose cell an exhibit does not print at all.
fn left_out(network: &Network, year: &Year, tally: &Tally, found: &mut Vec<Difference>) {
    let printed: BTreeSet<(Exhibit, Slice)> = counts(year).map(|(cell, _)| (cell.exhibit, cell.slice)).collect();
    let has = |exhibit| printed.iter().any(|(other, _)| *other == exhibit);
    let is_mark = |slice: &Slice| slice.city.is_some() && slice.focus_area.is_some() && slice.status.is_some();
    let is_call_out =
        |slice: &Slice| slice.member_state.is_some() && slice.project_type.is_some() && slice.status.is_none();
    for slice in tally.slices() {
        let exhibit = if is_mark(&slice) && has(Exhibit::Two) {
            Exhibit::Two
        } else if is_call_out(&slice) && has(Exhibit::Three) {
            Exhibit::Three
        } else {
            continue;
        };
        if !printed.contains(&(exhibit, slice)) {
            let texts = ["\u{2013}".to_owned(), tally.count(slice).to_string()];
            found.push(difference(year, Sheet::Of(exhibit), slice_id(network, slice), Kind::Count, texts));
        }
    }
}

fn counts(year: &Year) -> impl Iterator<Item = (&Cell, u32)> {
    year.published.cells.iter().filter_map(|cell| match cell.value {
        Printed::Count(count) => Some((cell, count)),
        Printed::Share(_) => None,
    })
}

/// The marks of Exhibit 2, added up, by what they count.
pub(super) type Marks = BTreeMap<Slice, u32>;

/// The marks of Exhibit 2, added up: all, by status, by focus area, by member state, and by member state and status.
pub(super) fn marks(network: &Network, year: &Year) -> Marks {
    let mut sums = Marks::new();
    for (cell, count) in counts(year).filter(|(cell, _)| cell.exhibit == Exhibit::Two) {
        let none = Slice::default();
        let city = cell.slice.city.and_then(|id| network.cities.get(id.place()));
        let member_state = city.map(|city| city.member_state);
        let (status, focus_area) = (cell.slice.status, cell.slice.focus_area);
        let slices = [
            none,
            Slice { status, ..none },
            Slice { focus_area, ..none },
            Slice { member_state, ..none },
            Slice { member_state, status, ..none },
        ];
        for slice in slices {
            *sums.entry(slice).or_default() += count;
        }
    }
    sums
}

/// The share that the counts of the same publication give, with so many decimals.
fn own_share(marks: &Marks, slice: Slice, decimals: u8) -> Option<PrintedShare> {
    let all = marks.get(&whole(slice))?;
    PrintedShare::of(marks.get(&slice).copied().unwrap_or(0), *all, decimals)
}

/// The sums of the marks over the network, by status and by focus area, against the records.
fn sums_of_marks(network: &Network, year: &Year, tally: &Tally, marks: &Marks, found: &mut Vec<Difference>) {
    for (&slice, printed) in marks.iter().filter(|(slice, _)| slice.member_state.is_none()) {
        let counted = tally.count(slice);
        if counted != *printed {
            let texts = [printed.to_string(), counted.to_string()];
            let sheet = Sheet::Of(Exhibit::Two);
            found.push(difference(year, sheet, slice_id(network, slice), Kind::Marks, texts));
        }
    }
}

/// Printed shares against the counts that Exhibit 2 of the same publication prints.
///
/// Where those counts are the records' too, the comparison with the records has told it already.
pub(super) fn own_shares(network: &Network, year: &Year, marks: &Marks, found: &mut Vec<Difference>) {
    for cell in &year.published.cells {
        let Printed::Share(printed) = cell.value else { continue };
        let Some(own) = own_share(marks, cell.slice, printed.decimals) else { continue };
        let id = format!("{}.share", slice_id(network, cell.slice));
        if own == printed {
            continue;
        }
        let same = |other: &&mut Difference| {
            (other.figure == id && other.sheet == Sheet::Of(cell.exhibit)) && other.counted == own.to_string()
        };
        if let Some(told) = found.iter_mut().find(same) {
            told.cause = Cause::OwnNumbers;
        } else {
            let texts = [printed.to_string(), own.to_string()];
            found.push(difference(year, Sheet::Of(cell.exhibit), id, Kind::OwnShare, texts));
        }
    }
}

/// The printed shares of one whole, in the order of the file.
fn wholes(year: &Year) -> Vec<(Exhibit, Option<MemberStateId>, Vec<PrintedShare>)> {
    let mut wholes: Vec<(Exhibit, Option<MemberStateId>, Vec<PrintedShare>)> = Vec::new();
    for cell in &year.published.cells {
        let Printed::Share(share) = cell.value else { continue };
        match wholes.last_mut() {
            Some((exhibit, state, shares)) if (*exhibit, *state) == (cell.exhibit, cell.slice.member_state) => {
                shares.push(share);
            }
            _ => wholes.push((cell.exhibit, cell.slice.member_state, vec![share])),
        }
    }
    wholes
}

fn hundredths(share: PrintedShare) -> u32 {
    share.units * 10_u32.pow(2 - u32::from(share.decimals.min(2)))
}

/// Shares of one whole that add up to something else than 100 %.
///
/// Whole per cent may miss 100 by rounding; shares with decimals are told whenever they do.
pub(super) fn sums(network: &Network, year: &Year, found: &mut Vec<Difference>) {
    for (exhibit, state, shares) in wholes(year) {
        let sum: u32 = shares.iter().copied().map(hundredths).sum();
        let decimals = shares.iter().map(|share| share.decimals).max().unwrap_or(0);
        let slack = if decimals == 0 { 50 * u32::try_from(shares.len()).unwrap_or(u32::MAX) } else { 0 };
        if sum.abs_diff(10_000) > slack {
            let slice = Slice { member_state: state, ..Slice::default() };
            let id = format!("{}.shares", slice_id(network, slice));
            let texts = [PrintedShare { units: sum, decimals: 2 }.to_string(), "100%".to_owned()];
            let mut one = difference(year, Sheet::Of(exhibit), id, Kind::Sum, texts);
            let by_rounding = u32::try_from(shares.len()).unwrap_or(u32::MAX) * 10_u32.pow(2 - u32::from(decimals)) / 2;
            if sum.abs_diff(10_000) <= by_rounding {
                one.cause = Cause::Rounding;
            }
            found.push(one);
        }
    }
}

/// Shares printed with fewer decimals than others of the same exhibit, where the decimals would tell more.
pub(super) fn mixed_rounding(network: &Network, year: &Year, marks: &Marks, found: &mut Vec<Difference>) {
    let shares = |exhibit| year.published.cells.iter().filter(move |cell| cell.exhibit == exhibit);
    for exhibit in [Exhibit::Text, Exhibit::One, Exhibit::Three] {
        let decimals = |cell: &Cell| match cell.value {
            Printed::Share(share) => Some(share.decimals),
            Printed::Count(_) => None,
        };
        let most = shares(exhibit).filter_map(decimals).max().unwrap_or(0);
        for cell in shares(exhibit) {
            let Printed::Share(printed) = cell.value else { continue };
            let finer = own_share(marks, cell.slice, most);
            let tells_more = finer.is_some_and(|finer| hundredths(finer) != hundredths(printed));
            if printed.decimals < most && tells_more {
                let id = format!("{}.share", slice_id(network, cell.slice));
                let finer = finer.map_or_else(String::new, |share| share.to_string());
                let texts = [printed.to_string(), finer];
                found.push(difference(year, Sheet::Of(exhibit), id, Kind::MixedRounding, texts));
            }
        }
    }
}
