//! A tree of values in which each knows its place.

use crate::source::Place;
use std::borrow::Cow;

/// A value and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Node<'t> {
    /// What it is.
    pub(super) kind: Kind<'t>,
    /// The stretch of text to underline: for lists and maps only their first character.
    pub(super) place: Place,
}

/// What a value is.
#[derive(Debug, Clone)]
pub(super) enum Kind<'t> {
    /// Nothing behind the colon, or `~`.
    Empty,
    /// Text, as typed.
    Text(Cow<'t, str>),
    /// A list.
    List(Vec<Node<'t>>),
    /// Keys with their values, in the order of the file, doubled keys included.
    Map(Vec<(Node<'t>, Node<'t>)>),
    /// Something that could not be read, which was told.
    Lost,
}

impl<'t> Node<'t> {
    /// The value under a key of a map.
    pub(super) fn get(&self, key: &str) -> Option<&Node<'t>> {
        self.entries().iter().find(|(name, _)| name.text() == Some(key)).map(|(_, value)| value)
    }

    /// The text of a scalar.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            Kind::Empty | Kind::List(_) | Kind::Map(_) | Kind::Lost => None,
        }
    }

    /// The items of a list; none where it is not a list.
    pub(super) fn items(&self) -> &[Node<'t>] {
        match &self.kind {
            Kind::List(items) => items,
            Kind::Empty | Kind::Text(_) | Kind::Map(_) | Kind::Lost => &[],
        }
    }

    /// The keys and values of a map; none where it is not a map.
    pub(super) fn entries(&self) -> &[(Node<'t>, Node<'t>)] {
        match &self.kind {
            Kind::Map(entries) => entries,
            Kind::Empty | Kind::Text(_) | Kind::List(_) | Kind::Lost => &[],
        }
    }

    /// What it is called when something else was expected.
    pub(super) fn kind_name(&self) -> &'static str {
        match self.kind {
            Kind::Empty => "nothing",
            Kind::Text(_) => "a single value",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a group of keys",
            Kind::Lost => "what cannot be read",
        }
    }

    /// Whether it could not be read.
    pub(super) fn is_lost(&self) -> bool {
        matches!(self.kind, Kind::Lost)
    }
}
