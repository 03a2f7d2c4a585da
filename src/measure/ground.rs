//! What the figures of all editions rest on, found out once: the counts of each year, and the steps between years.

use super::counts::Tally;
use super::lineage::{Lineage, lineages};
use super::{Figures, starts};
use crate::check::{Network, Year};
use std::sync::OnceLock;

/// The ground of a network: nothing of it is found out before somebody asks, and nothing twice.
pub struct Ground<'a> {
    /// The network.
    pub(super) network: &'a Network,
    /// One a year, in the order of `network.years`; nothing where it has no records.
    tallies: Vec<OnceLock<Option<Tally>>>,
    steps: OnceLock<Vec<Lineage<'a>>>,
}

impl<'a> Ground<'a> {
    /// The ground of a network.
    pub fn of(network: &'a Network) -> Self {
        let tallies = network.years.iter().map(|_| OnceLock::new()).collect();
        Self { network, tallies, steps: OnceLock::new() }
    }

    /// Measures the edition of the year at that place of `network.years`, from the years up to it.
    pub fn figures(&self, place: usize) -> Figures {
        self.of_edition(place, false)
    }

    pub(super) fn of_edition(&self, place: usize, is_bare: bool) -> Figures {
        let starts = starts(self.network.years.get(..=place).unwrap_or_default());
        Figures::of(self, place, &starts, is_bare)
    }

    /// The same, with changes since these earlier years.
    pub fn figures_since(&self, place: usize, starts: &[&Year]) -> Figures {
        Figures::of(self, place, starts, false)
    }

    /// The counts of a year; nothing where it has no records.
    pub(super) fn tally(&self, year: &Year) -> Option<&Tally> {
        let place = self.network.years.iter().position(|other| other.year == year.year)?;
        self.tallies.get(place)?.get_or_init(|| Tally::of(year)).as_ref()
    }

    /// The steps between neighbouring years with records up to that year, ascending.
    pub(super) fn steps_to(&self, year: &Year) -> impl Iterator<Item = &Lineage<'a>> {
        let steps = self.steps.get_or_init(|| lineages(self.network, &self.network.years));
        steps.iter().filter(|step| step.later.year <= year.year)
    }
}
