//! The exhibits of the report: one row and one function each.

mod bridge;
mod cells;
mod cities;
mod city_progress;
mod codes;
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
use crate::check::{Network, Record, Year};
use crate::measure::Figures;
use crate::terms::Confidence;
use crate::words::Words;

pub use cells::Marking;
pub use focus_area_changes::claim as growth_claim;
pub use fold::folded;
pub use partners::counting_rule;
pub use programmes::country_name;
pub use restated::{numbers as restated_numbers, totals as restated_totals};

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
    pub name: String,
    /// The chapter in which it stands.
    pub chapter: Chapter,
    /// Its heading in the report.
    pub heading: String,
    /// Its chart, or the sentence that stands in its place where there is nothing to draw.
    pub content: Result<Chart, String>,
}

/// A row of the table of exhibits: name, chapter, and what it shows.
type Row = (&'static str, Chapter, fn(Edition<'_>) -> Result<Chart, String>);

/// The chapter of the report in which an exhibit stands, in the order of the report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Chapter {
    /// After the introduction: Exhibits 1 to 3 of the yearly report.
    Introduction,
    /// The status of projects.
    Status,
    /// The codes of further lists.
    Codes,
    /// The year against the year before.
    Changes,
    /// Partnerships.
    Partnerships,
    /// Programmes and instruments.
    Programmes,
    /// Member States and cities.
    Places,
    /// None: a comparison has its own order.
    None,
}

impl Chapter {
    /// Its name for templates.
    pub fn key(self) -> &'static str {
        match self {
            Self::Introduction => "introduction",
            Self::Status => "status",
            Self::Codes => "codes",
            Self::Changes => "changes",
            Self::Partnerships => "partnerships",
            Self::Programmes => "programmes",
            Self::Places => "places",
            Self::None => "",
        }
    }
}

/// Every exhibit, in the order of the report.
const EXHIBITS: &[Row] = &[
    ("projects-by-type", Chapter::Introduction, project_types::chart),
    ("progress-by-city", Chapter::Introduction, city_progress::chart),
    ("member-state-profiles", Chapter::Introduction, state_profiles::chart),
    ("focus-area-shares", Chapter::Status, focus_areas::chart),
    ("status-by-focus-area", Chapter::Status, status::chart),
    ("projects-over-the-years", Chapter::Changes, projects::chart),
    ("partnerships-over-the-years", Chapter::Partnerships, partnership_years::chart),
    ("partners-by-country", Chapter::Partnerships, partners::by_country),
    ("partnerships-by-programme", Chapter::Partnerships, partners::by_programme),
    ("programme-timeline", Chapter::Programmes, timeline::chart),
    ("cities-and-focus-areas", Chapter::Places, cities::chart),
    ("projects-by-member-state", Chapter::Places, member_states::chart),
];

/// Those that tell more of the list of projects: without a list, the others have said that there is none.
const OF_THE_LIST: [&str; 5] = [
    "projects-by-type",
    "progress-by-city",
    "member-state-profiles",
    "cities-and-focus-areas",
    "projects-by-member-state",
];

/// All exhibits of an edition.
pub fn all(edition: Edition<'_>) -> Vec<Exhibit> {
    let is_listed = edition.year.records.as_ref().is_some_and(|records| !records.is_empty());
    let make = |(name, chapter, chart): &Row| Exhibit {
        name: (*name).to_owned(),
        chapter: *chapter,
        heading: edition.words.term(&format!("exhibit-{name}")),
        content: chart(edition),
    };
    let known = EXHIBITS.iter().filter(|(name, ..)| is_listed || !OF_THE_LIST.contains(name)).map(make);
    let mut all: Vec<Exhibit> = known.chain(codes::all(edition)).collect();
    all.retain(|exhibit| exhibit.content.is_ok() || !says_itself(exhibit.chapter));
    all.sort_by_key(|exhibit| exhibit.chapter);
    all
}

/// Whether a chapter says itself what there is not.
fn says_itself(chapter: Chapter) -> bool {
    matches!(chapter, Chapter::Partnerships | Chapter::Programmes)
}

/// The exhibits that an edition leaves out because there is nothing to draw, each with the sentence that says why.
pub fn left_out(edition: Edition<'_>) -> Vec<(&'static str, String)> {
    let shown = all(edition);
    let is_shown = |name: &str| shown.iter().any(|exhibit| exhibit.name == name);
    let absent = EXHIBITS.iter().filter(|(name, ..)| !is_shown(name));
    absent.filter_map(|(name, _, chart)| Some((*name, chart(edition).err()?))).collect()
}

/// A row of the table of exhibits of comparisons.
type CompareRow = (&'static str, fn(Edition<'_>, &Year) -> Result<Chart, String>);

/// Every exhibit of a comparison, in its order.
const COMPARISON: &[CompareRow] = &[("bridge", bridge::chart), ("focus-area-changes", focus_area_changes::chart)];

/// All exhibits of the comparison of an earlier year with the edition's.
pub fn comparison(edition: Edition<'_>, start: &Year) -> Vec<Exhibit> {
    let make = |(name, chart): &CompareRow| Exhibit {
        name: (*name).to_owned(),
        chapter: Chapter::None,
        heading: edition.words.term(&format!("exhibit-{name}")),
        content: chart(edition, start),
    };
    COMPARISON.iter().map(make).collect()
}

impl Edition<'_> {
    /// The source line of a chart that shows the edition's year: the documents, and the cut-off if they do not say it.
    fn source(&self) -> String {
        let date = self.words.date(self.year.as_of);
        let documents = self.documents();
        let key = if documents.contains(&date) { "source-line" } else { "source-line-with-date" };
        self.words.say(key, &[("documents", &documents), ("date", &date)])
    }

    /// The documents that the records of the edition's year come from; without records, those of its published totals.
    pub fn documents(&self) -> String {
        self.words.list(&documents(self.year))
    }

    /// What is stated, and how sure it is where that is not simply printed.
    pub fn with_doubt(&self, text: &str, confidence: Confidence) -> String {
        if confidence == Confidence::Published {
            return text.to_owned();
        }
        let level = self.words.term(&format!("confidence-{}", confidence.word()));
        self.words.say("name-and-short", &[("name", text), ("short", &level)])
    }

    /// A year with how many cities the network had: `2023 (29 cities)`.
    fn year_of_cities(&self, year: &str, id: &str) -> String {
        let cities = self.figures.count(id).map(|_| self.counted("cities", id));
        cities.map_or_else(
            || year.to_owned(),
            |cities| self.words.say("year-of-cities", &[("year", year), ("cities", &cities)]),
        )
    }

    /// A note with its lead; empty where there is nothing to note.
    fn note(&self, text: &str) -> String {
        if text.is_empty() { String::new() } else { self.words.say("note-line", &[("text", text)]) }
    }

    /// The sentence where no list of projects is public.
    fn no_list(&self) -> String {
        self.words.say("no-list-sentence", &[("year", &self.year.year.to_string())])
    }

    /// The sentence in the place of an exhibit with a mark for each project, where there are more than that.
    fn too_many_marks(&self, most: usize) -> Option<String> {
        let is_too_many = self.year.records.as_ref().is_some_and(|records| records.len() > most);
        let projects = || self.counted("projects", "projects");
        is_too_many.then(|| self.words.say("too-many-marks-sentence", &[("projects", &projects())]))
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
    let mut places: Vec<usize> = year.records.iter().flatten().filter_map(Record::document).collect();
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
