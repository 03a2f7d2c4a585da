//! Rows on one scale of years: dots for dates, brackets for years of which no more is known, bars for periods.

use super::canvas::{Anchor, Canvas};
use super::columns;
use super::frame::Field;
use super::rows::centred;
use super::scene::Area;
use super::squares::rim;
use super::theme::{Letter, Placing, Role};
use crate::chart::{Course, Stretch, Timeline};

/// From one line of marks to the next, in hundredths of an em.
const LANE: i32 = 76;

/// How large dots are, in hundredths of an em.
const RADIUS: i32 = 29;

/// No scale has more years.
const YEARS: usize = 1_000;

/// Months before and after which a mark is not drawn: no calendar reaches further.
const FARTHEST: i32 = 12 * 100_000;

/// How names are set, and in how many columns the rows stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Try {
    columns: usize,
    is_small: bool,
    /// Air above and below each row, in hundredths of an em.
    air: i32,
    /// Names take no more than this share of a column, in hundredths.
    share: i32,
}

/// From the roomiest to the closest.
const ON_A_SLIDE: [Try; 5] = [
    Try { columns: 1, is_small: false, air: 18, share: 40 },
    Try { columns: 2, is_small: false, air: 18, share: 46 },
    Try { columns: 2, is_small: true, air: 10, share: 50 },
    Try { columns: 2, is_small: true, air: 2, share: 50 },
    Try { columns: 3, is_small: true, air: 2, share: 40 },
];

const ON_A_PAGE: [Try; 1] = [Try { columns: 1, is_small: false, air: 18, share: 40 }];

/// A mark with its place across, and the line of marks on which it stands.
struct Placed<'a> {
    stretch: &'a Stretch,
    left: i32,
    right: i32,
    lane: i32,
}

/// One column of rows: where names and marks stand.
struct Sheet<'a> {
    timeline: &'a Timeline,
    letter: Letter,
    air: i32,
    /// How wide names may be.
    names: i32,
    /// Where marks begin, from the left side of the column.
    start: i32,
    width: i32,
}

/// Draws the key and the rows; says where the longest column ends.
pub(super) fn draw(canvas: &Canvas, timeline: &Timeline, courses: &[Course], field: Field) -> i32 {
    if courses.iter().all(|course| course.stretches.is_empty()) {
        return field.top;
    }
    let top = key(canvas, timeline, courses, field) + canvas.theme.em(40);
    let tries: &[Try] = if field.bottom.is_some() { &ON_A_SLIDE } else { &ON_A_PAGE };
    let mut bottom = top;
    for (index, one) in tries.iter().enumerate() {
        let places = columns::places(field, one.columns, canvas.theme.em(150));
        let width = places.first().map_or(field.width(), |place| place.1);
        let sheet = Sheet::new(canvas, timeline, courses, (*one, width));
        let heights: Vec<i32> = courses.iter().map(|course| sheet.height(canvas, course)).collect();
        let counts = columns::flow(&heights, one.columns);
        let high = columns::longest(&heights, &counts).saturating_add(sheet.line(canvas) + sheet.foot(canvas));
        let spare = field.bottom.map(|bottom| bottom.saturating_sub(top).saturating_sub(high));
        if index + 1 < tries.len() && spare.is_some_and(|spare| spare < 0) {
            continue;
        }
        let most = counts.iter().max().copied().unwrap_or(1);
        let spare = spare.unwrap_or(0).max(0) / i32::try_from(most).unwrap_or(i32::MAX).max(1);
        let mut rest = courses;
        for ((left, _), count) in places.iter().zip(counts) {
            let (own, after) = rest.split_at(count);
            rest = after;
            bottom = bottom.max(sheet.column(canvas, own, (*left, top), spare.min(canvas.theme.em(80))));
        }
        break;
    }
    bottom
}

impl<'a> Sheet<'a> {
    fn new(canvas: &Canvas, timeline: &'a Timeline, courses: &[Course], (one, width): (Try, i32)) -> Self {
        let theme = canvas.theme;
        let letter = if one.is_small { Letter { size: theme.note.size, ..theme.label } } else { theme.label };
        let air = letter.size * one.air / 100;
        let mut sheet = Self { timeline, letter, air, names: width, start: 0, width };
        if theme.placing == Placing::Beside {
            sheet.names = width * one.share / 100;
            let widest = |course: &Course| canvas.widest(&sheet.name(canvas, course), letter);
            sheet.start = courses.iter().map(widest).max().unwrap_or(0) + theme.em(70);
        }
        sheet
    }

    fn name(&self, canvas: &Canvas, course: &Course) -> Vec<String> {
        canvas.balance(&course.label, self.letter, self.names)
    }

    /// How high a line of text is.
    fn line(&self, canvas: &Canvas) -> i32 {
        canvas.height(&["0".to_owned()], self.letter) + canvas.theme.em(20)
    }

    /// How high the words under the rows are, with the air over them.
    fn foot(&self, canvas: &Canvas) -> i32 {
        self.em(20) + canvas.height(std::slice::from_ref(&self.timeline.now.1), self.letter)
    }

    /// A part of the em of names, in hundredths: marks are as large as these.
    fn em(&self, hundredths: i32) -> i32 {
        self.letter.size * hundredths / 100
    }

    fn height(&self, canvas: &Canvas, course: &Course) -> i32 {
        let theme = canvas.theme;
        let name = canvas.height(&self.name(canvas, course), self.letter);
        let lanes = self.placed(course).iter().map(|mark| mark.lane + 1).max().unwrap_or(1);
        let marks = lanes.saturating_mul(self.em(LANE));
        match theme.placing {
            Placing::Above => name.saturating_add(marks) + self.em(55),
            Placing::Beside => name.max(marks) + 2 * self.air,
        }
    }

    /// Where a day stands, counted in days of months that all have 31.
    fn x(&self, days: i32) -> i32 {
        let first = i64::from(self.timeline.first_year) * 372;
        let all = (i64::from(self.timeline.last_year) + 1) * 372 - first;
        let along = (i64::from(days) - first).clamp(0, all.max(1)) * i64::from(self.width - self.start) / all.max(1);
        self.start + i32::try_from(along).unwrap_or(0)
    }

    /// The marks of a row, each on the first line on which it touches no other.
    fn placed(&self, course: &'a Course) -> Vec<Placed<'a>> {
        let radius = self.em(RADIUS);
        let month = |month: i32| month.clamp(-FARTHEST, FARTHEST) * 31;
        let ends = |stretch: &Stretch| match *stretch {
            Stretch::Step { month: of, day, .. } => {
                let x = self.x(month(of) + day.map_or(15, |day| day.clamp(1, 31) - 1));
                let x = x.clamp(self.start + radius, (self.width - radius).max(self.start + radius));
                (x - radius, x + radius)
            }
            Stretch::Year { year, .. } => {
                let from = month(year.saturating_mul(12));
                (self.x(from), self.x(from + 372))
            }
            Stretch::Period { from, to, .. } => {
                let right = to.map_or(self.width, |to| self.x(month(to) + 31));
                (self.x(month(from)), right.max(self.x(month(from)) + 2 * radius))
            }
        };
        let mut lanes: Vec<i32> = Vec::new();
        let mut placed: Vec<Placed<'a>> = Vec::new();
        let mut marks: Vec<(&Stretch, (i32, i32))> = course.stretches.iter().map(|one| (one, ends(one))).collect();
        marks.sort_by_key(|(_, (left, right))| (*left, *right));
        for (stretch, (left, right)) in marks {
            let free = lanes.iter().position(|end| *end <= left).unwrap_or(lanes.len());
            if free == lanes.len() {
                lanes.push(0);
            }
            if let Some(end) = lanes.get_mut(free) {
                *end = right + self.em(8);
            }
            placed.push(Placed { stretch, left, right, lane: i32::try_from(free).unwrap_or(i32::MAX) });
        }
        placed
    }

    /// The years, the rows under them, and the line where the data end.
    fn column(&self, canvas: &Canvas, courses: &[Course], (left, top): (i32, i32), spare: i32) -> i32 {
        let theme = canvas.theme;
        let head = top + self.line(canvas);
        let heights: Vec<i32> = courses.iter().map(|course| self.height(canvas, course) + spare).collect();
        let end = heights.iter().fold(head, |sum, height| sum.saturating_add(*height));
        self.years(canvas, left, (top, head));
        if theme.placing == Placing::Beside {
            self.grid(canvas, left, (head, end));
        }
        let mut row = head;
        for (course, height) in courses.iter().zip(heights) {
            self.row(canvas, course, (left, row), height);
            row += height;
        }
        let said = &self.timeline.now.1;
        let x = left + self.now();
        canvas.begin(said);
        canvas.line(Role::Axis, &[(x, end), (x, end + self.em(20))], theme.em(9));
        let letter = self.letter.with_role(Role::Note);
        let wide = canvas.width(said, letter);
        let right = (x + wide / 2).min(left + self.width);
        let at = (right.max(left + wide), end + self.em(20) + canvas.room(said, letter).above);
        canvas.text(said, letter, Anchor::End, at);
        end + self.foot(canvas)
    }

    /// Where the data end.
    fn now(&self) -> i32 {
        self.x(self.timeline.now.0.clamp(-FARTHEST, FARTHEST) * 31 + 31)
    }

    /// As many years as fit over their columns.
    fn years(&self, canvas: &Canvas, left: i32, (top, head): (i32, i32)) {
        let theme = canvas.theme;
        let (first, last) = (self.timeline.first_year, self.timeline.last_year);
        let letter = self.letter.with_role(Role::Subtitle);
        let count = (i64::from(last) - i64::from(first) + 1).max(1);
        let needed = i64::from(canvas.width(&last.to_string(), letter) + theme.em(30));
        let room = i64::from(self.width - self.start);
        let steps = (0..9_u32).flat_map(|power| [1, 2, 5].map(|factor| factor * 10_i32.pow(power)));
        let step = steps.into_iter().find(|step| room * i64::from(*step) / count >= needed).unwrap_or(i32::MAX);
        canvas.begin("");
        canvas.line(Role::Axis, &[(left, head), (left + self.width, head)], theme.em(9));
        let baseline = top + canvas.room("0", letter).above;
        for year in (first..=last).take(YEARS).filter(|year| step == 1 || year % step == 0) {
            let middle =
                left + self.x(year.saturating_mul(372)).midpoint(self.x(year.saturating_add(1).saturating_mul(372)));
            let wide = canvas.width(&year.to_string(), letter);
            if (left + self.start..=left + self.width).contains(&(middle + wide / 2)) && middle - wide / 2 >= left {
                canvas.text(&year.to_string(), letter, Anchor::Middle, (middle, baseline));
            }
        }
    }

    /// A faint line where each year begins, and a dark one where the data end.
    fn grid(&self, canvas: &Canvas, left: i32, (top, bottom): (i32, i32)) {
        let theme = canvas.theme;
        let (first, last) = (self.timeline.first_year, self.timeline.last_year);
        let count = i32::try_from((i64::from(last) - i64::from(first) + 1).max(1)).unwrap_or(i32::MAX);
        let is_narrow = (self.width - self.start) / count < theme.em(60);
        canvas.begin("");
        for year in (first..=last).take(YEARS).filter(|year| !is_narrow || year % 10 == 0) {
            let x = left + self.x(year.saturating_mul(372));
            canvas.line(Role::Grid, &[(x, top), (x, bottom)], theme.em(7));
        }
        let x = left + self.now();
        canvas.line(Role::Axis, &[(x, top), (x, bottom)], theme.em(9));
    }

    /// The name, and the marks beside or under it.
    fn row(&self, canvas: &Canvas, course: &Course, (left, top): (i32, i32), height: i32) {
        let theme = canvas.theme;
        let name = self.name(canvas, course);
        let high = canvas.height(&name, self.letter);
        let placed = self.placed(course);
        let lanes = placed.iter().map(|mark| mark.lane + 1).max().unwrap_or(1);
        canvas.begin(&format!("{}: {}", course.label, course.dates));
        canvas.line(Role::Grid, &[(left, top + height), (left + self.width, top + height)], theme.em(7));
        let (name_top, middle) = match theme.placing {
            Placing::Above => (top + self.em(15), top + self.em(30) + high + lanes * self.em(LANE) / 2),
            Placing::Beside => (top + (height - high) / 2, top + height / 2),
        };
        if theme.placing == Placing::Above {
            self.grid(canvas, left, (name_top + high + self.em(8), top + height));
            canvas.begin(&format!("{}: {}", course.label, course.dates));
        }
        canvas.lines(&name, self.letter, Anchor::Start, (left, name_top));
        let first = middle - (lanes - 1) * self.em(LANE) / 2;
        for one in placed {
            let (from, to) = (left + one.left, left + one.right);
            let middle = first + one.lane * self.em(LANE);
            canvas.begin(&format!("{}: {}", course.label, said(one.stretch)));
            match one.stretch {
                Stretch::Step { month, .. } => {
                    let at = (from.midpoint(to), middle);
                    step(canvas, self.letter.size, at, *month > self.timeline.now.0);
                }
                Stretch::Year { .. } => bracket(canvas, self.letter.size, (from, to), middle),
                Stretch::Period { to: until, .. } => {
                    let now = left + self.now();
                    period(canvas, self.letter.size, (from, to), middle, (now, until.is_none()));
                }
            }
        }
    }
}

fn said(stretch: &Stretch) -> &str {
    match stretch {
        Stretch::Step { said, .. } | Stretch::Year { said, .. } | Stretch::Period { said, .. } => said,
    }
}

/// What happened on a day or in a month: full up to where the data end, and empty after it.
fn step(canvas: &Canvas, size: i32, at: (i32, i32), is_later: bool) {
    let em = |hundredths: i32| size * hundredths / 100;
    canvas.dot(Role::Main, at, em(RADIUS));
    if is_later {
        canvas.dot(Role::Empty, at, em(RADIUS) - em(10));
    }
}

/// A year of which no more is known: from its first day to its last.
fn bracket(canvas: &Canvas, size: i32, (from, to): (i32, i32), middle: i32) {
    let em = |hundredths: i32| size * hundredths / 100;
    let (thick, high) = (em(13), em(24));
    let (from, to) = (from + em(8), to - em(8));
    canvas.block(Role::Main, Area { left: from, top: middle - thick / 2, right: to, bottom: middle + thick / 2 });
    for end in [from, to - thick] {
        canvas.block(Role::Main, Area { left: end, top: middle - high, right: end + thick, bottom: middle + high });
    }
}

/// A period: full up to where the data end, and empty after it; an open end is a point.
fn period(canvas: &Canvas, size: i32, (from, to): (i32, i32), middle: i32, (now, is_open): (i32, bool)) {
    let em = |hundredths: i32| size * hundredths / 100;
    let half = em(26);
    let to = if is_open { to - em(48) } else { to };
    let block = |left: i32, right: i32| Area { left, top: middle - half, right, bottom: middle + half };
    if to > now {
        let after = block(from.max(now), to);
        canvas.block(Role::LightEdge, after);
        canvas.block(Role::Light, after.grown(-rim(canvas)));
    }
    if from < now.min(to) {
        canvas.block(Role::Middle, block(from, now.min(to)));
    }
    if is_open {
        let (start, tip) = (to + em(12), to + em(36));
        canvas.line(Role::Main, &[(start, middle - half), (tip, middle), (start, middle + half)], em(14));
    }
}

/// The kinds of marks that there are, each with what it stands for; says where that ends.
fn key(canvas: &Canvas, timeline: &Timeline, courses: &[Course], field: Field) -> i32 {
    let theme = canvas.theme;
    let all = || courses.iter().flat_map(|course| &course.stretches);
    let now = timeline.now.0;
    let has_later_steps = all().any(|one| matches!(one, Stretch::Step { month, .. } if *month > now));
    let has_later_periods = all().any(|one| matches!(one, Stretch::Period { to, .. } if to.is_none_or(|to| to > now)));
    let is_used = [
        all().any(|one| matches!(one, Stretch::Step { month, .. } if *month <= now)),
        all().any(|one| matches!(one, Stretch::Year { .. })),
        all().any(|one| matches!(one, Stretch::Period { from, .. } if *from <= now)),
        has_later_steps || has_later_periods,
    ];
    let (wide, gap, air) = (theme.em(150), theme.em(40), theme.em(140));
    let (radius, size) = (theme.em(RADIUS), theme.label.size);
    // What lies after the cut-off stands as it is drawn: a dot, a period, or both.
    let later = [(has_later_steps, 2 * radius), (has_later_steps && has_later_periods, gap), (has_later_periods, wide)];
    let later: i32 = later.iter().filter(|(is_there, _)| *is_there).map(|(_, wide)| wide).sum();
    let (mut x, mut top) = (field.left, field.top);
    let mut below = 0;
    for (kind, words) in timeline.key.iter().enumerate().filter(|(kind, _)| is_used[*kind]) {
        let mark = [2 * radius, wide, wide, later][kind];
        let width = mark + gap + canvas.width(words, theme.label);
        let room = canvas.room(words, theme.label);
        if x > field.left && x + width > field.right {
            x = field.left;
            top += room.above + room.below + theme.em(15);
        }
        let baseline = top + room.above;
        let middle = baseline - centred(0, theme.label.size);
        canvas.begin(words);
        match kind {
            0 => step(canvas, size, (x + radius, middle), false),
            1 => bracket(canvas, size, (x, x + mark), middle),
            2 => period(canvas, size, (x, x + mark), middle, (x + mark, false)),
            _ => {
                if has_later_steps {
                    step(canvas, size, (x + radius, middle), true);
                }
                if has_later_periods {
                    period(canvas, size, (x + mark - wide, x + mark), middle, (x, false));
                }
            }
        }
        canvas.text(words, theme.label, Anchor::Start, (x + mark + gap, baseline));
        x += width + air;
        below = room.above + room.below;
    }
    top + below
}
