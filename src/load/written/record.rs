//! Projects as they were written: one entry a project and year.

use super::Named;
use crate::held::Held;
use crate::source::{At, FileId, Place};
use crate::terms::Confidence;
use std::ops::Deref;
use std::sync::Arc;

/// A project in one year. What could not be read, and was told, is empty text, or stands as it was typed.
#[derive(Debug)]
pub struct Record {
    /// What its entry says.
    pub entry: Entry,
    /// The source that `defaults:` gives.
    pub default_source: Option<Arc<At<Held>>>,
    /// How sure its values are; without a doubt they are published.
    pub doubts: Seldom<EachDoubt>,
    /// What else is known of it.
    pub more: Seldom<More>,
}

/// An entry of a file. What it says is held once where it is a row that was known again.
#[derive(Debug)]
pub struct Entry {
    said: Arc<Said>,
    /// The byte of its file from which the places within it are counted.
    from: (FileId, u32),
}

/// What an entry says, wherever it stands.
#[derive(Debug)]
pub struct Said {
    /// Its id.
    pub id: Own,
    /// Its city's id.
    pub city: Own,
    /// Its number in the printed list.
    pub number: Option<u32>,
    /// Its title.
    pub title: Own,
    /// Its focus area's id.
    pub focus_area: Own,
    /// Its project type's id.
    pub project_type: Option<Own>,
    /// Its status's id.
    pub status: Own,
    /// What it is about.
    pub description: Own,
    /// The id of the source that it names itself.
    pub own_source: Option<Own>,
    /// The page.
    pub page: Option<u32>,
}

/// A text of an entry, and where in the entry it stands: where in its file, only the record can tell.
#[derive(Debug)]
pub struct Own {
    /// The text.
    pub value: Held,
    span: (u32, u32),
}

impl Own {
    /// A text whose place is counted from that byte of its file on.
    pub fn of(text: At<Held>, from: u32) -> Self {
        let within = |byte: u32| byte.saturating_sub(from);
        Self { value: text.value, span: (within(text.place.start), within(text.place.end)) }
    }
}

impl Entry {
    /// An entry that says this, with its places counted from that byte of that file on.
    pub fn of(said: Arc<Said>, from: (FileId, u32)) -> Self {
        Self { said, from }
    }

    /// Where a text of it stands.
    pub fn place(&self, own: &Own) -> Place {
        let (file, from) = self.from;
        let (start, end) = own.span;
        Place { file, start: from.saturating_add(start), end: from.saturating_add(end) }
    }

    /// A text of it, with its place, not held but looked at.
    pub fn text_of<'a>(&self, own: &'a Own) -> At<&'a str> {
        At { value: own.value.as_str(), place: self.place(own) }
    }

    /// A text of it, with its place.
    pub fn at(&self, own: &Own) -> At<Held> {
        At { value: own.value.clone(), place: self.place(own) }
    }
}

impl Deref for Entry {
    type Target = Said;

    fn deref(&self) -> &Said {
        &self.said
    }
}

impl Record {
    /// A record of which nothing is known but its entry.
    pub fn of(entry: Entry) -> Self {
        Self { entry, default_source: None, doubts: Seldom::default(), more: Seldom::default() }
    }

    /// Its source's id, of its own or as `defaults:` says.
    pub fn source(&self) -> Option<(&Held, Place)> {
        let own = self.own_source.as_ref().map(|own| (&own.value, self.place(own)));
        own.or_else(|| self.default_source.as_ref().map(|at| (&at.value, at.place)))
    }

    /// What its entry says, if that is all there is to it.
    pub fn said(&self) -> Option<&Arc<Said>> {
        (self.doubts.0.is_none() && self.more.0.is_none()).then_some(&self.entry.said)
    }
}

impl Deref for Record {
    type Target = Entry;

    fn deref(&self) -> &Entry {
        &self.entry
    }
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
