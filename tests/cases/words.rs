//! A page and its Markdown say the same words: in the chapters that are told, whatever is told there.

use super::MADE;

/// The chapters that are sentences.
const CHAPTERS: [&str; 6] = [
    "Introduction",
    "Status of projects",
    "Observations and recommendations",
    "What changed in names and classes",
    "How to cite",
    "The data to take away",
];

/// What stands between a chapter's heading and the next, of a page.
fn of_page<'a>(page: &'a str, chapter: &str) -> Option<&'a str> {
    let (_, rest) = page.split_once(&format!(">{chapter}</h2>"))?;
    Some(rest.split("<h2").next().unwrap_or_default())
}

fn of_markdown<'a>(report: &'a str, chapter: &str) -> Option<&'a str> {
    let (_, rest) = report.split_once(&format!("\n## {chapter}\n"))?;
    Some(rest.split("\n## ").next().unwrap_or_default())
}

/// The words of a piece of a page, without pictures, tables and what only a live page says.
fn page_words(html: &str) -> Vec<String> {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        let name = tag.split(' ').next().unwrap_or_default();
        let is_left_out = ["figure", "table", "dl"].contains(&name) || tag.contains("live-only");
        let is_inline = ["strong", "em", "a", "code", "span"].contains(&name.trim_start_matches('/'));
        text.push_str(if is_inline { "" } else { " " });
        let end = format!("</{name}>");
        rest = if is_left_out { after.split_once(end.as_str()).map_or("", |(_, after)| after) } else { after };
    }
    text.push_str(rest);
    let signs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&#x2F;", "/")];
    let text = signs.iter().fold(text, |text, (entity, sign)| text.replace(entity, sign)).replace("&amp;", "&");
    text.split_whitespace().map(str::to_owned).collect()
}

/// The words of a piece of Markdown, without pictures with their captions, and tables.
fn markdown_words(markdown: &str) -> Vec<String> {
    let mut text = String::new();
    let parts = markdown.split("\n### ").enumerate();
    for (place, part) in parts {
        let (heading, body) = if place == 0 { ("", part) } else { part.split_once('\n').unwrap_or((part, "")) };
        let is_drawn = heading.starts_with("Exhibit ") && body.contains("\n![");
        let after_picture = body.rsplit_once("|\n").map_or("", |(_, after)| after);
        for line in heading.lines().chain(if is_drawn { after_picture } else { body }.lines()) {
            let line = line.trim_start_matches('#').trim();
            let number = line.bytes().take_while(u8::is_ascii_digit).count();
            let is_numbered = number > 0 && line[number..].starts_with(". ");
            let line = if is_numbered { &line[number + 2..] } else { line.strip_prefix("- ").unwrap_or(line) };
            if !line.starts_with('|') {
                text.push_str(&unmarked(line));
                text.push(' ');
            }
        }
    }
    text.split_whitespace().map(str::to_owned).collect()
}

/// A line without its markup.
fn unmarked(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some(sign) = rest.chars().next() {
        rest = &rest[sign.len_utf8()..];
        match sign {
            '\\' => {
                let escaped = rest.chars().next().unwrap_or_default();
                text.push(escaped);
                rest = &rest[escaped.len_utf8()..];
            }
            '*' | '`' | '[' => {}
            ']' if rest.starts_with('(') => rest = rest.split_once(')').map_or("", |(_, after)| after),
            sign => text.push(sign),
        }
    }
    text
}

#[test]
fn a_page_and_its_markdown_say_the_same_words() {
    let (mut chapters, mut words) = (0, 0);
    for (name, files) in MADE.iter() {
        for (path, page) in files.iter().filter(|(path, _)| path.ends_with("/report.html") && !path.contains("compare"))
        {
            let markdown = &files[&path.replace(".html", ".md")];
            for chapter in CHAPTERS {
                let (html, text) = (of_page(page, chapter), of_markdown(markdown, chapter));
                assert_eq!(html.is_some(), text.is_some(), "{name}/{path}: {chapter}");
                let (Some(html), Some(text)) = (html, text) else { continue };
                let (seen, read) = (page_words(html), markdown_words(text));
                let at = seen.iter().zip(&read).take_while(|(a, b)| a == b).count();
                let around = |words: &[String]| words[at.saturating_sub(5)..(at + 8).min(words.len())].join(" ");
                assert!(
                    seen == read,
                    "{name}/{path}, {chapter}:\n  page     {}\n  Markdown {}",
                    around(&seen),
                    around(&read)
                );
                chapters += 1;
                words += seen.len();
            }
        }
    }
    assert!(chapters > 50 && words > 5000, "only {words} words in {chapters} chapters");
}
