//! Whether somebody has asked the program to stop, and who must clean up then.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::fault::WriteError;

#[derive(Debug, Default)]
struct State {
    /// How many writers are at work.
    writing: usize,
    is_stopped: bool,
}

static STATE: Mutex<State> = Mutex::new(State { writing: 0, is_stopped: false });

fn state() -> MutexGuard<'static, State> {
    // A panic of another thread leaves a number and a yes or no: nothing that could be half changed.
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Asks every writer of this process to stop and to leave the disk as it was; none begins any more.
///
/// Says whether one is at work: it ends with [`WriteError::Stopped`], or, if the new report is in its place already,
/// comes to its end. If not, nothing of this process is on the disk, and it may end at once.
pub fn stop() -> bool {
    let mut state = state();
    state.is_stopped = true;
    state.writing > 0
}

/// A writer at work.
#[derive(Debug)]
pub(super) struct Work;

impl Work {
    /// Fails if the program was asked to stop.
    pub(super) fn begin() -> Result<Self, WriteError> {
        let mut state = state();
        if state.is_stopped {
            return Err(WriteError::Stopped);
        }
        state.writing += 1;
        Ok(Self)
    }

    /// Fails if the program was asked to stop; to be called as long as everything can be undone.
    #[expect(clippy::unused_self, reason = "only a writer that has begun may go on")]
    pub(super) fn go_on(&self) -> Result<(), WriteError> {
        go_on()
    }
}

/// The same for whoever works for a writer.
pub(super) fn go_on() -> Result<(), WriteError> {
    if state().is_stopped { Err(WriteError::Stopped) } else { Ok(()) }
}

impl Drop for Work {
    fn drop(&mut self) {
        state().writing -= 1;
    }
}
