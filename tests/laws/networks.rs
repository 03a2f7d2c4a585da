//! Made-up networks: small, different, and the same in every run.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

/// Numbers that look random and are the same in every run (xorshift64*, Vigna 2016).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    /// A number below `sides`.
    pub(crate) fn below(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(number).expect("31 bits") % sides
    }

    pub(super) fn shuffle<T>(&mut self, items: &mut [T]) {
        for place in (1..items.len()).rev() {
            items.swap(place, self.below(place + 1));
        }
    }
}

/// The statuses, with their names.
pub(super) const STATUSES: [(&str, &str); 4] =
    [("planning", "Planning"), ("on-going", "On-going"), ("completed", "Completed"), ("not-stated", "Not stated")];

/// A project in one year.
#[derive(Clone)]
pub(super) struct Record {
    pub(super) id: usize,
    pub(super) city: usize,
    pub(super) area: usize,
    kind: Option<usize>,
    status: usize,
    number: Option<usize>,
}

/// One year.
#[expect(clippy::struct_field_names, reason = "a year has no other name for its year")]
#[derive(Clone)]
pub(super) struct Year {
    pub(super) year: i32,
    pub(super) records: Option<Vec<Record>>,
    pub(super) projects: Option<usize>,
    pub(super) partnerships: Option<usize>,
    /// What was printed besides, as it stands in the file.
    pub(super) printed: String,
}

/// A network before it is written.
#[derive(Clone)]
pub(super) struct Made {
    pub(super) areas: usize,
    pub(super) states: usize,
    /// The member state of each city, and when the city joined.
    pub(super) cities: Vec<(usize, i32)>,
    pub(super) years: Vec<Year>,
}

const KINDS: usize = 2;

/// The year from whose cut-off on a city does not belong to the network any more.
fn left(city: usize) -> Option<i32> {
    match city {
        3 => Some(2021),
        4 => Some(2022),
        _ => None,
    }
}

/// The year from whose cut-off on a city belongs to the network again.
fn rejoined(city: usize) -> Option<i32> {
    (city == 3).then_some(2023)
}

/// Whether a city belongs to the network at the cut-off of a year.
pub(super) fn belongs(city: usize, joined: i32, year: i32) -> bool {
    joined <= year && (left(city).is_none_or(|left| year < left) || rejoined(city).is_some_and(|again| again <= year))
}

impl Made {
    /// The network of that number.
    pub(super) fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed + 1);
        let (areas, states) = (1 + dice.below(5), 1 + dice.below(3));
        let join = |dice: &mut Dice| if dice.below(4) == 0 { 2021 } else { 2018 };
        let mut cities: Vec<(usize, i32)> =
            (0..=dice.below(5)).map(|_| (dice.below(states), join(&mut dice))).collect();
        // What leaves and joins again was there from the beginning.
        (0..cities.len()).filter(|city| *city == 0 || rejoined(*city).is_some()).for_each(|city| cities[city].1 = 2018);
        let homes: Vec<usize> = (0..40).map(|_| dice.below(cities.len())).collect();
        let mut years = Vec::new();
        for year in 2019..=2023 {
            if dice.below(5) < 3 || (year == 2023 && years.is_empty()) {
                years.push(Self::year(&mut dice, year, areas, &homes, &cities));
            }
        }
        Self { areas, states, cities, years }
    }

    /// A network of which only two totals are known.
    pub(super) fn of_totals(from: usize, to: usize) -> Self {
        let year = |year, projects| Year {
            year,
            records: None,
            projects: Some(projects),
            partnerships: None,
            printed: String::new(),
        };
        Self { areas: 1, states: 1, cities: vec![(0, 2018)], years: vec![year(2019, from), year(2020, to)] }
    }

    /// A network of one year, three focus areas and three member states, with these cities by their member state and these
    /// projects by city, focus area and status.
    pub(super) fn of_projects(cities: &[usize], projects: &[(usize, usize, usize)]) -> Self {
        let record = |(id, &(city, area, status)): (usize, &(usize, usize, usize))| Record {
            id,
            city,
            area,
            kind: Some(0),
            status,
            number: None,
        };
        let records = Some(projects.iter().enumerate().map(record).collect());
        let year = Year { year: 2020, records, projects: None, partnerships: None, printed: String::new() };
        let cities = cities.iter().map(|state| (*state, 2018)).collect();
        Self { areas: 3, states: 3, cities, years: vec![year] }
    }

    fn year(dice: &mut Dice, year: i32, areas: usize, homes: &[usize], cities: &[(usize, i32)]) -> Year {
        let size = [0, 1, 6, 15, 40][dice.below(5)];
        let is_stated = dice.below(5) > 0;
        let mut records = Vec::new();
        for (id, &city) in homes.iter().enumerate() {
            if dice.below(40) < size && belongs(city, cities[city].1, year) {
                let (area, status) = (dice.below(areas), if is_stated { dice.below(4) } else { 3 });
                let kind = (dice.below(3) > 0).then(|| dice.below(KINDS));
                let number = (dice.below(3) > 0).then(|| dice.below(50));
                records.push(Record { id, city, area, kind, status, number });
            }
        }
        let records = (dice.below(6) > 0).then_some(records);
        let published = [records.as_ref().map(Vec::len), Some(dice.below(60)), None][dice.below(3)];
        let projects = published.or_else(|| records.is_none().then(|| dice.below(60)));
        let partnerships = (dice.below(2) > 0).then(|| dice.below(30));
        Year { year, records, projects, partnerships, printed: String::new() }
    }

    /// The same network with a project type for every project.
    pub(super) fn typed(mut self) -> Self {
        for record in self.years.iter_mut().filter_map(|year| year.records.as_mut()).flatten() {
            record.kind = record.kind.or(Some(0));
        }
        self
    }

    /// Writes the inputs, each year as one file.
    pub(super) fn write(&self) -> TempDir {
        let folder = self.write_registers();
        for year in &self.years {
            let text = Self::head(year) + &Self::list(year.records.as_deref());
            write(&folder.path().join(format!("{}.yaml", year.year)), &text);
        }
        folder
    }

    /// Writes the inputs, each year as a folder with a file for the year and one for each city, under names that
    /// put these in any order.
    pub(super) fn write_split(&self, dice: &mut Dice) -> TempDir {
        let folder = self.write_registers();
        for year in &self.years {
            let mut texts = vec![Self::head(year)];
            let records = year.records.as_deref();
            if let Some(records) = records {
                for city in 0..self.cities.len() {
                    let of_city: Vec<Record> = records.iter().filter(|r| r.city == city).cloned().collect();
                    texts.push(format!("year: {}\n\n{}", year.year, Self::list(Some(&of_city))));
                }
            }
            dice.shuffle(&mut texts);
            let within = folder.path().join(year.year.to_string());
            fs::create_dir(&within).expect("a folder");
            for (place, text) in texts.iter().enumerate() {
                write(&within.join(format!("{place}.yaml")), text);
            }
        }
        folder
    }

    fn write_registers(&self) -> TempDir {
        let folder = TempDir::new().expect("a folder");
        let mut framework = String::from(
            "network:\n  name: Example Network\n  short_name: EN\n  plan_name: Plan\n  plan_short_name: P\n  state_name: Member States\n\nfocus_areas:\n",
        );
        for area in 0..self.areas {
            let _ = write!(
                framework,
                "  - id: area-{area}\n    name: Area {area}\n    definition: An area.\n    project_types:\n"
            );
            for kind in 0..KINDS {
                let _ = write!(
                    framework,
                    "      - id: type-{area}-{kind}\n        name: Type {area} {kind}\n        definition: A type.\n"
                );
            }
        }
        framework.push_str("\nstatuses:\n");
        for (id, name) in STATUSES {
            let _ = write!(framework, "  - id: {id}\n    name: {name}\n    stage: {id}\n    meaning: A status.\n");
        }
        framework.push_str("\nmember_states:\n");
        for state in 0..self.states {
            let _ = write!(
                framework,
                "  - id: state-{state}\n    name: State {state}\n    country: XA\n    joined: 2018\n"
            );
        }
        framework.push_str("\npartnership_kinds:\n  - id: funding\n    name: Funding\n");
        let mut cities = String::from("sources: []\n\ncities:\n");
        for (city, (state, joined)) in self.cities.iter().enumerate() {
            let _ = write!(
                cities,
                "  - id: city-{city}\n    name: City {city}\n    member_state: state-{state}\n    joined: {joined}\n"
            );
            let _ = left(city).map(|left| writeln!(cities, "    left: {left}"));
            let _ = rejoined(city).map(|again| writeln!(cities, "    rejoined:\n      - joined: {again}"));
        }
        write(&folder.path().join("framework.yaml"), &framework);
        write(&folder.path().join("cities.yaml"), &cities);
        write(&folder.path().join("partners.yaml"), "partners: []\n");
        // The same for every way in which the same network is written.
        if let Some(ledger) = super::ledgers::ledger(self, &mut Dice::new(7)) {
            write(&folder.path().join("lineage.yaml"), &ledger);
        }
        folder
    }

    fn head(year: &Year) -> String {
        let mut text = format!(
            "year: {0}\nas_of: {0}-09-30\n\nsources:\n  - id: report\n    document: Report\n\ndefaults:\n  source: report\n\n",
            year.year
        );
        let totals: Vec<String> = [("projects", year.projects), ("partnerships", year.partnerships)]
            .iter()
            .filter_map(|(measure, value)| {
                Some(format!("    - measure: {measure}\n      value: {}\n      source: report\n", (*value)?))
            })
            .collect();
        if !totals.is_empty() {
            let _ = write!(text, "published:\n  totals:\n{}{}\n", totals.concat(), year.printed);
        }
        // A total that is not that of the records has a reason.
        let listed = year.records.as_ref().map(Vec::len);
        if listed.is_some() && year.projects.is_some() && listed != year.projects {
            text.push_str("  explained:\n    - figures: [projects]\n      why: It is made up.\n");
        }
        text
    }

    fn list(records: Option<&[Record]>) -> String {
        let Some(records) = records else { return String::new() };
        let mut text = String::from(if records.is_empty() { "records: []\n" } else { "records:\n" });
        for record in records {
            let Record { id, city, area, .. } = record;
            let status = STATUSES[record.status].0;
            let _ = write!(text, "  - id: project-{id}\n    city: city-{city}\n");
            let _ = write!(text, "    title: Project {id}\n    focus_area: area-{area}\n    status: {status}\n");
            let _ = record.kind.map(|kind| writeln!(text, "    project_type: type-{area}-{kind}"));
            let _ = record.number.map(|number| writeln!(text, "    number: {number}"));
            text.push_str("    description: A project.\n");
        }
        text
    }
}

fn write(path: &Path, text: &str) {
    fs::write(path, text).expect("a file");
}
