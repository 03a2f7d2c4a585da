//! What was published, set against the figures.

use super::{Failure, Outcome, Scope, chosen, read};
use crate::audit::{self, Audit};
use crate::check::{Network, Year};
use crate::diagnostic::Diagnostics;
use crate::load::{self, Folder};
use crate::measure::{self, Figures};
use crate::render::{self, AuditText};
use crate::words::Words;

/// What was published for a year against its figures; explanations that explain nothing are told.
pub(super) fn audited(network: &Network, year: &Year, figures: &Figures, found: &mut Diagnostics) -> Audit {
    let audit = audit::audit(network, year, figures);
    for pattern in &audit.stale {
        let message = format!("no published figure differs under `{}`", pattern.value);
        found
            .warning("stale-explanation", pattern.place, message)
            .help("remove the explanation, or correct the id of the figure");
    }
    audit
}

/// Reads, checks and measures, and sets what was published against it: one text a year of which anything was
/// published, ascending; none while the inputs have errors.
pub fn audits<'a>(inputs: impl Into<Folder<'a>>, scope: Scope) -> Result<(Outcome, Option<Vec<AuditText>>), Failure> {
    let (mut outcome, network) = read(inputs.into())?;
    let Some(network) = network else { return Ok((outcome.with_lines(), None)) };
    let words = Words::english();
    let mut audits = Vec::new();
    for place in chosen(&network, scope)? {
        let Some(year) = network.years.get(place) else { continue };
        let figures = measure::figures(&network, place);
        let audit = audited(&network, year, &figures, &mut outcome.found);
        if audit.printed > 0 {
            audits.push((year, audit));
        }
    }
    let places = audits.iter().flat_map(|(_, audit)| audit.places());
    load::reread(&mut outcome.inputs.sources, &outcome.found, places);
    let texts =
        audits.iter().map(|(year, audit)| render::audit_text(&network, year, audit, &words, &outcome.inputs.sources));
    let texts = texts.collect();
    Ok((outcome, Some(texts)))
}
