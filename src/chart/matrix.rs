//! Counts in two directions: rows in groups, one column a class, with the totals of both.

use super::{LastColumn, Table, sum};

/// A class that may have too little room for its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What stands for it where there is little room; the key says so.
    pub code: String,
}

/// Rows in groups against columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// What a row is called.
    pub label_heading: String,
    /// What a group is called.
    pub group_heading: String,
    /// Heading of the column of row totals.
    pub total_heading: String,
    /// What the last row is called.
    pub total_label: String,
    /// The sentence that stands in the description for more numbers than anybody wants to hear.
    pub see_table: String,
    /// The columns, in their order.
    pub columns: Vec<Column>,
    /// The groups, in their order.
    pub groups: Vec<MatrixGroup>,
}

/// Rows that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixGroup {
    /// What they are called together; empty where they have no name of their own.
    pub label: String,
    /// The rows, in their order.
    pub rows: Vec<MatrixRow>,
}

/// One row of numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixRow {
    /// Its name.
    pub label: String,
    /// Its name in a script of its own; shown where there is room and a typeface for it, empty where there is none.
    pub local: String,
    /// How many in each column; nothing where that is not known.
    pub counts: Vec<Option<u32>>,
}

impl Matrix {
    /// How many there are in a column over all rows.
    pub fn column_total(&self, column: usize) -> u32 {
        sum(self.rows().filter_map(|row| row.counts.get(column)?.as_ref()))
    }

    /// How many there are over all rows and columns.
    pub fn total(&self) -> u32 {
        let totals: Vec<u32> = self.rows().map(MatrixRow::total).collect();
        sum(&totals)
    }

    /// The same with a row for each group.
    #[must_use]
    pub fn by_group(&self) -> Self {
        let rows = self.groups.iter().map(MatrixGroup::as_row).collect();
        let groups = vec![MatrixGroup { label: String::new(), rows }];
        Self { label_heading: self.group_heading.clone(), groups, ..self.clone() }
    }

    /// Whether its rows stand in groups that have a name.
    fn is_grouped(&self) -> bool {
        self.groups.iter().any(|group| !group.label.is_empty())
    }

    fn rows(&self) -> impl Iterator<Item = &MatrixRow> {
        self.groups.iter().flat_map(|group| &group.rows)
    }

    fn column_totals(&self) -> Vec<String> {
        let totals = (0..self.columns.len()).map(|column| self.column_total(column));
        totals.chain(std::iter::once(self.total())).map(|total| total.to_string()).collect()
    }

    fn headings(&self, first: String) -> Vec<String> {
        let columns = self.columns.iter().map(|column| column.name.clone());
        std::iter::once(first).chain(columns).chain(std::iter::once(self.total_heading.clone())).collect()
    }

    pub(super) fn table(&self) -> Table {
        let rows = self.groups.iter().flat_map(|group| group.rows.iter().map(move |row| (group, row)));
        let cells = |(group, row): (&MatrixGroup, &MatrixRow)| {
            let counts = (0..self.columns.len()).map(|column| row.counts.get(column).copied().flatten());
            let counts = counts.map(|count| count.map_or("–".to_owned(), |count| count.to_string()));
            let name =
                if group.label.is_empty() { row.label.clone() } else { format!("{}, {}", row.label, group.label) };
            std::iter::once(name).chain(counts).chain(std::iter::once(row.total().to_string())).collect()
        };
        let first = if self.is_grouped() {
            format!("{}, {}", self.label_heading, self.group_heading)
        } else {
            self.label_heading.clone()
        };
        Table {
            columns: self.headings(first),
            rows: rows.map(cells).collect(),
            total: std::iter::once(self.total_label.clone()).chain(self.column_totals()).collect(),
            last: LastColumn::Numbers,
            note: String::new(),
        }
    }

    /// Totals of the columns and of the groups: what is said where the whole table is too long to listen to.
    pub(super) fn gist(&self) -> String {
        let columns = self.headings(String::new()).into_iter().skip(1).zip(self.column_totals());
        let columns: Vec<String> = columns.map(|(column, total)| format!("{column} {total}")).collect();
        let named = |label: &str, total: u32| format!("{label} {total}");
        let rows: Vec<String> = if self.is_grouped() {
            self.groups.iter().map(|group| named(&group.label, group.as_row().total())).collect()
        } else {
            self.rows().map(|row| named(&row.label, row.total())).collect()
        };
        format!("{}. {}. {}", columns.join(", "), rows.join(", "), self.see_table)
    }
}

impl MatrixGroup {
    /// The whole group as one row.
    fn as_row(&self) -> MatrixRow {
        let width = self.rows.iter().map(|row| row.counts.len()).max().unwrap_or(0);
        let count = |column: usize| {
            let known: Vec<u32> =
                self.rows.iter().filter_map(|row| row.counts.get(column).copied().flatten()).collect();
            (!known.is_empty()).then(|| sum(&known))
        };
        MatrixRow { label: self.label.clone(), local: String::new(), counts: (0..width).map(count).collect() }
    }
}

impl MatrixRow {
    /// How many there are in all columns.
    pub fn total(&self) -> u32 {
        sum(self.counts.iter().flatten())
    }
}
