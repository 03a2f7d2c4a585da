//! The writer from outside: what it makes, what it keeps, and all that it refuses.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use ascn_report::bundle::{Bundle, BundleError};
use ascn_report::write::{Keep, WriteError, Written, write};
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
fn files_that_a_person_added_or_changed() {
    let house = House::with_report();
    house.put("out/en/notes.txt", "mine");
    house.put("out/th/a.html", "edited");
    house.refuses(&["en/notes.txt (added), th/a.html (changed);", "move it elsewhere"]);
    house.put("out/en/.gitignore", "only the one at the top is exempt");
    house.refuses(&["en/.gitignore (added)"]);
    (0..20).for_each(|n| house.put(&format!("out/x/{n:02}"), ""));
    house.refuses(&["x/06 (added) and 13 more"]);
}

#[test]
fn a_folder_that_is_not_ours() {
    let house = House::new();
    house.put("out/thesis.txt", "years of work");
    house.refuses(&["/out", "thesis.txt", "was not made by this program"]);
    let house = House::new();
    house.put("out/.git/HEAD", "");
    house.refuses(&[".git"]);
    let house = House::new();
    fs::create_dir_all(house.at("out/.gitignore")).expect("there is room");
    house.refuses(&[".gitignore"]);
}

#[test]
fn a_list_that_cannot_be_believed() {
    let hash = "0".repeat(64);
    for (text, word) in [
        (String::new(), "format"),
        ("ascn-report output 2\n".to_owned(), "format"),
        ("ascn-report output 1\r\n".to_owned(), "format"),
        ("ascn-report output 1\nnonsense\n".to_owned(), "not a hash and a path"),
        ("ascn-report output 1\n00  a\n".to_owned(), "begin with a hash"),
        (format!("ascn-report output 1\n{hash}  ../../inputs/x\n"), "no report can have"),
        (format!("ascn-report output 1\n{hash}  b\n{hash}  a\n"), "out of order"),
        (format!("ascn-report output 1\n{hash}  a\n{hash}  a\n"), "twice"),
        (format!("ascn-report output 1\n{hash}  a"), "out of order"),
    ] {
        let house = House::new();
        house.put("out/.ascn-report", &text);
        house.refuses(&[word, ".ascn-report"]);
    }
}

#[test]
fn a_file_in_place_of_the_folder() {
    let house = House::new();
    house.put("out", "a file");
    house.refuses(&["is not a folder"]);
}

#[test]
fn an_empty_bundle() {
    House::with_report().refuses_bundle(&Bundle::new(), &["nothing to write"]);
}

#[cfg(unix)]
#[test]
fn symbolic_links() {
    use std::os::unix::fs::symlink;
    let link = |house: &House, from: &str| symlink(house.at("elsewhere"), house.at(from)).expect("it is new");
    for place in ["out/link", "out/en/link", "out/.gitignore"] {
        let house = House::with_report();
        house.put("elsewhere", "not to be touched");
        link(&house, place);
        house.refuses(&[place, "symbolic link"]);
    }
    let house = House::with_report();
    fs::rename(house.at("out"), house.at("elsewhere")).expect("it is there");
    link(&house, "out");
    house.refuses(&["/out is a symbolic link"]);
    let house = House::with_report();
    fs::rename(house.at("out/.ascn-report"), house.at("elsewhere")).expect("it is there");
    link(&house, "out/.ascn-report");
    house.refuses(&["symbolic link"]);
    let house = House::new();
    link(&house, "out");
    house.refuses(&["symbolic link"]);
}

#[cfg(unix)]
#[test]
fn things_that_are_not_files() {
    let house = House::with_report();
    let _socket = std::os::unix::net::UnixListener::bind(house.at("out/socket")).expect("it is new");
    house.refuses(&["socket (added)"]);

    let house = House::with_report();
    fs::remove_file(house.at("out/th/a.html")).expect("it is there");
    let _socket = std::os::unix::net::UnixListener::bind(house.at("out/th/a.html")).expect("it is new");
    house.refuses(&["th/a.html (added)"]);
}

#[test]
fn a_report_over_in_or_around_the_inputs() {
    let house = House::new();
    house.put("inputs/2024.yaml", "precious");
    let before = house.tree();
    let new = bundle(&[("a", "a")]);
    let refused = |out: &Path, inputs: &Path| {
        let fault = write(&new, out, inputs, &Keep::Nothing).expect_err("this must be refused");
        assert!(matches!(fault, WriteError::Overlap { .. }), "{fault}");
        assert_eq!(house.tree(), before);
    };
    refused(&house.at("inputs"), &house.at("inputs"));
    refused(&house.at("inputs/"), &house.at("inputs/."));
    refused(&house.at("inputs/out"), &house.at("inputs"));
    refused(&house.at("inputs/new/er/out"), &house.at("inputs"));
    refused(house.root.path(), &house.at("inputs"));
    refused(&house.at("inputs/../inputs"), &house.at("inputs"));
    refused(&house.at("none/out"), &house.at("none"));
    refused(&house.at("none"), &house.at("none/inputs"));
    // Names that only begin alike are apart.
    write(&new, &house.at("inputs-report"), &house.at("inputs"), &Keep::Nothing).expect("they are apart");
}

#[cfg(unix)]
#[test]
fn the_inputs_under_another_name() {
    let house = House::new();
    std::os::unix::fs::symlink(house.at("inputs"), house.at("alias")).expect("it is new");
    let before = house.tree();
    for (out, inputs) in [("alias/out", "inputs"), ("inputs/out", "alias"), ("alias", "inputs")] {
        let result = write(&bundle(&[("a", "a")]), &house.at(out), &house.at(inputs), &Keep::Nothing);
        assert!(matches!(result, Err(WriteError::Overlap { .. })), "{out} and {inputs}");
        assert_eq!(house.tree(), before);
    }
}

#[test]
fn a_path_without_a_name() {
    let house = House::new();
    for out in [Path::new("/"), &house.at("inputs/.."), Path::new("..")] {
        let fault = write(&bundle(&[("a", "a")]), out, &house.at("inputs"), &Keep::Nothing).expect_err("nameless");
        says(&fault, &["does not end in the name of a folder"]);
    }
    let fault = write(&bundle(&[("a", "a")]), &house.at("none/../out"), &house.at("inputs"), &Keep::Nothing);
    says(&fault.expect_err("it leads through nothing"), &["it does not exist"]);
}

// When the disk will not

#[test]
fn a_name_that_the_disk_cannot_hold() {
    let long = "x".repeat(256);
    for path in [format!("z/{long}"), format!("{long}/z"), long.clone()] {
        let mut new = bundle(&[("a.html", "a"), ("zz.html", "z")]);
        new.add(&path, Vec::new()).expect("a bundle does not know the disk");
        House::with_report().refuses_bundle(&new, &["could not", "too long"]);
        House::new().refuses_bundle(&new, &["could not", "too long"]);
    }
}

#[cfg(unix)]
#[test]
fn a_parent_that_may_only_be_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let house = House::new();
    fs::create_dir(house.at("closed")).expect("the folder is new");
    let allow = |mode| fs::set_permissions(house.at("closed"), fs::Permissions::from_mode(mode)).expect("it is ours");
    allow(0o555);
    // The administrator may write anywhere: then there is nothing to see here.
    let is_closed = fs::write(house.at("closed/probe"), "").is_err();
    for out in ["closed/out", "closed/a/out"] {
        let result = write(&bundle(&[("a", "a")]), &house.at(out), &house.at("inputs"), &Keep::Nothing);
        if is_closed {
            says(&result.expect_err("nothing can be made there"), &["/closed/", "permission is denied"]);
            assert_eq!(fs::read_dir(house.at("closed")).expect("it can be read").count(), 0);
        }
    }
    allow(0o755);
}

#[cfg(target_os = "linux")]
#[test]
fn a_parent_where_nobody_can_make_a_file() {
    let house = House::new();
    for out in ["/proc/out", "/proc/new/out"] {
        let fault = write(&bundle(&[("a", "a")]), Path::new(out), &house.at("inputs"), &Keep::Nothing);
        says(&fault.expect_err("nothing can be made there"), &["could not", "/proc/"]);
    }
}

#[test]
fn a_parent_that_is_a_file() {
    let house = House::new();
    house.put("file", "");
    let fault = write(&bundle(&[("a", "a")]), &house.at("file/out"), &house.at("inputs"), &Keep::Nothing);
    says(&fault.expect_err("a file has nothing in it"), &["file"]);
    assert_eq!(house.tree().len(), 2);
}

// Other runs, dead and alive

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

#[test]
fn paths_that_some_disk_cannot_hold() {
    let bad = [
        "",
        "/",
        "/a",
        "a/",
        "a//b",
        ".",
        "..",
        "a/..",
        "../a",
        "a/./b",
        "a\\b",
        "C:a",
        "c:/a",
        "a:b",
        "a\0b",
        "a\nb",
        "a\u{7f}",
        "\u{1b}[2J",
        " a",
        "a ",
        "a /b",
        "a/ b",
        "a.",
        "a./b",
        "...",
        ".a",
        "a/.b",
        ".gitignore",
        ".ascn-report",
        "CON",
        "con",
        "nul.txt",
        "a/NUL .tar.gz",
        "Com1",
        "lpt9.svg",
        "AUX/a",
        "conin$",
        "caf\u{e9}",
        "a\u{202e}b",
        "a*b",
        "a?b",
        "a|b",
        "a<b",
        "a>b",
        "a\"b",
    ];
    for path in bad {
        let mut bundle = Bundle::new();
        let fault = bundle.add(path, Vec::new()).expect_err(path);
        assert!(matches!(fault, BundleError::Path { .. }), "{path:?}");
        assert!(fault.to_string().chars().all(|letter| (' '..='~').contains(&letter) || letter == '\u{e9}'), "{fault}");
        assert_eq!(bundle, Bundle::new());
    }
    for path in ["a", "a b/c.d.e", "console", "com", "com10", "nula/b-c_d", "100%25", "a+b (1), c's #2.html"] {
        Bundle::new().add(path, Vec::new()).expect(path);
    }
}

#[test]
fn paths_that_clash() {
    let clash = |first: &str, second: &str| {
        let mut bundle = bundle(&[(first, "first")]);
        let fault = bundle.add(second, b"second".to_vec()).expect_err("they clash");
        assert_eq!(bundle.files().collect::<Vec<_>>(), [(first, &b"first"[..])]);
        fault
    };
    assert!(matches!(clash("a/b", "a/b"), BundleError::Twice { .. }));
    assert!(matches!(clash("a/b", "a/B"), BundleError::Case { .. }));
    assert!(matches!(clash("a/b", "A/c"), BundleError::Case { .. }));
    assert!(matches!(clash("a/b/c", "a/B"), BundleError::Case { .. }));
    assert!(matches!(clash("a/b", "a"), BundleError::Both { .. }));
    assert!(matches!(clash("a", "a/b"), BundleError::Both { .. }));
    let fault = clash("en/Index.html", "en/index.html");
    assert_eq!(
        fault.to_string(),
        r#"the file "en/index.html" cannot be made: "en/index.html" and "en/Index.html" differ only by letter case"#
    );
}
