//! Tables that README has from a measurement.

use std::path::Path;

/// Puts a table between the marks of that name in README.md.
pub(crate) fn renew(name: &str, table: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = std::fs::read_to_string(&path).expect("README.md is there");
    let (start, end) = (format!("<!-- {name} -->"), format!("<!-- end of {name} -->"));
    let (before, rest) = text.split_once(&start).expect("README.md marks where the table begins");
    let (_, after) = rest.split_once(&end).expect("README.md marks where it ends");
    std::fs::write(path, format!("{before}{start}\n\n{table}\n{end}{after}")).expect("README.md can be written");
}
