//! How much a page has room for where a network is large, and what stands in the place of the rest.

use crate::exhibit::Edition;

/// So many rows or entries a page has of one kind: more nobody reads there.
pub(super) const MOST: usize = 200;

/// The entries of a list as far as a page has room for them; the last then says where the others are.
pub(super) fn cut(edition: Edition<'_>, mut entries: Vec<String>) -> Vec<String> {
    if entries.len() > MOST {
        entries.truncate(MOST);
        entries.push(edition.words.term("list-cut"));
    }
    entries
}
