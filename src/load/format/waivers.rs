//! The format of waivers: words of a text that somebody has checked.

use super::super::shape::{Group, Shape};
use super::Need::Required;
use super::field;

pub(super) static WAIVER: Group = Group {
    name: "words that were checked",
    fields: &[
        field("words", Shape::Text, Required, "the very words of the text, such as `12 km`, that `check` warns of"),
        field("reason", Shape::Text, Required, "where they were checked: a document and its page"),
    ],
};
