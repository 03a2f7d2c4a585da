//! What counts as failure under `--strict` only.

use crate::Outcome;
use crate::audit::{Cause, Finding};
use crate::diagnostic::{Severity, visible};
use crate::load;
use crate::source::Place;
use std::collections::BTreeSet;

/// The name of a difference from what was published that nobody has accounted for.
pub(super) const DIFFERENCE: &str = "unexplained-difference";

/// Adds each unexplained difference to what was found, at the published number, and says whether anything counts as
/// failure now.
pub(super) fn has_faults(outcome: &mut Outcome) -> bool {
    let audits = outcome.editions.iter().map(|made| &made.audit);
    let findings: Vec<(i32, &Finding)> = audits
        .flat_map(|audit| audit.findings.iter().map(move |finding| (audit.year, finding)))
        .filter(|(_, finding)| !finding.is_explained())
        .collect();
    for (year, finding) in findings {
        let Some(first) = finding.differences.first() else { continue };
        let against = if finding.cause == Cause::OwnNumbers { "its other numbers give" } else { "the records give" };
        let message = format!(
            "what was published for {year} says {} for `{}`, and {against} {}",
            visible(&first.printed),
            first.figure,
            visible(&first.counted)
        );
        let told = outcome.found.warning(DIFFERENCE, first.place, message);
        // Several differences may be of one number.
        let others: BTreeSet<Place> = finding.differences.iter().map(|other| other.place).collect();
        for other in others.into_iter().filter(|place| *place != first.place) {
            told.also(other, "and this number");
        }
        told.help(format!(
            "`ascn-report audit --year {year}` shows it with all others; where its reason is known, say so"
        ))
        .help(format!("under `published: explained:` of {year}: `- figures: [{}]` and `why: …`", first.figure));
    }
    load::reread(&mut outcome.inputs.sources, &outcome.found, std::iter::empty());
    outcome.found.count(Severity::Warning) > 0
}
