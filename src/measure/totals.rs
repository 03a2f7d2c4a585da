//! Totals of each year, on what they rest, and how they grew.

use super::behind::Records;
use super::counts::number;
use super::figure::{Figure, Receipt, Value, Why};
use super::span::Pair;
use super::{Figures, common_members, member_states, members};
use crate::check::{City, Measure, Network, Printed, Year};
use crate::terms::{Basis, CityId, Confidence, RecordId};
use std::collections::BTreeSet;

/// A measure over the years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Its name in figure ids.
    pub id: &'static str,
    /// One entry a snapshot, ascending.
    pub years: Vec<YearTotal>,
}

/// What is known of one total in one year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearTotal {
    /// The year.
    pub year: i32,
    /// Counted from the records.
    pub records: Option<u32>,
    /// Printed or announced, and how sure that is.
    pub published: Option<(u32, Confidence)>,
    /// What the published number was changed to later.
    pub restated: Option<u32>,
}

impl YearTotal {
    /// The published number as it is to be compared with those of other years: as restated, if it was changed.
    pub(super) fn comparable(&self) -> Option<(u32, Confidence)> {
        let (printed, confidence) = self.published?;
        Some((self.restated.unwrap_or(printed), confidence))
    }

    /// The number that is printed for this year: the records' where there are any.
    pub fn value(&self) -> Option<(u32, Basis, Confidence)> {
        match (self.records, self.published) {
            (Some(counted), Some((printed, _))) if counted == printed => {
                Some((counted, Basis::Both, Confidence::Published))
            }
            (Some(counted), _) => Some((counted, Basis::Records, Confidence::Published)),
            (None, Some((printed, confidence))) => Some((printed, Basis::Published, confidence)),
            (None, None) => None,
        }
    }
}

/// The projects of each year.
pub fn projects(years: &[Year]) -> Series {
    let total = |year: &Year| YearTotal {
        year: year.year,
        records: year.records.as_ref().map(|records| number(records.len())),
        published: published(year, Measure::Projects),
        restated: restated(year, "projects"),
    };
    Series { id: "projects", years: years.iter().map(total).collect() }
}

/// The partnerships of each year: published totals only, because no list and no definition is public.
pub fn partnerships(years: &[Year]) -> Series {
    let total = |year: &Year| YearTotal {
        year: year.year,
        records: None,
        published: published(year, Measure::Partnerships),
        restated: restated(year, "partnerships"),
    };
    Series { id: "partnerships", years: years.iter().map(total).collect() }
}

fn published(year: &Year, measure: Measure) -> Option<(u32, Confidence)> {
    let total = year.published.totals.iter().find(|total| total.measure == measure)?;
    Some((total.value, total.confidence))
}

fn restated(year: &Year, figure: &str) -> Option<u32> {
    let one = year.published.restated.iter().find(|one| one.figure == figure)?;
    match one.to {
        Printed::Count(count) => Some(count),
        Printed::Share(_) => None,
    }
}

/// Adds the totals of the edition's year, of the years before, and their growth.
pub(super) fn add(past: &[Year], starts: &[&Year], figures: &mut Figures) {
    for series in [projects(past), partnerships(past)] {
        let Some(last) = series.years.last() else { continue };
        add_total(series.id.to_owned(), last, past.last(), figures);
        for total in &series.years {
            let year = past.iter().find(|year| year.year == total.year);
            add_total(format!("{}.in-{}", series.id, total.year), total, year, figures);
            add_published(series.id, total, figures);
        }
        let known: Vec<&YearTotal> = series.years.iter().filter(|total| total.value().is_some()).collect();
        let steps = known.windows(2).filter_map(|pair| Some((*pair.first()?, *pair.last()?)));
        let whole = known.first().copied().zip(known.last().copied());
        let asked = starts.iter().filter_map(|start| {
            let from = series.years.iter().find(|total| total.year == start.year)?;
            Some((from, series.years.last()?))
        });
        for (from, to) in steps.chain(whole.filter(|(from, to)| from.year < to.year)).chain(asked) {
            add_growth(&series, from, to, figures);
        }
    }
}

fn add_total(id: String, total: &YearTotal, year: Option<&Year>, figures: &mut Figures) {
    let is_projects = id.starts_with("projects");
    let mut receipt = Receipt::new(if is_projects { "definition-projects" } else { "definition-partnerships" });
    let value = match total.value() {
        Some((value, basis, confidence)) => {
            receipt.basis = Some(basis);
            receipt.confidence = confidence;
            let count = year.and_then(|year| year.records.as_ref()).filter(|_| is_projects).map_or(0, Vec::len);
            receipt.records = Records::of(total.year, (0..count).map(RecordId::at));
            Value::Count(value)
        }
        None => Value::Missing(Why::NotPublished),
    };
    figures.add(Figure { id, value, receipt });
}

/// Adds what was published of a year, or restated since, which can be another number than that of its records.
fn add_published(series: &str, total: &YearTotal, figures: &mut Figures) {
    let Some((value, confidence)) = total.comparable() else { return };
    let mut receipt = Receipt::new("definition-published");
    receipt.basis = Some(Basis::Published);
    receipt.confidence = confidence;
    let id = format!("{series}.published-in-{}", total.year);
    figures.add(Figure { id, value: Value::Count(value), receipt });
}

fn add_growth(series: &Series, from: &YearTotal, to: &YearTotal, figures: &mut Figures) {
    let pair = Pair::of_totals(from, to);
    // On published totals the change leads from one of them to the other, whatever the records say.
    let is_published = pair.is_ok_and(|pair| pair.basis() == Basis::Published);
    let kind = if is_published { "published-in" } else { "in" };
    let of = [from, to].map(|total| format!("{}.{kind}-{}", series.id, total.year));
    let span = format!("{}-to-{}", from.year, to.year);
    Pair::add(pair, series.id, &span, &of, figures);
}

/// Adds how many cities belonged to the network in each year, and how many at both cut-offs.
pub(super) fn add_bases(network: &Network, past: &[Year], starts: &[&Year], figures: &mut Figures) {
    let key = |city: &City| city.code.key.clone();
    let mut count = |id: String, definition: &'static str, entries: Vec<String>| {
        let mut receipt = Receipt::new(definition);
        receipt.entries = entries;
        let value = Value::Count(number(receipt.entries.len()));
        figures.add(Figure { id, value, receipt });
    };
    for year in past {
        let cities = members(network, year).into_iter().map(|(_, city)| key(city)).collect();
        count(format!("cities.in-{}", year.year), "definition-cities", cities);
    }
    for (start, now) in starts.iter().filter_map(|start| Some((start, past.last()?))) {
        let cities = common_members(network, start, now).into_iter().filter_map(|id| network.cities.get(id.place()));
        count(
            format!("cities.same.{}-to-{}", start.year, now.year),
            "definition-cities-same",
            cities.map(key).collect(),
        );
    }
}

/// Adds how many cities and member states belong to the network, how many of the cities list projects, and returns.
///
/// Cities, member states and returns are counted in the registers, so these figures rest on no basis of projects.
pub(super) fn add_members(network: &Network, year: &Year, figures: &mut Figures) {
    let cities = members(network, year);
    let mut count = |id: &str, definition: &'static str, entries: Result<Vec<String>, Why>, basis: Option<Basis>| {
        let mut receipt = Receipt::new(definition);
        let value = match entries {
            Ok(entries) => {
                receipt.basis = basis;
                receipt.entries = entries;
                Value::Count(number(receipt.entries.len()))
            }
            Err(why) => Value::Missing(why),
        };
        figures.add(Figure { id: id.to_owned(), value, receipt });
    };
    let key = |city: &City| city.code.key.clone();
    count("cities", "definition-cities", Ok(cities.iter().map(|(_, city)| key(city)).collect()), None);
    let states = member_states(network, year).into_iter().map(|(_, state)| state.code.key.clone()).collect();
    count("member-states", "definition-member-states", Ok(states), None);
    let listed = year.records.as_ref().map(|records| {
        let listing: BTreeSet<CityId> = records.iter().map(|record| record.city).collect();
        let with_any = cities.iter().filter(|(id, _)| listing.contains(id));
        with_any.map(|(_, city)| key(city)).collect()
    });
    let listed = listed.ok_or(Why::NoList);
    count("cities.with-projects", "definition-cities-with-projects", listed, Some(Basis::Records));
    let returns = year.returns.as_ref().map(|returns| {
        let cities = returns.iter().filter_map(|sent| network.cities.get(sent.city.place()));
        cities.map(key).collect()
    });
    count("returns", "definition-returns", returns.ok_or(Why::ReturnsNotRecorded), None);
}
