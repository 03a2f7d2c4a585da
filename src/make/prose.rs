//! Texts against the figures: those of the inputs, and any other file.

use super::{Failure, Outcome, Scope, chosen, read, seals};
use crate::audit::prose::{Checked, Finding, Guard, Weight, covers};
use crate::check::Network;
use crate::diagnostic::Diagnostics;
use crate::load::written::{About, Inputs, Record, Waiver};
use crate::load::{self, Folder};
use crate::measure::{self, Figures};
use crate::side::side_by_side;
use crate::source::{At, FileId, Place};
use crate::words::Words;
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
    let figures = editions(&network);
    let listed = match file {
        None => look(&network, &figures, &outcome.inputs, Some(year), &mut outcome.found),
        Some(file) => {
            let text = load::text(&mut outcome.inputs.sources, file, folder.largest_file, &mut outcome.found)?;
            let Some((file, text)) = text else { return Ok((outcome.with_lines(), None)) };
            let guard = Guard::new(&network, figures.get(..=place).unwrap_or_default(), &Words::english());
            tell(&guard.checked(&text), file, &mut outcome.found)
        }
    };
    let places: Vec<Place> = listed.unproved.iter().map(|(place, _)| *place).collect();
    load::reread(&mut outcome.inputs.sources, &outcome.found, places.into_iter());
    Ok((outcome, Some(listed)))
}

/// Sets the texts of all inputs against the figures, each against those of its own year, and final editions against what
/// they printed; tells the figures of all years.
pub(super) fn inputs(network: &Network, inputs: &Inputs, found: &mut Diagnostics) -> Vec<Figures> {
    let figures = editions(network);
    look(network, &figures, inputs, None, found);
    seals::look(network, &figures, found);
    figures
}

fn editions(network: &Network) -> Vec<Figures> {
    let places: Vec<usize> = (0..network.years.len()).collect();
    side_by_side(&places, |place| measure::figures(network, *place))
}

/// A text of the inputs.
struct Text<'a> {
    words: &'a At<String>,
    waivers: &'a [Waiver],
    /// Whether it is a city's own, of which one is told and which is not refused.
    is_own: bool,
}

/// The texts of the edition of a year and of its records, and of the framework, which holds in the last one.
fn texts(inputs: &Inputs, year: i32, is_last: bool) -> Vec<Text<'_>> {
    let framework = inputs.framework.iter().filter(|_| is_last);
    let areas = framework.clone().flat_map(|framework| framework.focus_areas.iter().map(|area| &area.definition));
    let statuses = framework.flat_map(|framework| framework.statuses.iter().map(|status| &status.meaning));
    let shared = areas.chain(statuses).map(|words| Text { words, waivers: &[], is_own: false });
    let written = inputs.narrative.iter().filter(|text| text.year == year);
    let told = written.flat_map(|text| {
        let is_own = text.about == About::City;
        text.blocks.iter().map(move |block| Text { words: &block.source, waivers: &text.checked, is_own })
    });
    let own = records(inputs, year).flat_map(|record| {
        let texts = std::iter::once(&record.description).chain(&record.note);
        texts.map(|words| Text { words, waivers: &record.checked, is_own: true })
    });
    shared.chain(told).chain(own).collect()
}

fn records(inputs: &Inputs, year: i32) -> impl Iterator<Item = &Record> {
    let snapshots = inputs.snapshots.iter().filter(move |snapshot| snapshot.year.value == year);
    snapshots.flat_map(|snapshot| snapshot.records.iter().flatten())
}

fn look(network: &Network, figures: &[Figures], inputs: &Inputs, only: Option<i32>, found: &mut Diagnostics) -> Listed {
    let mut listed = Listed::default();
    // The names are those of all years.
    let all = Guard::new(network, figures, &Words::english());
    for (place, year) in network.years.iter().enumerate().filter(|(_, year)| only.is_none_or(|only| only == year.year))
    {
        let guard = all.against(figures.get(..=place).unwrap_or_default());
        let texts = texts(inputs, year.year, place + 1 == network.years.len());
        let findings = side_by_side(&texts, |text| guard.findings(&text.words.value));
        for (text, findings) in texts.iter().zip(findings) {
            look_at(text, findings, &mut listed, found);
        }
        idle(inputs, year.year, &guard, found);
    }
    listed
}

fn look_at(text: &Text<'_>, findings: Vec<Finding>, listed: &mut Listed, found: &mut Diagnostics) {
    let At { value, place } = text.words;
    for finding in findings {
        let is_waived = |waiver: &Waiver| covers(value, &waiver.words.value, &finding);
        if text.waivers.iter().any(is_waived) {
            listed.waived += 1;
            continue;
        }
        let place = within(*place, value, &finding);
        let noted = match finding.weight {
            Weight::Unproved => {
                listed.unproved.push((place, finding.message));
                continue;
            }
            Weight::Untrue if !text.is_own => found.error("untrue-claim", place, finding.message.clone()),
            Weight::Untrue | Weight::Doubtful => found.warning("doubtful-claim", place, finding.message.clone()),
        };
        for help in helps(&finding) {
            noted.help(help);
        }
    }
}

/// Notes the waivers whose words have nothing to waive.
fn idle(inputs: &Inputs, year: i32, guard: &Guard<'_>, found: &mut Diagnostics) {
    let written = inputs.narrative.iter().filter(|text| text.year == year);
    let told = written.map(|text| (text.checked.as_slice(), text.blocks.iter().map(|block| &block.source).collect()));
    let own = records(inputs, year).map(|record| {
        let texts: Vec<&At<String>> = std::iter::once(&record.description).chain(&record.note).collect();
        (record.checked.as_slice(), texts)
    });
    for (waivers, texts) in told.chain(own) {
        for waiver in waivers {
            let words = waiver.words.value.as_str();
            let waives = |text: &&At<String>| {
                guard.findings(&text.value).iter().any(|finding| covers(&text.value, words, finding))
            };
            if !texts.iter().any(waives) {
                note_idle(waiver.words.place, words, "take it out, or write the very words", found);
            }
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
