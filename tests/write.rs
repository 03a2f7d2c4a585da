//! The writer from outside: what it makes, what it keeps, and all that it refuses.

mod paths;
mod refusals;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use ascn_report::bundle::{Bundle, BundleError};
use ascn_report::write::{Keep, Stage, WriteError, Written, write};
use tempfile::TempDir;

/// A folder with `inputs` in it, and perhaps `out`.
struct House {
    root: TempDir,
}

type Tree = BTreeMap<String, Vec<u8>>;

impl House {
    fn new() -> Self {
        let root = tempfile::tempdir().expect("there is room");
        fs::create_dir(root.path().join("inputs")).expect("the folder is new");
        Self { root }
    }

    /// A house in which a report of three files stands.
    fn with_report() -> Self {
        let house = Self::new();
        house.write(&bundle(&[("en/a.html", "a"), ("en/b.html", "b"), ("th/a.html", "th")])).expect("all is well");
        house
    }

    fn at(&self, path: &str) -> PathBuf {
        self.root.path().join(path)
    }

    fn put(&self, path: &str, text: &str) {
        let path = self.at(path);
        fs::create_dir_all(path.parent().expect("it is inside")).expect("there is room");
        fs::write(path, text).expect("there is room");
    }

    fn write(&self, bundle: &Bundle) -> Result<Written, WriteError> {
        self.write_keeping(bundle, &[])
    }

    fn write_keeping(&self, bundle: &Bundle, folders: &[&str]) -> Result<Written, WriteError> {
        let keep = Keep::Folders(folders.iter().map(|&folder| folder.to_owned()).collect());
        write(bundle, &self.at("out"), &self.at("inputs"), &keep)
    }

    fn tree(&self) -> Tree {
        tree(self.root.path())
    }

    /// Writing fails, says all of `words`, and changes nothing anywhere.
    fn refuses(&self, words: &[&str]) {
        self.refuses_bundle(&bundle(&[("en/a.html", "new")]), words);
    }

    fn refuses_bundle(&self, bundle: &Bundle, words: &[&str]) {
        let before = self.tree();
        let fault = self.write(bundle).expect_err("this must be refused");
        says(&fault, words);
        assert_eq!(self.tree(), before);
    }
}

fn says(fault: &WriteError, words: &[&str]) {
    let text = fault.to_string();
    for word in words {
        assert!(text.contains(word), "{text:?} does not say {word:?}");
    }
}

/// Every file, folder and link below a folder.
fn tree(root: &Path) -> Tree {
    let mut found = Tree::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("it can be read").path();
            let name = path.strip_prefix(root).expect("it is inside").to_string_lossy().into_owned();
            if path.is_symlink() {
                found.insert(name + "@", Vec::new());
            } else if path.is_dir() {
                found.insert(name + "/", Vec::new());
                folders.push(path);
            } else {
                found.insert(name, fs::read(&path).unwrap_or_default());
            }
        }
    }
    found
}

fn bundle(files: &[(&str, &str)]) -> Bundle {
    let mut bundle = Bundle::new();
    for (path, text) in files {
        bundle.add(path, text.as_bytes().to_vec()).expect("the path is sound");
    }
    bundle
}

// What is made

#[test]
fn a_first_report_with_the_folders_above_it() {
    let house = House::new();
    let new = bundle(&[("b.txt", "bb"), ("a/deep/er.txt", "a")]);
    let written = write(&new, &house.at("x/y/out"), &house.at("inputs"), &Keep::Nothing).expect("all is well");
    assert_eq!(written.made, ["a/deep/er.txt", "b.txt"]);
    assert_eq!((written.bytes, written.notes.len()), (3, 0));
    let marker = "ascn-report output 1\n\
        ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb  a/deep/er.txt\n\
        3b64db95cb55c763391c707108489ae18b4112d783300de38e033b4c98c3deaf  b.txt\n";
    let expected = Tree::from([
        ("out/".to_owned(), Vec::new()),
        ("out/.ascn-report".to_owned(), marker.into()),
        ("out/a/".to_owned(), Vec::new()),
        ("out/a/deep/".to_owned(), Vec::new()),
        ("out/a/deep/er.txt".to_owned(), b"a".to_vec()),
        ("out/b.txt".to_owned(), b"bb".to_vec()),
    ]);
    assert_eq!(tree(&house.at("x/y")), expected);
}

#[test]
fn a_report_into_an_empty_folder_and_one_with_only_git_files() {
    for own in [&[][..], &[".gitignore"], &[".gitignore", ".gitkeep", ".DS_Store"]] {
        let house = House::new();
        fs::create_dir(house.at("out")).expect("the folder is new");
        for name in own {
            house.put(&format!("out/{name}"), "*\r\n!x");
        }
        house.write(&bundle(&[("a.txt", "a")])).expect("all is well");
        house.write(&bundle(&[("b.txt", "b")])).expect("all is well");
        let mut names: Vec<_> = tree(&house.at("out")).into_keys().collect();
        names.retain(|name| name != ".ascn-report");
        let kept = own.iter().filter(|name| name.starts_with(".git"));
        assert_eq!(names, kept.copied().chain(["b.txt"]).collect::<Vec<_>>());
        assert!(own.is_empty() || fs::read(house.at("out/.gitignore")).expect("kept") == b"*\r\n!x");
    }
}

#[test]
fn a_second_report_replaces_the_first() {
    let house = House::with_report();
    fs::remove_file(house.at("out/en/b.html")).expect("it is there");
    fs::create_dir(house.at("out/empty")).expect("the folder is new");
    let new = bundle(&[("en/a.html", "a"), ("en/b.html", "b"), ("en/c.html", "c")]);
    let written = house.write(&new).expect("all is well");
    assert_eq!(written.unchanged, ["en/a.html"]);
    assert_eq!(written.made, ["en/b.html", "en/c.html"]);
    assert_eq!(written.dropped, ["th/a.html"]);
    assert_eq!(written.carried, Vec::<String>::new());
    let names: Vec<_> = house.tree().into_keys().collect();
    assert_eq!(
        names,
        ["inputs/", "out/", "out/.ascn-report", "out/en/", "out/en/a.html", "out/en/b.html", "out/en/c.html"]
    );
}

#[test]
fn the_same_bundle_gives_the_same_bytes() {
    let (one, other) = (House::with_report(), House::with_report());
    let before = one.tree();
    one.write(&bundle(&[("th/a.html", "th"), ("en/b.html", "b"), ("en/a.html", "a")])).expect("all is well");
    assert_eq!((one.tree(), other.tree()), (before.clone(), before));
}

#[test]
fn a_folder_is_carried_over_and_stays_known() {
    let house = House::with_report();
    for text in ["one", "two"] {
        let written = house.write_keeping(&bundle(&[("en/a.html", text)]), &["th", "no-such"]).expect("all is well");
        assert_eq!(written.carried, ["th/a.html"]);
        assert_eq!(written.bytes, 5);
    }
    assert_eq!(fs::read(house.at("out/th/a.html")).expect("carried"), b"th");
    assert!(!house.at("out/en/b.html").exists());

    let written = house.write_keeping(&bundle(&[("TH/b.html", "new")]), &["th", "en"]).expect("all is well");
    assert_eq!((written.carried, written.dropped), (vec!["en/a.html".to_owned()], vec!["th/a.html".to_owned()]));
}

#[cfg(unix)]
#[test]
fn new_files_have_ordinary_permissions() {
    use std::os::unix::fs::PermissionsExt as _;
    let house = House::with_report();
    house.put("plain", "");
    fs::create_dir(house.at("folder")).expect("the folder is new");
    let mode = |path: &str| fs::metadata(house.at(path)).expect("it is there").permissions().mode();
    assert_eq!(mode("out/en/a.html"), mode("plain"));
    assert_eq!(mode("out/.ascn-report"), mode("plain"));
    assert_eq!(mode("out/en"), mode("folder"));
    assert_eq!(mode("out"), mode("folder"));
}

// What is refused

#[test]
fn what_killed_runs_left_is_removed_and_nothing_else() {
    let house = House::with_report();
    house.put(".out.ascn-new-123/en/half.html", "half");
    house.put(".out.ascn-old-99999/en/a.html", "older");
    house.put(".out.ascn-lock", "");
    let not_ours =
        [".out.ascn-new-12x/f", ".out.ascn-new-/f", ".other.ascn-new-1/f", "out.ascn-new-1/f", ".out.ascn-new-7"];
    for path in not_ours {
        house.put(path, "stays");
    }
    house.write(&bundle(&[("a.html", "a")])).expect("all is well");
    for path in not_ours {
        assert_eq!(fs::read(house.at(path)).expect("it stays"), b"stays");
    }
    for path in [".out.ascn-new-123", ".out.ascn-old-99999", ".out.ascn-lock"] {
        assert!(!house.at(path).exists(), "{path}");
    }
}

#[cfg(unix)]
#[test]
fn a_left_over_that_is_a_link_is_left_alone() {
    let house = House::with_report();
    house.put("elsewhere/f", "stays");
    std::os::unix::fs::symlink(house.at("elsewhere"), house.at(".out.ascn-new-5")).expect("it is new");
    house.write(&bundle(&[("a.html", "a")])).expect("all is well");
    assert!(house.at(".out.ascn-new-5").is_symlink() && house.at("elsewhere/f").exists());
}

#[test]
fn a_report_left_aside_between_two_renames_is_put_back() {
    let house = House::with_report();
    let before = tree(&house.at("out"));
    fs::rename(house.at("out"), house.at(".out.ascn-old-42")).expect("it is there");
    house.put(".out.ascn-new-42/en/a.html", "half");
    let mut new = bundle(&[("a.html", "a")]);
    new.add(&"x".repeat(256), Vec::new()).expect("a bundle does not know the disk");
    house.write(&new).expect_err("the name is too long");
    assert_eq!(tree(&house.at("out")), before);
    assert_eq!(fs::read_dir(house.root.path()).expect("it can be read").count(), 2);
}

#[cfg(unix)]
#[test]
fn a_second_run_while_one_is_writing() {
    let house = House::with_report();
    house.put(".out.ascn-new-4711/half", "of the other run");
    let other = fs::File::create(house.at(".out.ascn-lock")).expect("there is room");
    other.try_lock().expect("nobody else holds it");
    house.refuses(&["another run is writing to", "/out"]);
    let beside = write(&bundle(&[("a", "a")]), &house.at("out2"), &house.at("inputs"), &Keep::Nothing);
    beside.expect("another report is not concerned");
    drop(other);
    house.write(&bundle(&[("a", "a")])).expect("the other run has ended");
    assert!(!house.at(".out.ascn-lock").exists() && !house.at(".out.ascn-new-4711").exists());
}

#[cfg(unix)]
#[test]
fn a_lock_that_is_no_file_is_named() {
    let house = House::with_report();
    house.put("elsewhere", "of somebody");
    std::os::unix::fs::symlink(house.at("elsewhere"), house.at(".out.ascn-lock")).expect("there is room");
    house.refuses(&[".out.ascn-lock", "something that is no file has its name; remove it"]);
}

#[test]
fn files_go_beside_the_report_as_they_are_made() {
    let house = House::with_report();
    let before = house.tree();
    let open = || Stage::open(&house.at("out"), &house.at("inputs"), &Keep::Nothing).expect("all is well");
    for is_published in [false, true] {
        let stage = open();
        let mut made = Bundle::handing_to(stage.receiver());
        let mut part = made.beside();
        part.add("en/a.html", b"new".to_vec()).expect("a sound path");
        made.join(part).expect("no path twice");
        assert_eq!((made.get("en/a.html"), made.files().count(), made.len()), (None, 0, 1), "the stage has it");
        let (_, file) = made.entries().next().expect("it is known");
        assert_eq!((file.length, file.content.is_none()), (3, true));
        let other = house.write(&bundle(&[("en/a.html", "other")]));
        says(&other.expect_err("one is at work"), &["another run", "is writing to"]);
        if is_published {
            let written = stage.publish(&made).expect("all is well");
            assert_eq!((written.made, written.bytes), (vec!["en/a.html".to_owned()], 3));
            assert_eq!(fs::read(house.at("out/en/a.html")).expect("it is there"), b"new");
            assert!(!house.at("out/th").exists());
            made.add("en/late.html", b"late".to_vec()).expect("a sound path");
            assert!(!house.at("out/en/late.html").exists(), "nothing comes into a report that is published");
        } else {
            drop(stage);
            assert_eq!(house.tree(), before, "it left a trace");
            house.refuses_bundle(&made, &["en/a.html", "it was handed to a run that has ended"]);
        }
    }
}

#[test]
fn many_runs_at_once_and_a_reader() {
    let house = House::with_report();
    let files = |n: usize| -> Vec<(String, String)> { (0..9).map(|m| (format!("d/{m}"), format!("{n}"))).collect() };
    let done = std::sync::atomic::AtomicBool::new(false);
    let (mut wrote, mut saw) = (0, 0);
    std::thread::scope(|scope| {
        let writers: Vec<_> = (0..4)
            .map(|n| {
                let (house, files) = (&house, files(n));
                scope.spawn(move || {
                    let pairs: Vec<_> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
                    let results = (0..25).map(|_| house.write(&bundle(&pairs)));
                    results.fold(0, |wrote, result| match result {
                        Ok(_) => wrote + 1,
                        Err(WriteError::Busy { .. }) => wrote,
                        Err(other) => panic!("{other}"),
                    })
                })
            })
            .collect();
        let reader = scope.spawn(|| {
            let mut seen = 0;
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                // Where the exchange is one step, there is a report at any moment.
                assert!(cfg!(not(target_os = "linux")) || house.at("out/.ascn-report").exists());
                seen += 1;
            }
            seen
        });
        wrote = writers.into_iter().map(|writer| writer.join().expect("no writer fails")).sum();
        done.store(true, std::sync::atomic::Ordering::Relaxed);
        saw = reader.join().expect("the report is always there");
    });
    assert!(wrote > 0 && saw > 0);
    let texts: std::collections::BTreeSet<_> =
        (0..9).map(|m| fs::read(house.at(&format!("out/d/{m}"))).expect("whole")).collect();
    assert_eq!(texts.len(), 1, "all files are of one run");
    assert_eq!(fs::read_dir(house.root.path()).expect("it can be read").count(), 2);
}

// What a bundle refuses
