//! Briefs: they stand beside their edition, agree with it, are made alone for an officer, and hold no other city's record.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use ascn_report::bundle::Bundle;
use ascn_report::{Scope, make};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::cli::{Desk, code, complained, told};

/// The cities of the invented network, each with its member state.
const CITIES: [(&str, &str); 3] =
    [("example-city", "exampleland"), ("model-village", "exampleland"), ("sample-town", "samplestan")];

/// A word that no text holds, and that stands for one city.
fn mark(city: &str) -> String {
    format!("Zq{}", city.replace('-', ""))
}

fn inputs(case: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(case).join("inputs")
}

fn read(path: &Path) -> Value {
    serde_yaml::from_str(&fs::read_to_string(path).expect("text")).unwrap_or_else(|error| panic!("{error}"))
}

/// The entries of a list in a file.
fn list<'a>(file: &'a mut Value, key: &str) -> impl Iterator<Item = &'a mut Value> {
    file.get_mut(key).and_then(Value::as_array_mut).into_iter().flatten()
}

/// Puts the word behind the text under each of these keys, or in its place where there is none.
fn put(entry: &mut Value, keys: &[&str], word: &str) {
    for key in keys {
        let text = entry[*key].as_str().map_or_else(|| word.to_owned(), |text| format!("{text} {word}"));
        entry[*key] = text.into();
    }
}

fn mark_snapshot(file: &mut Value) {
    for record in list(file, "records") {
        let word = mark(record["city"].as_str().expect("a city"));
        put(record, &["title", "description", "note"], &word);
        record["confidence"] = json!({ "status": { "level": "inferred", "why": format!("As {word} says.") } });
    }
    for sent in list(file, "returns") {
        let word = mark(sent["city"].as_str().expect("a city"));
        put(sent, &["office"], &word);
    }
}

fn mark_cities(file: &mut Value) {
    for city in list(file, "cities") {
        let word = mark(city["id"].as_str().expect("an id"));
        put(city, &["note"], &word);
        city["local_name"] = word.clone().into();
        city["contact_offices"] = json!([{ "as_of": "2018-07-08", "office": word, "source": "list" }]);
    }
}

/// A partnership with several cities belongs to each of them, and has a word of its own.
fn mark_partnerships(file: &mut Value) {
    for link in list(file, "partnerships") {
        let cities: Vec<&str> =
            link["cities"].as_array().into_iter().flatten().map(|city| city.as_str().expect("an id")).collect();
        let word = match cities.as_slice() {
            [] => "Zqnetwork".to_owned(),
            [one] => mark(one),
            _ => "Zqjoint".to_owned(),
        };
        put(link, &["note"], &word);
    }
}

/// A plan of each city with its word in every text.
fn plans() -> Value {
    let plan = |(city, _): (&str, &str)| {
        let word = mark(city);
        json!({
            "city": city, "as_of": "2020", "vision": word, "focus_areas_as_labelled": [word],
            "focus_areas": ["clear-water"], "mapping": "published", "projects": [], "contact_office": word,
            "source": "plan",
            "targets": [{
                "id": format!("aim-of-{city}"), "text": word, "kind": "number-to-reach", "metric": word, "unit": "benches",
                "baseline": 1, "target": 2, "due": 2023, "note": word,
                "results": [{ "year": 2023, "value": 2, "source": "plan" }],
            }],
        })
    };
    json!({ "sources": [{ "id": "plan", "document": "Example plans" }], "plans": CITIES.map(plan) })
}

/// The invented network with the word of each city in every text of its records, stories, plans, partnerships, returns and
/// offices, and in what the ledger tells of them.
fn marked() -> TempDir {
    let folder = tempfile::tempdir().expect("there is room");
    let put_file = |name: &str, file: &Value| fs::write(folder.path().join(name), format!("{file:#}")).expect("a file");
    for entry in fs::read_dir(inputs("partnerships")).expect("the case") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        let mut file = read(&path);
        match name.as_str() {
            "cities.yaml" => mark_cities(&mut file),
            "partnerships.yaml" => mark_partnerships(&mut file),
            year if year.starts_with("20") => mark_snapshot(&mut file),
            _ => {}
        }
        if name == "2023.yaml" {
            // A title that changed, of which the ledger tells.
            list(&mut file, "records").for_each(|record| put(record, &["title"], "Then"));
        }
        put_file(&name, &file);
    }
    let snapshot = read(&folder.path().join("2023.yaml"));
    let records = snapshot["records"].as_array().expect("records");
    let event = |record: &Value| {
        let word = mark(record["city"].as_str().expect("a city"));
        json!({ "event": "renamed", "projects": [record["id"]], "reason": format!("So says {word}.") })
    };
    let step = json!({ "from": 2023, "to": 2024, "source": "note", "confidence": "published",
        "events": records.iter().map(event).collect::<Vec<_>>() });
    put_file("lineage.yaml", &json!({ "sources": [{ "id": "note", "document": "Example note" }], "steps": [step] }));
    put_file("plans.yaml", &plans());
    let stories = folder.path().join("narrative/2024/cities");
    fs::create_dir_all(&stories).expect("folders");
    for ((city, _), project) in CITIES.into_iter().zip(["example-park", "model-well", "sample-river"]) {
        let story = format!("---\nproject: {project}\n---\n\nThe story of {}.\n", mark(city));
        fs::write(stories.join(format!("{city}.md")), story).expect("a file");
    }
    folder
}

fn made(inputs: &Path) -> Bundle {
    let outcome = make(inputs, Path::new("no output is looked at"), Scope::AllWithBriefs).expect("readable inputs");
    let faults: Vec<&String> =
        outcome.found.sorted(&outcome.inputs.sources).into_iter().map(|fault| &fault.message).collect();
    assert!(outcome.misfits.is_empty(), "{:?}", outcome.misfits);
    outcome.bundle.unwrap_or_else(|| panic!("{faults:#?}"))
}

/// Every brief: its path, whose it is, and its text.
fn briefs(bundle: &Bundle) -> impl Iterator<Item = (&str, String, String)> {
    bundle.files().filter_map(|(path, bytes)| {
        let (_, rest) = path.split_once("/briefs/")?;
        let (_, name) = rest.split_once('/')?;
        let text = String::from_utf8(bytes.to_vec()).expect("text");
        Some((path, name.split('.').next().unwrap_or_default().to_owned(), text))
    })
}

#[test]
fn no_brief_holds_the_record_of_another_city() {
    let folder = marked();
    let bundle = made(folder.path());
    let mut keys: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for year in ["2023.yaml", "2024.yaml"] {
        let file = read(&folder.path().join(year));
        for record in file["records"].as_array().expect("records") {
            let (city, _) = CITIES.iter().find(|(city, _)| record["city"] == *city).expect("a city");
            keys.entry(city).or_default().insert(record["id"].as_str().expect("an id").to_owned());
        }
    }
    let (mut own_marks, mut seen) = (0, 0);
    for (path, whose, text) in briefs(&bundle) {
        for (city, state) in CITIES {
            let is_own = whose == city || whose == state;
            let count = text.matches(&mark(city)).count();
            assert!(is_own || count == 0, "{path} holds what {city} wrote");
            for key in keys.get(city).into_iter().flatten() {
                assert!(is_own || !text.contains(key.as_str()), "{path} names the project {key} of {city}");
            }
            own_marks += if is_own { count } else { 0 };
        }
        let is_of_2024 = path.starts_with("2024/");
        for (city, _) in CITIES.into_iter().filter(|_| is_of_2024) {
            let told = text.matches(&format!("The story of {}.", mark(city))).count();
            assert_eq!(told, usize::from(whose == city), "{path}: the story of {city} stands in its own brief, once");
        }
        let is_joint = ["example-city", "sample-town", "exampleland", "samplestan"].contains(&whose.as_str());
        assert!(is_joint || !text.contains("Zqjoint"), "{path} holds a partnership of others");
        assert!(!text.contains("Zqnetwork"), "{path} holds a partnership of the whole network");
        seen += 1;
    }
    assert!(seen == 18 && own_marks > 120, "{own_marks} words in {seen} briefs");
}

/// What a brief says of a joint partnership: its partner, and not the project of the other city.
#[test]
fn a_joint_partnership_stands_in_the_briefs_of_its_cities() {
    let bundle = made(&inputs("partnerships"));
    let text = |path: &str| String::from_utf8(bundle.get(path).expect("a brief").to_vec()).expect("text");
    let (one, other) = (text("2024/briefs/cities/example-city.md"), text("2024/briefs/cities/sample-town.md"));
    assert!(one.contains("| Sample Institute \\<x\\> | Advice | – | Example Park |"), "{one}");
    assert!(
        other.contains("| Sample Institute \\<x\\> | Advice | – | – |") && !other.contains("Example Park"),
        "{other}"
    );
}

fn files(desk: &Desk, year: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    let folder = desk.at("output").join(year).join("briefs");
    desk.output().into_iter().filter(|(path, _)| path.starts_with(&folder)).collect()
}

#[test]
fn briefs_stand_beside_their_edition_and_are_made_anew_with_it() {
    let desk = Desk::with("tests/cases/partnerships/inputs");
    let page = desk.at("output/2024/report.html");
    let leads = || fs::read_to_string(&page).expect("a report").contains("briefs/");
    assert_eq!(code(&desk.run(&["build"])), 0);
    assert!(files(&desk, "2024").is_empty() && !leads(), "there are none, and the report says nothing of any");
    let run = desk.run(&["build", "--briefs", "--year", "2024"]);
    assert_eq!(code(&run), 0, "{}", complained(&run));
    let first = files(&desk, "2024");
    assert!(leads() && files(&desk, "2023").is_empty());
    assert_eq!(first.len(), 11, "two files for each of three cities and two member states, and an index");
    assert_eq!(code(&desk.run(&["build", "--year", "2023"])), 0);
    assert!(first == files(&desk, "2024"), "those of another year stay");
    desk.edit("framework.yaml", "name: Clear Water", "name: Quiet Water");
    assert_eq!(code(&desk.run(&["build"])), 0);
    let again = files(&desk, "2024");
    assert!(again.keys().eq(first.keys()) && leads() && files(&desk, "2023").is_empty());
    let brief = fs::read_to_string(desk.at("output/2024/briefs/cities/sample-town.md")).expect("a brief");
    assert!(brief.contains("Quiet Water"), "{brief}");
    assert_eq!(code(&desk.run(&["build", "--briefs"])), 0);
    assert!(!files(&desk, "2023").is_empty() && again == files(&desk, "2024"));
}

#[test]
fn every_link_of_a_brief_arrives() {
    let desk = Desk::with("tests/cases/stories/inputs");
    assert_eq!(code(&desk.run(&["build", "--briefs"])), 0);
    let mut followed = 0;
    for (path, bytes) in desk.output().iter().filter(|(path, _)| path.to_string_lossy().contains("briefs")) {
        let text = String::from_utf8(bytes.clone()).expect("text");
        for link in text.split(" href=\"").skip(1).map(|part| part.split('"').next().unwrap_or_default()) {
            if link.starts_with('#') || link.starts_with("http") {
                continue;
            }
            assert!(path.parent().expect("a folder").join(link).is_file(), "{}: {link}", path.display());
            followed += 1;
        }
    }
    assert!(followed > 80, "only {followed} links");
}

#[test]
fn an_officer_previews_one_brief_and_nothing_else_is_touched() {
    let desk = Desk::with("tests/cases/partnerships/inputs");
    assert_eq!(code(&desk.run(&["build"])), 0);
    let before = desk.output();
    let preview = |city: &str| desk.run(&["build", "--briefs", "--city", city]);
    let names = || -> BTreeSet<String> {
        let entries = fs::read_dir(desk.at("preview")).expect("previews").map(|entry| entry.expect("an entry"));
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).filter(|n| !n.starts_with('.')).collect()
    };
    let run = preview("sample-town");
    assert_eq!(code(&run), 0, "{}", complained(&run));
    let page = Path::new("preview").join("sample-town-2024.html");
    assert!(told(&run).ends_with(&format!("Open {}\n", page.display())), "{}", told(&run));
    assert_eq!(names(), ["sample-town-2024.html", "sample-town-2024.md"].map(str::to_owned).into());
    let text = fs::read_to_string(desk.at("preview/sample-town-2024.md")).expect("a preview");
    assert!(text.contains("**Preview**") && text.contains("Sample River"), "{text}");
    assert_eq!(code(&preview("model-village")), 0);
    assert_eq!(names(), ["model-village-2024.html", "model-village-2024.md"].map(str::to_owned).into());
    assert!(before == desk.output(), "the output stays as it is");
    let unknown = preview("model-vilage");
    assert_eq!(code(&unknown), 2);
    assert_eq!(complained(&unknown), "error: there is no city `model-vilage`; did you mean `model-village`?\n");
    let early = desk.run(&["build", "--briefs", "--city", "model-village", "--year", "2023"]);
    assert_eq!(code(&early), 2);
    assert!(complained(&early).contains("`model-village` has no brief of 2023"), "{}", complained(&early));
    assert_eq!(code(&desk.run(&["build", "--city", "model-village"])), 2, "it is an option of --briefs");
    desk.edit("2024.yaml", "focus_area: clear-water", "focus_area: clear-watr");
    let faulty = preview("sample-town");
    assert_eq!(code(&faulty), 1);
    assert!(complained(&faulty).contains("did you mean `clear-water`?"), "{}", complained(&faulty));
    assert!(names().contains("model-village-2024.md"), "the preview before stays");
}
