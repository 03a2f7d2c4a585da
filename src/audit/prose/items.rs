//! What a sentence is made of: names, quantities, dates and the words that tie them.

use super::lexicon::Lexicon;
use super::names::{Name, Names};
use super::tokens::{Kind, Token};
use crate::terms::{Day, When};
use std::ops::Range;

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    /// Its first byte.
    pub start: usize,
    /// The byte after it.
    pub end: usize,
    /// What it is.
    pub what: What,
    /// The lists of the lexicon that hold it.
    pub lists: Vec<&'static str>,
}

/// What a piece of a sentence is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum What {
    /// A name.
    Name(Name),
    /// A number, or a part of a whole.
    Quantity(Quantity),
    /// A date or a year.
    When(When),
    /// A word of the lexicon.
    Term,
    /// Another word.
    Word,
    /// A character between words.
    Mark(char),
}

/// A number as it is typed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Quantity {
    /// How much.
    pub amount: Amount,
    /// How exactly.
    pub bound: Bound,
}

/// How much.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Amount {
    /// So many.
    Count(u32),
    /// Per cent: the number without its point, and its decimals.
    Percent(u32, u8),
    /// Percentage points, in the same form.
    Points(u32, u8),
    /// A part of a whole.
    Fraction(u32, u32),
    /// More than half, or the largest part.
    Most,
    /// A number that nothing in the figures is like: with a fraction, a unit of money, or millions.
    Foreign,
}

/// How exactly a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bound {
    Exactly,
    About,
    Nearly,
    Above,
    Below,
    Least,
    Most,
}

impl Item {
    /// Whether the list of that name holds it.
    pub(super) fn is(&self, list: &str) -> bool {
        self.lists.contains(&list)
    }

    /// The name that it is.
    pub(super) fn name(&self) -> Option<Name> {
        match self.what {
            What::Name(name) => Some(name),
            _ => None,
        }
    }

    /// The quantity that it is.
    pub(super) fn quantity(&self) -> Option<Quantity> {
        match self.what {
            What::Quantity(quantity) => Some(quantity),
            _ => None,
        }
    }

    /// The year of the date that it is.
    pub(super) fn year(&self) -> Option<i32> {
        match self.what {
            What::When(when) => Some(when.year()),
            _ => None,
        }
    }

    /// Whether it is one of these marks.
    pub(super) fn is_mark(&self, marks: &str) -> bool {
        matches!(self.what, What::Mark(mark) if marks.contains(mark))
    }
}

/// The pieces of a sentence.
pub(super) fn items(tokens: &[Token], lexicon: &Lexicon, names: &Names) -> Vec<Item> {
    let maker = Maker { tokens, lexicon, names };
    let mut items: Vec<Item> = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let name = names.at(&tokens[at..]).or_else(|| names.adjective(&tokens[at..], lexicon));
        let is_plain = tokens[at].kind == Kind::Word && !lexicon.begins(&tokens[at].lower);
        let (length, what, lists) = name
            .map(|(length, name)| (length, What::Name(name), maker.lists(at, length)))
            .or_else(|| is_plain.then(|| (1, What::Word, Vec::new())))
            .or_else(|| maker.date(at).map(|(length, when)| (length, What::When(when), Vec::new())))
            .or_else(|| maker.quantity(at, items.last()).map(|(length, one)| (length, What::Quantity(one), Vec::new())))
            .or_else(|| maker.term(at))
            .unwrap_or_else(|| (1, maker.other(at), Vec::new()));
        items.push(Item { start: tokens[at].start, end: tokens[at + length - 1].end, what, lists });
        at += length;
    }
    with_bounds(items)
}

struct Maker<'a> {
    tokens: &'a [Token],
    lexicon: &'a Lexicon,
    names: &'a Names,
}

impl Maker<'_> {
    fn lower(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.lower.as_str())
    }

    /// The lists that hold exactly these tokens.
    fn lists(&self, at: usize, length: usize) -> Vec<&'static str> {
        match self.phrase(at) {
            Some((count, lists)) if count == length => lists.to_vec(),
            _ => Vec::new(),
        }
    }

    fn phrase(&self, at: usize) -> Option<(usize, &[&'static str])> {
        self.lexicon.phrase(self.tokens.get(at..)?.iter().map(|token| token.lower.as_str()))
    }

    fn term(&self, at: usize) -> Option<(usize, What, Vec<&'static str>)> {
        let (count, lists) = self.phrase(at)?;
        Some((count, What::Term, lists.to_vec()))
    }

    fn other(&self, at: usize) -> What {
        match self.tokens.get(at) {
            Some(Token { kind: Kind::Mark, lower, .. }) => What::Mark(lower.chars().next().unwrap_or(' ')),
            _ => What::Word,
        }
    }

    fn digits(&self, at: usize) -> Option<(u32, u8)> {
        match self.tokens.get(at)?.kind {
            Kind::Number(value, decimals) => Some((value, decimals)),
            _ => None,
        }
    }

    fn whole(&self, at: usize) -> Option<u32> {
        match self.digits(at) {
            Some((value, 0)) => Some(value),
            Some(_) => None,
            None => self.lexicon.number(self.lower(at)),
        }
    }

    fn year(&self, at: usize) -> Option<i32> {
        let token = self.tokens.get(at)?;
        let (value, decimals) = self.digits(at)?;
        let is_one = decimals == 0 && token.lower.len() == 4 && (1900..2200).contains(&value);
        is_one.then(|| i32::try_from(value).ok()).flatten()
    }

    /// A day, a month or a year, however it is written.
    fn date(&self, at: usize) -> Option<(usize, When)> {
        let month = |at: usize| self.lexicon.month(self.lower(at));
        if self.digits(at).is_none() && month(at).is_none() {
            return None;
        }
        let day = |at: usize| {
            self.digits(at).and_then(|(value, decimals)| u8::try_from(value).ok().filter(|_| decimals == 0))
        };
        if let (Some(day), Some(month), Some(year)) = (day(at), month(at + 1), self.year(at + 2)) {
            return Some((3, When::Day(Day::new(year, month, day)?)));
        }
        if let (Some(month), Some(day), ",", Some(year)) =
            (month(at), day(at + 1), self.lower(at + 2), self.year(at + 3))
        {
            return Some((4, When::Day(Day::new(year, month, day)?)));
        }
        if let (Some(month), Some(year), true) = (month(at), self.year(at + 1), self.tokens[at].is_capital) {
            return Some((2, When::Month { year, month }));
        }
        let year = self.year(at)?;
        let is_counted = ["project", "city"].iter().any(|noun| self.lexicon.has(noun, self.lower(at + 1)));
        (!is_counted).then_some((1, When::Year(year)))
    }

    fn quantity(&self, at: usize, before: Option<&Item>) -> Option<(usize, Quantity)> {
        let exactly = |amount| Quantity { amount, bound: Bound::Exactly };
        if let Some((length, lists)) = self.phrase(at) {
            // “Three times as many” is no number.
            if lists.contains(&"times-as-many") {
                return None;
            }
            let parts = lists.iter().find_map(|list| list.strip_prefix("fraction-")?.split_once('-'));
            if let Some((Ok(part), Ok(whole))) = parts.map(|(part, whole)| (part.parse(), whole.parse())) {
                // What ends with “of” leaves it to the words behind.
                let length = if self.lower(at + length - 1) == "of" { length - 1 } else { length };
                return Some((length, exactly(Amount::Fraction(part, whole))));
            }
            if lists.contains(&"majority") && self.is_of_projects(at + length) {
                return Some((length, exactly(Amount::Most)));
            }
            // “All projects of Example City are completed”, and not “27% of all projects”.
            let is_free =
                before.is_none_or(|item| matches!(item.what, What::Mark(_)) || item.is("but") || item.is("and"));
            if lists.contains(&"every") && is_free && self.is_of_projects(at + length) {
                return Some((length, exactly(Amount::Fraction(1, 1))));
            }
        }
        if before.is_some_and(|item| item.is("label")) {
            return None;
        }
        if let Some((length, part, whole)) = self.part_in(at) {
            return Some((length, exactly(Amount::Fraction(part, whole))));
        }
        let (value, decimals) = self.digits(at).or_else(|| Some((self.lexicon.number(self.lower(at))?, 0)))?;
        let is_money = before.is_some_and(|item| matches!(item.what, What::Mark('$' | '€' | '£' | '¥')));
        let has = |at: usize, list: &str| {
            (1..=2).rev().find(|count| {
                let words: Vec<&str> = (at..at + count).map(|at| self.lower(at)).collect();
                self.lexicon.has(list, &words.join(" "))
            })
        };
        if let Some(length) = has(at + 1, "points").filter(|length| *length == 2) {
            return Some((1 + length, exactly(Amount::Points(value, decimals))));
        }
        if let Some(length) = has(at + 1, "percent") {
            let points = usize::from(self.lower(at + length + 1).starts_with("point"));
            let amount = if points == 1 { Amount::Points(value, decimals) } else { Amount::Percent(value, decimals) };
            return Some((1 + length + points, exactly(amount)));
        }
        let is_large = self.lexicon.has("large", self.lower(at + 1));
        let is_foreign = is_money || is_large || decimals > 0;
        let amount = if is_foreign { Amount::Foreign } else { Amount::Count(value) };
        Some((1 + usize::from(is_large), exactly(amount)))
    }

    /// Whether projects follow, with nothing between but names and words that fill: “all of Example City's projects”.
    fn is_of_projects(&self, at: usize) -> bool {
        let fills = ["filler", "of", "network", "possessive"];
        let (mut at, end) = (at, at + 7);
        while at < end.min(self.tokens.len()) {
            let name = self.tokens.get(at..).and_then(|rest| {
                let place = |name: &Name| matches!(name, Name::City(_) | Name::State(_));
                let name = self.names.at(rest).or_else(|| self.names.adjective(rest, self.lexicon));
                name.filter(|(_, name)| place(name))
            });
            let is_filler = fills.iter().any(|list| self.lexicon.has(list, self.lower(at)));
            match name {
                Some((length, _)) => at += length,
                None if is_filler => at += 1,
                None => break,
            }
        }
        self.lexicon.has("project", self.lower(at))
    }

    /// `one in six`, `one project in six`.
    fn part_in(&self, at: usize) -> Option<(usize, u32, u32)> {
        let noun = usize::from(self.lexicon.has("project", self.lower(at + 1)));
        // “Three out of four”
        let is_out = self.lower(at + noun + 1) == "out" && self.lower(at + noun + 2) == "of";
        let has_noun = noun == 1;
        let noun = noun + usize::from(is_out);
        let part = self.whole(at).filter(|part| *part > 0)?;
        let whole = self.whole(at + noun + 2).filter(|whole| part < *whole && *whole <= 20)?;
        let is_in = is_out || self.lower(at + noun + 1) == "in";
        let next = self.lower(at + noun + 3);
        // “one project in three cities” is no part.
        let is_counted = ["city", "state", "area"]
            .iter()
            .any(|list| self.lexicon.has(list, next) || next == "member" || next == "focus");
        let is_part = is_in && !is_counted && (has_noun || next == "of" || self.lexicon.has("project", next));
        is_part.then_some((noun + 3, part, whole))
    }
}

/// Words of exactness taken together with the number behind them.
fn with_bounds(items: Vec<Item>) -> Vec<Item> {
    let mut made: Vec<Item> = Vec::new();
    for mut item in items {
        while let (What::Quantity(quantity), Some(before)) = (&mut item.what, made.last()) {
            match bound(before) {
                Some(bound) => quantity.bound = bound,
                None if before.is("bound-only") => {}
                None => break,
            }
            item.start = before.start;
            made.pop();
        }
        made.push(item);
    }
    made
}

/// How exactly a word before a number says it.
fn bound(item: &Item) -> Option<Bound> {
    let bounds = [
        ("bound-about", Bound::About),
        ("bound-nearly", Bound::Nearly),
        ("bound-above", Bound::Above),
        ("bound-below", Bound::Below),
        ("bound-least", Bound::Least),
        ("bound-most", Bound::Most),
    ];
    bounds.iter().find(|(list, _)| item.is(list)).map(|(_, bound)| *bound)
}

/// The stretches of a sentence that have one quantity each, and the place of that quantity: cut at the last mark or
/// joining word between two of them, otherwise before the words that lead to the second.
pub(super) fn stretches(items: &[Item]) -> Vec<(usize, Range<usize>)> {
    let quantities: Vec<usize> = (0..items.len()).filter(|at| items[*at].quantity().is_some()).collect();
    let mut start = 0;
    let mut made = Vec::new();
    for (place, &at) in quantities.iter().enumerate() {
        let end = quantities.get(place + 1).map_or(items.len(), |&next| {
            let joins = |item: &Item| item.is_mark(",;():–—") || item.is("and") || item.is("but") || item.is("with");
            // “108 (2023: 86)”: the year in the brackets is that of the second.
            let is_year =
                |at: &usize| items[*at].is_mark("(") && items.get(at + 1).is_some_and(|item| item.year().is_some());
            let bracket = (at + 1..next).rev().find(is_year);
            let cut = bracket.or_else(|| (at + 1..next).rev().find(|at| joins(&items[*at])));
            let leads = |item: &Item| item.is("in") || item.is("of") || item.is("to") || item.is("for-place");
            let before = (at + 1..next).rev().take_while(|at| leads(&items[*at])).last();
            cut.or(before).unwrap_or(next)
        });
        // Behind a semicolon another sentence begins.
        let own = (at..end).find(|at| items[*at].is_mark(";")).unwrap_or(end);
        made.push((at, start..own));
        start = end;
    }
    made
}
