//! From the projects of one year to those of another.

use super::Edition;
use crate::chart::{Bridge, Caption, Chart, Form, Span, Step, Sureness, Total};
use crate::check::Year;
use crate::measure::{Term, Value};
use crate::terms::Confidence;

pub(super) fn chart(edition: Edition<'_>, start: &Year) -> Result<Chart, String> {
    let words = edition.words;
    let (from, to) = (start.year.to_string(), edition.year.year.to_string());
    let span = format!("{from}-to-{to}");
    let are_listed = start.records.is_some() && edition.year.records.is_some();
    let total =
        |year: &str, value: u32| Total { label: year.to_owned(), value, text: words.count(value), note: String::new() };
    let (steps, opening, closing) = if are_listed {
        let count = |id: &str| edition.figures.count(id).ok_or_else(|| words.term("no-projects-sentence"));
        (terms(edition, &span), count(&format!("projects.in-{from}"))?, count("projects")?)
    } else {
        // On published totals the step leads from one of them to the other, whatever the records say.
        let (step, opening, closing) = net(edition, &span)?;
        (vec![step], opening, closing)
    };
    let (opening, closing) = (total(&from, opening), total(&to, closing));
    let names = &edition.network.names;
    let date = words.date(edition.year.as_of);
    let (new, gone) = (format!("projects.new.{span}"), format!("projects.gone.{span}"));
    let gaps = [
        ("from", from.as_str()),
        ("to", to.as_str()),
        ("plan", &names.plan_name),
        ("network", &names.name),
        ("date", &date),
        ("opening", &opening.text),
        ("closing", &closing.text),
        ("new", &counted(edition, "projects-are", &new)),
        ("gone", &counted(edition, "are", &gone)),
    ];
    let title = match (edition.figures.count(&new), edition.figures.count(&gone)) {
        (Some(0), Some(0)) => "bridge-title-none",
        (Some(0), Some(_)) => "bridge-title-gone",
        (Some(_), Some(0)) => "bridge-title-new",
        (Some(_), Some(_)) => "bridge-title-both",
        _ => "bridge-title-net",
    };
    let title = words.say(title, &gaps);
    let subtitle = words.say("bridge-subtitle", &gaps);
    let alt = words.say("bridge-alt", &[("subtitle", &subtitle), ("title", &title)]);
    let is_between = |year: &Year| year.records.is_some() && year.year > start.year && year.year < edition.year.year;
    let note = words.term(match are_listed {
        false => "bridge-note-net",
        true if edition.past.iter().any(is_between) => "bridge-note-years",
        true => "bridge-note",
    });
    let source = words.say("projects-source", &gaps);
    let form = Form::Bridge(Bridge {
        label_heading: words.term("heading-step"),
        value_heading: words.term("heading-projects"),
        note_heading: words.term("heading-note"),
        estimate: words.term("estimate"),
        opening,
        spans: vec![Span { steps, closing }],
    });
    Ok(Chart { caption: Caption { title, subtitle, note: edition.note(&note), source, alt }, form })
}

/// A number with its verb: `1 project is`, `25 projects are`, `3 are`.
fn counted(edition: Edition<'_>, what: &str, id: &str) -> String {
    edition.figures.count(id).map_or_else(String::new, |count| edition.words.counted(what, count))
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
            text: figure.text(edition.words),
            note: String::new(),
            sureness: if is_sure { Sureness::Counted } else { Sureness::Estimated },
        })
    };
    Term::ALL.into_iter().filter_map(step).collect()
}

/// The one step between totals, and the totals.
fn net(edition: Edition<'_>, span: &str) -> Result<(Step, u32, u32), String> {
    let figure = edition.figures.get(&format!("projects.change.{span}"));
    let missing = || edition.words.term("bridge-missing");
    let figure = figure.ok_or_else(missing)?;
    let Value::Change { from, to } = figure.value else { return Err(missing()) };
    let step = Step {
        label: edition.words.term("bar-net"),
        value: i64::from(to) - i64::from(from),
        text: figure.text(edition.words),
        note: String::new(),
        sureness: Sureness::Counted,
    };
    Ok((step, from, to))
}
