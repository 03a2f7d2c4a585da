//! One square an item, one row a class: the key gives the totals, so that size and make-up are read at once.

use super::canvas::{Anchor, Canvas};
use super::frame::Field;
use super::rows::{Names, Pitch, Row, centred};
use super::scene::Area;
use super::theme::{Placing, Role};
use crate::chart::{SquareClass, SquareRow, Tone};

/// Beyond this many items, or where a slide is too low for them, squares can no longer be counted: each class
/// becomes one block, as long as its count.
const COUNTABLE: u64 = 2_000;

/// How large squares are and how they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Grid {
    /// From one square to the next.
    pitch: i32,
    /// The side of one.
    side: i32,
    /// How many stand on each other: columns are filled one after the other, alike on every row.
    stack: i32,
}

/// Draws key and rows; says where the last row ends.
pub(super) fn draw(canvas: &Canvas, classes: &[SquareClass], rows: &[SquareRow], field: Field) -> i32 {
    let largest = rows.iter().map(total).max().unwrap_or(0);
    if largest == 0 {
        return field.top;
    }
    let mut field = field;
    field.top = key(canvas, classes, rows, field) + canvas.theme.em(60);
    let names = Names::new(canvas, rows.iter().map(|row| row.label.as_str()), field);
    let all: u64 = rows.iter().map(total).sum();
    let countable = (all <= COUNTABLE).then(|| squares(canvas, classes, rows, &names, field));
    let places = countable.flatten().unwrap_or_else(|| blocks(canvas, classes, rows, &names, field));
    places.last().map_or(field.top, |row| row.top + row.height)
}

fn total(row: &SquareRow) -> u64 {
    row.counts.iter().map(|count| u64::from(*count)).sum()
}

/// The classes that have items, each with its tone and its total; says where the key ends.
pub(super) fn key(canvas: &Canvas, classes: &[SquareClass], rows: &[SquareRow], field: Field) -> i32 {
    let theme = canvas.theme;
    let side = theme.em(95) / theme.grain * theme.grain;
    let (indent, air) = (side + theme.em(35), theme.em(140));
    let entries: Vec<(String, Tone)> = entries(classes, rows);
    let widths: Vec<i32> = entries.iter().map(|(words, _)| indent + canvas.width(words, theme.label)).collect();
    let mut top = field.top;
    let mut rest = entries.as_slice();
    let lines = lines(&widths, air, field.width());
    let columns = columns(&widths, &lines, air, field.width());
    for count in lines {
        let (line, after) = rest.split_at(count.min(rest.len()));
        rest = after;
        let rooms = || line.iter().map(|(words, _)| canvas.room(words, theme.label));
        let above = rooms().map(|room| room.above).max().unwrap_or(0);
        let below = rooms().map(|room| room.below).max().unwrap_or(0);
        let (baseline, mut x) = (top + above, field.left);
        for (column, (words, tone)) in line.iter().enumerate() {
            canvas.begin(words);
            let middle = baseline - centred(0, theme.label.size);
            tile(canvas, *tone, (x, middle - side / 2), side);
            canvas.text(words, theme.label, Anchor::Start, (x + indent, baseline));
            let own = indent + canvas.width(words, theme.label);
            x += columns.get(column).copied().unwrap_or(own) + air;
        }
        top = baseline + below + theme.em(20);
    }
    top
}

/// What the key says of each class that has items.
fn entries(classes: &[SquareClass], rows: &[SquareRow]) -> Vec<(String, Tone)> {
    let entry = |(index, class): (usize, &SquareClass)| {
        let count: u64 = rows.iter().filter_map(|row| row.counts.get(index)).map(|count| u64::from(*count)).sum();
        (count > 0).then(|| (format!("{} {count}", class.name), class.tone))
    };
    classes.iter().enumerate().filter_map(entry).collect()
}

/// How many entries stand on each line: as few lines as can be, and none much shorter than the others.
fn lines(widths: &[i32], air: i32, width: i32) -> Vec<usize> {
    let fill = |limit: i32| {
        let mut lines: Vec<usize> = Vec::new();
        let mut used = 0;
        for width in widths {
            match lines.last_mut() {
                Some(line) if used + air + width <= limit => {
                    *line += 1;
                    used += air + width;
                }
                _ => {
                    lines.push(1);
                    used = *width;
                }
            }
        }
        lines
    };
    let filled = fill(width);
    let share = widths.len().div_ceil(filled.len().max(1));
    let even: Vec<usize> = widths.chunks(share.max(1)).map(<[i32]>::len).collect();
    let fits = widths.chunks(share.max(1)).all(|line| {
        let airs = air * i32::try_from(line.len() - 1).unwrap_or(0);
        line.iter().sum::<i32>() + airs <= width
    });
    if fits { even } else { filled }
}

/// How wide each column is, so that entries of several lines stand under each other; none where that is too wide.
fn columns(widths: &[i32], lines: &[usize], air: i32, width: i32) -> Vec<i32> {
    let [first, _, ..] = lines else { return Vec::new() };
    let widest = |column: usize| widths.chunks(*first).filter_map(|line| line.get(column)).max().copied();
    let columns: Vec<i32> = (0..*first).filter_map(widest).collect();
    let airs = air * i32::try_from(first - 1).unwrap_or(0);
    let even = lines.iter().rev().skip(1).all(|count| count == first);
    if even && columns.iter().sum::<i32>() + airs <= width { columns } else { Vec::new() }
}

fn squares(
    canvas: &Canvas,
    classes: &[SquareClass],
    rows: &[SquareRow],
    names: &Names,
    field: Field,
) -> Option<Vec<Row>> {
    let theme = canvas.theme;
    let totals: Vec<i32> = rows.iter().map(|row| i32::try_from(total(row)).unwrap_or(i32::MAX)).collect();
    let ends = totals.iter().map(|total| canvas.width(&total.to_string(), theme.value())).max().unwrap_or(0);
    let start = (names.start + theme.grain / 2) / theme.grain * theme.grain;
    let width = field.right - start - theme.em(45) - ends;
    let longest = totals.iter().copied().max().unwrap_or(0);
    let (grid, places) = fitted(canvas, names, &totals, (longest, width), field)?;
    for (index, (row, place)) in rows.iter().zip(&places).enumerate() {
        let total = totals.get(index).copied().unwrap_or(0);
        let high = grid.height(total);
        canvas.begin(&row.label);
        let middle = names.draw(canvas, index, *place, high);
        let top = (middle - high / 2) / theme.grain * theme.grain;
        fill(canvas, classes, row, grid, (start, top));
        let columns = (total + grid.stack - 1) / grid.stack;
        let gap = if columns == 0 { 0 } else { theme.em(45) - (grid.pitch - grid.side) };
        let at = (start + columns * grid.pitch + gap, centred(middle, theme.label.size));
        canvas.begin("");
        canvas.text(&total.to_string(), theme.value(), Anchor::Start, at);
    }
    Some(places)
}

/// The largest squares with which all rows fit the field; nothing where none are small enough.
fn fitted(
    canvas: &Canvas,
    names: &Names,
    totals: &[i32],
    (longest, width): (i32, i32),
    field: Field,
) -> Option<(Grid, Vec<Row>)> {
    let theme = canvas.theme;
    let largest: &[i32] = if field.bottom.is_some() { &[170, 140, 110, 90, 75] } else { &[110] };
    let sized = |side: &i32| {
        let grid = Grid::new(canvas, longest, width, theme.em(*side));
        let pitch = |index: usize| pitch(canvas, grid, totals.get(index).copied().unwrap_or(0));
        (grid, names.spread(canvas, pitch, field))
    };
    let fits = |(_, places): &(Grid, Vec<Row>)| {
        let bottom = places.last().map_or(field.top, |row| row.top + row.height);
        field.bottom.is_none_or(|limit| bottom <= limit)
    };
    largest.iter().map(sized).find(fits)
}

impl Grid {
    /// The lowest stack with which the longest row fits the width in squares that are large enough.
    fn new(canvas: &Canvas, longest: i32, width: i32, largest: i32) -> Self {
        let theme = canvas.theme;
        let grain = theme.grain;
        let least = theme.em(75);
        let widest = (largest * 117 / 100) / grain * grain;
        let stacked = |stack: i32| {
            let columns = (longest + stack - 1) / stack;
            let pitch = (width / columns.max(1)).min(widest) / grain * grain;
            let gap = (pitch * 14 / 100 / grain * grain).max(grain);
            Self { pitch, side: pitch - gap, stack }
        };
        let fits = (1..=longest.max(1)).map(stacked).find(|grid| grid.side >= least);
        fits.unwrap_or(Self { pitch: least + grain, side: least, stack: longest.max(1) })
    }

    /// How high the squares of a row stand.
    fn height(self, total: i32) -> i32 {
        let high = self.stack.min(total.max(1));
        high * self.pitch - (self.pitch - self.side)
    }
}

fn pitch(canvas: &Canvas, grid: Grid, total: i32) -> Pitch {
    let theme = canvas.theme;
    let mark = grid.height(total);
    match theme.placing {
        Placing::Above => Pitch { least: mark + theme.em(30), natural: mark + theme.em(60), most: mark + theme.em(90) },
        Placing::Beside => {
            let natural = (mark + theme.em(100)).max(theme.em(200));
            Pitch { least: mark + theme.em(40), natural, most: natural + theme.em(200) }
        }
    }
}

/// The squares of one row, class after class, column after column.
fn fill(canvas: &Canvas, classes: &[SquareClass], row: &SquareRow, grid: Grid, (left, top): (i32, i32)) {
    let mut place = 0;
    for (class, count) in classes.iter().zip(&row.counts) {
        if *count == 0 {
            continue;
        }
        canvas.begin(&format!("{}: {} {count}", row.label, class.name));
        let end = place + i32::try_from(*count).unwrap_or(0);
        let corner = |place: i32| (left + place / grid.stack * grid.pitch, top + place % grid.stack * grid.pitch);
        let (edge, face) = tones(class.tone);
        for place in place..end {
            canvas.block(edge, square(corner(place), grid.side));
        }
        if edge != face {
            let rim = rim(canvas);
            for place in place..end {
                canvas.block(face, square(corner(place), grid.side).grown(-rim));
            }
        }
        place = end;
    }
}

/// One square of a tone.
pub(super) fn tile(canvas: &Canvas, tone: Tone, corner: (i32, i32), side: i32) {
    let (edge, face) = tones(tone);
    canvas.block(edge, square(corner, side));
    if edge != face {
        canvas.block(face, square(corner, side).grown(-rim(canvas)));
    }
}

/// How wide the edge of a light square is: whole pixels in print, so that all edges look alike.
pub(super) fn rim(canvas: &Canvas) -> i32 {
    let grain = canvas.theme.grain;
    ((canvas.theme.em(10) + grain / 2) / grain).max(1) * grain
}

fn square((left, top): (i32, i32), side: i32) -> Area {
    Area { left, top, right: left + side, bottom: top + side }
}

/// The colours of a square: its edge, and what is inside.
pub(super) fn tones(tone: Tone) -> (Role, Role) {
    match tone {
        Tone::Dark => (Role::Dark, Role::Dark),
        Tone::Middle => (Role::Middle, Role::Middle),
        Tone::Light => (Role::LightEdge, Role::Light),
        Tone::Empty => (Role::EmptyEdge, Role::Empty),
        Tone::Plain => (Role::Rest, Role::Rest),
    }
}

/// One block a class instead of its squares, all on one scale.
fn blocks(canvas: &Canvas, classes: &[SquareClass], rows: &[SquareRow], names: &Names, field: Field) -> Vec<Row> {
    let theme = canvas.theme;
    let thickness = theme.em(120);
    let grid = Grid { pitch: thickness, side: thickness, stack: 1 };
    let places = names.spread(canvas, |_| pitch(canvas, grid, 1), field);
    let ends = rows.iter().map(|row| canvas.width(&total(row).to_string(), theme.value())).max().unwrap_or(0);
    let width = i64::from((field.right - names.start - theme.em(45) - ends).max(0));
    let largest = rows.iter().map(total).max().unwrap_or(1);
    let at = |count: u64| {
        let along = u128::from(count) * u128::from(width.unsigned_abs()) / u128::from(largest.max(1));
        names.start + i32::try_from(along).unwrap_or(0)
    };
    for (index, (row, place)) in rows.iter().zip(&places).enumerate() {
        canvas.begin(&row.label);
        let middle = names.draw(canvas, index, *place, thickness);
        let (top, mut before) = (middle - thickness / 2, 0);
        for (class, count) in classes.iter().zip(&row.counts).filter(|(_, count)| **count > 0) {
            canvas.begin(&format!("{}: {} {count}", row.label, class.name));
            let after = before + u64::from(*count);
            let right = (at(after) - theme.grain).max(at(before) + 1);
            let area = Area { left: at(before), top, right, bottom: top + thickness };
            let (edge, face) = tones(class.tone);
            canvas.block(edge, area);
            let rim = rim(canvas);
            if edge != face && right - at(before) > 2 * rim {
                canvas.block(face, area.grown(-rim));
            }
            before = after;
        }
        let gap = if before == 0 { 0 } else { theme.em(45) };
        let end = (at(before) + gap, centred(middle, theme.label.size));
        canvas.begin("");
        canvas.text(&total(row).to_string(), theme.value(), Anchor::Start, end);
    }
    places
}
