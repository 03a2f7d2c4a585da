//! The format of the register of cities: when each belonged to the network, and which office answers for it.

use super::super::shape::{Group, Precision, Shape};
use super::Need::{Optional, Required};
use super::{SOURCE, field};

/// `inputs/cities.yaml`
pub static CITIES: Group = Group {
    name: "the register of cities",
    fields: &[
        field("sources", Shape::List(&Shape::Group(&SOURCE)), Required, "the documents that the entries name"),
        field(
            "cities",
            Shape::List(&Shape::Group(&CITY)),
            Required,
            "the cities; within a member state, in the order of reports",
        ),
    ],
};

static CITY: Group = Group {
    name: "a city",
    fields: &[
        field("id", Shape::Id, Required, "its stable id; it never changes, even if the name does"),
        field("name", Shape::Text, Required, "its name as printed; the one spelling of all reports"),
        field("aliases", Shape::List(&Shape::Text), Optional, "other spellings found in documents"),
        field("local_name", Shape::Text, Optional, "its name in the local language, if written differently"),
        field("member_state", Shape::Id, Required, "the id of its member state in `framework.yaml`"),
        field(
            "joined",
            Shape::Date(&[Precision::Day, Precision::Month, Precision::Year]),
            Required,
            "when it joined the network; a year counts from that year's cut-off",
        ),
        field(
            "left",
            Shape::Date(&[Precision::Day, Precision::Month, Precision::Year]),
            Optional,
            "when it left the network; a year counts from that year's cut-off",
        ),
        field(
            "rejoined",
            Shape::List(&Shape::Group(&AGAIN)),
            Optional,
            "when it joined again after it had left, and left again; in order",
        ),
        field("source", Shape::Id, Optional, "where the date of joining is stated"),
        field(
            "contact_offices",
            Shape::List(&Shape::Group(&OFFICE)),
            Optional,
            "the office that answers for the plan, over time; never a person",
        ),
        field("note", Shape::Text, Optional, "what a reader of the register should know"),
    ],
};

static AGAIN: Group = Group {
    name: "a membership after the first",
    fields: &[
        field(
            "joined",
            Shape::Date(&[Precision::Day, Precision::Month, Precision::Year]),
            Required,
            "when it joined the network again",
        ),
        field(
            "left",
            Shape::Date(&[Precision::Day, Precision::Month, Precision::Year]),
            Optional,
            "when it left the network again",
        ),
    ],
};

static OFFICE: Group = Group {
    name: "a contact office",
    fields: &[
        field(
            "as_of",
            Shape::Date(&[Precision::Day, Precision::Month, Precision::Year]),
            Required,
            "the date of the list that names it",
        ),
        field("office", Shape::Text, Required, "the office or designation; no names, numbers or addresses"),
        field("source", Shape::Id, Required, "the list that names it"),
    ],
};
