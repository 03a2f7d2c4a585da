//! A table of tinted cells: the number in each, a dot for none, totals at the right and below.

use super::canvas::{Anchor, Canvas};
use super::columns;
use super::frame::Field;
use super::place_name::PlaceName;
use super::rows::centred;
use super::scene::Area;
use super::theme::{Letter, Placing, Role, Theme};
use crate::chart::{Column, Matrix, MatrixRow};

/// Nobody reads more rows than this in one picture.
const READABLE: usize = 60;

/// Beyond this many columns, codes stand for their names.
const NAMED: usize = 8;

/// Names take no more than this share of the width, in hundredths: of a narrow one, and of a wide one.
const SHARES: (i32, i32) = (42, 30);

/// What is drawn under the head.
enum Line {
    /// The name of the rows that follow.
    Group(String),
    /// A row with its name.
    Row(MatrixRow, PlaceName),
}

/// Where columns stand, and how they are headed.
struct Sheet {
    field: Field,
    /// Where the first column begins.
    start: i32,
    /// From one column to the next.
    pitch: i32,
    /// Where totals end.
    right: i32,
    /// The headings, wrapped.
    heads: Vec<Vec<String>>,
    head: Letter,
    has_codes: bool,
    largest: u32,
    setting: Setting,
}

/// How rows make room for their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Setting {
    /// Whether names stand over their numbers, and not beside them.
    is_above: bool,
    /// Whether numbers are as small as they may be.
    is_small: bool,
}

/// From the usual one to the one with the most room for numbers.
const SETTINGS: [Setting; 4] = [
    Setting { is_above: false, is_small: false },
    Setting { is_above: false, is_small: true },
    Setting { is_above: true, is_small: false },
    Setting { is_above: true, is_small: true },
];

/// Draws head, rows and totals; says where the last of them ends.
pub(super) fn draw(canvas: &Canvas, matrix: &Matrix, field: Field) -> i32 {
    if matrix.total() == 0 {
        return field.top;
    }
    let lines = lines(canvas, matrix, field);
    let sheet = Sheet::new(canvas, matrix, &lines, field);
    sheet.draw(canvas, matrix, &lines)
}

/// Whether there are no more rows than anybody reads.
pub(super) fn is_readable(matrix: &Matrix) -> bool {
    matrix.groups.iter().map(|group| group.rows.len()).sum::<usize>() <= READABLE
}

fn lines(canvas: &Canvas, matrix: &Matrix, field: Field) -> Vec<Line> {
    let mut lines = Vec::new();
    for group in &matrix.groups {
        lines.extend((!group.label.is_empty()).then(|| Line::Group(group.label.clone())));
        lines.extend(group.rows.iter().map(|row| Line::Row(row.clone(), name(canvas, row, field))));
    }
    lines
}

/// The name of a row, which takes no more than a share of the width.
fn name(canvas: &Canvas, row: &MatrixRow, field: Field) -> PlaceName {
    let share = match canvas.theme.placing {
        Placing::Above => SHARES.0,
        Placing::Beside => SHARES.1,
    };
    PlaceName::new(canvas, &row.label, &row.local, field.width() * share / 100)
}

impl Sheet {
    /// With the first setting in which every number fits its column.
    fn new(canvas: &Canvas, matrix: &Matrix, lines: &[Line], field: Field) -> Self {
        let set = |setting: Setting| Self::set(canvas, matrix, lines, (field, setting));
        let total = (0..matrix.columns.len()).map(|column| matrix.column_total(column)).max().unwrap_or(0);
        let fits = |sheet: &Self| {
            let cells = canvas.width(&sheet.largest.to_string(), sheet.number(canvas));
            let totals = canvas.width(&total.to_string(), sheet.sum(canvas));
            cells.max(totals) + canvas.theme.em(16) <= sheet.pitch
        };
        let [.., last] = SETTINGS;
        let mut sheets = SETTINGS.into_iter().map(set);
        sheets.find(fits).unwrap_or_else(|| set(last))
    }

    /// How numbers in cells are set.
    fn number(&self, canvas: &Canvas) -> Letter {
        let theme = canvas.theme;
        if self.setting.is_small { Letter { size: theme.note.size, ..theme.label } } else { theme.label }
    }

    /// How the totals of columns are set.
    fn sum(&self, canvas: &Canvas) -> Letter {
        Letter { size: self.number(canvas).size, ..canvas.theme.value() }
    }

    fn set(canvas: &Canvas, matrix: &Matrix, lines: &[Line], (field, setting): (Field, Setting)) -> Self {
        let theme = canvas.theme;
        let width = |line: &Line| match line {
            Line::Row(_, name) if !setting.is_above => name.width(canvas),
            Line::Group(_) | Line::Row(..) => 0,
        };
        let names = lines.iter().map(width).max().unwrap_or(0).max(canvas.width(&matrix.label_heading, theme.label));
        let ends = canvas.width(&matrix.total().to_string(), theme.value());
        let ends = ends.max(canvas.width(&matrix.total_heading, theme.label)) + theme.em(50);
        let start = field.left + names + theme.em(70);
        let count = i32::try_from(matrix.columns.len()).unwrap_or(i32::MAX).max(1);
        let pitch = ((field.right - ends - start) / count).max(1);
        let pitch = if field.bottom.is_none() { pitch.min(theme.em(820)) } else { pitch };
        let (heads, head, has_codes) = heads(canvas, &matrix.columns, pitch);
        let counts = lines.iter().filter_map(|line| match line {
            Line::Group(_) => None,
            Line::Row(row, _) => row.counts.iter().flatten().max().copied(),
        });
        Self {
            field,
            start,
            pitch,
            right: start + count * pitch + ends,
            heads,
            head,
            has_codes,
            largest: counts.max().unwrap_or(0),
            setting,
        }
    }

    fn head_height(&self, canvas: &Canvas) -> i32 {
        self.heads.iter().map(|lines| canvas.height(lines, self.head)).max().unwrap_or(0) + canvas.theme.em(30)
    }

    /// How high the totals of the columns are; their name may stand over them.
    fn total_height(&self, theme: &Theme) -> i32 {
        theme.em(if self.setting.is_above { 330 } else { 190 })
    }

    fn line_height(&self, canvas: &Canvas, line: &Line) -> i32 {
        let theme = canvas.theme;
        match line {
            Line::Group(label) => canvas.height(std::slice::from_ref(label), theme.value()) + theme.em(45),
            Line::Row(_, name) if self.setting.is_above => name.height(canvas) + theme.em(164),
            Line::Row(_, name) => (name.height(canvas) + theme.em(14)).max(theme.em(150)),
        }
    }

    /// How high everything is at the least.
    fn height(&self, canvas: &Canvas, matrix: &Matrix, lines: &[Line]) -> i32 {
        let theme = canvas.theme;
        let rows = lines.iter().map(|line| self.line_height(canvas, line)).fold(0_i32, i32::saturating_add);
        let key = if self.has_codes { key_height(canvas, matrix) } else { 0 };
        rows.saturating_add(self.head_height(canvas) + self.total_height(&theme) + key)
    }

    fn draw(&self, canvas: &Canvas, matrix: &Matrix, lines: &[Line]) -> i32 {
        let theme = canvas.theme;
        let mut top = self.head(canvas, matrix);
        let spare = self.field.bottom.map_or(0, |bottom| {
            let rows = i32::try_from(lines.len()).unwrap_or(i32::MAX).max(1);
            ((bottom - self.field.top - self.height(canvas, matrix, lines)) / rows).clamp(0, theme.em(130))
        });
        for (index, line) in lines.iter().enumerate() {
            let height = self.line_height(canvas, line) + spare;
            match line {
                Line::Group(label) => {
                    canvas.begin("");
                    if index > 0 {
                        self.rule(canvas, Role::Axis, top, 6);
                    }
                    let letter = theme.value();
                    canvas.text(
                        label,
                        letter,
                        Anchor::Start,
                        (self.field.left, centred(top + height / 2, letter.size)),
                    );
                }
                Line::Row(row, name) => self.row(canvas, matrix, row, name, (top, height)),
            }
            top += height;
        }
        let bottom = self.totals(canvas, matrix, top);
        if !self.has_codes {
            return bottom;
        }
        columns::key(canvas, &matrix.columns, Field { top: bottom + theme.em(45), ..self.field })
    }

    fn rule(&self, canvas: &Canvas, role: Role, y: i32, width: i32) {
        canvas.line(role, &[(self.field.left, y), (self.right, y)], canvas.theme.em(width));
    }

    /// The middle of a column.
    fn middle(&self, column: usize) -> i32 {
        self.start + i32::try_from(column).unwrap_or(0) * self.pitch + self.pitch / 2
    }

    /// What rows and columns are called, over a line; says where that is.
    fn head(&self, canvas: &Canvas, matrix: &Matrix) -> i32 {
        let theme = canvas.theme;
        let bottom = self.field.top + self.head_height(canvas);
        canvas.begin("");
        for (column, lines) in self.heads.iter().enumerate() {
            let top = bottom - theme.em(30) - canvas.height(lines, self.head);
            canvas.lines(lines, self.head, Anchor::Middle, (self.middle(column), top));
        }
        let (label, total) = (&matrix.label_heading, &matrix.total_heading);
        let baseline = bottom - theme.em(30) - canvas.room(label, self.head).below;
        canvas.text(label, self.head, Anchor::Start, (self.field.left, baseline));
        canvas.text(total, self.head, Anchor::End, (self.right, baseline));
        self.rule(canvas, Role::Axis, bottom, 9);
        bottom
    }

    fn row(&self, canvas: &Canvas, matrix: &Matrix, row: &MatrixRow, name: &PlaceName, (top, height): (i32, i32)) {
        let theme = canvas.theme;
        canvas.begin(&said(matrix, row));
        let (mut top, mut height) = (top, height);
        if self.setting.is_above {
            let bottom = top + height;
            top = name.draw(canvas, (self.field.left, top + theme.em(8)));
            height = bottom - top;
        } else {
            name.draw(canvas, (self.field.left, top + (height - name.height(canvas)) / 2));
        }
        let middle = top + height / 2;
        for column in 0..matrix.columns.len() {
            self.cell(canvas, row.counts.get(column).copied().flatten(), column, (top, height));
        }
        let total = row.total();
        let (words, letter) = match total {
            0 => ("–".to_owned(), theme.label.with_role(Role::Missing)),
            total => (total.to_string(), theme.value()),
        };
        canvas.text(&words, letter, Anchor::End, (self.right, centred(middle, letter.size)));
    }

    fn cell(&self, canvas: &Canvas, count: Option<u32>, column: usize, (top, height): (i32, i32)) {
        let theme = canvas.theme;
        let letter = self.number(canvas);
        let (x, baseline) = (self.middle(column), centred(top + height / 2, letter.size));
        let count = match count {
            None => return canvas.text("–", letter.with_role(Role::Missing), Anchor::Middle, (x, baseline)),
            Some(0) => return canvas.dot(Role::Rest, (x, top + height / 2), theme.em(8)),
            Some(count) => count,
        };
        let role = tint(count, self.largest);
        let rim = theme.em(6);
        let left = x - self.pitch / 2;
        let area = Area { left, top, right: left + self.pitch, bottom: top + height }.grown(-rim);
        canvas.block(role, area);
        canvas.text(&count.to_string(), letter.with_role(role.words_on()), Anchor::Middle, (x, baseline));
    }

    /// The totals of the columns under a line; says where they end.
    fn totals(&self, canvas: &Canvas, matrix: &Matrix, top: i32) -> i32 {
        let theme = canvas.theme;
        let letter = theme.value();
        let bottom = top + self.total_height(&theme);
        let row = theme.em(190);
        let baseline = centred(bottom - row / 2, letter.size);
        canvas.begin(&matrix.total_label);
        self.rule(canvas, Role::Axis, top, 9);
        let own = if self.setting.is_above { baseline - theme.em(140) } else { baseline };
        canvas.text(&matrix.total_label, letter, Anchor::Start, (self.field.left, own));
        for column in 0..matrix.columns.len() {
            let total = matrix.column_total(column).to_string();
            canvas.text(&total, self.sum(canvas), Anchor::Middle, (self.middle(column), baseline));
        }
        canvas.text(&matrix.total().to_string(), letter, Anchor::End, (self.right, baseline));
        bottom
    }
}

/// The headings in the largest letter in which they fit, or codes.
pub(super) fn heads(canvas: &Canvas, columns: &[Column], pitch: i32) -> (Vec<Vec<String>>, Letter, bool) {
    let theme = canvas.theme;
    let letter = theme.label.with_role(Role::Subtitle);
    let small = Letter { size: theme.note.size, ..letter };
    let room = pitch - theme.em(30);
    for letter in [letter, small] {
        let lines = |column: &Column| canvas.balance(&column.name, letter, room);
        let heads: Vec<Vec<String>> = columns.iter().map(lines).collect();
        let fits = heads.iter().all(|lines| lines.len() <= 3 && canvas.widest(lines, letter) <= room);
        if fits && columns.len() <= NAMED && theme.placing == Placing::Beside {
            return (heads, letter, false);
        }
    }
    (columns.iter().map(|column| vec![column.code.clone()]).collect(), letter, true)
}

/// How high the key is at the most: no more lines than there are codes.
fn key_height(canvas: &Canvas, matrix: &Matrix) -> i32 {
    let names: Vec<String> = matrix.columns.iter().map(|column| column.name.clone()).collect();
    canvas.height(&names, canvas.theme.label) + canvas.theme.em(60)
}

/// Five tints: one a value where there are no more values, else one for each fifth of the largest.
pub(super) fn tint(count: u32, largest: u32) -> Role {
    let (count, largest) = (u64::from(count.max(1)), u64::from(largest.max(1)));
    let class = match largest {
        1 => 1,
        2..=5 => (count - 1) * 4 / (largest - 1),
        _ => (count * 5).div_ceil(largest) - 1,
    };
    let class = usize::try_from(class.min(4)).unwrap_or(4);
    Role::COUNTS.get(class).copied().unwrap_or(Role::Count5)
}

/// A row in words, without what it has none of.
fn said(matrix: &Matrix, row: &MatrixRow) -> String {
    let cells = matrix.columns.iter().zip(&row.counts);
    let cells = cells.filter_map(|(column, count)| Some((column, (*count)?))).filter(|(_, count)| *count > 0);
    let cells: Vec<String> = cells.map(|(column, count)| format!("{} {count}", column.name)).collect();
    let total = format!("{} {}", matrix.total_heading, row.total());
    format!("{}: {}", row.label, [cells, vec![total]].concat().join(", "))
}
