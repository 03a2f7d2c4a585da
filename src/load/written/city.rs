//! A city of the register as written.

use crate::held::Held;
use crate::source::At;
use crate::terms::{Joined, Membership, Span, When};

/// A city of the register.
#[derive(Debug)]
pub struct City {
    /// Its id.
    pub id: At<Held>,
    /// Its name.
    pub name: String,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// Its name in the local script.
    pub local_name: Option<String>,
    /// Its member state's id.
    pub member_state: At<Held>,
    /// When it joined.
    pub joined: At<Joined>,
    /// When it left.
    pub left: Option<At<Joined>>,
    /// When it joined again, and left again.
    pub rejoined: Vec<Again>,
    /// Where that is stated.
    pub source: Option<At<Held>>,
    /// Its offices over time.
    pub offices: Vec<Office>,
}

/// A span after the city had left and joined again.
#[derive(Debug)]
pub struct Again {
    /// When it joined again.
    pub joined: At<Joined>,
    /// When it left again.
    pub left: Option<At<Joined>>,
}

impl City {
    /// When it joined and left, span by span, in the order of the file.
    pub fn spans(&self) -> impl Iterator<Item = (&At<Joined>, Option<&At<Joined>>)> {
        let later = self.rejoined.iter().map(|again| (&again.joined, again.left.as_ref()));
        std::iter::once((&self.joined, self.left.as_ref())).chain(later)
    }

    /// When it belongs to the network.
    pub fn membership(&self) -> Membership {
        let span = |joined: &At<Joined>, left: Option<&At<Joined>>| Span {
            joined: joined.value,
            left: left.map(|left| left.value),
        };
        let later = self.rejoined.iter().map(|again| span(&again.joined, again.left.as_ref()));
        Membership::new(span(&self.joined, self.left.as_ref()), later.collect())
    }
}

/// The office that answers for a plan.
#[derive(Debug)]
pub struct Office {
    /// The date of the list.
    pub as_of: When,
    /// The office.
    pub office: At<Held>,
    /// The list.
    pub source: At<Held>,
}
