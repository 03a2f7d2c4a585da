//! An edition or a comparison that is made beside others, until it is taken in among them.

use super::{Failure, Outcome};
use crate::bundle::Bundle;
use crate::diagnostic::Diagnostics;
use crate::load::written::Inputs;
use crate::render::{Entry, RenderError};

/// What is made of one edition or comparison.
pub(super) struct Part {
    /// How the index names it.
    pub(super) entry: Option<Entry>,
    /// Its files.
    pub(super) bundle: Bundle,
    /// What was found and made.
    pub(super) outcome: Outcome,
}

impl Part {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        let outcome = Outcome::of(Inputs::default(), Diagnostics::default());
        Self { entry: None, bundle: Bundle::new(), outcome }
    }

    /// Adds it to what is there, and gives how the index names it.
    pub(super) fn taken(self, bundle: &mut Bundle, outcome: &mut Outcome) -> Result<Option<Entry>, Failure> {
        bundle.join(self.bundle).map_err(RenderError::from)?;
        let Outcome { found, editions, comparisons, misfits, open_bridges, .. } = self.outcome;
        outcome.found.join(found);
        outcome.editions.extend(editions);
        outcome.comparisons.extend(comparisons);
        outcome.misfits.extend(misfits);
        outcome.open_bridges.extend(open_bridges);
        Ok(self.entry)
    }
}
