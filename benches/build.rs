//! How long a whole build takes, stage by stage and at any size, against floors measured beside it:
//! `cargo bench --bench build`; `-- --full` adds a hundred thousand records, `-- --million` a million, `-- --ten-million` ten
//! million from tables, and `-- --readme` puts the tables into README.md; `-- --stages` leaves the sizes out.
//! `-- edition` makes the edition of 2024 alone, `-- edition 60` so many times over, for a profile;
//! `-- write FOLDER 300 3000 10` writes the made inputs of that size for a look of one's own, with `csv` at the end as tables.
//!
//! The floors: starting a process, reading the bytes, the YAML parser alone, drawing the same scenes into palette buffers
//! and packing them, writing the same bytes. Each size runs in a process of its own, so that the most memory it ever held
//! is told apart. All names are invented but those of the real inputs. Where an aim is missed, it says so, makes the tables all
//! the same, and fails at the end.

#![expect(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "this measures time, and renews tables in README"
)]
#![expect(clippy::print_stdout, clippy::panic, reason = "figures are printed, and what goes wrong ends it")]

#[path = "shared/floor.rs"]
mod floor;
#[path = "shared/made.rs"]
mod made;
#[path = "shared/readme.rs"]
mod readme;
#[path = "shared/sizes.rs"]
mod sizes;
#[path = "shared/stages.rs"]
mod stages;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

/// The real inputs.
fn inputs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs")
}

/// What may be asked for beside the plain tables.
const WORDS: [&str; 5] = ["--stages", "--full", "--million", "--ten-million", "--readme"];

/// Whether an aim was missed.
static IS_MISSED: AtomicBool = AtomicBool::new(false);

/// Tells whether an aim is met.
fn aim(what: &str, is_met: bool) {
    println!("{what}: {}", if is_met { "met" } else { "MISSED" });
    IS_MISSED.fetch_or(!is_met, Ordering::Relaxed);
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["nothing"] => {}
        ["one", folder, editions] => sizes::one(Path::new(folder), editions),
        ["edition"] => println!("{}", stages::edition_alone(stages::EDITION_TIMES)),
        ["edition", times] => println!("{}", stages::edition_alone(times.parse().expect("a number of times"))),
        ["write", folder, size @ ..] => sizes::write(Path::new(folder), size),
        _ if words.iter().all(|word| WORDS.contains(word)) => all(&words),
        _ => println!(
            "usage: cargo bench --bench build [-- [--stages] [--full] [--million] [--ten-million] [--readme] | edition [TIMES] | write FOLDER CITIES PROJECTS YEARS [csv]]"
        ),
    }
    if IS_MISSED.load(Ordering::Relaxed) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

fn all(words: &[&str]) {
    let stages = stages::table();
    println!("{stages}");
    if words.contains(&"--readme") {
        readme::renew("stages", &stages);
    }
    if words.contains(&"--stages") {
        return;
    }
    let sizes = sizes::table(words);
    println!("{sizes}");
    if words.contains(&"--readme") {
        readme::renew("sizes", &sizes);
    }
}

/// The quickest of so many times, in seconds.
fn quickest<T>(times: usize, mut work: impl FnMut() -> T) -> f64 {
    (0..times).map(|_| once(&mut work)).fold(f64::INFINITY, f64::min)
}

/// The quickest of so many times of two things that are done in turn, so that both find the disk in the same moods.
fn quickest_in_turn<A, B>(times: usize, mut one: impl FnMut() -> A, mut other: impl FnMut() -> B) -> [f64; 2] {
    let both = |_| [once(&mut one), once(&mut other)];
    (0..times).map(both).fold([f64::INFINITY; 2], |[one, other], times| [one.min(times[0]), other.min(times[1])])
}

/// How long one time takes; what comes of the work is dropped outside the measure.
fn once<T>(work: &mut impl FnMut() -> T) -> f64 {
    let start = Instant::now();
    let made = black_box(work());
    let time = start.elapsed().as_secs_f64();
    drop(made);
    time
}
