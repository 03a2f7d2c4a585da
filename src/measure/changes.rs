//! What changed in each class since the edition before: over all cities, and over those that belonged at both cut-offs.

use super::span::Span;
use super::{Figures, Ground, either_members, member_states, ranks};
use crate::check::{Network, Slice, Year};
use crate::terms::{FocusAreaId, StatusId};

/// Adds the changes over all cities since these earlier years, where records of both are known.
pub(super) fn add(ground: &Ground<'_>, past: &[Year], starts: &[&Year], figures: &mut Figures) {
    let network = ground.network;
    let Some(now) = past.last() else { return };
    for &start in starts {
        let Some(all) = Span::all(ground, start, now) else { continue };
        for slice in slices(network, start, now) {
            all.add(slice, figures);
        }
        ranks::add_changes(network, start, now, figures);
    }
}

/// Adds those over the cities that belonged at both cut-offs, where these are not all.
pub(super) fn add_same_cities(network: &Network, past: &[Year], starts: &[&Year], figures: &mut Figures) {
    let Some(now) = past.last() else { return };
    for &start in starts {
        let Some(same) = Span::same_cities(network, start, now) else { continue };
        same.add(Slice::default(), figures);
        // A city is the same in both years, or there is nothing to compare.
        for slice in slices(network, start, now).into_iter().filter(|slice| slice.city.is_none()) {
            same.add(slice, figures);
        }
    }
}

/// The classes of the two years: focus areas, statuses, the member states, and the cities that belonged at either cut-off.
pub(super) fn slices(network: &Network, start: &Year, now: &Year) -> Vec<Slice> {
    let none = Slice::default();
    let areas = (0..network.focus_areas.len()).map(|place| Slice { focus_area: Some(FocusAreaId::at(place)), ..none });
    let statuses = (0..network.statuses.len()).map(|place| Slice { status: Some(StatusId::at(place)), ..none });
    let states = member_states(network, now).into_iter().map(|(id, _)| Slice { member_state: Some(id), ..none });
    let cities = either_members(network, start, now).into_iter().map(|(id, _)| Slice { city: Some(id), ..none });
    areas.chain(statuses).chain(states).chain(cities).collect()
}
