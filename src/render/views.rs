//! What a template may use, as types: numbers already in words, in the order of the page.

use super::change::{ChangeView, GrowthView};
use super::codes::CodesView;
use super::grades::GradeTable;
use super::lists::{Appendix, CityRow, StateView};
use super::observed::Observed;
use super::partnerships::Traced;
use super::plans::PlansView;
use super::programmes::ProgrammeView;
use super::since::SinceView;
use super::stories::Stories;
use super::texts::Told;
use crate::chart::{LastColumn, Table};
use serde::Serialize;

/// A page.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question that the template asks")]
pub(super) struct Page {
    pub(super) network: NetworkView,
    pub(super) year: String,
    pub(super) as_of: String,
    /// What the edition rests on, for its cover.
    pub(super) rests_on: String,
    pub(super) has_records: bool,
    /// Whether there are briefs beside the report.
    pub(super) has_briefs: bool,
    /// Which snapshots are not among its data; else empty.
    pub(super) inputs_elsewhere: String,
    pub(super) projects: FigureView,
    pub(super) projects_counted: String,
    pub(super) other_totals: Vec<OtherTotal>,
    pub(super) growth: Vec<GrowthView>,
    pub(super) members: Members,
    pub(super) statuses: Vec<ClassView>,
    pub(super) status_published: String,
    pub(super) status_known: bool,
    pub(super) status_unstated: Option<ClassView>,
    pub(super) partnerships: Partnerships,
    pub(super) traced: Traced,
    pub(super) programmes: Vec<ProgrammeView>,
    pub(super) exhibits: Vec<ExhibitView>,
    pub(super) codes: Vec<CodesView>,
    pub(super) changes: Vec<ChangeView>,
    pub(super) states: Vec<StateView>,
    pub(super) cities: Vec<CityRow>,
    pub(super) returns: Option<Vec<ReturnRow>>,
    pub(super) findings: Vec<FindingView>,
    pub(super) roundings: Vec<String>,
    pub(super) rounded_together: bool,
    pub(super) restated: Vec<RestatedRow>,
    pub(super) restated_totals: Vec<String>,
    pub(super) restated_partnerships: Vec<String>,
    pub(super) claims: Vec<ClaimView>,
    pub(super) appendices: Vec<Appendix>,
    pub(super) stories: Stories,
    pub(super) told: ChapterTexts,
    /// What the figures let it observe; nothing where no two lists can be compared.
    pub(super) observed: Option<Observed>,
    pub(super) since: Option<SinceView>,
    /// The short forms that the page uses, each with what it stands for.
    pub(super) acronyms: Vec<Term>,
    /// The day on which the edition became final; empty while it is a draft.
    pub(super) final_since: String,
    pub(super) annex: Option<PlansView>,
    pub(super) grades: Option<GradeTable>,
    pub(super) doubts: Vec<DoubtRow>,
    pub(super) sources: Vec<SourceRow>,
    pub(super) glossary: Glossary,
}

/// What people wrote for the chapters; empty where nobody wrote.
#[derive(Debug, Serialize)]
pub(super) struct ChapterTexts {
    pub(super) introduction: Told,
    pub(super) news: Told,
    pub(super) changes: Told,
    pub(super) partnerships: Told,
    pub(super) observations: Told,
    pub(super) recommendations: Told,
}

/// The names of the network.
#[derive(Debug, Serialize)]
pub(super) struct NetworkView {
    pub(super) name: String,
    pub(super) short_name: String,
    pub(super) plan_name: String,
    pub(super) plan_short_name: String,
    pub(super) state_name: String,
    /// The office that publishes; empty where none is named.
    pub(super) publisher: String,
}

/// A figure as it is printed.
#[derive(Debug, Clone, Serialize)]
pub(super) struct FigureView {
    pub(super) id: String,
    /// As printed, marked with its id.
    pub(super) text: String,
    /// The same without the mark, for templates to compare.
    pub(super) plain: String,
    pub(super) available: bool,
    pub(super) why: String,
    pub(super) basis: String,
    pub(super) confidence: String,
}

impl FigureView {
    /// What stands in the place of a number, and why there is none.
    pub(super) fn none(id: &str, text: String, why: String) -> Self {
        let (id, plain) = (id.to_owned(), text.clone());
        Self { id, text, plain, available: false, why, basis: String::new(), confidence: String::new() }
    }
}

/// A number that another source gives for the same total.
#[derive(Debug, Serialize)]
pub(super) struct OtherTotal {
    pub(super) year: String,
    pub(super) value: String,
    pub(super) counted: String,
    pub(super) document: String,
}

/// How large the network is.
#[derive(Debug, Serialize)]
pub(super) struct Members {
    pub(super) cities: FigureView,
    pub(super) cities_counted: String,
    pub(super) states: FigureView,
    pub(super) with_projects: FigureView,
    pub(super) returns: FigureView,
    pub(super) without_projects: Vec<String>,
}

/// A class with its count and its share.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ClassView {
    pub(super) name: String,
    pub(super) meaning: String,
    pub(super) count: FigureView,
    pub(super) share: FigureView,
}

/// Partnerships over the years.
#[derive(Debug, Serialize)]
pub(super) struct Partnerships {
    pub(super) now: FigureView,
    pub(super) years: Vec<PartnershipYear>,
    pub(super) growth: Vec<GrowthView>,
    pub(super) others: Vec<OtherTotal>,
}

/// One year of the partnerships.
#[derive(Debug, Serialize)]
pub(super) struct PartnershipYear {
    pub(super) year: String,
    pub(super) figure: FigureView,
    pub(super) document: String,
    /// What other sources give for the same year.
    pub(super) others: Vec<OtherTotal>,
}

/// An exhibit with its twin.
#[derive(Debug, Serialize)]
pub(super) struct ExhibitView {
    pub(super) name: String,
    /// The chapter in which it stands.
    pub(super) chapter: &'static str,
    pub(super) number: usize,
    pub(super) heading: String,
    pub(super) drawn: bool,
    pub(super) sentence: String,
    pub(super) title: String,
    pub(super) subtitle: String,
    pub(super) note: String,
    pub(super) source: String,
    pub(super) alt: String,
    pub(super) table: TableView,
}

/// A table.
#[derive(Debug, Default, Serialize)]
pub(super) struct TableView {
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
    pub(super) total: Vec<String>,
    pub(super) words_last: bool,
    pub(super) note: String,
}

impl From<Table> for TableView {
    fn from(table: Table) -> Self {
        Self {
            columns: table.columns,
            rows: table.rows,
            total: table.total,
            words_last: table.last == LastColumn::Words,
            note: table.note,
        }
    }
}

/// A return.
#[derive(Debug, Serialize)]
pub(super) struct ReturnRow {
    pub(super) city: String,
    pub(super) date: String,
    pub(super) office: String,
}

/// A cause, and the published numbers that differ because of it.
#[derive(Debug, Serialize)]
pub(super) struct FindingView {
    pub(super) why: String,
    pub(super) rows: Vec<DifferenceRow>,
}

/// A published number that differs.
#[derive(Debug, Serialize)]
pub(super) struct DifferenceRow {
    pub(super) sheet: String,
    pub(super) what: String,
    pub(super) kind: String,
    pub(super) printed: String,
    pub(super) printed_is_led: bool,
    pub(super) counted: String,
    pub(super) counted_is_quoted: bool,
}

/// A published number that was changed later.
#[derive(Debug, Serialize)]
pub(super) struct RestatedRow {
    pub(super) what: String,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) reason: String,
    pub(super) why: String,
    pub(super) since: String,
    pub(super) document: String,
}

/// A published statement that the records cannot confirm.
#[derive(Debug, Serialize)]
pub(super) struct ClaimView {
    pub(super) text: String,
    pub(super) document: String,
    pub(super) confidence: String,
    pub(super) areas: String,
    pub(super) is_of_one: bool,
    pub(super) shares: Vec<(String, String)>,
}

/// A value of a record that is not simply printed, and on what it rests.
#[derive(Debug, Serialize)]
pub(super) struct DoubtRow {
    pub(super) project: String,
    pub(super) city: String,
    pub(super) field: String,
    pub(super) confidence: String,
    pub(super) why: String,
}

/// A document.
#[derive(Debug, Serialize)]
pub(super) struct SourceRow {
    pub(super) year: String,
    pub(super) title: String,
    pub(super) address: String,
}

/// The words of the framework.
#[derive(Debug, Serialize)]
pub(super) struct Glossary {
    pub(super) focus_areas: Vec<Term>,
    pub(super) statuses: Vec<Term>,
    pub(super) confidences: Vec<Term>,
    pub(super) lists: Vec<TermList>,
}

/// A word and its meaning.
#[derive(Debug, Serialize)]
pub(super) struct Term {
    pub(super) name: String,
    pub(super) meaning: String,
    pub(super) parts: Vec<Term>,
}

/// A list of the framework.
#[derive(Debug, Serialize)]
pub(super) struct TermList {
    pub(super) name: String,
    pub(super) source: String,
    pub(super) confidence: String,
    pub(super) is_published: bool,
    pub(super) entries: Vec<String>,
}
