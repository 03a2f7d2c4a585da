//! The short forms that a report uses, each with what it stands for.

use super::views::Term;
use crate::check::Network;
use std::collections::{BTreeMap, BTreeSet};

/// Those that stand in the text, and in what they stand for, by letter.
pub(super) fn used(network: &Network, text: &str) -> Vec<Term> {
    let all = meanings(network);
    let mut used: BTreeSet<&str> = all.keys().copied().filter(|short| stands_in(short, text)).collect();
    loop {
        let meanings: Vec<&str> = used.iter().filter_map(|short| all.get(short).copied()).collect();
        let stands = |short: &&str| meanings.iter().any(|meaning| stands_in(short, meaning));
        let more: Vec<&str> = all.keys().copied().filter(|short| !used.contains(short)).filter(stands).collect();
        if more.is_empty() {
            break;
        }
        used.extend(more);
    }
    let term = |short: &str| Term {
        name: short.to_owned(),
        meaning: all.get(short).copied().unwrap_or_default().to_owned(),
        parts: Vec::new(),
    };
    used.into_iter().map(term).collect()
}

fn meanings(network: &Network) -> BTreeMap<&str, &str> {
    let names = &network.names;
    let own = network.acronyms.iter().map(|(short, meaning)| (short.as_str(), meaning.as_str()));
    let of_network = [(names.short_name.as_str(), names.name.as_str()), (&names.plan_short_name, &names.plan_name)];
    let partners = network.partners.iter().filter_map(|one| Some((one.short_name.as_deref()?, one.code.name.as_str())));
    let programmes =
        network.programmes.iter().filter_map(|one| Some((one.short_name.as_deref()?, one.code.name.as_str())));
    // Of the names of partners and programmes some are shortened to words, which need no list.
    let is_acronym = |(short, _): &(&str, &str)| short.chars().filter(char::is_ascii_uppercase).count() > 1;
    let registered = partners.chain(programmes).filter(is_acronym);
    let mut all = BTreeMap::new();
    for (short, meaning) in of_network.into_iter().chain(own).chain(registered) {
        all.entry(short).or_insert(meaning);
    }
    all
}

/// Whether a short form stands in a text as a word of its own, or in the plural.
fn stands_in(short: &str, text: &str) -> bool {
    let is_of_word = |c: char| c.is_alphanumeric();
    text.match_indices(short).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + short.len()..].strip_prefix('s').unwrap_or(&text[at + short.len()..]);
        !before.is_some_and(is_of_word) && !after.chars().next().is_some_and(is_of_word)
    })
}
