//! The reasons for which values are not simply printed, and the records that share one.

use super::Figures;
use super::behind::Records;
use super::counts::number;
use super::figure::{Figure, Receipt, Value};
use crate::check::Year;
use crate::load::written::Doubt;
use crate::terms::{Basis, RecordId};

/// From so many records on, those that share a reason are told together.
const TOGETHER: usize = 6;

/// The records that share a reason for one of their values.
#[derive(Debug)]
pub struct Reason<'a> {
    /// What it is a value of, as figure ids name it.
    pub field: &'static str,
    /// How sure the value is, and why.
    pub doubt: &'a Doubt,
    /// The records, by their places in the year's list.
    pub records: Vec<RecordId>,
}

impl Reason<'_> {
    /// Whether so many share it that they are told together, by their number.
    pub fn is_shared(&self) -> bool {
        self.records.len() >= TOGETHER
    }
}

/// The name of the number of records that share a reason, counted from 0 among those of the year.
pub fn reason_id(reason: &Reason<'_>, place: usize) -> String {
    format!("values.{}.reason-{}", reason.field, place + 1)
}

/// All reasons of a year, in the order in which its records give them.
pub fn reasons(year: &Year) -> Vec<Reason<'_>> {
    let mut reasons: Vec<Reason<'_>> = Vec::new();
    for (place, record) in year.records.iter().flatten().enumerate() {
        let fields = [
            ("title", &record.doubts.title),
            ("focus-area", &record.doubts.focus_area),
            ("project-type", &record.doubts.project_type),
            ("status", &record.doubts.status),
            ("codes", &record.doubts.codes),
        ];
        for (field, doubt) in fields {
            let Some(doubt) = doubt else { continue };
            let same = |reason: &&mut Reason<'_>| {
                reason.field == field && (reason.doubt.level, &reason.doubt.why) == (doubt.level, &doubt.why)
            };
            match reasons.iter_mut().find(same) {
                Some(reason) => reason.records.push(RecordId::at(place)),
                None => reasons.push(Reason { field, doubt, records: vec![RecordId::at(place)] }),
            }
        }
    }
    reasons
}

/// Adds how many records share each reason that is told by number.
pub(super) fn add(year: &Year, figures: &mut Figures) {
    for (place, reason) in reasons(year).iter().enumerate().filter(|(_, reason)| reason.is_shared()) {
        let mut receipt = Receipt::new("definition-reason");
        receipt.basis = Some(Basis::Records);
        receipt.records = Records::of(year.year, reason.records.iter().copied());
        let value = Value::Count(number(reason.records.len()));
        figures.add(Figure { id: reason_id(reason, place), value, receipt });
    }
}
