//! Texts that many hold, each once.

use crate::lookup::Lookup;
use foldhash::fast::RandomState;
use std::fmt;
use std::hash::BuildHasher;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

/// A text that others may hold too; whether two say the same is told at a glance where they are one.
#[derive(Clone, Eq, PartialOrd, Ord)]
pub struct Held(Arc<str>);

impl Held {
    /// What it says.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where it lies: the same of two that are one, which then say the same. Two that say the same may lie apart, and
    /// where they lie is another place in every run.
    pub fn address(&self) -> usize {
        Arc::as_ptr(&self.0).addr()
    }
}

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0 == other.0
    }
}

impl Deref for Held {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Held {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Held {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Held {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl Default for Held {
    fn default() -> Self {
        Self::from("")
    }
}

impl From<&str> for Held {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for Held {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl fmt::Debug for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl fmt::Display for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Held texts by their sums.
type BySum = Lookup<u64, Held>;

/// The texts that are held so far by one hand. Which of equal texts is kept leaves no trace.
#[derive(Debug, Default)]
pub struct Texts {
    sums: RandomState,
    held: BySum,
}

impl Texts {
    /// A text: the one that is held already, where there is one that says the same.
    pub fn held(&mut self, text: &str) -> Held {
        held(&mut self.held, self.sums.hash_one(text), text)
    }
}

/// The text with that sum that is held already, or from now on.
fn held(all: &mut BySum, sum: u64, text: &str) -> Held {
    let held = all.get_or_put(sum, |_| text.into());
    // Two texts with one sum, which is all but never, are each held by itself.
    if held == text { held.clone() } else { text.into() }
}

/// In so many parts, so that no hand waits for another at the same one often.
const PARTS: usize = 64;

/// The same of many hands. Texts that many records have are better held by each hand for itself: whoever takes one up
/// counts it, and would wait for the others.
#[derive(Debug)]
pub struct SharedTexts {
    sums: RandomState,
    parts: [Mutex<BySum>; PARTS],
}

impl Default for SharedTexts {
    fn default() -> Self {
        Self { sums: RandomState::default(), parts: std::array::from_fn(|_| Mutex::default()) }
    }
}

impl SharedTexts {
    /// A text: the one that is held already, where there is one that says the same.
    pub fn held(&self, text: &str) -> Held {
        let sum = self.sums.hash_one(text);
        match usize::try_from(sum % PARTS as u64).ok().and_then(|part| self.parts.get(part)) {
            Some(part) => held(&mut part.lock().unwrap_or_else(PoisonError::into_inner), sum, text),
            None => text.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{BySum, Held, SharedTexts, Texts, held};

    #[test]
    fn the_same_text_is_held_once() {
        let (mut own, shared) = (Texts::default(), SharedTexts::default());
        let mut ways: [&mut dyn FnMut(&str) -> Held; 2] = [&mut |text| own.held(text), &mut |text| shared.held(text)];
        for hold in &mut ways {
            let [one, same, other] = ["parks", "parks", "rivers"].map(&mut **hold);
            assert!(std::ptr::eq(one.as_str(), same.as_str()));
            assert_eq!([one.as_str(), other.as_str()], ["parks", "rivers"]);
            assert_eq!((one == same, one == other), (true, false));
        }
    }

    #[test]
    fn texts_with_one_sum_stay_what_they_are() {
        let mut all = BySum::default();
        let texts = ["parks", "rivers", "parks"].map(|text| held(&mut all, 7, text));
        assert_eq!(texts.each_ref().map(Held::as_str), ["parks", "rivers", "parks"]);
    }
}
