//! What a chart shows, as plain data in a few standard forms; each knows its table and its sentence.
//!
//! A chart knows no city, no colour and no path: an exhibit fills it with words and numbers that are
//! already written out, and `draw` turns it into shapes.

mod bridge;
mod cards;
mod change;
mod groups;
mod matrix;
mod profiles;
mod tiles;
mod timeline;
mod trends;

pub use bridge::{Bridge, Span, Step, Sureness, Total};
pub use cards::{Card, CardGroup, CardMark, Cards};
pub use change::{Change, ChangeRow, End};
pub use groups::{Group, Groups, Part};
pub use matrix::{Column, Matrix, MatrixGroup, MatrixRow};
pub use profiles::{Profile, ProfileArea, ProfileStatus, Profiles};
pub use tiles::{Tile, Tiles};
pub use timeline::{Course, Stretch, Timeline};
pub use trends::{Panel, Trends};

/// One picture: the words around it, and its data in one of the forms.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// The words around the data.
    pub caption: Caption,
    /// The data, in the form that suits them.
    pub form: Form,
    /// The same by groups, in words of its own: drawn in the place of this one where a picture has no room for all that
    /// it shows.
    pub coarser: Option<Box<Chart>>,
}

/// The words around the data, each already a finished sentence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Caption {
    /// The finding, as a headline without a full stop.
    pub title: String,
    /// What is measured, its unit, its coverage and its period.
    pub subtitle: String,
    /// What a reader must know to read it right; empty where there is nothing.
    pub note: String,
    /// The publication and the organisation, with the as-of date.
    pub source: String,
    /// One sentence for a reader who does not see the picture: kind, subject, finding.
    pub alt: String,
}

/// The forms there are.
#[derive(Debug, Clone, PartialEq)]
pub enum Form {
    /// A count over the years.
    Trend(Trend),
    /// Counts of different measures over the years, apart.
    Trends(Trends),
    /// Classes compared by length.
    Bars(Bars),
    /// One square an item, one row a class.
    Squares(Squares),
    /// The way from one total to the next.
    Bridge(Bridge),
    /// The same classes in two years.
    Change(Change),
    /// Counts in two directions.
    Matrix(Matrix),
    /// Places as on a map, and ranked.
    Tiles(Tiles),
    /// One square an item, in named parts of named groups.
    Groups(Groups),
    /// One lettered square an item, a card a place.
    Cards(Cards),
    /// The make-up of several wholes, side by side.
    Profiles(Profiles),
    /// What happened when, a row each.
    Timeline(Timeline),
}

/// Counts over the years on a true time scale: a year without a value is a gap, never a zero.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trend {
    /// Heading of the year column in the table.
    pub year_heading: String,
    /// What the value column of the table is called.
    pub value_heading: String,
    /// What the column that says where a value comes from is called.
    pub basis_heading: String,
    /// One point a year, ascending and without a hole: years in between without a value are listed.
    pub points: Vec<Point>,
    /// Where it is counted otherwise from then on.
    pub breaks: Vec<Break>,
}

/// A year since which something else is counted, or otherwise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// The first year that is counted so.
    pub year: i32,
    /// What changed, in a few words.
    pub text: String,
}

/// One year of a trend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// The year.
    pub year: i32,
    /// The count, or nothing where there is none.
    pub value: Option<u32>,
    /// The count as it is printed ("1,234"), or the words that say why there is none.
    pub text: String,
    /// What the count rests on, for the table.
    pub basis: String,
}

/// Horizontal bars, drawn in the order given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bars {
    /// Heading of the label column in the table.
    pub label_heading: String,
    /// Headings of the value columns in the table.
    pub value_headings: Vec<String>,
    /// The rows, in the order in which they are drawn.
    pub rows: Vec<BarRow>,
    /// The row that closes the table ("All projects", "108", "100%"); not drawn.
    pub total: Vec<String>,
}

/// One bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarRow {
    /// The class.
    pub label: String,
    /// How many; nothing where it is not known.
    pub count: Option<u32>,
    /// What is printed at the bar's end: "28 (26%)", or why there is no bar.
    pub value_text: String,
    /// The cells of this row in the table, one for each value heading.
    pub cells: Vec<String>,
    /// Whether the headline speaks of this row.
    pub emphasis: Emphasis,
}

/// Whether the headline speaks of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Emphasis {
    /// The headline names it.
    Named,
    /// One of the rest.
    Rest,
    /// It tells of what no source states.
    Unstated,
    /// It is not drawn by itself, but as a part of the row that stands for several.
    Folded,
    /// It stands for those: drawn, and not in the table.
    Others,
}

/// One square an item: a row a class, squares ordered by the classes of the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Squares {
    /// Heading of the label column in the table.
    pub label_heading: String,
    /// Heading of the column of row totals in the table.
    pub total_heading: String,
    /// What the last row of the table is called.
    pub total_label: String,
    /// The classes, in the order of drawing and of the key.
    pub classes: Vec<SquareClass>,
    /// The rows, in the order in which they are drawn.
    pub rows: Vec<SquareRow>,
}

/// One class of the key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SquareClass {
    /// Its name.
    pub name: String,
    /// How dark it is.
    pub tone: Tone,
}

/// How far along a class is, shown from dark to empty: it must be readable in grey.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Done.
    Dark,
    /// Under way.
    Middle,
    /// Not begun.
    Light,
    /// Not known.
    Empty,
    /// Of no stage: only the number counts.
    Plain,
}

/// One row of squares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SquareRow {
    /// The row's name.
    pub label: String,
    /// How many of each class, in the order of the classes.
    pub counts: Vec<u32>,
}

/// A chart's twin: the same numbers as a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// One heading a column; the first is the row heading's.
    pub columns: Vec<String>,
    /// The rows; the first cell names the row.
    pub rows: Vec<Vec<String>>,
    /// The closing row of totals; empty where the columns do not add up to anything.
    pub total: Vec<String>,
    /// Whether the last column holds words and not numbers.
    pub last: LastColumn,
    /// What a reader of the table must know, and one of the picture need not; empty where there is nothing.
    pub note: String,
}

/// What the last column of a table holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LastColumn {
    /// Numbers, set flush right like the columns before it.
    #[default]
    Numbers,
    /// Words, set flush left.
    Words,
}

impl Chart {
    /// A chart that is drawn as it is, whatever the room.
    pub fn new(caption: Caption, form: Form) -> Self {
        Self { caption, form, coarser: None }
    }

    /// The same chart with one of its groups, for where there is too little room.
    #[must_use]
    pub fn or(self, coarser: Self) -> Self {
        Self { coarser: Some(Box::new(coarser)), ..self }
    }

    /// The same numbers as a table.
    pub fn table(&self) -> Table {
        match &self.form {
            Form::Trend(trend) => trend.table(),
            Form::Bars(bars) => bars.table(),
            Form::Squares(squares) => squares.table(),
            Form::Bridge(bridge) => bridge.table(),
            Form::Change(change) => change.table(),
            Form::Matrix(matrix) => matrix.table(),
            Form::Tiles(tiles) => tiles.table(),
            Form::Groups(groups) => groups.table(),
            Form::Cards(cards) => cards.table(),
            Form::Profiles(profiles) => profiles.table(),
            Form::Trends(trends) => trends.table(),
            Form::Timeline(timeline) => timeline.table(),
        }
    }

    /// Every number in reading order, as one paragraph: the long description of the picture. Where there are too many
    /// to listen to, totals only, and where the others stand.
    pub fn describe(&self) -> String {
        let table = self.table();
        if let Some(gist) = self.gist().filter(|_| table.rows.len() * (table.columns.len() - 1) > TOLD) {
            return format!("{}. {gist}", self.caption.subtitle);
        }
        let rows = table.rows.iter().map(|row| {
            let cells = row.iter().zip(&table.columns).skip(1).filter(|(cell, _)| !cell.is_empty());
            let cells: Vec<String> = cells.map(|(cell, column)| format!("{column} {cell}")).collect();
            format!("{}: {}", row.first().map_or("", String::as_str), cells.join(", "))
        });
        let rows: Vec<String> = rows.collect();
        format!("{}. {}.", self.caption.subtitle, rows.join("; "))
    }
}

impl Form {
    /// What it is called where charts are listed.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Trend(_) => "trend",
            Self::Bars(_) => "bars",
            Self::Squares(_) => "squares",
            Self::Bridge(_) => "bridge",
            Self::Change(_) => "change",
            Self::Matrix(_) => "matrix",
            Self::Tiles(_) => "tiles",
            Self::Groups(_) => "groups",
            Self::Cards(_) => "cards",
            Self::Profiles(_) => "profiles",
            Self::Trends(_) => "trends",
            Self::Timeline(_) => "timeline",
        }
    }
}

/// No more numbers than this are told in a description.
const TOLD: usize = 60;

impl Chart {
    /// What is told in place of very many numbers.
    fn gist(&self) -> Option<String> {
        match &self.form {
            Form::Matrix(matrix) => Some(matrix.gist()),
            Form::Groups(groups) => Some(groups.gist()),
            Form::Cards(cards) => Some(cards.gist()),
            Form::Profiles(profiles) => Some(profiles.gist()),
            Form::Trend(_)
            | Form::Trends(_)
            | Form::Bars(_)
            | Form::Squares(_)
            | Form::Bridge(_)
            | Form::Change(_)
            | Form::Tiles(_)
            | Form::Timeline(_) => None,
        }
    }
}

impl Trend {
    fn table(&self) -> Table {
        let row = |point: &Point| vec![point.year.to_string(), point.text.clone(), point.basis.clone()];
        Table {
            columns: vec![self.year_heading.clone(), self.value_heading.clone(), self.basis_heading.clone()],
            rows: self.points.iter().map(row).collect(),
            total: Vec::new(),
            last: LastColumn::Words,
            note: String::new(),
        }
    }
}

impl Bars {
    /// The rows that are drawn.
    pub fn drawn(&self) -> impl Iterator<Item = &BarRow> {
        self.rows.iter().filter(|row| row.emphasis != Emphasis::Folded)
    }

    fn table(&self) -> Table {
        let row = |row: &BarRow| [std::slice::from_ref(&row.label), &row.cells].concat();
        Table {
            columns: [std::slice::from_ref(&self.label_heading), &self.value_headings].concat(),
            rows: self.rows.iter().filter(|row| row.emphasis != Emphasis::Others).map(row).collect(),
            total: self.total.clone(),
            last: LastColumn::Numbers,
            note: String::new(),
        }
    }
}

impl Squares {
    /// How many items a class has over all rows.
    pub fn class_total(&self, class: usize) -> u32 {
        sum(self.rows.iter().filter_map(|row| row.counts.get(class)))
    }

    fn table(&self) -> Table {
        let classes = self.classes.iter().map(|class| class.name.clone());
        let columns = std::iter::once(self.label_heading.clone())
            .chain(classes)
            .chain(std::iter::once(self.total_heading.clone()));
        let cells = |label: &str, counts: Vec<u32>| {
            let total = sum(&counts);
            let counts = counts.into_iter().chain(std::iter::once(total));
            std::iter::once(label.to_owned()).chain(counts.map(|count| count.to_string())).collect()
        };
        Table {
            columns: columns.collect(),
            rows: self.rows.iter().map(|row| cells(&row.label, row.counts.clone())).collect(),
            total: cells(&self.total_label, (0..self.classes.len()).map(|class| self.class_total(class)).collect()),
            last: LastColumn::Numbers,
            note: String::new(),
        }
    }
}

impl SquareRow {
    /// How many items the row has.
    pub fn total(&self) -> u32 {
        sum(&self.counts)
    }
}

/// The sum, or the largest number there is: no chart is worth a crash.
fn sum<'a>(counts: impl IntoIterator<Item = &'a u32>) -> u32 {
    counts.into_iter().fold(0, |sum, count| sum.saturating_add(*count))
}
