//! How long the inputs take to be read and looked at, and how much memory: `cargo bench --bench check`.
//!
//! Snapshots with invented names are written into a folder that vanishes again. Each size runs in a process of its own,
//! so that the most memory it ever held is told apart. `-- --full` adds the snapshot of a million records,
//! `-- --readme` puts the table into README.md.

#![expect(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "this measures time, and writes what it reads"
)]
#![expect(clippy::print_stdout, clippy::panic, reason = "figures are printed, and what goes wrong ends it")]

#[path = "shared/made.rs"]
mod made;
#[path = "shared/readme.rs"]
mod readme;

use ascn_report::diagnostic::Diagnostics;
use ascn_report::{load, rules};
use made::{Made, peak};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_yaml::Spanned;
use serde_yaml::granit_parser::Parser;
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// What a record costs may grow by so much over the plain reader.
const TARGET: f64 = 1.3;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).filter(|word| *word != "--bench").collect();
    match words.as_slice() {
        ["one", what, folder, runs] => one(what, Path::new(folder), runs.parse().expect("a number")),
        _ if words.iter().all(|word| ["--full", "--readme"].contains(word)) => all(&words),
        _ => println!("usage: cargo bench --bench check [-- [--full] [--readme]]"),
    }
}

/// Every size, with what was measured side by side.
fn all(words: &[&str]) {
    let base = tempfile::tempdir().expect("there is room");
    let mut table = HEAD.to_owned();
    let sizes: &[usize] = if words.contains(&"--full") { &[1_000, 100_000, 1_000_000] } else { &[1_000, 100_000] };
    for records in sizes {
        let folder = base.path().join(records.to_string());
        Made { with_faults: false, ..one_year(*records, CITIES) }.write(&folder);
        let runs = if *records <= 100_000 { "5" } else { "2" };
        let [check, mirror, ignored, events] =
            ["check", "mirror", "ignored", "events"].map(|what| measured(what, &folder, runs));
        let each = |time: f64| time * 1e6 / *records as f64;
        let _ = writeln!(
            table,
            "| {records} | {:.3} | {:.1} | {} | {:.3} | {} | {:.2} | {:.2} | {:.2} |",
            check.time,
            each(check.time),
            check.peak,
            mirror.time,
            mirror.peak,
            check.time / mirror.time,
            check.time / ignored.time,
            check.time / events.time,
        );
        let met = if check.time <= TARGET * mirror.time { "met" } else { "MISSED" };
        println!("{records} records within {TARGET} times plain structs: {met}");
    }
    println!("\n{table}");
    if words.contains(&"--readme") {
        readme::renew("check", &table);
    }
    let odd = [("with a fault each", CITIES, true), ("of a single city", 1, false)];
    for (what, cities, with_faults) in odd {
        let folder = base.path().join(what);
        Made { with_faults, ..one_year(100_000, cities) }.write(&folder);
        let Measured { time, peak, faults } = measured("check", &folder, "3");
        println!(
            "100000 records {what}: {time:.3} s, {:.2} µs a record, peak {peak} MiB, {faults} faults",
            time * 10.0
        );
    }
    std::fs::remove_dir_all(base).expect("it can be removed");
}

const HEAD: &str = "\
| records | read and looked at, s | µs a record | peak, MiB | into plain structs, s | peak, MiB | ratio | to passing all over | to the parser alone |
| --- | --- | --- | --- | --- | --- | --- | --- | --- |
";

/// What one process told of itself.
struct Measured {
    time: f64,
    peak: u64,
    faults: usize,
}

/// Runs one kind of reading in a process of its own.
fn measured(what: &str, folder: &Path, runs: &str) -> Measured {
    let program = std::env::current_exe().expect("it is running");
    let output = Command::new(program).args(["one", what]).arg(folder).arg(runs).output().expect("it starts");
    let told = String::from_utf8(output.stdout).expect("it is text");
    let mut words = told.split_whitespace();
    let mut next =
        || words.next().unwrap_or_else(|| panic!("{what} told nothing: {}", String::from_utf8_lossy(&output.stderr)));
    Measured {
        time: next().parse().expect("a time"),
        peak: next().parse().expect("a size"),
        faults: next().parse().expect("a number"),
    }
}

/// The best time of some runs after one that warms up, the peak of memory, and the number of faults.
fn one(what: &str, folder: &Path, runs: usize) {
    let mut best = f64::INFINITY;
    let mut faults = 0;
    for run in 0..=runs {
        let start = Instant::now();
        match what {
            "check" => {
                let mut found = Diagnostics::default();
                let mut inputs = load::inputs(folder, &mut found).expect("readable inputs");
                rules::check(&inputs, &mut found);
                load::reread(&mut inputs.sources, &found, std::iter::empty());
                faults = found.sorted(&inputs.sources).len() + found.dropped();
                black_box(&inputs);
            }
            "mirror" => {
                drop(black_box(plain::<MirrorCities>(folder, CITIES_FILE)));
                drop(black_box(plain::<Mirror>(folder, SNAPSHOT_FILE)));
            }
            "ignored" => FILES.into_iter().for_each(|file| {
                black_box(plain::<IgnoredAny>(folder, file));
            }),
            "events" => {
                for file in FILES {
                    assert!(Parser::new_from_str(&text(folder, file)).all(|event| event.is_ok()));
                }
            }
            _ => panic!("{what} is nothing that is measured"),
        }
        if run > 0 {
            best = best.min(start.elapsed().as_secs_f64());
        }
    }
    println!("{best} {} {faults}", peak());
}

/// One snapshot of so many projects.
fn one_year(projects: usize, cities: usize) -> Made {
    Made { cities, projects, years: 1, with_faults: false, are_tables: false, never_repeats: false }
}

const CITIES_FILE: &str = "cities.yaml";
const SNAPSHOT_FILE: &str = "2024.yaml";

/// The files that grow.
const FILES: [&str; 2] = [CITIES_FILE, SNAPSHOT_FILE];

fn text(folder: &Path, file: &str) -> String {
    std::fs::read_to_string(folder.join(file)).expect("it is there")
}

/// The same bytes through the plain reader.
fn plain<T: for<'de> Deserialize<'de>>(folder: &Path, file: &str) -> T {
    let text = text(folder, file);
    let limit = text.len() + 64;
    let options = serde_yaml::options! {
        strict_booleans: true,
        with_snippet: false,
        budget: serde_yaml::budget! {
            max_aliases: 0, max_anchors: 0, max_depth: 32,
            max_events: limit, max_nodes: limit, max_total_scalar_bytes: limit,
        },
    };
    serde_yaml::from_str_with_options(&text, options).expect("it is sound")
}

/// The fields of the snapshot that is written below.
#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "read only to be measured")]
struct Mirror {
    year: Spanned<String>,
    as_of: Spanned<String>,
    sources: Vec<MirrorSource>,
    defaults: MirrorDefaults,
    records: Vec<MirrorRecord>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "read only to be measured")]
struct MirrorSource {
    id: Spanned<String>,
    document: Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "read only to be measured")]
struct MirrorDefaults {
    source: Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "read only to be measured")]
struct MirrorRecord {
    id: Spanned<String>,
    city: Spanned<String>,
    number: Spanned<String>,
    title: Spanned<String>,
    focus_area: Spanned<String>,
    project_type: Spanned<String>,
    status: Spanned<String>,
    description: Spanned<String>,
    page: Spanned<String>,
}

/// The fields of the register that is written below.
#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "read only to be measured")]
struct MirrorCities {
    sources: Vec<IgnoredAny>,
    cities: Vec<MirrorCity>,
}

#[derive(Debug, Deserialize)]
#[expect(dead_code, reason = "read only to be measured")]
struct MirrorCity {
    id: Spanned<String>,
    name: Spanned<String>,
    member_state: Spanned<String>,
    joined: Spanned<String>,
}

const CITIES: usize = 1_000;
