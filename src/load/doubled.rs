//! Keys that are given twice in the same group.

use super::node::Node;
use super::owner::Owner;
use crate::diagnostic::{Diagnostics, quoted};
use crate::source::Place;
use std::collections::BTreeMap;

/// A group of so many keys is looked through for doubled ones without an index.
const FEW_KEYS: usize = 16;

/// Notes every key that stands in its group already.
pub(super) fn doubled_keys(entries: &[(Node<'_>, Node<'_>)], owner: &Owner<'_>, found: &mut Diagnostics) {
    let mut first_of: BTreeMap<&str, Place> = BTreeMap::new();
    for (index, (key, value)) in entries.iter().enumerate() {
        let Some(name) = key.text().filter(|_| !value.is_lost()) else { continue };
        let first = if entries.len() <= FEW_KEYS {
            entries[..index].iter().find(|(other, _)| other.text() == Some(name)).map(|(other, _)| other.place)
        } else {
            let first = first_of.get(name).copied();
            first_of.entry(name).or_insert(key.place);
            first
        };
        if let Some(first) = first {
            let name = quoted(name);
            found
                .error("doubled-key", key.place, format!("{owner}`{name}:` is given twice in the same group"))
                .also(first, "first here")
                .help("keep the one that is right and remove the other");
        }
    }
}
