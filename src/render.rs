//! Figures, scenes and words become the files of a report: one file a format.

mod acronyms;
mod bridge;
mod briefs;
mod change;
mod change_notes;
mod codes;
mod compare;
mod csv;
mod doubts;
mod export;
mod figures;
mod findings;
mod from_records;
mod grades;
mod html;
mod index;
mod limits;
mod lists;
mod manifest;
mod markdown;
mod next;
mod observed;
mod pack;
mod page;
mod partnerships;
mod pictures;
mod plans;
mod programmes;
mod propose;
mod reach;
mod receipt;
mod receipts;
mod restated;
mod room;
mod seal;
mod since;
mod stories;
mod texts;
mod told;
mod units;
mod views;

use crate::audit::Audit;
use crate::bundle::{Bundle, BundleError, Content};
use crate::check::Year;
use crate::exhibit::{Edition, Exhibit};
use crate::load::{self, Data, RecordLines};
use crate::side::{both, locked};
use markdown::Shared;
use serde::Serialize;
use std::fmt;
use std::io::Write as _;
use std::sync::{Arc, Mutex, mpsc};
use tera::Context;

pub use briefs::{cities as brief_cities, preview};
pub use csv::{Cell, csv};
pub use export::data;
pub use findings::{AuditText, audit_text};
pub use index::{Entry, index, index_restated};
pub use manifest::{MANIFEST, MANIFEST_FORMAT, PROGRAM, inputs_up_to, manifests};
pub use next::snapshot as next_snapshot;
pub use pack::{LANGUAGE, Piece, chart_data, pack};
pub use pictures::{Misfit, Picture, pictures};
pub use propose::proposals;
pub use receipt::{receipt, receipt_places};
pub use seal::{restatements, seal};
pub use texts::unknown_figures;

/// A template could not be filled: a fault of the program, not of the inputs.
#[derive(Debug)]
pub enum RenderError {
    /// A template names something that the page does not have.
    Template(tera::Error),
    /// Two files of a report would have the same path.
    Bundle(BundleError),
    /// The figures could not be written as JSON.
    Json(serde_json::Error),
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Template(error) => write!(f, "a template of the program is faulty: {error}"),
            Self::Bundle(error) => write!(f, "the report cannot be put together: {error}"),
            Self::Json(error) => write!(f, "the figures cannot be written: {error}"),
        }
    }
}

impl std::error::Error for RenderError {}

impl From<tera::Error> for RenderError {
    fn from(error: tera::Error) -> Self {
        Self::Template(error)
    }
}

impl From<BundleError> for RenderError {
    fn from(error: BundleError) -> Self {
        Self::Bundle(error)
    }
}

impl From<serde_json::Error> for RenderError {
    fn from(error: serde_json::Error) -> Self {
        Self::Json(error)
    }
}

/// Puts the comparison of an earlier year with the edition's into the bundle, under a folder named after both, and gives
/// what it says in short.
pub fn comparison(
    edition: Edition<'_>,
    start: &Year,
    exhibits: &[Exhibit],
    pictures: &[Picture],
    bundle: &mut Bundle,
) -> Result<String, RenderError> {
    let folder = format!("compare-{}-{}", start.year, edition.year.year);
    let pages = || -> Result<_, RenderError> {
        let view = compare::of(edition, start, exhibits);
        let mut page = Context::from_serialize(&view)?;
        let prose = markdown::comparison_prose(&page)?;
        insert(&mut page, &prose);
        let html = html::comparison(edition, &page, &prose, pictures)?;
        let files = [("report.html", html), ("report.md", markdown::comparison(&page)?)];
        Ok((files, markdown::comparison_said(&prose, &view.missing)))
    };
    let to = &*bundle;
    let figures = || -> Result<Bundle, RenderError> {
        let mut beside = to.beside();
        figures::add(edition, &folder, &mut beside)?;
        Ok(beside)
    };
    let (figures, pages) = both(figures, pages);
    bundle.join(figures?)?;
    let (pages, said) = pages?;
    for (name, text) in pages {
        bundle.add(&format!("{folder}/{name}"), text.into_bytes())?;
    }
    add_charts(&folder, pictures, bundle)?;
    Ok(said)
}

/// Puts the files for papers into a bundle, under `charts/` in that folder.
fn add_charts(folder: &str, pictures: &[Picture], bundle: &mut Bundle) -> Result<(), RenderError> {
    for (name, content) in pictures.iter().flat_map(|picture| &picture.files) {
        bundle.add_shared(&format!("{folder}/charts/{name}"), Arc::clone(content))?;
    }
    Ok(())
}

/// Puts a file of data into a bundle, whose text goes its way as it is written where it is long.
fn add_data(bundle: &mut Bundle, path: &str, data: &impl Serialize) -> Result<(), RenderError> {
    let mut file = bundle.begin(path)?;
    load::json::write(&mut file, data)?;
    // Writing to a bundle cannot fail.
    let _ = file.write_all(b"\n");
    Ok(bundle.end(file)?)
}

/// The texts that page and Markdown share, where the templates of the Markdown look for them.
fn insert(page: &mut Context, prose: &[Shared]) {
    for (name, text) in prose {
        page.insert(*name, text);
    }
}

/// Puts everything of one edition into the bundle: its reports as [`edition`] does, and its data as [`data`] does. What
/// needs no pictures is made beside their drawing, and the tables beside the page.
pub fn whole(
    edition: Edition<'_>,
    exhibits: &[Exhibit],
    draw: impl FnOnce() -> Vec<Picture>,
    audit: &Audit,
    inputs: &Data,
    with_briefs: bool,
    bundle: &mut Bundle,
) -> Result<(), RenderError> {
    let folder = edition.year.year.to_string();
    let to = &*bundle;
    let (sender, drafted) = mpsc::channel();
    // Whoever drafts has it alone: if that fails, nobody waits for a draft.
    let sender = Mutex::new(Some(sender));
    let draft_and_figures = || -> Result<Bundle, RenderError> {
        if let Some(sender) = locked(&sender).take() {
            // Who waits for it has gone only with a fault of its own.
            let _ = sender.send(Draft::of(edition, exhibits, audit, with_briefs));
        }
        let mut part = to.beside();
        figures::add(edition, &folder, &mut part)?;
        Ok(part)
    };
    let pictures_and_page = || -> Result<Bundle, RenderError> {
        let pictures = draw();
        let mut part = to.beside();
        // Who writes the files to the disk can begin with these.
        add_charts(&folder, &pictures, &mut part)?;
        let tables = || -> Result<Bundle, RenderError> {
            let mut part = to.beside();
            data(edition, inputs, &mut part)?;
            if with_briefs {
                briefs::all(edition, &mut part)?;
            }
            Ok(part)
        };
        let page = || match drafted.recv() {
            Ok(draft) => draft?.put(edition, &pictures, inputs.record_lines(), &mut part),
            // The fault of whoever should have sent it ends everything.
            Err(_) => Ok(()),
        };
        let (tables, page) = both(tables, page);
        page?;
        part.join(tables?)?;
        Ok(part)
    };
    let (figures, all) = both(draft_and_figures, pictures_and_page);
    bundle.join(figures?)?;
    Ok(bundle.join(all?)?)
}

/// Puts the reports of one edition into the bundle, under a folder named after its year, with its briefs if they are asked
/// for: the page leads to them only then.
pub fn edition(
    edition: Edition<'_>,
    (exhibits, pictures): (&[Exhibit], &[Picture]),
    audit: &Audit,
    lines: &RecordLines,
    with_briefs: bool,
    bundle: &mut Bundle,
) -> Result<(), RenderError> {
    let draft = Draft::of(edition, exhibits, audit, with_briefs)?;
    let folder = edition.year.year.to_string();
    draft.put(edition, pictures, lines, bundle)?;
    figures::add(edition, &folder, bundle)?;
    add_charts(&folder, pictures, bundle)?;
    if with_briefs { briefs::all(edition, bundle) } else { Ok(()) }
}

/// The reports of an edition before their pictures: what the templates are filled with, and the Markdown.
struct Draft {
    page: Context,
    prose: Vec<Shared>,
    markdown: Arc<Content>,
}

impl Draft {
    fn of(edition: Edition<'_>, exhibits: &[Exhibit], audit: &Audit, with_briefs: bool) -> Result<Self, RenderError> {
        let mut page = page::of(edition, exhibits, audit);
        page.has_briefs = with_briefs;
        let mut page = Context::from_serialize(&page)?;
        let prose = markdown::prose(&page)?;
        insert(&mut page, &prose);
        // The list of acronyms is of the words of the report itself.
        let markdown = markdown::report(&mut page, |text| acronyms::used(edition.network, text))?;
        Ok(Self { page, prose, markdown: Arc::new(Content::of(markdown.into_bytes())) })
    }

    /// Puts the page and the Markdown into the bundle; `lines` are those of the inputs that lie beside them.
    fn put(
        &self,
        edition: Edition<'_>,
        pictures: &[Picture],
        lines: &RecordLines,
        bundle: &mut Bundle,
    ) -> Result<(), RenderError> {
        let folder = edition.year.year;
        bundle.add_shared(&format!("{folder}/report.md"), Arc::clone(&self.markdown))?;
        let html = html::report(edition, &self.page, &self.prose, pictures, lines)?;
        Ok(bundle.add(&format!("{folder}/report.html"), html.into_bytes())?)
    }
}
