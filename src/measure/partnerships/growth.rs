//! What came and what left between two years, of the partnerships that can be traced.

use super::{TRACED, Tie, Unit, agreed, count, is_known};
use crate::check::{Network, Year};
use crate::measure::Figures;
use crate::measure::counts::number;
use crate::measure::figure::{Figure, Receipt, Value, Why};
use crate::terms::{Basis, Counting, PartnerId};
use std::collections::{BTreeMap, BTreeSet};

/// Why a partnership is traced in one year and not in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Growth {
    /// Its partner was traced nowhere before.
    NewPartner,
    /// Its partner was traced before, in another place.
    NewLink,
    /// It was traced in an earlier year, and not in the first of the two.
    SeenAgain,
    /// It is not seen any more; whether it has ended, no source says.
    NotSeen,
    /// One of the years has no list of projects, so that nothing can be told.
    Unknown,
}

impl Growth {
    /// All of them, in the order of reports.
    pub const ALL: [Self; 5] = [Self::NewPartner, Self::NewLink, Self::SeenAgain, Self::NotSeen, Self::Unknown];

    /// Its name in figure ids.
    pub fn key(self) -> &'static str {
        match self {
            Self::NewPartner => "new-partners",
            Self::NewLink => "new-links",
            Self::SeenAgain => "seen-again",
            Self::NotSeen => "not-seen-since",
            Self::Unknown => "unknown",
        }
    }

    fn definition(self) -> &'static str {
        match self {
            Self::NewPartner => "definition-traced-new-partners",
            Self::NewLink => "definition-traced-new-links",
            Self::SeenAgain => "definition-traced-seen-again",
            Self::NotSeen => "definition-traced-not-seen-since",
            Self::Unknown => "definition-traced-unknown",
        }
    }
}

/// What came and what left under one reason.
#[derive(Default)]
struct Part<'a> {
    came: Vec<Tie<'a>>,
    left: Vec<Tie<'a>>,
}

/// Adds the parts of the change since each of these earlier years: they and the earlier number make the later one.
pub(super) fn add(network: &Network, now: &Year, starts: &[&Year], rule: Counting, figures: &mut Figures) {
    for start in starts {
        let span = format!("{}-to-{}", start.year, now.year);
        let mut parts = parts(network, start, now, rule);
        for why in Growth::ALL {
            let part = parts.remove(&why).unwrap_or_default();
            let (_, came) = count(network, rule, part.came.iter());
            let (_, left) = count(network, rule, part.left.iter());
            let mut receipt = Receipt::new(why.definition());
            receipt.basis = Some(Basis::Records);
            receipt.confidence = came.confidence.max(left.confidence);
            let value = if is_known(network, start) && is_known(network, now) {
                Value::Change { from: number(left.entries.len()), to: number(came.entries.len()) }
            } else {
                Value::Missing(Why::NoList)
            };
            receipt.links = came.links.iter().chain(&left.links).copied().collect();
            (receipt.entries, receipt.gone) = (came.entries.clone(), left.entries.clone());
            figures.add(Figure { id: format!("{TRACED}.split.{span}.{}", why.key()), value, receipt });
        }
        let of = [start.year, now.year].map(|year| format!("{TRACED}.in-{year}"));
        let mut receipt = Receipt::new("definition-change");
        receipt.basis = Some(Basis::Records);
        let value = match of.each_ref().map(|id| figures.count(id)) {
            [Some(from), Some(to)] => Value::Change { from, to },
            _ => Value::Missing(Why::NoList),
        };
        receipt.of = of.to_vec();
        figures.add(Figure { id: format!("{TRACED}.change.{span}"), value, receipt });
    }
}

/// What is in one of the two years and not in the other, by the reason.
fn parts<'a>(network: &'a Network, start: &Year, now: &Year, rule: Counting) -> BTreeMap<Growth, Part<'a>> {
    let (from, to) = (agreed(network, start.year), agreed(network, now.year));
    let first = first_year(network).unwrap_or(start.year);
    let before: Vec<Tie<'a>> = (first..start.year).flat_map(|year| agreed(network, year)).collect();
    let units = |ties: &[Tie<'a>]| -> BTreeSet<Unit<'a>> { ties.iter().map(|tie| tie.unit(rule)).collect() };
    let (in_from, in_to, in_before) = (units(&from), units(&to), units(&before));
    let partners: BTreeSet<PartnerId> = from.iter().chain(&before).map(|tie| tie.partner).collect();
    let is_told = start.records.is_some() && now.records.is_some();
    let mut parts: BTreeMap<Growth, Part<'a>> = BTreeMap::new();
    for tie in to.into_iter().filter(|tie| !in_from.contains(&tie.unit(rule))) {
        let why = if !is_told {
            Growth::Unknown
        } else if in_before.contains(&tie.unit(rule)) {
            Growth::SeenAgain
        } else if partners.contains(&tie.partner) {
            Growth::NewLink
        } else {
            Growth::NewPartner
        };
        parts.entry(why).or_default().came.push(tie);
    }
    for tie in from.into_iter().filter(|tie| !in_to.contains(&tie.unit(rule))) {
        let why = if is_told { Growth::NotSeen } else { Growth::Unknown };
        parts.entry(why).or_default().left.push(tie);
    }
    parts
}

/// The first year of which anything is traced.
fn first_year(network: &Network) -> Option<i32> {
    let listed = network.years.iter().map(|year| year.year);
    let told = network.partnerships.iter().flat_map(|link| &link.years).copied();
    listed.chain(told).min()
}
