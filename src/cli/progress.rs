//! How far a run is and how long its steps take: shown on a terminal while it works, and told at its end if asked for.
#![expect(clippy::disallowed_types, reason = "how long a run takes is told to a person, and stands in no report")]

use crate::Step;
use clap::Args;
use std::fmt::Write as _;
use std::io::{self, Write};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// How much is told.
#[derive(Debug, Clone, Copy, Args)]
pub struct Telling {
    /// Say nothing but what is wrong.
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Also say how long each step took.
    #[arg(long, short, global = true)]
    pub verbose: bool,
}

/// A run that takes longer shows how far it is.
const PATIENCE: Duration = Duration::from_secs(1);

/// So often is it shown anew.
const PAUSE: Duration = Duration::from_millis(250);

/// A run while it works.
#[derive(Debug)]
pub(super) struct Progress {
    begun: Instant,
    /// Whether somebody sees it.
    is_shown: bool,
    state: Mutex<State>,
    ended: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// The steps, each with when it began.
    steps: Vec<(Step, Instant)>,
    done: usize,
    of: Option<usize>,
    has_ended: bool,
}

impl Progress {
    /// A run begins; `is_shown` where somebody sits at a terminal.
    pub(super) fn new(is_shown: bool) -> Self {
        Self { begun: Instant::now(), is_shown, state: Mutex::default(), ended: Condvar::new() }
    }

    /// Takes in the next step.
    pub(super) fn step(&self, step: Step, done: usize, of: Option<usize>) {
        let mut state = self.state();
        state.steps.push((step, Instant::now()));
        (state.done, state.of) = (state.done.max(done), of);
    }

    /// The last step: what was made is put on the disk.
    pub(super) fn writing(&self) {
        let (done, of) = {
            let state = self.state();
            (state.done + 1, state.of)
        };
        self.step(Step::Writing, done, of);
    }

    /// Does the work, and shows meanwhile how far it is, in one line that vanishes.
    pub(super) fn shown<T>(&self, work: impl FnOnce() -> T) -> T {
        if !self.is_shown {
            return work();
        }
        self.state().has_ended = false;
        thread::scope(|scope| {
            // Also when the work fails in a way that nobody foresaw.
            let ending = Ending(self);
            // Without another hand nobody is shown anything.
            drop(thread::Builder::new().spawn_scoped(scope, || self.show()));
            let made = work();
            drop(ending);
            made
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn show(&self) {
        let (mut state, mut is_dirty) = (self.state(), false);
        while !state.has_ended {
            if self.begun.elapsed() >= PATIENCE {
                let line = line(&state, self.begun.elapsed());
                is_dirty = true;
                // Whoever cannot be shown it misses nothing.
                let _ = write!(io::stderr(), "\r\u{1b}[2K{line}");
            }
            state =
                self.ended.wait_timeout(state, PAUSE).map_or_else(|broken| broken.into_inner().0, |(state, _)| state);
        }
        if is_dirty {
            let _ = write!(io::stderr(), "\r\u{1b}[2K");
        }
    }

    /// How long the steps of each kind took, and all together, a line each.
    pub(super) fn times(&self) -> String {
        let state = self.state();
        let now = Instant::now();
        let mut text = String::new();
        // Editions go on side by side, so that only all of them together have an end.
        let stages: Vec<&[(Step, Instant)]> =
            state.steps.chunk_by(|one, next| one.0.stage() == next.0.stage()).collect();
        for (place, stage) in stages.iter().enumerate() {
            let next = stages.get(place + 1).and_then(|next| next.first());
            if let Some((step, begun)) = stage.first() {
                let took = next.map_or(now, |(_, next)| *next).duration_since(*begun);
                // Writing to a String cannot fail.
                let _ = writeln!(text, "{:>9.3} s  {}", took.as_secs_f64(), step.stage());
            }
        }
        let _ = writeln!(text, "{:>9.3} s  in all", now.duration_since(self.begun).as_secs_f64());
        text
    }
}

/// Lets the line go when it is dropped.
struct Ending<'a>(&'a Progress);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        self.0.state().has_ended = true;
        self.0.ended.notify_all();
    }
}

/// What is being done, how much of it, and for how long.
fn line(state: &State, elapsed: Duration) -> String {
    let step = state.steps.last().map_or_else(String::new, |(step, _)| step.to_string());
    let of = state.of.map_or_else(String::new, |of| format!("{} of {of}: ", state.done + 1));
    format!("{of}{step}, {} s", elapsed.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_what_how_much_and_how_long() {
        let step = |step, done, of| {
            let progress = Progress::new(false);
            progress.step(step, done, of);
            line(&progress.state(), Duration::from_millis(3900))
        };
        assert_eq!(step(Step::Reading, 0, None), "reading the inputs, 3 s");
        assert_eq!(step(Step::Edition(2024), 2, Some(9)), "3 of 9: making the edition of 2024, 3 s");
    }

    #[test]
    fn every_step_has_its_time() {
        let progress = Progress::new(true);
        let made = progress.shown(|| {
            progress.step(Step::Reading, 0, None);
            progress.step(Step::Measuring, 1, Some(5));
            progress.step(Step::Edition(2023), 2, Some(5));
            progress.step(Step::Edition(2024), 3, Some(5));
            7
        });
        progress.writing();
        assert_eq!((made, progress.state().done), (7, 4));
        let times = progress.times();
        let words: Vec<&str> = times.lines().filter_map(|line| line.split_once(" s  ")).map(|(_, what)| what).collect();
        assert_eq!(words, ["reading the inputs", "measuring", "making editions", "writing", "in all"]);
    }
}
