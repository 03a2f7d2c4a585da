//! Amounts as plans print them: a number, a range, or a ratio.

use std::fmt;

/// A number from 0 with at most three decimals, exactly, and as it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decimal {
    /// In thousandths.
    pub thousandths: u64,
    /// The digits before the point.
    pub whole: u32,
    /// The digits behind the point, as typed; empty where there is none.
    pub decimals: String,
}

impl Decimal {
    /// Reads `85` or `98.7`: plain digits without a leading zero, a point, at most three decimals.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, decimals) = match text.split_once('.') {
            Some((whole, decimals)) if (1..=3).contains(&decimals.len()) => (whole, decimals),
            Some(_) => return None,
            None => (text, ""),
        };
        let is_plain = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
        let zero_led = whole.len() > 1 && whole.starts_with('0');
        if !(1..=9).contains(&whole.len()) || zero_led || !is_plain(whole) || !is_plain(decimals) {
            return None;
        }
        let rest: u64 = format!("{decimals:0<3}").parse().ok()?;
        let whole: u32 = whole.parse().ok()?;
        Some(Self { thousandths: u64::from(whole) * 1000 + rest, whole, decimals: decimals.to_owned() })
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let point = if self.decimals.is_empty() { "" } else { "." };
        write!(f, "{}{point}{}", self.whole, self.decimals)
    }
}

/// On which side of the truth a stated number stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bound {
    /// It is the number.
    #[default]
    Exactly,
    /// There are more.
    MoreThan,
    /// There are fewer.
    LessThan,
}

impl Bound {
    /// The words of the input files, the one that holds without a word first.
    pub const WORDS: [&'static str; 3] = ["exactly", "more-than", "less-than"];

    /// The bound of that word.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "exactly" => Some(Self::Exactly),
            "more-than" => Some(Self::MoreThan),
            "less-than" => Some(Self::LessThan),
            _ => None,
        }
    }
}

/// An amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amount {
    /// `85`
    One(Decimal),
    /// `15-20`: from the lower to the higher.
    Range(Decimal, Decimal),
    /// `60:40`
    Ratio(Decimal, Decimal),
}

impl Amount {
    /// Reads `85`, `98.7`, `15-20` or `60:40`; nothing else. A range leads up.
    pub fn parse(text: &str) -> Option<Self> {
        if let Some((low, high)) = text.split_once('-') {
            let (low, high) = (Decimal::parse(low)?, Decimal::parse(high)?);
            return (low.thousandths < high.thousandths).then_some(Self::Range(low, high));
        }
        match text.split_once(':') {
            Some((one, other)) => Some(Self::Ratio(Decimal::parse(one)?, Decimal::parse(other)?)),
            None => Decimal::parse(text).map(Self::One),
        }
    }

    /// The number that must be reached, or kept below, in thousandths: the lower end of a range; nothing of a ratio.
    pub fn mark(&self) -> Option<u64> {
        match self {
            Self::One(number) | Self::Range(number, _) => Some(number.thousandths),
            Self::Ratio(..) => None,
        }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(number) => write!(f, "{number}"),
            Self::Range(low, high) => write!(f, "{low}-{high}"),
            Self::Ratio(one, other) => write!(f, "{one}:{other}"),
        }
    }
}

/// What a target asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Aim {
    /// A number to reach.
    Number,
    /// A share, or a change in per cent, to reach.
    Share,
    /// A number or a share that is not to be passed.
    Below,
    /// A state that is reached or not; no number tells.
    Done,
}

impl Aim {
    /// The words of the input files, in order.
    pub const WORDS: [&'static str; 4] = ["number-to-reach", "share-to-reach", "keep-below", "done-or-not"];
    /// The aims, in the order of their words.
    pub const ALL: [Self; 4] = [Self::Number, Self::Share, Self::Below, Self::Done];

    /// The aim of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::WORDS.iter().position(|known| *known == word).and_then(|place| Self::ALL.get(place)).copied()
    }

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::WORDS.get(self as usize).copied().unwrap_or_default()
    }
}
