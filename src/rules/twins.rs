//! One project is not entered twice under nearly the same title.

use crate::diagnostic::{Diagnostics, quoted};
use crate::load::shape::is_id;
use crate::load::written::{Inputs, Record};
use std::collections::BTreeMap;

/// Titles that differ by so many letters at most are near, if they are long enough.
const MOST_EDITS: usize = 2;

/// Shorter titles are near only if they are the same.
const SHORTEST: usize = 12;

/// So many characters of a title are compared.
const COMPARED: usize = 120;

/// Two edits touch four pieces of a title at most, so one of five is the same in two titles that are near.
const PIECES: usize = 5;

/// In a city of so many projects each title is compared with each; in a larger one, titles with the same piece.
const FEW: usize = 256;

/// So many of the first titles with the same piece are compared.
const MOST_CANDIDATES: usize = 32;

/// Two projects of one city with nearly the same title are probably one that is entered twice.
pub(super) fn near_duplicates(inputs: &Inputs, found: &mut Diagnostics) {
    for snapshot in &inputs.snapshots {
        let mut by_city: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
        let is_told = |record: &&Record| !record.title.value.is_empty() && is_id(&record.city.value);
        for record in snapshot.records.iter().flatten().filter(is_told) {
            by_city.entry(&record.city.value).or_default().push(record);
        }
        for records in by_city.values() {
            let titles: Vec<Title> = records.iter().map(|record| Title::new(&record.title.value)).collect();
            let index = (titles.len() > FEW).then(|| Index::new(&titles));
            for (place, record) in records.iter().enumerate() {
                let twin = match &index {
                    Some(index) => index.first_near(&titles, place),
                    None => titles[..place].iter().position(|other| titles[place].is_near(other)),
                };
                let twin = twin.and_then(|twin| records.get(twin));
                if let Some(twin) = twin.filter(|twin| twin.id.value != record.id.value) {
                    note(inputs, record, twin, found);
                }
            }
        }
    }
}

fn note(inputs: &Inputs, record: &Record, twin: &Record, found: &mut Diagnostics) {
    found
        .warning(
            "near-duplicate",
            record.title.place,
            format!(
                "“{}” and “{}” of {} look like one project",
                quoted(&record.title.value),
                quoted(&twin.title.value),
                inputs.city_name(&record.city.value)
            ),
        )
        .also(twin.title.place, "the other one")
        .help("remove one of them if it is entered twice; two phases of a project should say so in their titles");
}

/// A title as it is compared: without capitals and signs. Numbers always count.
struct Title {
    plain: Vec<char>,
    digits: String,
    /// How often each letter occurs, in 32 groups of letters.
    letters: [u8; 32],
    /// Which of these numbers are odd.
    odd: u32,
}

impl Title {
    fn new(title: &str) -> Self {
        let plain: Vec<char> = title.to_lowercase().chars().filter(|c| c.is_alphanumeric()).take(COMPARED).collect();
        let mut letters = [0; 32];
        for letter in &plain {
            letters[u32::from(*letter) as usize % 32] += 1;
        }
        let odd = letters.iter().enumerate().fold(0, |odd, (group, count)| odd | (u32::from(count & 1) << group));
        Self { plain, odd, digits: title.chars().filter(char::is_ascii_digit).collect(), letters }
    }

    /// Whether that can be, at the first glance.
    fn may_be_near(&self, other: &Self) -> bool {
        (self.odd ^ other.odd).count_ones() as usize <= 2 * MOST_EDITS
    }

    /// Whether two titles differ in a letter or two at most.
    fn is_near(&self, other: &Self) -> bool {
        let (a, b) = (&self.plain, &other.plain);
        let lengths_allow = a.len().abs_diff(b.len()) <= MOST_EDITS && a.len().min(b.len()) >= SHORTEST;
        // An edit takes one letter away and puts in another, at most.
        let pairs = self.letters.iter().zip(&other.letters);
        let letters_allow = pairs.map(|(a, b)| usize::from(a.abs_diff(*b))).sum::<usize>() <= 2 * MOST_EDITS;
        letters_allow && self.digits == other.digits && (a == b || (lengths_allow && is_close(a, b, MOST_EDITS)))
    }
}

/// Whether two texts differ by so many edits at most: letters put in, left out, changed, or swapped with their neighbour.
fn is_close(a: &[char], b: &[char], edits: usize) -> bool {
    let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[same..], &b[same..]);
    if a.is_empty() || b.is_empty() || edits == 0 {
        return a.len().max(b.len()) <= edits;
    }
    let is_swapped = matches!((a, b), ([a, c, ..], [b, d, ..]) if a == d && b == c);
    is_close(&a[1..], &b[1..], edits - 1)
        || is_close(&a[1..], b, edits - 1)
        || is_close(a, &b[1..], edits - 1)
        || (is_swapped && is_close(&a[2..], &b[2..], edits - 1))
}

/// The titles of one city by their pieces.
struct Index {
    /// What a title has in it, as a sum, with its place in the list; sorted.
    entries: Vec<(u64, u32)>,
}

impl Index {
    fn new(titles: &[Title]) -> Self {
        let mut entries = Vec::new();
        for (place, title) in titles.iter().enumerate() {
            let place = u32::try_from(place).unwrap_or(u32::MAX);
            entries.push((whole(title), place));
            if title.plain.len() >= SHORTEST {
                entries.extend((0..PIECES).map(|piece| (sum(title, title.plain.len(), piece, 0), place)));
            }
        }
        entries.sort_unstable();
        Self { entries }
    }

    /// The first title before that place that is near to the one that stands there.
    fn first_near(&self, titles: &[Title], place: usize) -> Option<usize> {
        let title = titles.get(place)?;
        // Where the same title stands before, only an earlier one could be the first.
        let same = self.before(whole(title), place).find(|other| title.is_near(&titles[*other]));
        let mut candidates: Vec<usize> = Vec::new();
        let length = title.plain.len();
        for other in length.saturating_sub(MOST_EDITS).max(SHORTEST)..=length + MOST_EDITS {
            for shift in shifts(length, other) {
                for piece in 0..PIECES {
                    let key = sum(title, other, piece, shift);
                    let first = self.before(key, same.unwrap_or(place)).take(MOST_CANDIDATES);
                    candidates.extend(first.filter(|other| title.may_be_near(&titles[*other])));
                }
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        candidates.into_iter().find(|other| title.is_near(&titles[*other])).or(same)
    }

    /// The places of the titles with that sum that stand before a place, ascending.
    fn before(&self, key: u64, place: usize) -> impl Iterator<Item = usize> {
        let start = self.entries.partition_point(|(sum, _)| *sum < key);
        let entries = self.entries[start..].iter().take_while(move |(sum, at)| *sum == key && (*at as usize) < place);
        entries.map(|(_, place)| *place as usize)
    }
}

/// By how many letters a piece may have moved between titles of these lengths: what is put in before it, and what is
/// put in or taken out behind it, are edits.
fn shifts(length: usize, other: usize) -> impl Iterator<Item = isize> {
    let grown = length.cast_signed() - other.cast_signed();
    (-2_isize..=2).filter(move |shift| shift.unsigned_abs() + (grown - shift).unsigned_abs() <= MOST_EDITS)
}

/// A sum over a piece of a title that was cut for a title of a certain length and has moved by some letters.
fn sum(title: &Title, length: usize, piece: usize, shift: isize) -> u64 {
    let cut = |piece: usize| (piece * length / PIECES).saturating_add_signed(shift).min(title.plain.len());
    let letters = title.plain.get(cut(piece)..cut(piece + 1)).unwrap_or_default();
    added(letters.iter().copied().chain(title.digits.chars()), (length * PIECES + piece) as u64)
}

/// A sum over a whole title.
fn whole(title: &Title) -> u64 {
    added(title.plain.iter().copied().chain(title.digits.chars()), u64::MAX)
}

/// FNV-1a over letters, which differs for every start; two texts of one sum are compared in full later.
fn added(letters: impl Iterator<Item = char>, start: u64) -> u64 {
    letters.fold(0xcbf2_9ce4_8422_2325 ^ start, |sum, letter| {
        (sum ^ u64::from(u32::from(letter))).wrapping_mul(0x0100_0000_01b3)
    })
}
