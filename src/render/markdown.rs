//! The report as Markdown, and the prose that page and Markdown share.

use super::RenderError;
use super::briefs::Brief;
use super::compare::Comparison;
use super::views::Page;
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

/// The report of an edition.
pub(super) fn report(page: &Page) -> Result<String, RenderError> {
    let mut context = Context::from_serialize(page)?;
    context.insert("summary", &summary(page)?);
    context.insert("introduction", &introduction(page)?);
    context.insert("reading", &reading(page)?);
    context.insert("method", &method(page)?);
    Ok(words::plain(&tidy(&templates()?.render("report.md", &context)?)))
}

/// A brief.
pub(super) fn brief(brief: &Brief) -> Result<String, RenderError> {
    Ok(words::plain(&tidy(&templates()?.render("brief.md", &Context::from_serialize(brief)?)?)))
}

/// The summary, for page and Markdown.
pub(super) fn summary(page: &Page) -> Result<String, RenderError> {
    Ok(tidy(&templates()?.render("summary.md", &Context::from_serialize(page)?)?))
}

/// How to read the report, for page and Markdown.
pub(super) fn reading(page: &Page) -> Result<String, RenderError> {
    Ok(tidy(&templates()?.render("reading.md", &Context::from_serialize(page)?)?))
}

/// What counts and what each status means, for page and Markdown.
pub(super) fn introduction(page: &Page) -> Result<String, RenderError> {
    Ok(tidy(&templates()?.render("introduction.md", &Context::from_serialize(page)?)?))
}

/// How the figures were made, for page and Markdown.
pub(super) fn method(page: &Page) -> Result<String, RenderError> {
    Ok(tidy(&templates()?.render("method.md", &Context::from_serialize(page)?)?))
}

/// A comparison.
pub(super) fn comparison(comparison: &Comparison) -> Result<String, RenderError> {
    let mut context = Context::from_serialize(comparison)?;
    context.insert("summary", &comparison_summary(comparison)?);
    Ok(words::plain(&tidy(&templates()?.render("compare.md", &context)?)))
}

/// What a comparison says in short, and what it cannot say, for people at a terminal.
pub(super) fn comparison_said(comparison: &Comparison) -> Result<String, RenderError> {
    let mut said = words::plain(&comparison_summary(comparison)?);
    if !comparison.missing.is_empty() {
        said.push_str("\nWhat cannot be compared:\n\n");
    }
    for line in &comparison.missing {
        said.push_str("- ");
        said.push_str(line);
        said.push('\n');
    }
    Ok(said)
}

/// The summary of a comparison, for page and Markdown.
pub(super) fn comparison_summary(comparison: &Comparison) -> Result<String, RenderError> {
    Ok(tidy(&templates()?.render("compare-summary.md", &Context::from_serialize(comparison)?)?))
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
    for (place, character) in text.char_indices() {
        let special = matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~')
            || (character == '#' && place == 0)
            || (character == '&' && begins_entity(&text[place..]));
        match character {
            '\n' => write!(output, " ")?,
            _ if special => write!(output, "\\{character}")?,
            _ => write!(output, "{character}")?,
        }
    }
    Ok(())
}

/// Whether `&` and what follows would be read as one character.
fn begins_entity(text: &str) -> bool {
    let name = text.trim_start_matches('&').split(';').next().unwrap_or_default();
    text.contains(';') && !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
}
