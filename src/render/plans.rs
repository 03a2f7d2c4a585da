//! The annex on action plans: what each city set out to do, and what was reported of it.

use super::page::figure;
use super::views::FigureView;
use crate::check::{Network, Outcome, Plan, Record, Target};
use crate::exhibit::Edition;
use crate::measure::{self, aim_id};
use crate::terms::{Aim, Confidence};
use serde::Serialize;

/// The annex.
#[derive(Debug, Serialize)]
pub(super) struct PlansView {
    plans: FigureView,
    targets: FigureView,
    /// By what they ask for: these add up to all.
    kinds: Vec<CountRow>,
    /// What else is known of them: one target may stand in several of these.
    facts: Vec<CountRow>,
    with_number: FigureView,
    reported: FigureView,
    none_reported: bool,
    cities: Vec<PlanView>,
    /// The cities of the network of which no plan is on record.
    without: Vec<String>,
}

/// How many targets say something.
#[derive(Debug, Serialize)]
struct CountRow {
    name: String,
    count: FigureView,
}

/// The plan of a city.
#[derive(Debug, Serialize)]
struct PlanView {
    city: String,
    anchor: String,
    state: String,
    /// The date of the plan; empty where the title of its document tells it.
    as_of: String,
    vision: String,
    labels: Vec<String>,
    /// The focus areas that the labels are; empty where they are the same words.
    areas: Vec<String>,
    mapping: String,
    targets: Vec<TargetRow>,
    projects: Vec<ProjectLink>,
    office: String,
    document: String,
    page: String,
}

/// A target.
#[derive(Debug, Serialize)]
struct TargetRow {
    text: String,
    metric: String,
    baseline: String,
    goal: String,
    due: String,
    result: String,
    note: String,
}

/// A priority project.
#[derive(Debug, Serialize)]
struct ProjectLink {
    title: String,
    /// The id under which the appendix lists it; empty where it does not.
    listed: String,
}

/// The annex of an edition; nothing where no plan had begun.
pub(super) fn annex(edition: Edition<'_>) -> Option<PlansView> {
    let plans = measure::plans(edition.network, edition.year);
    if plans.is_empty() {
        return None;
    }
    let row = |id: String| {
        let name = edition.words.term(&format!("row-{}", id.replace('.', "-")));
        CountRow { name, count: figure(edition, &id) }
    };
    let kinds = Aim::ALL.into_iter().map(aim_id);
    let others =
        ["targets.with-number", "targets.with-due-year", "targets.due", "targets.due.not-reported", "targets.reported"];
    let reached = ["targets.reached"].into_iter().filter(|_| edition.figures.count("targets.reported") != Some(0));
    Some(PlansView {
        plans: figure(edition, "plans"),
        targets: figure(edition, "targets"),
        kinds: kinds.map(row).collect(),
        facts: others.into_iter().chain(reached).map(str::to_owned).map(row).collect(),
        with_number: figure(edition, "targets.with-number"),
        reported: figure(edition, "targets.reported"),
        none_reported: edition.figures.count("targets.reported") == Some(0),
        without: without(edition, &plans),
        cities: plans.into_iter().map(|plan| plan_view(edition, plan)).collect(),
    })
}

/// The cities that belong to the network at the cut-off and have none of these plans, in the order of reports.
fn without(edition: Edition<'_>, plans: &[&Plan]) -> Vec<String> {
    let members = measure::members(edition.network, edition.year).into_iter();
    members
        .filter(|(id, _)| plans.iter().all(|plan| plan.city != *id))
        .map(|(_, city)| city.code.name.clone())
        .collect()
}

fn plan_view(edition: Edition<'_>, plan: &Plan) -> PlanView {
    let network = edition.network;
    let city = network.cities.get(plan.city.place());
    let state = city.and_then(|city| network.member_states.get(city.member_state.place()));
    let areas = plan.focus_areas.iter().filter_map(|area| network.focus_areas.get(area.place()));
    let areas: Vec<String> = areas.map(|area| area.code.name.clone()).collect();
    PlanView {
        city: city.map_or_else(String::new, |city| city.code.name.clone()),
        anchor: city.map_or_else(String::new, |city| city.code.key.clone()),
        state: state.map_or_else(String::new, |state| state.code.name.clone()),
        as_of: Some(edition.words.date(plan.as_of))
            .filter(|date| !plan.document.title.contains(date.as_str()))
            .unwrap_or_default(),
        vision: plan.vision.clone(),
        labels: plan.labels.clone(),
        areas: if plan.mapping == Confidence::Published { Vec::new() } else { areas },
        mapping: edition.words.term(&format!("confidence-{}", plan.mapping.word())),
        targets: plan.targets.iter().map(|target| target_row(edition, target)).collect(),
        projects: plan.projects.iter().map(|key| project_link(edition, key)).collect(),
        office: plan.office.clone().unwrap_or_else(|| edition.words.term("office-not-in-plan")),
        document: plan.document.title.clone(),
        page: plan.page.map_or_else(String::new, |page| page.to_string()),
    }
}

fn target_row(edition: Edition<'_>, target: &Target) -> TargetRow {
    let words = edition.words;
    let unit = target.unit.as_deref().unwrap_or_default();
    let begun = |text: String| match target.baseline_year {
        Some(year) => words.say("amount-in", &[("amount", &text), ("year", &year.to_string())]),
        None => text,
    };
    let goal = target.goal.as_ref().map(|goal| words.amount(goal, unit));
    let below = |goal: String| words.say("amount-below", &[("amount", &goal)]);
    let result = measure::result(target, edition.year.year);
    TargetRow {
        text: target.text.clone(),
        metric: target.metric.clone().unwrap_or_default(),
        baseline: target.baseline.as_ref().map_or_else(String::new, |from| begun(words.amount(from, unit))),
        goal: match goal {
            Some(goal) if target.aim == Aim::Below => below(goal),
            Some(goal) => goal,
            None => words.term("target-done"),
        },
        due: target.due.map_or_else(String::new, |due| due.to_string()),
        result: result.map_or_else(|| words.term("not-reported"), |result| result_text(edition, target, result)),
        note: target.note.clone().unwrap_or_default(),
    }
}

/// A result with its year, whether it reaches the target, and the document that reports it.
fn result_text(edition: Edition<'_>, target: &Target, result: &Outcome) -> String {
    let words = edition.words;
    let unit = target.unit.as_deref().unwrap_or_default();
    let said = match (&result.value, result.done) {
        (Some(value), _) => words.amount(value, unit),
        (None, Some(true)) => words.term("result-done"),
        (None, _) => words.term("result-not-done"),
    };
    let verdict = match measure::is_reached(target, result) {
        Some(true) if result.value.is_some() => words.term("result-reached"),
        Some(false) if result.value.is_some() => words.term("result-not-reached"),
        _ => String::new(),
    };
    let gaps = [
        ("result", said.as_str()),
        ("year", &result.year.to_string()),
        ("verdict", &verdict),
        ("document", &result.document.title),
    ];
    words.say("result", &gaps)
}

/// A priority project under the title of its listing in the edition, or else of its latest one.
fn project_link(edition: Edition<'_>, key: &str) -> ProjectLink {
    let network: &Network = edition.network;
    let is_it = |record: &&Record| network.first_key(&record.key) == network.first_key(key);
    let mut years = edition.past.iter().rev();
    let found = years.find_map(|year| year.records.iter().flatten().find(is_it).map(|record| (year.year, record)));
    let title = found.map_or_else(|| key.to_owned(), |(_, record)| record.title().to_string());
    match found {
        Some((year, record)) if year == edition.year.year => ProjectLink { title, listed: record.key.to_string() },
        Some((year, _)) => {
            let gaps = [("title", title.as_str()), ("year", &year.to_string())];
            ProjectLink { title: edition.words.say("listed-last-in", &gaps), listed: String::new() }
        }
        None => ProjectLink { title, listed: String::new() },
    }
}
