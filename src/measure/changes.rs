//! What changed in each class since the edition before: in number, in percentage points, in rank.

use super::counts::{Stated, Tally, share_definition, wider};
use super::figure::{Figure, Listed, Receipt, Share, Value, Why};
use super::rounding::Percents;
use super::totals::add_change_and_growth;
use super::{Figures, confidence, member_states, members, slice_id};
use crate::check::{Network, Slice, Year};
use crate::terms::{Basis, FocusAreaId, Stage, StatusId};

/// Adds the changes since these earlier years, where records of both are known.
pub(super) fn add(network: &Network, past: &[Year], starts: &[&Year], figures: &mut Figures) {
    let Some(now) = past.last() else { return };
    let Some(later) = Tally::of(now) else { return };
    for &start in starts {
        let Some(earlier) = Tally::of(start) else { continue };
        let percents = Percents::of(network, &earlier);
        let span = Span { network, start, now, earlier: &earlier, later: &later, percents };
        for slice in slices(network, start, now) {
            span.add(slice, figures);
        }
    }
}

/// The classes that both years have: focus areas and statuses, and the states and cities that belonged at both.
pub(super) fn slices(network: &Network, start: &Year, now: &Year) -> Vec<Slice> {
    let none = Slice::default();
    let areas = (0..network.focus_areas.len()).map(|place| Slice { focus_area: Some(FocusAreaId::at(place)), ..none });
    let statuses = (0..network.statuses.len()).map(|place| Slice { status: Some(StatusId::at(place)), ..none });
    let countries = member_states(network, now).into_iter();
    let countries = countries.filter(|(_, state)| state.joined.by(start.year, start.as_of));
    let countries = countries.map(|(id, _)| Slice { member_state: Some(id), ..none });
    let cities = members(network, now).into_iter().filter(|(_, city)| city.belongs(start.year, start.as_of));
    let cities = cities.map(|(id, _)| Slice { city: Some(id), ..none });
    areas.chain(statuses).chain(countries).chain(cities).collect()
}

struct Span<'a> {
    network: &'a Network,
    start: &'a Year,
    now: &'a Year,
    earlier: &'a Tally,
    later: &'a Tally,
    /// What the shares of the earlier year are printed as, the same as in its own edition.
    percents: Percents,
}

impl Span<'_> {
    fn add(&self, slice: Slice, figures: &mut Figures) {
        let id = slice_id(self.network, slice);
        let span = format!("{}-to-{}", self.start.year, self.now.year);
        let unknown = self.unknown(slice);
        let sure = confidence(self.start, slice, self.earlier.records(slice)).max(confidence(
            self.now,
            slice,
            self.later.records(slice),
        ));
        let pair = match unknown {
            Some(why) => Err(why),
            None => Ok((self.earlier.count(slice), self.later.count(slice), Basis::Records, sure)),
        };
        self.add_start(slice, &id, unknown, figures);
        let start_id = format!("{id}.in-{}", self.start.year);
        add_change_and_growth(&id, &span, pair, &[start_id.clone(), id.clone()], figures);
        let points = match unknown {
            Some(why) => Value::Missing(why),
            None => self.points(slice).unwrap_or(Value::Missing(Why::NothingListed)),
        };
        let mut receipt = Receipt::new("definition-points");
        let whole = slice_id(self.network, wider(slice));
        receipt.of = vec![start_id, format!("{whole}.in-{}", self.start.year), id.clone(), whole];
        receipt.confidence = sure;
        receipt.basis = (!matches!(points, Value::Missing(_))).then_some(Basis::Records);
        figures.add(Figure { id: format!("{id}.points.{span}"), value: points, receipt });
    }

    /// The count of the class in the earlier year.
    fn add_start(&self, slice: Slice, id: &str, unknown: Option<Why>, figures: &mut Figures) {
        let records = self.earlier.records(slice);
        let mut receipt = Receipt::new("definition-count");
        receipt.confidence = confidence(self.start, slice, records);
        receipt.basis = Some(Basis::Records);
        receipt.records = Listed::all(self.start.year, records.iter().copied());
        let value = unknown.map_or(Value::Count(self.earlier.count(slice)), Value::Missing);
        if unknown.is_some() {
            receipt.records.clear();
        }
        let share = match unknown {
            Some(why) => Value::Missing(why),
            None => self
                .percents
                .share(slice, self.earlier.count(slice), self.earlier.count(wider(slice)))
                .map_or(Value::Missing(Why::NothingListed), Value::Share),
        };
        let mut of_whole = Receipt::new(share_definition(self.network));
        of_whole.basis = Some(Basis::Records);
        of_whole.confidence = receipt.confidence;
        let whole = slice_id(self.network, wider(slice));
        of_whole.of = vec![format!("{id}.in-{}", self.start.year), format!("{whole}.in-{}", self.start.year)];
        figures.add(Figure { id: format!("{id}.in-{}", self.start.year), value, receipt });
        figures.add(Figure { id: format!("{id}.share-in-{}", self.start.year), value: share, receipt: of_whole });
    }

    /// A status that the records of one year do not state at all cannot be compared.
    fn unknown(&self, slice: Slice) -> Option<Why> {
        let status = self.network.statuses.get(slice.status?.place())?;
        let is_stated = |year: &Year| Stated::of(self.network, year).status;
        let is_comparable = status.stage == Stage::NotStated || (is_stated(self.start) && is_stated(self.now));
        (!is_comparable).then_some(Why::NotStated)
    }

    fn points(&self, slice: Slice) -> Option<Value> {
        let whole = wider(slice);
        let from = Share::new(self.earlier.count(slice), self.earlier.count(whole))?;
        let to = Share::new(self.later.count(slice), self.later.count(whole))?;
        Some(Value::Points { from, to })
    }
}
