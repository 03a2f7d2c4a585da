//! What holds for every network: arithmetic for all small numbers, figures and reports for many made-up networks.

mod arithmetic;
mod bridges;
mod contradictions;
mod editions;
mod figures;
mod grades;
mod ledgers;
mod listing;
pub(crate) mod networks;
mod places;
mod published;
mod ranks;
mod receipts;
mod reports;
mod rounding;
mod sentences;
