//! The columns of a snapshot as CSV: each is named by the path to its value in the format, with dots.
//!
//! `title`, `confidence.status.level`, `codes.outcomes`, `partners.1.ids`: what stands within another thing is named by the
//! way to it, and an item of a list of groups by its number. A list of ids stands in one cell, with a space between two.

use super::csv::Cell;
use super::format::RECORD;
use super::shape::{Group, Need, Shape, count};
use crate::diagnostic::{Diagnostics, nearest, quoted};
use crate::source::Place;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Which cells a value is made from.
pub(super) enum Plan<'t> {
    /// The cell of this column.
    Cell {
        /// Its place in a row.
        column: usize,
        /// Whether it must not be empty.
        is_needed: bool,
    },
    /// The ids in the cell of this column.
    Words(usize),
    /// A group of keys.
    Group(Vec<(Cow<'t, str>, Plan<'t>)>),
    /// A list of groups, by their numbers.
    List(BTreeMap<u32, Plan<'t>>),
}

/// The plan of a row under these names of columns; nothing where one is missing or there is none of that name, which is
/// noted.
pub(super) fn plan<'t>(heads: &[Cell<'t>], found: &mut Diagnostics) -> Option<Plan<'t>> {
    let mut all = Plan::Group(Vec::new());
    let mut first: BTreeMap<&str, Place> = BTreeMap::new();
    let mut is_sound = true;
    for (column, head) in heads.iter().enumerate().filter(|(_, head)| !head.value.is_empty()) {
        let name = head.value.as_ref();
        if let Some(first) = first.insert(name, head.place) {
            let message = format!("the column `{}` is there twice", quoted(name));
            found
                .error("doubled-key", head.place, message)
                .also(first, "first here")
                .help("keep the one that is right and remove the other");
            is_sound = false;
        } else if add(&mut all, name, &Shape::Group(&RECORD), (column, true)).is_none() {
            unknown(name, head.place, found);
            is_sound = false;
        }
    }
    let Plan::Group(parts) = &all else { return None };
    let is_missing = |key: &str| !parts.iter().any(|(name, _)| name == key);
    let place = heads.first().map(|head| head.place);
    for field in RECORD.fields.iter().filter(|field| field.need == Need::Required && is_missing(field.key)) {
        if let Some(place) = place.filter(|_| is_sound) {
            found
                .error("missing-key", place, format!("the first line names no column `{}`", field.key))
                .label(format!("`{}` is missing here", field.key))
                .help(format!("add a column `{}` ({})", field.key, field.doc));
        }
    }
    let has_all = RECORD.fields.iter().all(|field| field.need != Need::Required || !is_missing(field.key));
    (is_sound && has_all).then_some(all)
}

/// Takes a column into a plan; nothing where the format has no value under that path.
fn add(plan: &mut Plan<'_>, path: &str, shape: &Shape, (column, is_needed): (usize, bool)) -> Option<()> {
    let (step, rest) = path.split_once('.').map_or((path, None), |(step, rest)| (step, Some(rest)));
    match (plan, shape) {
        (Plan::Group(parts), Shape::Group(group)) => {
            let field = group.fields.iter().find(|field| field.key == step)?;
            let is_needed = is_needed && field.need == Need::Required;
            below(parts, (step, rest), &field.shape, (column, is_needed))
        }
        (Plan::Group(parts), Shape::Map(value)) if super::shape::is_id(step) => {
            below(parts, (step, rest), value, (column, false))
        }
        (Plan::List(items), Shape::List(Shape::Group(group))) => {
            let number = count(step).filter(|number| *number > 0)?;
            let item = items.entry(number).or_insert_with(|| Plan::Group(Vec::new()));
            add(item, rest?, &Shape::Group(group), (column, false))
        }
        _ => None,
    }
}

/// Takes what stands under a key into the parts of a group.
fn below(
    parts: &mut Vec<(Cow<'_, str>, Plan<'_>)>,
    (step, rest): (&str, Option<&str>),
    shape: &Shape,
    (column, is_needed): (usize, bool),
) -> Option<()> {
    let place = parts.iter().position(|(key, _)| key == step);
    match (shape, rest) {
        (Shape::Group(_) | Shape::Map(_) | Shape::List(Shape::Group(_)), Some(rest)) => {
            let is_list = matches!(shape, Shape::List(_));
            let place = place.unwrap_or_else(|| {
                let plan = if is_list { Plan::List(BTreeMap::new()) } else { Plan::Group(Vec::new()) };
                parts.push((Cow::Owned(step.to_owned()), plan));
                parts.len() - 1
            });
            add(&mut parts.get_mut(place)?.1, rest, shape, (column, false))
        }
        (Shape::Group(_) | Shape::Map(_) | Shape::List(Shape::Group(_)), None) | (_, Some(_)) => None,
        (Shape::List(_), None) => {
            parts.push((Cow::Owned(step.to_owned()), Plan::Words(column)));
            Some(())
        }
        (_, None) => {
            parts.push((Cow::Owned(step.to_owned()), Plan::Cell { column, is_needed }));
            Some(())
        }
    }
}

fn unknown(name: &str, place: Place, found: &mut Diagnostics) {
    let known = names(&RECORD, "");
    let near = nearest(name, known.iter().map(String::as_str)).map(str::to_owned);
    let fault = found.error("unknown-key", place, format!("there is no column `{}`", quoted(name)));
    match near {
        Some(near) => fault.help(format!("did you mean `{near}`?")),
        None => fault
            .help(format!("known are {}", known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "))),
    };
}

/// The names of all columns; of a list of groups those of the first, and of further lists none by itself.
pub(super) fn names(group: &Group, before: &str) -> Vec<String> {
    let of = |key: &str, shape: &Shape| -> Vec<String> {
        let path = format!("{before}{key}");
        match shape {
            Shape::Group(group) => names(group, &format!("{path}.")),
            Shape::List(Shape::Group(group)) => names(group, &format!("{path}.1.")),
            Shape::Map(_) => vec![format!("{path}.LIST")],
            _ => vec![path],
        }
    };
    group.fields.iter().flat_map(|field| of(field.key, &field.shape)).collect()
}
