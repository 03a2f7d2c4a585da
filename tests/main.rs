//! All tests, in one program.
#![allow(clippy::disallowed_methods, clippy::panic, reason = "tests read and write folders of their own, and stop")]

mod cases;
mod cli;
mod draw;
mod history;
mod laws;
mod partnerships;
mod reading;
mod receipts;
mod record;
mod rejects;
mod tidy;
mod write;
