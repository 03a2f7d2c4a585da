//! What people write: contact fields name offices.

use crate::diagnostic::Diagnostics;
use crate::load::written::Inputs;
use crate::source::At;

/// Contact fields hold offices: no e-mail address, no telephone number, no personal title.
pub(super) fn contacts(inputs: &Inputs, found: &mut Diagnostics) {
    let cities = inputs.cities.cities.iter();
    let offices = cities.flat_map(|city| city.offices.iter().map(move |office| (city.name.as_str(), &office.office)));
    let returns = inputs.snapshots.iter().flat_map(|snapshot| snapshot.returns.iter().flatten());
    let returns = returns.map(|sent| (sent.city.value.as_str(), &sent.office));
    let plans = inputs.plans.plans.iter();
    let plans = plans.filter_map(|plan| Some((inputs.city_name(&plan.city.value), plan.office.as_ref()?)));
    for (city, office) in offices.chain(returns).chain(plans) {
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
