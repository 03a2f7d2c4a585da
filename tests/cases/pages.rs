//! What holds for every page: nothing runs, nothing is fetched, every link within it arrives, every table has words.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::MADE;

/// Whether a page prints numbers with their receipts: a report, a comparison or a brief.
pub(super) fn is_page(path: &str) -> bool {
    path.ends_with("report.html")
        || (path.contains("/briefs/") && has_ending(path, "html") && !path.ends_with("index.html"))
}

fn has_ending(path: &str, ending: &str) -> bool {
    Path::new(path).extension().is_some_and(|end| end == ending)
}

/// Every page of every case, with its path.
fn pages() -> impl Iterator<Item = (String, &'static str)> {
    let files = MADE.iter().flat_map(|(name, files)| files.iter().map(move |file| (name, file)));
    let pages = files.filter(|(_, (path, _))| path.ends_with("index.html") || is_page(path));
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

/// What runs on a page.
const SCRIPT: &str = include_str!("../../templates/page.js");

/// The page's policy names one script by its hash, and that is the one that stands in it; the other holds data.
fn nothing_runs_but_our_own(path: &str, page: &str) {
    let scripts = tags(&page.to_lowercase(), "script").iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>();
    if path.ends_with("index.html") {
        assert!(scripts.is_empty() && !page.contains("script-src"), "{path} has a script");
        return;
    }
    assert_eq!(scripts, [" type=\"application/json\" id=\"receipts\"", ""], "{path}");
    let hash =
        attributes(page, "script-src 'sha256-").first().and_then(|rest| rest.split('\'').next()).expect("a hash");
    assert_eq!(hash, base64(&Sha256::digest(SCRIPT)), "{path}: the policy names another script");
    assert!(!page.contains("unsafe-eval") && page.matches("unsafe-inline").count() == 1, "{path}");
}

/// The bytes as text (RFC 4648, section 4), made bit by bit.
fn base64(bytes: &[u8]) -> String {
    let bit = |at: usize| bytes.get(at / 8).is_some_and(|byte| byte >> (7 - at % 8) & 1 == 1);
    let letters: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    let sixes = (0..bytes.len() * 8).step_by(6);
    let text: String =
        sixes.map(|start| letters[(start..start + 6).fold(0, |six, at| six * 2 + usize::from(bit(at)))]).collect();
    let width = text.len().next_multiple_of(4);
    format!("{text:=<width$}")
}

/// The ids of receipts, each of which stands as how many letters it has in common with the one before, and the rest.
fn ids(short: &Value) -> Vec<String> {
    let mut before = String::new();
    let long = |short: &Value| {
        let (alike, rest) = short.as_str().expect("an id").split_once(' ').expect("two parts");
        before.truncate(alike.parse().expect("a number"));
        before.push_str(rest);
        before.clone()
    };
    short.as_array().expect("ids").iter().map(long).collect()
}

/// Every number that a page marks has its receipt in the page, with those of the figures that it is made from.
#[test]
fn every_marked_number_has_its_receipt() {
    let mut seen = 0;
    for (path, page) in pages().filter(|(path, _)| is_page(path)) {
        let data = page.split("id=\"receipts\">").nth(1).and_then(|rest| rest.split("</script>").next());
        let data: Value = serde_json::from_str(data.expect("the receipts")).expect("they are JSON");
        let figures: BTreeMap<String, &Value> =
            ids(&data["ids"]).into_iter().zip(data["receipts"].as_array().expect("receipts")).collect();
        for mark in page.split("<span data-f=\"").skip(1) {
            let (id, rest) = mark.split_once("\">").expect("a mark");
            let text = rest.split("</span>").next().unwrap_or_default();
            let receipt = figures.get(id).unwrap_or_else(|| panic!("{path}: {id} has no receipt"));
            let printed =
                receipt["printed"].as_str().expect("a printed text").replace('<', "&lt;").replace('>', "&gt;");
            let same = printed.trim_start_matches(['+', '\u{2212}']) == text.trim_start_matches(['+', '\u{2212}']);
            assert!(same, "{path}: {id} is printed as {text} and as {printed}");
            seen += 1;
        }
        for of in figures.values().flat_map(|receipt| receipt["from"].as_array().into_iter().flatten()) {
            let place = of.as_u64().and_then(|place| usize::try_from(place).ok()).expect("a place");
            assert!(place < figures.len(), "{path}: a receipt leads to the figure at {place}");
        }
        assert!(!page.contains(['\u{e000}', '\u{e001}', '\u{e002}']), "{path} has a mark left");
    }
    assert!(seen > 500, "only {seen} numbers");
}

/// Every record that a receipt names has its line in the inputs that the edition carries, and its id stands there.
#[test]
fn every_record_of_a_receipt_stands_at_its_line() {
    let mut seen = 0;
    for (name, files) in MADE.iter() {
        for (path, page) in files.iter().filter(|(path, _)| path.ends_with("report.html")) {
            let data = page.split("id=\"receipts\">").nth(1).and_then(|rest| rest.split("</script>").next());
            let data: Value = serde_json::from_str(data.expect("the receipts")).expect("they are JSON");
            let folder = path.strip_suffix("report.html").expect("it is a report");
            for (year, rows) in data["projects"].as_object().expect("projects by year") {
                let Some(file) = files.get(&format!("{folder}data/inputs/{year}.json")) else {
                    assert!(path.starts_with("compare-"), "{name}/{path}: the edition carries no {year}");
                    continue;
                };
                let lines: Vec<&str> = file.lines().collect();
                for row in rows.as_array().expect("rows") {
                    let line = row[3].as_u64().and_then(|line| usize::try_from(line).ok()).expect("a line");
                    assert_eq!(lines[line - 1].trim(), format!("\"id\": {},", row[0]), "{name}/{path}, {year}:{line}");
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 100, "only {seen} records were followed");
}

#[test]
fn nothing_runs_and_nothing_is_fetched() {
    for (path, page) in pages() {
        let small = page.to_lowercase();
        nothing_runs_but_our_own(&path, page);
        // The one form finds projects on the page itself; the policy lets none send anything.
        let forms = tags(&small, "form").len();
        let finds = small.matches("<form id=\"filter\" class=\"live-only\" role=\"search\"").count();
        assert!(forms == finds && forms <= 1 && small.contains("form-action 'none'"), "{path} has {forms} forms");
        for name in ["img", "iframe", "object", "embed", "link", "base", "image", "foreignobject"] {
            assert!(tags(&small, name).is_empty(), "{path} has <{name}>");
        }
        for start in [" src=\"", " srcset=\"", " xlink:href=\"", " action=\"", " style=\""] {
            assert!(attributes(&small, start).is_empty(), "{path} has{start}");
        }
        for address in attributes(&small, " href=\"") {
            let known = ["https://", "http://", "#", "charts/", "data/", "figures.json", "report.md", "../index.html"];
            let of_briefs =
                ["briefs/", "../report.html", "../../report.html", "../cities/", "cities/", "member-states/"];
            let known: Vec<&str> = known.into_iter().chain(["../compare-", "compare-"]).chain(of_briefs).collect();
            let is_edition = address.starts_with(|c: char| c.is_ascii_digit());
            let is_text = path.contains("/briefs/") && has_ending(address, "md") && !address.contains('/');
            assert!(
                is_edition || is_text || known.iter().any(|start| address.starts_with(start)),
                "{path} leads to {address}"
            );
        }
        let style = small.split("<style>").nth(1).and_then(|rest| rest.split("</style>").next()).expect("a style");
        for address in style.split("url(").skip(1) {
            assert!(address.starts_with("data:font/woff;"), "{path} fetches {address:.40}");
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
