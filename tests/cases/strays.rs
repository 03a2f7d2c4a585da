//! No number stands on a page without a receipt, but for dates, ordinals, page numbers and what is quoted.

use std::fmt::Write;
use std::path::Path;

use serde_json::Value;

use super::pages::is_page;
use super::{Files, MADE, bundle, cases, comparable};
use ascn_report::Scope;

/// What may stand on a page although it holds digits: the texts of the inputs, of the templates and of the patterns.
struct Quotable(Vec<String>);

/// Shorter texts are numbers themselves.
const SHORTEST: usize = 9;

impl Quotable {
    fn of(inputs: &Path) -> Self {
        let mut texts = Vec::new();
        let mut folders = vec![inputs.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("the inputs") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|end| end == "yaml") {
                    let text = std::fs::read_to_string(&path).expect("text");
                    let value: Value = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{error}"));
                    scalars(&value, &mut texts);
                } else if path.extension().is_some_and(|end| end == "md") {
                    // What people wrote is held to the figures by a guard of its own.
                    texts.extend(literals(&std::fs::read_to_string(&path).expect("text")));
                }
            }
        }
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/en");
        for entry in std::fs::read_dir(root).expect("the templates") {
            let text = std::fs::read_to_string(entry.expect("an entry").path()).expect("text");
            texts.extend(literals(&text));
        }
        texts.retain(|text| text.chars().count() >= SHORTEST && text.contains(|c: char| c.is_ascii_digit()));
        texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
        texts.dedup();
        Self(texts)
    }

    fn without(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, known| without_whole(&text, known))
    }
}

/// The text without a known one, which does not end within a number.
fn without_whole(text: &str, known: &str) -> String {
    let mut left = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(known) {
        let is_cut = after.starts_with(|c: char| c.is_ascii_digit());
        left.push_str(before);
        left.push_str(if is_cut { known } else { " … " });
        rest = after;
    }
    left + rest
}

/// Every text of a value, on one line.
fn scalars(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.split_whitespace().collect::<Vec<_>>().join(" ")),
        Value::Array(items) => items.iter().for_each(|item| scalars(item, texts)),
        Value::Object(entries) => entries.values().for_each(|item| scalars(item, texts)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// What a template or a pattern says itself, between its gaps and tags.
fn literals(template: &str) -> Vec<String> {
    let mut texts = Vec::new();
    for line in template.lines() {
        let line = line.split_once(" = ").map_or(line, |(_, pattern)| pattern);
        texts.extend(line.split(['{', '}', '<', '>', '`', '*']).map(|text| unescaped(text.trim())));
    }
    texts
}

fn unescaped(text: &str) -> String {
    let pairs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&nbsp;", " "),
        ("&amp;", "&"),
    ];
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// What a reader sees of a page, without pictures, marked numbers, ordinals and quoted numbers.
fn seen(page: &str) -> String {
    let body = page.split_once("<main>").map_or("", |(_, rest)| rest).split("</main>").next().unwrap_or_default();
    let mut text = String::new();
    let mut rest = body;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        let name = tag.split([' ', '>']).next().unwrap_or_default();
        let is_quoted = tag.contains("data-f=") || ["ordinal", "quoted"].iter().any(|class| tag.contains(class));
        let end = format!("</{name}>");
        rest = match after.split_once(end.as_str()) {
            Some((_, after)) if name == "svg" || is_quoted => after,
            _ => after,
        };
    }
    text.push_str(rest);
    unescaped(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The numbers of a text that are no years, days of a month, numbers of exhibits or sizes of pictures, each in its place.
fn numbers(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let mut found = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let (before, after) = (place.checked_sub(1).and_then(|at| words.get(at)), words.get(place + 1));
        let digits = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
        let is_year =
            |part: &str| part.len() == 4 && ["19", "20", "21"].iter().any(|century| part.starts_with(century));
        let is_date = after.is_some_and(|next| MONTHS.iter().any(|month| next.starts_with(month)));
        let is_size = after.is_some_and(|next| next.starts_with("cm"));
        let is_page = before.is_some_and(|word| ["page", "pages", "p."].contains(&word.trim_start_matches('(')));
        let is_exhibit = before.is_some_and(|word| word.trim_start_matches('(').starts_with("Exhibit"));
        let is_years =
            digits.split(['\u{2013}', '/', ',', '-']).all(|part| is_year(part.trim_end_matches(['.', ';', ':'])));
        let has_digit = word.contains(|c: char| c.is_ascii_digit());
        if has_digit && !is_page && !is_years && !is_date && !is_size && !is_exhibit {
            let around = &words[place.saturating_sub(6)..(place + 5).min(words.len())];
            found.push(around.join(" "));
        }
    }
    found
}

/// The numbers on the pages of a report that lead to no receipt, one a line.
fn strays(name: &str, inputs: &Path, files: &Files) -> String {
    let quotable = Quotable::of(inputs);
    let mut told = String::new();
    for (path, page) in files.iter().filter(|(path, _)| is_page(path)) {
        for number in numbers(&quotable.without(&seen(page))) {
            let _ = writeln!(told, "{name}/{path}: {number}");
        }
    }
    told
}

#[test]
fn every_number_on_a_page_leads_to_its_receipt() {
    let all = cases().into_iter().map(|(name, case)| strays(&name, &case.join("inputs"), &MADE[&name]));
    let told: String = all.collect();
    assert!(told.is_empty(), "without a receipt:\n{told}");
}

#[test]
fn every_number_on_the_pages_of_the_real_record_leads_to_its_receipt() {
    let inputs = Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs");
    let told = strays("inputs", &inputs, &comparable(&bundle(&inputs, Scope::AllWithBriefs).0));
    assert!(told.is_empty(), "without a receipt:\n{told}");
}

#[test]
fn a_number_without_a_receipt_is_found() {
    let page = "<main><p>In 2024 there are <span data-f=\"projects\">12</span> projects, as of 3 May 2024, and 7 more.</p>\
        <td class=\"number ordinal\">5</td><td class=\"number\">1,234</td><p>Exhibit 2, 16 cm, 2018\u{2013}2024, 26%.</p></main>";
    let found = numbers(&seen(page));
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[0].contains("7 more") && found[1].contains("1,234") && found[2].contains("26%"), "{found:?}");
}
