//! Change between two years: a ring where each class was, a dot where it is, a line between, and the change beside.

use super::bars::pitch;
use super::canvas::{Anchor, Canvas};
use super::frame::Field;
use super::rows::{Names, Row, centred};
use super::theme::{Letter, Placing, Role, Theme};
use crate::chart::{Change, ChangeRow, End};

/// From zero to the largest number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Scale {
    zero: i32,
    length: i32,
    largest: u32,
}

/// Which side of its dot a number stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

/// Draws the rows; says where the last one ends.
pub(super) fn draw(canvas: &Canvas, change: &Change, rows: &[ChangeRow], field: Field) -> i32 {
    let theme = canvas.theme;
    let largest = rows.iter().filter_map(ChangeRow::largest).max().unwrap_or(0);
    if largest == 0 {
        return field.top;
    }
    let mut names = Names::new(canvas, rows.iter().map(|row| row.label.as_str()), field);
    names.flush = Anchor::Start;
    let numbers = rows.iter().flat_map(|row| [&row.from, &row.to]).filter(|end| end.value.is_some());
    let beside = canvas.widest(numbers.map(|end| &end.text), theme.value()) + radius(&theme) + gap(&theme);
    let changes = canvas.widest(rows.iter().map(|row| &row.change), theme.value());
    let changes = changes.max(canvas.width(&change.change_heading, theme.label));
    let zero = names.start + beside;
    let end = field.right - changes - theme.em(90) - beside;
    let scale = Scale { zero, length: (end - zero).max(0), largest };
    let years = years(canvas, change, rows.first(), scale, [zero - beside, end + beside]);
    let top = head(canvas, change, field, (names.start, years));
    let field = Field { top, ..field };
    let places = names.spread(canvas, |_| pitch(canvas), field);
    lines(canvas, &places, field);
    for (index, (row, place)) in rows.iter().zip(&places).enumerate() {
        canvas.begin(&format!(
            "{}: {} {}, {} {}, {}",
            row.label, change.from_heading, row.from.text, change.to_heading, row.to.text, row.change
        ));
        let middle = names.draw(canvas, index, *place, theme.em(106));
        ends(canvas, row, scale, middle);
        let letter = change_letter(&theme, row);
        canvas.text(&row.change, letter, Anchor::End, (field.right, centred(middle, letter.size)));
    }
    places.last().map_or(field.top, |row| row.top + row.height)
}

fn radius(theme: &Theme) -> i32 {
    theme.em(36)
}

/// From the edge of a dot to its number.
fn gap(theme: &Theme) -> i32 {
    theme.em(35)
}

/// How the two years and the change are headed.
fn letters(theme: &Theme) -> [Letter; 3] {
    [theme.label.with_role(Role::Subtitle), theme.value().with_role(Role::Main), theme.label.with_role(Role::Note)]
}

/// Where the two years stand over the ends of the first row, pushed apart where these are near; nothing where a narrow
/// column has the name of the row there, where the row has no two ends, or where the years would leave their sides.
fn years(
    canvas: &Canvas,
    change: &Change,
    row: Option<&ChangeRow>,
    scale: Scale,
    [least, most]: [i32; 2],
) -> Option<[i32; 2]> {
    let theme = canvas.theme;
    let row = row.filter(|_| theme.placing == Placing::Beside)?;
    let ends = [scale.at(row.from.value?), scale.at(row.to.value?)];
    let [from, to, _] = letters(&theme);
    let halves = [canvas.width(&change.from_heading, from) / 2, canvas.width(&change.to_heading, to) / 2];
    let needed = halves[0] + halves[1] + theme.em(50);
    let (left, right) = if ends[1] < ends[0] { (1, 0) } else { (0, 1) };
    let push = (needed - (ends[right] - ends[left])).max(0);
    let mut years = ends;
    years[left] -= push / 2;
    years[right] += push - push / 2;
    let over = (years[right] + halves[right] - most).max(0);
    let years = years.map(|year| year - over);
    (years[left] - halves[left] >= least).then_some(years)
}

/// The years over the first row, or what ring and dot stand for, and the heading of the changes; says where that ends.
fn head(canvas: &Canvas, change: &Change, field: Field, (start, years): (i32, Option<[i32; 2]>)) -> i32 {
    let theme = canvas.theme;
    let letters = letters(&theme);
    let headings = [&change.from_heading, &change.to_heading, &change.change_heading];
    let rooms = || headings.iter().zip(letters).map(|(heading, letter)| canvas.room(heading, letter));
    let baseline = field.top + rooms().map(|room| room.above).max().unwrap_or(0);
    let below = rooms().map(|room| room.below).max().unwrap_or(0);
    let [from, to, changes] = headings;
    if let Some(years) = years {
        for ((year, letter), x) in [from, to].into_iter().zip(letters).zip(years) {
            canvas.begin(year);
            canvas.text(year, letter, Anchor::Middle, (x, baseline));
        }
    } else {
        let middle = baseline - centred(0, theme.label.size);
        let after = radius(&theme) + gap(&theme);
        let mut x = start + radius(&theme);
        canvas.begin(from);
        ring(canvas, Role::Main, (x, middle));
        canvas.text(from, letters[0], Anchor::Start, (x + after, baseline));
        x += radius(&theme) + after + canvas.width(from, letters[0]) + theme.em(140);
        canvas.begin(to);
        canvas.dot(Role::Main, (x, middle), radius(&theme));
        canvas.text(to, letters[1], Anchor::Start, (x + after, baseline));
    }
    canvas.begin("");
    canvas.text(changes, letters[2], Anchor::End, (field.right, baseline));
    baseline + below + theme.em(45)
}

/// Faint lines that lead the eye to the change, where names stand beside the marks.
fn lines(canvas: &Canvas, places: &[Row], field: Field) {
    if canvas.theme.placing == Placing::Above {
        return;
    }
    canvas.begin("");
    for place in places {
        canvas.line(Role::Grid, &[(field.left, place.top), (field.right, place.top)], canvas.theme.em(7));
    }
}

/// Ring, line and dot of one row, each with its number outside.
fn ends(canvas: &Canvas, row: &ChangeRow, scale: Scale, middle: i32) {
    let theme = canvas.theme;
    let radius = radius(&theme);
    let role = if row.falls() { Role::Fall } else { Role::Main };
    let (from, to) = (row.from.value.map(|value| scale.at(value)), row.to.value.map(|value| scale.at(value)));
    if let (Some(from), Some(to)) = (from, to) {
        let (left, right) = (from.min(to), from.max(to));
        if right - left > radius * 22 / 10 {
            canvas.line(role, &[(left + radius, middle), (right - radius, middle)], theme.em(18));
        }
    }
    let sides = if row.falls() { [Side::Right, Side::Left] } else { [Side::Left, Side::Right] };
    if let Some(x) = from {
        // Where nothing has changed, the dot says both.
        if to != from {
            ring(canvas, role, (x, middle));
        }
        let side = if to.is_none() { Side::Right } else { sides[0] };
        number(canvas, &row.from, theme.label.with_role(Role::Subtitle), side, (x, middle));
    }
    if let Some(x) = to {
        canvas.dot(role, (x, middle), radius);
        number(canvas, &row.to, theme.value(), sides[1], (x, middle));
    }
}

fn number(canvas: &Canvas, end: &End, letter: Letter, side: Side, (x, middle): (i32, i32)) {
    let away = radius(&canvas.theme) + gap(&canvas.theme);
    let baseline = centred(middle, letter.size);
    match side {
        Side::Left => canvas.text(&end.text, letter, Anchor::End, (x - away, baseline)),
        Side::Right => canvas.text(&end.text, letter, Anchor::Start, (x + away, baseline)),
    }
}

/// A dot with an empty middle.
fn ring(canvas: &Canvas, role: Role, at: (i32, i32)) {
    let theme = canvas.theme;
    canvas.dot(role, at, radius(&theme));
    canvas.dot(Role::Empty, at, radius(&theme) - theme.em(14));
}

/// A number in the colour of its dots, a word in grey.
fn change_letter(theme: &Theme, row: &ChangeRow) -> Letter {
    match (row.from.value, row.to.value) {
        (Some(_), Some(_)) if row.falls() => theme.value().with_role(Role::FallText),
        (Some(_), Some(_)) => theme.value().with_role(Role::Main),
        _ => theme.label.with_role(Role::Note),
    }
}

impl ChangeRow {
    fn largest(&self) -> Option<u32> {
        self.from.value.max(self.to.value)
    }

    fn falls(&self) -> bool {
        matches!((self.from.value, self.to.value), (Some(from), Some(to)) if to < from)
    }
}

impl Scale {
    fn at(self, value: u32) -> i32 {
        let along = i64::from(self.length) * i64::from(value) / i64::from(self.largest.max(1));
        self.zero + i32::try_from(along).unwrap_or(0)
    }
}
