//! One project is not entered twice under nearly the same title.

use crate::diagnostic::{Diagnostics, quoted};
use crate::held::Held;
use crate::load::shape::is_id;
use crate::load::written::{Inputs, Record, Snapshot};
use crate::side::side_by_side;
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
pub const FEW: usize = 256;

/// So many of the first titles with the same piece are compared.
pub const MOST_CANDIDATES: usize = 32;

/// The projects of one city with a title, in each year that has any: the place of the year, and its records.
type OfCity<'a> = Vec<(usize, Vec<&'a Record>)>;

/// Two projects of one city with nearly the same title are probably one that is entered twice.
pub(super) fn near_duplicates(inputs: &Inputs, found: &mut Diagnostics) {
    let mut cities: BTreeMap<&str, OfCity<'_>> = BTreeMap::new();
    let years: Vec<&Snapshot> = inputs.snapshots.iter().collect();
    for (year, by_city) in side_by_side(&years, |year| by_city(year)).into_iter().enumerate() {
        for (city, records) in by_city {
            cities.entry(city).or_default().push((year, records));
        }
    }
    let cities: Vec<OfCity<'_>> = cities.into_values().collect();
    let mut notes: Vec<(usize, Diagnostics)> =
        side_by_side(&cities, |years| of_city(inputs, years)).into_iter().flatten().collect();
    notes.sort_by_key(|(year, _)| *year);
    for (_, own) in notes {
        found.join(own);
    }
}

/// The records of a snapshot that have a title, by city.
fn by_city(snapshot: &Snapshot) -> BTreeMap<&str, Vec<&Record>> {
    let mut by_city: BTreeMap<&str, Vec<&Record>> = BTreeMap::new();
    let is_told = |record: &&Record| !record.title.value.is_empty() && is_id(&record.city.value);
    for record in snapshot.records.iter().flatten().filter(is_told) {
        by_city.entry(&record.city.value).or_default().push(record);
    }
    by_city
}

/// What is found in the years of a city, each with its place.
fn of_city(inputs: &Inputs, years: &OfCity<'_>) -> Vec<(usize, Diagnostics)> {
    if have_no_twins(years) {
        return Vec::new();
    }
    years.iter().map(|(year, records)| (*year, in_year(inputs, records))).collect()
}

/// Whether no two titles of a city are near, whatever their years: most titles stay the same for years, and need be looked
/// at once. It cannot be told of more titles than are compared each with each.
fn have_no_twins(years: &OfCity<'_>) -> bool {
    let in_years = years.iter().flat_map(|(year, records)| {
        let held = records.iter().map(|record| &record.title.value);
        held.map(|title| (title.address(), *year, title))
    });
    let mut held: Vec<(usize, usize, &Held)> = in_years.collect();
    // By address and year alone: texts need not be fetched.
    held.sort_unstable_by_key(|(address, year, _)| (*address, *year));
    if held.windows(2).any(|pair| matches!(pair, [one, other] if (one.0, one.1) == (other.0, other.1))) {
        return false;
    }
    held.dedup_by_key(|(address, ..)| *address);
    if held.len() > FEW {
        return false;
    }
    let titles: Vec<Title> = held.iter().map(|(_, _, title)| Title::new(title)).collect();
    let odd: Vec<u32> = titles.iter().map(|title| title.odd).collect();
    (0..titles.len()).all(|place| first_of_few(&titles, &odd, place).is_none())
}

/// The first title before that place that is near to the one that stands there, where each is compared with each.
fn first_of_few(titles: &[Title], odd: &[u32], place: usize) -> Option<usize> {
    let title = titles.get(place)?;
    // Most titles need not be fetched.
    let mut before = odd.iter().take(place).zip(titles);
    before.position(|(odd, other)| may_be_near(title.odd, *odd) && title.is_near(other))
}

fn in_year(inputs: &Inputs, records: &[&Record]) -> Diagnostics {
    let mut found = Diagnostics::default();
    let titles: Vec<Title> = records.iter().map(|record| Title::new(&record.title.value)).collect();
    let odd: Vec<u32> = titles.iter().map(|title| title.odd).collect();
    let index = (titles.len() > FEW).then(|| Index::new(&titles));
    for (place, record) in records.iter().enumerate() {
        let twin = match &index {
            Some(index) => index.first_near(&titles, place),
            None => first_of_few(&titles, &odd, place),
        };
        let twin = twin.and_then(|twin| records.get(twin));
        if let Some(twin) = twin.filter(|twin| twin.id.value != record.id.value) {
            note(inputs, record, twin, &mut found);
        }
    }
    found
}

fn note(inputs: &Inputs, record: &Record, twin: &Record, found: &mut Diagnostics) {
    found
        .warning(
            "near-duplicate",
            record.place(&record.title),
            format!(
                "“{}” and “{}” of {} look like one project",
                quoted(&record.title.value),
                quoted(&twin.title.value),
                inputs.city_name(&record.city.value)
            ),
        )
        .also(twin.place(&twin.title), "the other one")
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
        let mut plain = Vec::with_capacity(title.len().min(COMPARED));
        plain.extend(title.to_lowercase().chars().filter(|c| c.is_alphanumeric()).take(COMPARED));
        let mut letters = [0; 32];
        for letter in &plain {
            letters[u32::from(*letter) as usize % 32] += 1;
        }
        let odd = letters.iter().enumerate().fold(0, |odd, (group, count)| odd | (u32::from(count & 1) << group));
        Self { plain, odd, digits: title.chars().filter(char::is_ascii_digit).collect(), letters }
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

/// Whether two titles can be near by which of their numbers of letters are odd.
fn may_be_near(odd: u32, other: u32) -> bool {
    (odd ^ other).count_ones() as usize <= 2 * MOST_EDITS
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
    /// What a title has in it, as a sum, with its place in the list and which of its numbers of letters are odd, so that
    /// most titles need not be fetched; sorted.
    entries: Vec<(u64, u32, u32)>,
    /// A mark for every sum that there is, so that most of those that there are not cost no search.
    marks: Vec<u64>,
}

/// So many marks there are for each entry, so that few stand by chance.
const MARKS: usize = 16;

impl Index {
    fn new(titles: &[Title]) -> Self {
        let mut entries = Vec::new();
        for (place, title) in titles.iter().enumerate() {
            let sums = Sums::new(title);
            let place = u32::try_from(place).unwrap_or(u32::MAX);
            entries.push((sums.whole(), place, title.odd));
            if title.plain.len() >= SHORTEST {
                let pieces = (0..PIECES).map(|piece| sums.piece(title.plain.len(), piece, 0));
                entries.extend(pieces.map(|sum| (sum, place, title.odd)));
            }
        }
        entries.sort_unstable();
        let mut marks = vec![0; (entries.len() * MARKS / 64).next_power_of_two()];
        for (sum, ..) in &entries {
            let (word, bit) = mark(*sum, marks.len());
            marks[word] |= bit;
        }
        Self { entries, marks }
    }

    /// The first title before that place that is near to the one that stands there.
    fn first_near(&self, titles: &[Title], place: usize) -> Option<usize> {
        let title = titles.get(place)?;
        let sums = Sums::new(title);
        // Where the same title stands before, only an earlier one could be the first.
        let mut alike = self.before(sums.whole(), place).map(|(other, _)| other);
        let same = alike.find(|other| title.is_near(&titles[*other]));
        let mut candidates: Vec<usize> = Vec::new();
        let length = title.plain.len();
        for other in length.saturating_sub(MOST_EDITS).max(SHORTEST)..=length + MOST_EDITS {
            for shift in shifts(length, other) {
                for piece in 0..PIECES {
                    let first =
                        self.before(sums.piece(other, piece, shift), same.unwrap_or(place)).take(MOST_CANDIDATES);
                    candidates.extend(first.filter(|(_, odd)| may_be_near(title.odd, *odd)).map(|(other, _)| other));
                }
            }
        }
        candidates.sort_unstable();
        candidates.dedup();
        candidates.into_iter().find(|other| title.is_near(&titles[*other])).or(same)
    }

    /// The places of the titles with that sum that stand before a place, ascending, and what is odd in them.
    fn before(&self, key: u64, place: usize) -> impl Iterator<Item = (usize, u32)> {
        let (word, bit) = mark(key, self.marks.len());
        let is_there = self.marks[word] & bit != 0;
        let start = if is_there { self.entries.partition_point(|(sum, ..)| *sum < key) } else { self.entries.len() };
        let entries =
            self.entries[start..].iter().take_while(move |(sum, at, _)| *sum == key && (*at as usize) < place);
        entries.map(|(_, place, odd)| (*place as usize, *odd))
    }
}

/// Where the mark of a sum stands: in which of so many words, and which bit of it.
fn mark(sum: u64, words: usize) -> (usize, u64) {
    // As many words as a power of two has, so that what is left of the sum is a place.
    ((sum >> 6) as usize & (words - 1), 1 << (sum & 63))
}

/// By how many letters a piece may have moved between titles of these lengths: what is put in before it, and what is
/// put in or taken out behind it, are edits.
fn shifts(length: usize, other: usize) -> impl Iterator<Item = isize> {
    let grown = length.cast_signed() - other.cast_signed();
    (-2_isize..=2).filter(move |shift| shift.unsigned_abs() + (grown - shift).unsigned_abs() <= MOST_EDITS)
}

/// An odd number without a pattern; a text is a number to this base. Texts of one sum are compared in full later.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

/// The powers of the base.
const POWERS: [u64; COMPARED + 1] = {
    let mut powers = [1; COMPARED + 1];
    let mut power = 1;
    while power <= COMPARED {
        powers[power] = BASE.wrapping_mul(powers[power - 1]);
        power += 1;
    }
    powers
};

/// The sums over every beginning of a title, from which that of any piece follows.
struct Sums {
    /// One more than the title has letters.
    beginnings: Vec<u64>,
    digits: u64,
}

impl Sums {
    fn new(title: &Title) -> Self {
        let mut beginnings = Vec::with_capacity(title.plain.len() + 1);
        beginnings.push(0);
        beginnings.extend(title.plain.iter().scan(0, |sum, letter| {
            *sum = added(*sum, *letter);
            Some(*sum)
        }));
        Self { beginnings, digits: title.digits.chars().fold(1, added) }
    }

    /// A sum over a piece of the title that was cut for a title of a certain length and has moved by some letters.
    fn piece(&self, length: usize, piece: usize, shift: isize) -> u64 {
        let last = self.beginnings.len() - 1;
        let cut = |piece: usize| (piece * length / PIECES).saturating_add_signed(shift).min(last);
        let (from, to) = (cut(piece), cut(piece + 1));
        let letters = self.beginnings[to].wrapping_sub(self.beginnings[from].wrapping_mul(POWERS[to - from]));
        mixed(letters, self.digits, (length * PIECES + piece) as u64)
    }

    /// A sum over the whole title.
    fn whole(&self) -> u64 {
        mixed(self.beginnings.last().copied().unwrap_or_default(), self.digits, u64::MAX)
    }
}

fn added(sum: u64, letter: char) -> u64 {
    sum.wrapping_mul(BASE).wrapping_add(u64::from(u32::from(letter)) + 1)
}

/// One sum out of the sum of the letters, that of the digits, and which piece it is.
fn mixed(letters: u64, digits: u64, which: u64) -> u64 {
    let mixed = (letters ^ digits.rotate_left(32) ^ which.wrapping_mul(BASE)).wrapping_mul(BASE);
    // The low bits of a product know little of the high ones.
    (mixed ^ (mixed >> 29)).wrapping_mul(BASE) ^ (mixed >> 32)
}
