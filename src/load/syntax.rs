//! What is no YAML, in plain words.

use super::lines::{Line, Look};
use std::borrow::Cow;

/// Why a file cannot be read on, and where.
#[derive(Debug)]
pub(super) struct Fault {
    /// The character it is about.
    pub(super) byte: usize,
    /// What is wrong.
    pub(super) message: String,
    /// What to do about it.
    pub(super) help: Cow<'static, str>,
    /// Whether it says whose it is.
    is_named: bool,
}

impl Fault {
    fn new(byte: usize, message: impl Into<String>, help: impl Into<Cow<'static, str>>) -> Self {
        Self { byte, message: message.into(), help: help.into(), is_named: false }
    }

    /// Says whose it is, unless that is said already.
    pub(super) fn name(&mut self, owner: &str) {
        if !self.is_named {
            self.message = format!("{owner}: {}", self.message);
            self.is_named = true;
        }
    }

    /// The same fault in a text that begins so many bytes later.
    pub(super) fn moved_by(self, bytes: usize) -> Self {
        Self { byte: self.byte + bytes, ..self }
    }

    /// A line that stands neither in nor beside what is around it.
    pub(super) fn indented(byte: usize) -> Self {
        Self::new(
            byte,
            "this line is indented differently from those it belongs to",
            "give all keys of one entry the same number of spaces, and no other kind of blank",
        )
    }

    /// An item without its hyphen.
    pub(super) fn no_hyphen(byte: usize) -> Self {
        let message = "an item begins here without `- `, a hyphen and a space";
        Self::new(byte, message, "write `- ` before the first key of each item of a list")
    }

    /// A key below one that has a value already.
    pub(super) fn deeper(byte: usize) -> Self {
        Self::new(
            byte,
            "this line is indented deeper than the line above, which has a value already",
            "give all keys of one entry the same number of spaces",
        )
    }

    /// A line that is indented by something that is no space.
    pub(super) fn odd_blank(text: &str, line: &Line) -> Self {
        let blanks = text.get(line.start..line.first).unwrap_or_default();
        let (at, odd) = blanks.char_indices().find(|(_, blank)| *blank != ' ').unwrap_or((0, ' '));
        let message = match odd {
            '\t' => "a tab stands where only spaces may stand".to_owned(),
            odd => format!("this line is indented by a blank that is no space, U+{:04X}", u32::from(odd)),
        };
        Self::new(line.start + at, message, "indent with spaces")
    }

    /// A line without a key where one is needed.
    pub(super) fn no_key(byte: usize) -> Self {
        Self::new(
            byte,
            "this line has no `key:` at its beginning",
            "write the key, a colon, a space and the value; if the line goes on with the text above, indent it deeper",
        )
    }

    /// An anchor or a reference.
    pub(super) fn anchor(byte: usize) -> Self {
        Self::new(
            byte,
            "anchors (`&`) and references (`*`) are not used in these files",
            "write the value out again, or put it between quotes if it begins with `&` or `*`",
        )
    }

    /// A tag.
    pub(super) fn tag(byte: usize) -> Self {
        let message = "tags (`!`) are not used in these files";
        Self::new(byte, message, "put the text between quotes if it begins with `!`")
    }

    /// A `#` that cuts a value short.
    pub(super) fn cut(byte: usize) -> Self {
        let message = "the value ends here: what stands behind a space and a `#` is a comment";
        Self::new(byte, message, "put the text between quotes if the `#` belongs to it; write a comment as `# so`")
    }

    /// A second document.
    pub(super) fn second_document(byte: usize) -> Self {
        let message = "a second document begins here; a file holds one";
        Self::new(byte, message, "remove the line `---`, or put what follows into a file of its own")
    }

    /// Lists and groups in each other without end.
    pub(super) fn too_deep(byte: usize) -> Self {
        let message = "lists and groups stand too deep in each other here";
        Self::new(byte, message, "the format needs no more than eight levels")
    }

    /// A bracket or a quote that is opened and not closed.
    pub(super) fn unclosed(byte: usize, sign: char) -> Self {
        let (message, help) = match sign {
            '[' => ("this `[` is not closed", "put `]` behind the last item of the list"),
            '{' => ("this `{` is not closed", "put `}` behind the last value of the group"),
            _ => ("this quote is not closed", "put the same quote behind the text, or take this one out"),
        };
        Self::new(byte, message, help)
    }
}

/// What the package says, in plain words.
pub(super) fn in_plain_words(cause: &str, byte: usize) -> Fault {
    let any = |words: &[&str]| words.iter().any(|word| cause.contains(word));
    if any(&["nchor", "lias"]) {
        return Fault::anchor(byte);
    }
    if any(&["recursion limit"]) {
        return Fault::too_deep(byte);
    }
    let (message, help) = if any(&["mapping values are not allowed"]) {
        (
            "a second `: ` stands in this value, or the line above is not finished",
            "put a text that holds `: ` between quotes",
        )
    } else if any(&["did not find expected '-' indicator", "did not find expected key"]) {
        return Fault::indented(byte);
    } else if any(&["trailing content after"]) {
        (
            "text goes on behind the quote that closes it",
            "put the whole text between double quotes, or write an apostrophe between single quotes twice: `''`",
        )
    } else if any(&["simple key expected", "could not find expected ':'"]) {
        return Fault::no_key(byte);
    } else if any(&["misplaced bracket", "unexpected EOF while parsing a flow"]) {
        ("a bracket stands here that belongs to no list", "take it out, or put the text between quotes")
    } else if any(&["BOM"]) {
        ("a hidden mark of a file's beginning stands in the middle", "type the line again without it")
    } else if any(&["unexpected character: `\\u{"]) {
        ("this holds a control character, which is not seen in an editor", "type the line again without it")
    } else if any(&["unexpected character: `", "block sequence entries", "scanning a block scalar"]) {
        ("a value cannot begin with this sign", "put the text between quotes")
    } else if any(&["found a tab"]) {
        ("a tab stands where only spaces may stand", "indent with spaces")
    } else {
        return Fault::new(
            byte,
            format!("this is not well-formed YAML: {cause}"),
            "look at the indentation (spaces, no tabs), at a missing `:` or quote, and put a text that holds `: ` or ` #` between quotes",
        );
    };
    Fault::new(byte, message, help)
}

/// The key at the beginning of a line, or what stands in its place, and where its value begins.
pub(super) fn key_at(text: &str, byte: usize) -> Option<(&str, usize)> {
    let line = text.get(byte..)?.lines().next()?;
    let quoted = line.chars().next().filter(|sign| matches!(sign, '"' | '\''));
    let (start, length) = match quoted {
        Some(sign) => (1, line[1..].find(sign)?),
        None => (0, line.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))).unwrap_or(line.len())),
    };
    let end = start + length + usize::from(quoted.is_some());
    let behind = line[end..].trim_start_matches([' ', '\t']);
    let sign = behind.chars().next().filter(|sign| matches!(sign, ':' | '=' | '：')).map_or(0, char::len_utf8);
    let name = &line[start..start + length];
    (!name.is_empty()).then_some((name, byte + line.len() - behind.len() + sign))
}

/// A fault of the line that begins with a key, or of what stands below it, in words about that line if they are known.
pub(super) fn explained(text: &str, key: usize, fault: Fault) -> Fault {
    let line = Line::at(text, key);
    let Some((name, value)) = key_at(text, key) else { return fault };
    match line.look(text) {
        Look::Slip => slip(text, name, value),
        Look::Text if fault.byte <= value => Fault::no_key(key),
        _ => fault,
    }
}

/// A key that does not end with a colon and a space.
fn slip(text: &str, name: &str, value: usize) -> Fault {
    let rest = text.get(value..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let sign = text.get(..value).and_then(|before| before.chars().next_back()).unwrap_or_default();
    let at = value - sign.len_utf8();
    let blank = rest.chars().next().filter(|c| c.is_whitespace());
    let typed: String = rest.trim().chars().take(60).collect();
    let help = format!("write `{name}: {typed}`");
    match (sign, blank) {
        (':', Some(blank)) => {
            let code = u32::from(blank);
            Fault::new(
                value,
                format!("the blank behind `{name}:` is no space but U+{code:04X}"),
                "type a space instead",
            )
        }
        (':', None) => Fault::new(at, format!("there is no space behind `{name}:`"), help),
        _ => Fault::new(at, format!("`{name}` is followed by `{sign}` and not by a colon"), help),
    }
}
