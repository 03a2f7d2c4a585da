//! Words for numbers in sentences: how a number went, and how much a part is of its whole.

use super::Words;
use std::cmp::Ordering;

/// Nearly half from 45 %, half at 50 % exactly, just over half up to 55 %; nothing outside, or where the whole is 0.
pub fn near_half(part: u32, whole: u32) -> Option<&'static str> {
    let (part, whole) = (u64::from(part) * 100, u64::from(whole));
    match part.cmp(&(50 * whole)) {
        _ if whole == 0 || part < 45 * whole || part > 55 * whole => None,
        Ordering::Less => Some("nearly-half"),
        Ordering::Equal => Some("half"),
        Ordering::Greater => Some("just-over-half"),
    }
}

impl Words {
    /// How a number went from one year to another: `rose from 86 to 108`, `stayed at 5`. The texts are the two numbers as
    /// printed.
    pub fn course(&self, (from, to): (u32, u32), [from_text, to_text]: [&str; 2]) -> String {
        let key = match from.cmp(&to) {
            Ordering::Less => "course-rose",
            Ordering::Equal => "course-unchanged",
            Ordering::Greater => "course-fell",
        };
        self.say(key, &[("from", from_text), ("to", to_text)])
    }

    /// How much a part is of its whole: `none`, `nearly half`, `half`, `just over half`, `all`, else the share as printed,
    /// which the text is.
    pub fn extent(&self, (part, whole): (u32, u32), text: &str) -> String {
        match near_half(part, whole) {
            _ if whole > 0 && part == 0 => self.term("extent-none"),
            _ if whole > 0 && part == whole => self.term("extent-all"),
            Some(key) => self.term(key),
            None => text.to_owned(),
        }
    }
}
