//! How sure the values are, as a table.

use super::page::figure;
use super::views::FigureView;
use crate::exhibit::Edition;
use crate::measure::{GRADED, GRADED_CODES, grade_id, grade_id_in};
use crate::terms::Grade;
use serde::Serialize;

/// How many values have each grade; only the grades that any value has.
#[derive(Debug, Serialize)]
pub(super) struct GradeTable {
    year: String,
    columns: Vec<String>,
    rows: Vec<GradeRow>,
}

/// The values of one kind.
#[derive(Debug, Serialize)]
struct GradeRow {
    name: String,
    cells: Vec<FigureView>,
}

/// The table of the edition; nothing where no list is public or nothing is listed.
pub(super) fn table(edition: Edition<'_>) -> Option<GradeTable> {
    of(edition, edition.year.year, grade_id)
}

/// The table of an earlier year that the edition is compared with, and that of its own year.
pub(super) fn tables(edition: Edition<'_>, from: i32) -> Vec<GradeTable> {
    let before = of(edition, from, |field, grade| grade_id_in(field, grade, from));
    before.into_iter().chain(table(edition)).collect()
}

fn of(edition: Edition<'_>, year: i32, id: impl Fn(&str, Grade) -> String) -> Option<GradeTable> {
    let count = |field: &str, grade: Grade| edition.figures.count(&id(field, grade));
    // Codes are graded where any record names one.
    let has_codes = count(GRADED_CODES, Grade::Reported).is_some();
    let fields: Vec<&str> = GRADED.into_iter().chain(has_codes.then_some(GRADED_CODES)).collect();
    let is_used = |grade: &Grade| fields.iter().any(|field| count(field, *grade).is_some_and(|count| count > 0));
    let grades: Vec<Grade> = Grade::ALL.into_iter().filter(is_used).collect();
    let row = |field: &&str| GradeRow {
        name: edition.words.term(&format!("values-{field}")),
        cells: grades.iter().map(|grade| figure(edition, &id(field, *grade))).collect(),
    };
    let columns = grades.iter().map(|grade| edition.words.term(&format!("grade-{}", grade.key()))).collect();
    let year = year.to_string();
    (!grades.is_empty()).then(|| GradeTable { year, columns, rows: fields.iter().map(row).collect() })
}
