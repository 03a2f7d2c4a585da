//! What a person asks of the writer: to set an old report aside, or to stop.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{ALONE, Blow, EXCHANGE, Exchange, PLAN, REPLACING, ROOT, TOUCH, Tree};
use super::{Keep, WriteError, Written, bundle, names, tree, write, write_new, write_old};

/// A report in which a person has added a file and changed another, and what the next run is to leave of it.
fn touch_old(root: &Path) -> Tree {
    fs::write(root.join("out/mine.txt"), "mine").expect("the folder is there");
    fs::write(root.join("out/en/index.html"), "corrected").expect("the folder is there");
    tree(&root.join("out"))
}

pub(super) fn replace(root: &Path) -> Result<Written, WriteError> {
    let new = bundle(&[("en/index.html", "new"), ("en/data/b.csv", "1")]);
    write(&new, &root.join("out"), &root.join("inputs"), &Keep::Aside)
}

/// The tree that `replace` leaves.
fn replaced_tree() -> Tree {
    let root = tempfile::tempdir().expect("there is room");
    write_old(root.path());
    replace(root.path()).expect("nothing is rigged");
    tree(&root.path().join("out"))
}

/// What may lie beside the report after one was set aside.
const WITH_OLD: [&str; 3] = ["inputs", "out", "out-set-aside-1"];

fn each_touch_fails_while_setting_aside(exchange: Exchange) {
    EXCHANGE.set(exchange);
    let new = replaced_tree();
    for n in 0.. {
        let root = tempfile::tempdir().expect("there is room");
        write_old(root.path());
        let old = touch_old(root.path());
        let (out, aside) = (root.path().join("out"), root.path().join("out-set-aside-1"));

        PLAN.set(Some((n, Blow::Error)));
        let result = replace(root.path());
        let came_through = PLAN.take().is_some();
        match &result {
            Err(fault) => {
                assert_eq!(
                    (tree(&out), names(root.path())),
                    (old.clone(), ALONE.map(str::to_owned).to_vec()),
                    "{n}: {fault}"
                );
            }
            Ok(written) if written.notes.is_empty() => {
                assert_eq!((tree(&out), tree(&aside)), (new.clone(), old.clone()), "touch {n}");
                assert_eq!(written.set_aside.as_deref(), aside.canonicalize().ok().as_deref());
            }
            Ok(_) => assert_eq!(tree(&out), new, "touch {n}"),
        }
        replace(root.path()).expect("nothing is rigged any more");
        assert_eq!((tree(&out), tree(&aside)), (new.clone(), old), "touch {n}");
        assert_eq!(names(root.path()), WITH_OLD, "touch {n}");
        if came_through {
            assert!(n > 40, "the rig must reach every touch, not only {n}");
            return;
        }
    }
}

#[test]
fn a_failing_disk_never_costs_what_a_person_made() {
    each_touch_fails_while_setting_aside(Exchange::Works);
}

#[test]
fn a_failing_disk_without_exchange_never_costs_what_a_person_made() {
    each_touch_fails_while_setting_aside(Exchange::Missing);
}

#[test]
fn a_killed_run_never_costs_what_a_person_made() {
    let new = replaced_tree();
    for n in 0.. {
        let root = tempfile::tempdir().expect("there is room");
        write_old(root.path());
        let old = touch_old(root.path());
        let out = root.path().join("out");
        let mut child = Command::new(std::env::current_exe().expect("this test is a program"));
        child.args(["write::rigged::victim", "--exact"]).env(ROOT, root.path()).env(TOUCH, n.to_string());
        let survived = child.env(REPLACING, "yes").output().expect("it can be started").status.success();
        assert!([&old, &new].contains(&&tree(&out)), "killed at touch {n}");
        replace(root.path()).expect("the next run mends it");
        assert_eq!((tree(&out), tree(&root.path().join("out-set-aside-1"))), (new.clone(), old), "touch {n}");
        assert_eq!(names(root.path()), WITH_OLD, "touch {n}");
        if survived {
            return;
        }
    }
}

/// A run that is asked to stop leaves everything as it was; whoever asks learns whether one is at work. In a process
/// of its own, because no writer of a process begins after that.
#[test]
fn a_run_that_is_asked_to_stop_leaves_no_trace() {
    let mut child = Command::new(std::env::current_exe().expect("this test is a program"));
    let output = child.args(["write::rigged::asked::stopped", "--exact", "--nocapture"]).env(ROOT, "yes").output();
    let output = output.expect("it can be started");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Not a test by itself: the process that the test above starts.
#[test]
fn stopped() {
    if std::env::var_os(ROOT).is_none() {
        return;
    }
    let root = tempfile::tempdir().expect("there is room");
    write_old(root.path());
    let old = tree(root.path());
    PLAN.set(Some((20, Blow::Stop)));
    let fault = write_new(root.path(), "out").expect_err("it was asked to stop");
    assert!(PLAN.take().is_none() && matches!(fault, WriteError::Stopped), "{fault}");
    assert_eq!(tree(root.path()), old);
    assert!(!crate::write::stop(), "nobody is writing");
    let fault = write_new(root.path(), "out").expect_err("nobody begins any more");
    assert!(matches!(fault, WriteError::Stopped), "{fault}");
    assert_eq!(tree(root.path()), old);
}
