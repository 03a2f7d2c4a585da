//! The program broken off at any moment, and run twice at once: what stands is the old output or the new, whole.
#![cfg(unix)]
#![expect(clippy::disallowed_types, reason = "how long a run takes says when to break one off")]

use crate::cli::Desk;
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::Instant;

type Tree = BTreeMap<PathBuf, Vec<u8>>;

const DOCUMENTS: [&str; 2] = ["Report of the Example Network", "Report of the Example Network, printed again"];

/// A desk whose inputs can be one of two, and the output that each gives.
fn desk() -> (Desk, [Tree; 2]) {
    let desk = Desk::with("tests/cases/one-year/inputs");
    let one = made(&desk);
    turn(&desk, 1);
    let other = made(&desk);
    assert_ne!(one, other);
    (desk, [one, other])
}

fn made(desk: &Desk) -> Tree {
    let output = desk.run(&["build"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    desk.output()
}

/// Gives the desk the inputs of that number.
fn turn(desk: &Desk, to: usize) {
    let line = |of: usize| format!("document: {}\n", DOCUMENTS[of]);
    let path = desk.at("inputs/2024.yaml");
    let text = fs::read_to_string(&path).expect("it can be read");
    fs::write(path, text.replace(&line(1 - to), &line(to))).expect("it can be written");
}

fn start(desk: &Desk) -> Child {
    let mut command = desk.command(&["build"]);
    command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts")
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([name, &child.id().to_string()]).stderr(Stdio::null()).status();
    sent.expect("the system can send signals");
}

/// The names beside the inputs and the output.
fn litter(desk: &Desk) -> Vec<String> {
    let names = fs::read_dir(desk.at("")).expect("the desk is there");
    let names = names.map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned());
    names.filter(|name| !["inputs", "output"].contains(&name.as_str())).collect()
}

/// Breaks off builds, by turns at moments from the first to the last, and as soon as one writes, and looks at what
/// stands after each. The moments are those of this machine: the tests beside the writer hit every one of its touches.
fn broken_off(name: &str, after: impl Fn(&Desk, &Output)) {
    const ROUNDS: u32 = 6;
    let (desk, trees) = desk();
    turn(&desk, 0);
    let begun = Instant::now();
    made(&desk);
    let whole = begun.elapsed();
    let mut broken = 0;
    for round in 0..2 * ROUNDS {
        turn(&desk, usize::from(round % 4 < 2));
        let mut child = start(&desk);
        if round % 2 == 0 {
            sleep(whole * round / (2 * ROUNDS));
        } else {
            while !litter(&desk).iter().any(|name| name.contains("ascn-new")) && is_alive(&mut child) {
                sleep(whole / 500);
            }
            sleep(whole * round / 500);
        }
        signal(&child, name);
        let output = child.wait_with_output().expect("it ends");
        broken += usize::from(!output.status.success());
        assert!(trees.contains(&desk.output()), "round {round}: a mixture stands");
        after(&desk, &output);
    }
    assert!(broken > 0, "no run was broken off");
    made(&desk);
    assert_eq!(litter(&desk), Vec::<String>::new(), "the next run clears what the others left");
}

fn is_alive(child: &mut Child) -> bool {
    child.try_wait().expect("it can be asked").is_none()
}

#[test]
fn a_killed_program_leaves_the_old_output_or_the_new() {
    broken_off("-KILL", |_, _| {});
}

#[test]
fn a_program_that_is_interrupted_leaves_no_trace() {
    for name in ["-INT", "-TERM"] {
        broken_off(name, |desk, output| {
            assert_eq!(litter(desk), Vec::<String>::new());
            // None: the signal came before the program had begun.
            assert!(matches!(output.status.code(), None | Some(0 | 130)), "{output:?}");
        });
    }
}

#[test]
fn programs_at_once_leave_the_output_of_one_of_them() {
    let (desk, trees) = desk();
    for round in 0..2 {
        turn(&desk, round % 2);
        let children: Vec<Child> = (0..3).map(|_| start(&desk)).collect();
        let mut wrote = 0;
        for child in children {
            let output = child.wait_with_output().expect("it ends");
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            match output.status.code() {
                Some(0) => wrote += 1,
                Some(2) => assert!(said.contains("another run") && said.contains("wait until it has ended"), "{said}"),
                other => panic!("{other:?}: {said}"),
            }
        }
        assert!(wrote > 0, "one of them writes");
        assert_eq!(desk.output(), trees[round % 2]);
        assert_eq!(litter(&desk), Vec::<String>::new());
    }
}
