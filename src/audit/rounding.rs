//! How printed shares are rounded: half up each by itself, or together by the largest remainders.
//!
//! Either rule is right. Under the first, parts may miss 100 %; under the second they never do, and of equal remainders
//! any may be the one that is rounded up. Cutting the rest off is no rule.

use super::Sheet;
use super::publication::{Counts, Publication, printed_shares};
use crate::check::{Cell, Exhibit, Slice};
use crate::measure::slice_id;
use crate::terms::{MemberStateId, PrintedShare};

/// How the shares of one part of a publication are rounded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rounding {
    /// Which part.
    pub sheet: Sheet,
    /// By which rule.
    pub rule: Rule,
    /// The shares that ask for the second rule, or that neither gives: the id of the figure, as printed, and
    /// whether the rest is cut off.
    pub shares: Vec<(String, String, bool)>,
}

/// A rule of rounding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// Every share half up, by itself.
    HalfUp,
    /// The largest remainders: some share is not rounded half up, and everything adds up to 100 %.
    LargestRemainder,
    /// Some shares of one whole ask for the first rule, some of another for the second.
    Both,
    /// Some share follows neither.
    Neither,
}

/// How a printed share comes out of its counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    HalfUp,
    LargestRemainder,
    CutOff,
    None,
}

impl Fit {
    /// Whether the share is right.
    pub(super) fn is_right(self) -> bool {
        matches!(self, Self::HalfUp | Self::LargestRemainder)
    }
}

/// How a printed share comes out of counts of the publication or of the records. The largest remainders are a rule for
/// all shares of a whole: one share alone cannot follow it.
pub(super) fn fit_of(publication: &Publication<'_>, cell: &Cell, count: &dyn Fn(Slice) -> u32) -> Fit {
    let of_cell = |whole: &Whole<'_>| whole.shares.iter().position(|(other, _)| std::ptr::eq(*other, cell));
    let all = wholes(publication);
    let found = all.iter().find_map(|whole| Some((whole, of_cell(whole)?)));
    found.map_or(Fit::None, |(whole, place)| {
        judge(publication, whole, count).fits.get(place).copied().unwrap_or(Fit::None)
    })
}

/// How a printed share comes out of a count and the counts of all classes of its whole.
fn fit(printed: PrintedShare, part: u32, whole: u32, follows_remainders: bool) -> Fit {
    let Some(half_up) = PrintedShare::of(part, whole, printed.decimals) else { return Fit::None };
    let (down, rest) = cut(part, whole, printed.decimals);
    if half_up == printed {
        Fit::HalfUp
    } else if follows_remainders {
        Fit::LargestRemainder
    } else if rest > 0 && down == u64::from(printed.units) {
        Fit::CutOff
    } else {
        Fit::None
    }
}

/// The share without its rest, in units of the last decimal, and the rest. `whole` is not 0.
fn cut(part: u32, whole: u32, decimals: u8) -> (u64, u64) {
    let scaled = u64::from(part) * 100 * 10_u64.pow(u32::from(decimals));
    let whole = u64::from(whole).max(1);
    (scaled / whole, scaled % whole)
}

/// Whether the method of the largest remainders can give the share.
fn is_by_remainder(printed: PrintedShare, part: u32, parts: &[u32]) -> bool {
    let whole = sum_of(parts);
    let mut rests: Vec<u64> = parts.iter().map(|part| cut(*part, whole, printed.decimals).1).collect();
    let left = usize::try_from(rests.iter().sum::<u64>() / u64::from(whole.max(1))).unwrap_or(usize::MAX);
    rests.sort_unstable_by(|a, b| b.cmp(a));
    let (down, rest) = cut(part, whole, printed.decimals);
    let last_up = left.checked_sub(1).and_then(|place| rests.get(place));
    let may_rise = last_up.is_some_and(|last| rest >= *last);
    let may_stay = rests.get(left).is_some_and(|first| rest <= *first);
    let units = u64::from(printed.units);
    (may_stay && units == down) || (may_rise && units == down + 1)
}

/// The sum of counts; what is too large to be a count is the largest.
pub(super) fn sum_of(parts: &[u32]) -> u32 {
    parts.iter().fold(0, |sum, part| sum.saturating_add(*part))
}

/// The share nearest to a printed one that a count of that whole gives, if none gives the printed one, rounded up or down.
pub(super) fn nearest_possible(printed: PrintedShare, whole: u32) -> Option<PrintedShare> {
    let units = u64::from(printed.units);
    let hundred = 100 * 10_u64.pow(u32::from(printed.decimals));
    let below = u32::try_from(units * u64::from(whole) / hundred).unwrap_or(whole).min(whole);
    let near = [below.saturating_sub(1), below, below.saturating_add(1).min(whole)];
    let gives = |part: &u32| {
        let (down, rest) = cut(*part, whole, printed.decimals);
        units == down || (rest > 0 && units == down + 1)
    };
    if whole == 0 || near.iter().any(gives) {
        return None;
    }
    let shares = near.iter().filter_map(|part| PrintedShare::of(*part, whole, printed.decimals));
    shares.min_by_key(|share| share.units.abs_diff(printed.units))
}

/// A share in hundredths of a per cent.
pub(super) fn hundredths(share: PrintedShare) -> u32 {
    share.units * 10_u32.pow(2 - u32::from(share.decimals.min(2)))
}

/// The shares of one whole, as one exhibit prints them.
pub(super) struct Whole<'a> {
    pub(super) exhibit: Exhibit,
    pub(super) member_state: Option<MemberStateId>,
    pub(super) shares: Vec<(&'a Cell, PrintedShare)>,
}

impl Whole<'_> {
    /// By how many hundredths of a per cent the shares, each rounded by itself, may miss 100 % together.
    pub(super) fn slack(&self) -> u32 {
        let decimals = self.shares.iter().map(|(_, share)| share.decimals).max().unwrap_or(0);
        u32::try_from(self.shares.len()).unwrap_or(u32::MAX).saturating_mul(50) / 10_u32.pow(decimals.min(2).into())
    }
}

/// The printed shares by whole, in the order of the file.
pub(super) fn wholes<'a>(publication: &Publication<'a>) -> Vec<Whole<'a>> {
    let mut wholes: Vec<Whole<'a>> = Vec::new();
    for (cell, share) in printed_shares(publication.year) {
        let (exhibit, member_state) = (cell.exhibit, cell.slice.member_state);
        match wholes.last_mut() {
            Some(last) if (last.exhibit, last.member_state) == (exhibit, member_state) => {
                last.shares.push((cell, share));
            }
            _ => wholes.push(Whole { exhibit, member_state, shares: vec![(cell, share)] }),
        }
    }
    wholes
}

/// The rules that the shares of one whole follow, and how each comes out.
struct Judged {
    half_up: bool,
    by_remainder: bool,
    fits: Vec<Fit>,
}

fn judge(publication: &Publication<'_>, whole: &Whole<'_>, count: &dyn Fn(Slice) -> u32) -> Judged {
    let parts = |cell: &Cell| -> Vec<u32> { publication.classes(cell.slice).into_iter().map(count).collect() };
    let sum: u32 = whole.shares.iter().map(|(_, share)| hundredths(*share)).sum();
    let by_remainder = sum == 10_000
        && whole.shares.iter().all(|(cell, share)| is_by_remainder(*share, count(cell.slice), &parts(cell)));
    let one =
        |(cell, share): &(&Cell, PrintedShare)| fit(*share, count(cell.slice), sum_of(&parts(cell)), by_remainder);
    let fits: Vec<Fit> = whole.shares.iter().map(one).collect();
    Judged { half_up: fits.iter().all(|fit| *fit == Fit::HalfUp), by_remainder, fits }
}

/// How the shares of a whole come out of the counts that they fit best: the publication's own, or the records.
fn best(publication: &Publication<'_>, shares: &Whole<'_>) -> Option<Judged> {
    let slice = shares.shares.first()?.0.slice;
    let of = |counts: &Counts| judge(publication, shares, &|slice| counts.get(&slice).copied().unwrap_or(0));
    let mut judged: Vec<Judged> = publication.own(slice).into_iter().map(of).collect();
    if let Some(tally) = &publication.tally {
        judged.push(judge(publication, shares, &|slice| tally.count(slice)));
    }
    let place = judged.iter().position(|one| one.half_up).or_else(|| judged.iter().position(|one| one.by_remainder));
    (!judged.is_empty()).then(|| judged.swap_remove(place.unwrap_or(0)))
}

/// How the shares of each part of the publication are rounded, where there are counts to tell it by.
pub(super) fn roundings(publication: &Publication<'_>) -> Vec<Rounding> {
    let wholes = wholes(publication);
    let of = |exhibit: Exhibit| {
        let judged = wholes.iter().filter(|whole| whole.exhibit == exhibit);
        let judged: Vec<(&Whole<'_>, Judged)> = judged.filter_map(|one| Some((one, best(publication, one)?))).collect();
        let all = |test: fn(&Judged) -> bool| judged.iter().all(|(_, one)| test(one));
        let rule = if judged.is_empty() {
            return None;
        } else if all(|one| one.half_up) {
            Rule::HalfUp
        } else if all(|one| one.by_remainder) {
            Rule::LargestRemainder
        } else if all(|one| one.half_up || one.by_remainder) {
            Rule::Both
        } else {
            Rule::Neither
        };
        let told = judged.iter().flat_map(|(whole, one)| whole.shares.iter().zip(&one.fits));
        let told = told.filter(|(_, fit)| if rule == Rule::Neither { !fit.is_right() } else { **fit != Fit::HalfUp });
        let told = told.map(|((cell, share), fit)| {
            let id = format!("{}.share", slice_id(publication.network, cell.slice));
            (id, share.to_string(), *fit == Fit::CutOff)
        });
        Some(Rounding { sheet: Sheet::Of(exhibit), rule, shares: told.collect() })
    };
    [Exhibit::Text, Exhibit::One, Exhibit::Three].into_iter().filter_map(of).collect()
}
