//! What people write: contact fields name offices.

use crate::diagnostic::Diagnostics;
use crate::load::written::Inputs;
use crate::prose::{self, Piece};

/// Contact fields hold offices: no e-mail address, no telephone number, no personal title.
pub(super) fn contacts(inputs: &Inputs, found: &mut Diagnostics) {
    let cities = inputs.cities.cities.iter();
    let offices = cities.flat_map(|city| city.offices.iter().map(move |office| (city.name.as_str(), &office.office)));
    let returns = inputs.snapshots.iter().flat_map(|snapshot| snapshot.returns.iter().flatten());
    let returns = returns.map(|sent| (inputs.city_name(&sent.city.value), &sent.office));
    let plans = inputs.plans.plans.iter();
    let plans = plans.filter_map(|plan| Some((inputs.city_name(&plan.city.value), plan.office.as_ref()?)));
    for (city, office) in offices.chain(returns).chain(plans) {
        if let Some(what) = details(&office.value) {
            let message = format!("the contact office of {city} holds {what}");
            found.error("contact-details", office.place, message).help(OFFICES);
        }
    }
}

const OFFICES: &str = "write the office or the designation only, such as `Director, City Planning Department`";

/// Texts name offices: no e-mail address, no telephone number, no personal title.
pub(super) fn stories(inputs: &Inputs, found: &mut Diagnostics) {
    for block in inputs.narrative.iter().flat_map(|text| &text.blocks) {
        for piece in prose::leaves(&block.pieces) {
            let Piece::Words(words) = piece else { continue };
            if let Some(what) = details(&words.value) {
                found.error("contact-details", words.place, format!("this text holds {what}")).help(OFFICES);
            }
        }
    }
}

/// What of a person's details a text holds.
fn details(text: &str) -> Option<&'static str> {
    if holds_mail(text) {
        Some("an e-mail address")
    } else if holds_telephone(text) {
        Some("a telephone number")
    } else if holds_personal_title(text) {
        Some("a person's title")
    } else {
        None
    }
}

fn holds_mail(text: &str) -> bool {
    text.replace('＠', "@")
        .split_whitespace()
        .any(|word| word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.')))
}

/// Seven digits or more in a row, in any script, with nothing but signs of telephone numbers between them. Years do not
/// count, unless the number begins as one that is dialled: `+…` or `0…`.
fn holds_telephone(text: &str) -> bool {
    let signs = |c: char| c.is_numeric() || matches!(c, '+' | '-' | ' ' | '(' | ')' | '.');
    text.split(|c| !signs(c)).any(|run| {
        let run = run.trim_start_matches([' ', '-', '.']);
        let is_dialled = run.trim_start_matches('(').starts_with(['+', '0', '๐', '０']);
        let groups = run.split(|c: char| !c.is_numeric());
        let is_year = |group: &str| ["19", "20", "25"].iter().any(|start| group.starts_with(start)) && group.len() == 4;
        let counted = groups.filter(|group| is_dialled || !is_year(group));
        counted.map(|group| group.chars().count()).sum::<usize>() >= 7
    })
}

/// Titles that stand before a person's name in the member states' languages, as written in English documents.
const TITLES: [&str; 29] = [
    "mr",
    "mrs",
    "ms",
    "mdm",
    "madam",
    "miss",
    "sir",
    "dr",
    "prof",
    "professor",
    "engr",
    "atty",
    "dato",
    "dato'",
    "datuk",
    "datin",
    "tan sri",
    "tun dr",
    "pehin",
    "awang",
    "dayang",
    "drs",
    "khun",
    "daw",
    "h.e",
    "u",
    "ir",
    "hon",
    "arch",
];

/// Those of them that are words or names themselves, and titles only as they are written here, or with a full stop.
const ALSO_WORDS: [(&str, &str); 4] = [("u", "U"), ("ir", "Ir"), ("hon", ""), ("arch", "")];

/// Whether a title stands before a name: with a full stop, or before a word with a capital letter.
fn holds_personal_title(text: &str) -> bool {
    let text =
        text.replace('\u{2019}', "'").replace("H.E.", "h.e").replace("Tan Sri", "tan_sri").replace("Tun Dr", "tun_dr");
    let is_of_word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '_');
    let mut at = 0;
    while let Some(start) = text[at..].find(is_of_word).map(|start| at + start) {
        let end = text[start..].find(|c| !is_of_word(c)).map_or(text.len(), |length| start + length);
        let end = if text[start..].starts_with("h.e") { start + 3 } else { end };
        let (word, rest) = (&text[start..end], &text[end..]);
        let is_stopped = rest.starts_with('.');
        let next = rest.trim_start_matches(['.', ' ']).chars().next();
        let is_before_name =
            if is_stopped { next.is_some_and(char::is_alphabetic) } else { next.is_some_and(char::is_uppercase) };
        let plain = word.to_lowercase().replace('_', " ");
        // “U.S.” is no title before a name.
        let is_initials = word.len() == 1 && rest.starts_with('.') && is_initial(&rest[1..]);
        let is_word = ALSO_WORDS.iter().any(|(title, typed)| *title == plain && *typed != word);
        if TITLES.contains(&plain.as_str()) && is_before_name && (is_stopped || !is_word) && !is_initials {
            return true;
        }
        at = end;
    }
    false
}

/// Whether a text begins with one letter and a full stop.
fn is_initial(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next() == Some('.')
}
