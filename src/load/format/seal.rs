//! The format of what is kept of a final edition: its figures as they were printed.

use super::super::shape::{Group, Shape};
use super::Need::Required;
use super::field;

/// `inputs/final/2024.yaml`
pub(in crate::load) static SEAL: Group = Group {
    name: "the figures of a final edition",
    fields: &[
        field("year", Shape::Year, Required, "the year of the edition"),
        field(
            "count",
            Shape::Count,
            Required,
            "how many figures it has: of a file that was cut short some are missing",
        ),
        field(
            "figures",
            Shape::List(&Shape::Group(&SEALED)),
            Required,
            "its figures; the file is written by `ascn-report seal 2024 --write`, and never edited",
        ),
    ],
};

static SEALED: Group = Group {
    name: "a figure",
    fields: &[
        field("id", Shape::Text, Required, "its id, as in figures.json"),
        field("value", Shape::Text, Required, "its exact value, such as `108`, `28/108` or `86 to 108`"),
        field("text", Shape::Text, Required, "the same as it was printed"),
    ],
};
