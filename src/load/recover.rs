//! What stands around a fault of syntax: the file is cut at its items and keys, and each piece is read by itself.

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
        Some(root) => Some(root).filter(|root| matches!(root.kind, Kind::Map(_))),
        None => walk.top(done, first.byte),
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
        if top.look(self.text) != Look::Key {
            return None;
        }
        let place = self.place(top.first, top.first + 1);
        let is_held = done.held.is_some() && done.key.is_some();
        let mut is_between = done.key.is_none();
        let from = match (&done.held, &done.key, done.entries.last()) {
            (Some((item, _)), Some(_), _) => self.line_of(item.place.start),
            (_, Some(key), _) => self.line_of(key.place.start),
            (_, None, Some((key, _))) => {
                let line = self.line_of(key.place.start);
                let mut rest = content_lines(self.text, line..self.text.len()).skip(1);
                let next = rest.find(|line| line.indent <= top.indent).map_or(self.text.len(), |line| line.start);
                let is_streamed = self.streamed.as_ref().is_some_and(|list| key.text() == Some(list.key));
                // A value is looked at once more if the fault is in what belongs to it.
                if fault < next && !is_streamed {
                    is_between = false;
                    done.entries.pop();
                    line
                } else {
                    next
                }
            }
            (_, None, None) => top.start,
        };
        let end = self.document_end(from);
        let mut entries = std::mem::take(&mut done.entries);
        let mut from = from;
        if let Some(key) = done.key.take().filter(|_| is_held) {
            // The list goes on from the last item that was read.
            let next = content_lines(self.text, from..end).find(|line| line.indent <= top.indent && line.start > from);
            let is_item = |line: &Line| line.look(self.text) == Look::Item;
            let next = next.filter(|line| !is_item(line)).map_or(end, |line| line.start);
            let value = self.streamed_list(from..next, &entries, None)?;
            entries.push((key, value));
            from = next;
        }
        if is_between {
            self.left_over(from, top.indent, &entries);
        }
        self.group(from..end, (top.indent, None), 0, &mut entries);
        if content_lines(self.text, end..self.text.len()).any(|line| !line.is_marker(self.text)) {
            self.faults.push(Fault::second_document(end));
        }
        Some(Node { kind: Kind::Map(entries), place })
    }

    /// Items up to there that stand less deep than the streamed list before them, which they belong to.
    fn left_over(&mut self, end: usize, top: usize, entries: &Entries<'t>) {
        let Some(((key, _), before)) = entries.split_last() else { return };
        if self.streamed.as_ref().is_none_or(|list| key.text() != Some(list.key)) {
            return;
        }
        let below = || content_lines(self.text, self.line_of(key.place.start)..end).skip(1);
        let Some(indent) = below().next().map(|line| line.indent) else { return };
        let left = below().find(|line| line.indent > top && line.indent < indent && line.look(self.text) == Look::Item);
        if let Some(left) = left {
            self.streamed_list(left.start..end, before, Some(indent));
        }
    }

    /// Where the document ends: at a line `---` or `...`, which is a fault if something follows.
    fn document_end(&self, from: usize) -> usize {
        let mut lines = content_lines(self.text, from..self.text.len());
        lines.find(|line| line.is_marker(self.text)).map_or(self.text.len(), |line| line.start)
    }

    /// A group of keys that are indented so far; in an item, the first of them stands at that byte behind the hyphen.
    fn group(
        &mut self,
        range: Range<usize>,
        (indent, first): (usize, Option<usize>),
        depth: usize,
        into: &mut Entries<'t>,
    ) {
        for cut in self.cut_keys(range, indent) {
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
            if key == line.first && line.indent != indent && !line.is_oddly_blank {
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

    /// What stands below a key that has nothing behind it: its first line, and all lines.
    fn block_of(&self, cut: &Range<usize>, key: usize) -> Option<(Line, Range<usize>)> {
        let (_, rest) = syntax::key_at(self.text, key)?;
        let line_end = self.text[key..].find('\n').map_or(cut.end, |end| (key + end + 1).min(cut.end));
        let behind = self.text.get(rest..line_end).unwrap_or_default().trim();
        if !(behind.is_empty() || behind.starts_with('#')) {
            return None;
        }
        let first = content_lines(self.text, line_end..cut.end).next()?;
        Some((first, line_end..cut.end))
    }

    /// A line that looks like a key and stands deeper than a key that has a value already, and can be read.
    fn key_below(&self, cut: &Range<usize>, key: usize) -> Option<Line> {
        let second = content_lines(self.text, cut.clone()).nth(1)?;
        let is_below = second.indent > Line::at(self.text, key).indent && second.look(self.text) == Look::Key;
        let is_sound = piece(self.file, self.text, cut.start..second.start, (0, self.names.is_mended)).is_ok();
        (is_below && is_sound && !second.is_oddly_blank).then_some(second)
    }

    /// Cuts at every line that is indented no more than that.
    fn cut_keys(&self, range: Range<usize>, indent: usize) -> Vec<Range<usize>> {
        let mut starts: Vec<usize> = vec![range.start];
        let mut was_text = false;
        // How many lines the piece has so far.
        let mut lines = 0;
        for line in content_lines(self.text, range.clone()) {
            let look = line.look(self.text);
            let is_item_below = look == Look::Item && line.indent == indent;
            let is_key = line.indent <= indent && !line.is_oddly_blank && !is_item_below;
            // Behind an odd blank the depth cannot be told; such a line goes with the keys that stand alone.
            let is_odd_key = line.is_oddly_blank && look == Look::Key && lines == 1;
            let is_text = look == Look::Text;
            if (is_key || is_odd_key) && line.start > range.start && !(is_text && was_text) {
                starts.push(line.start);
                lines = 0;
            }
            was_text = is_text && is_key;
            lines += 1;
        }
        ranges(starts, range.end)
    }

    /// Cuts at every hyphen that is indented no more than that, or by one.
    fn cut_items(&self, range: Range<usize>, indent: usize) -> Vec<Range<usize>> {
        let mut starts = vec![range.start];
        let items = content_lines(self.text, range.clone())
            .filter(|line| line.indent <= indent + 1 && line.start > range.start && line.look(self.text) == Look::Item);
        starts.extend(items.map(|line| line.start));
        ranges(starts, range.end)
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

fn ranges(starts: Vec<usize>, end: usize) -> Vec<Range<usize>> {
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([end]).collect();
    starts.into_iter().zip(ends).map(|(start, end)| start..end).collect()
}
