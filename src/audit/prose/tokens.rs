//! A text in words, numbers and marks, with where each stands; and where its sentences end.

use super::lexicon::Lexicon;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word, with hyphens and apostrophes inside it.
    Word,
    /// Digits: the number without its point, and how many of its digits stand behind the point.
    Number(u32, u8),
    /// Any other character.
    Mark,
}

/// A word, a number or a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Its first byte.
    pub start: usize,
    /// The byte after it.
    pub end: usize,
    /// In small letters, with straight apostrophes.
    pub lower: String,
    /// Whether it begins with a capital letter.
    pub is_capital: bool,
    /// What it is.
    pub kind: Kind,
}

/// The sentences of a text: plain text or Markdown, of which addresses, code and gaps for figures are left out.
pub(super) fn sentences(text: &str, lexicon: &Lexicon) -> Vec<Vec<Token>> {
    let mut all = Vec::new();
    let mut at = 0;
    let mut is_code = false;
    // A word takes some six letters with the blank behind it.
    let mut block = Vec::with_capacity(text.len() / 6 + 1);
    for line in text.split_inclusive('\n') {
        let bare = line.trim();
        if bare.starts_with("```") {
            is_code = !is_code;
        } else if !is_code {
            if bare.is_empty() || begins_anew(bare) {
                all.extend(split(std::mem::take(&mut block), lexicon));
            }
            let marker = marker(line);
            tokens(&line[marker..], at + marker, &mut block);
            if bare.starts_with('#') {
                all.extend(split(std::mem::take(&mut block), lexicon));
            }
        }
        at += line.len();
    }
    all.extend(split(block, lexicon));
    all
}

/// How many bytes at the beginning of a line number an item of a list.
fn marker(line: &str) -> usize {
    let start = line.len() - line.trim_start().len();
    let digits = line[start..].bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 && digits < 4 && line[start + digits..].starts_with(". ") { start + digits + 2 } else { 0 }
}

/// Whether a line is a heading, an item of a list, or a row of a table.
fn begins_anew(line: &str) -> bool {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = digits.len() < line.len() && digits.starts_with(". ");
    is_numbered || ["#", "- ", "* ", "+ ", "> ", "|"].iter().any(|mark| line.starts_with(mark))
}

fn tokens(line: &str, offset: usize, found: &mut Vec<Token>) {
    let mut at = 0;
    while let Some(first) = line[at..].chars().next() {
        let rest = &line[at..];
        let skipped = skipped(rest);
        let length = if skipped > 0 {
            skipped
        } else if first.is_ascii_digit() {
            number(rest, offset + at, found)
        } else if first.is_alphabetic() {
            word(rest, offset + at, found)
        } else {
            let is_seen = !first.is_whitespace() && !matches!(first, '*' | '_' | '`' | '#');
            found.extend(is_seen.then(|| token(rest, first.len_utf8(), offset + at, Kind::Mark)));
            first.len_utf8()
        };
        at += length;
    }
}

/// How many bytes at the beginning are no prose: the address of a link, a web address, code, a gap for a figure.
fn skipped(rest: &str) -> usize {
    let to = |start: &str, end: &str| {
        let inner = rest.strip_prefix(start)?;
        inner.find(end).map(|at| start.len() + at + end.len())
    };
    let address = || {
        let is_one = rest.starts_with("https://") || rest.starts_with("http://");
        is_one.then(|| rest.find(|c: char| c.is_whitespace() || matches!(c, ')' | '>')).unwrap_or(rest.len()))
    };
    let found = to("](", ")").or_else(|| to("{{", "}}")).or_else(|| to("<!--", "-->")).or_else(|| to("`", "`"));
    found.or_else(address).unwrap_or(0)
}

fn token(rest: &str, length: usize, start: usize, kind: Kind) -> Token {
    let text = &rest[..length];
    let lower = if text.is_ascii() { text.to_ascii_lowercase() } else { text.to_lowercase().replace('\u{2019}', "'") };
    Token { start, end: start + length, lower, is_capital: text.starts_with(char::is_uppercase), kind }
}

/// Digits with their groups and decimals; digits that go on as a word are a word.
fn number(rest: &str, start: usize, found: &mut Vec<Token>) -> usize {
    let digits = |from: usize| rest[from..].bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(0);
    let (mut whole, mut decimals) = (rest[..end].to_owned(), 0);
    while rest[end..].starts_with(',') && digits(end + 1) == 3 {
        whole.push_str(&rest[end + 1..end + 4]);
        end += 4;
    }
    if rest[end..].starts_with('.') && (1..=4).contains(&digits(end + 1)) {
        decimals = digits(end + 1);
        whole.push_str(&rest[end + 1..=end + decimals]);
        end += 1 + decimals;
    }
    let tail = rest[end..].find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len() - end);
    let kind = match (whole.parse::<u32>(), u8::try_from(decimals)) {
        (Ok(value), Ok(decimals)) if tail == 0 => Kind::Number(value, decimals),
        _ => Kind::Word,
    };
    found.push(token(rest, end + tail, start, kind));
    end + tail
}

/// A word; the sign of possession behind it is a token of its own.
fn word(rest: &str, start: usize, found: &mut Vec<Token>) -> usize {
    let inside = |at: usize, c: char| {
        let next = rest[at + c.len_utf8()..].chars().next();
        c.is_alphanumeric()
            || matches!(c, '\u{200c}' | '\u{200d}')
            || (matches!(c, '-' | '\'' | '\u{2019}') && next.is_some_and(char::is_alphanumeric))
            || (c == '.' && rest[at + 1..].chars().nth(1) == Some('.') && next.is_some_and(char::is_alphabetic))
    };
    let end = rest.char_indices().find(|(at, c)| !inside(*at, *c)).map_or(rest.len(), |(at, _)| at);
    let text = &rest[..end];
    let owner = ["'s", "\u{2019}s"].iter().find_map(|sign| text.strip_suffix(sign));
    match owner {
        Some(owner) => {
            found.push(token(rest, owner.len(), start, Kind::Word));
            let sign = &rest[owner.len()..];
            found.push(token(sign, end - owner.len(), start + owner.len(), Kind::Word));
        }
        None => found.push(token(rest, end, start, Kind::Word)),
    }
    // The owner of a plural has the apostrophe alone.
    let is_plural = owner.is_none() && text.ends_with('s') && rest[end..].starts_with(['\'', '\u{2019}']);
    if is_plural {
        let sign = rest[end..].chars().next().map_or(0, char::len_utf8);
        let mut mark = token(&rest[end..], sign, start + end, Kind::Mark);
        "'s".clone_into(&mut mark.lower);
        found.push(mark);
        return end + sign;
    }
    end
}

/// Cuts where a sentence ends: at a full stop and the like before a capital letter, a number or the end.
fn split(block: Vec<Token>, lexicon: &Lexicon) -> Vec<Vec<Token>> {
    let mut sentences = vec![Vec::with_capacity(block.len())];
    let mut rest = block.into_iter().peekable();
    while let Some(token) = rest.next() {
        let is_stop = token.kind == Kind::Mark && [".", "!", "?", "|"].contains(&token.lower.as_str());
        let goes_on = rest.peek().is_some_and(|next| !next.is_capital && next.kind == Kind::Word);
        let Some(sentence) = sentences.last_mut() else { break };
        let is_short = || sentence.last().is_some_and(|before: &Token| lexicon.has("abbreviation", &before.lower));
        let ends = is_stop && !goes_on && !is_short();
        sentence.push(token);
        if ends {
            sentences.push(Vec::new());
        }
    }
    sentences.retain(|sentence| !sentence.is_empty());
    sentences
}
