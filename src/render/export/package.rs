//! The description of the tables as a Frictionless Data Package (<https://specs.frictionlessdata.io>, version 1).

use super::Table;
use super::columns::{Column, Form, Kind};
use crate::exhibit::Edition;
use crate::measure;
use crate::render::lists;
use serde_json::{Map, Value, json};

/// How CSV cells are to be read, for people.
const APOSTROPHE: &str = "In the CSV files a text that begins with = + - @, a tab or an apostrophe has one more apostrophe \
before it, so that no spreadsheet takes it for a formula; take one apostrophe from cells that begin with one. data.json \
holds the same tables with every text as it is.";

/// The descriptor of the tables, whose files have these lengths in bytes.
pub(super) fn descriptor(edition: Edition<'_>, tables: &[Table<'_>], sizes: &[u64]) -> Value {
    let names = &edition.network.names;
    let year = edition.year.year;
    let title = format!("{}: data of the progress-monitoring report {year}", names.name);
    let about = format!("As of {}. {APOSTROPHE} {}", edition.year.as_of, lists::not_repeated(edition));
    let mut descriptor = json!({
        "profile": "tabular-data-package",
        "name": format!("progress-monitoring-{year}"),
        "title": title,
        "description": about.trim_end(),
        "version": format!("{}", edition.year.as_of),
    });
    if let Value::Object(package) = &mut descriptor {
        let sources = sources(edition);
        // The standard wants no empty list.
        if !sources.is_empty() {
            package.insert("sources".to_owned(), sources.into());
        }
        let names: Vec<&str> = tables.iter().map(|table| table.form.name).collect();
        let resources = tables.iter().zip(sizes).map(|(table, size)| resource(table.form, *size, &names));
        package.insert("resources".to_owned(), resources.collect());
    }
    descriptor
}

/// The documents behind the edition, each once.
fn sources(edition: Edition<'_>) -> Vec<Value> {
    let mut sources = Vec::new();
    let plans = measure::plans(edition.network, edition.year);
    let of_plans = plans.iter().flat_map(|plan| {
        let results = plan.targets.iter().filter_map(|target| measure::result(target, edition.year.year));
        std::iter::once(&plan.document).chain(results.map(|result| &result.document))
    });
    for document in edition.past.iter().flat_map(|year| &year.documents).chain(of_plans) {
        let mut source = json!({ "title": document.title });
        if let Some(address) = &document.address {
            source["path"] = address.as_str().into();
        }
        if !sources.contains(&source) {
            sources.push(source);
        }
    }
    sources
}

fn resource(form: &Form, size: u64, tables: &[&str]) -> Value {
    json!({
        "profile": "tabular-data-resource",
        "name": form.name,
        "path": format!("{}.csv", form.name),
        "description": form.about,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "dialect": { "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": "\"", "doubleQuote": true, "header": true },
        "schema": schema(form, tables),
    })
}

fn schema(form: &Form, tables: &[&str]) -> Value {
    let fields: Vec<Value> = form.columns.iter().map(|column| field(column, form.key == [column.name])).collect();
    let mut schema = json!({ "fields": fields, "missingValues": [""], "primaryKey": form.key });
    let links = form.columns.iter().filter_map(|column| match column.kind {
        Kind::Of(table) if tables.contains(&table) => {
            Some(json!({ "fields": [column.name], "reference": { "resource": table, "fields": [key_of(table)] } }))
        }
        _ => None,
    });
    let links: Vec<Value> = links.collect();
    if !links.is_empty() {
        schema["foreignKeys"] = links.into();
    }
    schema
}

/// The column by which other tables name the rows of a table.
fn key_of(table: &str) -> &'static str {
    if table == "plans" { "city" } else { "id" }
}

/// A column as a field of a table schema.
fn field(column: &Column, is_unique: bool) -> Value {
    let mut limits = Map::new();
    if column.is_needed {
        limits.insert("required".to_owned(), true.into());
    }
    if is_unique {
        limits.insert("unique".to_owned(), true.into());
    }
    let mut limit = |name: &str, value: Value| drop(limits.insert(name.to_owned(), value));
    let kind = match column.kind {
        Kind::Text => "string",
        Kind::Id | Kind::Of(_) => {
            limit("pattern", r"[a-z0-9]+([.-][a-z0-9]+)*".into());
            "string"
        }
        Kind::Count => {
            limit("minimum", 0.into());
            "integer"
        }
        Kind::Number => "integer",
        Kind::Flag => "boolean",
        Kind::Date => {
            limit("pattern", "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?".into());
            "string"
        }
        Kind::Amount => {
            limit("pattern", r"[0-9]+(\.[0-9]+)?([-:][0-9]+(\.[0-9]+)?)?".into());
            "string"
        }
        Kind::Choice(words) => {
            limit("enum", words.into());
            "string"
        }
    };
    json!({ "name": column.name, "type": kind, "description": column.about, "constraints": limits })
}
