//! What changed in names, classes and members since the edition before, with the reasons that are known.

use super::compare::{self, JoinedCity};
use super::reach::Reach;
use super::told;
use crate::exhibit::Edition;
use serde::Serialize;

/// What changed since the edition before of which a list is public.
#[derive(Debug, Serialize)]
pub(super) struct SinceView {
    from_year: String,
    titles: Vec<String>,
    joined: Vec<JoinedCity>,
    left: Vec<String>,
    /// What the ledger tells, but for what is only new.
    ledger: Vec<told::LedgerRow>,
}

/// The view; nothing where there is no list, or none before.
pub(super) fn of(edition: Edition<'_>) -> Option<SinceView> {
    edition.year.records.as_ref()?;
    let (_, before) = edition.past.split_last()?;
    let start = before.iter().rev().find(|year| year.records.is_some())?;
    Some(SinceView {
        from_year: start.year.to_string(),
        titles: compare::titles(edition, start),
        joined: compare::joined(edition, start),
        left: compare::left(edition, start),
        ledger: told::ledger(edition, start.year, Reach::Network, |event| event != crate::terms::Event::New),
    })
}
