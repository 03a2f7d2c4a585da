//! A count over the years, from zero, on a true time scale: solid between neighbouring years, dotted over a gap.

use super::axis::{self, Plot};
use super::canvas::{Anchor, Canvas};
use super::frame::Field;
use super::labels::{Obstacles, Wanted};
use super::scene::Area;
use super::text;
use super::theme::{Letter, Placing, Role, Theme};
use crate::chart::{Break, Point, Trend};

/// A year with its count, and where it stands.
#[derive(Debug, Clone, Copy)]
struct Spot<'a> {
    point: &'a Point,
    value: u32,
    at: (i32, i32),
}

/// With more counts than this only the first, the last, the largest and the smallest are printed.
const LABELLED: usize = 12;

/// What trends beside or under each other have in common, so that the same year and the same count stand alike in each.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Common {
    /// The scale holds at least this.
    pub scale: u32,
    /// The first and the last year stand at least so far from the sides of the plot.
    pub insets: [i32; 2],
}

/// Draws the line; says where the picture ends.
pub(super) fn draw(canvas: &Canvas, trend: &Trend, common: Common, field: Field) -> i32 {
    let known: Vec<(&Point, u32)> =
        trend.points.iter().filter_map(|point| point.value.map(|value| (point, value))).collect();
    match known.as_slice() {
        [] => field.top,
        known if known.iter().all(|(_, value)| *value == 0) => field.top,
        [(point, _)] => single(canvas, point, field),
        known => line(canvas, trend, known, common, field),
    }
}

/// One count is no trend: the number itself, and its year.
fn single(canvas: &Canvas, point: &Point, field: Field) -> i32 {
    let theme = canvas.theme;
    let times: &[i32] = if field.bottom.is_some() { &[8, 6, 4, 3, 2] } else { &[4, 3, 2] };
    let sized = |times: &i32| Letter { size: theme.label.size * times, ..theme.value().with_role(Role::Main) };
    let fits = |letter: &Letter| canvas.width(&point.text, *letter) <= field.width();
    let large = times.iter().map(sized).find(fits).unwrap_or(theme.value());
    let number = std::slice::from_ref(&point.text);
    let high = canvas.height(number, large) + canvas.height(&[point.year.to_string()], theme.label);
    let free = field.bottom.map_or(0, |bottom| (bottom - field.top - high).max(0));
    canvas.begin(&mark_label(point));
    let top = canvas.lines(number, large, Anchor::Start, (field.left, field.top + free / 3));
    canvas.lines(&[point.year.to_string()], theme.label, Anchor::Start, (field.left, top))
}

fn mark_label(point: &Point) -> String {
    format!("{}: {}", point.year, point.text)
}

fn line(canvas: &Canvas, trend: &Trend, known: &[(&Point, u32)], common: Common, field: Field) -> i32 {
    let largest = known.iter().map(|(_, value)| *value).max().unwrap_or(1).max(common.scale);
    let notes = notes(canvas, trend, field);
    let head = field.top;
    let field =
        Field { top: notes.iter().fold(head, |top, (_, lines, letter)| top + canvas.height(lines, *letter)), ..field };
    let ticks = axis::ticks(largest);
    let numbers: Vec<String> = ticks.iter().map(|tick| axis::grouped(*tick, &trend.points)).collect();
    let plot = Plot { largest: largest.max(1), ..plot(canvas, (trend, known), &numbers, common, field) };
    let spot = |(point, value): &(&'_ Point, u32)| (plot.x(point.year), plot.y(*value));
    let spots: Vec<Spot> = known.iter().map(|known| Spot { point: known.0, value: known.1, at: spot(known) }).collect();
    let radius = radius(&canvas.theme, &spots);
    let breaks: Vec<i32> = notes.iter().map(|(year, ..)| break_at(plot, *year)).collect();
    let counts = placed(canvas, plot, (&spots, &breaks), radius, field);
    let areas: Vec<Area> = counts.iter().map(|(_, _, area)| *area).collect();
    axis::grid(canvas, plot, &ticks, &numbers, &areas);
    let bottom = axis::years(canvas, plot, &trend.points);
    silent(canvas, trend, plot, &areas);
    let mut top = head;
    for ((_, lines, letter), x) in notes.iter().zip(breaks) {
        top = broken(canvas, (lines, *letter), (x, top, plot.zero), field);
    }
    stretches(canvas, &spots, radius);
    for spot in &spots {
        canvas.begin(&mark_label(spot.point));
        canvas.dot(Role::Main, spot.at, radius);
    }
    for (spot, letter, area) in counts {
        canvas.begin(&mark_label(spot.point));
        if let Some(leader) = leader(&canvas.theme, area, spot.at, radius) {
            canvas.line(Role::Axis, &leader, canvas.theme.em(6));
        }
        canvas.text(&spot.point.text, letter, Anchor::Start, (area.left, area.bottom));
    }
    bottom
}

/// Over the years before the first count and after the last: why they have none, where it is the same of all and has room.
fn silent(canvas: &Canvas, trend: &Trend, plot: Plot, counts: &[Area]) {
    let theme = canvas.theme;
    let letter = Letter { leading: 120, ..theme.note.with_role(Role::Missing) };
    let before = trend.points.iter().take_while(|point| point.value.is_none());
    let after = trend.points.iter().rev().take_while(|point| point.value.is_none());
    for run in [before.collect::<Vec<_>>(), after.collect()] {
        let Some(text) = run.first().map(|point| &point.text).filter(|text| run.iter().all(|one| one.text == **text))
        else {
            continue;
        };
        let years = || run.iter().map(|point| plot.x(point.year));
        let (left, right) = (years().min().unwrap_or(0), years().max().unwrap_or(0));
        let lines = canvas.balance(text, letter, right - left + theme.em(250));
        let (wide, high) = (canvas.widest(&lines, letter), canvas.height(&lines, letter));
        let middle =
            left.midpoint(right).clamp(plot.left + wide / 2, (plot.right - wide / 2).max(plot.left + wide / 2));
        let bottom = plot.zero - theme.em(30);
        let area = Area { left: middle - wide / 2, top: bottom - high, right: middle + wide / 2, bottom };
        let is_free = area.left >= plot.left && area.right <= plot.right && !counts.iter().any(|one| one.meets(&area));
        if is_free {
            canvas.begin(text);
            canvas.lines(&lines, letter, Anchor::Middle, (middle, area.top));
        }
    }
}

/// What stands over the line at each break, in the order of the years; none at the first year or after the last.
fn notes(canvas: &Canvas, trend: &Trend, field: Field) -> Vec<(i32, Vec<String>, Letter)> {
    let years = || trend.points.iter().map(|point| point.year);
    let (first, last) = (years().min().unwrap_or(0), years().max().unwrap_or(0));
    let theme = canvas.theme;
    let letter = Letter { leading: 120, ..theme.note };
    let note = |one: &Break| (one.year, canvas.balance(&one.text, letter, field.width() * 45 / 100), letter);
    let mut notes: Vec<_> = trend.breaks.iter().filter(|one| one.year > first && one.year <= last).map(note).collect();
    notes.sort_by_key(|note| note.0);
    notes
}

/// Between the year before and the first that is counted otherwise.
fn break_at(plot: Plot, year: i32) -> i32 {
    plot.x(year - 1).midpoint(plot.x(year))
}

/// A thin line down to the axis with its words beside its top; says where they end.
fn broken(canvas: &Canvas, (lines, letter): (&[String], Letter), (x, top, zero): (i32, i32, i32), field: Field) -> i32 {
    let theme = canvas.theme;
    canvas.begin(&lines.join(" "));
    canvas.line(Role::Axis, &[(x, top), (x, zero)], theme.em(7));
    let air = theme.em(30);
    if x + air + canvas.widest(lines, letter) <= field.right {
        canvas.lines(lines, letter, Anchor::Start, (x + air, top))
    } else {
        canvas.lines(lines, letter, Anchor::End, (x - air, top))
    }
}

/// How far the first and the last year must stand from the sides, so that they and their numbers stay inside.
pub(super) fn insets(canvas: &Canvas, trend: &Trend) -> [i32; 2] {
    let theme = canvas.theme;
    let half = |point: &Point| {
        let number = point.value.map_or(0, |_| canvas.width(&point.text, last_letter(&theme)));
        canvas.width(&point.year.to_string(), theme.label).max(number) / 2
    };
    let by_year = |point: &&Point| point.year;
    let (first, last) = (trend.points.iter().min_by_key(by_year), trend.points.iter().max_by_key(by_year));
    [first, last].map(|point| point.map_or(0, half))
}

/// The measures of the plot, so that the outermost numbers and years stay inside the field.
fn plot(
    canvas: &Canvas,
    (trend, known): (&Trend, &[(&Point, u32)]),
    numbers: &[String],
    common: Common,
    field: Field,
) -> Plot {
    let theme = canvas.theme;
    let letter = axis::letter(&theme);
    let left = field.left + canvas.widest(numbers, letter) + theme.em(55);
    let years = || trend.points.iter().map(|point| point.year);
    let (first_year, last_year) = (years().min().unwrap_or(0), years().max().unwrap_or(0));
    let own = insets(canvas, trend);
    let [first, last] = [0, 1].map(|end| own[end].max(common.insets[end]));
    let height = match (theme.placing, field.bottom) {
        (_, Some(bottom)) => bottom - field.top - theme.em(175),
        (Placing::Beside, None) => theme.width * 35 / 100,
        (Placing::Above, None) => theme.width * 48 / 100,
    };
    let height = height.max(theme.em(500));
    Plot {
        left,
        right: field.right,
        zero: field.top + height,
        peak: field.top + theme.em(190),
        largest: known.iter().map(|(_, value)| *value).max().unwrap_or(1).max(1),
        first_year,
        last_year,
        first_x: left + first,
        last_x: field.right - last,
    }
}

/// The last count is what the reader came for.
fn last_letter(theme: &Theme) -> Letter {
    let letter = theme.value().with_role(Role::Main);
    Letter { size: letter.size * 115 / 100, ..letter }
}

/// Smaller where years stand close together.
fn radius(theme: &Theme, spots: &[Spot]) -> i32 {
    let nearest = spots.windows(2).map(|pair| pair[1].at.0 - pair[0].at.0).min().unwrap_or(i32::MAX);
    theme.em(32).min((nearest / 4).max(theme.em(12)))
}

/// The line from count to count; it stops short of the dots, so that each stands free on any ground.
fn stretches(canvas: &Canvas, spots: &[Spot], radius: i32) {
    let theme = canvas.theme;
    let width = theme.em(18);
    canvas.begin("");
    for pair in spots.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let air = if radius < theme.em(32) { 0 } else { radius + theme.em(14) };
        let Some([from_at, to_at]) = shortened(from.at, to.at, air) else {
            continue;
        };
        if i64::from(to.point.year) - i64::from(from.point.year) <= 1 {
            canvas.line(Role::Main, &[from_at, to_at], width);
        } else {
            dashes(canvas, from_at, to_at, width);
        }
    }
}

/// The stretch without `air` at both ends; nothing where none is left.
fn shortened(from: (i32, i32), to: (i32, i32), air: i32) -> Option<[(i32, i32); 2]> {
    let length = distance(from, to);
    let air = f64::from(air);
    (length > 2.0 * air).then(|| [along(from, to, air / length), along(to, from, air / length)])
}

/// A dotted stretch that begins and ends with a dash.
fn dashes(canvas: &Canvas, from: (i32, i32), to: (i32, i32), width: i32) {
    let length = distance(from, to);
    let (dash, gap) = (f64::from(width) * 1.9, f64::from(width) * 1.6);
    let mut count = 1_u32;
    while f64::from(count + 1) * dash + f64::from(count) * gap <= length {
        count += 1;
    }
    let left = (length - f64::from(count) * dash).max(0.0);
    let gap = if count > 1 { left / f64::from(count - 1) } else { 0.0 };
    let dash = dash.min(length);
    for index in 0..count {
        let start = f64::from(index) * (dash + gap);
        let ends = [along(from, to, start / length), along(from, to, (start + dash) / length)];
        canvas.line(Role::Main, &ends, width);
    }
}

fn distance(from: (i32, i32), to: (i32, i32)) -> f64 {
    let (run, rise) = (f64::from(to.0 - from.0), f64::from(to.1 - from.1));
    (run * run + rise * rise).sqrt()
}

/// The point at a share of the way.
#[expect(clippy::cast_possible_truncation, reason = "a point between two points of the canvas is on the canvas")]
fn along(from: (i32, i32), to: (i32, i32), share: f64) -> (i32, i32) {
    let between = |from: i32, to: i32| (f64::from(from) + f64::from(to - from) * share).round() as i32;
    (between(from.0, to.0), between(from.1, to.1))
}

/// Where the counts stand beside their dots, the most important first, so that they get the best places.
fn placed<'a>(
    canvas: &Canvas,
    plot: Plot,
    (spots, breaks): (&[Spot<'a>], &[i32]),
    radius: i32,
    field: Field,
) -> Vec<(Spot<'a>, Letter, Area)> {
    let theme = canvas.theme;
    let bounds = Area { left: field.left, top: field.top, right: field.right, bottom: plot.zero - theme.em(20) };
    let mut obstacles = Obstacles::within(bounds);
    for spot in spots {
        obstacles.add_point(spot.at, radius);
    }
    for pair in spots.windows(2) {
        obstacles.add_stretch(pair[0].at, pair[1].at);
    }
    for x in breaks {
        obstacles.add_stretch((*x, field.top), (*x, plot.zero));
    }
    let mut counts = Vec::new();
    for index in order(canvas, spots) {
        let spot = spots[index];
        let letter = if index + 1 == spots.len() { last_letter(&theme) } else { theme.value().with_role(Role::Main) };
        let wanted = Wanted {
            point: spot.at,
            width: canvas.width(&spot.point.text, letter),
            height: text::cap_height(letter.size),
            gap: radius + theme.em(45),
        };
        counts.extend(obstacles.place(wanted).map(|area| (spot, letter, area)));
    }
    counts
}

/// A thin line from a count to its dot, where the count had to be pushed away from it.
fn leader(theme: &Theme, area: Area, (x, y): (i32, i32), radius: i32) -> Option<[(i32, i32); 2]> {
    let air = theme.em(14);
    let ends = if area.bottom < y { [area.bottom + air, y - radius - air] } else { [y + radius + air, area.top - air] };
    (ends[1] - ends[0] > theme.em(60)).then(|| ends.map(|end| (x, end)))
}

/// Which counts are printed: last, first, largest, smallest, then all others where there is room for all.
fn order(canvas: &Canvas, spots: &[Spot]) -> Vec<usize> {
    let last = spots.len().saturating_sub(1);
    let largest = spots.iter().enumerate().max_by_key(|(index, spot)| (spot.value, *index)).map_or(0, |most| most.0);
    let smallest = spots.iter().enumerate().min_by_key(|(index, spot)| (spot.value, *index)).map_or(0, |least| least.0);
    let widest = spots.iter().map(|spot| canvas.width(&spot.point.text, canvas.theme.value())).max().unwrap_or(0);
    let nearest = spots.windows(2).map(|pair| pair[1].at.0 - pair[0].at.0).min().unwrap_or(i32::MAX);
    let all = spots.len() <= LABELLED && nearest >= widest + canvas.theme.em(30);
    let rest = if all { spots.len() } else { 0 };
    let mut order = Vec::new();
    for index in [last, 0, largest, smallest].into_iter().chain(0..rest) {
        if !order.contains(&index) {
            order.push(index);
        }
    }
    order
}
