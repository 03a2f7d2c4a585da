//! The commands about charts: the picture in a terminal, single files, and the chart pack.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use super::cli::{Desk, code, complained, told};

fn desk() -> Desk {
    Desk::with("tests/cases/small/inputs")
}

const EXHIBITS: [&str; 5] =
    ["projects-over-the-years", "focus-area-shares", "status-by-focus-area", "bridge", "focus-area-changes"];

#[test]
fn a_terminal_shows_every_exhibit_in_its_width() {
    let desk = desk();
    let mut all = String::new();
    for (columns, arguments) in [("80", &[][..]), ("48", &["--ascii"])] {
        for name in EXHIBITS {
            let mut command = desk.command(&["chart", name]);
            let run = command.args(arguments).env("COLUMNS", columns).output().expect("it starts");
            assert_eq!(code(&run), 0, "{}", complained(&run));
            let text = told(&run);
            let columns: usize = columns.parse().expect("a number");
            for line in text.lines() {
                assert!(line.chars().count() <= columns, "{name} at {columns}: {line}");
            }
            let typed = [&["chart", name], arguments].concat().join(" ");
            all.extend(["$ COLUMNS=", &columns.to_string(), " ascn-report ", &typed, "\n\n", &text, "\n"]);
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/charts/terminal.txt");
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        fs::write(&path, &all).expect("it can be written");
    }
    let expected = fs::read_to_string(&path).expect("the expected pictures are there");
    assert_eq!(all, expected, "`UPDATE=1 cargo test` accepts what is made; read the difference first");
}

#[test]
fn all_exhibits_are_listed_with_kind_and_headline() {
    let run = desk().run(&["chart", "--list"]);
    assert_eq!(code(&run), 0, "{}", complained(&run));
    let text = told(&run);
    assert!(text.starts_with("Exhibits of 2022, compared with 2021:\n"), "{text}");
    for (name, kind) in EXHIBITS.into_iter().zip(["trend", "bars", "squares", "bridge", "change"]) {
        let line = text.lines().find(|line| line.trim_start().starts_with(name)).expect("it is listed");
        assert!(line.split_whitespace().nth(1) == Some(kind), "{line}");
        assert!(line.split_whitespace().count() > 4, "{line}");
    }
}

#[test]
fn one_chart_is_written_as_the_file_that_is_asked_for() {
    let desk = desk();
    for (file, start) in
        [("a.png", &b"\x89PNG\r\n"[..]), ("a.svg", b"<svg "), ("a.pdf", b"%PDF-1.7"), ("a.csv", b"Focus area,")]
    {
        let run = desk.run(&["chart", "focus-area-shares", "--size", "8cm", "-o", file]);
        assert_eq!(code(&run), 0, "{}", complained(&run));
        assert_eq!(told(&run), format!("Wrote {file}\n"));
        let bytes = fs::read(desk.at(file)).expect("it is there");
        assert!(bytes.starts_with(start), "{file}");
    }
    let run = desk.run(&["chart", "bridge", "--format", "svg-outlines", "-o", "office.svg", "--size", "slide"]);
    assert_eq!(code(&run), 0, "{}", complained(&run));
    let text = fs::read_to_string(desk.at("office.svg")).expect("it is there");
    assert!(text.contains("viewBox=\"0 0 1280 720\"") && !text.contains("<text"));
    let run = desk.run(&["chart", "focus-area-shares", "--format", "csv"]);
    assert_eq!(run.stdout, fs::read(desk.at("a.csv")).expect("it is there"));
}

#[test]
fn a_bare_chart_has_no_words_around_it() {
    let desk = desk();
    let titled = |arguments: &[&str]| {
        let run = desk.run(&[&["chart", "focus-area-shares", "--format", "svg"], arguments].concat());
        assert_eq!(code(&run), 0, "{}", complained(&run));
        let text = told(&run);
        (text.contains(">Source: "), text.contains("mm\""), text.contains("<title id="))
    };
    assert_eq!(titled(&[]), (true, true, true));
    assert_eq!(titled(&["--bare"]), (false, false, true));
    let run = desk.run(&["chart", "focus-area-shares", "--bare"]);
    assert_eq!(code(&run), 2);
    assert!(complained(&run).contains("`--bare` is for files"), "{}", complained(&run));
}

#[test]
fn a_file_is_replaced_only_if_that_is_said() {
    let desk = desk();
    fs::write(desk.at("shares.pdf"), "mine").expect("it can be written");
    let write = ["chart", "focus-area-shares", "-o", "shares.pdf"];
    let run = desk.run(&write);
    assert_eq!(code(&run), 2);
    let complaint = complained(&run);
    let expected = "error: shares.pdf is there already; choose another name, or add `--replace` if it is a file\n";
    assert!(complaint.ends_with(expected), "{complaint}");
    assert_eq!(fs::read(desk.at("shares.pdf")).expect("it is there"), b"mine");
    let run = desk.run(&[&write[..], &["--replace"]].concat());
    assert_eq!(code(&run), 0, "{}", complained(&run));
    assert!(fs::read(desk.at("shares.pdf")).expect("it is there").starts_with(b"%PDF"));
    fs::create_dir(desk.at("folder.pdf")).expect("it is new");
    let run = desk.run(&["chart", "focus-area-shares", "-o", "folder.pdf", "--replace"]);
    assert_eq!(code(&run), 2);
    let left = fs::read_dir(desk.at("")).expect("it is there").count();
    assert_eq!(left, 3, "nothing temporary stays");
}

#[test]
fn no_chart_is_put_among_the_inputs() {
    let desk = desk();
    for file in ["inputs/shares.csv", "inputs/2024.csv", "elsewhere/../inputs/shares.csv"] {
        fs::create_dir_all(desk.at("elsewhere")).expect("there is room");
        let run = desk.run(&["chart", "focus-area-shares", "-o", file, "--replace"]);
        assert_eq!(code(&run), 2, "{file}");
        let complaint = complained(&run);
        assert!(
            complaint.contains("would lie among the inputs in inputs, and be taken for one of them"),
            "{complaint}"
        );
        assert!(!desk.at(file).exists(), "{file} is not written");
    }
    assert_eq!(code(&desk.run(&["build"])), 0);
    let run = desk.run(&["chart", "focus-area-shares", "-o", "output/2024/charts/mine.svg"]);
    let complaint = complained(&run);
    assert!(code(&run) == 2 && complaint.contains("would lie in the report in "), "{complaint}");
    assert_eq!(code(&desk.run(&["build"])), 0, "the report is as it was made");
}

#[test]
fn what_cannot_be_shown_is_told_in_plain_words() {
    let desk = desk();
    let complaint = |arguments: &[&str], expected: i32| {
        let run: Output = desk.run(arguments);
        assert_eq!(code(&run), expected, "{arguments:?}: {}", complained(&run));
        assert!(run.stdout.is_empty(), "{arguments:?}");
        complained(&run)
    };
    let typed = complaint(&["chart", "focus-area-share"], 2);
    assert!(
        typed.ends_with("error: there is no exhibit `focus-area-share`; did you mean `focus-area-shares`?\n"),
        "{typed}"
    );
    let unknown = complaint(&["chart", "population"], 2);
    assert!(EXHIBITS.iter().all(|name| unknown.contains(name)) && unknown.contains("; there are "), "{unknown}");
    let ending = complaint(&["chart", "bridge", "-o", "bridge.doc"], 2);
    assert!(ending.contains("does not end in .png, .svg, .pdf or .csv"), "{ending}");
    let bytes = complaint(&["chart", "bridge", "--format", "png"], 2);
    assert!(bytes.contains("-o FILE"), "{bytes}");
    let year = complaint(&["chart", "bridge", "--year", "1999"], 2);
    assert!(year.contains("there is no snapshot of 1999"), "{year}");
    let from = complaint(&["chart", "bridge", "--from", "2022"], 2);
    assert!(from.contains("is not before"), "{from}");
    let first = complaint(&["chart", "bridge", "--year", "2021"], 2);
    assert!(first.contains("there is no exhibit `bridge`"), "{first}");
}

/// What an edition leaves out is an exhibit all the same, and says what is missing.
#[test]
fn what_an_edition_leaves_out_says_what_is_missing() {
    for (inputs, name, year, sentence) in [
        ("tests/cases/restated/inputs", "partners-by-country", "2022", "No partnership can be traced in 2022."),
        ("inputs", "progress-by-city", "2021", "No list of the projects of 2021 is public"),
    ] {
        let run = Desk::with(inputs).run(&["chart", name, "--year", year]);
        assert_eq!(code(&run), 1, "{name}");
        let start = format!("error: there is nothing to draw for {name} of {year}: {sentence}");
        assert!(complained(&run).contains(&start), "{}", complained(&run));
    }
}

#[test]
fn a_character_that_no_typeface_has_is_told_with_its_code_point() {
    let desk = desk();
    desk.edit("framework.yaml", "name: Roads & Rails", "name: Roads 漢 Rails");
    let run = desk.run(&["chart", "focus-area-shares", "-o", "shares.pdf"]);
    assert_eq!(code(&run), 1);
    assert!(complained(&run).contains("no typeface has the character \"漢\" (U+6F22)"), "{}", complained(&run));
    assert!(!desk.at("shares.pdf").exists());
    let run = desk.run(&["build"]);
    assert_eq!(code(&run), 1);
    assert!(complained(&run).contains("(U+6F22)"), "{}", complained(&run));
}

/// The files of a pack, by their path inside it.
fn pack(desk: &Desk) -> BTreeSet<String> {
    let folder = desk.at("output/2022/pack");
    let inside = |path: &PathBuf| path.strip_prefix(&folder).ok().map(|path| path.to_string_lossy().into_owned());
    desk.output().keys().filter_map(inside).collect()
}

#[test]
fn a_pack_holds_every_exhibit_and_a_page_that_leads_to_all_of_it() {
    let desk = desk();
    assert_eq!(code(&desk.run(&["build"])), 0);
    let before = desk.output();
    let run = desk.run(&["charts", "--year", "2022"]);
    assert_eq!(code(&run), 0, "{}", complained(&run));
    let last = told(&run).lines().last().unwrap_or_default().to_owned();
    assert_eq!(last, format!("Open {}", Path::new("output/2022/pack/index.html").display()));
    let after = desk.output();
    for (path, bytes) in before.iter().filter(|(path, _)| !path.ends_with(".ascn-report")) {
        // The edition's list of its files names those of the pack from now on.
        if path.ends_with("2022/manifest.json") {
            continue;
        }
        assert!(after.get(path) == Some(bytes), "{} stays as it was", path.display());
    }
    let files = pack(&desk);
    for name in EXHIBITS {
        let name = if name == "bridge" || name == "focus-area-changes" {
            format!("{name}-2021-2022")
        } else {
            name.to_owned()
        };
        for size in ["8cm", "16cm", "slide"] {
            for end in [".png", ".svg", "-outlines.svg", ".pdf"] {
                assert!(files.contains(&format!("{name}/{name}-{size}{end}")), "{name}, {size}, {end}");
            }
        }
        let text = fs::read_to_string(desk.at(&format!("output/2022/pack/{name}/{name}.txt"))).expect("it is there");
        for part in ["\nCaption\n", "\nAlternative text\n", "\nLong description\n"] {
            assert!(text.contains(part), "{name}: {part}");
        }
    }
    let page = fs::read_to_string(desk.at("output/2022/pack/index.html")).expect("it is there");
    let links: BTreeSet<String> =
        page.split(" href=\"").skip(1).map(|part| part.split('"').next().unwrap_or_default().to_owned()).collect();
    for file in files.iter().filter(|file| *file != "index.html") {
        assert!(links.contains(file), "the page does not lead to {file}");
    }
    for link in links.iter().filter(|link| !link.starts_with('#')) {
        assert!(desk.at("output/2022/pack").join(link).is_file(), "{link} leads nowhere");
    }
    for tag in ["<script", "<img", "<link", " src=", "http://", "style=\""] {
        let found = page.replace("http://www.w3.org/2000/svg", "").contains(tag);
        assert!(!found, "the page has {tag}");
    }
}

#[test]
fn a_pack_that_stands_is_made_anew_with_its_edition() {
    let desk = desk();
    assert_eq!(code(&desk.run(&["charts", "--year", "2022"])), 0);
    let first = desk.output();
    assert_eq!(code(&desk.run(&["build", "--year", "2022"])), 0);
    assert!(first == desk.output(), "the same inputs give the same files");
    assert_eq!(code(&desk.run(&["build", "--year", "2021"])), 0);
    assert!(!pack(&desk).is_empty(), "the pack of another year stays");
    assert_eq!(code(&desk.run(&["build"])), 0);
    let again = desk.output();
    for (path, bytes) in &first {
        let inside = path.strip_prefix(desk.at("output")).expect("it is inside");
        if inside.starts_with("2022") {
            assert!(again.get(path) == Some(bytes), "{}", inside.display());
        }
    }
    desk.edit("framework.yaml", "name: Roads & Rails", "name: Quiet Places");
    assert_eq!(code(&desk.run(&["build"])), 0);
    let data = desk.at("output/2022/pack/focus-area-shares/focus-area-shares.csv");
    assert!(fs::read_to_string(data).expect("it is there").contains("Quiet Places"));
}

/// What fits no slide stops nothing: the pack holds the other sizes and says which one is missing.
#[test]
fn a_slide_that_nothing_fits_on_is_left_out_and_told() {
    let desk = desk();
    let mut programmes = String::from("sources:\n  - id: paper\n    document: Example paper\nprogrammes:\n");
    programmes += "  - id: listed\n    name: Programme | <P>\n    kind: programme\n    facts: []\n";
    for number in 0..90 {
        let start = format!("  - id: example-{number}\n    name: Example Programme {number}\n    kind: programme\n");
        let fact = format!("      - date: {}\n        what: Begins\n", 2021 + number % 2);
        programmes.extend([&start, "    facts:\n", &fact, "        confidence: published\n        source: paper\n"]);
    }
    fs::write(desk.at("inputs/programmes.yaml"), programmes).expect("it can be written");
    let run = desk.run(&["charts", "--year", "2022"]);
    assert_eq!(code(&run), 0, "{}", complained(&run));
    let files = pack(&desk);
    let name = "programme-timeline";
    assert!(files.contains(&format!("{name}/{name}-16cm.png")) && files.contains(&format!("{name}/{name}-8cm.pdf")));
    assert!(!files.iter().any(|file| file.contains("timeline-slide")), "{files:?}");
    assert!(files.contains("focus-area-shares/focus-area-shares-slide.png"));
    let read = |path: &str| fs::read_to_string(desk.at("output/2022").join(path)).expect("it is there");
    assert!(read(&format!("pack/{name}/{name}.txt")).contains("There is no slide: it is too large for that."));
    assert_eq!(read("pack/index.html").matches("There is no slide").count(), 1);
    assert!(!read("pack/index.html").contains("timeline-slide"));
    assert_eq!(read("report.html").matches("for a slide it is too large").count(), 1);
    let run = desk.run(&["chart", name, "--size", "slide", "-o", "slide.png"]);
    assert_eq!(code(&run), 1);
    assert!(complained(&run).contains("does not fit the slide"), "{}", complained(&run));
}

/// A slide that shows less than pages do has its own words in the pack.
#[test]
fn a_pack_has_the_words_of_a_slide_that_shows_less() {
    let run = Desk::with("inputs");
    assert_eq!(code(&run.run(&["charts", "--year", "2024"])), 0);
    let read = |path: &str| fs::read_to_string(run.at("output/2024/pack").join(path)).expect("it is there");
    for (name, page, slide) in [
        ("cities-and-focus-areas", "has projects in 22 of 31 cities", "has projects in all 10 Member States"),
        (
            "progress-by-city",
            "6 of 31 cities list a completed project",
            "5 of 10 Member States list a completed project",
        ),
    ] {
        let text = read(&format!("{name}/{name}.txt"));
        let (before, after) = text.split_once("Caption there").unwrap_or_else(|| panic!("{text}"));
        assert!(before.contains(page) && !before.contains(slide), "{before}");
        assert!(after.contains(slide) && !after.contains("cities"), "{after}");
        assert!(read("index.html").contains(slide));
        for (size, said) in [("16cm", page), ("slide", slide)] {
            assert!(read(&format!("{name}/{name}-{size}.svg")).contains(said), "{name}, {size}");
        }
    }
}

#[test]
fn data_are_written_so_that_programs_read_them() {
    let run = desk().run(&["chart", "bridge", "--format", "csv"]);
    let text = told(&run);
    let rows: Vec<&str> = text.lines().collect();
    assert!(rows.len() > 2, "{text}");
    for row in rows.iter().skip(1) {
        let number = row.split(',').nth(1).unwrap_or_default();
        assert!(number.parse::<i64>().is_ok(), "{row}");
    }
}
