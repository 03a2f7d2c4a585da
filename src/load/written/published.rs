//! What was printed for a year, as written.

use crate::held::Held;
use crate::source::{At, Place};
use crate::terms::{Confidence, Printed, PrintedShare, Reason, When};

/// What was printed for a year.
#[derive(Debug)]
pub struct Published {
    /// Where the block begins.
    pub place: Place,
    /// Totals.
    pub totals: Vec<Total>,
    /// The introduction.
    pub text: Option<(Origin, Named<u32>, Named<PrintedShare>)>,
    /// Exhibit 1: shares by focus area.
    pub exhibit_1: Option<(Origin, Named<PrintedShare>)>,
    /// Exhibit 2: by city, status and focus area.
    pub exhibit_2: Option<(Origin, Named<Named<Named<u32>>>)>,
    /// Exhibit 3: by member state.
    pub exhibit_3: Option<(Origin, Named<Ring>)>,
    /// Claims.
    pub claims: Vec<Claim>,
    /// Explanations.
    pub explained: Vec<Explained>,
    /// Numbers that were changed later.
    pub restated: Vec<Restated>,
}

/// Ids with a value each, in the order of the file.
pub type Named<T> = Vec<(At<Held>, At<T>)>;

/// Where something is printed.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The source's id.
    pub source: At<Held>,
    /// The pages.
    pub pages: Option<String>,
}

/// A published total.
#[derive(Debug)]
pub struct Total {
    /// What is counted.
    pub measure: At<Held>,
    /// The number.
    pub value: u32,
    /// Where the number stands.
    pub place: Place,
    /// Where it is printed.
    pub origin: Origin,
    /// How sure it is.
    pub confidence: Confidence,
    /// Other numbers, each with its source's id.
    pub others: Vec<(u32, At<Held>)>,
}

/// What Exhibit 3 prints for a member state.
#[derive(Debug)]
pub struct Ring {
    /// The number in the ring.
    pub total: At<u32>,
    /// The call-outs.
    pub project_types: Named<u32>,
    /// The shares.
    pub status_shares: Named<PrintedShare>,
}

/// A published statement about focus areas.
#[derive(Debug)]
pub struct Claim {
    /// What is said.
    pub text: String,
    /// Of which focus areas.
    pub focus_areas: Vec<At<Held>>,
    /// The share they are said to exceed.
    pub more_than: PrintedShare,
    /// Where.
    pub source: At<Held>,
    /// How sure it is.
    pub confidence: Confidence,
}

/// Why published figures differ from the records.
#[derive(Debug)]
pub struct Explained {
    /// The ids of the figures; `*` at the end stands for any ending.
    pub figures: Vec<At<Held>>,
    /// The reason.
    pub why: String,
}

/// A published number that was changed later. It is that of a total, or that of a figure.
#[derive(Debug)]
pub struct Restated {
    /// Where the entry begins.
    pub place: Place,
    /// The measure of the total.
    pub measure: Option<At<Held>>,
    /// The id of the figure.
    pub figure: Option<At<Held>>,
    /// Further figures of a final edition that changed with it: ids, or their beginnings before `*`.
    pub also: Vec<At<Held>>,
    /// As published.
    pub from: At<Printed>,
    /// As it is now.
    pub to: At<Printed>,
    /// What sort of change it is.
    pub reason: Reason,
    /// Why, in one sentence.
    pub why: String,
    /// Since when it holds.
    pub since: At<When>,
    /// The document that tells, by its source's id.
    pub source: At<Held>,
}

impl Restated {
    /// The id of the figure whose number was changed; nothing where it is not said, or said in two ways.
    pub fn subject(&self) -> Option<&str> {
        match (&self.measure, &self.figure) {
            (Some(measure), None) if measure.value == "cities" => Some("cities.with-projects"),
            (Some(id), None) | (None, Some(id)) => Some(&id.value),
            _ => None,
        }
    }
}

/// `final/2024.yaml`: the figures of an edition as they were when it became final.
#[derive(Debug)]
pub struct Seal {
    /// The year of the edition.
    pub year: At<i32>,
    /// How many figures it had when it was made.
    pub count: Option<At<u32>>,
    /// Its figures, in the order of the file.
    pub figures: Vec<Sealed>,
}

/// A figure of a final edition.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// Its id.
    pub id: At<Held>,
    /// Its exact value.
    pub value: String,
    /// As it was printed.
    pub text: String,
}
