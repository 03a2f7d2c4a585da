//! Rows with a name each: beside their marks where there is room, above them in a narrow column.

use super::canvas::{Anchor, Canvas};
use super::frame::Field;
use super::text;
use super::theme::Placing;

/// The names of all rows, wrapped.
pub(super) struct Names {
    placing: Placing,
    lines: Vec<Vec<String>>,
    heights: Vec<i32>,
    left: i32,
    /// Where marks begin.
    pub start: i32,
    /// Which end of names beside marks is flush: the end, at the marks, or the start, where lines lead to them.
    pub flush: Anchor,
}

/// Where one row stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Row {
    /// Its upper side, with the air around it.
    pub top: i32,
    /// How high it is, with the air around it.
    pub height: i32,
}

/// How high one row wants to be, may shrink to and may grow to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Height {
    least: i32,
    natural: i32,
    most: i32,
}

/// How high rows are around their names and marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pitch {
    /// Marks and air, where there is room.
    pub natural: i32,
    /// Marks and air, where there is little.
    pub least: i32,
    /// What a row may grow to on a slide.
    pub most: i32,
}

/// Names beside marks take no more than this share of the width, in hundredths.
const SHARE: i32 = 36;

impl Names {
    /// Wraps the names for a field.
    pub(super) fn new<'a>(canvas: &Canvas, names: impl Iterator<Item = &'a str>, field: Field) -> Self {
        let theme = canvas.theme;
        let width = match theme.placing {
            Placing::Above => field.width(),
            Placing::Beside => field.width() * SHARE / 100,
        };
        let lines: Vec<Vec<String>> = names.map(|name| canvas.balance(name, theme.label, width)).collect();
        let heights = lines.iter().map(|lines| canvas.height(lines, theme.label)).collect();
        let start = match theme.placing {
            Placing::Above => field.left,
            Placing::Beside => field.left + canvas.widest(lines.iter().flatten(), theme.label) + theme.em(70),
        };
        Self { placing: theme.placing, lines, heights, left: field.left, start, flush: Anchor::End }
    }

    /// Where each row stands: as high as it wants, or sharing the room of a slide.
    pub(super) fn spread(&self, canvas: &Canvas, pitch: impl Fn(usize) -> Pitch, field: Field) -> Vec<Row> {
        let air = canvas.theme.em(15);
        let heights = self.heights.iter().enumerate().map(|(index, name)| {
            let Pitch { least, natural, most, .. } = pitch(index);
            match self.placing {
                Placing::Above => {
                    let added = name + air;
                    Height { least: least + added, natural: natural + added, most: most + added }
                }
                Placing::Beside => {
                    let natural = natural.max(name + 3 * air);
                    Height { least: least.max(name + air), natural, most: most.max(natural) }
                }
            }
        });
        let heights: Vec<Height> = heights.collect();
        let room = field.bottom.map(|bottom| i64::from(bottom - field.top));
        let heights = share(&heights, room);
        let mut top = field.top;
        let row = |height: i32| {
            let row = Row { top, height };
            top += height;
            row
        };
        heights.into_iter().map(row).collect()
    }

    /// Where the name of a row ends, if it stands above its marks.
    pub(super) fn end(&self, canvas: &Canvas, index: usize) -> Option<i32> {
        let lines = self.lines.get(index).filter(|_| self.placing == Placing::Above)?;
        Some(self.left + canvas.widest(lines, canvas.theme.label))
    }

    /// Draws the name of a row; says where the middle of its marks is.
    pub(super) fn draw(&self, canvas: &Canvas, index: usize, row: Row, mark: i32) -> i32 {
        let theme = canvas.theme;
        let (Some(lines), Some(height)) = (self.lines.get(index), self.heights.get(index)) else {
            return row.top;
        };
        match self.placing {
            Placing::Above => {
                let bottom = canvas.lines(lines, theme.label, Anchor::Start, (self.left, row.top));
                bottom + theme.em(15) + mark / 2
            }
            Placing::Beside => {
                let middle = row.top + row.height / 2;
                let x = if self.flush == Anchor::End { self.start - theme.em(70) } else { self.left };
                canvas.lines(lines, theme.label, self.flush, (x, middle - height / 2));
                middle
            }
        }
    }
}

/// The base line of a text whose capitals are centred on a height.
pub(super) fn centred(middle: i32, size: i32) -> i32 {
    middle + text::cap_height(size) / 2
}

/// Heights between the least and the most so that all rows together fill the room, if they can.
fn share(heights: &[Height], room: Option<i64>) -> Vec<i32> {
    let Some(room) = room else {
        return heights.iter().map(|height| height.natural).collect();
    };
    let sum = |part: fn(&Height) -> i32| heights.iter().map(|height| i64::from(part(height))).sum::<i64>();
    let (least, natural, most) = (sum(|height| height.least), sum(|height| height.natural), sum(|height| height.most));
    let between = |from: i32, to: i32, part: i64, whole: i64| {
        let added = i64::from(to - from) * part.clamp(0, whole) / whole.max(1);
        from + i32::try_from(added).unwrap_or(0)
    };
    let height = |height: &Height| {
        if room < natural {
            between(height.least, height.natural, room - least, natural - least)
        } else {
            between(height.natural, height.most, room - natural, most - natural)
        }
    };
    heights.iter().map(height).collect()
}
