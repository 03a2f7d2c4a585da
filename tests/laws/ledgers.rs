//! Made-up ledgers: some of what happened is told, in every way in which it can be.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::networks::{Dice, Made, Record, Year};

/// A ledger for a network; nothing where there is no step.
pub(super) fn ledger(made: &Made, dice: &mut Dice) -> Option<String> {
    let listed: Vec<(&Year, &Vec<Record>)> =
        made.years.iter().filter_map(|year| Some((year, year.records.as_ref()?))).collect();
    let mut text = String::from("sources:\n  - id: lists\n    document: Lists\n\nsteps:\n");
    for (before, after) in listed.iter().zip(listed.iter().skip(1)) {
        let head = "    source: lists\n    confidence: inferred\n    events:\n";
        let _ = write!(text, "  - from: {}\n    to: {}\n{head}", before.0.year, after.0.year);
        let events = events(before.1, after.1, dice);
        text.push_str(if events.is_empty() { "      []\n" } else { &events });
    }
    (listed.len() > 1).then_some(text)
}

fn ids(records: &[Record]) -> BTreeSet<usize> {
    records.iter().map(|record| record.id).collect()
}

fn events(before: &[Record], after: &[Record], dice: &mut Dice) -> String {
    let (old, now) = (ids(before), ids(after));
    let mut gone: Vec<usize> = old.difference(&now).copied().collect();
    let mut new: Vec<usize> = now.difference(&old).copied().collect();
    let mut kept: Vec<usize> = old.intersection(&now).copied().collect();
    for list in [&mut gone, &mut new, &mut kept] {
        dice.shuffle(list);
    }
    let area = |records: &[Record], id: usize| records.iter().find(|record| record.id == id).map(|record| record.area);
    let city = |records: &[Record], id: usize| records.iter().find(|record| record.id == id).map(|record| record.city);
    let mut text = String::new();
    for id in kept.iter().filter(|id| area(before, **id) != area(after, **id)) {
        if dice.below(2) == 0 {
            text.push_str(&one("moved", &[("projects", vec![*id])]));
        }
    }
    while !gone.is_empty() || !new.is_empty() {
        let take = |list: &mut Vec<usize>, count: usize| list.split_off(list.len().saturating_sub(count));
        let event = match dice.below(9) {
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

fn one(event: &str, keys: &[(&str, Vec<usize>)]) -> String {
    let mut text = format!("      - event: {event}\n");
    for (key, ids) in keys {
        let ids: Vec<String> = ids.iter().map(|id| format!("project-{id}")).collect();
        let _ = writeln!(text, "        {key}: [{}]", ids.join(", "));
    }
    text + "        reason: It is made up.\n"
}
