//! What a page needs to open the receipt of every number on it: the marks as elements, the receipts as data.

use super::RenderError;
use super::figures::{Later, later};
use super::findings::slice_name;
use super::lists;
use super::reach::Reach;
use super::receipt::{Printed, Sureness, exact, printed, quoted, sureness};
use super::{partnerships, restated};
use crate::exhibit::Edition;
use crate::load::RecordLines;
use crate::lookup::Lookup;
use crate::measure::{self, Figure, Listed};
use crate::terms::Basis;
use crate::words::{self, Part, Words};
use serde::Serialize;
use serde_json::{Map, Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};

/// The marks of a page as elements that name their figure; within tags, where no element can stand, as text.
pub(super) fn elements(page: &str) -> String {
    let mut html = String::with_capacity(page.len() * 5 / 4);
    let mut in_tag = false;
    for part in words::parts(page) {
        match part {
            Part::Plain(text) => {
                html.push_str(text);
                // In our own pages no attribute holds a bare bracket.
                in_tag = match (text.rfind('<'), text.rfind('>')) {
                    (Some(open), Some(close)) => open > close,
                    (Some(_), None) => true,
                    (None, Some(_)) => false,
                    (None, None) => in_tag,
                };
            }
            Part::Figure { text, .. } if in_tag => html.push_str(text),
            Part::Figure { id, text } => html.extend(["<span data-f=\"", id, "\">", text, "</span>"]),
        }
    }
    html
}

/// The receipts of every figure that a page prints, and of those they are made from, as JSON that a page can hold; `lines`
/// are those of the inputs that lie beside it.
///
/// Of what lies outside its reach a receipt says how it is defined, what it rests on and how many stand behind it, and
/// names nothing.
pub(super) fn json(edition: Edition<'_>, lines: &RecordLines, page: &str, reach: Reach) -> Result<String, RenderError> {
    let ids = words::parts(page).filter_map(|part| match part {
        Part::Figure { id, .. } => Some(id),
        Part::Plain(_) => None,
    });
    let all = edition.figures;
    let mut open: Vec<usize> = ids.filter_map(|id| all.place(id)).collect();
    let mut wanted: BTreeSet<usize> = BTreeSet::new();
    while let Some(place) = open.pop() {
        if let Some(figure) = all.all().get(place).filter(|_| wanted.insert(place)) {
            let of = figure.receipt.of.iter().filter(|id| reach.may_name(edition.network, id));
            open.extend(of.filter_map(|id| all.place(id)));
        }
    }
    let mut figures: Vec<(usize, &Figure)> = wanted.iter().filter_map(|at| Some((*at, all.all().get(*at)?))).collect();
    figures.sort_unstable_by(|(_, one), (_, other)| one.id.cmp(&other.id));
    let mut places = vec![None; all.all().len()];
    figures.iter().enumerate().for_each(|(at, (place, _))| places[*place] = Some(at));
    let figures: Vec<&Figure> = figures.into_iter().map(|(_, figure)| figure).collect();
    let mut texts = Texts { changed: later(edition), printed: printed(edition), ..Texts::default() };
    let shown = Shown {
        reach,
        figures: places,
        // A page that names no projects one by one lists none behind its numbers.
        records: if lists::are_shown(edition) { reach.records(edition) } else { BTreeMap::new() },
    };
    let receipts: Vec<Receipt> = figures.iter().map(|figure| receipt(edition, figure, &shown, &mut texts)).collect();
    let document = Document {
        edition: edition.year.year,
        labels: labels(edition),
        projects: projects(edition, (reach, lines), &figures),
        ids: shortened(&figures),
        receipts,
        kinds: texts.kinds,
        texts: texts.all,
    };
    // In a script, a page takes some letters behind `<` for its own.
    Ok(serde_json::to_string(&document)?.replace('<', "\\u003c"))
}

/// All that a page holds behind its numbers.
#[derive(Serialize)]
struct Document {
    edition: i32,
    labels: Map<String, Json>,
    projects: Map<String, Json>,
    ids: Vec<String>,
    receipts: Vec<Receipt>,
    kinds: Vec<Making>,
    texts: Vec<String>,
}

/// What is behind a number: what is empty is left out. What many have alike stands as its place among the texts, and a
/// figure that it is made from as its place among the ids.
#[derive(Default, Serialize)]
struct Receipt {
    kind: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<usize>,
    #[serde(skip_serializing_if = "String::is_empty")]
    exact: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    printed: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    published: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    restated: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    gone: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    entries: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Vec<usize>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    links: Vec<usize>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    left: BTreeMap<i32, String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    records: BTreeMap<i32, String>,
}

/// The ids of figures, which come in their order, each as how many letters it has in common with the one before, and the rest:
/// they are long and much alike.
fn shortened(figures: &[&Figure]) -> Vec<String> {
    let before = std::iter::once("").chain(figures.iter().map(|figure| figure.id.as_str()));
    let shorten = |(before, figure): (&str, &&Figure)| {
        // Ids are ASCII, so a letter is a byte.
        let alike = before.bytes().zip(figure.id.bytes()).take_while(|(one, other)| one == other).count();
        format!("{alike} {}", figure.id.get(alike..).unwrap_or_default())
    };
    before.zip(figures).map(shorten).collect()
}

/// What the receipts of a page may name, with its place in the lists that they point into.
struct Shown {
    reach: Reach,
    /// One a figure of the edition: its place, where the page shows it.
    figures: Vec<Option<usize>>,
    records: BTreeMap<Listed, usize>,
}

/// The words of a receipt, by the key that stands for them in it.
fn labels(edition: Edition<'_>) -> Map<String, Json> {
    const KEYS: [&str; 18] = [
        "heading",
        "of",
        "printed",
        "exact",
        "rounding",
        "reason",
        "definition",
        "basis",
        "confidence",
        "from",
        "published",
        "restated",
        "gone",
        "entries",
        "links",
        "records",
        "left",
        "lines",
    ];
    let label = |key: &&str| ((*key).to_owned(), edition.words.term(&format!("receipt-{key}")).into());
    KEYS.iter().map(label).collect()
}

/// The projects of the years that the receipts name, as far as the page may show them: id, title and city of each, and its
/// line in the file of the year that lies beside the page; in the order of the year's list.
fn projects(edition: Edition<'_>, (reach, lines): (Reach, &RecordLines), figures: &[&Figure]) -> Map<String, Json> {
    let are_shown = lists::are_shown(edition);
    let figures = figures.iter().filter(|figure| are_shown && reach.is_of(edition.network, &figure.id));
    let listed = figures.flat_map(|figure| figure.receipt.records.named().iter().chain(figure.receipt.left.named()));
    let years: BTreeSet<i32> = listed.map(|listed| listed.year).collect();
    let of_year = |year: i32| {
        let records = edition.past.iter().find(|other| other.year == year)?.records.as_ref()?;
        let rows = records.iter().filter(|record| reach.holds(record)).map(|record| {
            let city = edition.network.cities.get(record.city.place()).map_or("", |city| city.code.name.as_str());
            match lines.get(&year).and_then(|lines| lines.get(record.key.as_str())) {
                Some(line) => json!([record.key.as_str(), record.title().as_str(), city, line]),
                None => json!([record.key.as_str(), record.title().as_str(), city]),
            }
        });
        Some((year.to_string(), rows.collect()))
    };
    years.into_iter().filter_map(of_year).collect()
}

/// How a figure is made, as places among the texts: rounding, the reason where it cannot be had, definition, basis and
/// confidence; an empty text is nothing.
type Making = [usize; 5];

/// The same before it is said: most figures of a page are made in one of a few ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Way {
    rounding: &'static str,
    reason: &'static str,
    definition: &'static str,
    basis: Option<Basis>,
    sure: Option<Sureness>,
}

/// Texts that many receipts have, each once.
#[derive(Debug, Default)]
struct Texts<'a> {
    /// The figures that changed with another since the edition became final.
    changed: Later<'a>,
    /// The printed numbers.
    printed: Printed<'a>,
    all: Vec<String>,
    places: Lookup<String, usize>,
    kinds: Vec<Making>,
    kind_places: Lookup<Way, usize>,
}

impl Texts<'_> {
    /// The place of a text among them.
    fn place(&mut self, text: String) -> usize {
        *self.places.get_or_put(text, |text| {
            self.all.push(text.clone());
            self.all.len() - 1
        })
    }

    /// The same, unless it is empty.
    fn place_of_some(&mut self, text: String) -> Option<usize> {
        (!text.is_empty()).then(|| self.place(text))
    }

    /// The place of a way in which figures are made among them.
    fn kind(&mut self, words: &Words, way: Way) -> usize {
        if let Some(place) = self.kind_places.get(&way) {
            return *place;
        }
        let making = way.said(words).map(|text| self.place(text));
        // Two ways may be said alike.
        let place = self.kinds.iter().position(|kind| *kind == making).unwrap_or(self.kinds.len());
        if place == self.kinds.len() {
            self.kinds.push(making);
        }
        self.kind_places.put(way, place);
        place
    }
}

impl Way {
    fn of(figure: &Figure, rounding: &'static str) -> Self {
        Self {
            rounding,
            reason: figure.why().map_or("", |why| why.key()),
            definition: figure.receipt.definition,
            basis: figure.receipt.basis,
            sure: sureness(figure),
        }
    }

    fn said(self, words: &Words) -> [String; 5] {
        let term = |key: &str| if key.is_empty() { String::new() } else { words.term(key) };
        let basis = self.basis.map_or_else(String::new, |basis| words.term(&format!("basis-{}", basis.word())));
        let sure = self.sure.map_or_else(String::new, |sure| sure.said(words));
        [term(self.rounding), term(self.reason), words.term(self.definition), basis, sure]
    }
}

/// The receipt of a figure.
fn receipt(edition: Edition<'_>, figure: &Figure, shown: &Shown, texts: &mut Texts<'_>) -> Receipt {
    let (words, receipt, reach) = (edition.words, &figure.receipt, shown.reach);
    let (exact, rounding) = exact(edition, figure);
    let mut all = Receipt { kind: texts.kind(words, Way::of(figure, rounding)), ..Receipt::default() };
    let names_class = [".by-", "-code."].iter().any(|part| figure.id.contains(part));
    if names_class && !figure.id.starts_with("partnerships") {
        all.of = texts.place_of_some(slice_name(edition.network, words, &figure.id));
    }
    all.printed = figure.text(words);
    // A count is exactly what is printed.
    if exact != all.printed {
        all.exact = exact;
    }
    if !reach.is_of(edition.network, &figure.id) {
        all.entries = texts.place_of_some(behind(edition, figure, "receipt-apart"));
        return all;
    }
    if let Some(quoted) = quoted(edition, &texts.printed, figure) {
        let pages = quoted.pages.map_or_else(String::new, |pages| words.say("receipt-pages", &[("pages", pages)]));
        all.published = format!("{} ({}{pages})", quoted.text, quoted.document);
    }
    let later = restated::sentence(edition, &texts.changed, &figure.id);
    all.restated = later.map_or_else(String::new, |sentence| words::plain(&sentence));
    let [gone, entries] = reach.entries(edition, figure);
    all.gone = gone.join(", ");
    let unnamed = [&receipt.records, &receipt.left].iter().any(|records| !records.counted().is_empty());
    let entries = if unnamed { behind(edition, figure, "receipt-unnamed") } else { entries.join(", ") };
    all.entries = texts.place_of_some(entries);
    if !receipt.of.is_empty() {
        let place = |id: &String| *shown.figures.get(edition.figures.place(id)?)?;
        all.from = Some(receipt.of.iter().filter_map(place).collect());
    }
    let links = receipt.links.iter().filter_map(|row| partnerships::link(edition, *row));
    all.links = links.map(|link| texts.place(words::plain(&link.said(reach)))).collect();
    [all.left, all.records] = [&receipt.left, &receipt.records].map(|listed| {
        let listed = listed.named().iter().filter_map(|one| Some((one.year, *shown.records.get(one)?)));
        ranges(&listed.collect())
    });
    all
}

/// How many stand behind a figure of more than a page may show or can name, without their names; empty where it counts none
/// itself.
fn behind(edition: Edition<'_>, figure: &Figure, key: &str) -> String {
    let receipt = &figure.receipt;
    let behind = [receipt.records.len() + receipt.left.len(), receipt.entries.len() + receipt.gone.len()];
    let count = behind.into_iter().find(|count| *count > 0);
    let text = |count: usize| {
        let count = edition.words.count(measure::number(count));
        edition.words.say(key, &[("n", &count)])
    };
    count.map_or_else(String::new, text)
}

/// Records by year, as places in the year's list counted from 0: `0-3,7`.
fn ranges(listed: &BTreeSet<(i32, usize)>) -> BTreeMap<i32, String> {
    let mut years: BTreeMap<i32, Vec<(usize, usize)>> = BTreeMap::new();
    for (year, place) in listed {
        let ranges = years.entry(*year).or_default();
        match ranges.last_mut() {
            Some((_, end)) if *end + 1 == *place => *end = *place,
            _ => ranges.push((*place, *place)),
        }
    }
    let text = |(start, end): &(usize, usize)| {
        if start == end { start.to_string() } else { format!("{start}-{end}") }
    };
    let text = |ranges: &Vec<(usize, usize)>| ranges.iter().map(text).collect::<Vec<_>>().join(",");
    years.iter().map(|(year, ranges)| (*year, text(ranges))).collect()
}
