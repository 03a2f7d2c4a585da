//! An edition or a comparison that is made beside others, until it is taken in among them.

use super::{Failure, Outcome};
use crate::bundle::Bundle;
use crate::diagnostic::Diagnostics;
use crate::load::written::Inputs;
use crate::render::{Entry, RenderError};
use crate::write::Stage;

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
    /// Nothing yet; its files go where those of the bundle go. Fails if somebody asks the program to stop.
    pub(super) fn beside((bundle, stage): (&Bundle, Option<&Stage>)) -> Result<Self, Failure> {
        stage.map_or(Ok(()), Stage::go_on)?;
        let outcome = Outcome::of(Inputs::default(), Diagnostics::default());
        Ok(Self { entry: None, bundle: bundle.beside(), outcome })
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
