//! Letters that look right and are not: hidden ones, split ones, and those of another script.

use super::node::Node;
use super::owner::Spot;
use super::yaml::FOREIGN;
use crate::diagnostic::{Diagnostics, quoted};
use crate::source::{Place, is_hidden};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Whether a text holds a character that is not seen. Line ends of folded text are allowed.
fn hides_something(text: &str) -> bool {
    // A plain text, which most are, has no hidden characters but control characters, and needs no look at each.
    if text.is_ascii() {
        return text.bytes().fold(false, |hides, byte| hides | matches!(byte, 0..=9 | 11..=31 | 127));
    }
    text.chars().any(hidden)
}

fn hidden(character: char) -> bool {
    character != '\n' && is_hidden(character)
}

/// Whether a text has none of the faults of this file.
pub(super) fn are_sound(text: &str) -> bool {
    !hides_something(text) && (text.is_ascii() || (is_nfc(text) && stranger(text).is_none()))
}

/// Notes the first fault in the letters of a text; tells whether there was one.
pub(super) fn check(node: &Node<'_>, text: &str, spot: Spot<'_>, found: &mut Diagnostics) -> bool {
    // Most texts are plain, and then there is nothing else to look for.
    if text.is_ascii() && !hides_something(text) {
        return false;
    }
    let Spot { field, owner } = spot;
    let is_told = text.chars().find(|c| hidden(*c)).is_some_and(|character| owner.is_told(character));
    is_told || note(node.place, text, &format!("{owner}`{field}:`"), found)
}

/// The same of words that stand under no key: whose they are, and whether signs stand in them for bytes of another
/// encoding, which were told.
pub(super) fn check_words(place: Place, text: &str, (whose, is_mended): (&str, bool), found: &mut Diagnostics) -> bool {
    if text.is_ascii() && !hides_something(text) {
        return false;
    }
    let is_told = is_mended && text.chars().find(|c| hidden(*c)) == Some(FOREIGN);
    is_told || note(place, text, whose, found)
}

fn note(place: Place, text: &str, whose: &str, found: &mut Diagnostics) -> bool {
    let word_with = |character: char| {
        let word = text.split([' ', '\n']).find(|word| word.contains(character));
        quoted(word.unwrap_or_default())
    };
    if let Some(character) = text.chars().find(|c| hidden(*c)) {
        let word = word_with(character);
        let code = format!("U+{:04X}", u32::from(character));
        let name = match character {
            '\t' => "a tab".to_owned(),
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
                format!("a blank that is no space, {code}")
            }
            _ => code,
        };
        let message = format!("{whose} holds a character that is not seen, {name}, in “{word}”");
        found.error("hidden-character", place, message).help("type the text again without it");
    } else if !is_nfc(text) {
        let split = text.split([' ', '\n']).find(|word| !is_nfc(word)).unwrap_or_default();
        let message = format!("{whose} holds a letter whose mark is typed apart, in “{}”", quoted(split));
        let composed: String = split.nfc().collect();
        found.error("not-composed", place, message).help(format!("type `{}` again", quoted(&composed)));
    } else if let Some(character) = stranger(text) {
        let (word, code) = (word_with(character), u32::from(character));
        let message =
            format!("{whose} mixes letters of two scripts in “{word}”: U+{code:04X} is no plain Latin letter");
        found.error("mixed-letters", place, message).help("type the word again with Latin letters only");
    } else {
        return false;
    }
    true
}

/// A letter of another script in a word that has Latin letters too, of the scripts whose letters look Latin: Greek,
/// Cyrillic, Armenian, Cherokee, Coptic, Lisu. The sign of micro is free. Full-width letters and those of formulas are
/// Latin letters typed otherwise, and strange in every word.
fn stranger(text: &str) -> Option<char> {
    let is_other = |c: char| matches!(c, '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' | '\u{1d400}'..='\u{1d7ff}');
    if let Some(other) = text.chars().find(|c| is_other(*c)) {
        return Some(other);
    }
    let is_strange = |c: &char| {
        let is_like_latin = matches!(c,
            '\u{370}'..='\u{52f}' | '\u{531}'..='\u{588}' | '\u{13a0}'..='\u{13fd}' | '\u{1f00}'..='\u{1fff}'
            | '\u{2c80}'..='\u{2cff}' | '\u{a4d0}'..='\u{a4ff}' | '\u{ab70}'..='\u{abbf}');
        *c != 'μ' && is_like_latin && c.is_alphabetic()
    };
    let is_latin =
        |c: char| c.is_alphabetic() && (c.is_ascii() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}'));
    let words = text.split(|c: char| !c.is_alphabetic());
    words.filter(|word| word.chars().any(is_latin)).find_map(|word| word.chars().find(is_strange))
}
