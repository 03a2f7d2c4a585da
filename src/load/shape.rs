//! What may stand where: the format of the input files as data, and the check that a file keeps to it.
//!
//! One table describes each group of keys. The check against it, and the reference in
//! `inputs/README.md`, come from the same table.

use super::yaml::{Kind, Node};
use crate::diagnostic::{Diagnostics, nearest, visible};
use crate::source::Place;
use crate::terms::{Confidence, PrintedShare, Stage, When};

/// What may stand in one place.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// Text of any kind, on one line or folded over several; never empty.
    Text,
    /// A stable name for the program: lower-case letters, digits and single hyphens.
    Id,
    /// A calendar year, four digits.
    Year,
    /// A day, a month, or (where `joined` allows it) a year.
    Date(&'static [Precision]),
    /// A whole number from 0, digits only.
    Count,
    /// A percentage as printed.
    Share,
    /// A page or a range of pages: `4` or `4-6`.
    Pages,
    /// A web address.
    Address,
    /// A two-letter country code, or INT.
    Country,
    /// One of the words that a list in the program fixes.
    Choice(&'static [&'static str]),
    /// A list of such things.
    List(&'static Shape),
    /// Ids (or words from a list) with a value each.
    Map(&'static Shape),
    /// A group of named keys.
    Group(&'static Group),
}

/// How precise a date may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Precision {
    /// `2024-09-25`
    Day,
    /// `2021-08`
    Month,
    /// `2018`
    Year,
}

/// Whether a key must be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It must.
    Required,
    /// It may be left out.
    Optional,
}

/// A group of named keys.
#[derive(Debug)]
pub struct Group {
    /// What the group describes, for messages: "a record".
    pub name: &'static str,
    /// Its keys, in the order of the reference.
    pub fields: &'static [Field],
}

/// One key.
#[derive(Debug)]
pub struct Field {
    /// The key.
    pub key: &'static str,
    /// What may stand behind it.
    pub shape: Shape,
    /// Whether it must be there.
    pub need: Need,
    /// What it means, for a city officer.
    pub doc: &'static str,
}

/// The longest text a field takes, in characters.
const LONGEST_TEXT: usize = 4000;

/// Notes everything in `node` that does not keep to the shape.
pub(super) fn check(node: &Node, shape: &Shape, field: &str, found: &mut Diagnostics) {
    match shape {
        Shape::List(item) => check_list(node, item, field, found),
        Shape::Map(value) => check_map(node, value, field, found),
        Shape::Group(group) => check_group(node, group, field, found),
        Shape::Text
        | Shape::Id
        | Shape::Year
        | Shape::Date(_)
        | Shape::Count
        | Shape::Share
        | Shape::Pages
        | Shape::Address
        | Shape::Country
        | Shape::Choice(_) => check_scalar(node, shape, field, found),
    }
}

fn check_list(node: &Node, item: &Shape, field: &str, found: &mut Diagnostics) {
    match &node.kind {
        Kind::List(items) => items.iter().for_each(|node| check(node, item, field, found)),
        Kind::Empty => empty(node, field, "a list, one item a line after `- `", found),
        Kind::Text(_) | Kind::Map(_) => {
            wrong_kind(node, field, "a list, one item a line after `- `", found);
        }
    }
}

fn check_map(node: &Node, value: &Shape, field: &str, found: &mut Diagnostics) {
    let Kind::Map(entries) = &node.kind else {
        return wrong_kind(node, field, "ids with a value each, such as `bangkok: 2`", found);
    };
    doubled_keys(entries, found);
    for (key, entry) in entries {
        check_scalar(key, &Shape::Id, field, found);
        check(entry, value, field, found);
    }
}

fn check_group(node: &Node, group: &Group, field: &str, found: &mut Diagnostics) {
    let Kind::Map(entries) = &node.kind else {
        let keys: Vec<String> = group.fields.iter().map(|field| format!("`{}:`", field.key)).collect();
        return wrong_kind(node, field, &format!("{} with the keys {}", group.name, keys.join(", ")), found);
    };
    doubled_keys(entries, found);
    for (key, value) in entries {
        let name = key.text().unwrap_or_default();
        match group.fields.iter().find(|field| field.key == name) {
            Some(field) => check(value, &field.shape, field.key, found),
            None => unknown_key(key, group, found),
        }
    }
    let is_missing = |field: &&Field| field.need == Need::Required && node.get(field.key).is_none();
    for field in group.fields.iter().filter(is_missing) {
        let place = entries.first().map_or(node.place, |(key, _)| key.place);
        let subject = ["id", "title", "year"].iter().find_map(|key| node.get(key)?.text());
        let subject = subject.map_or(String::new(), |text| format!(" “{}”", visible(text)));
        found
            .error("missing-key", place, format!("{}{subject} has no `{}:`", group.name, field.key))
            .label(format!("`{}:` is missing here", field.key))
            .help(format!("add `{}: …` ({})", field.key, field.doc));
    }
}

fn doubled_keys(entries: &[(Node, Node)], found: &mut Diagnostics) {
    for (index, (key, _)) in entries.iter().enumerate() {
        let first = entries[..index].iter().find(|(other, _)| other.text() == key.text());
        if let Some((first, _)) = first {
            let name = key.text().unwrap_or_default();
            found
                .error("doubled-key", key.place, format!("`{name}:` is given twice in the same group"))
                .also(first.place, "first here")
                .help("keep the one that is right and remove the other");
        }
    }
}

fn unknown_key(key: &Node, group: &Group, found: &mut Diagnostics) {
    let name = key.text().unwrap_or_default();
    let known: Vec<&str> = group.fields.iter().map(|field| field.key).collect();
    let fault = found.error("unknown-key", key.place, format!("{} has no key `{name}:`", group.name));
    match nearest(name, known.iter().copied()) {
        Some(near) => fault.help(format!("did you mean `{near}:`?")),
        None => fault.help(format!("known keys are {}", list(&known))),
    };
}

fn list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn empty(node: &Node, field: &str, expected: &str, found: &mut Diagnostics) {
    found
        .error("missing-value", node.place, format!("`{field}:` has no value"))
        .label("nothing stands here")
        .help(format!("write {expected}, or leave the whole line out if the key is optional"));
}

fn wrong_kind(node: &Node, field: &str, expected: &str, found: &mut Diagnostics) {
    found.error("wrong-kind", node.place, format!("`{field}:` takes {expected}; here stands {}", node.kind_name()));
}

/// What a scalar of that shape looks like, in words with an example; nothing if this one is right.
fn check_scalar(node: &Node, shape: &Shape, field: &str, found: &mut Diagnostics) {
    let expected = expectation(shape);
    let text = match &node.kind {
        Kind::Text(text) => text,
        Kind::Empty => return empty(node, field, &expected, found),
        Kind::List(_) | Kind::Map(_) => return wrong_kind(node, field, &expected, found),
    };
    if let Some(character) = text.chars().find(|c| hidden(*c)) {
        found
            .error(
                "hidden-character",
                node.place,
                format!("`{field}:` holds an invisible character, U+{:04X}", u32::from(character)),
            )
            .help("type the text again without it");
        return;
    }
    if text.trim().is_empty() {
        return empty(node, field, &expected, found);
    }
    if text.chars().count() > LONGEST_TEXT {
        found
            .error("long-text", node.place, format!("`{field}:` is longer than {LONGEST_TEXT} characters"))
            .help("shorten it; stories have their own files");
        return;
    }
    if fits(text, shape) {
        return;
    }
    let shown = visible(text);
    let fault = found.error("wrong-value", node.place, format!("“{shown}” is not {expected}"));
    fault.label(format!("`{field}:` takes {expected}"));
    if let Shape::Choice(words) = shape
        && let Some(near) = nearest(text, words.iter().copied())
    {
        fault.help(format!("did you mean `{near}`?"));
    }
    if let Some(help) = advice(text, shape) {
        fault.help(help);
    }
}

/// What to type instead, where the slip is a common one.
fn advice(text: &str, shape: &Shape) -> Option<String> {
    let year_like: Option<i32> = text.get(..4).and_then(|start| start.parse().ok());
    let buddhist = year_like.filter(|year| (2443..2743).contains(year)).map(|year| year - 543);
    match shape {
        Shape::Year | Shape::Date(_) => {
            buddhist.map(|year| format!("if this is a year of the Buddhist era, write {year}"))
        }
        Shape::Count => {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            let grouped = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.' | '_' | ' '));
            (grouped && !digits.is_empty()).then(|| format!("did you mean `{}`?", digits.trim_start_matches('0')))
        }
        Shape::Id => Some(format!("did you mean `{}`?", slug(text))).filter(|_| !slug(text).is_empty()),
        Shape::Share => {
            let plain = text.replace(' ', "").replace(',', ".");
            let with_sign = if plain.ends_with('%') { plain } else { format!("{plain}%") };
            PrintedShare::parse(&with_sign).map(|_| format!("did you mean `{with_sign}`?"))
        }
        Shape::Text
        | Shape::Pages
        | Shape::Address
        | Shape::Country
        | Shape::Choice(_)
        | Shape::List(_)
        | Shape::Map(_)
        | Shape::Group(_) => None,
    }
}

fn slug(text: &str) -> String {
    let spaced: String = text.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join("-")
}

fn fits(text: &str, shape: &Shape) -> bool {
    match shape {
        Shape::Text => true,
        Shape::Id => is_id(text),
        Shape::Year => matches!(When::parse(text), Some(When::Year(_))),
        Shape::Date(allowed) => When::parse(text).is_some_and(|when| allowed.contains(&precision(when))),
        Shape::Count => count(text).is_some(),
        Shape::Share => PrintedShare::parse(text).is_some(),
        Shape::Pages => is_pages(text),
        Shape::Address => {
            ["https://", "http://"].iter().any(|start| text.starts_with(start)) && !text.contains(char::is_whitespace)
        }
        Shape::Country => (text.len() == 2 || text == "INT") && text.bytes().all(|byte| byte.is_ascii_uppercase()),
        Shape::Choice(words) => words.contains(&text),
        Shape::List(_) | Shape::Map(_) | Shape::Group(_) => false,
    }
}

fn precision(when: When) -> Precision {
    match when {
        When::Day(_) => Precision::Day,
        When::Month { .. } => Precision::Month,
        When::Year(_) => Precision::Year,
    }
}

/// A whole number typed in plain digits without a leading zero, below a thousand million.
pub(super) fn count(text: &str) -> Option<u32> {
    let plain = text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    let zero_led = text.len() > 1 && text.starts_with('0');
    (plain && !zero_led).then(|| text.parse().ok())?
}

fn is_id(text: &str) -> bool {
    let parts_are_plain = text
        .split('-')
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()));
    parts_are_plain && text.len() <= 80
}

fn is_pages(text: &str) -> bool {
    let pages: Vec<Option<u32>> = text.split('-').map(count).collect();
    match pages.as_slice() {
        [Some(page)] => *page > 0,
        [Some(from), Some(to)] => *from > 0 && from < to,
        _ => false,
    }
}

/// Characters that are not seen, or turn the order of what is seen. Line ends of folded text are allowed.
fn hidden(character: char) -> bool {
    (character.is_control() && character != '\n')
        || matches!(character, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

/// What is expected, in words with an example.
pub fn expectation(shape: &Shape) -> String {
    match shape {
        Shape::Text => "text".to_owned(),
        Shape::Id => "an id: lower-case letters a-z, digits and single hyphens, such as `siem-reap`".to_owned(),
        Shape::Year => "a year of the common era in four digits, such as `2024`".to_owned(),
        Shape::Date(allowed) => {
            let example = |precision: &Precision| match precision {
                Precision::Day => "a day such as `2024-09-25`",
                Precision::Month => "a month such as `2021-08`",
                Precision::Year => "a year such as `2018`",
            };
            allowed.iter().map(example).collect::<Vec<_>>().join(" or ")
        }
        Shape::Count => "a whole number in plain digits, such as `108`".to_owned(),
        Shape::Share => "a percentage as printed, such as `27%` or `28.57%`".to_owned(),
        Shape::Pages => "a page such as `4`, or pages such as `4-6`".to_owned(),
        Shape::Address => "a web address that begins with `https://` or `http://`".to_owned(),
        Shape::Country => "a two-letter country code such as `JP`, or `INT`".to_owned(),
        Shape::Choice(words) => format!("one of {}", list(words)),
        Shape::List(item) => format!("a list; each item is {}", expectation(item)),
        Shape::Map(value) => format!("ids with a value each; each value is {}", expectation(value)),
        Shape::Group(group) => group.name.to_owned(),
    }
}

/// The words for how sure a value is.
pub const CONFIDENCE: Shape = Shape::Choice(&Confidence::WORDS);
/// The words for how far a project is.
pub const STAGE: Shape = Shape::Choice(&Stage::WORDS);

/// The text of a node if it is right for that shape, with its place.
pub(super) fn scalar(node: Option<&Node>, shape: &Shape) -> Option<(String, Place)> {
    let node = node?;
    let text = node.text()?;
    let sound = !text.trim().is_empty() && !text.chars().any(hidden) && fits(text, shape);
    sound.then(|| (text.trim().to_owned(), node.place))
}
