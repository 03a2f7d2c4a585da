//! How sure the values are, as a table.

use super::page::figure;
use super::views::FigureView;
use crate::exhibit::Edition;
use crate::measure::{GRADED, grade_id};
use crate::terms::Grade;
use serde::Serialize;

/// How many values have each grade; only the grades that any value has.
#[derive(Debug, Serialize)]
pub(super) struct GradeTable {
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
    let count = |field: &str, grade: Grade| edition.figures.count(&grade_id(field, grade));
    let is_used = |grade: &Grade| GRADED.iter().any(|field| count(field, *grade).is_some_and(|count| count > 0));
    let grades: Vec<Grade> = Grade::ALL.into_iter().filter(is_used).collect();
    let row = |field: &&str| GradeRow {
        name: edition.words.term(&format!("values-{field}")),
        cells: grades.iter().map(|grade| figure(edition, &grade_id(field, *grade))).collect(),
    };
    let columns = grades.iter().map(|grade| edition.words.term(&format!("grade-{}", grade.key()))).collect();
    (!grades.is_empty()).then(|| GradeTable { columns, rows: GRADED.iter().map(row).collect() })
}
