//! Hands that write files and wait until the disk has them, while whoever brings them goes on.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use super::disk::{self, Filling};
use super::fault::WriteError;
use crate::side::locked;

/// The disk is asked for so many files at once: it takes as long for all as for one, and the cores only wait.
pub(super) const HANDS: usize = 16;

/// Hands, none of which is there before there is something to do.
#[derive(Debug, Default)]
pub(super) struct Hands {
    shared: Arc<Shared>,
    threads: Mutex<Vec<JoinHandle<()>>>,
}

/// What the hands know of each other.
#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    /// There is something to do, or nothing ever again.
    come: Condvar,
    /// Nothing waits, and nobody is at work.
    done: Condvar,
}

#[derive(Debug, Default)]
struct State {
    waiting: VecDeque<Job>,
    /// How many files were brought.
    brought: usize,
    /// How many are being written.
    at_work: usize,
    /// How many hands wait for something to do.
    idle: usize,
    /// What the disk refused, and which file that was: of several the one that was brought first.
    fault: Option<(usize, WriteError)>,
    is_closed: bool,
}

/// A file that is to be written.
#[derive(Debug)]
struct Job {
    turn: usize,
    path: PathBuf,
    filling: Filling,
}

impl Hands {
    /// Has a file written that is not there yet. The disk has it after the next [`settle`](Self::settle) that goes well.
    pub(super) fn bring(&self, path: PathBuf, filling: Filling) {
        let mut threads = locked(&self.threads);
        let mut state = locked(&self.shared.state);
        state.brought += 1;
        let turn = state.brought;
        state.waiting.push_back(Job { turn, path, filling });
        let are_too_few = state.idle < state.waiting.len() && threads.len() < HANDS;
        drop(state);
        self.shared.come.notify_one();
        if are_too_few {
            let shared = Arc::clone(&self.shared);
            // Without another hand, those that are there do it, or who waits for them.
            threads.extend(thread::Builder::new().spawn(move || shared.work()));
        }
    }

    /// Returns when the disk has all that was brought; fails with what it did not take.
    pub(super) fn settle(&self) -> Result<(), WriteError> {
        while let Some(job) = self.shared.next() {
            self.shared.end(job);
        }
        let mut state = locked(&self.shared.state);
        while state.at_work > 0 || !state.waiting.is_empty() {
            state = self.shared.done.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.fault.take().map_or(Ok(()), |(_, fault)| Err(fault))
    }

    /// Lets go of what waits, and returns when nobody is at work any more; nothing is written from then on.
    pub(super) fn close(&self) {
        let mut state = locked(&self.shared.state);
        state.is_closed = true;
        state.waiting.clear();
        drop(state);
        self.shared.come.notify_all();
        for thread in locked(&self.threads).drain(..) {
            thread.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault));
        }
    }
}

impl Shared {
    /// Takes up the next file, if one waits; after a fault none is written any more.
    fn next(&self) -> Option<Job> {
        self.taken(&mut locked(&self.state))
    }

    fn taken(&self, state: &mut State) -> Option<Job> {
        if state.fault.is_some() || state.is_closed {
            state.waiting.clear();
        }
        let job = state.waiting.pop_front();
        state.at_work += usize::from(job.is_some());
        if state.at_work == 0 {
            self.done.notify_all();
        }
        job
    }

    /// Writes a file that was taken up.
    fn end(&self, job: Job) {
        let (turn, written) = (job.turn, disk::fill(&job.path, &job.filling));
        // Whoever waits may rename what is above it, which Windows refuses while it is open.
        drop(job);
        let mut state = locked(&self.state);
        if let Err(fault) = written
            && state.fault.as_ref().is_none_or(|(other, _)| turn < *other)
        {
            state.fault = Some((turn, fault));
        }
        state.at_work -= 1;
        if state.at_work == 0 {
            self.done.notify_all();
        }
    }

    /// What a hand does as long as there is one.
    fn work(&self) {
        let mut state = locked(&self.state);
        while !state.is_closed {
            if let Some(job) = self.taken(&mut state) {
                drop(state);
                self.end(job);
                state = locked(&self.state);
            } else {
                state.idle += 1;
                state = self.come.wait(state).unwrap_or_else(PoisonError::into_inner);
                state.idle -= 1;
            }
        }
    }
}

impl Drop for Hands {
    fn drop(&mut self) {
        self.close();
    }
}

#[cfg(test)]
mod tests {
    use super::{Filling, HANDS, Hands};
    use std::fs;

    #[test]
    fn the_first_file_that_the_disk_refuses_is_told() {
        let folder = tempfile::tempdir().expect("there is room");
        let at = |name: &str| folder.path().join(name);
        let hands = Hands::default();
        let bring = |name: &str| hands.bring(at(name), Filling::Bytes(name.as_bytes().to_vec()));
        (0..3 * HANDS).for_each(|number| bring(&format!("{number}.txt")));
        hands.settle().expect("the disk takes them");
        assert_eq!(fs::read(at("7.txt")).expect("it is there"), b"7.txt");
        for name in ["a.txt", "no folder/b.txt", "no folder/c.txt", "7.txt"] {
            bring(name);
        }
        let told = hands.settle().expect_err("there is no such folder").to_string();
        assert!(told.contains("b.txt") || told.contains("c.txt") || told.contains("7.txt"), "{told}");
        bring("d.txt");
        hands.settle().expect("what was told is told");
        hands.close();
        bring("e.txt");
        hands.settle().expect("nothing is written any more");
        assert_eq!((at("d.txt").exists(), at("e.txt").exists()), (true, false));
    }
}
