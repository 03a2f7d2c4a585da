//! Every item as one mark: named groups, each with its named parts.

use super::{LastColumn, Table, sum};

/// Groups with their parts, drawn in the order given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Groups {
    /// What a group is called.
    pub label_heading: String,
    /// What a part is called.
    pub part_heading: String,
    /// Heading of the column of counts.
    pub value_heading: String,
    /// What the last row of the table is called.
    pub total_label: String,
    /// The sentence that stands in the description for more numbers than anybody wants to hear.
    pub see_table: String,
    /// The groups.
    pub groups: Vec<Group>,
}

/// One group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub label: String,
    /// How many it holds, and its share, as printed: "28 (26%)".
    pub text: String,
    /// Its parts; none where they are not known.
    pub parts: Vec<Part>,
}

/// One part of a group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its name; empty where it is the only part of its group and stands for all of it.
    pub label: String,
    /// How many it holds.
    pub count: u32,
    /// Whether it is a named part, or what no part could be named for.
    pub is_named: bool,
}

impl Groups {
    /// How many there are in all groups.
    pub fn total(&self) -> u32 {
        let totals: Vec<u32> = self.groups.iter().map(Group::total).collect();
        sum(&totals)
    }

    /// The same without the parts of groups.
    #[must_use]
    pub fn by_group(&self) -> Self {
        let whole = |group: &Group| {
            let all = Part { label: String::new(), count: group.total(), is_named: false };
            Group { parts: vec![all], ..group.clone() }
        };
        Self { groups: self.groups.iter().map(whole).collect(), ..self.clone() }
    }

    pub(super) fn table(&self) -> Table {
        let is_parted = |part: &&Part| !part.label.is_empty();
        let has_parts = self.groups.iter().flat_map(|group| &group.parts).any(|part| is_parted(&part));
        let rows = self.groups.iter().flat_map(|group| {
            let whole = vec![group.label.clone(), group.text.clone()];
            let part = |part: &Part| vec![format!("{}: {}", group.label, part.label), part.count.to_string()];
            std::iter::once(whole).chain(group.parts.iter().filter(is_parted).map(part))
        });
        let first = if has_parts {
            format!("{}: {}", self.label_heading, self.part_heading)
        } else {
            self.label_heading.clone()
        };
        Table {
            columns: vec![first, self.value_heading.clone()],
            rows: rows.collect(),
            total: vec![self.total_label.clone(), self.total().to_string()],
            last: LastColumn::Numbers,
            note: String::new(),
        }
    }

    /// The groups without their parts.
    pub(super) fn gist(&self) -> String {
        let groups = self.groups.iter().map(|group| format!("{} {}", group.label, group.text));
        format!("{}. {}", groups.collect::<Vec<_>>().join(", "), self.see_table)
    }
}

impl Group {
    /// How many its parts hold.
    pub fn total(&self) -> u32 {
        sum(self.parts.iter().map(|part| &part.count))
    }
}
