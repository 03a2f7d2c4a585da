//! The action plans: what they name is there, and each target says what it asks for.

use super::projects::Projects;
use super::references::{lists, source_list};
use crate::diagnostic::Diagnostics;
use crate::load::written::{Inputs, Plan, Reported, Target};
use crate::source::{At, Place};
use crate::terms::{Aim, Amount};
use std::collections::BTreeMap;

/// Plans name cities, focus areas, projects and documents.
pub(super) fn references(inputs: &Inputs, found: &mut Diagnostics) {
    let lists = lists(inputs);
    let sources = source_list(&inputs.plans.sources, inputs.plans.source_gaps);
    let named = inputs.plans.plans.iter().flat_map(|plan| &plan.projects);
    let known = Projects::of(inputs, named.map(|id| id.value.as_str()));
    for plan in &inputs.plans.plans {
        let owner = format_args!("plan of {}", inputs.city_name(&plan.city.value));
        lists.cities.require(&plan.city, &owner, found);
        plan.focus_areas.iter().for_each(|area| lists.focus_areas.require(area, &owner, found));
        sources.require(&plan.source, &owner, found);
        for result in plan.targets.iter().flat_map(|target| &target.results) {
            sources.require(&result.source, &owner, found);
        }
        projects(inputs, plan, &known, found);
    }
}

/// The priority projects of a plan are listed by its city in some year.
fn projects(inputs: &Inputs, plan: &Plan, known: &Projects<'_>, found: &mut Diagnostics) {
    let city = inputs.city_name(&plan.city.value);
    for id in &plan.projects {
        match known.get(&id.value) {
            Some(record) if record.city.value == plan.city.value => {}
            Some(record) => {
                let message = format!("plan of {city}: {} is named as its own", inputs.project(record));
                let fault = found.error("two-cities", id.place, message);
                fault.also(record.place(&record.city), "of this city").help("correct the id, or the city");
            }
            // A record with a fault may have been left out.
            None if found.has_errors() => {}
            None => {
                let message = format!("plan of {city}: there is no project `{}`", id.value);
                let fault = found.error("unknown-reference", id.place, message);
                match known.near(&id.value) {
                    Some(near) => fault.help(format!("did you mean `{near}`?")),
                    None => fault.help("the lists are in the snapshots"),
                };
            }
        }
    }
}

/// A city has one plan of a date, and a target one result of a year.
pub(super) fn doubles(inputs: &Inputs, found: &mut Diagnostics) {
    let mut plans: BTreeMap<(&str, String), Place> = BTreeMap::new();
    for plan in &inputs.plans.plans {
        let key = (plan.city.value.as_str(), plan.as_of.value.to_string());
        if let Some(first) = plans.get(&key) {
            let city = inputs.city_name(&plan.city.value);
            found
                .error("doubled-plan", plan.city.place, format!("{city} has two plans as of {}", plan.as_of.value))
                .also(*first, "first here")
                .help("keep one of them, or correct the date");
        } else {
            plans.insert(key, plan.city.place);
        }
        for target in &plan.targets {
            let mut years: BTreeMap<i32, Place> = BTreeMap::new();
            for result in &target.results {
                if let Some(first) = years.get(&result.year.value) {
                    let message = format!("target `{}` has two results of {}", target.id.value, result.year.value);
                    found
                        .error("doubled-result", result.year.place, message)
                        .also(*first, "first here")
                        .help("keep the one that is right");
                } else {
                    years.insert(result.year.value, result.year.place);
                }
            }
        }
    }
}

/// What is due, was measured, or was reached has its year on the right side of the plan's.
pub(super) fn dates(inputs: &Inputs, found: &mut Diagnostics) {
    for plan in &inputs.plans.plans {
        let begin = plan.as_of.value.year();
        let mut refuse = |year: &At<i32>, what: &str, side: &str| {
            let message = format!(
                "plan of {}: {what} in {}, which is {side} the plan",
                inputs.city_name(&plan.city.value),
                year.value
            );
            let fault = found.error("dates-out-of-order", year.place, message);
            fault.also(plan.as_of.place, "as of").help("correct one of the two years");
        };
        for target in &plan.targets {
            for due in target.due.iter().filter(|due| due.value < begin) {
                refuse(due, "a target is due", "before");
            }
            for year in target.baseline_year.iter().filter(|year| year.value > begin) {
                refuse(year, "a baseline was measured", "after");
            }
            for result in target.results.iter().filter(|result| result.year.value < begin) {
                refuse(&result.year, "a result was reached", "before");
            }
        }
    }
}

/// A target gives a number with its measure and unit, or none of them; and its results likewise.
pub(super) fn targets(inputs: &Inputs, found: &mut Diagnostics) {
    let targets = inputs.plans.plans.iter().flat_map(|plan| &plan.targets);
    for target in targets.filter(|target| !target.has_gaps) {
        if let Some((place, wrong)) = fault(target) {
            let message = format!("target `{}` is `kind: {}`, {wrong}", target.id.value, target.aim.word());
            found
                .error("incomplete-target", place, message)
                .help("correct the kind, or give the keys that belong to it and take the others out");
        }
    }
}

/// What does not fit the kind of a target, and where.
fn fault(target: &Target) -> Option<(Place, &'static str)> {
    let result = target.results.iter().find_map(|result| result_fault(target.aim, result));
    let unit = target.unit.as_ref().map(|unit| (unit.value.as_str(), unit.place));
    let goal = target.target.as_ref();
    if target.aim == Aim::Done {
        let stray = goal.or(target.baseline.as_ref()).map(|amount| amount.place).or(unit.map(|(_, place)| place));
        let stray = stray.or(target.baseline_year.as_ref().map(|year| year.place));
        let stray = stray.or_else(|| target.metric.is_some().then_some(target.id.place));
        return stray.map(|place| (place, "and gives a number, a measure or a unit")).or(result);
    }
    let (Some(goal), Some((unit, place)), true) = (goal, unit, target.metric.is_some()) else {
        return Some((target.id.place, "and lacks `metric:`, `unit:` or `target:`"));
    };
    let is_share = matches!(unit, "%" | "ratio");
    let amounts = [Some(goal), target.baseline.as_ref()].into_iter().flatten();
    let odd = amounts.chain(target.results.iter().filter_map(|result| result.value.as_ref()));
    let odd = odd.into_iter().find(|amount| matches!(amount.value, Amount::Ratio(..)) != (unit == "ratio"));
    match target.aim {
        Aim::Share if !is_share => Some((place, "and its unit is neither `%` nor `ratio`")),
        Aim::Number if is_share => Some((place, "and its unit is that of a share")),
        _ => odd
            .map(|amount| (amount.place, "and an amount such as `60:40` goes with the unit `ratio` alone"))
            .or(result),
    }
}

fn result_fault(aim: Aim, result: &Reported) -> Option<(Place, &'static str)> {
    match (aim == Aim::Done, &result.value, result.done) {
        (true, None, Some(_)) | (false, Some(_), None) => None,
        (true, Some(value), _) => Some((value.place, "and a result is a number")),
        (false, _, Some((_, place))) => Some((place, "and a result says `done:`")),
        (_, None, None) => Some((result.year.place, "and a result says neither `value:` nor `done:`")),
    }
}
