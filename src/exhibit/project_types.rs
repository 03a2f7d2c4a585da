//! Every project as one mark, by focus area and project type: Exhibit 1 of the yearly report.

use super::{Edition, places};
use crate::chart::{Caption, Chart, Form, Group, Groups, Part};
use crate::check::Slice;
use crate::measure::{self, Why, slice_id};
use crate::terms::{Grade, ProjectTypeId};

pub(super) fn chart(edition: Edition<'_>) -> Result<Chart, String> {
    let words = edition.words;
    let year = edition.year.year.to_string();
    if edition.year.records.is_none() {
        return Err(edition.no_list());
    }
    if edition.figures.count("projects").unwrap_or(0) == 0 {
        return Err(words.term("no-projects-sentence"));
    }
    if lacks_types(edition) {
        return Err(words.say("types-not-stated-sentence", &[("year", &year)]));
    }
    let areas = places::by_area(edition, Slice::default());
    let mut groups: Vec<(u32, Group)> = areas.filter_map(|slice| group(edition, slice)).collect();
    // A stable sort: what is equal stays in the order of the framework.
    groups.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let title = headline(edition).unwrap_or_else(|| words.say("types-title-neutral", &[("year", &year)]));
    let counts: Vec<u32> = groups.iter().map(|(count, _)| *count).collect();
    let gaps = [("year", year.as_str())];
    let by_size = places::by_size(edition, groups.iter().map(|(_, group)| group.label.as_str()));
    let rounded = places::notes([rounded(edition, &counts), by_size]);
    let of_types = places::notes([of_types(edition), rounded.clone()]);
    let caption = |title: String, subtitle: String, note: &str| {
        let alt = words.say("status-alt", &[("subtitle", &subtitle), ("title", &title)]);
        let note = edition.note(&places::notes([places::inferred(edition), note.to_owned()]));
        Caption { title, subtitle, note, source: edition.source(), alt }
    };
    let by_area = super::focus_areas::claim(edition).unwrap_or_else(|| words.say("focus-areas-title-neutral", &gaps));
    let by_area = caption(by_area, words.say("types-subtitle-areas", &gaps), &rounded);
    let caption = caption(title, words.say("types-subtitle", &gaps), &of_types);
    let form = Groups {
        label_heading: words.term("heading-focus-area"),
        part_heading: words.term("heading-project-type"),
        value_heading: words.term("heading-projects"),
        total_label: words.term("all-projects"),
        see_table: words.term("see-table"),
        groups: groups.into_iter().map(|(_, group)| group).collect(),
    };
    let areas = Chart::new(by_area, Form::Groups(form.by_group()));
    Ok(Chart::new(caption, Form::Groups(form)).or(areas))
}

fn type_slice(place: usize) -> Slice {
    Slice { project_type: Some(ProjectTypeId::at(place)), ..Slice::default() }
}

fn lacks_types(edition: Edition<'_>) -> bool {
    let id = slice_id(edition.network, type_slice(0));
    edition.figures.get(&id).is_none_or(|figure| figure.why() == Some(Why::NotStated))
}

/// A focus area with its project types, the largest first, and what has no type last.
fn group(edition: Edition<'_>, slice: Slice) -> Option<(u32, Group)> {
    let words = edition.words;
    let area = slice.focus_area?;
    let count = places::count(edition, slice);
    let id = slice_id(edition.network, slice);
    let (number, share) = (edition.text(&id), edition.text(&format!("{id}.share")));
    let is_large = edition.figures.count("projects").unwrap_or(0) >= 10;
    let text = words.say("count-and-share", &[("count", &number), ("share", &share)]);
    let part = |(name, count): (Option<String>, u32)| Part {
        is_named: name.is_some(),
        label: name.unwrap_or_else(|| words.term("type-not-stated")),
        count,
    };
    let mut parts: Vec<Part> = places::kinds(edition, slice).into_iter().map(part).collect();
    parts.sort_by_key(|part| (!part.is_named, std::cmp::Reverse(part.count)));
    let label = edition.network.focus_areas.get(area.place())?.code.name.clone();
    Some((count, Group { label, text: if is_large && count > 0 { text } else { number }, parts }))
}

/// That types are inferred, and how many projects stand elsewhere than their type.
fn of_types(edition: Edition<'_>) -> String {
    let words = edition.words;
    let outside = match places::outside(edition) {
        0 => String::new(),
        _ => edition.counted("types-note-outside", crate::measure::OUTSIDE),
    };
    let typed = edition.year.records.iter().flatten().filter(|record| record.project_type.is_some()).count();
    let inferred = edition.figures.count(&measure::grade_id("project-type", Grade::Inferred)).unwrap_or(0);
    let are_inferred = 2 * inferred > measure::number(typed);
    places::notes([if are_inferred { words.term("types-note-inferred") } else { String::new() }, outside])
}

/// That the shares do not add up, where they do not.
fn rounded(edition: Edition<'_>, counts: &[u32]) -> String {
    let is_rounded = places::miss_the_whole(edition, counts.iter().sum(), counts.iter().copied());
    if is_rounded { edition.words.term("note-rounding") } else { String::new() }
}

/// The most frequent type, or the two: nothing where more are equal.
fn headline(edition: Edition<'_>) -> Option<String> {
    let words = edition.words;
    let kinds = edition.network.project_types.iter().enumerate();
    let kinds: Vec<places::Spread> = kinds
        .map(|(place, kind)| places::Spread {
            id: crate::measure::slice_id(edition.network, type_slice(place)),
            name: kind.code.name.clone(),
            count: places::count(edition, type_slice(place)),
        })
        .collect();
    let leaders = places::leaders(&kinds);
    let (count, id) = leaders.first().map(|one| (one.count, one.id.as_str()))?;
    if kinds.iter().all(|kind| kind.count == 0 || kind.count == count) {
        return None;
    }
    let names: Vec<String> = leaders.iter().map(|kind| kind.name.clone()).collect();
    let key = if names.len() == 1 { "types-title-one" } else { "types-title-several" };
    Some(words.say(key, &[("types", &words.list(&names)), ("projects", &edition.counted("projects", id))]))
}
