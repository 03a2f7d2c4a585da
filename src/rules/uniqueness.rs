//! One id means one thing.

use crate::diagnostic::{Diagnostics, quoted};
use crate::held::Held;
use crate::load::shape::is_id;
use crate::load::written::{Inputs, Record, Said, Snapshot};
use crate::side::{each_where_it_lies, side_by_side};
use crate::source::{At, Place, sum};
use crate::terms::{Stage, is_device};
use std::collections::{BTreeMap, BTreeSet};

/// Ids are unique in their list; the ids of records, within their year.
pub(super) fn ids(inputs: &Inputs, found: &mut Diagnostics) {
    if let Some(framework) = &inputs.framework {
        unique("focus area", framework.focus_areas.iter().map(|area| (&area.id, area.name.as_str())), found);
        let types = framework.focus_areas.iter().flat_map(|area| &area.project_types);
        unique("project type", types.map(|kind| (&kind.id, kind.name.as_str())), found);
        unique("status", framework.statuses.iter().map(|status| (&status.id, status.name.as_str())), found);
        unique("member state", framework.member_states.iter().map(|state| (&state.id, state.name.as_str())), found);
        unique(
            "partnership kind",
            framework.partnership_kinds.iter().map(|kind| (&kind.code.id, kind.code.name.as_str())),
            found,
        );
        unique("code list", framework.code_lists.iter().map(|list| (&list.id, list.name.as_str())), found);
        for list in &framework.code_lists {
            unique("code", list.codes.iter().map(|code| (&code.id, code.name.as_str())), found);
        }
    }
    let cities = &inputs.cities;
    unique("source", cities.sources.iter().map(|source| (&source.id, source.document.as_str())), found);
    unique("city", cities.cities.iter().map(|city| (&city.id, city.name.as_str())), found);
    unique("partner", inputs.partners.iter().map(|partner| (&partner.id, partner.name.value.as_str())), found);
    let (programmes, partnerships) = (&inputs.programmes, &inputs.partnerships);
    unique("source", programmes.sources.iter().map(|source| (&source.id, source.document.as_str())), found);
    unique("programme", programmes.programmes.iter().map(|one| (&one.id, one.name.value.as_str())), found);
    unique("source", partnerships.sources.iter().map(|source| (&source.id, source.document.as_str())), found);
    unique("partnership", partnerships.links.iter().map(|link| (&link.id, link.id.value.as_str())), found);
    let plans = &inputs.plans;
    unique("source", plans.sources.iter().map(|source| (&source.id, source.document.as_str())), found);
    let targets = plans.plans.iter().flat_map(|plan| &plan.targets);
    unique("target", targets.map(|target| (&target.id, target.text.value.as_str())), found);
    for of_year in side_by_side(&inputs.snapshots, |snapshot| of_snapshot(inputs, snapshot)) {
        found.join(of_year);
    }
}

fn of_snapshot(inputs: &Inputs, snapshot: &Snapshot) -> Diagnostics {
    let mut found = Diagnostics::default();
    let sources = snapshot.sources.iter().map(|source| (&source.id, source.document.as_str()));
    unique("source", sources, &mut found);
    let records = snapshot.records.iter().flatten();
    let records = records.map(|record| (record.id.value.as_str(), record.place(&record.id), record));
    unique_by("record", records, |record| inputs.project(record).to_string(), &mut found);
    found
}

/// The ids that name files are not those of devices of Windows.
pub(super) fn reserved(inputs: &Inputs, found: &mut Diagnostics) {
    let states = inputs.framework.iter().flat_map(|framework| &framework.member_states);
    let states = states.map(|state| (&state.id, state.name.as_str(), "state"));
    let cities = inputs.cities.cities.iter().map(|city| (&city.id, city.name.as_str(), "city"));
    for (id, name, what) in states.chain(cities).filter(|(id, _, _)| is_device(&id.value)) {
        let message = format!("the id of {} is `{}`, which Windows keeps for a device", quoted(name), id.value);
        found
            .error("reserved-id", id.place, message)
            .help(format!("write `{}-{what}`, here and wherever the id is named", id.value));
    }
}

fn unique<'a>(what: &str, ids: impl Iterator<Item = (&'a At<Held>, &'a str)>, found: &mut Diagnostics) {
    unique_by(what, ids.map(|(id, name)| (id.value.as_str(), id.place, name)), said, found);
}

/// The same for entries of any kind; `say` names one where its id is used twice.
fn unique_by<'a, T: Copy>(
    what: &str,
    ids: impl Iterator<Item = (&'a str, Place, T)>,
    say: impl Fn(T) -> String,
    found: &mut Diagnostics,
) {
    let all: Vec<(&str, Place, T)> = ids.filter(|(id, _, _)| is_id(id)).collect();
    for (first, second) in repeated(all.iter().map(|(id, _, _)| *id)) {
        let (Some((_, first, other)), Some((id, place, entry))) = (all.get(first), all.get(second)) else { continue };
        let message = format!("the {what} id `{id}` is used twice: for {} and for {}", say(*other), say(*entry));
        found
            .error("duplicate-id", *place, message)
            .label("used a second time")
            .also(*first, "first here")
            .help("give one of them another id, or remove the one that is entered twice");
    }
}

/// Where texts stand that were there before: the place of the first and that of the later one, in the order of these.
///
/// Sums of the texts are sorted and not the texts themselves, which lie far apart in memory.
fn repeated<'a>(texts: impl Iterator<Item = &'a str>) -> Vec<(usize, usize)> {
    let texts: Vec<&str> = texts.collect();
    let mut sums: Vec<(u64, usize)> = texts.iter().enumerate().map(|(place, text)| (sum(text), place)).collect();
    sums.sort_unstable();
    let mut found = Vec::new();
    for group in sums.chunk_by(|one, other| one.0 == other.0).filter(|group| group.len() > 1) {
        // Other texts may have the same sum.
        let mut first: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, place) in group {
            match first.get(texts[*place]) {
                Some(first) => found.push((*first, *place)),
                None => {
                    first.insert(texts[*place], *place);
                }
            }
        }
    }
    found.sort_unstable_by_key(|(_, second)| *second);
    found
}

/// A name between quotes, unless it has them already.
fn said(name: &str) -> String {
    if name.contains('“') { name.to_owned() } else { format!("“{}”", quoted(name)) }
}

/// A tile lies further in than this.
const TILES: u32 = 12;

/// Each tile of the map has a place of its own, where it can be seen.
pub(super) fn tiles(inputs: &Inputs, found: &mut Diagnostics) {
    let states = inputs.framework.iter().flat_map(|framework| &framework.member_states);
    let mut seen: BTreeMap<(u32, u32), (Place, &str)> = BTreeMap::new();
    for (state, tile) in states.filter_map(|state| Some((state, state.tile.as_ref()?))) {
        let name = said(&state.name);
        let (column, row) = tile.value;
        if column.max(row) >= TILES {
            let message = format!("the tile of {name} lies outside the map");
            found
                .error("tile-place", tile.place, message)
                .label("column and row are at most 11")
                .help("count the columns to its left and the rows above it, from 0");
        }
        match seen.get(&tile.value) {
            Some((first, other)) => {
                let message = format!("the tile of {name} lies on that of {}", said(other));
                found
                    .error("tile-place", tile.place, message)
                    .label("this place is taken")
                    .also(*first, "first here")
                    .help("give one of them another column or row");
            }
            None => {
                seen.insert(tile.value, (tile.place, &state.name));
            }
        }
    }
}

/// Names are unique in their list, whatever their capitals.
pub(super) fn names(inputs: &Inputs, found: &mut Diagnostics) {
    if let Some(framework) = &inputs.framework {
        named("focus area", framework.focus_areas.iter().map(|area| (&area.id, area.name.as_str())), found);
        let types = framework.focus_areas.iter().flat_map(|area| &area.project_types);
        named("project type", types.map(|kind| (&kind.id, kind.name.as_str())), found);
        named("status", framework.statuses.iter().map(|status| (&status.id, status.name.as_str())), found);
        named("member state", framework.member_states.iter().map(|state| (&state.id, state.name.as_str())), found);
        named("code list", framework.code_lists.iter().map(|list| (&list.id, list.name.as_str())), found);
        for list in &framework.code_lists {
            named("code", list.codes.iter().map(|code| (&code.id, code.name.as_str())), found);
        }
    }
    named("city", inputs.cities.cities.iter().map(|city| (&city.id, city.name.as_str())), found);
    // Partners and programmes are found by any of their names, so none of these may mean two of them.
    let partners = inputs.partners.iter();
    let partners = partners.flat_map(|one| one.names().map(move |name| (&one.id, name.value.as_str())));
    named("partner", partners, found);
    let programmes = inputs.programmes.programmes.iter();
    let programmes = programmes.flat_map(|one| one.names().map(move |name| (&one.id, name.value.as_str())));
    named("programme", programmes, found);
}

fn named<'a>(what: &str, entries: impl Iterator<Item = (&'a At<Held>, &'a str)>, found: &mut Diagnostics) {
    let mut seen: BTreeMap<String, &At<Held>> = BTreeMap::new();
    for (id, name) in entries.filter(|(_, name)| !name.is_empty()) {
        let first = *seen.entry(name.to_lowercase()).or_insert(id);
        if first.value != id.value {
            found
                .error(
                    "duplicate-name",
                    id.place,
                    format!("the {what} name “{}” is given to `{}` and to `{}`", quoted(name), first.value, id.value),
                )
                .also(first.place, "first here")
                .help("give each a name of its own, or remove the one that is entered twice");
        }
    }
}

/// Every stage has exactly one status.
pub(super) fn stages(inputs: &Inputs, found: &mut Diagnostics) {
    let Some(framework) = &inputs.framework else { return };
    for (word, stage) in Stage::WORDS.iter().filter_map(|word| Some((word, Stage::parse(word)?))) {
        let mut with_it = framework.statuses.iter().filter(|status| status.stage.value == stage);
        let first = with_it.next();
        for second in with_it {
            let fault = found.error(
                "duplicate-stage",
                second.stage.place,
                format!("status “{}” has the stage `{word}`, which another status has", second.name),
            );
            if let Some(first) = first {
                fault.also(first.stage.place, "first here");
            }
            fault.help("a stage is one status; project types or notes can tell finer differences");
        }
        if first.is_none() && !inputs.gaps.contains(&"status") {
            let message = format!("framework.yaml: no status has the stage `{word}`");
            found
                .absent("missing-stage", message)
                .about(inputs.sources.named("framework.yaml"))
                .help(format!("add a status with `stage: {word}`"));
        }
    }
}

/// A project keeps its city over the years.
pub(super) fn cities_of_projects(inputs: &Inputs, found: &mut Diagnostics) {
    // Of what the years say alike, one is enough to see that there is nothing to tell.
    let snapshots: Vec<&Snapshot> = inputs.snapshots.iter().collect();
    let said = each_where_it_lies(&snapshots, |snapshot| {
        snapshot.records.iter().flatten().map(|record| -> &Said { record }).collect()
    });
    let differ = |(one, other): &(usize, usize)| said[*one].city.value != said[*other].city.value;
    if !repeated(said.iter().map(|said| said.id.value.as_str())).iter().any(differ) {
        return;
    }
    // A city that there is not is a slip of its own.
    let known: BTreeSet<&str> = inputs.cities.cities.iter().map(|city| city.id.value.as_str()).collect();
    let is_known = |record: &&Record| is_id(&record.id.value) && known.contains(record.city.value.as_str());
    let records = inputs.records();
    let records: Vec<&Record> = records.filter(is_known).collect();
    for (first, record) in repeated(records.iter().map(|record| record.id.value.as_str())) {
        let (Some(first), Some(record)) = (records.get(first), records.get(record)) else { continue };
        if first.city.value != record.city.value {
            found
                .error(
                    "two-cities",
                    record.place(&record.city),
                    format!(
                        "{}: the same id stands for a project of {} elsewhere",
                        inputs.project(record),
                        inputs.city_name(&first.city.value)
                    ),
                )
                .label("its city here")
                .also(first.place(&first.city), "the other city")
                .help("correct the city, or give the project an id of its own");
        }
    }
}
