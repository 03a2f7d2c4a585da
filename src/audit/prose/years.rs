//! Which edition the words around a number speak of.

use super::Guard;
use super::items::{Item, What};
use std::ops::Range;

impl Guard<'_> {
    /// The place of the edition that a text belongs to.
    pub(super) fn now(&self) -> usize {
        self.past.saturating_sub(1)
    }

    /// The year of the edition at that place.
    pub(super) fn year(&self, edition: usize) -> i32 {
        self.network.years.get(edition).map_or(0, |year| year.year)
    }

    /// The edition of a year; nothing where there is none up to the text's own.
    pub(super) fn edition(&self, year: i32) -> Option<usize> {
        self.network.years.iter().take(self.past).position(|one| one.year == year)
    }

    /// The edition before the text's own of which records are known.
    pub(super) fn before(&self, edition: usize) -> Option<usize> {
        (0..edition).rev().find(|place| self.network.years.get(*place).is_some_and(|year| year.records.is_some()))
    }

    /// The editions of which a stretch of a sentence may speak, the likeliest first; none where a year is named that has none.
    pub(super) fn spoken(&self, items: &[Item], range: &Range<usize>) -> Vec<usize> {
        let is_start = |at: usize| {
            at > 0 && items[..at].iter().rev().take(2).any(|item| item.is("since") || item.is("first-listed"))
        };
        let year = |at: usize| match items[at].what {
            What::When(when) if !is_start(at) => Some(when.year()),
            _ => None,
        };
        let now = self.now();
        // Behind a semicolon another sentence begins.
        let ends = range.clone().skip(1).find(|at| items[*at].is_mark(";")).unwrap_or(range.end);
        let range = range.start..ends;
        let here = items.get(range.clone()).unwrap_or_default();
        if let Some((at, year)) = range.clone().find_map(|at| Some((at, year(at)?))) {
            // “Joined in 2023 and now have nine projects”
            let turns = items[at..range.end].iter().any(|item| item.is("today"));
            return if turns { vec![now] } else { self.edition(year).into_iter().collect() };
        }
        if here.iter().any(|item| item.is("today")) {
            return vec![now];
        }
        if here.iter().any(|item| item.is("before")) {
            return self.before(now).into_iter().collect();
        }
        // What stands in brackets before is said of something else.
        let is_closed = |at: usize| {
            let mark = items[at..].iter().position(|item| item.is_mark("()")).map(|more| at + more);
            mark.is_some_and(|mark| mark <= range.start && items[mark].is_mark(")"))
        };
        if let Some(year) = (0..range.start).rev().find_map(|at| year(at).filter(|_| !is_closed(at))) {
            return self.edition(year).into_iter().collect();
        }
        if items[..range.start].iter().any(|item| item.is("before")) {
            return self.before(now).into_iter().collect();
        }
        let after = (range.end..items.len()).find_map(year);
        std::iter::once(now).chain(after.and_then(|year| self.edition(year))).collect()
    }
}
