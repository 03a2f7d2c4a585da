//! What is printed exactly as the figures give it passes the audit; a single changed number does not.

use std::fmt::Write;

use ascn_report::audit::{Audit, audit};
use ascn_report::measure::{self, Figures, Value};
use ascn_report::terms::PrintedShare;

use super::figures::network;
use super::networks::Made;

const NETWORKS: u64 = 40;

/// A printed number: where it stands in the file, where the audit says it is printed, of which figure.
struct Cell {
    path: Vec<String>,
    sheet: &'static str,
    figure: String,
    value: Number,
}

#[derive(Clone, Copy)]
enum Number {
    Count(u32),
    Share(PrintedShare),
}

impl Number {
    fn text(self) -> String {
        match self {
            Self::Count(count) => count.to_string(),
            Self::Share(share) => share.to_string(),
        }
    }

    /// Another number: one more, or a share that no rounding can make of the old one.
    fn changed(self) -> Self {
        match self {
            Self::Count(count) => Self::Count(count + 1),
            Self::Share(share) => Self::Share(PrintedShare { units: share.units + 7, ..share }),
        }
    }
}

/// Every number that a publication prints, as the figures give it.
fn cells(figures: &Figures) -> Vec<Cell> {
    let mut cells = Vec::new();
    // Counts of earlier years belong to their own publications, and those of bridges and of some of the cities to none.
    let is_own = |id: &str| {
        id.starts_with("projects") && ![".in-", ".bridge.", ".same-cities."].iter().any(|part| id.contains(part))
    };
    for figure in figures.all().iter().filter(|figure| is_own(&figure.id)) {
        let Value::Count(count) = figure.value else { continue };
        let parts: Vec<&str> = figure.id.split(".by-").skip(1).collect();
        let parts: Vec<(&str, &str)> = parts.iter().filter_map(|part| part.split_once('.')).collect();
        let mut add = |path: &[&str], sheet, is_share| {
            let whole = figures.count(figure.id.rsplit_once(".by-").map_or("projects", |(whole, _)| whole));
            let share = PrintedShare::of(count, whole.unwrap_or(0), 0);
            let value = if is_share { share.map(Number::Share) } else { Some(Number::Count(count)) };
            let figure = if is_share { format!("{}.share", figure.id) } else { figure.id.clone() };
            let path = path.iter().map(|key| (*key).to_owned()).collect();
            cells.extend(value.map(|value| Cell { path, sheet, figure, value }));
        };
        match parts.as_slice() {
            [("status", status)] => {
                add(&["text", "status_counts", status], "sheet-text", false);
                add(&["text", "status_shares", status], "sheet-text", true);
            }
            [("focus-area", area)] => add(&["exhibit_1", "focus_area_shares", area], "sheet-exhibit-1", true),
            [("city", city), ("focus-area", area), ("status", status)] if count > 0 => {
                add(&["exhibit_2", "cities", city, status, area], "sheet-exhibit-2", false);
            }
            [("member-state", state)] if count > 0 => {
                add(&["exhibit_3", "member_states", state, "total"], "sheet-exhibit-3", false);
            }
            [("member-state", state), ("project-type", kind)] => {
                add(&["exhibit_3", "member_states", state, "project_types", kind], "sheet-exhibit-3", false);
            }
            [("member-state", state), ("status", status)] => {
                add(&["exhibit_3", "member_states", state, "status_shares", status], "sheet-exhibit-3", true);
            }
            _ => {}
        }
    }
    cells.sort_by(|a, b| a.path.cmp(&b.path));
    cells
}

/// The numbers as they stand in a snapshot below `published:`, one of them perhaps changed.
fn block(cells: &[Cell], changed: Option<usize>) -> String {
    let mut text = String::new();
    let mut above: Vec<String> = Vec::new();
    for (place, cell) in cells.iter().enumerate() {
        let common = above.iter().zip(&cell.path).take_while(|(a, b)| a == b).count();
        for (depth, key) in cell.path.iter().enumerate().skip(common) {
            let indent = "  ".repeat(depth + 1);
            if depth + 1 == cell.path.len() {
                let value = if changed == Some(place) { cell.value.changed() } else { cell.value };
                let _ = writeln!(text, "{indent}{key}: {}", value.text());
            } else {
                let _ = writeln!(text, "{indent}{key}:");
            }
            if depth == 0 {
                text += "    source: report\n    pages: 1\n";
            }
        }
        above.clone_from(&cell.path);
    }
    text
}

/// The audit of one year with these numbers printed for it.
fn audited(made: &mut Made, place: usize, printed: String) -> Audit {
    made.years[place].printed = printed;
    let network = network(made.write().path());
    audit(&network, &network.years[place], &measure::figures(&network, place))
}

/// Networks of which the last year has records, with the place of that year and what would be printed of it.
fn networks() -> impl Iterator<Item = (String, Made, usize, Vec<Cell>)> {
    (0..NETWORKS).filter_map(|seed| {
        let mut made = Made::new(seed).typed();
        let listed = |year: &super::networks::Year| year.records.as_ref().is_some_and(|records| !records.is_empty());
        let place = made.years.iter().rposition(listed)?;
        made.years[place].projects = made.years[place].records.as_ref().map(Vec::len);
        let network = network(made.write().path());
        let cells = cells(&measure::figures(&network, place));
        Some((format!("network {seed}"), made, place, cells))
    })
}

#[test]
fn what_is_printed_as_it_was_counted_is_not_found_wanting() {
    let mut compared = 0;
    for (name, mut made, place, cells) in networks() {
        let audit = audited(&mut made, place, block(&cells, None));
        assert_eq!(audit.findings, [], "{name}");
        // The total of projects is printed as well.
        assert_eq!((audit.compared, audit.agreeing), (cells.len() + 1, cells.len() + 1), "{name}");
        compared += audit.compared;
    }
    assert!(compared > 800, "only {compared} numbers were compared");
}

#[test]
fn one_changed_number_is_named_by_a_finding() {
    let mut changed = 0;
    for (name, mut made, place, cells) in networks() {
        for (at, cell) in cells.iter().enumerate().step_by(3) {
            let audit = audited(&mut made, place, block(&cells, Some(at)));
            let differences = audit.findings.iter().flat_map(|finding| &finding.differences);
            let named: Vec<_> =
                differences.filter(|one| (one.sheet.key(), &one.figure) == (cell.sheet, &cell.figure)).collect();
            let (was, is) = (cell.value.text(), cell.value.changed().text());
            assert!(!named.is_empty(), "{name}: {} in {} became {is}", cell.figure, cell.sheet);
            let is_told = |one: &&ascn_report::audit::Difference| one.printed == is && one.counted == was;
            assert!(named.iter().any(is_told), "{name}: {} became {is}: {named:#?}", cell.figure);
            assert!(audit.agreeing < audit.compared, "{name}");
            changed += 1;
        }
    }
    assert!(changed > 300, "only {changed} numbers were changed");
}

#[test]
fn a_publication_without_records_is_held_to_its_own_numbers() {
    let mut changed = 0;
    for (name, mut made, place, cells) in networks() {
        made.years[place].records = None;
        let audit = audited(&mut made, place, block(&cells, None));
        assert_eq!((audit.findings, audit.compared), (vec![], 0), "{name}");
        for (at, cell) in cells.iter().enumerate().step_by(5) {
            let audit = audited(&mut made, place, block(&cells, Some(at)));
            assert!(!audit.findings.is_empty(), "{name}: {} in {}", cell.figure, cell.sheet);
            changed += 1;
        }
    }
    assert!(changed > 150, "only {changed} numbers were changed");
}
