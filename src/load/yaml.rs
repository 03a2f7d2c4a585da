//! YAML text becomes a tree in which every value knows its place.
//!
//! The only file that knows the YAML package. Scalars stay the text that was typed: what they mean is
//! decided by the field they stand in, so `no`, `010` and `12:30` are never turned into something else.

use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Place};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_yaml::Spanned;
use std::fmt;

/// A value and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// What it is.
    pub(super) kind: Kind,
    /// The stretch of text to underline: for lists and maps only their first character.
    pub(super) place: Place,
}

/// What a value is.
#[derive(Debug, Clone)]
pub(super) enum Kind {
    /// Nothing behind the colon, or `~`.
    Empty,
    /// Text, as typed.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys with their values, in the order of the file, doubled keys included.
    Map(Vec<(Node, Node)>),
}

impl Node {
    /// The value under a key of a map.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|(name, _)| name.text() == Some(key)).map(|(_, value)| value)
    }

    /// The text of a scalar.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            Kind::Empty | Kind::List(_) | Kind::Map(_) => None,
        }
    }

    /// The items of a list; none where it is not a list.
    pub(super) fn items(&self) -> &[Node] {
        match &self.kind {
            Kind::List(items) => items,
            Kind::Empty | Kind::Text(_) | Kind::Map(_) => &[],
        }
    }

    /// The keys and values of a map; none where it is not a map.
    pub(super) fn entries(&self) -> &[(Node, Node)] {
        match &self.kind {
            Kind::Map(entries) => entries,
            Kind::Empty | Kind::Text(_) | Kind::List(_) => &[],
        }
    }

    /// What it is called when something else was expected.
    pub(super) fn kind_name(&self) -> &'static str {
        match self.kind {
            Kind::Empty => "nothing",
            Kind::Text(_) => "a single value",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a group of keys",
        }
    }
}

/// Reads one file; what is not YAML is noted as a fault at its place.
pub(super) fn parse(file: FileId, text: &str, found: &mut Diagnostics) -> Option<Node> {
    let limit = text.len() + 64;
    let options = serde_yaml::options! {
        strict_booleans: true,
        with_snippet: false,
        reject_unsupported_tags: true,
        ignore_binary_tag_for_string: true,
        // Doubled keys and merge keys are kept in the tree and reported together with all other faults.
        merge_keys: serde_yaml::options::MergeKeyPolicy::AsOrdinary,
        // What is no number is told of where a number is wanted.
        non_finite_float_policy: serde_yaml::options::NonFiniteFloatPolicy::PassThrough,
        duplicate_keys: serde_yaml::options::DuplicateKeyPolicy::LastWins,
        underscored_numbers_as_strings: true,
        leading_zero_numbers_as_strings: true,
        // The format needs no anchors; the other limits follow from the length of the file.
        budget: serde_yaml::budget! {
            max_aliases: 0,
            max_anchors: 0,
            max_depth: 32,
            max_events: limit,
            max_nodes: limit,
            max_total_scalar_bytes: limit,
        },
    };
    match serde_yaml::from_str_with_options::<RawNode>(text, options) {
        Ok(raw) => Some(settle(raw, file, text)),
        Err(error) => {
            note_syntax_error(&error, file, text, found);
            None
        }
    }
}

/// The syntax error in plain words, at its place.
fn note_syntax_error(error: &serde_yaml::Error, file: FileId, text: &str, found: &mut Diagnostics) {
    let location = error.location();
    let byte = location.map_or(0, |at| {
        let line_start = text
            .split_inclusive('\n')
            .take(usize::try_from(at.line()).unwrap_or_default().saturating_sub(1))
            .map(str::len)
            .sum::<usize>();
        let line = text.get(line_start..).unwrap_or_default();
        let column = usize::try_from(at.column()).unwrap_or_default().saturating_sub(1);
        line_start + line.char_indices().nth(column).map_or(line.len(), |(offset, _)| offset)
    });
    let said = error.to_string();
    let cause = said.split(" at line ").next().unwrap_or(&said);
    // The package points at the end of the line above a tab.
    let tab = cause.contains("found a tab").then(|| text.get(byte..)?.find('\t').map(|tab| byte + tab));
    let byte = tab.flatten().unwrap_or(byte);
    let end = text.get(byte..).and_then(|rest| rest.chars().next()).map_or(byte, |c| byte + c.len_utf8());
    let (message, help) = in_plain_words(cause);
    found.error("yaml-syntax", Place { file, start: offset(byte), end: offset(end) }, message).help(help);
}

/// What the package says, as message and help.
fn in_plain_words(cause: &str) -> (String, &'static str) {
    let any = |words: &[&str]| words.iter().any(|word| cause.contains(word));
    let (message, help) = if any(&["nchor", "lias"]) {
        (
            "anchors (`&`) and references (`*`) are not used in these files",
            "write the value out again, or put it between quotes if it begins with `&` or `*`",
        )
    } else if any(&["multiple YAML documents"]) {
        (
            "a second document begins here; a file holds one",
            "remove the line `---`, or put what follows into a file of its own",
        )
    } else if any(&["unsupported tag"]) {
        ("tags (`!`) are not used in these files", "put the text between quotes if it begins with `!`")
    } else if any(&["mapping values are not allowed"]) {
        (
            "a second `: ` stands in this value, or the line above is not finished",
            "put a text that holds `: ` between quotes",
        )
    } else if any(&["did not find expected '-' indicator", "did not find expected key"]) {
        (
            "this line is indented differently from those it belongs to",
            "give all keys of one entry the same number of spaces, and no other kind of blank",
        )
    } else if any(&["recursion limit", "budget breached"]) {
        ("lists and groups stand too deep in each other here", "the format needs no more than eight levels")
    } else if any(&["unexpected character: `\\u{"]) {
        ("this holds a control character, which is not seen in an editor", "type the line again without it")
    } else if any(&["unexpected character: `"]) {
        ("a value cannot begin with this sign", "put the text between quotes")
    } else if any(&["found a tab"]) {
        ("a tab stands where only spaces may stand", "indent with spaces")
    } else {
        return (
            format!("this is not well-formed YAML: {cause}"),
            "look at the indentation (spaces, no tabs), at a missing `:` or quote, and put a text that holds `: ` or ` #` between quotes",
        );
    };
    (message.to_owned(), help)
}

fn offset(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}

/// So many characters of a value are underlined.
const LONGEST_UNDERLINE: usize = 100;

/// The tree with places and the text as typed.
fn settle(raw: RawNode, file: FileId, text: &str) -> Node {
    let span = raw.0.referenced.span();
    let start = span.byte_offset().unwrap_or_default();
    let end = start + span.byte_len().unwrap_or_default();
    let (start, end) = (usize::try_from(start).unwrap_or_default(), usize::try_from(end).unwrap_or_default());
    let typed = text.get(start..end).unwrap_or_default().trim_end();
    let shown = typed.lines().next().unwrap_or_default().trim_end();
    let shown =
        if shown.is_empty() { text.get(start..).and_then(|t| t.lines().next()).unwrap_or_default() } else { shown };
    let kind = match raw.0.value {
        RawKind::Empty => Kind::Empty,
        RawKind::Plain => Kind::Text(typed.to_owned()),
        RawKind::Text(text) => Kind::Text(text),
        RawKind::List(items) => Kind::List(items.into_iter().map(|item| settle(item, file, text)).collect()),
        RawKind::Map(entries) => Kind::Map(
            entries.into_iter().map(|(key, value)| (settle(key, file, text), settle(value, file, text))).collect(),
        ),
    };
    let end = match kind {
        Kind::Text(_) => start + shown.char_indices().nth(LONGEST_UNDERLINE).map_or(shown.len(), |(at, _)| at),
        Kind::Empty => start,
        Kind::List(_) | Kind::Map(_) => start + shown.chars().next().map_or(0, char::len_utf8),
    };
    Node { kind, place: Place { file, start: offset(start), end: offset(end) } }
}

struct RawNode(Spanned<RawKind>);

enum RawKind {
    Empty,
    Plain,
    Text(String),
    List(Vec<RawNode>),
    Map(Vec<(RawNode, RawNode)>),
}

impl<'de> Deserialize<'de> for RawNode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Spanned::<RawKind>::deserialize(deserializer).map(Self)
    }
}

impl<'de> Deserialize<'de> for RawKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(KindVisitor)
    }
}

struct KindVisitor;

impl<'de> Visitor<'de> for KindVisitor {
    type Value = RawKind;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<RawKind, E> {
        Ok(RawKind::Plain)
    }

    fn visit_i64<E>(self, _: i64) -> Result<RawKind, E> {
        Ok(RawKind::Plain)
    }

    fn visit_u64<E>(self, _: u64) -> Result<RawKind, E> {
        Ok(RawKind::Plain)
    }

    fn visit_i128<E>(self, _: i128) -> Result<RawKind, E> {
        Ok(RawKind::Plain)
    }

    fn visit_u128<E>(self, _: u128) -> Result<RawKind, E> {
        Ok(RawKind::Plain)
    }

    fn visit_f64<E>(self, _: f64) -> Result<RawKind, E> {
        Ok(RawKind::Plain)
    }

    fn visit_str<E>(self, text: &str) -> Result<RawKind, E> {
        Ok(RawKind::Text(text.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<RawKind, E> {
        Ok(RawKind::Empty)
    }

    fn visit_none<E>(self) -> Result<RawKind, E> {
        Ok(RawKind::Empty)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<RawKind, D::Error> {
        RawKind::deserialize(deserializer)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<RawKind, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = access.next_element()? {
            items.push(item);
        }
        Ok(RawKind::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<RawKind, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = access.next_entry()? {
            entries.push(entry);
        }
        Ok(RawKind::Map(entries))
    }
}
