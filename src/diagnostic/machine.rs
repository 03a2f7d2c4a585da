//! Diagnostics for other programs: as JSON, and as SARIF for code scanning.

use super::{Diagnostic, Diagnostics, Severity};
use crate::source::{Place, Sources};
use serde_json::{Map, Value, json};

/// One object a fault, in the order in which they are shown.
///
/// Lines and columns count from 1, columns in characters; `end` is the place after the last character. Of a file that
/// has changed since it was read, lines and columns are not told.
pub fn json(found: &Diagnostics, sources: &Sources) -> Value {
    found.sorted(sources).into_iter().map(|fault| one(fault, sources)).collect()
}

fn one(fault: &Diagnostic, sources: &Sources) -> Value {
    let mut object = Map::new();
    object.insert("code".to_owned(), fault.code.into());
    object.insert("severity".to_owned(), severity(fault.severity).into());
    if let Some(place) = fault.place {
        object.extend(position(place, sources));
    } else if let Some(path) = &fault.path {
        object.insert("file".to_owned(), path.as_str().into());
        object.insert("line".to_owned(), 1.into());
        object.insert("column".to_owned(), 1.into());
        object.insert("end".to_owned(), json!({ "line": 1, "column": 1 }));
    }
    object.insert("message".to_owned(), fault.message.as_str().into());
    object.insert("help".to_owned(), fault.help.clone().into());
    let also = fault.also.iter().map(|(place, label)| {
        let mut also = position(*place, sources);
        also.insert("message".to_owned(), label.as_str().into());
        Value::Object(also)
    });
    object.insert("also".to_owned(), also.collect());
    Value::Object(object)
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn position(place: Place, sources: &Sources) -> Map<String, Value> {
    let mut position = Map::new();
    if let Some(source) = sources.get(place.file) {
        position.insert("file".to_owned(), source.path().into());
        if let (Some(start), Some(end)) = (source.line_column(place.start), source.line_column(place.end)) {
            position.insert("line".to_owned(), start.0.into());
            position.insert("column".to_owned(), start.1.into());
            position.insert("end".to_owned(), json!({ "line": end.0, "column": end.1 }));
        }
    }
    position
}

/// A SARIF log (OASIS, SARIF 2.1.0) with the rules by name and reason.
pub fn sarif<'a>(
    found: &Diagnostics,
    sources: &Sources,
    rules: impl Iterator<Item = (&'a str, &'a str, Severity)>,
) -> Value {
    let rules: Vec<Value> = rules
        .map(|(code, why, level)| {
            json!({
                "id": code,
                "shortDescription": { "text": why },
                "defaultConfiguration": { "level": severity(level) },
            })
        })
        .collect();
    let results: Vec<Value> = found.sorted(sources).into_iter().map(|fault| result(fault, sources)).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn result(fault: &Diagnostic, sources: &Sources) -> Value {
    let text = std::iter::once(&fault.message).chain(&fault.help).cloned().collect::<Vec<_>>().join("; ");
    let mut result = Map::new();
    result.insert("ruleId".to_owned(), fault.code.into());
    result.insert("level".to_owned(), severity(fault.severity).into());
    result.insert("message".to_owned(), json!({ "text": text }));
    if let Some(place) = fault.place {
        result.insert("locations".to_owned(), json!([location(place, sources)]));
    } else if let Some(path) = &fault.path {
        let artifact = json!({ "artifactLocation": { "uri": uri(path) } });
        result.insert("locations".to_owned(), json!([{ "physicalLocation": artifact }]));
    }
    let related = fault.also.iter().map(|(place, label)| {
        let mut related = location(*place, sources);
        related.insert("message".to_owned(), json!({ "text": label }));
        Value::Object(related)
    });
    result.insert("relatedLocations".to_owned(), related.collect());
    Value::Object(result)
}

fn location(place: Place, sources: &Sources) -> Map<String, Value> {
    let mut location = Map::new();
    if let Some(source) = sources.get(place.file) {
        let mut physical = Map::new();
        physical.insert("artifactLocation".to_owned(), json!({ "uri": uri(source.path()) }));
        if let (Some(start), Some(end)) = (source.line_column(place.start), source.line_column(place.end)) {
            let region = json!({
                "startLine": start.0, "startColumn": start.1, "endLine": end.0, "endColumn": end.1,
            });
            physical.insert("region".to_owned(), region);
        }
        location.insert("physicalLocation".to_owned(), physical.into());
    }
    location
}

fn uri(path: &str) -> String {
    path.chars().flat_map(encoded).collect()
}

/// A character of a path as it stands in a reference (RFC 3986, sections 2.1 and 2.3).
fn encoded(character: char) -> Vec<char> {
    if character.is_ascii_alphanumeric() || matches!(character, '-' | '.' | '_' | '~' | '/') {
        return vec![character];
    }
    let mut bytes = [0; 4];
    character
        .encode_utf8(&mut bytes)
        .bytes()
        .flat_map(|byte| format!("%{byte:02X}").chars().collect::<Vec<_>>())
        .collect()
}
