//! The files of inputs that belong to no year: each is looked at by itself.

use super::data::of_group;
use super::file::{self, Text};
use super::format::{ACRONYMS, CITIES, FRAMEWORK, LINEAGE, PARTNERS, PARTNERSHIPS, PLANS, PROGRAMMES};
use super::node::Node;
use super::shape::{Group, is_id};
use super::written::{Inputs, Lineage};
use super::{Data, Folder, ReadError, decode, folder};
use crate::diagnostic::Diagnostics;
use crate::side::side_by_side;
use crate::source::Sources;
use serde_json::Value;
use std::path::Path;
use std::sync::Mutex;

/// A file that belongs to no year.
pub(super) struct Register {
    /// Its name without its end.
    name: &'static str,
    group: &'static Group,
    /// Whether no inputs are without it.
    is_needed: bool,
    take: fn(Option<&Node<'_>>) -> Taken,
}

/// What a register says, on its way to the inputs; of a needed one that is not there, and of one that cannot be read,
/// that nothing is known.
type Taken = Box<dyn FnOnce(&mut Inputs) + Send>;

/// Those that are read before the snapshots, in their order: their names are looked for in them.
pub(super) const BEFORE: [Register; 4] = [
    Register { name: "framework", group: &FRAMEWORK, is_needed: true, take: framework },
    Register { name: "cities", group: &CITIES, is_needed: true, take: cities },
    Register { name: "partners", group: &PARTNERS, is_needed: true, take: partners },
    Register {
        name: "programmes",
        group: &PROGRAMMES,
        is_needed: false,
        take: |root| put(root.map(decode::programmes), |inputs, read| inputs.programmes = read),
    },
];

/// Those that are read after them, in their order.
pub(super) const AFTER: [Register; 4] = [
    Register {
        name: "partnerships",
        group: &PARTNERSHIPS,
        is_needed: false,
        take: |root| put(root.map(decode::partnerships), |inputs, read| inputs.partnerships = read),
    },
    Register {
        name: "lineage",
        group: &LINEAGE,
        is_needed: false,
        take: |root| {
            let unread = || Lineage { has_gaps: true, source_gaps: true, ..Lineage::default() };
            put(Some(root.map_or_else(unread, decode::lineage)), |inputs, read| inputs.lineage = read)
        },
    },
    Register {
        name: "plans",
        group: &PLANS,
        is_needed: false,
        take: |root| put(root.map(decode::plans), |inputs, read| inputs.plans = read),
    },
    Register {
        name: "acronyms",
        group: &ACRONYMS,
        is_needed: false,
        take: |root| put(root.map(decode::acronyms), |inputs, read| inputs.acronyms = read),
    },
];

/// What a register says on its way to its place; what cannot be read is as if nothing stood there.
fn put<T: Default + Send + 'static>(read: Option<T>, into: fn(&mut Inputs, T)) -> Taken {
    Box::new(move |inputs| into(inputs, read.unwrap_or_default()))
}

fn framework(root: Option<&Node<'_>>) -> Taken {
    let framework = root.map(decode::framework);
    let gaps = root.zip(framework.as_ref()).map(|(root, framework)| decode::framework_gaps(root, framework));
    Box::new(|inputs| {
        inputs.gaps.extend(gaps.into_iter().flatten());
        inputs.framework = framework;
    })
}

fn cities(root: Option<&Node<'_>>) -> Taken {
    let Some(root) = root else { return Box::new(|inputs| inputs.gaps.extend(["city", "source"])) };
    let cities = decode::cities(root);
    let are_named = cities.cities.iter().all(|city| is_id(&city.id.value));
    let has_gaps = !are_named || decode::gaps(root, "cities", cities.cities.len());
    let source_gaps = decode::gaps(root, "sources", cities.sources.len());
    Box::new(move |inputs| {
        inputs.set_cities(cities);
        inputs.gaps.extend(
            [(has_gaps, "city"), (source_gaps, "source")].into_iter().filter_map(|(has, what)| has.then_some(what)),
        );
    })
}

fn partners(root: Option<&Node<'_>>) -> Taken {
    let partners = root.map(decode::partners);
    let known = partners.as_ref().map_or(0, Vec::len);
    let has_gaps = root.is_none_or(|root| decode::gaps(root, "partners", known));
    Box::new(move |inputs| {
        inputs.partners = partners.unwrap_or_default();
        inputs.gaps.extend(has_gaps.then_some("partner"));
    })
}

/// Reads these into the inputs, and where it is given, into the data; they are looked at side by side.
pub(super) fn read(
    registers: &[Register],
    (inputs, mut data): (&mut Inputs, Option<&mut Data>),
    folder: Folder<'_>,
    found: &mut Diagnostics,
) -> Result<(), ReadError> {
    let mut opened = Vec::new();
    for register in registers {
        opened.push(Mutex::new(Some(register.open(&mut inputs.sources, folder)?)));
    }
    let as_data = data.is_some();
    let look = |opened: &Mutex<Option<Opened>>| Some(opened.lock().ok()?.take()?.looked(as_data));
    for looked in side_by_side(&opened, look).into_iter().flatten() {
        looked.taken((inputs, data.as_deref_mut()), found);
    }
    Ok(())
}

/// A register whose text was read.
pub(super) struct Opened {
    name: &'static str,
    group: &'static Group,
    /// Takes it apart, unless it is not there and need not be.
    take: Option<fn(Option<&Node<'_>>) -> Taken>,
    text: Option<Text>,
    found: Diagnostics,
}

/// A register that was looked at.
pub(super) struct Looked {
    name: &'static str,
    taken: Option<Taken>,
    value: Option<Value>,
    found: Diagnostics,
}

impl Register {
    /// Reads its text.
    pub(super) fn open(&self, sources: &mut Sources, folder: Folder<'_>) -> Result<Opened, ReadError> {
        let mut opened = Opened {
            name: self.name,
            group: self.group,
            take: Some(self.take),
            text: None,
            found: Diagnostics::default(),
        };
        let path = folder.file(self.name);
        if !folder::is_there(&path) {
            opened.take = self.is_needed.then_some(self.take);
            if self.is_needed {
                missing(&path, &mut opened.found);
            }
        } else if !folder.is_left_by(&path, &mut opened.found) {
            opened.text = file::read(sources, &path, folder.largest_file, &mut opened.found)?;
        }
        Ok(opened)
    }
}

/// Notes that one of the files is missing that no inputs are without.
fn missing(path: &Path, found: &mut Diagnostics) {
    let shown = path.display().to_string();
    found
        .absent("missing-file", format!("{shown} is missing"))
        .about(shown)
        .help("a folder of inputs holds `framework.yaml`, `cities.yaml`, `partners.yaml` and one snapshot a year");
}

impl Opened {
    /// Looks at it, and with `as_data` tells it as plain data too.
    pub(super) fn looked(self, as_data: bool) -> Looked {
        let Self { name, group, take, text, mut found } = self;
        let root = text.as_ref().and_then(|text| text.tree(group, &mut found));
        let value = root.as_ref().filter(|_| as_data).map(|root| of_group(root, group));
        let taken = take.map(|take| take(root.as_ref()));
        Looked { name, taken, value, found }
    }
}

impl Looked {
    /// Puts what it says into the inputs, and where it is given, into the data.
    pub(super) fn taken(self, (inputs, data): (&mut Inputs, Option<&mut Data>), found: &mut Diagnostics) {
        found.join(self.found);
        if let Some(taken) = self.taken {
            taken(inputs);
        }
        if let Some(data) = data {
            data.registers.extend(self.value.map(|value| (self.name, value)));
        }
    }
}
