//! Each printed number against the other numbers of its own publication.

use super::publication::{Publication, area_of, of_total, printed_counts, printed_shares, whole};
use super::rounding::{Fit, Whole, fit_of, hundredths, nearest_possible, sum_of, wholes};
use super::{Cause, Difference, Kind, Part};
use crate::check::{Cell, Exhibit, Measure, Slice};
use crate::terms::{FocusAreaId, MemberStateId, PrintedShare};
use std::collections::BTreeSet;

/// A share's count, that of its whole, and how the printed share comes out of them.
struct Parts {
    part: u32,
    all: u32,
    fit: Fit,
}

impl Parts {
    fn new(publication: &Publication<'_>, cell: &Cell, count: &dyn Fn(Slice) -> u32) -> Self {
        let classes: Vec<u32> = publication.classes(cell.slice).into_iter().map(count).collect();
        Self { part: count(cell.slice), all: sum_of(&classes), fit: fit_of(publication, cell, count) }
    }

    /// As the publication itself prints them.
    fn own(publication: &Publication<'_>, cell: &Cell) -> Option<Self> {
        let counts = publication.own(cell.slice).into_iter().next()?;
        Some(Self::new(publication, cell, &|slice| counts.get(&slice).copied().unwrap_or(0)))
    }

    fn share(&self, decimals: u8) -> Option<PrintedShare> {
        PrintedShare::of(self.part, self.all, decimals)
    }

    /// Whether another part is the same fraction of its whole.
    fn equals(&self, other: &Self) -> bool {
        u64::from(self.part) * u64::from(other.all) == u64::from(other.part) * u64::from(self.all)
    }
}

/// Printed shares against the counts that the same publication prints, or, without such counts, against its totals.
///
/// Where those counts are the records' too, the comparison with the records has told it already.
pub(super) fn shares(publication: &Publication<'_>, found: &mut Vec<Difference>) {
    for (cell, printed) in printed_shares(publication.year) {
        let Some(one) = own_share(publication, cell, printed) else { continue };
        let same = |other: &&mut Difference| other.figure == one.figure && other.sheet == one.sheet;
        match found.iter_mut().find(same) {
            Some(told) if told.counted == one.counted => told.cause = Cause::OwnNumbers,
            Some(_) if one.kind == Kind::Impossible => {}
            _ => found.push(one),
        }
    }
}

fn own_share(publication: &Publication<'_>, cell: &Cell, printed: PrintedShare) -> Option<Difference> {
    let told = printed.to_string();
    let Some(parts) = Parts::own(publication, cell) else {
        let nearest = nearest_possible(printed, printed_whole(publication, cell.slice)?)?;
        let one = publication.difference(cell, Kind::Impossible, told, nearest.to_string());
        return Some(Difference { lies_elsewhere: is_by_records(publication, cell), ..one });
    };
    if parts.fit.is_right() {
        return None;
    }
    let given = parts.share(printed.decimals).map_or_else(String::new, |share| share.to_string());
    let mut one = publication.difference(cell, Kind::OwnShare, told, given);
    one.lies_elsewhere = is_by_records(publication, cell);
    Some(one)
}

/// Whether the records give a printed share.
fn is_by_records(publication: &Publication<'_>, cell: &Cell) -> bool {
    publication.tally.as_ref().is_some_and(|tally| fit_of(publication, cell, &|slice| tally.count(slice)).is_right())
}

/// The printed total that a share is a share of.
fn printed_whole(publication: &Publication<'_>, slice: Slice) -> Option<u32> {
    if slice.member_state.is_some() {
        publication.rings.get(&whole(slice)).copied()
    } else {
        publication.total(Measure::Projects).map(|total| total.value)
    }
}

/// Shares of one whole that add up to something else than 100 %.
///
/// Whole per cent may miss 100 by rounding; shares with decimals are told whenever they do.
pub(super) fn sums(publication: &Publication<'_>, found: &mut Vec<Difference>) {
    for whole in wholes(publication) {
        let by_rounding = whole.slack();
        let Whole { member_state, shares, .. } = whole;
        let Some((first, _)) = shares.first() else { continue };
        let sum: u32 = shares.iter().map(|(_, share)| hundredths(*share)).sum();
        let is_whole_percent = shares.iter().all(|(_, share)| share.decimals == 0);
        let missed = sum.abs_diff(10_000);
        if missed > if is_whole_percent { by_rounding } else { 0 } {
            let slice = Slice { member_state, ..Slice::default() };
            let sum = PrintedShare { units: sum, decimals: 2 }.to_string();
            let mut one = publication.of_sum(first, slice, Kind::Sum, sum, "100%".to_owned());
            let is_right = |(cell, _): &(&Cell, PrintedShare)| {
                Parts::own(publication, cell).is_none_or(|parts| parts.fit.is_right())
            };
            if missed <= by_rounding && shares.iter().all(is_right) {
                one.cause = Cause::Rounding;
            }
            found.push(one);
        }
    }
}

/// Shares that are right, and not rounded like others of the same exhibit: with fewer decimals, where these would tell
/// more, or otherwise than a share that is the same fraction.
pub(super) fn unlike_roundings(publication: &Publication<'_>, found: &mut Vec<Difference>) {
    for exhibit in [Exhibit::Text, Exhibit::One, Exhibit::Three] {
        let shares = printed_shares(publication.year).filter(|(cell, _)| cell.exhibit == exhibit);
        let shares: Vec<(&Cell, PrintedShare, Parts)> =
            shares.filter_map(|(cell, share)| Some((cell, share, Parts::own(publication, cell)?))).collect();
        let most = shares.iter().map(|(_, share, _)| share.decimals).max().unwrap_or(0);
        for (cell, printed, parts) in &shares {
            let Some(finer) = parts.share(most).filter(|_| parts.fit.is_right()) else { continue };
            let otherwise = |(_, other, those): &(&Cell, PrintedShare, Parts)| {
                parts.equals(those) && hundredths(*other) != hundredths(*printed)
            };
            let kind = if printed.decimals < most && hundredths(finer) != hundredths(*printed) {
                Kind::FewerDecimals
            } else if parts.fit == Fit::LargestRemainder && shares.iter().any(otherwise) {
                Kind::PrintedOtherwise
            } else {
                continue;
            };
            found.push(publication.difference(cell, kind, printed.to_string(), finer.to_string()));
        }
    }
}

/// Printed totals that their printed parts do not add up to.
pub(super) fn parts(publication: &Publication<'_>, found: &mut Vec<Difference>) {
    for (state, cell, total) in rings(publication) {
        let types = printed_counts(publication.year)
            .filter(|(cell, _)| cell.slice.member_state == Some(state) && cell.slice.project_type.is_some());
        let sum = types.fold(0_u32, |sum, (_, count)| sum.saturating_add(count));
        if sum != total {
            let kind = Kind::Parts(Part::ProjectTypes);
            found.push(publication.difference(cell, kind, total.to_string(), sum.to_string()));
        }
    }
    if let Some(total) = publication.total(Measure::Projects) {
        let all = Slice::default();
        for (part, counts) in [
            (Part::StatusCounts, &publication.texts),
            (Part::Marks, &publication.marks),
            (Part::Rings, &publication.rings),
        ] {
            if let Some(sum) = counts.get(&all).filter(|sum| **sum != total.value) {
                let one = of_total(total, "projects", Kind::Parts(part), *sum);
                let lies_elsewhere = part == Part::Marks && publication.counted(all) == Some(total.value);
                found.push(Difference { lies_elsewhere, ..one });
            }
        }
    }
    let marked: BTreeSet<_> =
        publication.marks.iter().filter(|(_, count)| **count > 0).filter_map(|(s, _)| s.city).collect();
    let marked = u32::try_from(marked.len()).unwrap_or(u32::MAX);
    if let Some(total) = publication.total(Measure::Cities).filter(|total| total.value != marked)
        && !publication.marks.is_empty()
    {
        found.push(of_total(total, "cities.with-projects", Kind::Parts(Part::Cities), marked));
    }
}

/// The rings of Exhibit 3: member state, cell and total.
fn rings<'a>(publication: &Publication<'a>) -> Vec<(MemberStateId, &'a Cell, u32)> {
    let rings = printed_counts(publication.year).filter(|(cell, _)| cell.exhibit == Exhibit::Three);
    rings
        .filter(|(cell, _)| cell.slice.project_type.is_none())
        .filter_map(|(cell, total)| Some((cell.slice.member_state?, cell, total)))
        .collect()
}

/// Counts of the introduction and of Exhibit 3 that the marks of Exhibit 2 give otherwise.
///
/// The call-outs of a ring are compared by focus area, because the marks show no project types.
pub(super) fn other_counts(publication: &Publication<'_>, found: &mut Vec<Difference>) {
    if publication.marks.is_empty() {
        return;
    }
    let mut compare = |cell: &Cell, slice: Slice, printed: u32| {
        let marked = publication.marks.get(&slice).copied().unwrap_or(0);
        if marked != printed {
            let kind = if slice.focus_area.is_some() { Kind::OtherTypes } else { Kind::OtherCount };
            let one = publication.of_sum(cell, slice, kind, printed.to_string(), marked.to_string());
            found.push(Difference { lies_elsewhere: publication.counted(slice) == Some(printed), ..one });
        }
    };
    for (cell, count) in printed_counts(publication.year).filter(|(cell, _)| cell.exhibit == Exhibit::Text) {
        compare(cell, cell.slice, count);
    }
    for (state, cell, total) in rings(publication) {
        compare(cell, cell.slice, total);
        for area in (0..publication.network.focus_areas.len()).map(FocusAreaId::at) {
            let slice = Slice { member_state: Some(state), focus_area: Some(area), ..Slice::default() };
            let of_area = |(other, _): &(&Cell, u32)| area_of(publication.network, other.slice) == Some(slice);
            let first = printed_counts(publication.year).find(of_area).map_or(cell, |(cell, _)| cell);
            compare(first, slice, publication.rings.get(&slice).copied().unwrap_or(0));
        }
    }
}
