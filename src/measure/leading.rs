//! The focus areas with the most projects, taken together: what a headline says of them.

use super::behind::Records;
use super::counts::{Tally, number, share_definition};
use super::figure::{Figure, Receipt, Share, Value};
use super::{Figures, slice_id};
use crate::check::{Network, Slice, Year};
use crate::terms::{Basis, FocusAreaId};

/// A headline names up to so many focus areas.
const MOST: usize = 3;

/// The focus areas, those with the most projects first; of equal ones, the one that stands first in the framework.
pub fn by_size(network: &Network, figures: &Figures) -> Vec<(FocusAreaId, u32)> {
    let areas = (0..network.focus_areas.len()).map(FocusAreaId::at);
    let count = |area: FocusAreaId| {
        let id = slice_id(network, Slice { focus_area: Some(area), ..Slice::default() });
        Some((area, figures.count(&id)?))
    };
    let mut counts: Vec<(FocusAreaId, u32)> = areas.filter_map(count).collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

/// The id of the number of projects in so many of the largest focus areas.
pub fn leading_id(areas: usize) -> String {
    format!("leading-focus-areas.{areas}")
}

/// The id of the share of all projects that they hold.
pub fn leading_share_id(areas: usize) -> String {
    format!("{}.of-all", leading_id(areas))
}

/// Adds what the two and the three largest focus areas hold together, in number and in share.
pub(super) fn add(network: &Network, year: &Year, tally: Option<&Tally>, figures: &mut Figures) {
    let Some(tally) = tally else { return };
    let areas = by_size(network, figures);
    for size in 2..=MOST.min(areas.len()) {
        let slices = areas[..size].iter().map(|(area, _)| Slice { focus_area: Some(*area), ..Slice::default() });
        let slices: Vec<Slice> = slices.collect();
        let mut records: Vec<_> = slices.iter().flat_map(|slice| tally.records(*slice)).copied().collect();
        records.sort_unstable();
        let held = number(records.len());
        let mut receipt = Receipt::new("definition-largest-areas");
        receipt.basis = Some(Basis::Records);
        let sure = slices.iter().map(|slice| tally.confidence(*slice)).max();
        receipt.confidence = sure.unwrap_or(receipt.confidence);
        receipt.records = Records::of(year.year, records);
        if let Some(share) = Share::new(held, tally.total()) {
            let mut of = Receipt { definition: share_definition(network), behind: None, ..receipt };
            of.of = vec![leading_id(size), "projects".to_owned()];
            figures.add(Figure { id: leading_share_id(size), value: Value::Share(share), receipt: of });
        }
        figures.add(Figure { id: leading_id(size), value: Value::Count(held), receipt });
    }
}
