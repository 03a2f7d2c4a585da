//! The lines of a file that cannot be read as a whole: how far each is indented, and what it looks like.

use std::ops::Range;

/// A line that is neither empty nor a comment.
pub(super) struct Line {
    /// Its first byte.
    pub(super) start: usize,
    /// The first byte that is no blank.
    pub(super) first: usize,
    /// By how many blanks it is indented.
    pub(super) indent: usize,
    /// Whether one of them is no space, so that nobody can tell how deep it stands.
    pub(super) is_oddly_blank: bool,
}

/// What a line looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// An item: `- …`
    Item,
    /// A key: `title: …`
    Key,
    /// Something that is meant for a key: `title:…`, `title = …`
    Slip,
    /// Anything else.
    Text,
}

impl Line {
    /// What begins at that byte, as if it were a line.
    pub(super) fn at(text: &str, first: usize) -> Self {
        let start = text.get(..first).unwrap_or_default().rfind('\n').map_or(0, |end| end + 1);
        Self { start, first, indent: first - start, is_oddly_blank: false }
    }

    /// What it looks like.
    pub(super) fn look(&self, text: &str) -> Look {
        let line = text.get(self.first..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        if line == "-" || line.starts_with("- ") {
            return Look::Item;
        }
        let quoted = line.chars().next().filter(|sign| matches!(sign, '"' | '\''));
        let behind = if let Some(sign) = quoted {
            line[1..].find(sign).map(|end| &line[end + 2..])
        } else {
            let length = line.chars().take_while(|c| is_of_key(*c)).map(char::len_utf8).sum::<usize>();
            (length > 0).then(|| &line[length..])
        };
        let Some(behind) = behind else { return Look::Text };
        let behind_blanks = behind.trim_start_matches([' ', '\t']);
        match behind_blanks.strip_prefix(':') {
            Some(rest) if rest.is_empty() || rest.starts_with([' ', '\t', '\r']) => Look::Key,
            Some(_) => Look::Slip,
            None if behind_blanks.starts_with(['=', '：']) => Look::Slip,
            None => Look::Text,
        }
    }

    /// Whether it ends or begins a document: `---`, `...`
    pub(super) fn is_marker(&self, text: &str) -> bool {
        let line = text.get(self.first..).and_then(|rest| rest.lines().next()).unwrap_or_default().trim_end();
        self.indent == 0 && (line == "---" || line == "..." || line.starts_with('%'))
    }
}

fn is_of_key(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-' | '.')
}

/// The lines of a piece of a text that are neither empty nor comments.
pub(super) fn content_lines(text: &str, range: Range<usize>) -> impl Iterator<Item = Line> {
    let mut start = range.start;
    let lines = text.get(range).unwrap_or_default().split_inclusive('\n');
    lines.filter_map(move |line| {
        let own = start;
        start += line.len();
        let rest = line.trim_start_matches(is_blank);
        let blanks = &line[..line.len() - rest.len()];
        let is_content = !rest.trim_end().is_empty() && !rest.starts_with('#');
        is_content.then(|| Line {
            start: own,
            first: own + blanks.len(),
            indent: blanks.chars().count(),
            is_oddly_blank: blanks.contains(|c| c != ' '),
        })
    })
}

/// Whether a character is a blank at the beginning of a line.
fn is_blank(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\u{a0}' | '\u{3000}' | '\u{2000}'..='\u{200a}')
}
