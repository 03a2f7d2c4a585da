//! What the focus areas of a published claim hold together, in the records of each year so far.

use super::behind::Records;
use super::counts::{Tally, number, share_definition, share_value};
use super::figure::{Figure, Receipt, Share, Value};
use super::rounding::Percents;
use super::{Figures, Ground, confidence};
use crate::check::{Claim, Network, Slice, Year};
use crate::terms::{Basis, FocusAreaId, RecordId};
use std::collections::BTreeSet;

/// The name of the share that the focus areas of a claim hold in a year; claims are counted from 1.
pub fn claim_share_id(claim: usize, year: i32) -> String {
    id(claim, "share", year)
}

fn id(claim: usize, what: &str, year: i32) -> String {
    format!("published.claim-{}.{what}.in-{year}", claim + 1)
}

/// Adds, for each claim of the edition's year and each year so far with records, the projects listed, those of the claim's
/// focus areas, and their share: an edition does not rest on what is listed later.
pub(super) fn add(ground: &Ground<'_>, past: &[Year], figures: &mut Figures) {
    let claims = past.last().map_or(&[][..], |year| &year.published.claims);
    for (place, claim) in claims.iter().enumerate() {
        for year in past {
            if let Some(tally) = ground.tally(year) {
                add_year(ground.network, (place, claim), year, tally, figures);
            }
        }
    }
}

fn add_year(network: &Network, (claim, said): (usize, &Claim), year: &Year, tally: &Tally, figures: &mut Figures) {
    let slice = |area: FocusAreaId| Slice { focus_area: Some(area), ..Slice::default() };
    let areas: BTreeSet<FocusAreaId> = said.focus_areas.iter().copied().collect();
    let records: Vec<RecordId> = areas.iter().flat_map(|area| tally.records(slice(*area))).copied().collect();
    let of_areas = areas.first().map_or_else(Slice::default, |area| slice(*area));
    let count = |what: &str, definition: &'static str, slice: Slice, records: &[RecordId]| {
        let mut receipt = Receipt::new(definition);
        receipt.basis = Some(Basis::Records);
        receipt.confidence = confidence(year, slice, records);
        receipt.records = Records::of(year.year, records.iter().copied());
        Figure { id: id(claim, what, year.year), value: Value::Count(number(records.len())), receipt }
    };
    let listed = count("listed", "definition-claim-listed", Slice::default(), tally.records(Slice::default()));
    let held = count("held", "definition-claim-held", of_areas, &records);
    // One area alone is rounded as in the edition of that year; several together are rounded by themselves.
    let (part, whole) = (number(records.len()), tally.total());
    let share = match (areas.first(), areas.len()) {
        (Some(area), 1) => Percents::of(network, tally).share(slice(*area), part, whole),
        _ => Share::new(part, whole),
    };
    let definition = if areas.len() == 1 { share_definition(network) } else { "definition-share" };
    let mut receipt = Receipt::new(definition);
    receipt.basis = Some(Basis::Records);
    receipt.confidence = held.receipt.confidence;
    receipt.of = vec![held.id.clone(), listed.id.clone()];
    figures.add(listed);
    figures.add(held);
    figures.add(Figure { id: claim_share_id(claim, year.year), value: share_value(share, whole), receipt });
}
