//! What was printed for a year, added up by what it counts, beside what was counted.

use super::rounding::sum_of;
use super::{Cause, Difference, Kind, Sheet};
use crate::check::{Cell, Exhibit, Measure, Network, Printed, Slice, Total, Year};
use crate::measure::{Tally, slice_id};
use crate::terms::{FocusAreaId, PrintedShare, StatusId};
use std::collections::BTreeMap;

/// Counts by what they count.
pub(super) type Counts = BTreeMap<Slice, u32>;

/// One year's printed numbers, and the records beside them.
pub(super) struct Publication<'a> {
    pub(super) network: &'a Network,
    pub(super) year: &'a Year,
    /// The records, where there are any and something of them was printed.
    pub(super) tally: Option<Tally>,
    /// The marks of Exhibit 2, added up: each cell; all; by status, focus area and member state; by member state and
    /// each of the two.
    pub(super) marks: Counts,
    /// Exhibit 3: the totals of the rings and all of them; by member state and focus area, and by focus area.
    pub(super) rings: Counts,
    /// The status counts of the introduction, and all of them.
    pub(super) texts: Counts,
}

impl<'a> Publication<'a> {
    pub(super) fn new(network: &'a Network, year: &'a Year) -> Self {
        let is_printed = !year.published.totals.is_empty() || !year.published.cells.is_empty();
        Self { tally: if is_printed { Tally::of(year) } else { None }, ..Self::without_records(network, year) }
    }

    /// The printed numbers alone.
    pub(super) fn without_records(network: &'a Network, year: &'a Year) -> Self {
        let (mut marks, mut rings, mut texts) = (Counts::new(), Counts::new(), Counts::new());
        for (cell, count) in printed_counts(year) {
            let (sums, slices) = match cell.exhibit {
                Exhibit::Two => (&mut marks, slices_of_mark(network, cell.slice)),
                Exhibit::Three => (&mut rings, slices_of_ring(network, cell.slice)),
                Exhibit::Text | Exhibit::One => (&mut texts, vec![Slice::default(), cell.slice]),
            };
            for slice in slices {
                let sum = sums.entry(slice).or_default();
                *sum = count.saturating_add(*sum);
            }
        }
        Self { network, year, tally: None, marks, rings, texts }
    }

    /// What the records give.
    pub(super) fn counted(&self, slice: Slice) -> Option<u32> {
        self.tally.as_ref().map(|tally| tally.count(slice))
    }

    /// The counts of the publication itself that a share may rest on, the first before the others: the marks of
    /// Exhibit 2, the counts of the introduction, the rings of Exhibit 3. Counts that leave projects out are none.
    pub(super) fn own(&self, slice: Slice) -> Vec<&Counts> {
        let whole = whole(slice);
        let total = self.total(Measure::Projects).map(|total| total.value).filter(|_| whole == Slice::default());
        let is_whole = |counts: &Counts| {
            let classes: Vec<u32> = self.classes(slice).iter().filter_map(|class| counts.get(class).copied()).collect();
            let all = counts.get(&whole).copied();
            !classes.is_empty() && all == Some(sum_of(&classes)) && (total.is_none() || total == all)
        };
        let marks = Some(&self.marks).filter(|marks| marks.contains_key(&whole));
        let others = [&self.texts, &self.rings].into_iter().filter(|counts| is_whole(counts));
        marks.into_iter().chain(others).collect()
    }

    /// The published total of a measure.
    pub(super) fn total(&self, measure: Measure) -> Option<&'a Total> {
        self.year.published.totals.iter().find(|total| total.measure == measure)
    }

    /// The classes beside which a slice stands: all statuses, or all focus areas, of its whole.
    pub(super) fn classes(&self, slice: Slice) -> Vec<Slice> {
        let whole = whole(slice);
        if slice.status.is_some() {
            let statuses = (0..self.network.statuses.len()).map(StatusId::at);
            statuses.map(|status| Slice { status: Some(status), ..whole }).collect()
        } else {
            let areas = (0..self.network.focus_areas.len()).map(FocusAreaId::at);
            areas.map(|area| Slice { focus_area: Some(area), ..whole }).collect()
        }
    }

    /// A difference of a printed number.
    pub(super) fn difference(&self, cell: &Cell, kind: Kind, printed: String, counted: String) -> Difference {
        let id = slice_id(self.network, cell.slice);
        let is_share = matches!(cell.value, Printed::Share(_));
        Difference {
            sheet: Sheet::Of(cell.exhibit),
            figure: if is_share { format!("{id}.share") } else { id },
            kind,
            printed,
            counted,
            place: cell.place,
            document: cell.document,
            pages: cell.pages.clone(),
            moves: None,
            cause: cause(kind),
            slice: cell.slice,
            lies_elsewhere: false,
        }
    }

    /// A difference of numbers that are printed one by one and belong together: it stands where the first of them does.
    pub(super) fn of_sum(
        &self,
        first: &Cell,
        slice: Slice,
        kind: Kind,
        printed: String,
        counted: String,
    ) -> Difference {
        let id = slice_id(self.network, slice);
        let figure = if kind == Kind::Sum { format!("{id}.shares") } else { id };
        Difference { figure, slice, ..self.difference(first, kind, printed, counted) }
    }
}

/// A difference of a published total.
pub(super) fn of_total(total: &Total, figure: &str, kind: Kind, counted: u32) -> Difference {
    Difference {
        sheet: Sheet::Totals,
        figure: figure.to_owned(),
        kind,
        printed: total.value.to_string(),
        counted: counted.to_string(),
        place: total.place,
        document: total.document,
        pages: total.pages.clone(),
        moves: None,
        cause: cause(kind),
        slice: Slice::default(),
        lies_elsewhere: false,
    }
}

/// Where a difference of that kind comes from, as long as nobody says more.
fn cause(kind: Kind) -> Cause {
    match kind {
        Kind::Count | Kind::Marks | Kind::Share => Cause::Unknown,
        Kind::FewerDecimals | Kind::PrintedOtherwise => Cause::MixedRounding,
        _ => Cause::OwnNumbers,
    }
}

/// The printed counts.
pub(super) fn printed_counts(year: &Year) -> impl Iterator<Item = (&Cell, u32)> + Clone {
    year.published.cells.iter().filter_map(|cell| match cell.value {
        Printed::Count(count) => Some((cell, count)),
        Printed::Share(_) => None,
    })
}

/// The printed shares.
pub(super) fn printed_shares(year: &Year) -> impl Iterator<Item = (&Cell, PrintedShare)> {
    year.published.cells.iter().filter_map(|cell| match cell.value {
        Printed::Share(share) => Some((cell, share)),
        Printed::Count(_) => None,
    })
}

/// What a printed share is a share of.
pub(super) fn whole(slice: Slice) -> Slice {
    Slice { member_state: slice.member_state, ..Slice::default() }
}

fn slices_of_mark(network: &Network, mark: Slice) -> Vec<Slice> {
    let none = Slice::default();
    let city = mark.city.and_then(|id| network.cities.get(id.place()));
    let member_state = city.map(|city| city.member_state);
    let (status, focus_area) = (mark.status, mark.focus_area);
    vec![
        mark,
        none,
        Slice { status, ..none },
        Slice { focus_area, ..none },
        Slice { member_state, ..none },
        Slice { member_state, status, ..none },
        Slice { member_state, focus_area, ..none },
    ]
}

/// The total of a ring counts for the ring and for all; a project type for its focus area.
fn slices_of_ring(network: &Network, cell: Slice) -> Vec<Slice> {
    match area_of(network, cell) {
        Some(slice) => vec![slice, Slice { member_state: None, ..slice }],
        None => vec![cell, Slice::default()],
    }
}

/// The slice of a project type, widened to the focus area of the type.
pub(super) fn area_of(network: &Network, slice: Slice) -> Option<Slice> {
    let kind = network.project_types.get(slice.project_type?.place())?;
    Some(Slice { project_type: None, focus_area: Some(kind.focus_area), ..slice })
}
