//! Named groups with their named parts, one square an item: in one column, or in several on a slide.

use super::canvas::{Anchor, Canvas};
use super::columns;
use super::frame::Field;
use super::rows::centred;
use super::strip::Strip;
use super::theme::Role;
use crate::chart::{Group, Groups, Part, Tone};

/// The measures that all columns share.
struct Sheet<'a> {
    groups: &'a [Group],
    /// Whether parts have rows of their own; else each group is one row.
    has_parts: bool,
    /// How wide names may be.
    names: i32,
    strip: Strip,
    /// Air between rows, on top of what they need.
    air: i32,
}

/// Draws the groups; says where the longest column ends.
pub(super) fn draw(canvas: &Canvas, groups: &Groups, field: Field) -> i32 {
    if groups.total() == 0 {
        return field.top;
    }
    let has_parts = groups.groups.iter().flat_map(|group| &group.parts).any(|part| part.is_named);
    // Columns, air, and the share of a column that names may take, in hundredths.
    let tries: &[(usize, i32, i32)] = match field.bottom {
        Some(_) if has_parts => &[(1, 38, 46), (2, 38, 54), (2, 22, 54), (2, 6, 54), (3, 6, 54)],
        Some(_) => &[(1, 38, 46), (2, 6, 54)],
        None => &[(1, 38, 46)],
    };
    let mut bottom = field.top;
    for (index, (count, air, share)) in tries.iter().enumerate() {
        let places = columns::places(field, *count, canvas.theme.em(220));
        let width = places.first().map_or(field.width(), |place| place.1);
        let sheet = Sheet::new(canvas, &groups.groups, has_parts, (width, *share, canvas.theme.em(*air)));
        let heights: Vec<i32> = sheet.groups.iter().map(|group| sheet.height(canvas, group)).collect();
        let counts = columns::flow(&heights, *count);
        let high = columns::longest(&heights, &counts);
        let room = field.bottom.map(|bottom| bottom - field.top);
        if index + 1 < tries.len() && room.is_some_and(|room| high > room) {
            continue;
        }
        let mut rest = sheet.groups;
        for ((left, width), count) in places.iter().zip(counts) {
            let (own, after) = rest.split_at(count);
            rest = after;
            let column = Field { left: *left, right: left + width, ..field };
            bottom = bottom.max(sheet.column(canvas, own, column, room.map_or(0, |room| (room - high).max(0))));
        }
        break;
    }
    bottom
}

impl<'a> Sheet<'a> {
    fn new(canvas: &Canvas, groups: &'a [Group], has_parts: bool, (width, share, air): (i32, i32, i32)) -> Self {
        let theme = canvas.theme;
        let most = width * share / 100;
        let wrapped = |name: &str| canvas.widest(&canvas.balance(name, theme.label, most), theme.label);
        let parts = groups.iter().flat_map(|group| &group.parts);
        let names = if has_parts {
            parts.map(|part| wrapped(&part.label)).max().unwrap_or(0)
        } else {
            groups.iter().map(|group| wrapped(&group.label)).max().unwrap_or(0)
        };
        let largest = if has_parts {
            groups.iter().flat_map(|group| &group.parts).map(|part| part.count).max()
        } else {
            groups.iter().map(Group::total).max()
        };
        let number = |group: &Group| canvas.width(&group.total().to_string(), theme.value());
        let end = |group: &Group| if has_parts { number(group) } else { canvas.width(&group.text, theme.value()) };
        let ends = groups.iter().map(end).max().unwrap_or(0) + theme.em(45);
        let room = width - names - theme.em(70) - ends;
        // On a slide, where rows are close, small squares part them better than large ones.
        let least = if theme.height.is_some() { 48 } else { 60 };
        let strip = Strip::fitted(canvas, largest.unwrap_or(1), room, (least, 118));
        Self { groups, has_parts, names, strip, air }
    }

    fn height(&self, canvas: &Canvas, group: &Group) -> i32 {
        let theme = canvas.theme;
        if !self.has_parts {
            return self.row_height(canvas, &group.label, group.total());
        }
        let head = canvas.height(std::slice::from_ref(&group.label), theme.value()) + theme.em(30);
        let parts = group.parts.iter().map(|part| self.row_height(canvas, &part.label, part.count));
        parts.fold(head, i32::saturating_add) + theme.em(22) + self.air
    }

    fn row_height(&self, canvas: &Canvas, name: &str, count: u32) -> i32 {
        let lines = canvas.balance(name, canvas.theme.label, self.names);
        canvas.height(&lines, canvas.theme.label).max(self.strip.height(count)) + self.air
    }

    /// Draws some of the groups under each other; on a slide they share what room is left.
    fn column(&self, canvas: &Canvas, groups: &[Group], field: Field, spare: i32) -> i32 {
        let theme = canvas.theme;
        let count = i32::try_from(groups.len()).unwrap_or(i32::MAX).max(1);
        let spare = (spare / count).min(theme.em(160));
        let mut top = field.top;
        for group in groups {
            if self.has_parts {
                self.group(canvas, group, Field { top, ..field });
            } else {
                canvas.begin(&format!("{}: {}", group.label, group.text));
                let height = self.row_height(canvas, &group.label, group.total());
                self.row(canvas, (&group.label, &group.text), (group.total(), Tone::Dark), field.left, (top, height));
            }
            top += self.height(canvas, group) + spare;
        }
        top - spare
    }

    /// The name and the number of a group, and its parts under them.
    fn group(&self, canvas: &Canvas, group: &Group, field: Field) {
        let theme = canvas.theme;
        let start = field.left + self.names + theme.em(70);
        let head = theme.value();
        let room = canvas.room(&group.label, head);
        canvas.begin(&format!("{}: {}", group.label, group.text));
        canvas.line(Role::Axis, &[(field.left, field.top), (field.right, field.top)], theme.em(6));
        let baseline = field.top + theme.em(15) + room.above;
        canvas.text(&group.label, head, Anchor::Start, (field.left, baseline));
        let after = field.left + canvas.width(&group.label, head) + theme.em(70);
        canvas.text(&group.text, head, Anchor::Start, (start.max(after), baseline));
        let mut top = baseline + room.below + theme.em(15);
        for part in &group.parts {
            let height = self.row_height(canvas, &part.label, part.count);
            canvas.begin(&format!("{}, {}: {}", group.label, part.label, part.count));
            let count = part.count.to_string();
            self.row(canvas, (&part.label, &count), (part.count, tone(part)), field.left, (top, height));
            top += height;
        }
    }

    fn row(
        &self,
        canvas: &Canvas,
        (name, text): (&str, &str),
        (count, tone): (u32, Tone),
        left: i32,
        (top, height): (i32, i32),
    ) {
        let theme = canvas.theme;
        let middle = top + height / 2;
        let lines = canvas.balance(name, theme.label, self.names);
        canvas.lines(&lines, theme.label, Anchor::Start, (left, middle - canvas.height(&lines, theme.label) / 2));
        let start = left + self.names + theme.em(70);
        let end = self.strip.draw(canvas, tone, count, (start, middle - self.strip.height(count) / 2));
        let gap = if count == 0 { 0 } else { theme.em(30) };
        canvas.text(text, theme.value(), Anchor::Start, (end + gap, centred(middle, theme.label.size)));
    }
}

/// What no part is named for is drawn as what is not known.
fn tone(part: &Part) -> Tone {
    if part.is_named { Tone::Dark } else { Tone::Empty }
}
