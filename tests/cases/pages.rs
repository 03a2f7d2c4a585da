//! What holds for every page: nothing runs, nothing is fetched, every link within it arrives, every table has words.

use std::collections::BTreeSet;

use super::MADE;

/// Every page of every case, with its path.
fn pages() -> impl Iterator<Item = (String, &'static str)> {
    let files = MADE.iter().flat_map(|(name, files)| files.iter().map(move |file| (name, file)));
    let pages = files.filter(|(_, (path, _))| path.ends_with("index.html") || path.ends_with("report.html"));
    pages.map(|(name, (path, text))| (format!("{name}/{path}"), text.as_str()))
}

/// The values of an attribute, as written.
fn attributes<'a>(page: &'a str, start: &str) -> Vec<&'a str> {
    let parts = page.split(start).skip(1);
    parts.map(|part| part.split('"').next().unwrap_or_default()).collect()
}

/// The opening tags of that name, without their brackets.
fn tags<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!("<{name}");
    let parts = page.split(start.as_str()).skip(1);
    let tags = parts.filter(|part| part.starts_with([' ', '>']));
    tags.map(|part| part.split('>').next().unwrap_or_default()).collect()
}

#[test]
fn nothing_runs_and_nothing_is_fetched() {
    for (path, page) in pages() {
        let small = page.to_lowercase();
        assert!(tags(&small, "script").is_empty(), "{path} has a script");
        for name in ["img", "iframe", "object", "embed", "link", "form", "base", "image", "foreignobject"] {
            assert!(tags(&small, name).is_empty(), "{path} has <{name}>");
        }
        for start in [" src=\"", " srcset=\"", " xlink:href=\"", " action=\"", " style=\""] {
            assert!(attributes(&small, start).is_empty(), "{path} has{start}");
        }
        for address in attributes(&small, " href=\"") {
            let known = ["https://", "http://", "#", "charts/", "data/", "figures.json", "report.md", "../index.html"];
            let known = known.into_iter().chain(["../compare-", "compare-"]).collect::<Vec<_>>();
            let is_edition = address.starts_with(|c: char| c.is_ascii_digit());
            assert!(is_edition || known.iter().any(|start| address.starts_with(start)), "{path} leads to {address}");
        }
        let style = small.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next()).expect("a style");
        for address in style.split("url(").skip(1) {
            assert!(address.starts_with("data:font/ttf;"), "{path} fetches {address:.40}");
        }
        assert!(!style.contains("@import"), "{path} imports a style");
        for tag in page.split('<').skip(1).map(|part| part.split('>').next().unwrap_or_default()) {
            assert!(!tag.contains(" on") || !tag.contains("=\"alert"), "{path} acts: <{tag}>");
        }
    }
}

#[test]
fn every_link_within_a_page_arrives() {
    for (path, page) in pages() {
        let ids = attributes(page, " id=\"");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        let twice: Vec<&&str> = ids.iter().filter(|id| ids.iter().filter(|other| other == id).count() > 1).collect();
        assert!(twice.is_empty(), "{path} has these ids twice: {twice:?}");
        for start in [" href=\"#", " aria-labelledby=\""] {
            for name in attributes(page, start).into_iter().flat_map(str::split_whitespace) {
                assert!(unique.contains(name), "{path} has{start}{name} and no such id");
            }
        }
    }
}

#[test]
fn every_table_has_a_caption_and_headings_with_their_scope() {
    for (path, page) in pages() {
        for table in page.split("<table").skip(1).map(|part| part.split("</table>").next().unwrap_or_default()) {
            let start: String = table.chars().take(120).collect();
            let inner = table.split_once('>').map_or("", |(_, inner)| inner.trim_start());
            assert!(inner.starts_with("<caption"), "{path}: no caption: {start}");
            assert!(!table.contains("></caption>"), "{path}: an empty caption: {start}");
            let headings = tags(table, "th");
            assert!(!headings.is_empty(), "{path}: no headings: {start}");
            for heading in headings {
                assert!(heading.contains("scope=\""), "{path}: no scope: <th{heading}> in {start}");
            }
            let columns = table.split("</thead>").next().map_or(0, |head| tags(head, "th").len());
            for row in table.split("<tr").skip(2) {
                let row = row.split("</tr>").next().unwrap_or_default();
                if !row.contains("colspan") {
                    assert_eq!(tags(row, "th").len() + tags(row, "td").len(), columns, "{path}: {row} in {start}");
                }
            }
        }
    }
}
