//! The axes of a trend: round numbers up the side, years along the foot.

use super::canvas::{Anchor, Canvas};
use super::rows::centred;
use super::scene::Area;
use super::theme::{Letter, Role, Theme};
use crate::chart::Point;
use crate::words;

/// The plot: its sides, and what they stand for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Plot {
    pub(super) left: i32,
    pub(super) right: i32,
    pub(super) zero: i32,
    /// Where the largest value stands.
    pub(super) peak: i32,
    pub(super) largest: u32,
    pub(super) first_year: i32,
    pub(super) last_year: i32,
    pub(super) first_x: i32,
    pub(super) last_x: i32,
}

/// From here on a year on the axis is a mark to count by, not a name.
const MANY_YEARS: i64 = 20;

impl Plot {
    pub(super) fn x(&self, year: i32) -> i32 {
        let years = i64::from(self.last_year) - i64::from(self.first_year);
        let along = i64::from(self.last_x - self.first_x) * (i64::from(year) - i64::from(self.first_year));
        self.first_x + i32::try_from(along / years.max(1)).unwrap_or(0)
    }

    pub(super) fn y(&self, value: u32) -> i32 {
        let up = i64::from(self.zero - self.peak) * i64::from(value) / i64::from(self.largest);
        self.zero - i32::try_from(up).unwrap_or(0)
    }
}

pub(super) fn letter(theme: &Theme) -> Letter {
    theme.label.with_role(Role::Note)
}

/// Zero and up to four steps of 1, 2 or 5 times a power of ten, none above the largest value.
pub(super) fn ticks(largest: u32) -> Vec<u32> {
    let mut step: u32 = 1;
    let mut power: u32 = 1;
    for factor in [2, 5, 10].into_iter().cycle() {
        let Some(next) = power.checked_mul(factor).filter(|next| *next <= largest / 2) else {
            break;
        };
        step = next;
        if factor == 10 {
            power = next;
        }
    }
    (0..=largest / step).map(|index| index * step).collect()
}

/// The number with thousands parted as the data's own numbers are.
pub(super) fn grouped(number: u32, points: &[Point]) -> String {
    let digits = number.to_string();
    let separator = points.iter().filter(|point| point.value.is_some_and(|value| value >= 1_000)).find_map(|point| {
        let others: Vec<char> =
            words::plain(&point.text).chars().filter(|character| !character.is_ascii_digit()).collect();
        others.first().copied().filter(|first| others.iter().all(|other| other == first))
    });
    let Some(separator) = separator else { return digits };
    let part = |(index, digit): (usize, char)| {
        let parted = index > 0 && (digits.len() - index).is_multiple_of(3);
        parted.then_some(separator).into_iter().chain(std::iter::once(digit))
    };
    digits.chars().enumerate().flat_map(part).collect()
}

/// The lines of the grid with their numbers; a line makes way for the counts that stand on it.
pub(super) fn grid(canvas: &Canvas, plot: Plot, ticks: &[u32], numbers: &[String], counts: &[Area]) {
    let theme = canvas.theme;
    let letter = letter(&theme);
    canvas.begin("");
    for (tick, number) in ticks.iter().zip(numbers) {
        let y = plot.y(*tick);
        let role = if *tick == 0 { Role::Axis } else { Role::Grid };
        let width = if *tick == 0 { theme.em(9) } else { theme.em(7) };
        let air = theme.em(25);
        let mut on_it: Vec<Area> = counts.iter().map(|count| count.grown(air)).collect();
        on_it.retain(|count| *tick > 0 && (count.top..=count.bottom).contains(&y));
        on_it.sort_unstable_by_key(|count| count.left);
        let mut from = plot.left;
        for count in on_it {
            if count.left > from {
                canvas.line(role, &[(from, y), (count.left, y)], width);
            }
            from = from.max(count.right);
        }
        if from < plot.right {
            canvas.line(role, &[(from, y), (plot.right, y)], width);
        }
        let at = (plot.left - theme.em(55), centred(y, letter.size));
        canvas.text(number, letter, Anchor::End, at);
    }
}

/// The years under the axis, as many as fit; those without a count are grey. Says where they end.
pub(super) fn years(canvas: &Canvas, plot: Plot, points: &[Point]) -> i32 {
    let theme = canvas.theme;
    let letter = theme.label;
    let tick = theme.em(35);
    let top = plot.zero + theme.em(50);
    let room = canvas.room("0", letter);
    for point in shown_years(canvas, plot, points) {
        let x = plot.x(point.year);
        let role = if point.value.is_some() { Role::Text } else { Role::Missing };
        canvas.line(Role::Axis, &[(x, plot.zero), (x, plot.zero + tick)], theme.em(9));
        canvas.text(&point.year.to_string(), letter.with_role(role), Anchor::Middle, (x, top + room.above));
    }
    top + room.above + room.below
}

/// Every year, or every fifth, tenth one where they are many; the first and the last always.
fn shown_years<'a>(canvas: &Canvas, plot: Plot, points: &'a [Point]) -> Vec<&'a Point> {
    let needed = canvas.width(&plot.last_year.to_string(), canvas.theme.label) + canvas.theme.em(50);
    let years = (i64::from(plot.last_year) - i64::from(plot.first_year)).max(1);
    let fits = |step: &i64| i64::from(plot.last_x - plot.first_x) * step / years >= i64::from(needed);
    let steps = (0..10_u32).flat_map(|power| [1, 2, 5].map(|factor| factor * 10_i64.pow(power)));
    let few = years < MANY_YEARS;
    let step = steps.into_iter().filter(|step| few || *step >= 5).find(fits).unwrap_or(i64::MAX);
    let ends = [plot.x(plot.first_year), plot.x(plot.last_year)];
    let mut shown: Vec<&Point> = Vec::new();
    for point in points {
        let x = plot.x(point.year);
        let is_end = point.year == plot.first_year || point.year == plot.last_year;
        let near_end = ends.iter().any(|end| (end - x).abs() < needed);
        let on_step = step == 1 || i64::from(point.year) % step == 0;
        let again = shown.iter().any(|other| other.year == point.year);
        if !again && (is_end || (on_step && !near_end)) {
            shown.push(point);
        }
    }
    shown
}
