//! What the figures give for what came, stayed and left, for those that list nothing, and for how many more there are.

use super::Guard;
use super::counts::Noun;
use super::items::Item;
use super::parts::{Claim, Part, is_than};
use super::slices::{Counted, Named};
use crate::check::Slice;
use crate::measure::{Term, Value, members, number, slice_id};

/// What the figures give for a part.
pub(super) struct Given {
    /// The number by each way to read it, the likeliest first; none where no number is right.
    pub counts: Vec<u32>,
    /// What to write instead.
    pub number: String,
    pub what: String,
    pub figure: (String, i32),
}

impl Guard<'_> {
    /// What the figures give for the part of a claim; nothing where they do not tell.
    pub(super) fn given(&self, items: &[Item], claim: &Claim) -> Option<Given> {
        let [slice] = *claim.named.slices().as_slice() else { return None };
        let slice = self.scoped(slice);
        match claim.part {
            Part::Without => self.without(items, claim, slice),
            Part::More | Part::Fewer => self.difference(items, claim, slice),
            Part::New | Part::Gone | Part::Kept => {
                let span = self.span_of_part(items, claim)?;
                let is_first = items.iter().any(|item| item.is("part-first"));
                let mut given = self.moved_between((claim.part, is_first), slice, span)?;
                if claim.may_be_net {
                    let ends = self.count(span.0, slice).zip(self.count(span.1, slice));
                    given.counts.extend(ends.map(|(from, to)| from.count.abs_diff(to.count)));
                }
                Some(given)
            }
        }
    }

    /// The editions between which projects came or left: “of the projects of 2023” names the first of them, “in 2023” the
    /// second.
    fn span_of_part(&self, items: &[Item], claim: &Claim) -> Option<(usize, usize)> {
        let items = &items[..claim.range.end];
        let years: Vec<(usize, i32)> =
            items.iter().enumerate().filter_map(|(at, item)| Some((at, item.year()?))).collect();
        if let ([(at, year)], true) = (years.as_slice(), claim.part != Part::New) {
            let is_opening = *at < claim.sign && items[..*at].iter().any(|item| item.is("project"));
            if is_opening {
                let from = self.edition(*year)?;
                return (from < self.now()).then_some((from, self.now()));
            }
        }
        // “Of the 53 original projects 47 are still listed”: the first number tells of which year.
        let counted = |place: usize| self.figures(place).and_then(|figures| figures.count("projects"));
        let is_opening = |place: &usize| {
            let numbers = items[..claim.at].iter().filter_map(Item::quantity);
            counted(*place).is_some_and(|count| numbers.into_iter().any(|one| one.fits_count(count)))
        };
        let from = (0..self.now()).rev().find(is_opening).filter(|_| years.is_empty() && claim.part != Part::New);
        from.map_or_else(|| self.span(items), |from| Some((from, self.now())))
    }

    /// How many projects of a class came, left or stayed between two editions. Between neighbouring ones there is one number
    /// each; over several, a project of a class may have come and left more than once.
    pub(super) fn moved_between(
        &self,
        (part, is_first): (Part, bool),
        slice: Slice,
        (from, to): (usize, usize),
    ) -> Option<Given> {
        let slice = self.scoped(slice);
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
        let is_one_step = self.before(to) == Some(from);
        let of = |own: Term, end: fn((u32, u32)) -> u32| {
            let parts: Vec<(bool, u32)> = moved.iter().map(|(term, ends)| (*term == own, end(*ends))).collect();
            if is_one_step { vec![parts.iter().map(|(_, count)| count).sum()] } else { sums(&parts) }
        };
        let gone = of(Term::Unexplained, |(left, _)| left);
        let (key, mut counts, what) = match part {
            Part::New => ("new", of(Term::New, |(_, came)| came), "new to the list"),
            Part::Gone => ("gone", gone, "no longer listed"),
            _ => {
                let kept = gone.iter().map(|gone| opening.saturating_sub(*gone));
                let elsewhere = ends(Term::MovedOut).0;
                let kept = kept.flat_map(|kept| [kept, kept.saturating_sub(elsewhere)]);
                ("kept", kept.collect(), "listed in both years")
            }
        };
        let id = format!("projects.{key}.{span}");
        let listed = figures.count(&id).filter(|_| slice == Slice::default());
        let figure = if listed.is_some() { id } else { format!("{stem}.opening") };
        counts = listed.map_or(counts, |listed| vec![listed]);
        if part == Part::New && is_first {
            counts.push(ends(Term::New).1);
        }
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
        let than = (claim.sign..claim.range.end).find(|at| is_than(&items[*at]))?;
        let behind = self.named(&items[than..claim.range.end]);
        let count = |edition: usize, slice: Slice| self.counted(edition, claim.noun, slice);
        let (here, there) = if behind.has_place() || !behind.areas.is_empty() {
            let areas = if behind.areas.is_empty() { claim.named.areas.clone() } else { behind.areas };
            let other = Named { cities: behind.cities, states: behind.states, areas, ..claim.named.clone() };
            let [other] = *other.slices().as_slice() else { return None };
            let edition = self.spoken(items, &claim.range).into_iter().next()?;
            (count(edition, slice)?, count(edition, other)?)
        } else {
            let (from, to) = self.compared(items, (than, claim.range.end))?;
            (count(to, slice)?, count(from, slice)?)
        };
        let is_more = here.count >= there.count;
        let size = here.count.abs_diff(there.count);
        let counts = if is_more == (claim.part == Part::More) || size == 0 { vec![size] } else { Vec::new() };
        let what = format!("{} against {}", here.count, there.count);
        let number = format!("{size} {}", if is_more { "more" } else { "fewer" });
        Some(Given { counts, number, what, figure: here.figure })
    }

    /// How many there are in an edition; nothing where a class is named that is not counted of them.
    fn counted(&self, edition: usize, noun: Noun, slice: Slice) -> Option<Counted> {
        let stem = match noun {
            Noun::Project => return self.count(edition, slice),
            Noun::City => "cities",
            Noun::State => "member-states",
            _ => return None,
        };
        let class = slice_id(self.network, slice);
        let id = match class.strip_prefix("projects").filter(|_| slice.city.is_none())? {
            "" => stem.to_owned(),
            class => format!("{stem}.with-projects{class}"),
        };
        Some(Counted { count: self.figures(edition)?.count(&id)?, figure: (id, self.year(edition)) })
    }

    /// The two editions of “more than in 2023”, the earlier one first: the second is that of which the sentence speaks, and
    /// not one that something else in it is set against.
    fn compared(&self, items: &[Item], (than, end): (usize, usize)) -> Option<(usize, usize)> {
        let is_set_against = |at: usize| items[at.saturating_sub(3)..at].iter().any(is_than);
        let own = (0..than).rev().filter(|at| !is_set_against(*at)).find_map(|at| items[at].year());
        let to = own.map_or(Some(self.now()), |year| self.edition(year))?;
        let behind = &items[than..end];
        let is_before = behind[0].is("part-than-before") || behind.iter().any(|item| item.is("before"));
        match behind.iter().find_map(Item::year) {
            Some(year) => Some((self.edition(year)?, to)),
            None if is_before => Some((self.before(to)?, to)),
            None => None,
        }
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
