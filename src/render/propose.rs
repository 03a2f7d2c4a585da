//! What the ledger does not tell yet, as events to paste into it.

use crate::check::{Network, Record};
use crate::measure::{Candidate, Lineage, Open, open, open_cities};
use crate::terms::Event;
use std::fmt::Write;

/// The events of a step that the ledger does not tell, ready to paste; nothing where it tells all.
///
/// With `again`, also the projects that are told as unexplained, with what they may have become.
pub fn proposals(network: &Network, step: &Lineage<'_>, again: bool) -> Option<String> {
    let all = open(network, step, again);
    let cities = open_cities(network, step);
    if all.is_empty() && cities.is_empty() {
        return None;
    }
    let (from, to) = (step.earlier.year, step.later.year);
    let is_known = network.lineage.iter().any(|known| known.from == from && known.to == to);
    let mut text =
        format!("# {from} to {to}: give each event its reason; an event that is not right is changed or taken out.\n");
    // Writing to a string cannot fail.
    let _ = if is_known {
        writeln!(text, "# Put these among the `events:` of the step from {from} to {to}.")
    } else {
        writeln!(
            text,
            "# Put this step under `steps:`, and write the id of a source and how sure the events are.\n  - from: {from}\n    to: {to}\n    source:\n    confidence:\n    events:"
        )
    };
    let gone: Vec<&Open<'_>> = all.iter().filter(|open| open.event == Event::Unexplained).collect();
    for open in gone {
        text.push_str(&departure(network, open));
    }
    for event in [Event::Renamed, Event::Moved, Event::Reopened, Event::SetBack, Event::Returned, Event::New] {
        let of_kind: Vec<&Record> = all.iter().filter(|open| open.event == event).map(|open| open.record).collect();
        text.push_str(&together(step, event, &of_kind));
    }
    for (event, city) in cities {
        let date = {
            let (year, as_of) = (step.later.year, step.later.as_of);
            if event == Event::CityJoined {
                city.membership.joined_by(year, as_of)
            } else {
                city.membership.left_by(year, as_of)
            }
        };
        let date = date.map_or_else(String::new, |date| format!("        date: {}\n", date.0));
        let _ =
            write!(text, "      - event: {}\n        city: {}\n{date}        reason:\n", event.word(), city.code.key);
    }
    Some(text)
}

/// A project that is no longer listed, with what it may have become.
fn departure(network: &Network, open: &Open<'_>) -> String {
    let record = open.record;
    let city = network.cities.get(record.city.place()).map_or("", |city| city.code.name.as_str());
    let mut text = format!("      # No longer listed: “{}” of {city}.\n", one_line(record.title()));
    for candidate in &open.candidates {
        let key = &candidate.record.key;
        let _ = writeln!(text, "      # Perhaps `{key}`: {}.", evidence(record, candidate));
        let _ = writeln!(
            text,
            "      # If it is, put this in the place of the next event, and take `{key}` out of the event `new`:"
        );
        let _ = writeln!(text, "      #- event: continued  # or replaced, if it took the other's place");
        let _ = writeln!(text, "      #  from: [{}]\n      #  to: [{key}]\n      #  reason:", record.key);
    }
    if open.candidates.is_empty() {
        text.push_str("      # No new project of the city is like it.\n");
    }
    let _ =
        writeln!(text, "      - event: unexplained  # or closed, withdrawn; or replaced, continued with from: and to:");
    let _ = writeln!(text, "        projects: [{}]\n        reason:", record.key);
    text
}

fn evidence(gone: &Record, candidate: &Candidate<'_>) -> String {
    let mut parts = vec![format!("“{}”, {} of 100", one_line(candidate.record.title()), candidate.score)];
    if gone.focus_area == candidate.record.focus_area {
        parts.push("the same focus area".to_owned());
    }
    if gone.project_type.is_some() && gone.project_type == candidate.record.project_type {
        parts.push("the same project type".to_owned());
    }
    if !candidate.words.is_empty() {
        parts.push(format!("both say {}", candidate.words.join(", ")));
    }
    parts.join("; ")
}

/// Projects of which one event can tell, with what the lists show as comments.
fn together(step: &Lineage<'_>, event: Event, records: &[&Record]) -> String {
    if records.is_empty() {
        return String::new();
    }
    let mut text = String::new();
    for record in records {
        let before = step.kept().find(|(_, after, _)| after.key == record.key).map(|(before, _, _)| before);
        let _ = match (event, before) {
            (Event::Renamed, Some(before)) => {
                writeln!(
                    text,
                    "      # {}: “{}”, now “{}”",
                    record.key,
                    one_line(before.title()),
                    one_line(record.title())
                )
            }
            _ => writeln!(text, "      # {}: “{}”", record.key, one_line(record.title())),
        };
    }
    let keys: Vec<&str> = records.iter().map(|record| record.key.as_str()).collect();
    let _ = writeln!(text, "      - event: {}\n        projects:", event.word());
    for key in keys {
        let _ = writeln!(text, "          - {key}");
    }
    text.push_str("        reason:\n");
    text
}

/// A title as a comment can hold it.
fn one_line(title: &str) -> String {
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}
