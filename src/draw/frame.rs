//! Title and subtitle above the picture, note and source below it: flush left, wrapped between words.

use super::bars::Dye;
use super::canvas::{Anchor, Canvas};
use super::flaws::Flaw;
use super::theme::Letter;
use super::trend::Common;
use super::{Frame, bars, bridge, cards, change, groups, matrix, profiles, squares, tiles, timeline, trend, trends};
use crate::chart::{BarRow, Caption, Chart, Form};

/// Where a form may draw.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Field {
    /// The left side.
    pub left: i32,
    /// The right side.
    pub right: i32,
    /// The upper side.
    pub top: i32,
    /// The lower side, where the height is given; else the form takes what it needs.
    pub bottom: Option<i32>,
}

/// How high the whole has become, and what was noticed.
pub(super) struct Composed {
    /// The height of the canvas.
    pub height: i32,
    /// What is not right.
    pub flaws: Vec<Flaw>,
}

/// A headline of more lines asks to be shortened.
const TITLE_LINES: usize = 3;

/// More rows than this would be a picture several metres long.
const ROW_LIMIT: usize = 500;

impl Field {
    /// How wide it is.
    pub(super) fn width(&self) -> i32 {
        self.right - self.left
    }
}

/// Draws the whole picture.
pub(super) fn compose(canvas: &Canvas, chart: &Chart, frame: Frame) -> Composed {
    let theme = canvas.theme;
    let (left, right) = (theme.margin, theme.width - theme.margin);
    let mut field = Field { left, right, top: theme.margin, bottom: theme.height.map(|height| height - theme.margin) };
    let mut flaws = Vec::new();
    let foot = match frame {
        Frame::Bare => Vec::new(),
        Frame::Framed => {
            let lines = head(canvas, &chart.caption, &mut field);
            flaws.extend((lines > TITLE_LINES).then_some(Flaw::TitleTooLong { lines }));
            foot(canvas, &chart.caption, field.width())
        }
    };
    let foot_height = canvas.height(&foot, theme.note);
    let air = if foot.is_empty() { 0 } else { theme.em(100) };
    field.bottom = field.bottom.map(|bottom| bottom - foot_height - air);
    let bottom = form(canvas, &chart.form, field, &mut flaws);
    let top = field.bottom.unwrap_or(bottom).max(bottom) + air;
    canvas.begin("");
    let end = canvas.lines(&foot, theme.note, Anchor::Start, (left, top)) + theme.margin;
    let height = theme.height.unwrap_or(end).max(end);
    if theme.height.is_some_and(|wanted| height > wanted) {
        flaws.push(Flaw::TooTall { pixels: height / 100 });
    }
    Composed { height, flaws }
}

/// Draws title and subtitle, moves the field below them, and says how many lines the title takes.
fn head(canvas: &Canvas, caption: &Caption, field: &mut Field) -> usize {
    let theme = canvas.theme;
    let title = canvas.balance(&caption.title, theme.title, field.width());
    let subtitle = canvas.balance(&caption.subtitle, theme.subtitle, field.width());
    canvas.begin("");
    field.top = canvas.lines(&title, theme.title, Anchor::Start, (field.left, field.top));
    if !subtitle.is_empty() {
        let top = field.top + theme.em(20);
        field.top = canvas.lines(&subtitle, theme.subtitle, Anchor::Start, (field.left, top));
    }
    if !title.is_empty() || !subtitle.is_empty() {
        field.top += theme.em(105);
    }
    title.len()
}

fn foot(canvas: &Canvas, caption: &Caption, width: i32) -> Vec<String> {
    let letter = canvas.theme.note;
    [&caption.note, &caption.source].into_iter().flat_map(|words| sentence(canvas, words, letter, width)).collect()
}

/// Filled from the first line, unless that leaves a word or two alone on the last.
fn sentence(canvas: &Canvas, words: &str, letter: Letter, width: i32) -> Vec<String> {
    let filled = canvas.wrap(words, letter, width);
    match filled.last() {
        Some(last) if filled.len() > 1 && canvas.width(last, letter) < width / 3 => {
            canvas.balance(words, letter, width)
        }
        _ => filled,
    }
}

fn form(canvas: &Canvas, form: &Form, field: Field, flaws: &mut Vec<Flaw>) -> i32 {
    let (rows, bottom) = match form {
        Form::Trend(trend) => (0, trend::draw(canvas, trend, Common::default(), field)),
        Form::Trends(trends) => (0, trends::draw(canvas, trends, field)),
        Form::Timeline(timeline) => {
            let courses = &timeline.courses[..timeline.courses.len().min(ROW_LIMIT)];
            (timeline.courses.len(), timeline::draw(canvas, timeline, courses, field))
        }
        Form::Bars(bars) => {
            let rows: Vec<BarRow> = bars.drawn().cloned().collect();
            (rows.len(), bars::draw(canvas, &rows[..rows.len().min(ROW_LIMIT)], Dye::Emphasis, field))
        }
        Form::Squares(squares) => {
            let rows = &squares.rows[..squares.rows.len().min(ROW_LIMIT)];
            (squares.rows.len(), squares::draw(canvas, &squares.classes, rows, field))
        }
        Form::Change(change) => {
            let rows = &change.rows[..change.rows.len().min(ROW_LIMIT)];
            (change.rows.len(), change::draw(canvas, change, rows, field))
        }
        Form::Matrix(matrix) => {
            let mut shown = matrix.clone();
            shown.groups.truncate(ROW_LIMIT);
            (matrix.groups.len(), matrix::draw(canvas, &shown, field))
        }
        Form::Tiles(shown) => {
            let rows = &shown.bars.rows[..shown.bars.rows.len().min(ROW_LIMIT)];
            (shown.bars.rows.len(), tiles::draw(canvas, &shown.tiles, rows, field))
        }
        Form::Groups(groups) => {
            let mut shown = groups.clone();
            shown.groups.truncate(ROW_LIMIT);
            (groups.groups.len(), groups::draw(canvas, &shown, field))
        }
        Form::Cards(cards) => {
            let mut shown = cards.clone();
            shown.groups.truncate(ROW_LIMIT);
            (cards.groups.len(), cards::draw(canvas, &shown, field))
        }
        Form::Profiles(shown) => {
            let all = &shown.profiles[..shown.profiles.len().min(ROW_LIMIT)];
            (shown.profiles.len(), profiles::draw(canvas, shown, all, field))
        }
        Form::Bridge(bridge) => {
            flaws.extend(bridge.broken_at().map(|(total, reached)| Flaw::BrokenBridge {
                total: total.label.clone(),
                stated: total.value,
                reached,
            }));
            let bars = bridge::bars(bridge);
            let estimate = bridge.has_estimates().then_some(bridge.estimate.as_str());
            (bars.len(), bridge::draw(canvas, &bars[..bars.len().min(ROW_LIMIT)], estimate, field))
        }
    };
    flaws.extend((rows > ROW_LIMIT).then_some(Flaw::TooManyRows { rows, limit: ROW_LIMIT }));
    bottom
}
