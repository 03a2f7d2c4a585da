//! The data of an edition for other programs: tables as CSV and JSON with their description, and the inputs as JSON.

mod codes;
mod columns;
mod package;
mod plans;
mod tables;

use super::RenderError;
use super::csv::{Cell, csv};
use crate::bundle::Bundle;
use crate::exhibit::Edition;
use crate::load::schema::{SCHEMAS, schema};
use crate::load::{Data, data_text};
use columns::Form;
use serde_json::{Map, Value, json};

/// A table with its rows.
#[derive(Debug)]
struct Table {
    form: &'static Form,
    rows: Vec<Vec<Cell>>,
}

/// Puts the data of an edition into the bundle, under `data/` in its folder: each table as CSV, all of them as one JSON
/// file, their description as a Frictionless Data Package, the inputs that the edition rests on, and their schemas.
pub fn data(edition: Edition<'_>, inputs: &Data, bundle: &mut Bundle) -> Result<(), RenderError> {
    let folder = format!("{}/data", edition.year.year);
    let tables = tables::all(edition);
    let mut sizes = Vec::new();
    for table in &tables {
        let text = csv(table.form.columns.iter().map(|column| column.name), &table.rows);
        sizes.push(text.len());
        bundle.add(&format!("{folder}/{}.csv", table.form.name), text.into_bytes())?;
    }
    for (path, text) in inputs.texts_up_to(edition.year.year) {
        bundle.add(&format!("{folder}/inputs/{path}"), text.as_bytes().to_vec())?;
    }
    for (name, bytes) in inputs.up_to(edition.year.year) {
        bundle.add_shared(&format!("{folder}/inputs/{name}.json"), bytes)?;
    }
    let mut add = |name: &str, value: &Value| -> Result<(), RenderError> {
        Ok(bundle.add(&format!("{folder}/{name}.json"), data_text(value).into_bytes())?)
    };
    add("datapackage", &package::descriptor(edition, &tables, &sizes))?;
    add("data", &document(edition, &tables))?;
    for (name, _) in SCHEMAS {
        add(&format!("schema/{name}"), &schema(name).unwrap_or_default())?;
    }
    Ok(())
}

/// All tables in one JSON document, with every value as it is.
fn document(edition: Edition<'_>, tables: &[Table]) -> Value {
    let row = |table: &Table, row: &[Cell]| -> Value {
        let names = table.form.columns.iter().map(|column| column.name.to_owned());
        Value::Object(names.zip(row.iter().map(value)).collect())
    };
    let rows = |table: &Table| (table.form.name.to_owned(), table.rows.iter().map(|cells| row(table, cells)).collect());
    let tables: Map<String, Value> = tables.iter().map(rows).collect();
    json!({
        "format": "ascn-report data 1",
        "network": edition.network.names.name,
        "edition": edition.year.year,
        "as_of": edition.year.as_of.to_string(),
        "tables": tables,
    })
}

fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Text(text) => text.as_str().into(),
        Cell::Number(number) => (*number).into(),
        Cell::Flag(flag) => (*flag).into(),
        Cell::Nothing => Value::Null,
    }
}
