//! The new report while it is built beside the old one.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::disk::{self, Filling};
use super::fault::WriteError;
use super::halt::{self, Work};
use super::hands::Hands;
use super::lock::Lock;
use super::marker::{self, Marker};
use super::site::{Parents, Site};
use super::standing::{Seen, Standing};
use super::{Keep, Written, swap};
use crate::bundle::{Bundle, Content, Receiver, Sink};
use crate::side::locked;

/// A place beside the report into which its files can go as soon as they are made. Nobody sees them there: they are the
/// report once [`Stage::publish`] has put them in its place. Dropped before, it leaves no trace.
#[derive(Debug)]
pub struct Stage {
    // Undone in this order should anything fail: the new tree, the lock, the folders above.
    tree: Tree,
    _lock: Lock,
    _parents: Parents,
    work: Work,
    site: Site,
    standing: Standing,
    keep: Keep,
    /// What of earlier runs could not be removed.
    notes: Vec<String>,
}

impl Stage {
    /// Opens one for the report at `out`.
    ///
    /// Fails if `out` overlaps `inputs`, is a symbolic link or not a folder, or holds what no earlier run has made; if
    /// another run is writing there; if [`stop`](super::stop) was called; or if the disk refuses.
    pub fn open(out: &Path, inputs: &Path, keep: &Keep) -> Result<Self, WriteError> {
        let mut site = Site::of(out)?;
        site.must_be_apart_from(inputs)?;
        let work = Work::begin()?;
        let parents = Parents::make(&site)?;
        let lock = Lock::take(&site)?;
        let notes = swap::clear_leftovers(&site)?;
        let standing = look(&site.out, keep)?;
        if standing.is_foreign() {
            site.keep();
        }
        let tree = Tree::open(&site)?;
        Ok(Self { tree, _lock: lock, _parents: parents, work, site, standing, keep: keep.clone(), notes })
    }

    /// Takes files in as they are made. What it cannot take, [`Self::publish`] tells.
    pub fn receiver(&self) -> Arc<dyn Receiver> {
        Arc::clone(&self.tree.inbox) as _
    }

    /// Fails if [`stop`](super::stop) was called: whoever makes files for it goes on in vain then.
    pub fn go_on(&self) -> Result<(), WriteError> {
        self.work.go_on()
    }

    /// Makes the report hold the files of the bundle, of which the stage may have some already, what is to be kept, and
    /// nothing else.
    ///
    /// Fails, with the report as it was, if the bundle is empty; if somebody has changed the report meanwhile; if
    /// [`stop`](super::stop) was called; or if the disk refuses.
    pub fn publish(mut self, bundle: &Bundle) -> Result<Written, WriteError> {
        if bundle.is_empty() {
            return Err(WriteError::Empty { out: self.site.out });
        }
        let (marker, mut written) = self.fill(bundle)?;
        let Self { tree, site, standing, keep, work, notes, .. } = &mut self;
        let seen = Seen::of(&site.out)?;
        if look(&site.out, keep)? != *standing {
            return Err(WriteError::Disturbed { out: site.out.clone() });
        }
        work.go_on()?;
        let old =
            if standing.is_there() { Some(swap::into_place(site)?) } else { swap::into_gap(site).map(|()| None)? };
        // Under the name of the stage there is now the old report or nothing.
        tree.is_placed = true;
        written.dropped = standing.present().filter(|path| marker.hash(path).is_none()).map(str::to_owned).collect();
        written.notes = std::mem::take(notes);
        let touched = old.as_deref().and_then(|old| touched(old, &seen)).filter(|_| !standing.is_foreign());
        let is_kept = standing.is_foreign() || touched.is_some();
        written.notes.extend(touched);
        let (aside, old) = if is_kept { (old, None) } else { (None, old) };
        written.notes.extend(close(site, old.as_deref()));
        if let Some(aside) = aside {
            // Where this fails it keeps the name of the stage, and the next run tries again.
            match swap::set_aside(site, &aside) {
                Ok(path) => written.set_aside = Some(path),
                Err(fault) => written.notes.push(format!("the next run sets the old report aside: {fault}")),
            }
        }
        Ok(written)
    }

    /// Writes everything that is not there yet, the list of files last, and does not return before the disk has it.
    fn fill(&self, bundle: &Bundle) -> Result<(Marker, Written), WriteError> {
        let Self { tree: Tree { inbox, root, .. }, standing, .. } = self;
        let mut marker = Marker::default();
        let mut written = Written::default();
        for (path, file) in bundle.entries() {
            self.work.go_on()?;
            let hash = file.print.digits().to_owned();
            let list = if standing.hash(path) == Some(&hash) { &mut written.unchanged } else { &mut written.made };
            list.push(path.to_owned());
            written.bytes += file.length;
            match file.content {
                Some(content) => inbox.bring(path, Filling::Content(Arc::clone(content)))?,
                None => inbox.must_have(path)?,
            }
            marker.add(path, hash);
        }
        for path in carried(bundle, standing, &self.keep) {
            self.work.go_on()?;
            let (bytes, hash) = standing.read(path)?;
            written.bytes += bytes.len() as u64;
            inbox.bring(path, Filling::Bytes(bytes))?;
            marker.add(path, hash);
            written.carried.push(path.to_owned());
        }
        for (name, bytes) in standing.own_files() {
            inbox.bring(name, Filling::Bytes(bytes.to_vec()))?;
        }
        disk::sync_folders(&inbox.settle()?)?;
        // Whole or not there: a folder with a list is a report that was finished once.
        let (half, list) = (root.join(marker::UNFINISHED), root.join(marker::NAME));
        disk::put(&half, marker.to_text().as_bytes())?;
        disk::rename(&half, &list).map_err(WriteError::disk("write the file", &list))?;
        disk::sync_folder(root)?;
        Ok((marker, written))
    }
}

/// What stands where the report is to go; fails if something of it is not to be replaced.
fn look(out: &Path, keep: &Keep) -> Result<Standing, WriteError> {
    if *keep == Keep::Aside { Standing::look_aside(out) } else { Standing::look(out) }
}

/// What tells that somebody has changed the old report after it was looked at for the last time; nothing if nobody has.
fn touched(old: &Path, seen: &Seen) -> Option<String> {
    match Seen::of(old) {
        Ok(now) if now == *seen => None,
        Ok(_) => Some("somebody changed the old report while the new one took its place".to_owned()),
        Err(fault) => Some(format!("nobody can tell whether the old report was changed at the last moment: {fault}")),
    }
}

/// Makes the exchange durable, then removes the old report; says what of this could not be done.
fn close(site: &Site, old: Option<&Path>) -> Vec<String> {
    if let Err(fault) = disk::sync_folder(&site.parent) {
        // Should the power fail now, the old name could come back: it must not come back to an emptied folder.
        return vec![format!("the new report is in place, but a power cut could undo that: {fault}")];
    }
    match old.map(disk::remove_tree) {
        Some(Err(fault)) => vec![format!("the new report is in place; the next run removes the old one: {fault}")],
        Some(Ok(())) | None => Vec::new(),
    }
}

/// The folder of the stage; removed when dropped, unless it has become the report.
#[derive(Debug)]
struct Tree {
    root: PathBuf,
    inbox: Arc<Inbox>,
    is_placed: bool,
}

impl Tree {
    fn open(site: &Site) -> Result<Self, WriteError> {
        disk::make_folder(&site.stage)?;
        let root = site.stage.clone();
        let folders = BTreeSet::from([root.clone()]);
        let taken = Mutex::new(Taken { folders, files: BTreeSet::new(), fault: None });
        let inbox = Inbox { root: root.clone(), hands: Hands::default(), taken };
        Ok(Self { root, inbox: Arc::new(inbox), is_placed: false })
    }
}

impl Drop for Tree {
    fn drop(&mut self) {
        self.inbox.hands.close();
        if !self.is_placed {
            // Nobody is left to tell if this fails; the next run removes what stays.
            let _ = disk::remove_tree(&self.root);
        }
    }
}

/// Where files for the stage come in.
#[derive(Debug)]
struct Inbox {
    root: PathBuf,
    hands: Hands,
    taken: Mutex<Taken>,
}

#[derive(Debug)]
struct Taken {
    /// The folders that are there.
    folders: BTreeSet<PathBuf>,
    /// The files that have come in, by their paths in the report.
    files: BTreeSet<String>,
    /// Why a file was not taken; none is taken after it.
    fault: Option<WriteError>,
}

impl Taken {
    /// Fails with what went wrong, which is told once.
    fn must_be_well(&mut self) -> Result<(), WriteError> {
        self.fault.take().map_or(Ok(()), Err)
    }
}

impl Inbox {
    /// Has a file written into the stage.
    fn bring(&self, path: &str, filling: Filling) -> Result<(), WriteError> {
        self.hands.bring(self.announce(path)?, filling);
        Ok(())
    }

    /// Does something for a file that is made; what goes wrong is told when the report is published, and nothing is done
    /// from then on.
    fn tried<T>(&self, work: impl FnOnce() -> Result<T, WriteError>) -> Option<T> {
        if locked(&self.taken).fault.is_some() {
            return None;
        }
        match halt::go_on().and_then(|()| work()) {
            Ok(done) => Some(done),
            Err(fault) => {
                locked(&self.taken).fault = Some(fault);
                None
            }
        }
    }

    /// Says that a file is to be made in the stage, and tells where.
    fn announce(&self, path: &str) -> Result<PathBuf, WriteError> {
        let mut taken = locked(&self.taken);
        taken.must_be_well()?;
        let place = self.place(path, &mut taken.folders)?;
        disk::announce(&place)?;
        taken.files.insert(path.to_owned());
        Ok(place)
    }

    /// Fails if a file has not come in that was handed on.
    fn must_have(&self, path: &str) -> Result<(), WriteError> {
        let mut taken = locked(&self.taken);
        taken.must_be_well()?;
        if taken.files.contains(path) {
            return Ok(());
        }
        let fault = std::io::Error::other("it was handed to a run that has ended");
        Err(WriteError::disk("write the file", Path::new(path))(fault))
    }

    /// Where a file stands in the stage; the folders above it are made if they are not there.
    fn place(&self, path: &str, folders: &mut BTreeSet<PathBuf>) -> Result<PathBuf, WriteError> {
        let mut folder = self.root.clone();
        let mut steps = path.split('/').peekable();
        while let Some(step) = steps.next() {
            folder.push(step);
            if steps.peek().is_some() && folders.insert(folder.clone()) {
                disk::make_folder(&folder)?;
            }
        }
        Ok(folder)
    }

    /// Returns when the disk has every file, and tells the folders that they are in.
    fn settle(&self) -> Result<Vec<PathBuf>, WriteError> {
        let mut taken = locked(&self.taken);
        taken.must_be_well()?;
        self.hands.settle()?;
        Ok(taken.folders.iter().cloned().collect())
    }
}

impl Receiver for Inbox {
    fn take(&self, path: &str, content: Arc<Content>) {
        self.tried(|| self.bring(path, Filling::Content(content)));
    }

    fn open(self: Arc<Self>, path: &str) -> Box<dyn Sink> {
        let file = self.tried(|| {
            let place = self.announce(path)?;
            Ok((disk::create(&place)?, place))
        });
        Box::new(Open { file, inbox: self })
    }
}

/// A file of the stage that comes in bit by bit; nothing once a file was not taken.
#[derive(Debug)]
struct Open {
    file: Option<(File, PathBuf)>,
    inbox: Arc<Inbox>,
}

impl Sink for Open {
    fn put(&mut self, bytes: &[u8]) {
        if let Some((file, place)) = &mut self.file {
            let written = file.write_all(bytes).map_err(WriteError::disk("write the file", place));
            if self.inbox.tried(|| written).is_none() {
                self.file = None;
            }
        }
    }

    fn end(self: Box<Self>) {
        if let Some((file, place)) = self.file {
            self.inbox.hands.bring(place, Filling::Written(file));
        }
    }
}

/// The files that stay although the bundle does not bring them. Letter case does not tell two folders apart, because
/// it does not on every disk.
fn carried<'a>(bundle: &Bundle, standing: &'a Standing, keep: &Keep) -> Vec<&'a str> {
    let asked = match keep {
        Keep::Nothing | Keep::Aside => return Vec::new(),
        Keep::Folders(names) => names,
    };
    let brought = |folder: &str| {
        bundle.paths().any(|path| path.split('/').next().is_some_and(|top| top.eq_ignore_ascii_case(folder)))
    };
    let kept: BTreeSet<&str> = asked.iter().map(String::as_str).filter(|folder| !brought(folder)).collect();
    standing.present().filter(|path| path.split_once('/').is_some_and(|(top, _)| kept.contains(top))).collect()
}
