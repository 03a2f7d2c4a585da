//! Whole builds of made inputs, each in a process of its own.

use crate::made::{Made, peak};
use ascn_report::{Scope, make, publish};
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// Cities, projects a year, years.
const SIZES: [(usize, usize, usize); 2] = [(26, 65, 4), (300, 3_000, 10)];

/// A hundred thousand records, with `--full`.
const LARGE: (usize, usize, usize) = (1_000, 10_000, 10);

/// A million records, with `--million`, of which the newest edition alone is made: all ten at once are more than this
/// program is made for.
const LARGEST: (usize, usize, usize) = (5_000, 100_000, 10);

/// What these may take: seconds, and 2 GB in MiB.
const MOST: (f64, f64) = (60.0, 2_048.0);

/// Each size from YAML and from CSV: time, time and memory a record, and the growth of time a record over the first.
pub(crate) fn table(words: &[&str]) -> String {
    let mut table = String::from(
        "| cities × projects × years | from | editions | build, s | ms a record | growth | peak, MiB | written, MiB |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    let base = tempfile::tempdir().expect("there is room");
    let mut first = [f64::NAN; 2];
    let more = [(LARGE, "--full"), (LARGEST, "--million")].into_iter().filter(|(_, word)| words.contains(word));
    for (cities, projects, years) in SIZES.into_iter().chain(more.map(|(size, _)| size)) {
        for (are_tables, first) in [false, true].into_iter().zip(&mut first) {
            let made = Made { cities, projects, years, with_faults: false, are_tables };
            let folder = base.path().join("inputs");
            made.write(&folder);
            let from = if are_tables { "CSV" } else { "YAML" };
            let is_largest = (cities, projects, years) == LARGEST;
            for (editions, _) in [("all", !is_largest), ("newest", projects >= LARGE.1)].iter().filter(|one| one.1) {
                let [time, peak, size] = measured(&folder, editions).unwrap_or([f64::NAN; 3]);
                if is_largest {
                    let met = if time < MOST.0 && peak < MOST.1 { "met" } else { "MISSED" };
                    println!("a million records from {from} in {} s and {} MiB: {met}", MOST.0, MOST.1);
                }
                let each = time * 1e3 / (projects * years) as f64;
                if first.is_nan() {
                    *first = each;
                }
                let _ = writeln!(
                    table,
                    "| {cities} × {projects} × {years} | {from} | {editions} | {time:.2} | {each:.3} | {:.2} | {peak:.0} | {size:.0} |",
                    each / *first
                );
            }
            std::fs::remove_dir_all(&folder).expect("it can be removed");
        }
    }
    table
}

/// Time, peak and size of the output of one build; nothing where it ended otherwise.
fn measured(folder: &Path, editions: &str) -> Option<[f64; 3]> {
    let program = std::env::current_exe().expect("it is running");
    let output = Command::new(program).arg("one").arg(folder).arg(editions).output().expect("it starts");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    let numbers: Vec<f64> = told.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    numbers.try_into().ok()
}

/// Builds a folder of inputs once, all editions or the newest, and tells the time, the most memory and the bytes written.
pub(crate) fn one(folder: &Path, editions: &str) {
    let scope = if editions == "all" { Scope::All } else { Scope::Year(2024) };
    let start = Instant::now();
    let base = tempfile::tempdir().expect("there is room");
    let out = base.path().join("output");
    let outcome = make(folder, &out, scope).expect("readable inputs");
    let Some(bundle) = &outcome.bundle else {
        panic!("nothing was made: {:?} {:?}", outcome.misfits, outcome.found.sorted(&outcome.inputs.sources).first())
    };
    publish(bundle, folder, &out, scope, false).expect("there is room");
    let time = start.elapsed().as_secs_f64();
    let size: u64 = bundle.contents().map(|(_, content)| content.length()).sum();
    println!("{time} {} {}", peak(), size as f64 / f64::from(1 << 20));
}

/// Writes made inputs for a look of one's own: so many cities, projects a year and years, and whether as tables.
pub(crate) fn write(folder: &Path, size: &[&str]) {
    let number = |at: usize| size.get(at).and_then(|word| word.parse().ok());
    match (number(0), number(1), number(2)) {
        (Some(cities), Some(projects), Some(years)) if size.len() == 3 || size.get(3..) == Some(&["csv"]) => {
            let are_tables = size.len() > 3;
            Made { cities, projects, years, with_faults: false, are_tables }.write(folder);
        }
        _ => println!("write FOLDER CITIES PROJECTS YEARS [csv]"),
    }
}
