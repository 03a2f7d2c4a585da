//! The names of the network as they stand in a text: cities, member states, focus areas, statuses, projects, partners.

use super::lexicon::Lexicon;
use super::tokens::{Kind, Token, sentences};
use crate::check::{Network, Year};
use crate::side::{each_where_it_lies, side_by_side};
use crate::terms::{CityId, FocusAreaId, MemberStateId, PartnerId, StatusId};
use crate::words::Words;
use std::collections::{BTreeMap, BTreeSet};

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Name {
    /// A city.
    City(CityId),
    /// A member state.
    State(MemberStateId),
    /// A focus area.
    Area(FocusAreaId),
    /// A status.
    Status(StatusId),
    /// The projects of that title, by their place in [`Names::titles`].
    Project(usize),
    /// The network itself.
    Network,
    /// A partner.
    Partner(PartnerId),
    /// A programme, of which the figures tell no counts of projects.
    Other,
}

/// All names, each in its words as they are compared, with which of them have a capital letter.
#[derive(Debug)]
pub(super) struct Names {
    /// By their words, with a blank between two.
    by_words: BTreeMap<String, (Name, Vec<bool>)>,
    /// How many words the names have that begin with this word.
    lengths: BTreeMap<String, BTreeSet<usize>>,
    /// The titles of projects in any year, each once.
    pub titles: Vec<String>,
    /// The member states by their adjectives.
    adjectives: BTreeMap<&'static str, MemberStateId>,
}

/// A name has at most so many words, or it is a sentence.
const MOST_WORDS: usize = 24;

impl Names {
    /// The names of the network in all its years.
    pub(super) fn of(network: &Network, words: &Words, lexicon: &Lexicon) -> Self {
        // Most titles stand in several years.
        let years: Vec<&Year> = network.years.iter().collect();
        let mut titles = each_where_it_lies(&years, |&year| {
            year.records.iter().flatten().map(|record| record.title().as_str()).collect()
        });
        titles.sort_unstable();
        titles.dedup();
        let titles: Vec<String> = titles.into_iter().map(str::to_owned).collect();
        let mut names =
            Self { by_words: BTreeMap::new(), lengths: BTreeMap::new(), titles, adjectives: BTreeMap::new() };
        let add = |names: &mut Self, text: &str, name: Name| names.add(text, name, lexicon);
        for (place, city) in network.cities.iter().enumerate() {
            for text in std::iter::once(&city.code.name).chain(&city.aliases) {
                add(&mut names, text, Name::City(CityId::at(place)));
            }
        }
        for (place, state) in network.member_states.iter().enumerate() {
            let usual = words.country(&state.country);
            for text in std::iter::once(&state.code.name).chain(&usual) {
                add(&mut names, text, Name::State(MemberStateId::at(place)));
            }
            let adjectives = lexicon.list(&format!("adjective-{}", state.country.to_lowercase())).into_iter();
            names.adjectives.extend(adjectives.map(|word| (word, MemberStateId::at(place))));
        }
        for (place, area) in network.focus_areas.iter().enumerate() {
            add(&mut names, &area.code.name, Name::Area(FocusAreaId::at(place)));
        }
        for (place, status) in network.statuses.iter().enumerate() {
            add(&mut names, &status.code.name, Name::Status(StatusId::at(place)));
        }
        // A title of one word is too often the word itself.
        let titles = side_by_side(&names.titles, |title| title.contains(' ').then(|| said(title, lexicon)).flatten());
        for (place, title) in titles.into_iter().enumerate() {
            names.take_in(title, Name::Project(place));
        }
        add(&mut names, &network.names.name, Name::Network);
        add(&mut names, &network.names.short_name, Name::Network);
        for (place, one) in network.partners.iter().enumerate() {
            for text in std::iter::once(&one.code.name).chain(&one.short_name) {
                add(&mut names, text, Name::Partner(PartnerId::at(place)));
            }
        }
        for programme in &network.programmes {
            add(&mut names, &programme.code.name, Name::Other);
        }
        names
    }

    fn add(&mut self, text: &str, name: Name, lexicon: &Lexicon) {
        self.take_in(said(text, lexicon), name);
    }

    /// Takes in a name; of two that are the same the first stays, a city before a partner.
    fn take_in(&mut self, said: Option<Said>, name: Name) {
        let Some(Said { first, words, capitals }) = said else { return };
        self.lengths.entry(first).or_default().insert(capitals.len());
        self.by_words.entry(words).or_insert((name, capitals));
    }

    /// The longest name that begins these tokens, and how many of them it is.
    pub(super) fn at(&self, tokens: &[Token]) -> Option<(usize, Name)> {
        let first = tokens.first()?;
        let lengths = self.lengths.get(plain(first))?;
        let words: Vec<&str> = tokens.iter().take(*lengths.last()?).map(plain).collect();
        for count in lengths.iter().rev().filter(|count| **count <= words.len()) {
            // A status is a word like others; what else has a name is written with a capital, and a title with all of its.
            let found = self.by_words.get(&words[..*count].join(" ")).filter(|(name, capitals)| match name {
                Name::Status(_) => true,
                Name::Project(_) => {
                    capitals.iter().zip(tokens).all(|(is_capital, token)| !is_capital || token.is_capital)
                }
                _ => first.is_capital || first.kind != Kind::Word,
            });
            if let Some((name, _)) = found {
                return Some((*count, *name));
            }
        }
        None
    }
}

impl Names {
    /// The member state whose adjective begins these tokens, where its cities or projects follow: “the three Thai cities”, and
    /// not “the Thai delegation”.
    pub(super) fn adjective(&self, tokens: &[Token], lexicon: &Lexicon) -> Option<(usize, Name)> {
        let [first, rest @ ..] = tokens else { return None };
        if !first.is_capital {
            return None;
        }
        let state = self.adjectives.get(first.lower.as_str())?;
        let has = |token: &Token, lists: &[&str]| lists.iter().any(|list| lexicon.has(list, &token.lower));
        let is_between =
            |token: &&Token| has(token, &["status-planning", "status-on-going", "status-completed", "filler"]);
        let noun = rest.iter().take(3).find(|token| !is_between(token))?;
        has(noun, &["city", "project", "list", "ones"]).then_some((1, Name::State(*state)))
    }
}

/// A name in its words.
struct Said {
    first: String,
    /// With a blank between two.
    words: String,
    /// Which of them have a capital letter.
    capitals: Vec<bool>,
}

/// The words of a name; nothing where it has none, or too many.
fn said(name: &str, lexicon: &Lexicon) -> Option<Said> {
    let tokens: Vec<Token> = sentences(name, lexicon).into_iter().flatten().collect();
    let words: Vec<&str> = tokens.iter().map(plain).collect();
    let first = words.first().filter(|_| words.len() <= MOST_WORDS)?;
    let capitals = tokens.iter().map(|token| token.is_capital).collect();
    Some(Said { first: (*first).to_owned(), words: words.join(" "), capitals })
}

/// A word as names are compared: the sign for “and” is the word.
fn plain(token: &Token) -> &str {
    if token.lower == "&" { "and" } else { &token.lower }
}
