//! When a city belongs to the network: once, or again after it left.

use super::{Joined, When};

/// From joining to leaving.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// When it joined.
    pub joined: Joined,
    /// When it left; nothing while it belongs.
    pub left: Option<Joined>,
}

impl Span {
    fn covers(self, year: i32, as_of: When) -> bool {
        self.joined.by(year, as_of) && !self.left.is_some_and(|left| left.by(year, as_of))
    }
}

/// The spans of a city, ascending; never none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Membership {
    first: Span,
    later: Vec<Span>,
}

impl Membership {
    /// The first span, and those after the city had left and joined again, ascending.
    pub fn new(first: Span, later: Vec<Span>) -> Self {
        Self { first, later }
    }

    /// All spans, ascending.
    pub fn spans(&self) -> impl DoubleEndedIterator<Item = Span> + '_ {
        std::iter::once(self.first).chain(self.later.iter().copied())
    }

    /// Whether the city belongs to the network at the cut-off of a year.
    pub fn holds(&self, year: i32, as_of: When) -> bool {
        self.spans().any(|span| span.covers(year, as_of))
    }

    /// When it first joined.
    pub fn begin(&self) -> Joined {
        self.first.joined
    }

    /// When it last joined, up to the cut-off of a year.
    pub fn joined_by(&self, year: i32, as_of: When) -> Option<Joined> {
        self.spans().map(|span| span.joined).rfind(|joined| joined.by(year, as_of))
    }

    /// When it last left, up to the cut-off of a year.
    pub fn left_by(&self, year: i32, as_of: When) -> Option<Joined> {
        self.spans().filter_map(|span| span.left).rfind(|left| left.by(year, as_of))
    }
}
