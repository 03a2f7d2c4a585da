//! Work on all cores, side by side: what comes of it stands in the order of the work, however many there are.

use std::cmp::Reverse;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;

/// How many things can be done at a time.
pub(crate) fn cores() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// Lets go of something large beside whatever comes next, which need not wait for it.
pub(crate) fn let_go<T: Send + 'static>(large: T) {
    // Without another hand it is let go where it stands.
    drop(thread::Builder::new().spawn(move || drop(large)));
}

/// What a lock holds: a hand that failed ends all the others.
pub(crate) fn locked<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What `work` makes of each item, in the order of the items.
pub fn side_by_side<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    by_hands(cores(), items, work)
}

/// The same, and what weighs most is taken up first: then no hand waits long at the end for another.
pub fn heaviest_first<T: Sync, R: Send, W: Ord>(
    items: &[T],
    weight: impl Fn(&T) -> W,
    work: impl Fn(&T) -> R + Sync,
) -> Vec<R> {
    let mut order: Vec<(usize, &T)> = items.iter().enumerate().collect();
    order.sort_by_cached_key(|(_, item)| Reverse(weight(item)));
    let mut done = side_by_side(&order, |(place, item)| (*place, work(item)));
    done.sort_unstable_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, made)| made).collect()
}

/// What these lists hold, each thing once where it lies, with the work of each list done beside that of the others. Two
/// that say the same may lie apart, and both are told; the order means nothing, and is another in every run.
pub(crate) fn each_where_it_lies<'a, L: Sync, T: ?Sized + Sync>(
    lists: &[L],
    of_list: impl Fn(&L) -> Vec<&'a T> + Sync,
) -> Vec<&'a T> {
    let place = |thing: &&T| (std::ptr::from_ref(*thing).addr(), size_of_val(*thing));
    let sorted = side_by_side(lists, |list| {
        let mut things = of_list(list);
        things.sort_unstable_by_key(place);
        things.dedup_by(|one, other| std::ptr::eq(*one, *other));
        things
    });
    let mut all = sorted.concat();
    all.sort_by_key(place);
    all.dedup_by(|one, other| std::ptr::eq(*one, *other));
    all
}

/// What `work` makes of each item with so many hands: more than cores where the work is to wait.
pub(crate) fn by_hands<T: Sync, R: Send>(hands: usize, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        while let Some((place, item)) =
            Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, items.get(at)?)))
        {
            done.push((place, work(item)));
        }
        done
    };
    let hands = hands.min(items.len());
    if hands <= 1 {
        return items.iter().map(work).collect();
    }
    // Whoever asks lends a hand: each further one takes memory of its own, which the others do not use again.
    let mut done: Vec<(usize, R)> = thread::scope(|scope| {
        // Where no other can be had, those that are there do the work.
        let others: Vec<_> = (1..hands).map_while(|_| thread::Builder::new().spawn_scoped(scope, take).ok()).collect();
        let mut done = take();
        for other in others {
            done.extend(other.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault)));
        }
        done
    });
    done.sort_unstable_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, made)| made).collect()
}

/// Does both at once, and tells what came of each; one after the other where there is no other hand.
pub fn both<A: Send, B>(one: impl Fn() -> A + Sync, other: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| match thread::Builder::new().spawn_scoped(scope, &one) {
        Ok(hand) => {
            let other = other();
            (hand.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault)), other)
        }
        Err(_) => (one(), other()),
    })
}
