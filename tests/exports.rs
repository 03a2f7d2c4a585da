//! The data for other programs: CSV to the letter, packages that the published validators take, inputs that come back.

use ascn_report::bundle::Bundle;
use ascn_report::load::schema::SCHEMAS;
use ascn_report::render::{Cell, csv};
use ascn_report::{Scope, make};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The inputs of the real record and of every whole case, by name.
fn all_inputs() -> Vec<(String, PathBuf)> {
    let entries = std::fs::read_dir(root().join("tests/cases")).expect("the cases");
    let folders = entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir());
    let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    let mut all: Vec<_> = folders.map(|path| (name(&path), path.join("inputs"))).collect();
    all.sort();
    all.push(("the record".to_owned(), root().join("inputs")));
    all
}

fn bundle(inputs: &Path) -> Bundle {
    let outcome = make(inputs, Path::new("no output is looked at"), Scope::All).expect("inputs that can be read");
    outcome.bundle.unwrap_or_else(|| panic!("{}: {:?}", inputs.display(), outcome.found))
}

/// The files of a bundle below a folder, by their path in it.
fn below<'a>(bundle: &'a Bundle, folder: &str) -> BTreeMap<&'a str, &'a [u8]> {
    bundle.files().filter_map(|(path, bytes)| Some((path.strip_prefix(folder)?, bytes))).collect()
}

fn write(files: &BTreeMap<&str, &[u8]>, folder: &Path) {
    for (path, bytes) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }
}

/// The editions of a bundle.
fn years(bundle: &Bundle) -> BTreeSet<String> {
    let paths = bundle.files().filter_map(|(path, _)| path.strip_suffix("/data/datapackage.json"));
    paths.map(str::to_owned).collect()
}

#[test]
fn the_exported_inputs_make_the_same_edition_again() {
    let mut compared = 0;
    for (name, inputs) in all_inputs() {
        let first = bundle(&inputs);
        for year in years(&first) {
            let folder = tempfile::tempdir().expect("a folder");
            write(&below(&first, &format!("{year}/data/inputs/")), folder.path());
            let second = bundle(folder.path());
            let prefix = format!("{year}/");
            let (a, b) = (below(&first, &prefix), below(&second, &prefix));
            let paths: BTreeSet<&str> = a.keys().chain(b.keys()).copied().collect();
            let mut differing: Vec<&str> = paths.into_iter().filter(|path| a.get(path) != b.get(path)).collect();
            // It names the files of inputs, which are others.
            differing.retain(|path| *path != "manifest.json");
            assert!(differing.is_empty(), "{name}, {year}: {differing:?}");
            compared += 1;
        }
    }
    assert!(compared > 10, "only {compared} editions were compared");
}

/// The rows of a CSV file, read by the letter of RFC 4180, and without the guard of formulas.
fn parsed(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), String::new());
    let mut signs = text.chars().peekable();
    let mut is_quoted = false;
    while let Some(sign) = signs.next() {
        match sign {
            '"' if is_quoted && signs.peek() == Some(&'"') => cell.push(signs.next().expect("a quote")),
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !is_quoted => {
                assert_eq!(signs.next(), Some('\n'), "a line ends in CR and LF");
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            sign => cell.push(sign),
        }
    }
    assert!(cell.is_empty() && row.is_empty() && !is_quoted, "the last line has its end");
    let bare = |cell: String| cell.strip_prefix('\'').map_or(cell.clone(), str::to_owned);
    rows.into_iter().map(|row: Vec<String>| row.into_iter().map(bare).collect()).collect()
}

#[test]
fn csv_is_written_by_the_letter() {
    fn text(text: &str) -> Cell<'_> {
        text.into()
    }
    // The examples of RFC 4180, section 2, and the signs of OWASP ASVS 5.0, 1.2.10.
    let rows = [
        (vec![text("aaa"), text("b\r\nbb"), text("ccc")], "aaa,\"b\r\nbb\",ccc\r\n"),
        (vec![text("aaa"), text("b\"bb"), text("c,c")], "aaa,\"b\"\"bb\",\"c,c\"\r\n"),
        (vec![text("=1+1"), text("+1"), text("-1")], "'=1+1,'+1,'-1\r\n"),
        (vec![text("@SUM(A1)"), text("\t=1"), text("\0=1")], "'@SUM(A1),'\t=1,'\0=1\r\n"),
        (vec![text("=1,\"2\""), text("\n=1"), text("\r=1")], "\"'=1,\"\"2\"\"\",\"'\n=1\",\"'\r=1\"\r\n"),
        (vec![text("＝1"), text("'quoted'"), text("a=1")], "'＝1,''quoted',a=1\r\n"),
        (vec![Cell::Number(-5), Cell::Flag(true), Cell::Nothing], "-5,true,\r\n"),
    ];
    for (row, expected) in rows {
        let made = csv(["a", "b", "c"], std::slice::from_ref(&row));
        assert_eq!(made, format!("a,b,c\r\n{expected}"));
        let back = parsed(&made).pop().expect("a row");
        for (cell, back) in row.iter().zip(back) {
            assert!(!matches!(cell, Cell::Text(text) if *text != back), "{cell:?} came back as {back:?}");
        }
    }
    assert_eq!(csv(["only"], &[vec![Cell::Nothing]]), "only\r\n\"\"\r\n", "an empty row is a row");
}

#[test]
fn the_tables_say_the_same_in_csv_in_json_and_in_the_figures_file() {
    let mut compared = 0;
    for (name, inputs) in all_inputs() {
        let bundle = bundle(&inputs);
        for year in years(&bundle) {
            let files = below(&bundle, &format!("{year}/"));
            let json = |path: &str| -> Value { serde_json::from_slice(files[path]).expect("JSON") };
            let (data, figures) = (json("data/data.json"), json("figures.json"));
            for (schema, _) in SCHEMAS {
                let made = std::fs::read(root().join(format!("inputs/schema/{schema}.json"))).expect("a schema");
                assert!(files[format!("data/schema/{schema}.json").as_str()] == made, "{name}, {year}, {schema}");
            }
            let tables = data["tables"].as_object().expect("tables");
            for (table, rows) in tables {
                let text = std::str::from_utf8(files[format!("data/{table}.csv").as_str()]).expect("UTF-8");
                let mut lines = parsed(text).into_iter();
                let heads = lines.next().expect("names of columns");
                let plain = |value: &Value| match value {
                    Value::Null => String::new(),
                    Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                let rows = rows.as_array().expect("rows").iter();
                let rows: Vec<Vec<String>> =
                    rows.map(|row| heads.iter().map(|head| plain(&row[head])).collect()).collect();
                assert_eq!(lines.collect::<Vec<_>>(), rows, "{name}, {year}, {table}");
            }
            for row in tables["figures"].as_array().expect("rows") {
                let figure = &figures["figures"][row["id"].as_str().expect("an id")];
                for key in ["kind", "text", "definition", "basis", "confidence"] {
                    assert_eq!(row[key], figure[key], "{name}, {year}, {}", row["id"]);
                }
                let value = match figure["kind"].as_str().expect("a kind") {
                    "change" => &figure["value"]["change"],
                    "rank-change" => {
                        let place = |end: &str| figure["value"][end].as_i64().expect("a place");
                        &Value::from(place("from") - place("to"))
                    }
                    "count" | "rank" => &figure["value"],
                    _ => &Value::Null,
                };
                assert_eq!(&row["value"], value, "{name}, {year}, {}", row["id"]);
                for key in ["part", "whole", "from", "to"] {
                    let exact =
                        if figure["kind"] == "points" { &figure["value"]["to"][key] } else { &figure["value"][key] };
                    assert_eq!(&row[key], exact, "{name}, {year}, {}", row["id"]);
                }
                compared += 1;
            }
            let count = figures["figures"].as_object().expect("figures").len();
            assert_eq!(tables["figures"].as_array().map(Vec::len), Some(count), "{name}, {year}");
        }
    }
    assert!(compared > 5000, "only {compared} figures were compared");
}

/// What the published validators say of the data folders below a folder, and whether they take them.
fn validated(folder: &Path) -> (bool, String) {
    let script = root().join("tests/exports/validate.sh");
    let done = Command::new("bash").arg(script).arg(folder).output().expect("bash runs");
    let told = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert_ne!(done.status.code(), Some(3), "the validators cannot be had: {}", told(&done.stderr));
    (done.status.success(), told(&done.stdout) + &told(&done.stderr))
}

#[test]
fn the_published_validators_take_every_package_and_refuse_a_broken_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut count = 0;
    for (name, inputs) in all_inputs() {
        let bundle = bundle(&inputs);
        count += years(&bundle).len();
        let data: BTreeMap<&str, &[u8]> = bundle.files().filter(|(path, _)| path.contains("/data/")).collect();
        write(&data, &folder.path().join(name));
    }
    let (is_sound, told) = validated(folder.path());
    assert!(is_sound, "{told}");
    assert_eq!(told.trim(), format!("{count} packages"));

    let whole = folder.path().join("the record/2024/data");
    let broken = tempfile::tempdir().expect("a folder");
    for (path, from, to) in [
        ("projects.csv", ",phnom-penh,cambodia,", ",atlantis,cambodia,"),
        ("projects.csv", ",completed,", ",Completed,"),
        ("figures.csv", ",share,", ",half,"),
        ("cities.csv", "member_state", "country"),
        ("inputs/2024.json", "\"focus_area\"", "\"area\""),
    ] {
        let text = std::fs::read_to_string(whole.join(path)).expect("text");
        assert!(text.contains(from), "{path} has no {from}");
        copy(&whole, broken.path());
        std::fs::write(broken.path().join(path), text.replacen(from, to, 1)).expect("a file");
        let (is_sound, told) = validated(broken.path());
        assert!(!is_sound, "{path} with {to} for {from} is taken: {told}");
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            std::fs::create_dir_all(&target).expect("a folder");
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).expect("a copy");
        }
    }
}
