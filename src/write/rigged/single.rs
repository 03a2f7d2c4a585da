//! A file by itself, while a person saves one in its place, or the disk refuses.

use super::super::{WriteError, file, input};
use super::{Blow, MEDDLED, PLAN};
use std::fs;
use std::path::Path;

type Put = fn(&Path, &Path) -> Result<(), WriteError>;

/// A new file of the inputs, and a chart that may replace none.
const PUTS: [(&str, Put); 2] = [
    ("inputs/2025.yaml", |path, inputs| input(path, b"new", inputs, "move it away")),
    ("chart.svg", |path, inputs| file(path, b"new", inputs, false)),
];

/// Does it with a blow at each touch in turn, until none is left to come, and tells of each how it ended.
fn at_each_touch(blow: Blow, look: impl Fn(u32, &Path, Result<(), WriteError>)) {
    for (name, put) in PUTS {
        for n in 0.. {
            let root = tempfile::tempdir().expect("there is room");
            let path = root.path().join(name);
            fs::create_dir(root.path().join("inputs")).expect("the folder is new");
            MEDDLED.set(path.clone());
            PLAN.set(Some((n, blow)));
            let ended = put(&path, &root.path().join("inputs"));
            if PLAN.take().is_some() {
                assert!(n > 3, "the disk was touched {n} times only");
                break;
            }
            look(n, &path, ended);
        }
    }
}

#[test]
fn what_a_person_saves_in_its_place_meanwhile_is_never_lost() {
    at_each_touch(Blow::Meddle, |n, path, ended| {
        assert_eq!(fs::read(path).expect("it was saved there"), b"mine", "touch {n}: {ended:?}");
        let is_told = matches!(ended, Err(WriteError::Kept { .. } | WriteError::Taken { .. }));
        // At the last touch it is there already, and the person has saved into it.
        assert!(is_told || (n > 3 && ended.is_ok()), "touch {n}: {ended:?}");
    });
}

#[test]
fn a_file_is_there_whole_or_not_at_all() {
    at_each_touch(Blow::Error, |n, path, ended| match fs::read(path) {
        Ok(text) => {
            let is_late = matches!(ended, Err(WriteError::Disk { doing: "sync the folder", .. }));
            assert_eq!((text.as_slice(), ended.is_ok() || is_late), (b"new".as_slice(), true), "touch {n}");
        }
        Err(_) => assert!(ended.is_err(), "touch {n}"),
    });
}

/// What a killed run leaves is taken away by the next that writes the same file, and what another is writing is not.
#[test]
fn what_a_killed_run_left_is_taken_away() {
    for (name, put) in PUTS {
        let root = tempfile::tempdir().expect("there is room");
        let path = root.path().join(name);
        fs::create_dir(root.path().join("inputs")).expect("the folder is new");
        let named = path.file_name().expect("it has a name").to_string_lossy().into_owned();
        let beside = |end: &str| path.with_file_name(format!(".{named}{end}"));
        let (left, held, mine) = (beside(".ascn-new-1"), beside(".ascn-new-2"), beside(".mine"));
        for file in [&left, &held, &mine] {
            fs::write(file, "half").expect("there is room");
        }
        let writer = fs::File::open(&held).expect("it is there");
        writer.try_lock().expect("nobody holds it");
        put(&path, &root.path().join("inputs")).expect("nothing is in its way");
        assert_eq!((left.exists(), held.exists(), mine.exists()), (false, true, true), "{name}");
    }
}
