//! Blocks of different heights in columns side by side: in their order, and the longest column as short as can be.

use super::canvas::{Anchor, Canvas};
use super::frame::Field;
use crate::chart::Column;

/// How many of the blocks stand in each of at most so many columns.
pub(super) fn flow(heights: &[i32], columns: usize) -> Vec<usize> {
    let fill = |limit: i64| {
        let mut counts = vec![0_usize];
        let mut used = 0;
        for height in heights {
            let height = i64::from(*height);
            match counts.last_mut() {
                Some(count) if *count == 0 || used + height <= limit => {
                    *count += 1;
                    used += height;
                }
                _ => {
                    counts.push(1);
                    used = height;
                }
            }
        }
        counts
    };
    let (mut low, mut high) = (0_i64, heights.iter().map(|height| i64::from(*height)).sum::<i64>());
    while low + 1 < high {
        let middle = low.midpoint(high);
        if fill(middle).len() <= columns.max(1) {
            high = middle;
        } else {
            low = middle;
        }
    }
    fill(high)
}

/// The height of the longest column.
pub(super) fn longest(heights: &[i32], counts: &[usize]) -> i32 {
    let mut rest = heights;
    let sum = |count: &usize| {
        let (own, after) = rest.split_at((*count).min(rest.len()));
        rest = after;
        own.iter().fold(0_i32, |sum, height| sum.saturating_add(*height))
    };
    counts.iter().map(sum).max().unwrap_or(0)
}

/// The left side and the width of each of so many columns with air between them.
pub(super) fn places(field: Field, columns: usize, air: i32) -> Vec<(i32, i32)> {
    let count = i32::try_from(columns.max(1)).unwrap_or(i32::MAX);
    let width = (field.width() - air * (count - 1)) / count;
    (0..count).map(|column| (field.left + column * (width + air), width)).collect()
}

/// What short codes stand for, in columns under each other; says where it ends.
pub(super) fn key(canvas: &Canvas, codes: &[Column], field: Field) -> i32 {
    let theme = canvas.theme;
    let (bold, plain) = (theme.value(), theme.label);
    let indent = canvas.widest(codes.iter().map(|code| &code.code), bold) + theme.em(40);
    let width = canvas.widest(codes.iter().map(|code| &code.name), plain) + indent;
    let air = theme.em(120);
    let across = ((field.width() + air) / (width + air).max(1)).max(1);
    let across = usize::try_from(across).unwrap_or(1).min(codes.len().max(1));
    // As many on the last line as on the others, where that can be.
    let across = codes.len().div_ceil(codes.len().div_ceil(across).max(1)).max(1);
    let mut top = field.top;
    for line in codes.chunks(across) {
        let rooms = || line.iter().map(|code| canvas.room(&code.name, plain));
        let above = rooms().map(|room| room.above).max().unwrap_or(0);
        let below = rooms().map(|room| room.below).max().unwrap_or(0);
        let mut x = field.left;
        for code in line {
            canvas.begin(&format!("{} {}", code.code, code.name));
            canvas.text(&code.code, bold, Anchor::Start, (x, top + above));
            let names = canvas.wrap(&code.name, plain, field.right - x - indent);
            let first = names.first().map_or("", String::as_str);
            canvas.text(
                if names.len() == 1 { first } else { &code.name },
                plain,
                Anchor::Start,
                (x + indent, top + above),
            );
            x += width + air;
        }
        top += above + below;
    }
    top
}
