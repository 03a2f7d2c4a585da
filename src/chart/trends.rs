//! Counts of different measures over the same years: each drawn by itself, so that nobody compares one with another.

use super::{LastColumn, Table, Trend};

/// Several trends, apart from each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trends {
    /// Heading of the year column in the table.
    pub year_heading: String,
    /// One a measure, in the order in which they are drawn; all over the same years.
    pub panels: Vec<Panel>,
}

/// One measure over the years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panel {
    /// What is counted: it stands over the line, and heads the column of the table.
    pub label: String,
    /// The counts.
    pub trend: Trend,
}

impl Trends {
    pub(super) fn table(&self) -> Table {
        let years = self.panels.first().map_or(&[][..], |panel| &panel.trend.points);
        let cell = |panel: &Panel, place: usize| {
            panel.trend.points.get(place).map_or_else(String::new, |point| point.text.clone())
        };
        let row = |(place, year): (usize, i32)| {
            let cells = self.panels.iter().map(|panel| cell(panel, place));
            std::iter::once(year.to_string()).chain(cells).collect()
        };
        let labels = self.panels.iter().map(|panel| panel.label.clone());
        Table {
            columns: std::iter::once(self.year_heading.clone()).chain(labels).collect(),
            rows: years.iter().map(|point| point.year).enumerate().map(row).collect(),
            total: Vec::new(),
            last: LastColumn::Numbers,
            note: String::new(),
        }
    }
}
