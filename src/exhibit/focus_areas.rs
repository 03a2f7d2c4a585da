//! The share of each focus area.

use super::{Edition, emphasis, places};
use crate::chart::{BarRow, Bars, Caption, Chart, Form};
use crate::check::Slice;
use crate::measure::{self, Value, slice_id};
use crate::terms::{Rounding, half_up};
use crate::words::near_half;

/// A focus area with its count.
struct Area {
    id: String,
    name: String,
    count: u32,
    count_text: String,
    share_text: String,
    /// The whole per cent that its share is printed as, where the shares are rounded together.
    percent: Option<u32>,
}

pub(super) fn chart(edition: Edition<'_>) -> Result<Chart, String> {
    let areas = areas(edition).ok_or_else(|| edition.no_list())?;
    let total = areas.iter().map(|area| area.count).sum::<u32>();
    let words = edition.words;
    if total == 0 {
        return Err(words.term("no-projects-sentence"));
    }
    let year = edition.year.year.to_string();
    let (named, title) = headline(edition, &areas, total, &year);
    let projects = edition.counted("projects", "projects");
    let shares_told = total >= 10;
    let subtitle = if shares_told { "focus-areas-subtitle" } else { "focus-areas-subtitle-few" };
    let subtitle = words.say(subtitle, &[("year", &year), ("projects", &projects)]);
    let alt = words.say("focus-areas-alt", &[("subtitle", &subtitle), ("title", &title)]);
    let note = edition.note(&note(edition, &areas, &named, total));
    let caption = Caption { title, subtitle, note, source: edition.source(), alt };
    let row = |area: &Area| BarRow {
        label: area.name.clone(),
        count: Some(area.count),
        value_text: if shares_told && area.count > 0 {
            words.say("count-and-share", &[("count", &area.count_text), ("share", &area.share_text)])
        } else {
            area.count_text.clone()
        },
        cells: if shares_told {
            vec![area.count_text.clone(), area.share_text.clone()]
        } else {
            vec![area.count_text.clone()]
        },
        emphasis: emphasis(&named, &area.name),
    };
    let mut value_headings = vec![words.term("heading-projects"), words.term("heading-share")];
    let mut total_row = vec![words.term("all-projects"), edition.text("projects"), edition.text("projects.share")];
    if !shares_told {
        value_headings.truncate(1);
        total_row.truncate(2);
    }
    let rows = areas.iter().map(row).collect();
    let label_heading = words.term("heading-focus-area");
    Ok(Chart::new(caption, Form::Bars(Bars { label_heading, value_headings, rows, total: total_row })))
}

/// The focus areas by count, largest first; ties in the order of the framework.
fn areas(edition: Edition<'_>) -> Option<Vec<Area>> {
    let mut areas = Vec::new();
    for (id, count) in measure::by_size(edition.network, edition.figures) {
        let area = edition.network.focus_areas.get(id.place())?;
        let id = slice_id(edition.network, Slice { focus_area: Some(id), ..Slice::default() });
        areas.push(Area {
            name: area.code.name.clone(),
            count,
            count_text: edition.text(&id),
            share_text: edition.text(&format!("{id}.share")),
            percent: edition.figures.get(&format!("{id}.share")).and_then(|share| match share.value {
                Value::Share(share) => share.together,
                _ => None,
            }),
            id,
        });
    }
    (areas.len() == edition.network.focus_areas.len()).then_some(areas)
}

/// The headline over all projects by focus area, for another picture of them.
pub(super) fn claim(edition: Edition<'_>) -> Option<String> {
    let areas = areas(edition)?;
    let total = areas.iter().map(|area| area.count).sum::<u32>();
    Some(headline(edition, &areas, total, &edition.year.year.to_string()).1)
}

/// Which areas the claim names, and the claim: the fewest areas, up to three, that hold nearly half or more.
fn headline(edition: Edition<'_>, areas: &[Area], total: u32, year: &str) -> (Vec<String>, String) {
    let words = edition.words;
    for size in 1..=areas.len().min(3) {
        let (top, rest) = areas.split_at(size);
        let held: u32 = top.iter().map(|area| area.count).sum();
        let tied = top.last().map(|area| area.count) == rest.first().map(|area| area.count);
        if let Some(extent) = extent(held, total) {
            if tied {
                break;
            }
            let names: Vec<String> = top.iter().map(|area| area.name.clone()).collect();
            let (id, share) = match top {
                [only] => (only.id.clone(), format!("{}.share", only.id)),
                _ => (measure::leading_id(size), measure::leading_share_id(size)),
            };
            let extent = match extent {
                Extent::Pattern(key) => words.term(key),
                Extent::Share => edition.text(&share),
            };
            let key = match (total, size) {
                (1, _) => "focus-areas-title-only",
                (2..10, 1) => "focus-areas-title-few-one",
                (2..10, _) => "focus-areas-title-few-several",
                (_, 1) => "focus-areas-title-one",
                (_, _) => "focus-areas-title-several",
            };
            let (held, projects) = (edition.text(&id), edition.counted("projects", "projects"));
            let list = words.list(&names);
            let gaps = [("areas", list.as_str()), ("extent", &extent), ("held", &held), ("projects", &projects)];
            return (names, words.say(key, &gaps));
        }
    }
    (Vec::new(), words.say("focus-areas-title-neutral", &[("year", year)]))
}

/// How much a part is, in words or as a share.
enum Extent {
    Pattern(&'static str),
    Share,
}

/// In words near a half, the share itself above, nothing below.
fn extent(held: u32, total: u32) -> Option<Extent> {
    let is_less = u64::from(held) * 100 < 45 * u64::from(total);
    (!is_less).then(|| near_half(held, total).map_or(Extent::Share, Extent::Pattern))
}

/// What a reader must know: that the focus areas are inferred, and that the shown shares do not add up to 100, or those
/// of the named areas not to the share in the headline.
fn note(edition: Edition<'_>, areas: &[Area], named: &[String], total: u32) -> String {
    let words = edition.words;
    let mut notes = Vec::new();
    if measure::has_inferred_areas(edition.year) {
        let year = edition.year.year.to_string();
        notes.push(words.say("note-areas-inferred", &[("years", &year)]));
    }
    match edition.network.rounding {
        Rounding::HalfUp if places::miss_the_whole(edition, total, areas.iter().map(|area| area.count)) => {
            notes.push(words.term("note-rounding"));
        }
        Rounding::LargestRemainder if total >= 10 && !adds_up(areas, named, total) => {
            notes.push(words.term("note-rounding-together"));
        }
        _ => {}
    }
    notes.push(places::by_size(edition, areas.iter().map(|area| area.name.as_str())));
    places::notes(notes)
}

/// Whether the share of the named areas, where the headline gives it as a number, is the sum of theirs as printed.
fn adds_up(areas: &[Area], named: &[String], total: u32) -> bool {
    let top: Vec<&Area> = areas.iter().filter(|area| named.contains(&area.name)).collect();
    let held: u32 = top.iter().map(|area| area.count).sum();
    let sum: u32 = top.iter().filter_map(|area| area.percent).sum();
    let is_shown = named.len() > 1 && matches!(extent(held, total), Some(Extent::Share));
    !is_shown || half_up(u64::from(held) * 100, u64::from(total)) == Some(u64::from(sum))
}
