//! The table of rules and the fixtures are of one piece.

use super::fixture;
use ascn_report::diagnostic::Severity;
use ascn_report::rules::RULES;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn every_rule_has_fixtures_and_every_folder_a_rule() {
    let ruled: BTreeSet<String> = RULES.iter().map(|rule| rule.code.to_owned()).collect();
    let kept: BTreeSet<String> = fixture::codes().into_iter().collect();
    let bare: Vec<&String> = ruled.difference(&kept).collect();
    assert!(bare.is_empty(), "rules without a folder in tests/rejects: {bare:?}");
    let stray: Vec<&String> = kept.difference(&ruled).collect();
    assert!(stray.is_empty(), "folders of no rule: {stray:?}");
    for code in kept {
        let marks = |wanted: &fixture::Fixture| wanted.expected.iter().any(|r| r.mark.ends_with(&format!("[{code}]")));
        let own: Vec<fixture::Fixture> =
            fixture::all().into_iter().filter(|f| f.name.starts_with(&format!("{code}/"))).collect();
        assert!(!own.is_empty(), "{code} has no fixture");
        let unmarked: Vec<&String> = own.iter().filter(|f| !marks(f)).map(|f| &f.name).collect();
        assert!(unmarked.is_empty(), "these do not mark their own rule: {unmarked:?}");
    }
}

#[test]
fn rules_are_named_once_and_say_why() {
    let mut seen = BTreeSet::new();
    for rule in RULES {
        assert!(seen.insert(rule.code), "{} is there twice", rule.code);
        let parts_are_plain = rule
            .code
            .split('-')
            .all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'8'));
        assert!(parts_are_plain, "{} is not in kebab-case", rule.code);
        assert!(!rule.broken.is_empty() && !rule.mended.is_empty(), "{} has no examples", rule.code);
        assert_ne!(rule.broken, rule.mended, "{}", rule.code);
        assert!(rule.why.ends_with('.'), "{}: “{}” is not a sentence", rule.code, rule.why);
    }
}

#[test]
fn every_fault_in_the_code_is_in_the_table() {
    let mut used: BTreeMap<String, BTreeSet<Severity>> = BTreeMap::new();
    for path in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        let text = fs::read_to_string(&path).unwrap_or_default();
        for (call, severity) in
            [(".error(", Severity::Error), (".warning(", Severity::Warning), (".absent(", Severity::Error)]
        {
            for (at, _) in text.match_indices(call) {
                let Some(rest) = text[at + call.len()..].trim_start().strip_prefix('"') else { continue };
                let code = rest.split('"').next().unwrap_or_default();
                used.entry(code.to_owned()).or_default().insert(severity);
            }
        }
    }
    let table: BTreeMap<String, BTreeSet<Severity>> =
        RULES.iter().map(|rule| (rule.code.to_owned(), BTreeSet::from([rule.severity]))).collect();
    assert_eq!(used, table, "left: the faults that the code notes; right: the table of rules");
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for name in fixture::names(folder) {
        let path = folder.join(name);
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
    files
}
