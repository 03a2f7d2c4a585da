//! What a heading or a sentence before speaks of, so that a number in a sentence without a name is no fault where it is that of what was named.

use super::counts::is_network;
use super::items::Item;
use super::otherwise::{is_counted, leave};
use super::slices::Named;
use super::{Finding, Guard, Weight};
use crate::check::Slice;

/// So many sentences before one are looked at for what it may speak of.
const BACK: usize = 6;

/// So many names are tried.
const MOST: usize = 16;

impl Guard<'_> {
    /// Takes back what is right of a place or a focus area that a heading or a sentence before names.
    pub(super) fn excuse(
        &self,
        text: &str,
        (sentences, place): (&[Vec<Item>], usize),
        before: &Named,
        told: &mut Vec<Finding>,
    ) {
        let items = &sentences[place];
        if told.iter().all(|finding| finding.weight == Weight::Unproved) || items.iter().any(is_network) {
            return;
        }
        let own = self.named(items);
        let is_named = own.has_place() || !own.areas.is_empty();
        let scopes = self.scopes(text, sentences, place);
        let others: Vec<Vec<Finding>> =
            scopes.iter().map(|scope| self.within(*scope).findings_in(text, items, before)).collect();
        // Where another number becomes wrong, that is not what was meant.
        let plain: Vec<(usize, usize)> =
            told.iter().filter(|one| one.weight != Weight::Unproved).map(|one| (one.start, one.end)).collect();
        let is_told = |finding: &Finding, others: &[Finding]| {
            let told = others.iter().filter(|other| other.weight != Weight::Unproved);
            let mut words = told.map(|other| (other.start, other.end));
            words.any(|words| words == (finding.start, finding.end) || !plain.contains(&words))
        };
        let is_here = items.iter().any(|item| item.is("here"));
        told.retain_mut(|finding| {
            if finding.weight == Weight::Unproved {
                return true;
            }
            let is_right = others.iter().any(|others| !is_told(finding, others));
            if is_right && !is_named {
                return false;
            }
            if is_right || is_here && !is_named && is_counted(items, finding) {
                leave(finding, text);
            }
            true
        });
    }

    /// The same guard, to which every number is one of this place and focus area, unless its own words say another.
    fn within(&self, scope: Slice) -> Self {
        Self { scope, ..self.against(self.now()) }
    }

    /// A slice within what a heading or a sentence before speaks of.
    pub(super) fn scoped(&self, slice: Slice) -> Slice {
        let has_place = slice.city.is_some() || slice.member_state.is_some();
        Slice {
            city: if has_place { slice.city } else { self.scope.city },
            member_state: if has_place { slice.member_state } else { self.scope.member_state },
            focus_area: slice.focus_area.or(self.scope.focus_area),
            ..slice
        }
    }

    /// What a sentence may speak of: each place and focus area of the headings above it and of the sentences before it, and
    /// each place of these within a focus area.
    fn scopes(&self, text: &str, sentences: &[Vec<Item>], place: usize) -> Vec<Slice> {
        let Some(start) = sentences[place].first().map(|item| item.start) else { return Vec::new() };
        let headings = headings(text, start);
        let is_above = |item: &Item| headings.iter().any(|(from, to)| (*from..*to).contains(&item.start));
        let is_near = |at: usize| at + BACK >= place && is_one_paragraph(text, &sentences[at], start);
        let said = sentences.iter().enumerate().take(place).rev().flat_map(|(at, items)| {
            let is_near = is_near(at);
            items.iter().filter(move |item| is_near || is_above(item)).cloned()
        });
        let all = self.named(&said.collect::<Vec<Item>>());
        let none = Slice::default();
        let cities = all.cities.iter().map(|id| Slice { city: Some(*id), ..none });
        let states = all.states.iter().map(|id| Slice { member_state: Some(*id), ..none });
        let places: Vec<Slice> = cities.chain(states).take(MOST).collect();
        let areas: Vec<Slice> = all.areas.iter().map(|id| Slice { focus_area: Some(*id), ..none }).collect();
        let pairs =
            places.iter().flat_map(|place| all.areas.iter().map(|id| Slice { focus_area: Some(*id), ..*place }));
        let pairs: Vec<Slice> = pairs.take(MOST).collect();
        places.into_iter().chain(areas).chain(pairs).take(2 * MOST).collect()
    }
}

/// Whether no empty line stands between a sentence and a place behind it.
pub(super) fn is_one_paragraph(text: &str, items: &[Item], start: usize) -> bool {
    let end = items.last().map_or(0, |item| item.end);
    let between = text.get(end..start).unwrap_or_default();
    !between.lines().skip(1).any(|line| line.trim().is_empty()) || !between.contains('\n')
}

/// The headings above a place of a text, the highest first: of each level the last, each from its first byte to the one after
/// it. The first line of a text is one too where no sentence ends there.
fn headings(text: &str, start: usize) -> Vec<(usize, usize)> {
    let mut all: Vec<(usize, (usize, usize))> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let (from, to) = (at, at + line.len());
        at = to;
        if to > start {
            break;
        }
        let level = line.trim_start().bytes().take_while(|byte| *byte == b'#').count();
        let is_title = from == 0 && !line.trim_end().ends_with(['.', '!', '?', ':', ';']);
        if level > 0 || is_title {
            all.retain(|(other, _)| *other < level);
            all.push((level, (from, to)));
        }
    }
    all.into_iter().map(|(_, heading)| heading).collect()
}
