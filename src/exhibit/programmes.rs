//! What exhibits and pages tell alike of programmes and countries.

use super::Edition;
use crate::check::{Fact, Programme};
use crate::measure;
use crate::terms::Bound;

/// A country as reports name it: a member state by its own name.
pub fn country_name(edition: Edition<'_>, code: Option<&str>) -> String {
    let words = edition.words;
    let Some(code) = code else { return words.term("country-not-stated") };
    if measure::is_international(code) {
        return words.term("country-international");
    }
    let states = &edition.network.member_states;
    let state = states.iter().find(|state| state.country == code).map(|state| state.code.name.clone());
    state.or_else(|| words.country(code)).unwrap_or_else(|| code.to_owned())
}

impl Edition<'_> {
    /// What is stated of a programme up to the edition's year.
    pub fn facts<'p>(&self, programme: &'p Programme) -> impl Iterator<Item = &'p Fact> {
        let year = self.year.year;
        programme.facts.iter().filter(move |fact| fact.date.year() <= year)
    }

    /// The date of a fact, or its period.
    pub fn period(&self, fact: &Fact) -> String {
        let from = self.words.date(fact.date);
        match fact.until {
            Some(until) => self.words.say("period", &[("from", &from), ("to", &self.words.date(until))]),
            None => from,
        }
    }

    /// The number of a fact with what it counts, and that there are more or fewer; empty where none is stated.
    pub fn number(&self, fact: &Fact) -> String {
        let Some(value) = fact.value else { return String::new() };
        let number = self.words.count(value);
        let number = match &fact.unit {
            Some(unit) => self.words.say("number-and-unit", &[("number", &number), ("unit", unit)]),
            None => number,
        };
        match fact.bound {
            Bound::Exactly => number,
            Bound::MoreThan => self.words.say("number-more-than", &[("number", &number)]),
            Bound::LessThan => self.words.say("number-less-than", &[("number", &number)]),
        }
    }
}
