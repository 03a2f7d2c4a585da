//! Snapshots that keep every rule become a network.
//!
//! Names become numbers, records are put in the order of reports, and whatever order the files had is
//! forgotten. What breaks a rule never gets here: the only way to a [`Network`] is [`network`].

mod lineage;
mod narrative;
mod nouns;
mod partnerships;
mod plans;
mod printed;
mod record;

pub use crate::terms::Printed;
pub use lineage::{Step, Told};
pub use narrative::{Narrative, Story};
pub use nouns::{
    Cell, City, Claim, Code, CodeList, Document, Exhibit, FocusArea, Measure, MemberState, Network, Partner,
    ProjectType, Published, Restated, Return, Slice, Status, Total, Year,
};
pub use partnerships::{CountRule, Fact, Kind, Partnership, Programme};
pub use plans::{Outcome, Plan, Target};
pub use record::{Link, More, Record};

use crate::held::Held;
use crate::load::written::{self, EachDoubt, Inputs, Seldom};
use crate::rules::Earlier;
use crate::side::side_by_side;
use crate::source::At;
use crate::terms::{
    Carried, CityId, CodeId, CodeListId, FocusAreaId, MemberStateId, PartnerId, ProjectTypeId, Stage, StatusId, When,
};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Mutex;

/// The network of inputs that keep every rule; nothing where something is missing after all.
///
/// The records go over into the network, and the inputs hold none afterwards.
pub fn network(inputs: &mut Inputs) -> Option<Network> {
    let mut network = of_framework(inputs.framework.as_ref()?);
    network.partners = inputs.partners.iter().map(partner).collect();
    network.partner_places = places(network.partners.iter().map(|partner| &partner.code), PartnerId::at);
    network.cities = inputs.cities.cities.iter().map(|city| network.city(city)).collect::<Option<_>>()?;
    network.cities.sort_by_key(|city| city.member_state);
    network.city_places = places(network.cities.iter().map(|city| &city.code), CityId::at);
    network.programmes = partnerships::programmes(&network, inputs)?;
    network.partnerships = partnerships::partnerships(&network, inputs)?;
    network.years = network.all_years(inputs)?;
    network.lineage = lineage::steps(&network, inputs)?;
    network.plans = plans::plans(&network, inputs)?;
    network.acronyms = inputs.acronyms.iter().map(|one| (one.short.value.to_string(), one.meaning.clone())).collect();
    network.first_keys = lineage::first_keys(&network.lineage);
    Some(network)
}

/// The words of the framework, and nothing yet that uses them.
fn of_framework(framework: &written::Framework) -> Network {
    let area = |area: &written::FocusArea| FocusArea {
        code: code(&area.id, &area.name),
        definition: area.definition.value.to_string(),
    };
    let status = |status: &written::Status| Status {
        code: code(&status.id, &status.name),
        stage: status.stage.value,
        meaning: status.meaning.value.to_string(),
    };
    let state = |state: &written::MemberState| MemberState {
        code: code(&state.id, &state.name),
        country: state.country.clone(),
        joined: state.joined,
        tile: state.tile.as_ref().map(|tile| tile.value),
    };
    let kind =
        |kind: &written::Kind| Kind { code: code(&kind.code.id, &kind.code.name), is_proposed: kind.is_proposed };
    let types = framework.focus_areas.iter().enumerate().flat_map(|(place, area)| {
        area.project_types.iter().map(move |kind| ProjectType {
            code: code(&kind.id, &kind.name),
            definition: kind.definition.clone(),
            focus_area: FocusAreaId::at(place),
        })
    });
    Network {
        names: framework.network.clone(),
        focus_areas: framework.focus_areas.iter().map(area).collect(),
        project_types: types.collect(),
        statuses: framework.statuses.iter().map(status).collect(),
        member_states: framework.member_states.iter().map(state).collect(),
        kinds: framework.partnership_kinds.iter().map(kind).collect(),
        count_rule: partnerships::count_rule(framework),
        code_lists: framework.code_lists.iter().map(code_list).collect(),
        rounding: framework.rounding,
        cities: Vec::new(),
        partners: Vec::new(),
        programmes: Vec::new(),
        partnerships: Vec::new(),
        years: Vec::new(),
        lineage: Vec::new(),
        plans: Vec::new(),
        acronyms: Vec::new(),
        city_places: BTreeMap::new(),
        partner_places: BTreeMap::new(),
        first_keys: BTreeMap::new(),
    }
}

fn code(id: &At<Held>, name: &str) -> Code {
    Code { key: id.value.to_string(), name: name.to_owned() }
}

fn entry(entry: &written::Code) -> (Code, Option<i32>) {
    (code(&entry.id, &entry.name), entry.retired.as_ref().map(|retired| retired.from.value))
}

fn code_list(list: &written::CodeList) -> CodeList {
    CodeList {
        code: code(&list.id, &list.name),
        source: list.source.clone(),
        confidence: list.confidence,
        entries: list.codes.iter().map(entry).collect(),
    }
}

fn partner(partner: &written::Partner) -> Partner {
    Partner {
        code: code(&partner.id, &partner.name.value),
        short_name: partner.short_name.as_ref().map(|name| name.value.to_string()),
        country: partner.country.clone(),
    }
}

/// The places of a register by id; the first entry of an id counts.
fn places<'a, T>(codes: impl Iterator<Item = &'a Code>, at: fn(usize) -> T) -> BTreeMap<String, T> {
    let mut places = BTreeMap::new();
    for (place, code) in codes.enumerate() {
        places.entry(code.key.clone()).or_insert_with(|| at(place));
    }
    places
}

/// The place of an id in a short list.
fn find<'a>(key: &str, mut codes: impl Iterator<Item = &'a Code>) -> Option<usize> {
    codes.position(|code| code.key == key)
}

impl Network {
    /// The focus area of that id.
    pub fn focus_area(&self, key: &str) -> Option<FocusAreaId> {
        find(key, self.focus_areas.iter().map(|area| &area.code)).map(FocusAreaId::at)
    }

    /// The status of that id.
    pub fn status(&self, key: &str) -> Option<StatusId> {
        find(key, self.statuses.iter().map(|status| &status.code)).map(StatusId::at)
    }

    /// The status of that stage.
    pub fn stage(&self, stage: Stage) -> Option<StatusId> {
        self.statuses.iter().position(|status| status.stage == stage).map(StatusId::at)
    }

    fn project_type(&self, key: &str) -> Option<ProjectTypeId> {
        find(key, self.project_types.iter().map(|kind| &kind.code)).map(ProjectTypeId::at)
    }

    fn member_state(&self, key: &str) -> Option<MemberStateId> {
        find(key, self.member_states.iter().map(|state| &state.code)).map(MemberStateId::at)
    }

    /// The city of that id.
    pub fn city_id(&self, key: &str) -> Option<CityId> {
        self.city_places.get(key).copied()
    }

    fn city(&self, city: &written::City) -> Option<City> {
        let mut offices: Vec<(When, String)> =
            city.offices.iter().map(|o| (o.as_of, o.office.value.to_string())).collect();
        offices.sort_by_key(|(as_of, _)| as_of.last_day());
        Some(City {
            code: code(&city.id, &city.name),
            aliases: city.aliases.clone(),
            local_name: city.local_name.clone(),
            member_state: self.member_state(&city.member_state.value)?,
            membership: city.membership(),
            offices,
        })
    }

    /// All years; their records are taken from the inputs.
    fn all_years(&self, inputs: &mut Inputs) -> Option<Vec<Year>> {
        let carried = Earlier::new(inputs).carried_records(inputs);
        let typed: Vec<_> = inputs.snapshots.iter_mut().map(|one| Mutex::new(one.records.take())).collect();
        let years: Vec<_> = inputs.snapshots.iter().zip(&typed).zip(&carried).collect();
        let years = side_by_side(&years, |((snapshot, typed), carried)| {
            self.year(snapshot, (typed.lock().ok()?.take(), carried), inputs)
        });
        years.into_iter().collect()
    }

    /// A year, with its records as they were typed and what of some of them, by their places, is carried forward.
    fn year(
        &self,
        snapshot: &written::Snapshot,
        (typed, carried): (Option<Vec<written::Record>>, &BTreeMap<usize, Carried>),
        inputs: &Inputs,
    ) -> Option<Year> {
        let documents =
            snapshot.sources.iter().map(|s| Document { title: s.document.clone(), address: s.address.clone() });
        let records = match typed {
            Some(typed) => {
                let carried = |place: usize| carried.get(&place).copied().unwrap_or_default();
                // Collected, they would keep the room of those that were typed, which is twice theirs.
                let mut records = Vec::with_capacity(typed.len());
                for (place, record) in typed.into_iter().enumerate() {
                    records.push(self.record(record, carried(place), snapshot, inputs)?);
                }
                records.sort_by(|a, b| (a.city, a.number, &a.key).cmp(&(b.city, b.number, &b.key)));
                Some(records)
            }
            None => None,
        };
        let returns = match &snapshot.returns {
            Some(returns) => {
                let mut returns: Vec<Return> = returns.iter().map(|r| self.sent(r)).collect::<Option<_>>()?;
                returns.sort_by_key(|sent| sent.city);
                Some(returns)
            }
            None => None,
        };
        Some(Year {
            year: snapshot.year.value,
            as_of: snapshot.as_of.first()?.value,
            documents: documents.collect(),
            returns,
            published: self.published(snapshot)?,
            records,
            final_since: snapshot.final_since.first().cloned(),
            sealed: inputs
                .seals
                .iter()
                .find(|seal| seal.year.value == snapshot.year.value)
                .map(|seal| seal.figures.clone()),
            narrative: narrative::of_year(self, inputs, snapshot.year.value)?,
        })
    }

    fn sent(&self, sent: &written::Return) -> Option<Return> {
        Some(Return {
            city: self.city_id(&sent.city.value)?,
            date: sent.date.value,
            office: sent.office.value.to_string(),
        })
    }

    fn record(
        &self,
        mut record: written::Record,
        carried: Carried,
        snapshot: &written::Snapshot,
        inputs: &Inputs,
    ) -> Option<Record> {
        let city = self.city_id(&record.city.value)?;
        let project_type = match &record.project_type {
            Some(key) => Some(self.project_type(&key.value)?),
            None => None,
        };
        let of_document = match record.source() {
            Some((key, _)) => Some(u32::try_from(document(snapshot, key)?).ok()?),
            None => None,
        };
        let codes = self.codes(&record)?;
        let mut doubts = std::mem::take(&mut record.doubts);
        if record.more.codes.is_empty() && doubts.codes.is_some() {
            // Codes that it has not cannot be doubtful.
            doubts = doubts.take().map(|each| Seldom::of(EachDoubt { codes: None, ..each })).unwrap_or_default();
        }
        let partners = record.more.partners.iter().map(|link| self.link(link, inputs)).collect::<Option<_>>()?;
        let (note, checked) =
            std::mem::take(&mut record.more).take().map(|more| (more.note, more.checked)).unwrap_or_default();
        Some(Record {
            city,
            member_state: self.cities.get(city.place())?.member_state,
            number: record.number,
            carried,
            focus_area: self.focus_area(&record.focus_area.value)?,
            project_type,
            status: self.status(&record.status.value)?,
            of_document,
            doubts,
            key: record.id.value.clone(),
            more: Seldom::of(More { codes, partners, note, checked }),
            entry: record.entry,
        })
    }

    /// The codes of a record, in the order of the framework whatever the order in the file.
    fn codes(&self, record: &written::Record) -> Option<Vec<(CodeListId, CodeId)>> {
        let mut codes = Vec::new();
        for (list, named) in &record.more.codes {
            let place = find(&list.value, self.code_lists.iter().map(|list| &list.code))?;
            let entries = &self.code_lists.get(place)?.entries;
            for key in &named.value {
                let entry = find(&key.value, entries.iter().map(|(code, _)| code))?;
                codes.push((CodeListId::at(place), CodeId::at(entry)));
            }
        }
        codes.sort_unstable();
        Some(codes)
    }

    fn link(&self, link: &written::Link, inputs: &Inputs) -> Option<Link> {
        Some(Link {
            partners: link.ids.iter().map(|id| self.partner(id)).collect::<Option<_>>()?,
            kind: self.kind(&link.kind)?,
            programme: link.programme.as_ref().map(|programme| programme.value.clone()),
            of_programme: partnerships::programme(inputs, link.programme.as_ref()),
            page: link.page,
            place: link.ids.first().map_or(link.kind.place, |id| id.place),
        })
    }
}

impl Year {
    /// The places of the records of a city in the list of the year, which stands by city.
    pub fn places_of(&self, city: CityId) -> Range<usize> {
        let records = self.records.as_deref().unwrap_or_default();
        records.partition_point(|record| record.city < city)..records.partition_point(|record| record.city <= city)
    }

    /// The records of a city, in the order of reports.
    pub fn records_of(&self, city: CityId) -> &[Record] {
        self.records.as_deref().and_then(|records| records.get(self.places_of(city))).unwrap_or_default()
    }
}

/// The document of that id, by its place in the snapshot's list.
fn document(snapshot: &written::Snapshot, key: &Held) -> Option<usize> {
    snapshot.sources.iter().position(|source| source.id.value == *key)
}
