//! YAML text becomes a tree in which every value knows its place.
//!
//! The only file that knows the YAML package. It takes the parser's events as they come, so that a long list can be
//! handed on item by item and no more than one item is held. Scalars stay the text that was typed: what they mean is
//! decided by the field they stand in, so `no`, `010` and `12:30` are never turned into something else.

use super::file::STAND_IN;
use super::node::{Kind, Node};
use super::owner::Names;
use super::syntax::{Fault, in_plain_words};
use super::{recover, unclosed};
use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Place};
use serde_yaml::granit_parser::{Event, Parser, ScalarStyle, ScanError, Span, StrInput, StructureStyle};
use std::borrow::Cow;
use std::ops::Range;

/// A list at the top of a file that is handed on item by item; in the tree it is empty.
///
/// An item is handed on when the next one has begun, and the last when what follows the list has been read: where the text cannot be read
/// on, what stands before may be cut short, and is looked at once more by itself.
pub(super) struct Streamed<'a> {
    /// Its key.
    pub(super) key: &'static str,
    /// What is done with an item; the second word tells whether the list is the first of that key.
    pub(super) item: &'a mut dyn FnMut(&Node<'_>, bool, &mut Diagnostics),
}

/// How deep lists and groups may stand in each other.
pub const DEEPEST: usize = 32;

/// Reads one file. What is not YAML is noted as a fault at its place, and what stands around it is read all the same.
pub(super) fn parse<'t>(
    file: FileId,
    text: &'t str,
    mut streamed: Option<Streamed<'_>>,
    names: &Names,
    found: &mut Diagnostics,
) -> Option<Node<'t>> {
    let mut reader = Reader::new(file, text, 0..text.len(), (0, names.is_mended));
    match reader.document(streamed.as_mut(), found) {
        Ok(root) => Some(root),
        Err(fault) => recover::rest(file, text, reader.done, streamed, (fault, names), found),
    }
}

/// Reads a piece of a file by itself, from the beginning of a line on.
pub(super) fn piece(
    file: FileId,
    text: &str,
    range: Range<usize>,
    (depth, is_mended): (usize, bool),
) -> Result<Node<'_>, Fault> {
    Reader::new(file, text, range, (depth, is_mended)).document(None, &mut Diagnostics::default())
}

/// How far the group at the top of a file was read when it could not be read on.
#[derive(Default)]
pub(super) struct Done<'t> {
    /// The whole of it, where something follows that does not belong to it.
    pub(super) root: Option<Node<'t>>,
    /// The keys that were read to their end.
    pub(super) entries: Vec<(Node<'t>, Node<'t>)>,
    /// The key whose value was being read.
    pub(super) key: Option<Node<'t>>,
    /// The last item of the streamed list, and whether that list is the first.
    pub(super) held: Option<(Node<'t>, bool)>,
}

/// The events of one file, and how far they have come.
struct Reader<'t> {
    events: Parser<'t, StrInput<'t>>,
    file: FileId,
    text: &'t str,
    /// The place of the text in its file.
    base: usize,
    /// Whether signs stand in the text for bytes of another encoding.
    is_mended: bool,
    /// How many lists and groups are open.
    depth: usize,
    /// The end of the last event.
    last: usize,
    /// Where the lists and groups in brackets begin that are open.
    brackets: Vec<usize>,
    done: Done<'t>,
}

impl<'t> Reader<'t> {
    fn new(file: FileId, text: &'t str, range: Range<usize>, (depth, is_mended): (usize, bool)) -> Self {
        let (base, text) = (range.start, text.get(range).unwrap_or_default());
        let events = Parser::new_from_str(text);
        Self { events, file, text, base, is_mended, depth, last: 0, brackets: Vec::new(), done: Done::default() }
    }

    /// The one document of the file; a file without any is empty.
    fn document(
        &mut self,
        mut streamed: Option<&mut Streamed<'_>>,
        found: &mut Diagnostics,
    ) -> Result<Node<'t>, Fault> {
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamStart | Event::DocumentStart(..) | Event::DocumentEnd => {}
                Event::StreamEnd => {
                    let top = self.place(0, 0);
                    return Ok(self.done.root.take().unwrap_or(Node { kind: Kind::Empty, place: top }));
                }
                _ if self.done.root.is_some() => {
                    let before = self.text.get(..start_of(&span)).unwrap_or_default();
                    let byte = before.rfind("\n---").map_or(before.len(), |end| end + 1);
                    return Err(self.at(Fault::second_document(byte)));
                }
                event => {
                    let is_map = matches!(event, Event::MappingStart(..));
                    self.done.root = Some(match streamed.as_mut().filter(|_| is_map) {
                        Some(streamed) => self.top(&event, &span, streamed, found)?,
                        None if is_map => self.group(&event, &span)?,
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
        let mut is_first = true;
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                break;
            }
            let key = self.node(event, &span)?;
            let is_wanted = key.text() == Some(streamed.key);
            self.done.key = Some(key);
            let (event, span) = self.next()?;
            let value = if is_wanted && matches!(event, Event::SequenceStart(..)) {
                self.items(&event, &span, |reader, item| {
                    if let Some((item, is_first)) = reader.done.held.replace((item, is_first)) {
                        (streamed.item)(&item, is_first, found);
                    }
                })?
            } else {
                self.node(event, &span)?
            };
            // Behind a second key, what follows belongs to the list no more.
            let is_behind = self.done.entries.last().is_some_and(|(key, _)| key.text() != Some(streamed.key));
            if is_behind && !is_wanted {
                self.hand_on(streamed, found);
            }
            is_first &= !is_wanted;
            self.done.entries.extend(self.done.key.take().map(|key| (key, value)));
        }
        self.hand_on(streamed, found);
        self.leave(event);
        Ok(Node { kind: Kind::Map(std::mem::take(&mut self.done.entries)), place })
    }

    /// Hands on the last item of the streamed list.
    fn hand_on(&mut self, streamed: &mut Streamed<'_>, found: &mut Diagnostics) {
        if let Some((item, is_first)) = self.done.held.take() {
            (streamed.item)(&item, is_first, found);
        }
    }

    /// The group of keys at the top of a file without a streamed list.
    fn group(&mut self, event: &Event<'t>, span: &Span) -> Result<Node<'t>, Fault> {
        let place = self.enter(event, span)?;
        loop {
            let (event, span) = self.next()?;
            if matches!(event, Event::MappingEnd) {
                break;
            }
            self.done.key = Some(self.node(event, &span)?);
            let (event, span) = self.next()?;
            let value = self.node(event, &span)?;
            self.done.entries.extend(self.done.key.take().map(|key| (key, value)));
        }
        self.leave(event);
        Ok(Node { kind: Kind::Map(std::mem::take(&mut self.done.entries)), place })
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
                self.refuse_marks(&event, span)?;
                let Event::Scalar(value, style, ..) = event else {
                    return Err(self.at(in_plain_words("a value is missing", start_of(span))));
                };
                self.refuse_cut(style, span)?;
                Ok(self.scalar(value, style, span))
            }
        }
    }

    fn scalar(&self, value: Cow<'t, str>, style: ScalarStyle, span: &Span) -> Node<'t> {
        let (start, end) = (start_of(span), byte_of(span.end.byte_offset()));
        let is_empty = style == ScalarStyle::Plain && matches!(&*value, "" | "~" | "null" | "Null" | "NULL");
        let is_one_line = matches!(value, Cow::Borrowed(_)) && value.len() == end.saturating_sub(start);
        let underlined = if is_empty {
            0
        } else if is_one_line && value.len() <= LONGEST_UNDERLINE {
            value.len()
        } else {
            underlined(self.text, start, end)
        };
        let place = self.place(start, start + underlined);
        let is_foreign = self.is_mended && value.contains(STAND_IN);
        let value = if is_foreign { Cow::Owned(value.replace(STAND_IN, FOREIGN_TEXT)) } else { value };
        Node { kind: if is_empty { Kind::Empty } else { Kind::Text(value) }, place }
    }

    /// Refuses a value that ends at a `#` which is not meant for a comment: nothing separates it from what follows.
    fn refuse_cut(&self, style: ScalarStyle, span: &Span) -> Result<(), Fault> {
        let end = byte_of(span.end.byte_offset());
        let rest = self.text.get(end..).unwrap_or_default();
        let behind = rest.trim_start_matches([' ', '\t']);
        let at = end + rest.len() - behind.len();
        let is_word = |word: &str| word.starts_with(|first: char| !first.is_whitespace() && first != '#');
        let is_apart = self.text.get(..at).is_some_and(|before| before.ends_with([' ', '\t']));
        match behind.strip_prefix('#') {
            Some(word) if style == ScalarStyle::Plain && start_of(span) < end && is_apart && is_word(word) => {
                Err(self.at(Fault::cut(at)))
            }
            _ => Ok(()),
        }
    }

    /// A list or a group begins; its place is its first character.
    fn enter(&mut self, event: &Event<'t>, span: &Span) -> Result<Place, Fault> {
        let start = start_of(span);
        self.refuse_marks(event, span)?;
        if self.depth == DEEPEST {
            return Err(self.at(Fault::too_deep(start)));
        }
        self.depth += 1;
        if is_in_brackets(event) {
            self.brackets.push(start);
        }
        let first = self.text.get(start..).and_then(|rest| rest.lines().next()?.chars().next());
        let end = start + first.map_or(0, char::len_utf8);
        Ok(self.place(start, end))
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
            Some(Err(error)) => Err(self.at(self.syntax(&error))),
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

    /// A stretch of the text, as a place in the file.
    fn place(&self, start: usize, end: usize) -> Place {
        Place { file: self.file, start: offset(self.base + start), end: offset(self.base + end) }
    }

    /// A fault of the text, at its byte in the file.
    fn at(&self, fault: Fault) -> Fault {
        fault.moved_by(self.base)
    }

    /// Refuses anchors, references, and tags.
    fn refuse_marks(&self, event: &Event<'_>, span: &Span) -> Result<(), Fault> {
        if event.anchor_id().is_none() && !event.is_alias() && event.tag().is_none() {
            return Ok(());
        }
        // The package tells where the value begins that a mark belongs to, or where its line ends.
        let start = start_of(span);
        let line = self.text.get(..start).unwrap_or_default().trim_end_matches(['\r', '\n']);
        let line = line.rfind('\n').map_or(0, |end| end + 1);
        let marks = if event.tag().is_some() { &['!'][..] } else { &['&', '*'] };
        let is_there = self.text.get(start..).is_some_and(|rest| rest.starts_with(marks));
        let typed = self.text.get(line..start).unwrap_or_default();
        let before = typed.rfind(marks).map(|at| typed[..=at].trim_end_matches(marks).len());
        let mark = if is_there { start } else { before.map_or(start, |at| line + at) };
        Err(self.at(if event.tag().is_some() { Fault::tag(mark) } else { Fault::anchor(mark) }))
    }
}

fn is_in_brackets(event: &Event<'_>) -> bool {
    matches!(event, Event::SequenceStart(StructureStyle::Flow, ..) | Event::MappingStart(StructureStyle::Flow, ..))
}

/// Stands in a value for a byte of another encoding, and was told.
pub(super) const FOREIGN: char = '\u{7f}';
/// The same as text.
const FOREIGN_TEXT: &str = "\u{7f}";

/// So many characters of a value are underlined.
const LONGEST_UNDERLINE: usize = 100;

/// How many bytes of a value are underlined: its first line, or as much of it as is looked at.
pub(super) fn underlined(text: &str, start: usize, end: usize) -> usize {
    let typed = text.get(start..end).unwrap_or_default();
    // Most values begin with so many plain letters on one line, or end before.
    let head = typed.as_bytes().get(..typed.len().min(LONGEST_UNDERLINE)).unwrap_or_default();
    let is_plain = head.iter().fold(true, |is_plain, byte| is_plain & matches!(byte, b' '..=b'~'));
    if is_plain && head.last().is_some_and(|last| *last != b' ') {
        return head.len();
    }
    let typed = typed.trim_end();
    let first = typed.lines().next().unwrap_or_default().trim_end();
    let rest = || text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let shown = if first.is_empty() { rest() } else { first };
    if shown.len() <= LONGEST_UNDERLINE {
        return shown.len();
    }
    shown.char_indices().nth(LONGEST_UNDERLINE).map_or(shown.len(), |(at, _)| at)
}

fn start_of(span: &Span) -> usize {
    byte_of(span.start.byte_offset())
}

/// Text in memory has bytes everywhere; only streams have none.
fn byte_of(byte: Option<usize>) -> usize {
    byte.unwrap_or_default()
}

pub(super) fn offset(byte: usize) -> u32 {
    u32::try_from(byte).unwrap_or(u32::MAX)
}
