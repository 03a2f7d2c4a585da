//! A card a place: one square an item, toned by one class and lettered by another.

use super::{Column, LastColumn, SquareClass, Table};

/// Cards in groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cards {
    /// What a card stands for.
    pub label_heading: String,
    /// What a group is called.
    pub group_heading: String,
    /// Heading of the column of totals.
    pub total_heading: String,
    /// Heading of the column that tells what the letters say.
    pub detail_heading: String,
    /// What the last row of the table is called.
    pub total_label: String,
    /// The sentence that stands in the description for more numbers than anybody wants to hear.
    pub see_table: String,
    /// The tones, in the order of the key.
    pub classes: Vec<SquareClass>,
    /// The letters, in the order of the key.
    pub codes: Vec<Column>,
    /// The groups.
    pub groups: Vec<CardGroup>,
}

/// Cards that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardGroup {
    /// What they are called together.
    pub label: String,
    /// The cards.
    pub cards: Vec<Card>,
}

/// One card.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Card {
    /// Its name; empty where it is the only card of its group and stands for all of it.
    pub label: String,
    /// Its name in a script of its own; shown where there is room and a typeface for it, empty where there is none.
    pub local: String,
    /// Its items, in the order in which they are drawn.
    pub marks: Vec<CardMark>,
}

/// One item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CardMark {
    /// The place of its letters among the codes.
    pub code: usize,
    /// The place of its tone among the classes.
    pub class: usize,
}

impl Cards {
    /// How many items have a class.
    pub fn class_total(&self, class: usize) -> usize {
        self.cards().map(|card| card.of_class(class)).sum()
    }

    /// How many items there are.
    pub fn total(&self) -> usize {
        self.cards().map(|card| card.marks.len()).sum()
    }

    /// The same with one card for each group.
    #[must_use]
    pub fn by_group(&self) -> Self {
        let merge = |group: &CardGroup| {
            let mut marks: Vec<CardMark> = group.cards.iter().flat_map(|card| card.marks.iter().copied()).collect();
            marks.sort_unstable();
            CardGroup { label: group.label.clone(), cards: vec![Card { marks, ..Card::default() }] }
        };
        Self { groups: self.groups.iter().map(merge).collect(), ..self.clone() }
    }

    /// Whether every card stands for its whole group.
    pub fn is_by_group(&self) -> bool {
        self.cards().all(|card| card.label.is_empty())
    }

    fn cards(&self) -> impl Iterator<Item = &Card> {
        self.groups.iter().flat_map(|group| &group.cards)
    }

    /// "2 Completed: Civic & Social 1, Quality Environment 1"
    fn detail(&self, card: &Card) -> String {
        let class = |(place, class): (usize, &SquareClass)| {
            let code = |(code, column): (usize, &Column)| {
                let mark = CardMark { code, class: place };
                let count = card.marks.iter().filter(|other| **other == mark).count();
                (count > 0).then(|| format!("{} {count}", column.name))
            };
            let codes: Vec<String> = self.codes.iter().enumerate().filter_map(code).collect();
            (!codes.is_empty()).then(|| format!("{}: {}", class.name, codes.join(", ")))
        };
        let classes: Vec<String> = self.classes.iter().enumerate().filter_map(class).collect();
        classes.join("; ")
    }

    pub(super) fn table(&self) -> Table {
        let classes = || (0..self.classes.len()).filter(|class| self.class_total(*class) > 0);
        let names = classes().filter_map(|class| self.classes.get(class)).map(|class| class.name.clone());
        let first = if self.is_by_group() {
            self.group_heading.clone()
        } else {
            format!("{}, {}", self.label_heading, self.group_heading)
        };
        let columns =
            std::iter::once(first).chain(names).chain([&self.total_heading, &self.detail_heading].map(String::clone));
        let rows = self.groups.iter().flat_map(|group| group.cards.iter().map(move |card| (group, card)));
        let cells = |(group, card): (&CardGroup, &Card)| {
            let name = std::iter::once(match card.label.as_str() {
                "" => group.label.clone(),
                label => format!("{label}, {}", group.label),
            });
            let counts = classes().map(|class| card.of_class(class).to_string());
            name.chain(counts).chain([card.marks.len().to_string(), self.detail(card)]).collect()
        };
        let totals = classes().map(|class| self.class_total(class).to_string());
        let total =
            std::iter::once(self.total_label.clone()).chain(totals).chain([self.total().to_string(), String::new()]);
        Table {
            columns: columns.collect(),
            rows: rows.map(cells).collect(),
            total: total.collect(),
            last: LastColumn::Words,
            note: String::new(),
        }
    }

    /// The totals of the classes and of the groups.
    pub(super) fn gist(&self) -> String {
        let classes = self.classes.iter().enumerate().map(|(place, class)| (class, self.class_total(place)));
        let classes = classes.filter(|(_, total)| *total > 0).map(|(class, total)| format!("{} {total}", class.name));
        let groups = self.groups.iter().map(|group| format!("{} {}", group.label, group.total()));
        let [classes, groups] = [classes.collect::<Vec<_>>(), groups.collect()].map(|parts| parts.join(", "));
        format!("{classes}. {groups}. {}", self.see_table)
    }
}

impl CardGroup {
    /// How many items its cards have.
    pub fn total(&self) -> usize {
        self.cards.iter().map(|card| card.marks.len()).sum()
    }
}

impl Card {
    fn of_class(&self, class: usize) -> usize {
        self.marks.iter().filter(|mark| mark.class == class).count()
    }
}
