//! Waivers: what a person has checked, beside the text, with the reason.
//!
//! A waiver is a line of its own: `[^checked]: "12 km": City plan of 2023, page 4`. It holds for the words between the
//! quotes wherever they stand in the same text, and is no part of what is printed.

use super::{Finding, Guard};

/// What a person has checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiver {
    /// The first byte of its line.
    pub start: usize,
    /// The byte after its line, without the line end.
    pub end: usize,
    /// The words of the text that it is about; nothing where they are not between quotes.
    pub words: String,
    /// Where they were checked; nothing where it does not say.
    pub reason: String,
}

/// How a waiver begins.
const MARK: &str = "[^checked]:";

/// The waivers of a text, and the text with blanks in their place, so that every place in it stays as it is.
pub fn waivers(text: &str) -> (Vec<Waiver>, String) {
    let (mut found, mut rest, mut at) = (Vec::new(), String::with_capacity(text.len()), 0);
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        if let Some(said) = bare.trim_start().strip_prefix(MARK) {
            let (words, reason) = parts(said.trim());
            found.push(Waiver { start: at, end: at + bare.len(), words, reason });
            rest.extend(std::iter::repeat_n(' ', bare.len()));
            rest.push_str(&line[bare.len()..]);
        } else {
            rest.push_str(line);
        }
        at += line.len();
    }
    (found, rest)
}

/// The words between quotes, and the reason behind the colon.
fn parts(said: &str) -> (String, String) {
    let pairs = [('"', '"'), ('“', '”'), ('‘', '’'), ('\'', '\'')];
    let quoted = pairs.iter().find_map(|(open, close)| said.strip_prefix(*open)?.split_once(*close));
    let (words, rest) = quoted.unwrap_or_default();
    let reason = rest.trim_start().strip_prefix(':').unwrap_or_default();
    (words.trim().to_owned(), reason.trim().to_owned())
}

/// Whether what was found stands at these words of a text.
pub fn covers(text: &str, words: &str, finding: &Finding) -> bool {
    let mut places = text.match_indices(words).filter(|_| !words.is_empty());
    places.any(|(at, words)| at < finding.end && finding.start < at + words.len())
}

/// What was found in a text, and which of its waivers were of no use.
#[derive(Debug)]
pub struct Checked {
    /// What was found and not waived, in the order of the text.
    pub findings: Vec<Finding>,
    /// How many findings were waived.
    pub waived: usize,
    /// Waivers that do not say of what or why, or whose words have nothing to waive.
    pub idle: Vec<Waiver>,
}

impl Guard<'_> {
    /// Everything in a text that the figures contradict or do not tell, less what a person has checked.
    pub fn checked(&self, text: &str) -> Checked {
        let (waivers, text) = waivers(text);
        let all = self.findings(&text);
        let covers =
            |waiver: &Waiver, finding: &Finding| !waiver.reason.is_empty() && covers(&text, &waiver.words, finding);
        let idle =
            waivers.iter().filter(|waiver| !all.iter().any(|finding| covers(waiver, finding))).cloned().collect();
        let count = all.len();
        let findings: Vec<Finding> =
            all.into_iter().filter(|finding| !waivers.iter().any(|waiver| covers(waiver, finding))).collect();
        Checked { waived: count - findings.len(), findings, idle }
    }
}
