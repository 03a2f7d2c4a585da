//! The action plans become the plans as written.

use super::super::written::{Plan, Plans, Reported, Target};
use super::{id_item, one_line, sources, text_item, waivers, year_of};
use crate::load::node::Node;
use crate::load::shape::{CONFIDENCE, Shape};
use crate::source::At;
use crate::terms::{Aim, Amount, Confidence};

pub(in crate::load) fn plans(root: &Node<'_>) -> Plans {
    let sources = sources(root);
    let source_gaps = super::gaps(root, "sources", sources.len());
    Plans { sources, source_gaps, plans: root.list("plans", plan) }
}

fn plan(node: &Node<'_>) -> Option<Plan> {
    Some(Plan {
        city: node.id("city")?,
        as_of: node.when("as_of")?,
        vision: node.line_or_empty("vision"),
        labels: node.list("focus_areas_as_labelled", |item| text_item(item).map(|at| one_line(&at.value).into_owned())),
        focus_areas: node.list("focus_areas", id_item),
        mapping: node.sound("mapping", &CONFIDENCE).and_then(|(word, _)| Confidence::parse(word))?,
        projects: node.list("projects", id_item),
        office: node.line("contact_office"),
        source: node.id("source")?,
        page: node.count("page"),
        targets: node.list("targets", target),
        checked: waivers(node),
    })
}

fn target(node: &Node<'_>) -> Option<Target> {
    let (kind, _) = node.sound("kind", &Shape::Choice(&Aim::WORDS))?;
    Some(Target {
        id: node.id("id")?,
        text: node.line_or_empty("text"),
        aim: Aim::parse(kind)?,
        metric: node.words("metric"),
        unit: node.line("unit"),
        baseline: amount(node, "baseline"),
        baseline_year: year_of(node, "baseline_year"),
        target: amount(node, "target"),
        due: year_of(node, "due"),
        results: node.list("results", reported),
        note: node.line("note"),
        has_gaps: has_gaps(node),
    })
}

/// Whether an amount, the measure or the unit was typed and could not be read.
fn has_gaps(node: &Node<'_>) -> bool {
    let is_lost =
        |node: &Node<'_>, key: &str, shape: &Shape| node.get(key).is_some() && node.sound(key, shape).is_none();
    let texts = ["metric", "unit"].iter().any(|key| is_lost(node, key, &Shape::Text));
    let amounts = ["target", "baseline"].iter().any(|key| is_lost(node, key, &Shape::Amount));
    let results = node.get("results").map_or(&[][..], Node::items);
    let done = Shape::Choice(&["yes", "no"]);
    let results = results.iter().any(|one| is_lost(one, "value", &Shape::Amount) || is_lost(one, "done", &done));
    texts || amounts || results
}

fn reported(node: &Node<'_>) -> Option<Reported> {
    Some(Reported {
        year: year_of(node, "year")?,
        value: amount(node, "value"),
        done: node.sound("done", &Shape::Choice(&["yes", "no"])).map(|(word, place)| (word == "yes", place)),
        source: node.id("source")?,
        page: node.count("page"),
    })
}

fn amount(node: &Node<'_>, key: &str) -> Option<At<Amount>> {
    let (text, place) = node.sound(key, &Shape::Amount)?;
    Some(At { value: Amount::parse(text)?, place })
}
