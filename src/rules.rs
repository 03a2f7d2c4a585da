//! What inputs must keep to: one row and one function a rule.

mod references;
mod snapshots;
mod text;
mod uniqueness;

use crate::diagnostic::{Diagnostics, Severity};
use crate::load::written::Inputs;

/// A rule: its name, what breaking it costs, and why it is there.
#[derive(Debug)]
pub struct Rule {
    /// Its name, in kebab-case.
    pub code: &'static str,
    /// What breaking it costs.
    pub severity: Severity,
    /// Why it is there, in one sentence.
    pub why: &'static str,
}

const fn error(code: &'static str, why: &'static str) -> Rule {
    Rule { code, severity: Severity::Error, why }
}

const fn warning(code: &'static str, why: &'static str) -> Rule {
    Rule { code, severity: Severity::Warning, why }
}

/// Every rule. The first part is kept watch over while reading, the second by the functions of this room.
pub const RULES: &[Rule] = &[
    error("yaml-syntax", "A file that is not well-formed cannot be read as its author meant it."),
    error("missing-file", "The framework and the two registers give every id its meaning."),
    error("no-snapshot", "Without a snapshot there is nothing to report."),
    error("doubled-snapshot", "Two snapshots of one year would be counted twice or one of them silently dropped."),
    error("stray-file", "A file under a wrong name would be left out without a word."),
    error("wrong-year", "A snapshot under the wrong year moves its projects to that year."),
    error("long-file", "A file of that length is not what it is meant to be."),
    error("not-utf-8", "Names in another encoding would be printed wrongly."),
    error("unknown-key", "A mistyped key would be left out without a word."),
    error("missing-key", "What every report needs cannot be guessed."),
    error("doubled-key", "Of two values for one key one would be lost."),
    error("missing-value", "A key without a value says nothing."),
    error("wrong-kind", "A list, a group and a single value mean different things."),
    error("wrong-value", "A value in another form could be read as another value."),
    error("hidden-character", "What is not seen cannot be proof-read, and makes equal ids differ."),
    error("long-text", "A text of that length is not a title or a description."),
    error("duplicate-id", "One id must mean one thing, or counts are wrong."),
    error("duplicate-stage", "Each stage is one status, so that every project is in one class."),
    error("missing-stage", "Without a status for it, projects of that stage could not be counted."),
    error("unknown-reference", "An id that is not in its list cannot be counted under a name."),
    error("two-cities", "A project that changes its city under the same id makes comparisons false."),
    error("not-a-member", "A city cannot report before it joined the network."),
    warning("type-outside-area", "A project type of another focus area is either a slip or needs a reason."),
    error("missing-cut-off", "Every figure holds as of a date."),
    error("cut-off-outside-year", "A cut-off date in another year belongs to another edition."),
    error("given-twice", "Of two values for one year one would be lost."),
    error("nothing-known", "A year without records and without published totals cannot be reported."),
    error("return-twice", "A city sends one return a year."),
    error("contact-details", "Reports and inputs name offices; people have not agreed to be in them."),
    warning("near-duplicate", "One project entered twice is counted twice."),
    warning("stale-explanation", "A reason for a difference that is gone would explain the next one wrongly."),
    warning("total-differs", "A published total that its records do not add up to must be told to the reader."),
];

/// Looks at everything; a rule that finds a fault does not keep the others from looking.
pub fn check(inputs: &Inputs, found: &mut Diagnostics) {
    uniqueness::ids(inputs, found);
    uniqueness::stages(inputs, found);
    uniqueness::cities_of_projects(inputs, found);
    references::registers(inputs, found);
    references::records(inputs, found);
    references::published(inputs, found);
    snapshots::cut_offs(inputs, found);
    snapshots::contents(inputs, found);
    snapshots::returns(inputs, found);
    snapshots::members(inputs, found);
    snapshots::types(inputs, found);
    text::contacts(inputs, found);
    text::near_duplicates(inputs, found);
    // A record with a fault may have been left out; then the number of those that are listed tells nothing.
    if !found.has_errors() {
        snapshots::totals(inputs, found);
    }
}
