//! The words that put something in an order: a superlative, “than any other”, “leads”, “ranks second”.

use super::items::{Item, What};
use super::names::Name;
use super::slices::has_strange_word;

/// The words for the first place of an order, for the second, and so on.
const RANKS: [&str; 10] =
    ["rank-1", "rank-2", "rank-3", "rank-4", "rank-5", "rank-6", "rank-7", "rank-8", "rank-9", "rank-10"];

/// Whether a word says at which place of an order something stands.
pub(super) fn is_standing(item: &Item) -> bool {
    item.is("rank-last") || RANKS.iter().any(|list| item.is(list))
}

/// The order that begins at an item: which place, whether of the most, and the last item of its words.
pub(super) fn order(items: &[Item], at: usize) -> Option<(usize, bool, usize)> {
    let item = items.get(at).filter(|item| !item.lists.is_empty())?;
    let order = told_order(items, (at, item))?;
    // “Is no longer the one with the most projects”
    let is_denied = items[at.saturating_sub(5)..at].iter().any(|item| item.is("not"));
    (!is_denied).then_some(order)
}

fn told_order(items: &[Item], (at, item): (usize, &Item)) -> Option<(usize, bool, usize)> {
    if let Some((place, is_most)) = superlative(item) {
        return Some((place, is_most, end_of(items, at)?));
    }
    if item.is("any-other") {
        return than_any_other(items, at);
    }
    more_than_none(items, at).or_else(|| standing(items, at))
}

/// Where the words of a superlative end: at what it orders, with statuses and words that fill between.
fn end_of(items: &[Item], at: usize) -> Option<usize> {
    let item = items.get(at)?;
    let nouns = ["project", "area", "list", "group", "share"];
    let ends = |item: &Item| nouns.iter().any(|list| item.is(list));
    let fills =
        ["number-of", "of", "filler", "status-planning", "status-on-going", "status-completed", "network", "share"];
    let is_between = |item: &Item| {
        fills.iter().any(|list| item.is(list)) || matches!(item.name(), Some(Name::Status(_) | Name::Area(_)))
    };
    let near = items.iter().enumerate().skip(at + 1).take(5);
    let noun = near.take_while(|(_, item)| is_between(item) || ends(item)).filter(|(_, item)| ends(item)).last();
    let of_all = items.get(at + 1).filter(|next| next.is("of") || next.is("filler")).and_then(|_| {
        (at + 1..items.len().min(at + 5)).find(|place| items[*place].is("city") || items[*place].is("state"))
    });
    let is_bare = item.is("super-most") && item.end - item.start <= 8;
    noun.map(|(place, _)| place).or(of_all.filter(|_| is_bare || item.is("super-least")))
}

/// “More projects than any other city”
fn than_any_other(items: &[Item], at: usize) -> Option<(usize, bool, usize)> {
    let near = |list: &str| items[..at].iter().rev().take(4).any(|item| item.is(list));
    let is_more = near("more") || near("project") || items[at].end - items[at].start > 16;
    let is_fewer = near("fewer");
    // “More bus lines than any other”, “spends more on its projects than any other”
    if let Some(word) = items[..at].iter().rposition(|item| item.is("more") || item.is("fewer")) {
        let is_of_other = items[word.saturating_sub(2)..word].iter().any(|item| item.what == What::Word);
        if is_of_other || has_strange_word(&items[word..at]) {
            return None;
        }
    }
    (is_more || is_fewer).then_some((1, !is_fewer, (at + 1).min(items.len() - 1)))
}

/// “No city lists more projects than Example City”; “no more than” sets two beside each other.
fn more_than_none(items: &[Item], at: usize) -> Option<(usize, bool, usize)> {
    let denies = |item: &Item| item.is("none") || item.is("no");
    let item = &items[at];
    let ahead = at.checked_sub(1)?;
    let is_denied = items[..ahead].iter().any(denies) && !denies(&items[ahead]);
    if !item.is("more") || item.is("bound-above") || !is_denied {
        return None;
    }
    let than = (at + 1..items.len().min(at + 6)).find(|place| items[*place].is("than"))?;
    let is_noun = |item: &Item| item.is("project") || item.is("a-part");
    items[at..than].iter().any(is_noun).then_some((1, true, than))
}

/// “Example City leads the list”, “ranks second”
fn standing(items: &[Item], at: usize) -> Option<(usize, bool, usize)> {
    let item = &items[at];
    let place = RANKS.iter().position(|list| item.is(list)).map(|before| (before + 1, true));
    let (place, is_most) = place.or(item.is("rank-last").then_some((1, false)))?;
    let is_filled = |item: &&Item| item.is("article") || item.is("today") || item.is("is");
    let before = items[..at].iter().rev().find(|item| !is_filled(item))?;
    let is_of_class = matches!(before.name(), Some(Name::Area(_) | Name::City(_) | Name::State(_)));
    let is_leading = item.end - item.start <= 5;
    let mut behind = items[at + 1..].iter().take_while(|item| !matches!(item.what, What::Mark(_))).take(4);
    // “Leads the project on sensors”, “ranks first in a survey”
    let goes_on = behind.clone().any(|item| item.what == What::Word);
    let of_order = ["list", "network", "state", "city", "number-of", "with", "in"];
    let is_about = !is_leading || behind.any(|item| of_order.iter().any(|list| item.is(list)));
    (is_of_class && !goes_on && is_about).then_some((place, is_most, at))
}

/// The place that a superlative says, and whether it is counted from the most.
fn superlative(item: &Item) -> Option<(usize, bool)> {
    let places = [
        ("super-most", (1, true)),
        ("super-least", (1, false)),
        ("rank-2-most", (2, true)),
        ("rank-3-most", (3, true)),
        ("rank-2-least", (2, false)),
    ];
    places.iter().find(|(list, _)| item.is(list)).map(|(_, place)| *place)
}
