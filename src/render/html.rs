//! The report as one self-contained page.

use super::RenderError;
use super::markdown::{HERE, Shared};
use super::pictures::Picture;
use super::reach::Reach;
use super::receipts;
use crate::draw::{self, PageFont, PageWords};
use crate::exhibit::Edition;
use crate::load::RecordLines;
use crate::prose;
use crate::side::both;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;
use tera::{Context, Tera};

/// The templates of the pages, read once.
pub(super) fn templates() -> Result<&'static Tera, RenderError> {
    static TEMPLATES: LazyLock<Result<Tera, tera::Error>> = LazyLock::new(read);
    // An error of theirs cannot be copied; its words can.
    TEMPLATES.as_ref().map_err(|error| tera::Error::message(error).into())
}

fn read() -> Result<Tera, tera::Error> {
    let mut tera = Tera::new();
    tera.add_raw_templates([
        ("report.html", include_str!("../../templates/en/report.html")),
        ("exhibit.html", include_str!("../../templates/en/exhibit.html")),
        ("brief.html", include_str!("../../templates/en/brief.html")),
        ("briefs.html", include_str!("../../templates/en/briefs.html")),
        ("index.html", include_str!("../../templates/en/index.html")),
        ("compare.html", include_str!("../../templates/en/compare.html")),
        ("pack.html", include_str!("../../templates/en/pack.html")),
        ("pack.txt", include_str!("../../templates/en/pack.txt")),
        ("exhibit.html", include_str!("../../templates/en/exhibit.html")),
        ("picture.html", include_str!("../../templates/en/picture.html")),
        ("traced-growth.html", include_str!("../../templates/en/traced-growth.html")),
        ("codes.html", include_str!("../../templates/en/codes.html")),
        ("plans.html", include_str!("../../templates/en/plans.html")),
        ("bridge.html", include_str!("../../templates/en/bridge.html")),
        ("change-table.html", include_str!("../../templates/en/change-table.html")),
        ("receipts.html", include_str!("../../templates/en/receipts.html")),
    ])?;
    Ok(tera)
}

/// The page of an edition, of what its templates are filled with and the texts that it shares with the Markdown.
pub(super) fn report(
    edition: Edition<'_>,
    page: &Context,
    prose: &[Shared],
    pictures: &[Picture],
    lines: &RecordLines,
) -> Result<String, RenderError> {
    finished(edition, lines, "report.html", filled(page, prose, pictures), Reach::Network)
}

/// The page of a comparison, of the same.
pub(super) fn comparison(
    edition: Edition<'_>,
    page: &Context,
    prose: &[Shared],
    pictures: &[Picture],
) -> Result<String, RenderError> {
    // A comparison carries no inputs.
    finished(edition, &RecordLines::new(), "compare.html", filled(page, prose, pictures), Reach::Network)
}

/// A page with its style, its pictures, and its texts as HTML.
fn filled(page: &Context, prose: &[Shared], pictures: &[Picture]) -> Context {
    let mut page = page.clone();
    for (name, text) in prose {
        page.insert(*name, &prose::html(text));
    }
    page.insert("style", &style());
    page.insert("pictures", &inline(pictures));
    page
}

/// What runs on a page: it opens receipts. The page's policy lets nothing else run.
const SCRIPT: &str = include_str!("../../templates/page.js");

/// A page with its numbers as elements and their receipts, as far as these may reach; `lines` are those of the inputs that lie
/// beside it.
pub(super) fn finished(
    edition: Edition<'_>,
    lines: &RecordLines,
    template: &str,
    mut context: Context,
    reach: Reach,
) -> Result<String, RenderError> {
    context.insert("script", SCRIPT);
    context.insert("script_hash", &base64(&Sha256::digest(SCRIPT)));
    context.insert("receipts", &RECEIPTS.mark());
    let page = templates()?.render(template, &context)?;
    let html = receipts::elements(&page);
    let (receipts, words) = both(|| receipts::json(edition, lines, &page, reach), || PageWords::of(&html));
    let receipts = receipts?;
    Ok(put(&html, &[(FONTS, &fonts(&words.and(&receipts))), (RECEIPTS, &receipts)]))
}

/// The pictures of an exhibit on its page.
#[derive(Debug, Serialize)]
struct Inline<'a> {
    wide: &'a str,
    narrow: &'a str,
    has_slide: bool,
}

/// The pictures of a page by the name of their exhibit.
fn inline(pictures: &[Picture]) -> BTreeMap<&str, Inline<'_>> {
    let mut inline = BTreeMap::new();
    for picture in pictures {
        let [wide, narrow] = &picture.inline;
        inline.insert(picture.name.as_str(), Inline { wide, narrow, has_slide: picture.has_slide() });
    }
    inline
}

/// What is put into a page at its end, when all else of it is known.
#[derive(Clone, Copy)]
struct Late(&'static str);

/// The typefaces, in its style.
const FONTS: Late = Late("fonts");

/// The receipts, as data.
const RECEIPTS: Late = Late("receipts");

impl Late {
    /// What stands in its place until then.
    fn mark(self) -> String {
        format!("{HERE}{}", self.0)
    }
}

/// A page with these in their places.
fn put(page: &str, late: &[(Late, &str)]) -> String {
    let mut pieces = page.split(HERE);
    let mut whole = String::with_capacity(page.len() + late.iter().map(|(_, text)| text.len()).sum::<usize>());
    whole.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let known = late.iter().find_map(|(late, text)| Some((*text, piece.strip_prefix(late.0)?)));
        let (text, rest) = known.unwrap_or(("", piece));
        whole.extend([text, rest]);
    }
    whole
}

/// The style of all pages, with a place for the typefaces that [`with_fonts`] fills.
pub(super) fn style() -> String {
    format!("{}\n{}", FONTS.mark(), include_str!("../../templates/style.css"))
}

/// A page with the typefaces that its words need, which are those that the charts were measured in.
pub(super) fn with_fonts(page: &str) -> String {
    put(page, &[(FONTS, &fonts(&PageWords::of(page)))])
}

/// The style of the typefaces that the words of a page need.
fn fonts(words: &PageWords<'_>) -> String {
    let mut rules = String::new();
    for PageFont { family, weight, range, file } in draw::page_fonts(words) {
        let data = base64(&file);
        // Writing to a string cannot fail.
        let _ = write!(
            rules,
            "@font-face{{font-family:'{family}';font-weight:{weight};unicode-range:{range};\
             src:url(data:font/woff;base64,{data}) format('woff')}}"
        );
    }
    rules
}

/// Bytes as text for a data address (RFC 4648, section 4).
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let byte = |place: usize| u32::from(chunk.get(place).copied().unwrap_or(0));
        let group = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            let letter = LETTERS[(group >> (18 - 6 * place) & 63) as usize];
            text.push(if place > chunk.len() { '=' } else { char::from(letter) });
        }
    }
    text
}
