//! Whose records a page may show: those of the whole network, or of one place and of no other.

use crate::check::{Network, Record, Year};
use crate::exhibit::Edition;
use crate::measure::{Figure, Listed, Tie};
use crate::terms::{CityId, MemberStateId, RecordId};
use std::collections::{BTreeMap, BTreeSet};

/// Whose records a page may show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// Those of all cities.
    Network,
    /// Those of one city.
    City(CityId),
    /// Those of the cities of one member state.
    MemberState(MemberStateId),
}

impl Reach {
    /// Whether it holds a record.
    pub(super) fn holds(self, record: &Record) -> bool {
        match self {
            Self::Network => true,
            Self::City(id) => record.city == id,
            Self::MemberState(id) => record.member_state == id,
        }
    }

    /// Whether it holds the records of a city.
    pub(super) fn holds_city(self, network: &Network, id: CityId) -> bool {
        match self {
            Self::Network => true,
            Self::City(own) => own == id,
            Self::MemberState(own) => network.cities.get(id.place()).is_some_and(|city| city.member_state == own),
        }
    }

    /// Whether it holds a partnership: one of its cities, or with others and one of them.
    pub(super) fn holds_tie(self, network: &Network, tie: &Tie<'_>) -> bool {
        match tie.city {
            Some(city) => self.holds_city(network, city),
            None => self == Self::Network,
        }
    }

    /// Whether it holds the project of that id in any year of the edition's past.
    pub(super) fn holds_project(self, edition: Edition<'_>, key: &str) -> bool {
        let first = edition.network.first_key(key);
        let mut records = edition.past.iter().flat_map(|year| year.records.iter().flatten());
        self == Self::Network
            || records.any(|record| self.holds(record) && edition.network.first_key(&record.key) == first)
    }

    /// Whether a figure of that id counts in this place alone, so that its receipt may name what is behind it.
    pub(super) fn is_of(self, network: &Network, id: &str) -> bool {
        self == Self::Network || (places(id).next().is_some() && self.may_name(network, id))
    }

    /// Whether a figure of that id counts in no place but this: the whole network is no place.
    pub(super) fn may_name(self, network: &Network, id: &str) -> bool {
        self == Self::Network || places(id).all(|(kind, key)| self.is_place(network, kind, key))
    }

    /// Whether what is said of figures with these ids is said of this place, and of no other but its own member state.
    pub(super) fn is_told_by(self, network: &Network, ids: &[&str]) -> bool {
        let around = match self {
            Self::City(id) => network.cities.get(id.place()).map(|city| Self::MemberState(city.member_state)),
            Self::Network | Self::MemberState(_) => None,
        };
        let is_around = |kind: &str, key: &str| {
            kind == "by-member-state" && around.is_some_and(|around| around.is_place(network, kind, key))
        };
        let mut all = ids.iter().flat_map(|id| places(id));
        ids.iter().any(|id| self.is_of(network, id))
            && all.all(|(kind, key)| self.is_place(network, kind, key) || is_around(kind, key))
    }

    fn is_place(self, network: &Network, kind: &str, key: &str) -> bool {
        let state = || network.member_states.iter().position(|state| state.code.key == key).map(MemberStateId::at);
        match (self, kind) {
            (Self::Network, _) => true,
            (_, "by-city") => network.city_id(key).is_some_and(|city| self.holds_city(network, city)),
            (Self::MemberState(own), _) => state() == Some(own),
            (Self::City(_), _) => false,
        }
    }

    /// The records of all years up to the edition's that it holds, each with its place among those of its year, from 0.
    pub(super) fn records(self, edition: Edition<'_>) -> BTreeMap<Listed, usize> {
        let of_year = |year: &Year| {
            let records = year.records.iter().flatten().enumerate().filter(|(_, record)| self.holds(record));
            let listed = records.map(|(at, _)| Listed { year: year.year, id: RecordId::at(at) });
            listed.enumerate().map(|(place, one)| (one, place)).collect::<Vec<_>>()
        };
        edition.past.iter().flat_map(of_year).collect()
    }

    /// Those of the names in a receipt of traced partnerships that speak of no project or city but its own.
    pub(super) fn entries(self, edition: Edition<'_>, figure: &Figure) -> [Vec<String>; 2] {
        let both = [&figure.receipt.gone, &figure.receipt.entries];
        if self == Self::Network || both.iter().all(|entries| entries.is_empty()) {
            return both.map(Clone::clone);
        }
        let network = edition.network;
        let records = edition.past.iter().flat_map(|year| year.records.iter().flatten());
        let foreign = records.filter(|record| !self.holds(record)).map(|record| network.first_key(&record.key));
        let cities = network.cities.iter().enumerate().filter(|(at, _)| !self.holds_city(network, CityId::at(*at)));
        let foreign: BTreeSet<&str> = foreign.chain(cities.map(|(_, city)| city.code.key.as_str())).collect();
        let is_own = |entry: &&String| !entry.split(" + ").any(|part| foreign.contains(part));
        both.map(|entries| entries.iter().filter(is_own).cloned().collect())
    }
}

/// The places that the id of a figure names: the kind, and the key of each.
fn places(id: &str) -> impl Iterator<Item = (&str, &str)> {
    let parts = id.split('.');
    parts.clone().zip(parts.skip(1)).filter(|(kind, _)| ["by-city", "by-member-state"].contains(kind))
}
