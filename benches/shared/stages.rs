//! The stages of the real inputs against their floors, and the whole edition of 2024.

use crate::floor::floor;
use crate::{inputs, quickest};
use ascn_report::bundle::Bundle;
use ascn_report::check::{self, Network};
use ascn_report::diagnostic::Diagnostics;
use ascn_report::draw::{Frame, Scene, Size, draw, png, svg};
use ascn_report::exhibit::{self, Edition, Exhibit};
use ascn_report::load::written::Inputs;
use ascn_report::load::{self, Folder, YearsData};
use ascn_report::measure::{self, Figures};
use ascn_report::render::{self, Picture};
use ascn_report::words::Words;
use ascn_report::{Scope, audit, make, publish, rules};
use serde_yaml::granit_parser::Parser;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// So many times each stage is done; the quickest counts.
const TIMES: usize = 7;

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

/// A row for each stage, and one for each whole.
pub(crate) fn table() -> String {
    let mut table = String::from("| what | ms | floor | ms | ratio |\n| --- | --- | --- | --- | --- |\n");
    let mut row = |what: &str, time: f64, floor: &str, least: f64| {
        let _ = writeln!(
            table,
            "| {what} | {:.1} | {floor} | {:.1} | {:.2} |",
            time * 1e3,
            least * 1e3,
            time / least.max(1e-9)
        );
    };
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
    let least_written = quickest(3, || written(&bundle, false));
    let least_kept = quickest(3, || written(&bundle, true));
    let writing = quickest(3, || published(&bundle));
    row("writing all files, safely", writing, "writing the same bytes", least_written);
    row("the same", writing, "writing them, and waiting for the disk file by file", least_kept);
    let sum = floors.start + floors.read + floors.parse + least + least_written;
    row("the whole build of all editions", floors.start + whole + writing, "all of the above", sum);
    edition(&floors, &mut row);
    table
}

/// The whole edition of 2024, with every exhibit bare at 16 cm in SVG and PNG.
fn edition(floors: &Floors, row: &mut impl FnMut(&str, f64, &str, f64)) {
    let time = quickest(TIMES, || published(&one_edition()));
    let bundle = one_edition();
    let (.., network) = read();
    let figures: Vec<Figures> = (0..network.years.len()).map(|place| measure::figures(&network, place)).collect();
    let place = place(&network);
    let exhibits = all_exhibits(&network, &figures);
    let scenes: Vec<Scene> = bare(&exhibits[place]).into_iter().map(|(_, scene)| scene).collect();
    let drawn = quickest(TIMES, || scenes.iter().map(floor).collect::<Vec<_>>());
    let least = floors.start + floors.read + floors.parse + drawn + quickest(TIMES, || written(&bundle, false));
    row(&format!("the whole edition of {YEAR}, exhibits bare at 16 cm"), floors.start + time, "its floors", least);
    if let Some(spent) = spent(TIMES, || published(&one_edition())) {
        row("the same, time of the processor", spent, "what is expected of it", EXPECTED);
    }
    let met = if floors.start + time <= TARGET * least { "met" } else { "MISSED" };
    println!("the whole edition of {YEAR} within {TARGET} times the sum of its floors: {met}");
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

fn read() -> (Inputs, YearsData, Network) {
    let mut found = Diagnostics::default();
    let (mut inputs, years) = load::inputs_with_data(&inputs(), &mut found).expect("readable");
    rules::check(&inputs, &mut found);
    assert!(!found.has_errors(), "the inputs are sound");
    let network = check::network(&mut inputs).expect("the inputs are sound");
    (inputs, years, network)
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

/// The exhibits of an edition bare at 16 cm, with their names.
fn bare(exhibits: &[Exhibit]) -> Vec<(&str, Scene)> {
    let drawn = exhibits.iter().filter_map(|exhibit| Some((exhibit.name.as_str(), exhibit.content.as_ref().ok()?)));
    drawn.map(|(name, chart)| (name, draw(chart, Size::Page16cm, Frame::Bare).scene)).collect()
}

/// From the inputs to the files of one edition.
fn one_edition() -> Bundle {
    let (inputs, years, network) = read();
    let data = load::data(Folder::from(&crate::inputs()), &inputs.sources, years).expect("readable");
    let words = Words::english().marking();
    let place = place(&network);
    let figures = measure::figures(&network, place);
    let edition = of(&network, place, &figures, &words);
    let audit = audit::audit(&network, edition.year, &figures);
    let exhibits = exhibit::all(edition);
    let picture = |(name, scene): (&str, Scene)| {
        let drawn = svg(&scene, name);
        let files = vec![(format!("{name}.png"), png(&scene)), (format!("{name}.svg"), drawn.clone().into_bytes())];
        Picture { name: name.to_owned(), inline: [drawn, String::new()], files }
    };
    let pictures = on_all_cores(bare(&exhibits), picture);
    let mut bundle = Bundle::new();
    render::edition(edition, (&exhibits, &pictures), &audit, data.record_lines(), false, &mut bundle)
        .expect("the templates are sound");
    render::data(edition, &data, &mut bundle).expect("the tables are sound");
    bundle
}

/// What comes of each item, in their order, worked on by all cores.
fn on_all_cores<T: Send, R: Send>(items: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let mut hands: Vec<Vec<(usize, T)>> = (0..cores).map(|_| Vec::new()).collect();
    for (place, item) in items.into_iter().enumerate() {
        hands[place % cores].push((place, item));
    }
    let work = &work;
    let mut done: Vec<(usize, R)> = std::thread::scope(|scope| {
        let one = |hand: Vec<(usize, T)>| {
            scope.spawn(move || hand.into_iter().map(|(at, item)| (at, work(item))).collect::<Vec<_>>())
        };
        let hands: Vec<_> = hands.into_iter().map(one).collect();
        hands.into_iter().flat_map(|hand| hand.join().expect("it ends well")).collect()
    });
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, made)| made).collect()
}

/// Puts a bundle into a new folder as `build` does.
fn published(bundle: &Bundle) {
    let out = tempfile::tempdir().expect("there is room");
    publish(bundle, &inputs(), &out.path().join("output"), Scope::All, false).expect("there is room");
}

/// Writes the same bytes, and no more; or waits after each file until the disk has it.
fn written(bundle: &Bundle, is_kept: bool) {
    let out = tempfile::tempdir().expect("there is room");
    for (path, bytes) in bundle.files() {
        let path = out.path().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("there is room");
        std::fs::write(&path, bytes).expect("there is room");
        if is_kept {
            std::fs::File::open(&path).and_then(|file| file.sync_all()).expect("the disk takes it");
        }
    }
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
