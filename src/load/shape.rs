//! What may stand where: the format of the input files as data, and the check that a file keeps to it.
//!
//! One table describes each group of keys. The check against it, and the reference in
//! `inputs/README.md`, come from the same table.

use super::advice::advice;
use super::doubled::doubled_keys;
use super::letters;
use super::node::{Kind, Node};
use super::owner::{Names, Owner, Spot};
use crate::diagnostic::{Diagnostics, nearest, quoted};
use crate::source::Place;
use crate::terms::{Amount, Confidence, Printed, PrintedShare, Reason, Rounding, Stage, When};

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
    /// A whole number, or a percentage as printed.
    Printed,
    /// A number that may have decimals, a range, or a ratio.
    Amount,
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
    /// It must be in one of the files of a year.
    OncePerYear,
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
pub const LONGEST_TEXT: usize = 4000;

/// The longest id, in characters.
pub const LONGEST_ID: usize = 80;

/// The most digits of a number.
pub const MOST_DIGITS: usize = 9;

/// Notes everything in a file that does not keep to its table.
pub(super) fn check_file(root: &Node<'_>, group: &'static Group, names: &Names, found: &mut Diagnostics) {
    let spot = Spot { field: "this file", owner: &Owner::nobody(names) };
    if let Kind::Empty = root.kind {
        let expected = format!("{} with {}", group.name, keys(group));
        let top = Place { start: 0, end: 0, ..root.place };
        let fault = found.error("missing-value", top, "this file says nothing");
        fault.help(format!("write {expected}"));
        if group.name == super::format::SNAPSHOT.name {
            fault.help("or remove it: `ascn-report new YEAR --from EARLIER-YEAR` prints a snapshot to begin with");
        }
    } else {
        check_group(root, group, spot, found);
    }
}

/// Notes everything in one item of the list under a key of the file that does not keep to its table.
pub(super) fn check_item(
    node: &Node<'_>,
    (field, group): (&'static str, &'static Group),
    names: &Names,
    found: &mut Diagnostics,
) {
    if !node.is_lost() {
        check_group(node, group, Spot { field, owner: &Owner::nobody(names) }, found);
    }
}

/// Notes everything in `node` that does not keep to the shape.
fn check(node: &Node<'_>, shape: &'static Shape, spot: Spot<'_>, found: &mut Diagnostics) {
    match shape {
        _ if node.is_lost() => {}
        Shape::List(item) => check_list(node, item, spot, found),
        Shape::Map(value) => check_map(node, value, spot, found),
        Shape::Group(group) => check_group(node, group, spot, found),
        Shape::Text
        | Shape::Id
        | Shape::Year
        | Shape::Date(_)
        | Shape::Count
        | Shape::Share
        | Shape::Printed
        | Shape::Amount
        | Shape::Pages
        | Shape::Address
        | Shape::Country
        | Shape::Choice(_) => check_scalar(node, shape, spot, found),
    }
}

fn check_list(node: &Node<'_>, item: &'static Shape, spot: Spot<'_>, found: &mut Diagnostics) {
    match &node.kind {
        Kind::List(items) => items.iter().for_each(|node| check(node, item, spot, found)),
        Kind::Empty | Kind::Text(_) | Kind::Map(_) | Kind::Lost => {
            wrong_kind(node, spot, "a list, one item a line after `- `", found);
        }
    }
}

fn check_map(node: &Node<'_>, value: &'static Shape, spot: Spot<'_>, found: &mut Diagnostics) {
    let Kind::Map(entries) = &node.kind else {
        return wrong_kind(node, spot, "ids with a value each, such as `bangkok: 2`", found);
    };
    doubled_keys(entries, spot.owner, found);
    for (key, entry) in entries.iter().filter(|(_, entry)| !entry.is_lost()) {
        check_scalar(key, &Shape::Id, spot, found);
        check(entry, value, Spot { field: key.text().unwrap_or(spot.field), ..spot }, found);
    }
}

fn check_group(node: &Node<'_>, group: &'static Group, spot: Spot<'_>, found: &mut Diagnostics) {
    let Kind::Map(entries) = &node.kind else {
        return wrong_kind(node, spot, &format!("{} with {}", group.name, keys(group)), found);
    };
    let owner = &Owner::new(node, group, spot.owner);
    doubled_keys(entries, owner, found);
    let (mut is_whole, mut meant) = (true, Vec::new());
    for (key, value) in entries {
        match group.fields.iter().find(|field| key.text() == Some(field.key)) {
            Some(field) if matches!(value.kind, Kind::Empty) => unfilled(value, field, owner, found),
            Some(field) => check(value, &field.shape, Spot { field: field.key, owner }, found),
            // What could not be read may have been any key.
            None if value.is_lost() => is_whole = false,
            None => meant.extend(unknown_key(key, group, owner, found)),
        }
    }
    let is_missing = |field: &&Field| {
        is_whole && field.need == Need::Required && node.get(field.key).is_none() && !meant.contains(&field.key)
    };
    for field in group.fields.iter().filter(is_missing) {
        let place = entries.first().map_or(node.place, |(key, _)| key.place);
        found
            .error("missing-key", place, format!("{owner}{} has no `{}:`", group.name, field.key))
            .label(format!("`{}:` is missing here", field.key))
            .help(format!("add `{}: …` ({})", field.key, field.doc));
    }
}

/// Notes a key that there is not; tells which was meant, if one is near.
fn unknown_key(key: &Node<'_>, group: &Group, owner: &Owner<'_>, found: &mut Diagnostics) -> Option<&'static str> {
    let known: Vec<&'static str> = group.fields.iter().map(|field| field.key).collect();
    let Some(name) = key.text() else {
        let message = format!("{owner}a key of {} is one word; here stands {}", group.name, key.kind_name());
        found.error("wrong-kind", key.place, message).help(format!("known keys are {}", list(&known)));
        return None;
    };
    let message = format!("{owner}{} has no key `{}:`", group.name, quoted(name));
    let near = if found.is_full() { None } else { nearest(name, known.iter().copied()) };
    let fault = found.error("unknown-key", key.place, message);
    match near {
        Some(near) => fault.help(format!("did you mean `{near}:`?")),
        None => fault.help(format!("known keys are {}", list(&known))),
    };
    near
}

fn keys(group: &Group) -> String {
    let keys: Vec<String> = group.fields.iter().map(|field| format!("`{}:`", field.key)).collect();
    format!("the keys {}", keys.join(", "))
}

fn list(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn empty(node: &Node<'_>, spot: Spot<'_>, expected: &str, found: &mut Diagnostics) {
    found
        .error("missing-value", node.place, format!("{}`{}:` has no value", spot.owner, spot.field))
        .label("nothing stands here")
        .help(format!("write {expected}, or leave the whole line out if the key is optional"));
}

/// Notes a key of a group with nothing behind it.
fn unfilled(node: &Node<'_>, field: &Field, owner: &Owner<'_>, found: &mut Diagnostics) {
    let fault = found.error("missing-value", node.place, format!("{owner}`{}:` has no value", field.key));
    // What an id looks like does not help who looks for the right one.
    let expected = match &field.shape {
        Shape::Id => String::new(),
        shape => format!(": {}", expectation(shape)),
    };
    fault.label("nothing stands here").help(format!("write {}{expected}", field.doc));
    if field.need == Need::Optional {
        fault.help("or leave the whole line out");
    }
}

fn wrong_kind(node: &Node<'_>, spot: Spot<'_>, expected: &str, found: &mut Diagnostics) {
    if let Kind::Empty = node.kind {
        return empty(node, spot, expected, found);
    }
    let field = if spot.field.contains(' ') { spot.field.to_owned() } else { format!("`{}:`", spot.field) };
    let message = format!("{}{field} takes {expected}; here stands {}", spot.owner, node.kind_name());
    found.error("wrong-kind", node.place, message);
}

/// Notes a scalar that is not of that shape.
fn check_scalar(node: &Node<'_>, shape: &Shape, spot: Spot<'_>, found: &mut Diagnostics) {
    let Spot { field, owner } = spot;
    let Kind::Text(text) = &node.kind else {
        return wrong_kind(node, spot, &expectation(shape), found);
    };
    if letters::check(node, text, spot, found) {
        return;
    }
    if text.trim().is_empty() {
        return empty(node, spot, &expectation(shape), found);
    }
    if text.len() > LONGEST_TEXT && text.chars().count() > LONGEST_TEXT {
        found
            .error("long-text", node.place, format!("{owner}`{field}:` is longer than {LONGEST_TEXT} characters"))
            .help("shorten it; stories have their own files");
        return;
    }
    if fits(text, shape) {
        return;
    }
    let message = format!("{owner}`{field}: {}` is not {}", quoted(text), expectation(shape));
    if found.is_full() {
        found.error("wrong-value", node.place, message);
        return;
    }
    let fault = found.error("wrong-value", node.place, message);
    if let Shape::Choice(words) = shape
        && let Some(near) = nearest(text, words.iter().copied())
    {
        fault.help(format!("did you mean `{near}`?"));
    }
    // Which id was meant, the lists can tell.
    let is_named = matches!(shape, Shape::Id) && field != "id";
    if let Some(help) = advice(text, shape).filter(|_| !is_named || text.len() > LONGEST_ID) {
        fault.help(help);
    }
}

pub(super) fn fits(text: &str, shape: &Shape) -> bool {
    match shape {
        Shape::Text => true,
        Shape::Id => is_id(text),
        Shape::Year => matches!(When::parse(text), Some(When::Year(_))),
        Shape::Date(allowed) => When::parse(text).is_some_and(|when| allowed.contains(&precision(when))),
        Shape::Count => count(text).is_some(),
        Shape::Share => PrintedShare::parse(text).is_some(),
        Shape::Printed => printed(text).is_some(),
        Shape::Amount => Amount::parse(text).is_some(),
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
    let plain = text.len() <= MOST_DIGITS && text.bytes().all(|byte| byte.is_ascii_digit());
    let zero_led = text.len() > 1 && text.starts_with('0');
    (plain && !zero_led).then(|| text.parse().ok())?
}

/// A count, or a percentage as printed.
pub(super) fn printed(text: &str) -> Option<Printed> {
    count(text).map(Printed::Count).or_else(|| PrintedShare::parse(text).map(Printed::Share))
}

/// Whether a text is an id: lower-case letters, digits and single hyphens.
pub fn is_id(text: &str) -> bool {
    let is_plain = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    let (bytes, may_follow) = (text.as_bytes(), |pair: &[u8]| is_plain(&pair[1]) || pair[1] == b'-' && pair[0] != b'-');
    let has_ends = bytes.first().is_some_and(is_plain) && bytes.last().is_some_and(is_plain);
    has_ends && text.len() <= LONGEST_ID && bytes.windows(2).all(may_follow)
}

fn is_pages(text: &str) -> bool {
    let pages: Vec<Option<u32>> = text.split('-').map(count).collect();
    match pages.as_slice() {
        [Some(page)] => *page > 0,
        [Some(from), Some(to)] => *from > 0 && from < to,
        _ => false,
    }
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
        Shape::Printed => "a whole number such as `108`, or a percentage as printed, such as `27%`".to_owned(),
        Shape::Amount => {
            "a number such as `85` or `98.7`, a range such as `15-20`, or a ratio such as `60:40`".to_owned()
        }
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
/// The words for why a published number was changed.
pub const REASON: Shape = Shape::Choice(&Reason::WORDS);
/// The words for how shares are rounded.
pub const ROUNDING: Shape = Shape::Choice(&Rounding::WORDS);

/// The text of a node if it is right for that shape, with its place.
pub(super) fn scalar<'n>(node: &'n Node<'_>, shape: &Shape) -> Option<(&'n str, Place)> {
    let text = node.text()?;
    let sound = !text.trim().is_empty() && letters::are_sound(text) && fits(text, shape);
    sound.then(|| (text.trim(), node.place))
}
