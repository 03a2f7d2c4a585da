//! The format of the ledger: what happened to projects and cities between two snapshots.

use super::super::shape::{CONFIDENCE, Group, Precision, Shape};
use super::Need::{Optional, Required};
use super::waivers::WAIVER;
use super::{SOURCE, field};
use crate::terms::Event;

/// `inputs/lineage.yaml`
pub(in crate::load) static LINEAGE: Group = Group {
    name: "the ledger",
    fields: &[
        field("sources", Shape::List(&Shape::Group(&SOURCE)), Required, "the documents that the events name"),
        field(
            "steps",
            Shape::List(&Shape::Group(&STEP)),
            Required,
            "what happened between two neighbouring snapshots that have records",
        ),
    ],
};

static STEP: Group = Group {
    name: "a step",
    fields: &[
        field("from", Shape::Year, Required, "the year of the earlier snapshot"),
        field("to", Shape::Year, Required, "the year of the later snapshot"),
        field("source", Shape::Id, Required, "the source of every event that does not name another"),
        field("confidence", CONFIDENCE, Required, "how sure every event is that does not say otherwise"),
        field("events", Shape::List(&Shape::Group(&EVENT)), Required, "what happened"),
    ],
};

static EVENT: Group = Group {
    name: "an event",
    fields: &[
        field("event", Shape::Choice(&Event::WORDS), Required, "what happened"),
        field(
            "projects",
            Shape::List(&Shape::Id),
            Optional,
            "the projects it happened to, where their ids stayed: renamed, moved, reopened, set-back, closed, withdrawn, unexplained, new, returned",
        ),
        field(
            "from",
            Shape::List(&Shape::Id),
            Optional,
            "the projects of the earlier snapshot: continued, split, merged, replaced; of one that returned under another id, its old id",
        ),
        field(
            "to",
            Shape::List(&Shape::Id),
            Optional,
            "the projects of the later snapshot that they became: continued, split, merged, replaced; of one that returned under another id, its new id",
        ),
        field("city", Shape::Id, Optional, "the city: city-joined, city-left, city-renamed"),
        field(
            "date",
            Shape::Date(&[Precision::Day, Precision::Month, Precision::Year]),
            Optional,
            "when it happened, where a source tells",
        ),
        field("reason", Shape::Text, Required, "why, in one sentence; it is printed"),
        field("source", Shape::Id, Optional, "where it is stated, if not in the source of the step"),
        field("confidence", CONFIDENCE, Optional, "how sure it is, if not as the step says"),
        field("checked", Shape::List(&Shape::Group(&WAIVER)), Optional, "what somebody has checked in its reason"),
    ],
};
