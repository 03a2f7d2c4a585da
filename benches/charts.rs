//! How long each chart takes to be laid out and printed, against a floor measured in the same run:
//! `cargo bench --bench charts`; `-- --readme` also puts the table into README.md.

#![expect(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "this measures time, and renews a table in README"
)]
#![expect(clippy::print_stdout, reason = "figures are printed")]

#[path = "shared/floor.rs"]
mod floor;
#[path = "shared/readme.rs"]
mod readme;

use ascn_report::chart::Chart;
use ascn_report::draw::{Frame, Size, draw, pdf, png, svg, svg_outlines};
use ascn_report::exhibits;
use floor::floor;
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

/// So many times each thing is done; the quickest counts.
const TIMES: usize = 40;

/// The most that a PNG may take of the floor, and an SVG of the PNG.
const TARGETS: (f64, f64) = (1.7, 0.1);

/// What one chart takes.
struct Row {
    name: String,
    scene: Duration,
    svg: Duration,
    outlines: Duration,
    png: Duration,
    pdf: Duration,
    floor: Duration,
}

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (_, shown) = exhibits(&root.join("inputs"), None, None).expect("the inputs can be read");
    let shown = shown.expect("the inputs are sound");
    let charts =
        shown.exhibits.iter().filter_map(|exhibit| Some((exhibit.name.as_str(), exhibit.content.as_ref().ok()?)));
    let rows: Vec<Row> = charts.map(|(name, chart)| measured(name, chart)).collect();
    let table = table(&rows);
    println!("{table}");
    let met = rows.iter().all(|row| ratio(row.png, row.floor) <= TARGETS.0 && ratio(row.svg, row.png) <= TARGETS.1);
    println!("Every PNG within {} of the floor, every SVG within {} of its PNG: {met}", TARGETS.0, TARGETS.1);
    if std::env::args().any(|word| word == "--readme") {
        readme::renew("charts", &table);
    }
}

fn measured(name: &str, chart: &Chart) -> Row {
    let scene = draw(chart, Size::Page16cm, Frame::Framed).scene;
    let (png, floor) = quickest_of_both(|| png(&scene).len(), || floor(&scene).len());
    Row {
        name: name.to_owned(),
        scene: quickest(|| draw(chart, Size::Page16cm, Frame::Framed).scene.marks.len()),
        svg: quickest(|| svg(&scene, name).len()),
        outlines: quickest(|| svg_outlines(&scene, name).len()),
        png,
        pdf: quickest(|| pdf(&scene, "en").len()),
        floor,
    }
}

fn quickest(work: impl Fn() -> usize) -> Duration {
    (0..TIMES).map(|_| once(&work)).min().unwrap_or_default()
}

/// The same of two things by turns, so that what slows the machine for a while slows both.
fn quickest_of_both(one: impl Fn() -> usize, other: impl Fn() -> usize) -> (Duration, Duration) {
    let both: Vec<(Duration, Duration)> = (0..TIMES).map(|_| (once(&one), once(&other))).collect();
    let least = |times: &mut dyn Iterator<Item = Duration>| times.min().unwrap_or_default();
    (least(&mut both.iter().map(|(one, _)| *one)), least(&mut both.iter().map(|(_, other)| *other)))
}

fn once(work: impl Fn() -> usize) -> Duration {
    let start = Instant::now();
    black_box(work());
    start.elapsed()
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64().max(1e-9)
}

fn table(rows: &[Row]) -> String {
    let mut table = String::from(
        "| exhibit, 16 cm | PNG, ms | floor, ms | PNG / floor | scene / PNG | SVG / PNG | outlines / PNG | PDF / PNG |\n\
         | --- | --- | --- | --- | --- | --- | --- | --- |\n",
    );
    for row in rows {
        let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
        let of_png = [row.scene, row.svg, row.outlines, row.pdf].map(|time| ratio(time, row.png));
        let [scene, svg, outlines, pdf] = of_png;
        let _ = writeln!(
            table,
            "| `{}` | {:.2} | {:.2} | {:.2} | {scene:.2} | {svg:.2} | {outlines:.2} | {pdf:.2} |",
            row.name,
            ms(row.png),
            ms(row.floor),
            ratio(row.png, row.floor),
        );
    }
    table
}
