//! A bridge of upright bars, each with its name or the letter of its name in the key below.

use super::{Bar, Kind, Scale, hairline};
use crate::draw::bars::SHORTEST;
use crate::draw::canvas::{Anchor, Canvas};
use crate::draw::frame::Field;
use crate::draw::scene::Area;
use crate::draw::text::cap_height;
use crate::draw::theme::{Placing, Role};

/// Where the bars stand and how they are named.
pub(super) struct Plan<'a> {
    /// From one bar to the next.
    pitch: i32,
    /// How wide a bar is.
    width: i32,
    /// The lines under each bar.
    names: Vec<Vec<String>>,
    /// The names of steps that the lines are letters of.
    key: Vec<&'a str>,
}

/// What stands above and below the bars.
struct Plot {
    scale: Scale,
    /// Where the names begin.
    foot: i32,
}

/// A reader can keep that many letters in mind.
const KEPT: usize = 4;

/// The letters of a key.
const LETTERS: [&str; KEPT] = ["a", "b", "c", "d"];

/// A name of more lines is no longer read as one.
const NAME_LINES: usize = 3;

impl<'a> Plan<'a> {
    /// How the bars stand if every number fits above its bar and every name below, or in a key.
    pub(super) fn fitting(canvas: &Canvas, bars: &[Bar<'a>], field: Field) -> Option<Self> {
        let theme = canvas.theme;
        let count = i32::try_from(bars.len()).unwrap_or(i32::MAX).max(1);
        let pitch = (field.width() / count).min(theme.em(1_200)) / theme.grain * theme.grain;
        let width = pitch * 72 / 100 / theme.grain * theme.grain;
        let numbers_fit = bars.iter().all(|bar| canvas.width(bar.text, bar.letter(canvas)) + theme.em(25) <= pitch);
        if !numbers_fit {
            return None;
        }
        let direct = names(canvas, bars, pitch - theme.em(30), |bar| bar.label.to_owned());
        if let Some(names) = direct {
            return Some(Self { pitch, width, names, key: Vec::new() });
        }
        let key = (theme.placing == Placing::Above).then(|| key(canvas, bars, field)).flatten()?;
        let short = |bar: &Bar| match key.iter().position(|name| *name == bar.label) {
            Some(place) if bar.kind != Kind::Total => LETTERS.get(place).copied().unwrap_or_default().to_owned(),
            _ => bar.label.to_owned(),
        };
        let names = names(canvas, bars, pitch - theme.em(30), short)?;
        Some(Self { pitch, width, names, key })
    }

    /// How far the names reach below the bars.
    fn depth(&self, canvas: &Canvas, bars: &[Bar]) -> i32 {
        let heights = self.names.iter().zip(bars).map(|(lines, bar)| canvas.height(lines, bar.name_letter(canvas)));
        heights.max().unwrap_or(0)
    }

    /// Where a bar begins.
    fn left(&self, index: usize, field: Field) -> i32 {
        let before = self.pitch * i32::try_from(index).unwrap_or(0);
        field.left + before + (self.pitch - self.width) / 2
    }
}

/// The lines under each bar, if none is too wide and none of the names too long.
fn names(canvas: &Canvas, bars: &[Bar], width: i32, name: impl Fn(&Bar) -> String) -> Option<Vec<Vec<String>>> {
    let lines = |bar: &Bar| {
        let letter = bar.name_letter(canvas);
        let lines = canvas.balance(&name(bar), letter, width);
        (lines.len() <= NAME_LINES && canvas.widest(&lines, letter) <= width).then_some(lines)
    };
    bars.iter().map(lines).collect()
}

/// The different names of steps, if they are few and each fits on a line.
fn key<'a>(canvas: &Canvas, bars: &[Bar<'a>], field: Field) -> Option<Vec<&'a str>> {
    let mut key: Vec<&str> = Vec::new();
    for bar in bars.iter().filter(|bar| bar.kind != Kind::Total) {
        if !key.contains(&bar.label) {
            key.push(bar.label);
        }
    }
    let fits = |name: &&str| canvas.width(name, canvas.theme.label) + indent(canvas) <= field.width();
    (key.len() <= KEPT && key.iter().all(fits)).then_some(key)
}

/// From the left side of a letter to its name.
fn indent(canvas: &Canvas) -> i32 {
    let widest = LETTERS.iter().map(|letter| canvas.width(letter, canvas.theme.value())).max();
    widest.unwrap_or(0) + canvas.theme.em(45)
}

/// Draws the bars; says where the picture ends.
pub(super) fn draw(canvas: &Canvas, bars: &[Bar], plan: &Plan, field: Field) -> i32 {
    let plot = plot(canvas, bars, plan, field);
    let zero = plot.scale.at(0);
    let line = hairline(canvas);
    for (index, bar) in bars.iter().enumerate() {
        let left = plan.left(index, field);
        let middle = left + plan.width / 2;
        canvas.begin(&format!("{}: {}", bar.label, bar.text));
        let area = Area { left, right: left + plan.width, ..extent(bar, plot.scale, line) };
        if bar.kind != Kind::Total || bar.to > 0 {
            bar.draw(canvas, area);
        }
        number(canvas, bar, (middle, area), plot.scale);
        if let Some(lines) = plan.names.get(index) {
            canvas.lines(lines, bar.name_letter(canvas), Anchor::Middle, (middle, plot.foot));
        }
    }
    connectors(canvas, bars, plan, plot.scale, field);
    let right = field.left + plan.pitch * i32::try_from(bars.len()).unwrap_or(0);
    canvas.line(Role::Axis, &[(field.left, zero), (right, zero)], line);
    legend(canvas, plan, plot.foot + plan.depth(canvas, bars), field)
}

/// How the levels lie so that the numbers above and the names below have room.
fn plot(canvas: &Canvas, bars: &[Bar], plan: &Plan, field: Field) -> Plot {
    let theme = canvas.theme;
    let names = plan.depth(canvas, bars);
    let height = match (theme.placing, field.bottom) {
        (_, Some(bottom)) => bottom - field.top - names - theme.em(50),
        (Placing::Beside, None) => theme.width * 35 / 100,
        (Placing::Above, None) => theme.width * 48 / 100,
    };
    let height = height.max(theme.em(500));
    let below = bars.iter().map(Bar::low).min().unwrap_or(0) < 0;
    let foot = field.top + height;
    let start = if below { foot - theme.em(130) } else { foot };
    let scale = Scale::new(bars, start, field.top + theme.em(130));
    Plot { scale, foot: foot + theme.em(35) }
}

/// How high a bar stands: what is there is never invisible, and a step of nothing is a line.
fn extent(bar: &Bar, scale: Scale, line: i32) -> Area {
    let (top, bottom) = (scale.at(bar.high()), scale.at(bar.low()));
    let (top, bottom) = match bar.kind {
        Kind::Still => (bottom - line / 2, bottom - line / 2 + line),
        Kind::Total | Kind::Rise | Kind::Fall => (top.min(bottom - SHORTEST), bottom),
    };
    Area { left: 0, top, right: 0, bottom }
}

/// The number above its bar; that of a fall below, if there is room above the axis.
fn number(canvas: &Canvas, bar: &Bar, (middle, area): (i32, Area), scale: Scale) {
    let theme = canvas.theme;
    let letter = bar.letter(canvas);
    let gap = theme.em(40);
    let below = area.bottom + gap + cap_height(letter.size);
    let zero = scale.at(0);
    let is_clear = below + theme.em(30) <= zero || area.top > zero;
    let baseline = if bar.kind == Kind::Fall && is_clear { below } else { area.top - gap };
    canvas.text(bar.text, letter, Anchor::Middle, (middle, baseline));
}

/// Hairlines from each level to the bar that begins there.
fn connectors(canvas: &Canvas, bars: &[Bar], plan: &Plan, scale: Scale, field: Field) {
    canvas.begin("");
    for (index, bar) in bars.iter().enumerate().take(bars.len().saturating_sub(1)) {
        let y = scale.at(bar.to);
        let from = plan.left(index, field) + plan.width;
        canvas.line(Role::Axis, &[(from, y), (plan.left(index + 1, field), y)], hairline(canvas));
    }
}

/// The names behind the letters, as many to a line as fit; says where they end.
fn legend(canvas: &Canvas, plan: &Plan, top: i32, field: Field) -> i32 {
    let theme = canvas.theme;
    let (indent, air) = (indent(canvas), theme.em(140));
    let mut lines: Vec<Vec<(usize, i32)>> = Vec::new();
    let mut x = field.left;
    for (place, name) in plan.key.iter().enumerate() {
        let width = indent + canvas.width(name, theme.label);
        match lines.last_mut() {
            Some(line) if x + width <= field.right => line.push((place, x)),
            _ => {
                x = field.left;
                lines.push(vec![(place, x)]);
            }
        }
        x += width + air;
    }
    let mut top = if lines.is_empty() { top } else { top + theme.em(40) };
    for line in lines {
        let entries: Vec<(&str, &str, i32)> =
            line.into_iter().filter_map(|(place, x)| Some((*LETTERS.get(place)?, *plan.key.get(place)?, x))).collect();
        let rooms = || entries.iter().map(|(_, name, _)| canvas.room(name, theme.label));
        let baseline = top + rooms().map(|room| room.above).max().unwrap_or(0);
        for (letter, name, x) in &entries {
            canvas.begin(&format!("{letter}: {name}"));
            canvas.text(letter, theme.value(), Anchor::Start, (*x, baseline));
            canvas.text(name, theme.label, Anchor::Start, (x + indent, baseline));
        }
        top = baseline + rooms().map(|room| room.below).max().unwrap_or(0) + theme.em(10);
    }
    top
}
