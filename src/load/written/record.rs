//! Projects as they were written: one entry a project and year.

use super::{Doubts, Named};
use crate::held::Held;
use crate::source::At;

/// A project in one year. What could not be read, and was told, is empty text, or stands as it was typed.
#[derive(Debug)]
pub struct Record {
    /// Its id.
    pub id: At<Held>,
    /// Its city's id.
    pub city: At<Held>,
    /// The year from which its values are carried forward, until somebody has confirmed them.
    pub carried_from: Option<At<i32>>,
    /// Its number in the printed list.
    pub number: Option<u32>,
    /// Its title.
    pub title: At<Held>,
    /// Its focus area's id.
    pub focus_area: At<Held>,
    /// Its project type's id.
    pub project_type: Option<At<Held>>,
    /// Its status's id.
    pub status: At<Held>,
    /// Its codes of further lists, by the id of each list.
    pub codes: Named<Vec<At<Held>>>,
    /// What it is about.
    pub description: At<Held>,
    /// Its partners.
    pub partners: Vec<Link>,
    /// Its source's id.
    pub source: Option<At<Held>>,
    /// The page.
    pub page: Option<u32>,
    /// How sure its values are.
    pub doubts: Doubts,
    /// What a reader should know.
    pub note: Option<At<Held>>,
    /// What somebody has checked in these texts.
    pub checked: Vec<Waiver>,
}

/// Words of a text that somebody has checked where no figure tells of them.
#[derive(Debug)]
pub struct Waiver {
    /// The very words.
    pub words: At<Held>,
    /// Where they were checked.
    pub reason: String,
}

/// A partner named for a record.
#[derive(Debug)]
pub struct Link {
    /// The partners' ids.
    pub ids: Vec<At<Held>>,
    /// Whether their list is empty, and not only faulty.
    pub names_none: bool,
    /// What they do.
    pub kind: At<Held>,
    /// The programme.
    pub programme: Option<At<Held>>,
    /// The page.
    pub page: Option<u32>,
}
