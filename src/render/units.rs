//! What one traced partnership is called: its partner, and where.

use super::lists::full_name;
use crate::check::{Partner, Record};
use crate::exhibit::Edition;
use crate::terms::Counting;

/// The names of what is counted, from the ids in a receipt: `example-park + example-bank` is a partner in a project or a
/// city, `network + example-bank` one of the whole network, and an id alone a partner wherever it works.
pub(super) fn names(edition: Edition<'_>, entries: &[String]) -> Vec<String> {
    entries.iter().map(|entry| name(edition, entry)).collect()
}

fn name(edition: Edition<'_>, entry: &str) -> String {
    let (place, partner) = entry.split_once(" + ").map_or((None, entry), |(place, partner)| (Some(place), partner));
    let known = edition.network.partners.iter().find(|one| one.code.key == partner);
    let said = |partner: &Partner| full_name(edition.words, partner);
    let partner = known.map_or_else(|| partner.to_owned(), said);
    let Some(place) = place else { return partner };
    edition.words.say("partner-in", &[("partner", &partner), ("place", &where_it_is(edition, place))])
}

/// The name of the project of that id, where projects are counted; else of the city, or that it is the whole network.
fn where_it_is(edition: Edition<'_>, place: &str) -> String {
    let (network, words) = (edition.network, edition.words);
    let by_project = network.count_rule.of(edition.year.year) == Counting::ProjectAndPartner;
    let is_it = |record: &&Record| network.first_key(&record.key) == place;
    let of_year =
        |year: &crate::check::Year| year.records.as_ref()?.iter().find(is_it).map(|record| record.title().to_string());
    let project = edition.past.iter().rev().find_map(of_year).filter(|_| by_project);
    let city = network.cities.iter().find(|city| city.code.key == place).map(|city| city.code.name.clone());
    match (project, city) {
        (Some(title), _) => words.say("project-quoted", &[("title", &title)]),
        (None, Some(city)) => city,
        (None, None) if place == crate::measure::NETWORK => words.term("whole-network-there"),
        (None, None) => cities(edition, place),
    }
}

/// The cities of a project that no list shows yet: it is not told, as in the links.
fn cities(edition: Edition<'_>, project: &str) -> String {
    let network = edition.network;
    let is_it = |key: &String| network.first_key(key) == project;
    let links = network.partnerships.iter().filter(|link| link.project.as_ref().is_some_and(is_it));
    let cities: std::collections::BTreeSet<_> = links.flat_map(|link| &link.cities).collect();
    let names = cities.into_iter().filter_map(|id| network.cities.get(id.place())).map(|city| city.code.name.clone());
    edition.words.list(&names.collect::<Vec<String>>())
}
