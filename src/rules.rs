//! What inputs must keep to: one row and one function a rule.

mod acronyms;
mod changes;
mod codes;
mod lineage;
mod narrative;
mod partnerships;
mod plans;
mod projects;
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
use crate::side::side_by_side;

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

/// How a rule is run.
#[derive(Clone, Copy)]
enum Turn {
    /// It looks at the inputs alone, so that several such are run side by side.
    Apart(fn(&Inputs, &mut Diagnostics)),
    /// It asks what was found before it, or adds to that.
    After(fn(&Inputs, &mut Diagnostics)),
}

use Turn::{After, Apart};

/// The rules of registers and records, which do not ask whether a year is complete.
const ENTRIES: [Turn; 23] = [
    Apart(uniqueness::ids),
    Apart(uniqueness::reserved),
    Apart(uniqueness::names),
    Apart(uniqueness::stages),
    Apart(uniqueness::tiles),
    Apart(uniqueness::cities_of_projects),
    After(references::registers),
    After(references::records),
    After(references::published),
    After(references::partnerships),
    Apart(partnerships::complete),
    Apart(partnerships::dates),
    Apart(snapshots::returns),
    Apart(snapshots::return_dates),
    Apart(snapshots::members),
    Apart(snapshots::types),
    Apart(snapshots::carried),
    Apart(codes::once),
    Apart(codes::retired),
    After(codes::instead),
    Apart(codes::members),
    Apart(text::contacts),
    Apart(twins::near_duplicates),
];

/// The rules of whole years, and of several.
const YEARS: [Turn; 22] = [
    Apart(snapshots::cut_offs),
    Apart(snapshots::carried_years),
    Apart(snapshots::one_file_a_city),
    Apart(snapshots::measures),
    Apart(snapshots::contents),
    Apart(lineage::ledger_steps),
    After(lineage::events),
    Apart(plans::doubles),
    Apart(plans::dates),
    Apart(plans::targets),
    After(plans::references),
    Apart(acronyms::meanings),
    Apart(acronyms::uses),
    Apart(narrative::texts),
    Apart(text::stories),
    Apart(snapshots::totals),
    Apart(restated::restatements),
    Apart(seals::seals),
    Apart(lineage::truth),
    Apart(partnerships::projects),
    Apart(partnerships::doubled),
    Apart(changes::between_years),
];

/// The rules of one file of a snapshot: what it must say by itself.
const PART: [Turn; 2] = [Apart(snapshots::cut_off_years), Apart(snapshots::says_something)];

/// Looks at everything; a rule that finds a fault does not keep the others from looking at what is intact.
pub fn check(inputs: &Inputs, found: &mut Diagnostics) {
    run(ENTRIES.into_iter().chain(YEARS), inputs, found);
}

/// Looks at one file of a snapshot, before it is sent in: its entries, and what it must say by itself.
pub fn check_part(inputs: &Inputs, found: &mut Diagnostics) {
    run(ENTRIES.into_iter().chain(PART), inputs, found);
}

/// Runs these rules; what they find stands in their order.
fn run(turns: impl Iterator<Item = Turn> + Clone, inputs: &Inputs, found: &mut Diagnostics) {
    let apart: Vec<_> =
        turns.clone().filter_map(|turn| if let Apart(look) = turn { Some(look) } else { None }).collect();
    let mut notes = side_by_side(&apart, |look| {
        let mut notes = Diagnostics::default();
        look(inputs, &mut notes);
        notes
    })
    .into_iter();
    for turn in turns {
        match turn {
            Apart(_) => notes.next().into_iter().for_each(|notes| found.join(notes)),
            After(look) => look(inputs, found),
        }
    }
}
