//! What other people's packages are let in: licences, sources, versions that stand twice, packages that are not wanted,
//! and advisories, all from files of the project and without a network.
//!
//! `packages/rules.yaml` says what is allowed and why; `packages/advisories.yaml` is a dated copy of what the `RustSec`
//! Advisory Database says of the packages in `Cargo.lock`. A package that was never looked up there fails the test.

use semver::{Version, VersionReq};
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|fault| panic!("{path}: {fault}"))
}

/// A package of Cargo.lock.
#[derive(Debug)]
struct Locked {
    name: String,
    version: Version,
    source: Option<String>,
    has_checksum: bool,
}

fn locked() -> Vec<Locked> {
    let text = read("Cargo.lock");
    let blocks = text.split("[[package]]").skip(1);
    let packages = blocks.map(|block| {
        let value = |key: &str| {
            let line = block.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""));
            line.and_then(|line| line.strip_suffix('"')).map(str::to_owned)
        };
        Locked {
            name: value("name").expect("a name"),
            version: value("version").expect("a version").parse().expect("a version"),
            source: value("source"),
            has_checksum: value("checksum").is_some_and(|sum| sum.len() == 64),
        }
    });
    packages.collect()
}

#[derive(Deserialize)]
struct Rules {
    licences: BTreeSet<String>,
    source: String,
    twice: BTreeMap<String, String>,
    unwanted: BTreeMap<String, String>,
    /// Advisories that do not concern this program, each with the reason.
    no_concern: BTreeMap<String, String>,
}

fn rules() -> Rules {
    serde_yaml::from_str(&read("tests/packages/rules.yaml")).expect("the rules are sound")
}

#[derive(Deserialize)]
struct Advisories {
    as_of: String,
    looked_for: BTreeSet<String>,
    #[serde(rename = "advisories")]
    entries: Vec<Advisory>,
}

#[derive(Deserialize)]
struct Advisory {
    id: String,
    package: String,
    kind: String,
    title: String,
    #[serde(default)]
    patched: Vec<String>,
    #[serde(default)]
    unaffected: Vec<String>,
}

fn advisories() -> Advisories {
    serde_yaml::from_str(&read("tests/packages/advisories.yaml")).expect("the advisories are sound")
}

/// Whether an SPDX expression can be met with these licences (SPDX specification 2.3, annex D; the older `/` is `OR`).
fn can_be_met(expression: &str, licences: &BTreeSet<String>) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words: Vec<&str> = spaced.split_whitespace().rev().collect();
    let met = any(&mut words, licences);
    met && words.is_empty()
}

fn any(words: &mut Vec<&str>, licences: &BTreeSet<String>) -> bool {
    let mut met = all(words, licences);
    while words.last() == Some(&"OR") {
        words.pop();
        met |= all(words, licences);
    }
    met
}

fn all(words: &mut Vec<&str>, licences: &BTreeSet<String>) -> bool {
    let mut met = one(words, licences);
    while words.last() == Some(&"AND") {
        words.pop();
        met &= one(words, licences);
    }
    met
}

fn one(words: &mut Vec<&str>, licences: &BTreeSet<String>) -> bool {
    if words.last() == Some(&"(") {
        words.pop();
        let met = any(words, licences);
        return words.pop() == Some(")") && met;
    }
    let mut licence = words.pop().unwrap_or_default().to_owned();
    if words.last() == Some(&"WITH") {
        words.pop();
        licence = format!("{licence} WITH {}", words.pop().unwrap_or_default());
    }
    licences.contains(&licence)
}

#[test]
fn an_expression_of_licences_is_met_or_not() {
    let licences = ["MIT", "Apache-2.0 WITH LLVM-exception", "Zlib"].map(str::to_owned).into();
    for (expression, met) in [
        ("MIT", true),
        ("GPL-3.0", false),
        ("MIT OR GPL-3.0", true),
        ("GPL-3.0 OR MIT", true),
        ("MIT AND GPL-3.0", false),
        ("MIT/GPL-3.0", true),
        ("(GPL-3.0 OR MIT) AND Zlib", true),
        ("GPL-3.0 OR MIT AND Zlib", true),
        ("MIT AND (GPL-3.0 OR LGPL-3.0)", false),
        ("Apache-2.0 WITH LLVM-exception", true),
        ("Apache-2.0", false),
        ("", false),
        ("MIT Zlib", false),
    ] {
        assert_eq!(can_be_met(expression, &licences), met, "{expression}");
    }
}

/// The licences of all packages that are built on this machine; those of other systems are not there to be read.
#[test]
fn every_package_may_be_used() {
    let host = Command::new(std::env::var("RUSTC").unwrap_or("rustc".to_owned())).arg("-vV").output().expect("rustc");
    let host = String::from_utf8(host.stdout).expect("text");
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--offline", "--format-version", "1", "--filter-platform", host])
        .current_dir(root())
        .output()
        .expect("cargo");
    assert!(metadata.status.success(), "{}", String::from_utf8_lossy(&metadata.stderr));
    let metadata: Value = serde_json::from_slice(&metadata.stdout).expect("JSON");
    let packages = metadata["packages"].as_array().expect("a list");
    assert!(packages.len() > 50, "only {} packages", packages.len());
    let licences = rules().licences;
    for package in packages.iter().filter(|package| !package["source"].is_null()) {
        let licence = package["license"].as_str().unwrap_or_default();
        assert!(can_be_met(licence, &licences), "{} is under {licence:?}", package["name"]);
    }
}

#[test]
fn every_package_comes_from_the_registry_with_its_sum() {
    let rules = rules();
    for package in locked().iter().filter(|package| package.name != env!("CARGO_PKG_NAME")) {
        assert_eq!(package.source.as_deref(), Some(rules.source.as_str()), "{}", package.name);
        assert!(package.has_checksum, "{}", package.name);
    }
}

#[test]
fn no_package_stands_twice_but_those_with_a_reason() {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for package in locked() {
        *counts.entry(package.name).or_default() += 1;
    }
    let twice: Vec<&String> = counts.iter().filter(|(_, count)| **count > 1).map(|(name, _)| name).collect();
    let rules = rules();
    assert_eq!(twice, rules.twice.keys().collect::<Vec<_>>());
    assert!(rules.twice.values().chain(rules.unwanted.values()).all(|why| why.len() > 20), "each has its reason");
}

#[test]
fn no_unwanted_package_is_there() {
    let unwanted = rules().unwanted;
    for package in locked() {
        assert_eq!(unwanted.get(&package.name), None, "{}", package.name);
    }
}

/// Whether a version is neither repaired nor older than the fault.
fn is_affected(advisory: &Advisory, version: &Version) -> bool {
    let holds = |list: &[String]| {
        list.iter().any(|range| {
            VersionReq::parse(range).unwrap_or_else(|_| panic!("{}: {range}", advisory.id)).matches(version)
        })
    };
    !holds(&advisory.patched) && !holds(&advisory.unaffected)
}

#[test]
fn no_advisory_concerns_a_version_in_use() {
    let (known, rules) = (advisories(), rules());
    let mut seen = BTreeSet::new();
    for package in locked().iter().filter(|package| package.name != env!("CARGO_PKG_NAME")) {
        let name = &package.name;
        assert!(known.looked_for.contains(name), "{name} was not looked up among the advisories of {}", known.as_of);
        for advisory in known.entries.iter().filter(|advisory| advisory.package == *name) {
            let is_bad = is_affected(advisory, &package.version) && !rules.no_concern.contains_key(&advisory.id);
            assert!(!is_bad, "{name} {}: {} ({}): {}", package.version, advisory.id, advisory.kind, advisory.title);
            seen.insert(advisory.id.as_str());
        }
    }
    assert_eq!(seen.len(), known.entries.len(), "every advisory names a package in use");
    for (id, why) in &rules.no_concern {
        assert!(seen.contains(id.as_str()) && why.len() > 20, "{id} needs a reason, and to be there");
    }
}

/// The look would find something: an earlier version of a package in use had a fault.
#[test]
fn an_advisory_is_found_where_it_concerns() {
    let known = advisories();
    let repaired = known.entries.iter().find(|advisory| !advisory.patched.is_empty() && advisory.unaffected.is_empty());
    let repaired = repaired.expect("one that was repaired");
    assert!(is_affected(repaired, &Version::new(0, 0, 1)), "{}", repaired.id);
}

/// Every package of the file is seen by the looks above.
#[test]
fn the_lock_file_is_read_whole() {
    let names = read("Cargo.lock").matches("\nname = ").count();
    assert_eq!(locked().len(), names);
}
