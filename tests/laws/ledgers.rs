//! Made-up ledgers: some of what happened is told, in every way in which it can be.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::networks::{Dice, Made, Record, Year};

/// A ledger for a network; nothing where there is no step.
pub(super) fn ledger(made: &Made, dice: &mut Dice) -> Option<String> {
    let listed: Vec<(&Year, &Vec<Record>)> =
        made.years.iter().filter_map(|year| Some((year, year.records.as_ref()?))).collect();
    let mut text = String::from("sources:\n  - id: lists\n    document: Lists\n\nsteps:\n");
    let mut seen: BTreeMap<usize, usize> = BTreeMap::new();
    for (before, after) in listed.iter().zip(listed.iter().skip(1)) {
        let head = "    source: lists\n    confidence: inferred\n    events:\n";
        let _ = write!(text, "  - from: {}\n    to: {}\n{head}", before.0.year, after.0.year);
        let events = events(before.1, after.1, &seen, dice);
        seen.extend(before.1.iter().map(|record| (record.id, record.city)));
        text.push_str(if events.is_empty() { "      []\n" } else { &events });
    }
    (listed.len() > 1).then_some(text)
}

fn ids(records: &[Record]) -> BTreeSet<usize> {
    records.iter().map(|record| record.id).collect()
}

/// What is told of a step; `seen` are the projects that were listed before it, with their cities.
fn events(before: &[Record], after: &[Record], seen: &BTreeMap<usize, usize>, dice: &mut Dice) -> String {
    let (old, now) = (ids(before), ids(after));
    let [mut gone, mut new, mut kept] = [&old - &now, &now - &old, &old & &now].map(|ids| {
        let mut list = Vec::from_iter(ids);
        dice.shuffle(&mut list);
        list
    });
    let find = |records: &[Record], id: usize| records.iter().find(|record| record.id == id).cloned();
    let area = |records: &[Record], id: usize| find(records, id).map(|record| record.area);
    let city = |records: &[Record], id: usize| find(records, id).map(|record| record.city);
    // Those that may be back under another id.
    let mut away: Vec<usize> = seen.keys().copied().filter(|id| !old.contains(id) && !now.contains(id)).collect();
    let mut text = moved(&kept, |id| area(before, id) != area(after, id), dice);
    while !gone.is_empty() || !new.is_empty() {
        let take = |list: &mut Vec<usize>, count: usize| list.split_off(list.len().saturating_sub(count));
        let event = match dice.below(11) {
            0 if !gone.is_empty() => one("closed", &[("projects", take(&mut gone, 1))]),
            1 if !gone.is_empty() => one("withdrawn", &[("projects", take(&mut gone, 2))]),
            2 if !gone.is_empty() => one("unexplained", &[("projects", take(&mut gone, 1))]),
            3 if !gone.is_empty() && !new.is_empty() => {
                let (from, to) = (take(&mut gone, 1 + dice.below(2)), take(&mut new, 1 + dice.below(2)));
                one("replaced", &[("from", from), ("to", to)])
            }
            4 if gone.len() > 1 && !new.is_empty() => {
                one("merged", &[("from", take(&mut gone, 2)), ("to", take(&mut new, 1))])
            }
            5 if !gone.is_empty() && !kept.is_empty() => {
                let into = take(&mut kept, 1);
                let from = take(&mut gone, 1).into_iter().chain(into.clone()).collect();
                one("merged", &[("from", from), ("to", into)])
            }
            6 if !new.is_empty() && !kept.is_empty() => {
                let from = take(&mut kept, 1);
                let to = take(&mut new, 1).into_iter().chain(from.clone()).collect();
                one("split", &[("from", from), ("to", to)])
            }
            // A project goes on in its own city.
            7 if !gone.is_empty()
                && !new.is_empty()
                && city(before, gone[gone.len() - 1]) == city(after, new[new.len() - 1]) =>
            {
                one("continued", &[("from", take(&mut gone, 1)), ("to", take(&mut new, 1))])
            }
            8 | 9 if !new.is_empty() && !seen.contains_key(&new[new.len() - 1]) => {
                let to = take(&mut new, 1);
                let home = city(after, to[0]);
                back(&mut away, home, seen)
                    .map_or_else(String::new, |from| one("returned", &[("from", from), ("to", to)]))
            }
            // Some of it nobody has told.
            _ => {
                gone.pop();
                new.pop();
                String::new()
            }
        };
        text.push_str(&event);
    }
    text
}

/// Some of those that stand in another focus area.
fn moved(kept: &[usize], is_moved: impl Fn(usize) -> bool, dice: &mut Dice) -> String {
    let moved = kept.iter().filter(|id| is_moved(**id)).filter(|_| dice.below(2) == 0);
    moved.map(|id| one("moved", &[("projects", vec![*id])])).collect()
}

/// One of the projects of that city that are away.
fn back(away: &mut Vec<usize>, city: Option<usize>, seen: &BTreeMap<usize, usize>) -> Option<Vec<usize>> {
    let at = away.iter().position(|id| seen.get(id).copied() == city)?;
    Some(vec![away.remove(at)])
}

fn one(event: &str, keys: &[(&str, Vec<usize>)]) -> String {
    let mut text = format!("      - event: {event}\n");
    for (key, ids) in keys {
        let ids: Vec<String> = ids.iter().map(|id| format!("project-{id}")).collect();
        let _ = writeln!(text, "        {key}: [{}]", ids.join(", "));
    }
    text + "        reason: It is made up.\n"
}
