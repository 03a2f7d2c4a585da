//! What inputs must keep to: one row and one function a rule.

mod acronyms;
mod changes;
mod codes;
mod lineage;
mod narrative;
mod partnerships;
mod plans;
mod references;
mod restated;
mod seals;
mod snapshots;
mod steps;
mod table;
mod text;
mod twins;
mod uniqueness;
mod values;

pub use references::MOST_COMPARISONS;
pub use table::RULES;
pub use twins::{FEW, MOST_CANDIDATES};
pub use values::{Doubtful, Earlier, doubtful, doubtful_counts};

use crate::diagnostic::{Diagnostics, Severity};
use crate::load::written::Inputs;

/// A rule: its name, what breaking it costs, and why it is there.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its name, in kebab-case.
    pub code: &'static str,
    /// What breaking it costs.
    pub severity: Severity,
    /// Why it is there, in one sentence.
    pub why: &'static str,
    /// What it looks like broken: a piece of a file, or what lies in the folder.
    pub broken: &'static str,
    /// The same, mended.
    pub mended: &'static str,
}

/// The rule of that name.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code)
}

/// Looks at everything; a rule that finds a fault does not keep the others from looking at what is intact.
pub fn check(inputs: &Inputs, found: &mut Diagnostics) {
    check_entries(inputs, found);
    snapshots::cut_offs(inputs, found);
    snapshots::carried_years(inputs, found);
    snapshots::one_file_a_city(inputs, found);
    snapshots::measures(inputs, found);
    snapshots::contents(inputs, found);
    lineage::ledger_steps(inputs, found);
    lineage::events(inputs, found);
    plans::doubles(inputs, found);
    plans::dates(inputs, found);
    plans::targets(inputs, found);
    plans::references(inputs, found);
    acronyms::meanings(inputs, found);
    acronyms::uses(inputs, found);
    narrative::texts(inputs, found);
    text::stories(inputs, found);
    snapshots::totals(inputs, found);
    restated::restatements(inputs, found);
    seals::seals(inputs, found);
    lineage::truth(inputs, found);
    partnerships::projects(inputs, found);
    partnerships::doubled(inputs, found);
    changes::between_years(inputs, found);
}

/// Looks at one file of a snapshot, before it is sent in: its entries, and what it must say by itself.
pub fn check_part(inputs: &Inputs, found: &mut Diagnostics) {
    check_entries(inputs, found);
    snapshots::cut_off_years(inputs, found);
    snapshots::says_something(inputs, found);
}

/// Looks at registers and records only, and not at whether a year is complete.
fn check_entries(inputs: &Inputs, found: &mut Diagnostics) {
    uniqueness::ids(inputs, found);
    uniqueness::reserved(inputs, found);
    uniqueness::names(inputs, found);
    uniqueness::stages(inputs, found);
    uniqueness::tiles(inputs, found);
    uniqueness::cities_of_projects(inputs, found);
    references::registers(inputs, found);
    references::records(inputs, found);
    references::published(inputs, found);
    references::partnerships(inputs, found);
    partnerships::complete(inputs, found);
    partnerships::dates(inputs, found);
    snapshots::returns(inputs, found);
    snapshots::return_dates(inputs, found);
    snapshots::members(inputs, found);
    snapshots::types(inputs, found);
    snapshots::carried(inputs, found);
    codes::once(inputs, found);
    codes::retired(inputs, found);
    codes::instead(inputs, found);
    codes::members(inputs, found);
    text::contacts(inputs, found);
    twins::near_duplicates(inputs, found);
}
