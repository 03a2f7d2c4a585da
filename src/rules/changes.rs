//! What changed between two snapshots is told in the ledger, or somebody should look.

use super::steps::{Step, neighbours, step};
use crate::diagnostic::{Diagnostics, quoted};
use crate::load::written::{City, Doubt, Inputs, Record};
use crate::side::side_by_side;
use crate::terms::{Confidence, Event, Stage};
use std::collections::{BTreeMap, BTreeSet};

/// Compares each snapshot with the one before.
pub(super) fn between_years(inputs: &Inputs, found: &mut Diagnostics) {
    // What the ledger tells is not known where an event of it could not be read.
    if inputs.lineage.has_gaps {
        return;
    }
    let pairs = neighbours(inputs);
    for notes in side_by_side(&pairs, |pair| of_step(inputs, &step(inputs, pair))) {
        found.join(notes);
    }
}

/// What changed between two neighbours.
fn of_step(inputs: &Inputs, step: &Step<'_>) -> Diagnostics {
    let mut found = Diagnostics::default();
    let kept = step.kept(inputs);
    vanished(inputs, step, &mut found);
    titles(inputs, step, &kept, &mut found);
    focus_areas(inputs, step, &kept, &mut found);
    statuses(inputs, step, &kept, &mut found);
    found
}

/// The projects of both lists, as before and as now.
type Kept<'a> = [(&'a Record, &'a Record)];

/// What to do about a change that nobody has told.
fn tell(event: &str) -> String {
    format!(
        "if it is right, tell it in lineage.yaml as `event: {event}`; `ascn-report lineage` prints it ready to paste"
    )
}

fn vanished(inputs: &Inputs, step: &Step<'_>, found: &mut Diagnostics) {
    if step.later.gaps.records {
        return;
    }
    let told = step.told_gone();
    let left = |city: &str| {
        inputs.city(city).map(City::membership).is_some_and(|membership| {
            let as_of = step.later.as_of.first();
            as_of.is_some_and(|as_of| !membership.holds(step.later.year.value, as_of.value))
        })
    };
    for record in step.gone().filter(|record| !told.contains(record.id.value.as_str()) && !left(&record.city.value)) {
        let message = format!("{} is not listed in {} any more", inputs.project(record), step.later.year.value);
        found
            .warning("vanished-project", record.place(&record.id), message)
            .help("tell in lineage.yaml what happened (closed, withdrawn, replaced, merged), or `unexplained`")
            .help("`ascn-report lineage` prints it ready to paste, with the projects it may have become");
    }
}

fn titles(inputs: &Inputs, step: &Step<'_>, kept: &Kept<'_>, found: &mut Diagnostics) {
    let told = step.told(Event::Renamed);
    let plain = |title: &str| -> String { title.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect() };
    let may_differ = |(a, b): &&(&Record, &Record)| {
        !a.title.value.is_empty() && !b.title.value.is_empty() && a.title.value != b.title.value
    };
    for (before, after) in kept.iter().filter(may_differ) {
        if plain(&before.title.value) == plain(&after.title.value) || told.contains(after.id.value.as_str()) {
            continue;
        }
        let message = format!(
            "{} was titled “{}” in {}",
            inputs.project(after),
            quoted(&before.title.value),
            step.earlier.year.value
        );
        found
            .warning("changed-title", after.place(&after.title), message)
            .also(before.place(&before.title), "the earlier title")
            .help(tell("renamed"));
    }
}

fn focus_areas(inputs: &Inputs, step: &Step<'_>, kept: &Kept<'_>, found: &mut Diagnostics) {
    let told = step.told(Event::Moved);
    let areas = inputs.framework.iter().flat_map(|framework| &framework.focus_areas);
    let known: BTreeSet<&str> = areas.map(|area| area.id.value.as_str()).collect();
    let is_sure = |doubt: Option<&Doubt>| doubt.is_none_or(|doubt| doubt.level < Confidence::Inferred);
    let has_moved = |(a, b): &&(&Record, &Record)| a.focus_area.value != b.focus_area.value;
    for (before, after) in kept.iter().filter(has_moved) {
        let are_sure = is_sure(before.doubts.focus_area.as_ref()) && is_sure(after.doubts.focus_area.as_ref());
        let are_known = [before, after].iter().all(|record| known.contains(record.focus_area.value.as_str()));
        if !are_known || !are_sure || told.contains(after.id.value.as_str()) {
            continue;
        }
        let message =
            format!("{} stood in `{}` in {}", inputs.project(after), before.focus_area.value, step.earlier.year.value);
        found
            .warning("changed-focus-area", after.place(&after.focus_area), message)
            .also(before.place(&before.focus_area), "the earlier focus area")
            .help(tell("moved"));
    }
}

fn statuses(inputs: &Inputs, step: &Step<'_>, kept: &Kept<'_>, found: &mut Diagnostics) {
    let Some(framework) = &inputs.framework else { return };
    let stages: BTreeMap<&str, Stage> =
        framework.statuses.iter().map(|status| (status.id.value.as_str(), status.stage.value)).collect();
    let stage = |record: &Record| stages.get(record.status.value.as_str()).copied();
    let (reopened, set_back) = (step.told(Event::Reopened), step.told(Event::SetBack));
    for (before, after) in kept.iter().filter(|(a, b)| a.status.value != b.status.value) {
        let (code, told, event) = match (stage(before), stage(after)) {
            (Some(Stage::Completed), Some(Stage::Planning | Stage::OnGoing)) => {
                ("reopened-project", &reopened, Event::Reopened)
            }
            (Some(Stage::OnGoing), Some(Stage::Planning)) => ("status-goes-back", &set_back, Event::SetBack),
            _ => continue,
        };
        if told.contains(after.id.value.as_str()) {
            continue;
        }
        let message = format!(
            "{} was `{}` in {} and is `{}` now",
            inputs.project(after),
            before.status.value,
            step.earlier.year.value,
            after.status.value
        );
        let place = after.place(&after.status);
        let fault = match code {
            "reopened-project" => found.warning("reopened-project", place, message),
            _ => found.warning("status-goes-back", place, message),
        };
        fault.also(before.place(&before.status), "the earlier status").help(tell(event.word()));
    }
}
