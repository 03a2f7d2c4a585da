//! What surrounds the texts of an edition: its short forms, and the day on which it became final.

use super::super::format::FINAL;
use super::super::written::Acronym;
use crate::load::node::Node;
use crate::source::At;
use crate::terms::When;

pub(in crate::load) fn final_since(root: &Node<'_>) -> Option<At<When>> {
    root.scalar("final", &FINAL)?;
    root.when("final")
}

pub(in crate::load) fn acronyms(root: &Node<'_>) -> Vec<Acronym> {
    root.list("acronyms", |node| Some(Acronym { short: node.line("short")?, meaning: node.words("meaning")? }))
}
