//! How many projects name the codes of further lists, alone and by focus area.

use super::behind::Records;
use super::counts::{number, share_value};
use super::figure::{Figure, Receipt, Share, Value};
use super::{Figures, confidence, slice_id};
use crate::check::{CodeList, Network, Record, Slice, Year};
use crate::terms::{Basis, CodeId, CodeListId, FocusAreaId, RecordId, Rounding, largest_remainders};

/// What a project says of a list. A project may name several codes of one list, so only the last two add up to all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// It names this code.
    Code(CodeId),
    /// It names any code.
    Any,
    /// It names none.
    None,
}

impl Tag {
    fn holds(self, list: CodeListId, record: &Record) -> bool {
        match self {
            Self::Code(code) => record.more.codes.contains(&(list, code)),
            Self::Any => record.more.codes.iter().any(|(of, _)| *of == list),
            Self::None => !Self::Any.holds(list, record),
        }
    }

    fn definition(self) -> &'static str {
        match self {
            Self::Code(_) => "definition-code",
            Self::Any => "definition-code-any",
            Self::None => "definition-code-none",
        }
    }
}

/// The id of the number of projects that say this of a list, of all or of one focus area.
pub fn code_id(network: &Network, area: Option<FocusAreaId>, list: CodeListId, tag: Tag) -> String {
    let start = slice_id(network, Slice { focus_area: area, ..Slice::default() });
    let (key, entries) =
        network.code_lists.get(list.place()).map_or(("", &[][..]), |list| (list.code.key.as_str(), &list.entries));
    match tag {
        Tag::Code(code) => {
            let code = entries.get(code.place()).map_or("", |(code, _)| code.key.as_str());
            format!("{start}.by-code.{key}.{code}")
        }
        Tag::Any => format!("{start}.with-code.{key}"),
        Tag::None => format!("{start}.without-code.{key}"),
    }
}

/// The lists of which any project of a year names a code, in the order of the framework.
pub fn lists_in_use<'a>(network: &'a Network, year: &Year) -> Vec<(CodeListId, &'a CodeList)> {
    let all = network.code_lists.iter().enumerate().map(|(place, list)| (CodeListId::at(place), list));
    all.filter(|(id, _)| year.records.iter().flatten().any(|record| Tag::Any.holds(*id, record))).collect()
}

/// The codes of a list that are not retired by that year, in its order.
pub fn codes_in_use(list: &CodeList, year: i32) -> impl Iterator<Item = (CodeId, &str)> {
    let all = list.entries.iter().enumerate();
    let all = all.filter(move |(_, (_, retired))| retired.is_none_or(|from| year < from));
    all.map(|(place, (code, _))| (CodeId::at(place), code.name.as_str()))
}

/// Adds the counts of every list in use: each code, any and none, of all projects and of each focus area.
pub(super) fn add(network: &Network, year: &Year, figures: &mut Figures) {
    for (list, about) in lists_in_use(network, year) {
        let codes = codes_in_use(about, year.year).map(|(code, _)| Tag::Code(code));
        let tags: Vec<Tag> = [Tag::Any, Tag::None].into_iter().chain(codes).collect();
        let areas = (0..network.focus_areas.len()).map(|place| Some(FocusAreaId::at(place)));
        for area in std::iter::once(None).chain(areas) {
            for tag in &tags {
                figures.add(count(network, year, area, (list, *tag)));
            }
        }
        for tag in tags {
            let share = share(network, list, tag, figures);
            figures.add(share);
        }
    }
}

/// Adds how the number of projects that name each code changed since these earlier years, of the lists of which projects of
/// both years name any.
pub(super) fn add_changes(network: &Network, now: &Year, starts: &[&Year], figures: &mut Figures) {
    for start in starts {
        for (list, about) in lists_in_both(network, start, now) {
            let codes = codes_in_either(about, start.year, now.year).map(|(code, _)| Tag::Code(code));
            for tag in [Tag::Any, Tag::None].into_iter().chain(codes) {
                let (before, after) =
                    (count(network, start, None, (list, tag)), count(network, now, None, (list, tag)));
                let before = Figure { id: format!("{}.in-{}", before.id, start.year), ..before };
                let (Value::Count(from), Value::Count(to)) = (before.value, after.value) else { continue };
                let mut receipt = Receipt::new("definition-change");
                receipt.basis = Some(Basis::Records);
                receipt.confidence = before.receipt.confidence.max(after.receipt.confidence);
                receipt.of = vec![before.id.clone(), after.id.clone()];
                let id = format!("{}.change.{}-to-{}", after.id, start.year, now.year);
                figures.add(before);
                // A code that is retired by now is counted here only.
                figures.add(after);
                figures.add(Figure { id, value: Value::Change { from, to }, receipt });
            }
        }
    }
}

/// The lists of which projects of both years name codes, in the order of the framework.
pub fn lists_in_both<'a>(network: &'a Network, start: &Year, now: &Year) -> Vec<(CodeListId, &'a CodeList)> {
    let before = lists_in_use(network, start);
    lists_in_use(network, now).into_iter().filter(|(id, _)| before.iter().any(|(other, _)| other == id)).collect()
}

/// The codes of a list that are not retired by one of the two years, in its order.
pub fn codes_in_either(list: &CodeList, start: i32, now: i32) -> impl Iterator<Item = (CodeId, &str)> {
    codes_in_use(list, start.min(now))
}

fn count(network: &Network, year: &Year, area: Option<FocusAreaId>, (list, tag): (CodeListId, Tag)) -> Figure {
    let is_counted = |record: &Record| area.is_none_or(|area| record.focus_area == area) && tag.holds(list, record);
    let found = year.records.iter().flatten().enumerate().filter(|(_, record)| is_counted(record));
    let found: Vec<RecordId> = found.map(|(place, _)| RecordId::at(place)).collect();
    let records = found.iter().filter_map(|id| year.records.as_ref()?.get(id.place()));
    let doubts = records.filter_map(|record| record.doubts.codes.as_ref()).filter(|_| tag != Tag::None);
    let doubt = doubts.map(|doubt| doubt.level).max();
    let mut receipt = Receipt::new(tag.definition());
    receipt.basis = Some(Basis::Records);
    let of_area = confidence(year, Slice { focus_area: area, ..Slice::default() }, &found);
    receipt.confidence = doubt.map_or(of_area, |doubt| doubt.max(of_area));
    let value = Value::Count(number(found.len()));
    receipt.records = Records::of(year.year, found);
    Figure { id: code_id(network, area, list, tag), value, receipt }
}

/// The share of a code in the projects that name any; that of any and of none in all projects.
fn share(network: &Network, list: CodeListId, tag: Tag, figures: &Figures) -> Figure {
    let id = |tag: Tag| code_id(network, None, list, tag);
    let counted = |id: &str| figures.count(id).unwrap_or(0);
    let whole_id = if let Tag::Code(_) = tag { id(Tag::Any) } else { "projects".to_owned() };
    let of = [id(tag), whole_id];
    let [part, whole] = of.each_ref().map(|id| counted(id));
    // Any and none are the two parts of all projects, and are rounded as the framework wants the parts of a whole.
    let parts = [Tag::Any, Tag::None].map(|tag| counted(&id(tag)));
    let percents = largest_remainders(&parts).filter(|_| network.rounding == Rounding::LargestRemainder);
    let (definition, together) = match (tag, percents.as_deref()) {
        (Tag::Code(_), _) => ("definition-code-share", None),
        (Tag::Any, Some([any, _])) => ("definition-share-together", Some(*any)),
        (Tag::None, Some([_, none])) => ("definition-share-together", Some(*none)),
        (Tag::Any | Tag::None, _) => ("definition-share", None),
    };
    let mut receipt = Receipt::new(definition);
    receipt.basis = Some(Basis::Records);
    receipt.confidence = figures.get(&of[0]).map_or(receipt.confidence, |figure| figure.receipt.confidence);
    receipt.of = of.to_vec();
    let share = Share::new(part, whole).map(|share| Share { together, ..share });
    Figure { id: format!("{}.share", id(tag)), value: share_value(share, whole), receipt }
}
