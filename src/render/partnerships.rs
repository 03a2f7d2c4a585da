//! Partnerships as they can be traced: counts by the rule, the links themselves, and how they changed.

use super::lists::full_name;
use super::page::{confidence, figure};
use super::reach::Reach;
use super::units;
use super::views::FigureView;
use crate::check::{Document, Year};
use crate::exhibit::{Edition, counting_rule};
use crate::measure::{self, Class, Growth, Origin, Row, TRACED, Tie};
use crate::source::Place;
use crate::terms::{CityId, Confidence, KindId, PartnerId, ProgrammeId};
use crate::words::Words;
use serde::Serialize;
use std::collections::BTreeMap;

/// The partnerships of an edition that can be traced.
#[derive(Debug, Serialize)]
pub(super) struct Traced {
    /// Whether anything can be traced in any year.
    shown: bool,
    now: FigureView,
    /// How they are counted, in a sentence.
    rule: String,
    /// Since when, if it was otherwise before; empty where it was not.
    changed: String,
    years: Vec<Count>,
    origins: Vec<Count>,
    /// Why these do not add up; empty where they do.
    origin_note: String,
    tables: Vec<CountTable>,
    cities: Vec<CityLinks>,
    proposed: Vec<LinkView>,
    growth: Vec<TracedGrowth>,
}

/// A class with its count.
#[derive(Debug, Serialize)]
struct Count {
    name: String,
    count: FigureView,
}

/// Counts by one classification.
#[derive(Debug, Serialize)]
struct CountTable {
    heading: String,
    anchor: &'static str,
    rows: Vec<Count>,
    /// What a reader must know to add the rows up; empty where they add up.
    note: String,
}

/// The links of a city, or of the whole network.
#[derive(Debug, Serialize)]
struct CityLinks {
    name: String,
    links: Vec<LinkView>,
}

/// A link.
#[derive(Debug, Serialize)]
pub(super) struct LinkView {
    place: String,
    project: String,
    partners: String,
    kind: String,
    programme: String,
    origin: String,
    source: String,
    confidence: String,
    is_published: bool,
    note: String,
}

/// How the partnerships that can be traced changed between two years.
#[derive(Debug, Serialize)]
pub(super) struct TracedGrowth {
    /// Whether anything was traced in either year.
    shown: bool,
    from_year: String,
    to_year: String,
    from: FigureView,
    to: FigureView,
    change: FigureView,
    parts: Vec<Part>,
}

/// A part of a change.
#[derive(Debug, Serialize)]
struct Part {
    name: String,
    change: FigureView,
    which: Vec<String>,
}

/// A link as it stands in the inputs.
#[derive(Debug)]
pub(super) struct Link<'a> {
    edition: Edition<'a>,
    cities: &'a [CityId],
    project: Option<&'a str>,
    partners: &'a [PartnerId],
    kind: KindId,
    programme: Option<ProgrammeId>,
    mentions: Vec<(&'a Document, Option<u32>)>,
    confidence: Confidence,
    note: &'a str,
    /// Where it stands.
    pub(super) place: Place,
}

/// The link of a row.
pub(super) fn link(edition: Edition<'_>, row: Row) -> Option<Link<'_>> {
    let network = edition.network;
    match row {
        Row::Record(year, id, at) => {
            let year = network.years.iter().find(|one| one.year == year)?;
            let record = year.records.as_ref()?.get(id.place())?;
            let link = record.more.partners.get(at)?;
            let document = record.document().and_then(|place| year.documents.get(place));
            Some(Link {
                edition,
                cities: std::slice::from_ref(&record.city),
                project: Some(&record.key),
                partners: &link.partners,
                kind: link.kind,
                programme: link.of_programme,
                mentions: document.map(|document| (document, link.page)).into_iter().collect(),
                confidence: Confidence::Published,
                note: "",
                place: link.place,
            })
        }
        Row::Register(at) => {
            let link = network.partnerships.get(at)?;
            Some(Link {
                edition,
                cities: &link.cities,
                project: link.project.as_deref(),
                partners: &link.partners,
                kind: link.kind,
                programme: link.programme,
                mentions: link.mentions.iter().map(|(document, page)| (document, *page)).collect(),
                confidence: link.confidence,
                note: link.note.as_deref().unwrap_or_default(),
                place: link.place,
            })
        }
    }
}

impl Link<'_> {
    /// The link in a line: where, who, what, under which programme; a project that lies outside the reach is not named.
    pub(super) fn said(&self, reach: Reach) -> String {
        // A project that no list shows yet is not told.
        let is_listed = |key: &&str| {
            let mut records = self.edition.past.iter().flat_map(|year| year.records.iter().flatten());
            records.any(|record| record.key == **key) && reach.holds_project(self.edition, key)
        };
        let place = self.project.filter(is_listed).map_or_else(|| self.cities(), str::to_owned);
        let programme = self.programme();
        let key = if programme.is_empty() { "link-line" } else { "link-line-under" };
        let gaps = [("place", place), ("partners", self.partners()), ("kind", self.kind()), ("programme", programme)];
        self.edition.words.say(key, &gaps.each_ref().map(|(name, text)| (*name, text.as_str())))
    }

    fn cities(&self) -> String {
        let cities = self.cities.iter().filter_map(|id| self.edition.network.cities.get(id.place()));
        let names: Vec<String> = cities.map(|city| city.code.name.clone()).collect();
        if names.is_empty() { self.edition.words.term("whole-network") } else { self.edition.words.list(&names) }
    }

    fn partners(&self) -> String {
        let partners = self.partners.iter().filter_map(|id| self.edition.network.partners.get(id.place()));
        let names: Vec<String> = partners.map(|partner| full_name(self.edition.words, partner)).collect();
        self.edition.words.list(&names)
    }

    fn kind(&self) -> String {
        let kind = self.edition.network.kinds.get(self.kind.place());
        kind.map_or_else(String::new, |kind| kind.code.name.clone())
    }

    fn programme(&self) -> String {
        let programme = self.programme.and_then(|id| self.edition.network.programmes.get(id.place()));
        programme.map_or_else(String::new, |one| one.short_name.clone().unwrap_or_else(|| one.code.name.clone()))
    }

    /// The title of the project: of the edition's year, or of the last before it; none where no list shows it yet.
    fn title(&self) -> String {
        let Some(key) = self.project else { return String::new() };
        let of_year = |year: &Year| {
            let record = year.records.as_ref()?.iter().find(|record| record.key == key)?;
            Some(record.title().to_string())
        };
        self.edition.past.iter().rev().find_map(of_year).unwrap_or_default()
    }

    fn source(&self) -> String {
        let words = self.edition.words;
        let one = |(document, page): &(&Document, Option<u32>)| match page {
            Some(page) => words.say("document-page", &[("document", &document.title), ("page", &page.to_string())]),
            None => document.title.clone(),
        };
        self.mentions.iter().map(one).collect::<Vec<_>>().join("; ")
    }

    fn view(&self, origin: Origin, reach: Reach) -> LinkView {
        let is_own = self.project.is_some_and(|key| reach.holds_project(self.edition, key));
        let words = self.edition.words;
        LinkView {
            place: self.cities(),
            project: if is_own { self.title() } else { String::new() },
            partners: self.partners(),
            kind: self.kind(),
            programme: self.programme(),
            origin: words.term(&format!("origin-{}", origin.key())),
            source: self.source(),
            confidence: confidence(self.edition, self.confidence),
            is_published: self.confidence == Confidence::Published,
            note: self.note.to_owned(),
        }
    }
}

/// The partnerships of an edition.
pub(super) fn of(edition: Edition<'_>) -> Traced {
    let network = edition.network;
    let all = measure::ties(network, edition.year.year);
    let rule = network.count_rule.of(edition.year.year);
    let in_year = |year: &Year| Count {
        name: year.year.to_string(),
        count: figure(edition, &format!("{TRACED}.in-{}", year.year)),
    };
    let origin = |origin: Origin| counted(edition, origin_name(edition.words, origin), Class::Origin(origin));
    let is_traced = |year: &Year| !measure::ties(network, year.year).is_empty();
    Traced {
        shown: edition.past.iter().any(is_traced),
        now: figure(edition, TRACED),
        rule: edition.words.term(counting_rule(rule)),
        changed: changed(edition),
        years: edition.past.iter().map(in_year).collect(),
        origins: Origin::ALL.map(origin).into_iter().filter(|one| one.count.plain != "0").collect(),
        origin_note: origin_note(edition),
        tables: tables(edition),
        cities: cities(edition, &all),
        proposed: views(edition, Reach::Network, all.iter().filter(|tie| tie.is_proposed)),
        growth: measure::starts(edition.past).into_iter().map(|start| growth(edition, start)).collect(),
    }
}

/// That a partner can be external here and domestic there, where the numbers by origin add up to more than the total.
fn origin_note(edition: Edition<'_>) -> String {
    let count = |class: Class<'_>| edition.figures.count(&class.id(edition.network)).unwrap_or_default();
    let sum: u32 = Origin::ALL.into_iter().map(|origin| count(Class::Origin(origin))).sum();
    if sum == count(Class::All) { String::new() } else { edition.words.term("note-external-and-domestic") }
}

fn origin_name(words: &Words, origin: Origin) -> String {
    words.term(&format!("origin-{}", origin.key()))
}

/// The break in the series: since when they are counted so, how before, and what the edition's number would be.
fn changed(edition: Edition<'_>) -> String {
    let Some((since, before)) = edition.network.count_rule.changed(edition.year.year) else { return String::new() };
    let words = edition.words;
    let number = figure(edition, &format!("{TRACED}.by-the-rule-before")).text;
    let gaps = [("since", since.to_string()), ("before", words.term(counting_rule(before))), ("number", number)];
    words.say("rule-changed", &gaps.each_ref().map(|(name, text)| (*name, text.as_str())))
}

fn counted(edition: Edition<'_>, name: String, class: Class<'_>) -> Count {
    Count { name, count: figure(edition, &class.id(edition.network)) }
}

/// By kind and member state: what holds any, largest first; ties in the order of the registers. By country and programme
/// they are exhibits.
fn tables(edition: Edition<'_>) -> Vec<CountTable> {
    let (network, words) = (edition.network, edition.words);
    let kinds = network.kinds.iter().enumerate().filter(|(_, kind)| !kind.is_proposed);
    let kinds = kinds.map(|(at, kind)| counted(edition, kind.code.name.clone(), Class::Kind(KindId::at(at)))).collect();
    let states = measure::member_states(network, edition.year).into_iter();
    let states = states.map(|(id, state)| counted(edition, state.code.name.clone(), Class::MemberState(id)));
    let states = states.chain([counted(edition, words.term("whole-network"), Class::City(None))]).collect();
    let total = edition.figures.count(TRACED).unwrap_or_default();
    let table = |heading: &str, anchor: &'static str, mut rows: Vec<Count>| {
        let number = |row: &Count| edition.figures.count(&row.count.id).unwrap_or_default();
        rows.retain(|row| number(row) > 0);
        rows.sort_by_key(|row| std::cmp::Reverse(number(row)));
        let sum: u32 = rows.iter().map(number).sum();
        let note = if sum == total { String::new() } else { words.term("note-in-several-classes") };
        CountTable { heading: words.term(heading), anchor, rows, note }
    };
    vec![
        table("heading-kind", "partnerships-by-kind-table", kinds),
        table("heading-member-state", "partnerships-by-state-table", states),
    ]
}

/// The links behind these ties, each once, in their order.
pub(super) fn views<'a>(edition: Edition<'_>, reach: Reach, ties: impl Iterator<Item = &'a Tie<'a>>) -> Vec<LinkView> {
    let mut rows: BTreeMap<Row, Origin> = BTreeMap::new();
    for tie in ties {
        // External stands first: one partner from elsewhere makes the link external.
        rows.entry(tie.row).and_modify(|origin| *origin = tie.origin.min(*origin)).or_insert(tie.origin);
    }
    let mut links: Vec<(Link<'_>, Origin)> =
        rows.into_iter().filter_map(|(row, origin)| Some((link(edition, row)?, origin))).collect();
    if let Reach::MemberState(_) = reach {
        // A stable sort: what a city has of both stands together, that of its records first.
        links.sort_by_key(|(link, _)| {
            link.cities.iter().find(|city| reach.holds_city(edition.network, **city)).copied()
        });
    }
    links.into_iter().map(|(link, origin)| link.view(origin, reach)).collect()
}

/// The links that are counted, by city in the order of reports; those of the whole network last.
fn cities(edition: Edition<'_>, all: &[Tie<'_>]) -> Vec<CityLinks> {
    let cities = edition.network.cities.iter().enumerate();
    let places = cities.map(|(at, city)| (Some(CityId::at(at)), city.code.name.clone()));
    let places = places.chain([(None, edition.words.term("whole-network"))]);
    let of_place = |(city, name): (Option<CityId>, String)| CityLinks {
        name,
        links: views(edition, Reach::Network, all.iter().filter(|tie| tie.city == city && !tie.is_proposed)),
    };
    places.map(of_place).filter(|place| !place.links.is_empty()).collect()
}

/// How the partnerships changed since an earlier year.
pub(super) fn growth(edition: Edition<'_>, start: &Year) -> TracedGrowth {
    let (from, to) = (start.year, edition.year.year);
    let part = |why: Growth| {
        let id = format!("{TRACED}.split.{from}-to-{to}.{}", why.key());
        let receipt = edition.figures.get(&id).map(|figure| &figure.receipt);
        let [gone, came] =
            receipt.map_or_else(Default::default, |receipt| [&receipt.gone, &receipt.entries].map(Vec::clone));
        // Where what came and what left stand in one row, each says in which year it was seen.
        let is_mixed = !gone.is_empty() && !came.is_empty();
        let named = |entries: &[String], year: i32| -> Vec<String> {
            let names = units::names(edition, entries).into_iter();
            let only =
                |name: String| edition.words.say("traced-only-in", &[("name", &name), ("year", &year.to_string())]);
            if is_mixed { names.map(only).collect() } else { names.collect() }
        };
        Part {
            name: edition.words.term(&format!("traced-{}", why.key())),
            change: figure(edition, &id),
            which: [named(&gone, from), named(&came, to)].concat(),
        }
    };
    // Where both lists are public, every reason is known.
    let are_listed = start.records.is_some() && edition.year.records.is_some();
    let told = Growth::ALL.into_iter().filter(|why| !are_listed || *why != Growth::Unknown);
    let is_traced = |year: i32| edition.figures.count(&format!("{TRACED}.in-{year}")).is_some_and(|count| count > 0);
    TracedGrowth {
        shown: is_traced(from) || is_traced(to),
        from_year: from.to_string(),
        to_year: to.to_string(),
        from: figure(edition, &format!("{TRACED}.in-{from}")),
        to: figure(edition, &format!("{TRACED}.in-{to}")),
        change: figure(edition, &format!("{TRACED}.change.{from}-to-{to}")),
        parts: told.map(part).collect(),
    }
}
