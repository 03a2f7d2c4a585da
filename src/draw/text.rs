//! Text as glyphs: split into scripts, shaped once and remembered, measured, and wrapped between words.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use harfrust::font::glyph::outline::PathElement;

pub(super) use super::faces::{Face, Glyph, Script, UNITS_PER_EM, Weight};
use super::scene::Area;
use super::theme::Letter;
use crate::words;

/// One line of text as glyphs, in font units: the same for every size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shaped {
    /// The text, tidied.
    pub text: String,
    /// Its runs from left to right.
    pub runs: Vec<Run>,
    /// How far the pen moves.
    pub advance: i32,
    /// What the ink fills, downwards from the base line.
    ink: Area,
}

/// A part of a line in one typeface, without white at either end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The typeface.
    pub face: Face,
    /// The text.
    pub text: String,
    /// Where it begins.
    pub x: i32,
    /// How far the pen moves.
    pub advance: i32,
    /// Its glyphs.
    pub glyphs: Vec<Glyph>,
}

/// Shapes each text once and remembers it; notices what no typeface has.
#[derive(Debug, Default)]
pub(super) struct Typesetter {
    shaped: BTreeMap<(Weight, String), Arc<Shaped>>,
    uncovered: BTreeMap<char, String>,
}

/// The room a line needs around its base line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Room {
    /// Above the base line.
    pub above: i32,
    /// Below it.
    pub below: i32,
}

/// No title, name or note has more characters; what follows is cut off, so that every sum below stays small.
const LONGEST: usize = 5_000;

/// Capitals and digits are as high in all typefaces used here, in font units.
pub(super) const CAP_HEIGHT: i32 = 714;

/// A word, or the part of one too long for a line; a part follows the one before it without a space.
struct Piece<'a> {
    text: &'a str,
    width: i32,
    space_before: i32,
}

impl Typesetter {
    /// The glyphs of a text.
    pub(super) fn shape(&mut self, text: &str, weight: Weight) -> Arc<Shaped> {
        let key = (weight, tidy(text));
        if let Some(known) = self.shaped.get(&key) {
            return Arc::clone(known);
        }
        self.notice_uncovered(&key.1, weight);
        let shaped = remembered(&key);
        self.shaped.insert(key, Arc::clone(&shaped));
        shaped
    }

    /// How wide a text is.
    pub(super) fn width(&mut self, text: &str, letter: Letter) -> i32 {
        self.shape(text, letter.weight).width(letter.size)
    }

    /// The room one line of a text needs: the leading, or its ink where that is more.
    pub(super) fn room(&mut self, text: &str, letter: Letter) -> Room {
        let ink = self.shape(text, letter.weight).ink(letter.size);
        let leading = letter.size * letter.leading / 100;
        let cap = cap_height(letter.size);
        let air = letter.size * 3 / 100;
        Room { above: (air - ink.top).max(leading.midpoint(cap)), below: (ink.bottom + air).max((leading - cap) / 2) }
    }

    /// The characters no typeface has, each with a text it stands in.
    pub(super) fn uncovered(&self) -> impl Iterator<Item = (char, &str)> {
        self.uncovered.iter().map(|(character, text)| (*character, text.as_str()))
    }

    /// Lines no wider than `width` where words allow it, as few as can be, filled from the first.
    pub(super) fn wrap(&mut self, text: &str, letter: Letter, width: i32) -> Vec<String> {
        let text = tidy(text);
        fill(&self.pieces(&text, letter, width), width)
    }

    /// As few lines as `wrap` makes, but of about the same length, so that no word is left alone; two lines part
    /// where a sentence or a part of it ends, if that leaves neither short.
    pub(super) fn balance(&mut self, text: &str, letter: Letter, width: i32) -> Vec<String> {
        let text = tidy(text);
        let pieces = self.pieces(&text, letter, width);
        let count = fill(&pieces, width).len();
        if count == 2
            && let Some(lines) = at_a_pause(&pieces, width)
        {
            return lines.map(|line| fill(line, width).concat()).into();
        }
        let (mut narrow, mut wide) = (0, width);
        while narrow + 20 < wide {
            let middle = narrow.midpoint(wide);
            if fill(&pieces, middle).len() <= count {
                wide = middle;
            } else {
                narrow = middle;
            }
        }
        fill(&pieces, wide)
    }

    /// Words; those wider than a line are cut where their script or a hyphen allows.
    fn pieces<'a>(&mut self, text: &'a str, letter: Letter, width: i32) -> Vec<Piece<'a>> {
        let space = self.space(letter);
        let mut pieces = Vec::new();
        for word in text.split(' ').filter(|word| !word.is_empty()) {
            let wide = self.width(word, letter);
            if wide <= width {
                pieces.push(Piece { text: word, width: wide, space_before: space });
                continue;
            }
            for (index, part) in parts(word, letter.weight).into_iter().enumerate() {
                let space_before = if index == 0 { space } else { 0 };
                pieces.push(Piece { text: part, width: self.width(part, letter), space_before });
            }
        }
        pieces
    }

    fn space(&mut self, letter: Letter) -> i32 {
        // Tidying removes a space at an end, so one between two letters is measured.
        self.width("n n", letter) - 2 * self.width("n", letter)
    }

    /// Remembers what no typeface has, with the longest text it stands in.
    fn notice_uncovered(&mut self, text: &str, weight: Weight) {
        for character in text.chars().filter(|character| *character != ' ') {
            let script = Script::of(character);
            if !(Face { script, weight }).covers(character) {
                let known = self.uncovered.entry(character).or_default();
                if text.len() > known.len() {
                    text.clone_into(known);
                }
            }
        }
    }
}

impl Shaped {
    /// How far the pen moves at a size.
    pub fn width(&self, size: i32) -> i32 {
        at(self.advance, size)
    }

    /// What the ink fills at a size, around the beginning of the base line.
    pub fn ink(&self, size: i32) -> Area {
        Area {
            left: at(self.ink.left, size),
            top: at(self.ink.top, size),
            right: at(self.ink.right, size),
            bottom: at(self.ink.bottom, size),
        }
    }
}

/// Whether the typefaces have every character of a text.
pub(super) fn covers(text: &str, weight: Weight) -> bool {
    let covers = |character: char| (Face { script: Script::of(character), weight }).covers(character);
    tidy(text).chars().all(covers)
}

/// How high a capital is at a size.
pub(super) fn cap_height(size: i32) -> i32 {
    at(CAP_HEIGHT, size)
}

/// Font units at a size, rounded to the nearest hundredth of a pixel.
pub(super) fn at(units: i32, size: i32) -> i32 {
    let scaled = (i64::from(units) * i64::from(size) * 2 + i64::from(UNITS_PER_EM)).div_euclid(2_000);
    i32::try_from(scaled).unwrap_or(if scaled < 0 { i32::MIN / 4 } else { i32::MAX / 4 })
}

/// The text as it is measured and printed: single spaces, no marks of figures, and no character that a file cannot hold
/// or that would reorder its neighbours.
pub(super) fn tidy(text: &str) -> String {
    let seen = |character: &char| !matches!(u32::from(*character), 0xAD | 0x200E | 0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFEFF | 0xFFFE | 0xFFFF);
    let plain = |character: char| if character.is_control() { ' ' } else { character };
    let plain: String = words::plain(text).chars().filter(seen).take(LONGEST).map(plain).collect();
    let words: Vec<&str> = plain.split([' ', '\u{2028}', '\u{2029}']).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// The texts of all pictures so far: those of one exhibit are the same in each of its sizes.
static SHAPED: RwLock<BTreeMap<(Weight, String), Arc<Shaped>>> = RwLock::new(BTreeMap::new());

/// No more texts than this are remembered, and none that is longer: a report has a few hundred, all shorter.
const REMEMBERED: (usize, usize) = (10_000, 400);

fn remembered(key: &(Weight, String)) -> Arc<Shaped> {
    let known = SHAPED.read().unwrap_or_else(PoisonError::into_inner).get(key).map(Arc::clone);
    known.unwrap_or_else(|| {
        let shaped = Arc::new(shape(&key.1, key.0));
        let mut all = SHAPED.write().unwrap_or_else(PoisonError::into_inner);
        if all.len() < REMEMBERED.0 && key.1.len() <= REMEMBERED.1 {
            all.insert(key.clone(), Arc::clone(&shaped));
        }
        shaped
    })
}

fn shape(text: &str, weight: Weight) -> Shaped {
    let mut runs = Vec::new();
    let mut advance = 0;
    for (script, text) in by_script(text) {
        let before = text.len() - text.trim_start_matches(' ').len();
        let after = text.len() - text.trim_end_matches(' ').len();
        let latin = Face { script: Script::Latin, weight };
        let space = latin.shape(" ").first().map_or(0, |glyph| glyph.advance);
        let spaces = |count: usize| space.saturating_mul(i32::try_from(count).unwrap_or(0));
        advance += spaces(before);
        let text = text.trim_matches(' ');
        if !text.is_empty() {
            let face = Face { script, weight };
            let glyphs = face.shape(text);
            let width = glyphs.iter().map(|glyph| glyph.advance).sum();
            runs.push(Run { face, text: text.to_owned(), x: advance, advance: width, glyphs });
            advance += width;
            advance += spaces(after);
        }
    }
    let ink = ink(&runs, advance);
    Shaped { text: text.to_owned(), runs, advance, ink }
}

/// The text cut where the script changes; marks and joiners stay with the letter before them, and so do spaces between
/// words that are read from the right.
fn by_script(text: &str) -> Vec<(Script, &str)> {
    let mut cuts: Vec<(Script, usize)> = Vec::new();
    for (index, character) in text.char_indices() {
        let last = cuts.last().map(|cut| cut.0);
        let own = Script::of(character);
        let from_right = |letter: char| Script::of(letter) == Script::Arabic;
        let joins = matches!(u32::from(character), 0x0300..=0x036F | 0x200B..=0x200D | 0x25CC)
            || character == ' ' && last == Some(Script::Arabic) && text[index..].trim_start().starts_with(from_right);
        let script = if joins { last.unwrap_or(own) } else { own };
        if last != Some(script) {
            cuts.push((script, index));
        }
    }
    let ends = cuts.iter().skip(1).map(|cut| cut.1).chain(std::iter::once(text.len()));
    cuts.iter().zip(ends).map(|((script, start), end)| (*script, &text[*start..end])).collect()
}

/// What the glyphs fill, downwards; at least the line the pen draws, so that no text is without an area.
fn ink(runs: &[Run], advance: i32) -> Area {
    let mut area = Area { left: 0, top: 0, right: advance, bottom: 0 };
    for run in runs {
        let mut pen = run.x;
        for glyph in &run.glyphs {
            let path = run.face.outline(glyph.id);
            for (x, y) in path.iter().filter_map(end) {
                let (x, y) = (pen + glyph.x_offset + nearest(x), -(glyph.y_offset + nearest(y)));
                area = Area {
                    left: area.left.min(x),
                    top: area.top.min(y),
                    right: area.right.max(x),
                    bottom: area.bottom.max(y),
                };
            }
            pen += glyph.advance;
        }
    }
    area
}

fn end(element: &PathElement) -> Option<(f32, f32)> {
    match element {
        PathElement::MoveTo { x, y }
        | PathElement::LineTo { x, y }
        | PathElement::QuadTo { x, y, .. }
        | PathElement::CurveTo { x, y, .. } => Some((*x, *y)),
        PathElement::Close => None,
    }
}

/// A coordinate of a glyph as whole font units.
#[expect(clippy::cast_possible_truncation, reason = "coordinates in a typeface are 16 bits wide")]
fn nearest(units: f32) -> i32 {
    units.round() as i32
}

/// The parts a word too wide for a line may be cut into: after hyphens, and between the clusters of scripts
/// that write without spaces. Latin and Arabic letters are never parted.
fn parts(word: &str, weight: Weight) -> Vec<&str> {
    let mut cuts = Vec::new();
    let mut start = 0;
    for (script, text) in by_script(word) {
        if matches!(script, Script::Latin | Script::Arabic) {
            let hyphens = text.char_indices().filter(|(_, character)| matches!(character, '-' | '/' | '–' | '—'));
            cuts.extend(hyphens.map(|(index, character)| start + index + character.len_utf8()));
        } else {
            let glyphs = Face { script, weight }.shape(text);
            cuts.push(start);
            cuts.extend(glyphs.iter().filter(|glyph| glyph.breakable).map(|glyph| start + glyph.cluster));
        }
        start += text.len();
    }
    // A vowel written before its consonant must not end a line, nor a repetition or abbreviation mark begin one.
    let lonely = |cut: &usize| {
        let before = word[..*cut].chars().next_back();
        let after = word[*cut..].chars().next();
        matches!(before, None | Some('เ'..='ไ' | 'ເ'..='ໄ'))
            || matches!(after, None | Some('ะ' | 'ๆ' | 'ฯ' | 'ະ' | 'ໆ'))
    };
    cuts.retain(|cut| word.is_char_boundary(*cut) && !lonely(cut));
    cuts.sort_unstable();
    cuts.dedup();
    let starts = std::iter::once(0).chain(cuts.iter().copied());
    let ends = cuts.iter().copied().chain(std::iter::once(word.len()));
    starts.zip(ends).map(|(start, end)| &word[start..end]).collect()
}

/// A line is short if it is less than this share of the other, in hundredths.
const SHORT: i32 = 45;

/// Two lines that part at the strongest pause between words, if both fit and neither is short.
fn at_a_pause<'a, 'b>(pieces: &'b [Piece<'a>], width: i32) -> Option<[&'b [Piece<'a>]; 2]> {
    let long = |line: &[Piece]| {
        let all: i32 = line.iter().map(|piece| piece.space_before + piece.width).sum();
        all - line.first().map_or(0, |piece| piece.space_before)
    };
    let parted = |index: usize| {
        let (first, second) = pieces.split_at(index);
        let strength = match first.last()?.text.chars().last()? {
            '.' | ';' | ':' => 2,
            ',' => 1,
            _ => return None,
        };
        let (one, other) = (long(first), long(second));
        let (less, more) = (one.min(other), one.max(other));
        let is_good = second.first()?.space_before > 0 && more <= width && less >= more / 100 * SHORT;
        is_good.then_some(((strength, less), [first, second]))
    };
    let best = (1..pieces.len()).filter_map(parted).max_by_key(|(rank, _)| *rank);
    best.map(|(_, lines)| lines)
}

/// Fills lines from the first; a piece wider than a line stands alone and is wider than it.
fn fill(pieces: &[Piece], width: i32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0;
    for piece in pieces {
        match lines.last_mut() {
            Some(line) if used + piece.space_before + piece.width <= width => {
                if piece.space_before > 0 {
                    line.push(' ');
                }
                line.push_str(piece.text);
                used += piece.space_before + piece.width;
            }
            _ => {
                lines.push(piece.text.to_owned());
                used = piece.width;
            }
        }
    }
    lines
}
