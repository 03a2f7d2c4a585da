//! Next year's snapshot as a file to fill in: ids and titles carried forward and marked so, statuses left empty.

use crate::check::{Network, Record, Year};
use crate::terms::{CityId, Confidence, When};
use std::fmt::Write as _;

/// The snapshot of `year`, from the records of an earlier one.
///
/// Every `status:` is empty, which is a fault until somebody fills it in; that of the earlier year stands behind it as a
/// comment. What is carried forward says from which year until somebody has confirmed it and taken the line out.
pub fn snapshot(network: &Network, from: &Year, year: i32) -> String {
    let statuses: Vec<String> = network.statuses.iter().map(|status| format!("`{}`", status.code.key)).collect();
    let mut text = format!(
        "# yaml-language-server: $schema=schema/snapshot.json\n\
         # The snapshot of {year}, carried forward from {}. To do:\n\
         # 1. Write the cut-off date behind `as_of:`, and the documents under `sources:`.\n\
         # 2. Fill in every `status:` with one of {}; behind it stands that of {}.\n\
         #    Take out projects that are no longer listed; completed ones stay.\n\
         # 3. Look at title, focus area, type, codes and description; when they are right, take out `carried_from:`.\n\
         # 4. Add new projects, each with an id of its own.\n\
         year: {year}\nas_of:\n\nsources: []\n\nrecords:\n",
        from.year,
        statuses.join(", "),
        from.year
    );
    for (place, city) in network.cities.iter().enumerate() {
        let id = CityId::at(place);
        let (was, is) = (city.belongs(from.year, from.as_of), city.belongs(year, When::Year(year)));
        if was && !is {
            let _ =
                writeln!(text, "\n  # {} has left the network; its projects are not carried forward", city.code.name);
        }
        if !is {
            continue;
        }
        let records = from.records.iter().flatten().filter(|record| record.city == id);
        let records: Vec<&Record> = records.collect();
        let none = match (was, records.is_empty()) {
            (false, _) => format!(": joined since {}; add its projects", from.year),
            (true, true) => ": no projects listed in the year before".to_owned(),
            (true, false) => String::new(),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(text, "\n  # {}{none}", city.code.name);
        for record in records {
            write_record(&mut text, network, record, from.year);
        }
    }
    text
}

fn write_record(text: &mut String, network: &Network, record: &Record, year: i32) {
    let city = network.cities.get(record.city.place()).map_or("", |city| city.code.key.as_str());
    let area = network.focus_areas.get(record.focus_area.place()).map_or("", |area| area.code.key.as_str());
    let kind = record.project_type.and_then(|kind| network.project_types.get(kind.place()));
    let _ = writeln!(text, "  - id: {}\n    city: {city}\n    carried_from: {year}", record.key);
    let _ = writeln!(text, "    title: {}\n    focus_area: {area}", quoted(record.title()));
    if let Some(kind) = kind {
        let _ = writeln!(text, "    project_type: {}", kind.code.key);
    }
    let status = network.statuses.get(record.status.place()).map_or("", |status| status.code.key.as_str());
    let doubt = record.doubts.status.as_ref().filter(|doubt| doubt.level != Confidence::Unknown);
    let doubt = doubt.map_or_else(String::new, |doubt| format!(" ({})", doubt.level.word()));
    let _ = writeln!(text, "    status:  # {year}: {status}{doubt}");
    write_codes(text, network, record);
    let _ = writeln!(text, "    description: {}", quoted(record.description()));
    let doubts = &record.doubts;
    let doubts = [
        ("title", &doubts.title),
        ("focus_area", &doubts.focus_area),
        ("project_type", &doubts.project_type),
        ("codes", &doubts.codes),
    ];
    let doubts: Vec<_> = doubts.iter().filter_map(|(key, doubt)| Some((key, doubt.as_ref()?))).collect();
    if !doubts.is_empty() {
        let _ = writeln!(text, "    confidence:");
    }
    for (key, doubt) in doubts {
        let _ =
            writeln!(text, "      {key}:\n        level: {}\n        why: {}", doubt.level.word(), quoted(&doubt.why));
    }
}

/// The codes of further lists, a line a list.
fn write_codes(text: &mut String, network: &Network, record: &Record) {
    if !record.more.codes.is_empty() {
        let _ = writeln!(text, "    codes:");
    }
    for (place, list) in network.code_lists.iter().enumerate() {
        let own = record.more.codes.iter().filter(|(of, _)| of.place() == place);
        let own = own.filter_map(|(_, code)| list.entries.get(code.place()));
        let own: Vec<&str> = own.map(|(code, _)| code.key.as_str()).collect();
        if !own.is_empty() {
            let _ = writeln!(text, "      {}: [{}]", list.code.key, own.join(", "));
        }
    }
}

/// Text between single quotes (YAML 1.2.2, section 7.3.2); the inputs hold neither line ends nor hidden characters.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
