//! What the files of all years share: texts, each held once, and sound rows of tables, which are known again.

use super::written::Said;
use crate::held::SharedTexts;
use crate::lookup::Lookup;
use crate::side::locked;
use crate::source::Mark;
use std::sync::{Arc, Mutex};

/// What the files of all years share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    pub(super) texts: SharedTexts,
    pub(super) rows: SeenRows,
}

/// Rows by their marks, each under the heads of its table.
type ByMark = Lookup<Mark, Arc<Said>>;

/// In so many parts, so that no hand waits for another at the same one often.
const PARTS: usize = 64;

/// The rows that stand on a line, have no fault and say no more than most do, as far as they were looked at: most projects
/// stay to the letter what they were the year before.
/// Which of several equal rows is kept leaves no trace.
#[derive(Debug)]
pub(super) struct SeenRows {
    parts: [Mutex<ByMark>; PARTS],
}

impl Default for SeenRows {
    fn default() -> Self {
        Self { parts: std::array::from_fn(|_| Mutex::default()) }
    }
}

impl SeenRows {
    fn part(&self, mark: Mark) -> &Mutex<ByMark> {
        &self.parts[usize::from(mark.first_byte()) % PARTS]
    }

    /// What a row with that mark says, if one was looked at.
    pub(super) fn get(&self, mark: Mark) -> Option<Arc<Said>> {
        locked(self.part(mark)).get(&mark).cloned()
    }

    /// Keeps what a row with that mark says.
    pub(super) fn keep(&self, mark: Mark, said: &Arc<Said>) {
        locked(self.part(mark)).put(mark, Arc::clone(said));
    }
}
