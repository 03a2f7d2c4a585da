//! Which projects the words around a number speak of, and what the figures say of them.

use super::Guard;
use super::items::{Amount, Bound, Item, Quantity, What};
use super::names::Name;
use crate::check::Slice;
use crate::measure::slice_id;
use crate::terms::{CityId, FocusAreaId, MemberStateId, PrintedShare, Stage, StatusId};

/// How a number is spread over several that are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Spread {
    /// The text does not say.
    #[default]
    Either,
    /// Each of them has it.
    Each,
    /// All of them have it together.
    Together,
}

/// The names in a stretch of a sentence, and what holds of all of them.
#[derive(Debug, Clone, Default)]
pub(super) struct Named {
    pub cities: Vec<CityId>,
    pub states: Vec<MemberStateId>,
    pub areas: Vec<FocusAreaId>,
    pub statuses: Vec<StatusId>,
    /// Whether the number is that of each of several, or of all together.
    pub spread: Spread,
    /// Whether those that have not the status are meant.
    pub is_not: bool,
    /// Whether a partner, a programme or a single project is named, whose numbers the figures do not tell.
    pub has_other: bool,
}

impl Named {
    /// Whether nothing is named that narrows the projects.
    pub(super) fn is_empty(&self) -> bool {
        self.cities.is_empty() && self.states.is_empty() && self.areas.is_empty() && self.statuses.is_empty()
    }

    /// Whether a city or a member state is named.
    pub(super) fn has_place(&self) -> bool {
        !self.cities.is_empty() || !self.states.is_empty()
    }

    /// The same with the place of another, unless it names one itself.
    pub(super) fn or_place(mut self, other: &Self) -> Self {
        if !self.has_place() {
            self.cities.clone_from(&other.cities);
            self.states.clone_from(&other.states);
        }
        self
    }

    /// Every choice of projects that is named: each place with each focus area and status.
    pub(super) fn slices(&self) -> Vec<Slice> {
        let none = Slice::default();
        let mut slices: Vec<Slice> = match (self.cities.as_slice(), self.states.as_slice()) {
            ([], []) => vec![none],
            ([], states) => states.iter().map(|id| Slice { member_state: Some(*id), ..none }).collect(),
            (cities, _) => cities.iter().map(|id| Slice { city: Some(*id), ..none }).collect(),
        };
        let with = |slices: Vec<Slice>, count: usize, set: &dyn Fn(Slice, usize) -> Slice| match count {
            0 => slices,
            _ => slices.iter().flat_map(|slice| (0..count).map(move |at| set(*slice, at))).collect(),
        };
        slices =
            with(slices, self.areas.len(), &|slice, at| Slice { focus_area: self.areas.get(at).copied(), ..slice });
        with(slices, self.statuses.len(), &|slice, at| Slice { status: self.statuses.get(at).copied(), ..slice })
    }
}

/// A number as the figures have it.
#[derive(Debug, Clone)]
pub(super) struct Counted {
    /// The number.
    pub count: u32,
    /// The id of its figure, in the edition of that year.
    pub figure: (String, i32),
}

impl Guard<'_> {
    /// The names among these items.
    pub(super) fn named(&self, items: &[Item]) -> Named {
        let mut named = Named::default();
        for (at, item) in items.iter().enumerate() {
            match item.name() {
                Some(Name::City(id)) => push(&mut named.cities, id),
                Some(Name::State(id)) => push(&mut named.states, id),
                Some(Name::Area(id)) => push(&mut named.areas, id),
                Some(Name::Project(_) | Name::Partner(_) | Name::Other) => named.has_other = true,
                _ => {}
            }
            if let Some(status) = self.status(item) {
                push(&mut named.statuses, status);
                let before = &items[at.saturating_sub(2)..at];
                named.is_not |= before.iter().any(|item| item.is("not"));
            }
            if item.is("each") {
                named.spread = Spread::Each;
            } else if item.is("together") && named.spread == Spread::Either {
                named.spread = Spread::Together;
            }
        }
        named
    }

    /// The place that these items name, where they name but one.
    pub(super) fn one_place(&self, items: &[Item]) -> Named {
        let named = self.named(items);
        let is_one = named.cities.len() + named.states.len() == 1 && !named.has_other;
        if is_one { Named::default().or_place(&named) } else { Named::default() }
    }

    /// The status that a word says.
    pub(super) fn status(&self, item: &Item) -> Option<StatusId> {
        if let Some(Name::Status(id)) = item.name() {
            return Some(id);
        }
        let stages = [
            ("status-planning", Stage::Planning),
            ("status-on-going", Stage::OnGoing),
            ("status-completed", Stage::Completed),
            ("status-not-stated", Stage::NotStated),
        ];
        let (_, stage) = stages.iter().find(|(list, _)| item.is(list))?;
        self.network.stage(*stage)
    }

    /// The number of projects of a slice in the edition at that place; nothing where it cannot be had.
    pub(super) fn count(&self, edition: usize, slice: Slice) -> Option<Counted> {
        let slice = self.scoped(slice);
        let figures = self.figures(edition)?;
        let year = self.network.years.get(edition)?;
        let id = slice_id(self.network, slice);
        if let Some(city) = slice.city {
            let city = self.network.cities.get(city.place())?;
            figures.get(&slice_id(self.network, Slice { city: slice.city, ..Slice::default() }))?;
            if !city.belongs(year.year, year.as_of) {
                return None;
            }
        }
        if figures.get(&id).is_some() {
            return Some(Counted { count: figures.count(&id)?, figure: (id, year.year) });
        }
        // What nobody lists and no table asks for has no figure of its own; its number is that of an empty class.
        year.records.as_ref()?;
        let wider = Slice { status: None, ..slice };
        let wider = if wider == slice { Slice { focus_area: None, ..slice } } else { wider };
        let id = slice_id(self.network, wider);
        figures.get(&id)?;
        Some(Counted { count: 0, figure: (id, year.year) })
    }

    /// The number of all these slices together.
    pub(super) fn sum(&self, edition: usize, slices: &[Slice]) -> Option<Counted> {
        let counts: Vec<Counted> = slices.iter().map(|slice| self.count(edition, *slice)).collect::<Option<_>>()?;
        let count = counts.iter().map(|one| one.count).sum();
        counts.into_iter().next().map(|first| Counted { count, ..first })
    }

    /// A slice in words: `completed projects of Mockhaven in Clean Water`.
    pub(super) fn describe(&self, slice: Slice) -> String {
        let mut said = String::new();
        if let Some(status) = slice.status.and_then(|id| self.network.statuses.get(id.place())) {
            said.push_str(&status.code.name.to_lowercase());
            said.push(' ');
        }
        said.push_str("projects");
        if let Some(place) = self.place_name(slice) {
            said.push_str(" of ");
            said.push_str(place);
        }
        if let Some(area) = slice.focus_area.and_then(|id| self.network.focus_areas.get(id.place())) {
            said.push_str(" in ");
            said.push_str(&area.code.name);
        }
        said
    }

    /// The name of the city or the member state of a slice.
    pub(super) fn place_name(&self, slice: Slice) -> Option<&str> {
        let city = slice.city.and_then(|id| self.network.cities.get(id.place())).map(|city| city.code.name.as_str());
        let state = slice.member_state.and_then(|id| self.network.member_states.get(id.place()));
        city.or(state.map(|state| state.code.name.as_str()))
    }
}

fn push<T: PartialEq>(list: &mut Vec<T>, one: T) {
    if !list.contains(&one) {
        list.push(one);
    }
}

impl Quantity {
    /// Whether a count is what is typed.
    pub(super) fn fits_count(self, count: u32) -> bool {
        let Amount::Count(typed) = self.amount else { return false };
        let (typed, count) = (u64::from(typed), u64::from(count));
        match self.bound {
            Bound::Exactly => count == typed,
            Bound::About => typed.abs_diff(count) * 20 <= typed,
            Bound::Nearly => count <= typed && (typed - count) * 10 <= typed,
            Bound::Above => count > typed,
            Bound::Below => count < typed,
            Bound::Least => count >= typed,
            Bound::Most => count <= typed,
        }
    }

    /// Whether a part of a whole is what is typed, however it is rounded: half up, or as printed by the edition.
    pub(super) fn fits_share(self, part: u32, whole: u32, printed: Option<&str>) -> bool {
        let (a, b) = (u64::from(part), u64::from(whole));
        if whole == 0 {
            return false;
        }
        match self.amount {
            Amount::Percent(units, decimals) => {
                let scale = 100 * 10_u64.pow(u32::from(decimals));
                let typed = u64::from(units);
                // In parts of a whole times the scale: no fraction is lost.
                let (exact, typed_of) = (a * scale, typed * b);
                let is_rounded = PrintedShare::of(part, whole, decimals).is_some_and(|share| share.units == units);
                let is_printed = decimals == 0 && printed.is_some_and(|text| text == format!("{units}%"));
                let near = |points: u64| exact.abs_diff(typed_of) * 100 <= points * scale * b;
                match self.bound {
                    Bound::Exactly => is_rounded || is_printed,
                    Bound::About => is_rounded || is_printed || near(1),
                    Bound::Nearly => is_rounded || (exact <= typed_of && near(2)),
                    Bound::Above => exact > typed_of,
                    Bound::Below => exact < typed_of,
                    Bound::Least => exact >= typed_of || is_rounded,
                    Bound::Most => exact <= typed_of || is_rounded,
                }
            }
            Amount::Fraction(c, d) => {
                let (c, d) = (u64::from(c), u64::from(d));
                let (exact, typed) = (a * d, c * b);
                let near = |points: u64| exact.abs_diff(typed) * 100 <= points * b * d;
                match self.bound {
                    Bound::Exactly if d == 1 => exact == typed,
                    Bound::Exactly => near(2),
                    Bound::About => near(4),
                    Bound::Nearly => exact < typed && near(6),
                    Bound::Above => exact > typed,
                    Bound::Below => exact < typed,
                    Bound::Least => exact >= typed,
                    Bound::Most => exact <= typed,
                }
            }
            Amount::Most => 2 * a > b,
            _ => false,
        }
    }
}

/// Whether the word at a place says that somebody has projects; `list` is a verb behind those who list.
fn is_holding(items: &[Item], at: usize) -> bool {
    let is_who = |item: &Item| item.name().is_some() || item.is("city") || item.is("state");
    items[at].is("hold") || items[at].is("list") && at > 0 && is_who(&items[at - 1])
}

/// Whether the word at a place says that somebody has projects, or has completed them.
pub(super) fn is_having(items: &[Item], at: usize) -> bool {
    is_holding(items, at) || items[at].is("has-completed")
}

/// Whether words stand between that make another thing of what is counted.
pub(super) fn has_strange_word(items: &[Item]) -> bool {
    items.iter().any(|item| item.what == What::Word)
}
