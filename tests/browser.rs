//! The built pages in a real browser: rules of accessibility, receipts by click and by keyboard, nothing from the network.
//!
//! `browser/install.sh` puts the browser and two pinned packages in place, `browser/check.mjs` drives them.

use std::path::Path;
use std::process::Command;

use crate::cli::Desk;

/// The pages that are tried: an edition, one known by totals only, a comparison, and the index.
const PAGES: [&str; 4] = ["2024/report.html", "2021/report.html", "compare-2023-2024/report.html", "index.html"];

#[test]
fn the_pages_hold_in_a_browser() {
    let desk = Desk::with("inputs");
    assert_eq!(desk.run(&["build"]).status.code(), Some(0));
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let packages = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser");
    let installed = Command::new("bash").arg(root.join("tests/browser/install.sh")).arg(&packages).output();
    let installed = installed.expect("bash runs");
    assert!(installed.status.success(), "not installed:\n{}", String::from_utf8_lossy(&installed.stderr));
    let pages = PAGES.map(|page| desk.at("output").join(page));
    let checked = Command::new("node").arg(root.join("tests/browser/check.mjs")).arg(&packages).args(pages).output();
    let checked = checked.expect("Node.js runs");
    let said = String::from_utf8_lossy(&checked.stdout);
    assert!(checked.status.success(), "{said}{}", String::from_utf8_lossy(&checked.stderr));
    assert!(said.contains(" claims, 0 faults"), "{said}");
}
