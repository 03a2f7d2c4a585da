//! YAML text becomes a tree in which every value knows its place.
//!
//! The only file that knows the YAML package. It takes the parser's events as they come, so that a long list can be
//! handed on item by item and no more than one item is held. Scalars stay the text that was typed: what they mean is
//! decided by the field they stand in, so `no`, `010` and `12:30` are never turned into something else.

use super::syntax::{Fault, in_plain_words};
use super::unclosed;
use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Place};
use serde_yaml::granit_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput, StructureStyle, Tag};
use std::borrow::Cow;

/// A value and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Node<'t> {
    /// What it is.
    pub(super) kind: Kind<'t>,
    /// The stretch of text to underline: for lists and maps only their first character.
    pub(super) place: Place,
}

/// What a value is.
#[derive(Debug, Clone)]
pub(super) enum Kind<'t> {
    /// Nothing behind the colon, or `~`.
    Empty,
    /// Text, as typed.
    Text(Cow<'t, str>),
    /// A list.
    List(Vec<Node<'t>>),
    /// Keys with their values, in the order of the file, doubled keys included.
    Map(Vec<(Node<'t>, Node<'t>)>),
}

impl<'t> Node<'t> {
    /// The value under a key of a map.
    pub(super) fn get(&self, key: &str) -> Option<&Node<'t>> {
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
    pub(super) fn items(&self) -> &[Node<'t>] {
        match &self.kind {
            Kind::List(items) => items,
            Kind::Empty | Kind::Text(_) | Kind::Map(_) => &[],
        }
    }

    /// The keys and values of a map; none where it is not a map.
    pub(super) fn entries(&self) -> &[(Node<'t>, Node<'t>)] {
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

/// A list at the top of a file that is handed on item by item; in the tree it is empty.
///
/// An item is handed on when the next one has begun, and the last when the file is at its end: where the text cannot be
/// read on, what stands before may be cut short, and nothing true can be told of it.
pub(super) struct Streamed<'a> {
    /// Its key.
    pub(super) key: &'static str,
    /// What is done with an item; the second word tells whether the list is the first of that key.
    pub(super) item: &'a mut dyn FnMut(&Node<'_>, bool, &mut Diagnostics),
}

/// How deep lists and groups may stand in each other.
pub const DEEPEST: usize = 32;

/// Reads one file; what is not YAML is noted as a fault at its place.
pub(super) fn parse<'t>(
    file: FileId,
    text: &'t str,
    streamed: Option<Streamed<'_>>,
    found: &mut Diagnostics,
) -> Option<Node<'t>> {
    let events = Parser::new_from_str(text);
    let mut reader = Reader { events, file, text, depth: 0, last: 0, brackets: Vec::new(), held: None };
    match reader.document(streamed, found) {
        Ok(root) => Some(root),
        Err(Fault { byte, message, help }) => {
            let end = text.get(byte..).and_then(|rest| rest.chars().next()).map_or(byte, |c| byte + c.len_utf8());
            let place = Place { file, start: offset(byte), end: offset(end) };
            found.error("yaml-syntax", place, message).help(help);
            None
        }
    }
}

/// The events of one file, and how far they have come.
struct Reader<'t> {
    events: Parser<'t, StrInput<'t>>,
    file: FileId,
    text: &'t str,
    /// How many lists and groups are open.
    depth: usize,
    /// The end of the last event.
    last: usize,
    /// Where the lists and groups in brackets begin that are open.
    brackets: Vec<usize>,
    /// The last item of the streamed list, and whether that list is the first.
    held: Option<(Node<'t>, bool)>,
}

impl<'t> Reader<'t> {
    /// The one document of the file; a file without any is empty.
    fn document(&mut self, mut streamed: Option<Streamed<'_>>, found: &mut Diagnostics) -> Result<Node<'t>, Fault> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                Event::StreamEnd => {
                    if let (Some(streamed), Some((item, is_first))) = (&mut streamed, self.held.take()) {
                        (streamed.item)(&item, is_first, found);
                    }
                    let top = Place { file: self.file, start: 0, end: 0 };
                    return Ok(root.unwrap_or(Node { kind: Kind::Empty, place: top }));
                }
                _ if root.is_some() => return Err(Fault::second_document(start_of(&span))),
                event => {
                    let is_map = matches!(event, Event::MappingStart(..));
                    root = Some(match streamed.as_mut().filter(|_| is_map) {
                        Some(streamed) => self.top(&event, &span, streamed, found)?,
                        None => self.node(event, &span)?,
                    });
                }
            }
        }
    }

    /// The group of keys at the top, whose streamed list is handed on item by item.
    fn top(
        &mut self,
        event: &Event<'t>,
        span: &Span,
        streamed: &mut Streamed<'_>,
        found: &mut Diagnostics,
    ) -> Result<Node<'t>, Fault> {
        let place = self.enter(event, span)?;
        let mut entries: Vec<(Node<'t>, Node<'t>)> = Vec::new();
        let mut is_first = true;
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                break;
            }
            let key = self.node(event, &span)?;
            let is_wanted = key.text() == Some(streamed.key);
            let (event, span) = self.next()?;
            let value = if is_wanted && matches!(event, Event::SequenceStart(..)) {
                self.items(&event, &span, |reader, item| {
                    if let Some((item, is_first)) = reader.held.replace((item, is_first)) {
                        (streamed.item)(&item, is_first, found);
                    }
                })?
            } else {
                self.node(event, &span)?
            };
            is_first &= !is_wanted;
            entries.push((key, value));
        }
        self.leave(event);
        Ok(Node { kind: Kind::Map(entries), place })
    }

    /// A list whose items are handed on; what is left of it is its place.
    fn items(
        &mut self,
        start: &Event<'t>,
        span: &Span,
        mut take: impl FnMut(&mut Self, Node<'t>),
    ) -> Result<Node<'t>, Fault> {
        let place = self.enter(start, span)?;
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::SequenceEnd) {
                break;
            }
            let item = self.node(event, &span)?;
            take(self, item);
        }
        self.leave(start);
        Ok(Node { kind: Kind::List(Vec::new()), place })
    }

    /// The value that begins with this event.
    fn node(&mut self, event: Event<'t>, span: &Span) -> Result<Node<'t>, Fault> {
        match event {
            Event::SequenceStart(..) => {
                let mut items = Vec::new();
                let node = self.items(&event, span, |_, item| items.push(item))?;
                Ok(Node { kind: Kind::List(items), ..node })
            }
            Event::MappingStart(..) => {
                let place = self.enter(&event, span)?;
                let mut entries = Vec::new();
                loop {
                    let (event, span) = self.next()?;
                    if matches!(event, Event::MappingEnd) {
                        break;
                    }
                    let key = self.node(event, &span)?;
                    let (event, span) = self.next()?;
                    entries.push((key, self.node(event, &span)?));
                }
                self.leave(&event);
                Ok(Node { kind: Kind::Map(entries), place })
            }
            event => {
                refuse_marks(&event, span)?;
                let Event::Scalar(value, style, _, tag) = event else {
                    return Err(in_plain_words("a value is missing", start_of(span)));
                };
                Ok(self.scalar(value, style, tag.as_deref(), span))
            }
        }
    }

    fn scalar(&self, value: Cow<'t, str>, style: ScalarStyle, tag: Option<&Tag>, span: &Span) -> Node<'t> {
        let (start, end) = (start_of(span), byte_of(span.end.byte_offset()));
        let is_nullish = style == ScalarStyle::Plain && matches!(&*value, "" | "~" | "null" | "Null" | "NULL");
        let is_empty = tag.map_or(is_nullish, |tag| tag.core_suffix() == Some("null"));
        let is_one_line = matches!(value, Cow::Borrowed(_)) && value.len() == end.saturating_sub(start);
        let underlined = if is_empty {
            0
        } else if is_one_line && value.len() <= LONGEST_UNDERLINE {
            value.len()
        } else {
            underlined(self.text, start, end)
        };
        let place = Place { file: self.file, start: offset(start), end: offset(start + underlined) };
        Node { kind: if is_empty { Kind::Empty } else { Kind::Text(value) }, place }
    }

    /// A list or a group begins; its place is its first character.
    fn enter(&mut self, event: &Event<'t>, span: &Span) -> Result<Place, Fault> {
        let start = start_of(span);
        refuse_marks(event, span)?;
        if self.depth == DEEPEST {
            return Err(Fault::too_deep(start));
        }
        self.depth += 1;
        if is_in_brackets(event) {
            self.brackets.push(start);
        }
        let first = self.text.get(start..).and_then(|rest| rest.lines().next()?.chars().next());
        let end = start + first.map_or(0, char::len_utf8);
        Ok(Place { file: self.file, start: offset(start), end: offset(end) })
    }

    /// The list or group that began with this event ends.
    fn leave(&mut self, start: &Event<'t>) {
        self.depth -= 1;
        if is_in_brackets(start) {
            self.brackets.pop();
        }
    }

    fn next(&mut self) -> Result<(Event<'t>, Span), Fault> {
        match self.events.next_event() {
            Some(Ok((event, span))) => {
                self.last = self.last.max(byte_of(span.end.byte_offset()));
                Ok((event, span))
            }
            Some(Err(error)) => Err(self.syntax(&error)),
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    /// What the parser says, at the place where it is to be mended.
    fn syntax(&self, error: &ScanError) -> Fault {
        let byte = byte_of(error.marker().byte_offset());
        let from = self.brackets.first().copied().unwrap_or(self.last);
        if let Some((byte, sign)) = unclosed::opener(self.text, from, byte) {
            return Fault::unclosed(byte, sign);
        }
        let cause = error.info();
        // The package points at the end of the line above a tab.
        let tab = cause.contains("found a tab").then(|| self.text.get(byte..)?.find('\t').map(|tab| byte + tab));
        in_plain_words(&cause, tab.flatten().unwrap_or(byte))
    }
}

/// Refuses anchors, references, and tags other than those that only say again what plain text is.
fn refuse_marks(event: &Event<'_>, span: &Span) -> Result<(), Fault> {
    if event.anchor_id().is_some() || event.is_alias() {
        return Err(Fault::anchor(start_of(span)));
    }
    match event.tag() {
        Some(tag) if !is_plain_tag(tag, event) => Err(Fault::tag(start_of(span))),
        _ => Ok(()),
    }
}

fn is_plain_tag(tag: &Tag, event: &Event<'_>) -> bool {
    let known: &[&str] = match event {
        Event::SequenceStart(..) => &["seq"],
        Event::MappingStart(..) => &["map"],
        _ => &["str", "int", "float", "bool", "null", "timestamp", "binary"],
    };
    tag.suffix_in_namespace("tag:yaml.org,2002:").is_some_and(|suffix| known.contains(&&*suffix))
}

fn is_in_brackets(event: &Event<'_>) -> bool {
    matches!(event, Event::SequenceStart(StructureStyle::Flow, ..) | Event::MappingStart(StructureStyle::Flow, ..))
}

/// So many characters of a value are underlined.
const LONGEST_UNDERLINE: usize = 100;

/// How many bytes of a value are underlined: its first line, or as much of it as is looked at.
fn underlined(text: &str, start: usize, end: usize) -> usize {
    let typed = text.get(start..end).unwrap_or_default().trim_end();
    let first = typed.lines().next().unwrap_or_default().trim_end();
    let rest = || text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let shown = if first.is_empty() { rest() } else { first };
    shown.char_indices().nth(LONGEST_UNDERLINE).map_or(shown.len(), |(at, _)| at)
}

fn start_of(span: &Span) -> usize {
    byte_of(span.start.byte_offset())
}

/// Text in memory has bytes everywhere; only streams have none.
fn byte_of(byte: Option<usize>) -> usize {
    byte.unwrap_or_default()
}

fn offset(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}
