//! The built pages in a real browser: rules of accessibility, receipts by click and by keyboard, nothing from the network.
//!
//! `browser/install.sh` puts the browser and two pinned packages in place, `browser/check.mjs` drives them.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cli::Desk;

/// The pages that are tried: an edition, one known by totals only, a comparison, the index, and the briefs of a city and of
/// a member state with many projects, with their index.
const PAGES: [&str; 7] = [
    "2024/report.html",
    "2021/report.html",
    "compare-2023-2024/report.html",
    "index.html",
    "2024/briefs/cities/siem-reap.html",
    "2024/briefs/member-states/thailand.html",
    "2024/briefs/index.html",
];

/// The briefs that are tried on paper: all of the newest edition, and those of the member states of one with a long way back
/// to the list before.
fn briefs(desk: &Desk) -> Vec<PathBuf> {
    let is_brief = |path: &PathBuf| {
        let path = path.to_string_lossy().replace('\\', "/");
        let is_of = ["/2024/briefs/", "/2022/briefs/member-states/"].iter().any(|folder| path.contains(folder));
        is_of && path.ends_with(".html") && !path.ends_with("index.html")
    };
    desk.output().into_keys().filter(is_brief).collect()
}

#[test]
fn the_pages_hold_in_a_browser() {
    let desk = Desk::with("inputs");
    assert_eq!(desk.run(&["build", "--briefs"]).status.code(), Some(0));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let packages = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser");
    let installed = Command::new("bash").arg(root.join("tests/browser/install.sh")).arg(&packages).output();
    let installed = installed.expect("bash runs");
    assert!(installed.status.success(), "not installed:\n{}", String::from_utf8_lossy(&installed.stderr));
    let pages = PAGES.map(|page| desk.at("output").join(page));
    let checked = Command::new("node")
        .arg(root.join("tests/browser/check.mjs"))
        .arg(&packages)
        .args(pages)
        .arg("--paper")
        .args(briefs(&desk))
        .output();
    let checked = checked.expect("Node.js runs");
    let said = String::from_utf8_lossy(&checked.stdout);
    assert!(checked.status.success(), "{said}{}", String::from_utf8_lossy(&checked.stderr));
    assert!(said.contains(" claims, 0 faults"), "{said}");
}
