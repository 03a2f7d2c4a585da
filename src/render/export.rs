//! The data of an edition for other programs: tables as CSV and JSON with their description, and the inputs as JSON.

mod codes;
mod columns;
mod package;
mod plans;
mod tables;

use super::RenderError;
use super::csv::{self, Cell};
use crate::bundle::{Bundle, Content};
use crate::check::Record;
use crate::exhibit::Edition;
use crate::load::schema::{SCHEMAS, schema};
use crate::load::{Data, data_text};
use crate::side::both;
use columns::Form;
use serde::{Serialize, Serializer};
use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

/// A table with its rows.
struct Table<'a> {
    form: &'static Form,
    rows: Rows<'a>,
}

/// The rows of a table, in their order.
enum Rows<'a> {
    Held(Vec<Vec<Cell<'a>>>),
    /// A list that may be long: each row is put together where it is written.
    Projects(Edition<'a>, &'a [Record]),
}

impl<'a> FromIterator<Vec<Cell<'a>>> for Rows<'a> {
    fn from_iter<I: IntoIterator<Item = Vec<Cell<'a>>>>(rows: I) -> Self {
        Self::Held(rows.into_iter().collect())
    }
}

impl<'a> Rows<'a> {
    fn each(&self) -> Box<dyn Iterator<Item = Cow<'_, [Cell<'a>]>> + '_> {
        match self {
            Self::Held(rows) => Box::new(rows.iter().map(Cow::from)),
            Self::Projects(edition, records) => {
                Box::new(records.iter().map(|record| tables::project(*edition, record).into()))
            }
        }
    }
}

/// Puts the data of an edition into the bundle, under `data/` in its folder: each table as CSV, all of them as one JSON
/// file, their description as a Frictionless Data Package, the inputs that the edition rests on, and their schemas.
pub fn data(edition: Edition<'_>, inputs: &Data, bundle: &mut Bundle) -> Result<(), RenderError> {
    let folder = format!("{}/data", edition.year.year);
    let tables = tables::all(edition);
    let to = &*bundle;
    let whole = || -> Result<Bundle, RenderError> {
        let mut beside = to.beside();
        super::add_data(&mut beside, &format!("{folder}/data.json"), &Document::of(edition, &tables))?;
        Ok(beside)
    };
    let rest = || -> Result<Bundle, RenderError> {
        let mut beside = to.beside();
        let sizes = each_as_csv(&tables, &folder, &mut beside)?;
        let described = data_text(&package::descriptor(edition, &tables, &sizes));
        beside.add(&format!("{folder}/datapackage.json"), described.into_bytes())?;
        behind(edition, inputs, &folder, &mut beside)?;
        Ok(beside)
    };
    let (whole, rest) = both(whole, rest);
    bundle.join(whole?)?;
    Ok(bundle.join(rest?)?)
}

/// Puts each table into the bundle as CSV, and tells how long each is, in bytes.
fn each_as_csv(tables: &[Table<'_>], folder: &str, bundle: &mut Bundle) -> Result<Vec<u64>, RenderError> {
    let mut sizes = Vec::with_capacity(tables.len());
    for table in tables {
        let mut file = bundle.begin(&format!("{folder}/{}.csv", table.form.name))?;
        // Writing to a bundle cannot fail.
        let _ = csv::write(&mut file, table.form.columns.iter().map(|column| column.name), table.rows.each());
        sizes.push(file.length());
        bundle.end(file)?;
    }
    Ok(sizes)
}

/// Puts the inputs that the edition rests on into the bundle, and their schemas.
fn behind(edition: Edition<'_>, inputs: &Data, folder: &str, bundle: &mut Bundle) -> Result<(), RenderError> {
    for (path, text) in inputs.texts_up_to(edition.year.year) {
        bundle.add(&format!("{folder}/inputs/{path}"), text.as_bytes().to_vec())?;
    }
    let tied = inputs.tied();
    let records = edition.past.iter().flat_map(|year| year.records.iter().flatten()).filter(|_| !tied.is_empty());
    let listed = records.filter_map(|record| tied.get(record.key.as_str()).copied()).collect();
    for (name, bytes) in inputs.up_to(edition.year.year, &listed) {
        bundle.add_shared(&format!("{folder}/inputs/{name}.json"), bytes)?;
    }
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
        serializer.collect_map(self.0.iter().map(|table| (table.form.name, Written(table))))
    }
}

/// The rows of a table.
struct Written<'a>(&'a Table<'a>);

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.rows.each().map(|cells| Row(self.0.form, cells)))
    }
}

/// A row: its values by the names of their columns.
struct Row<'a>(&'static Form, Cow<'a, [Cell<'a>]>);

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.columns.iter().map(|column| column.name).zip(&*self.1))
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
