//! The format of what surrounds the texts: the keys at their top, short forms, and the day on which an edition is final.

use super::super::shape::{Group, Precision, Shape};
use super::Need::{Optional, Required};
use super::field;
use super::waivers::WAIVER;

/// `inputs/narrative/2024/cities/siem-reap.md`
pub(in crate::load) static STORY: Group = Group {
    name: "the head of a text",
    fields: &[
        field(
            "project",
            Shape::Id,
            Optional,
            "of a city's story: the id of the one project it shows; needed where the city lists projects",
        ),
        field("checked", Shape::List(&Shape::Group(&WAIVER)), Optional, "what somebody has checked in the text"),
    ],
};

/// When an edition became final.
pub(in crate::load) const FINAL: Shape = Shape::Date(&[Precision::Day]);

/// `inputs/acronyms.yaml`
pub(in crate::load) static ACRONYMS: Group = Group {
    name: "the acronyms",
    fields: &[field("acronyms", Shape::List(&Shape::Group(&ACRONYM)), Required, "the acronyms that no register gives")],
};

static ACRONYM: Group = Group {
    name: "an acronym",
    fields: &[
        field("short", Shape::Text, Required, "the short form, as it stands in texts"),
        field("meaning", Shape::Text, Required, "what it stands for"),
    ],
};
