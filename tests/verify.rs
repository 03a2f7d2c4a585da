//! Whether what stands in the output is still what the inputs make.

use crate::cli::{Desk, code, complained, told};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fmt::Write;
use std::fs;

fn built() -> Desk {
    let desk = Desk::new();
    let run = desk.run(&["build"]);
    assert_eq!(code(&run), 0, "{}", complained(&run));
    desk
}

/// What `verify` says of a desk, and its exit code.
fn verify(desk: &Desk, arguments: &[&str]) -> (i32, String) {
    let run = desk.run(&[&["verify"], arguments].concat());
    (code(&run), told(&run) + &complained(&run))
}

#[test]
fn an_untouched_output_agrees_as_a_whole_and_in_parts() {
    let desk = built();
    let (ending, said) = verify(&desk, &[]);
    assert_eq!(ending, 0, "{said}");
    let folders: Vec<&str> = said.lines().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(folders, ["compare-2023-2024", "2024", "2023"]);
    assert!(said.lines().all(|line| line.ends_with(": every byte agrees")), "{said}");
    for part in ["output/2024", "output/2024/", "./output/compare-2023-2024"] {
        let (ending, said) = verify(&desk, &[part]);
        assert!(ending == 0 && said.lines().count() == 1, "{part}: {said}");
    }
    assert_eq!(code(&desk.run(&["charts", "--year", "2024"])), 0);
    let (ending, said) = verify(&desk, &["output/2024"]);
    assert_eq!(ending, 0, "with a pack: {said}");
}

/// What is done to the desk, the edition that is looked at, and the lines that tell of it.
type Meddling = (fn(&Desk), &'static str, &'static [&'static str]);

const MEDDLINGS: [Meddling; 7] = [
    (
        |desk| fs::write(desk.at("output/2024/report.md"), "# Mine").expect("it can be written"),
        "output/2024",
        &[
            "  files that somebody has changed, added or taken away: report.md",
            "  files that are others when they are made again: report.md",
        ],
    ),
    (
        |desk| fs::write(desk.at("output/2024/charts/notes.txt"), "mine").expect("it can be written"),
        "output/2024",
        &[
            "  files that somebody has changed, added or taken away: charts/notes.txt",
            "  files that are others when they are made again: charts/notes.txt",
        ],
    ),
    (
        |desk| fs::remove_file(desk.at("output/2024/figures.json")).expect("it is there"),
        "output/2024",
        &[
            "  files that somebody has changed, added or taken away: figures.json",
            "  files that are others when they are made again: figures.json",
        ],
    ),
    // A remark changes no figure, and yet it is another file.
    (
        |desk| {
            let path = desk.at("inputs/cities.yaml");
            let text = fs::read_to_string(&path).expect("it can be read");
            fs::write(path, format!("# A remark.\n{text}")).expect("it can be written");
        },
        "output/2024",
        &[
            "  inputs that have changed since, or are gone: cities.yaml",
            "  files that are others when they are made again: manifest.json",
        ],
    ),
    // An edition does not rest on later years.
    (|desk| desk.edit("2024.yaml", "document: Example report of 2024", "document: Another report"), "output/2023", &[]),
    (
        |desk| fs::write(desk.at("inputs/acronyms.yaml"), "acronyms: []\n").expect("it can be written"),
        "output/2023",
        &[
            "  inputs that were not there: acronyms.yaml",
            "  files that are others when they are made again: data/inputs/acronyms.json, manifest.json",
        ],
    ),
    (
        |desk| fs::remove_file(desk.at("inputs/partners.yaml")).expect("it is there"),
        "output/2023",
        &["  inputs that have changed since, or are gone: partners.yaml"],
    ),
];

#[test]
fn what_is_another_is_named() {
    for (number, (meddle, place, lines)) in MEDDLINGS.iter().enumerate() {
        let desk = built();
        meddle(&desk);
        let (ending, said) = verify(&desk, &[place]);
        let told: Vec<&str> = said.lines().filter(|line| line.starts_with("  f") || line.starts_with("  in")).collect();
        assert_eq!(told, *lines, "{number}: {said}");
        assert_eq!(ending, i32::from(!lines.is_empty()), "{number}: {said}");
    }
}

#[test]
fn an_edition_of_other_inputs_is_told_when_another_is_made() {
    let desk = built();
    let others = |arguments: &[&str]| {
        let run = desk.run(arguments);
        assert_eq!(code(&run), 0, "{}", complained(&run));
        let said = complained(&run);
        said.lines()
            .find_map(|line| Some(line.split_once("left as it was in output: ")?.1.split(';').next()?.to_owned()))
    };
    assert_eq!(others(&["build", "--year", "2024"]), None);
    // An edition does not rest on later years; what compares it with one does.
    desk.edit("2024.yaml", "document: Example report of 2024", "document: Another report");
    assert_eq!(others(&["build", "--year", "2023"]).as_deref(), Some("2024, compare-2023-2024"));
    assert_eq!(others(&["compare", "2023", "2024"]).as_deref(), Some("2024"));
    assert_eq!(others(&["build"]), None);
    desk.edit("2023.yaml", "document: ", "document: The ");
    assert_eq!(others(&["charts", "--year", "2024"]).as_deref(), Some("2023"));
    assert_eq!(others(&["build", "--year", "2023"]), None);
    // What the next build takes away is not told as what it makes anew.
    fs::remove_file(desk.at("inputs/2023.yaml")).expect("it is there");
    assert_eq!(others(&["build", "--year", "2024"]).as_deref(), Some("2023, compare-2023-2024"));
    let said = complained(&desk.run(&["build", "--year", "2024"]));
    assert!(said.contains("a year that is not among the inputs any more") && !said.contains("anew"), "{said}");
    assert_eq!(code(&desk.run(&["build"])), 0);
    assert!(!desk.at("output/2023").exists());
}

#[test]
fn the_version_that_made_an_edition_is_told_when_it_is_another() {
    let desk = built();
    let path = desk.at("output/2023/manifest.json");
    let text = fs::read_to_string(&path).expect("it is there");
    let own = concat!("ascn-report ", env!("CARGO_PKG_VERSION"));
    assert!(text.contains(own));
    fs::write(&path, text.replace(own, "ascn-report 0.0.1")).expect("it can be written");
    let (ending, said) = verify(&desk, &["output/2023"]);
    assert_eq!(ending, 1, "{said}");
    assert!(said.contains("made by ascn-report 0.0.1") && said.contains(&format!("this is {own}")), "{said}");
}

#[test]
fn what_is_no_edition_is_refused() {
    let desk = built();
    for (place, words) in
        [("inputs", "it does not exist"), ("output/2024/charts", "name an edition"), ("nowhere", "nowhere")]
    {
        let (ending, said) = verify(&desk, &[place]);
        assert!(ending == 2 && said.contains(words), "{place}: {said}");
    }
    fs::write(desk.at("output/2024/manifest.json"), "{}").expect("it can be written");
    let (ending, said) = verify(&desk, &["output/2024"]);
    assert!(ending == 2 && said.contains("no manifest that this version"), "{said}");
}

/// The hashes are those of every other program.
#[test]
fn a_manifest_lists_all_inputs_and_all_files_with_their_hashes() {
    let desk = built();
    let manifest = fs::read(desk.at("output/2024/manifest.json")).expect("it is there");
    let manifest: Value = serde_json::from_slice(&manifest).expect("it is JSON");
    let hash = |bytes: Vec<u8>| {
        Sha256::digest(bytes).iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
    };
    for (key, folder) in [("inputs", "inputs"), ("outputs", "output/2024")] {
        let listed = manifest[key].as_object().expect("a list");
        for (path, print) in listed {
            let bytes = fs::read(desk.at(folder).join(path)).expect("what is listed is there");
            assert_eq!(print.as_str(), Some(hash(bytes).as_str()), "{path}");
        }
    }
    let outputs = manifest["outputs"].as_object().expect("a list").len();
    let inside = desk.output().keys().filter(|path| path.starts_with(desk.at("output/2024"))).count();
    assert_eq!(outputs + 1, inside, "all but the manifest itself");
    let inputs = fs::read_dir(desk.at("inputs")).expect("it is there").count();
    assert_eq!(manifest["inputs"].as_object().expect("a list").len(), inputs);
}
