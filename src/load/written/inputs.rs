//! All inputs of a run, and how faults name their projects.

use super::{
    Acronym, Cities, City, Framework, Lineage, Partner, Partnerships, Plans, Programmes, Record, Seal, Snapshot, Text,
};
use crate::diagnostic::quoted;
use crate::source::Sources;
use std::collections::BTreeMap;
use std::fmt;

/// Everything that was read.
#[derive(Debug, Default)]
pub struct Inputs {
    /// The files.
    pub sources: Sources,
    /// `framework.yaml`, if it could be read.
    pub framework: Option<Framework>,
    /// `cities.yaml`
    pub cities: Cities,
    /// `partners.yaml`
    pub partners: Vec<Partner>,
    /// `programmes.yaml`; empty where there is none.
    pub programmes: Programmes,
    /// `partnerships.yaml`; empty where there is none.
    pub partnerships: Partnerships,
    /// What the lists hold of which an entry could not be read: an id that is not in them is no fault of its own.
    pub gaps: Vec<&'static str>,
    /// One a year, ascending.
    pub snapshots: Vec<Snapshot>,
    /// `final/`: one for each edition whose figures are kept, ascending.
    pub seals: Vec<Seal>,
    /// `lineage.yaml`; empty where there is none.
    pub lineage: Lineage,
    /// `plans.yaml`; empty where there is none.
    pub plans: Plans,
    /// The texts of the editions, by year; none where nobody wrote any.
    pub narrative: Vec<Text>,
    /// `acronyms.yaml`; empty where there is none.
    pub acronyms: Vec<Acronym>,
    /// The place in `cities` of the first named city of each id.
    city_places: BTreeMap<String, usize>,
}

impl Inputs {
    /// The records of all snapshots, until the network has taken them.
    pub fn records(&self) -> impl Iterator<Item = &Record> {
        self.snapshots.iter().flat_map(|snapshot| snapshot.records.iter().flatten())
    }

    /// What a city is called: its name if it is in the register, else its id.
    pub fn city_name<'a>(&'a self, id: &'a str) -> &'a str {
        let place = self.city_places.get(id).copied();
        place.and_then(|place| self.cities.cities.get(place)).map_or(id, |city| &city.name)
    }

    /// The city of that id, if the register has it under a name.
    pub fn city<'a>(&'a self, id: &str) -> Option<&'a City> {
        self.cities.cities.get(*self.city_places.get(id)?)
    }

    /// Whether a city of that id is in the register.
    pub fn knows_city(&self, id: &str) -> bool {
        self.city_places.contains_key(id)
    }

    /// Takes in the register of cities.
    pub(in crate::load) fn set_cities(&mut self, cities: Cities) {
        for (place, city) in cities.cities.iter().enumerate().filter(|(_, city)| !city.name.is_empty()) {
            self.city_places.entry(city.id.value.to_string()).or_insert(place);
        }
        self.cities = cities;
    }

    /// The names of the cities by their ids.
    pub(in crate::load) fn city_names(&self) -> BTreeMap<String, String> {
        self.city_places.keys().map(|id| (id.clone(), self.city_name(id).to_owned())).collect()
    }

    /// A project with its city, as faults name it.
    pub fn project<'a>(&'a self, record: &'a Record) -> Project<'a> {
        let title = if record.title.value.is_empty() { &record.id.value } else { &record.title.value };
        Project { title, city: self.city_name(&record.city.value) }
    }
}

/// A project with its city, put into words where it is shown.
#[derive(Debug, Clone, Copy)]
pub struct Project<'a> {
    title: &'a str,
    city: &'a str,
}

impl fmt::Display for Project<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "project “{}”", quoted(self.title))?;
        if self.city.is_empty() { Ok(()) } else { write!(f, " of {}", quoted(self.city)) }
    }
}
