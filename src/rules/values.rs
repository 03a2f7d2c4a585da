//! Values that are not simply printed: no faults, but counted and listed.

use crate::held::Held;
use crate::load::written::{Doubt, Inputs, Record};
use crate::source::Place;
use crate::terms::{Carried, Grade, Stage};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

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
    let earlier = Rc::new(Earlier::new(inputs));
    inputs.snapshots.iter().flat_map(move |snapshot| {
        let (silent, earlier) = (silent.clone(), Rc::clone(&earlier));
        let records = snapshot.records.iter().flatten();
        records.flat_map(move |record| of_record(snapshot.year.value, record, &silent, &earlier))
    })
}

fn of_record<'a>(year: i32, record: &'a Record, silent: &[&str], earlier: &Earlier<'a>) -> Vec<Doubtful<'a>> {
    let carried = earlier.carried(record);
    let type_place = record.project_type.as_ref().map_or(record.place(&record.id), |kind| record.place(kind));
    let is_stated = !silent.contains(&record.status.value.as_str());
    let has_type = record.project_type.is_some();
    let fields: [(&str, bool, bool, Place, Option<&Doubt>); 4] = [
        ("title", true, carried.title, record.place(&record.title), record.doubts.title.as_ref()),
        ("focus area", true, carried.focus_area, record.place(&record.focus_area), record.doubts.focus_area.as_ref()),
        ("project type", has_type, carried.project_type, type_place, record.doubts.project_type.as_ref()),
        // The status of a record that is carried forward was filled in anew.
        ("status", is_stated, false, record.place(&record.status), record.doubts.status.as_ref()),
    ];
    // A record without codes lacks nothing: no list need apply to it.
    let codes = record.more.codes.first();
    let codes = codes.map(|(list, _)| ("codes", true, carried.codes, list.place, record.doubts.codes.as_ref()));
    let all = fields.into_iter().chain(codes).map(|(field, is_stated, is_carried, place, doubt)| {
        let grade = Grade::of(is_stated, is_carried, doubt.map(|doubt| doubt.level));
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

/// The records of earlier years that later ones are carried forward from.
#[derive(Debug)]
pub struct Earlier<'a>(BTreeMap<(i32, &'a str), &'a Record>);

impl<'a> Earlier<'a> {
    /// Finds them all.
    pub fn new(inputs: &'a Inputs) -> Self {
        let records = || {
            let snapshots = inputs.snapshots.iter();
            snapshots.flat_map(|one| one.records.iter().flatten().map(|record| (one.year.value, record)))
        };
        let wanted: BTreeSet<(i32, &str)> = records()
            .filter_map(|(_, record)| Some((record.more.carried_from.as_ref()?.value, record.id.value.as_str())))
            .collect();
        if wanted.is_empty() {
            return Self(BTreeMap::new());
        }
        let keyed = records().map(|(year, record)| ((year, record.id.value.as_str()), record));
        Self(keyed.filter(|(key, _)| wanted.contains(key)).collect())
    }

    /// What is carried forward of the records of each snapshot that carry anything, by their places.
    pub fn carried_records(&self, inputs: &Inputs) -> Vec<BTreeMap<usize, Carried>> {
        let of_year = |records: &Vec<Record>| -> BTreeMap<usize, Carried> {
            let records = records.iter().enumerate().filter(|(_, record)| record.more.carried_from.is_some());
            records.map(|(place, record)| (place, self.carried(record))).collect()
        };
        inputs.snapshots.iter().map(|snapshot| snapshot.records.as_ref().map(of_year).unwrap_or_default()).collect()
    }

    /// Which values of a record stand as in the year it is carried forward from. Where that year does not list it, all
    /// do.
    pub fn carried(&self, record: &Record) -> Carried {
        let Some(from) = &record.more.carried_from else { return Carried::default() };
        let has_codes = !record.more.codes.is_empty();
        let Some(earlier) = self.0.get(&(from.value, record.id.value.as_str())) else {
            return Carried { title: true, focus_area: true, project_type: true, codes: has_codes };
        };
        let kind = |record: &Record| record.project_type.as_ref().map(|kind| kind.value.clone());
        let codes = |record: &'_ Record| -> BTreeSet<(Held, Held)> {
            let lists = record.more.codes.iter();
            let codes = lists.flat_map(|(list, codes)| codes.value.iter().map(move |code| (&list.value, &code.value)));
            codes.map(|(list, code)| (list.clone(), code.clone())).collect()
        };
        Carried {
            title: record.title.value == earlier.title.value,
            focus_area: record.focus_area.value == earlier.focus_area.value,
            project_type: kind(record) == kind(earlier),
            codes: has_codes && codes(record) == codes(earlier),
        }
    }
}
