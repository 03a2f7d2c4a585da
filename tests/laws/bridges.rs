//! Bridges close, for any two snapshots and any ledger.

use std::collections::{BTreeMap, BTreeSet};

use ascn_report::check::{Network, Slice};
use ascn_report::measure::{self, Bridge, Lineage, Listed, Sum, Term, Value, lineages};
use ascn_report::terms::{CityId, Event, FocusAreaId, MemberStateId, RecordId, StatusId};

use super::figures::{Measured, each};

/// Every class, one level deep, and the whole.
fn slices(network: &Network) -> Vec<Slice> {
    let none = Slice::default();
    let areas = (0..network.focus_areas.len()).map(|at| Slice { focus_area: Some(FocusAreaId::at(at)), ..none });
    let statuses = (0..network.statuses.len()).map(|at| Slice { status: Some(StatusId::at(at)), ..none });
    let states = (0..network.member_states.len()).map(|at| Slice { member_state: Some(MemberStateId::at(at)), ..none });
    let cities = (0..network.cities.len()).map(|at| Slice { city: Some(CityId::at(at)), ..none });
    std::iter::once(none).chain(areas).chain(statuses).chain(states).chain(cities).collect()
}

/// Whether the same cities belong to the network at every cut-off from the first of these steps to the last.
fn has_one_base(network: &Network, span: &[&Lineage<'_>]) -> bool {
    let first = span.first().expect("a step").earlier;
    span.iter().all(|step| measure::has_same_members(network, first, step.later))
}

#[test]
fn every_bridge_between_any_two_years_closes_and_chains() {
    let (mut closed, mut by_term) = (0, 0);
    let mut terms: BTreeMap<&str, usize> = BTreeMap::new();
    for Measured { network, name, .. } in each() {
        let steps = lineages(network, &network.years);
        for slice in slices(network) {
            for start in 0..steps.len() {
                let mut sums = vec![0; Term::ALL.len()];
                for end in start..steps.len() {
                    let span: Vec<&Lineage<'_>> = steps[start..=end].iter().collect();
                    let bridge = Bridge::of(network, &span, slice).expect("a bridge");
                    assert_eq!(bridge.gap(), 0, "{name}, {slice:?}, {} to {}", bridge.from, bridge.to);
                    let last = Bridge::of(network, &span[span.len() - 1..], slice).expect("a bridge");
                    for (sum, own) in sums.iter_mut().zip(&last.sums) {
                        *sum += own.net();
                    }
                    let nets: Vec<i64> = bridge.sums.iter().map(Sum::net).collect();
                    let all = |nets: &[i64]| nets.iter().sum::<i64>();
                    assert_eq!(all(&nets), all(&sums), "{name}, {slice:?}: the steps make the whole");
                    // Cities that joined or left follow the two cut-offs; without them, each term is the sum of its steps.
                    if has_one_base(network, &span) {
                        assert_eq!(nets, sums, "{name}, {slice:?}: the steps make the whole, term by term");
                        by_term += 1;
                    }
                    closed += 1;
                    for sum in bridge.sums.iter().filter(|sum| !sum.is_empty()) {
                        *terms.entry(sum.term.key()).or_default() += 1;
                    }
                }
            }
        }
    }
    assert!(closed > 2_000 && by_term > 1_000, "only {closed} bridges were tried, {by_term} term by term");
    let missing: Vec<&str> = Term::ALL.iter().map(|term| term.key()).filter(|key| !terms.contains_key(key)).collect();
    assert!(missing.is_empty(), "every way to come and to leave is tried: {missing:?}");
}

/// Without the cities that joined and those that left, a bridge says what the comparison over the same cities says.
#[test]
fn a_bridge_agrees_with_the_comparison_over_the_same_cities() {
    let mut compared = 0;
    for measured in each() {
        for figures in &measured.figures {
            for figure in figures.all() {
                let Some((class, span)) = figure.id.split_once(".same-cities.change.") else { continue };
                let Value::Change { from, to } = figure.value else { continue };
                let net = |id: String| match figures.get(&id).map(|figure| figure.value) {
                    Some(Value::Change { from, to }) => i64::from(to) - i64::from(from),
                    _ => 0,
                };
                let of_cities = ["from-joined-cities", "left-with-city"];
                let others = Term::ALL.iter().map(|term| term.key()).filter(|key| !of_cities.contains(key));
                let others: i64 = others.map(|key| net(format!("{class}.bridge.{span}.{key}"))).sum();
                assert_eq!(others, i64::from(to) - i64::from(from), "{}, {}", measured.name, figure.id);
                compared += 1;
            }
        }
    }
    assert!(compared > 500, "only {compared} bridges were compared");
}

/// What cities add up to is what the network says, also where some joined or left.
#[test]
fn the_rows_of_cities_and_states_add_up_to_the_network() {
    let mut added = 0;
    for measured in each() {
        for figures in &measured.figures {
            for figure in figures.all() {
                let Some(span) = figure.id.strip_prefix("projects.bridge.") else { continue };
                let (span, end) = span.split_once('.').expect("a span and an end");
                let Value::Count(all) = figure.value else { continue };
                for class in ["city.city-", "member-state.state-", "focus-area.area-", "status."] {
                    let start = format!("projects.by-{class}");
                    let end = format!(".bridge.{span}.{end}");
                    let rows = figures.all().iter().filter(|row| row.id.starts_with(&start) && row.id.ends_with(&end));
                    let rows: u32 = rows.filter_map(|row| figures.count(&row.id)).sum();
                    assert_eq!(rows, all, "{}, {class}, {end}", measured.name);
                    added += 1;
                }
            }
        }
    }
    assert!(added > 1_000, "only {added} rows were added up");
}

#[test]
fn every_project_is_in_one_movement() {
    for measured in each() {
        for step in lineages(&measured.network, &measured.network.years) {
            for (year, side) in [(step.earlier, 0), (step.later, 1)] {
                let ids = step.movements.iter().flat_map(|one| if side == 0 { &*one.before } else { &*one.after });
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
                let (span, term) = rest.split_once('.').expect("a span and a term");
                if term == "opening" || term == "closing" {
                    continue;
                }
                let Value::Change { from, to } = figure.value else { panic!("{} is no change", figure.id) };
                *spans.entry((class, span)).or_default() += i64::from(to) - i64::from(from);
                let named = figure.receipt.left.named().iter().chain(figure.receipt.records.named()).map(|listed| {
                    let year = measured.network.years.iter().find(|year| year.year == listed.year).expect("the year");
                    &year.records.as_ref().expect("a list")[listed.id.place()].key
                });
                assert_eq!(named.count(), (from + to) as usize, "{}: each is named", figure.id);
            }
            for ((class, span), net) in spans {
                let (from, to) = span.split_once("-to-").expect("two years");
                assert_eq!(to, measured.network.years[place].year.to_string());
                let end = |end: &str| figures.count(&format!("{class}.bridge.{span}.{end}")).expect("an end");
                // The count of a class is the end of its bridge, wherever the list states anything of the kind.
                for (id, end) in [(format!("{class}.in-{from}"), end("opening")), (class.to_owned(), end("closing"))] {
                    let is_listed = id != format!("projects.in-{from}");
                    assert!(
                        !is_listed || figures.count(&id).is_none_or(|count| count == end),
                        "{}, {id}",
                        measured.name
                    );
                }
                let (opening, closing) = (end("opening"), end("closing"));
                assert_eq!(i64::from(opening) + net, i64::from(closing), "{}, {class}, {span}", measured.name);
                closed += 1;
            }
        }
    }
    assert!(closed > 300, "only {closed} bridges were printed");
}

/// What left with a city that has joined again, and what is back under another id, is followed over the years between.
#[test]
fn what_comes_back_is_followed() {
    let (mut waited, mut back) = (0, 0);
    for Measured { network, name, .. } in each() {
        let steps = lineages(network, &network.years);
        for start in 0..steps.len() {
            for end in start + 1..steps.len() {
                let span: Vec<&Lineage<'_>> = steps[start..=end].iter().collect();
                let bridge = Bridge::of(network, &span, Slice::default()).expect("a bridge");
                let (opening, closing) = (span[0].earlier, span[span.len() - 1].later);
                let place = |listed: &Listed| {
                    let year = network.years.iter().find(|year| year.year == listed.year).expect("the year");
                    let record = &year.records.as_ref().expect("a list")[listed.id.place()];
                    (record, &network.cities[record.city.place()])
                };
                let of = |term: Term| bridge.sums.iter().find(|sum| sum.term == term).expect("every term");
                for (record, city) in of(Term::LeftWithCity).left.iter().map(place) {
                    let is_in = city.belongs(closing.year, closing.as_of);
                    assert!(!is_in, "{name}: {} left with a city that is there at the end", record.key);
                }
                // In both lists, and away with its city in between: it did not leave, and is not back.
                for record in opening.records.iter().flatten() {
                    let leaves = |step: &Lineage<'_>| {
                        let mut with_city = step.movements.iter().filter(|one| one.term == Some(Term::LeftWithCity));
                        with_city.any(|one| step.before(one.before[0]).is_some_and(|left| left.key == record.key))
                    };
                    let returns = |step: &Lineage<'_>| {
                        let mut back = step.movements.iter().filter(|one| one.term == Some(Term::Returned));
                        back.any(|one| step.after(one.after[0]).is_some_and(|back| back.key == record.key))
                    };
                    let both = closing.records.iter().flatten().any(|other| other.key == record.key);
                    if !both || !span.iter().any(|step| leaves(step)) || !span.iter().any(|step| returns(step)) {
                        continue;
                    }
                    let is_told = |listed: &Listed| place(listed).0.key == record.key;
                    for term in [Term::Returned, Term::LeftWithCity, Term::Unexplained] {
                        let told = of(term).came.iter().chain(&of(term).left).any(is_told);
                        assert!(!told, "{name}: {} was away with its city, and is back, not {term:?}", record.key);
                    }
                    waited += 1;
                }
            }
        }
        for told in network.lineage.iter().flat_map(|step| &step.events) {
            if told.event == Event::Returned && !told.from.is_empty() {
                assert_eq!(network.first_key(&told.to[0]), network.first_key(&told.from[0]), "{name}: one project");
                let step = steps.iter().find(|step| step.movements.iter().any(|one| one.returned_from().is_some()));
                assert!(step.is_some(), "{name}: it is a movement");
                back += 1;
            }
        }
    }
    assert!(waited > 5 && back > 5, "only {waited} were away with their city, {back} are back under another id");
}
