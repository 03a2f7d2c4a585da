//! The further lists whose codes projects name: how many name each, alone and by focus area.

use super::bridge::project_name;
use super::page::{confidence, figure};
use super::reach::Reach;
use super::views::FigureView;
use crate::check::{CodeList, Record, Year};
use crate::exhibit::Edition;
use crate::measure::{self, Listing, Tag, code_id};
use crate::terms::{CodeListId, Confidence, FocusAreaId};
use serde::Serialize;

/// A list.
#[derive(Debug, Serialize)]
pub(super) struct CodesView {
    name: String,
    anchor: String,
    source: String,
    confidence: String,
    is_published: bool,
    tagged: String,
    tagged_share: FigureView,
    areas: Vec<String>,
    rows: Vec<CodeRow>,
    /// What names none.
    untagged: CodeRow,
    /// All projects.
    all: CodeRow,
}

/// A line of its table: all projects, then those of each focus area.
#[derive(Debug, Serialize)]
struct CodeRow {
    name: String,
    count: FigureView,
    by_area: Vec<FigureView>,
}

/// The lists of which any project of the edition names a code.
pub(super) fn views(edition: Edition<'_>) -> Vec<CodesView> {
    let lists = measure::lists_in_use(edition.network, edition.year);
    lists.into_iter().map(|(id, list)| view(edition, id, list)).collect()
}

/// How the number of projects that name each code of a list changed.
#[derive(Debug, Serialize)]
pub(super) struct CodesChange {
    name: String,
    anchor: String,
    rows: Vec<ChangeRow>,
    /// The projects of both lists that name other codes than before.
    projects: Vec<String>,
}

/// A code in two years.
#[derive(Debug, Serialize)]
struct ChangeRow {
    name: String,
    from: FigureView,
    to: FigureView,
    change: FigureView,
}

/// The lists of which projects of both years name codes.
pub(super) fn changes(edition: Edition<'_>, start: &Year) -> Vec<CodesChange> {
    let lists = measure::lists_in_both(edition.network, start, edition.year);
    lists.into_iter().map(|(id, list)| change(edition, start, id, list)).collect()
}

fn change(edition: Edition<'_>, start: &Year, list: CodeListId, about: &CodeList) -> CodesChange {
    let (from, to) = (start.year, edition.year.year);
    let row = |name: &str, tag: Tag| {
        let id = code_id(edition.network, None, list, tag);
        ChangeRow {
            name: name.to_owned(),
            from: figure(edition, &format!("{id}.in-{from}")),
            to: figure(edition, &id),
            change: figure(edition, &format!("{id}.change.{from}-to-{to}")),
        }
    };
    let codes = measure::codes_in_either(about, from, to).map(|(code, name)| row(name, Tag::Code(code)));
    let named = |record: &Record| {
        let own = record.more.codes.iter().filter(|(of, _)| *of == list);
        let names: Vec<String> =
            own.filter_map(|(_, code)| Some(about.entries.get(code.place())?.0.name.clone())).collect();
        if names.is_empty() { edition.words.term("not-tagged").to_lowercase() } else { edition.words.list(&names) }
    };
    let listing = Listing::of(edition.network, start, edition.year);
    let kept =
        listing.iter().flat_map(|listing| &listing.kept).map(|(before, after)| (named(before), named(after), after));
    let projects = kept.filter(|(before, after, _)| before != after).map(|(before, after, record)| {
        let project = project_name(edition, Reach::Network, record);
        let gaps = [("project", project.as_str()), ("from", &before), ("to", &after)];
        edition.words.say("codes-from-to", &gaps)
    });
    CodesChange {
        name: about.code.name.clone(),
        anchor: about.code.key.clone(),
        rows: codes.chain([row(&edition.words.term("not-tagged"), Tag::None)]).collect(),
        projects: projects.collect(),
    }
}

/// The codes of a project, a text a list: `Enablers: Partnership and Funding`.
pub(super) fn of_record(edition: Edition<'_>, record: &Record) -> Vec<String> {
    let words = edition.words;
    let text = |(place, list): (usize, &CodeList)| {
        let own = record.more.codes.iter().filter(|(of, _)| of.place() == place);
        let names = own.filter_map(|(_, code)| Some(list.entries.get(code.place())?.0.name.clone()));
        let names: Vec<String> = names.collect();
        let gaps = [("list", list.code.name.as_str()), ("code", &words.list(&names))];
        (!names.is_empty()).then(|| words.say("code-of-list", &gaps))
    };
    edition.network.code_lists.iter().enumerate().filter_map(text).collect()
}

fn view(edition: Edition<'_>, id: CodeListId, list: &CodeList) -> CodesView {
    let network = edition.network;
    let areas = || (0..network.focus_areas.len()).map(|place| Some(FocusAreaId::at(place)));
    let row = |name: &str, of: &dyn Fn(Option<FocusAreaId>) -> String| CodeRow {
        name: name.to_owned(),
        count: figure(edition, &of(None)),
        by_area: areas().map(|area| figure(edition, &of(area))).collect(),
    };
    let tagged = |name: &str, tag: Tag| row(name, &|area| code_id(network, area, id, tag));
    let all = |area| {
        let slice = crate::check::Slice { focus_area: area, ..crate::check::Slice::default() };
        measure::slice_id(network, slice)
    };
    let any = code_id(network, None, id, Tag::Any);
    CodesView {
        name: list.code.name.clone(),
        anchor: list.code.key.clone(),
        source: list.source.clone(),
        confidence: confidence(edition, list.confidence),
        is_published: list.confidence == Confidence::Published,
        tagged: edition.counted("projects", &any),
        tagged_share: figure(edition, &format!("{any}.share")),
        areas: network.focus_areas.iter().map(|area| area.code.name.clone()).collect(),
        rows: measure::codes_in_use(list, edition.year.year)
            .map(|(code, name)| tagged(name, Tag::Code(code)))
            .collect(),
        untagged: tagged(&edition.words.term("not-tagged"), Tag::None),
        all: row(&edition.words.term("all-projects"), &all),
    }
}
