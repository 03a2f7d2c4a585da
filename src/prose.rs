//! Text as people write it: Markdown read into blocks of words, links and figures, each with its place.
//!
//! The only file that knows the Markdown package. Whoever prints a block writes its markup anew, so nothing of the
//! markup of a text reaches a page: what is not listed here cannot be said.

use crate::source::{At, FileId, Place};
use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, TextMergeWithOffset};
use std::ops::Range;

/// A paragraph, a heading, or an item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// What it says.
    pub pieces: Vec<Piece>,
    /// The same as it was typed, markup and line ends included: byte n of it stands n bytes behind the place's start.
    pub source: At<String>,
}

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A paragraph.
    Paragraph,
    /// A heading below that of the chapter.
    Heading,
    /// An item of a list.
    Item {
        /// Its number, where the list has numbers.
        number: Option<u64>,
        /// Whether a list begins with it.
        is_first: bool,
    },
}

/// A part of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words; line ends are spaces.
    Words(At<String>),
    /// Words that stand out.
    Strong(Vec<Piece>),
    /// Words with a stress.
    Stressed(Vec<Piece>),
    /// Words that lead to a page.
    Link {
        /// Its address, which begins with `https://` or `http://`.
        address: String,
        /// The words.
        pieces: Vec<Piece>,
    },
    /// `{{ NAME }}`: a figure, in words or bare.
    Figure(At<String>),
}

/// What may not stand in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slip {
    /// Markup that texts do not use, by what it is called.
    Markup(&'static str),
    /// A link to something that is no page of the web.
    Link(String),
    /// A heading of another level than `##`.
    Heading,
    /// Signs of templates where no figure may stand, or that make none.
    Code(String),
}

/// Which headings and figures a text may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// A chapter of the report itself.
    Chapter,
    /// A text of the report inside a chapter: it has figures, and no headings.
    Section,
    /// What a city tells: no figures, and no headings.
    Story,
}

/// The blocks of a text, and what may not stand in it. `base` is where the text begins in its file.
pub fn read(file: FileId, text: &str, base: usize, voice: Voice) -> (Vec<Block>, Vec<(Place, Slip)>) {
    let mut reader = Reader::new(file, text, base, voice);
    let parser = Parser::new_ext(text, Options::empty());
    let definitions: Vec<Range<usize>> =
        parser.reference_definitions().iter().map(|(_, definition)| definition.span.clone()).collect();
    for span in definitions {
        reader.slip(&span, Slip::Markup("a link that is defined apart"));
    }
    for (event, span) in TextMergeWithOffset::new(parser.into_offset_iter()) {
        reader.event(event, span);
    }
    reader.slips.sort_by_key(|(place, _)| (place.start, place.end));
    (reader.blocks, reader.slips)
}

/// The words of pieces without their markup; a figure stands as it was typed.
pub fn plain(pieces: &[Piece]) -> String {
    let of = |piece: &Piece| match piece {
        Piece::Words(words) => words.value.clone(),
        Piece::Strong(inner) | Piece::Stressed(inner) | Piece::Link { pieces: inner, .. } => plain(inner),
        Piece::Figure(name) => format!("{{{{ {} }}}}", name.value),
    };
    pieces.iter().map(of).collect()
}

/// Every piece of words and every figure of these, whatever it stands in.
pub fn leaves(pieces: &[Piece]) -> Vec<&Piece> {
    let mut all = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Words(_) | Piece::Figure(_) => all.push(piece),
            Piece::Strong(inner) | Piece::Stressed(inner) | Piece::Link { pieces: inner, .. } => {
                all.extend(leaves(inner));
            }
        }
    }
    all
}

/// The tables of a text: of each the rows, the head first, and of each row the places of its cells.
pub fn tables(text: &str) -> Vec<Vec<Vec<Range<usize>>>> {
    let mut all: Vec<Vec<Vec<Range<usize>>>> = Vec::new();
    for (event, span) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Table(_)) => all.push(Vec::new()),
            Event::Start(Tag::TableHead | Tag::TableRow) => all.last_mut().into_iter().for_each(|t| t.push(Vec::new())),
            Event::Start(Tag::TableCell) => {
                all.last_mut().and_then(|table| table.last_mut()).into_iter().for_each(|row| row.push(span.clone()));
            }
            _ => {}
        }
    }
    all
}

/// Markdown that the program itself wrote becomes HTML: markup in it is shown as text, links lead to the web or within the
/// page, no pictures.
pub fn html(text: &str) -> String {
    let parser = Parser::new_ext(text, Options::ENABLE_TABLES);
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, harmless(parser));
    html
}

fn harmless<'a>(events: impl Iterator<Item = Event<'a>>) -> impl Iterator<Item = Event<'a>> {
    let mut open_links = Vec::new();
    events.filter_map(move |event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Some(Event::Text(text)),
        Event::Start(Tag::Image { .. } | Tag::HtmlBlock) | Event::End(TagEnd::Image | TagEnd::HtmlBlock) => None,
        Event::Start(Tag::Link { ref dest_url, .. }) => {
            let allowed = ["https://", "http://", "#"].iter().any(|start| dest_url.starts_with(start));
            open_links.push(allowed);
            allowed.then_some(event)
        }
        Event::End(TagEnd::Link) => open_links.pop().unwrap_or(false).then_some(event),
        other => Some(other),
    })
}

/// So deep may words stand in `*`, `**` and links; what is deeper is a slip of the keyboard, or meant to break something.
const DEEPEST: usize = 4;

/// What is open while a text is read.
struct Reader<'t> {
    file: FileId,
    text: &'t str,
    base: usize,
    voice: Voice,
    blocks: Vec<Block>,
    slips: Vec<(Place, Slip)>,
    /// The kind and the place of the block that is open.
    open: Option<(Kind, Range<usize>)>,
    /// The pieces of the block, and of what is open in it.
    stack: Vec<Vec<Piece>>,
    addresses: Vec<Option<String>>,
    /// The number of the next item of the list that is open, where its items have one, and whether any has begun.
    list: Option<(Option<u64>, bool)>,
    /// How deep it is inside something that is left out.
    skipped: usize,
}

impl<'t> Reader<'t> {
    fn new(file: FileId, text: &'t str, base: usize, voice: Voice) -> Self {
        Self {
            file,
            text,
            base,
            voice,
            blocks: Vec::new(),
            slips: Vec::new(),
            open: None,
            stack: Vec::new(),
            addresses: Vec::new(),
            list: None,
            skipped: 0,
        }
    }

    fn place(&self, span: &Range<usize>) -> Place {
        let at = |byte: usize| u32::try_from(self.base + byte).unwrap_or(u32::MAX);
        Place { file: self.file, start: at(span.start), end: at(span.end) }
    }

    /// Notes a slip at the first line of its span.
    fn slip(&mut self, span: &Range<usize>, slip: Slip) {
        let line = self.text.get(span.clone()).and_then(|text| text.lines().next()).map_or(0, str::len);
        self.slips.push((self.place(&(span.start..span.start + line)), slip));
    }

    fn event(&mut self, event: Event<'_>, span: Range<usize>) {
        match event {
            Event::Start(_) if self.skipped > 0 => self.skipped += 1,
            Event::End(_) if self.skipped > 0 => self.skipped -= 1,
            _ if self.skipped > 0 => {}
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.words(&text, &span),
            Event::SoftBreak | Event::HardBreak => self.push(Piece::Words(self.at(" ", &span))),
            Event::Code(_) => self.slip(&span, Slip::Markup("code between back-quotes")),
            Event::Html(_) | Event::InlineHtml(_) => self.slip(&span, Slip::Markup("HTML")),
            Event::Rule => self.slip(&span, Slip::Markup("a line across")),
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {
                self.slip(&span, Slip::Markup("markup of another kind"));
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Range<usize>) {
        match tag {
            Tag::Paragraph if self.list.is_none() => self.begin(Kind::Paragraph, span),
            // The paragraph of an item is the item.
            Tag::Paragraph => {
                if self.open.is_none() {
                    self.leave_out(&span, "a second paragraph in an item of a list");
                }
            }
            Tag::Heading { level, .. } => {
                if self.voice != Voice::Chapter || level != HeadingLevel::H2 || self.list.is_some() {
                    self.slip(&span, Slip::Heading);
                }
                self.begin(Kind::Heading, span);
            }
            Tag::List(first) if self.list.is_none() => self.list = Some((first, false)),
            Tag::List(_) => self.leave_out(&span, "a list in a list"),
            Tag::Item => {
                let (number, has_begun) = self.list.unwrap_or_default();
                self.list = Some((number.map(|number| number + 1), true));
                self.begin(Kind::Item { number, is_first: !has_begun }, span);
            }
            Tag::Strong | Tag::Emphasis | Tag::Link { .. } if self.stack.len() > DEEPEST => {
                self.leave_out(&span, "markup in markup, again and again");
            }
            Tag::Strong | Tag::Emphasis => self.stack.push(Vec::new()),
            Tag::Link { link_type, dest_url, .. } => {
                self.stack.push(Vec::new());
                let address = self.address(link_type, &dest_url, &span);
                self.addresses.push(address);
            }
            Tag::Image { .. } => self.leave_out(&span, "a picture"),
            Tag::HtmlBlock => self.leave_out(&span, "HTML"),
            Tag::CodeBlock(_) => self.leave_out(&span, "a block of code, which lines indented by four blanks are too"),
            Tag::BlockQuote(_) => self.leave_out(&span, "a block that is quoted with `>`"),
            _ => self.leave_out(&span, "markup of another kind"),
        }
    }

    fn leave_out(&mut self, span: &Range<usize>, what: &'static str) {
        self.slip(span, Slip::Markup(what));
        self.skipped = 1;
    }

    fn address(&mut self, kind: LinkType, address: &CowStr<'_>, span: &Range<usize>) -> Option<String> {
        let is_apart = !matches!(kind, LinkType::Inline | LinkType::Autolink);
        let is_web = ["https://", "http://"].iter().any(|start| address.starts_with(start));
        // Signs that an address does not hold could end the attribute, or the brackets, in which it is printed.
        let is_plain = address.chars().all(|c| c.is_ascii_graphic() && !matches!(c, '"' | '<' | '>' | '`' | '\\'));
        if is_apart || !is_web || !is_plain {
            self.slip(span, Slip::Link(address.to_string()));
            return None;
        }
        Some(address.to_string())
    }

    fn begin(&mut self, kind: Kind, span: Range<usize>) {
        self.open = Some((kind, span));
        self.stack = vec![Vec::new()];
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.close(Piece::Strong),
            TagEnd::Emphasis => self.close(Piece::Stressed),
            TagEnd::Link => match self.addresses.pop().flatten() {
                Some(address) => self.close(|pieces| Piece::Link { address, pieces }),
                None => self.close(Piece::Stressed),
            },
            TagEnd::List(_) => self.list = None,
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::Item => self.finish(),
            _ => {}
        }
    }

    fn close(&mut self, make: impl FnOnce(Vec<Piece>) -> Piece) {
        if let Some(pieces) = self.stack.pop() {
            self.push(make(pieces));
        }
    }

    fn finish(&mut self) {
        let Some((kind, span)) = self.open.take() else { return };
        let source = self.text.get(span.clone()).unwrap_or_default().trim_end();
        let source = At { value: source.to_owned(), place: self.place(&(span.start..span.start + source.len())) };
        let pieces = self.stack.pop().unwrap_or_default();
        self.blocks.push(Block { kind, pieces, source });
    }

    fn push(&mut self, piece: Piece) {
        if let Some(top) = self.stack.last_mut() {
            top.push(piece);
        }
    }

    fn at(&self, words: &str, span: &Range<usize>) -> At<String> {
        At { value: words.to_owned(), place: self.place(span) }
    }

    /// Words, with the figures among them.
    fn words(&mut self, text: &str, span: &Range<usize>) {
        // Where entities or escapes stand in the text, only the whole of it has a place.
        let is_typed_so = self.text.get(span.clone()) == Some(text);
        let stretch = |from: usize, to: usize| {
            if is_typed_so { span.start + from..span.start + to } else { span.clone() }
        };
        let mut at = 0;
        while let Some(open) = text[at..].find("{{").map(|open| at + open) {
            let Some(close) = text[open..].find("}}").map(|close| open + close + 2) else { break };
            self.plain_words(&text[at..open], &stretch(at, open));
            let name = text[open + 2..close - 2].trim();
            let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-' | ' ');
            if self.voice == Voice::Story || name.is_empty() || !name.chars().all(is_name) {
                self.slip(&stretch(open, close), Slip::Code(text[open..close].to_owned()));
            } else {
                self.push(Piece::Figure(self.at(name, &stretch(open, close))));
            }
            at = close;
        }
        self.plain_words(&text[at..], &stretch(at, text.len()));
    }

    fn plain_words(&mut self, words: &str, span: &Range<usize>) {
        if words.is_empty() {
            return;
        }
        if let Some((sign, at)) = ["{{", "}}", "{%", "%}", "{#", "#}"].iter().find_map(|s| Some((*s, words.find(s)?))) {
            let is_whole = span.len() == words.len();
            let span = if is_whole { span.start + at..span.start + at + sign.len() } else { span.clone() };
            self.slip(&span, Slip::Code(sign.to_owned()));
        }
        self.push(Piece::Words(self.at(words, span)));
    }
}
