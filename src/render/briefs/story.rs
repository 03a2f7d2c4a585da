//! The story of a city in its brief: the one that somebody wrote, in its own words.

use super::Subject;
use crate::exhibit::Edition;
use crate::render::reach::Reach;
use crate::render::texts::{self, Told};
use serde::Serialize;

/// What somebody wrote of a city.
#[derive(Debug, Serialize)]
pub(super) struct Story {
    /// The title of the project that it shows; empty where the city lists none.
    title: String,
    told: Told,
}

/// The level of the heading above a story.
const LEVEL: usize = 2;

/// The story of a city in this edition; nothing for a member state, whose cities have briefs of their own.
pub(super) fn of(edition: Edition<'_>, subject: Subject<'_>) -> Option<Story> {
    let Reach::City(id) = subject.reach else { return None };
    let story = edition.year.narrative.cities.get(&id)?;
    let mut records = edition.year.records.iter().flatten();
    let shown = records.find(|record| record.city == id && story.project.as_deref() == Some(record.key.as_str()));
    Some(Story {
        title: shown.map_or_else(String::new, |record| record.title().to_string()),
        told: texts::told(edition, &story.blocks, LEVEL),
    })
}
