//! What came to the list, what stayed on it and what left it, which cities list nothing, and how many more there are.

use super::items::{Amount, Item, Quantity, What, stretches};
use super::slices::{Counted, Named, has_strange_word};
use super::{Guard, Sentence, Weight};
use crate::check::Slice;
use crate::measure::{Term, Value, members, number, slice_id};
use std::ops::Range;

/// What is said of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Projects that are listed for the first time.
    New,
    /// Projects that were listed before, and are not any more.
    Gone,
    /// Projects that were listed before, and still are.
    Kept,
    /// Cities or member states with no project.
    Without,
    /// By how many projects there are more.
    More,
    /// By how many projects there are fewer.
    Fewer,
}

/// What the words of each list say.
const PARTS: [(&str, Part); 6] = [
    ("new", Part::New),
    ("part-gone", Part::Gone),
    ("part-kept", Part::Kept),
    ("part-without", Part::Without),
    ("part-more", Part::More),
    ("part-fewer", Part::Fewer),
];

/// A number, and the part that it is of.
struct Claim {
    quantity: Quantity,
    part: Part,
    noun: Noun,
    /// The item that says which part it is.
    sign: usize,
    /// The stretch of the sentence that has the number.
    range: Range<usize>,
    named: Named,
    weight: Weight,
}

/// What the figures give for a part.
struct Given {
    /// The number by each way to read it, the likeliest first.
    counts: Vec<u32>,
    /// What to write instead.
    number: String,
    what: String,
    figure: (String, i32),
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Noun {
    Project,
    City,
    State,
    Partnership,
}

/// The words of each.
const NOUNS: [(&str, Noun); 5] = [
    ("project", Noun::Project),
    ("a-part", Noun::Project),
    ("city", Noun::City),
    ("state", Noun::State),
    ("partnership", Noun::Partnership),
];

impl Guard<'_> {
    /// Looks at every number of a sentence that is of a part.
    pub(super) fn turnover(&self, sentence: &mut Sentence<'_>) {
        for (at, range) in stretches(sentence.items) {
            let Some(claim) = self.part_claim(sentence, at, &range) else { continue };
            let Some(given) = self.given(sentence.items, &claim) else { continue };
            sentence.done[at] = true;
            if given.counts.iter().any(|count| claim.quantity.fits_count(*count)) {
                continue;
            }
            let (said, year) = (sentence.said(at, claim.sign), given.figure.1);
            let Given { number, what, .. } = given;
            let message = format!("the text says “{said}”; the figures of {year} give {number} ({what})");
            if let Some(finding) = sentence.note((at, claim.sign), claim.weight, message) {
                finding.help = Some(format!("write {number}"));
                finding.figure = Some(given.figure);
            }
        }
    }

    /// What is said of the number at that place; nothing where it is of no part, or other words say more of it.
    fn part_claim(&self, sentence: &Sentence<'_>, at: usize, range: &Range<usize>) -> Option<Claim> {
        let items = sentence.items;
        let quantity = items[at].quantity().filter(|one| matches!(one.amount, Amount::Count(_)))?;
        let (sign, part) = sign(items, at, range.end).filter(|_| !sentence.done[at])?;
        let between = &items[at + 1..sign];
        let (own, told) = (first_noun(&items[at + 1..=sign]), items[..at].iter().rev().find_map(noun_of));
        let noun = match part {
            Part::New if between.iter().all(|item| item.is("filler")) => first_noun(&items[sign..range.end]),
            Part::New => None,
            Part::Gone | Part::Kept => own.or(told).filter(|noun| *noun == Noun::Project),
            Part::Without => own.filter(|noun| matches!(noun, Noun::City | Noun::State)),
            Part::More | Part::Fewer => own.or_else(|| first_noun(&items[sign..range.end])).or(told),
        }?;
        // “Of the five projects of Example City, three are listed again”; “it lists nine projects, four more than before.”
        let goes_on = part != Part::New && part != Part::Without && first_noun(&items[at..range.end]).is_none();
        // What stands behind “than” is the other side.
        let end = (at..range.end).find(|at| is_than(&items[*at])).unwrap_or(range.end);
        let named = self.named(&items[range.start..end]);
        let named = if goes_on && named.is_empty() { self.named(&items[..range.start]) } else { named };
        let behind = &items[sign + 1..range.end];
        let close = behind.iter().position(|item| matches!(item.what, What::Mark(_))).unwrap_or(behind.len());
        // “List nothing but projects of one kind”
        let is_but = behind.first().is_some_and(|item| item.is("but"));
        let is_open = is_but || has_strange_word(between) || has_strange_word(&behind[..close]);
        let is_added = part == Part::New && items[range.clone()].iter().any(|item| item.is("added"));
        let is_plain = !is_open && !is_added && !named.has_other && !named.is_not;
        let weight = if has_strange_word(&items[range.clone()]) { Weight::Doubtful } else { Weight::Untrue };
        is_plain.then(|| Claim { quantity, part, noun, sign, range: range.clone(), named, weight })
    }

    /// What the figures give for the part of a claim; nothing where they do not tell.
    fn given(&self, items: &[Item], claim: &Claim) -> Option<Given> {
        let [slice] = *claim.named.slices().as_slice() else { return None };
        match claim.part {
            Part::Without => self.without(items, claim, slice),
            Part::More | Part::Fewer => self.difference(items, claim, slice),
            Part::New | Part::Gone | Part::Kept => {
                let spans = self.spans(items, claim.part).into_iter();
                let mut given = spans.filter_map(|span| self.moved_between(claim.part, slice, span));
                let mut first = given.next()?;
                first.counts.extend(given.flat_map(|given| given.counts));
                Some(first)
            }
        }
    }

    /// The editions between which projects came or left: what was listed in one year and left may have left by the last.
    fn spans(&self, items: &[Item], part: Part) -> Vec<(usize, usize)> {
        let mut spans: Vec<(usize, usize)> = self.span(items).into_iter().collect();
        let years: Vec<i32> = items.iter().filter_map(year_of).collect();
        if let ([year], true) = (years.as_slice(), part != Part::New) {
            let since = self.edition(*year).map(|from| (from, self.now()));
            spans.extend(since.filter(|(from, to)| from < to));
        }
        spans
    }

    /// How many projects of a class came, left or stayed between two editions.
    fn moved_between(&self, part: Part, slice: Slice, (from, to): (usize, usize)) -> Option<Given> {
        let figures = self.figures(to)?;
        let (start, end) = (self.year(from), self.year(to));
        let span = format!("{start}-to-{end}");
        let stem = format!("{}.bridge.{span}", slice_id(self.network, slice));
        let opening = figures.count(&format!("{stem}.opening"))?;
        let ends = |term: Term| match figures.get(&format!("{stem}.{}", term.key())).map(|figure| &figure.value) {
            Some(Value::Change { from, to }) => (*from, *to),
            _ => (0, 0),
        };
        // What went into another class is still listed.
        let moved = Term::ALL.iter().filter(|term| !matches!(term, Term::MovedIn | Term::MovedOut));
        let moved: Vec<(Term, (u32, u32))> = moved.map(|term| (*term, ends(*term))).collect();
        let of = |own: Term, end: fn((u32, u32)) -> u32| {
            sums(&moved.iter().map(|(term, ends)| (*term == own, end(*ends))).collect::<Vec<_>>())
        };
        let gone = of(Term::Unexplained, |(left, _)| left);
        let (key, mut counts, what) = match part {
            Part::New => ("new", of(Term::New, |(_, came)| came), "listed for the first time"),
            Part::Gone => ("gone", gone, "no longer listed"),
            _ => {
                let kept = gone.iter().map(|gone| opening.saturating_sub(*gone));
                let elsewhere = ends(Term::MovedOut).0;
                ("kept", kept.flat_map(|kept| [kept, kept.saturating_sub(elsewhere)]).collect(), "listed in both years")
            }
        };
        let id = format!("projects.{key}.{span}");
        let listed = figures.count(&id).filter(|_| slice == Slice::default());
        let figure = if listed.is_some() { id } else { format!("{stem}.opening") };
        counts.splice(0..0, listed);
        let what = format!("{} {what}, {start} to {end}", self.describe(slice));
        Some(Given { number: counts.first()?.to_string(), counts, what, figure: (figure, end) })
    }

    /// How many cities or member states list nothing, of all or in a class.
    fn without(&self, items: &[Item], claim: &Claim, slice: Slice) -> Option<Given> {
        let edition = self.spoken(items, &claim.range).into_iter().next()?;
        let (figures, year) = (self.figures(edition)?, self.network.years.get(edition)?);
        let (stem, name) =
            if claim.noun == Noun::City { ("cities", "cities") } else { ("member-states", "member states") };
        let all = match slice.member_state {
            Some(state) if claim.noun == Noun::City => {
                let all = members(self.network, year);
                number(all.iter().filter(|(_, city)| city.member_state == state).count())
            }
            Some(_) => return None,
            None => figures.count(stem)?,
        };
        let with = format!("{stem}.with-projects");
        let class = slice_id(self.network, slice);
        let id = format!("{with}{}", class.strip_prefix("projects").filter(|_| slice.city.is_none())?);
        let listing = figures.count(&id)?;
        // Those that list none of a class: of all, or of those that list any.
        let wholes = [Some(all), figures.count(&with).filter(|_| slice.member_state.is_none())];
        let wholes = if slice == Slice::default() { &wholes[..1] } else { &wholes };
        let counts: Vec<u32> = wholes.iter().flatten().map(|all| all.saturating_sub(listing)).collect();
        let what = format!("{name} without {}", self.describe(slice));
        Some(Given { number: counts.first()?.to_string(), counts, what, figure: (id, year.year) })
    }

    /// By how many one year has more than another, or one place more than the next.
    fn difference(&self, items: &[Item], claim: &Claim, slice: Slice) -> Option<Given> {
        let than = (claim.sign..items.len()).find(|at| is_than(&items[*at]))?;
        let behind = self.named(&items[than..]);
        let count = |edition: usize, slice: Slice| self.counted(edition, claim.noun, slice);
        let (here, there) = if behind.has_place() {
            let other = Named { cities: behind.cities, states: behind.states, ..claim.named.clone() };
            let [other] = *other.slices().as_slice() else { return None };
            let edition = self.spoken(items, &claim.range).into_iter().next()?;
            (count(edition, slice)?, count(edition, other)?)
        } else {
            let (from, to) = self.compared(items, than)?;
            (count(to, slice)?, count(from, slice)?)
        };
        let is_more = here.count >= there.count;
        let size = here.count.abs_diff(there.count);
        let counts = if is_more == (claim.part == Part::More) || size == 0 { vec![size] } else { Vec::new() };
        let what = format!("{} against {}", here.count, there.count);
        let number = format!("{size} {}", if is_more { "more" } else { "fewer" });
        Some(Given { counts, number, what, figure: here.figure })
    }

    /// How many there are in an edition; nothing where a class is named that only projects have.
    fn counted(&self, edition: usize, noun: Noun, slice: Slice) -> Option<Counted> {
        let id = match noun {
            Noun::Project => return self.count(edition, slice),
            _ if slice != Slice::default() => return None,
            Noun::City => "cities",
            Noun::State => "member-states",
            Noun::Partnership => return None,
        };
        Some(Counted { count: self.figures(edition)?.count(id)?, figure: (id.to_owned(), self.year(edition)) })
    }

    /// The two editions of “more than in 2023”, the earlier one first.
    fn compared(&self, items: &[Item], than: usize) -> Option<(usize, usize)> {
        let (ahead, behind) = items.split_at(than);
        let to = ahead.iter().rev().find_map(year_of).map_or(Some(self.now()), |year| self.edition(year))?;
        let is_before = behind[0].is("part-than-before") || behind.iter().any(|item| item.is("before"));
        match behind.iter().find_map(year_of) {
            Some(year) => Some((self.edition(year)?, to)),
            None if is_before => Some((self.before(to)?, to)),
            None => None,
        }
    }
}

/// The word behind a number that says of which part it is; nothing where another number comes first.
fn sign(items: &[Item], at: usize, end: usize) -> Option<(usize, Part)> {
    let ends = |item: &Item| item.quantity().is_some() || matches!(item.what, What::Mark(_)) || item.is("but");
    let mut near = (at + 1..end).take_while(|place| !ends(&items[*place]));
    near.find_map(|place| Some((place, PARTS.iter().find(|(list, _)| items[place].is(list))?.1)))
}

/// What is counted by the first noun of these words.
fn first_noun(items: &[Item]) -> Option<Noun> {
    items.iter().find_map(noun_of)
}

fn noun_of(item: &Item) -> Option<Noun> {
    NOUNS.iter().find(|(list, _)| item.is(list)).map(|(_, noun)| *noun)
}

fn is_than(item: &Item) -> bool {
    item.is("than") || item.is("part-than")
}

fn year_of(item: &Item) -> Option<i32> {
    match item.what {
        What::When(when) => Some(when.year()),
        _ => None,
    }
}

/// Every sum of the number of its own with some of the others, the largest first.
fn sums(parts: &[(bool, u32)]) -> Vec<u32> {
    let own: u32 = parts.iter().filter(|(is_own, _)| *is_own).map(|(_, count)| count).sum();
    let mut sums = vec![own];
    for (_, count) in parts.iter().filter(|(is_own, count)| !is_own && *count > 0) {
        sums.extend(sums.iter().map(|sum| sum + count).collect::<Vec<_>>());
    }
    sums.sort_unstable_by(|a, b| b.cmp(a));
    sums.dedup();
    sums
}
