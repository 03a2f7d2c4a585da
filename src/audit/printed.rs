//! Each printed number against the records.

use super::publication::{Publication, area_of, of_total, printed_counts};
use super::rounding::{fit_of, sum_of};
use super::{Difference, Kind};
use crate::check::{Exhibit, Measure, Printed, Slice};
use crate::measure::{Figures, Tally};
use crate::terms::PrintedShare;
use std::collections::BTreeSet;

/// How many printed numbers were compared with the records, and how many of them agree.
#[derive(Debug, Default)]
pub(super) struct Score {
    pub(super) compared: usize,
    pub(super) agreeing: usize,
}

impl Score {
    /// Counts one comparison, and tells whether it failed.
    fn differs(&mut self, agrees: bool) -> bool {
        self.compared += 1;
        self.agreeing += usize::from(agrees);
        !agrees
    }
}

/// Published totals against the number of records.
pub(super) fn totals(publication: &Publication<'_>, figures: &Figures, score: &mut Score, found: &mut Vec<Difference>) {
    let Some(tally) = &publication.tally else { return };
    for total in &publication.year.published.totals {
        let counted = match total.measure {
            Measure::Projects => Some((tally.total(), "projects")),
            Measure::Cities => figures.count("cities.with-projects").map(|count| (count, "cities.with-projects")),
            Measure::Partnerships => None,
        };
        let Some((counted, figure)) = counted else { continue };
        if score.differs(counted == total.value) {
            found.push(of_total(total, figure, Kind::Count, counted));
        }
    }
}

/// Every printed cell against the records, and every record against the cells that should print it.
pub(super) fn cells(publication: &Publication<'_>, score: &mut Score, found: &mut Vec<Difference>) {
    let Some(tally) = &publication.tally else { return };
    for cell in &publication.year.published.cells {
        match cell.value {
            Printed::Count(printed) => {
                let counted = tally.count(cell.slice);
                if score.differs(counted == printed) {
                    let mut one = publication.difference(cell, Kind::Count, printed.to_string(), counted.to_string());
                    one.lies_elsewhere = match area_of(publication.network, cell.slice) {
                        Some(area) => publication.marks.get(&area) == publication.rings.get(&area),
                        None => publication.marks.get(&cell.slice) == Some(&printed),
                    };
                    found.push(one);
                }
            }
            Printed::Share(printed) => {
                let count = |slice: Slice| tally.count(slice);
                if score.differs(fit_of(publication, cell, &count).is_right()) {
                    let parts: Vec<u32> = publication.classes(cell.slice).into_iter().map(count).collect();
                    let counted = PrintedShare::of(count(cell.slice), sum_of(&parts), printed.decimals);
                    let counted = counted.map_or_else(String::new, |share| share.to_string());
                    let mut one = publication.difference(cell, Kind::Share, printed.to_string(), counted);
                    let marks = |slice: Slice| publication.marks.get(&slice).copied().unwrap_or(0);
                    one.lies_elsewhere = fit_of(publication, cell, &marks).is_right();
                    found.push(one);
                }
            }
        }
    }
    left_out(publication, tally, found);
    sums_of_marks(publication, tally, found);
}

/// Records whose cell an exhibit does not print at all. They stand where the exhibit prints the same city, or begins.
fn left_out(publication: &Publication<'_>, tally: &Tally, found: &mut Vec<Difference>) {
    let printed: BTreeSet<(Exhibit, Slice)> =
        printed_counts(publication.year).map(|(cell, _)| (cell.exhibit, cell.slice)).collect();
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
        if printed.contains(&(exhibit, slice)) {
            continue;
        }
        let mut inside = printed_counts(publication.year).map(|(cell, _)| cell).filter(|cell| cell.exhibit == exhibit);
        let same = |other: Slice| (other.city, other.member_state) == (slice.city, slice.member_state);
        let Some(first) = inside.clone().find(|cell| same(cell.slice)).or_else(|| inside.next()) else { continue };
        let texts = ["\u{2013}".to_owned(), tally.count(slice).to_string()];
        let [printed, counted] = texts;
        let mut one = publication.of_sum(first, slice, Kind::Count, printed, counted);
        let area = area_of(publication.network, slice);
        one.lies_elsewhere = area.is_some_and(|area| publication.marks.get(&area) == publication.rings.get(&area));
        found.push(one);
    }
}

/// The sums of the marks over the network, by status and by focus area, against the records.
fn sums_of_marks(publication: &Publication<'_>, tally: &Tally, found: &mut Vec<Difference>) {
    let Some((first, _)) = printed_counts(publication.year).find(|(cell, _)| cell.exhibit == Exhibit::Two) else {
        return;
    };
    let sums = publication.marks.iter().filter(|(slice, _)| slice.member_state.is_none() && slice.city.is_none());
    for (&slice, printed) in sums {
        let counted = tally.count(slice);
        if counted != *printed {
            let one = publication.of_sum(first, slice, Kind::Marks, printed.to_string(), counted.to_string());
            found.push(Difference { lies_elsewhere: true, ..one });
        }
    }
}
