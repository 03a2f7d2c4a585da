//! Snapshots as CSV: the same reports, byte for byte, as from the same records in YAML or JSON.

use ascn_report::bundle::Bundle;
use ascn_report::diagnostic::{Diagnostics, Style, render};
use ascn_report::load::written::Said;
use ascn_report::load::{self, MOST_CARRIED, csv::GUARDED};
use ascn_report::{Scope, make, rules};
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

use crate::laws::networks::Dice;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The report of a folder of inputs.
fn bundle(inputs: &Path) -> Bundle {
    let outcome = make(inputs, Path::new("no output is looked at"), Scope::All).expect("readable inputs");
    outcome.bundle.unwrap_or_else(|| panic!("{}: {:?}", inputs.display(), outcome.found))
}

/// A folder with the inputs that the last edition of a case rests on, as JSON.
fn copied(made: &Bundle) -> (TempDir, Vec<PathBuf>) {
    let folder = tempfile::tempdir().expect("there is room");
    let years: BTreeSet<&str> =
        made.files().filter_map(|(path, _)| path.split_once('/')).map(|(year, _)| year).collect();
    let last = years.into_iter().rfind(|year| year.parse::<u32>().is_ok()).expect("an edition");
    let start = format!("{last}/data/inputs/");
    let mut snapshots = Vec::new();
    for (path, bytes) in made.files() {
        let Some(name) = path.strip_prefix(&start) else { continue };
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("there is room");
        fs::write(&path, bytes).expect("there is room");
        if name.trim_end_matches(".json").parse::<u32>().is_ok() {
            snapshots.push(path);
        }
    }
    (folder, snapshots)
}

/// The values of a record under the names of their columns.
fn flat(value: &Value, path: &str, cells: &mut Map<String, Value>) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match value {
        Value::Object(entries) => entries.iter().for_each(|(key, value)| flat(value, &below(key), cells)),
        Value::Array(items) if items.iter().all(Value::is_string) => {
            let words: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
            cells.insert(path.to_owned(), words.join(" ").into());
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, value)| flat(value, &below(&(at + 1).to_string()), cells));
        }
        value => drop(cells.insert(path.to_owned(), value.clone())),
    }
}

/// Records as CSV, with that end of lines.
fn table(records: &[Value], end: &str) -> String {
    let mut rows: Vec<Map<String, Value>> = Vec::new();
    for record in records {
        rows.push(Map::new());
        flat(record, "", rows.last_mut().expect("a row"));
    }
    let required = ["id", "city", "title", "focus_area", "status", "description"].map(str::to_owned);
    let columns: BTreeSet<String> = rows.iter().flat_map(Map::keys).cloned().chain(required).collect();
    let cell = |row: &Map<String, Value>, column: &String| {
        let text = row.get(column).map_or_else(String::new, |value| match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        });
        let guard = if text.starts_with(GUARDED) { "'" } else { "" };
        let text = format!("{guard}{text}");
        if text.contains([',', '"', '\n']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text }
    };
    let mut text = columns.iter().cloned().collect::<Vec<_>>().join(",") + end;
    for row in &rows {
        text += &(columns.iter().map(|column| cell(row, column)).collect::<Vec<_>>().join(",") + end);
    }
    text
}

#[test]
fn tables_give_the_same_bytes_as_other_files() {
    let mut tables = 0;
    for case in ["codes", "ledger", "partnerships", "small", "stories"] {
        let inputs = root().join("tests/cases").join(case).join("inputs");
        let (folder, snapshots) = copied(&bundle(&inputs));
        let before = bundle(folder.path());
        for (place, path) in snapshots.iter().enumerate() {
            let text = fs::read_to_string(path).expect("text");
            let mut snapshot: Map<String, Value> = serde_json::from_str(&text).expect("JSON");
            let Some(Value::Array(records)) = snapshot.remove("records") else { continue };
            let (mark, end) = if place % 2 == 0 { ("", "\n") } else { ("\u{feff}", "\r\n") };
            fs::write(path.with_extension("csv"), format!("{mark}{}", table(&records, end))).expect("there is room");
            fs::write(path, serde_json::to_string(&snapshot).expect("JSON")).expect("there is room");
            tables += 1;
        }
        let after = bundle(folder.path());
        let mut differing: Vec<&str> =
            before.files().filter(|(path, bytes)| after.get(path) != Some(bytes)).map(|(path, _)| path).collect();
        // It names the files of inputs, which are others.
        differing.retain(|path| !path.ends_with("manifest.json"));
        assert!(differing.is_empty() && before.len() == after.len(), "{}: {differing:?}", inputs.display());
    }
    assert!(tables > 8, "only {tables} tables were tried");
}

/// A folder with sound registers, and no snapshot yet.
fn registers() -> TempDir {
    let folder = tempfile::tempdir().expect("there is room");
    for name in ["framework.yaml", "cities.yaml", "partners.yaml"] {
        fs::copy(root().join("tests/rejects/base").join(name), folder.path().join(name)).expect("there is room");
    }
    folder
}

/// The sound inputs with these rows in the place of the records of 2024.
fn with_rows(rows: &str) -> Vec<String> {
    let folder = registers();
    fs::write(folder.path().join("2024.yaml"), "year: 2024\nas_of: 2024-09-25\n").expect("there is room");
    fs::write(folder.path().join("2024.csv"), rows).expect("there is room");
    let outcome = make(folder.path(), Path::new("no output is looked at"), Scope::All).expect("readable inputs");
    assert!(outcome.bundle.is_some(), "{:?}", outcome.found);
    let inputs = load::inputs(folder.path(), &mut Diagnostics::default()).expect("readable inputs");
    let records = inputs.snapshots.iter().flat_map(|snapshot| snapshot.records.iter().flatten());
    records.map(|record| record.title.value.to_string()).collect()
}

#[test]
fn cells_say_what_they_say_in_a_spreadsheet() {
    let of = |title: &str| {
        let head = "id,city,title,focus_area,status,description";
        let rows = with_rows(&format!(
            "{head}\r\n\r\none,example-city,{title},open-places,planning,Plants trees.\r\n,,,,,\r\n"
        ));
        rows.into_iter().next().expect("a record")
    };
    assert_eq!(of("Example Park"), "Example Park");
    assert_eq!(of(" Example Park "), "Example Park");
    assert_eq!(of("\"Example, Park\""), "Example, Park");
    assert_eq!(of("\"Example \"\"Park\"\"\""), "Example \"Park\"");
    assert_eq!(of("\"Example\r\nPark\""), "Example Park");
    assert_eq!(of("Example \"Park\""), "Example \"Park\"");
    // An apostrophe before the sign of a formula, or before another one, keeps spreadsheets off, and is no part of it.
    assert_eq!(of("'=Park"), "=Park");
    assert_eq!(of("''Park"), "'Park");
    assert_eq!(of("\"'-Park, Example\""), "-Park, Example");
    assert_eq!(of("'Park"), "'Park");
    assert_eq!(of("~"), "~");
}

/// Where numbers have a comma, spreadsheets put semicolons between cells; and a line for spreadsheets alone may say which.
#[test]
fn semicolons_part_cells_as_commas_do() {
    let rows = "id;city;title;focus_area;status;description\r\none;example-city;\"Park; north, south\";open-places;planning;A; \r\n";
    let rows = rows.replace("A; ", "\"Plants, \"\"all\"\" over; trees.\"");
    let title = vec!["Park; north, south".to_owned()];
    assert_eq!(with_rows(&rows), title);
    assert_eq!(with_rows(&format!("\u{feff}{rows}")), title);
    assert_eq!(with_rows(&format!("sep=;\r\n{rows}")), title);
    assert_eq!(with_rows(&format!("\n\nSEP=;\n\n{rows}")), title);
    let commas =
        "id,city,title,focus_area,status,description\none,example-city,Park; north,open-places,planning,Trees.\n";
    assert_eq!(with_rows(&format!("\u{feff}sep=,\r\n{commas}")), ["Park; north"]);
}

/// Rows as they come: sound ones, and such as a line does not hold, or has a fault of its own.
const ROWS: [&str; 21] = [
    "one,example-city,Example Park,open-places,planning,Plants trees.,12,",
    "two,example-city,\"Park, north\",open-places,on-going,\"Plants \"\"all\"\" trees.\",1,report",
    "three,example-city,\"Example\nGarden\",open-places,planning,Plants trees.,2,",
    "four,example-city,Example \"Lake,open-places,completed,\"Plants\ntrees.\",3,",
    "five,example-city,Example Square,open-places,plannig,Plants trees.,4,",
    "six,example-town,Example Square,open-places,planning,Plants trees.,4,",
    "seven,example-city,Example Square,open-place,planning,Plants trees.,4,report",
    "eight,example-city,,open-places,planning,Plants trees.,04,",
    "Nine,example-city,Example Hall,open-places,planning,Plants trees.,5,",
    "ten,example-city,Example Hall,open-places,planning,Plants trees.",
    "eleven,example-city, Example Roof ,open-places,planning,\"Plants\ttrees.\",5,other",
    ",,,,,,,",
    "",
    "twelve,example-city,Example Field,open-places,completed,Plants 12 trees in 2019.,6,",
    "thirteen,example-city,Example\rFarm,open-places,planning,Plants trees.,6,",
    "fourteen,example-city,Example Wood,open-places,planning,Plants trees.,6, \r",
    "one,example-city,Example Park,open-places,on-going,Plants trees.,12,",
    "=fifteen,example-city,Example Bay,open-places,planning,'=Plants trees.,6,",
    "fifteen,example-city,Example Loch,open-places,planning,LONG,6,",
    "sixteen,example-city,Example Hill,open-places,planning,Plants\u{200b} trees.,6,",
    "seventeen,example-city,\"Example\" Hill,open-places,planning,Plants trees.,6,",
];

/// What is found in a folder with these rows in three years under these heads, and every record with all its places.
fn with_years(rows: &[String; 3], heads: [&str; 3]) -> (String, Vec<String>, usize) {
    let folder = registers();
    for (year, (rows, heads)) in (2022..).zip(rows.iter().zip(heads)) {
        let sources = "sources:\n  - id: report\n    document: Example report\ndefaults:\n  source: report\n";
        let head = format!("year: {year}\nas_of: {year}-09-25\n{sources}");
        fs::write(folder.path().join(format!("{year}.yaml")), head).expect("there is room");
        fs::write(folder.path().join(format!("{year}.csv")), format!("{heads}\n{rows}")).expect("there is room");
    }
    let mut found = Diagnostics::default();
    let mut inputs = load::inputs(folder.path(), &mut found).expect("readable inputs");
    rules::check(&inputs, &mut found);
    load::reread(&mut inputs.sources, &found, std::iter::empty());
    let told: Vec<String> =
        found.sorted(&inputs.sources).into_iter().map(|one| render(one, &inputs.sources, Style::Plain)).collect();
    let records: Vec<_> = inputs.records().collect();
    let said: BTreeSet<usize> = records.iter().map(|record| std::ptr::from_ref::<Said>(record).addr()).collect();
    let shown = records.iter().map(|record| format!("{record:?}")).collect();
    (told.join("\n").replace(&*folder.path().to_string_lossy(), ""), shown, records.len() - said.len())
}

/// A row that stands in several years as it is says what it would say alone: the same values at the same places, and the
/// same faults.
#[test]
fn a_row_that_repeats_says_what_it_would_say_alone() {
    const HEADS: [&str; 3] = [
        "id,city ,title,focus_area,status,description,number,source",
        "id ,city,title,focus_area,status,description,number,source",
        "id,city,title ,focus_area,status,description,number,source",
    ];
    let (mut dice, mut shared) = (Dice::new(7), 0);
    for round in 0..300 {
        let count = 1 + dice.below(if round % 3 == 0 { 3 } else { 12 });
        let pool = if round % 2 == 0 { ROWS.len() } else { 3 };
        let end = ["\n", "\r\n"][dice.below(2)];
        let first: Vec<usize> = (0..count).map(|_| dice.below(pool)).collect();
        let rows = std::array::from_fn(|_| {
            let kept: Vec<&str> = first.iter().filter(|_| dice.below(6) > 0).map(|row| ROWS[*row]).collect();
            // Longer than a line that is known again.
            (kept.join(end) + ["", end][dice.below(2)]).replace("LONG", &"€".repeat(3_000))
        });
        let (told, records, held) = with_years(&rows, [HEADS[0]; 3]);
        let (alone_told, alone_records, held_alone) = with_years(&rows, HEADS);
        // A table without projects is shown by its heads.
        let alone_told = HEADS.iter().fold(alone_told, |told, heads| told.replace(heads, HEADS[0]));
        assert_eq!(told, alone_told, "{rows:?}");
        assert_eq!(records, alone_records, "{rows:?}");
        shared += held.saturating_sub(held_alone);
    }
    assert!(shared > 500, "only {shared} rows were known again");
}

/// The same row under other heads says something else.
#[test]
fn a_row_means_what_its_heads_say() {
    let row = "one,example-city,Example Park,open-places,planning,Plants trees.,12,report".to_owned();
    let heads = "id,city,title,focus_area,status,description,number,source";
    let swapped = "id,city,description,focus_area,status,title,number,source";
    let (_, records, held) = with_years(&[row.clone(), row.clone(), row], [heads, swapped, heads]);
    let titled = |title: &str| {
        records.iter().filter(|record| record.contains(&format!("title: Own {{ value: \"{title}\""))).count()
    };
    assert_eq!((titled("Example Park"), titled("Plants trees."), held), (2, 1, 1), "{records:?}");
}

/// A table of more lines than records are carried as data, and of few records, is carried.
#[test]
fn a_table_of_many_lines_and_few_records_is_carried_as_data() {
    const LINES: usize = 1_000;
    const RECORDS: usize = MOST_CARRIED / LINES + 1;
    let folder = registers();
    let text = "a\n".repeat(LINES);
    let row = |at: usize| format!("park-{at},example-city,Park {at} of many,open-places,planning,\"{text}\"\n");
    let rows: String = (0..RECORDS).map(row).collect();
    assert!(rows.matches('\n').count() > MOST_CARRIED, "there are too few lines");
    let heads = "id,city,title,focus_area,status,description";
    fs::write(folder.path().join("2024.yaml"), "year: 2024\nas_of: 2024-09-25\n").expect("there is room");
    fs::write(folder.path().join("2024.csv"), format!("{heads}\n{rows}")).expect("there is room");
    let made = bundle(folder.path());
    let data = made.get("2024/data/inputs/2024.json").expect("the records are carried");
    let snapshot: Value = serde_json::from_slice(data).expect("JSON");
    let records = snapshot.get("records").and_then(Value::as_array).map_or(0, Vec::len);
    assert_eq!(records, RECORDS);
}
