//! Tables in which things are looked for, and through which nothing goes.
//!
//! Their own order differs from run to run; nobody can ask for it.

#![expect(clippy::disallowed_types, reason = "there is no way to go through the map in here")]

use foldhash::fast::RandomState;
use std::borrow::Borrow;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

/// What stands under each key.
#[derive(Debug)]
pub struct Lookup<K, V>(HashMap<K, V, RandomState>);

impl<K, V> Default for Lookup<K, V> {
    fn default() -> Self {
        Self(HashMap::default())
    }
}

impl<K: Eq + Hash, V> Lookup<K, V> {
    /// What stands under a key.
    pub fn get<Q: Eq + Hash + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.0.get(key)
    }

    /// What stands under a key, or from now on does.
    pub fn get_or_put(&mut self, key: K, value: impl FnOnce(&K) -> V) -> &mut V {
        match self.0.entry(key) {
            Entry::Occupied(there) => there.into_mut(),
            Entry::Vacant(free) => {
                let value = value(free.key());
                free.insert(value)
            }
        }
    }

    /// Puts something under a key, in the place of what stands there.
    pub fn put(&mut self, key: K, value: V) {
        self.0.insert(key, value);
    }
}

impl<K: Ord, V> Lookup<K, V> {
    /// All there is, in the order of the keys.
    pub fn into_sorted(self) -> BTreeMap<K, V> {
        self.0.into_iter().collect()
    }
}

impl<K: Eq + Hash, V> FromIterator<(K, V)> for Lookup<K, V> {
    /// Of several under one key the last stays.
    fn from_iter<I: IntoIterator<Item = (K, V)>>(all: I) -> Self {
        Self(all.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Lookup;

    #[test]
    fn what_stands_under_a_key_stays_until_something_is_put_there() {
        let mut all: Lookup<String, i32> =
            [("parks", 1), ("parks", 2)].map(|(key, at)| (key.to_owned(), at)).into_iter().collect();
        assert_eq!((all.get("parks"), all.get("rivers")), (Some(&2), None));
        assert_eq!(*all.get_or_put("parks".to_owned(), |_| 3), 2);
        assert_eq!(*all.get_or_put("rivers".to_owned(), |key| i32::try_from(key.len()).unwrap_or(0)), 6);
        all.put("parks".to_owned(), 4);
        assert_eq!((all.get("parks"), all.get("rivers")), (Some(&4), Some(&6)));
        assert!(all.into_sorted().into_values().eq([4, 6]));
    }
}
