//! The ledger as written.

use super::{SourceEntry, Waiver};
use crate::held::Held;
use crate::source::{At, Place};
use crate::terms::{Confidence, Event, When};

/// `lineage.yaml`
#[derive(Debug, Default)]
pub struct Lineage {
    /// The documents.
    pub sources: Vec<SourceEntry>,
    /// Whether a document could not be read.
    pub source_gaps: bool,
    /// Whether a step or an event could not be read at all.
    pub has_gaps: bool,
    /// The steps, in the order of the file.
    pub steps: Vec<Step>,
}

/// What happened between two snapshots.
#[derive(Debug)]
pub struct Step {
    /// The year of the earlier one; 0 where it could not be read.
    pub from: At<i32>,
    /// The year of the later one; 0 where it could not be read.
    pub to: At<i32>,
    /// The events.
    pub events: Vec<LedgerEvent>,
    /// Events of which something could not be read: only whom they name is known.
    pub broken: Vec<LedgerEvent>,
}

/// One event.
#[derive(Debug)]
pub struct LedgerEvent {
    /// What happened.
    pub event: At<Event>,
    /// To which projects, where their ids stayed; nothing where the key was not typed.
    pub projects: Option<Vec<At<Held>>>,
    /// The projects as they were.
    pub from: Option<Vec<At<Held>>>,
    /// The projects they became.
    pub to: Option<Vec<At<Held>>>,
    /// The city.
    pub city: Option<At<Held>>,
    /// When.
    pub date: Option<At<When>>,
    /// Why.
    pub reason: At<Held>,
    /// Where it is stated.
    pub source: At<Held>,
    /// How sure it is.
    pub confidence: Confidence,
    /// What somebody has checked in its reason.
    pub checked: Vec<Waiver>,
}

impl LedgerEvent {
    /// The keys with projects that were typed.
    pub fn lists(&self) -> impl Iterator<Item = &Vec<At<Held>>> {
        [&self.projects, &self.from, &self.to].into_iter().flatten()
    }

    /// The place of its first word.
    pub fn place(&self) -> Place {
        self.event.place
    }
}
