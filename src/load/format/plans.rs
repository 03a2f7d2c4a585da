//! The format of the action plans: what each city set out to do, and what was reported of it.

use super::super::shape::{CONFIDENCE, Group, Precision, Shape};
use super::Need::{Optional, Required};
use super::waivers::WAIVER;
use super::{SOURCE, field};
use crate::terms::Aim;

/// `inputs/plans.yaml`
pub(in crate::load) static PLANS: Group = Group {
    name: "the action plans",
    fields: &[
        field("sources", Shape::List(&Shape::Group(&SOURCE)), Required, "the documents that the plans name"),
        field("plans", Shape::List(&Shape::Group(&PLAN)), Required, "the plans; one of a city and a date"),
    ],
};

static PLAN: Group = Group {
    name: "a plan",
    fields: &[
        field("city", Shape::Id, Required, "the id of its city"),
        field(
            "as_of",
            Shape::Date(&[Precision::Day, Precision::Month, Precision::Year]),
            Required,
            "since when it holds; a later plan of the city takes its place",
        ),
        field("vision", Shape::Text, Required, "what the city wants to become, in a sentence"),
        field(
            "focus_areas_as_labelled",
            Shape::List(&Shape::Text),
            Required,
            "the focus areas as the plan itself calls them",
        ),
        field("focus_areas", Shape::List(&Shape::Id), Required, "the ids of the focus areas that these are"),
        field("mapping", CONFIDENCE, Required, "how sure it is that they are"),
        field("projects", Shape::List(&Shape::Id), Required, "the ids of its priority projects, as in the snapshots"),
        field("contact_office", Shape::Text, Optional, "the office that answers for it; never a person"),
        field("source", Shape::Id, Required, "the document"),
        field("page", Shape::Count, Optional, "the page on which it begins"),
        field("targets", Shape::List(&Shape::Group(&TARGET)), Required, "its strategic targets, in its order"),
        field(
            "checked",
            Shape::List(&Shape::Group(&WAIVER)),
            Optional,
            "what somebody has checked in its vision and its targets",
        ),
    ],
};

static TARGET: Group = Group {
    name: "a target",
    fields: &[
        field("id", Shape::Id, Required, "its stable id, unique over all plans"),
        field("text", Shape::Text, Required, "what is to be reached, in a few words"),
        field("kind", Shape::Choice(&Aim::WORDS), Required, "what it asks for; `done-or-not` where no number tells"),
        field("metric", Shape::Text, Optional, "what the number measures; all but `done-or-not` need it"),
        field("unit", Shape::Text, Optional, "its unit: `%` or `ratio` for a share; all but `done-or-not` need it"),
        field("baseline", Shape::Amount, Optional, "where it began, if the plan tells"),
        field("baseline_year", Shape::Year, Optional, "the year of the baseline, if the plan tells"),
        field(
            "target",
            Shape::Amount,
            Optional,
            "the number to reach, or to stay below; all but `done-or-not` need it",
        ),
        field("due", Shape::Year, Optional, "the year by whose end it is to be reached, if the plan tells"),
        field(
            "results",
            Shape::List(&Shape::Group(&RESULT)),
            Optional,
            "what was reported; left out where nothing was",
        ),
        field("note", Shape::Text, Optional, "what a reader should know"),
    ],
};

static RESULT: Group = Group {
    name: "a result",
    fields: &[
        field("year", Shape::Year, Required, "the year it is the result of"),
        field("value", Shape::Amount, Optional, "the number reported, in the unit of the target"),
        field("done", Shape::Choice(&["yes", "no"]), Optional, "of a target that is done or not: whether it is done"),
        field("source", Shape::Id, Required, "the document that reports it"),
        field("page", Shape::Count, Optional, "the page it stands on"),
    ],
};
