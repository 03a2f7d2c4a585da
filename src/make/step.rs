//! What a run is about to do, told while it works.

use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A step of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The inputs are read and looked at.
    Reading,
    /// Every number is measured, and the texts are set against them.
    Measuring,
    /// An edition is drawn and written down in memory.
    Edition(i32),
    /// A comparison of two years is.
    Comparison(i32, i32),
    /// Every file of the reports is hashed.
    Listing,
    /// The reports are put on the disk.
    Writing,
}

impl Step {
    /// What steps of its kind are together.
    pub fn stage(self) -> &'static str {
        match self {
            Self::Reading => "reading the inputs",
            Self::Measuring => "measuring",
            Self::Edition(_) => "making editions",
            Self::Comparison(..) => "making comparisons",
            Self::Listing => "listing the files",
            Self::Writing => "writing",
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Edition(year) => write!(f, "making the edition of {year}"),
            Self::Comparison(from, to) => write!(f, "comparing {from} and {to}"),
            Self::Reading | Self::Measuring | Self::Listing | Self::Writing => f.write_str(self.stage()),
        }
    }
}

/// Who is told of each step as it begins: the step, how many went before it, and how many there are in all, if that is
/// known yet.
pub type Watcher<'a> = &'a (dyn Fn(Step, usize, Option<usize>) + Sync);

/// Tells of one step after another, and of those that go on side by side.
pub(super) struct Steps<'a> {
    watcher: Watcher<'a>,
    done: AtomicUsize,
    /// How many there are in all.
    pub(super) of: Option<usize>,
}

impl<'a> Steps<'a> {
    pub(super) fn new(watcher: Watcher<'a>) -> Self {
        Self { watcher, done: AtomicUsize::new(0), of: None }
    }

    /// A step begins.
    pub(super) fn next(&self, step: Step) {
        (self.watcher)(step, self.done.fetch_add(1, Ordering::SeqCst), self.of);
    }
}
