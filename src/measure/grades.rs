//! How sure the values are that the counts of a year rest on.

use super::Figures;
use super::behind::Records;
use super::counts::number;
use super::figure::{Figure, Receipt, Value, Why};
use crate::check::{Network, Record, Year};
use crate::terms::{Basis, Grade, RecordId, Stage};

/// The values of a record that are graded, as figure ids name them.
pub const GRADED: [&str; 4] = ["title", "focus-area", "project-type", "status"];

/// The codes of a record, as figure ids name them. They are graded where a record names any: one without lacks nothing.
pub const GRADED_CODES: &str = "codes";

/// The name of a count of values in figure ids.
pub fn grade_id(field: &str, grade: Grade) -> String {
    format!("values.{field}.{}", grade.key())
}

/// The same in an earlier year.
pub fn grade_id_in(field: &str, grade: Grade, year: i32) -> String {
    format!("{}.in-{year}", grade_id(field, grade))
}

/// Adds how many values of each kind have each grade, in the edition's year and in these earlier ones.
pub(super) fn add(network: &Network, year: &Year, starts: &[&Year], figures: &mut Figures) {
    add_year(network, year, grade_id, figures);
    for start in starts {
        add_year(network, start, |field, grade| grade_id_in(field, grade, start.year), figures);
    }
}

fn add_year(network: &Network, year: &Year, id: impl Fn(&str, Grade) -> String, figures: &mut Figures) {
    let silent = network.stage(Stage::NotStated);
    let grade = |record: &Record, field: &str| {
        let doubts = &record.doubts;
        let carried = record.carried;
        if field == GRADED_CODES && record.more.codes.is_empty() {
            return None;
        }
        let (is_stated, is_carried, doubt) = match field {
            "title" => (true, carried.title, &doubts.title),
            "focus-area" => (true, carried.focus_area, &doubts.focus_area),
            "project-type" => (record.project_type.is_some(), carried.project_type, &doubts.project_type),
            GRADED_CODES => (true, carried.codes, &doubts.codes),
            _ => (Some(record.status) != silent, false, &doubts.status),
        };
        Some(Grade::of(is_stated, is_carried, doubt.as_ref().map(|doubt| doubt.level)))
    };
    let has_codes = year.records.iter().flatten().any(|record| !record.more.codes.is_empty());
    for field in GRADED.into_iter().chain(has_codes.then_some(GRADED_CODES)) {
        for wanted in Grade::ALL {
            let mut receipt = Receipt::new("definition-grade");
            let value = match &year.records {
                Some(records) => {
                    receipt.basis = Some(Basis::Records);
                    let all = records.iter().enumerate().filter(|(_, record)| grade(record, field) == Some(wanted));
                    receipt.records = Records::of(year.year, all.map(|(place, _)| RecordId::at(place)));
                    Value::Count(number(receipt.records.len()))
                }
                None => Value::Missing(Why::NoList),
            };
            figures.add(Figure { id: id(field, wanted), value, receipt });
        }
    }
}
