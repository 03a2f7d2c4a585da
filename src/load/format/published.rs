//! The format of what was printed for a year.

use super::super::shape::{CONFIDENCE, Group, Precision, REASON, Shape};
use super::Need::{Optional, Required};
use super::field;

pub(super) static PUBLISHED: Group = Group {
    name: "what was published",
    fields: &[
        field("totals", Shape::List(&Shape::Group(&TOTAL)), Optional, "totals printed or announced"),
        field("text", Shape::Group(&TEXT), Optional, "what the introduction prints"),
        field("exhibit_1", Shape::Group(&EXHIBIT_1), Optional, "share of each focus area"),
        field("exhibit_2", Shape::Group(&EXHIBIT_2), Optional, "one mark a project, by city, status and focus area"),
        field(
            "exhibit_3",
            Shape::Group(&EXHIBIT_3),
            Optional,
            "totals, project types and status shares by member state",
        ),
        field(
            "claims",
            Shape::List(&Shape::Group(&CLAIM)),
            Optional,
            "published statements that the records cannot confirm",
        ),
        field(
            "explained",
            Shape::List(&Shape::Group(&EXPLAINED)),
            Optional,
            "why a published figure differs from the records",
        ),
        field(
            "restated",
            Shape::List(&Shape::Group(&RESTATED)),
            Optional,
            "published numbers that were changed later, each with its reason",
        ),
    ],
};

/// The measures of which totals are published.
pub(in crate::load) const MEASURES: [&str; 3] = ["projects", "partnerships", "cities"];

static TOTAL: Group = Group {
    name: "a published total",
    fields: &[
        field(
            "measure",
            Shape::Choice(&MEASURES),
            Required,
            "what is counted: `cities` are the cities shown with projects",
        ),
        field("value", Shape::Count, Required, "the number"),
        field("source", Shape::Id, Required, "the document that prints it"),
        field("pages", Shape::Pages, Optional, "the page it stands on"),
        field("confidence", CONFIDENCE, Optional, "how sure it is; without it, published"),
        field(
            "others",
            Shape::List(&Shape::Group(&OTHER)),
            Optional,
            "other numbers that other sources give; told in a note, never used",
        ),
    ],
};

static OTHER: Group = Group {
    name: "another number",
    fields: &[
        field("value", Shape::Count, Required, "the number"),
        field("source", Shape::Id, Required, "the document that prints it"),
    ],
};

static COUNTS: Shape = Shape::Map(&Shape::Count);
static SHARES: Shape = Shape::Map(&Shape::Share);

static TEXT: Group = Group {
    name: "the introduction",
    fields: &[
        field("source", Shape::Id, Required, "the document"),
        field("pages", Shape::Pages, Required, "where it stands"),
        field("status_counts", COUNTS, Optional, "projects by status"),
        field("status_shares", SHARES, Optional, "share of each status"),
    ],
};

static EXHIBIT_1: Group = Group {
    name: "Exhibit 1",
    fields: &[
        field("source", Shape::Id, Required, "the document"),
        field("pages", Shape::Pages, Required, "where it stands"),
        field("focus_area_shares", SHARES, Required, "share of each focus area"),
    ],
};

static EXHIBIT_2: Group = Group {
    name: "Exhibit 2",
    fields: &[
        field("source", Shape::Id, Required, "the document"),
        field("pages", Shape::Pages, Required, "where it stands"),
        field(
            "cities",
            Shape::Map(&Shape::Map(&COUNTS)),
            Required,
            "by city, then status, then focus area: the number of marks",
        ),
    ],
};

static EXHIBIT_3: Group = Group {
    name: "Exhibit 3",
    fields: &[
        field("source", Shape::Id, Required, "the document"),
        field("pages", Shape::Pages, Required, "where it stands"),
        field("member_states", Shape::Map(&Shape::Group(&RING)), Required, "what is printed for each member state"),
    ],
};

static RING: Group = Group {
    name: "a member state of Exhibit 3",
    fields: &[
        field("total", Shape::Count, Required, "the number in the ring"),
        field("project_types", COUNTS, Required, "the call-outs"),
        field("status_shares", SHARES, Required, "the shares below the ring"),
    ],
};

static CLAIM: Group = Group {
    name: "a published claim",
    fields: &[
        field("text", Shape::Text, Required, "what is said, in our words"),
        field("focus_areas", Shape::List(&Shape::Id), Required, "the focus areas it speaks of"),
        field("more_than", Shape::Share, Required, "the share it says they exceed together"),
        field("source", Shape::Id, Required, "the document"),
        field("confidence", CONFIDENCE, Required, "how sure it is"),
    ],
};

static EXPLAINED: Group = Group {
    name: "an explanation",
    fields: &[
        field(
            "figures",
            Shape::List(&Shape::Text),
            Required,
            "the ids of the figures that differ; `*` at the end stands for any ending",
        ),
        field("why", Shape::Text, Required, "the reason, in one or two sentences"),
    ],
};

static RESTATED: Group = Group {
    name: "a restatement",
    fields: &[
        field("measure", Shape::Choice(&MEASURES), Optional, "the total that was changed; or `figure:`"),
        field(
            "figure",
            Shape::Text,
            Optional,
            "the id of the figure whose printed number was changed, such as `projects.by-status.completed`; or `measure:`",
        ),
        field(
            "also",
            Shape::List(&Shape::Text),
            Optional,
            "of a final edition: the ids of further figures that changed for the same reason, or their beginnings followed by `*`",
        ),
        field(
            "from",
            Shape::Printed,
            Required,
            "the number as published: it stays in its place in this block; of a total without records, among its `others:`",
        ),
        field(
            "to",
            Shape::Printed,
            Required,
            "the number as it is now, as the records give it; of a total without records, its `value:`",
        ),
        field("reason", REASON, Required, "what sort of change it is"),
        field("why", Shape::Text, Required, "the reason, in one sentence"),
        field(
            "since",
            Shape::Date(&[Precision::Day, Precision::Month, Precision::Year]),
            Required,
            "since when the new number holds; not before the cut-off",
        ),
        field("source", Shape::Id, Required, "the document that tells of the change"),
    ],
};
