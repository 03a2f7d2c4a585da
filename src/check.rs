//! Snapshots that keep every rule become a network.
//!
//! Names become numbers, records are put in the order of reports, and whatever order the files had is
//! forgotten. What breaks a rule never gets here: the only way to a [`Network`] is [`network`].

use crate::load::written::{self, Doubts, Inputs, Origin};
use crate::source::{At, Place};
use crate::terms::{
    CityId, Confidence, FocusAreaId, Joined, KindId, MemberStateId, PartnerId, PrintedShare, ProjectTypeId, Stage,
    StatusId, When,
};

/// All years, linked and sorted.
#[derive(Debug)]
pub struct Network {
    /// The names of the network.
    pub names: written::Network,
    /// The focus areas, in order.
    pub focus_areas: Vec<FocusArea>,
    /// The project types of all focus areas, in order.
    pub project_types: Vec<ProjectType>,
    /// The statuses, in order.
    pub statuses: Vec<Status>,
    /// The member states, in order.
    pub member_states: Vec<MemberState>,
    /// What a partner can do.
    pub kinds: Vec<Code>,
    /// Further lists.
    pub code_lists: Vec<CodeList>,
    /// The cities by member state, and in the order of the register within one.
    pub cities: Vec<City>,
    /// The partner organisations.
    pub partners: Vec<Partner>,
    /// The years that have a snapshot, ascending.
    pub years: Vec<Year>,
}

/// An id with the name it is printed under.
#[derive(Debug, Clone)]
pub struct Code {
    /// The id as it is typed.
    pub key: String,
    /// The name as it is printed.
    pub name: String,
}

/// A focus area.
#[derive(Debug)]
pub struct FocusArea {
    /// Id and name.
    pub code: Code,
    /// What belongs to it.
    pub definition: String,
}

/// A project type.
#[derive(Debug)]
pub struct ProjectType {
    /// Id and name.
    pub code: Code,
    /// What it is about.
    pub definition: String,
    /// The focus area it belongs to.
    pub focus_area: FocusAreaId,
}

/// A status.
#[derive(Debug)]
pub struct Status {
    /// Id and name.
    pub code: Code,
    /// How it is treated.
    pub stage: Stage,
    /// What it says.
    pub meaning: String,
}

/// A member state.
#[derive(Debug)]
pub struct MemberState {
    /// Id and name.
    pub code: Code,
    /// Its country code.
    pub country: String,
    /// Since when it belongs.
    pub joined: Joined,
}

/// A list of the framework that no record names.
#[derive(Debug)]
pub struct CodeList {
    /// Its name.
    pub name: String,
    /// Where it comes from.
    pub source: String,
    /// How sure it is.
    pub confidence: Confidence,
    /// The names of its entries.
    pub entries: Vec<String>,
}

/// A city.
#[derive(Debug)]
pub struct City {
    /// Id and name.
    pub code: Code,
    /// Its name in the local script.
    pub local_name: Option<String>,
    /// Its member state.
    pub member_state: MemberStateId,
    /// When it joined.
    pub joined: Joined,
    /// Its contact offices with the date of the list that names them, ascending.
    pub offices: Vec<(When, String)>,
}

/// A partner organisation.
#[derive(Debug)]
pub struct Partner {
    /// Id and name.
    pub code: Code,
    /// Its abbreviation.
    pub short_name: Option<String>,
    /// Its country, or INT.
    pub country: Option<String>,
}

/// One year.
#[derive(Debug)]
pub struct Year {
    /// The year.
    pub year: i32,
    /// The cut-off.
    pub as_of: When,
    /// The documents that its values are taken from.
    pub documents: Vec<Document>,
    /// The returns, if a list was kept.
    pub returns: Option<Vec<Return>>,
    /// What was printed.
    pub published: Published,
    /// The records in the order of reports; nothing where no list is public.
    pub records: Option<Vec<Record>>,
}

/// A document.
#[derive(Debug, Clone)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// Where it can be read.
    pub address: Option<String>,
}

/// A return that came in.
#[derive(Debug)]
pub struct Return {
    /// The city.
    pub city: CityId,
    /// The day.
    pub date: When,
    /// The office.
    pub office: String,
}

/// A project in one year.
#[derive(Debug)]
pub struct Record {
    /// Its id.
    pub key: String,
    /// Its city.
    pub city: CityId,
    /// Its member state, which is its city's.
    pub member_state: MemberStateId,
    /// Its number in the printed list.
    pub number: Option<u32>,
    /// Its title that year.
    pub title: String,
    /// Its focus area.
    pub focus_area: FocusAreaId,
    /// Its project type, where known.
    pub project_type: Option<ProjectTypeId>,
    /// Its status.
    pub status: StatusId,
    /// What it is about.
    pub description: String,
    /// Its partners.
    pub partners: Vec<Link>,
    /// The document, by its place in the year's list, and the page.
    pub document: Option<usize>,
    /// The page.
    pub page: Option<u32>,
    /// How sure its values are.
    pub doubts: Doubts,
    /// What a reader should know.
    pub note: Option<String>,
    /// Where it stands in the inputs.
    pub place: Place,
}

/// Partners named together for a record.
#[derive(Debug)]
pub struct Link {
    /// The partners.
    pub partners: Vec<PartnerId>,
    /// What they do.
    pub kind: KindId,
    /// The programme.
    pub programme: Option<String>,
}

/// What was printed for a year, resolved.
#[derive(Debug, Default)]
pub struct Published {
    /// Totals.
    pub totals: Vec<Total>,
    /// Every other printed number: exhibit by exhibit, in the order of the file.
    pub cells: Vec<Cell>,
    /// Claims.
    pub claims: Vec<Claim>,
    /// Reasons for differences: patterns of figure ids, and why.
    pub explained: Vec<(Vec<At<String>>, String)>,
}

/// What a published total counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Projects listed.
    Projects,
    /// Partnerships, as the publication counts them.
    Partnerships,
    /// Cities shown with projects.
    Cities,
}

/// A published total.
#[derive(Debug)]
pub struct Total {
    /// What it counts.
    pub measure: Measure,
    /// The number.
    pub value: u32,
    /// The document.
    pub document: usize,
    /// The pages.
    pub pages: Option<String>,
    /// How sure it is.
    pub confidence: Confidence,
    /// Other numbers, each with its document.
    pub others: Vec<(u32, usize)>,
}

/// Which part of a publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exhibit {
    /// The introduction's text.
    Text,
    /// Share of each focus area.
    One,
    /// Marks by city, status and focus area.
    Two,
    /// Rings by member state.
    Three,
}

/// Which projects a number counts: all that have every value that is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Slice {
    /// Of this member state.
    pub member_state: Option<MemberStateId>,
    /// Of this city.
    pub city: Option<CityId>,
    /// In this focus area.
    pub focus_area: Option<FocusAreaId>,
    /// Of this type.
    pub project_type: Option<ProjectTypeId>,
    /// With this status.
    pub status: Option<StatusId>,
}

/// A printed number.
#[derive(Debug)]
pub struct Cell {
    /// Where it is printed.
    pub exhibit: Exhibit,
    /// What it counts.
    pub slice: Slice,
    /// The number.
    pub value: Printed,
    /// The document.
    pub document: usize,
    /// The pages.
    pub pages: Option<String>,
}

/// A number as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printed {
    /// A count.
    Count(u32),
    /// A share of the slice without its last narrowing, such as of all projects of the member state.
    Share(PrintedShare),
}

/// A published statement about focus areas.
#[derive(Debug)]
pub struct Claim {
    /// What is said.
    pub text: String,
    /// Of which focus areas.
    pub focus_areas: Vec<FocusAreaId>,
    /// The share they are said to exceed together.
    pub more_than: PrintedShare,
    /// The document.
    pub document: usize,
    /// How sure it is.
    pub confidence: Confidence,
}

/// The network of inputs that keep every rule; nothing where something is missing after all.
pub fn network(inputs: &Inputs) -> Option<Network> {
    let framework = inputs.framework.as_ref()?;
    let mut network = Network {
        names: framework.network.clone(),
        focus_areas: framework
            .focus_areas
            .iter()
            .map(|area| FocusArea { code: code(&area.id, &area.name), definition: area.definition.clone() })
            .collect(),
        project_types: Vec::new(),
        statuses: framework
            .statuses
            .iter()
            .map(|status| Status {
                code: code(&status.id, &status.name),
                stage: status.stage.value,
                meaning: status.meaning.clone(),
            })
            .collect(),
        member_states: framework
            .member_states
            .iter()
            .map(|state| MemberState {
                code: code(&state.id, &state.name),
                country: state.country.clone(),
                joined: state.joined,
            })
            .collect(),
        kinds: framework.partnership_kinds.iter().map(|kind| code(&kind.id, &kind.name)).collect(),
        code_lists: framework.code_lists.iter().map(code_list).collect(),
        cities: Vec::new(),
        partners: inputs.partners.iter().map(partner).collect(),
        years: Vec::new(),
    };
    for (place, area) in framework.focus_areas.iter().enumerate() {
        network.project_types.extend(area.project_types.iter().map(|kind| ProjectType {
            code: code(&kind.id, &kind.name),
            definition: kind.definition.clone(),
            focus_area: FocusAreaId::at(place),
        }));
    }
    network.cities = inputs.cities.cities.iter().map(|city| network.city(city)).collect::<Option<_>>()?;
    network.cities.sort_by_key(|city| city.member_state);
    network.years = inputs.snapshots.iter().map(|snapshot| network.year(snapshot)).collect::<Option<_>>()?;
    Some(network)
}

fn code(id: &At<String>, name: &str) -> Code {
    Code { key: id.value.clone(), name: name.to_owned() }
}

fn code_list(list: &written::CodeList) -> CodeList {
    CodeList {
        name: list.name.clone(),
        source: list.source.clone(),
        confidence: list.confidence,
        entries: list.codes.iter().map(|entry| entry.name.clone()).collect(),
    }
}

fn partner(partner: &written::Partner) -> Partner {
    Partner {
        code: code(&partner.id, &partner.name.value),
        short_name: partner.short_name.clone(),
        country: partner.country.clone(),
    }
}

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

    fn city_id(&self, key: &str) -> Option<CityId> {
        find(key, self.cities.iter().map(|city| &city.code)).map(CityId::at)
    }

    fn city(&self, city: &written::City) -> Option<City> {
        let mut offices: Vec<(When, String)> = city.offices.iter().map(|o| (o.as_of, o.office.clone())).collect();
        offices.sort_by_key(|(as_of, _)| as_of.last_day());
        Some(City {
            code: code(&city.id, &city.name),
            local_name: city.local_name.clone(),
            member_state: self.member_state(&city.member_state.value)?,
            joined: city.joined.value,
            offices,
        })
    }

    fn year(&self, snapshot: &written::Snapshot) -> Option<Year> {
        let documents =
            snapshot.sources.iter().map(|s| Document { title: s.document.clone(), address: s.address.clone() });
        let records = match &snapshot.records {
            Some(records) => {
                let mut records: Vec<Record> =
                    records.iter().map(|record| self.record(record, snapshot)).collect::<Option<_>>()?;
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
        })
    }

    fn sent(&self, sent: &written::Return) -> Option<Return> {
        Some(Return { city: self.city_id(&sent.city.value)?, date: sent.date.value, office: sent.office.clone() })
    }

    fn record(&self, record: &written::Record, snapshot: &written::Snapshot) -> Option<Record> {
        let city = self.city_id(&record.city.value)?;
        let project_type = match &record.project_type {
            Some(key) => Some(self.project_type(&key.value)?),
            None => None,
        };
        let document = match &record.source {
            Some(key) => Some(document(snapshot, key)?),
            None => None,
        };
        Some(Record {
            key: record.id.value.clone(),
            city,
            member_state: self.cities.get(city.place())?.member_state,
            number: record.number,
            title: record.title.value.clone(),
            focus_area: self.focus_area(&record.focus_area.value)?,
            project_type,
            status: self.status(&record.status.value)?,
            description: record.description.clone(),
            partners: record.partners.iter().map(|link| self.link(link)).collect::<Option<_>>()?,
            document,
            page: record.page,
            doubts: record.doubts.clone(),
            note: record.note.clone(),
            place: record.id.place,
        })
    }

    fn link(&self, link: &written::Link) -> Option<Link> {
        let partner = |id: &At<String>| find(&id.value, self.partners.iter().map(|p| &p.code)).map(PartnerId::at);
        Some(Link {
            partners: link.ids.iter().map(partner).collect::<Option<_>>()?,
            kind: find(&link.kind.value, self.kinds.iter()).map(KindId::at)?,
            programme: link.programme.clone(),
        })
    }
}

/// The document of that id, by its place in the snapshot's list.
fn document(snapshot: &written::Snapshot, key: &At<String>) -> Option<usize> {
    snapshot.sources.iter().position(|source| source.id.value == key.value)
}

mod printed;
