//! What the figures give for a change: the numbers at both ends, over all cities or over the same ones.

use super::items::{Amount, Bound, Quantity};
use super::slices::Counted;
use super::{Guard, Sentence, Weight};
use crate::check::Slice;
use crate::measure::slice_id;

/// Of what a number changed.
#[derive(Clone, Copy)]
pub(super) enum Subject {
    /// Of projects.
    Projects(Slice),
    /// Of what is counted over the whole network alone: the id of its figure, and its name.
    Whole(&'static str, &'static str),
}

/// What a text says of how a number changed.
pub(super) struct Claim {
    /// The verb.
    pub at: usize,
    pub subject: Subject,
    /// Whether a share changed, and not a number.
    pub is_share: bool,
    pub from: usize,
    pub to: usize,
    /// Whether it holds over the cities that belong to both editions.
    pub is_over_same: bool,
    pub weight: Weight,
}

impl Claim {
    /// Whether it is of the whole, whose share is always the same.
    fn is_of_all(&self) -> bool {
        !matches!(self.subject, Subject::Projects(slice) if slice != Slice::default())
    }
}

/// A number at both ends, and of what it is a part.
pub(super) struct Ends {
    pub from: Counted,
    pub to: Counted,
    pub wholes: (u32, u32),
}

impl Guard<'_> {
    /// The numbers at both ends of a change; nothing where the figures do not tell.
    pub(super) fn ends(&self, claim: &Claim) -> Option<Ends> {
        if let (Subject::Projects(slice), true) = (claim.subject, claim.is_over_same) {
            return self.ends_over_same(claim, self.scoped(slice));
        }
        let count = |edition: usize| match claim.subject {
            Subject::Projects(slice) => self.count(edition, slice),
            Subject::Whole(id, _) => {
                let count = self.figures(edition)?.count(id)?;
                Some(Counted { count, figure: (id.to_owned(), self.year(edition)) })
            }
        };
        let whole = |edition: usize| match claim.subject {
            Subject::Projects(slice) => self.count(edition, wider(slice)).map(|one| one.count),
            Subject::Whole(..) => count(edition).map(|one| one.count),
        };
        Some(Ends { from: count(claim.from)?, to: count(claim.to)?, wholes: (whole(claim.from)?, whole(claim.to)?) })
    }

    /// The same over the cities that belong to both editions; nothing where the figures do not tell.
    fn ends_over_same(&self, claim: &Claim, slice: Slice) -> Option<Ends> {
        let figures = self.figures(claim.to)?;
        let (start, end) = (self.year(claim.from), self.year(claim.to));
        let count = |slice: Slice, name: &str| {
            let id = format!("{}.same-cities.{start}-to-{end}.{name}", slice_id(self.network, slice));
            Some(Counted { count: figures.count(&id)?, figure: (id, end) })
        };
        let whole = |name: &str| Some(count(wider(slice), name)?.count);
        Some(Ends { from: count(slice, "from")?, to: count(slice, "to")?, wholes: (whole("from")?, whole("to")?) })
    }

    pub(super) fn tell_change(
        &self,
        sentence: &mut Sentence<'_>,
        claim: &Claim,
        ends: &Ends,
        wrong: Option<(usize, usize)>,
    ) {
        let Some((from, to)) = wrong else { return };
        let said = sentence.said(from, to);
        let (start, end) = (self.year(claim.from), self.year(claim.to));
        let what = match claim.subject {
            Subject::Projects(slice) => self.describe(slice),
            Subject::Whole(_, name) => name.to_owned(),
        };
        let share = |count: u32, whole: u32| {
            let share = crate::terms::PrintedShare::of(count, whole, 1);
            share.filter(|_| claim.is_share).map_or_else(|| count.to_string(), |share| share.to_string())
        };
        let (first, last) = (share(ends.from.count, ends.wholes.0), share(ends.to.count, ends.wholes.1));
        let growth = u64::from(ends.from.count.abs_diff(ends.to.count)) * 1000;
        let growth = crate::terms::half_up(growth, u64::from(ends.from.count)).unwrap_or_default();
        let by = if claim.is_share {
            String::new()
        } else {
            format!(", by {}, or {}.{}%", ends.from.count.abs_diff(ends.to.count), growth / 10, growth % 10)
        };
        let message =
            format!("the text says “{said}”; the figures give {first} in {start} and {last} in {end}{by} ({what})");
        let figure = self.change_figure(claim).unwrap_or(ends.to.figure.clone());
        if let Some(finding) = sentence.note((from, to), claim.weight, message) {
            finding.help = Some(format!("write: from {first} to {last}"));
            finding.figure = Some(figure);
        }
    }

    /// The figure of the change, where the edition has it; otherwise that of the number at its end.
    fn change_figure(&self, claim: &Claim) -> Option<(String, i32)> {
        let of = match claim.subject {
            Subject::Projects(slice) => slice_id(self.network, slice),
            Subject::Whole(id, _) => id.to_owned(),
        };
        let id = format!("{of}.change.{}-to-{}", self.year(claim.from), self.year(claim.to));
        self.figures(claim.to)?.get(&id)?;
        Some((id, self.year(claim.to)))
    }
}

/// Whether a number is that of the change: in number, in per cent, or in points.
pub(super) fn fits_change(quantity: Quantity, claim: &Claim, ends: &Ends) -> bool {
    let (from, to) = (ends.from.count, ends.to.count);
    let size = from.abs_diff(to);
    match quantity.amount {
        Amount::Count(_) => quantity.fits_count(size),
        Amount::Percent(units, decimals) => {
            let scale = 100 * 10_u64.pow(u32::from(decimals));
            let exact = crate::terms::half_up(u64::from(size) * scale, u64::from(from));
            let near = |exact: u64| exact.abs_diff(units.into()) <= scale / 100;
            match quantity.bound {
                Bound::Above => u64::from(size) * scale > u64::from(units) * u64::from(from),
                Bound::Below => u64::from(size) * scale < u64::from(units) * u64::from(from),
                Bound::Exactly => exact == Some(units.into()),
                _ => exact.is_some_and(near),
            }
        }
        Amount::Fraction(part, whole) => {
            let (a, b) = (u64::from(size) * u64::from(whole) * 100, u64::from(from) * u64::from(part) * 100);
            a.abs_diff(b) <= 3 * u64::from(from) * u64::from(whole)
        }
        Amount::Points(units, decimals) => {
            let scale = 100 * 10_u64.pow(u32::from(decimals));
            let (a, b) = ends.wholes;
            let (a, b) = (u64::from(a), u64::from(b));
            let difference = (u64::from(from) * b).abs_diff(u64::from(to) * a);
            let points = crate::terms::half_up(difference * scale, a * b);
            !claim.is_of_all() && points == Some(units.into())
        }
        Amount::Most | Amount::Foreign => true,
    }
}

fn wider(slice: Slice) -> Slice {
    if slice.status.is_some() { Slice { status: None, ..slice } } else { Slice::default() }
}
