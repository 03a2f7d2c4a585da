//! Figures against the records, read once more by other means, and against each other.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use ascn_report::check::{self, Network};
use ascn_report::diagnostic::Diagnostics;
use ascn_report::measure::{self, Figure, Figures, Value, Why};
use ascn_report::terms::Basis;
use ascn_report::words::Words;
use ascn_report::{load, rules};

use super::arithmetic;
use super::networks::{Made, STATUSES};
const NETWORKS: u64 = 250;

/// A record as its file tells it: keys and values, and the member state of its city.
type Row = BTreeMap<String, String>;

/// A made-up network, measured.
pub(super) struct Measured {
    pub(super) name: String,
    pub(super) made: Made,
    pub(super) network: Network,
    /// One an edition.
    pub(super) figures: Vec<Figures>,
    /// The records of each year as its file tells them; nothing where it has none.
    pub(super) rows: Vec<Option<Vec<Row>>>,
    pub(super) words: Words,
}

impl Measured {
    fn new(seed: u64) -> Self {
        let made = Made::new(seed);
        let folder = made.write();
        let network = network(folder.path());
        let figures = (0..network.years.len()).map(|place| measure::figures(&network, place)).collect();
        let rows = made.years.iter().map(|year| rows(folder.path(), year.year)).collect();
        Self { name: format!("network {seed}"), made, network, figures, rows, words: Words::english() }
    }

    /// Every figure of every edition, with the place of the edition's year.
    pub(super) fn all(&self) -> impl Iterator<Item = (usize, &Figure)> {
        self.figures.iter().enumerate().flat_map(|(place, figures)| figures.all().iter().map(move |one| (place, one)))
    }

    pub(super) fn place(&self, year: &str) -> usize {
        let place = self.made.years.iter().position(|made| made.year.to_string() == year);
        place.unwrap_or_else(|| panic!("{}: there is no year {year}", self.name))
    }

    /// How many records of a year the id names, as its file tells.
    pub(super) fn recount(&self, place: usize, id: &str) -> usize {
        self.rows[place].iter().flatten().filter(|row| is_named(row, id)).count()
    }

    /// The same over the cities that belong to the network at the cut-offs of two years.
    fn recount_same(&self, place: usize, id: &str, (from, to): (usize, usize)) -> usize {
        let of_both = |row: &&Row| {
            let city: usize = row["city"].trim_start_matches("city-").parse().expect("a number");
            [from, to].iter().all(|place| belongs(&self.made, city, self.made.years[*place].year))
        };
        self.rows[place].iter().flatten().filter(of_both).filter(|row| is_named(row, id)).count()
    }

    /// Whether no record of a year that has some tells any status.
    fn is_silent(&self, place: usize) -> bool {
        let rows = self.rows[place].as_deref().unwrap_or_default();
        !rows.is_empty() && rows.iter().all(|row| row["status"] == "not-stated")
    }
}

/// All networks, made once for all tests.
static ALL: LazyLock<Vec<Measured>> = LazyLock::new(|| (0..NETWORKS).map(Measured::new).collect());

pub(super) fn each() -> impl Iterator<Item = &'static Measured> {
    ALL.iter()
}

/// The network of a folder of inputs that keep every rule.
pub(super) fn network(folder: &Path) -> Network {
    let mut found = Diagnostics::default();
    let mut inputs = load::inputs(folder, &mut found).expect("readable inputs");
    rules::check(&inputs, &mut found);
    assert!(!found.has_errors(), "{found:?}");
    check::network(&mut inputs).expect("a network")
}

/// The lists of `- id:` entries of a file, line by line.
fn entries(path: &Path, under: &str) -> Vec<Row> {
    let text = fs::read_to_string(path).expect("a file");
    let mut rows: Vec<Row> = Vec::new();
    for line in text.lines().skip_while(|line| *line != under).skip(1) {
        let (starts, line) = line.strip_prefix("  - ").map_or((false, line.trim()), |line| (true, line));
        let Some((key, value)) = line.split_once(": ") else { continue };
        if starts {
            rows.push(Row::new());
        }
        rows.last_mut().expect("an entry").insert(key.to_owned(), value.to_owned());
    }
    rows
}

fn rows(folder: &Path, year: i32) -> Option<Vec<Row>> {
    let path = folder.join(format!("{year}.yaml"));
    let text = fs::read_to_string(&path).expect("a file");
    text.contains("\nrecords:").then(|| {
        let mut rows = entries(&path, "records:");
        let cities = entries(&folder.join("cities.yaml"), "cities:");
        for row in &mut rows {
            let city = cities.iter().find(|city| city["id"] == row["city"]).expect("the city");
            row.insert("member_state".to_owned(), city["member_state"].clone());
        }
        rows
    })
}

/// Whether a record has every value that an id names: `projects.by-focus-area.area-1.by-status.planning`.
fn is_named(row: &Row, id: &str) -> bool {
    id.split(".by-").skip(1).all(|part| {
        let (class, key) = part.split_once('.').expect("a class and a key");
        row.get(&class.replace('-', "_")).is_some_and(|value| value == key)
    })
}

pub(super) fn belongs(made: &Made, city: usize, year: i32) -> bool {
    super::networks::belongs(city, made.cities[city].1, year)
}

/// Whether the id is of a count of records: `projects`, or narrowed by classes.
fn counts_records(id: &str) -> bool {
    let made_of_others = ".share .rank .published-in- .change. .growth. .points. .in- .same-cities. .kept. .new. .gone. .from-status. .bridge. .share-in- .rank-";
    let is_made_of_others = made_of_others.split(' ').any(|part| id.contains(part));
    id.starts_with("projects") && !is_made_of_others
}

#[test]
fn a_count_has_exactly_the_records_that_its_id_names() {
    let mut counted = 0;
    for measured in each() {
        for (place, figure) in measured.all().filter(|(_, figure)| counts_records(&figure.id)) {
            let (Some(rows), Value::Count(count)) = (&measured.rows[place], figure.value) else { continue };
            let records = measured.network.years[place].records.as_ref().expect("records");
            let mut behind: Vec<&str> =
                figure.receipt.records.named().iter().map(|id| records[id.id.place()].key.as_str()).collect();
            let mut named: Vec<&str> =
                rows.iter().filter(|row| is_named(row, &figure.id)).map(|row| row["id"].as_str()).collect();
            behind.sort_unstable();
            named.sort_unstable();
            assert_eq!(behind, named, "{}, {} in {}", measured.name, figure.id, measured.figures[place].year);
            assert_eq!(count as usize, named.len(), "{}, {}", measured.name, figure.id);
            counted += 1;
        }
    }
    assert!(counted > 10_000, "only {counted} figures were counted again");
}

/// The classes of a network, as they stand in ids.
pub(super) fn classes(made: &Made) -> [(&'static str, Vec<String>); 4] {
    [
        ("status", STATUSES.iter().map(|(id, _)| (*id).to_owned()).collect()),
        ("focus-area", (0..made.areas).map(|n| format!("area-{n}")).collect()),
        ("member-state", (0..made.states).map(|n| format!("state-{n}")).collect()),
        ("city", (0..made.cities.len()).map(|n| format!("city-{n}")).collect()),
    ]
}

#[test]
fn every_classification_adds_up() {
    for measured in each() {
        let classes = classes(&measured.made);
        for (place, figures) in measured.figures.iter().enumerate() {
            if measured.rows[place].is_none() || measured.is_silent(place) {
                continue;
            }
            let mut wholes = vec!["projects".to_owned()];
            for (class, keys) in &classes[1..3] {
                wholes.extend(keys.iter().map(|key| format!("projects.by-{class}.{key}")));
            }
            for whole in wholes {
                for (class, keys) in &classes {
                    let is_told = whole == "projects" || *class == "status";
                    if !is_told || whole.contains(&format!(".by-{class}.")) {
                        continue;
                    }
                    let parts = keys.iter().map(|key| figures.count(&format!("{whole}.by-{class}.{key}")).unwrap_or(0));
                    let all = figures.count(&whole).unwrap_or_else(|| panic!("{}: no {whole}", measured.name));
                    assert_eq!(parts.sum::<u32>(), all, "{}, {whole} by {class} in {}", measured.name, figures.year);
                }
            }
        }
    }
}

#[test]
fn a_share_is_of_what_its_id_says_without_the_last_class() {
    for measured in each() {
        for (place, figure) in measured.all() {
            let Some(id) = figure.id.strip_suffix(".share").filter(|id| id.starts_with("projects")) else { continue };
            let whole = id.rsplit_once(".by-").map_or("projects", |(whole, _)| whole);
            let (part, all) = (measured.recount(place, id), measured.recount(place, whole));
            match figure.value {
                Value::Share(share) => {
                    assert_eq!((share.part as usize, share.whole as usize), (part, all), "{}, {id}", measured.name);
                    assert!(all >= 10, "{}, {id}: a share of {all}", measured.name);
                    let text = arithmetic::share(share.part, share.whole);
                    assert_eq!(figure.text(&measured.words), text, "{}, {id}", measured.name);
                    assert_eq!(figure.receipt.of, [id, whole], "{}, {id}", measured.name);
                }
                Value::Missing(Why::NothingListed) => assert_eq!(all, 0, "{}, {id}", measured.name),
                Value::Missing(Why::SmallBase) => assert!((1..10).contains(&all), "{}, {id}: {all}", measured.name),
                Value::Missing(_) => {
                    let is_of_type = id.contains(".by-project-type.");
                    let is_silent = measured.is_silent(place) && id.contains(".by-status.");
                    let has_none = measured.rows[place].is_none();
                    assert!(has_none || is_silent || is_of_type, "{}, {id}: {:?}", measured.name, figure.value);
                }
                other => panic!("{}, {id}: {other:?}", measured.name),
            }
        }
    }
}

/// What the counts of two years are on a basis that both have, as the inputs tell.
fn pair(measured: &Measured, stem: &str, from: usize, to: usize) -> Option<(usize, usize, Basis)> {
    let (a, b) = (&measured.made.years[from], &measured.made.years[to]);
    let listed = |place: usize| measured.rows[place].as_ref().map(Vec::len);
    if stem == "projects" {
        let published = a.projects.zip(b.projects);
        return match listed(from).zip(listed(to)) {
            Some((x, y)) if published == Some((x, y)) => Some((x, y, Basis::Both)),
            Some((x, y)) => Some((x, y, Basis::Records)),
            None => published.map(|(x, y)| (x, y, Basis::Published)),
        };
    }
    if stem == "partnerships" {
        return a.partnerships.zip(b.partnerships).map(|(x, y)| (x, y, Basis::Published));
    }
    // The made-up networks have no partners: none can be traced where there is a list, and nothing is known without one.
    if stem == "partnerships.traced" {
        return listed(from).zip(listed(to)).map(|_| (0, 0, Basis::Records));
    }
    let (class, is_same) = stem.strip_suffix(".same-cities").map_or((stem, false), |class| (class, true));
    let count = |place: usize| {
        if is_same { measured.recount_same(place, class, (from, to)) } else { measured.recount(place, class) }
    };
    let is_told = |place: usize| measured.rows[place].is_some() && !measured.is_silent(place);
    let is_comparable =
        !class.contains(".by-status.") || class.ends_with("not-stated") || (is_told(from) && is_told(to));
    is_comparable.then(|| (count(from), count(to), Basis::Records))
}

pub(super) fn split<'a>(measured: &Measured, id: &'a str, kind: &str) -> Option<(&'a str, usize, usize)> {
    let (stem, span) = id.split_once(kind)?;
    let (from, to) = span.split_once("-to-").expect("a span");
    Some((stem, measured.place(from), measured.place(to)))
}

pub(super) fn narrow(count: usize) -> u32 {
    u32::try_from(count).expect("a small number")
}

#[test]
fn a_change_is_the_later_count_less_the_earlier() {
    let mut compared = 0;
    for measured in each() {
        for (_, figure) in measured.all() {
            let (id, text) = (&figure.id, figure.text(&measured.words));
            if let Some((stem, from, to)) = split(measured, id, ".change.") {
                assert!(from < to, "{}, {id}", measured.name);
                match pair(measured, stem, from, to) {
                    Some((x, y, basis)) => {
                        let change = Value::Change { from: narrow(x), to: narrow(y) };
                        assert_eq!(figure.value, change, "{}, {id}", measured.name);
                        assert_eq!(figure.receipt.basis, Some(basis), "{}, {id}", measured.name);
                        let sign = match y.cmp(&x) {
                            std::cmp::Ordering::Greater => "+",
                            std::cmp::Ordering::Less => "\u{2212}",
                            std::cmp::Ordering::Equal => "",
                        };
                        assert_eq!(text, format!("{sign}{}", x.abs_diff(y)), "{}, {id}", measured.name);
                    }
                    None => assert!(figure.why().is_some(), "{}, {id}: {text}", measured.name),
                }
                compared += 1;
            }
            if let Some((stem, from, to)) = split(measured, id, ".growth.") {
                let expected = match pair(measured, stem, from, to) {
                    Some((x, y, _)) if x >= 10 => arithmetic::growth(narrow(x), narrow(y)).expect("growth"),
                    _ => "not available".to_owned(),
                };
                assert_eq!(text, expected, "{}, {id}", measured.name);
            }
        }
    }
    assert!(compared > 2_000, "only {compared} changes were compared");
}

#[test]
fn points_are_of_exact_shares() {
    for measured in each() {
        for (_, figure) in measured.all() {
            let Some((stem, from, to)) = split(measured, &figure.id, ".points.") else { continue };
            let whole = if stem.ends_with(".same-cities") { "projects.same-cities" } else { "projects" };
            let listed = |stem: &str| match whole {
                // Of the network, the counts here are of the records, whatever was published.
                "projects" => [from, to].map(|place| narrow(measured.recount(place, stem))),
                _ => pair(measured, stem, from, to).map_or([0, 0], |(x, y, _)| [narrow(x), narrow(y)]),
            };
            let ([a, c], [b, d]) = (listed(stem), listed(whole));
            let known = pair(measured, stem, from, to).is_some() && b >= 10 && d >= 10;
            let expected = if known { arithmetic::points((a, b), (c, d)) } else { None };
            let expected = expected.unwrap_or_else(|| "not available".to_owned());
            assert_eq!(figure.text(&measured.words), expected, "{}, {}", measured.name, figure.id);
        }
    }
}

#[test]
fn changes_are_told_since_the_year_before_and_since_the_first() {
    for measured in each() {
        for (place, figures) in measured.figures.iter().enumerate().filter(|(place, _)| measured.rows[*place].is_some())
        {
            let earlier: Vec<usize> = (0..place).filter(|before| measured.rows[*before].is_some()).collect();
            for from in earlier.first().into_iter().chain(earlier.last()) {
                let span = format!("{}-to-{}", measured.made.years[*from].year, figures.year);
                for kind in ["change", "growth", "points"] {
                    for class in ["focus-area.area-0", "status.completed", "city.city-0"] {
                        let id = format!("projects.by-{class}.{kind}.{span}");
                        assert!(figures.get(&id).is_some(), "{}: no {id}", measured.name);
                    }
                }
                let start = measured.made.years[*from].year;
                let is_in = |city: usize, year: i32| belongs(&measured.made, city, year);
                let is_grown =
                    (0..measured.made.cities.len()).any(|city| is_in(city, start) != is_in(city, figures.year));
                let same = figures.get(&format!("projects.same-cities.change.{span}"));
                assert_eq!(same.is_some(), is_grown, "{}, {span}", measured.name);
            }
        }
    }
}

#[test]
fn what_is_not_known_is_never_a_number() {
    for measured in each() {
        for (place, figure) in measured.all() {
            let (id, text) = (&figure.id, figure.text(&measured.words));
            let is_by_class = (id.contains(".by-") && id.starts_with("projects")) || id == "cities.with-projects";
            if measured.rows[place].is_none() && is_by_class {
                assert_eq!(figure.value, Value::Missing(Why::NoList), "{}, {id}", measured.name);
            }
            // A figure of an earlier year is known by that year; where a bridge begins and ends, what is stated is counted.
            let of_year = [".in-", ".share-in-"].iter().find_map(|part| Some(measured.place(id.split_once(part)?.1)));
            let is_of_one_year = !id.contains(".bridge.") && !id.contains(".same-cities.");
            let is_silent = measured.is_silent(of_year.unwrap_or(place)) && is_of_one_year;
            if is_silent && id.contains(".by-status.") && !id.contains("not-stated") {
                assert!(figure.why().is_some(), "{}, {id}: {text}", measured.name);
            }
            assert_eq!(figure.why().is_some(), text == "not available", "{}, {id}: {text}", measured.name);
            // Cities, member states and returns are counted in the registers: they rest on no list of projects.
            let rests_on_nothing = figure.why().is_some()
                || ["cities", "member-states", "returns"].contains(&id.split('.').next().expect("a name"))
                    && !id.contains("with-projects");
            assert_eq!(rests_on_nothing, figure.receipt.basis.is_none(), "{}, {id}", measured.name);
            if figure.why().is_some() {
                assert!(figure.receipt.records.is_empty(), "{}, {id} has records", measured.name);
            }
        }
        let empty = measured.rows.iter().position(|rows| rows.as_ref().is_some_and(Vec::is_empty));
        if let Some(place) = empty {
            assert_eq!(measured.figures[place].count("projects.by-status.completed"), Some(0), "{}", measured.name);
        }
    }
}

#[test]
fn totals_rest_on_records_where_there_are_any() {
    for measured in each() {
        for (place, figures) in measured.figures.iter().enumerate() {
            for (then, year) in measured.made.years.iter().enumerate().take(place + 1) {
                let figure = figures.get(&format!("projects.in-{}", year.year)).expect("a total");
                let listed = measured.rows[then].as_ref().map(Vec::len);
                let (value, basis) = match (listed, year.projects) {
                    (Some(listed), Some(printed)) if listed == printed => (listed, Basis::Both),
                    (Some(listed), _) => (listed, Basis::Records),
                    (None, printed) => (printed.expect("a total"), Basis::Published),
                };
                assert_eq!(figure.value, Value::Count(narrow(value)), "{}, {}", measured.name, figure.id);
                assert_eq!(figure.receipt.basis, Some(basis), "{}, {}", measured.name, figure.id);
            }
            let members = (0..measured.made.cities.len()).filter(|city| belongs(&measured.made, *city, figures.year));
            let members = members.count();
            assert_eq!(figures.count("cities"), Some(narrow(members)), "{}", measured.name);
        }
    }
}
