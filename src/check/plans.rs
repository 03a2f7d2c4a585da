//! The action plans, resolved: whose they are, what they name, and where that is stated.

use super::{Document, Network};
use crate::held::Held;
use crate::load::written::{self, Inputs, SourceEntry};
use crate::source::{At, Place};
use crate::terms::{Aim, Amount, CityId, Confidence, FocusAreaId, When};

/// The action plan of a city.
#[derive(Debug)]
pub struct Plan {
    /// The city.
    pub city: CityId,
    /// Since when it holds.
    pub as_of: When,
    /// What the city wants to become.
    pub vision: String,
    /// Its focus areas in its own words.
    pub labels: Vec<String>,
    /// The focus areas that these are.
    pub focus_areas: Vec<FocusAreaId>,
    /// How sure that is.
    pub mapping: Confidence,
    /// The ids of its priority projects.
    pub projects: Vec<String>,
    /// The office that answers for it.
    pub office: Option<String>,
    /// The document.
    pub document: Document,
    /// The page.
    pub page: Option<u32>,
    /// Its targets, in its order.
    pub targets: Vec<Target>,
}

/// A strategic target.
#[derive(Debug)]
pub struct Target {
    /// Its id.
    pub key: String,
    /// What is to be reached.
    pub text: String,
    /// What it asks for.
    pub aim: Aim,
    /// What its number measures.
    pub metric: Option<String>,
    /// The unit of its numbers.
    pub unit: Option<String>,
    /// Where it began.
    pub baseline: Option<Amount>,
    /// The year of the baseline.
    pub baseline_year: Option<i32>,
    /// The number to reach, or to stay below; nothing where no number tells.
    pub goal: Option<Amount>,
    /// The year by whose end it is to be reached.
    pub due: Option<i32>,
    /// What was reported, by year.
    pub results: Vec<Outcome>,
    /// What a reader should know.
    pub note: Option<String>,
    /// Where it stands in the inputs.
    pub place: Place,
}

/// A reported result.
#[derive(Debug)]
pub struct Outcome {
    /// The year.
    pub year: i32,
    /// The number.
    pub value: Option<Amount>,
    /// Whether it is done.
    pub done: Option<bool>,
    /// The document that reports it.
    pub document: Document,
    /// The page.
    pub page: Option<u32>,
}

/// The plans, by city in the order of reports, and by date.
pub(super) fn plans(network: &Network, inputs: &Inputs) -> Option<Vec<Plan>> {
    let sources = &inputs.plans.sources;
    let mut plans: Vec<Plan> =
        inputs.plans.plans.iter().map(|plan| one(network, sources, plan)).collect::<Option<_>>()?;
    plans.sort_by_key(|plan| (plan.city, plan.as_of.last_day()));
    Some(plans)
}

fn document(sources: &[SourceEntry], id: &At<Held>) -> Option<Document> {
    let source = sources.iter().find(|source| source.id.value == id.value)?;
    Some(Document { title: source.document.clone(), address: source.address.clone() })
}

fn one(network: &Network, sources: &[SourceEntry], plan: &written::Plan) -> Option<Plan> {
    Some(Plan {
        city: network.city_id(&plan.city.value)?,
        as_of: plan.as_of.value,
        vision: plan.vision.value.to_string(),
        labels: plan.labels.clone(),
        focus_areas: plan.focus_areas.iter().map(|area| network.focus_area(&area.value)).collect::<Option<_>>()?,
        mapping: plan.mapping,
        projects: plan.projects.iter().map(|id| id.value.to_string()).collect(),
        office: plan.office.as_ref().map(|office| office.value.to_string()),
        document: document(sources, &plan.source)?,
        page: plan.page,
        targets: plan.targets.iter().map(|one| target(sources, one)).collect::<Option<_>>()?,
    })
}

fn target(sources: &[SourceEntry], target: &written::Target) -> Option<Target> {
    let amount = |typed: &Option<At<Amount>>| typed.as_ref().map(|amount| amount.value.clone());
    let year = |typed: &Option<At<i32>>| typed.as_ref().map(|year| year.value);
    let mut results: Vec<Outcome> =
        target.results.iter().map(|reported| outcome(sources, reported)).collect::<Option<_>>()?;
    results.sort_by_key(|result| result.year);
    Some(Target {
        key: target.id.value.to_string(),
        text: target.text.value.to_string(),
        aim: target.aim,
        metric: target.metric.clone(),
        unit: target.unit.as_ref().map(|unit| unit.value.to_string()),
        baseline: amount(&target.baseline),
        baseline_year: year(&target.baseline_year),
        goal: amount(&target.target),
        due: year(&target.due),
        results,
        note: target.note.as_ref().map(|note| note.value.to_string()),
        place: target.id.place,
    })
}

fn outcome(sources: &[SourceEntry], reported: &written::Reported) -> Option<Outcome> {
    Some(Outcome {
        year: reported.year.value,
        value: reported.value.as_ref().map(|value| value.value.clone()),
        done: reported.done.map(|(done, _)| done),
        document: document(sources, &reported.source)?,
        page: reported.page,
    })
}
