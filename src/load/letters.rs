//! Letters that look right and are not: hidden ones, split ones, and those of another script.

use super::owner::Spot;
use super::yaml::Node;
use crate::diagnostic::{Diagnostics, quoted};
use crate::source::is_hidden;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Whether a text holds a character that is not seen. Line ends of folded text are allowed.
pub(super) fn hides_something(text: &str) -> bool {
    // A plain text, which most are, has no hidden characters but control characters, and needs no look at each.
    if text.is_ascii() {
        return text.bytes().fold(false, |hides, byte| hides | matches!(byte, 0..=9 | 11..=31 | 127));
    }
    text.chars().any(hidden)
}

fn hidden(character: char) -> bool {
    character != '\n' && is_hidden(character)
}

/// Notes the first fault in the letters of a text; tells whether there was one.
pub(super) fn check(node: &Node<'_>, text: &str, spot: Spot<'_>, found: &mut Diagnostics) -> bool {
    // Most texts are plain, and then there is nothing else to look for.
    if text.is_ascii() && !hides_something(text) {
        return false;
    }
    let Spot { field, owner } = spot;
    let word_with = |character: char| {
        let word = text.split([' ', '\n']).find(|word| word.contains(character));
        quoted(word.unwrap_or_default())
    };
    if let Some(character) = text.chars().find(|c| hidden(*c)) {
        let word = word_with(character);
        let name = if character == '\t' { "a tab".to_owned() } else { format!("U+{:04X}", u32::from(character)) };
        let message = format!("{owner}`{field}:` holds a character that is not seen, {name}, in “{word}”");
        found.error("hidden-character", node.place, message).help("type the text again without it");
    } else if !is_nfc(text) {
        let split = text.split([' ', '\n']).find(|word| !is_nfc(word)).unwrap_or_default();
        let message = format!("{owner}`{field}:` holds a letter whose mark is typed apart, in “{}”", quoted(split));
        let composed: String = split.nfc().collect();
        found.error("not-composed", node.place, message).help(format!("type `{}` again", quoted(&composed)));
    } else if let Some(character) = stranger(text) {
        let (word, code) = (word_with(character), u32::from(character));
        let message = format!("{owner}`{field}:` mixes letters of two scripts in “{word}”: U+{code:04X} is not Latin");
        found.error("mixed-letters", node.place, message).help("type the word again with Latin letters only");
    } else {
        return false;
    }
    true
}

/// A Greek or Cyrillic letter in a word that has Latin letters too: the scripts whose letters look Latin. The sign
/// of micro is free.
fn stranger(text: &str) -> Option<char> {
    let is_strange =
        |c: &char| *c != 'μ' && matches!(c, '\u{370}'..='\u{3ff}' | '\u{400}'..='\u{52f}') && c.is_alphabetic();
    let is_latin =
        |c: char| c.is_alphabetic() && (c.is_ascii() || matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}'));
    let words = text.split(|c: char| !c.is_alphabetic());
    words.filter(|word| word.chars().any(is_latin)).find_map(|word| word.chars().find(is_strange))
}
