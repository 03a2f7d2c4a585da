//! All tests, in one program.
#![allow(clippy::disallowed_methods, clippy::panic, reason = "tests read and write folders of their own, and stop")]

mod audits;
mod begun;
mod boundaries;
mod briefs;
mod broken;
mod browser;
mod cases;
mod charts;
mod cli;
mod codes;
mod draw;
mod exports;
mod history;
mod large;
mod later;
mod laws;
mod mutated;
mod packages;
mod partnerships;
mod prose;
mod reading;
mod receipts;
mod record;
mod rejects;
mod tables;
mod telling;
mod tidy;
mod verify;
mod watch;
mod write;
