//! What is done with more bars than one picture should have: the smallest are drawn together.

use super::Edition;
use crate::chart::{BarRow, Emphasis};

/// So many bars are drawn by themselves.
const DRAWN: usize = 12;

/// The rows, largest first, with those past the twelfth drawn as one that is named for their number and counts what
/// `together` says of the places of the folded ones; what is not stated stays last. The table keeps every row.
pub fn folded(edition: Edition<'_>, rows: Vec<BarRow>, together: impl Fn(&[usize]) -> u32) -> Vec<BarRow> {
    let is_last = |row: &BarRow| row.emphasis == Emphasis::Unstated || row.count.is_none();
    let stated: Vec<usize> = (0..rows.len()).filter(|place| !is_last(&rows[*place])).collect();
    // One bar by itself takes no more room than one that stands for it.
    if stated.len() <= DRAWN + 1 {
        return rows;
    }
    let few = stated.get(DRAWN..).unwrap_or_default();
    let words = edition.words;
    let count = together(few);
    let number = words.count(u32::try_from(few.len()).unwrap_or(u32::MAX));
    let others = BarRow {
        label: words.say("other-classes", &[("n", &number)]),
        count: Some(count),
        value_text: words.count(count),
        cells: Vec::new(),
        emphasis: Emphasis::Others,
    };
    let (mut shown, mut last) = (Vec::new(), Vec::new());
    for (place, row) in rows.into_iter().enumerate() {
        if few.contains(&place) {
            shown.push(BarRow { emphasis: Emphasis::Folded, ..row });
        } else if is_last(&row) {
            last.push(row);
        } else {
            shown.push(row);
        }
    }
    shown.push(others);
    shown.extend(last);
    shown
}
