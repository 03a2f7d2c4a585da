//! How much a run says of itself: all, more, or nothing but what is wrong.

use crate::cli::{Desk, code, complained, told};

fn desk() -> Desk {
    Desk::with("tests/cases/one-year/inputs")
}

#[test]
fn a_quiet_run_says_nothing_but_what_is_wrong() {
    let desk = desk();
    for command in [&["build", "--quiet"][..], &["check", "-q"], &["--quiet", "charts", "--year", "2024"]] {
        let run = desk.run(command);
        assert_eq!((code(&run), told(&run), complained(&run)), (0, String::new(), String::new()), "{command:?}");
    }
    assert!(desk.at("output/2024/pack/index.html").is_file());
    // What was asked for is told all the same.
    for command in [&["chart", "--list", "-q"][..], &["explain", "stray-file", "-q"], &["verify", "-q"]] {
        assert!(!told(&desk.run(command)).is_empty(), "{command:?}");
    }
    let json = desk.run(&["check", "--format", "json", "--quiet"]);
    assert_eq!(told(&json).trim(), "[]");
    desk.edit("2024.yaml", "as_of: 2024", "as_of: 2025");
    let run = desk.run(&["build", "--quiet"]);
    assert_eq!((code(&run), told(&run)), (1, String::new()));
    assert!(complained(&run).contains("error[cut-off-outside-year]"), "{}", complained(&run));
}

#[test]
fn a_verbose_run_says_how_long_each_step_took() {
    let desk = desk();
    let run = desk.run(&["build", "--verbose"]);
    let (said, times) = (told(&run), complained(&run));
    assert!(code(&run) == 0 && said.contains("Wrote "), "{said}");
    let step = |line: &str| {
        let (seconds, step) = line.trim_start().split_once(" s  ").expect("a time and a step");
        assert!(seconds.parse::<f64>().is_ok_and(|seconds| (0.0..3600.0).contains(&seconds)), "{line}");
        step.to_owned()
    };
    let steps: Vec<String> = times.lines().map(step).collect();
    let expected = ["reading the inputs", "measuring", "making editions", "listing the files", "writing", "in all"];
    assert_eq!(steps, expected);
    // Nothing of it goes where the output of other programs is read.
    assert!(!said.contains(" s  "), "{said}");
    let both = desk.run(&["build", "--verbose", "--quiet"]);
    assert_eq!(code(&both), 2, "they contradict each other");
}

/// A table of projects that is cut short looks like one.
#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_told_whole_is_no_success() {
    let desk = desk();
    for command in [&["explain", "stray-file"][..], &["seal", "2024"], &["check", "--format", "json"], &["build"]] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has one");
        let run = desk.command(command).stdout(full).output().expect("it starts");
        assert_eq!(code(&run), 2, "{command:?}");
        assert!(complained(&run).contains("could not be written whole: the disk is full"), "{}", complained(&run));
    }
    assert!(desk.at("output/index.html").is_file(), "the report is made all the same");
}

#[test]
fn a_run_that_nobody_watches_shows_no_progress() {
    let run = desk().run(&["build"]);
    assert_eq!((code(&run), complained(&run)), (0, String::new()));
    assert!(!told(&run).contains('\r') && !told(&run).contains('\u{1b}'), "{}", told(&run));
}
