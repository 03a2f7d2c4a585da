//! The records behind a figure: each by name, or where they are too many for that, how many of each year.

use super::counts::number;
use crate::terms::RecordId;
use std::collections::BTreeMap;

/// So many records stand by name behind a figure, and so many projects on a page: more nobody reads. Behind a figure of
/// more it is told how many of each year they are; those of a city stand behind the figures of the city.
pub const MOST_NAMED: usize = 5_000;

/// A record, by its year and its place in the year's list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    /// The year.
    pub year: i32,
    /// The place in its list.
    pub id: RecordId,
}

/// The records behind a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Records {
    /// Up to [`MOST_NAMED`], each by name, in the order of the years' lists.
    Named(Vec<Listed>),
    /// More than these: how many there are of each year.
    Counted(Vec<(i32, u32)>),
}

impl Records {
    /// Of one year.
    pub fn of(year: i32, ids: impl IntoIterator<Item = RecordId>) -> Self {
        let mut ids = ids.into_iter();
        let named: Vec<Listed> = ids.by_ref().take(MOST_NAMED + 1).map(|id| Listed { year, id }).collect();
        if named.len() <= MOST_NAMED {
            return Self::Named(named);
        }
        Self::Counted(vec![(year, number(named.len() + ids.count()))])
    }

    /// Of any years.
    pub fn of_years(all: &[Listed]) -> Self {
        if all.len() <= MOST_NAMED {
            return Self::Named(all.to_vec());
        }
        let mut years: BTreeMap<i32, u32> = BTreeMap::new();
        for listed in all {
            *years.entry(listed.year).or_default() += 1;
        }
        Self::Counted(years.into_iter().collect())
    }

    /// Those that stand by name: none where they are too many.
    pub fn named(&self) -> &[Listed] {
        match self {
            Self::Named(named) => named,
            Self::Counted(_) => &[],
        }
    }

    /// How many of each year there are, where they are too many to stand by name.
    pub fn counted(&self) -> &[(i32, u32)] {
        match self {
            Self::Named(_) => &[],
            Self::Counted(years) => years,
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        let counted: usize = self.counted().iter().map(|(_, count)| *count as usize).sum();
        self.named().len() + counted
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Default for Records {
    fn default() -> Self {
        Self::Named(Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::{Listed, MOST_NAMED, Records};
    use crate::terms::RecordId;

    #[test]
    fn too_many_are_counted_by_year() {
        let listed = |year: i32, count: usize| (0..count).map(move |at| Listed { year, id: RecordId::at(at) });
        for (before, now, counted) in [
            (0, 0, &[][..]),
            (0, MOST_NAMED, &[]),
            (1, MOST_NAMED - 1, &[]),
            (0, MOST_NAMED + 1, &[(2024, 5_001)]),
            (1, MOST_NAMED, &[(2023, 1), (2024, 5_000)]),
            (MOST_NAMED, 7, &[(2023, 5_000), (2024, 7)]),
        ] {
            // Whatever stands between them.
            let all: Vec<Listed> = listed(2024, now.min(1)).chain(listed(2023, before)).collect();
            let all: Vec<Listed> = all.into_iter().chain(listed(2024, now).skip(1)).collect();
            let records = Records::of_years(&all);
            assert_eq!((records.counted(), records.len()), (counted, before + now), "{before} and {now}");
            assert_eq!(records.named().len(), if counted.is_empty() { before + now } else { 0 });
            assert_eq!(records.is_empty(), before + now == 0);
            if before == 0 {
                assert_eq!(records, Records::of(2024, all.iter().map(|one| one.id)), "{now}");
            }
        }
    }
}
