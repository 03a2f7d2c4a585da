//! The data of an edition for other programs: tables as CSV and JSON with their description, and the inputs as JSON.

mod codes;
mod columns;
mod package;
mod plans;
mod tables;

use super::RenderError;
use super::csv::{self, Cell};
use crate::bundle::{Bundle, Content};
use crate::exhibit::Edition;
use crate::load::schema::{SCHEMAS, schema};
use crate::load::{Data, data_text};
use columns::Form;
use serde::{Serialize, Serializer};
use std::sync::{Arc, LazyLock};

/// A table with its rows.
#[derive(Debug)]
struct Table<'a> {
    form: &'static Form,
    rows: Vec<Vec<Cell<'a>>>,
}

/// Puts the data of an edition into the bundle, under `data/` in its folder: each table as CSV, all of them as one JSON
/// file, their description as a Frictionless Data Package, the inputs that the edition rests on, and their schemas.
pub fn data(edition: Edition<'_>, inputs: &Data, bundle: &mut Bundle) -> Result<(), RenderError> {
    let folder = format!("{}/data", edition.year.year);
    let tables = tables::all(edition);
    let mut sizes = Vec::new();
    for table in &tables {
        let mut file = bundle.begin(&format!("{folder}/{}.csv", table.form.name))?;
        // Writing to a bundle cannot fail.
        let _ = csv::write(&mut file, table.form.columns.iter().map(|column| column.name), &table.rows);
        sizes.push(file.length());
        bundle.end(file)?;
    }
    for (path, text) in inputs.texts_up_to(edition.year.year) {
        bundle.add(&format!("{folder}/inputs/{path}"), text.as_bytes().to_vec())?;
    }
    let tied = inputs.tied();
    let records = edition.past.iter().flat_map(|year| year.records.iter().flatten()).filter(|_| !tied.is_empty());
    let listed = records.filter_map(|record| tied.get(record.key.as_str()).copied()).collect();
    for (name, bytes) in inputs.up_to(edition.year.year, &listed) {
        bundle.add_shared(&format!("{folder}/inputs/{name}.json"), bytes)?;
    }
    let described = data_text(&package::descriptor(edition, &tables, &sizes));
    bundle.add(&format!("{folder}/datapackage.json"), described.into_bytes())?;
    super::add_data(bundle, &format!("{folder}/data.json"), &Document::of(edition, &tables))?;
    for (name, bytes) in WRITTEN_SCHEMAS.iter() {
        bundle.add_shared(&format!("{folder}/schema/{name}.json"), Arc::clone(bytes))?;
    }
    Ok(())
}

/// The schemas of the inputs, which are the same for every edition.
static WRITTEN_SCHEMAS: LazyLock<Vec<(&str, Arc<Content>)>> = LazyLock::new(|| {
    let written = |name: &str| Arc::new(Content::of(data_text(&schema(name).unwrap_or_default()).into_bytes()));
    SCHEMAS.iter().map(|(name, _)| (*name, written(name))).collect()
});

/// All tables in one JSON document, with every value as it is.
#[derive(Serialize)]
struct Document<'a> {
    format: &'static str,
    network: &'a str,
    edition: i32,
    as_of: String,
    tables: Tables<'a>,
}

impl<'a> Document<'a> {
    fn of(edition: Edition<'a>, tables: &'a [Table<'a>]) -> Self {
        Self {
            format: "ascn-report data 1",
            network: &edition.network.names.name,
            edition: edition.year.year,
            as_of: edition.year.as_of.to_string(),
            tables: Tables(tables),
        }
    }
}

/// Tables by name, each a list of rows.
struct Tables<'a>(&'a [Table<'a>]);

impl Serialize for Tables<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|table| (table.form.name, Rows(table))))
    }
}

/// The rows of a table.
struct Rows<'a>(&'a Table<'a>);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.rows.iter().map(|cells| Row(self.0.form, cells)))
    }
}

/// A row: its values by the names of their columns.
struct Row<'a>(&'static Form, &'a [Cell<'a>]);

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.columns.iter().map(|column| column.name).zip(self.1))
    }
}

impl Serialize for Cell<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => crate::load::json::Text(text).serialize(serializer),
            Self::Number(number) => serializer.serialize_i64(*number),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Nothing => serializer.serialize_none(),
        }
    }
}
