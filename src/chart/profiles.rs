//! Several wholes side by side, each with what it is made of.

use super::{Column, LastColumn, Table, Tone, sum};

/// Wholes in the order in which they are drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profiles {
    /// What a whole is called.
    pub label_heading: String,
    /// Heading of the column of totals.
    pub total_heading: String,
    /// What the last row of the table is called.
    pub total_label: String,
    /// The sentence that stands in the description for more numbers than anybody wants to hear.
    pub see_table: String,
    /// The areas that a whole is divided into, in their order.
    pub codes: Vec<Column>,
    /// What the statuses are called together.
    pub status_heading: String,
    /// What the statuses are called and how dark they are, in the order of the key; none where they are not known.
    pub statuses: Vec<super::SquareClass>,
    /// The wholes.
    pub profiles: Vec<Profile>,
    /// Whether each is told in a row, without kinds and shares.
    pub is_brief: bool,
}

/// One whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Its name.
    pub label: String,
    /// How many it holds, as it is printed: "15 projects in 4 cities".
    pub text: String,
    /// How many of each area, in their order.
    pub areas: Vec<ProfileArea>,
    /// How many of each status, in their order.
    pub statuses: Vec<ProfileStatus>,
}

/// One area of a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileArea {
    /// How many.
    pub count: u32,
    /// What these are: "Governance 2, Tourism 1"; empty where that is not known.
    pub kinds: String,
}

/// One status of a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfileStatus {
    /// How dark it is.
    pub tone: Tone,
    /// How many.
    pub count: u32,
    /// The number, and its share where there are enough for one: "12 (80%)".
    pub text: String,
}

impl Profiles {
    /// The same with a row for each whole.
    #[must_use]
    pub fn brief(&self) -> Self {
        Self { is_brief: true, ..self.clone() }
    }

    /// How many there are in all wholes.
    pub fn total(&self) -> u32 {
        let totals: Vec<u32> = self.profiles.iter().map(Profile::total).collect();
        sum(&totals)
    }

    fn area_total(&self, area: usize) -> u32 {
        sum(self.profiles.iter().filter_map(|profile| Some(&profile.areas.get(area)?.count)))
    }

    /// How many have a status in all wholes.
    pub fn status_total(&self, status: usize) -> u32 {
        sum(self.profiles.iter().filter_map(|profile| Some(&profile.statuses.get(status)?.count)))
    }

    pub(super) fn table(&self) -> Table {
        let areas = self.codes.iter().map(|code| code.name.clone());
        let statuses = self.statuses.iter().map(|status| status.name.clone());
        let first = [&self.label_heading, &self.total_heading].map(String::clone);
        let row = |profile: &Profile| {
            let area = |area: usize| profile.areas.get(area).map_or(0, |area| area.count).to_string();
            let status = |status: usize| profile.statuses.get(status).map_or(0, |status| status.count).to_string();
            let first = [profile.label.clone(), profile.total().to_string()];
            let areas = (0..self.codes.len()).map(area);
            first.into_iter().chain(areas).chain((0..self.statuses.len()).map(status)).collect()
        };
        let areas_total = (0..self.codes.len()).map(|area| self.area_total(area).to_string());
        let statuses_total = (0..self.statuses.len()).map(|status| self.status_total(status).to_string());
        let total = [self.total_label.clone(), self.total().to_string()];
        Table {
            columns: first.into_iter().chain(areas).chain(statuses).collect(),
            rows: self.profiles.iter().map(row).collect(),
            total: total.into_iter().chain(areas_total).chain(statuses_total).collect(),
            last: LastColumn::Numbers,
            note: String::new(),
        }
    }

    /// The wholes without what they are made of.
    pub(super) fn gist(&self) -> String {
        let wholes = self.profiles.iter().map(|profile| format!("{} {}", profile.label, profile.total()));
        let areas =
            self.codes.iter().enumerate().map(|(area, code)| format!("{} {}", code.name, self.area_total(area)));
        let [wholes, areas] = [wholes.collect::<Vec<_>>(), areas.collect()].map(|parts| parts.join(", "));
        format!("{wholes}. {areas}. {}", self.see_table)
    }
}

impl Profile {
    /// How many it holds.
    pub fn total(&self) -> u32 {
        sum(self.areas.iter().map(|area| &area.count))
    }
}
