//! A chart in the characters of a terminal: the same numbers and words, from zero like the pictures.

use unicode_width::UnicodeWidthStr;

use super::bridge::{self, Bar};
use crate::chart::{
    BarRow, Bars, Bridge, Change, ChangeRow, Chart, Form, Panel, Point, SquareClass, Squares, Sureness, Table, Tone,
    Trend,
};

/// The characters that are used for marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// Blocks and squares.
    Unicode,
    /// Nothing but ASCII.
    Ascii,
}

/// A row: its name, the mark as it is printed, and what follows it.
struct Row {
    name: String,
    mark: String,
    value: String,
}

/// No picture is narrower: a terminal that is gets lines that it breaks itself.
const NARROWEST: usize = 40;

/// Nor wider, for the eye loses its line.
const WIDEST: usize = 120;

/// More squares than this in a row are no picture; the numbers say it better.
const SQUARES: u32 = 600;

/// The chart with its words, in lines no wider than `columns`.
pub fn characters(chart: &Chart, columns: usize, marks: Marks) -> String {
    let columns = columns.clamp(NARROWEST, WIDEST);
    let caption = &chart.caption;
    let mut lines = wrapped(&caption.title, columns);
    lines.extend(wrapped(&caption.subtitle, columns));
    lines.push(String::new());
    lines.extend(picture(chart, columns, marks));
    lines.push(String::new());
    lines.extend(wrapped(&caption.note, columns));
    lines.extend(wrapped(&caption.source, columns));
    let lines: Vec<&str> = lines.iter().map(|line| line.trim_end()).collect();
    lines.join("\n") + "\n"
}

/// The form's own picture, or its table where it has none.
fn picture(chart: &Chart, columns: usize, marks: Marks) -> Vec<String> {
    let form = &chart.form;
    if let Form::Trend(trend) = form {
        rows(&trend_rows(trend, 0, columns, marks), columns)
    } else if let Form::Trends(trends) = form {
        let counts = trends.panels.iter().flat_map(|panel| &panel.trend.points).filter_map(|point| point.value);
        let scale = counts.max().unwrap_or(0);
        let panel = |panel: &Panel| {
            let mut lines = wrapped(&panel.label, columns);
            lines.extend(rows(&trend_rows(&panel.trend, scale, columns, marks), columns));
            lines
        };
        let panels: Vec<Vec<String>> = trends.panels.iter().map(panel).collect();
        panels.join(&String::new())
    } else if let Form::Bars(bars) = form {
        rows(&bar_rows(bars, columns, marks), columns)
    } else if let Form::Squares(squares) = form
        && squares.rows.iter().all(|row| row.total() <= SQUARES)
    {
        square_lines(squares, columns, marks)
    } else if let Form::Bridge(bridge) = form {
        bridge_lines(bridge, columns, marks)
    } else if let Form::Change(change) = form {
        change_lines(change, columns, marks)
    } else {
        table(&chart.table(), columns)
    }
}

/// How many columns a text takes.
fn width(text: &str) -> usize {
    text.width()
}

fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// Lines broken between words; a longer word stands alone.
fn wrapped(text: &str, columns: usize) -> Vec<String> {
    broken(text.split_whitespace().map(str::to_owned), " ", columns)
}

/// Entries in lines no wider than that; a longer one stands alone.
fn broken(entries: impl Iterator<Item = String>, between: &str, columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for entry in entries {
        match lines.last_mut() {
            Some(line) if width(line) + width(between) + width(&entry) <= columns => {
                line.push_str(between);
                line.push_str(&entry);
            }
            _ => lines.push(entry),
        }
    }
    lines
}

/// How wide the column of names is: as the longest, up to two fifths of all.
fn name_width<'a>(names: impl Iterator<Item = &'a str>, columns: usize) -> usize {
    let most = columns * 2 / 5;
    let words = |name: &str| wrapped(name, most).iter().map(|line| width(line)).max().unwrap_or(0);
    names.map(words).max().unwrap_or(0)
}

/// Rows under each other; the mark stands beside the last line of a long name.
fn rows(rows: &[Row], columns: usize) -> Vec<String> {
    let wide = name_width(rows.iter().map(|row| row.name.as_str()), columns);
    let mut lines = Vec::new();
    for row in rows {
        let mut names = wrapped(&row.name, columns * 2 / 5);
        let last = names.pop().unwrap_or_default();
        lines.extend(names);
        let gap = if row.mark.is_empty() { "" } else { " " };
        lines.push(format!("{}  {}{gap}{}", padded(&last, wide), row.mark, row.value));
    }
    lines
}

/// How long marks may be beside names and values.
fn room<'a>(names: impl Iterator<Item = &'a str>, values: impl Iterator<Item = &'a str>, columns: usize) -> usize {
    let values = values.map(width).max().unwrap_or(0);
    columns.saturating_sub(name_width(names, columns) + values + 3).max(8)
}

/// A bar to the eighth of a character; what is more than nothing shows.
fn bar(count: u32, largest: u32, room: usize, marks: Marks) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = share(i64::from(count), i64::from(largest), room * 8);
    let eighths = if count > 0 { eighths.max(1) } else { 0 };
    match marks {
        Marks::Unicode => format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8]),
        Marks::Ascii => "#".repeat(eighths.div_ceil(8)),
    }
}

/// A part of a length, to the nearest whole.
fn share(part: i64, whole: i64, length: usize) -> usize {
    let length = i64::try_from(length).unwrap_or(0);
    let whole = whole.max(1);
    usize::try_from((part.saturating_mul(length).saturating_add(whole / 2)) / whole).unwrap_or(0)
}

fn bar_rows(bars: &Bars, columns: usize, marks: Marks) -> Vec<Row> {
    let largest = bars.drawn().filter_map(|row| row.count).max().unwrap_or(0);
    let names = bars.drawn().map(|row| row.label.as_str());
    let room = room(names, bars.drawn().map(|row| row.value_text.as_str()), columns);
    let row = |row: &BarRow| Row {
        name: row.label.clone(),
        mark: bar(row.count.unwrap_or(0), largest, room, marks),
        value: row.value_text.clone(),
    };
    bars.drawn().map(row).collect()
}

fn trend_rows(trend: &Trend, scale: u32, columns: usize, marks: Marks) -> Vec<Row> {
    let known = trend.points.iter().filter(|point| point.value.is_some());
    let largest = known.clone().filter_map(|point| point.value).max().unwrap_or(0).max(scale);
    let room = room(std::iter::once("2000"), known.map(|point| point.text.as_str()), columns);
    let row = |point: &Point| Row {
        name: point.year.to_string(),
        mark: bar(point.value.unwrap_or(0), largest, room, marks),
        value: point.text.clone(),
    };
    trend.points.iter().map(row).collect()
}

fn square(tone: Tone, marks: Marks) -> &'static str {
    match (marks, tone) {
        (Marks::Unicode, Tone::Dark | Tone::Plain) => "■",
        (Marks::Unicode, Tone::Middle) => "▣",
        (Marks::Unicode, Tone::Light) => "□",
        (Marks::Unicode, Tone::Empty) => "·",
        (Marks::Ascii, Tone::Dark | Tone::Plain) => "#",
        (Marks::Ascii, Tone::Middle) => "+",
        (Marks::Ascii, Tone::Light) => "o",
        (Marks::Ascii, Tone::Empty) => ".",
    }
}

/// A key with the totals, then one square an item, in as many lines as it takes.
fn square_lines(squares: &Squares, columns: usize, marks: Marks) -> Vec<String> {
    let classes = squares.classes.iter().enumerate();
    let totals = classes.map(|(place, class)| (class, squares.class_total(place))).filter(|(_, total)| *total > 0);
    let entry = |(class, total): (&SquareClass, u32)| format!("{} {} {total}", square(class.tone, marks), class.name);
    let mut lines = broken(totals.map(entry), "   ", columns);
    lines.push(String::new());
    let totals: Vec<String> = squares.rows.iter().map(|row| row.total().to_string()).collect();
    let names = || squares.rows.iter().map(|row| row.label.as_str());
    let room = room(names(), totals.iter().map(String::as_str), columns);
    let wide = name_width(names(), columns);
    for (row, total) in squares.rows.iter().zip(totals) {
        let pairs = squares.classes.iter().zip(&row.counts);
        let all: Vec<&str> = pairs.flat_map(|(class, count)| (0..*count).map(|_| square(class.tone, marks))).collect();
        let mut parts: Vec<String> = all.chunks(room).map(<[&str]>::concat).collect();
        if let Some(last) = parts.last_mut() {
            *last = format!("{last} {total}");
        } else {
            parts.push(total);
        }
        let names = wrapped(&row.label, columns * 2 / 5);
        for place in 0..parts.len().max(names.len()) {
            let of = |list: &[String]| list.get(place).cloned().unwrap_or_default();
            lines.push(format!("{}  {}", padded(&of(&names), wide), of(&parts)));
        }
    }
    lines
}

/// Totals from zero, steps where they hang between them.
fn bridge_lines(bridge: &Bridge, columns: usize, marks: Marks) -> Vec<String> {
    let bars = bridge::bars(bridge);
    let lowest = bars.iter().map(Bar::low).min().unwrap_or(0).min(0);
    let highest = bars.iter().map(Bar::high).max().unwrap_or(0);
    let span = highest.saturating_sub(lowest).max(1);
    let names = bars.iter().map(Bar::label);
    let room = room(names, bars.iter().map(Bar::text), columns);
    let row = |bar: &Bar| {
        let from = share(bar.low().saturating_sub(lowest), span, room);
        let to = share(bar.high().saturating_sub(lowest), span, room).max(from + usize::from(bar.low() != bar.high()));
        let mark = match (marks, bar.sureness(), bar.is_total(), bar.rises()) {
            (Marks::Unicode, Sureness::Estimated, ..) => "▒",
            (Marks::Unicode, _, true, _) => "█",
            (Marks::Unicode, _, _, true) => "▓",
            (Marks::Unicode, _, _, false) => "░",
            (Marks::Ascii, Sureness::Estimated, ..) => "?",
            (Marks::Ascii, _, true, _) => "#",
            (Marks::Ascii, _, _, true) => "+",
            (Marks::Ascii, _, _, false) => "-",
        };
        Row {
            name: bar.label().to_owned(),
            mark: format!("{}{}", " ".repeat(from), mark.repeat(to - from)),
            value: bar.text().to_owned(),
        }
    };
    let mut lines = rows(&bars.iter().map(row).collect::<Vec<_>>(), columns);
    if bridge.has_estimates() {
        let mark = if marks == Marks::Unicode { "▒" } else { "?" };
        lines.extend([String::new(), format!("{mark} {}", bridge.estimate)]);
    }
    lines
}

/// A hollow end for the earlier time, a filled one for the later, the numbers and the change beside them.
fn change_lines(change: &Change, columns: usize, marks: Marks) -> Vec<String> {
    let [start, end, between] = if marks == Marks::Unicode { ["○", "●", "─"] } else { ["o", "@", "-"] };
    let values: Vec<String> = change
        .rows
        .iter()
        .map(|row| {
            format!(
                "{} {} {}  {}",
                row.from.text,
                if marks == Marks::Unicode { "→" } else { "->" },
                row.to.text,
                row.change
            )
        })
        .collect();
    let names = || change.rows.iter().map(|row| row.label.as_str());
    let room = room(names(), values.iter().map(String::as_str), columns);
    let ends = change.rows.iter().flat_map(|row| [row.from.value, row.to.value]).flatten();
    let largest = i64::from(ends.max().unwrap_or(0));
    let place = |value: Option<u32>| value.map(|value| share(i64::from(value), largest, room - 1));
    let row = |(row, value): (&ChangeRow, String)| {
        let mut cells = vec![" "; room];
        let (from, to) = (place(row.from.value), place(row.to.value));
        if let (Some(from), Some(to)) = (from, to) {
            cells[from.min(to)..=from.max(to)].fill(between);
        }
        for (place, mark) in [(from, start), (to, end)] {
            if let Some(place) = place {
                cells[place] = mark;
            }
        }
        Row { name: row.label.clone(), mark: cells.concat(), value }
    };
    let mut lines = vec![format!("{start} {}   {end} {}", change.from_heading, change.to_heading), String::new()];
    lines.extend(rows(&change.rows.iter().zip(values.clone()).map(row).collect::<Vec<_>>(), columns));
    lines
}

/// The table with its columns under each other, numbers flush right; columns that do not fit go to lines of their own.
fn table(table: &Table, columns: usize) -> Vec<String> {
    let all: Vec<&Vec<String>> = std::iter::once(&table.columns)
        .chain(&table.rows)
        .chain(Some(&table.total).filter(|row| !row.is_empty()))
        .collect();
    let wide = |place: usize| all.iter().filter_map(|row| row.get(place)).map(|cell| width(cell)).max().unwrap_or(0);
    let widths: Vec<usize> = (0..table.columns.len()).map(wide).collect();
    if widths.iter().map(|width| width + 2).sum::<usize>() > columns + 2 {
        let rows = table.rows.iter().flat_map(|row| {
            let cells = row.iter().zip(&table.columns).skip(1).map(|(cell, column)| format!("  {column}: {cell}"));
            std::iter::once(row.first().cloned().unwrap_or_default()).chain(cells).collect::<Vec<_>>()
        });
        return rows.collect();
    }
    let line = |row: &&Vec<String>| {
        let cells = row.iter().zip(&widths).enumerate().map(|(place, (cell, wide))| {
            if place == 0 { padded(cell, *wide) } else { format!("{}{cell}", " ".repeat(wide - width(cell))) }
        });
        cells.collect::<Vec<_>>().join("  ")
    };
    all.iter().map(line).collect()
}
