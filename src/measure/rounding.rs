//! Shares of one whole, rounded together where the framework asks for it.

use super::counts::{Tally, wider};
use super::figure::Share;
use crate::check::{Network, Slice};
use crate::terms::{Rounding, largest_remainders};
use std::collections::BTreeMap;

/// What the shares of a year are printed as.
#[derive(Debug)]
pub struct Percents {
    /// The whole per cents of the slices that hold anything; nothing where each share is rounded by itself.
    together: Option<BTreeMap<Slice, u32>>,
}

/// What tells the slices of one whole apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum By {
    Status,
    ProjectType,
    FocusArea,
    City,
    MemberState,
}

impl Percents {
    /// The shares of a year, as the framework wants them rounded.
    pub fn of(network: &Network, tally: &Tally) -> Self {
        Self { together: (network.rounding == Rounding::LargestRemainder).then(|| together(tally)) }
    }

    /// The share of a slice that holds so many of the slice without its last narrowing, if that holds anything.
    pub fn share(&self, slice: Slice, part: u32, whole: u32) -> Option<Share> {
        let share = Share::new(part, whole)?;
        let percent = |percents: &BTreeMap<Slice, u32>| percents.get(&slice).copied().unwrap_or(0);
        Some(Share { together: self.together.as_ref().map(percent), ..share })
    }
}

/// The whole per cents of all slices that hold anything. Classes that hold nothing would get nothing.
fn together(tally: &Tally) -> BTreeMap<Slice, u32> {
    let mut wholes: BTreeMap<(Slice, By), Vec<Slice>> = BTreeMap::new();
    // Slices come in the order of the framework and the register, which settles ties.
    for slice in tally.slices() {
        if let Some(by) = last_narrowing(slice) {
            wholes.entry((wider(slice), by)).or_default().push(slice);
        }
    }
    let mut percents = BTreeMap::new();
    for ((whole, _), slices) in wholes {
        let mut parts: Vec<u32> = slices.iter().map(|slice| tally.count(*slice)).collect();
        // What is in no class, such as projects without a type, is a part too, and the last.
        parts.push(tally.count(whole).saturating_sub(parts.iter().sum()));
        percents.extend(slices.into_iter().zip(largest_remainders(&parts).unwrap_or_default()));
    }
    percents
}

/// By what a slice is narrower than the one that its share is taken of; nothing for all projects.
fn last_narrowing(slice: Slice) -> Option<By> {
    let by = [
        (slice.status.is_some(), By::Status),
        (slice.project_type.is_some(), By::ProjectType),
        (slice.focus_area.is_some(), By::FocusArea),
        (slice.city.is_some(), By::City),
        (slice.member_state.is_some(), By::MemberState),
    ];
    by.into_iter().find(|(is_narrowed, _)| *is_narrowed).map(|(_, by)| by)
}
