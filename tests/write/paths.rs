//! Paths that a bundle does not take.

use super::*;

#[test]
fn paths_that_some_disk_cannot_hold() {
    let bad = [
        "",
        "/",
        "/a",
        "a/",
        "a//b",
        ".",
        "..",
        "a/..",
        "../a",
        "a/./b",
        "a\\b",
        "C:a",
        "c:/a",
        "a:b",
        "a\0b",
        "a\nb",
        "a\u{7f}",
        "\u{1b}[2J",
        " a",
        "a ",
        "a /b",
        "a/ b",
        "a.",
        "a./b",
        "...",
        ".a",
        "a/.b",
        ".gitignore",
        ".ascn-report",
        "CON",
        "con",
        "nul.txt",
        "a/NUL .tar.gz",
        "Com1",
        "lpt9.svg",
        "AUX/a",
        "conin$",
        "caf\u{e9}",
        "a\u{202e}b",
        "a*b",
        "a?b",
        "a|b",
        "a<b",
        "a>b",
        "a\"b",
    ];
    for path in bad {
        let mut bundle = Bundle::new();
        let fault = bundle.add(path, Vec::new()).expect_err(path);
        assert!(matches!(fault, BundleError::Path { .. }), "{path:?}");
        assert!(fault.to_string().chars().all(|letter| (' '..='~').contains(&letter) || letter == '\u{e9}'), "{fault}");
        assert_eq!(bundle, Bundle::new());
    }
    for path in ["a", "a b/c.d.e", "console", "com", "com10", "nula/b-c_d", "100%25", "a+b (1), c's #2.html"] {
        Bundle::new().add(path, Vec::new()).expect(path);
    }
}

#[test]
fn paths_that_clash() {
    let clash = |first: &str, second: &str| {
        let mut bundle = bundle(&[(first, "first")]);
        let fault = bundle.add(second, b"second".to_vec()).expect_err("they clash");
        assert_eq!(bundle.files().collect::<Vec<_>>(), [(first, &b"first"[..])]);
        fault
    };
    assert!(matches!(clash("a/b", "a/b"), BundleError::Twice { .. }));
    assert!(matches!(clash("a/b", "a/B"), BundleError::Case { .. }));
    assert!(matches!(clash("a/b", "A/c"), BundleError::Case { .. }));
    assert!(matches!(clash("a/b/c", "a/B"), BundleError::Case { .. }));
    assert!(matches!(clash("a/b", "a"), BundleError::Both { .. }));
    assert!(matches!(clash("a", "a/b"), BundleError::Both { .. }));
    let fault = clash("en/Index.html", "en/index.html");
    assert_eq!(
        fault.to_string(),
        r#"the file "en/index.html" cannot be made: "en/index.html" and "en/Index.html" differ only by letter case"#
    );
}
