//! A bridge: totals stand on zero, steps hang between them, each with its number and its sign.
//!
//! The bars stand upright where every number and every name fits; else they lie, one row each, with the name
//! beside or above. A column puts up to four short names into a key instead: more would have to be looked up.

mod lying;
mod upright;

use super::canvas::{Anchor, Canvas};
use super::frame::Field;
use super::rows::centred;
use super::scene::Area;
use super::theme::{Letter, Role};
use crate::chart::{Bridge, Step, Sureness, Total};

/// One bar, from one level to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Bar<'a> {
    label: &'a str,
    text: &'a str,
    from: i64,
    to: i64,
    kind: Kind,
    sureness: Sureness,
}

/// What a bar stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Total,
    Rise,
    Fall,
    /// A step of nothing.
    Still,
}

/// Levels as places on the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Scale {
    lowest: i64,
    highest: i64,
    /// Where the lowest level is.
    start: i32,
    /// Where the highest one is.
    end: i32,
}

/// The bars in their order: every step begins where the one before it ended.
pub(super) fn bars(bridge: &Bridge) -> Vec<Bar<'_>> {
    let mut bars = vec![Bar::total(&bridge.opening)];
    let mut level = i64::from(bridge.opening.value);
    for span in &bridge.spans {
        for step in &span.steps {
            let to = level.saturating_add(step.value);
            bars.push(Bar::step(step, level, to));
            level = to;
        }
        bars.push(Bar::total(&span.closing));
        level = i64::from(span.closing.value);
    }
    bars
}

/// Draws the bars, and what the word for an estimate means if there is one; says where the picture ends.
pub(super) fn draw(canvas: &Canvas, bars: &[Bar], estimate: Option<&str>, field: Field) -> i32 {
    if bars.iter().all(|bar| bar.from == 0 && bar.to == 0) {
        return field.top;
    }
    let top = estimate.map_or(field.top, |word| sample(canvas, word, field));
    let field = Field { top, ..field };
    match upright::Plan::fitting(canvas, bars, field) {
        Some(plan) => upright::draw(canvas, bars, &plan, field),
        None => lying::draw(canvas, bars, field),
    }
}

/// What a hollow bar stands for; says where that ends.
fn sample(canvas: &Canvas, word: &str, field: Field) -> i32 {
    let theme = canvas.theme;
    let room = canvas.room(word, theme.label);
    let baseline = field.top + room.above;
    let side = theme.em(95) / theme.grain * theme.grain;
    let top = baseline - centred(0, theme.label.size) - side / 2;
    canvas.begin(word);
    let area = Area { left: field.left, top, right: field.left + side, bottom: top + side };
    hollow(canvas, Role::Axis, area);
    canvas.text(word, theme.label, Anchor::Start, (area.right + theme.em(35), baseline));
    baseline + room.below + theme.em(60)
}

impl<'a> Bar<'a> {
    fn total(total: &'a Total) -> Self {
        let (label, text, to) = (total.label.as_str(), total.text.as_str(), i64::from(total.value));
        Self { label, text, from: 0, to, kind: Kind::Total, sureness: Sureness::Counted }
    }

    fn step(step: &'a Step, from: i64, to: i64) -> Self {
        let kind = match to.cmp(&from) {
            std::cmp::Ordering::Greater => Kind::Rise,
            std::cmp::Ordering::Less => Kind::Fall,
            std::cmp::Ordering::Equal => Kind::Still,
        };
        Self { label: &step.label, text: &step.text, from, to, kind, sureness: step.sureness }
    }

    /// What it is called.
    pub(super) fn label(&self) -> &'a str {
        self.label
    }

    /// Its number as it is printed.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// How well its number is known.
    pub(super) fn sureness(&self) -> Sureness {
        self.sureness
    }

    /// Whether it stands on zero.
    pub(super) fn is_total(&self) -> bool {
        self.kind == Kind::Total
    }

    /// Whether it leads up.
    pub(super) fn rises(&self) -> bool {
        self.kind == Kind::Rise
    }

    pub(super) fn low(&self) -> i64 {
        self.from.min(self.to)
    }

    pub(super) fn high(&self) -> i64 {
        self.from.max(self.to)
    }

    /// How its number is set.
    fn letter(&self, canvas: &Canvas) -> Letter {
        let value = canvas.theme.value();
        match self.kind {
            Kind::Total => Letter { size: value.size * 115 / 100, ..value },
            Kind::Rise => value.with_role(Role::RiseText),
            Kind::Fall => value.with_role(Role::FallText),
            Kind::Still => value,
        }
    }

    /// How its name is set.
    fn name_letter(&self, canvas: &Canvas) -> Letter {
        match self.kind {
            Kind::Total => canvas.theme.value(),
            Kind::Rise | Kind::Fall | Kind::Still => canvas.theme.label,
        }
    }

    /// Draws the bar: filled where it was counted, hollow where it is an estimate, broken where that is too thin.
    fn draw(&self, canvas: &Canvas, area: Area) {
        let role = match self.kind {
            Kind::Total => Role::Main,
            Kind::Rise => Role::Rise,
            Kind::Fall => Role::Fall,
            Kind::Still => Role::Axis,
        };
        match self.sureness {
            Sureness::Counted => canvas.block(role, area),
            Sureness::Estimated => hollow(canvas, role, area),
        }
    }
}

impl Scale {
    /// From zero, or from the lowest level if that is below, to the highest.
    fn new(bars: &[Bar], start: i32, end: i32) -> Self {
        let lowest = bars.iter().map(Bar::low).min().unwrap_or(0).min(0);
        let highest = bars.iter().map(Bar::high).max().unwrap_or(0).max(lowest.saturating_add(1));
        Self { lowest, highest, start, end }
    }

    fn at(&self, level: i64) -> i32 {
        let along = i128::from(level) - i128::from(self.lowest);
        let whole = i128::from(self.highest) - i128::from(self.lowest);
        let shift = i128::from(self.end - self.start) * along / whole.max(1);
        self.start.saturating_add(i32::try_from(shift).unwrap_or(0))
    }
}

/// The edge of a rectangle, or a row of short pieces where it is too thin to be seen as hollow.
fn hollow(canvas: &Canvas, role: Role, area: Area) {
    let theme = canvas.theme;
    let rim = theme.grain * ((theme.em(14) + theme.grain / 2) / theme.grain).max(1);
    let Area { left, top, right, bottom } = area;
    let (wide, high) = (right - left, bottom - top);
    if wide.min(high) > 3 * rim {
        canvas.block(role, Area { bottom: top + rim, ..area });
        canvas.block(role, Area { top: bottom - rim, ..area });
        canvas.block(role, Area { right: left + rim, ..area });
        canvas.block(role, Area { left: right - rim, ..area });
        return;
    }
    // An odd number of equal parts: every other one is left out, and both ends are drawn.
    let length = wide.max(high);
    let parts = (length / (2 * rim)).max(3) / 2 * 2 + 1;
    for part in (0..parts).step_by(2) {
        let (from, to) = (length * part / parts, length * (part + 1) / parts);
        let piece = if wide >= high {
            Area { left: left + from, right: left + to, ..area }
        } else {
            Area { top: top + from, bottom: top + to, ..area }
        };
        canvas.block(role, piece);
    }
}

/// How thick the line of a step of nothing and the lines between bars are.
fn hairline(canvas: &Canvas) -> i32 {
    canvas.theme.em(9)
}
