//! Programmes and instruments: what is stated of each, when, and how sure it is.

use super::lists::full_name;
use super::page::{confidence, figure};
use super::views::FigureView;
use crate::check::Fact;
use crate::exhibit::Edition;
use crate::measure::Class;
use crate::terms::{Confidence, ProgrammeId};
use serde::Serialize;

/// A programme.
#[derive(Debug, Serialize)]
pub(super) struct ProgrammeView {
    name: String,
    short_name: String,
    anchor: String,
    kind: String,
    partners: String,
    partnerships: FigureView,
    /// What documents state.
    facts: Vec<FactView>,
    /// What no document was found for.
    undocumented: Vec<FactView>,
    note: String,
}

/// What is stated of it.
#[derive(Debug, Serialize)]
struct FactView {
    date: String,
    what: String,
    number: String,
    confidence: String,
    is_published: bool,
    source: String,
    address: String,
}

/// The programmes of which anything is stated up to the edition's year, or under which a partnership is counted.
pub(super) fn of(edition: Edition<'_>) -> Vec<ProgrammeView> {
    let (network, words) = (edition.network, edition.words);
    let view = |(at, one): (usize, &crate::check::Programme)| {
        let count = Class::Programme(Some(ProgrammeId::at(at))).id(network);
        let view = |fact: &Fact| fact_view(edition, fact);
        let (known, unknown): (Vec<&Fact>, Vec<&Fact>) = edition.facts(one).partition(|fact| fact.document.is_some());
        if known.is_empty() && unknown.is_empty() && edition.figures.count(&count).unwrap_or_default() == 0 {
            return None;
        }
        let partners = one.partners.iter().filter_map(|id| network.partners.get(id.place()));
        let partners: Vec<String> = partners.map(|partner| full_name(words, partner)).collect();
        Some(ProgrammeView {
            name: one.code.name.clone(),
            short_name: one.short_name.clone().unwrap_or_default(),
            anchor: one.code.key.clone(),
            kind: one.kind.clone(),
            partners: words.list(&partners),
            partnerships: figure(edition, &count),
            facts: known.into_iter().map(view).collect(),
            undocumented: unknown.into_iter().map(view).collect(),
            note: one.note.clone().unwrap_or_default(),
        })
    };
    network.programmes.iter().enumerate().filter_map(view).collect()
}

fn fact_view(edition: Edition<'_>, fact: &Fact) -> FactView {
    let words = edition.words;
    let document = fact.document.as_ref();
    let title = document.map_or_else(|| words.term("no-document"), |document| document.title.clone());
    FactView {
        date: edition.period(fact),
        what: fact.what.clone(),
        number: edition.number(fact),
        confidence: confidence(edition, fact.confidence),
        is_published: fact.confidence == Confidence::Published,
        source: match &fact.pages {
            Some(pages) => words.say("document-page", &[("document", &title), ("page", pages)]),
            None => title,
        },
        address: document.and_then(|document| document.address.clone()).unwrap_or_default(),
    }
}
