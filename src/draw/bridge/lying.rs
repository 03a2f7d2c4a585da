//! A bridge of lying bars, one row each: for long names, long numbers and many steps.

use super::{Bar, Kind, Scale, hairline};
use crate::draw::bars::{SHORTEST, pitch, thickness};
use crate::draw::canvas::{Anchor, Canvas};
use crate::draw::frame::Field;
use crate::draw::rows::{Names, centred};
use crate::draw::scene::Area;
use crate::draw::theme::{Placing, Role};

/// Draws the bars; says where the last row ends.
pub(super) fn draw(canvas: &Canvas, bars: &[Bar], field: Field) -> i32 {
    let theme = canvas.theme;
    let names = Names::new(canvas, bars.iter().map(|bar| bar.label), field);
    let places = names.spread(canvas, |_| pitch(canvas), field);
    let thick = thickness(canvas, &places);
    let scale = scale(canvas, bars, names.start, field.right);
    let line = hairline(canvas);
    let mut before: Option<(i32, i32)> = None;
    for (index, (bar, place)) in bars.iter().zip(&places).enumerate() {
        canvas.begin(&format!("{}: {}", bar.label, bar.text));
        let middle = names.draw(canvas, index, *place, thick);
        let top = middle - thick / 2;
        let area = Area { top, bottom: top + thick, ..extent(bar, scale, line) };
        if bar.kind != Kind::Total || bar.to > 0 {
            bar.draw(canvas, area);
        }
        let letter = bar.letter(canvas);
        let at = (area.right + theme.em(40), centred(middle, letter.size));
        canvas.text(bar.text, letter, Anchor::Start, at);
        canvas.begin("");
        // The line from the bar before makes way for a name above this one.
        let is_clear = |x: i32| names.end(canvas, index).is_none_or(|end| x > end + theme.em(30));
        if let Some((x, y)) = before.filter(|(x, _)| is_clear(*x)) {
            canvas.line(Role::Axis, &[(x, y), (x, area.top)], line);
        }
        before = Some((scale.at(bar.to), area.bottom));
    }
    let bottom = places.last().map_or(field.top, |row| row.top + row.height);
    if theme.placing == Placing::Beside {
        let zero = scale.at(0);
        canvas.line(Role::Axis, &[(zero, field.top), (zero, bottom)], line);
    }
    bottom
}

/// How far a bar reaches: what is there is never invisible, and a step of nothing is a line.
fn extent(bar: &Bar, scale: Scale, line: i32) -> Area {
    let (left, right) = (scale.at(bar.low()), scale.at(bar.high()));
    let (left, right) = match bar.kind {
        Kind::Still => (left - line / 2, left - line / 2 + line),
        Kind::Total if bar.to == 0 => (left, left),
        Kind::Total | Kind::Rise | Kind::Fall => (left, right.max(left + SHORTEST)),
    };
    Area { left, top: 0, right, bottom: 0 }
}

/// How the levels lie so that every number still fits beside its bar.
fn scale(canvas: &Canvas, bars: &[Bar], start: i32, end: i32) -> Scale {
    let theme = canvas.theme;
    let full = Scale::new(bars, start, end);
    let whole = i128::from(full.highest) - i128::from(full.lowest);
    let limit = |bar: &Bar| {
        let reach = i128::from(bar.high()) - i128::from(full.lowest);
        let free = end - start - theme.em(45) - canvas.width(bar.text, bar.letter(canvas));
        (reach > 0).then(|| i128::from(free.max(0)) * whole / reach)
    };
    let longest = bars.iter().filter_map(limit).min().unwrap_or(0);
    Scale { end: start.saturating_add(i32::try_from(longest).unwrap_or(0)), ..full }
}
