//! Whose a value is, and where it stands, as messages name it.

use super::node::Node;
use super::shape::{Group, Shape};
use super::yaml::FOREIGN;
use crate::diagnostic::quoted;
use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::fmt;

/// What is known of a file before it is looked at.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// The names of the cities by their ids.
    pub(super) cities: BTreeMap<String, String>,
    /// The keys at its top, and below them.
    pub(super) group: Option<&'static Group>,
    /// Whether signs stand in it for bytes of another encoding.
    pub(super) is_mended: bool,
}

/// Where a value stands, as messages name it.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    /// Its key, or "this file".
    pub(super) field: &'a str,
    /// Whose it is, before a message.
    pub(super) owner: &'a Owner<'a>,
}

/// Whose a value is; as text "project “Example Park” of Example City: ", or nothing. It is put into words only where
/// there is a fault, and then once.
pub(super) struct Owner<'a> {
    about: Option<(&'a Node<'a>, &'static Group, &'a Owner<'a>)>,
    names: &'a Names,
    said: OnceCell<Option<String>>,
}

impl<'a> Owner<'a> {
    /// Nobody; the cities are called by these names.
    pub(super) fn nobody(names: &'a Names) -> Self {
        Self { about: None, names, said: OnceCell::new() }
    }

    /// Whoever a group is about, or else whoever the group around it is about.
    pub(super) fn new(node: &'a Node<'a>, group: &'static Group, outer: &'a Owner<'a>) -> Self {
        Self { about: Some((node, group, outer)), names: outer.names, said: OnceCell::new() }
    }
}

impl Names {
    /// Whether a key stands at the top of the file.
    pub(super) fn is_at_top(&self, key: &str) -> bool {
        self.group.is_some_and(|group| group.fields.iter().any(|field| field.key == key))
    }

    /// Whether a key stands only below the top of the file.
    pub(super) fn is_below(&self, key: &str) -> bool {
        !self.is_at_top(key) && self.group.is_some_and(|group| holds(group, key))
    }
}

/// Whether a key stands anywhere in a group.
fn holds(group: &Group, key: &str) -> bool {
    group.fields.iter().any(|field| field.key == key || inner(&field.shape).is_some_and(|group| holds(group, key)))
}

/// The group that a shape holds.
fn inner(shape: &Shape) -> Option<&'static Group> {
    match shape {
        Shape::Group(group) => Some(group),
        Shape::List(shape) | Shape::Map(shape) => inner(shape),
        _ => None,
    }
}

impl Owner<'_> {
    /// Whether a character stands for a byte that was told.
    pub(super) fn is_told(&self, character: char) -> bool {
        self.names.is_mended && character == FOREIGN
    }
}

impl fmt::Display for Owner<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((node, group, outer)) = self.about else { return Ok(()) };
        match self.said.get_or_init(|| said_by(node, group, self.names)) {
            Some(own) => f.write_str(own),
            None => outer.fmt(f),
        }
    }
}

/// Whose values a group holds, as far as it says so: a project with its city, or what has a name.
fn said_by(node: &Node<'_>, group: &Group, names: &Names) -> Option<String> {
    let what = match group.name {
        "a record" => "project",
        name => name.split_once(' ').map_or(name, |(_, noun)| noun),
    };
    said(node, what, names).map(|said| format!("{said}: "))
}

/// What an item is called that could not be read as a whole.
pub(super) fn name_of(node: &Node<'_>, names: &Names) -> Option<String> {
    let what = if node.get("focus_area").is_some() || node.get("title").is_some() {
        "project"
    } else if node.get("member_state").is_some() {
        "city"
    } else {
        "entry"
    };
    said(node, what, names)
}

fn said(node: &Node<'_>, what: &str, names: &Names) -> Option<String> {
    let typed = |key: &str| node.get(key).and_then(Node::text).filter(|text| !text.trim().is_empty());
    let name = ["title", "name", "document", "id"].iter().find_map(|key| typed(key))?;
    let city = match typed("city").map(|city| (city, names.cities.get(city))) {
        Some((_, Some(name))) => format!(" of {}", quoted(name)),
        Some((city, None)) => format!(" of `{}`", quoted(city)),
        None => String::new(),
    };
    Some(format!("{what} “{}”{city}", quoted(name)))
}
