//! The snapshots, file by file on all cores, and the registers after them: as many are held as they were typed as there are cores, and no more.

use super::data_years::{self, Typed, YearData};
use super::file::{self, Text};
use super::folder::{self, YearFiles};
use super::owner::Names;
use super::registers::{Looked, Opened, Register};
use super::seen::Shared;
use super::snapshot::{self, Part};
use super::written::{Inputs, Snapshot};
use super::{Data, Folder, ReadError};
use crate::diagnostic::Diagnostics;
use crate::side::{locked, side_by_side};
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
    turn: usize,
    /// Each with the place of its year and its own among the files of the year.
    files: std::vec::IntoIter<(usize, usize, &'a PathBuf)>,
    registers: std::slice::Iter<'a, Register>,
    sources: Sources,
    folder: Folder<'a>,
}

/// A file that was read.
enum Read<'a> {
    /// One of a year, with its text if it has one.
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
    OfYear(Diagnostics),
    Register(Looked),
}

impl<'a> Queue<'a> {
    fn of(years: &'a [YearFiles], registers: &'a [Register], sources: Sources, folder: Folder<'a>) -> Self {
        let files = years.iter().enumerate().flat_map(|(at, year)| {
            let files = year.files.iter().enumerate();
            files.map(move |(place, path)| (at, place, path))
        });
        let files = files.collect::<Vec<_>>().into_iter();
        Self { turn: 0, files, registers: registers.iter(), sources, folder }
    }

    /// How many files are still to be read.
    fn left(&self) -> usize {
        self.files.len() + self.registers.len()
    }

    /// The next, with its turn.
    fn next(&mut self) -> Option<(usize, Result<Read<'a>, ReadError>)> {
        self.turn += 1;
        let Some((year, place, path)) = self.files.next() else {
            let opened = self.registers.next()?.open(&mut self.sources, self.folder);
            return Some((self.turn, opened.map(Read::Register)));
        };
        let mut found = Diagnostics::default();
        let text = file::read(&mut self.sources, path, self.folder.largest_file, &mut found);
        Some((self.turn, text.map(|text| Read::OfYear { year, place, path, text, found })))
    }
}

/// Reads the snapshots of these years into the inputs, and where it is given, into the data; then the registers.
pub(super) fn read(
    (inputs, mut data): (&mut Inputs, Option<&mut Data>),
    folder: Folder<'_>,
    (years, registers): (&[YearFiles], &[Register]),
    found: &mut Diagnostics,
) -> Result<(), ReadError> {
    let open = |year| Open { year, parts: Mutex::default(), done: Mutex::new(None) };
    let open: Vec<Open<'_>> = years.iter().map(open).collect();
    let queue = Queue::of(years, registers, std::mem::take(&mut inputs.sources), folder);
    let (turns, queue) = (vec![(); queue.left()], Mutex::new(queue));
    let (as_data, shared, cities) = (data.is_some(), Shared::default(), inputs.city_names());
    let look = |read: Read<'_>| match read {
        Read::OfYear { year, place, path, text, mut found } => {
            let mut names = Names { cities: cities.clone(), ..Names::default() };
            let (is_table, typed) = (folder::is_table(path), as_data.then(Typed::default));
            let part = text.and_then(|text| snapshot::part(&text, is_table, typed, (&mut names, &shared), &mut found));
            if let Some(open) = open.get(year) {
                open.take(place, part);
            }
            Seen::OfYear(found)
        }
        Read::Register(opened) => Seen::Register(opened.looked(as_data)),
    };
    let one = |(): &()| {
        let (turn, read) = locked(&queue).next()?;
        Some((turn, read.map(look)))
    };
    let mut seen: Vec<(usize, Result<Seen, ReadError>)> = side_by_side(&turns, one).into_iter().flatten().collect();
    inputs.sources = queue.into_inner().unwrap_or_else(PoisonError::into_inner).sources;
    seen.sort_by_key(|(turn, _)| *turn);
    let mut of_registers = Vec::new();
    for (_, seen) in seen {
        match seen? {
            Seen::OfYear(own) => found.join(own),
            Seen::Register(looked) => of_registers.push(looked),
        }
    }
    for open in open {
        open.done().taken((inputs, data.as_deref_mut()), found);
    }
    for looked in of_registers {
        looked.taken((inputs, data.as_deref_mut()), found);
    }
    Ok(())
}

impl Open<'_> {
    /// Takes in a file; whoever brings the last one puts the year together.
    fn take(&self, place: usize, part: Option<Part>) {
        let mut parts = locked(&self.parts);
        parts.push((place, part));
        if parts.len() == self.year.files.len() {
            let parts = std::mem::take(&mut *parts);
            *locked(&self.done) = Some(Done::of(self.year, parts));
        }
    }

    /// The year as it came together; one without files has nothing to wait for.
    fn done(self) -> Done {
        let done = self.done.into_inner().unwrap_or_else(PoisonError::into_inner);
        done.unwrap_or_else(|| Done::of(self.year, Vec::new()))
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

    /// Puts it into the inputs, and where it is given, into the data.
    fn taken(self, (inputs, data): (&mut Inputs, Option<&mut Data>), found: &mut Diagnostics) {
        found.join(self.found);
        inputs.snapshots.push(self.snapshot);
        if let (Some(data), Some((year, content, lines))) = (data, self.data) {
            data.lines.insert(year, lines);
            data.snapshots.push((year, content));
        }
    }
}
