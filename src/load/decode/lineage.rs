//! The ledger, decoded.

use super::{gaps, id_item, sources, waivers, year_of};
use crate::held::Held;
use crate::load::node::{Kind, Node};
use crate::load::shape::{self, Shape};
use crate::load::written::{LedgerEvent, Lineage, Step};
use crate::source::At;
use crate::terms::{Confidence, Event};

pub(in crate::load) fn lineage(root: &Node<'_>) -> Lineage {
    let (sources, steps) = (sources(root), root.list("steps", step));
    let is_whole = |step: &Node<'_>| !step.is_lost() && !step.get("events").is_none_or(|list| gaps_in(list));
    let steps_node = root.get("steps").map(Node::items).unwrap_or_default();
    let has_gaps = gaps(root, "steps", steps.len()) || !steps_node.iter().all(is_whole);
    Lineage { source_gaps: gaps(root, "sources", sources.len()), has_gaps, sources, steps }
}

/// Whether an event of a list could not be read at all.
fn gaps_in(list: &Node<'_>) -> bool {
    !matches!(list.kind, Kind::List(_)) || list.items().iter().any(|event| !matches!(event.kind, Kind::Map(_)))
}

fn step(node: &Node<'_>) -> Option<Step> {
    let source = node.id("source");
    let confidence = node.confidence("confidence");
    let Kind::Map(_) = node.kind else { return None };
    let year = |key: &str| year_of(node, key).unwrap_or(At { value: 0, place: node.place });
    let mut step = Step { from: year("from"), to: year("to"), events: Vec::new(), broken: Vec::new() };
    for event in node.get("events").map(Node::items).unwrap_or_default() {
        match one(event, source.as_ref(), confidence) {
            Some(event) => step.events.push(event),
            None => step.broken.extend(names(event)),
        }
    }
    Some(step)
}

/// Whom an event names that says too little otherwise.
fn names(node: &Node<'_>) -> Option<LedgerEvent> {
    let Kind::Map(_) = node.kind else { return None };
    let ids = |key: &str| node.get(key).map(|_| node.list(key, id_item));
    Some(LedgerEvent {
        event: At { value: Event::Unexplained, place: node.place },
        projects: ids("projects"),
        from: ids("from"),
        to: ids("to"),
        city: node.id("city"),
        date: None,
        reason: At { value: Held::default(), place: node.place },
        source: node.id_or_empty("source"),
        confidence: Confidence::Unknown,
        checked: Vec::new(),
    })
}

fn one(node: &Node, source: Option<&At<Held>>, confidence: Option<Confidence>) -> Option<LedgerEvent> {
    let (word, place) = shape::scalar(node.get("event")?, &Shape::Choice(&Event::WORDS))?;
    let ids = |key: &str| node.get(key).map(|_| node.list(key, id_item));
    Some(LedgerEvent {
        event: At { value: Event::parse(word)?, place },
        projects: ids("projects"),
        from: ids("from"),
        to: ids("to"),
        city: node.id("city"),
        date: node.when("date"),
        reason: node.line("reason")?,
        source: node.id("source").or_else(|| source.cloned())?,
        confidence: node.confidence("confidence").or(confidence)?,
        checked: waivers(node),
    })
}
