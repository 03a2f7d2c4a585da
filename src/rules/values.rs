//! Values that are not simply printed: no faults, but counted and listed.

use crate::load::written::{Doubt, Inputs, Record};
use crate::source::Place;
use crate::terms::{Grade, Stage};
use std::collections::BTreeMap;

/// A value that no document simply prints.
#[derive(Debug)]
pub struct Doubtful<'a> {
    /// The year of its snapshot.
    pub year: i32,
    /// What it is a value of: `title`, `focus area`, `project type`, `status` or `codes`.
    pub field: &'static str,
    /// How sure it is.
    pub grade: Grade,
    /// Its record.
    pub record: &'a Record,
    /// Where it stands, or the id of its record where it is missing.
    pub place: Place,
    /// What it rests on; empty where nothing is said.
    pub why: &'a str,
}

/// All of them, in the order of the snapshots.
pub fn doubtful(inputs: &Inputs) -> impl Iterator<Item = Doubtful<'_>> {
    let statuses = inputs.framework.iter().flat_map(|framework| &framework.statuses);
    let silent = statuses.filter(|status| status.stage.value == Stage::NotStated);
    let silent: Vec<&str> = silent.map(|status| status.id.value.as_str()).collect();
    inputs.snapshots.iter().flat_map(move |snapshot| {
        let silent = silent.clone();
        let records = snapshot.records.iter().flatten();
        records.flat_map(move |record| of_record(snapshot.year.value, record, &silent))
    })
}

fn of_record<'a>(year: i32, record: &'a Record, silent: &[&str]) -> Vec<Doubtful<'a>> {
    let type_place = record.project_type.as_ref().map_or(record.id.place, |kind| kind.place);
    let is_stated = !silent.contains(&record.status.value.as_str());
    let fields: [(&str, bool, Place, Option<&Doubt>); 4] = [
        ("title", true, record.title.place, record.doubts.title.as_ref()),
        ("focus area", true, record.focus_area.place, record.doubts.focus_area.as_ref()),
        ("project type", record.project_type.is_some(), type_place, record.doubts.project_type.as_ref()),
        ("status", is_stated, record.status.place, record.doubts.status.as_ref()),
    ];
    // The status of a record that is carried forward was filled in anew.
    let is_carried = |field: &str| record.carried_from.is_some() && field != "status";
    // A record without codes lacks nothing: no list need apply to it.
    let codes = record.codes.first().map(|(list, _)| ("codes", true, list.place, record.doubts.codes.as_ref()));
    let all = fields.into_iter().chain(codes).map(|(field, is_stated, place, doubt)| {
        let grade = Grade::of(is_stated, is_carried(field), doubt.map(|doubt| doubt.level));
        Doubtful { year, field, grade, record, place, why: doubt.map_or("", |doubt| &doubt.why) }
    });
    all.filter(|value| value.grade != Grade::Reported).collect()
}

/// How many there are, by year, field and grade.
pub fn doubtful_counts(inputs: &Inputs) -> BTreeMap<i32, BTreeMap<&'static str, BTreeMap<Grade, usize>>> {
    let mut counts: BTreeMap<i32, BTreeMap<&'static str, BTreeMap<Grade, usize>>> = BTreeMap::new();
    for value in doubtful(inputs) {
        *counts.entry(value.year).or_default().entry(value.field).or_default().entry(value.grade).or_default() += 1;
    }
    counts
}
