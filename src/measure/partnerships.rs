//! Partnerships as they can be traced, counted by the rule of the framework; never the published totals.

mod growth;

pub use growth::Growth;

use super::counts::number;
use super::figure::{Figure, Receipt, Value, Why};
use super::{Figures, member_states, members};
use crate::check::{Network, Year};
use crate::terms::{Basis, CityId, Confidence, Counting, KindId, MemberStateId, PartnerId, ProgrammeId, RecordId};
use std::collections::BTreeSet;

/// What the ids of these figures begin with.
pub const TRACED: &str = "partnerships.traced";

/// What stands for the whole network where a partnership is named.
pub const NETWORK: &str = "network";

/// The country code of international bodies.
const INTERNATIONAL: &str = "INT";

/// Where a link stands in the inputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Row {
    /// In a record of that year: its place, and that of the link in it.
    Record(i32, RecordId, usize),
    /// In the register of partnerships: its place.
    Register(usize),
}

/// Whether a partner comes from the member state of the city.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// From elsewhere.
    External,
    /// From the same member state; with the whole network, from any.
    Domestic,
    /// No source tells.
    NotStated,
}

impl Origin {
    /// All of them, in the order of reports.
    pub const ALL: [Self; 3] = [Self::External, Self::Domestic, Self::NotStated];

    /// Its name in figure ids.
    pub fn key(self) -> &'static str {
        match self {
            Self::External => "external",
            Self::Domestic => "domestic",
            Self::NotStated => "not-stated",
        }
    }
}

/// One partner in one place, as one link tells it: a joint link with two cities and two partners makes four.
#[derive(Debug, Clone, Copy)]
pub struct Tie<'a> {
    /// The city; nothing where it is with the whole network.
    pub city: Option<CityId>,
    /// The first id of the project.
    pub project: Option<&'a str>,
    /// The partner.
    pub partner: PartnerId,
    /// What it does.
    pub kind: KindId,
    /// Under which programme of the register.
    pub programme: Option<ProgrammeId>,
    /// Whether nothing is agreed yet.
    pub is_proposed: bool,
    /// Whether the partner is from elsewhere.
    pub origin: Origin,
    /// How sure it is.
    pub confidence: Confidence,
    /// Where it stands.
    pub row: Row,
}

/// What is counted once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unit<'a> {
    city: Option<CityId>,
    project: Option<&'a str>,
    partner: PartnerId,
}

impl<'a> Tie<'a> {
    /// What it is counted as.
    pub fn unit(&self, rule: Counting) -> Unit<'a> {
        let partner = self.partner;
        match rule {
            Counting::ProjectAndPartner if self.project.is_some() => {
                Unit { city: None, project: self.project, partner }
            }
            Counting::CityAndPartner | Counting::ProjectAndPartner => Unit { city: self.city, project: None, partner },
            Counting::Partner => Unit { city: None, project: None, partner },
        }
    }
}

/// All ties of a year: those of its records, and those of the register.
pub fn ties(network: &Network, year: i32) -> Vec<Tie<'_>> {
    let mut all = Vec::new();
    let listed = network.years.iter().find(|one| one.year == year);
    for (place, record) in listed.iter().flat_map(|year| year.records.iter().flatten()).enumerate() {
        for (at, link) in record.more.partners.iter().enumerate() {
            let told = Told {
                cities: std::slice::from_ref(&record.city),
                project: Some(&record.key),
                partners: &link.partners,
                kind: link.kind,
                programme: link.of_programme,
                confidence: Confidence::Published,
                row: Row::Record(year, RecordId::at(place), at),
            };
            all.extend(told.ties(network));
        }
    }
    for (at, link) in network.partnerships.iter().enumerate().filter(|(_, link)| link.years.contains(&year)) {
        let told = Told {
            cities: &link.cities,
            project: link.project.as_deref(),
            partners: &link.partners,
            kind: link.kind,
            programme: link.programme,
            confidence: link.confidence,
            row: Row::Register(at),
        };
        all.extend(told.ties(network));
    }
    all
}

/// A link as it is told.
struct Told<'a> {
    cities: &'a [CityId],
    project: Option<&'a str>,
    partners: &'a [PartnerId],
    kind: KindId,
    programme: Option<ProgrammeId>,
    confidence: Confidence,
    row: Row,
}

impl<'a> Told<'a> {
    fn ties(&self, network: &'a Network) -> Vec<Tie<'a>> {
        let places: Vec<Option<CityId>> = match self.cities {
            [] => vec![None],
            cities => cities.iter().copied().map(Some).collect(),
        };
        let tie = |city: Option<CityId>, partner: PartnerId| Tie {
            city,
            project: self.project.map(|key| network.first_key(key)),
            partner,
            kind: self.kind,
            programme: self.programme,
            is_proposed: network.kinds.get(self.kind.place()).is_some_and(|kind| kind.is_proposed),
            origin: origin(network, city, partner, self.partners),
            confidence: self.confidence,
            row: self.row,
        };
        places.iter().flat_map(|city| self.partners.iter().map(|partner| tie(*city, *partner))).collect()
    }
}

/// Whether a partner is from elsewhere: by its own country, or where that is not known by those of its joint partners.
fn origin(network: &Network, city: Option<CityId>, partner: PartnerId, joint: &[PartnerId]) -> Origin {
    let of = |id: &PartnerId| {
        let country = network.partners.get(id.place())?.country.as_deref()?;
        let home = |state: &crate::check::MemberState| state.country == country;
        let is_home = match city.and_then(|city| network.cities.get(city.place())) {
            Some(city) => network.member_states.get(city.member_state.place()).is_some_and(home),
            None => network.member_states.iter().any(home),
        };
        Some(if is_home { Origin::Domestic } else { Origin::External })
    };
    // External stands first: one partner from elsewhere makes a joint link external.
    of(&partner).or_else(|| joint.iter().filter_map(of).min()).unwrap_or(Origin::NotStated)
}

/// Which ties a count is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class<'a> {
    /// All of them.
    All,
    /// Those of partners from elsewhere, or not.
    Origin(Origin),
    /// Those of partners of a country; of none that is stated.
    Country(Option<&'a str>),
    /// Those of a kind.
    Kind(KindId),
    /// Those under a programme; under none.
    Programme(Option<ProgrammeId>),
    /// Those with cities of a member state.
    MemberState(MemberStateId),
    /// Those with a city; with the whole network.
    City(Option<CityId>),
}

impl Class<'_> {
    /// The id of the count of a class.
    pub fn id(self, network: &Network) -> String {
        let key = |code: Option<&crate::check::Code>| code.map_or_else(String::new, |code| code.key.clone());
        let end = match self {
            Self::All => return TRACED.to_owned(),
            Self::Origin(origin) => format!("by-origin.{}", origin.key()),
            Self::Country(Some(code)) => format!("by-country.{}", code.to_lowercase()),
            Self::Country(None) => "by-country.not-stated".to_owned(),
            Self::Kind(id) => format!("by-kind.{}", key(network.kinds.get(id.place()).map(|kind| &kind.code))),
            Self::Programme(Some(id)) => {
                format!("by-programme.{}", key(network.programmes.get(id.place()).map(|one| &one.code)))
            }
            Self::Programme(None) => "under-no-programme".to_owned(),
            Self::MemberState(id) => {
                format!("by-member-state.{}", key(network.member_states.get(id.place()).map(|state| &state.code)))
            }
            Self::City(Some(id)) => format!("by-city.{}", key(network.cities.get(id.place()).map(|city| &city.code))),
            Self::City(None) => "with-the-network".to_owned(),
        };
        format!("{TRACED}.{end}")
    }

    /// Whether a tie belongs to it.
    pub fn holds(self, network: &Network, tie: &Tie<'_>) -> bool {
        match self {
            Self::All => true,
            Self::Origin(origin) => tie.origin == origin,
            Self::Country(code) => country(network, tie.partner) == code,
            Self::Kind(kind) => tie.kind == kind,
            Self::Programme(programme) => tie.programme == programme,
            Self::MemberState(state) => state_of(network, tie) == Some(state),
            Self::City(city) => tie.city == city,
        }
    }
}

/// The classes that every edition tells, even where they are empty, and the countries that any partner is from.
fn classes<'a>(network: &'a Network, year: &Year, ties: &[Tie<'a>]) -> Vec<Class<'a>> {
    let countries: BTreeSet<Option<&str>> = ties.iter().map(|tie| country(network, tie.partner)).collect();
    let kinds = network.kinds.iter().enumerate().filter(|(_, kind)| !kind.is_proposed);
    let programmes = (0..network.programmes.len()).map(|place| Some(ProgrammeId::at(place)));
    let mut all = vec![Class::All];
    all.extend(Origin::ALL.map(Class::Origin));
    all.extend(countries.into_iter().map(Class::Country));
    all.extend(kinds.map(|(place, _)| Class::Kind(KindId::at(place))));
    all.extend(programmes.chain([None]).map(Class::Programme));
    all.extend(member_states(network, year).into_iter().map(|(id, _)| Class::MemberState(id)));
    all.extend(members(network, year).into_iter().map(|(id, _)| Class::City(Some(id))));
    all.push(Class::City(None));
    all
}

fn state_of(network: &Network, tie: &Tie<'_>) -> Option<MemberStateId> {
    network.cities.get(tie.city?.place()).map(|city| city.member_state)
}

/// The country of a partner, INT for an international body.
pub fn country(network: &Network, partner: PartnerId) -> Option<&str> {
    network.partners.get(partner.place())?.country.as_deref()
}

/// Whether that code of a country is the one for international bodies.
pub fn is_international(code: &str) -> bool {
    code == INTERNATIONAL
}

/// The pattern that says how partnerships are counted by that rule.
fn definition(rule: Counting) -> &'static str {
    match rule {
        Counting::CityAndPartner => "definition-traced-city-and-partner",
        Counting::ProjectAndPartner => "definition-traced-project-and-partner",
        Counting::Partner => "definition-traced-partner",
    }
}

/// What is counted, as it is named in receipts: `city-or-project × partner`.
fn unit_name(network: &Network, unit: Unit<'_>, rule: Counting) -> String {
    let partner = network.partners.get(unit.partner.place()).map_or("", |partner| partner.code.key.as_str());
    let city = unit.city.and_then(|city| network.cities.get(city.place())).map(|city| city.code.key.as_str());
    match (unit.project.or(city), rule) {
        (_, Counting::Partner) => partner.to_owned(),
        (Some(place), _) => format!("{place} + {partner}"),
        (None, _) => format!("{NETWORK} + {partner}"),
    }
}

/// A count of distinct units, with the links behind it.
fn count<'a>(network: &Network, rule: Counting, ties: impl Iterator<Item = &'a Tie<'a>>) -> (Value, Receipt) {
    let mut receipt = Receipt::new(definition(rule));
    receipt.basis = Some(Basis::Records);
    let (mut units, mut rows) = (BTreeSet::new(), BTreeSet::new());
    for tie in ties {
        units.insert(tie.unit(rule));
        rows.insert(tie.row);
        receipt.confidence = receipt.confidence.max(tie.confidence);
    }
    receipt.entries = units.into_iter().map(|unit| unit_name(network, unit, rule)).collect();
    receipt.links = rows.into_iter().collect();
    (Value::Count(number(receipt.entries.len())), receipt)
}

/// The ties of a year that are counted.
fn agreed(network: &Network, year: i32) -> Vec<Tie<'_>> {
    ties(network, year).into_iter().filter(|tie| !tie.is_proposed).collect()
}

/// Whether anything is known of the partnerships of a year: it has a list of projects, or a text shows some.
fn is_known(network: &Network, year: &Year) -> bool {
    year.records.is_some() || !ties(network, year.year).is_empty()
}

/// Adds the counts of a year, those of the years before by the same rule, and how they changed.
pub(super) fn add(network: &Network, past: &[Year], starts: &[&Year], figures: &mut Figures) {
    let Some(year) = past.last() else { return };
    let rule = network.count_rule.of(year.year);
    let all = ties(network, year.year);
    let (proposed, agreed): (Vec<_>, Vec<_>) = all.into_iter().partition(|tie| tie.is_proposed);
    let mut put = |id: String, year: &Year, (value, receipt): (Value, Receipt)| {
        let value = if is_known(network, year) { value } else { Value::Missing(Why::NoList) };
        figures.add(Figure { id, value, receipt });
    };
    for class in classes(network, year, &agreed) {
        let ties = agreed.iter().filter(|tie| class.holds(network, tie));
        put(class.id(network), year, count(network, rule, ties));
    }
    put(format!("{TRACED}.proposed"), year, count(network, rule, proposed.iter()));
    if let Some((_, before)) = network.count_rule.changed(year.year) {
        put(format!("{TRACED}.by-the-rule-before"), year, count(network, before, agreed.iter()));
    }
    for one in past {
        put(format!("{TRACED}.in-{}", one.year), one, count(network, rule, self::agreed(network, one.year).iter()));
    }
    growth::add(network, year, starts, rule, figures);
}
