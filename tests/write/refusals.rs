//! What the writer does not touch, and how it says so.

use super::*;

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
fn an_edition_whose_list_was_lost() {
    let house = House::new();
    house.put("out/2024/manifest.json", "{\n  \"format\": \"ascn-report manifest 1\",\n");
    house.put("out/2024/report.html", "a page");
    house.refuses(&[".ascn-report is missing", "`build --replace` set the whole folder aside"]);
    let house = House::new();
    house.put("out/2024/manifest.json", "{\n  \"format\": \"another\"\n");
    house.refuses(&["was not made by this program"]);
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
fn a_path_of_windows_is_told_as_a_person_knows_it() {
    let out = PathBuf::from(r"\\?\D:\reports\output");
    assert_eq!(WriteError::NotAFolder { out }.to_string(), r"D:\reports\output is not a folder");
    let share = PathBuf::from(r"\\?\UNC\office\reports");
    assert_eq!(WriteError::NotAFolder { out: share }.to_string(), r"\\?\UNC\office\reports is not a folder");
}
