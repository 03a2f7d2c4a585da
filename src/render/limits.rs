//! What cannot be compared between two years, or only with care, and why.

use super::change::GrowthView;
use crate::check::{CodeList, Year};
use crate::exhibit::Edition;
use crate::measure;

/// What cannot be compared, and why.
pub(super) fn missing(edition: Edition<'_>, start: &Year, projects: &GrowthView) -> Vec<String> {
    let words = edition.words;
    let years = [start, edition.year];
    let mut all = Vec::new();
    if let Some(why) = projects.why() {
        all.push(words.say("compare-projects", &[("why", why)]));
    }
    let unlisted: Vec<String> =
        years.iter().filter(|year| year.records.is_none()).map(|year| year.year.to_string()).collect();
    if !unlisted.is_empty() {
        all.push(words.say("compare-list-missing", &[("years", &words.list(&unlisted))]));
    }
    let unknown = partnerships_unknown(edition, start);
    if !unknown.is_empty() {
        all.push(words.say("compare-partnerships", &[("years", &unknown)]));
    }
    if unlisted.is_empty() {
        let silent = silent_years(edition, start);
        if !silent.is_empty() {
            all.push(words.say("compare-status", &[("years", &words.list(&silent))]));
        }
        let inferred = inferred_years(edition, start);
        if !inferred.is_empty() {
            all.push(words.say("compare-areas", &[("years", &words.list(&inferred))]));
        }
        all.extend(silent_lists(edition, start));
    }
    all
}

/// The further lists of which projects of one of the two years name no code.
fn silent_lists(edition: Edition<'_>, start: &Year) -> Vec<String> {
    let uses = |year: &Year, key: &str| {
        measure::lists_in_use(edition.network, year).iter().any(|(_, list)| list.code.key == key)
    };
    let sentence = |list: &CodeList| {
        let key = list.code.key.as_str();
        let (before, after) = (uses(start, key), uses(edition.year, key));
        let year = if before { edition.year.year } else { start.year };
        let gaps = [("list", list.code.name.as_str()), ("year", &year.to_string())];
        (before != after).then(|| edition.words.say("compare-codes", &gaps))
    };
    edition.network.code_lists.iter().filter_map(sentence).collect()
}

/// The years of the two whose sources state no status.
pub(super) fn silent_years(edition: Edition<'_>, start: &Year) -> Vec<String> {
    let silent = [start, edition.year].into_iter().filter(|year| measure::states_no_status(edition.network, year));
    silent.map(|year| year.year.to_string()).collect()
}

/// The years of the two whose focus areas are inferred.
pub(super) fn inferred_years(edition: Edition<'_>, start: &Year) -> Vec<String> {
    let inferred = [start, edition.year].into_iter().filter(|year| measure::has_inferred_areas(year));
    inferred.map(|year| year.year.to_string()).collect()
}

/// The years of the two for which no number of partnerships was published, in words.
pub(super) fn partnerships_unknown(edition: Edition<'_>, start: &Year) -> String {
    let is_unknown = |year: &i32| edition.figures.count(&format!("partnerships.in-{year}")).is_none();
    let years: Vec<String> =
        [start.year, edition.year.year].into_iter().filter(is_unknown).map(|year| year.to_string()).collect();
    edition.words.list(&years)
}
