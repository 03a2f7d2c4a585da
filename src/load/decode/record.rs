//! Projects, decoded. Texts that many of them have are held once.

use super::{doubts, is_empty_list, one_line, waivers, year_of};
use crate::held::{Held, SharedTexts, Texts};
use crate::load::node::{Kind, Node};
use crate::load::shape::Shape;
use crate::load::written::{Entry, Link, More, Own, Record, Said, Seldom};
use crate::source::At;
use std::cell::RefCell;
use std::sync::Arc;

/// Where the texts of the records of a file are held.
pub(in crate::load) struct Holding<'a> {
    /// The names that many records of the file have.
    names: RefCell<Texts>,
    /// What is a record's own: it may say the same in the files of other years.
    own: &'a SharedTexts,
}

impl<'a> Holding<'a> {
    /// No name is held yet.
    pub(in crate::load) fn of(own: &'a SharedTexts) -> Self {
        Self { names: RefCell::default(), own }
    }

    /// An id of something else, as it was typed.
    fn name(&self, node: &Node<'_>) -> Option<At<Held>> {
        Some(At { value: self.names.borrow_mut().held(node.name()?), place: node.place })
    }

    /// The id under a key.
    fn named(&self, node: &Node<'_>, key: &str) -> Option<At<Held>> {
        self.name(node.get(key)?)
    }

    /// The same of one that must be there; where it is not, an empty one.
    fn named_or_empty(&self, node: &Node<'_>, key: &str) -> At<Held> {
        self.named(node, key).unwrap_or_else(|| empty(node))
    }

    /// The text under a key on one line.
    fn line(&self, node: &Node<'_>, key: &str) -> Option<At<Held>> {
        node.sound(key, &Shape::Text).map(|(text, place)| At { value: self.own.held(&one_line(text)), place })
    }

    /// The same of one that must be there; where it is not, an empty one.
    fn line_or_empty(&self, node: &Node<'_>, key: &str) -> At<Held> {
        self.line(node, key).unwrap_or_else(|| empty(node))
    }

    /// The record's own id; where it is not there, an empty one.
    fn id(&self, node: &Node<'_>) -> At<Held> {
        let id = node.get("id").and_then(|id| Some(At { value: self.own.held(id.name()?), place: id.place }));
        id.unwrap_or_else(|| empty(node))
    }
}

fn empty(node: &Node<'_>) -> At<Held> {
    At { value: Held::default(), place: node.place }
}

/// A record, without what `defaults:` says; nothing if it is no group of keys. The places within its entry are counted
/// from that byte of the file on.
pub(in crate::load) fn record(node: &Node<'_>, from: u32, hold: &Holding<'_>) -> Option<Record> {
    let Kind::Map(_) = node.kind else { return None };
    let own = |text| Own::of(text, from);
    let ids = |list: &Node<'_>| Some(list.items().iter().filter_map(|id| hold.name(id)).collect());
    let said = Said {
        id: own(hold.id(node)),
        city: own(hold.named_or_empty(node, "city")),
        number: node.count("number"),
        title: own(hold.line_or_empty(node, "title")),
        focus_area: own(hold.named_or_empty(node, "focus_area")),
        project_type: hold.named(node, "project_type").map(own),
        status: own(hold.named_or_empty(node, "status")),
        description: own(hold.line_or_empty(node, "description")),
        own_source: hold.named(node, "source").map(own),
        page: node.count("page"),
    };
    let mut record = Record::of(Entry::of(Arc::new(said), (node.place.file, from)));
    record.doubts = doubts(node);
    record.more = Seldom::of(More {
        carried_from: year_of(node, "carried_from"),
        codes: node.get("codes").map_or(Vec::new(), |codes| codes.map(ids)),
        partners: node.list("partners", |node| link(node, hold)),
        note: hold.line(node, "note"),
        checked: waivers(node),
    });
    Some(record)
}

fn link(node: &Node<'_>, hold: &Holding<'_>) -> Option<Link> {
    let Kind::Map(_) = node.kind else { return None };
    Some(Link {
        ids: node.list("ids", |id| hold.name(id)),
        names_none: is_empty_list(node, "ids"),
        kind: hold.named_or_empty(node, "kind"),
        programme: hold.line(node, "programme"),
        page: node.count("page"),
    })
}
