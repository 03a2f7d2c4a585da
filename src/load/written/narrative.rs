//! The texts of the editions, as written.

use super::Waiver;
use crate::held::Held;
use crate::prose::Block;
use crate::source::At;

/// A text of an edition.
#[derive(Debug)]
pub struct Text {
    /// The year of the edition, which its folder says.
    pub year: i32,
    /// What it is about.
    pub about: About,
    /// The name of its file: that of a chapter, or the id of a focus area or a city; its place is the top of the file.
    pub name: At<Held>,
    /// The id of the project that a city's story shows.
    pub project: Option<At<Held>>,
    /// What it says.
    pub blocks: Vec<Block>,
    /// What somebody has checked in it.
    pub checked: Vec<Waiver>,
}

/// What a text is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// A chapter.
    Chapter,
    /// A focus area.
    FocusArea,
    /// A city.
    City,
}

impl About {
    /// All of them, in the order of the format.
    pub const ALL: [Self; 3] = [Self::Chapter, Self::FocusArea, Self::City];

    /// The folder in which such texts lie.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Chapter => "chapters",
            Self::FocusArea => "focus-areas",
            Self::City => "cities",
        }
    }
}

/// The chapters that may have a text, in the order of the report.
pub const CHAPTERS: [&str; 6] = ["introduction", "news", "changes", "partnerships", "observations", "recommendations"];

/// A short form, and what it stands for.
#[derive(Debug)]
pub struct Acronym {
    /// As it stands in texts.
    pub short: At<Held>,
    /// What it stands for.
    pub meaning: String,
}
