//! What people write: contact fields name offices, and one project is not entered twice.

use crate::diagnostic::{Diagnostics, distance};
use crate::load::written::{Inputs, Record};
use crate::source::At;
use std::collections::BTreeMap;

/// Contact fields hold offices: no e-mail address, no telephone number, no personal title.
pub(super) fn contacts(inputs: &Inputs, found: &mut Diagnostics) {
    let cities = inputs.cities.cities.iter();
    let offices = cities.flat_map(|city| city.offices.iter().map(move |office| (city.name.as_str(), &office.office)));
    let returns = inputs.snapshots.iter().flat_map(|snapshot| snapshot.returns.iter().flatten());
    let returns = returns.map(|sent| (sent.city.value.as_str(), &sent.office));
    for (city, office) in offices.chain(returns) {
        one_contact(city, office, found);
    }
}

fn one_contact(city: &str, office: &At<String>, found: &mut Diagnostics) {
    let what = if holds_mail(&office.value) {
        "an e-mail address"
    } else if holds_telephone(&office.value) {
        "a telephone number"
    } else if holds_personal_title(&office.value) {
        "a person's title"
    } else {
        return;
    };
    found
        .error("contact-details", office.place, format!("the contact office of {city} holds {what}"))
        .help("write the office or the designation only, such as `Director, City Planning Department`");
}

fn holds_mail(text: &str) -> bool {
    text.split_whitespace()
        .any(|word| word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.')))
}

/// Seven digits or more in a row, with nothing but signs of telephone numbers between them.
fn holds_telephone(text: &str) -> bool {
    let signs = |c: char| c.is_ascii_digit() || matches!(c, '+' | '-' | ' ' | '(' | ')' | '.' | '/');
    text.split(|c| !signs(c)).any(|run| run.chars().filter(char::is_ascii_digit).count() >= 7)
}

/// Titles that stand before a person's name in the member states' languages, as written in English documents.
const TITLES: [&str; 24] = [
    "mr", "mrs", "ms", "mdm", "miss", "dr", "prof", "h.e", "hon", "engr", "atty", "arch", "dato", "dato'", "datuk",
    "datin", "pehin", "awang", "dayang", "ir", "drs", "khun", "tan", "tun",
];

fn holds_personal_title(text: &str) -> bool {
    let words: Vec<&str> = text.split([' ', ',', '(', ')', ';']).filter(|word| !word.is_empty()).collect();
    words.windows(2).any(|pair| {
        let title = pair[0].trim_end_matches('.').to_lowercase().replace('\u{2019}', "'");
        let is_name = pair[1].chars().next().is_some_and(char::is_uppercase);
        TITLES.contains(&title.as_str()) && is_name
    })
}

/// Two projects of one city with nearly the same title are probably one that is entered twice.
pub(super) fn near_duplicates(inputs: &Inputs, found: &mut Diagnostics) {
    for snapshot in &inputs.snapshots {
        let mut by_city: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
        for record in snapshot.records.iter().flatten() {
            by_city.entry(&record.city.value).or_default().push(record);
        }
        for records in by_city.values() {
            for (place, record) in records.iter().enumerate() {
                let twin = records[..place].iter().find(|other| are_near(&record.title.value, &other.title.value));
                if let Some(twin) = twin.filter(|twin| twin.id.value != record.id.value) {
                    found
                        .warning(
                            "near-duplicate",
                            record.title.place,
                            format!("“{}” and “{}” of `{}` look like one project", record.title.value, twin.title.value, record.city.value),
                        )
                        .also(twin.title.place, "the other one")
                        .help("remove one of them if it is entered twice; two phases of a project should say so in their titles");
                }
            }
        }
    }
}

/// Whether two titles differ in a letter or two at most, apart from capitals and signs. Numbers always count.
fn are_near(one: &str, other: &str) -> bool {
    let plain =
        |title: &str| -> String { title.to_lowercase().chars().filter(|c| c.is_alphanumeric()).take(120).collect() };
    let digits = |title: &str| -> String { title.chars().filter(char::is_ascii_digit).collect() };
    let (a, b) = (plain(one), plain(other));
    let shorter = a.chars().count().min(b.chars().count());
    let lengths_allow = a.chars().count().abs_diff(b.chars().count()) <= 2;
    digits(one) == digits(other) && (a == b || (shorter >= 12 && lengths_allow && distance(&a, &b) <= 2))
}
