//! Trees that keep to their shape become the inputs as written; what does not was noted before and is left out.

mod framework;
mod lineage;
mod partnerships;
mod plans;
mod published;
mod record;

pub(super) use framework::{framework, framework_gaps};
pub(super) use lineage::lineage;
pub(super) use partnerships::{partnerships, programmes};
pub(super) use plans::plans;
pub(super) use published::{published, seal};
pub(super) use record::{Holding, record};

use super::format::FINAL;
use super::node::{self, Node};
use super::shape::{self, CONFIDENCE, Group, Precision, Shape};
use super::written::{
    Acronym, Again, Cities, City, Doubt, EachDoubt, Named, Office, Partner, Record, Return, Seldom, SourceEntry, Waiver,
};
use crate::held::Held;
use crate::source::{At, Place};
use crate::terms::{Confidence, Joined, When};
use std::borrow::Cow;
use std::sync::Arc;

/// Any date.
const ANY_DATE: Shape = Shape::Date(&[Precision::Day, Precision::Month, Precision::Year]);

impl Node<'_> {
    /// The text under a key if it is right for that shape.
    fn sound(&self, key: &str, shape: &Shape) -> Option<(&str, Place)> {
        shape::scalar(self.get(key)?, shape)
    }

    fn scalar(&self, key: &str, shape: &Shape) -> Option<At<Held>> {
        let (value, place) = self.sound(key, shape)?;
        Some(At { value: value.into(), place })
    }

    /// An id as it was typed: what is none was told, and may still be told apart.
    fn id(&self, key: &str) -> Option<At<Held>> {
        id_item(self.get(key)?)
    }

    /// Its text where it is to name something.
    fn name(&self) -> Option<&str> {
        self.text().map(str::trim).filter(|text| !text.is_empty())
    }

    /// The same of an id that must be there; where it is not, an empty one.
    fn id_or_empty(&self, key: &str) -> At<Held> {
        self.id(key).unwrap_or(At { value: Held::default(), place: self.place })
    }

    /// An id that can be defined; nothing if it is none.
    fn own_id(&self) -> Option<At<Held>> {
        self.scalar("id", &Shape::Id)
    }

    fn words(&self, key: &str) -> Option<String> {
        self.sound(key, &Shape::Text).map(|(text, _)| one_line(text).into_owned())
    }

    /// The same of a text that must be there; where it is not, an empty one.
    fn line_or_empty(&self, key: &str) -> At<Held> {
        self.line(key).unwrap_or(At { value: Held::default(), place: self.place })
    }

    /// Text on one line, with its place.
    fn line(&self, key: &str) -> Option<At<Held>> {
        self.sound(key, &Shape::Text).map(|(text, place)| At { value: one_line(text).as_ref().into(), place })
    }

    fn count(&self, key: &str) -> Option<u32> {
        self.sound(key, &Shape::Count).and_then(|(text, _)| shape::count(text))
    }

    fn when(&self, key: &str) -> Option<At<When>> {
        let (text, place) = self.sound(key, &ANY_DATE)?;
        Some(At { value: When::parse(text)?, place })
    }

    fn confidence(&self, key: &str) -> Option<Confidence> {
        self.sound(key, &CONFIDENCE).and_then(|(text, _)| Confidence::parse(text))
    }

    fn list<T>(&self, key: &str, read: impl Fn(&Node<'_>) -> Option<T>) -> Vec<T> {
        self.get(key).map_or(Vec::new(), |list| list.items().iter().filter_map(read).collect())
    }

    fn map<T>(&self, read: impl Fn(&Node<'_>) -> Option<T>) -> Named<T> {
        let entry =
            |(key, node): &(Node<'_>, Node<'_>)| Some((id_item(key)?, At { value: read(node)?, place: node.place }));
        self.entries().iter().filter_map(entry).collect()
    }
}

/// Folded text on one line, single spaces.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    // Most texts are plain letters with single spaces between, and stay as they are. Without a way out of the loop, many
    // letters are looked at in one step.
    let bytes = text.as_bytes();
    let follow = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let is_fit = |(one, next): (&u8, &u8)| matches!(next, b' '..=b'~') && (*one != b' ' || *next != b' ');
    let is_plain = follow.fold(true, |is_plain, pair| is_plain & is_fit(pair));
    if let ([b'!'..=b'~', ..], [.., b'!'..=b'~'], true) = (bytes, bytes, is_plain) {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    Cow::Owned(line)
}

/// Whether a list is there and holds nothing; what it holds may still be none of what it should.
fn is_empty_list(node: &Node<'_>, key: &str) -> bool {
    node.get(key).is_some_and(|list| matches!(&list.kind, node::Kind::List(items) if items.is_empty()))
}

fn text_item(node: &Node<'_>) -> Option<At<Held>> {
    shape::scalar(node, &Shape::Text).map(|(text, place)| At { value: text.into(), place })
}

fn id_item(node: &Node<'_>) -> Option<At<Held>> {
    Some(At { value: node.name()?.into(), place: node.place })
}

/// Whether a group has a key that it does not know, or whose value could not be read.
pub(super) fn holds_strange_keys(node: &Node<'_>, group: &Group) -> bool {
    let is_known = |key: &Node<'_>| group.fields.iter().any(|field| key.text() == Some(field.key));
    node.entries().iter().any(|(key, value)| value.is_lost() || !is_known(key))
}

/// Whether fewer entries of a list were read than were typed, or it is no list at all.
pub(super) fn gaps(root: &Node<'_>, key: &str, read: usize) -> bool {
    root.get(key).is_none_or(|list| !matches!(list.kind, node::Kind::List(_)) || list.items().len() != read)
}

pub(super) fn sources(root: &Node<'_>) -> Vec<SourceEntry> {
    root.list("sources", |node| {
        Some(SourceEntry {
            id: node.own_id()?,
            document: node.words("document").unwrap_or_default(),
            address: node.scalar("address", &Shape::Address).map(|at| at.value.to_string()),
        })
    })
}

pub(super) fn cities(root: &Node<'_>) -> Cities {
    Cities { sources: sources(root), cities: root.list("cities", city) }
}

fn city(node: &Node<'_>) -> Option<City> {
    let node::Kind::Map(_) = node.kind else { return None };
    let id = node.id_or_empty("id");
    let unknown = At { value: Joined(When::Year(0)), place: id.place };
    Some(City {
        name: node.words("name").unwrap_or_default(),
        aliases: node.list("aliases", |item| text_item(item).map(|at| one_line(&at.value).into_owned())),
        local_name: node.words("local_name"),
        member_state: node.id_or_empty("member_state"),
        joined: node.when("joined").map_or(unknown, |at| at.map(|when| Joined(*when))),
        left: node.when("left").map(|at| at.map(|when| Joined(*when))),
        rejoined: node.list("rejoined", |node| {
            let date = |key: &str| node.when(key).map(|at| at.map(|when| Joined(*when)));
            Some(Again { joined: date("joined")?, left: date("left") })
        }),
        source: node.id("source"),
        offices: node.list("contact_offices", office),
        id,
    })
}

fn office(node: &Node<'_>) -> Option<Office> {
    let node::Kind::Map(_) = node.kind else { return None };
    let as_of = node.when("as_of").map_or(When::Year(0), |at| at.value);
    Some(Office { as_of, office: node.line_or_empty("office"), source: node.id_or_empty("source") })
}

pub(super) fn partners(root: &Node<'_>) -> Vec<Partner> {
    root.list("partners", |node| {
        let id = node.own_id()?;
        Some(Partner {
            name: node
                .scalar("name", &Shape::Text)
                .map_or(id.clone(), |at| at.map(|name| one_line(name).as_ref().into())),
            short_name: node.line("short_name"),
            aliases: node
                .list("aliases", |item| text_item(item).map(|at| at.map(|text| one_line(text).as_ref().into()))),
            country: node.scalar("country", &Shape::Country).map(|at| at.value.to_string()),
            kind: node.words("kind"),
            id,
        })
    })
}

pub(super) fn year(root: &Node<'_>) -> Option<At<i32>> {
    year_of(root, "year")
}

fn year_of(node: &Node<'_>, key: &str) -> Option<At<i32>> {
    let year = node.scalar(key, &Shape::Year)?;
    Some(At { value: When::parse(&year.value)?.year(), place: year.place })
}

pub(super) fn final_since(root: &Node<'_>) -> Option<At<When>> {
    root.scalar("final", &FINAL)?;
    root.when("final")
}

pub(super) fn acronyms(root: &Node<'_>) -> Vec<Acronym> {
    root.list("acronyms", |node| Some(Acronym { short: node.line("short")?, meaning: node.words("meaning")? }))
}

pub(super) fn as_of(root: &Node<'_>) -> Option<At<When>> {
    root.scalar("as_of", &Shape::Date(&[Precision::Day, Precision::Month]))?;
    root.when("as_of")
}

pub(super) fn returns(root: &Node<'_>) -> Option<Vec<Return>> {
    root.get("returns")?;
    Some(root.list("returns", |node| {
        let unknown = At { value: When::Year(0), place: node.place };
        let date = node.when("date").unwrap_or(unknown);
        Some(Return { city: node.id_or_empty("city"), date, office: node.line_or_empty("office") })
    }))
}

/// What holds for every record of a file that does not say otherwise.
#[derive(Debug, Clone, Default)]
pub(super) struct Defaults {
    source: Option<Arc<At<Held>>>,
    doubts: Seldom<EachDoubt>,
}

impl Defaults {
    /// Fills in what a record does not say itself.
    pub(super) fn fill(&self, record: &mut Record) {
        record.default_source.clone_from(&self.source);
        let given = &self.doubts;
        record.doubts = match std::mem::take(&mut record.doubts).take() {
            None => given.clone(),
            Some(own) => Seldom::of(EachDoubt {
                title: own.title.or_else(|| given.title.clone()),
                focus_area: own.focus_area.or_else(|| given.focus_area.clone()),
                project_type: own.project_type.or_else(|| given.project_type.clone()),
                status: own.status.or_else(|| given.status.clone()),
                codes: own.codes.or_else(|| given.codes.clone()),
            }),
        };
    }
}

pub(super) fn defaults(node: &Node<'_>) -> Defaults {
    Defaults { source: node.id("source").map(Arc::new), doubts: doubts(node) }
}

fn doubts(node: &Node<'_>) -> Seldom<EachDoubt> {
    let Some(node) = node.get("confidence") else { return Seldom::default() };
    let one = |key: &str| {
        let doubt = node.get(key)?;
        Some(Doubt { level: doubt.confidence("level")?, why: doubt.words("why").unwrap_or_default() })
    };
    Seldom::of(EachDoubt {
        title: one("title"),
        focus_area: one("focus_area"),
        project_type: one("project_type"),
        status: one("status"),
        codes: one("codes"),
    })
}

/// What somebody has checked in the texts of a group.
pub(super) fn waivers(node: &Node<'_>) -> Vec<Waiver> {
    node.list("checked", waiver)
}

fn waiver(node: &Node<'_>) -> Option<Waiver> {
    Some(Waiver { words: node.line("words")?, reason: node.words("reason")? })
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn a_plain_text_stays_and_any_other_becomes_one_line() {
        let mut texts = vec![String::new()];
        for _ in 0..5 {
            let longer = |text: &String| ["a", "~", " ", "\n", "\t", "é"].map(|letter| format!("{text}{letter}"));
            texts.extend(texts.iter().flat_map(longer).collect::<Vec<_>>());
            texts.sort();
            texts.dedup();
        }
        for text in texts {
            assert_eq!(one_line(&text), text.split_whitespace().collect::<Vec<_>>().join(" "), "{text:?}");
        }
    }
}
