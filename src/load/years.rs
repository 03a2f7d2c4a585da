//! The snapshots, file by file on all cores, and the registers after them: as many are held as they were typed as there are cores, and no more.

use super::data_years::{self, Typed, YearData};
use super::file::{self, Text};
use super::folder::{self, YearFiles};
use super::owner::Names;
use super::registers::{Looked, Opened, Register};
use super::snapshot::{self, Part};
use super::written::{Inputs, Snapshot};
use super::{Data, Folder, ReadError};
use crate::diagnostic::Diagnostics;
use crate::side::side_by_side;
use crate::source::Sources;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

/// A year whose files come in, in whatever order they are done.
struct Open<'a> {
    year: &'a YearFiles,
    /// What each file says, by its place; nothing where it could not be read.
    parts: Mutex<Vec<(usize, Option<Part>)>>,
    done: Mutex<Option<Done>>,
}

/// A year of which every file is read.
struct Done {
    snapshot: Snapshot,
    data: Option<YearData>,
    found: Diagnostics,
}

/// What is to be read, one after the other, for files are numbered in this order: those of all years, then the registers.
struct Queue<'a> {
    files: std::vec::IntoIter<(usize, usize, &'a PathBuf)>,
    registers: std::slice::Iter<'a, Register>,
    sources: Sources,
    folder: Folder<'a>,
}

/// A file that was read.
enum Read<'a> {
    /// One of a year, by its place, and its place among the files of the year; with its text, if it has one.
    OfYear {
        year: usize,
        place: usize,
        path: &'a PathBuf,
        text: Option<Text>,
        found: Diagnostics,
    },
    Register(Opened),
}

/// What came of one: what was found in it, or all that it says.
enum Seen {
    OfYear(usize, usize, Diagnostics),
    Register(usize, Looked),
}

impl<'a> Queue<'a> {
    /// The next, with its place among the registers if it is one.
    fn next(&mut self) -> Option<Result<(usize, Read<'a>), ReadError>> {
        if let Some((year, place, path)) = self.files.next() {
            let mut found = Diagnostics::default();
            let text = file::read(&mut self.sources, path, self.folder.largest_file, &mut found);
            return Some(text.map(|text| (0, Read::OfYear { year, place, path, text, found })));
        }
        let opened = self.registers.next()?.open(&mut self.sources, self.folder);
        Some(opened.map(|opened| (self.registers.len(), Read::Register(opened))))
    }
}

/// Reads the snapshots of these years into the inputs, and where it is given, into the data; then the registers.
pub(super) fn read(
    (inputs, mut data): (&mut Inputs, Option<&mut Data>),
    folder: Folder<'_>,
    (years, registers): (&[YearFiles], &[Register]),
    found: &mut Diagnostics,
) -> Result<(), ReadError> {
    let as_data = data.is_some();
    let cities = inputs.city_names();
    let open = |year| Open { year, parts: Mutex::default(), done: Mutex::new(None) };
    let open: Vec<Open<'_>> = years.iter().map(open).collect();
    let files = years
        .iter()
        .enumerate()
        .flat_map(|(at, year)| (0..).zip(&year.files).map(move |(place, path)| (at, place, path)));
    let files: Vec<_> = files.collect();
    let turns = vec![(); files.len() + registers.len()];
    let sources = std::mem::take(&mut inputs.sources);
    let queue = Mutex::new(Queue { files: files.into_iter(), registers: registers.iter(), sources, folder });
    let one = |(): &()| -> Option<Result<Seen, ReadError>> {
        let (after, read) = match held(&queue).next()? {
            Ok(read) => read,
            Err(refused) => return Some(Err(refused)),
        };
        Some(Ok(match read {
            Read::OfYear { year, place, path, text, mut found } => {
                let mut names = Names { cities: cities.clone(), ..Names::default() };
                let typed = as_data.then(Typed::default);
                let is_table = folder::is_table(path);
                let part = text.and_then(|text| snapshot::part(&text, is_table, typed, &mut names, &mut found));
                open.get(year)?.take(place, part);
                Seen::OfYear(year, place, found)
            }
            Read::Register(opened) => Seen::Register(registers.len() - after, opened.looked(as_data)),
        }))
    };
    let seen: Result<Vec<Seen>, ReadError> = side_by_side(&turns, one).into_iter().flatten().collect();
    inputs.sources = queue.into_inner().unwrap_or_else(PoisonError::into_inner).sources;
    let (mut of_years, mut of_registers) = (Vec::new(), Vec::new());
    for seen in seen? {
        match seen {
            Seen::OfYear(year, place, found) => of_years.push(((year, place), found)),
            Seen::Register(place, looked) => of_registers.push((place, looked)),
        }
    }
    of_years.sort_by_key(|(place, _)| *place);
    for (_, own) in of_years {
        found.join(own);
    }
    for open in open {
        let done = open.done.into_inner().unwrap_or_else(PoisonError::into_inner);
        let done = done.unwrap_or_else(|| Done::of(open.year, Vec::new()));
        found.join(done.found);
        inputs.snapshots.push(done.snapshot);
        if let (Some(data), Some((year, content, lines))) = (&mut data, done.data) {
            data.lines.insert(year, lines);
            data.snapshots.push((year, content));
        }
    }
    of_registers.sort_by_key(|(place, _)| *place);
    for (_, looked) in of_registers {
        looked.taken((inputs, data.as_deref_mut()), found);
    }
    Ok(())
}

impl Open<'_> {
    /// Takes in a file; whoever brings the last one puts the year together.
    fn take(&self, place: usize, part: Option<Part>) {
        let mut parts = held(&self.parts);
        parts.push((place, part));
        if parts.len() == self.year.files.len() {
            let parts = std::mem::take(&mut *parts);
            *held(&self.done) = Some(Done::of(self.year, parts));
        }
    }
}

impl Done {
    fn of(year: &YearFiles, mut parts: Vec<(usize, Option<Part>)>) -> Self {
        parts.sort_by_key(|(place, _)| *place);
        let mut parts: Vec<Option<Part>> = parts.into_iter().map(|(_, part)| part).collect();
        let typed: Vec<Typed> = parts.iter_mut().flatten().filter_map(Part::take_typed).collect();
        let data = (!typed.is_empty()).then(|| data_years::of_year(&year.year, typed)).flatten();
        // What is left out is a part that could not be read.
        parts.extend((!year.is_whole).then_some(None));
        let mut found = Diagnostics::default();
        let snapshot = snapshot::merged(&year.year, parts, &mut found);
        Self { snapshot, data, found }
    }
}

/// What a lock holds: a hand that failed ends all the others.
fn held<T>(lock: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
