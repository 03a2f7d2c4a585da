//! Whole builds of made inputs, each in a process of its own.

use crate::aim;
use crate::made::{Made, peak};
use ascn_report::{Scope, make_staged, publish};
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// A size that is measured.
struct Size {
    cities: usize,
    projects: usize,
    years: usize,
    /// The word that asks for it, unless it is always measured.
    word: &'static str,
    /// Which editions are made. All ten of a million records are 13 GB, of ten million more than a disk may have room for.
    editions: &'static [&'static str],
    /// Whether it is made as YAML too, and not as tables alone.
    is_typed: bool,
    /// Whether it is made of tables once more in which no row stands as it stood in another year.
    is_new: bool,
    /// What the newest edition may take: seconds, and GB of 1,073,741,824 bytes.
    most: Option<(f64, f64)>,
}

const SIZES: [Size; 5] = [
    Size {
        cities: 26,
        projects: 65,
        years: 4,
        word: "",
        editions: &["all"],
        is_typed: true,
        is_new: false,
        most: None,
    },
    Size {
        cities: 300,
        projects: 3_000,
        years: 10,
        word: "",
        editions: &["all"],
        is_typed: true,
        is_new: false,
        most: None,
    },
    Size {
        cities: 1_000,
        projects: 10_000,
        years: 10,
        word: "--full",
        editions: &["all", "newest"],
        is_typed: true,
        is_new: false,
        most: None,
    },
    Size {
        cities: 5_000,
        projects: 100_000,
        years: 10,
        word: "--million",
        editions: &["all", "newest"],
        is_typed: true,
        is_new: false,
        most: Some((60.0, 2.0)),
    },
    Size {
        cities: 5_000,
        projects: 1_000_000,
        years: 10,
        word: "--ten-million",
        editions: &["newest"],
        is_typed: false,
        is_new: true,
        most: Some((60.0, 4.0)),
    },
];

/// Tables in which no row stands as it stood in another year.
const NEW: &str = "CSV, all new";

/// Each size from YAML and from CSV: time, time and memory a record, and the growth of time a record over the first.
pub(crate) fn table(words: &[&str]) -> String {
    let mut table = String::from(
        "| cities × projects × years | from | editions | build, s | ms a record | growth | peak, MiB | written, MiB |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    let base = tempfile::tempdir().expect("there is room");
    let mut first = [f64::NAN; 2];
    for size in SIZES.iter().filter(|size| size.word.is_empty() || words.contains(&size.word)) {
        let Size { cities, projects, years, .. } = *size;
        let kinds = [("YAML", size.is_typed), ("CSV", true), (NEW, size.is_new)];
        for (from, _) in kinds.into_iter().filter(|(_, is_asked)| *is_asked) {
            let (are_tables, never_repeats) = (from != "YAML", from == NEW);
            let first = &mut first[usize::from(are_tables)];
            let made = Made { cities, projects, years, with_faults: false, are_tables, never_repeats };
            let folder = base.path().join("inputs");
            made.write(&folder);
            let records = projects * years;
            for editions in size.editions {
                let [time, peak, written] = measured(&folder, editions).unwrap_or([f64::NAN; 3]);
                if let Some((seconds, gigabytes)) = size.most.filter(|_| *editions == "newest" && !never_repeats) {
                    let is_met = time < seconds && peak < gigabytes * 1_024.0;
                    aim(&format!("{records} records from {from} in {seconds} s and {gigabytes} GB"), is_met);
                }
                let each = time * 1e3 / records as f64;
                if first.is_nan() {
                    *first = each;
                }
                let _ = writeln!(
                    table,
                    "| {cities} × {projects} × {years} | {from} | {editions} | {time:.2} | {each:.3} | {:.2} | {peak:.0} | {written:.0} |",
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
    let mut outcome = make_staged(folder, &out, (scope, false), &|_, _, _| {}).expect("readable inputs");
    let Some(bundle) = &outcome.bundle else {
        panic!("nothing was made: {:?} {:?}", outcome.misfits, outcome.found.sorted(&outcome.inputs.sources).first())
    };
    publish((bundle, outcome.stage.take()), folder, &out, scope, false).expect("there is room");
    let time = start.elapsed().as_secs_f64();
    let size: u64 = bundle.entries().map(|(_, file)| file.length).sum();
    println!("{time} {} {}", peak(), size as f64 / f64::from(1 << 20));
}

/// Writes made inputs for a look of one's own: so many cities, projects a year and years, and whether as tables.
pub(crate) fn write(folder: &Path, size: &[&str]) {
    let number = |at: usize| size.get(at).and_then(|word| word.parse().ok());
    match (number(0), number(1), number(2)) {
        (Some(cities), Some(projects), Some(years)) if size.len() == 3 || size.get(3..) == Some(&["csv"]) => {
            let are_tables = size.len() > 3;
            Made { cities, projects, years, with_faults: false, are_tables, never_repeats: false }.write(folder);
        }
        _ => println!("write FOLDER CITIES PROJECTS YEARS [csv]"),
    }
}
