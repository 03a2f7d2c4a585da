//! Many faults at once: sixty and more in one set of inputs, none of which hides another.

use super::fixture::{Report, compare};
use super::reports;
use ascn_report::{Scope, make};
use std::fs;
use std::path::Path;

/// Every mark of a file, with its line.
fn marks(name: &str, text: &str) -> Vec<Report> {
    let on_line = |(number, line): (usize, &str)| {
        let marks = line.split(" # ").skip(1).filter(|mark| mark.starts_with("error[") || mark.starts_with("warning["));
        let report = move |mark: &str| Report { at: Some((name.to_owned(), number + 1)), mark: mark.trim().to_owned() };
        marks.map(report).collect::<Vec<_>>()
    };
    text.lines().enumerate().flat_map(on_line).collect()
}

#[test]
fn sixty_faults_are_reported_in_one_run_and_nothing_else() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/seeded");
    let mut expected = Vec::new();
    for entry in fs::read_dir(&folder).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        let name = path.file_name().expect("it has a name").to_string_lossy().into_owned();
        expected.extend(marks(&name, &fs::read_to_string(&path).expect("it is text")));
    }
    expected.sort();
    assert!(expected.len() >= 60, "only {} faults are seeded", expected.len());
    let outcome = make(&folder, &folder.join("none"), Scope::All).expect("the inputs can be read");
    let wrong = compare(&expected, &reports(&outcome, &format!("{}/", folder.display())));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(outcome.bundle.is_none(), "nothing is made");
}
