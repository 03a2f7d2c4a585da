//! All tests, in one program.
#![allow(clippy::disallowed_methods, clippy::panic, reason = "tests read and write folders of their own, and stop")]

mod audits;
mod briefs;
mod browser;
mod cases;
mod charts;
mod cli;
mod codes;
mod draw;
mod exports;
mod history;
mod laws;
mod partnerships;
mod prose;
mod reading;
mod receipts;
mod record;
mod rejects;
mod tidy;
mod write;
