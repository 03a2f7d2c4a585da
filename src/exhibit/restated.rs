//! Published totals that were changed later, in one sentence each, for every place that prints them.

use super::Edition;
use crate::check::{Printed, Restated, Year};
use crate::measure::restated_id;

/// One sentence for each total of the years up to the edition's that was changed later and whose figure has one of these
/// ids: as published, as restated, why, since when.
pub fn totals(edition: Edition<'_>, figures: &[&str]) -> Vec<String> {
    let is_told = |year: &Year, one: &Restated| {
        // Of the cities with projects, an edition prints its own number only.
        let is_own = one.figure != "cities.with-projects" || year.year == edition.year.year;
        is_own && figures.contains(&one.figure.as_str())
    };
    let of_year = |year: &'_ Year| -> Vec<String> {
        let restated = year.published.restated.iter().filter(|one| is_told(year, one));
        restated.map(|one| sentence(edition, year, one)).collect()
    };
    edition.past.iter().flat_map(of_year).collect()
}

fn sentence(edition: Edition<'_>, year: &Year, one: &Restated) -> String {
    let words = edition.words;
    let what = match one.figure.as_str() {
        "projects" => "restated-projects",
        "partnerships" => "restated-partnerships",
        _ => "restated-cities",
    };
    let [from, to] = numbers(edition, year, one);
    let gaps = [
        ("what", words.say(what, &[("year", &year.year.to_string())])),
        ("from", from),
        ("to", to),
        ("since", words.date(one.since)),
        ("reason", words.term(&format!("reason-{}", one.reason.word()))),
        ("why", one.why.clone()),
    ];
    words.say("restated-sentence", &gaps.each_ref().map(|(name, text)| (*name, text.as_str())))
}

/// A number as published and as restated, each leading to its receipt.
pub fn numbers(edition: Edition<'_>, year: &Year, one: &Restated) -> [String; 2] {
    let words = edition.words;
    let text = |printed: Printed| match printed {
        Printed::Count(count) => words.count(count),
        Printed::Share(share) => share.to_string(),
    };
    let (from, to) = (text(one.from), text(one.to));
    let of_year = match one.figure.strip_suffix(".share") {
        Some(whole) => format!("{whole}.share-in-{}", year.year),
        None => format!("{}.in-{}", one.figure, year.year),
    };
    let is_own = year.year == edition.year.year;
    let ids = is_own.then_some(one.figure.as_str()).into_iter().chain([of_year.as_str()]);
    // A share may have been published with more decimals than the report prints.
    let says = |id: &&str| edition.figures.get(id).is_some_and(|figure| figure.text(words) == to);
    let led = ids.into_iter().find(says).map(|id| words.mark(id, &to));
    [words.mark(&restated_id(&one.figure, year.year), &from), led.unwrap_or(to)]
}
