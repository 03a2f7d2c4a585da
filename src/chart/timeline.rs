//! What happened when: a row a thing, with its dated steps and its periods on one scale of years.

use super::{LastColumn, Table};

/// Rows over the same years, in the order in which they are drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// Heading of the column of names in the table.
    pub label_heading: String,
    /// Heading of the column of dates in the table.
    pub dates_heading: String,
    /// The first year of the scale.
    pub first_year: i32,
    /// The last year of the scale; what goes on after it has an open end.
    pub last_year: i32,
    /// The month in which the data end, counted from the year 0, and what it is called; what lies after it is planned.
    pub now: (i32, String),
    /// What a mark stands for: a date, a year of which no more is known, a period, and what lies after the data end.
    pub key: [String; 4],
    /// The rows.
    pub courses: Vec<Course>,
}

/// One row: a thing, and when what happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Course {
    /// Its name.
    pub label: String,
    /// Its dates, as the table prints them.
    pub dates: String,
    /// Its marks, by their beginning.
    pub stretches: Vec<Stretch>,
}

/// A date, a year or a period. Months are counted from the year 0: January 2024 is 24,288.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stretch {
    /// Something of which the day or the month is known.
    Step {
        /// The month.
        month: i32,
        /// The day in it, from 1, where it is known.
        day: Option<i32>,
        /// What it says.
        said: String,
    },
    /// Something of which only the year is known.
    Year {
        /// The year.
        year: i32,
        /// What it says.
        said: String,
    },
    /// Something that lasted.
    Period {
        /// Its first month.
        from: i32,
        /// Its last month; nothing where its end is open.
        to: Option<i32>,
        /// What it says.
        said: String,
    },
}

impl Timeline {
    pub(super) fn table(&self) -> Table {
        Table {
            columns: vec![self.label_heading.clone(), self.dates_heading.clone()],
            rows: self.courses.iter().map(|course| vec![course.label.clone(), course.dates.clone()]).collect(),
            total: Vec::new(),
            last: LastColumn::Words,
            note: String::new(),
        }
    }
}
