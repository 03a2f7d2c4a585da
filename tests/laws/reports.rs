//! Whole reports of made-up networks: what may not change them, and that they print what the figures file holds.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use ascn_report::bundle::{Bundle, Content};
use ascn_report::draw::{Frame, Size, draw, svg};
use ascn_report::exhibit::{self, Edition, Exhibit};
use ascn_report::render::{self, Picture};
use ascn_report::words::Words;
use ascn_report::{Scope, audit, make, measure};
use serde_json::Value as Json;

use super::figures::network;
use super::networks::{Dice, Made, STATUSES};

const REPORTS: u64 = 12;

/// Every file of the reports but the pictures of pixels, which take long to draw.
fn texts(inputs: &Path) -> Bundle {
    let network = network(inputs);
    let words = Words::english();
    let mut bundle = Bundle::new();
    for (place, year) in network.years.iter().enumerate() {
        let figures = measure::figures(&network, place);
        let past = &network.years[..=place];
        let edition = Edition { network: &network, past, year, figures: &figures, words: &words };
        let exhibits = exhibit::all(edition);
        let pictures: Vec<Picture> = exhibits.iter().filter_map(picture).collect();
        let audit = audit::audit(&network, year, &figures);
        render::edition(
            edition,
            (&exhibits, &pictures),
            &audit,
            &ascn_report::load::RecordLines::new(),
            false,
            &mut bundle,
        )
        .expect("an edition");
    }
    bundle
}

fn picture(exhibit: &Exhibit) -> Option<Picture> {
    let chart = exhibit.content.as_ref().ok()?;
    let print = |size: Size, frame: Frame| svg(&draw(chart, size, frame).scene, &exhibit.name);
    let slide = print(Size::Slide, Frame::Framed);
    Some(Picture {
        name: exhibit.name.clone(),
        inline: [print(Size::Page16cm, Frame::Bare), print(Size::Column8cm, Frame::Bare)],
        files: vec![(format!("{}.svg", exhibit.name), Arc::new(Content::of(slide.into_bytes())))],
    })
}

/// The paths at which two reports differ.
fn differing<'a>(a: &'a Bundle, b: &'a Bundle) -> Vec<&'a str> {
    let paths = a.files().chain(b.files()).map(|(path, _)| path);
    // The list of the files of inputs tells of each by its hash, and so of the order in it.
    let paths = paths.filter(|path| !path.ends_with("/manifest.json"));
    let mut paths: Vec<&str> = paths.filter(|path| a.get(path) != b.get(path)).collect();
    paths.sort_unstable();
    paths.dedup();
    paths
}

#[test]
fn no_order_of_records_or_files_changes_a_byte() {
    for seed in 0..REPORTS {
        let mut made = Made::new(seed);
        let mut dice = Dice::new(seed + 1000);
        let report = texts(made.write().path());
        assert!(!report.is_empty(), "network {seed} has no report");
        assert_eq!(differing(&report, &texts(made.write().path())), [""; 0], "network {seed}, made twice");
        for year in &mut made.years {
            if let Some(records) = &mut year.records {
                dice.shuffle(records);
            }
        }
        assert_eq!(
            differing(&report, &texts(made.write().path())),
            [""; 0],
            "network {seed}, records in another order"
        );
        let split = made.write_split(&mut dice);
        assert_eq!(differing(&report, &texts(split.path())), [""; 0], "network {seed}, a file a city");
    }
}

#[test]
fn the_whole_program_makes_the_same_bytes_too() {
    let mut seeds = (0..).filter(|seed| Made::new(*seed).years.len() == 1);
    for seed in [seeds.next().expect("a seed"), seeds.next().expect("a seed")] {
        let made = Made::new(seed);
        let whole = |inputs: &Path| {
            let outcome = make(inputs, Path::new("no output is looked at"), Scope::All).expect("a report");
            outcome.bundle.expect("a bundle")
        };
        let folder = made.write();
        let report = whole(folder.path());
        let split = made.write_split(&mut Dice::new(seed));
        assert_eq!(differing(&report, &whole(split.path())), [""; 0], "network {seed}");
        // What the shorter way of these tests makes is what the program makes.
        let short = texts(folder.path());
        for (path, bytes) in
            short.files().filter(|(path, _)| path.ends_with("/report.md") || path.ends_with("/figures.json"))
        {
            assert!(report.get(path) == Some(bytes), "network {seed}, {path}");
        }
    }
}

#[test]
fn the_headline_on_growth_holds_exactly() {
    let titles = [
        (100, 201, "Projects have more than doubled since 2019"),
        (100, 200, "Projects have doubled since 2019"),
        (100, 199, "Projects have nearly doubled since 2019"),
        (100, 195, "Projects have nearly doubled since 2019"),
        (100, 194, "Projects have grown by 94.0% since 2019"),
        (100, 101, "Projects have grown by 1.0% since 2019"),
        (100, 100, "The number of projects is the same as in 2019"),
        (100, 99, "Projects have fallen by 1.0% since 2019"),
        (9, 18, "18 projects listed in 2020"),
        (0, 1, "1 project listed in 2020"),
    ];
    for (from, to, title) in titles {
        let bundle = texts(Made::of_totals(from, to).write().path());
        let report = text(&bundle, "2020/report.md");
        assert!(report.contains(&format!("\n**{title}**\n")), "from {from} to {to}: {title}");
    }
}

fn text<'a>(bundle: &'a Bundle, path: &str) -> &'a str {
    std::str::from_utf8(bundle.get(path).expect("a file")).expect("text")
}

/// The rows of the Markdown tables below a heading, cell by cell, by the heading of their table's first column.
fn tables(report: &str, heading: &str) -> BTreeMap<String, Vec<Vec<String>>> {
    let section = report.split(&format!("\n{heading}\n")).nth(1).unwrap_or_default();
    let section = section.split("\n## ").next().unwrap_or_default();
    let mut tables: BTreeMap<String, Vec<Vec<String>>> = BTreeMap::new();
    let mut name = None;
    for line in section.lines() {
        let Some(inner) = line.strip_prefix('|').and_then(|line| line.strip_suffix('|')) else {
            name = None;
            continue;
        };
        let cells: Vec<String> = inner.split('|').map(|cell| cell.trim().trim_matches('*').to_owned()).collect();
        match &name {
            None => name = Some(cells[0].clone()),
            Some(_)
                if cells.iter().all(|cell| cell.chars().all(|c| matches!(c, ':' | '-'))) && !cells[0].is_empty() => {}
            Some(name) => tables.entry(name.clone()).or_default().push(cells),
        }
    }
    tables
}

/// The rows of the tables of an exhibit, whatever its number.
fn exhibit(report: &str, name: &str) -> BTreeMap<String, Vec<Vec<String>>> {
    let is_its = |line: &&str| line.starts_with("### Exhibit ") && line.ends_with(&format!(". {name}"));
    let Some(heading) = report.lines().find(is_its) else { return BTreeMap::new() };
    let part = report.split(&format!("\n{heading}\n")).nth(1).unwrap_or_default();
    tables(&format!("\n{heading}\n{}", part.split("\n### ").next().unwrap_or_default()), heading)
}

struct Told<'a> {
    name: String,
    figures: &'a Json,
}

impl Told<'_> {
    fn text(&self, id: &str) -> &str {
        self.figures[id]["text"].as_str().unwrap_or_else(|| panic!("{}: no figure {id}", self.name))
    }

    fn same(&self, id: &str, printed: &str) {
        assert_eq!(printed, self.text(id), "{}, {id}", self.name);
    }
}

#[test]
fn the_report_prints_what_the_figures_file_holds() {
    let mut compared = 0;
    for seed in 0..REPORTS {
        let made = Made::new(seed);
        let bundle = texts(made.write().path());
        for year in &made.years {
            let figures: Json =
                serde_json::from_str(text(&bundle, &format!("{}/figures.json", year.year))).expect("JSON");
            let told = Told { name: format!("network {seed}, {}", year.year), figures: &figures["figures"] };
            let report = text(&bundle, &format!("{}/report.md", year.year));
            let noun = if told.text("projects") == "1" { "project" } else { "projects" };
            let opening = format!("**{} {noun}** ", told.text("projects"));
            assert!(report.contains(&opening), "{}", told.name);
            compared += exhibits(&told, report) + changes(&told, report, &made, year.year) + places(&told, report);
        }
    }
    assert!(compared > 500, "only {compared} numbers were compared");
}

fn exhibits(told: &Told<'_>, report: &str) -> usize {
    let mut compared = 0;
    for row in exhibit(report, "Projects over the years").remove("Year").unwrap_or_default() {
        if row[2] != "no snapshot" {
            told.same(&format!("projects.in-{}", row[0]), &row[1]);
            compared += 1;
        }
    }
    for row in exhibit(report, "Projects by focus area").remove("Focus area").unwrap_or_default() {
        let id = id("focus-area", &row[0]);
        told.same(&id, &row[1]);
        if row.len() > 2 && id != "projects" {
            told.same(&format!("{id}.share"), &row[2]);
        }
        compared += 1;
    }
    for row in exhibit(report, "Status by focus area").remove("Focus area").unwrap_or_default() {
        let id = id("focus-area", &row[0]);
        for (cell, status) in row[1..5].iter().zip(["completed", "on-going", "planning", "not-stated"]) {
            told.same(&format!("{id}.by-status.{status}"), cell);
            compared += 1;
        }
        told.same(&id, &row[5]);
    }
    compared
}

/// The figure of a class by its printed name.
fn id(class: &str, name: &str) -> String {
    match name {
        "All projects" => "projects".to_owned(),
        name => format!("projects.by-{class}.{}", name.to_lowercase().replace(' ', "-")),
    }
}

fn changes(told: &Told<'_>, report: &str, made: &Made, now: i32) -> usize {
    let mut compared = 0;
    let earlier = made.years.iter().filter(|year| year.year < now && year.records.is_some()).map(|year| year.year);
    for from in earlier {
        let section = format!("### {from} to {now}");
        let Some(part) = report.split(&format!("\n{section}\n")).nth(1) else { continue };
        let part = format!("\n{section}\n{}", part.split("\n### ").next().unwrap_or_default());
        let all = tables(&part, &section);
        for (class, heading) in [("focus-area", "Focus area"), ("status", "Status")] {
            // First the classes over all cities, then, where cities joined or left, those over the same cities.
            let classes = if class == "status" { STATUSES.len() } else { made.areas };
            for (place, row) in all[heading].iter().enumerate() {
                let (id, span) = (id(class, &row[0]), format!("{from}-to-{now}"));
                let is_same = place >= classes;
                let stem = if is_same { format!("{id}.same-cities") } else { id.clone() };
                let end = |all: String, same: &str| if is_same { format!("{stem}.{span}.{same}") } else { all };
                told.same(&end(format!("{id}.in-{from}"), "from"), &row[1]);
                told.same(&end(id.clone(), "to"), &row[2]);
                told.same(&format!("{stem}.change.{span}"), &row[3]);
                let is_ranked = class == "focus-area" && !is_same;
                let ranks = row.len() - if is_ranked { 3 } else { 0 };
                if ranks == 7 {
                    told.same(&end(format!("{id}.share-in-{from}"), "from-share"), &row[4]);
                    told.same(&end(format!("{id}.share"), "to-share"), &row[5]);
                    told.same(&format!("{stem}.points.{span}"), &row[6]);
                }
                if is_ranked {
                    told.same(&format!("{id}.rank-in-{from}"), &row[ranks]);
                    told.same(&format!("{id}.rank"), &row[ranks + 1]);
                    told.same(&format!("{id}.rank-change.{span}"), &row[ranks + 2]);
                }
                compared += 4;
            }
        }
    }
    compared
}

/// Every city of the network stands once in the chapter on the status of projects, wherever a list is public.
#[test]
fn every_city_is_told_once() {
    let mut told = 0;
    for seed in 0..REPORTS {
        let made = Made::new(seed);
        let bundle = texts(made.write().path());
        for year in made.years.iter().filter(|year| year.records.is_some()) {
            let report = text(&bundle, &format!("{}/report.md", year.year));
            let chapter = report.split("\n## Status of projects\n").nth(1).and_then(|rest| rest.split("\n## ").next());
            let headings: Vec<&str> =
                chapter.unwrap_or_default().lines().filter(|line| line.starts_with("#### ")).collect();
            let cities = tables(report, "### Cities").remove("City").unwrap_or_default();
            let cities: Vec<&Vec<String>> = cities.iter().filter(|row| row.len() == 6).collect();
            assert_eq!(headings.len(), cities.len(), "network {seed}, {}", year.year);
            for city in cities {
                let heading = format!("#### {}, {}", city[0], city[2]);
                let count = headings.iter().filter(|line| **line == heading).count();
                assert_eq!(count, 1, "network {seed}, {}: {heading}", year.year);
                told += 1;
            }
        }
    }
    assert!(told > 100, "only {told} cities were looked for");
}

fn places(told: &Told<'_>, report: &str) -> usize {
    let rows = tables(report, "### Cities").remove("City").unwrap_or_default();
    for row in rows.iter().filter(|row| row.len() == 6) {
        let printed = if row[4] == "no projects listed" { "0" } else { &row[4] };
        told.same(&id("city", &row[0]), printed);
    }
    told.same("cities", &rows.len().to_string());
    rows.len()
}
