//! Every rule: its name, what breaking it costs, why it is there, and what it looks like broken and mended.

mod looking;
mod reading;

use super::Rule;
use crate::diagnostic::Severity;
use looking::LOOKING;
use reading::READING;

const fn rule(severity: Severity, code: &'static str, why: &'static str, examples: [&'static str; 2]) -> Rule {
    let [broken, mended] = examples;
    Rule { code, severity, why, broken, mended }
}

/// Every rule: those that are kept watch over while reading, then those of the functions of this room.
pub const RULES: &[Rule] = &joined();

const COUNT: usize = READING.len() + LOOKING.len();

const fn joined() -> [Rule; COUNT] {
    let mut all = [READING[0]; COUNT];
    let mut place = 0;
    while place < COUNT {
        all[place] = if place < READING.len() { READING[place] } else { LOOKING[place - READING.len()] };
        place += 1;
    }
    all
}
