//! What was printed for a year, decoded.

use super::{id_item, text_item};
use crate::load::format::MEASURES;
use crate::load::node::Node;
use crate::load::shape::{self, REASON, Shape};
use crate::load::written::{Claim, Explained, Named, Origin, Published, Restated, Ring, Seal, Sealed, Total};
use crate::source::At;
use crate::terms::{Confidence, PrintedShare, Reason};

pub(in crate::load) fn published(root: &Node<'_>) -> Option<Published> {
    let node = root.get("published")?;
    Some(Published {
        place: node.place,
        totals: node.list("totals", total),
        text: node.get("text").and_then(|text| {
            Some((origin(text)?, counts(text.get("status_counts")), shares(text.get("status_shares"))))
        }),
        exhibit_1: node
            .get("exhibit_1")
            .and_then(|exhibit| Some((origin(exhibit)?, shares(exhibit.get("focus_area_shares"))))),
        exhibit_2: node.get("exhibit_2").and_then(|exhibit| {
            let cities = exhibit.get("cities")?.map(|city| Some(city.map(|status| Some(counts(Some(status))))));
            Some((origin(exhibit)?, cities))
        }),
        exhibit_3: node
            .get("exhibit_3")
            .and_then(|exhibit| Some((origin(exhibit)?, exhibit.get("member_states")?.map(ring)))),
        claims: node.list("claims", claim),
        explained: node.list("explained", |node| {
            Some(Explained { figures: node.list("figures", text_item), why: node.words("why")? })
        }),
        restated: node.list("restated", restated),
    })
}

fn origin(node: &Node<'_>) -> Option<Origin> {
    Some(Origin {
        source: node.id("source")?,
        pages: node.scalar("pages", &Shape::Pages).map(|at| at.value.to_string()),
    })
}

fn counts(node: Option<&Node<'_>>) -> Named<u32> {
    let read = |node: &Node<'_>| shape::count(shape::scalar(node, &Shape::Count)?.0);
    node.map_or(Vec::new(), |node| node.map(read))
}

fn shares(node: Option<&Node<'_>>) -> Named<PrintedShare> {
    let read = |node: &Node<'_>| PrintedShare::parse(shape::scalar(node, &Shape::Share)?.0);
    node.map_or(Vec::new(), |node| node.map(read))
}

fn total(node: &Node<'_>) -> Option<Total> {
    Some(Total {
        measure: node.scalar("measure", &Shape::Choice(&MEASURES))?,
        value: node.count("value")?,
        place: node.get("value")?.place,
        origin: origin(node)?,
        confidence: node.confidence("confidence").unwrap_or(Confidence::Published),
        others: node.list("others", |other| Some((other.count("value")?, other.id("source")?))),
    })
}

fn ring(node: &Node<'_>) -> Option<Ring> {
    let (total, place) = node.sound("total", &Shape::Count)?;
    Some(Ring {
        total: At { value: shape::count(total)?, place },
        project_types: counts(node.get("project_types")),
        status_shares: shares(node.get("status_shares")),
    })
}

fn claim(node: &Node<'_>) -> Option<Claim> {
    Some(Claim {
        text: node.words("text")?,
        focus_areas: node.list("focus_areas", id_item),
        more_than: PrintedShare::parse(&node.scalar("more_than", &Shape::Share)?.value)?,
        source: node.id("source")?,
        confidence: node.confidence("confidence")?,
    })
}

fn restated(node: &Node<'_>) -> Option<Restated> {
    let printed = |key: &str| {
        let (text, place) = node.sound(key, &Shape::Printed)?;
        Some(At { value: shape::printed(text)?, place })
    };
    Some(Restated {
        place: node.entries().first().map_or(node.place, |(key, _)| key.place),
        measure: node.scalar("measure", &Shape::Choice(&MEASURES)),
        figure: node.scalar("figure", &Shape::Text),
        also: node.list("also", text_item),
        from: printed("from")?,
        to: printed("to")?,
        reason: Reason::parse(node.sound("reason", &REASON)?.0)?,
        why: node.words("why")?,
        since: node.when("since")?,
        source: node.id("source")?,
    })
}

/// The figures of a final edition; nothing where the file does not say its year.
pub(in crate::load) fn seal(root: &Node<'_>) -> Option<Seal> {
    let figure =
        |node: &Node<'_>| Some(Sealed { id: node.line("id")?, value: node.words("value")?, text: node.words("text")? });
    let count = root.sound("count", &Shape::Count);
    let count = count.and_then(|(text, place)| Some(At { value: shape::count(text)?, place }));
    Some(Seal { year: super::year(root)?, count, figures: root.list("figures", figure) })
}
