//! The typefaces that a page carries, packed: each with the outlines of the page's own words, and no others.

use super::faces::{Face, Script, Weight};
use super::woff::woff;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

/// A typeface of a page.
#[derive(Debug, Clone)]
pub struct PageFont {
    /// The family that style sheets know it by: one for Latin letters, one for all other scripts.
    pub family: &'static str,
    /// Its weight, as style sheets name it.
    pub weight: &'static str,
    /// The characters that it is for, as style sheets name them.
    pub range: &'static str,
    /// The WOFF file.
    pub file: Arc<Vec<u8>>,
}

/// A typeface, and the glyphs that keep their outlines in it.
type Cut = (Face, BTreeSet<u32>);

/// What was packed before: most pages need the same.
static PACKED: Mutex<BTreeMap<Cut, Arc<Vec<u8>>>> = Mutex::new(BTreeMap::new());

/// What every page has glyphs for: plain letters and signs, and the letters that are written as one.
const PLAIN: [&str; 3] = [
    "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~ \u{a0}",
    "ff fi fl ffi ffl",
    "–—‘’“”…·×−≤≥",
];

/// The words of a page that are not plain ASCII, by script.
#[derive(Debug, Default)]
pub struct PageWords<'a>(BTreeMap<Script, BTreeSet<&'a str>>);

impl<'a> PageWords<'a> {
    /// Those of a piece of it.
    pub fn of(piece: &'a str) -> Self {
        Self::default().and(piece)
    }

    /// The same with those of another piece.
    #[must_use]
    pub fn and(mut self, piece: &'a str) -> Self {
        add_words(piece, &mut self.0);
        self
    }
}

/// The typefaces that a page of these words needs so that it looks everywhere as it was measured: regular and bold for
/// Latin letters, and one for each other script that stands in it.
pub fn page_fonts(words: &PageWords<'_>) -> Vec<PageFont> {
    let words = &words.0;
    let font = |script: Script, weight: Weight, named: &'static str| {
        let face = Face { script, weight };
        let mut glyphs: BTreeSet<u32> = BTreeSet::new();
        // Whatever a reader types in is plain.
        let plain = PLAIN.iter().filter(|_| script == Script::Latin);
        for word in plain.chain(words.get(&script).into_iter().flatten()) {
            glyphs.extend(face.shape(word).into_iter().map(|glyph| glyph.id));
        }
        let family = if script == Script::Latin { "Noto Sans" } else { "Noto Sans Local" };
        PageFont { family, weight: named, range: range(script), file: packed((face, face.with_components(glyphs))) }
    };
    let latin = [font(Script::Latin, Weight::Regular, "400"), font(Script::Latin, Weight::Bold, "700")];
    let others = words.keys().filter(|script| **script != Script::Latin);
    let others = others.map(|script| font(*script, Weight::Regular, "400"));
    latin.into_iter().chain(others).collect()
}

/// Adds the words of a text that are not plain ASCII, by script: what stands between white and the signs of markup.
fn add_words<'a>(page: &'a str, words: &mut BTreeMap<Script, BTreeSet<&'a str>>) {
    let is_sign =
        |letter| matches!(letter, '<' | '>' | '&' | ';' | '"' | '\'' | '=' | '(' | ')' | '{' | '}' | '[' | ']' | ',');
    let is_end = |letter: char| letter.is_whitespace() || letter.is_control() || is_sign(letter);
    let mut after = 0;
    // Most of a page is plain, and is passed over quickly.
    while let Some(at) = page[after..].bytes().position(|byte| !byte.is_ascii()).map(|at| after + at) {
        let start = page[after..at].rfind(is_end).map_or(after, |end| after + end + 1);
        let end = page[at..].find(is_end).map_or(page.len(), |end| at + end);
        let word = &page[start..end];
        after = page[end..].chars().next().map_or(end, |letter| end + letter.len_utf8());
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let script = Script::of(first);
            let end = rest.find(|letter| Script::of(letter) != script).unwrap_or(rest.len());
            let (run, after) = rest.split_at(end);
            words.entry(script).or_default().insert(run);
            rest = after;
        }
    }
}

/// The characters of a script, as [`Script::of`] tells them apart.
fn range(script: Script) -> &'static str {
    match script {
        Script::Latin => {
            "U+0-5FF,U+700-74F,U+780-B7F,U+C00-DFF,U+1100-177F,U+1800-19DF,U+1A00-4DFF,U+A000-A9DF,U+AA80-10FFFF"
        }
        Script::Thai => "U+E00-E7F",
        Script::Lao => "U+E80-EFF",
        Script::Khmer => "U+1780-17FF,U+19E0-19FF",
        Script::Myanmar => "U+1000-109F,U+A9E0-A9FF,U+AA60-AA7F",
        Script::Tamil => "U+B80-BFF",
        Script::Arabic => "U+600-6FF,U+750-77F",
        Script::Han => "U+4E00-9FFF",
    }
}

/// The file of a cut, from before if there is one.
fn packed(cut: Cut) -> Arc<Vec<u8>> {
    let known = |packed: &BTreeMap<Cut, Arc<Vec<u8>>>| packed.get(&cut).cloned();
    if let Some(file) = known(&PACKED.lock().unwrap_or_else(PoisonError::into_inner)) {
        return file;
    }
    let (face, glyphs) = &cut;
    let mut file = face.file().to_vec();
    face.empty_all_but(glyphs, &mut file);
    // The typefaces of the program are TrueType files; another would travel as it is.
    let file = Arc::new(woff(&file).unwrap_or(file));
    PACKED.lock().unwrap_or_else(PoisonError::into_inner).entry(cut).or_insert(file).clone()
}
