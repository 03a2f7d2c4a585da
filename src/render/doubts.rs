//! The values that are not simply printed, and on what they rest.

use super::views::DoubtRow;
use crate::check::Record;
use crate::exhibit::Edition;
use crate::load::written::Doubt;
use crate::measure;

/// From so many records on, those that share a reason are told together.
const TOGETHER: usize = 6;

/// The records that share a reason for one of their values.
struct Group<'a> {
    field: &'static str,
    doubt: &'a Doubt,
    records: Vec<&'a Record>,
}

/// The doubtful values: first the reasons that many records share, then the others record by record.
pub(super) fn rows(edition: Edition<'_>) -> Vec<DoubtRow> {
    let groups = groups(edition);
    let (shared, single): (Vec<&Group<'_>>, Vec<&Group<'_>>) =
        groups.iter().partition(|group| group.records.len() >= TOGETHER);
    let mut rows: Vec<DoubtRow> = Vec::new();
    for group in shared {
        let count = edition.words.counted("records", measure::number(group.records.len()));
        rows.push(row(edition, group, count, String::new()));
    }
    for group in single {
        for record in &group.records {
            let city = edition.network.cities.get(record.city.place());
            let city = city.map_or_else(String::new, |city| city.code.name.clone());
            rows.push(row(edition, group, record.title.clone(), city));
        }
    }
    rows
}

fn row(edition: Edition<'_>, group: &Group<'_>, project: String, city: String) -> DoubtRow {
    DoubtRow {
        project,
        city,
        field: edition.words.term(&format!("field-{}", group.field)),
        confidence: edition.words.term(&format!("confidence-{}", group.doubt.level.word())),
        why: group.doubt.why.clone(),
    }
}

fn groups(edition: Edition<'_>) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for record in edition.year.records.iter().flatten() {
        let fields = [
            ("title", &record.doubts.title),
            ("focus-area", &record.doubts.focus_area),
            ("project-type", &record.doubts.project_type),
            ("status", &record.doubts.status),
        ];
        for (field, doubt) in fields {
            let Some(doubt) = doubt else { continue };
            let same = |group: &&mut Group<'_>| {
                group.field == field && (group.doubt.level, &group.doubt.why) == (doubt.level, &doubt.why)
            };
            match groups.iter_mut().find(same) {
                Some(group) => group.records.push(record),
                None => groups.push(Group { field, doubt, records: vec![record] }),
            }
        }
    }
    groups
}
