//! The words of the language by which claims are recognised: lists of phrases in `templates/en/prose.txt`.

use std::collections::{BTreeMap, BTreeSet};

/// British English.
const ENGLISH: &str = include_str!("../../../templates/en/prose.txt");

/// Lists of phrases, each under its name.
#[derive(Debug)]
pub(super) struct Lexicon {
    /// The phrases of each list with their places in it.
    lists: BTreeMap<&'static str, BTreeMap<&'static str, u32>>,
    /// The names of the lists that hold a phrase.
    phrases: BTreeMap<&'static str, Vec<&'static str>>,
    /// The most words of a phrase that begins with this word.
    longest: BTreeMap<&'static str, usize>,
    /// The words that begin a phrase, a number or a date.
    first: BTreeSet<&'static str>,
}

/// Lists that are looked up by themselves, and whose words mean nothing elsewhere.
const APART: [&str; 8] = ["units", "tens", "large", "months", "currency", "abbreviation", "backed-by", "backs"];

impl Lexicon {
    /// The words of English texts.
    pub(super) fn english() -> Self {
        let lines = ENGLISH.lines().filter(|line| !line.starts_with('#'));
        let pairs = lines.filter_map(|line| line.split_once(" = "));
        // Of a phrase that a list has twice, the first place counts.
        let list =
            |list: &'static str| (0..).zip(list.split('|').map(str::trim)).map(|(place, phrase)| (phrase, place));
        let lists: BTreeMap<&str, BTreeMap<&str, u32>> = pairs
            .map(|(name, phrases)| (name.trim(), list(phrases).collect::<Vec<_>>().into_iter().rev().collect()))
            .collect();
        let mut phrases: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (name, list) in lists.iter().filter(|(name, _)| !APART.contains(name)) {
            for phrase in list.keys() {
                phrases.entry(phrase).or_default().push(name);
            }
        }
        let mut longest = BTreeMap::new();
        for phrase in phrases.keys() {
            let most = longest.entry(phrase.split(' ').next().unwrap_or_default()).or_default();
            *most = phrase.split(' ').count().max(*most);
        }
        let apart = ["units", "tens", "months"].iter().filter_map(|name| lists.get(name));
        let first = longest.keys().chain(apart.flat_map(BTreeMap::keys)).copied().collect();
        Self { lists, phrases, longest, first }
    }

    /// The names of all lists.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        self.lists.keys().copied()
    }

    /// The phrases of the list of that name.
    pub(super) fn list(&self, name: &str) -> Vec<&'static str> {
        self.lists.get(name).map(|list| list.keys().copied().collect()).unwrap_or_default()
    }

    /// Whether the list of that name holds the phrase.
    pub(super) fn has(&self, name: &str, phrase: &str) -> bool {
        self.lists.get(name).is_some_and(|list| list.contains_key(phrase))
    }

    /// Whether a word can begin a phrase, a number or a date: most cannot.
    pub(super) fn begins(&self, word: &str) -> bool {
        word.contains('-') || self.first.contains(word)
    }

    /// The longest phrase that begins these words: how many of them it is, and the lists that hold it.
    pub(super) fn phrase<'a>(&self, words: impl Iterator<Item = &'a str> + Clone) -> Option<(usize, &[&'static str])> {
        // Most words begin no phrase.
        let most = *self.longest.get(words.clone().next()?)?;
        let words: Vec<&str> = words.take(most).collect();
        (1..=words.len()).rev().find_map(|count| {
            let lists = self.phrases.get(words.get(..count)?.join(" ").as_str())?;
            Some((count, lists.as_slice()))
        })
    }

    fn place(&self, name: &str, word: &str) -> Option<u32> {
        self.lists.get(name)?.get(word).copied()
    }

    /// The number that a word says: `twelve`, `twenty-four`.
    pub(super) fn number(&self, word: &str) -> Option<u32> {
        let tens = |word: &str| self.place("tens", word).map(|place| (place + 2) * 10);
        if let Some((ten, one)) = word.split_once('-') {
            return Some(tens(ten)? + self.place("units", one).filter(|one| (1..10).contains(one))?);
        }
        self.place("units", word).or_else(|| tens(word))
    }

    /// The month of that name, 1 to 12.
    pub(super) fn month(&self, word: &str) -> Option<u8> {
        u8::try_from(self.place("months", word)? + 1).ok()
    }
}
