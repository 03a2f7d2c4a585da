//! Every number that was printed for a year, as a figure of its own: quoted, and never counted.

use super::counts::wider;
use super::figure::{Figure, Receipt, Share, Value, Why};
use super::{Figures, slice_id};
use crate::check::{Cell, Exhibit, Measure, Network, Printed, Slice, Total, Year};
use crate::terms::{Basis, Confidence, FocusAreaId, StatusId};

/// The name of a printed number in figure ids: `published.exhibit-2.by-city.example-city.by-status.planning`.
pub fn printed_id(network: &Network, cell: &Cell) -> String {
    let ending = if matches!(cell.value, Printed::Share(_)) { ".share" } else { "" };
    format!("{}{ending}", sheet_id(network, cell.exhibit, cell.slice))
}

/// The name of the share that the records give for a printed one, of a whole too small for a share of its own.
pub fn computed_id(printed: &str) -> String {
    format!("{}.computed", printed.strip_suffix(".share").unwrap_or(printed))
}

/// The name of a published total.
pub fn total_id(total: &Total) -> String {
    let measure = match total.measure {
        Measure::Projects => "projects",
        Measure::Partnerships => "partnerships",
        Measure::Cities => "cities",
    };
    format!("published.total.{measure}")
}

/// The name of the number that another source gives for a published total, counted from 1.
pub fn other_id(total: &Total, year: i32, place: usize) -> String {
    format!("{}.other-{}.in-{year}", total_id(total), place + 1)
}

/// The name of a number of a year as it was published before it was restated.
pub fn restated_id(figure: &str, year: i32) -> String {
    format!("published.restated.{figure}.in-{year}")
}

fn sheet_id(network: &Network, exhibit: Exhibit, slice: Slice) -> String {
    let sheet = match exhibit {
        Exhibit::Text => "text",
        Exhibit::One => "exhibit-1",
        Exhibit::Two => "exhibit-2",
        Exhibit::Three => "exhibit-3",
    };
    let id = slice_id(network, slice);
    format!("published.{sheet}{}", id.strip_prefix("projects").unwrap_or(&id))
}

/// Adds what was printed for the edition's year, and for any year so far, what was published before it was restated, and
/// what other sources give for the totals.
pub(super) fn add(network: &Network, past: &[Year], figures: &mut Figures) {
    for year in past {
        for one in &year.published.restated {
            let value = match one.from {
                Printed::Count(count) => Value::Count(count),
                Printed::Share(share) => Value::Printed(share),
            };
            quote(restated_id(&one.figure, year.year), value, Confidence::Published, figures);
        }
        for total in &year.published.totals {
            for (place, (value, _)) in total.others.iter().enumerate() {
                quote(other_id(total, year.year, place), Value::Count(*value), Confidence::Published, figures);
            }
        }
    }
    let Some(year) = past.last() else { return };
    for total in &year.published.totals {
        quote(total_id(total), Value::Count(total.value), total.confidence, figures);
    }
    for cell in &year.published.cells {
        let value = match cell.value {
            Printed::Count(count) => Value::Count(count),
            Printed::Share(share) => Value::Printed(share),
        };
        quote(printed_id(network, cell), value, Confidence::Published, figures);
        if matches!(cell.value, Printed::Share(_)) {
            add_computed(network, cell, figures);
        }
    }
    add_marks(network, year, figures);
}

fn quote(id: String, value: Value, confidence: Confidence, figures: &mut Figures) {
    let mut receipt = Receipt::new("definition-quoted");
    receipt.basis = Some(Basis::Published);
    receipt.confidence = confidence;
    figures.add(Figure { id, value, receipt });
}

/// The share that the records give for a printed one, at its decimals, where the whole has fewer than ten projects: no
/// table prints such a share, and the differences from what was published must.
fn add_computed(network: &Network, cell: &Cell, figures: &mut Figures) {
    let [id, whole_id] = [cell.slice, wider(cell.slice)].map(|slice| slice_id(network, slice));
    let is_small =
        figures.get(&format!("{id}.share")).is_some_and(|share| share.value == Value::Missing(Why::SmallBase));
    let (Some(part), Some(whole)) = (figures.get(&id), figures.count(&whole_id)) else { return };
    if let (true, Value::Count(count)) = (is_small, part.value)
        && let Some(share) = Share::new(count, whole)
    {
        let mut receipt = Receipt::new("definition-computed-share");
        receipt.basis = part.receipt.basis;
        receipt.confidence = part.receipt.confidence;
        receipt.of = vec![id, whole_id];
        figures.add(Figure { id: computed_id(&printed_id(network, cell)), value: Value::Share(share), receipt });
    }
}

/// The marks of Exhibit 2 added up: all, and by status and focus area.
fn add_marks(network: &Network, year: &Year, figures: &mut Figures) {
    let none = Slice::default();
    let statuses = (0..network.statuses.len()).map(|place| Slice { status: Some(StatusId::at(place)), ..none });
    let areas = (0..network.focus_areas.len()).map(|place| Slice { focus_area: Some(FocusAreaId::at(place)), ..none });
    let marks: Vec<&Cell> = year.published.cells.iter().filter(|cell| cell.exhibit == Exhibit::Two).collect();
    for slice in std::iter::once(none).chain(statuses).chain(areas).filter(|_| !marks.is_empty()) {
        let fits = |cell: &&&Cell| {
            slice.status.is_none_or(|status| cell.slice.status == Some(status))
                && slice.focus_area.is_none_or(|area| cell.slice.focus_area == Some(area))
        };
        let mut receipt = Receipt::new("definition-marks");
        receipt.basis = Some(Basis::Published);
        receipt.of = marks.iter().filter(fits).map(|cell| printed_id(network, cell)).collect();
        let sum = receipt.of.iter().filter_map(|id| figures.count(id)).fold(0, u32::saturating_add);
        figures.add(Figure { id: sheet_id(network, Exhibit::Two, slice), value: Value::Count(sum), receipt });
    }
}
