//! Inputs of any size, with invented names only, and the memory that a process takes of them.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

/// How large a folder of inputs is.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Made {
    /// How many cities it has.
    pub(crate) cities: usize,
    /// How many projects each year lists.
    pub(crate) projects: usize,
    /// How many years there are, the last of them 2024.
    pub(crate) years: usize,
    /// Whether each record has a fault.
    pub(crate) with_faults: bool,
    /// Whether the records stand in tables, and not in the YAML files.
    pub(crate) are_tables: bool,
    /// Whether no record says to the letter what it said in another year: its page is another one.
    pub(crate) never_repeats: bool,
}

/// So many states the cities are parted among, in the order of the register.
const STATES: usize = 10;

/// The focus areas and project types of the sound inputs.
const AREAS: [(&str, &str); 3] = [("open-places", "parks"), ("clear-water", "rivers"), ("clear-water", "rivers")];

impl Made {
    /// Writes the folder.
    pub(crate) fn write(self, folder: &Path) {
        std::fs::create_dir_all(folder).expect("the folder is new");
        let base = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/rejects/base");
        std::fs::copy(base.join("partners.yaml"), folder.join("partners.yaml")).expect("it can be copied");
        let framework = std::fs::read_to_string(base.join("framework.yaml")).expect("it is there");
        let (before, rest) = framework.split_once("member_states:\n").expect("it has member states");
        let (_, after) = rest.split_once("\n\n").expect("something follows them");
        let mut states = String::new();
        for (state, letter) in (0..STATES).zip('A'..) {
            let _ = write!(
                states,
                "  - id: example-state-{state}\n    name: Example State {state}\n    country: X{letter}\n    joined: 2010\n"
            );
        }
        put(folder, "framework.yaml", &format!("{before}member_states:\n{states}\n{after}"));
        let mut register = String::from("sources: []\ncities:\n");
        for city in 0..self.cities {
            let state = city * STATES / self.cities;
            let _ = write!(
                register,
                "  - id: example-city-{city}\n    name: Example City {city}\n    \
                 member_state: example-state-{state}\n    joined: 2010\n"
            );
        }
        put(folder, "cities.yaml", &register);
        for place in 0..self.years {
            self.year(folder, place);
        }
    }

    /// Writes the snapshot of a year, counted from the first.
    fn year(self, folder: &Path, place: usize) {
        let year = 2025 - self.years + place;
        let mut head = format!(
            "year: {year}\nas_of: {year}-09-25\nsources:\n  - id: report\n    document: Example report of {year}\n\
             defaults:\n  source: report\n"
        );
        if !self.are_tables {
            head.push_str("records:\n");
        }
        let create = |name: String| BufWriter::new(File::create(folder.join(name)).expect("there is room"));
        let mut file = create(format!("{year}.yaml"));
        file.write_all(head.as_bytes()).expect("there is room");
        if self.are_tables {
            let mut table = create(format!("{year}.csv"));
            let names = "id,city,number,title,focus_area,project_type,status,description,page\n";
            table.write_all(names.as_bytes()).expect("there is room");
            (0..self.projects).for_each(|record| self.row(record, place, &mut table).expect("there is room"));
            table.flush().expect("there is room");
        } else {
            (0..self.projects).for_each(|record| self.record(record, place, &mut file).expect("there is room"));
        }
        file.flush().expect("there is room");
    }

    /// Focus area, project type and status of a record: nothing goes back from one year to the next.
    fn classes(self, record: usize, place: usize) -> [&'static str; 3] {
        let (area, kind) = AREAS[record % AREAS.len()];
        let area = if self.with_faults { "open-palces" } else { area };
        [area, kind, ["planning", "on-going", "completed"][(place + record % 9) * 3 / (self.years + 9)]]
    }

    fn page(self, record: usize, place: usize) -> usize {
        record % 300 + 1 + if self.never_repeats { place } else { 0 }
    }

    fn record(self, record: usize, place: usize, file: &mut impl std::io::Write) -> std::io::Result<()> {
        let [area, kind, status] = self.classes(record, place);
        let (city, number, page) = (record % self.cities, record / self.cities + 1, self.page(record, place));
        let words = title(record);
        let [first, second] = description(record);
        write!(
            file,
            "  - id: example-project-{record}\n    city: example-city-{city}\n    number: {number}\n    \
             title: {words}\n    focus_area: {area}\n    project_type: {kind}\n    status: {status}\n    \
             description: >-\n      {first}\n      {second}\n    page: {page}\n"
        )
    }

    fn row(self, record: usize, place: usize, file: &mut impl std::io::Write) -> std::io::Result<()> {
        let [area, kind, status] = self.classes(record, place);
        let (city, number, page) = (record % self.cities, record / self.cities + 1, self.page(record, place));
        let words = title(record);
        let [first, second] = description(record);
        writeln!(
            file,
            "example-project-{record},example-city-{city},{number},{words},{area},{kind},{status},\"{first} {second}\",{page}"
        )
    }
}

fn put(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).expect("there is room");
}

/// A title of invented words, another for each record, and most of them alike in their beginning.
fn title(record: usize) -> String {
    const WORDS: [&str; 8] = ["Garden", "Bridge", "Harbour", "Market", "Lantern", "River", "School", "Library"];
    let word = |digit: u32| WORDS[record / 8_usize.pow(digit) % 8];
    format!("Example {} and {} of the {} {} beside the {} {}", word(0), word(1), word(2), word(3), word(4), word(5))
}

/// What a record says, in two lines, the same in every year and another for each record; in every tenth stands a number.
/// With the rest, a record has about 400 bytes.
fn description(record: usize) -> [String; 2] {
    const WORDS: [&str; 8] = ["garden", "bridge", "harbour", "market", "lantern", "river", "school", "library"];
    let word = |digit: u32| WORDS[record / 8_usize.pow(digit) % 8];
    let lamps = if record.is_multiple_of(10) { "12 lamps" } else { "lamps" };
    let first = format!(
        "Lays out an invented example beside the {} and the {} of the {}, with trees, {lamps} and benches,",
        word(0),
        word(1),
        word(2)
    );
    let second = format!("and tells everybody at the {} of the {} about it in plain words.", word(3), word(4));
    [first, second]
}

/// The most memory this process ever held, in MiB; 0 where the system does not tell.
pub(crate) fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|size| size.parse::<u64>().ok()).unwrap_or_default() / 1024
}
