//! The list of a year by the ids of its records.

use crate::check::{Record, Year};
use crate::terms::RecordId;
use std::sync::OnceLock;

/// A year's list, of which records are looked for by their ids.
pub(super) struct Keys<'a> {
    /// The year.
    pub(super) year: &'a Year,
    /// Its list.
    pub(super) records: &'a [Record],
    /// Its records in the order of their ids, once one is looked for that stands at no likely place.
    sorted: OnceLock<Vec<RecordId>>,
}

impl<'a> Keys<'a> {
    /// The list of a year; nothing where it has none.
    pub(super) fn of(year: &'a Year) -> Option<Self> {
        Some(Self { year, records: year.records.as_deref()?, sorted: OnceLock::new() })
    }

    /// The record with that id.
    pub(super) fn find(&self, key: &str) -> Option<RecordId> {
        let key_at = |id: &RecordId| self.records.get(id.place()).map_or("", |record| record.key.as_str());
        let sorted = self.sorted.get_or_init(|| {
            let mut all: Vec<RecordId> = (0..self.records.len()).map(RecordId::at).collect();
            all.sort_unstable_by(|one, other| key_at(one).cmp(key_at(other)));
            all
        });
        let place = sorted.binary_search_by(|id| key_at(id).cmp(key)).ok()?;
        sorted.get(place).copied()
    }

    /// The same for one key after the other: most lists go on in the order of the one before, so that a record stands
    /// right behind the one that was found last.
    pub(super) fn in_order(&self) -> impl FnMut(&str) -> Option<RecordId> {
        let mut next = 0;
        move |key| {
            let is_next = self.records.get(next).is_some_and(|record| record.key == key);
            let found = if is_next { RecordId::at(next) } else { self.find(key)? };
            next = found.place() + 1;
            Some(found)
        }
    }
}
