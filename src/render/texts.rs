//! What people wrote, printed anew: as HTML and as Markdown, with its figures filled in.

use super::markdown::escaped;
use super::views::ChapterTexts;
use crate::exhibit::Edition;
use crate::measure::Value;
use crate::prose::{self, Block, Kind, Piece};
use crate::source::Place;
use serde::Serialize;
use std::fmt::Write as _;

/// A text in both forms; empty where nobody wrote one.
#[derive(Debug, Default, Serialize)]
pub(super) struct Told {
    pub(super) html: String,
    pub(super) markdown: String,
}

/// A text under a heading of that level.
pub(super) fn told(edition: Edition<'_>, blocks: &[Block], level: usize) -> Told {
    Told { html: html(edition, blocks, level), markdown: markdown(edition, blocks, level) }
}

/// The texts of the chapters.
pub(super) fn chapters(edition: Edition<'_>) -> ChapterTexts {
    let of = |name: &str, level: usize| {
        let blocks = edition.year.narrative.chapters.get(name);
        blocks.map_or_else(Told::default, |blocks| told(edition, blocks, level))
    };
    ChapterTexts {
        introduction: of("introduction", 2),
        news: of("news", 3),
        changes: of("changes", 2),
        partnerships: of("partnerships", 2),
        observations: of("observations", 3),
        recommendations: of("recommendations", 3),
    }
}

/// The figures in the texts of the edition that there are not, or that cannot be had: where, what is wrong, and what to type.
pub fn unknown_figures(edition: Edition<'_>) -> Vec<(Place, String, String)> {
    let mut unknown = Vec::new();
    for block in edition.year.narrative.blocks() {
        for piece in prose::leaves(&block.pieces) {
            if let Piece::Figure(name) = piece
                && let Err((message, help)) = figure(edition, &name.value)
            {
                unknown.push((name.place, message, help));
            }
        }
    }
    unknown
}

/// How a figure can be asked for, before its id: as a bare number, in words for a share, in words for a change.
const FORMS: [&str; 3] = ["number", "extent", "course"];

/// A figure in words, or what is wrong with its name, and what to type.
fn figure(edition: Edition<'_>, name: &str) -> Result<String, (String, String)> {
    let words = edition.words;
    let (form, id) = name.split_once(' ').map_or(("", name), |(form, id)| (form, id.trim()));
    if !form.is_empty() && !FORMS.contains(&form) {
        let message = format!("there is no way `{form}` to say a figure");
        let known = FORMS.map(|form| format!("`{form}`")).join(", ");
        return Err((message, format!("known are {known}, or nothing before the id")));
    }
    let Some(found) = edition.figures.get(id) else {
        let near = edition.figures.like(id).into_iter().next();
        let help = near.map_or_else(
            || "all figures are in `figures.json`, beside the report".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        return Err((format!("there is no figure `{id}` in the edition of {}", edition.year.year), help));
    };
    if let Some(why) = found.why() {
        let message = format!("the figure `{id}` of {} is not available", edition.year.year);
        return Err((message, format!("{}; say it without the number", words.term(why.key()))));
    }
    let text = found.marked(words);
    match (form, found.value) {
        ("course", Value::Change { from, to }) => {
            let end = |place: usize| found.receipt.of.get(place).map(|id| edition.text(id));
            let texts = [end(0).unwrap_or_else(|| words.count(from)), end(1).unwrap_or_else(|| words.count(to))];
            Ok(words.course((from, to), [&texts[0], &texts[1]]))
        }
        ("extent", Value::Share(share)) => Ok(words.extent((share.part, share.whole), &text)),
        ("course", _) => Err((format!("`{id}` is no change"), "write `course` before the id of a change".to_owned())),
        ("extent", _) => Err((format!("`{id}` is no share"), "write `extent` before the id of a share".to_owned())),
        ("", Value::Count(count)) => Ok(noun(id).map_or(text.clone(), |key| words.counted_as(key, count, &text))),
        _ => Ok(text),
    }
}

/// What the figures of that name count.
fn noun(id: &str) -> Option<&'static str> {
    match id.split('.').next() {
        Some("projects") => Some("projects"),
        Some("cities") => Some("cities"),
        Some("partnerships") => Some("partnerships"),
        _ => None,
    }
}

/// The words of a figure; one that there is not was told, and nothing is written then.
fn filled(edition: Edition<'_>, name: &str) -> String {
    figure(edition, name).unwrap_or_default()
}

fn html(edition: Edition<'_>, blocks: &[Block], level: usize) -> String {
    let mut html = String::new();
    let mut open = "";
    for block in blocks {
        let list = match block.kind {
            Kind::Item { number: Some(_), .. } => "ol",
            Kind::Item { number: None, .. } => "ul",
            Kind::Paragraph | Kind::Heading => "",
        };
        let is_new = list != open || matches!(block.kind, Kind::Item { is_first: true, .. });
        if is_new && !open.is_empty() {
            let _ = writeln!(html, "</{open}>");
        }
        if let (true, Kind::Item { number, .. }) = (is_new, block.kind) {
            let start =
                number.filter(|first| *first != 1).map_or_else(String::new, |first| format!(" start=\"{first}\""));
            let _ = writeln!(html, "<{list}{start}>");
        }
        open = list;
        let inner = joined(&html_pieces(edition, &block.pieces));
        let _ = match block.kind {
            Kind::Paragraph => writeln!(html, "<p>{inner}</p>"),
            Kind::Heading => writeln!(html, "<h{0}>{inner}</h{0}>", level + 1),
            Kind::Item { .. } => writeln!(html, "<li>{inner}</li>"),
        };
    }
    if !open.is_empty() {
        let _ = writeln!(html, "</{open}>");
    }
    html
}

fn html_pieces(edition: Edition<'_>, pieces: &[Piece]) -> String {
    let of = |piece: &Piece| match piece {
        Piece::Words(words) => html_escaped(&words.value),
        Piece::Strong(inner) => format!("<strong>{}</strong>", html_pieces(edition, inner)),
        Piece::Stressed(inner) => format!("<em>{}</em>", html_pieces(edition, inner)),
        Piece::Link { address, pieces } => {
            format!("<a href=\"{}\">{}</a>", html_escaped(address), html_pieces(edition, pieces))
        }
        Piece::Figure(name) => html_escaped(&filled(edition, &name.value)),
    };
    pieces.iter().map(of).collect()
}

/// Words where a number stays on the line of the word before it: "page 11" is not torn.
fn joined(words: &str) -> String {
    let mut joined = String::with_capacity(words.len());
    let mut rest = words.chars().peekable();
    while let Some(character) = rest.next() {
        let is_before = character == ' ' && rest.peek().is_some_and(char::is_ascii_digit);
        joined.push(if is_before { '\u{a0}' } else { character });
    }
    joined
}

/// Text as a page can hold it, between tags and in quoted attributes.
fn html_escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#x27;"),
            other => safe.push(other),
        }
    }
    safe
}

fn markdown(edition: Edition<'_>, blocks: &[Block], level: usize) -> String {
    let mut markdown = String::new();
    for block in blocks {
        let inner = markdown_pieces(edition, &block.pieces);
        let inner = inner.trim();
        let _ = match block.kind {
            Kind::Paragraph => write!(markdown, "\n{}\n", unlisted(inner)),
            Kind::Heading => write!(markdown, "\n{} {inner}\n", "#".repeat(level + 1)),
            Kind::Item { number, is_first } => {
                let gap = if is_first { "\n" } else { "" };
                let sign = number.map_or_else(|| "-".to_owned(), |number| format!("{number}."));
                writeln!(markdown, "{gap}{sign} {}", unlisted(inner))
            }
        };
    }
    markdown.trim().to_owned()
}

/// The same text where its first signs would make a list or a heading of it.
fn unlisted(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let behind = text.as_bytes().get(digits);
    match text.as_bytes().first() {
        Some(b'-' | b'+' | b'=') => format!("\\{text}"),
        Some(_) if digits > 0 && matches!(behind, Some(b'.' | b')')) => {
            format!("{}\\{}", &text[..digits], &text[digits..])
        }
        _ => text.to_owned(),
    }
}

fn markdown_pieces(edition: Edition<'_>, pieces: &[Piece]) -> String {
    let of = |piece: &Piece| match piece {
        Piece::Words(words) => escaped(&words.value),
        Piece::Strong(inner) => format!("**{}**", markdown_pieces(edition, inner)),
        Piece::Stressed(inner) => format!("*{}*", markdown_pieces(edition, inner)),
        Piece::Link { address, pieces } => format!("[{}](<{address}>)", markdown_pieces(edition, pieces)),
        Piece::Figure(name) => escaped(&filled(edition, &name.value)),
    };
    pieces.iter().map(of).collect()
}
