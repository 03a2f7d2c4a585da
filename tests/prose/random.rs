//! Sentences of any words in any order: whatever they say, they are read to their end.

use super::network;
use crate::laws::networks::Dice;
use ascn_report::audit::prose::Guard;
use ascn_report::words::Words;
use std::fs;

/// Numbers, names of the network and marks, which stand between the phrases of the lists.
const OTHERS: [&str; 40] = [
    "14",
    "60",
    "0",
    "two",
    "twenty-four",
    "12%",
    "3.5",
    "2023",
    "in 2024",
    "10 September 2024",
    "one in six",
    "half of",
    "Exampleton",
    "Testonia",
    "Town Life",
    "Flood Watch",
    "the network",
    "projects",
    "cities",
    "Member States",
    ",",
    ",",
    ",",
    ";",
    ":",
    "(",
    ")",
    "–",
    "'s",
    "and",
    "of the",
    "of",
    "no",
    "none",
    "not",
    "than",
    "new",
    "bridge",
    "*60*",
    "[^1]",
];

#[test]
fn any_row_of_words_is_read_to_its_end() {
    let (network, figures) = network();
    let words = Words::english();
    let guard = Guard::new(&network, &figures, &words);
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("templates/en/prose.txt");
    let lists = fs::read_to_string(path).expect("the lists can be read");
    let lists = lists.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" = "));
    let phrases: Vec<&str> = lists.flat_map(|(_, phrases)| phrases.split(" | ")).collect();
    let mut dice = Dice::new(7);
    for _ in 0..20_000 {
        let mut text = String::new();
        for _ in 0..2 + dice.below(14) {
            let word = match dice.below(5) {
                0 | 1 => phrases[dice.below(phrases.len())],
                _ => OTHERS[dice.below(OTHERS.len())],
            };
            text.push_str(word);
            text.push(' ');
        }
        text.push('.');
        for finding in guard.findings(&text) {
            let said = text.get(finding.start..finding.end);
            assert!(said.is_some_and(|said| !said.is_empty()), "“{text}”: {finding:?}");
        }
    }
}
