//! The tables of action plans and their targets.

use super::super::csv::Cell;
use super::Table;
use super::columns::{Form, ID, Kind, SURE, maybe, needed};
use crate::check::{Plan, Target};
use crate::exhibit::Edition;
use crate::measure;
use crate::terms::{Aim, Amount};

static PLANS: Form = Form {
    name: "plans",
    about: "The action plans that held at the cut-off, one for a city.",
    columns: &[
        needed("city", Kind::Of("cities"), "its city"),
        needed("as_of", Kind::Date, "since when it holds"),
        maybe("vision", Kind::Text, "what the city wants to become, in the words of the report"),
        maybe("focus_areas_as_labelled", Kind::Text, "its focus areas as it calls them, with a semicolon between them"),
        maybe("focus_areas", Kind::Text, "the ids of the focus areas that these are, with a semicolon between them"),
        needed("mapping_confidence", SURE, "how sure it is that they are"),
        maybe("projects", Kind::Text, "the ids of its priority projects, with a semicolon between them"),
        maybe("contact_office", Kind::Text, "the office that answers for it"),
        needed("source", Kind::Text, "the document"),
        maybe("page", Kind::Count, "the page on which it begins"),
    ],
    key: &["city"],
};

static TARGETS: Form = Form {
    name: "targets",
    about: "The strategic targets of these plans, with the latest result that was reported of each.",
    columns: &[
        ID,
        needed("city", Kind::Of("plans"), "the city whose plan it is part of"),
        needed("text", Kind::Text, "what is to be reached, in the words of the report"),
        needed("kind", Kind::Choice(&Aim::WORDS), "what it asks for"),
        maybe("metric", Kind::Text, "what its number measures"),
        maybe("unit", Kind::Text, "the unit of its numbers"),
        maybe("baseline", Kind::Amount, "where it began"),
        maybe("baseline_year", Kind::Count, "the year of the baseline"),
        maybe("target", Kind::Amount, "the number to reach, or to stay below: a number, a range, or a ratio"),
        maybe("due", Kind::Count, "the year by whose end it is to be reached"),
        needed("is_due", Kind::Flag, "whether the due year was over at the cut-off"),
        maybe("result", Kind::Amount, "the number reported"),
        maybe("result_done", Kind::Flag, "of a target that is done or not: whether it was reported as done"),
        maybe("result_year", Kind::Count, "the year of the result"),
        maybe("result_source", Kind::Text, "the document that reports it"),
        maybe("is_reached", Kind::Flag, "whether the result reaches the target; empty where that cannot be told"),
        maybe("note", Kind::Text, "what a reader should know"),
    ],
    key: &["id"],
};

/// The tables of plans and targets; none where no plan had begun.
pub(super) fn tables(edition: Edition<'_>) -> Vec<Table<'_>> {
    let plans = measure::plans(edition.network, edition.year);
    if plans.is_empty() {
        return Vec::new();
    }
    let targets = plans.iter().flat_map(|plan| plan.targets.iter().map(|target| target_row(edition, plan, target)));
    let (targets, plans) = (targets.collect(), plans.iter().map(|plan| plan_row(edition, plan)).collect());
    vec![Table { form: &PLANS, rows: plans }, Table { form: &TARGETS, rows: targets }]
}

fn city<'a>(edition: Edition<'a>, plan: &Plan) -> Option<&'a str> {
    edition.network.cities.get(plan.city.place()).map(|city| city.code.key.as_str())
}

fn plan_row<'a>(edition: Edition<'a>, plan: &'a Plan) -> Vec<Cell<'a>> {
    let areas = plan.focus_areas.iter().filter_map(|area| edition.network.focus_areas.get(area.place()));
    let areas: Vec<&str> = areas.map(|area| area.code.key.as_str()).collect();
    vec![
        city(edition, plan).into(),
        plan.as_of.to_string().into(),
        plan.vision.as_str().into(),
        plan.labels.join("; ").into(),
        areas.join("; ").into(),
        plan.mapping.word().into(),
        plan.projects.join("; ").into(),
        plan.office.as_deref().into(),
        plan.document.title.as_str().into(),
        plan.page.into(),
    ]
}

fn target_row<'a>(edition: Edition<'a>, plan: &Plan, target: &'a Target) -> Vec<Cell<'a>> {
    let amount = |amount: Option<&Amount>| -> Cell<'_> { amount.map(ToString::to_string).into() };
    let year = |year: Option<i32>| year.map_or(Cell::Nothing, |year| Cell::Number(year.into()));
    let flag = |flag: Option<bool>| flag.map_or(Cell::Nothing, Cell::Flag);
    let result = measure::result(target, edition.year.year);
    vec![
        target.key.as_str().into(),
        city(edition, plan).into(),
        target.text.as_str().into(),
        target.aim.word().into(),
        target.metric.as_deref().into(),
        target.unit.as_deref().into(),
        amount(target.baseline.as_ref()),
        year(target.baseline_year),
        amount(target.goal.as_ref()),
        year(target.due),
        Cell::Flag(measure::is_due(target, edition.year)),
        amount(result.and_then(|result| result.value.as_ref())),
        flag(result.and_then(|result| result.done)),
        year(result.map(|result| result.year)),
        result.map(|result| result.document.title.as_str()).into(),
        flag(result.and_then(|result| measure::is_reached(target, result))),
        target.note.as_deref().into(),
    ]
}
