//! Whose a value is, and where it stands, as messages name it.

use super::shape::Group;
use super::yaml::Node;
use crate::diagnostic::quoted;
use std::cell::OnceCell;
use std::fmt;

/// Where a value stands, as messages name it.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    /// Its key, or "this file".
    pub(super) field: &'a str,
    /// Whose it is, before a message.
    pub(super) owner: &'a Owner<'a>,
}

/// Whose a value is; as text "project “Example Park” of `example-city`: ", or nothing. It is put into words only where
/// there is a fault, and then once.
pub(super) struct Owner<'a> {
    about: Option<(&'a Node<'a>, &'static Group, &'a Owner<'a>)>,
    said: OnceCell<Option<String>>,
}

impl<'a> Owner<'a> {
    /// Nobody.
    pub(super) fn nobody() -> Self {
        Self { about: None, said: OnceCell::new() }
    }

    /// Whoever a group is about, or else whoever the group around it is about.
    pub(super) fn new(node: &'a Node<'a>, group: &'static Group, outer: &'a Owner<'a>) -> Self {
        Self { about: Some((node, group, outer)), said: OnceCell::new() }
    }
}

impl fmt::Display for Owner<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some((node, group, outer)) = self.about else { return Ok(()) };
        match self.said.get_or_init(|| said_by(node, group)) {
            Some(own) => f.write_str(own),
            None => outer.fmt(f),
        }
    }
}

/// Whose values a group holds, as far as it says so: a project with its city, or what has a name.
fn said_by(node: &Node<'_>, group: &Group) -> Option<String> {
    let said = |key: &str| node.get(key).and_then(Node::text).filter(|text| !text.trim().is_empty());
    let name = ["title", "name", "document", "id"].iter().find_map(|key| said(key))?;
    let what = match group.name {
        "a record" => "project",
        name => name.split_once(' ').map_or(name, |(_, noun)| noun),
    };
    let city = said("city").map_or(String::new(), |city| format!(" of `{}`", quoted(city)));
    Some(format!("{what} “{}”{city}: ", quoted(name)))
}
