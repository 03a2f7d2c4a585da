//! Partnerships and programmes, decoded.

use super::{ANY_DATE, gaps, id_item, one_line, sources, text_item, waivers, year_of};
use crate::load::format::{BOUND, COUNTING};
use crate::load::node::Node;
use crate::load::shape::{self, Shape, is_id};
use crate::load::written::{CountChange, Fact, Partnership, Partnerships, Programme, Programmes};
use crate::source::At;
use crate::terms::{Bound, Confidence, Counting, When};

/// The rule by which partnerships are counted.
pub(super) fn counting(root: &Node<'_>, key: &str) -> Option<Counting> {
    root.sound(key, &COUNTING).and_then(|(word, _)| Counting::parse(word))
}

/// The change of that rule.
pub(super) fn count_change(root: &Node<'_>) -> Option<CountChange> {
    let change = root.get("partnership_count_change")?;
    Some(CountChange { since: year_of(change, "since")?, before: counting(change, "before")? })
}

pub(in crate::load) fn programmes(root: &Node<'_>) -> Programmes {
    let sources = sources(root);
    let programmes = root.list("programmes", programme);
    Programmes {
        is_kept: true,
        gaps: gaps(root, "programmes", programmes.len()),
        source_gaps: gaps(root, "sources", sources.len()),
        sources,
        programmes,
    }
}

fn programme(node: &Node<'_>) -> Option<Programme> {
    let id = node.own_id()?;
    Some(Programme {
        name: node.line("name").unwrap_or_else(|| id.clone()),
        short_name: node.line("short_name"),
        aliases: node.list("aliases", |item| text_item(item).map(|at| at.map(|text| one_line(text).as_ref().into()))),
        kind: node.words("kind").unwrap_or_default(),
        partners: node.list("partners", id_item),
        facts: node.list("facts", fact),
        note: node.line("note"),
        checked: waivers(node),
        id,
    })
}

fn fact(node: &Node<'_>) -> Option<Fact> {
    Some(Fact {
        date: node.when("date")?,
        until: node.when("until"),
        what: node.line("what")?,
        value: node.count("value"),
        bound: node.sound("bound", &BOUND).and_then(|(word, _)| Bound::parse(word)).unwrap_or_default(),
        unit: node.words("unit"),
        confidence: node.confidence("confidence")?,
        source: node.id("source"),
        pages: node.scalar("pages", &Shape::Pages).map(|at| at.value.to_string()),
    })
}

pub(in crate::load) fn partnerships(root: &Node<'_>) -> Partnerships {
    let sources = sources(root);
    Partnerships {
        source_gaps: gaps(root, "sources", sources.len()),
        sources,
        links: root.list("partnerships", partnership),
    }
}

fn partnership(node: &Node<'_>) -> Option<Partnership> {
    let mut read = Partnership {
        id: node.own_id()?,
        names_none: super::is_empty_list(node, "partners"),
        cities: node.list("cities", id_item),
        project: node.id("project"),
        partners: node.list("partners", id_item),
        kind: node.id_or_empty("kind"),
        programme: node.line("programme"),
        years: node.list("years", year_item),
        from: year_of(node, "from"),
        to: year_of(node, "to"),
        mentions: node.list("sources", |item| Some((item.id("source")?, item.count("page")))),
        confidence: node.confidence("confidence").unwrap_or(Confidence::Published),
        note: node.line("note"),
        checked: waivers(node),
        has_gaps: false,
    };
    let lists = [
        ("cities", read.cities.len()),
        ("partners", read.partners.len()),
        ("years", read.years.len()),
        ("sources", read.mentions.len()),
    ];
    let single = [("project", read.project.is_some()), ("from", read.from.is_some()), ("to", read.to.is_some())];
    let is_typed = |key: &str| node.get(key).is_some();
    let ids = || read.cities.iter().chain(&read.partners).chain([&read.kind]);
    read.has_gaps = ids().any(|id| !is_id(&id.value))
        || lists.into_iter().any(|(key, count)| is_typed(key) && gaps(node, key, count))
        || single.into_iter().any(|(key, is_read)| is_typed(key) && !is_read);
    Some(read)
}

fn year_item(node: &Node<'_>) -> Option<At<i32>> {
    let (text, place) = shape::scalar(node, &ANY_DATE)?;
    Some(At { value: When::parse(text)?.year(), place })
}
