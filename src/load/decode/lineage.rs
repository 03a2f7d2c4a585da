//! The ledger, decoded.

use super::{gaps, id_item, sources, year_of};
use crate::load::shape::{self, Shape};
use crate::load::written::{LedgerEvent, Lineage, Step};
use crate::load::yaml::Node;
use crate::source::At;
use crate::terms::{Confidence, Event};

pub(in crate::load) fn lineage(root: &Node<'_>) -> Lineage {
    let sources = sources(root);
    Lineage { source_gaps: gaps(root, "sources", sources.len()), sources, steps: root.list("steps", step) }
}

fn step(node: &Node<'_>) -> Option<Step> {
    let source = node.id("source");
    let confidence = node.confidence("confidence");
    Some(Step {
        from: year_of(node, "from")?,
        to: year_of(node, "to")?,
        events: node.list("events", |event| one(event, source.as_ref(), confidence)),
    })
}

fn one(node: &Node, source: Option<&At<String>>, confidence: Option<Confidence>) -> Option<LedgerEvent> {
    let (word, place) = shape::scalar(node.get("event")?, &Shape::Choice(&Event::WORDS))?;
    let ids = |key: &str| node.get(key).map(|_| node.list(key, id_item));
    Some(LedgerEvent {
        event: At { value: Event::parse(word)?, place },
        projects: ids("projects"),
        from: ids("from"),
        to: ids("to"),
        city: node.id("city"),
        date: node.when("date"),
        reason: node.words("reason")?,
        source: node.id("source").or_else(|| source.cloned())?,
        confidence: node.confidence("confidence").or(confidence)?,
    })
}
