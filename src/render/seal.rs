//! The figures of a final edition as a file of the inputs, and what changed of them as restatements to fill in.

use crate::audit::sealed::{Changed, is_total};
use crate::exhibit::Edition;
use crate::measure::{NONE, Value};
use crate::words::Words;
use std::fmt::Write as _;

/// The file: every figure with its exact value and its printed text, in the order of the figures file.
pub fn seal(edition: Edition<'_>) -> String {
    let year = edition.year.year;
    let mut text = format!(
        "# yaml-language-server: $schema=../schema/seal.json\n\
         # The figures of the edition of {year}, printed by `ascn-report seal {year}` when it became final. This file is never\n\
         # edited: a figure that changes later needs a restatement in the snapshot.\n\
         year: {year}\ncount: {}\n\nfigures:\n",
        edition.figures.all().len()
    );
    for figure in edition.figures.all() {
        let [value, printed] = [figure.exact(), figure.text(edition.words)].map(|text| text.replace('\'', "''"));
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  - {{ id: {}, value: '{value}', text: '{printed}' }}", figure.id);
    }
    text
}

/// Restatements of the figures that changed and of which nothing tells, ready to paste: each total by itself, and the
/// others with the first of them that is a count or a share; nothing where there is none.
pub fn restatements(year: i32, changed: &[Changed<'_>], words: &Words) -> Option<String> {
    let is = |one: &Changed<'_>, kind: fn(&Value) -> bool| {
        one.sealed.value != NONE && one.now.is_some_and(|figure| kind(&figure.value))
    };
    let totals: Vec<&Changed<'_>> = changed.iter().filter(|one| is_total(&one.sealed.id.value)).collect();
    let others = || changed.iter().filter(|one| !is_total(&one.sealed.id.value));
    let count = || others().find(|one| is(one, |value| matches!(value, Value::Count(_))));
    let share = || others().find(|one| is(one, |value| matches!(value, Value::Share(_))));
    let first = if totals.is_empty() { count().or_else(share) } else { None };
    let heads: Vec<&Changed<'_>> = totals.into_iter().chain(first).collect();
    let mut text = format!(
        "# Put this under `restated:`, which stands under `published:` in the snapshot of {year}, and fill it in.\n\
         # Figures that changed for another reason go into an entry of their own.\n"
    );
    for (place, one) in heads.iter().enumerate() {
        let to = one.now.map_or_else(String::new, |figure| figure.text(words));
        let (id, from) = (&one.sealed.id.value, &one.sealed.text);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "    - figure: {id}\n      from: {from}\n      to: {to}");
        let with_it = || others().filter(|other| !std::ptr::eq(*other, *one));
        if place == 0 && with_it().next().is_some() {
            text.push_str("      also:\n");
            for other in with_it() {
                let _ = writeln!(text, "        - {}", other.sealed.id.value);
            }
        }
        text.push_str("      reason: # late-return, revision, correction or definition\n      why:\n      since:\n      source:\n");
    }
    (!heads.is_empty()).then_some(text)
}
