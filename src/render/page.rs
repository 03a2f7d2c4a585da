//! The page of an edition: every view filled from figures, in the order of the page.

use super::change;
use super::doubts;
use super::findings;
use super::grades;
use super::lists;
use super::observed;
use super::plans;
use super::restated;
use super::since;
use super::stories;
use super::texts;
use super::views::{
    ClaimView, ClassView, ExhibitView, FigureView, Glossary, Members, NetworkView, OtherTotal, Page, PartnershipYear,
    Partnerships, ReturnRow, SourceRow, TableView, Term, TermList,
};
use crate::audit::{self, Audit};
use crate::chart::Chart;
use crate::check::{Slice, Year};
use crate::draw;
use crate::exhibit::{self, Chapter, Edition, Exhibit, restated_totals};
use crate::measure::{self, slice_id};
use crate::terms::{CityId, Confidence, FocusAreaId, Rounding, Stage, StatusId};
use std::collections::BTreeSet;

/// Everything the page of an edition needs.
pub(super) fn of(edition: Edition<'_>, exhibits: &[Exhibit], audit: &Audit) -> Page {
    let year = edition.year;
    Page {
        network: network(edition),
        year: year.year.to_string(),
        as_of: edition.words.date(year.as_of),
        rests_on: rests_on(edition),
        has_records: year.records.is_some(),
        has_briefs: false,
        inputs_elsewhere: lists::not_repeated(edition),
        projects: figure(edition, "projects"),
        projects_counted: edition.counted("projects", "projects"),
        other_totals: other_totals(edition, year, crate::check::Measure::Projects),
        growth: change::growth(edition, &measure::projects(edition.past)),
        members: members(edition),
        statuses: stages(edition, &[Stage::Completed, Stage::OnGoing, Stage::Planning]),
        status_published: published_statuses(edition),
        status_known: edition.figures.count(&status_id(edition, Stage::Completed)).is_some(),
        status_unstated: stages(edition, &[Stage::NotStated]).pop(),
        partnerships: partnerships(edition),
        traced: super::partnerships::of(edition),
        programmes: super::programmes::of(edition),
        exhibits: exhibits
            .iter()
            .enumerate()
            .map(|(place, exhibit)| led(edition, exhibit_view(place + 1, exhibit)))
            .collect(),
        codes: super::codes::views(edition),
        changes: change::by_class(edition),
        states: lists::states(edition),
        cities: lists::cities(edition),
        returns: year.returns.as_ref().map(|_| returns(edition)),
        findings: findings::views(edition, audit),
        restated: restated::rows(edition),
        restated_totals: restated_totals(edition, &["projects", "partnerships", "cities.with-projects"]),
        restated_partnerships: restated_totals(edition, &["partnerships"]),
        roundings: findings::roundings(edition.network, edition.words, audit),
        rounded_together: edition.network.rounding == Rounding::LargestRemainder,
        claims: claims(edition),
        appendices: lists::appendices(edition),
        stories: stories::of(edition),
        told: texts::chapters(edition),
        observed: observed::of(edition),
        since: since::of(edition),
        acronyms: Vec::new(),
        final_since: year.final_since.as_ref().map_or_else(String::new, |day| edition.words.date(day.value)),
        annex: plans::annex(edition),
        grades: grades::table(edition),
        doubts: doubts::rows(edition),
        sources: sources(edition),
        glossary: glossary(edition),
    }
}

/// The names of the network.
pub(super) fn network(edition: Edition<'_>) -> NetworkView {
    let names = &edition.network.names;
    NetworkView {
        name: names.name.clone(),
        short_name: names.short_name.clone(),
        plan_name: names.plan_name.clone(),
        plan_short_name: names.plan_short_name.clone(),
        state_name: names.state_name.clone(),
        publisher: names.publisher.clone(),
    }
}

/// What an edition rests on: a list of projects, or totals alone, and the documents that they are from.
fn rests_on(edition: Edition<'_>) -> String {
    let key = if edition.year.records.is_some() { "rests-on-list" } else { "rests-on-totals" };
    let gaps = [("year", edition.year.year.to_string()), ("documents", edition.documents())];
    edition.words.say(key, &gaps.each_ref().map(|(name, text)| (*name, text.as_str())))
}

/// A figure by its id.
pub(super) fn figure(edition: Edition<'_>, id: &str) -> FigureView {
    let words = edition.words;
    let Some(figure) = edition.figures.get(id) else {
        return FigureView::none(id, words.term("not-available"), words.term("why-no-snapshot"));
    };
    FigureView {
        id: figure.id.clone(),
        text: figure.marked(words),
        plain: figure.text(words),
        available: figure.why().is_none(),
        why: figure.why().map_or_else(String::new, |why| words.term(why.key())),
        basis: figure.receipt.basis.map_or_else(String::new, |basis| words.term(&format!("basis-{}", basis.word()))),
        confidence: confidence(edition, figure.receipt.confidence),
    }
}

pub(super) fn confidence(edition: Edition<'_>, confidence: Confidence) -> String {
    edition.words.term(&format!("confidence-{}", confidence.word()))
}

fn status_id(edition: Edition<'_>, stage: Stage) -> String {
    slice_id(edition.network, Slice { status: edition.network.stage(stage), ..Slice::default() })
}

/// The statuses of these stages with their counts, in this order.
fn stages(edition: Edition<'_>, stages: &[Stage]) -> Vec<ClassView> {
    let view = |stage: &Stage| {
        let status: StatusId = edition.network.stage(*stage)?;
        let status = edition.network.statuses.get(status.place())?;
        let id = status_id(edition, *stage);
        Some(ClassView {
            name: status.code.name.clone(),
            meaning: status.meaning.clone(),
            count: figure(edition, &id),
            share: figure(edition, &format!("{id}.share")),
        })
    };
    stages.iter().filter_map(view).collect()
}

/// The published status counts, where they differ from those of the records: "16 planning, 81 on-going".
fn published_statuses(edition: Edition<'_>) -> String {
    let printed = audit::published_statuses(edition.network, edition.year);
    let differs = printed.iter().any(|(status, count)| {
        let id = slice_id(edition.network, Slice { status: Some(*status), ..Slice::default() });
        edition.figures.count(&id).is_some_and(|counted| counted != *count)
    });
    let text = |(status, count): &(StatusId, u32)| {
        let name = edition.network.statuses.get(status.place())?.code.name.to_lowercase();
        let slice = slice_id(edition.network, Slice { status: Some(*status), ..Slice::default() });
        let slice = slice.trim_start_matches("projects");
        let ids = ["text", "exhibit-2"].map(|sheet| format!("published.{sheet}{slice}"));
        let id = ids.iter().find(|id| edition.figures.count(id) == Some(*count));
        let count = id.map_or_else(|| edition.words.count(*count), |id| edition.text(id));
        Some(edition.words.say("count-of", &[("count", &count), ("name", &name)]))
    };
    let texts: Vec<String> = printed.iter().filter_map(text).collect();
    if differs { edition.words.list(&texts) } else { String::new() }
}

fn document(year: &Year, place: usize) -> String {
    year.documents.get(place).map_or_else(String::new, |document| document.title.clone())
}

fn other_totals(edition: Edition<'_>, year: &Year, measure: crate::check::Measure) -> Vec<OtherTotal> {
    let totals = year.published.totals.iter().filter(|total| total.measure == measure);
    let other = |total: &crate::check::Total, at: usize, place: usize| {
        let id = measure::other_id(total, year.year, at);
        OtherTotal {
            year: year.year.to_string(),
            value: edition.text(&id),
            counted: edition.counted("projects", &id),
            document: document(year, place),
        }
    };
    let others = totals.flat_map(|total| {
        let others = total.others.iter().enumerate();
        others.map(|(at, (_, place))| other(total, at, *place)).collect::<Vec<_>>()
    });
    others.collect()
}

fn members(edition: Edition<'_>) -> Members {
    let cities = measure::members(edition.network, edition.year);
    let listing: BTreeSet<CityId> = edition.year.records.iter().flatten().map(|record| record.city).collect();
    let without = cities.iter().filter(|(id, _)| edition.year.records.is_some() && !listing.contains(id));
    Members {
        cities: figure(edition, "cities"),
        cities_counted: edition.counted("cities", "cities"),
        states: figure(edition, "member-states"),
        with_projects: figure(edition, "cities.with-projects"),
        returns: figure(edition, "returns"),
        without_projects: without.map(|(_, city)| city.code.name.clone()).collect(),
    }
}

/// The partnerships of one year up to the edition's.
pub(super) fn partnership_year(edition: Edition<'_>, year: &Year) -> PartnershipYear {
    let total = year.published.totals.iter().find(|t| t.measure == crate::check::Measure::Partnerships);
    PartnershipYear {
        year: year.year.to_string(),
        figure: figure(edition, &format!("partnerships.in-{}", year.year)),
        document: total.map_or_else(String::new, |total| document(year, total.document)),
        others: other_partnerships(edition, year),
    }
}

/// What other sources give for the number of partnerships of a year.
pub(super) fn other_partnerships(edition: Edition<'_>, year: &Year) -> Vec<OtherTotal> {
    other_totals(edition, year, crate::check::Measure::Partnerships)
}

fn partnerships(edition: Edition<'_>) -> Partnerships {
    let series = measure::partnerships(edition.past);
    let years = edition.past.iter().map(|year| partnership_year(edition, year));
    let others = edition.past.iter().flat_map(|year| other_partnerships(edition, year));
    Partnerships {
        now: figure(edition, "partnerships"),
        years: years.collect(),
        growth: change::growth(edition, &series),
        others: others.collect(),
    }
}

/// The same with the numbers of its table led to their figures.
fn led(edition: Edition<'_>, mut view: ExhibitView) -> ExhibitView {
    let marks = exhibit::Marking::of(edition, &view.table.columns);
    for row in view.table.rows.iter_mut().chain([&mut view.table.total]) {
        *row = marks.marked(row);
    }
    view
}

/// An exhibit with its twin, under its number.
pub(super) fn exhibit_view(number: usize, exhibit: &Exhibit) -> ExhibitView {
    let heading = exhibit.heading.clone();
    let name = exhibit.name.clone();
    match &exhibit.content {
        Ok(chart) => drawn((name, exhibit.chapter), number, heading, chart),
        Err(sentence) => ExhibitView {
            name,
            chapter: exhibit.chapter.key(),
            number,
            heading,
            drawn: false,
            sentence: sentence.clone(),
            title: String::new(),
            subtitle: String::new(),
            note: String::new(),
            source: String::new(),
            alt: String::new(),
            table: TableView::default(),
        },
    }
}

fn drawn((name, chapter): (String, Chapter), number: usize, heading: String, chart: &Chart) -> ExhibitView {
    let caption = &draw::readable(chart).caption;
    ExhibitView {
        name,
        chapter: chapter.key(),
        number,
        heading,
        drawn: true,
        sentence: String::new(),
        title: caption.title.clone(),
        subtitle: caption.subtitle.clone(),
        note: caption.note.clone(),
        source: caption.source.clone(),
        alt: caption.alt.clone(),
        table: chart.table().into(),
    }
}

fn returns(edition: Edition<'_>) -> Vec<ReturnRow> {
    let row = |sent: &crate::check::Return| ReturnRow {
        city: edition.network.cities.get(sent.city.place()).map_or_else(String::new, |city| city.code.name.clone()),
        date: edition.words.date(sent.date),
        office: sent.office.clone(),
    };
    edition.year.returns.iter().flatten().map(row).collect()
}

/// Published claims with the shares that the records of the years so far give, for the reader to judge by.
fn claims(edition: Edition<'_>) -> Vec<ClaimView> {
    let view = |(place, claim): (usize, &crate::check::Claim)| {
        let areas = claim.focus_areas.iter().filter_map(|id| edition.network.focus_areas.get(id.place()));
        let areas: Vec<String> = areas.map(|area| area.code.name.clone()).collect();
        let distinct: BTreeSet<FocusAreaId> = claim.focus_areas.iter().copied().collect();
        let shares = edition.past.iter().filter_map(|year| {
            let share = edition.figures.get(&measure::claim_share_id(place, year.year))?;
            let key = if measure::has_inferred_areas(year) { "year-inferred" } else { "year" };
            Some((edition.words.say(key, &[("year", &year.year.to_string())]), share.marked(edition.words)))
        });
        ClaimView {
            text: claim.text.clone(),
            document: document(edition.year, claim.document),
            confidence: confidence(edition, claim.confidence),
            is_of_one: distinct.len() == 1,
            areas: edition.words.list(&areas),
            shares: shares.collect(),
        }
    };
    edition.year.published.claims.iter().enumerate().map(view).collect()
}

fn sources(edition: Edition<'_>) -> Vec<SourceRow> {
    let rows = edition.past.iter().flat_map(|year| {
        year.documents.iter().map(|document| SourceRow {
            year: year.year.to_string(),
            title: document.title.clone(),
            address: document.address.clone().unwrap_or_default(),
        })
    });
    rows.collect()
}

fn glossary(edition: Edition<'_>) -> Glossary {
    let network = edition.network;
    let term =
        |name: &str, meaning: &str| Term { name: name.to_owned(), meaning: meaning.to_owned(), parts: Vec::new() };
    let areas = network.focus_areas.iter().enumerate().map(|(place, area)| {
        let types = network.project_types.iter().filter(|kind| kind.focus_area.place() == place);
        let parts = types.map(|kind| term(&kind.code.name, &kind.definition)).collect();
        Term { parts, ..term(&area.code.name, &area.definition) }
    });
    let confidences = Confidence::WORDS.iter().map(|word| {
        let words = edition.words;
        term(&words.term(&format!("confidence-{word}")), &words.term(&format!("meaning-{word}")))
    });
    let lists = network.code_lists.iter().map(|list| TermList {
        name: list.code.name.clone(),
        source: list.source.clone(),
        confidence: confidence(edition, list.confidence),
        is_published: list.confidence == Confidence::Published,
        entries: list.entries.iter().map(|(code, _)| code.name.clone()).collect(),
    });
    Glossary {
        focus_areas: areas.collect(),
        statuses: network.statuses.iter().map(|status| term(&status.code.name, &status.meaning)).collect(),
        confidences: confidences.collect(),
        lists: lists.collect(),
    }
}
