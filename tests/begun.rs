//! The files that the program makes for the inputs: the snapshot of a new year, and the figures of a final edition.

use crate::cli::{Desk, told};
use std::fs;

fn code(output: &std::process::Output) -> Option<i32> {
    output.status.code()
}

#[test]
fn what_an_edition_printed_is_never_written_over() {
    let desk = Desk::new();
    desk.edit("2024.yaml", "as_of: 2024-09-25\n", "as_of: 2024-09-25\nfinal: 2024-11-01\n");
    told(&desk.run(&["seal", "2024", "--write"]));
    let kept = desk.at("inputs/final/2024.yaml");
    let whole = fs::read(&kept).expect("the figures");
    // Whatever is in it: a shell may have emptied it.
    for text in [&whole[..], b""] {
        fs::write(&kept, text).expect("it can be written");
        let run = desk.run(&["seal", "2024", "--write"]);
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert!(code(&run) == Some(2) && said.contains("is there already, and is kept: what an edition"), "{said}");
        assert_eq!(fs::read(&kept).expect("the figures"), text);
    }
    // A program wrote it in another form.
    fs::rename(&kept, desk.at("inputs/final/2024.json")).expect("it can be renamed");
    let run = desk.run(&["seal", "2024", "--write"]);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(code(&run) == Some(2) && said.contains("2024.json is there already, and is kept"), "{said}");
    assert!(!kept.exists());
}

/// As README says it: the shell makes the file of the new year before the program looks at the inputs.
#[test]
fn a_new_year_can_be_written_straight_into_its_file() {
    let desk = Desk::with("inputs");
    let path = desk.at("inputs/2025.yaml");
    let into = |arguments: &[&str]| {
        let file = fs::File::create(&path).expect("there is room");
        desk.command(arguments).stdout(file).output().expect("the program starts")
    };
    let run = into(&["new", "2025", "--from", "2024"]);
    assert_eq!(code(&run), Some(0), "{}", String::from_utf8_lossy(&run.stderr));
    let text = fs::read_to_string(&path).expect("the snapshot");
    assert_eq!(text.matches("carried_from: 2024").count(), 108);
    // An empty file is told wherever it is not about to be written.
    let run = into(&["new", "2026", "--from", "2024"]);
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(code(&run) == Some(1) && said.contains("or remove it: `ascn-report new YEAR"), "{said}");
}

#[test]
fn a_file_of_the_inputs_is_written_whole_and_never_over_another() {
    let desk = Desk::with("inputs");
    let refused = |arguments: &[&str]| {
        let run = desk.run(arguments);
        assert_eq!((code(&run), run.stdout.len()), (Some(2), 0), "{arguments:?}");
        String::from_utf8_lossy(&run.stderr).into_owned()
    };
    let files = |folder: &str| {
        let entries = fs::read_dir(desk.at(folder)).expect("the folder");
        let mut names: Vec<_> = entries.map(|entry| entry.expect("an entry").file_name()).collect();
        names.sort();
        names
    };
    let printed = desk.run(&["new", "2025", "--from", "2024"]).stdout;
    let before = files("inputs");
    assert!(told(&desk.run(&["new", "2025", "--from", "2024", "--write"])).starts_with("Wrote inputs/2025.yaml"));
    assert_eq!(fs::read(desk.at("inputs/2025.yaml")).expect("the snapshot"), printed);
    assert_eq!(files("inputs").len(), before.len() + 1, "nothing else is left");
    // One that is not filled in yet is full of faults, of which nobody has asked.
    let said = refused(&["new", "2025", "--from", "2024", "--write"]);
    assert!(said.lines().count() == 1 && said.contains("is there already, and is kept"), "{said}");
    // A year that is there is never begun again, in whatever form it is: here its statuses are filled in.
    let filled = String::from_utf8(printed).expect("text").replace("status:  #", "status: planning  #");
    let filled = filled.replace("as_of:\n", "as_of: 2025-09-25\n");
    fs::write(desk.at("inputs/2025.yaml"), &filled).expect("it can be written");
    let said = refused(&["new", "2025", "--from", "2024", "--write"]);
    assert!(said.contains("2025.yaml is there already, and is kept: it is the snapshot of 2025"), "{said}");
    fs::create_dir(desk.at("inputs/2025")).expect("the folder is new");
    fs::rename(desk.at("inputs/2025.yaml"), desk.at("inputs/2025/all.yaml")).expect("it can be moved");
    let said = refused(&["new", "2025", "--from", "2024", "--write"]);
    assert!(said.contains("is there already, and is kept: it is the snapshot of 2025"), "{said}");
    assert_eq!(fs::read_to_string(desk.at("inputs/2025/all.yaml")).expect("the snapshot"), filled);
    fs::remove_dir_all(desk.at("inputs/2025")).expect("it can be removed");
    // A table, or a file of another program, that nobody has filled in yet.
    for name in ["inputs/2025.csv", "inputs/2025.json"] {
        fs::write(desk.at(name), "").expect("there is room");
        let said = refused(&["new", "2025", "--from", "2024", "--write"]);
        assert!(said.contains(&format!("{name} is there already, and is kept")), "{said}");
        fs::remove_file(desk.at(name)).expect("it can be removed");
    }
    assert_eq!(files("inputs"), before);
    // Of a draft nothing is kept.
    let said = refused(&["seal", "2024", "--write"]);
    assert!(said.contains("is a draft") && !desk.at("inputs/final").exists(), "{said}");
}

/// A year of which only totals are known has nothing to carry forward, and no empty list is made of it.
#[test]
fn nothing_is_carried_forward_from_a_year_without_a_list() {
    let desk = Desk::with("inputs");
    for arguments in [&["new", "2022", "--from", "2021"][..], &["new", "2025", "--from", "2021", "--write"]] {
        let run = desk.run(arguments);
        let said = String::from_utf8_lossy(&run.stderr).into_owned();
        assert_eq!((code(&run), run.stdout.len()), (Some(2), 0), "{said}");
        assert!(said.contains("no list of the projects of 2021"), "{said}");
        assert!(said.contains("there are lists of 2018, 2022, 2023, 2024"), "{said}");
    }
    assert!(!desk.at("inputs/2025.yaml").exists());
}
