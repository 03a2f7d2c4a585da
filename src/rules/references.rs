//! Every id that is named is in its list.

use crate::diagnostic::{Diagnostics, nearest};
use crate::held::Held;
use crate::load::shape::is_id;
use crate::load::written::{Inputs, Link, Named, Record, Snapshot, SourceEntry};
use crate::side::side_by_side;
use crate::source::At;
use std::cell::{Cell, OnceCell};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

/// The ids of one list, under what its entries are called.
pub(super) struct List<'a> {
    what: &'static str,
    file: &'static str,
    /// In the order of the file.
    ids: Vec<&'a str>,
    known: BTreeSet<&'a str>,
    /// What its entries go by, each with its id.
    names: Vec<(&'a str, &'a str)>,
    /// The first id of each name, in lower-case letters; made when a fault asks for it.
    by_name: OnceCell<BTreeMap<String, &'a str>>,
    /// Whether an entry could not be read; then an unknown id is no fault of its own.
    has_gaps: bool,
    /// How many words may still be compared to find the nearest.
    effort: Cell<usize>,
}

/// So many words of a list are compared with unknown ones to find the nearest; then nothing more is proposed.
pub const MOST_COMPARISONS: usize = 2_000_000;

impl<'a> List<'a> {
    pub(super) fn new(
        what: &'static str,
        file: &'static str,
        entries: Vec<(&'a Held, &'a str)>,
        has_gaps: bool,
    ) -> Self {
        let mut names = Vec::new();
        let mut ids = Vec::new();
        for (id, name) in entries.into_iter().filter(|(id, _)| is_id(id)) {
            names.push((name, id.as_str()));
            ids.push(id.as_str());
        }
        let known = ids.iter().copied().collect();
        let by_name = OnceCell::new();
        Self { what, file, ids, known, names, by_name, has_gaps, effort: Cell::new(MOST_COMPARISONS) }
    }

    /// The same list, with further names that its entries go by.
    fn also_called(mut self, names: impl Iterator<Item = (&'a str, &'a At<Held>)>) -> Self {
        self.names.extend(names.map(|(name, id)| (name, id.value.as_str())));
        self
    }

    /// The first id of each name, in lower-case letters.
    fn by_name(&self) -> &BTreeMap<String, &'a str> {
        self.by_name.get_or_init(|| {
            let mut by_name = BTreeMap::new();
            for (name, id) in &self.names {
                by_name.entry(plain(name)).or_insert(*id);
            }
            by_name
        })
    }

    /// The id that was meant, if that can be told.
    fn near(&self, typed: &str) -> Option<&'a str> {
        let by_name = self.by_name().get(&plain(typed)).copied();
        by_name.or_else(|| {
            let rest = self.effort.get().checked_sub(self.ids.len())?;
            self.effort.set(rest);
            let by_id = nearest(typed, self.ids.iter().copied());
            by_id.or_else(|| {
                nearest(&plain(typed), self.by_name().keys().map(String::as_str))
                    .and_then(|name| self.by_name().get(name).copied())
            })
        })
    }

    /// Says at an id that is none, which was told, what was meant.
    fn propose(&self, id: &At<Held>, found: &mut Diagnostics) {
        let words: Vec<&str> = id.value.split_whitespace().collect();
        let are_known = words.len() > 1 && words.iter().all(|word| self.known.contains(word));
        let help = if are_known {
            Some(format!("put a comma between the ids: `{}`", words.join(", ")))
        } else if found.is_full() {
            None
        } else {
            let plain: String = id.value.chars().filter(|c| !matches!(c, '\u{200c}' | '\u{200d}')).collect();
            self.near(&plain).map(|near| format!("did you mean `{near}`?"))
        };
        if let (Some(help), Some(told)) = (help, found.at("wrong-value", id.place)) {
            told.help(help);
        }
    }

    /// Whether an id is in the list, or left out, which is told by itself.
    fn knows(&self, id: &Held) -> bool {
        id.is_empty() || self.known.contains(id.as_str())
    }

    /// Notes an id that is not in the list; `owner` says whose it is.
    pub(super) fn require(&self, id: &At<Held>, owner: &dyn Display, found: &mut Diagnostics) {
        if self.knows(&id.value) {
            return;
        }
        if !is_id(&id.value) {
            return self.propose(id, found);
        }
        self.require_name(id, owner, found);
    }

    /// Notes what is no name of an entry, where an entry may be called by its name.
    fn require_name(&self, id: &At<Held>, owner: &dyn Display, found: &mut Diagnostics) {
        let near = if found.is_full() { None } else { self.near(&id.value) };
        // A list that lost entries to other faults may have had this one; a slip of the finger is told all the same.
        if self.has_gaps && near.is_none() {
            return;
        }
        let message = format!("{owner}: there is no {} `{}`", self.what, id.value);
        let fault = found.error("unknown-reference", id.place, message);
        match near {
            Some(near) => fault.help(format!("did you mean `{near}`?")),
            None if self.ids.is_empty() => fault.help(format!("the list in {} is empty", self.file)),
            None if self.ids.len() <= 20 => {
                let known: Vec<String> = self.ids.iter().map(|id| format!("`{id}`")).collect();
                fault.help(format!("known are {}", known.join(", ")))
            }
            None => fault.help(format!("the list is in {}", self.file)),
        };
    }

    fn require_keys<T>(&self, named: &Named<T>, owner: &dyn Display, found: &mut Diagnostics) {
        for (id, _) in named {
            self.require(id, owner, found);
        }
    }
}

/// A name as it is compared with an id: letters and digits in lower case, one space for everything between them.
fn plain(name: &str) -> String {
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

/// All lists of the framework and the registers; empty ones with gaps where a file could not be read.
pub(super) struct Lists<'a> {
    pub(super) focus_areas: List<'a>,
    project_types: List<'a>,
    statuses: List<'a>,
    member_states: List<'a>,
    kinds: List<'a>,
    further: List<'a>,
    /// The codes of each further list, by its id.
    codes: BTreeMap<&'a str, List<'a>>,
    pub(super) cities: List<'a>,
    partners: List<'a>,
    programmes: List<'a>,
}

pub(super) fn lists(inputs: &Inputs) -> Lists<'_> {
    let framework = inputs.framework.as_ref();
    let of_framework = |what, entries: Vec<_>| {
        List::new(what, "framework.yaml", entries, framework.is_none() || inputs.gaps.contains(&what))
    };
    let areas = framework.map(|framework| framework.focus_areas.as_slice()).unwrap_or_default();
    let types = areas.iter().flat_map(|area| &area.project_types);
    let statuses = framework.iter().flat_map(|framework| &framework.statuses);
    let states = framework.iter().flat_map(|framework| &framework.member_states);
    let kinds = framework.iter().flat_map(|framework| &framework.partnership_kinds);
    let further = || framework.iter().flat_map(|framework| &framework.code_lists);
    // Two lists under one id are told once; a record may have meant either.
    let mut codes: BTreeMap<&str, Vec<_>> = BTreeMap::new();
    for list in further() {
        codes.entry(&list.id.value).or_default().extend(list.codes.iter().map(|x| (&x.id.value, x.name.as_str())));
    }
    Lists {
        focus_areas: of_framework("focus area", areas.iter().map(|x| (&x.id.value, x.name.as_str())).collect()),
        project_types: of_framework("project type", types.map(|x| (&x.id.value, x.name.as_str())).collect()),
        statuses: of_framework("status", statuses.map(|x| (&x.id.value, x.name.as_str())).collect()),
        member_states: of_framework("member state", states.map(|x| (&x.id.value, x.name.as_str())).collect()),
        kinds: of_framework("partnership kind", kinds.map(|x| (&x.code.id.value, x.code.name.as_str())).collect()),
        further: of_framework("code list", further().map(|x| (&x.id.value, x.name.as_str())).collect()),
        codes: codes.into_iter().map(|(id, codes)| (id, of_framework("code", codes))).collect(),
        cities: List::new(
            "city",
            "cities.yaml",
            inputs.cities.cities.iter().map(|x| (&x.id.value, x.name.as_str())).collect(),
            inputs.gaps.contains(&"city"),
        ),
        partners: List::new(
            "partner",
            "partners.yaml",
            inputs.partners.iter().map(|x| (&x.id.value, x.name.value.as_str())).collect(),
            inputs.gaps.contains(&"partner"),
        )
        .also_called(inputs.partners.iter().flat_map(|x| x.names().map(|name| (name.value.as_str(), &x.id)))),
        programmes: List::new(
            "programme",
            "programmes.yaml",
            inputs.programmes.programmes.iter().map(|x| (&x.id.value, x.name.value.as_str())).collect(),
            inputs.programmes.gaps,
        )
        .also_called(
            inputs.programmes.programmes.iter().flat_map(|x| x.names().map(|name| (name.value.as_str(), &x.id))),
        ),
    }
}

pub(super) fn source_list(sources: &[SourceEntry], has_gaps: bool) -> List<'_> {
    let entries = sources.iter().map(|source| (&source.id.value, source.document.as_str())).collect();
    List::new("source", "the `sources:` of the file", entries, has_gaps)
}

/// Cities name their member state and their sources.
pub(super) fn registers(inputs: &Inputs, found: &mut Diagnostics) {
    let lists = lists(inputs);
    let sources = source_list(&inputs.cities.sources, inputs.gaps.contains(&"source"));
    for city in &inputs.cities.cities {
        let owner = format_args!("city “{}”", city.name);
        lists.member_states.require(&city.member_state, &owner, found);
        for source in city.source.iter().chain(city.offices.iter().map(|office| &office.source)) {
            sources.require(source, &owner, found);
        }
    }
}

/// Records name a city, codes, partners and a source.
pub(super) fn records(inputs: &Inputs, found: &mut Diagnostics) {
    let snapshots: Vec<&Snapshot> = inputs.snapshots.iter().collect();
    let doubtful = side_by_side(&snapshots, |snapshot| {
        let lists = lists(inputs);
        let records = snapshot.records.iter().flatten();
        records.filter(|record| !knows_all(record, &lists)).collect::<Vec<_>>()
    });
    let lists = lists(inputs);
    for (snapshot, doubtful) in inputs.snapshots.iter().zip(doubtful) {
        let sources = source_list(&snapshot.sources, snapshot.gaps.sources);
        for record in doubtful {
            one_record(record, inputs, &lists, found);
        }
        // A source given by `defaults:` is the same words for many records, and one fault.
        let mut told = BTreeSet::new();
        for record in snapshot.records.iter().flatten() {
            if let Some((id, place)) = record.source().filter(|(_, place)| told.insert(*place)) {
                let source = At { value: id.clone(), place };
                sources.require(&source, &format_args!("records of {}", snapshot.year.value), found);
            }
        }
        for sent in snapshot.returns.iter().flatten() {
            lists.cities.require(&sent.city, &format_args!("returns of {}", snapshot.year.value), found);
        }
    }
}

/// Whether a record names nothing that is unknown, nor a programme, which has more names than one.
fn knows_all(record: &Record, lists: &Lists<'_>) -> bool {
    let knows_codes = |list: &At<Held>, codes: &[At<Held>]| {
        let known = lists.codes.get(list.value.as_str());
        lists.further.knows(&list.value) && known.is_none_or(|known| codes.iter().all(|code| known.knows(&code.value)))
    };
    let knows_link = |link: &Link| {
        let knows_partners = link.ids.iter().all(|id| lists.partners.knows(&id.value));
        lists.kinds.knows(&link.kind.value) && knows_partners && link.programme.is_none()
    };
    lists.cities.knows(&record.city.value)
        && lists.focus_areas.knows(&record.focus_area.value)
        && lists.statuses.knows(&record.status.value)
        && record.project_type.as_ref().is_none_or(|kind| lists.project_types.knows(&kind.value))
        && record.more.codes.iter().all(|(list, codes)| knows_codes(list, &codes.value))
        && record.more.partners.iter().all(knows_link)
}

fn one_record(record: &Record, inputs: &Inputs, lists: &Lists<'_>, found: &mut Diagnostics) {
    let owner = inputs.project(record);
    lists.cities.require(&record.at(&record.city), &owner, found);
    lists.focus_areas.require(&record.at(&record.focus_area), &owner, found);
    lists.statuses.require(&record.at(&record.status), &owner, found);
    if let Some(project_type) = &record.project_type {
        lists.project_types.require(&record.at(project_type), &owner, found);
    }
    for (list, codes) in &record.more.codes {
        lists.further.require(list, &owner, found);
        let Some(known) = lists.codes.get(list.value.as_str()) else { continue };
        let owner = format_args!("{owner}, list `{}`", list.value);
        codes.value.iter().for_each(|code| known.require(code, &owner, found));
    }
    for link in &record.more.partners {
        lists.kinds.require(&link.kind, &owner, found);
        for id in &link.ids {
            lists.partners.require(id, &owner, found);
        }
        programme(inputs, lists, link.programme.as_ref(), &owner, found);
    }
}

/// A programme may be named by its id or by any of its names, where a register of them is kept.
fn programme(
    inputs: &Inputs,
    lists: &Lists<'_>,
    named: Option<&At<Held>>,
    owner: &dyn Display,
    found: &mut Diagnostics,
) {
    let programmes = &inputs.programmes;
    if let Some(named) = named.filter(|_| programmes.is_kept)
        && !programmes.programmes.iter().any(|one| one.is_called(&named.value))
    {
        lists.programmes.require_name(named, owner, found);
    }
}

/// Programmes name partners and sources; partnerships name cities, partners, kinds, programmes and sources.
pub(super) fn partnerships(inputs: &Inputs, found: &mut Diagnostics) {
    let lists = lists(inputs);
    let sources = source_list(&inputs.programmes.sources, inputs.programmes.source_gaps);
    for one in &inputs.programmes.programmes {
        let owner = format_args!("programme “{}”", one.name.value);
        one.partners.iter().for_each(|id| lists.partners.require(id, &owner, found));
        one.facts.iter().filter_map(|fact| fact.source.as_ref()).for_each(|id| sources.require(id, &owner, found));
    }
    let sources = source_list(&inputs.partnerships.sources, inputs.partnerships.source_gaps);
    for link in &inputs.partnerships.links {
        let owner = format_args!("partnership `{}`", link.id.value);
        link.cities.iter().for_each(|id| lists.cities.require(id, &owner, found));
        link.partners.iter().for_each(|id| lists.partners.require(id, &owner, found));
        lists.kinds.require(&link.kind, &owner, found);
        programme(inputs, &lists, link.programme.as_ref(), &owner, found);
        link.mentions.iter().for_each(|(id, _)| sources.require(id, &owner, found));
    }
}

/// What was published names codes, cities and sources.
pub(super) fn published(inputs: &Inputs, found: &mut Diagnostics) {
    let lists = lists(inputs);
    for snapshot in &inputs.snapshots {
        one_published(snapshot, &lists, found);
    }
}

fn one_published(snapshot: &Snapshot, lists: &Lists<'_>, found: &mut Diagnostics) {
    let sources = source_list(&snapshot.sources, snapshot.gaps.sources);
    let owner = format_args!("published for {}", snapshot.year.value);
    for published in &snapshot.published {
        for total in &published.totals {
            sources.require(&total.origin.source, &owner, found);
            for (_, source) in &total.others {
                sources.require(source, &owner, found);
            }
        }
        if let Some((origin, counts, shares)) = &published.text {
            sources.require(&origin.source, &owner, found);
            lists.statuses.require_keys(counts, &owner, found);
            lists.statuses.require_keys(shares, &owner, found);
        }
        if let Some((origin, shares)) = &published.exhibit_1 {
            sources.require(&origin.source, &owner, found);
            lists.focus_areas.require_keys(shares, &owner, found);
        }
        if let Some((origin, cities)) = &published.exhibit_2 {
            sources.require(&origin.source, &owner, found);
            lists.cities.require_keys(cities, &owner, found);
            for (_, statuses) in cities {
                lists.statuses.require_keys(&statuses.value, &owner, found);
                statuses
                    .value
                    .iter()
                    .for_each(|(_, areas)| lists.focus_areas.require_keys(&areas.value, &owner, found));
            }
        }
        if let Some((origin, states)) = &published.exhibit_3 {
            sources.require(&origin.source, &owner, found);
            lists.member_states.require_keys(states, &owner, found);
            for (_, ring) in states {
                lists.project_types.require_keys(&ring.value.project_types, &owner, found);
                lists.statuses.require_keys(&ring.value.status_shares, &owner, found);
            }
        }
        published.restated.iter().for_each(|one| sources.require(&one.source, &owner, found));
        for claim in &published.claims {
            sources.require(&claim.source, &owner, found);
            claim.focus_areas.iter().for_each(|area| lists.focus_areas.require(area, &owner, found));
        }
    }
}
