//! Horizontal bars from zero, each with its number at the end: no grid, since every value is printed.

use super::canvas::{Anchor, Canvas};
use super::frame::Field;
use super::matrix::tint;
use super::rows::{Names, Pitch, Row, centred};
use super::scene::Area;
use super::squares::rim;
use super::theme::{Placing, Role};
use crate::chart::{BarRow, Emphasis};

/// A bar that stands for something is never invisible.
pub(super) const SHORTEST: i32 = 100;

/// What the colour of a bar says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dye {
    /// Whether the headline speaks of it.
    Emphasis,
    /// How many it is, in the tints of tiles.
    Count,
}

/// Draws the rows; says where the last one ends.
pub(super) fn draw(canvas: &Canvas, rows: &[BarRow], dye: Dye, field: Field) -> i32 {
    let largest = rows.iter().filter_map(|row| row.count).max().unwrap_or(0);
    if largest == 0 {
        return field.top;
    }
    let theme = canvas.theme;
    let names = Names::new(canvas, rows.iter().map(|row| row.label.as_str()), field);
    let places = names.spread(canvas, |_| pitch(canvas), field);
    let thickness = thickness(canvas, &places);
    let longest = longest(canvas, rows, largest, field.right - names.start);
    for (index, (row, place)) in rows.iter().zip(&places).enumerate() {
        canvas.begin(&format!("{}: {}", row.label, row.value_text));
        let middle = names.draw(canvas, index, *place, thickness);
        let length = scaled(row.count.unwrap_or(0), largest, longest);
        bar(canvas, row, face(row, dye, largest), (names.start, middle), (length, thickness));
    }
    let bottom = places.last().map_or(field.top, |row| row.top + row.height);
    if theme.placing == Placing::Beside {
        canvas.begin("");
        canvas.line(Role::Axis, &[(names.start, field.top), (names.start, bottom)], theme.em(9));
    }
    bottom
}

/// How high the rows of bars are.
pub(super) fn pitch(canvas: &Canvas) -> Pitch {
    let theme = canvas.theme;
    match theme.placing {
        Placing::Above => Pitch { least: theme.em(140), natural: theme.em(168), most: theme.em(200) },
        Placing::Beside => Pitch { least: theme.em(135), natural: theme.em(210), most: theme.em(400) },
    }
}

/// How thick a bar is: all alike, even where a long name makes its row higher.
pub(super) fn thickness(canvas: &Canvas, places: &[Row]) -> i32 {
    let theme = canvas.theme;
    match theme.placing {
        Placing::Above => theme.em(106),
        Placing::Beside => {
            let lowest = places.iter().map(|row| row.height).min().unwrap_or(0);
            (lowest * 5 / 7).min(theme.em(240))
        }
    }
}

/// The colour of a bar.
fn face(row: &BarRow, dye: Dye, largest: u32) -> Role {
    match (dye, row.emphasis) {
        (_, Emphasis::Unstated | Emphasis::Others) => Role::Empty,
        (Dye::Count, _) => tint(row.count.unwrap_or(0), largest),
        (Dye::Emphasis, Emphasis::Named) => Role::Main,
        (Dye::Emphasis, Emphasis::Rest | Emphasis::Folded) => Role::Rest,
    }
}

fn bar(canvas: &Canvas, row: &BarRow, face: Role, (start, middle): (i32, i32), (length, thickness): (i32, i32)) {
    let theme = canvas.theme;
    let letter = match row.count {
        Some(_) => theme.value(),
        None => theme.label.with_role(Role::Missing),
    };
    if length > 0 {
        let edge = face.edge();
        let top = middle - thickness / 2;
        let area = Area { left: start, top, right: start + length, bottom: top + thickness };
        canvas.block(edge, area);
        let rim = rim(canvas);
        if face != edge && length > 2 * rim {
            canvas.block(face, area.grown(-rim));
        }
    }
    let gap = match (length, theme.placing) {
        (0, Placing::Above) => 0,
        _ => theme.em(40),
    };
    canvas.text(&row.value_text, letter, Anchor::Start, (start + length + gap, centred(middle, letter.size)));
}

/// How long the largest bar may be so that every number still fits beside its own.
fn longest(canvas: &Canvas, rows: &[BarRow], largest: u32, room: i32) -> i32 {
    let theme = canvas.theme;
    let limit = |row: &BarRow| {
        let count = row.count.filter(|count| *count > 0)?;
        let free = room - theme.em(40) - canvas.width(&row.value_text, theme.value());
        Some(i64::from(free.max(0)) * i64::from(largest) / i64::from(count))
    };
    let longest = rows.iter().filter_map(limit).min().unwrap_or(0);
    i32::try_from(longest).unwrap_or(room)
}

fn scaled(count: u32, largest: u32, longest: i32) -> i32 {
    if count == 0 {
        return 0;
    }
    let length = i64::from(count) * i64::from(longest) / i64::from(largest.max(1));
    i32::try_from(length).unwrap_or(longest).max(SHORTEST)
}
