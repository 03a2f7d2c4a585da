//! From the projects of one year to those of another.

use super::{Edition, places};
use crate::chart::{Bridge, Caption, Chart, Form, Span, Step, Sureness, Total};
use crate::check::Year;
use crate::measure::{Term, Value};
use crate::terms::Confidence;

pub(super) fn chart(edition: Edition<'_>, start: &Year) -> Result<Chart, String> {
    let words = edition.words;
    let (from, to) = (start.year.to_string(), edition.year.year.to_string());
    let span = format!("{from}-to-{to}");
    let are_listed = start.records.is_some() && edition.year.records.is_some();
    let total = |year: &str, id: &str| {
        let value = edition.figures.count(id).ok_or_else(|| words.term("no-projects-sentence"))?;
        Ok::<Total, String>(Total { label: year.to_owned(), value, text: edition.text(id), note: String::new() })
    };
    let (steps, [opening, closing]) = if are_listed {
        (terms(edition, &span), [format!("projects.in-{from}"), "projects".to_owned()])
    } else {
        // On published totals the step leads from one of them to the other, whatever the records say.
        let (step, ends) = net(edition, &span)?;
        (vec![step], ends)
    };
    let (opening, closing) = (total(&from, &opening)?, total(&to, &closing)?);
    let names = &edition.network.names;
    let date = words.date(edition.year.as_of);
    let (key, said) = title(edition, &steps);
    let is_level = are_listed && is_level(edition, &span);
    let gaps = [
        ("from", from.as_str()),
        ("to", to.as_str()),
        ("plan", &names.plan_name),
        ("network", &names.name),
        ("date", &date),
        ("opening", &opening.text),
        ("closing", &closing.text),
        ("start", &edition.year_of_cities(&from, &format!("cities.in-{from}"))),
        ("end", &edition.year_of_cities(&to, "cities")),
        ("steps", &said),
        ("projects", &words.counted_as("projects", closing.value, &closing.text)),
    ];
    let key = match key {
        _ if !are_listed => "bridge-title-net",
        "bridge-title-none" if is_level => "bridge-title-level",
        key => key,
    };
    let title = words.say(key, &gaps);
    let subtitle = words.say("bridge-subtitle", &gaps);
    let alt = words.say("bridge-alt", &[("subtitle", &subtitle), ("title", &title)]);
    let note = edition.note(&note(edition, start, (are_listed, is_level)));
    let source = words.say("projects-source", &gaps);
    let form = Form::Bridge(Bridge {
        label_heading: words.term("heading-step"),
        value_heading: words.term("heading-projects"),
        note_heading: words.term("heading-note"),
        estimate: words.term("estimate"),
        opening,
        spans: vec![Span { steps, closing }],
    });
    Ok(Chart::new(Caption { title, subtitle, note, source, alt }, form))
}

/// What a reader must know of the bars: whether they are of lists, and whether one project took the place of another.
fn note(edition: Edition<'_>, start: &Year, (are_listed, is_level): (bool, bool)) -> String {
    let is_between = |year: &Year| year.records.is_some() && year.year > start.year && year.year < edition.year.year;
    let note = edition.words.term(match are_listed {
        false => "bridge-note-net",
        true if edition.past.iter().any(is_between) => "bridge-note-years",
        true => "bridge-note",
    });
    let level = if is_level { edition.words.term("bridge-note-level") } else { String::new() };
    places::notes([note, level])
}

/// So many steps a title names; of more, the largest.
const MOST_NAMED: usize = 3;

/// The pattern of a title that the bars show, and the steps that it names, each with the number over its bar.
fn title(edition: Edition<'_>, steps: &[Step]) -> (&'static str, String) {
    let largest = steps.iter().map(|step| step.value.abs()).max().unwrap_or(0);
    let of_largest: Vec<&Step> = steps.iter().filter(|step| step.value.abs() == largest).collect();
    let (key, named) = match (steps.len(), of_largest.len()) {
        (0, _) => ("bridge-title-none", Vec::new()),
        (1..=MOST_NAMED, _) => ("bridge-title-steps", steps.iter().collect()),
        (_, 1) => ("bridge-title-largest", of_largest),
        (_, _) => ("bridge-title-ends", Vec::new()),
    };
    let said = |step: &Step| {
        let gaps = [("change", step.text.as_str()), ("label", &step.label.to_lowercase())];
        edition.words.say("bridge-title-step", &gaps)
    };
    (key, edition.words.list(&named.into_iter().map(said).collect::<Vec<String>>()))
}

/// The terms that change the number.
fn terms(edition: Edition<'_>, span: &str) -> Vec<Step> {
    let step = |term: Term| {
        let figure = edition.figures.get(&format!("projects.bridge.{span}.{}", term.key()))?;
        let Value::Change { from, to } = figure.value else { return None };
        let is_sure = figure.receipt.confidence < Confidence::Inferred;
        (from != to).then(|| Step {
            label: edition.words.term(&format!("bar-{}", term.key())),
            value: i64::from(to) - i64::from(from),
            text: figure.marked(edition.words),
            note: String::new(),
            sureness: if is_sure { Sureness::Counted } else { Sureness::Estimated },
        })
    };
    Term::ALL.into_iter().filter_map(step).collect()
}

/// Whether projects took the place of as many others, so that a term has no bar although something happened.
fn is_level(edition: Edition<'_>, span: &str) -> bool {
    let figure = edition.figures.get(&format!("projects.bridge.{span}.{}", Term::Replaced.key()));
    figure.is_some_and(|figure| matches!(figure.value, Value::Change { from, to } if from == to && from > 0))
}

/// The one step between totals, and the ids of the totals.
fn net(edition: Edition<'_>, span: &str) -> Result<(Step, [String; 2]), String> {
    let figure = edition.figures.get(&format!("projects.change.{span}"));
    let missing = || edition.words.term("bridge-missing");
    let figure = figure.ok_or_else(missing)?;
    let Value::Change { from, to } = figure.value else { return Err(missing()) };
    let step = Step {
        label: edition.words.term("bar-net"),
        value: i64::from(to) - i64::from(from),
        text: figure.marked(edition.words),
        note: String::new(),
        sureness: Sureness::Counted,
    };
    let [opening, closing] = figure.receipt.of.as_slice() else { return Err(missing()) };
    Ok((step, [opening.clone(), closing.clone()]))
}
