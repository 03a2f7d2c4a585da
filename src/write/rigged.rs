//! The writer on a disk that fails, or a machine that stops, at each touch in turn.

#![allow(clippy::panic, reason = "a test that finds something wrong stops")]

mod asked;
mod single;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, abort};

use super::{Bundle, Keep, Stage, WriteError, Written, write};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Blow {
    /// Once; what follows goes well.
    Error,
    ErrorForGood,
    Abort,
    /// A person saves a file into the report.
    Meddle,
    /// A person asks the program to stop.
    Stop,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exchange {
    Works,
    Missing,
}

thread_local! {
    /// What will happen, and how many touches go well before.
    static PLAN: Cell<Option<(u32, Blow)>> = const { Cell::new(None) };
    static MEDDLED: RefCell<PathBuf> = const { RefCell::new(PathBuf::new()) };
    static EXCHANGE: Cell<Exchange> = const { Cell::new(Exchange::Works) };
}

pub(super) fn step() -> io::Result<()> {
    match PLAN.get() {
        None => Ok(()),
        Some((0, Blow::Error)) => {
            PLAN.set(None);
            Err(io::Error::other("rigged"))
        }
        Some((0, Blow::ErrorForGood)) => Err(io::Error::other("rigged")),
        Some((0, Blow::Abort)) => abort(),
        Some((0, Blow::Meddle)) => {
            PLAN.set(None);
            MEDDLED.with_borrow(|path| fs::write(path, "mine"))
        }
        Some((0, Blow::Stop)) => {
            PLAN.set(None);
            assert!(super::stop(), "a writer is at work");
            Ok(())
        }
        Some((left, blow)) => {
            PLAN.set(Some((left - 1, blow)));
            Ok(())
        }
    }
}

pub(super) fn can_exchange() -> io::Result<()> {
    match EXCHANGE.get() {
        Exchange::Works => Ok(()),
        Exchange::Missing => Err(io::ErrorKind::Unsupported.into()),
    }
}

type Tree = BTreeMap<String, Vec<u8>>;

fn tree(root: &Path) -> Tree {
    let mut found = Tree::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            let name = path.strip_prefix(root).expect("it is inside").to_string_lossy().into_owned();
            if path.is_dir() {
                found.insert(name + "/", Vec::new());
                folders.push(path);
            } else {
                found.insert(name, fs::read(&path).expect("it can be read"));
            }
        }
    }
    found
}

fn bundle(files: &[(&str, &str)]) -> Bundle {
    let mut bundle = Bundle::new();
    for (path, text) in files {
        bundle.add(path, text.as_bytes().to_vec()).expect("the paths of the tests are sound");
    }
    bundle
}

/// Writes the first report at `root/out`, with a file of the person's own beside it.
fn write_old(root: &Path) {
    fs::create_dir(root.join("inputs")).expect("the folder is new");
    fs::create_dir(root.join("out")).expect("the folder is new");
    fs::write(root.join("out/.gitignore"), "*\n").expect("the folder is there");
    let old = bundle(&[("en/index.html", "old"), ("en/charts/a.svg", "same"), ("th/index.html", "old th")]);
    write(&old, &root.join("out"), &root.join("inputs"), &Keep::Nothing).expect("nothing is rigged");
}

/// The new report is handed to the stage file by file, as it is made; the last file comes with the bundle.
fn write_new(root: &Path, out: &str) -> Result<Written, WriteError> {
    let stage = Stage::open(&root.join(out), &root.join("inputs"), &Keep::Folders(vec!["th".to_owned()]))?;
    let mut new = Bundle::handing_to(stage.receiver());
    let made = bundle(&[("en/index.html", "new"), ("en/charts/a.svg", "same")]);
    new.join(made).expect("the paths of the tests are sound");
    assert_eq!(new.get("en/index.html"), None, "the stage has it");
    let mut whole = bundle(&[("en/data/b.csv", "1")]);
    whole.join(new).expect("the paths of the tests are sound");
    stage.publish(&whole)
}

/// The tree that `write_new` leaves where `write_old` was before.
fn new_tree() -> Tree {
    let root = tempfile::tempdir().expect("there is room");
    write_old(root.path());
    write_new(root.path(), "out").expect("nothing is rigged");
    tree(&root.path().join("out"))
}

fn names(root: &Path) -> Vec<String> {
    let entries = fs::read_dir(root).expect("the folder is there");
    let mut names: Vec<_> =
        entries.map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// What may lie beside the report after a run has come back.
const ALONE: [&str; 2] = ["inputs", "out"];

fn each_touch_fails(exchange: Exchange) {
    EXCHANGE.set(exchange);
    let new = new_tree();
    for n in 0.. {
        let root = tempfile::tempdir().expect("there is room");
        write_old(root.path());
        let (out, old) = (root.path().join("out"), tree(&root.path().join("out")));

        PLAN.set(Some((n, Blow::Error)));
        let result = write_new(root.path(), "out");
        let came_through = PLAN.take().is_some();

        match &result {
            Err(fault) => assert_eq!(tree(&out), old, "touch {n}: {fault}"),
            Ok(_) => assert_eq!(tree(&out), new, "touch {n}"),
        }
        // An old report that cannot be looked at is kept.
        let aside = result.as_ref().ok().and_then(|written| written.set_aside.as_ref());
        let left = [&ALONE[..], aside.map_or(&[], |_| &["out-set-aside-1"])].concat();
        if result.as_ref().is_ok_and(|written| !written.notes.is_empty()) {
            assert!(names(root.path()).len() >= left.len(), "touch {n}");
        } else {
            assert_eq!(names(root.path()), left, "touch {n}");
        }
        let again = write_new(root.path(), "out").expect("nothing is rigged any more");
        assert_eq!(again.notes, Vec::<String>::new());
        assert_eq!(
            (&tree(&out), names(root.path())),
            (&new, left.iter().map(ToString::to_string).collect()),
            "touch {n}"
        );
        if came_through {
            assert!(n > 40, "the rig must reach every touch, not only {n}");
            return;
        }
    }
}

#[test]
fn a_failing_disk_leaves_the_old_report_or_the_new() {
    each_touch_fails(Exchange::Works);
}

#[test]
fn a_failing_disk_without_exchange_leaves_the_old_report_or_the_new() {
    each_touch_fails(Exchange::Missing);
}

#[test]
fn a_failing_disk_leaves_no_trace_of_a_first_report() {
    for n in 0.. {
        let root = tempfile::tempdir().expect("there is room");
        fs::create_dir(root.path().join("inputs")).expect("the folder is new");
        PLAN.set(Some((n, Blow::Error)));
        let result = write_new(root.path(), "a/b/out");
        let came_through = PLAN.take().is_some();
        match result {
            Err(fault) => assert_eq!(names(root.path()), ["inputs"], "touch {n}: {fault}"),
            Ok(_) => assert_eq!(names(&root.path().join("a/b")), ["out"], "touch {n}"),
        }
        if came_through {
            return;
        }
    }
}

/// Files that a person adds, or changes, while a run is on its way are found; after the last look at the old report they are
/// kept with it, and once the new one is in its place they are in that.
#[test]
fn a_person_who_saves_meanwhile_loses_nothing() {
    for file in ["out/mine.txt", "out/th/index.html", "out/.gitignore"] {
        let (mut found, mut kept) = (0, 0);
        for n in 0.. {
            let root = tempfile::tempdir().expect("there is room");
            write_old(root.path());
            MEDDLED.set(root.path().join(file));
            PLAN.set(Some((n, Blow::Meddle)));
            let result = write_new(root.path(), "out");
            if PLAN.take().is_some() {
                break;
            }
            match result {
                Err(WriteError::Touched { .. } | WriteError::Disturbed { .. }) => {
                    found += 1;
                    assert_eq!(fs::read(root.path().join(file)).expect("it was saved there"), b"mine");
                    assert_eq!(names(root.path()), ALONE);
                }
                Err(other) => panic!("touch {n}: {other}"),
                Ok(written) => {
                    let old = written.set_aside.map(|old| old.join(file.trim_start_matches("out/")));
                    kept += u32::from(old.is_some());
                    let place = old.unwrap_or_else(|| root.path().join(file));
                    assert_eq!(fs::read(place).expect("it is not lost"), b"mine", "touch {n}, {file}");
                }
            }
        }
        assert!(found > 30 && kept > 0, "{file} was found only {found} times, and kept {kept} times");
    }
}

/// Both the rename in and the rename back fail: the error says where the old report is, and the next run finds it.
#[test]
fn a_stranded_report_is_named_and_put_back() {
    let root = tempfile::tempdir().expect("there is room");
    write_old(root.path());
    let site = super::site::Site::of(&root.path().join("out")).expect("the path is sound");
    let old = tree(&site.out);

    EXCHANGE.set(Exchange::Missing);
    fs::create_dir(&site.stage).expect("the folder is new");
    PLAN.set(Some((2, Blow::ErrorForGood)));
    let fault = super::swap::into_place(&site).expect_err("both renames are rigged");
    PLAN.set(None);

    assert!(matches!(fault, WriteError::Stranded { .. }), "{fault}");
    assert!(!site.out.exists());
    assert_eq!(tree(&site.aside), old);
    super::swap::clear_leftovers(&site).expect("nothing is rigged any more");
    assert_eq!((tree(&site.out), names(root.path())), (old, ALONE.map(str::to_owned).to_vec()));
}

/// A killed run must not be able to leave a half removed report under the name that means "put me back".
#[test]
fn the_old_report_is_not_aside_when_it_is_removed() {
    let root = tempfile::tempdir().expect("there is room");
    write_old(root.path());
    let site = super::site::Site::of(&root.path().join("out")).expect("the path is sound");
    let old = tree(&site.out);
    EXCHANGE.set(Exchange::Missing);
    fs::create_dir(&site.stage).expect("the folder is new");
    assert_eq!(super::swap::into_place(&site).expect("nothing is rigged"), site.stage);
    assert_eq!((tree(&site.stage), tree(&site.out)), (old, Tree::new()));
}

/// A lock on a file that another run has removed since, or replaced, is no lock.
#[cfg(unix)]
#[test]
fn a_lock_holds_only_under_its_name() {
    let root = tempfile::tempdir().expect("there is room");
    let site = super::site::Site::of(&root.path().join("out")).expect("the path is sound");
    let is_at = |file: &fs::File| super::lock::is_at(file, &site).expect("it can be looked at");
    let first = fs::File::create(&site.lock).expect("there is room");
    assert!(is_at(&first));
    fs::remove_file(&site.lock).expect("it is there");
    assert!(!is_at(&first));
    let second = fs::File::create(&site.lock).expect("there is room");
    assert!(is_at(&second) && !is_at(&first));
}

const ROOT: &str = "WRITE_RIG_ROOT";
const TOUCH: &str = "WRITE_RIG_TOUCH";
const REPLACING: &str = "WRITE_RIG_REPLACING";
const WAY: &str = "WRITE_RIG_EXCHANGE";

/// Not a test by itself: the process that `a_killed_run_…` starts and that ends itself in the middle of a run.
#[test]
fn victim() {
    let (Ok(root), Ok(touch)) = (std::env::var(ROOT), std::env::var(TOUCH)) else { return };
    EXCHANGE.set(if std::env::var_os(WAY).is_some() { Exchange::Missing } else { Exchange::Works });
    PLAN.set(Some((touch.parse().expect("the parent sets a number"), Blow::Abort)));
    let written = if std::env::var_os(REPLACING).is_some() {
        asked::replace(Path::new(&root))
    } else {
        write_new(Path::new(&root), "out")
    };
    written.expect("nothing fails before the end");
}

fn each_touch_kills(exchange: Exchange) {
    let new = new_tree();
    for n in 0.. {
        let root = tempfile::tempdir().expect("there is room");
        write_old(root.path());
        let (out, old) = (root.path().join("out"), tree(&root.path().join("out")));

        let mut child = Command::new(std::env::current_exe().expect("this test is a program"));
        child.args(["write::rigged::victim", "--exact"]).env(ROOT, root.path()).env(TOUCH, n.to_string());
        if exchange == Exchange::Missing {
            child.env(WAY, "missing");
        }
        let survived = child.output().expect("it can be started").status.success();

        match exchange {
            Exchange::Missing if !out.exists() => {}
            _ => assert!([&old, &new].contains(&&tree(&out)), "killed at touch {n}"),
        }
        write_new(root.path(), "out").expect("the next run mends it");
        assert_eq!((tree(&out), names(root.path())), (new.clone(), ALONE.map(str::to_owned).to_vec()), "touch {n}");
        if survived {
            assert!(n > 40, "the victim must reach every touch, not only {n}");
            return;
        }
    }
}

#[test]
fn a_killed_run_leaves_the_old_report_or_the_new() {
    each_touch_kills(Exchange::Works);
}

#[test]
fn a_killed_run_without_exchange_can_be_mended() {
    each_touch_kills(Exchange::Missing);
}
