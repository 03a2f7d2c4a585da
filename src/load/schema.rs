//! The format of the input files as JSON Schema, so that editors complete and underline while a person types.
//!
//! Made from the same tables as the check. Editors use draft 7, so that is what is written
//! (<https://json-schema.org/draft-07>).

use super::format::{ACRONYMS, CITIES, FRAMEWORK, LINEAGE, PARTNERS, PARTNERSHIPS, PLANS, PROGRAMMES, SEAL, SNAPSHOT};
use super::shape::{Group, Need, Precision, Shape, expectation};
use serde_json::{Map, Value, json};

/// The schemas there are, by the name of their file without `.json`.
pub const SCHEMAS: [(&str, &Group); 10] = [
    ("framework", &FRAMEWORK),
    ("cities", &CITIES),
    ("partners", &PARTNERS),
    ("programmes", &PROGRAMMES),
    ("partnerships", &PARTNERSHIPS),
    ("snapshot", &SNAPSHOT),
    ("seal", &SEAL),
    ("lineage", &LINEAGE),
    ("plans", &PLANS),
    ("acronyms", &ACRONYMS),
];

/// The schema of that name; nothing where there is none.
pub fn schema(name: &str) -> Option<Value> {
    let (_, group) = SCHEMAS.iter().find(|(other, _)| *other == name)?;
    let mut schema = object(group);
    let head = [("$schema", "http://json-schema.org/draft-07/schema#"), ("title", group.name)];
    for (place, (key, value)) in head.into_iter().enumerate() {
        schema.shift_insert(place, key.to_owned(), value.into());
    }
    Some(Value::Object(schema))
}

fn object(group: &Group) -> Map<String, Value> {
    let required: Vec<&str> = group.fields.iter().filter(|f| f.need == Need::Required).map(|f| f.key).collect();
    let properties: Map<String, Value> = group
        .fields
        .iter()
        .map(|field| {
            let mut value = of(&field.shape);
            value.insert("description".to_owned(), format!("{}; {}", field.doc, expectation(&field.shape)).into());
            (field.key.to_owned(), Value::Object(value))
        })
        .collect();
    let mut object = Map::new();
    object.insert("type".to_owned(), "object".into());
    object.insert("additionalProperties".to_owned(), false.into());
    object.insert("required".to_owned(), required.into());
    object.insert("properties".to_owned(), properties.into());
    object
}

fn of(shape: &Shape) -> Map<String, Value> {
    let value = match shape {
        Shape::Text => json!({ "type": ["string", "number", "boolean"], "minLength": 1 }),
        Shape::Id => text(ID),
        Shape::Year => json!({ "type": "integer", "minimum": 1900, "maximum": 2199 }),
        Shape::Date(allowed) => date(allowed),
        Shape::Count => json!({ "type": "integer", "minimum": 0 }),
        Shape::Share => text(SHARE),
        Shape::Printed => json!({ "anyOf": [{ "type": "integer", "minimum": 0 }, text(SHARE)] }),
        Shape::Amount => json!({ "anyOf": [{ "type": "number", "minimum": 0 }, text(AMOUNT)] }),
        Shape::Pages => json!({ "anyOf": [{ "type": "integer", "minimum": 1 }, text("^[0-9]+-[0-9]+$")] }),
        Shape::Address => text(r"^https?://\S+$"),
        Shape::Country => text("^([A-Z]{2}|INT)$"),
        Shape::Choice(words) => json!({ "type": "string", "enum": words }),
        Shape::List(item) => json!({ "type": "array", "items": of(item) }),
        Shape::Map(value) => {
            json!({ "type": "object", "propertyNames": { "pattern": ID }, "additionalProperties": of(value) })
        }
        Shape::Group(group) => Value::Object(object(group)),
    };
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

/// What a printed percentage looks like.
const SHARE: &str = r"^[0-9]{1,3}(\.[0-9]{1,2})?%$";

/// What a range or a ratio looks like, or a number between quotes.
const AMOUNT: &str = r"^[0-9]{1,9}(\.[0-9]{1,3})?([-:][0-9]{1,9}(\.[0-9]{1,3})?)?$";

/// What an id looks like.
const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";

fn text(pattern: &str) -> Value {
    json!({ "type": "string", "pattern": pattern })
}

fn date(allowed: &[Precision]) -> Value {
    let one = |precision: &Precision| match precision {
        Precision::Day => text("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"),
        Precision::Month => text("^[0-9]{4}-[0-9]{2}$"),
        Precision::Year => json!({ "type": "integer", "minimum": 1900, "maximum": 2199 }),
    };
    json!({ "anyOf": allowed.iter().map(one).collect::<Vec<Value>>() })
}
