//! Words for numbers, at the bounds where they change.

use ascn_report::words::{Words, near_half};

#[test]
fn a_part_is_told_in_words_where_they_are_exact_enough() {
    let words = Words::english();
    let told = [
        ((0, 0), "n/a"),
        ((0, 1), "none"),
        ((1, 1), "all"),
        ((0, 100), "none"),
        ((1, 100), "n/a"),
        ((44, 100), "n/a"),
        ((449, 1000), "n/a"),
        ((45, 100), "nearly half"),
        ((49, 100), "nearly half"),
        ((1, 2), "half"),
        ((50, 100), "half"),
        ((51, 100), "just over half"),
        ((55, 100), "just over half"),
        ((551, 1000), "n/a"),
        ((56, 100), "n/a"),
        ((99, 100), "n/a"),
        ((100, 100), "all"),
        ((u32::MAX, u32::MAX), "all"),
        ((u32::MAX / 2, u32::MAX), "nearly half"),
    ];
    for ((part, whole), text) in told {
        assert_eq!(words.extent((part, whole), "n/a"), text, "{part} of {whole}");
    }
    assert_eq!(near_half(0, 0), None);
}

#[test]
fn a_number_rises_falls_or_stays() {
    let words = Words::english();
    let told = [
        ((0, 0), "stayed at 0"),
        ((0, 1), "rose from 0 to 1"),
        ((1, 0), "fell from 1 to 0"),
        ((1, 1), "stayed at 1"),
        ((86, 108), "rose from 86 to 108"),
        ((1001, 1000), "fell from 1,001 to 1,000"),
    ];
    for ((from, to), text) in told {
        assert_eq!(words.course((from, to), [&words.count(from), &words.count(to)]), text);
    }
}
