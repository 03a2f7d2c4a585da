//! Partnerships and programmes, resolved.

use super::{Code, Document, Network, find};
use crate::held::Held;
use crate::load::written::{self, Inputs};
use crate::source::{At, Place};
use crate::terms::{Bound, CityId, Confidence, Counting, KindId, PartnerId, ProgrammeId, When};

/// By what partnerships are counted, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CountRule {
    /// The rule that holds.
    pub rule: Counting,
    /// The first year under it, and the rule of the years before, if it was another.
    pub before: Option<(i32, Counting)>,
}

impl CountRule {
    /// The rule of an edition.
    pub fn of(self, year: i32) -> Counting {
        match self.before {
            Some((since, before)) if year < since => before,
            _ => self.rule,
        }
    }

    /// Since when the rule of an edition holds, and the rule before it, where that is another.
    pub fn changed(self, year: i32) -> Option<(i32, Counting)> {
        self.before.filter(|(since, before)| year >= *since && *before != self.rule)
    }
}

/// A kind of partnership.
#[derive(Debug)]
pub struct Kind {
    /// Id and name.
    pub code: Code,
    /// Whether nothing is agreed yet, so that it is not counted.
    pub is_proposed: bool,
}

/// A programme or an instrument.
#[derive(Debug)]
pub struct Programme {
    /// Id and name.
    pub code: Code,
    /// Its abbreviation.
    pub short_name: Option<String>,
    /// What sort it is.
    pub kind: String,
    /// The partners that run it or pay for it.
    pub partners: Vec<PartnerId>,
    /// What is stated of it, by date.
    pub facts: Vec<Fact>,
    /// What a reader should know.
    pub note: Option<String>,
}

/// What is stated of a programme.
#[derive(Debug)]
pub struct Fact {
    /// When, or since when.
    pub date: When,
    /// Until when.
    pub until: Option<When>,
    /// What.
    pub what: String,
    /// The number.
    pub value: Option<u32>,
    /// Whether there are more or fewer.
    pub bound: Bound,
    /// What it counts.
    pub unit: Option<String>,
    /// How sure it is.
    pub confidence: Confidence,
    /// Where it is stated; nothing where no document was found.
    pub document: Option<Document>,
    /// On which pages.
    pub pages: Option<String>,
}

/// A partnership of the register.
#[derive(Debug)]
pub struct Partnership {
    /// Its id.
    pub key: String,
    /// Its cities; none where it is with the whole network.
    pub cities: Vec<CityId>,
    /// The id of its project.
    pub project: Option<String>,
    /// The partners.
    pub partners: Vec<PartnerId>,
    /// What they do.
    pub kind: KindId,
    /// The programme.
    pub programme: Option<ProgrammeId>,
    /// The years in which a source shows it, and no record tells it.
    pub years: Vec<i32>,
    /// Where it is stated, with the page.
    pub mentions: Vec<(Document, Option<u32>)>,
    /// How sure it is.
    pub confidence: Confidence,
    /// What a reader should know.
    pub note: Option<String>,
    /// Where it stands in the inputs.
    pub place: Place,
}

/// The rule by which partnerships are counted.
pub(super) fn count_rule(framework: &written::Framework) -> CountRule {
    let before = framework.count_change.as_ref().map(|change| (change.since.value, change.before));
    CountRule { rule: framework.counting, before }
}

impl Network {
    pub(super) fn partner(&self, id: &At<Held>) -> Option<PartnerId> {
        self.partner_places.get(id.value.as_str()).copied()
    }

    pub(super) fn kind(&self, id: &At<Held>) -> Option<KindId> {
        find(&id.value, self.kinds.iter().map(|kind| &kind.code)).map(KindId::at)
    }
}

/// The programme of that name; nothing where no register holds it.
pub(super) fn programme(inputs: &Inputs, named: Option<&At<Held>>) -> Option<ProgrammeId> {
    let named = &named?.value;
    inputs.programmes.programmes.iter().position(|one| one.is_called(named)).map(ProgrammeId::at)
}

/// The register of programmes, in its order.
pub(super) fn programmes(network: &Network, inputs: &Inputs) -> Option<Vec<Programme>> {
    let sources = &inputs.programmes.sources;
    let fact = |fact: &written::Fact| {
        let document = match &fact.source {
            Some(id) => Some(document(sources, id)?),
            None => None,
        };
        Some(Fact {
            date: fact.date.value,
            until: fact.until.as_ref().map(|until| until.value),
            what: fact.what.value.to_string(),
            value: fact.value,
            bound: fact.bound,
            unit: fact.unit.clone(),
            confidence: fact.confidence,
            document,
            pages: fact.pages.clone(),
        })
    };
    let one = |one: &written::Programme| {
        let mut facts: Vec<Fact> = one.facts.iter().map(fact).collect::<Option<_>>()?;
        // A stable sort: facts of one time stay in the order of the file.
        facts.sort_by_key(|fact| fact.date.last_day());
        Some(Programme {
            code: Code { key: one.id.value.to_string(), name: one.name.value.to_string() },
            short_name: one.short_name.as_ref().map(|name| name.value.to_string()),
            kind: one.kind.clone(),
            partners: one.partners.iter().map(|id| network.partner(id)).collect::<Option<_>>()?,
            facts,
            note: one.note.as_ref().map(|note| note.value.to_string()),
        })
    };
    inputs.programmes.programmes.iter().map(one).collect()
}

/// The register of partnerships by city, and by id within one; those of the whole network last.
pub(super) fn partnerships(network: &Network, inputs: &Inputs) -> Option<Vec<Partnership>> {
    let register = &inputs.partnerships;
    let one = |link: &written::Partnership| {
        let mut cities: Vec<CityId> = link.cities.iter().map(|id| network.city_id(&id.value)).collect::<Option<_>>()?;
        cities.sort_unstable();
        cities.dedup();
        let mention = |(id, page): &(At<Held>, Option<u32>)| Some((document(&register.sources, id)?, *page));
        Some(Partnership {
            key: link.id.value.to_string(),
            cities,
            project: link.project.as_ref().map(|project| project.value.to_string()),
            partners: link.partners.iter().map(|id| network.partner(id)).collect::<Option<_>>()?,
            kind: network.kind(&link.kind)?,
            programme: programme(inputs, link.programme.as_ref()),
            years: link.all_years(),
            mentions: link.mentions.iter().map(mention).collect::<Option<_>>()?,
            confidence: link.confidence,
            note: link.note.as_ref().map(|note| note.value.to_string()),
            place: link.id.place,
        })
    };
    let mut links: Vec<Partnership> = register.links.iter().map(one).collect::<Option<_>>()?;
    links.sort_by(|a, b| (a.cities.is_empty(), &a.cities, &a.key).cmp(&(b.cities.is_empty(), &b.cities, &b.key)));
    Some(links)
}

fn document(sources: &[written::SourceEntry], id: &At<Held>) -> Option<Document> {
    let source = sources.iter().find(|source| source.id.value == id.value)?;
    Some(Document { title: source.document.clone(), address: source.address.clone() })
}
