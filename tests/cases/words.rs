//! A page and its Markdown say the same words and numbers, from the date to the end: reports, comparisons and briefs.

use super::MADE;
use super::pages::is_page;

/// What stands on a page alone, by the start of its tag, each with the reason.
const ON_A_PAGE_ALONE: [(&str, &str); 10] = [
    ("svg", "Markdown names the file of the picture, with its alternative text"),
    ("div class=\"cover\"", "the rest of the cover on paper"),
    ("script", "what runs, and the receipts, which a text cannot open"),
    ("dialog", "where a receipt opens"),
    ("footer", "the links to the other forms of the same"),
    ("dl class=\"key-figures\"", "the numbers of the summary below it, large"),
    ("p class=\"live-only note\"", "how receipts are opened"),
    ("p class=\"note live-only", "what is kept from the page itself, and how receipts are opened"),
    ("p class=\"note files\"", "the files of the picture, which Markdown names"),
    ("form id=\"filter\"", "the search in the lists"),
];

/// The caption of the table of an exhibit says what the heading of the exhibit above it says in Markdown.
const CAPTION_OF_EXHIBIT: &str = ": the numbers of Exhibit";

/// Whether an element is left out: what a page has alone, the contents of a comparison, whose text is short, and the
/// caption of the table of an exhibit.
fn is_left_out(tag: &str, content: &str, is_comparison: bool) -> bool {
    let is_alone = |(start, _): &(&str, &str)| {
        tag.strip_prefix(start).is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
    };
    ON_A_PAGE_ALONE.iter().any(is_alone)
        || (is_comparison && tag.starts_with("nav"))
        || (tag.starts_with("caption") && content.contains(CAPTION_OF_EXHIBIT))
}

/// The words that a reader of the page sees.
fn page_words(page: &str, is_comparison: bool) -> Vec<String> {
    let mut text = String::new();
    let mut rest = page.split_once("<p class=\"date\">").map_or("", |(_, rest)| rest);
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
        let name = tag.split(' ').next().unwrap_or_default();
        let end = format!("</{name}>");
        let (content, behind) = after.split_once(end.as_str()).unwrap_or(("", after));
        rest = after;
        if is_left_out(tag, content, is_comparison) {
            rest = behind;
        } else if tag == "/li" && after.starts_with("<li>") {
            // In a cell Markdown has no list: its items are sentences.
            text.push_str(". ");
        } else if tag == "span" || !["strong", "em", "a", "code", "span"].contains(&name.trim_start_matches('/')) {
            text.push(' ');
        }
    }
    text.push_str(rest);
    let signs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&#x2F;", "/"),
        ("&nbsp;", " "),
    ];
    let text = signs.iter().fold(text, |text, (entity, sign)| text.replace(entity, sign)).replace("&amp;", "&");
    words(&text)
}

/// The words of a text; a colon stands between a term and its meaning where a page has two columns.
fn words(text: &str) -> Vec<String> {
    let words = text.split_whitespace().map(|word| word.trim_end_matches(':'));
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The words that a reader of the Markdown sees.
fn markdown_words(markdown: &str) -> Vec<String> {
    let mut text = String::new();
    let start = markdown.find("\nAs of ").unwrap_or_default();
    for line in markdown[start..].lines() {
        let is_rule = line.starts_with('|') && line.chars().all(|c| "|:- ".contains(c)) && line.contains("---");
        if is_rule || line.starts_with("![") {
            continue;
        }
        let line = line.trim_start_matches('#').trim();
        let number = line.bytes().take_while(u8::is_ascii_digit).count();
        let is_numbered = number > 0 && line[number..].starts_with(". ");
        let line = if is_numbered { &line[number + 2..] } else { line.strip_prefix("- ").unwrap_or(line) };
        text.push_str(&unmarked(line));
        text.push(' ');
    }
    words(&text)
}

/// A line without its markup. An address that stands in brackets is behind its link on a page.
fn unmarked(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    let is_row = line.starts_with('|');
    while let Some(sign) = rest.chars().next() {
        rest = &rest[sign.len_utf8()..];
        match sign {
            '\\' => {
                let escaped = rest.chars().next().unwrap_or_default();
                text.push(escaped);
                rest = &rest[escaped.len_utf8()..];
            }
            '*' | '`' | '[' => {}
            '|' if is_row => text.push(' '),
            '<' if rest.starts_with("http") => rest = rest.split_once('>').map_or("", |(_, after)| after),
            ']' if rest.starts_with("(<") => rest = rest.split_once(">)").map_or("", |(_, after)| after),
            ']' if rest.starts_with('(') => rest = rest.split_once(')').map_or("", |(_, after)| after),
            sign => text.push(sign),
        }
    }
    text
}

/// Where the two begin to differ; nothing where they say the same.
fn difference(page: &str, markdown: &str, is_comparison: bool) -> Option<String> {
    let (seen, read) = (page_words(page, is_comparison), markdown_words(markdown));
    let at = seen.iter().zip(&read).take_while(|(a, b)| a == b).count();
    let around = |words: &[String]| words[at.saturating_sub(5)..(at + 8).min(words.len())].join(" ");
    (seen != read).then(|| format!("\n  page     {}\n  Markdown {}", around(&seen), around(&read)))
}

#[test]
fn a_page_and_its_markdown_say_the_same_words() {
    let (mut pages, mut words, mut told) = (0, 0, String::new());
    for (name, files) in MADE.iter() {
        for (path, page) in files.iter().filter(|(path, _)| is_page(path)) {
            let markdown = &files[&path.replace(".html", ".md")];
            let found = difference(page, markdown, path.starts_with("compare-"));
            told.extend(found.map(|found| format!("{name}/{path}: {found}\n")));
            pages += 1;
            words += page_words(page, false).len();
        }
    }
    assert!(told.is_empty(), "\n{told}");
    assert!(pages > 70 && words > 90_000, "only {words} words on {pages} pages");
}

#[test]
fn a_word_that_only_one_of_the_two_has_is_found() {
    let page = "<p class=\"date\">As of May</p><svg><text>9</text></svg><p>It has <strong>1</strong> of&nbsp;2.</p>\
        <table><caption>Lines: the numbers of Exhibit&nbsp;1</caption><tr><th>A</th><td><span data-f=\"a\">3</span></td></tr></table>";
    let same = "# Report\n\nAs of May\n\n![alt 9](a.svg)\n\nIt has **1** of 2.\n\n| A | 3 |\n|:---|---:|\n";
    assert_eq!(difference(page, same, false), None);
    for (from, to) in [("of 2.", "of 3."), ("| A | 3 |", "| A | |"), ("**1**", "1\\*"), ("As of May", "As of May x")] {
        assert!(difference(page, &same.replace(from, to), false).is_some(), "{from} and {to}");
    }
}
