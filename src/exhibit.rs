//! The exhibits of the report: one row and one function each.

mod bridge;
mod cells;
mod cities;
mod city_progress;
mod focus_area_changes;
mod focus_areas;
mod fold;
mod member_states;
mod partners;
mod partnership_years;
mod places;
mod programmes;
mod project_types;
mod projects;
mod restated;
mod state_profiles;
mod status;
mod timeline;

use crate::chart::{Chart, Emphasis};
use crate::check::{Network, Year};
use crate::measure::Figures;
use crate::words::Words;

pub use cells::marked;
pub use fold::folded;
pub use partners::counting_rule;
pub use programmes::country_name;
pub use restated::totals as restated_totals;

/// What an exhibit is made from.
#[derive(Debug, Clone, Copy)]
pub struct Edition<'a> {
    /// The network.
    pub network: &'a Network,
    /// The years up to the edition's, which is the last.
    pub past: &'a [Year],
    /// The edition's year.
    pub year: &'a Year,
    /// Its figures.
    pub figures: &'a Figures,
    /// The language.
    pub words: &'a Words,
}

/// An exhibit: its name, which is its file name and its anchor, and its chart.
#[derive(Debug)]
pub struct Exhibit {
    /// Its name; it stays the same next year.
    pub name: &'static str,
    /// Its heading in the report.
    pub heading: String,
    /// Where in the report it stands.
    pub chapter: Chapter,
    /// Its chart, or the sentence that stands in its place where there is nothing to draw.
    pub content: Result<Chart, String>,
}

/// Where in the report an exhibit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chapter {
    /// Among those that show the projects, after the summary; in a comparison, where the comparison says.
    Projects,
    /// In the chapter of the partnerships.
    Partnerships,
    /// In the chapter of the programmes.
    Programmes,
}

/// A row of the table of exhibits.
type Row = (&'static str, fn(Edition<'_>) -> Result<Chart, String>);

/// Every exhibit, in the order of the report.
const EXHIBITS: &[Row] = &[
    ("projects-over-the-years", projects::chart),
    ("focus-area-shares", focus_areas::chart),
    ("status-by-focus-area", status::chart),
];

/// Those that tell more of the list of projects: without a list, the others have said that there is none.
const OF_THE_LIST: &[Row] = &[
    ("cities-and-focus-areas", cities::chart),
    ("projects-by-member-state", member_states::chart),
    ("projects-by-type", project_types::chart),
    ("progress-by-city", city_progress::chart),
    ("member-state-profiles", state_profiles::chart),
];

/// Those that stand in a chapter of their own, which itself says what there is not.
const OF_CHAPTERS: &[(Chapter, Row)] = &[
    (Chapter::Partnerships, ("partnerships-over-the-years", partnership_years::chart)),
    (Chapter::Partnerships, ("partners-by-country", partners::by_country)),
    (Chapter::Partnerships, ("partnerships-by-programme", partners::by_programme)),
    (Chapter::Programmes, ("programme-timeline", timeline::chart)),
];

/// All exhibits of an edition.
pub fn all(edition: Edition<'_>) -> Vec<Exhibit> {
    let is_listed = edition.year.records.as_ref().is_some_and(|records| !records.is_empty());
    let make = |chapter: Chapter, (name, chart): &Row| Exhibit {
        name,
        heading: edition.words.term(&format!("exhibit-{name}")),
        chapter,
        content: chart(edition),
    };
    let of_projects = EXHIBITS.iter().chain(OF_THE_LIST.iter().filter(|_| is_listed));
    let of_projects = of_projects.map(|row| make(Chapter::Projects, row));
    let of_chapters = OF_CHAPTERS.iter().map(|(chapter, row)| make(*chapter, row));
    of_projects.chain(of_chapters.filter(|exhibit| exhibit.content.is_ok())).collect()
}

/// A row of the table of exhibits of comparisons.
type CompareRow = (&'static str, fn(Edition<'_>, &Year) -> Result<Chart, String>);

/// Every exhibit of a comparison, in its order.
const COMPARISON: &[CompareRow] = &[("bridge", bridge::chart), ("focus-area-changes", focus_area_changes::chart)];

/// All exhibits of the comparison of an earlier year with the edition's.
pub fn comparison(edition: Edition<'_>, start: &Year) -> Vec<Exhibit> {
    let make = |(name, chart): &CompareRow| Exhibit {
        name,
        heading: edition.words.term(&format!("exhibit-{name}")),
        chapter: Chapter::Projects,
        content: chart(edition, start),
    };
    COMPARISON.iter().map(make).collect()
}

impl Edition<'_> {
    /// The source line of a chart that shows the edition's year: the documents, and the cut-off if they do not say it.
    fn source(&self) -> String {
        let date = self.words.date(self.year.as_of);
        let documents = self.words.list(&documents(self.year));
        let key = if documents.contains(&date) { "source-line" } else { "source-line-with-date" };
        self.words.say(key, &[("documents", &documents), ("date", &date)])
    }

    /// A note with its lead; empty where there is nothing to note.
    fn note(&self, text: &str) -> String {
        if text.is_empty() { String::new() } else { self.words.say("note-line", &[("text", text)]) }
    }

    /// The sentence where no list of projects is public.
    fn no_list(&self) -> String {
        self.words.say("no-list-sentence", &[("year", &self.year.year.to_string())])
    }

    /// The text of a figure as printed everywhere, marked with its id.
    pub fn text(&self, id: &str) -> String {
        self.figures.get(id).map_or_else(|| self.words.term("not-available"), |figure| figure.marked(self.words))
    }

    /// A figure with what it counts: `1 project`, `108 projects`.
    pub fn counted(&self, key: &str, id: &str) -> String {
        let count = self.figures.count(id);
        count.map_or_else(|| self.text(id), |count| self.words.counted_as(key, count, &self.text(id)))
    }
}

/// The documents that the records of a year come from; without records, those of its published totals.
fn documents(year: &Year) -> Vec<String> {
    let of_records = year.records.iter().flatten().filter_map(|record| record.document);
    let mut places: Vec<usize> = of_records.collect();
    if places.is_empty() {
        places = year.published.totals.iter().map(|total| total.document).collect();
    }
    places.sort_unstable();
    places.dedup();
    places.iter().filter_map(|place| Some(year.documents.get(*place)?.title.clone())).collect()
}

/// The names of the rows that a headline speaks of.
fn emphasis(named: &[String], name: &str) -> Emphasis {
    if named.iter().any(|other| other == name) { Emphasis::Named } else { Emphasis::Rest }
}
