//! The action plans as written.

use super::{SourceEntry, Waiver};
use crate::held::Held;
use crate::source::{At, Place};
use crate::terms::{Aim, Amount, Confidence, When};

/// `plans.yaml`; empty where there is none.
#[derive(Debug, Default)]
pub struct Plans {
    /// Documents.
    pub sources: Vec<SourceEntry>,
    /// Whether a document could not be read.
    pub source_gaps: bool,
    /// The plans.
    pub plans: Vec<Plan>,
}

/// The plan of a city.
#[derive(Debug)]
pub struct Plan {
    /// Its city's id.
    pub city: At<Held>,
    /// Since when it holds.
    pub as_of: At<When>,
    /// What the city wants to become.
    pub vision: At<Held>,
    /// Focus areas in its own words.
    pub labels: Vec<String>,
    /// Focus areas by their ids.
    pub focus_areas: Vec<At<Held>>,
    /// How sure these are.
    pub mapping: Confidence,
    /// Its priority projects by their ids.
    pub projects: Vec<At<Held>>,
    /// The office that answers for it.
    pub office: Option<At<Held>>,
    /// The document's id.
    pub source: At<Held>,
    /// The page.
    pub page: Option<u32>,
    /// Its targets.
    pub targets: Vec<Target>,
    /// What somebody has checked in its vision and its targets.
    pub checked: Vec<Waiver>,
}

/// A strategic target.
#[derive(Debug)]
pub struct Target {
    /// Its id.
    pub id: At<Held>,
    /// What is to be reached.
    pub text: At<Held>,
    /// What it asks for.
    pub aim: Aim,
    /// What its number measures.
    pub metric: Option<String>,
    /// The unit.
    pub unit: Option<At<Held>>,
    /// Where it began.
    pub baseline: Option<At<Amount>>,
    /// The year of the baseline.
    pub baseline_year: Option<At<i32>>,
    /// The number.
    pub target: Option<At<Amount>>,
    /// The year by whose end it is to be reached.
    pub due: Option<At<i32>>,
    /// What was reported.
    pub results: Vec<Reported>,
    /// What a reader should know.
    pub note: Option<At<Held>>,
    /// Whether a value could not be read, which was noted; what it lacks is no fault of its own then.
    pub has_gaps: bool,
}

/// A result as reported.
#[derive(Debug)]
pub struct Reported {
    /// The year.
    pub year: At<i32>,
    /// The number.
    pub value: Option<At<Amount>>,
    /// Whether it is done, and where that stands.
    pub done: Option<(bool, Place)>,
    /// The document's id.
    pub source: At<Held>,
    /// The page.
    pub page: Option<u32>,
}
