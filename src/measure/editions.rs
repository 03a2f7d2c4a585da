//! The figures of all years, and none of them before it is known that somebody asks for them.

use super::{Figures, Ground};
use crate::side::side_by_side;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The figures of each year, for whoever reads texts against them.
pub trait Editions: Sync {
    /// How many years there are.
    fn count(&self) -> usize;

    /// The figures of the year at that place of `network.years`.
    fn at(&self, place: usize) -> Option<&Figures>;
}

impl Editions for Vec<Figures> {
    fn count(&self) -> usize {
        self.len()
    }

    fn at(&self, place: usize) -> Option<&Figures> {
        self.get(place)
    }
}

/// The figures of the editions that are made, and those of another year as soon as a text asks for them.
pub struct Measured<'g, 'n> {
    ground: &'g Ground<'n>,
    /// The places of the years of which editions are made.
    made: Vec<usize>,
    /// One a year.
    editions: Vec<OnceLock<Figures>>,
}

impl<'g, 'n> Measured<'g, 'n> {
    /// Nothing is measured yet.
    pub fn of(ground: &'g Ground<'n>, made: &[usize]) -> Self {
        let editions = ground.network.years.iter().map(|_| OnceLock::new()).collect();
        Self { ground, made: made.to_vec(), editions }
    }

    /// Measures the editions that are made, the latest first: they are the largest.
    pub fn measure(&self) {
        let latest: Vec<usize> = self.made.iter().rev().copied().collect();
        side_by_side(&latest, |place| self.at(*place).is_some());
    }

    /// The figures of the editions that are made, by the places of their years.
    pub fn into_made(mut self) -> BTreeMap<usize, Figures> {
        self.measure();
        self.made.iter().filter_map(|place| Some((*place, self.editions.get_mut(*place)?.take()?))).collect()
    }
}

impl Editions for Measured<'_, '_> {
    fn count(&self) -> usize {
        self.editions.len()
    }

    /// Of a year of which no edition is made they come without what stands behind them.
    fn at(&self, place: usize) -> Option<&Figures> {
        let measure = || self.ground.of_edition(place, !self.made.contains(&place));
        Some(self.editions.get(place)?.get_or_init(measure))
    }
}
