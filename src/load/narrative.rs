//! Reads the texts of the editions: one file a chapter, a focus area or a city, in Markdown.

use super::decode;
use super::file::{self, Text as Content};
use super::folder::{entries, file_name, is_there};
use super::format::STORY;
use super::letters;
use super::owner::Names;
use super::shape::{self, LONGEST_TEXT, Shape, is_id};
use super::written::{About, CHAPTERS, Inputs, Text};
use super::{Data, Folder, ReadError};
use crate::diagnostic::{Diagnostics, nearest, quoted};
use crate::prose::{self, Block, Piece, Slip, Voice};
use crate::source::{At, Place};
use std::path::{Path, PathBuf};

/// A file of a text: its year, what it is about, its name, and where it lies.
struct TextFile {
    year: i32,
    about: About,
    name: String,
    path: PathBuf,
}

/// Reads all texts into the inputs, and where it is given, into the data.
pub(super) fn read(
    (inputs, mut data): (&mut Inputs, Option<&mut Data>),
    folder: Folder<'_>,
    found: &mut Diagnostics,
) -> Result<(), ReadError> {
    for file in files(folder, found)? {
        if let Some(content) = file::read(&mut inputs.sources, &file.path, folder.largest_file, found)? {
            inputs.narrative.push(text(&content, &file, found));
            if let Some(data) = &mut data {
                let path = format!("narrative/{}/{}/{}.md", file.year, file.about.folder(), file.name);
                data.texts.push((file.year, path, content.plain().replace("\r\n", "\n")));
            }
        }
    }
    Ok(())
}

/// The files of all texts, by year; what would not be read is noted.
fn files(folder: Folder<'_>, found: &mut Diagnostics) -> Result<Vec<TextFile>, ReadError> {
    let root = folder.path.join("narrative");
    let mut files = Vec::new();
    if !is_there(&root) {
        return Ok(files);
    }
    for of_year in inside(folder, &root, found)? {
        let name = file_name(&of_year);
        let year = (name.len() == 4).then(|| name.parse().ok()).flatten().filter(|year| (1900..2200).contains(year));
        let Some(year) = year.filter(|_| of_year.is_dir()) else {
            stray(&of_year, None, "the texts of an edition lie in a folder named after its year", found);
            continue;
        };
        for of_kind in inside(folder, &of_year, found)? {
            let name = file_name(&of_kind);
            let Some(about) = About::ALL.into_iter().find(|about| about.folder() == name && of_kind.is_dir()) else {
                let near = nearest(&name, About::ALL.map(About::folder));
                stray(&of_kind, near, "texts lie in `chapters`, `focus-areas` and `cities`", found);
                continue;
            };
            for path in inside(folder, &of_kind, found)? {
                files.extend(text_file(year, about, path, found));
            }
        }
    }
    Ok(files)
}

/// What a folder holds, without links that lead out of the inputs.
fn inside(folder: Folder<'_>, path: &Path, found: &mut Diagnostics) -> Result<Vec<PathBuf>, ReadError> {
    if folder.is_left_by(path, found) {
        return Ok(Vec::new());
    }
    if !path.is_dir() {
        stray(path, None, "it is to be a folder", found);
        return Ok(Vec::new());
    }
    let all = entries(path)?;
    Ok(all.into_iter().filter(|path| path.is_dir() || !folder.is_left_by(path, found)).collect())
}

fn text_file(year: i32, about: About, path: PathBuf, found: &mut Diagnostics) -> Option<TextFile> {
    let full = file_name(&path);
    let name = full.strip_suffix(".md").unwrap_or_default().to_owned();
    if path.is_dir() || !is_id(&name) {
        let help = "the name of a text is that of its chapter, or the id of its city or focus area, and ends in `.md`";
        stray(&path, None, help, found);
        return None;
    }
    if about == About::Chapter && !CHAPTERS.contains(&name.as_str()) {
        let near = nearest(&name, CHAPTERS).map(|near| format!("{near}.md"));
        let known = CHAPTERS.map(|name| format!("`{name}.md`")).join(", ");
        stray(&path, near.as_deref(), &format!("chapters are {known}"), found);
        return None;
    }
    Some(TextFile { year, about, name, path })
}

fn stray(path: &Path, near: Option<&str>, help: &str, found: &mut Diagnostics) {
    let shown = path.display().to_string();
    let fault = found.absent("stray-file", format!("{shown} would not be read"));
    fault.about(shown);
    match near {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => fault.help(help),
    };
}

/// One text, with what may not stand in it noted.
fn text(content: &Content, file: &TextFile, found: &mut Diagnostics) -> Text {
    let (head, start) = content.head();
    let root = head.and_then(|head| {
        let names = Names { group: Some(&STORY), is_mended: content.is_mended, ..Names::default() };
        let root = content.tree_of(head, &names, found)?;
        shape::check_file(&root, &STORY, &names, found);
        Some(root)
    });
    let project = root.as_ref().and_then(|root| {
        let (id, place) = shape::scalar(root.get("project")?, &Shape::Id)?;
        Some(At { value: id.into(), place })
    });
    let checked = root.as_ref().map(decode::waivers).unwrap_or_default();
    let voice = match file.about {
        About::Chapter => Voice::Chapter,
        About::FocusArea => Voice::Section,
        About::City => Voice::Story,
    };
    let (blocks, slips) = content.prose(start, voice);
    for (place, slip) in &slips {
        note(*place, slip, voice, found);
    }
    if blocks.is_empty() && slips.is_empty() {
        found
            .error("missing-value", content.top(), "this file tells nothing")
            .help("write a paragraph, or remove the file; what is not told is made from the records");
    }
    for block in &blocks {
        letters_of(block, content.is_mended, found);
    }
    Text {
        year: file.year,
        about: file.about,
        name: At { value: file.name.as_str().into(), place: content.top() },
        project,
        blocks,
        checked,
    }
}

/// The letters of a block are those that can be seen, and it is not too long to be read.
fn letters_of(block: &Block, is_mended: bool, found: &mut Diagnostics) {
    if block.source.value.chars().count() > LONGEST_TEXT {
        found
            .error("long-text", block.source.place, format!("a paragraph is longer than {LONGEST_TEXT} characters"))
            .help("split it where a new thought begins");
    }
    for piece in prose::leaves(&block.pieces) {
        let (Piece::Words(words) | Piece::Figure(words)) = piece else { continue };
        if letters::check_words(words.place, &words.value, ("this text", is_mended), found) {
            return;
        }
    }
}

fn note(place: Place, slip: &Slip, voice: Voice, found: &mut Diagnostics) {
    match slip {
        Slip::Markup(what) => found
            .error("markup-in-text", place, format!("here stands {what}"))
            .help("a text is made of paragraphs, lists, links, and words between `*` or `**`"),
        Slip::Link(address) => found
            .error("unsafe-link", place, format!("a link leads to `{}`", quoted(address)))
            .help("write `[words](https://…)`; links lead to pages of the web, and nowhere else"),
        Slip::Heading if voice == Voice::Chapter => found
            .error("misplaced-heading", place, "a heading within a chapter begins with `##`")
            .help("write `## ` before it, on one line"),
        Slip::Heading => found
            .error("misplaced-heading", place, "a text of a city or a focus area has no headings of its own")
            .help("write it as a paragraph; the report puts the name of the city or the focus area above the text"),
        Slip::Code(code) if voice == Voice::Story => found
            .error("code-in-text", place, format!("`{}` stands in a story", quoted(code)))
            .help("write the words themselves; figures are for the chapters and focus areas of the report"),
        Slip::Code(code) => found
            .error("code-in-text", place, format!("`{}` names no figure", quoted(code)))
            .help("write `{{ projects }}`, with the id of a figure between the brackets"),
    };
}
