//! Text against the figures: numbers, names, years and orders that somebody typed, and what the edition has.
//!
//! What is said of projects, cities and member states is compared at the precision in which it is typed. What is
//! wrong is told at its words, with what the figures have; what no figure tells of is listed, and nobody is blamed.

mod absence;
mod backers;
mod belonging;
mod change;
mod compared;
mod context;
mod counts;
mod dates;
mod elided;
mod everyone;
mod few;
mod growth;
mod items;
mod lexicon;
mod members;
mod names;
mod order;
mod otherwise;
mod overtaken;
mod parts;
mod rank;
mod shares;
mod slices;
mod status;
mod tables;
mod tokens;
mod turnover;
mod waivers;
mod wholes;
mod years;

use crate::check::{Network, Slice};
use crate::measure::{Editions, Figures};
use crate::words::Words;
use items::{Item, What};
use lexicon::Lexicon;
use names::Names;
use slices::Named;
use std::sync::Arc;
pub use waivers::{Checked, Waiver, covers, waivers};

/// A sentence has at most so many words.
const LONGEST: usize = 2000;

/// How much is known of what a text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// The figures say otherwise.
    Untrue,
    /// The figures say otherwise, if the words mean what they seem to mean.
    Doubtful,
    /// The figures tell nothing of it.
    Unproved,
}

/// What was found at some words of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The first byte of the words.
    pub start: usize,
    /// The byte after them.
    pub end: usize,
    /// How much is known.
    pub weight: Weight,
    /// What the text says and what the figures say, in one sentence.
    pub message: String,
    /// What to type instead.
    pub help: Option<String>,
    /// The figure that says otherwise, and the year of its edition; nothing where none tells.
    pub figure: Option<(String, i32)>,
}

/// Reads texts against the figures of an edition and of those before it.
pub struct Guard<'a> {
    network: &'a Network,
    /// The figures of each year.
    editions: &'a dyn Editions,
    /// How many of these years there are up to the edition's.
    past: usize,
    lexicon: Arc<Lexicon>,
    names: Arc<Names>,
    /// What narrows every number besides its own words: what a heading or a sentence before speaks of.
    scope: Slice,
}

/// A text as it was read, before it is set against anything.
#[derive(Debug)]
pub struct Reading {
    /// The sentences that say something that figures could tell of.
    sentences: Vec<Vec<Item>>,
    has_tables: bool,
}

impl Reading {
    /// Whether the text says nothing that figures could tell of, of whatever year they are.
    pub fn is_silent(&self) -> bool {
        self.sentences.is_empty() && !self.has_tables
    }
}

/// A sentence while it is looked at.
struct Sentence<'a> {
    text: &'a str,
    items: &'a [Item],
    /// Which items need not be looked at again.
    done: Vec<bool>,
    /// Which numbers are of a part of which no figure tells.
    aside: Vec<bool>,
    /// The one place that the sentence before names.
    before: Named,
    found: Vec<Finding>,
}

impl Sentence<'_> {
    /// The words of these items, as they are typed.
    fn said(&self, from: usize, to: usize) -> String {
        let ends = self.items.get(from).zip(self.items.get(to));
        let said = ends.and_then(|(from, to)| self.text.get(from.start..to.end)).unwrap_or_default();
        shown(said)
    }

    /// Notes what was found at these items.
    fn note(&mut self, (from, to): (usize, usize), weight: Weight, message: String) -> Option<&mut Finding> {
        let (start, end) = (self.items.get(from)?.start, self.items.get(to)?.end);
        self.found.push(Finding { start, end, weight, message, help: None, figure: None });
        self.found.last_mut()
    }
}

/// Words of a text in one line and without their markup; of many, those at both ends.
fn shown(said: &str) -> String {
    let said = said.replace(['*', '_', '`'], "");
    let words: Vec<&str> = said.split_whitespace().collect();
    match words.as_slice() {
        // So much is found again by its ends.
        [first @ .., _, _, _, _] if first.len() > 8 => {
            format!("{} … {}", words[..4].join(" "), words[words.len() - 4..].join(" "))
        }
        _ => words.join(" "),
    }
}

impl<'a> Guard<'a> {
    /// Reads against the last of these editions: those of each year from the first on, in the order of `network.years`.
    pub fn new(network: &'a Network, editions: &'a dyn Editions, words: &Words) -> Self {
        let lexicon = Lexicon::english();
        let names = Names::of(network, words, &lexicon);
        let (lexicon, names) = (Arc::new(lexicon), Arc::new(names));
        Self { network, editions, past: editions.count(), lexicon, names, scope: Slice::default() }
    }

    /// The same, against the edition at that place.
    #[must_use]
    pub fn against(&self, place: usize) -> Self {
        let (lexicon, names) = (Arc::clone(&self.lexicon), Arc::clone(&self.names));
        let past = self.editions.count().min(place + 1);
        Self { network: self.network, editions: self.editions, past, lexicon, names, scope: self.scope }
    }

    /// The figures of the edition at that place; nothing behind the one that is read against.
    fn figures(&self, edition: usize) -> Option<&'a Figures> {
        if edition < self.past { self.editions.at(edition) } else { None }
    }

    /// Everything in a text that the figures contradict or do not tell, in its order.
    pub fn findings(&self, text: &str) -> Vec<Finding> {
        self.findings_of(text, &self.read(text))
    }

    /// Reads a text; what comes of it holds for all editions of the network.
    pub fn read(&self, text: &str) -> Reading {
        let sentences = tokens::sentences(text, &self.lexicon);
        // A row of words without an end is no sentence, and is read in pieces.
        let pieces = sentences.iter().flat_map(|tokens| tokens.chunks(LONGEST));
        let items = pieces.map(|tokens| items::items(tokens, &self.lexicon, &self.names));
        Reading { sentences: items.filter(|items| speaks(items)).collect(), has_tables: text.contains('|') }
    }

    /// The same of a text that was read.
    pub fn findings_of(&self, text: &str, reading: &Reading) -> Vec<Finding> {
        let (mut found, looked_at) = self.tables(text);
        let is_open = |finding: &Finding| !looked_at.iter().any(|cell| cell.contains(&finding.start));
        let mut before = Named::default();
        for (place, items) in reading.sentences.iter().enumerate() {
            let start = items.first().map_or(0, |item| item.start);
            let last = place.checked_sub(1).and_then(|last| reading.sentences.get(last));
            if !last.is_some_and(|last| context::is_one_paragraph(text, last, start)) {
                before = Named::default();
            }
            let mut told = self.findings_in(text, items, &before);
            self.excuse(text, (&reading.sentences, place), &before, &mut told);
            found.extend(told.into_iter().filter(is_open));
            before = self.one_place(items);
        }
        found.sort_by(|a, b| (a.start, a.weight, a.end, &a.message).cmp(&(b.start, b.weight, b.end, &b.message)));
        found.dedup_by(|a, b| a.start == b.start && a.end == b.end && a.weight >= b.weight);
        found
    }

    /// What a sentence has wrong; the one place that the sentence before names may be meant by “it”.
    fn findings_in(&self, text: &str, items: &[Item], before: &Named) -> Vec<Finding> {
        let none = vec![false; items.len()];
        let (done, aside) = (none.clone(), none);
        let mut sentence = Sentence { text, items, done, aside, before: before.clone(), found: Vec::new() };
        self.dates(&mut sentence);
        otherwise::set_exceptions_aside(&mut sentence);
        self.belongings(&mut sentence);
        self.backers(&mut sentence);
        self.statuses(&mut sentence);
        self.parts(&mut sentence);
        self.absences(&mut sentence);
        self.comparisons(&mut sentence);
        self.overtakings(&mut sentence);
        self.everyone(&mut sentence);
        self.changes(&mut sentence);
        self.members(&mut sentence);
        self.ranks(&mut sentence);
        self.shares(&mut sentence);
        self.counts(&mut sentence);
        self.elided(&mut sentence);
        rest(&mut sentence);
        otherwise::leave_open(&mut sentence);
        sentence.found
    }

    /// The names of the lists of words that texts are read with, for the test that holds the code to them.
    pub fn lists(&self) -> Vec<&'static str> {
        self.lexicon.names().collect()
    }
}

/// Whether a sentence can say anything that figures tell of: it has a name, a number or a date, or words of change, of
/// order or of every one.
fn speaks(items: &[Item]) -> bool {
    let says = |item: &Item| !matches!(item.what, What::Term | What::Word | What::Mark(_)) || change::is_change(item);
    let is_of_every_one = || ["every-one", "project"].iter().all(|list| items.iter().any(|item| item.is(list)));
    items.iter().any(says) || is_of_every_one() || (0..items.len()).any(|at| order::order(items, at).is_some())
}

/// Lists the numbers that nothing has been said of.
fn rest(sentence: &mut Sentence<'_>) {
    for at in 0..sentence.items.len() {
        let is_note = at > 0 && sentence.items[at - 1].is_mark("^");
        let is_number = matches!(sentence.items[at].what, What::Quantity(_)) && !is_note;
        // “One officer answers” counts nothing.
        if is_number && !sentence.done[at] && !sentence.said(at, at).eq_ignore_ascii_case("one") {
            let to = (at + 1 < sentence.items.len() && sentence.items[at + 1].what == What::Word).then_some(at + 1);
            let said = sentence.said(at, to.unwrap_or(at));
            sentence.note((at, to.unwrap_or(at)), Weight::Unproved, format!("no figure tells of “{said}”"));
        }
    }
}
