//! What was printed for a year becomes one list of cells, each saying which projects it counts.

use super::{Cell, Claim, Exhibit, Measure, Network, Printed, Published, Restated, Slice, Total, document};
use crate::load::written::{self, Named, Origin, Ring};
use crate::source::Place;
use crate::terms::PrintedShare;

/// Where cells are printed.
struct Sheet {
    exhibit: Exhibit,
    document: usize,
    pages: Option<String>,
}

impl Sheet {
    fn new(exhibit: Exhibit, origin: &Origin, snapshot: &written::Snapshot) -> Option<Self> {
        Some(Self { exhibit, document: document(snapshot, &origin.source.value)?, pages: origin.pages.clone() })
    }

    fn cell(&self, slice: Slice, value: Printed, place: Place) -> Cell {
        Cell { exhibit: self.exhibit, slice, value, document: self.document, pages: self.pages.clone(), place }
    }
}

impl Network {
    pub(super) fn published(&self, snapshot: &written::Snapshot) -> Option<Published> {
        let Some(block) = snapshot.published.first() else { return Some(Published::default()) };
        let mut cells = Vec::new();
        if let Some((origin, counts, shares)) = &block.text {
            let sheet = Sheet::new(Exhibit::Text, origin, snapshot)?;
            cells.extend(self.by_status(&sheet, Slice::default(), counts, |count| Printed::Count(*count))?);
            cells.extend(self.by_status(&sheet, Slice::default(), shares, |share| Printed::Share(*share))?);
        }
        if let Some((origin, shares)) = &block.exhibit_1 {
            let sheet = Sheet::new(Exhibit::One, origin, snapshot)?;
            cells.extend(
                self.by_focus_area(&sheet, Slice::default(), shares, |share: &PrintedShare| Printed::Share(*share))?,
            );
        }
        if let Some((origin, cities)) = &block.exhibit_2 {
            let sheet = Sheet::new(Exhibit::Two, origin, snapshot)?;
            for (city, statuses) in cities {
                let city = Some(self.city_id(&city.value)?);
                for (status, areas) in &statuses.value {
                    let slice = Slice { city, status: Some(self.status(&status.value)?), ..Slice::default() };
                    cells.extend(self.by_focus_area(&sheet, slice, &areas.value, |count| Printed::Count(*count))?);
                }
            }
        }
        if let Some((origin, states)) = &block.exhibit_3 {
            let sheet = Sheet::new(Exhibit::Three, origin, snapshot)?;
            for (state, ring) in states {
                let slice = Slice { member_state: Some(self.member_state(&state.value)?), ..Slice::default() };
                cells.extend(self.ring(&sheet, slice, &ring.value)?);
            }
        }
        Some(Published {
            totals: block.totals.iter().map(|total| self::total(total, snapshot)).collect::<Option<_>>()?,
            cells,
            claims: block.claims.iter().map(|claim| self.claim(claim, snapshot)).collect::<Option<_>>()?,
            explained: block.explained.iter().map(|one| (one.figures.clone(), one.why.clone())).collect(),
            restated: block.restated.iter().map(|one| restated(one, snapshot)).collect::<Option<_>>()?,
        })
    }

    fn by_status<T>(
        &self,
        sheet: &Sheet,
        slice: Slice,
        values: &Named<T>,
        printed: impl Fn(&T) -> Printed,
    ) -> Option<Vec<Cell>> {
        let cells = values.iter().map(|(key, value)| {
            Some(sheet.cell(
                Slice { status: Some(self.status(&key.value)?), ..slice },
                printed(&value.value),
                value.place,
            ))
        });
        cells.collect()
    }

    fn by_focus_area<T>(
        &self,
        sheet: &Sheet,
        slice: Slice,
        values: &Named<T>,
        printed: impl Fn(&T) -> Printed,
    ) -> Option<Vec<Cell>> {
        let cells = values.iter().map(|(key, value)| {
            Some(sheet.cell(
                Slice { focus_area: Some(self.focus_area(&key.value)?), ..slice },
                printed(&value.value),
                value.place,
            ))
        });
        cells.collect()
    }

    fn ring(&self, sheet: &Sheet, slice: Slice, ring: &Ring) -> Option<Vec<Cell>> {
        let mut cells = vec![sheet.cell(slice, Printed::Count(ring.total.value), ring.total.place)];
        for (key, count) in &ring.project_types {
            let slice = Slice { project_type: Some(self.project_type(&key.value)?), ..slice };
            cells.push(sheet.cell(slice, Printed::Count(count.value), count.place));
        }
        cells.extend(self.by_status(sheet, slice, &ring.status_shares, |share| Printed::Share(*share))?);
        Some(cells)
    }

    fn claim(&self, claim: &written::Claim, snapshot: &written::Snapshot) -> Option<Claim> {
        Some(Claim {
            text: claim.text.clone(),
            focus_areas: claim.focus_areas.iter().map(|key| self.focus_area(&key.value)).collect::<Option<_>>()?,
            more_than: claim.more_than,
            document: document(snapshot, &claim.source.value)?,
            confidence: claim.confidence,
        })
    }
}

fn restated(one: &written::Restated, snapshot: &written::Snapshot) -> Option<Restated> {
    Some(Restated {
        figure: one.subject()?.to_owned(),
        also: one.also.clone(),
        from: one.from.value,
        to: one.to.value,
        places: [one.from.place, one.to.place, one.since.place],
        reason: one.reason,
        why: one.why.clone(),
        since: one.since.value,
        document: document(snapshot, &one.source.value)?,
    })
}

fn total(total: &written::Total, snapshot: &written::Snapshot) -> Option<Total> {
    let measure = match total.measure.value.as_str() {
        "projects" => Measure::Projects,
        "partnerships" => Measure::Partnerships,
        "cities" => Measure::Cities,
        _ => return None,
    };
    let others = total.others.iter().map(|(value, source)| Some((*value, document(snapshot, &source.value)?)));
    Some(Total {
        measure,
        value: total.value,
        document: document(snapshot, &total.origin.source.value)?,
        pages: total.origin.pages.clone(),
        confidence: total.confidence,
        others: others.collect::<Option<_>>()?,
        place: total.place,
    })
}
