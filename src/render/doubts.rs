//! The values that are not simply printed, and on what they rest.

use super::views::DoubtRow;
use crate::exhibit::Edition;
use crate::measure::{self, Reason};

/// The doubtful values: first the reasons that many records share, then the others record by record.
pub(super) fn rows(edition: Edition<'_>) -> Vec<DoubtRow> {
    let reasons = measure::reasons(edition.year);
    let mut rows: Vec<DoubtRow> = Vec::new();
    for (place, reason) in reasons.iter().enumerate().filter(|(_, reason)| reason.is_shared()) {
        let count = edition.counted("records", &measure::reason_id(reason, place));
        rows.push(row(edition, reason, count, String::new()));
    }
    for reason in reasons.iter().filter(|reason| !reason.is_shared()) {
        let records = reason.records.iter().filter_map(|id| edition.year.records.as_ref()?.get(id.place()));
        for record in records {
            let city = edition.network.cities.get(record.city.place());
            let city = city.map_or_else(String::new, |city| city.code.name.clone());
            rows.push(row(edition, reason, record.title().to_string(), city));
        }
    }
    rows
}

fn row(edition: Edition<'_>, reason: &Reason<'_>, project: String, city: String) -> DoubtRow {
    DoubtRow {
        project,
        city,
        field: edition.words.term(&format!("field-{}", reason.field)),
        confidence: edition.words.term(&format!("confidence-{}", reason.doubt.level.word())),
        why: reason.doubt.why.clone(),
    }
}
