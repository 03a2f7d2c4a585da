//! Shares of one whole, rounded together: they add up to 100, and none is a whole point away from what it is.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::OpenOptions;
use std::io::Write;

use ascn_report::check::Network;
use ascn_report::measure::{self, Figures, Share, Value};
use ascn_report::terms::largest_remainders;
use ascn_report::words::Words;

use super::figures::network;
use super::networks::Made;

/// A made-up network whose framework wants the shares rounded together; every project has a type.
fn together(seed: u64) -> Network {
    let folder = Made::new(seed).typed().write();
    let framework = OpenOptions::new().append(true).open(folder.path().join("framework.yaml"));
    framework.expect("a framework").write_all(b"\nrounding: largest-remainder\n").expect("one more line");
    network(folder.path())
}

/// The whole per cent of a printed share; what is marked stands for nothing or for all.
fn percent(text: &str) -> i64 {
    match text {
        "<1%" => 0,
        ">99%" => 100,
        text => text.strip_suffix('%').and_then(|text| text.parse().ok()).expect("a whole per cent"),
    }
}

/// The printed shares of an edition that end so, by the whole and the classification of their id.
fn wholes<'a>(figures: &'a Figures, ending: &str) -> BTreeMap<&'a str, Vec<(Share, String)>> {
    let words = Words::english();
    let mut wholes: BTreeMap<&str, Vec<(Share, String)>> = BTreeMap::new();
    for figure in figures.all() {
        let (Some(id), Value::Share(share)) = (figure.id.strip_suffix(ending), figure.value) else { continue };
        let Some((whole, _)) = id.rsplit_once('.') else { continue };
        wholes.entry(whole).or_default().push((share, figure.text(&words)));
    }
    wholes
}

#[test]
fn every_classification_is_printed_as_100_per_cent() {
    let mut kinds: BTreeSet<String> = BTreeSet::new();
    let mut moved = 0;
    for seed in 0..120 {
        let network = together(seed);
        for place in 0..network.years.len() {
            let figures = measure::figures(&network, place);
            for (whole, shares) in wholes(&figures, ".share") {
                let sum: i64 = shares.iter().map(|(_, text)| percent(text)).sum();
                assert_eq!(sum, 100, "network {seed}, {whole} in {}: {shares:?}", figures.year);
                for (share, text) in &shares {
                    let off = percent(text) * i64::from(share.whole) - i64::from(share.part) * 100;
                    assert!(off.abs() < i64::from(share.whole), "network {seed}, {whole}: {share:?} is {text}");
                    moved += usize::from(*text != super::arithmetic::share(share.part, share.whole));
                }
                kinds.extend(whole.rsplit('.').next().map(str::to_owned));
            }
        }
    }
    let all = ["by-city", "by-focus-area", "by-member-state", "by-project-type", "by-status"];
    assert_eq!(kinds, all.map(str::to_owned).into());
    assert!(moved > 300, "only {moved} shares are not what they would be by themselves");
}

#[test]
fn a_share_of_an_earlier_year_is_printed_as_in_its_own_edition() {
    let words = Words::english();
    let mut compared = 0;
    for seed in 0..120 {
        let network = together(seed);
        let editions: Vec<Figures> = (0..network.years.len()).map(|place| measure::figures(&network, place)).collect();
        for figure in editions.iter().flat_map(Figures::all) {
            let Some((id, year)) = figure.id.split_once(".share-in-") else { continue };
            let own = editions.iter().find(|figures| figures.year.to_string() == year).expect("its edition");
            let Value::Share(_) = figure.value else { continue };
            // A city that joined later has no share in its own edition of the earlier year.
            let Some(share) = own.get(&format!("{id}.share")) else { continue };
            assert_eq!(figure.text(&words), share.text(&words), "network {seed}, {}", figure.id);
            assert_eq!(figure.receipt.definition, share.receipt.definition, "network {seed}, {}", figure.id);
            compared += 1;
        }
    }
    assert!(compared > 500, "only {compared} shares were compared");
}

#[test]
fn what_is_missing_goes_to_those_that_lost_most() {
    for a in 0..=40_u32 {
        for b in 0..=40_u32 {
            for c in 0..=40_u32 {
                let (parts, whole) = ([a, b, c], u64::from(a + b + c));
                let Some(percents) = largest_remainders(&parts) else {
                    assert_eq!(whole, 0, "{parts:?}");
                    continue;
                };
                assert_eq!(percents.iter().sum::<u32>(), 100, "{parts:?}");
                let lost = parts.map(|part| u64::from(part) * 100 % whole);
                let rose = [0, 1, 2].map(|at| u64::from(percents[at]) * whole > u64::from(parts[at]) * 100);
                for (x, y) in [(0, 1), (0, 2), (1, 2), (1, 0), (2, 0), (2, 1)] {
                    let is_first = lost[x] > lost[y] || (lost[x] == lost[y] && x < y);
                    assert!(!is_first || !rose[y] || rose[x], "{parts:?} as {percents:?}");
                }
            }
        }
    }
    assert_eq!(largest_remainders(&[]), None);
    // Of three equal parts, the first has the point.
    assert_eq!(largest_remainders(&[1, 1, 1]), Some(vec![34, 33, 33]));
    assert_eq!(largest_remainders(&[u32::MAX, u32::MAX]), Some(vec![50, 50]));
}

#[test]
fn more_than_nothing_is_not_printed_as_nothing() {
    let words = Words::english();
    let percents = largest_remainders(&[995, 2, 3]).expect("a whole");
    let texts: Vec<String> =
        percents.iter().zip([995, 2, 3]).map(|(one, part)| words.percent((*one).into(), part, 1000)).collect();
    assert_eq!(texts, [">99%", "<1%", "<1%"]);
    assert_eq!([words.percent(0, 0, 9), words.percent(100, 9, 9)], ["0%", "100%"]);
}
