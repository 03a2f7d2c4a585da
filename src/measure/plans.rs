//! Action plans and their targets: how many, and what was reported of them.

use super::Figures;
use super::counts::number;
use super::figure::{Figure, Receipt, Value};
use crate::check::{Network, Outcome, Plan, Target, Year};
use crate::terms::{Aim, Amount, When};

/// The plan of each city of the network that holds at the cut-off of a year, in the order of reports.
pub fn plans<'a>(network: &'a Network, year: &Year) -> Vec<&'a Plan> {
    let begun = |plan: &&Plan| plan.as_of.last_day() <= year.as_of.last_day();
    let members = super::members(network, year).into_iter();
    members.filter_map(|(id, _)| network.plans.iter().rev().filter(begun).find(|plan| plan.city == id)).collect()
}

/// The latest result of a target that was reported up to a year.
pub fn result(target: &Target, year: i32) -> Option<&Outcome> {
    target.results.iter().rev().find(|result| result.year <= year)
}

/// Whether a result reaches what the target asks for; nothing where that cannot be told from the numbers.
pub fn is_reached(target: &Target, result: &Outcome) -> Option<bool> {
    if target.aim == Aim::Done {
        return result.done;
    }
    let (Some(goal), Some(Amount::One(value))) = (&target.goal, &result.value) else { return None };
    match (target.aim, goal) {
        (_, Amount::Ratio(..)) => None,
        (Aim::Below, Amount::One(most) | Amount::Range(_, most)) => Some(value.thousandths < most.thousandths),
        (_, Amount::One(least) | Amount::Range(least, _)) => Some(value.thousandths >= least.thousandths),
    }
}

/// Whether the year by whose end a target is to be reached was over at the cut-off.
pub fn is_due(target: &Target, year: &Year) -> bool {
    target.due.is_some_and(|due| When::Year(due).last_day() <= year.as_of.last_day())
}

/// The name of the targets of a kind in figure ids.
pub fn aim_id(aim: Aim) -> String {
    format!("targets.of-kind.{}", aim.word())
}

/// Adds how many plans there are, and how many of their targets say what; nothing where no plan had begun.
pub(super) fn add(network: &Network, year: &Year, figures: &mut Figures) {
    let plans = plans(network, year);
    if plans.is_empty() {
        return;
    }
    let mut count = |id: String, definition: &'static str, entries: Vec<String>| {
        let mut receipt = Receipt::new(definition);
        let value = Value::Count(number(entries.len()));
        receipt.entries = entries;
        figures.add(Figure { id, value, receipt });
    };
    let cities = plans.iter().filter_map(|plan| network.cities.get(plan.city.place()));
    count("plans".to_owned(), "definition-plans", cities.map(|city| city.code.key.clone()).collect());
    let targets: Vec<&Target> = plans.iter().flat_map(|plan| &plan.targets).collect();
    let keys = |is_meant: &dyn Fn(&Target) -> bool| -> Vec<String> {
        targets.iter().filter(|target| is_meant(target)).map(|target| target.key.clone()).collect()
    };
    let reported = |target: &Target| result(target, year.year).is_some();
    let reached =
        |target: &Target| result(target, year.year).is_some_and(|result| is_reached(target, result) == Some(true));
    count("targets".to_owned(), "definition-targets", keys(&|_| true));
    for aim in Aim::ALL {
        count(aim_id(aim), "definition-targets-kind", keys(&|target| target.aim == aim));
    }
    count("targets.with-number".to_owned(), "definition-targets-number", keys(&|target| target.goal.is_some()));
    count("targets.with-due-year".to_owned(), "definition-targets-due-year", keys(&|target| target.due.is_some()));
    count("targets.due".to_owned(), "definition-targets-due", keys(&|target| is_due(target, year)));
    count("targets.reported".to_owned(), "definition-targets-reported", keys(&reported));
    count("targets.reached".to_owned(), "definition-targets-reached", keys(&reached));
    let left = keys(&|target| is_due(target, year) && !reported(target));
    count("targets.due.not-reported".to_owned(), "definition-targets-due-not-reported", left);
}
