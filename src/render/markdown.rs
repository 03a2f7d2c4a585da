//! The report as Markdown, and the prose that page and Markdown share.

use super::RenderError;
use super::briefs::Brief;
use super::views::Term;
use crate::words;
use std::io::{self, Write};
use std::sync::LazyLock;
use tera::{Context, Tera};

/// The templates of the texts, read once.
fn templates() -> Result<&'static Tera, RenderError> {
    static TEMPLATES: LazyLock<Result<Tera, tera::Error>> = LazyLock::new(read);
    // An error of theirs cannot be copied; its words can.
    TEMPLATES.as_ref().map_err(|error| tera::Error::message(error).into())
}

fn read() -> Result<Tera, tera::Error> {
    let mut tera = Tera::new();
    tera.autoescape_on([".md"]);
    tera.set_escape_fn(escape);
    tera.add_raw_templates([
        ("report.md", include_str!("../../templates/en/report.md")),
        ("brief.md", include_str!("../../templates/en/brief.md")),
        ("exhibit.md", include_str!("../../templates/en/exhibit.md")),
        ("introduction.md", include_str!("../../templates/en/introduction.md")),
        ("reading.md", include_str!("../../templates/en/reading.md")),
        ("summary.md", include_str!("../../templates/en/summary.md")),
        ("method.md", include_str!("../../templates/en/method.md")),
        ("compare.md", include_str!("../../templates/en/compare.md")),
        ("compare-summary.md", include_str!("../../templates/en/compare-summary.md")),
        ("exhibit.md", include_str!("../../templates/en/exhibit.md")),
        ("traced-growth.md", include_str!("../../templates/en/traced-growth.md")),
        ("codes.md", include_str!("../../templates/en/codes.md")),
        ("plans.md", include_str!("../../templates/en/plans.md")),
        ("bridge.md", include_str!("../../templates/en/bridge.md")),
        ("change-table.md", include_str!("../../templates/en/change-table.md")),
    ])?;
    Ok(tera)
}

/// The report of an edition, of its page and [`prose`]. Which acronyms it has is asked of its text; they come to where
/// [`HERE`] stands, and the page has them from then on.
pub(super) fn report(page: &mut Context, used: impl FnOnce(&str) -> Vec<Term>) -> Result<String, RenderError> {
    page.insert("here", &HERE);
    let text = templates()?.render("report.md", page)?;
    let mut pieces = text.split(HERE).map(words::plain);
    let [before, entry, between, list, after] = [(); 5].map(|()| pieces.next().unwrap_or_default());
    let text = [before.as_str(), &between, &after].concat();
    let acronyms = used(&text);
    page.insert("acronyms", &acronyms);
    if acronyms.is_empty() {
        return Ok(tidy(&text));
    }
    let row = |acronym: &Term| format!("| {} | {} |\n", escaped(&acronym.name), escaped(&acronym.meaning));
    let rows: String = acronyms.iter().map(row).collect();
    Ok(tidy(&[before, entry, between, list, rows, after].concat()))
}

/// Stands where something is put later: a sign that no text of the inputs can hold.
pub(super) const HERE: char = '\u{1}';

/// A brief.
pub(super) fn brief(brief: &Brief) -> Result<String, RenderError> {
    Ok(words::plain(&render("brief.md", &Context::from_serialize(brief)?)?))
}

/// The texts that page and Markdown share, of the page of an edition, by the names that the templates have for them: the
/// summary, what counts and what each status means, how to read the report, and how the figures were made.
pub(super) fn prose(page: &Context) -> Result<Vec<Shared>, RenderError> {
    shared(&["summary", "introduction", "reading", "method"], "", page)
}

/// The same of a comparison: its summary.
pub(super) fn comparison_prose(comparison: &Context) -> Result<Vec<Shared>, RenderError> {
    shared(&["summary"], "compare-", comparison)
}

/// A text that page and Markdown share, under its name.
pub(super) type Shared = (&'static str, String);

fn shared(names: &[&'static str], of: &str, context: &Context) -> Result<Vec<Shared>, RenderError> {
    names.iter().map(|name| Ok((*name, render(&format!("{of}{name}.md"), context)?))).collect()
}

fn render(template: &str, context: &Context) -> Result<String, RenderError> {
    Ok(tidy(&templates()?.render(template, context)?))
}

/// A comparison, of its page and [`comparison_prose`].
pub(super) fn comparison(comparison: &Context) -> Result<String, RenderError> {
    Ok(words::plain(&render("compare.md", comparison)?))
}

/// What a comparison says in short, and what it cannot say, for people at a terminal.
pub(super) fn comparison_said(prose: &[Shared], missing: &[String]) -> String {
    let mut said: String = prose.iter().map(|(_, text)| words::plain(text)).collect();
    if !missing.is_empty() {
        said.push_str("\nWhat cannot be compared:\n\n");
    }
    for line in missing {
        said.push_str("- ");
        said.push_str(line);
        said.push('\n');
    }
    said
}

/// No blanks at line ends, no more than one empty line, one line end at the end.
fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut empty_lines = 1;
    for line in text.lines().map(str::trim_end) {
        empty_lines = if line.is_empty() { empty_lines + 1 } else { 0 };
        if empty_lines < 2 {
            tidied.push_str(line);
            tidied.push('\n');
        }
    }
    tidied.truncate(tidied.trim_end().len());
    tidied.push('\n');
    tidied
}

/// The same text as Markdown, for what is printed without a template.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = Vec::with_capacity(text.len());
    // Writing to memory cannot fail, and text stays text.
    let _ = escape(text, &mut escaped);
    String::from_utf8_lossy(&escaped).into_owned()
}

/// Text as Markdown that shows the same text (`CommonMark` 0.31, section 2.4).
fn escape(text: &str, output: &mut dyn Write) -> io::Result<()> {
    let mut written = 0;
    for (place, character) in text.match_indices(['\\', '`', '*', '_', '[', ']', '<', '>', '|', '~', '#', '&', '\n']) {
        let escaped = match character {
            "\n" => " ",
            "#" if place > 0 => continue,
            "&" if !begins_entity(&text[place..]) => continue,
            _ => "\\",
        };
        output.write_all(&text.as_bytes()[written..place])?;
        output.write_all(escaped.as_bytes())?;
        written = if character == "\n" { place + 1 } else { place };
    }
    output.write_all(&text.as_bytes()[written..])
}

/// Whether `&` and what follows would be read as one character.
fn begins_entity(text: &str) -> bool {
    let name = text.trim_start_matches('&').split(';').next().unwrap_or_default();
    text.contains(';') && !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
}
