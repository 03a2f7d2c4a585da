//! What to type instead, where a slip is a common one.

use super::shape::{LONGEST_ID, MOST_DIGITS, Shape, expectation, fits};
use crate::terms::When;

/// What to type instead of `text`, if that can be told.
pub(super) fn advice(text: &str, shape: &Shape) -> Option<String> {
    let text = &plain_digits(text);
    if let Some(longest) = too_long(text, shape) {
        return Some(longest);
    }
    if let Shape::Year | Shape::Date(_) = shape
        && let Some(date) = buddhist(&padded(text))
    {
        return Some(if fits(&date, shape) {
            format!("if this is a year of the Buddhist era, write `{date}`")
        } else {
            format!("if this is a year of the Buddhist era, it is {date}; write {}", expectation(shape))
        });
    }
    let better = match shape {
        Shape::Year => text.clone(),
        Shape::Date(_) => padded(text),
        Shape::Count | Shape::Printed => ungrouped(text),
        Shape::Id => slug(text),
        Shape::Share => {
            let plain = text.replace(' ', "").replace(',', ".");
            if plain.ends_with('%') { plain } else { format!("{plain}%") }
        }
        Shape::Amount => ungrouped(&text.replace(['–', '—'], "-").replace(' ', "")),
        Shape::Pages => text.replace(['–', '—'], "-").replace(' ', ""),
        Shape::Country => text.to_uppercase(),
        Shape::Text | Shape::Address | Shape::Choice(_) | Shape::List(_) | Shape::Map(_) | Shape::Group(_) => {
            return None;
        }
    };
    if fits(&better, shape) {
        return Some(format!("did you mean `{better}`?"));
    }
    let looks_like_day = better.len() == 10 && better.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let no_such_day = matches!(shape, Shape::Date(_)) && looks_like_day && When::parse(&better).is_none();
    no_such_day.then(|| "the calendar has no such day; write year, month and day in this order".to_owned())
}

/// How long it may be, if that is what is wrong.
fn too_long(text: &str, shape: &Shape) -> Option<String> {
    match shape {
        Shape::Id if text.len() > LONGEST_ID => Some(format!("an id has at most {LONGEST_ID} characters")),
        Shape::Count | Shape::Printed | Shape::Pages
            if text.len() > MOST_DIGITS && text.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            Some(format!("a number has at most {MOST_DIGITS} digits"))
        }
        _ => None,
    }
}

/// The text with the digits of other scripts turned into 0 to 9.
fn plain_digits(text: &str) -> String {
    /// The zeros: Arabic, Eastern Arabic, Thai, Lao, Burmese, Khmer, full-width.
    const ZEROS: [u32; 7] = [0x660, 0x6f0, 0xe50, 0xed0, 0x1040, 0x17e0, 0xff10];
    let plain = |character: char| {
        let value = ZEROS.iter().find_map(|zero| u32::from(character).checked_sub(*zero).filter(|value| *value < 10));
        value.and_then(|value| char::from_digit(value, 10)).unwrap_or(character)
    };
    text.chars().map(plain).collect()
}

/// The year or date of the common era for one of the Buddhist era, which is 543 years ahead.
fn buddhist(text: &str) -> Option<String> {
    let (year, rest) = text.split_at_checked(4)?;
    let year: i32 = year.parse().ok()?;
    (2443..2743).contains(&year).then(|| format!("{}{rest}", year - 543))
}

/// A date whose month or day lacks its zero, with other signs between, or with the day or the month first.
fn padded(text: &str) -> String {
    let mut parts: Vec<String> = text.split(['-', '/', '.']).map(|part| format!("{part:0>2}")).collect();
    if parts.len() > 1 && parts.last().is_some_and(|year| year.len() == 4) {
        parts.reverse();
        // A month beyond twelve is a day: the month was typed first.
        if let [_, month, day] = &mut parts[..]
            && month.parse::<u32>().is_ok_and(|month| month > 12)
        {
            std::mem::swap(month, day);
        }
    }
    parts.join("-")
}

/// A count without the signs between groups of three, and without leading zeros.
fn ungrouped(text: &str) -> String {
    let groups: Vec<&str> = text.split([',', '.', '_', ' ']).collect();
    let is_grouped = groups.len() == 1 || groups.iter().skip(1).all(|group| group.len() == 3);
    if !is_grouped {
        return String::new();
    }
    let digits = groups.concat();
    match digits.trim_start_matches('0') {
        "" if !digits.is_empty() => "0".to_owned(),
        rest => rest.to_owned(),
    }
}

/// The id that a name suggests; nothing where it has letters that an id cannot have.
fn slug(text: &str) -> String {
    let marks = '\u{300}'..='\u{36f}';
    let is_unseen = |c: char| marks.contains(&c) || matches!(c, '\u{200c}' | '\u{200d}');
    let letters: String = text.to_lowercase().chars().filter(|c| !is_unseen(*c)).collect();
    if letters.chars().any(|c| c.is_alphanumeric() && !c.is_ascii()) {
        return String::new();
    }
    let words = letters.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}
