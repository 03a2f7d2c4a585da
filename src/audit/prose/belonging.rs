//! What belongs where: cities to member states and to the network, projects to cities and focus areas.

use super::items::Item;
use super::names::Name;
use super::{Guard, Sentence, Weight};
use crate::check::{Record, Slice};
use crate::measure::slice_id;
use crate::terms::{CityId, MemberStateId};

impl Guard<'_> {
    /// Looks at every pair of names in a sentence of which one is said to belong to the other.
    pub(super) fn belongings(&self, sentence: &mut Sentence<'_>) {
        for pair in pairs(sentence.items) {
            self.look_at_city(sentence, (pair.at, pair.at + 2), pair.city, pair.state);
        }
        for at in 0..sentence.items.len() {
            match sentence.items[at].name() {
                Some(Name::City(city)) => {
                    if let Some((state, last)) = state_behind(sentence.items, at) {
                        self.look_at_city(sentence, (at, last), city, state);
                    }
                    self.look_at_member(sentence, at, city);
                }
                Some(Name::State(state)) => {
                    for (city, place) in cities_behind(sentence.items, at) {
                        self.look_at_city(sentence, (place, place), city, state);
                    }
                }
                Some(Name::Project(title)) => self.look_at_home(sentence, at, title),
                _ => {}
            }
        }
    }

    fn look_at_city(&self, sentence: &mut Sentence<'_>, words: (usize, usize), city: CityId, state: MemberStateId) {
        let Some(found) = self.network.cities.get(city.place()).filter(|found| found.member_state != state) else {
            return;
        };
        let name =
            |id: MemberStateId| self.network.member_states.get(id.place()).map_or("", |state| state.code.name.as_str());
        let (said, own) = (name(state), name(found.member_state));
        let message = format!("the text has {} in {said}; it is a city of {own}", found.code.name);
        if let Some(finding) = sentence.note(words, Weight::Untrue, message) {
            finding.help = Some(format!("write {own}"));
            finding.figure = Some(self.city_figure(city));
        }
    }

    pub(super) fn city_figure(&self, city: CityId) -> (String, i32) {
        let slice = Slice { city: Some(city), ..Slice::default() };
        let id = slice_id(self.network, slice);
        let has_any = self.figures(self.now()).is_some_and(|figures| figures.get(&id).is_some());
        (if has_any { id } else { "cities".to_owned() }, self.year(self.now()))
    }

    /// “… is a member of the network”.
    fn look_at_member(&self, sentence: &mut Sentence<'_>, at: usize, city: CityId) {
        let items = sentence.items;
        let Some(last) = (at + 1..items.len().min(at + 5)).find(|place| items[*place].is("member-of")) else { return };
        let speaks_of_network =
            items[last..].iter().take(4).any(|item| item.is("network") || item.name() == Some(Name::Network))
                || items[last].end - items[last].start > 16;
        let is_denied = items[at + 1..last].iter().any(|item| item.is("not"));
        let (Some(found), Some(year)) = (self.network.cities.get(city.place()), self.network.years.get(self.now()))
        else {
            return;
        };
        let belongs = found.belongs(year.year, year.as_of);
        if !speaks_of_network || belongs != is_denied {
            return;
        }
        let is = if belongs { "is one" } else { "is none" };
        let message = format!(
            "the text says “{}”; at the cut-off of {} {} {is} by the register",
            sentence.said(at, last),
            year.year,
            found.code.name
        );
        if let Some(finding) = sentence.note((at, last), Weight::Untrue, message) {
            finding.help = Some("correct the text, or the register".to_owned());
            finding.figure = Some(("cities".to_owned(), year.year));
        }
    }

    /// A project that is said to be of a city or in a focus area.
    fn look_at_home(&self, sentence: &mut Sentence<'_>, at: usize, title: usize) {
        let lists = self.lists_of(title);
        let records: Vec<&Record> = lists.into_iter().flat_map(|(_, records)| records).collect();
        let Some(first) = records.last() else { return };
        let items = sentence.items;
        if let Some((city, place)) = city_of_project(items, at)
            && !records.iter().any(|record| record.city == city)
        {
            let name = |id: CityId| self.network.cities.get(id.place()).map_or("", |city| city.code.name.as_str());
            let (said, own) = (name(city), name(first.city));
            let name = sentence.said(at, at);
            let message = format!("the text has the project “{name}” in {said}; it is one of {own}");
            if let Some(finding) = sentence.note((at.min(place), at.max(place)), Weight::Untrue, message) {
                finding.help = Some(format!("write {own}"));
                finding.figure = self.project_figure(title);
            }
            return;
        }
        let tied = (at + 1..items.len().min(at + 8))
            .find(|place| items[*place].is("area") || items[*place].is("hold") || items[*place].is("in"));
        let Some(place) =
            tied.and_then(|tied| (tied..items.len().min(tied + 4)).find(|place| area(&items[*place]).is_some()))
        else {
            return;
        };
        let Some(area) = area(&items[place]) else { return };
        if records.iter().any(|record| record.focus_area == area) {
            return;
        }
        let name = |id: crate::terms::FocusAreaId| {
            self.network.focus_areas.get(id.place()).map_or("", |area| area.code.name.as_str())
        };
        let (said, own) = (name(area), name(first.focus_area));
        let message =
            format!("the text has the project “{}” in {said}; it is listed under {own}", sentence.said(at, at));
        if let Some(finding) = sentence.note((at, place), Weight::Untrue, message) {
            finding.help = Some(format!("write {own}"));
            finding.figure = self.project_figure(title);
        }
    }
}

fn area(item: &Item) -> Option<crate::terms::FocusAreaId> {
    match item.name() {
        Some(Name::Area(area)) => Some(area),
        _ => None,
    }
}

fn state(item: &Item) -> Option<MemberStateId> {
    match item.name() {
        Some(Name::State(state)) => Some(state),
        _ => None,
    }
}

fn city(item: &Item) -> Option<CityId> {
    match item.name() {
        Some(Name::City(city)) => Some(city),
        _ => None,
    }
}

/// The member state that a city is said to be in: right behind it, or behind “city of”.
fn state_behind(items: &[Item], at: usize) -> Option<(MemberStateId, usize)> {
    let next = items.get(at + 1)?;
    // “Example City in Samplestan”, “Example City (Samplestan)”, “Example City, Samplestan,”
    if let Some(state) = items.get(at + 2).and_then(state) {
        // Two names in a row are a list, unless the sentence ends there or goes on behind a comma.
        let is_name = |at: usize| items.get(at).is_some_and(|item| item.name().is_some());
        let next_is_listed = is_name(at + 4) || items.get(at + 4).is_some_and(|item| item.is("and")) && is_name(at + 5);
        let ends = items.get(at + 3).is_none_or(|item| item.is_mark(".;)") || (item.is_mark(",") && !next_is_listed));
        let follows_list = at > 0 && (items[at - 1].is_mark(",") || items[at - 1].is("and"));
        let owns = items.get(at + 3).is_some_and(|item| item.is("possessive"));
        let is_place = next.is("in") && !owns
            || next.is("member-of")
            || next.is_mark("(")
            || (next.is_mark(",") && ends && !follows_list);
        return is_place.then_some((state, at + 2));
    }
    // “Example City, the largest city of Samplestan”; “Example City and Sample Town are cities of Samplestan”
    let noun =
        (at + 1..items.len().min(at + 9)).find(|place| items[*place].is("city") || items[*place].is("member-of"))?;
    let joins = &items[at + 1..noun];
    let is_tied = joins.iter().any(|item| item.is("is") || item.is_mark(",")) || items[noun].is("member-of");
    let is_open = joins.iter().all(|item| {
        city(item).is_some()
            || item.is("and")
            || item.is("is")
            || item.is_mark(",")
            || item.is("article")
            || item.is("super-most")
            || item.is("super-least")
            || item.is("filler")
            || item.quantity().is_some()
    });
    let of = noun + 1 + usize::from(items.get(noun + 1).is_some_and(|item| item.is("of") || item.is("in")));
    let state = items.get(of).and_then(state)?;
    (is_tied && is_open).then_some((state, of))
}

/// The cities that a sentence counts up as those of a member state: “Samplestan's cities are …”.
fn cities_behind(items: &[Item], at: usize) -> Vec<(CityId, usize)> {
    let is_owner = items.get(at + 1).is_some_and(|item| item.is("possessive"))
        && items.get(at + 2).is_some_and(|item| item.is("city"));
    let is_of = at >= 2 && items[at - 1].is("of") && items[at - 2].is("city");
    let verb = if is_owner { at + 3 } else { at + 1 };
    if !(is_owner || is_of) || !items.get(verb).is_some_and(|item| item.is("is")) {
        return Vec::new();
    }
    let list = (verb + 1..items.len()).take_while(|place| {
        let item = &items[*place];
        city(item).is_some() || item.is_mark(",:") || item.is("and") || item.is("article")
    });
    list.filter_map(|place| Some((city(&items[place])?, place))).collect()
}

/// The city that a project is said to be of: before it with the sign of possession, or behind it.
fn city_of_project(items: &[Item], at: usize) -> Option<(CityId, usize)> {
    let near = |place: usize| items.get(place).and_then(city).map(|city| (city, place));
    if at >= 2 && (items[at - 1].is("possessive") || items[at - 1].is_mark(",:")) {
        let is_owner = items[at - 1].is("possessive") || (at >= 3 && items[at - 3].is("in"));
        if let Some(found) = near(at - 2).filter(|_| is_owner) {
            return Some(found);
        }
    }
    // “Tram, a project of Example City”, “the Tram project in Example City”, “Tram of Example City”
    let between = |item: &Item| {
        item.is_mark(",(")
            || item.is("article")
            || item.is("project")
            || item.is("of")
            || item.is("in")
            || item.is("filler")
    };
    let place = (at + 1..items.len().min(at + 6)).find(|place| !between(&items[*place]))?;
    let is_tied = items[at + 1..place].iter().any(|item| item.is("of") || item.is("in") || item.is_mark("("));
    let owns = items.get(place + 1).is_some_and(|item| item.is("possessive"));
    near(place).filter(|_| is_tied && !owns)
}

/// A city and the member state behind it.
#[derive(Debug, Clone, Copy)]
struct Pair {
    at: usize,
    city: CityId,
    state: MemberStateId,
}

/// The pairs of a list of them: “Sample Town, Samplestan; Mockhaven, Mockland and Testford, Testonia”. Where a name stands
/// alone in the list, it is one of names, and nothing is said of where they belong.
fn pairs(items: &[Item]) -> Vec<Pair> {
    let is_joint = |at: usize| items.get(at).is_some_and(|item| item.is_mark(",;") || item.is("and"));
    let is_name = |at: usize| items.get(at).is_some_and(|item| city(item).is_some() || state(item).is_some());
    let pair = |at: usize| {
        let comma = items.get(at + 1).filter(|item| item.is_mark(","));
        let (city, state) = (city(items.get(at)?)?, state(items.get(at + 2)?)?);
        comma.map(|_| Pair { at, city, state })
    };
    let mut all = Vec::new();
    let mut at = 0;
    while at < items.len() {
        let (mut here, mut next) = (Vec::new(), at);
        while let Some(found) = pair(next) {
            here.push(found);
            next += 3;
            while is_joint(next) && (is_joint(next + 1) || is_name(next + 1)) {
                next += 1;
            }
        }
        let is_of_names = is_name(next) || at >= 2 && is_joint(at - 1) && is_name(at - 2);
        if here.len() > 1 && !is_of_names {
            all.append(&mut here);
        }
        at = next.max(at + 1);
    }
    all
}
