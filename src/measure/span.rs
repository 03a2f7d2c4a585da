//! Two years side by side, over one choice of cities: what is compared has the same base on both sides.

use super::behind::Records;
use super::counts::{Stated, Tally, share_value, wider};
use super::figure::{Figure, Receipt, Share, Value, Why};
use super::rounding::Percents;
use super::totals::YearTotal;
use super::{Figures, Ground, common_members, has_same_members, slice_id};
use crate::check::{Network, Slice, Year};
use crate::terms::{Basis, Confidence, RecordId};
use std::borrow::Cow;

/// Two counts that may be compared: on a common basis, and over the same choice of cities. There is no other way to a
/// change, and only this file makes them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pair {
    from: u32,
    to: u32,
    basis: Basis,
    confidence: Confidence,
}

impl Pair {
    /// Two totals on a common basis: the records of both years, or what was published of both.
    pub(super) fn of_totals(from: &YearTotal, to: &YearTotal) -> Result<Self, Why> {
        let (Some((_, _, start)), Some((_, _, end))) = (from.value(), to.value()) else {
            return Err(Why::NotPublished);
        };
        match ((from.records, to.records), (from.published, to.published)) {
            ((Some(from), Some(to)), (Some((a, _)), Some((b, _)))) if (a, b) == (from, to) => {
                Ok(Self { from, to, basis: Basis::Both, confidence: start.max(end) })
            }
            ((Some(from), Some(to)), _) => Ok(Self { from, to, basis: Basis::Records, confidence: start.max(end) }),
            _ => match (from.comparable(), to.comparable()) {
                (Some((from, a)), Some((to, b))) => {
                    Ok(Self { from, to, basis: Basis::Published, confidence: a.max(b) })
                }
                _ => Err(Why::NoCommonBasis),
            },
        }
    }

    /// What it rests on.
    pub(super) fn basis(self) -> Basis {
        self.basis
    }

    /// Adds the change in number and in percent.
    pub(super) fn add(pair: Result<Self, Why>, stem: &str, span: &str, of: &[String], figures: &mut Figures) {
        let mut receipt = Receipt::new("definition-change");
        receipt.of = figures.behind(|| of.to_vec());
        let (change, growth) = match pair {
            Ok(Self { from, to, basis, confidence }) => {
                receipt.basis = Some(basis);
                receipt.confidence = confidence;
                let growth = match from {
                    0 => Value::Missing(Why::FromZero),
                    1..10 => Value::Missing(Why::SmallBase),
                    _ => Value::Growth { from, to },
                };
                (Value::Change { from, to }, growth)
            }
            Err(why) => (Value::Missing(why), Value::Missing(why)),
        };
        let growth_receipt = Receipt { definition: "definition-growth", ..receipt.clone() };
        figures.add(Figure { id: [stem, ".change.", span].concat(), value: change, receipt });
        figures.add(Figure { id: [stem, ".growth.", span].concat(), value: growth, receipt: growth_receipt });
    }
}

/// One of the two years of a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    From,
    To,
}

/// Two years of which records are known, counted over one choice of cities.
pub(super) struct Span<'a> {
    network: &'a Network,
    start: &'a Year,
    now: &'a Year,
    /// The two years as ids name them: `2023-to-2024`.
    name: String,
    tallies: [Cow<'a, Tally>; 2],
    /// What the records of each year state at all.
    stated: [Stated; 2],
    /// What the shares of each year are printed as; over all cities the same as in its own edition.
    percents: [Percents; 2],
    is_same_cities: bool,
}

impl<'a> Span<'a> {
    /// Over all cities; nothing where the records of a year are not known.
    pub(super) fn all(ground: &'a Ground<'_>, start: &'a Year, now: &'a Year) -> Option<Self> {
        let tallies = [Cow::Borrowed(ground.tally(start)?), Cow::Borrowed(ground.tally(now)?)];
        Some(Self::over(ground.network, (start, now), tallies, false))
    }

    /// Over the cities that belonged to the network at both cut-offs; nothing where none has joined or left.
    pub(super) fn same_cities(network: &'a Network, start: &'a Year, now: &'a Year) -> Option<Self> {
        if has_same_members(network, start, now) {
            return None;
        }
        let cities = common_members(network, start, now);
        let tallies = [Cow::Owned(Tally::over(start, &cities)?), Cow::Owned(Tally::over(now, &cities)?)];
        Some(Self::over(network, (start, now), tallies, true))
    }

    fn over(
        network: &'a Network,
        (start, now): (&'a Year, &'a Year),
        tallies: [Cow<'a, Tally>; 2],
        is_same_cities: bool,
    ) -> Self {
        let percents = tallies.each_ref().map(|tally| Percents::of(network, tally));
        let stated = [start, now].map(|year| Stated::of(network, year));
        let name = format!("{}-to-{}", start.year, now.year);
        Self { network, start, now, name, tallies, stated, percents, is_same_cities }
    }

    fn year(&self, end: End) -> &'a Year {
        if end == End::From { self.start } else { self.now }
    }

    fn tally(&self, end: End) -> &Tally {
        let [from, to] = &self.tallies;
        if end == End::From { from } else { to }
    }

    /// The id of the count of a class in one of the years, from what it begins with.
    fn count_id(&self, id: &str, end: End) -> String {
        match (self.is_same_cities, end) {
            (false, End::From) => format!("{id}.in-{}", self.start.year),
            (false, End::To) => id.to_owned(),
            (true, End::From) => [id, ".same-cities.", &self.name, ".from"].concat(),
            (true, End::To) => [id, ".same-cities.", &self.name, ".to"].concat(),
        }
    }

    fn share_id(&self, id: &str, end: End) -> String {
        match (self.is_same_cities, end) {
            (false, End::From) => format!("{id}.share-in-{}", self.start.year),
            (false, End::To) => [id, ".share"].concat(),
            (true, End::From) => [id, ".same-cities.", &self.name, ".from-share"].concat(),
            (true, End::To) => [id, ".same-cities.", &self.name, ".to-share"].concat(),
        }
    }

    /// Adds a class: its counts and shares in both years, and what changed.
    pub(super) fn add(&self, slice: Slice, figures: &mut Figures) {
        let ids = [slice, wider(slice)].map(|slice| slice_id(self.network, slice));
        let [id, _] = &ids;
        for end in [End::From, End::To] {
            self.add_end(slice, end, &ids, figures);
        }
        let stem = if self.is_same_cities { [id, ".same-cities"].concat() } else { id.clone() };
        let of = figures.behind(|| vec![self.count_id(id, End::From), self.count_id(id, End::To)]);
        Pair::add(self.pair(slice), &stem, &self.name, &of, figures);
        if slice != Slice::default() {
            self.add_points(slice, &stem, &ids, figures);
        }
    }

    /// The counts of a class in both years.
    fn pair(&self, slice: Slice) -> Result<Pair, Why> {
        let [from, to] = [End::From, End::To].map(|end| self.count(slice, end));
        let sure = [End::From, End::To].map(|end| self.confidence(slice, end));
        let [a, b] = sure;
        Ok(Pair { from: from?, to: to?, basis: Basis::Records, confidence: a.max(b) })
    }

    /// A status that the records of a year do not state at all is unknown.
    fn count(&self, slice: Slice, end: End) -> Result<u32, Why> {
        let [from, to] = &self.stated;
        let stated = if end == End::From { from } else { to };
        if stated.lacks(self.network, slice) {
            return Err(Why::NotStated);
        }
        Ok(self.tally(end).count(slice))
    }

    fn confidence(&self, slice: Slice, end: End) -> Confidence {
        self.tally(end).confidence(slice)
    }

    fn share(&self, slice: Slice, end: End) -> Value {
        let [from, to] = &self.percents;
        let percents = if end == End::From { from } else { to };
        match (self.count(slice, end), self.count(wider(slice), end)) {
            (Ok(part), Ok(whole)) => share_value(percents.share(slice, part, whole), whole),
            (Err(why), _) | (_, Err(why)) => Value::Missing(why),
        }
    }

    /// The count of a class in one of the years, and its share.
    fn add_end(&self, slice: Slice, end: End, [id, wider_id]: &[String; 2], figures: &mut Figures) {
        let is_known = self.count(slice, end).is_ok();
        let same = if self.is_same_cities { "definition-same-cities" } else { "definition-count" };
        let mut receipt = Receipt::new(same);
        receipt.basis = Some(Basis::Records);
        receipt.confidence = self.confidence(slice, end);
        let records: &[RecordId] = if is_known { self.tally(end).records(slice) } else { &[] };
        receipt.records = figures.behind(|| Records::of(self.year(end).year, records.iter().copied()));
        let mut of_whole = Receipt::new(super::counts::share_definition(self.network));
        of_whole.basis = receipt.basis;
        of_whole.confidence = receipt.confidence;
        of_whole.of = figures.behind(|| vec![self.count_id(id, end), self.count_id(wider_id, end)]);
        let value = self.count(slice, end).map_or_else(Value::Missing, Value::Count);
        figures.add(Figure { id: self.count_id(id, end), value, receipt });
        if slice != Slice::default() {
            let value = self.share(slice, end);
            figures.add(Figure { id: self.share_id(id, end), value, receipt: of_whole });
        }
    }

    fn add_points(&self, slice: Slice, stem: &str, [id, wider_id]: &[String; 2], figures: &mut Figures) {
        // Points are of exact shares, whatever these are printed as.
        let exact = |value: Value| match value {
            Value::Share(share) => Ok(Share { together: None, ..share }),
            Value::Missing(why) => Err(why),
            _ => Err(Why::NothingListed),
        };
        let value = match (exact(self.share(slice, End::From)), exact(self.share(slice, End::To))) {
            (Ok(from), Ok(to)) => Value::Points { from, to },
            (Err(why), _) | (_, Err(why)) => Value::Missing(why),
        };
        let mut receipt = Receipt::new("definition-points");
        let [from, to] = [End::From, End::To];
        receipt.of = figures.behind(|| {
            vec![
                self.count_id(id, from),
                self.count_id(wider_id, from),
                self.count_id(id, to),
                self.count_id(wider_id, to),
            ]
        });
        receipt.confidence = self.confidence(slice, from).max(self.confidence(slice, to));
        receipt.basis = Some(Basis::Records);
        figures.add(Figure { id: [stem, ".points.", &self.name].concat(), value, receipt });
    }
}
