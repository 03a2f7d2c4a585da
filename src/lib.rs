//! Makes the annual progress-monitoring report of the ASEAN Smart Cities Network from yearly snapshots.
//!
//! The map of the house, in the order in which things happen. Each room knows only those before it.
//!
//! | room | what it does |
//! | --- | --- |
//! | [`side`] | Work on all cores, side by side: what comes of it stands in the order of the work, however many there are. |
//! | [`lookup`] | Tables in which things are looked for, and through which nothing goes. |
//! | [`held`] | Texts that many hold, each once. |
//! | [`terms`] | The words of the field, each a type that cannot hold a wrong value. |
//! | [`words`] | One language: its terms and its way of writing numbers. |
//! | [`source`] | A file as it was read, and where in it a thing stands. |
//! | [`bundle`] | The files of a report, each at a path that every disk can hold: in memory, or handed on as they come in. |
//! | [`diagnostic`] | What was found wrong, and where: collected, and shown as a compiler would. |
//! | [`mod@prose`] | Text as people write it: Markdown read into blocks of words, links and figures, each with its place. |
//! | [`load`] | Reads files: the framework, registers, one snapshot a year. The only reader. |
//! | [`rules`] | What inputs must keep to: one row and one function a rule. |
//! | [`check`] | Snapshots that keep every rule become a network. |
//! | [`measure`] | Every number of the report, each with its receipt, and nothing else. |
//! | [`audit`] | Figures against what was published; text against the figures. |
//! | [`chart`] | What a chart shows, as plain data in a few standard forms. |
//! | [`exhibit`] | The exhibits of the report: one row and one function each. |
//! | [`draw`] | Charts become scenes: canvas, text, one file a form; one printer each for SVG, PNG and PDF. |
//! | [`render`] | Figures, scenes and words become the files of a report: one file a format. |
//! | [`mod@write`] | Puts a bundle on disk, whole or not at all. The only writer. |
//! | `make` | Every step in its order, from the inputs to the files of the reports. |
//!
//! Faults of the inputs are collected in [`diagnostic::Diagnostics`], never thrown. From [`measure`] to [`draw`]
//! nothing can fail. The clock, the environment and printing are at the door only, in `main` and `cli`.

pub mod audit;
pub mod bundle;
pub mod chart;
pub mod check;
pub mod cli;
pub mod diagnostic;
pub mod draw;
pub mod exhibit;
pub mod held;
pub mod load;
pub mod lookup;
mod make;
pub mod measure;
pub mod prose;
pub mod render;
pub mod rules;
pub mod side;
pub mod source;
pub mod terms;
pub mod words;
pub mod write;

pub use make::{
    Compared, Explained, Failure, Listed, Made, Outcome, Scope, Shown, Step, Verdict, Watcher, audits, check_file,
    exhibits, explain, make, make_staged, make_watched, next_snapshot, outdated, preview, proposals, prose, publish,
    seal, typed, verify,
};
