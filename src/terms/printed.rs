//! Numbers as they were printed, and why one was changed later.

use super::PrintedShare;
use std::fmt;

/// A number as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printed {
    /// A count.
    Count(u32),
    /// A share of the slice without its last narrowing, such as of all projects of the member state.
    Share(PrintedShare),
}

impl fmt::Display for Printed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => count.fmt(f),
            Self::Share(share) => share.fmt(f),
        }
    }
}

/// Why a published number was changed later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// A city sent its return after the report was made.
    LateReturn,
    /// A city has looked again and tells otherwise.
    Revision,
    /// What was published was wrong.
    Correction,
    /// The same is counted otherwise.
    Definition,
}

impl Reason {
    /// The words of the input files for the reasons.
    pub const WORDS: [&'static str; 4] = ["late-return", "revision", "correction", "definition"];

    /// The reason of that word.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "late-return" => Some(Self::LateReturn),
            "revision" => Some(Self::Revision),
            "correction" => Some(Self::Correction),
            "definition" => Some(Self::Definition),
            _ => None,
        }
    }

    /// The word of the input files.
    pub fn word(self) -> &'static str {
        match self {
            Self::LateReturn => "late-return",
            Self::Revision => "revision",
            Self::Correction => "correction",
            Self::Definition => "definition",
        }
    }
}
