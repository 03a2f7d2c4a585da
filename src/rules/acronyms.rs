//! Every short form has one meaning, and texts use none that has no meaning.

use crate::diagnostic::{Diagnostics, quoted};
use crate::load::written::Inputs;
use crate::prose::{self, Piece};
use crate::source::Place;
use std::collections::{BTreeMap, BTreeSet};

/// What each short form stands for, and where that is said; nothing where the framework says it.
type Meanings<'a> = BTreeMap<&'a str, (&'a str, Option<Place>)>;

/// The short forms of the framework and the registers.
fn of_registers(inputs: &Inputs) -> Meanings<'_> {
    let mut meanings = Meanings::new();
    if let Some(framework) = &inputs.framework {
        let names = &framework.network;
        meanings.insert(&names.short_name, (&names.name, None));
        meanings.insert(&names.plan_short_name, (&names.plan_name, None));
    }
    for partner in &inputs.partners {
        if let Some(short) = &partner.short_name {
            meanings.entry(&short.value).or_insert((&partner.name.value, Some(short.place)));
        }
    }
    for programme in &inputs.programmes.programmes {
        if let Some(short) = &programme.short_name {
            meanings.entry(&short.value).or_insert((&programme.name.value, Some(short.place)));
        }
    }
    meanings
}

/// A short form is entered once.
pub(super) fn meanings(inputs: &Inputs, found: &mut Diagnostics) {
    let mut meanings = of_registers(inputs);
    for acronym in &inputs.acronyms {
        let short = &acronym.short;
        if let Some((meaning, first)) = meanings.get(short.value.as_str()) {
            let message = format!("the acronym “{}” has a meaning already: {}", quoted(&short.value), quoted(meaning));
            let fault = found.error("doubled-acronym", short.place, message);
            if let Some(first) = first {
                fault.also(*first, "first here");
            }
            fault.help("take it out of `acronyms.yaml`, or use another short form for one of the two");
            continue;
        }
        meanings.insert(&short.value, (&acronym.meaning, Some(short.place)));
    }
}

/// Words of capital letters in texts are acronyms with a meaning, or parts of names.
pub(super) fn uses(inputs: &Inputs, found: &mut Diagnostics) {
    if inputs.narrative.is_empty() {
        return;
    }
    let registered = of_registers(inputs);
    let own = inputs.acronyms.iter().map(|acronym| acronym.short.value.as_str());
    let mut known: BTreeSet<&str> = own.chain(registered.keys().copied()).flat_map(capitals).collect();
    let names = registered.values().map(|(meaning, _)| *meaning);
    let states =
        inputs.framework.iter().flat_map(|framework| &framework.member_states).map(|state| state.name.as_str());
    let cities = inputs.cities.cities.iter().map(|city| city.name.as_str());
    let partners = inputs.partners.iter().flat_map(|one| one.names().map(|name| name.value.as_str()));
    let programmes = inputs.programmes.programmes.iter().flat_map(|one| one.names().map(|name| name.value.as_str()));
    let records = inputs.records();
    let titles = records.map(|record| record.title.value.as_str());
    for name in names.chain(states).chain(cities).chain(partners).chain(programmes).chain(titles) {
        known.extend(capitals(name));
    }
    for block in inputs.narrative.iter().flat_map(|text| &text.blocks) {
        for piece in prose::leaves(&block.pieces) {
            let Piece::Words(words) = piece else { continue };
            if let Some(word) = capitals(&words.value).find(|word| !known.contains(word)) {
                let message = format!("the acronym “{}” has no meaning", quoted(word));
                found
                    .warning("undefined-acronym", words.place, message)
                    .help("write it out, or add it to `acronyms.yaml`");
            }
        }
    }
}

/// The words of a text that are acronyms by their look: two capital letters at least, and no small one but a last `s`.
fn capitals(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_alphanumeric()).map(|word| word.strip_suffix('s').unwrap_or(word));
    words.filter(|word| {
        let capitals = word.chars().filter(char::is_ascii_uppercase).count();
        capitals > 1 && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    })
}
