//! The ledger tells of steps that there are, and what the snapshots show.

use super::references::{List, source_list};
use super::steps::{ById, Step, neighbours, step};
use crate::diagnostic::Diagnostics;
use crate::held::Held;
use crate::load::shape::is_id;
use crate::load::written::{Inputs, LedgerEvent, Own, Record, Snapshot};
use crate::source::{At, Place};
use crate::terms::{Event, Joined, Sides, Stage, When};
use std::collections::{BTreeMap, BTreeSet};

/// Steps are of neighbouring snapshots, and each stands once.
pub(super) fn ledger_steps(inputs: &Inputs, found: &mut Diagnostics) {
    let listed = || inputs.snapshots.iter().filter(|snapshot| snapshot.records.is_some());
    let years: Vec<i32> = listed().flat_map(|snapshot| [snapshot.year.value, snapshot.lies_under]).collect();
    // Of a year that could not be read nobody knows whether it has records.
    let is_sure = |snapshot: &&Snapshot| !snapshot.gaps.records || snapshot.records.iter().flatten().next().is_some();
    let is_where_it_says = |snapshot: &&Snapshot| snapshot.year.value == snapshot.lies_under;
    let sure: Vec<i32> =
        listed().filter(is_sure).filter(is_where_it_says).map(|snapshot| snapshot.year.value).collect();
    let are_neighbours = |from: i32, to: i32| {
        years.contains(&from) && years.contains(&to) && !sure.iter().any(|year| from < *year && *year < to)
    };
    let mut seen: BTreeMap<(i32, i32), Place> = BTreeMap::new();
    for step in &inputs.lineage.steps {
        let span = (step.from.value, step.to.value);
        let (from, to) = span;
        if from == 0 || to == 0 {
            continue;
        }
        if from >= to {
            found
                .error("dates-out-of-order", step.to.place, format!("a step leads from {from} to {to}, and not back"))
                .also(step.from.place, "the earlier year")
                .help("write the earlier year behind `from:` and the later one behind `to:`");
        } else if !are_neighbours(from, to) {
            let pairs = sure.windows(2).map(|pair| format!("{} to {}", pair[0], pair[1]));
            let pairs: Vec<String> = pairs.collect();
            let message = format!("{from} to {to} are not two neighbouring snapshots with records");
            found.error("unknown-step", step.from.place, message).help(if pairs.is_empty() {
                "there are no two snapshots with records".to_owned()
            } else {
                format!("steps are {}", pairs.join(", "))
            });
        }
        let first = *seen.entry(span).or_insert(step.from.place);
        if first != step.from.place {
            found
                .error("given-twice", step.from.place, format!("the step from {from} to {to} is given twice"))
                .also(first, "first here")
                .help("put all events of a step into one list");
        }
    }
}

/// Events say whom they happened to in the keys of their kind, and name what there is.
pub(super) fn events(inputs: &Inputs, found: &mut Diagnostics) {
    if inputs.lineage.steps.is_empty() {
        return;
    }
    let records = inputs.records();
    let mut projects: Vec<(&Held, &str)> = Vec::new();
    let mut seen = BTreeSet::new();
    for record in records.filter(|record| seen.insert(record.id.value.as_str())) {
        projects.push((&record.id.value, &record.title.value));
    }
    let cities = inputs.cities.cities.iter().map(|city| (&city.id.value, city.name.as_str())).collect();
    let lists = Lists {
        projects: List::new("project", "the snapshots", projects, false),
        cities: List::new("city", "cities.yaml", cities, inputs.gaps.contains(&"city")),
        sources: source_list(&inputs.lineage.sources, inputs.lineage.source_gaps),
    };
    for step in &inputs.lineage.steps {
        let cut_off = |year: i32| {
            let snapshot = inputs.snapshots.iter().find(|snapshot| snapshot.year.value == year);
            snapshot.and_then(|snapshot| snapshot.as_of.first())
        };
        let cut_offs = cut_off(step.from.value).zip(cut_off(step.to.value));
        for event in &step.broken {
            names(event, inputs, &lists, found);
        }
        for event in &step.events {
            keys(event, found);
            names(event, inputs, &lists, found);
            if let (Some(date), Some((earlier, later))) = (&event.date, cut_offs) {
                between((step.from.value, step.to.value), date, (earlier, later), found);
            }
        }
    }
}

/// An event shows in the first snapshot whose cut-off it does not come after.
fn between((from, to): (i32, i32), date: &At<When>, (earlier, later): (&At<When>, &At<When>), found: &mut Diagnostics) {
    let is_early = date.value.last_day() <= earlier.value.last_day();
    let is_late = date.value.first_day() > later.value.last_day();
    if !is_early && !is_late {
        return;
    }
    let (cut_off, which) = if is_late { (later, "later") } else { (earlier, "earlier") };
    let message = format!("an event between {from} and {to} is dated {}", date.value);
    found
        .error("dates-out-of-order", date.place, message)
        .also(cut_off.place, format!("the cut-off of the {which} snapshot"))
        .help("correct the date, or tell the event in the step in which it shows");
}

/// Whether an event has the keys of its kind, and which these are.
fn has_its_keys(event: &LedgerEvent) -> (bool, &'static str) {
    let count = |list: &Option<Vec<At<Held>>>| list.as_ref().map(Vec::len);
    let (projects, from, to) = (count(&event.projects), count(&event.from), count(&event.to));
    let some = |count: Option<usize>| count.is_some_and(|count| count > 0);
    match (event.event.value.sides(), event.event.value) {
        (Sides::City, _) => {
            (projects.is_none() && from.is_none() && to.is_none() && event.city.is_some(), "`city:` and no projects")
        }
        (Sides::Come, Event::Returned) if projects.is_none() => (
            from == Some(1) && to == Some(1) && event.city.is_none(),
            "`projects:` with at least one id, or one id in `from:` and one in `to:` where it has another id now",
        ),
        (Sides::Stay | Sides::Leave | Sides::Come, _) => (
            some(projects) && from.is_none() && to.is_none() && event.city.is_none(),
            "`projects:` with at least one id, and neither `from:`, `to:` nor `city:`",
        ),
        (Sides::Turn, kind) => {
            let (sizes, wanted) = match kind {
                Event::Split => (from == Some(1) && to > Some(1), "one id in `from:` and several in `to:`"),
                Event::Merged => (from > Some(1) && to == Some(1), "several ids in `from:` and one in `to:`"),
                Event::Continued => (from == Some(1) && to == Some(1), "one id in `from:` and one in `to:`"),
                _ => (some(from) && some(to), "`from:` and `to:` with at least one id each"),
            };
            (sizes && projects.is_none() && event.city.is_none(), wanted)
        }
    }
}

fn keys(event: &LedgerEvent, found: &mut Diagnostics) {
    let (is_right, wanted) = has_its_keys(event);
    let word = event.event.value.word();
    if !is_right {
        found
            .error("incomplete-event", event.place(), format!("`event: {word}` takes {wanted}"))
            .help("give these keys, and take the others out");
    }
}

/// What events name.
struct Lists<'a> {
    projects: List<'a>,
    cities: List<'a>,
    sources: List<'a>,
}

fn names(event: &LedgerEvent, inputs: &Inputs, lists: &Lists<'_>, found: &mut Diagnostics) {
    // A snapshot that lost a record may have had the project.
    let has_gaps = inputs.snapshots.iter().any(|snapshot| snapshot.gaps.records);
    for id in event.lists().flatten().filter(|id| !has_gaps || !is_id(&id.value)) {
        lists.projects.require(id, &"the ledger", found);
    }
    lists.sources.require(&event.source, &"the ledger", found);
    if let Some(city) = &event.city {
        lists.cities.require(city, &"the ledger", found);
    }
}

/// What the ledger tells is what the snapshots show, and one project leaves or comes once.
pub(super) fn truth(inputs: &Inputs, found: &mut Diagnostics) {
    if inputs.lineage.steps.is_empty() {
        return;
    }
    let events = inputs.lineage.steps.iter().flat_map(|step| &step.events);
    let named: BTreeSet<&str> = events.flat_map(LedgerEvent::lists).flatten().map(|id| id.value.as_str()).collect();
    let mut first_listed: BTreeMap<&str, i32> = BTreeMap::new();
    for snapshot in &inputs.snapshots {
        let is_named = |record: &&Record| named.contains(record.id.value.as_str());
        for record in snapshot.records.iter().flatten().filter(is_named) {
            first_listed.entry(record.id.value.as_str()).or_insert(snapshot.year.value);
        }
    }
    for pair in neighbours(inputs) {
        let step = step(inputs, &pair);
        let mut told = Told::new();
        for event in step.events.iter().filter(|event| has_its_keys(event).0) {
            let wrongs = untruths(event, &step, inputs, &first_listed);
            // What is listed nowhere is told as such.
            let is_city = |id: &At<Held>| event.city.as_ref().is_some_and(|city| city.place == id.place);
            let is_listed = |id: &At<Held>| is_id(&id.value) && first_listed.contains_key(id.value.as_str());
            for (id, wrong) in wrongs.into_iter().filter(|(id, _)| is_city(id) || is_listed(id)) {
                let message = format!("the ledger tells `{}` of `{}`, but {wrong}", event.event.value.word(), id.value);
                found
                    .error("untrue-event", id.place, message)
                    .help("correct the event or the id; or the snapshots, if they are wrong");
            }
            told_once(event, &step, &mut told, found);
        }
    }
}

/// What the snapshots show against an event, for each id.
fn untruths<'a>(
    event: &'a LedgerEvent,
    step: &Step<'_>,
    inputs: &Inputs,
    first_listed: &BTreeMap<&str, i32>,
) -> Vec<(&'a At<Held>, String)> {
    let (from, to) = (step.earlier.year.value, step.later.year.value);
    // What is not listed may be a record that could not be read.
    let (gone, unborn) = (step.earlier.gaps.records, step.later.gaps.records);
    let has_gaps = inputs.snapshots.iter().any(|snapshot| snapshot.gaps.records);
    let differ = |a: &Own, b: &Own| a.value.is_empty() || b.value.is_empty() || a.value != b.value;
    let wrong = |id: &At<Held>| {
        let id = id.value.as_str();
        // A project that goes on under another id is the same project.
        let (before, after) = (step.before.get(step.earlier_id(id)), step.after.get(id));
        match (event.event.value, before, after) {
            (kind, None, _) if !gone && matches!(kind.sides(), Sides::Stay | Sides::Leave) => {
                Some(format!("it is not listed in {from}"))
            }
            (kind, _, None) if !unborn && matches!(kind.sides(), Sides::Stay | Sides::Come) => {
                Some(format!("it is not listed in {to}"))
            }
            (kind, _, Some(_)) if kind.sides() == Sides::Leave => Some(format!("it is still listed in {to}")),
            (kind, Some(_), _) if kind.sides() == Sides::Come => Some(format!("it is listed in {from} already")),
            (Event::Renamed, Some(a), Some(b)) if !differ(&a.title, &b.title) => {
                Some("its title is the same in both years".to_owned())
            }
            (Event::Moved, Some(a), Some(b)) if !differ(&a.focus_area, &b.focus_area) => {
                Some("its focus area is the same in both years".to_owned())
            }
            (kind @ (Event::Reopened | Event::SetBack), Some(a), Some(b)) => went_back(inputs, kind, a, b),
            (Event::New, _, _) if first_listed.get(id).is_some_and(|year| *year < from) => {
                Some(format!("it is listed in {} already", first_listed.get(id).copied().unwrap_or_default()))
            }
            (Event::Returned, _, _) if !has_gaps && first_listed.get(id).is_none_or(|year| *year > from) => {
                Some(format!("it is not listed in any snapshot before {to}"))
            }
            _ => None,
        }
    };
    let mut all: Vec<_> = event.projects.iter().flatten().filter_map(|id| Some((id, wrong(id)?))).collect();
    if event.event.value.sides() == Sides::Turn {
        all.extend(of_turn(event, step));
    } else if event.event.value == Event::Returned && !has_gaps {
        all.extend(of_return(event, step, inputs));
    }
    all.extend(event.city.iter().filter_map(|city| Some((city, of_city(event.event.value, city, step, inputs)?))));
    all
}

/// What the snapshots show against an event in which projects become others.
fn of_turn<'a>(event: &'a LedgerEvent, step: &Step<'_>) -> Vec<(&'a At<Held>, String)> {
    let (from, to) = (step.earlier.year.value, step.later.year.value);
    let (gone, unborn) = (step.earlier.gaps.records, step.later.gaps.records);
    let mut all = Vec::new();
    let missing = |list: &ById<'_>, id: &At<Held>| !list.contains_key(id.value.as_str());
    let parents = event.from.iter().flatten().filter(|id| !gone && missing(&step.before, id));
    all.extend(parents.map(|id| (id, format!("it is not listed in {from}"))));
    let children = event.to.iter().flatten().filter(|id| !unborn && missing(&step.after, id));
    all.extend(children.map(|id| (id, format!("it is not listed in {to}"))));
    let holds = |list: &Option<Vec<At<Held>>>, id: &At<Held>| list.iter().flatten().any(|one| one.value == id.value);
    let stay = event
        .from
        .iter()
        .flatten()
        .filter(|id| !missing(&step.before, id) && !missing(&step.after, id) && !holds(&event.to, id));
    all.extend(stay.map(|id| (id, format!("it is still listed in {to}; then it belongs into `to:` too"))));
    let were = event
        .to
        .iter()
        .flatten()
        .filter(|id| !missing(&step.after, id) && !missing(&step.before, id) && !holds(&event.from, id));
    all.extend(were.map(|id| (id, format!("it is listed in {from} already; then it belongs into `from:` too"))));
    if let (Event::Continued, [from], [to]) =
        (event.event.value, event.from.as_deref().unwrap_or_default(), event.to.as_deref().unwrap_or_default())
        && let (Some(a), Some(b)) = (step.before.get(from.value.as_str()), step.after.get(to.value.as_str()))
        && a.city.value != b.city.value
    {
        all.push((to, format!("it is in `{}`, and `{}` was in `{}`", b.city.value, from.value, a.city.value)));
    }
    all
}

/// What the snapshots show against a project that is told to be back under another id.
fn of_return<'a>(event: &'a LedgerEvent, step: &Step<'_>, inputs: &Inputs) -> Vec<(&'a At<Held>, String)> {
    let (from, to) = (step.earlier.year.value, step.later.year.value);
    let ([old], [new]) = (event.from.as_deref().unwrap_or_default(), event.to.as_deref().unwrap_or_default()) else {
        return Vec::new();
    };
    let last_before = |id: &At<Held>| {
        let earlier = inputs.snapshots.iter().rev().filter(|snapshot| snapshot.year.value < from);
        earlier.flat_map(|snapshot| snapshot.records.iter().flatten()).find(|record| record.id.value == id.value)
    };
    let (was, is) = (last_before(old), step.after.get(new.value.as_str()));
    let [old_id, new_id] = [&old.value, &new.value].map(Held::as_str);
    let old_wrong = if step.before.contains_key(old_id) {
        Some(format!("it is listed in {from}; then it is `continued`"))
    } else if step.after.contains_key(old_id) {
        Some(format!("it is listed in {to}; then it stands under `projects:`"))
    } else {
        was.is_none().then(|| format!("it is not listed in any snapshot before {from}"))
    };
    let new_wrong = if step.before.contains_key(new_id) {
        Some(format!("it is listed in {from} already"))
    } else if last_before(new).is_some() {
        Some(format!("it is listed before {from} already; then it stands under `projects:`"))
    } else if let (Some(was), Some(is)) = (was, is)
        && was.city.value != is.city.value
    {
        Some(format!("it is in `{}`, and `{old_id}` was in `{}`", is.city.value, was.city.value))
    } else {
        is.is_none().then(|| format!("it is not listed in {to}"))
    };
    [(old, old_wrong), (new, new_wrong)].into_iter().filter_map(|(id, wrong)| Some((id, wrong?))).collect()
}

/// What the statuses of two years show against a project that is told to have gone back.
fn went_back(inputs: &Inputs, event: Event, before: &Record, after: &Record) -> Option<String> {
    let statuses = inputs.framework.iter().flat_map(|framework| &framework.statuses);
    let stage = |record: &Record| {
        statuses.clone().find(|status| status.id.value == record.status.value).map(|status| status.stage.value)
    };
    let has_gone_back = match (event, stage(before), stage(after)) {
        (Event::Reopened, Some(Stage::Completed), Some(Stage::Planning | Stage::OnGoing)) => true,
        (event, before, after) => {
            event == Event::SetBack && before == Some(Stage::OnGoing) && after == Some(Stage::Planning)
        }
    };
    let (from, to) = (&before.status.value, &after.status.value);
    let wanted = if event == Event::Reopened { "from completed to another" } else { "from on-going to planning" };
    (!has_gone_back).then(|| format!("its status went from `{from}` to `{to}`, and not {wanted}"))
}

/// What the register of cities shows against an event of a city.
fn of_city(event: Event, id: &At<Held>, step: &Step<'_>, inputs: &Inputs) -> Option<String> {
    let city = inputs.cities.cities.iter().find(|city| city.id.value == id.value)?;
    let dates: Vec<Joined> = match event {
        Event::CityJoined => city.spans().map(|(joined, _)| joined.value).collect(),
        Event::CityLeft => city.spans().filter_map(|(_, left)| Some(left?.value)).collect(),
        _ => return None,
    };
    let by = |date: Joined, snapshot: &Snapshot| {
        let as_of = snapshot.as_of.first()?.value;
        Some(date.by(snapshot.year.value, as_of))
    };
    let mut dates = dates.into_iter();
    let is_between = dates.any(|date| by(date, step.earlier) == Some(false) && by(date, step.later) == Some(true));
    let key = if event == Event::CityJoined { "joined" } else { "left" };
    (!is_between).then(|| format!("its `{key}:` in cities.yaml is not between the two cut-offs"))
}

/// One project leaves the list once, comes into it once, and is told once to have been renamed, moved or set back.
fn told_once<'a>(event: &'a LedgerEvent, step: &Step<'_>, told: &mut Told<'a>, found: &mut Diagnostics) {
    let kind = event.event.value;
    let lists = match kind.sides() {
        Sides::Leave => [(Change::Leaves, event.projects.as_ref()), (Change::Comes, None)],
        Sides::Come => {
            [(Change::Comes, event.projects.as_ref().or(event.to.as_ref())), (Change::IsBack, event.from.as_ref())]
        }
        Sides::Turn => [(Change::Leaves, event.from.as_ref()), (Change::Comes, event.to.as_ref())],
        Sides::Stay => [(Change::Stays(kind), event.projects.as_ref()), (Change::Comes, None)],
        Sides::City => [(Change::Stays(kind), None), (Change::Comes, None)],
    };
    let ids = lists.into_iter().flat_map(|(change, ids)| ids.into_iter().flatten().map(move |id| (change, id)));
    for (change, id) in ids {
        if let Some(first) = told.get(&(change, id.value.as_str())) {
            let message = format!("the ledger tells twice what happened to `{}` from {}", id.value, step.name());
            found
                .error("told-twice", id.place, message)
                .also(*first, "first here")
                .help("keep the event that is right; a project leaves or comes in one way, and changes once in a step");
        } else {
            told.insert((change, &id.value), id.place);
        }
    }
    let city = event.city.iter().filter(|_| kind.sides() == Sides::City);
    for city in city {
        if let Some(first) = told.get(&(Change::Stays(kind), city.value.as_str())) {
            let message = format!("the ledger tells twice what happened to `{}` from {}", city.value, step.name());
            found
                .error("told-twice", city.place, message)
                .also(*first, "first here")
                .help("keep the event that is right");
        } else {
            told.insert((Change::Stays(kind), &city.value), city.place);
        }
    }
}

/// What an event says of a project's place in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    Leaves,
    Comes,
    IsBack,
    Stays(Event),
}

/// What has been told of a step so far, and where.
type Told<'a> = BTreeMap<(Change, &'a str), Place>;
