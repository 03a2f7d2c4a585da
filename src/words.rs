//! One language: its terms and its way of writing numbers.
//!
//! Sentences stand in `templates/`: whole pages as templates, short patterns with gaps in `words.txt`.
//! Rounding happens here: plain half up, on exact fractions. Only shares of one whole may have been rounded together before.

mod marks;
mod sentences;

use crate::lookup::Lookup;
use crate::terms::{Amount, Decimal, When, half_up};

pub use marks::{Part, parts, plain};
pub use sentences::near_half;

/// The patterns of one language.
#[derive(Debug)]
pub struct Words {
    patterns: Lookup<&'static str, &'static str>,
    marks: Marks,
}

/// Whether printed numbers carry the ids of their figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Marks {
    With,
    Without,
}

/// British English.
const ENGLISH: &str = include_str!("../templates/en/words.txt");

/// The names of countries, in the same form.
const COUNTRIES: &str = include_str!("../templates/en/countries.txt");

impl Words {
    /// The words of the English reports.
    pub fn english() -> Self {
        Self { patterns: patterns().collect(), marks: Marks::Without }
    }

    /// The same, with every printed figure marked with its id, for pages that lead from a number to its receipt.
    #[must_use]
    pub fn marking(self) -> Self {
        Self { marks: Marks::With, ..self }
    }

    /// The printed text of a figure, marked with its id where these words mark.
    pub fn mark(&self, id: &str, text: &str) -> String {
        match self.marks {
            Marks::With => marks::marked(id, text),
            Marks::Without => text.to_owned(),
        }
    }

    /// The pattern of that name with its gaps filled. A test holds every name in the code to this list;
    /// a name without a pattern is shown as it is, so that it cannot be overlooked.
    pub fn say(&self, key: &str, gaps: &[(&str, &str)]) -> String {
        let Some(pattern) = self.patterns.get(key) else { return format!("[{key}]") };
        let mut said = String::with_capacity(pattern.len() + gaps.iter().map(|(_, text)| text.len()).sum::<usize>());
        let mut rest = *pattern;
        while let Some((before, after)) = rest.split_once('{') {
            said.push_str(before);
            let (name, tail) = after.split_once('}').unwrap_or((after, ""));
            let filled = gaps.iter().find(|(gap, _)| *gap == name).map_or(name, |(_, text)| text);
            said.push_str(filled);
            rest = tail;
        }
        said.push_str(rest);
        said
    }

    /// A pattern without gaps.
    pub fn term(&self, key: &str) -> String {
        self.say(key, &[])
    }

    /// The pattern for one, or the pattern for none and many, with `{n}` filled.
    pub fn counted(&self, key: &str, count: u32) -> String {
        self.counted_as(key, count, &self.count(count))
    }

    /// The same for a count that is already written out.
    pub fn counted_as(&self, key: &str, count: u32, text: &str) -> String {
        let form = if count == 1 { "one" } else { "many" };
        self.say(&format!("{key}-{form}"), &[("n", text)])
    }

    /// A count: `1,234`.
    pub fn count(&self, count: u32) -> String {
        self.grouped(u64::from(count))
    }

    /// A share in whole percent: `26%`; `<1%` for what is more than nothing and under a half.
    pub fn share(&self, part: u32, whole: u32) -> String {
        let percent = half_up(u64::from(part) * 100, u64::from(whole));
        percent.map_or_else(|| self.term("not-available"), |percent| self.percent(percent, part, whole))
    }

    /// A share that was rounded to this whole percent: `26%`; `<1%` for what is more than nothing and rounded to nothing,
    /// `>99%` for what is less than all and rounded to all.
    pub fn percent(&self, percent: u64, part: u32, whole: u32) -> String {
        match percent {
            0 if part > 0 => self.say("percent-below", &[("n", "1")]),
            100 if part < whole => self.say("percent-above", &[("n", "99")]),
            percent => self.say("percent", &[("n", &percent.to_string())]),
        }
    }

    /// A change of place, where 1 is the first: `up 2`, `down 1`, `same`.
    pub fn rank_change(&self, from: u32, to: u32) -> String {
        let key = match from.cmp(&to) {
            std::cmp::Ordering::Greater => "rank-up",
            std::cmp::Ordering::Equal => "rank-same",
            std::cmp::Ordering::Less => "rank-down",
        };
        self.say(key, &[("n", &self.count(from.abs_diff(to)))])
    }

    /// A change in number: `+12`, `−3`, `0`.
    pub fn change(&self, from: u32, to: u32) -> String {
        let size = self.count(from.abs_diff(to));
        self.signed(from, to, &size)
    }

    /// Growth in percent of the start, to one decimal: `+22.6%`, `0.0%`; nothing from 0.
    pub fn growth(&self, from: u32, to: u32) -> Option<String> {
        let size = self.growth_size(from, to)?;
        Some(if from == to { size } else { self.signed(from, to, &size) })
    }

    /// The size of a growth without its sign: `22.6%`; nothing from 0.
    pub fn growth_size(&self, from: u32, to: u32) -> Option<String> {
        let tenths = half_up(u64::from(from.abs_diff(to)) * 1000, u64::from(from))?;
        Some(self.say("percent", &[("n", &self.tenths(tenths))]))
    }

    /// The difference of two shares in percentage points, to one decimal: `+1.9`; nothing where a whole is 0.
    pub fn points(&self, from: (u32, u32), to: (u32, u32)) -> Option<String> {
        let wide = |(part, whole): (u32, u32)| (u64::from(part), u64::from(whole));
        let ((a, b), (c, d)) = (wide(from), wide(to));
        let (start, end) = (a * d, c * b);
        let tenths = half_up(start.abs_diff(end).checked_mul(1000)?, b * d)?;
        let size = self.tenths(tenths);
        Some(match start.cmp(&end) {
            // What rounds to nothing has no direction.
            _ if tenths == 0 => size,
            std::cmp::Ordering::Less => format!("+{size}"),
            std::cmp::Ordering::Equal => size,
            std::cmp::Ordering::Greater => format!("\u{2212}{size}"),
        })
    }

    fn signed(&self, from: u32, to: u32, size: &str) -> String {
        match from.cmp(&to) {
            std::cmp::Ordering::Less => format!("+{size}"),
            std::cmp::Ordering::Equal => self.count(0),
            std::cmp::Ordering::Greater => format!("\u{2212}{size}"),
        }
    }

    /// An amount with its unit: `2,800 people`, `98.7%`, `15–20%`, `60:40`.
    pub fn amount(&self, amount: &Amount, unit: &str) -> String {
        let number = |one: &Decimal| {
            let point = if one.decimals.is_empty() { String::new() } else { self.term("decimal") };
            format!("{}{point}{}", self.count(one.whole), one.decimals)
        };
        let said = match amount {
            Amount::One(one) => number(one),
            Amount::Range(low, high) => self.say("amount-range", &[("low", &number(low)), ("high", &number(high))]),
            Amount::Ratio(one, other) => {
                return self.say("amount-ratio", &[("one", &number(one)), ("other", &number(other))]);
            }
        };
        match unit {
            "%" => self.say("percent", &[("n", &said)]),
            "" => said,
            unit => self.say("amount-unit", &[("amount", &said), ("unit", unit)]),
        }
    }

    /// Digits in groups of three.
    fn grouped(&self, number: u64) -> String {
        let digits = number.to_string();
        if digits.len() <= 3 {
            return digits;
        }
        let separator = self.term("thousands");
        let mut text = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                text.push_str(&separator);
            }
            text.push(digit);
        }
        text
    }

    fn tenths(&self, tenths: u64) -> String {
        let whole = self.grouped(tenths / 10);
        format!("{whole}{}{}", self.term("decimal"), tenths % 10)
    }

    /// A date as it is written in running text: `25 September 2024`, `August 2021`, `2018`.
    pub fn date(&self, when: When) -> String {
        match when {
            When::Day(day) => {
                let month = self.term(&format!("month-{}", day.month()));
                self.say(
                    "date-day",
                    &[("day", &day.day().to_string()), ("month", &month), ("year", &day.year().to_string())],
                )
            }
            When::Month { year, month } => {
                let month = self.term(&format!("month-{month}"));
                self.say("date-month", &[("month", &month), ("year", &year.to_string())])
            }
            When::Year(year) => year.to_string(),
        }
    }

    /// Several things in a row: `A`, `A and B`, `A, B and C`.
    pub fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [start @ .., last] => {
                let start = start.join(&self.term("comma").replace('_', " "));
                self.say("and", &[("start", &start), ("last", last)])
            }
        }
    }

    /// The name of a country by its two-letter code; nothing where there is no such code.
    pub fn country(&self, code: &str) -> Option<String> {
        let key = format!("country-{}", code.to_lowercase());
        self.patterns.get(key.as_str()).map(|name| (*name).to_owned())
    }

    /// All names of English patterns, for the test that holds the code to them.
    pub fn english_keys() -> impl Iterator<Item = &'static str> {
        patterns().map(|(key, _)| key)
    }
}

/// The patterns of British English by their names, in the order of their files.
fn patterns() -> impl Iterator<Item = (&'static str, &'static str)> {
    let lines = ENGLISH.lines().chain(COUNTRIES.lines());
    let lines = lines.filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    lines.filter_map(|line| line.split_once(" = ")).map(|(key, pattern)| (key.trim(), pattern.trim()))
}
