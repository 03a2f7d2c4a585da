//! Texts that stand in several years as they are, held once.

use super::{Record, Year};
use std::sync::Arc;

/// Lets the records of each year hold the titles and descriptions of the same projects a year with records earlier, where
/// these are the same.
pub(super) fn share(years: &mut [Year]) {
    let mut earlier: &mut [Record] = &mut [];
    for records in years.iter_mut().filter_map(|year| year.records.as_mut()) {
        let mut at = 0;
        for record in records.iter_mut() {
            // Most lists stand in one order, so that the next is the one that is looked for.
            let is_next = earlier.get(at).is_some_and(|one| one.key == record.key);
            let before = if is_next { earlier.get(at) } else { find(earlier, record, &mut at) };
            if let Some(before) = before {
                hold(&mut record.title, &before.title);
                hold(&mut record.description.value, &before.description.value);
                at += 1;
            }
        }
        earlier = records;
    }
}

/// The record of the same project in a list in the order of reports, and its place; nothing where it has another number.
fn find<'a>(list: &'a [Record], record: &Record, at: &mut usize) -> Option<&'a Record> {
    let order = |one: &Record| (one.city, one.number, &one.key).cmp(&(record.city, record.number, &record.key));
    *at = list.binary_search_by(order).ok()?;
    list.get(*at)
}

/// Holds the same text, where it is the same.
fn hold(text: &mut Arc<str>, other: &Arc<str>) {
    if text == other {
        *text = Arc::clone(other);
    }
}
