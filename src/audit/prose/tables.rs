//! Tables of a text in Markdown: each number of a cell against the figure of its row and its column.

use super::items::{Amount, Item, Quantity, What, items};
use super::names::Name;
use super::slices::{Counted, Named, has_strange_word};
use super::wholes::WHOLES;
use super::{Finding, Guard, Weight, tokens};
use crate::check::Slice;
use crate::prose;
use crate::terms::{CityId, MemberStateId, PrintedShare};
use std::ops::Range;

/// A cell: where its text stands, and what it is made of, with places in the whole text.
struct Cell {
    items: Vec<Item>,
}

impl Cell {
    fn is(&self, list: &str) -> bool {
        self.items.iter().any(|item| item.is(list))
    }

    fn quantities(&self) -> impl Iterator<Item = (&Item, Quantity)> {
        self.items.iter().filter_map(|item| Some((item, item.quantity()?)))
    }

    /// The year that it names, and no more exact date.
    fn year(&self) -> Option<i32> {
        self.items.iter().find_map(|item| match item.what {
            What::When(when) => Some(when.year()),
            _ => None,
        })
    }

    /// Whether it holds nothing but a number, with its share or without.
    fn is_number(&self) -> bool {
        let is_part = |item: &Item| item.quantity().is_some() || item.is_mark("()%+−-");
        !self.items.is_empty() && self.items.iter().all(is_part)
    }
}

/// What the figures tell of a number.
enum Told {
    /// It is so.
    Right,
    /// They have another one.
    Wrong(Other),
}

/// The number that the figures have, of what, and the figure with the year of its edition.
struct Other {
    number: String,
    what: String,
    figure: (String, i32),
}

impl Told {
    fn of(is_right: bool, number: String, what: String, figure: (String, i32)) -> Self {
        if is_right { Self::Right } else { Self::Wrong(Other { number, what, figure }) }
    }
}

/// What a row and a column say of the number where they meet.
struct Meeting<'a> {
    named: Named,
    edition: usize,
    heads: [&'a Cell; 2],
    /// The head of the first column, which says what the rows are.
    corner: &'a Cell,
}

impl Meeting<'_> {
    fn is(&self, list: &str) -> bool {
        self.heads.iter().any(|head| head.is(list))
    }
}

impl Guard<'_> {
    /// What the tables of a text have wrong, and the numbers of them that were looked at.
    pub(super) fn tables(&self, text: &str) -> (Vec<Finding>, Vec<Range<usize>>) {
        let (mut found, mut done) = (Vec::new(), Vec::new());
        // No table is without its marks.
        if !text.contains('|') {
            return (found, done);
        }
        for table in prose::tables(text) {
            let rows: Vec<Vec<Cell>> =
                table.into_iter().map(|row| row.into_iter().map(|cell| self.cell(text, cell)).collect()).collect();
            let Some((head, body)) = rows.split_first() else { continue };
            for row in body {
                self.look_at_homes(text, head, row, &mut found);
                self.look_at_row(text, head, row, (&mut found, &mut done));
            }
        }
        (found, done)
    }

    fn cell(&self, text: &str, range: Range<usize>) -> Cell {
        let tokens = tokens::sentences(text.get(range.clone()).unwrap_or_default(), &self.lexicon);
        let mut made: Vec<Item> =
            tokens.iter().flat_map(|sentence| items(sentence, &self.lexicon, &self.names)).collect();
        for item in &mut made {
            (item.start, item.end) = (item.start + range.start, item.end + range.start);
        }
        Cell { items: made }
    }

    /// Looks at each number of a row, if every word beside and above it is known.
    fn look_at_row(&self, text: &str, head: &[Cell], row: &[Cell], to: (&mut Vec<Finding>, &mut Vec<Range<usize>>)) {
        let (found, done) = to;
        let Some((label, corner)) = row.first().zip(head.first()) else { return };
        for (cell, above) in row.iter().zip(head).skip(1).filter(|(cell, _)| cell.is_number()) {
            let Some(meeting) = self.meeting(label, above, corner) else { continue };
            // “All projects” is the name of a row.
            done.extend(label.quantities().map(|(item, _)| item.start..item.end));
            for (item, quantity) in cell.quantities() {
                let Some(told) = self.look_at_cell(&meeting, quantity) else { continue };
                done.push(item.start..item.end);
                let Told::Wrong(Other { number, what, figure }) = told else { continue };
                let said = text.get(item.start..item.end).unwrap_or_default();
                let year = self.year(meeting.edition);
                found.push(Finding {
                    start: item.start,
                    end: item.end,
                    weight: Weight::Doubtful,
                    message: format!("the table has “{said}”; the figures of {year} give {number} ({what})"),
                    help: Some(format!("write {number}")),
                    figure: Some(figure),
                });
            }
        }
    }

    /// What a row and a column say together, as far as every word is known.
    fn meeting<'a>(&self, label: &'a Cell, above: &'a Cell, corner: &'a Cell) -> Option<Meeting<'a>> {
        let heads = [label, above];
        let is_all = |quantity: Quantity| quantity.amount == Amount::Fraction(1, 1);
        let has_number = label.quantities().any(|(_, quantity)| !is_all(quantity));
        if heads.iter().any(|cell| has_strange_word(&cell.items)) || has_number {
            return None;
        }
        let all: Vec<Item> = heads.iter().flat_map(|cell| cell.items.iter().cloned()).collect();
        let named = self.named(&all);
        let edition = match heads.iter().find_map(|cell| cell.year()) {
            Some(year) => self.edition(year)?,
            None => self.now(),
        };
        let is_plain = !named.has_other && !named.is_not;
        is_plain.then_some(Meeting { named, edition, heads, corner })
    }

    /// Whether a number is that of its row and column; nothing where no figure tells.
    fn look_at_cell(&self, meeting: &Meeting<'_>, quantity: Quantity) -> Option<Told> {
        let [label, above] = meeting.heads;
        // What the column counts is said above it, or else by its row: “Cities | 29 | 31”.
        let whole = |cell: &Cell| WHOLES.iter().find(|(list, _)| cell.is(list)).filter(|_| !cell.is("project"));
        if let Some((_, ids)) = whole(above).or_else(|| whole(label).filter(|_| above.year().is_some())) {
            return if meeting.named.is_empty() { self.look_at_whole(meeting, ids, quantity) } else { None };
        }
        let is_share = meeting.is("share") || above.is("percent");
        let is_projects = meeting.is("project") || meeting.is("list") || is_share;
        let is_class = !self.named(&above.items).is_empty();
        let is_of_rows = ["area", "city", "state"].iter().any(|list| meeting.corner.is(list));
        let is_bare = above.is("number-alone") || above.year().is_some() && is_of_rows;
        let is_counted = is_projects || is_class || is_bare && !meeting.named.is_empty();
        let quantity = match quantity.amount {
            Amount::Count(value) if is_share => Quantity { amount: Amount::Percent(value, 0), ..quantity },
            _ => quantity,
        };
        let slices = meeting.named.slices();
        let [slice] = slices.as_slice() else { return None };
        if !is_counted {
            return None;
        }
        let counted = self.count(meeting.edition, *slice)?;
        match quantity.amount {
            Amount::Count(_) => {
                let is_right = quantity.fits_count(counted.count);
                Some(Told::of(is_right, counted.count.to_string(), self.describe(*slice), counted.figure))
            }
            Amount::Percent(_, decimals) => self.look_at_part(meeting.edition, (*slice, counted), quantity, decimals),
            _ => None,
        }
    }

    /// A share, of all projects or of those of its row.
    fn look_at_part(
        &self,
        edition: usize,
        (slice, part): (Slice, Counted),
        quantity: Quantity,
        decimals: u8,
    ) -> Option<Told> {
        let wider = [Slice::default(), Slice { status: None, ..slice }, Slice { focus_area: None, ..slice }];
        let wholes: Vec<Counted> =
            wider.into_iter().filter(|wider| *wider != slice).filter_map(|wider| self.count(edition, wider)).collect();
        let first = wholes.first()?;
        let printed = self.printed_share(edition, slice);
        if wholes.iter().any(|whole| quantity.fits_share(part.count, whole.count, printed.as_deref())) {
            return Some(Told::Right);
        }
        let percent = PrintedShare::of(part.count, first.count, decimals)?;
        let what = format!("{} of {}: {}", part.count, first.count, self.describe(slice));
        Some(Told::of(false, percent.to_string(), what, part.figure))
    }

    fn look_at_whole(&self, meeting: &Meeting<'_>, ids: &[(&str, &str)], quantity: Quantity) -> Option<Told> {
        let figures = self.figures(meeting.edition)?;
        let counts: Vec<(u32, &str, &str)> =
            ids.iter().filter_map(|(id, name)| Some((figures.count(id)?, *id, *name))).collect();
        let (count, id, name) = *counts.first().filter(|_| matches!(quantity.amount, Amount::Count(_)))?;
        let others = self.other_totals(meeting.edition);
        let fits = counts.iter().map(|(count, _, _)| *count).chain(others).any(|count| quantity.fits_count(count));
        let figure = (id.to_owned(), self.year(meeting.edition));
        Some(Told::of(fits, count.to_string(), name.to_owned(), figure))
    }

    /// A row that has a city in one cell and a member state in another, below a head that says so.
    fn look_at_homes(&self, text: &str, head: &[Cell], row: &[Cell], found: &mut Vec<Finding>) {
        let mut cities: Vec<CityId> = Vec::new();
        let mut states: Vec<(MemberStateId, &Item)> = Vec::new();
        for (cell, above) in row.iter().zip(head) {
            let [item] = cell.items.as_slice() else { continue };
            match item.name() {
                Some(Name::City(id)) if above.is("city") => cities.push(id),
                Some(Name::State(id)) if above.is("state") => states.push((id, item)),
                _ => {}
            }
        }
        let ([city], [(state, item)]) = (cities.as_slice(), states.as_slice()) else { return };
        let Some(own) = self.network.cities.get(city.place()).filter(|own| own.member_state != *state) else { return };
        let home = self.network.member_states.get(own.member_state.place()).map_or("", |home| home.code.name.as_str());
        let said = text.get(item.start..item.end).unwrap_or_default();
        found.push(Finding {
            start: item.start,
            end: item.end,
            weight: Weight::Untrue,
            message: format!("the table has {} in {said}; it is a city of {home}", own.code.name),
            help: Some(format!("write {home}")),
            figure: Some(self.city_figure(*city)),
        });
    }
}
