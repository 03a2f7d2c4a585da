//! A project in one year, resolved.

use crate::held::Held;
use crate::load::written::{EachDoubt, Entry, Seldom, Sparse, Waiver};
use crate::source::{At, Place};
use crate::terms::{
    Carried, CityId, CodeId, CodeListId, FocusAreaId, KindId, MemberStateId, PartnerId, ProgrammeId, ProjectTypeId,
    StatusId,
};

/// A project in one year.
#[derive(Debug)]
pub struct Record {
    /// Its id.
    pub key: Held,
    /// What its entry says.
    pub entry: Entry,
    /// Its city.
    pub city: CityId,
    /// Its member state, which is its city's.
    pub member_state: MemberStateId,
    /// Its number in the printed list.
    pub number: Option<u32>,
    /// Which of its values are carried forward from another year, and nobody has confirmed or changed them.
    pub carried: Carried,
    /// Its focus area.
    pub focus_area: FocusAreaId,
    /// Its project type, where known.
    pub project_type: Option<ProjectTypeId>,
    /// Its status.
    pub status: StatusId,
    /// What [`Record::document`] tells, in less room: of records a million may be held.
    pub of_document: Option<u32>,
    /// How sure its values are.
    pub doubts: Seldom<EachDoubt>,
    /// What else is known of it.
    pub more: Seldom<More>,
}

/// What is known of few records.
#[derive(Debug, PartialEq)]
pub struct More {
    /// Its codes of further lists, in the order of the framework.
    pub codes: Vec<(CodeListId, CodeId)>,
    /// Its partners.
    pub partners: Vec<Link>,
    /// What a reader should know.
    pub note: Option<At<Held>>,
    /// What somebody has checked in its texts.
    pub checked: Vec<Waiver>,
}

impl Sparse for More {
    const NOTHING: &'static Self = &Self { codes: Vec::new(), partners: Vec::new(), note: None, checked: Vec::new() };
}

impl Record {
    /// Its title that year.
    pub fn title(&self) -> &Held {
        &self.entry.title.value
    }

    /// What it is about.
    pub fn description(&self) -> &Held {
        &self.entry.description.value
    }

    /// The document, by its place in the year's list.
    pub fn document(&self) -> Option<usize> {
        self.of_document.and_then(|place| usize::try_from(place).ok())
    }

    /// The page of its document.
    pub fn page(&self) -> Option<u32> {
        self.entry.page
    }

    /// Where it stands in the inputs.
    pub fn place(&self) -> Place {
        self.entry.place(&self.entry.id)
    }
}

/// Partners named together for a record.
#[derive(Debug, PartialEq)]
pub struct Link {
    /// The partners.
    pub partners: Vec<PartnerId>,
    /// What they do.
    pub kind: KindId,
    /// The programme, as it is named.
    pub programme: Option<Held>,
    /// The programme of the register that is meant.
    pub of_programme: Option<ProgrammeId>,
    /// The page.
    pub page: Option<u32>,
    /// Where it stands in the inputs.
    pub place: Place,
}
