//! Projects as they were written: one entry a project and year.

use super::Named;
use crate::held::Held;
use crate::source::At;
use crate::terms::Confidence;
use std::ops::Deref;

/// A project in one year. What could not be read, and was told, is empty text, or stands as it was typed.
#[derive(Debug)]
pub struct Record {
    /// Its id.
    pub id: At<Held>,
    /// Its city's id.
    pub city: At<Held>,
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
    /// What it is about.
    pub description: At<Held>,
    /// Its source's id.
    pub source: Option<At<Held>>,
    /// The page.
    pub page: Option<u32>,
    /// How sure its values are; without a doubt they are published.
    pub doubts: Seldom<EachDoubt>,
    /// What else is known of it.
    pub more: Seldom<More>,
}

/// What few records have. The others take no room for it: of them a million may be held.
#[derive(Debug, Clone)]
pub struct Seldom<T>(Option<Box<T>>);

/// What may stand nowhere in a record.
pub trait Sparse: PartialEq + 'static {
    /// What a record says of it that says nothing.
    const NOTHING: &'static Self;
}

impl<T: Sparse> Seldom<T> {
    /// That of a record; nothing is held where it says nothing.
    pub fn of(value: T) -> Self {
        Self((value != *T::NOTHING).then(|| Box::new(value)))
    }

    /// The same to go on with, where there is any.
    pub fn take(self) -> Option<T> {
        self.0.map(|value| *value)
    }
}

impl<T> Default for Seldom<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Sparse> Deref for Seldom<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or(T::NOTHING)
    }
}

/// What is known of few records.
#[derive(Debug, Clone, PartialEq)]
pub struct More {
    /// The year from which its values are carried forward, until somebody has confirmed them.
    pub carried_from: Option<At<i32>>,
    /// Its codes of further lists, by the id of each list.
    pub codes: Named<Vec<At<Held>>>,
    /// Its partners.
    pub partners: Vec<Link>,
    /// What a reader should know.
    pub note: Option<At<Held>>,
    /// What somebody has checked in these texts.
    pub checked: Vec<Waiver>,
}

impl Sparse for More {
    const NOTHING: &'static Self =
        &Self { carried_from: None, codes: Vec::new(), partners: Vec::new(), note: None, checked: Vec::new() };
}

/// How sure each value of a record is.
#[derive(Debug, Clone, PartialEq)]
pub struct EachDoubt {
    /// The title.
    pub title: Option<Doubt>,
    /// The focus area.
    pub focus_area: Option<Doubt>,
    /// The project type.
    pub project_type: Option<Doubt>,
    /// The status.
    pub status: Option<Doubt>,
    /// The codes of further lists.
    pub codes: Option<Doubt>,
}

impl Sparse for EachDoubt {
    const NOTHING: &'static Self =
        &Self { title: None, focus_area: None, project_type: None, status: None, codes: None };
}

/// A value of a record that is not simply printed.
#[derive(Debug, Clone, PartialEq)]
pub struct Doubt {
    /// How sure it is.
    pub level: Confidence,
    /// What it rests on.
    pub why: String,
}

/// Words of a text that somebody has checked where no figure tells of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Waiver {
    /// The very words.
    pub words: At<Held>,
    /// Where they were checked.
    pub reason: String,
}

/// A partner named for a record.
#[derive(Debug, Clone, PartialEq)]
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
