//! What is no YAML, in plain words.

/// Why a file cannot be read on, and where.
#[derive(Debug)]
pub(super) struct Fault {
    /// The character it is about.
    pub(super) byte: usize,
    /// What is wrong.
    pub(super) message: String,
    /// What to do about it.
    pub(super) help: &'static str,
}

impl Fault {
    fn new(byte: usize, message: impl Into<String>, help: &'static str) -> Self {
        Self { byte, message: message.into(), help }
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
        (
            "this line is indented differently from those it belongs to",
            "give all keys of one entry the same number of spaces, and no other kind of blank",
        )
    } else if any(&["unexpected character: `\\u{"]) {
        ("this holds a control character, which is not seen in an editor", "type the line again without it")
    } else if any(&["unexpected character: `"]) {
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
