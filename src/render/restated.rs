//! Numbers that were changed after they were published, in words: as published, as restated, why, since when.

use super::figures::Later;
use super::findings::slice_name;
use super::views::RestatedRow;
use crate::audit::sealed::{Changed, changed_with_others, restatement};
use crate::check::{Network, Printed, Restated, Year};
use crate::exhibit::{self, Edition};
use crate::words::Words;

/// The published numbers of these years that were changed later, each with its year where that is not the last one.
pub(super) fn published(network: &Network, past: &[Year], words: &Words) -> Vec<RestatedRow> {
    let own = past.last().map(|year| year.year);
    let rows = past.iter().flat_map(|year| {
        year.published.restated.iter().map(move |one| {
            let mut row = restated_row(network, year, words, one);
            if own != Some(year.year) {
                row.what = words.say("what-of-year", &[("what", &row.what), ("year", &year.year.to_string())]);
            }
            row
        })
    });
    rows.collect()
}

fn restated_row(network: &Network, year: &Year, words: &Words, one: &Restated) -> RestatedRow {
    let text = |printed: Printed| match printed {
        Printed::Count(count) => words.count(count),
        Printed::Share(share) => share.to_string(),
    };
    RestatedRow {
        what: name(network, words, &one.figure),
        from: text(one.from),
        to: text(one.to),
        reason: words.term(&format!("reason-{}", one.reason.word())),
        why: one.why.clone(),
        since: words.date(one.since),
        document: year.documents.get(one.document).map_or_else(String::new, |document| document.title.clone()),
    }
}

/// A published number that was changed later, in one sentence that names its year.
pub(super) fn restated_sentence(edition: Edition<'_>, year: &Year, one: &Restated) -> String {
    let [from, to] = exhibit::restated_numbers(edition, year, one);
    let row = restated_row(edition.network, year, edition.words, one);
    of_year(edition.words, year, RestatedRow { from, to, ..row })
}

fn of_year(words: &Words, year: &Year, mut row: RestatedRow) -> String {
    row.what = words.say("what-of-year", &[("what", &row.what), ("year", &year.year.to_string())]);
    restated_line(words, &row)
}

/// A change in one sentence.
pub(super) fn restated_line(words: &Words, one: &RestatedRow) -> String {
    let gaps = [
        ("what", one.what.as_str()),
        ("from", &one.from),
        ("to", &one.to),
        ("since", &one.since),
        ("reason", &one.reason),
        ("why", &one.why),
    ];
    words.say("audit-restated", &gaps)
}

/// Those of an edition: what was published of its years, and the figures that changed with it since it became final.
pub(super) fn rows(edition: Edition<'_>) -> Vec<RestatedRow> {
    let all = changed_with_others(edition.past, edition.figures, edition.words).into_iter();
    let with_others = all.map(|(changed, one)| with_another(edition, &changed, one));
    published(edition.network, edition.past, edition.words).into_iter().chain(with_others).collect()
}

/// A figure that changed with the one that a restatement names.
fn with_another(edition: Edition<'_>, changed: &Changed<'_>, one: &Restated) -> RestatedRow {
    let now = changed.now.map_or_else(|| edition.words.term("not-available"), |figure| figure.text(edition.words));
    RestatedRow {
        what: name(edition.network, edition.words, &changed.sealed.id.value),
        from: changed.sealed.text.clone(),
        to: now,
        ..restated_row(edition.network, edition.year, edition.words, one)
    }
}

/// The later change of a figure, in one sentence; nothing where it stands as it was published.
pub(super) fn sentence(edition: Edition<'_>, changed: &Later<'_>, id: &str) -> Option<String> {
    if let Some((year, one)) = restatement(edition.past, id) {
        return Some(restated_sentence(edition, year, one));
    }
    let (figure, one) = changed.get(id)?;
    Some(of_year(edition.words, edition.year, with_another(edition, figure, one)))
}

/// What a figure counts in words where these say it, else its id.
fn name(network: &Network, words: &Words, id: &str) -> String {
    let (whole, is_share) = id.strip_suffix(".share").map_or((id, false), |whole| (whole, true));
    let mut keys = whole.split('.').skip(1);
    let is_slice = whole.starts_with("projects") && keys.by_ref().step_by(2).all(|key| key.starts_with("by-"));
    let name = match whole {
        "partnerships" => words.term("all-partnerships"),
        "cities.with-projects" => slice_name(network, words, whole),
        _ if is_slice => slice_name(network, words, whole),
        _ => return id.to_owned(),
    };
    if is_share { words.say("share-of", &[("what", &name)]) } else { name }
}
