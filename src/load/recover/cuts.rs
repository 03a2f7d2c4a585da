//! Where a broken file is cut: at its items and at its keys.

use super::super::lines::{Line, Look, content_lines};
use super::super::syntax;
use super::super::yaml::piece;
use super::Walk;
use std::ops::Range;

impl Walk<'_, '_, '_> {
    /// The next line behind that one with a key of the top.
    pub(super) fn next_key(&self, line: usize) -> usize {
        let mut lines = content_lines(self.text, line..self.text.len()).skip(1);
        lines.find(|line| self.is_of_top(line)).map_or(self.text.len(), |line| line.start)
    }

    /// Whether a line stands at the top of the file: not an item, and no key that belongs further in.
    pub(super) fn is_of_top(&self, line: &Line) -> bool {
        let key = syntax::key_at(self.text, line.first).map(|(key, _)| key);
        let is_item = line.look(self.text) == Look::Item;
        line.indent == 0 && !line.is_oddly_blank && !is_item && !key.is_some_and(|key| self.names.is_below(key))
    }

    /// Where the document ends: at a line `---` or `...`, which is a fault if something follows.
    pub(super) fn document_end(&self, from: usize) -> usize {
        let mut lines = content_lines(self.text, from..self.text.len());
        lines.find(|line| line.is_marker(self.text)).map_or(self.text.len(), |line| line.start)
    }

    /// What stands below a key that has nothing behind it: its first line, and all lines.
    pub(super) fn block_of(&self, cut: &Range<usize>, key: usize) -> Option<(Line, Range<usize>)> {
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
    pub(super) fn key_below(&self, cut: &Range<usize>, key: usize) -> Option<Line> {
        let second = content_lines(self.text, cut.clone()).nth(1)?;
        let is_below = second.indent > Line::at(self.text, key).indent && second.look(self.text) == Look::Key;
        let is_sound = piece(self.file, self.text, cut.start..second.start, (0, self.names.is_mended)).is_ok();
        (is_below && is_sound && !second.is_oddly_blank).then_some(second)
    }

    /// Cuts at every line that is indented no more than that.
    pub(super) fn cut_keys(&self, range: Range<usize>, indent: usize, depth: usize) -> Vec<Range<usize>> {
        let mut starts: Vec<usize> = vec![range.start];
        let mut was_text = false;
        // How many lines the piece has so far.
        let mut lines = 0;
        for line in content_lines(self.text, range.clone()) {
            let look = line.look(self.text);
            let is_item_below = look == Look::Item && line.indent == indent;
            let is_below = depth == 0 && indent == 0 && !self.is_of_top(&line);
            let is_key = line.indent <= indent && !line.is_oddly_blank && !is_item_below && !is_below;
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
    pub(super) fn cut_items(&self, range: Range<usize>, indent: usize) -> Vec<Range<usize>> {
        let mut starts = vec![range.start];
        let is_hyphenless = |line: &Line| {
            let key = syntax::key_at(self.text, line.first).map(|(key, _)| key);
            line.indent == indent && key.is_some_and(|key| key == "id" || key.starts_with('-'))
        };
        let items = content_lines(self.text, range.clone()).filter(|line| {
            let is_item = line.indent <= indent + 1 && line.look(self.text) == Look::Item;
            line.start > range.start && (is_item || is_hyphenless(line))
        });
        starts.extend(items.map(|line| line.start));
        ranges(starts, range.end)
    }
}

fn ranges(starts: Vec<usize>, end: usize) -> Vec<Range<usize>> {
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([end]).collect();
    starts.into_iter().zip(ends).map(|(start, end)| start..end).collect()
}
