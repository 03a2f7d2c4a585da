//! One id means one thing.

use crate::diagnostic::Diagnostics;
use crate::load::written::{Inputs, Record};
use crate::source::{At, Place};
use crate::terms::Stage;
use std::collections::BTreeMap;

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
            framework.partnership_kinds.iter().map(|kind| (&kind.id, kind.name.as_str())),
            found,
        );
        for list in &framework.code_lists {
            unique("code", list.codes.iter().map(|code| (&code.id, code.name.as_str())), found);
        }
    }
    let cities = &inputs.cities;
    unique("source", cities.sources.iter().map(|source| (&source.id, source.document.as_str())), found);
    unique("city", cities.cities.iter().map(|city| (&city.id, city.name.as_str())), found);
    unique("partner", inputs.partners.iter().map(|partner| (&partner.id, partner.name.value.as_str())), found);
    for snapshot in &inputs.snapshots {
        unique("source", snapshot.sources.iter().map(|source| (&source.id, source.document.as_str())), found);
        let records = snapshot.records.iter().flatten();
        unique("record", records.map(|record| (&record.id, record.title.value.as_str())), found);
    }
}

fn unique<'a>(what: &str, ids: impl Iterator<Item = (&'a At<String>, &'a str)>, found: &mut Diagnostics) {
    let mut seen: BTreeMap<&str, (Place, &str)> = BTreeMap::new();
    for (id, name) in ids {
        match seen.get(id.value.as_str()) {
            Some((first, other)) => {
                found
                    .error(
                        "duplicate-id",
                        id.place,
                        format!("two entries have the {what} id `{}`: “{other}” and “{name}”", id.value),
                    )
                    .label("used a second time")
                    .also(*first, "first here")
                    .help("give one of them another id, or remove the one that is entered twice");
            }
            None => {
                seen.insert(&id.value, (id.place, name));
            }
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
            let fault =
                found.error("duplicate-stage", second.stage.place, format!("two statuses have the stage `{word}`"));
            if let Some(first) = first {
                fault.also(first.stage.place, "first here");
            }
            fault.help("a stage is one status; project types or notes can tell finer differences");
        }
        if let (None, Some(status)) = (first, framework.statuses.first()) {
            found
                .error("missing-stage", status.stage.place, format!("no status has the stage `{word}`"))
                .help(format!("add a status with `stage: {word}`"));
        }
    }
}

/// A project keeps its city over the years.
pub(super) fn cities_of_projects(inputs: &Inputs, found: &mut Diagnostics) {
    let mut seen: BTreeMap<&str, &Record> = BTreeMap::new();
    for record in inputs.snapshots.iter().flat_map(|snapshot| snapshot.records.iter().flatten()) {
        let first = *seen.entry(&record.id.value).or_insert(record);
        if first.city.value != record.city.value {
            found
                .error(
                    "two-cities",
                    record.city.place,
                    format!(
                        "the project “{}” is of the city `{}` here and of `{}` in another year",
                        record.title.value, record.city.value, first.city.value
                    ),
                )
                .also(first.city.place, "the other city")
                .help("correct the city, or give the project an id of its own");
        }
    }
}
