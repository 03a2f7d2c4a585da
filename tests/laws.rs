//! What holds for every network: arithmetic for all small numbers, figures and reports for many made-up networks.

mod arithmetic;
mod figures;
mod listing;
mod networks;
mod reports;
