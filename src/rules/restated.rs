//! A published number that was changed later: from what was published to what is known now, with a date that can be.

use crate::diagnostic::Diagnostics;
use crate::held::Held;
use crate::load::written::{Inputs, Named, Published, Record, Restated, Snapshot, Total};
use crate::source::At;
use crate::terms::{Printed, PrintedShare, Rounding, largest_remainders};
use std::collections::BTreeSet;

/// A printed number: what it counts, class by class, and the number.
struct Cell<'a> {
    classes: Vec<(&'static str, &'a str)>,
    value: Printed,
}

/// Restatements are of published numbers, true, and told once.
pub(super) fn restatements(inputs: &Inputs, found: &mut Diagnostics) {
    for snapshot in inputs.snapshots.iter().filter(|snapshot| !snapshot.gaps.published) {
        let mut told: Vec<&Restated> = Vec::new();
        for block in &snapshot.published {
            for one in &block.restated {
                let Some(subject) = one.subject() else {
                    found
                        .error("incomplete-restatement", one.place, "a restatement is of one total or of one figure")
                        .help("write either `measure:` or `figure:`");
                    continue;
                };
                if let Some(first) = told.iter().find(|other| other.subject() == Some(subject)) {
                    found
                        .error(
                            "given-twice",
                            one.place,
                            format!("`{subject}` is restated twice for {}", year(snapshot)),
                        )
                        .also(first.place, "first here")
                        .help("keep one entry: from the number as published to the number as it is now");
                }
                told.push(one);
                dates(snapshot, one, found);
                if one.measure.is_some() {
                    total(inputs, snapshot, block, one, found);
                } else {
                    figure(inputs, snapshot, block, (one, subject), found);
                }
            }
        }
    }
}

fn year(snapshot: &Snapshot) -> i32 {
    snapshot.year.value
}

/// A number that was published cannot change before its cut-off.
fn dates(snapshot: &Snapshot, one: &Restated, found: &mut Diagnostics) {
    let Some(as_of) = snapshot.as_of.first() else { return };
    if one.since.value.last_day() < as_of.value.last_day() {
        let message =
            format!("the restatement holds since {}, which is before the cut-off {}", one.since.value, as_of.value);
        found
            .error("dates-out-of-order", one.since.place, message)
            .help("write the date from which the new number holds");
    }
}

/// A total: what was published of it, and what is known now.
fn total(inputs: &Inputs, snapshot: &Snapshot, block: &Published, one: &Restated, found: &mut Diagnostics) {
    let Some(measure) = one.measure.as_ref() else { return };
    let mut totals = block.totals.iter().filter(|total| total.measure.value == measure.value);
    let Some(total) = totals.next() else {
        let message = format!("no total of {} was published for {}", measure.value, year(snapshot));
        found.error("untrue-restatement", measure.place, message).help("give the published total under `totals:`");
        return;
    };
    let published = |total: &Total| -> Vec<Printed> {
        let others = total.others.iter().map(|(value, _)| *value);
        others.map(Printed::Count).collect()
    };
    let listed = snapshot.records.as_ref().and_then(|records| match measure.value.as_str() {
        "projects" => Some(records.len()),
        "cities" => Some(cities(inputs, records)),
        _ => None,
    });
    let (printed, now) = match listed {
        Some(listed) => (vec![Printed::Count(total.value)], Printed::Count(u32::try_from(listed).unwrap_or(u32::MAX))),
        None => (published(total), Printed::Count(total.value)),
    };
    let what = format!("{} of {}", measure.value, year(snapshot));
    judge(one, &what, &printed, (Some(now), listed.is_none() || is_whole(inputs, snapshot)), found);
}

/// Whether all records of a year can be counted: none is missing or doubled, and all name what there is.
fn is_whole(inputs: &Inputs, snapshot: &Snapshot) -> bool {
    let areas = inputs.framework.iter().flat_map(|framework| &framework.focus_areas);
    let types = areas.clone().flat_map(|area| &area.project_types);
    let statuses = inputs.framework.iter().flat_map(|framework| &framework.statuses);
    let areas: BTreeSet<&str> = areas.map(|area| area.id.value.as_str()).collect();
    let types: BTreeSet<&str> = types.map(|kind| kind.id.value.as_str()).collect();
    let statuses: BTreeSet<&str> = statuses.map(|status| status.id.value.as_str()).collect();
    let cities: BTreeSet<&str> = inputs.cities.cities.iter().map(|city| city.id.value.as_str()).collect();
    let mut ids = BTreeSet::new();
    !snapshot.gaps.records
        && snapshot.records.iter().flatten().all(|record| {
            ids.insert(record.id.value.as_str())
                && cities.contains(record.city.value.as_str())
                && areas.contains(record.focus_area.value.as_str())
                && statuses.contains(record.status.value.as_str())
                && record.project_type.as_ref().is_none_or(|kind| types.contains(kind.value.as_str()))
        })
}

/// How many cities of the register have records.
fn cities(inputs: &Inputs, records: &[Record]) -> usize {
    let listing: BTreeSet<&str> = records.iter().map(|record| record.city.value.as_str()).collect();
    inputs.cities.cities.iter().filter(|city| listing.contains(city.id.value.as_str())).count()
}

/// A figure: the cells that print it, and what the records give.
fn figure(
    inputs: &Inputs,
    snapshot: &Snapshot,
    block: &Published,
    (one, subject): (&Restated, &str),
    found: &mut Diagnostics,
) {
    let all = cells(block);
    let of_figure: Vec<&Cell<'_>> = all.iter().filter(|cell| cell.id() == subject).collect();
    let sealed = inputs.seals.iter().filter(|seal| seal.year.value == year(snapshot)).flat_map(|seal| &seal.figures);
    let sealed = sealed.into_iter().find(|figure| figure.id.value == subject);
    let Some(first) = of_figure.first() else {
        // What only a final edition prints is set against its figures, once they are measured.
        if sealed.is_some() {
            return;
        }
        let place = one.figure.as_ref().map_or(one.place, |figure| figure.place);
        let message = format!("nothing that was printed for {} is the figure `{subject}`", year(snapshot));
        found
            .error("untrue-restatement", place, message)
            .help("write the id of a figure whose number stands in this block; totals are restated under `measure:`");
        return;
    };
    let of_seal = sealed.and_then(|figure| number(&figure.value, &figure.text));
    let printed: Vec<Printed> = of_figure.iter().map(|cell| cell.value).chain(of_seal).collect();
    let now = snapshot.records.as_ref().and_then(|records| now(inputs, records, first, one.to.value));
    judge(one, &format!("`{subject}` of {}", year(snapshot)), &printed, (now, is_whole(inputs, snapshot)), found);
}

/// A number of a final edition, where it is a count or a share.
fn number(value: &str, text: &str) -> Option<Printed> {
    let count = value.parse().ok().map(Printed::Count);
    count.or_else(|| PrintedShare::parse(text).map(Printed::Share))
}

/// Notes what a restatement says otherwise than what was published, and than what is known now.
///
/// Where a record could not be read, or names what there is not, nobody knows the number of now.
fn judge(
    one: &Restated,
    what: &str,
    printed: &[Printed],
    (now, is_whole): (Option<Printed>, bool),
    found: &mut Diagnostics,
) {
    let (from, to) = (one.from.value, one.to.value);
    if from == to {
        let message = format!("the restatement of {what} changes nothing: {from} is {to}");
        found.warning("stale-restatement", one.to.place, message).help("remove the restatement");
    }
    if !printed.contains(&from) {
        let texts: Vec<String> = printed.iter().map(ToString::to_string).collect();
        let texts = if texts.is_empty() { "no other number".to_owned() } else { texts.join(" and ") };
        let message = format!("{what} is restated from {from}, and {texts} was published");
        found.error("untrue-restatement", one.from.place, message).help(
            "write the number as published; of a total without records it stands under `others:`, and the new one as `value:`",
        );
    }
    match now {
        Some(_) if !is_whole => {}
        Some(now) if now != to => {
            let message = format!("{what} is restated as {to}, and is now {now}");
            found
                .error("untrue-restatement", one.to.place, message)
                .help(format!("write `to: {now}`, or correct the records"));
        }
        Some(_) => {}
        None => {
            let message = format!("{what} is restated as {to}, and no records give that number");
            found
                .error("untrue-restatement", one.to.place, message)
                .help("a printed cell can only be restated from records");
        }
    }
}

/// What the records give for a printed number, in the form of the restated one.
fn now(inputs: &Inputs, records: &[Record], cell: &Cell<'_>, to: Printed) -> Option<Printed> {
    let count = |classes: &[(&str, &str)]| {
        let all = records.iter().filter(|record| classes.iter().all(|class| holds(inputs, record, *class)));
        u32::try_from(all.count()).unwrap_or(u32::MAX)
    };
    let decimals = match (cell.value, to) {
        (Printed::Count(_), _) => return Some(Printed::Count(count(&cell.classes))),
        (_, Printed::Share(to)) => to.decimals,
        (Printed::Share(share), Printed::Count(_)) => share.decimals,
    };
    let (last, whole) = cell.classes.split_last()?;
    let framework = inputs.framework.as_ref()?;
    if framework.rounding == Rounding::LargestRemainder && decimals == 0 {
        // The report prints the shares of a whole rounded together.
        let keys: Vec<&str> = match last.0 {
            "status" => framework.statuses.iter().map(|status| status.id.value.as_str()).collect(),
            _ => framework.focus_areas.iter().map(|area| area.id.value.as_str()).collect(),
        };
        let part = |key: &&str| count(&[whole, &[(last.0, *key)]].concat());
        let percents = largest_remainders(&keys.iter().map(part).collect::<Vec<u32>>())?;
        let units = *percents.get(keys.iter().position(|key| *key == last.1)?)?;
        return Some(Printed::Share(PrintedShare { units, decimals }));
    }
    PrintedShare::of(count(&cell.classes), count(whole), decimals).map(Printed::Share)
}

/// Whether a record is of a class.
fn holds(inputs: &Inputs, record: &Record, (class, key): (&str, &str)) -> bool {
    match class {
        "city" => record.city.value == key,
        "focus-area" => record.focus_area.value == key,
        "status" => record.status.value == key,
        "project-type" => record.project_type.as_ref().is_some_and(|kind| kind.value == key),
        _ => inputs.city(&record.city.value).is_some_and(|city| city.member_state.value == key),
    }
}

impl Cell<'_> {
    /// The id of the figure that the number should agree with.
    fn id(&self) -> String {
        let classes: Vec<String> = self.classes.iter().map(|(class, key)| format!(".by-{class}.{key}")).collect();
        let classes = classes.concat();
        let ending = if matches!(self.value, Printed::Share(_)) { ".share" } else { "" };
        format!("projects{classes}{ending}")
    }
}

/// Every printed number but the totals.
fn cells(block: &Published) -> Vec<Cell<'_>> {
    let mut all = Vec::new();
    if let Some((_, found, shares)) = &block.text {
        all.extend(named(&[], "status", found, |count| Printed::Count(*count)));
        all.extend(named(&[], "status", shares, |share| Printed::Share(*share)));
    }
    if let Some((_, shares)) = &block.exhibit_1 {
        all.extend(named(&[], "focus-area", shares, |share| Printed::Share(*share)));
    }
    for (city, statuses) in block.exhibit_2.iter().flat_map(|(_, cities)| cities) {
        for (status, areas) in &statuses.value {
            let marks = named(&[("city", &city.value)], "focus-area", &areas.value, |count| Printed::Count(*count));
            all.extend(marks.into_iter().map(|mut mark| {
                mark.classes.push(("status", &status.value));
                mark
            }));
        }
    }
    for (state, ring) in block.exhibit_3.iter().flat_map(|(_, states)| states) {
        let state = ("member-state", state.value.as_str());
        all.push(Cell { classes: vec![state], value: Printed::Count(ring.value.total.value) });
        all.extend(named(&[state], "project-type", &ring.value.project_types, |count| Printed::Count(*count)));
        all.extend(named(&[state], "status", &ring.value.status_shares, |share| Printed::Share(*share)));
    }
    all
}

fn named<'a, T>(
    within: &[(&'static str, &'a str)],
    class: &'static str,
    values: &'a Named<T>,
    printed: impl Fn(&T) -> Printed,
) -> Vec<Cell<'a>> {
    let cell = |(key, value): &'a (At<Held>, At<T>)| Cell {
        classes: within.iter().copied().chain([(class, key.value.as_str())]).collect(),
        value: printed(&value.value),
    };
    values.iter().map(cell).collect()
}
