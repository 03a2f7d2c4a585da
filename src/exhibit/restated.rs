//! Published totals that were changed later, in one sentence each, for every place that prints them.

use super::Edition;
use crate::check::{Printed, Restated, Year};

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
    let text = |printed: Printed| match printed {
        Printed::Count(count) => words.count(count),
        Printed::Share(share) => share.to_string(),
    };
    let gaps = [
        ("what", words.say(what, &[("year", &year.year.to_string())])),
        ("from", text(one.from)),
        ("to", text(one.to)),
        ("since", words.date(one.since)),
        ("reason", words.term(&format!("reason-{}", one.reason.word()))),
        ("why", one.why.clone()),
    ];
    words.say("restated-sentence", &gaps.each_ref().map(|(name, text)| (*name, text.as_str())))
}
