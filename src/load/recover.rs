//! What stands around a fault of syntax: the file is cut at its items and keys, and each piece is read by itself.

mod cuts;

use super::lines::{Line, Look, content_lines};
use super::node::{Kind, Node};
use super::owner::{self, Names};
use super::syntax::{self, Fault};
use super::yaml::{DEEPEST, Done, Streamed, offset, piece};
use crate::diagnostic::Diagnostics;
use crate::source::{FileId, Place};
use std::ops::Range;

/// So many faults of syntax are looked for in a file; then the rest of it is not read.
pub const MOST_BREAKS: usize = 1000;

/// The keys of a group with their values.
type Entries<'t> = Vec<(Node<'t>, Node<'t>)>;

/// Reads on behind the first fault of a file; nothing where the file has no keys at its top.
pub(super) fn rest<'t>(
    file: FileId,
    text: &'t str,
    done: Done<'t>,
    streamed: Option<Streamed<'_>>,
    (first, names): (Fault, &Names),
    found: &mut Diagnostics,
) -> Option<Node<'t>> {
    let mut walk = Walk { file, text, names, faults: Vec::new(), told: 0, streamed, found };
    let root = match done.root {
        Some(root) if matches!(root.kind, Kind::Map(_)) => Some(root),
        _ => walk.top(Done { root: None, ..done }, first.byte),
    };
    let is_told = walk.told_before(first.byte);
    if !is_told {
        walk.faults.push(first);
    }
    walk.tell(None);
    root
}

/// The way through a broken file.
struct Walk<'t, 'w, 's> {
    file: FileId,
    text: &'t str,
    names: &'w Names,
    /// The faults that are not told yet, because it is not known yet whose they are.
    faults: Vec<Fault>,
    /// How many were told.
    told: usize,
    streamed: Option<Streamed<'s>>,
    found: &'w mut Diagnostics,
}

impl<'t> Walk<'t, '_, '_> {
    /// The group at the top, from where it was read well.
    fn top(&mut self, mut done: Done<'t>, fault: usize) -> Option<Node<'t>> {
        let top = content_lines(self.text, 0..self.text.len()).find(|line| !line.is_marker(self.text))?;
        let is_key = top.look(self.text) == Look::Key;
        if !is_key && !syntax::key_at(self.text, top.first).is_some_and(|(key, _)| self.names.is_at_top(key)) {
            return None;
        }
        let mut entries = std::mem::take(&mut done.entries);
        let mut from = self.read_well(&mut entries, &done, top.start, fault);
        let end = self.document_end(from);
        if done.held.is_some() {
            // The list goes on from the last item that was read.
            let next = self.next_key(from).min(end);
            let indent = content_lines(self.text, from..next).next().map(|line| line.indent);
            let key = done.key.take().filter(|key| self.is_streamed(key));
            if key.is_none() {
                let list = entries.iter().rposition(|(key, _)| self.is_streamed(key));
                entries.truncate(list.map_or(0, |list| list + 1));
            }
            let before = if key.is_some() { entries.len() } else { entries.len().saturating_sub(1) };
            let value = self.streamed_list(from..next, &entries[..before], indent);
            entries.extend(key.map(|key| (key, value.unwrap_or_else(|| self.lost(from)))));
            from = next;
        }
        self.group(from..end, (top.indent, None), 0, &mut entries);
        if content_lines(self.text, end..self.text.len()).any(|line| !line.is_marker(self.text)) {
            self.faults.push(Fault::second_document(end));
        }
        let place = self.place(top.first, top.first + 1);
        Some(Node { kind: Kind::Map(entries), place })
    }

    /// From where on a file is read once more: the item or the key in which the fault is, or what stands behind it.
    fn read_well(&self, entries: &mut Entries<'t>, done: &Done<'t>, top: usize, fault: usize) -> usize {
        if let Some((item, _)) = &done.held {
            return self.line_of(item.place.start);
        }
        // A key that belongs further in goes with what stands before it.
        let key = done.key.as_ref().filter(|key| !key.text().is_some_and(|key| self.names.is_below(key)));
        if let Some(key) = key {
            return self.line_of(key.place.start);
        }
        while entries.last().is_some_and(|(key, _)| key.text().is_some_and(|key| self.names.is_below(key))) {
            entries.pop();
        }
        let Some((last, _)) = entries.last() else { return top };
        let line = self.line_of(last.place.start);
        let next = self.next_key(line);
        // A value is looked at once more if the fault is in what belongs to it.
        if done.key.is_none() && fault >= next {
            return next;
        }
        entries.pop();
        line
    }

    fn is_streamed(&self, key: &Node<'t>) -> bool {
        self.streamed.as_ref().is_some_and(|list| key.text() == Some(list.key))
    }

    /// A group of keys that are indented so far; in an item, the first of them stands at that byte behind the hyphen.
    fn group(
        &mut self,
        range: Range<usize>,
        (indent, first): (usize, Option<usize>),
        depth: usize,
        into: &mut Entries<'t>,
    ) {
        for cut in self.cut_keys(range, indent, depth) {
            if self.is_full() {
                into.push((self.lost(cut.start), self.lost(cut.start)));
                return;
            }
            let Some(line) = content_lines(self.text, cut.clone()).next() else { continue };
            let key = first.filter(|first| cut.contains(first)).unwrap_or(line.first);
            let cut = if line.is_oddly_blank {
                self.faults.push(Fault::odd_blank(self.text, &line));
                line.first..cut.end
            } else {
                cut
            };
            if first != Some(key) && line.indent != indent && !line.is_oddly_blank {
                self.faults.push(Fault::indented(line.first));
            }
            self.entry(cut, (indent, key), depth, into);
        }
    }

    /// One key with its value.
    fn entry(&mut self, cut: Range<usize>, (indent, key): (usize, usize), depth: usize, into: &mut Entries<'t>) {
        let name = syntax::key_at(self.text, key);
        let is_streamed =
            depth == 0 && self.streamed.as_ref().is_some_and(|list| Some(list.key) == name.map(|(n, _)| n));
        let look = Line::at(self.text, key).look(self.text);
        let block = self.block_of(&cut, key);
        if is_streamed
            && let (Some((line, range)), Some((name, _))) = (&block, name)
            && line.look(self.text) == Look::Item
        {
            let value = self.streamed_list(range.clone(), into, None).unwrap_or_else(|| self.lost(key));
            into.push((self.key(name, key), value));
            return;
        }
        let before = self.faults.len() + self.told;
        let fault = match piece(self.file, self.text, cut.clone(), (depth, self.names.is_mended)) {
            Ok(Node { kind: Kind::Map(entries), .. }) => return into.extend(entries),
            Ok(Node { kind: Kind::List(items), .. }) if matches!(&items[..], [Node { kind: Kind::Map(_), .. }]) => {
                return into.extend(items.into_iter().flat_map(|item| match item.kind {
                    Kind::Map(entries) => entries,
                    _ => Vec::new(),
                }));
            }
            Ok(Node { kind: Kind::Empty, .. }) => return,
            Ok(_) => Fault::no_key(key),
            Err(fault) => fault,
        };
        if let Some(below) = self.key_below(&cut, key).filter(|_| block.is_none() && look == Look::Key) {
            self.faults.push(Fault::deeper(below.first));
            self.entry(cut.start..below.start, (indent, key), depth, into);
            return self.group(below.start..cut.end, (below.indent, None), depth, into);
        }
        let Some((name, _)) = name else {
            self.faults.push(syntax::explained(self.text, key, fault));
            return into.push((self.lost(key), self.lost(key)));
        };
        let value = match block {
            Some((line, range))
                if look == Look::Key
                    && depth + 1 < DEEPEST
                    && line.indent + usize::from(line.look(self.text) == Look::Item) > indent =>
            {
                self.value(&line, range, depth + 1)
            }
            _ => None,
        };
        if self.faults.len() + self.told == before {
            self.faults.push(syntax::explained(self.text, key, fault));
        }
        into.push((self.key(name, key), value.unwrap_or_else(|| self.lost(key))));
    }

    /// The list or group below a key, if it is one.
    fn value(&mut self, line: &Line, range: Range<usize>, depth: usize) -> Option<Node<'t>> {
        let place = self.place(line.first, line.first + 1);
        match line.look(self.text) {
            Look::Item => {
                let mut items = Vec::new();
                self.list(range, line.indent, depth, |_, item| items.push(item));
                Some(Node { kind: Kind::List(items), place })
            }
            Look::Key => {
                let mut entries = Vec::new();
                self.group(range, (line.indent, None), depth, &mut entries);
                Some(Node { kind: Kind::Map(entries), place })
            }
            Look::Slip | Look::Text => None,
        }
    }

    /// The items of the streamed list, handed on one by one; what is left of it is its place.
    fn streamed_list(
        &mut self,
        range: Range<usize>,
        before: &[(Node<'t>, Node<'t>)],
        indent: Option<usize>,
    ) -> Option<Node<'t>> {
        let key = self.streamed.as_ref()?.key;
        let is_first = before.iter().all(|(other, _)| other.text() != Some(key));
        let first = content_lines(self.text, range.clone()).next()?;
        if first.look(self.text) != Look::Item {
            // A list in brackets cannot be cut.
            let lost = self.lost(first.first);
            if let Some(streamed) = &mut self.streamed {
                (streamed.item)(&lost, is_first, self.found);
            }
            return None;
        }
        let place = self.place(first.first, first.first + 1);
        self.list(range, indent.unwrap_or(first.indent), 1, |walk, item| {
            let what = owner::name_of(&item, walk.names);
            walk.tell(what.as_deref());
            if let Some(streamed) = &mut walk.streamed {
                (streamed.item)(&item, is_first, walk.found);
            }
        });
        Some(Node { kind: Kind::List(Vec::new()), place })
    }

    /// The items of a list whose hyphens are indented so far.
    fn list(&mut self, range: Range<usize>, indent: usize, depth: usize, mut take: impl FnMut(&mut Self, Node<'t>)) {
        for cut in self.cut_items(range, indent) {
            if self.is_full() {
                return take(self, self.lost(cut.start));
            }
            let Some(line) = content_lines(self.text, cut.clone()).next() else { continue };
            let begun = self.faults.len();
            if line.look(self.text) != Look::Item {
                let item = self.without_hyphen(cut, &line, depth);
                let what = owner::name_of(&item, self.names).unwrap_or_default();
                self.faults.iter_mut().skip(begun).filter(|_| !what.is_empty()).for_each(|fault| fault.name(&what));
                take(self, item);
                continue;
            }
            if line.indent != indent {
                self.faults.push(Fault::indented(line.first));
            }
            match piece(self.file, self.text, cut.clone(), (depth, self.names.is_mended)) {
                Ok(Node { kind: Kind::List(items), .. }) => items.into_iter().for_each(|item| take(self, item)),
                Ok(_) => take(self, self.lost(line.first)),
                Err(fault) => {
                    let item = self.item(cut, &line, (depth, line.indent != indent), fault);
                    let what = owner::name_of(&item, self.names);
                    if let Some(what) = what {
                        self.faults.iter_mut().skip(begun).for_each(|fault| fault.name(&what));
                    }
                    take(self, item);
                }
            }
        }
    }

    /// An item that cannot be read as a whole: as many of its keys as can.
    fn item(&mut self, cut: Range<usize>, line: &Line, (depth, is_moved): (usize, bool), fault: Fault) -> Node<'t> {
        let blanks = self.text[line.first + 1..].bytes().take_while(|byte| *byte == b' ').count();
        let first = line.first + 1 + blanks;
        let inner = Line::at(self.text, first);
        if depth + 1 >= DEEPEST || !matches!(inner.look(self.text), Look::Key | Look::Slip) {
            self.faults.push(syntax::explained(self.text, first, fault));
            return self.lost(line.first);
        }
        let (mut entries, before) = (Vec::new(), self.faults.len() + self.told);
        // Where only the hyphen stands elsewhere, the other keys tell how far they are indented.
        let second = content_lines(self.text, cut.clone()).nth(1).filter(|_| is_moved);
        let indent = second.map_or(first - line.start, |second| second.indent);
        self.group(cut, (indent, Some(first)), depth + 1, &mut entries);
        if !is_moved && self.faults.len() + self.told == before {
            self.faults.push(syntax::explained(self.text, first, fault));
        }
        Node { kind: Kind::Map(entries), place: self.place(first, first + 1) }
    }

    /// An item that begins with `id:` or `-id:`
    fn without_hyphen(&mut self, cut: Range<usize>, line: &Line, depth: usize) -> Node<'t> {
        self.faults.push(Fault::no_hyphen(line.first));
        let first = line.first + usize::from(self.text[line.first..].starts_with('-'));
        let second = content_lines(self.text, cut.clone()).nth(1);
        let indent = second.map_or(line.indent + 2, |second| second.indent);
        let mut entries = Vec::new();
        self.group(first..cut.end, (indent, Some(first)), depth + 1, &mut entries);
        Node { kind: Kind::Map(entries), place: self.place(first, first + 1) }
    }

    fn key(&self, name: &'t str, at: usize) -> Node<'t> {
        Node { kind: Kind::Text(name.into()), place: self.place(at, at + name.len()) }
    }

    fn lost(&self, at: usize) -> Node<'t> {
        Node { kind: Kind::Lost, place: self.place(at, at) }
    }

    fn place(&self, start: usize, end: usize) -> Place {
        Place { file: self.file, start: offset(start), end: offset(end.min(self.text.len())) }
    }

    /// The beginning of the line in which a byte stands.
    fn line_of(&self, byte: u32) -> usize {
        let before = self.text.get(..byte as usize).unwrap_or_default();
        before.rfind('\n').map_or(0, |end| end + 1)
    }

    fn is_full(&self) -> bool {
        self.told + self.faults.len() >= MOST_BREAKS
    }

    fn told_before(&self, byte: usize) -> bool {
        self.told > 0 || self.faults.iter().any(|fault| fault.byte <= byte)
    }

    /// Tells what was found so far, as faults of that entry.
    fn tell(&mut self, what: Option<&str>) {
        for mut fault in std::mem::take(&mut self.faults) {
            if let Some(what) = what {
                fault.name(what);
            }
            self.told += 1;
            if self.told > MOST_BREAKS {
                continue;
            }
            let byte = fault.byte;
            let end = self.text.get(byte..).and_then(|rest| rest.chars().next()).map_or(byte, |c| byte + c.len_utf8());
            let told = self.found.error("yaml-syntax", self.place(byte, end), fault.message);
            told.help(fault.help);
            if self.told == MOST_BREAKS {
                told.help(format!(
                    "so many faults of this kind ({MOST_BREAKS}) are in this file that the rest of it is not read"
                ));
            }
        }
    }
}
