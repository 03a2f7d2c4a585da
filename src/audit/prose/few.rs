//! Numbers of projects that are said of some cities or member states, or of each: “most cities list fewer than five”.

use super::Guard;
use super::counts::{Claim, Noun};
use super::items::{Bound, Item, What};
use super::parts::is_whole_of;
use super::slices::is_having;

impl Guard<'_> {
    /// Whether the projects are those of a few cities or member states, or of each of many, and not all that are listed:
    /// “the two cities list three”, “most cities list fewer than five”, “eleven of the 31 cities list two”.
    pub(super) fn is_of_few_cities(&self, items: &[Item], claim: &Claim) -> bool {
        let is_noun = |item: &Item| item.is("city") || item.is("state");
        let ends = |item: &Item| matches!(item.what, What::Mark(_));
        let Some(noun) = items[..claim.at].iter().rposition(is_noun) else { return false };
        let is_tied = !items[noun..claim.at].iter().any(ends);
        if !is_tied || claim.named.has_place() {
            return false;
        }
        let figures = self.figures(self.now());
        let is_all_projects = || figures.and_then(|figures| figures.count("projects"));
        let is_all_projects = is_all_projects().is_some_and(|all| claim.quantity.fits_count(all));
        let is_all_projects = is_all_projects && claim.quantity.bound == Bound::Exactly;
        if let Some(place) = items[..claim.at].iter().rposition(|item| item.quantity().is_some()) {
            let Some(few) = items[place].quantity() else { return false };
            let (noun, _) = self.noun(items, place);
            let is_tied = !items[place..claim.at].iter().any(ends);
            let stem = if noun == Noun::City { "cities" } else { "member-states" };
            let all = figures.and_then(|figures| figures.count(stem));
            let is_all = !is_whole_of(items, place)
                && (few.bound == Bound::Exactly && all.is_some_and(|all| few.fits_count(all)) || is_all_projects);
            return is_tied && matches!(noun, Noun::City | Noun::State) && !is_all;
        }
        let has_verb = (noun + 1..claim.at).any(|place| is_having(items, place));
        let of_some = ["majority", "none", "no", "each", "every-one"];
        let is_of_some = |item: &Item| of_some.iter().any(|list| item.is(list));
        let before = items[..noun].iter().rev().take_while(|item| !ends(item)).take(4);
        has_verb && before.into_iter().any(is_of_some) && !is_all_projects
    }
}
