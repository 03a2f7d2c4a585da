//! Bridges close, for any two snapshots and any ledger.

use std::collections::{BTreeMap, BTreeSet};

use ascn_report::check::{Network, Slice};
use ascn_report::measure::{Bridge, Lineage, Term, Value, lineages};
use ascn_report::terms::{CityId, FocusAreaId, MemberStateId, RecordId, StatusId};

use super::figures::each;

/// Every class, one level deep, and the whole.
fn slices(network: &Network) -> Vec<Slice> {
    let none = Slice::default();
    let areas = (0..network.focus_areas.len()).map(|at| Slice { focus_area: Some(FocusAreaId::at(at)), ..none });
    let statuses = (0..network.statuses.len()).map(|at| Slice { status: Some(StatusId::at(at)), ..none });
    let states = (0..network.member_states.len()).map(|at| Slice { member_state: Some(MemberStateId::at(at)), ..none });
    let cities = (0..network.cities.len()).map(|at| Slice { city: Some(CityId::at(at)), ..none });
    std::iter::once(none).chain(areas).chain(statuses).chain(states).chain(cities).collect()
}

#[test]
fn every_bridge_between_any_two_years_closes_and_chains() {
    let mut closed = 0;
    let mut terms: BTreeMap<&str, usize> = BTreeMap::new();
    for measured in each() {
        let steps = lineages(&measured.network, &measured.network.years);
        for slice in slices(&measured.network) {
            for start in 0..steps.len() {
                let mut sums = vec![0; Term::ALL.len()];
                for end in start..steps.len() {
                    let span: Vec<&Lineage<'_>> = steps[start..=end].iter().collect();
                    let bridge = Bridge::of(&span, slice).expect("a bridge");
                    assert_eq!(bridge.gap(), 0, "{}, {slice:?}, {} to {}", measured.name, bridge.from, bridge.to);
                    let last = Bridge::of(&span[span.len() - 1..], slice).expect("a bridge");
                    for (sum, own) in sums.iter_mut().zip(&last.sums) {
                        *sum += own.net();
                    }
                    let nets: Vec<i64> = bridge.sums.iter().map(ascn_report::measure::Sum::net).collect();
                    assert_eq!(nets, sums, "{}, {slice:?}: the steps make the whole", measured.name);
                    closed += 1;
                    for sum in bridge.sums.iter().filter(|sum| !sum.is_empty()) {
                        *terms.entry(sum.term.key()).or_default() += 1;
                    }
                }
            }
        }
    }
    assert!(closed > 2_000, "only {closed} bridges were tried");
    let missing: Vec<&str> = Term::ALL.iter().map(|term| term.key()).filter(|key| !terms.contains_key(key)).collect();
    assert_eq!(missing, ["left-with-city"], "every other way to come and to leave is tried");
}

#[test]
fn every_project_is_in_one_movement() {
    for measured in each() {
        for step in lineages(&measured.network, &measured.network.years) {
            for (year, side) in [(step.earlier, 0), (step.later, 1)] {
                let ids = step.movements.iter().flat_map(|one| if side == 0 { &one.before } else { &one.after });
                let ids: Vec<RecordId> = ids.copied().collect();
                let once: BTreeSet<RecordId> = ids.iter().copied().collect();
                assert_eq!(ids.len(), once.len(), "{}, {}: a project is told twice", measured.name, year.year);
                assert_eq!(once.len(), year.records.as_ref().map_or(0, Vec::len), "{}, {}", measured.name, year.year);
            }
        }
    }
}

/// From the figures alone, as a reader of the figures file would do it.
#[test]
fn the_printed_terms_lead_from_the_earlier_count_to_this_one() {
    let mut closed = 0;
    for measured in each() {
        for (place, figures) in measured.figures.iter().enumerate() {
            assert!(figures.open.is_empty(), "{}: {:?}", measured.name, figures.open);
            let mut spans: BTreeMap<(&str, &str), i64> = BTreeMap::new();
            for figure in figures.all() {
                let Some((class, rest)) = figure.id.split_once(".bridge.") else { continue };
                let Value::Change { from, to } = figure.value else { panic!("{} is no change", figure.id) };
                let (span, _) = rest.split_once('.').expect("a span and a term");
                *spans.entry((class, span)).or_default() += i64::from(to) - i64::from(from);
                let named = figure.receipt.left.iter().chain(&figure.receipt.records).map(|listed| {
                    let year = measured.network.years.iter().find(|year| year.year == listed.year).expect("the year");
                    &year.records.as_ref().expect("a list")[listed.id.place()].key
                });
                assert_eq!(named.count(), (from + to) as usize, "{}: each is named", figure.id);
            }
            for ((class, span), net) in spans {
                let (from, to) = span.split_once("-to-").expect("two years");
                assert_eq!(to, measured.network.years[place].year.to_string());
                // A year that was published with another number says so elsewhere; bridges lead from list to list.
                let start = measured.network.years.iter().find(|year| year.year.to_string() == from).expect("the year");
                let opening = if class == "projects" {
                    start.records.as_ref().map_or(0, Vec::len)
                } else {
                    figures.count(&format!("{class}.in-{from}")).expect("the earlier count") as usize
                };
                let closing = figures.count(class).expect("the count of this year");
                let opening = i64::try_from(opening).expect("a small number");
                assert_eq!(opening + net, i64::from(closing), "{}, {class}, {span}", measured.name);
                closed += 1;
            }
        }
    }
    assert!(closed > 300, "only {closed} bridges were printed");
}
