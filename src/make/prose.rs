//! Texts against the figures: those of the inputs, and any other file.

use super::{Failure, Outcome, Scope, chosen, read, seals};
use crate::audit::prose::{Checked, Finding, Guard, Reading, Weight, covers};
use crate::check::{Network, Year};
use crate::diagnostic::Diagnostics;
use crate::load::written::{About, Inputs, Waiver};
use crate::load::{self, Folder};
use crate::measure::{Editions, Figures, Ground, Measured};
use crate::side::{both, each_where_it_lies, side_by_side};
use crate::source::{At, FileId, Place};
use crate::words::Words;
use std::collections::BTreeMap;
use std::path::Path;

/// What texts say that no figure tells of.
#[derive(Debug, Default)]
pub struct Listed {
    /// Each with its place.
    pub unproved: Vec<(Place, String)>,
    /// How many findings were waived.
    pub waived: usize,
}

/// Sets a text against the figures of the edition of `year`, or without a file the texts of the inputs of that year.
///
/// What is wrong or doubtful is among the faults of the outcome, the rest is listed; nothing while the inputs have
/// errors or the file cannot be read.
pub fn prose<'a>(
    inputs: impl Into<Folder<'a>>,
    file: Option<&Path>,
    year: i32,
) -> Result<(Outcome, Option<Listed>), Failure> {
    let folder = inputs.into();
    let (mut outcome, network) = read(folder)?;
    let Some(network) = network else { return Ok((outcome.with_lines(), None)) };
    let place = chosen(&network, Scope::Year(year))?.into_iter().next().unwrap_or_default();
    let ground = Ground::of(&network);
    let figures = Measured::of(&ground, &[]);
    let listed = match file {
        None => look(&network, &figures, &outcome.inputs, Some(year), &mut outcome.found),
        Some(file) => {
            let text = load::text(&mut outcome.inputs.sources, file, folder.largest_file, &mut outcome.found)?;
            let Some((file, text)) = text else { return Ok((outcome.with_lines(), None)) };
            let guard = Guard::new(&network, &figures, &Words::english()).against(place);
            tell(&guard.checked(&text), file, &mut outcome.found)
        }
    };
    let places: Vec<Place> = listed.unproved.iter().map(|(place, _)| *place).collect();
    load::reread(&mut outcome.inputs.sources, &outcome.found, places.into_iter());
    Ok((outcome, Some(listed)))
}

/// Sets the texts of all inputs against the figures, each against those of its own year, and final editions against what
/// they printed; tells the figures of the editions that are made, by the places of their years.
pub(super) fn inputs(
    ground: &Ground<'_>,
    network: &Network,
    inputs: &Inputs,
    made: &[usize],
    found: &mut Diagnostics,
) -> BTreeMap<usize, Figures> {
    let figures = Measured::of(ground, made);
    // While the texts are read, which ask for few figures.
    both(|| figures.measure(), || look(network, &figures, inputs, None, found));
    seals::look(network, &figures, found);
    figures.into_made()
}

/// A year whose texts are looked at.
#[derive(Clone, Copy)]
struct Looked<'a> {
    /// Its place among the years.
    place: usize,
    year: &'a Year,
    is_last: bool,
}

/// Texts that share their waivers.
struct Group<'a> {
    /// Each where it stands.
    texts: Vec<At<&'a str>>,
    waivers: &'a [Waiver],
    /// Whether they are a city's own, or of another document: of these one is told, and none is refused.
    is_own: bool,
}

/// The texts of the edition of a year, of its records, and of what the ledger tells of the step to it; in the last one
/// those of the framework, the plans, the programmes and the partnerships too, which hold for it.
fn groups<'a>(inputs: &'a Inputs, Looked { year, is_last, .. }: Looked<'a>) -> impl Iterator<Item = Group<'a>> {
    let written = inputs.narrative.iter().filter(|text| text.year == year.year).map(|text| Group {
        texts: text.blocks.iter().map(|block| block.source.text()).collect(),
        waivers: &text.checked,
        is_own: text.about == About::City,
    });
    let records = year.records.iter().flatten().map(|record| Group {
        texts: std::iter::once(record.entry.text_of(&record.entry.description))
            .chain(record.more.note.iter().map(|note| note.text()))
            .collect(),
        waivers: &record.more.checked,
        is_own: true,
    });
    let steps = inputs.lineage.steps.iter().filter(|step| step.to.value == year.year);
    let ledger = steps.flat_map(|step| &step.events).map(|event| Group {
        texts: vec![event.reason.text()],
        waivers: &event.checked,
        is_own: true,
    });
    let shared = is_last.then(|| lasting(inputs)).into_iter().flatten();
    shared.chain(written).chain(records).chain(ledger)
}

/// The texts that belong to no edition.
fn lasting(inputs: &Inputs) -> Vec<Group<'_>> {
    let framework = inputs.framework.iter().map(|framework| {
        let areas = framework.focus_areas.iter().map(|area| &area.definition);
        let statuses = framework.statuses.iter().map(|status| &status.meaning);
        Group { texts: areas.chain(statuses).map(At::text).collect(), waivers: &[], is_own: false }
    });
    let plans = inputs.plans.plans.iter().map(|plan| {
        let targets = plan.targets.iter().flat_map(|target| std::iter::once(&target.text).chain(&target.note));
        Group {
            texts: std::iter::once(&plan.vision).chain(targets).map(At::text).collect(),
            waivers: &plan.checked,
            is_own: true,
        }
    });
    let programmes = inputs.programmes.programmes.iter().map(|programme| {
        let facts = programme.facts.iter().map(|fact| &fact.what);
        Group { texts: facts.chain(&programme.note).map(At::text).collect(), waivers: &programme.checked, is_own: true }
    });
    let links = inputs.partnerships.links.iter().map(|link| Group {
        texts: link.note.iter().map(At::text).collect(),
        waivers: &link.checked,
        is_own: true,
    });
    framework.chain(plans).chain(programmes).chain(links).collect()
}

fn look<'a>(
    network: &'a Network,
    figures: &dyn Editions,
    inputs: &'a Inputs,
    only: Option<i32>,
    found: &mut Diagnostics,
) -> Listed {
    let mut listed = Listed::default();
    // The names are those of all years.
    let all = Guard::new(network, figures, &Words::english());
    let years = network.years.iter().enumerate().filter(|(_, year)| only.is_none_or(|only| only == year.year));
    let years = years.map(|(place, year)| Looked { place, year, is_last: place + 1 == network.years.len() });
    let years: Vec<Looked<'a>> = years.collect();
    let readings = Readings::of(&all, inputs, &years);
    let looked = side_by_side(&years, |&year| {
        let (mut listed, mut found) = (Listed::default(), Diagnostics::default());
        let guard = all.against(year.place);
        for group in groups(inputs, year) {
            for text in &group.texts {
                let Some(reading) = readings.get(text.value) else { continue };
                look_at(&group, text, guard.findings_of(text.value, reading), &mut listed, &mut found);
            }
        }
        for group in groups(inputs, year).filter(|group| !group.waivers.is_empty()) {
            idle(&group, &guard, &mut found);
        }
        (listed, found)
    });
    for (of_year, notes) in looked {
        listed.unproved.extend(of_year.unproved);
        listed.waived += of_year.waived;
        found.join(notes);
    }
    listed
}

/// The texts that say something that figures could tell of, as they were read. Most say nothing, and most stand in
/// several years as they are, so each is read once where it is held once.
struct Readings<'a> {
    /// In the order of where they lie.
    texts: Vec<&'a str>,
    /// One a text.
    readings: Vec<Reading>,
}

impl<'a> Readings<'a> {
    fn of(guard: &Guard<'_>, inputs: &'a Inputs, years: &[Looked<'a>]) -> Self {
        let of_year = |year: &Looked<'a>| groups(inputs, *year).flat_map(|group| group.texts).map(|text| text.value);
        let texts = each_where_it_lies(years, |year| of_year(year).collect());
        let readings = side_by_side(&texts, |text| Some(guard.read(text)).filter(|reading| !reading.is_silent()));
        let spoken = texts.into_iter().zip(readings).filter_map(|(text, reading)| Some((text, reading?)));
        let (texts, readings) = spoken.unzip();
        Self { texts, readings }
    }

    /// How a text was read; nothing where it is silent.
    fn get(&self, text: &str) -> Option<&Reading> {
        let place = |text: &str| (std::ptr::from_ref(text).addr(), text.len());
        self.readings.get(self.texts.binary_search_by_key(&place(text), |text| place(text)).ok()?)
    }
}

fn look_at(group: &Group<'_>, text: &At<&str>, findings: Vec<Finding>, listed: &mut Listed, found: &mut Diagnostics) {
    let At { value, place } = text;
    for finding in findings {
        let is_waived = |waiver: &Waiver| covers(value, &waiver.words.value, &finding);
        if group.waivers.iter().any(is_waived) {
            listed.waived += 1;
            continue;
        }
        let place = within(*place, value, &finding);
        let noted = match finding.weight {
            Weight::Unproved => {
                listed.unproved.push((place, finding.message));
                continue;
            }
            Weight::Untrue if !group.is_own => found.error("untrue-claim", place, finding.message.clone()),
            Weight::Untrue | Weight::Doubtful => found.warning("doubtful-claim", place, finding.message.clone()),
        };
        for help in helps(&finding) {
            noted.help(help);
        }
    }
}

/// Notes the waivers whose words have nothing to waive.
fn idle(group: &Group<'_>, guard: &Guard<'_>, found: &mut Diagnostics) {
    for waiver in group.waivers {
        let words = waiver.words.value.as_str();
        let waives =
            |text: &At<&str>| guard.findings(text.value).iter().any(|finding| covers(text.value, words, finding));
        if !group.texts.iter().any(waives) {
            note_idle(waiver.words.place, words, "take it out, or write the very words", found);
        }
    }
}

fn note_idle(place: Place, words: &str, help: &str, found: &mut Diagnostics) {
    let words = crate::diagnostic::quoted(words);
    let message = format!("nothing is found at “{words}” that the waiver could hold for");
    found.warning("idle-waiver", place, message).help(help);
}

/// Where the words of a finding stand in a value of the inputs; the whole value where it is folded or escaped.
fn within(place: Place, value: &str, finding: &Finding) -> Place {
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let (length, typed) = (byte(value.len()), place.end.saturating_sub(place.start));
    let quote = match typed.checked_sub(length) {
        Some(0) => 0,
        Some(2) => 1,
        _ => return place,
    };
    let start = place.start + quote;
    Place { start: start + byte(finding.start), end: start + byte(finding.end), ..place }
}

/// Notes what a text has wrong, and waivers that waive nothing.
fn tell(checked: &Checked, file: FileId, found: &mut Diagnostics) -> Listed {
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let place_of = |start: usize, end: usize| Place { file, start: byte(start), end: byte(end) };
    let mut listed = Listed { waived: checked.waived, unproved: Vec::new() };
    for finding in &checked.findings {
        let place = place_of(finding.start, finding.end);
        let noted = match finding.weight {
            Weight::Untrue => found.error("untrue-claim", place, finding.message.clone()),
            Weight::Doubtful => found.warning("doubtful-claim", place, finding.message.clone()),
            Weight::Unproved => {
                listed.unproved.push((place, finding.message.clone()));
                continue;
            }
        };
        for help in helps(finding) {
            noted.help(help);
        }
    }
    for waiver in &checked.idle {
        let help = "write `[^checked]: \"the very words\": document, page`, or take the line out";
        note_idle(place_of(waiver.start, waiver.end), &waiver.words, help, found);
    }
    listed
}

/// What to type instead, and how to see where the figure comes from.
fn helps(finding: &Finding) -> Vec<String> {
    let figure = finding.figure.as_ref();
    let more = figure.map(|(id, year)| format!("`explain {id} --year {year}` shows where it comes from"));
    finding.help.iter().cloned().chain(more).collect()
}
