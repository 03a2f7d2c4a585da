//! What was found wrong, and where: collected, and shown as a compiler would.

mod excerpt;
mod machine;

pub use machine::{json, sarif};

use crate::source::{FileId, Place, Source, Sources, is_hidden};
use annotate_snippets::{Level, Origin, Renderer};
use std::collections::{BTreeMap, BTreeSet};

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is written until it is mended.
    Error,
    /// The report can be made, but somebody should look.
    Warning,
}

/// One fault: what is wrong, where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule's name.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one sentence that makes sense alone.
    pub message: String,
    /// Where it stands; nothing where it is about a whole file or folder.
    pub place: Option<Place>,
    /// The file or folder that it is about, where there is no place in it.
    pub path: Option<String>,
    /// What to write under the very value.
    pub label: String,
    /// Second places, each with what is there ("first here").
    pub also: Vec<(Place, String)>,
    /// What was expected, and what to type instead.
    pub help: Vec<String>,
}

impl Diagnostic {
    /// Adds what was expected or what to type instead.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help.push(help.into());
        self
    }

    /// Adds a second place.
    pub fn also(&mut self, place: Place, label: impl Into<String>) -> &mut Self {
        self.also.push((place, label.into()));
        self
    }

    /// Says which file or folder it is about.
    pub fn about(&mut self, path: impl Into<String>) -> &mut Self {
        self.path = Some(path.into());
        self
    }

    /// Says what stands at the first place.
    pub fn label(&mut self, label: impl Into<String>) -> &mut Self {
        self.label = label.into();
        self
    }
}

/// So many faults are kept in full; the rest are counted.
pub const KEPT: usize = 10_000;

/// All that was found in a run: a sink that is handed down, never a thrown error.
///
/// The first faults are kept in full, errors before warnings; of the others only the number is known.
#[derive(Debug, Default)]
pub struct Diagnostics {
    errors: Vec<Diagnostic>,
    warnings: Vec<Diagnostic>,
    /// How many errors and warnings there were in all.
    counts: [usize; 2],
    /// The last fault that was not kept, until the next one.
    spare: Option<Diagnostic>,
}

impl Diagnostics {
    /// Notes an error.
    pub fn error(&mut self, code: &'static str, place: Place, message: impl Into<String>) -> &mut Diagnostic {
        self.push(Severity::Error, code, Some(place), &message.into())
    }

    /// Notes a warning.
    pub fn warning(&mut self, code: &'static str, place: Place, message: impl Into<String>) -> &mut Diagnostic {
        self.push(Severity::Warning, code, Some(place), &message.into())
    }

    /// Notes an error about something that is not there at all, such as a file.
    pub fn absent(&mut self, code: &'static str, message: impl Into<String>) -> &mut Diagnostic {
        self.push(Severity::Error, code, None, &message.into())
    }

    fn push(&mut self, severity: Severity, code: &'static str, place: Option<Place>, message: &str) -> &mut Diagnostic {
        let is_full = self.is_full();
        self.counts[severity as usize] += 1;
        if is_full && severity == Severity::Error {
            // An error takes the place of a warning.
            self.warnings.pop();
        }
        let has_room = self.errors.len() + self.warnings.len() < KEPT;
        let message = if has_room { visible(message) } else { String::new() };
        let (label, also, help) = (String::new(), Vec::new(), Vec::new());
        let diagnostic = Diagnostic { code, severity, message, place, path: None, label, also, help };
        let kept = match severity {
            _ if !has_room => return self.spare.insert(diagnostic),
            Severity::Error => &mut self.errors,
            Severity::Warning => &mut self.warnings,
        };
        kept.push(diagnostic);
        let last = kept.len() - 1;
        &mut kept[last]
    }

    /// Takes in what was found elsewhere, as if it had been noted here in its order.
    pub fn join(&mut self, other: Self) {
        let dropped = [other.errors.len(), other.warnings.len()];
        for (place, kept) in dropped.into_iter().enumerate() {
            self.counts[place] += other.counts[place] - kept;
        }
        for diagnostic in other.errors.into_iter().chain(other.warnings) {
            let noted = self.push(diagnostic.severity, diagnostic.code, diagnostic.place, "");
            *noted = diagnostic;
        }
    }

    /// The error of that name at that place, if it was noted and kept.
    pub fn at(&mut self, code: &str, place: Place) -> Option<&mut Diagnostic> {
        self.errors.iter_mut().find(|found| found.place == Some(place) && found.code == code)
    }

    /// Whether no more faults are kept, so that help for them need not be looked for.
    pub fn is_full(&self) -> bool {
        self.errors.len() + self.warnings.len() >= KEPT
    }

    /// How many are of that severity, kept or not.
    pub fn count(&self, severity: Severity) -> usize {
        self.counts[severity as usize]
    }

    /// How many are not kept.
    pub fn dropped(&self) -> usize {
        self.counts.iter().sum::<usize>() - self.errors.len() - self.warnings.len()
    }

    /// Whether anything stands in the way of writing.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// All that are kept, by file, place and code: the order does not depend on how they were found.
    pub fn sorted(&self, sources: &Sources) -> Vec<&Diagnostic> {
        let mut all: Vec<&Diagnostic> = self.errors.iter().chain(&self.warnings).collect();
        let path = |found: &Diagnostic| match found.place {
            Some(at) => sources.get(at.file).map(|source| source.path().to_owned()),
            None => found.path.clone(),
        };
        all.sort_by_cached_key(|found| {
            let at = found.place.map(|at| (at.start, at.end));
            (path(found), at, found.code, found.message.clone())
        });
        all.dedup();
        all
    }

    /// The bytes of each file whose lines are wanted to show what is kept.
    pub fn wanted(&self) -> BTreeMap<FileId, BTreeSet<u32>> {
        let mut wanted: BTreeMap<FileId, BTreeSet<u32>> = BTreeMap::new();
        for found in self.errors.iter().chain(&self.warnings) {
            for place in found.place.iter().chain(found.also.iter().map(|(place, _)| place)) {
                wanted.entry(place.file).or_default().extend([place.start, place.end]);
            }
        }
        wanted
    }
}

/// How a diagnostic is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Letters only.
    Plain,
    /// With terminal colours.
    Coloured,
}

/// Shows one diagnostic: message, file, line, column, the line itself with the value underlined, and help.
pub fn render(found: &Diagnostic, sources: &Sources, style: Style) -> String {
    let level = match found.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let excerpts = excerpt::excerpts(found, sources);
    let title = level.primary_title(found.message.as_str()).id(found.code);
    let mut group = excerpt::with_title(title, &excerpts);
    if let Some(path) = found.path.as_deref().filter(|_| excerpts.is_empty()) {
        group = group.element(Origin::path(path));
    }
    for help in &found.help {
        group = group.element(Level::HELP.message(visible(help)));
    }
    if found.place.and_then(|place| sources.get(place.file)).is_some_and(Source::has_changed) {
        group = group.element(Level::NOTE.message("the file has changed since it was read; run the program again"));
    }
    let renderer = match style {
        Style::Plain => Renderer::plain(),
        Style::Coloured => Renderer::styled(),
    };
    renderer.render(&[group])
}

/// A value from a file as a message quotes it: visible, and so short that the rest of the message is read.
pub fn quoted(text: &str) -> String {
    cut(text, 80)
}

/// Text as it may be shown: control and bidirectional characters made visible, long text cut.
pub fn visible(text: &str) -> String {
    cut(text, 1000)
}

fn cut(text: &str, longest: usize) -> String {
    let mut shown = String::new();
    for (count, character) in text.chars().enumerate() {
        if count == longest {
            shown.push('…');
            break;
        }
        if is_hidden(character) || matches!(character, '\u{200c}' | '\u{200d}') {
            shown.extend(character.escape_unicode());
        } else {
            shown.push(character);
        }
    }
    shown
}

/// The known word nearest to a mistyped one, if any is near: at most a third of its letters differ.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = typed.to_lowercase().replace(['_', ' '], "-");
    let length = plain.chars().count();
    let limit = length.max(3) / 3;
    let ranked = known.into_iter().filter_map(|word| {
        // Words whose lengths differ by more cannot be near.
        let is_possible = word.chars().count().abs_diff(length) <= limit;
        is_possible.then(|| (distance(&plain, &word.to_lowercase().replace('_', "-")), word))
    });
    let best = ranked.min()?;
    (best.0 <= limit).then_some(best.1)
}

/// Edits between two words: letters put in, left out, changed, or swapped with their neighbour
/// (optimal string alignment; G. Navarro, "A guided tour to approximate string matching", 2001).
pub fn distance(from: &str, to: &str) -> usize {
    let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=to.len()).collect()];
    for i in 1..=from.len() {
        let mut row = vec![i];
        for j in 1..=to.len() {
            let change = rows[i - 1][j - 1] + usize::from(from[i - 1] != to[j - 1]);
            let mut best = change.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            row.push(best);
        }
        rows.push(row);
    }
    rows[from.len()][to.len()]
}
