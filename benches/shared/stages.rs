//! The stages of the real inputs against their floors, and the whole edition of 2024.

use crate::floor::floor;
use crate::{aim, inputs, quickest, quickest_in_turn};
use ascn_report::bundle::{Bundle, Content};
use ascn_report::chart::Chart;
use ascn_report::check::{self, Network};
use ascn_report::diagnostic::Diagnostics;
use ascn_report::draw::{Frame, Scene, Size, draw, png, svg};
use ascn_report::exhibit::{self, Edition, Exhibit};
use ascn_report::load::written::Inputs;
use ascn_report::load::{self, Data};
use ascn_report::measure::{self, Figures};
use ascn_report::render::{self, Picture};
use ascn_report::side::{both, heaviest_first};
use ascn_report::words::Words;
use ascn_report::write::{Keep, Stage};
use ascn_report::{Scope, audit, make, publish, rules};
use serde_yaml::granit_parser::Parser;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

/// So many times each stage is done; the quickest counts.
const TIMES: usize = 7;

/// So many times the edition is made: some of them may find a disk that still has other things to do.
pub(crate) const EDITION_TIMES: usize = 40;

/// The most that the whole edition of 2024 may take of the sum of its floors.
const TARGET: f64 = 1.7;

/// What the processor is expected to spend on it on a quiet machine, in seconds.
const EXPECTED: f64 = 0.060;

/// The edition that is measured alone.
const YEAR: i32 = 2024;

/// What the floors take, in seconds.
struct Floors {
    start: f64,
    read: f64,
    parse: f64,
}

/// A table of times against their floors.
struct Table(String);

impl Table {
    fn new() -> Table {
        Table(String::from("| what | ms | floor | ms | ratio |\n| --- | --- | --- | --- | --- |\n"))
    }

    fn row(&mut self, what: &str, time: f64, floor: &str, least: f64) {
        let ratio = time / least.max(1e-9);
        let _ = writeln!(self.0, "| {what} | {:.1} | {floor} | {:.1} | {ratio:.2} |", time * 1e3, least * 1e3);
    }
}

/// The rows of the edition of 2024 alone, made so many times.
pub(crate) fn edition_alone(times: usize) -> String {
    let mut table = Table::new();
    edition(&floors(), times, &mut table);
    table.0
}

/// A row for each stage, and one for each whole.
pub(crate) fn table() -> String {
    let mut table = Table::new();
    let mut row = |what: &str, time: f64, floor: &str, least: f64| table.row(what, time, floor, least);
    let floors = floors();
    let (.., network) = read();
    let figures: Vec<Figures> = (0..network.years.len()).map(|place| measure::figures(&network, place)).collect();
    let exhibits = all_exhibits(&network, &figures);
    let reading =
        quickest(TIMES, || load::inputs_with_data(&crate::inputs(), &mut Diagnostics::default()).expect("readable"));
    row("reading the inputs", reading, "the YAML parser alone", floors.parse);
    let unlinked = || load::inputs(&crate::inputs(), &mut Diagnostics::default()).expect("readable");
    let inputs = unlinked();
    let looking = quickest(TIMES, || rules::check(&inputs, &mut Diagnostics::default()));
    row("looking at them", looking, "the YAML parser alone", floors.parse);
    // The records go over into the network, so each time has inputs of its own.
    let mut all: Vec<Inputs> = (0..=TIMES).map(|_| unlinked()).collect();
    let linking = quickest(TIMES, || all.pop().as_mut().and_then(check::network));
    row("linking them", linking, "reading the bytes", floors.read);
    let measuring =
        quickest(TIMES, || (0..network.years.len()).map(|place| measure::figures(&network, place)).collect::<Vec<_>>());
    row("all figures of all editions", measuring, "reading the bytes", floors.read);
    let drawing = quickest(TIMES, || exhibits.iter().map(|all| render::pictures(all)).collect::<Vec<_>>());
    let papers = papers(&exhibits);
    let least = quickest(TIMES, || papers.iter().map(floor).collect::<Vec<_>>());
    row("all charts, five sizes, SVG and PNG, on all cores", drawing, "the same shapes, packed, on one core", least);
    let out = tempfile::tempdir().expect("there is room");
    let none = out.path().join("none");
    let whole = quickest(3, || make(&crate::inputs(), &none, Scope::All).expect("readable"));
    let bundle = make(&crate::inputs(), &none, Scope::All).expect("readable").bundle.expect("the inputs are sound");
    let safely = || published(&bundle, out.path());
    let [writing, least_written] = quickest_in_turn(3, safely, || written(&bundle, out.path(), false));
    let least_kept = quickest(3, || written(&bundle, out.path(), true));
    row("writing all files, safely", writing, "writing the same bytes", least_written);
    row("the same", writing, "writing them, and waiting for the disk file by file", least_kept);
    let sum = floors.start + floors.read + floors.parse + least + least_written;
    row("the whole build of all editions", floors.start + whole + writing, "all of the above", sum);
    edition(&floors, EDITION_TIMES, &mut table);
    table.0
}

/// The whole edition of 2024, with every exhibit bare at 16 cm in SVG and PNG.
fn edition(floors: &Floors, times: usize, table: &mut Table) {
    let out = tempfile::tempdir().expect("there is room");
    let bundle = one_edition(None).0;
    let whole = || whole_edition(out.path());
    let [time, least_written] = quickest_in_turn(times, whole, || written(&bundle, out.path(), false));
    let (.., network) = read();
    let figures: Vec<Figures> = (0..network.years.len()).map(|place| measure::figures(&network, place)).collect();
    let place = place(&network);
    let exhibits = all_exhibits(&network, &figures);
    let bare = |(_, chart)| draw(chart, Size::Page16cm, Frame::Bare).scene;
    let scenes: Vec<Scene> = charts(&exhibits[place]).into_iter().map(bare).collect();
    let drawn = quickest(TIMES, || scenes.iter().map(floor).collect::<Vec<_>>());
    let least = floors.start + floors.read + floors.parse + drawn + least_written;
    table.row(
        &format!("the whole edition of {YEAR}, exhibits bare at 16 cm"),
        floors.start + time,
        "its floors",
        least,
    );
    if let Some(spent) = spent(times, || whole_edition(out.path())) {
        table.row("the same, time of the processor", spent, "what is expected of it", EXPECTED);
    }
    let is_met = floors.start + time <= TARGET * least;
    aim(&format!("the whole edition of {YEAR} within {TARGET} times the sum of its floors"), is_met);
}

/// What the processor spends on one of so many runs, in seconds, by what the kernel tells; nothing elsewhere.
fn spent(times: usize, mut work: impl FnMut()) -> Option<f64> {
    /// Kernel ticks a second, on every Linux of today.
    const TICKS: f64 = 100.0;
    // Behind the name of the program: its times in its own code and in the kernel are the 12th and the 13th.
    let ticks = || {
        let told = std::fs::read_to_string("/proc/self/stat").ok()?;
        let numbers = told.rsplit_once(')')?.1.split_whitespace().skip(11).take(2);
        Some(numbers.filter_map(|number| number.parse::<f64>().ok()).sum::<f64>())
    };
    let before = ticks()?;
    (0..times).for_each(|_| work());
    Some((ticks()? - before) / TICKS / times as f64)
}

fn floors() -> Floors {
    let files = files(&inputs());
    let text = |path: &PathBuf| std::fs::read_to_string(path).expect("it is text");
    let texts: Vec<String> =
        files.iter().filter(|path| path.extension().is_some_and(|end| end == "yaml")).map(text).collect();
    let program = std::env::current_exe().expect("it is running");
    Floors {
        start: quickest(20, || Command::new(&program).arg("nothing").status().expect("it starts")),
        read: quickest(TIMES, || {
            files.iter().map(|path| std::fs::read(path).expect("it is there")).collect::<Vec<_>>()
        }),
        parse: quickest(TIMES, || texts.iter().all(|text| Parser::new_from_str(text).all(|event| event.is_ok()))),
    }
}

fn read() -> (Inputs, Data, Network) {
    let mut found = Diagnostics::default();
    let (mut inputs, data) = load::inputs_with_data(&inputs(), &mut found).expect("readable");
    rules::check(&inputs, &mut found);
    assert!(!found.has_errors(), "the inputs are sound");
    let network = check::network(&mut inputs).expect("the inputs are sound");
    (inputs, data, network)
}

fn place(network: &Network) -> usize {
    network.years.iter().position(|year| year.year == YEAR).expect("it has a snapshot")
}

fn of<'a>(network: &'a Network, place: usize, figures: &'a Figures, words: &'a Words) -> Edition<'a> {
    Edition { network, past: &network.years[..=place], year: &network.years[place], figures, words }
}

fn all_exhibits(network: &Network, figures: &[Figures]) -> Vec<Vec<Exhibit>> {
    let words = Words::english().marking();
    figures.iter().enumerate().map(|(place, figures)| exhibit::all(of(network, place, figures, &words))).collect()
}

/// The scenes of all files for papers.
fn papers(exhibits: &[Vec<Exhibit>]) -> Vec<Scene> {
    let charts = exhibits.iter().flatten().filter_map(|exhibit| exhibit.content.as_ref().ok());
    let sizes = [Size::Page16cm, Size::Column8cm, Size::Slide];
    charts.flat_map(|chart| sizes.map(|size| draw(chart, size, Frame::Framed).scene)).collect()
}

/// The charts of an edition that show something, with their names.
fn charts(exhibits: &[Exhibit]) -> Vec<(&str, &Chart)> {
    exhibits.iter().filter_map(|exhibit| Some((exhibit.name.as_str(), exhibit.content.as_ref().ok()?))).collect()
}

/// From the inputs to one edition in a new folder below that one.
fn whole_edition(below: &Path) {
    let out = fresh(below).join("output");
    let (bundle, stage) = one_edition(Some(&out));
    publish((&bundle, stage), &inputs(), &out, Scope::All, false).expect("there is room");
}

/// From the inputs to the files of one edition, which go to a place on the disk as `build` does it, if there is one.
fn one_edition(out: Option<&Path>) -> (Bundle, Option<Stage>) {
    let (_, data, network) = read();
    let words = Words::english().marking();
    let place = place(&network);
    let open = || out.map(|out| Stage::open(out, &inputs(), &Keep::Nothing).expect("there is room"));
    let (stage, figures) = both(open, || measure::figures(&network, place));
    let edition = of(&network, place, &figures, &words);
    let audit = || audit::audit(&network, edition.year, &figures);
    let (exhibits, audit) = both(|| exhibit::all(edition), audit);
    let picture = |&(name, chart): &(&str, &Chart)| {
        let scene = draw(chart, Size::Page16cm, Frame::Bare).scene;
        let drawn = svg(&scene, name);
        let files = [(format!("{name}.png"), png(&scene)), (format!("{name}.svg"), drawn.clone().into_bytes())];
        let files = files.map(|(name, bytes)| (name, Arc::new(Content::of(bytes)))).into();
        Picture { name: name.to_owned(), inline: [drawn, String::new()], files }
    };
    let draw = || heaviest_first(&charts(&exhibits), |(_, chart)| chart.table().rows.len(), picture);
    let mut bundle = stage.as_ref().map_or_else(Bundle::new, |stage| Bundle::handing_to(stage.receiver()));
    render::whole(edition, &exhibits, draw, &audit, &data, false, &mut bundle).expect("the templates are sound");
    // As the program does, what is large is let go beside the writing.
    std::thread::spawn(move || drop((exhibits, audit)));
    std::thread::spawn(move || drop((network, figures, data)));
    (bundle, stage)
}

/// Puts a bundle into a new folder below that one as `build` does.
fn published(bundle: &Bundle, below: &Path) {
    let out = fresh(below).join("output");
    publish((bundle, None), &inputs(), &out, Scope::All, false).expect("there is room");
}

/// Writes the same bytes, and no more; or waits after each file until the disk has it.
fn written(bundle: &Bundle, below: &Path, is_kept: bool) {
    let out = fresh(below);
    for (path, bytes) in bundle.files() {
        let path = out.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("there is room");
        std::fs::write(&path, bytes).expect("there is room");
        if is_kept {
            std::fs::File::open(&path).and_then(|file| file.sync_all()).expect("the disk takes it");
        }
    }
}

/// A new folder, which stays as long as that one: a disk that has just lost files is slow to take others.
fn fresh(below: &Path) -> PathBuf {
    tempfile::tempdir_in(below).expect("there is room").keep()
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("it can be read").path();
        if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
    }
    all
}
