//! Sentences that tell of a part, and of a change with both its numbers.

use super::network;
use ascn_report::audit::prose::{Guard, Weight};
use ascn_report::words::Words;

/// The number of a part is let be, whatever it is, for no figure of the whole tells of it; of a change with both its
/// numbers what is true is left alone, and what is false is found.
#[test]
fn a_part_is_not_taken_for_the_whole() {
    let (network, figures) = network();
    let words = Words::english();
    let guard = Guard::new(&network, &figures, &words);
    let is_told = |text: &str| guard.findings(text).iter().any(|finding| finding.weight != Weight::Unproved);
    for sentence in [
        "The number of projects rose by 14 to 60.",
        "The number of completed projects rose by 11 to 23.",
        "The list has 14 more projects than in 2023.",
        "The list has 14 new projects.",
        "46 projects of 2023 are listed again.",
        "Three cities list no project.",
        "Three projects are no longer listed.",
    ] {
        assert!(!is_told(sentence), "“{sentence}”: {:?}", guard.findings(sentence));
    }
    for sentence in [
        "The number of projects rose by 14 to 61.",
        "The number of projects rose by 13 to 60.",
        "The number of completed projects rose by 11 to 24.",
        "The number of projects rose by 60 to 14.",
    ] {
        assert!(is_told(sentence), "“{sentence}” is false");
    }
}
