//! The words of the field, each a type that cannot hold a wrong value.

mod amount;
mod counting;
mod device;
mod event;
mod grade;
mod membership;
mod printed;

pub use amount::{Aim, Amount, Bound, Decimal};
pub use counting::Counting;
pub use device::is_device;
pub use event::{Event, Sides};
pub use grade::{Carried, Grade};
pub use membership::{Membership, Span};
pub use printed::{Printed, Reason};

use std::fmt;

/// A calendar day that exists.
#[expect(clippy::struct_field_names, reason = "a day has no other name for its day")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    year: i32,
    month: u8,
    day: u8,
}

impl Day {
    /// The day, if there is such a day in the Gregorian calendar between 1900 and 2199.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let exists = (1900..2200).contains(&year) && day >= 1 && day <= days_in(year, month)?;
        exists.then_some(Self { year, month, day })
    }

    /// Its year.
    pub fn year(self) -> i32 {
        self.year
    }

    /// Its month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// Its day of the month, from 1.
    pub fn day(self) -> u8 {
        self.day
    }
}

fn days_in(year: i32, month: u8) -> Option<u8> {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 => Some(if leap { 29 } else { 28 }),
        _ => None,
    }
}

/// A point in time as it was stated: to the day, to the month, or to the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A day.
    Day(Day),
    /// A month; its last day is what counts.
    Month {
        /// The year.
        year: i32,
        /// The month, 1 to 12.
        month: u8,
    },
    /// A year.
    Year(i32),
}

impl When {
    /// Reads `2024-09-25`, `2021-08` or `2018`; nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = |part: &str, length: usize| {
            (part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| part.parse::<i32>().ok())?
        };
        let parts: Vec<&str> = text.split('-').collect();
        let year = digits(parts.first()?, 4).filter(|year| (1900..2200).contains(year))?;
        let small = |part: &str| digits(part, 2).and_then(|number| u8::try_from(number).ok());
        match parts.as_slice() {
            [_] => Some(Self::Year(year)),
            [_, month] => small(month).filter(|m| (1..=12).contains(m)).map(|month| Self::Month { year, month }),
            [_, month, day] => Day::new(year, small(month)?, small(day)?).map(Self::Day),
            _ => None,
        }
    }

    /// Its year.
    pub fn year(self) -> i32 {
        match self {
            Self::Day(day) => day.year(),
            Self::Month { year, .. } | Self::Year(year) => year,
        }
    }

    /// The first day it covers.
    pub fn first_day(self) -> Option<Day> {
        match self {
            Self::Day(day) => Some(day),
            Self::Month { year, month } => Day::new(year, month, 1),
            Self::Year(year) => Day::new(year, 1, 1),
        }
    }

    /// The last day it covers: a cut-off "August 2021" includes all of August.
    pub fn last_day(self) -> Option<Day> {
        match self {
            Self::Day(day) => Some(day),
            Self::Month { year, month } => Day::new(year, month, days_in(year, month)?),
            Self::Year(year) => Day::new(year, 12, 31),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{:04}-{:02}-{:02}", day.year, day.month, day.day),
            Self::Month { year, month } => write!(f, "{year:04}-{month:02}"),
            Self::Year(year) => write!(f, "{year:04}"),
        }
    }
}

/// When a city or a member state joined. A year counts from that year's cut-off on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Joined(pub When);

impl Joined {
    /// Whether it belongs to the network at the cut-off of that snapshot.
    pub fn by(self, year: i32, as_of: When) -> bool {
        match self.0 {
            When::Year(joined) => joined <= year,
            precise => precise.last_day() <= as_of.last_day(),
        }
    }
}

/// How far a project is: what the treatment of a status depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// A proposal or a study.
    Planning,
    /// Work is under way.
    OnGoing,
    /// Done; it stays in the count.
    Completed,
    /// The sources do not say: a class of its own, never planning and never zero.
    NotStated,
}

impl Stage {
    /// The words of the input files for the stages, in order.
    pub const WORDS: [&'static str; 4] = ["planning", "on-going", "completed", "not-stated"];

    /// The stage of that word.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "planning" => Some(Self::Planning),
            "on-going" => Some(Self::OnGoing),
            "completed" => Some(Self::Completed),
            "not-stated" => Some(Self::NotStated),
            _ => None,
        }
    }
}

/// How sure a value is, surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Printed in the named document.
    Published,
    /// Follows from what is printed, without a choice.
    Derived,
    /// Stated by a news article only.
    News,
    /// Our reading of what is printed.
    Inferred,
    /// Our reading, with little to go by.
    InferredWeak,
    /// Nothing tells.
    Unknown,
}

impl Confidence {
    /// The words of the input files, surest first.
    pub const WORDS: [&'static str; 6] = ["published", "derived", "news", "inferred", "inferred-weak", "unknown"];

    /// The confidence of that word.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "published" => Some(Self::Published),
            "derived" => Some(Self::Derived),
            "news" => Some(Self::News),
            "inferred" => Some(Self::Inferred),
            "inferred-weak" => Some(Self::InferredWeak),
            "unknown" => Some(Self::Unknown),
            _ => None,
        }
    }

    /// The word of the input files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Derived => "derived",
            Self::News => "news",
            Self::Inferred => "inferred",
            Self::InferredWeak => "inferred-weak",
            Self::Unknown => "unknown",
        }
    }
}

/// What a figure rests on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Counted from the records; nothing else is known, or something else was published.
    Records,
    /// Printed; there are no records to count.
    Published,
    /// Counted from the records, and the same number was published.
    Both,
}

impl Basis {
    /// The word of the figures file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::Published => "published",
            Self::Both => "both",
        }
    }
}

/// A share as it was printed: so many units of the last printed decimal, "28.57%" being 2857 hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PrintedShare {
    /// The digits without the point.
    pub units: u32,
    /// How many of them stand behind the point: 0, 1 or 2.
    pub decimals: u8,
}

impl PrintedShare {
    /// Reads `27%`, `14.8%` or `28.57%`; nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let number = text.strip_suffix('%')?;
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let fits = (1..=3).contains(&whole.len()) && part.len() <= 2 && digits(whole) && digits(part);
        let point_needed = number.contains('.') != part.is_empty();
        let units = format!("{whole}{part}").parse().ok()?;
        (fits && point_needed).then_some(Self { units, decimals: u8::try_from(part.len()).ok()? })
    }

    /// The share of `part` in `whole`, rounded half up to as many decimals; nothing where `whole` is 0.
    pub fn of(part: u32, whole: u32, decimals: u8) -> Option<Self> {
        let scale = 100 * 10_u64.pow(u32::from(decimals));
        let units = half_up(u64::from(part) * scale, u64::from(whole))?;
        Some(Self { units: u32::try_from(units).ok()?, decimals })
    }
}

impl fmt::Display for PrintedShare {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = 10_u32.pow(u32::from(self.decimals));
        match self.decimals {
            0 => write!(f, "{}%", self.units),
            decimals => {
                write!(f, "{}.{:0width$}%", self.units / scale, self.units % scale, width = usize::from(decimals))
            }
        }
    }
}

/// How shares are rounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rounding {
    /// Each half up by itself; the parts of a whole may miss 100 %.
    #[default]
    HalfUp,
    /// The parts of a whole together, so that they add up to 100 %.
    LargestRemainder,
}

impl Rounding {
    /// The words of the input files, the one that holds without a word first.
    pub const WORDS: [&'static str; 2] = ["half-up", "largest-remainder"];

    /// The rounding of that word.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "half-up" => Some(Self::HalfUp),
            "largest-remainder" => Some(Self::LargestRemainder),
            _ => None,
        }
    }
}

/// The parts of a whole in whole per cent that add up to 100: each is cut, and what is missing goes, one each, to those
/// that lost most; of equal losses, to the part that stands first. Nothing where all parts are 0.
pub fn largest_remainders(parts: &[u32]) -> Option<Vec<u32>> {
    let whole = parts.iter().map(|part| u64::from(*part)).sum::<u64>();
    let whole = Some(whole).filter(|whole| *whole > 0)?;
    let cut = |part: &u32| u32::try_from(u64::from(*part) * 100 / whole).unwrap_or(100);
    let mut percents: Vec<u32> = parts.iter().map(cut).collect();
    let missing = 100_u32.saturating_sub(percents.iter().sum());
    let mut order: Vec<usize> = (0..parts.len()).collect();
    let lost = |place: &usize| parts.get(*place).map_or(0, |part| u64::from(*part) * 100 % whole);
    // A stable sort: what lost as much stays in its order.
    order.sort_by_key(|place| std::cmp::Reverse(lost(place)));
    for place in order.into_iter().take(missing as usize) {
        if let Some(percent) = percents.get_mut(place) {
            *percent += 1;
        }
    }
    Some(percents)
}

/// `numerator / denominator` rounded half up to a whole number; nothing where the denominator is 0.
pub fn half_up(numerator: u64, denominator: u64) -> Option<u64> {
    let doubled = numerator.checked_mul(2)?.checked_add(denominator)?;
    doubled.checked_div(denominator.checked_mul(2)?)
}

/// Declares an id: a place in one of the lists of the framework or the registers.
macro_rules! id {
    ($(#[$doc:meta] $name:ident;)*) => {
        $(
            #[$doc]
            #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct $name(u32);

            impl $name {
                /// The entry at that place of its list.
                pub fn at(place: usize) -> Self {
                    Self(u32::try_from(place).unwrap_or(u32::MAX))
                }

                /// Its place in its list.
                pub fn place(self) -> usize {
                    self.0 as usize
                }
            }
        )*
    };
}

id! {
    /// A focus area, by its place in the framework.
    FocusAreaId;
    /// A project type, by its place among all types of all focus areas.
    ProjectTypeId;
    /// A status, by its place in the framework.
    StatusId;
    /// A member state, by its place in the framework.
    MemberStateId;
    /// A city, by its place in the register.
    CityId;
    /// A partner organisation, by its place in the register.
    PartnerId;
    /// A kind of partnership, by its place in the framework.
    KindId;
    /// A programme, by its place in the register.
    ProgrammeId;
    /// A further list, by its place in the framework.
    CodeListId;
    /// A code of a further list, by its place in that list.
    CodeId;
    /// A record, by its place among the records of its year.
    RecordId;
}
