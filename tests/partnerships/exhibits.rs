//! The exhibits of partnerships and programmes: what they claim, in which order rows stand, and what is drawn together.

use ascn_report::chart::{Bars, Chart, Emphasis, Form, Stretch, Timeline, Trends};
use ascn_report::exhibits;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// A change of a file of the case: its name, what is replaced (nothing: the end of the file), and by what.
type Edit<'a> = (&'a str, &'a str, &'a str);

/// The exhibit of that name of an edition of the case, with its inputs changed.
fn shown(name: &str, year: i32, edits: &[Edit<'_>]) -> Option<Chart> {
    let case = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/partnerships/inputs");
    let folder = tempfile::tempdir().expect("a folder");
    for entry in fs::read_dir(&case).expect("the case") {
        let path = entry.expect("an entry").path();
        let file = path.file_name().expect("a name").to_string_lossy().into_owned();
        let mut text = fs::read_to_string(&path).expect("a file");
        for (_, from, to) in edits.iter().filter(|(edited, ..)| *edited == file) {
            assert!(from.is_empty() || text.contains(from), "{file} has no {from}");
            text = if from.is_empty() { text + to } else { text.replace(from, to) };
        }
        fs::write(folder.path().join(file), text).expect("a file");
    }
    let (outcome, shown) = exhibits(folder.path(), Some(year), None).expect("the inputs can be read");
    let shown = shown.unwrap_or_else(|| panic!("{:?}", outcome.found));
    shown.exhibits.into_iter().find(|exhibit| exhibit.name == name).and_then(|exhibit| exhibit.content.ok())
}

fn title(name: &str, year: i32, edits: &[Edit<'_>]) -> String {
    shown(name, year, edits).expect("it is drawn").caption.title
}

fn bars(chart: &Chart) -> &Bars {
    match &chart.form {
        Form::Bars(bars) => bars,
        other => panic!("{}", other.kind()),
    }
}

/// Rows as they are drawn.
fn drawn(chart: &Chart) -> Vec<String> {
    bars(chart).drawn().map(|row| format!("{} {}", row.label, row.value_text)).collect()
}

/// So many more partners, each of another country or under another programme, by two letters.
fn more(count: u32, programmes: bool) -> [String; 3] {
    let [mut partners, mut links, mut register] = [String::new(), String::new(), String::new()];
    for index in 0..count {
        let letter = |place: u32| char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"[place as usize % 26]);
        let code = if programmes { "XA".to_owned() } else { [letter(index / 26), letter(index)].iter().collect() };
        let _ = write!(partners, "\n  - id: partner-{index}\n    name: Partner No {index}\n    country: {code}\n");
        let under = if programmes { format!("\n    programme: programme-{index}") } else { String::new() };
        let _ = write!(
            links,
            "\n  - id: link-{index}\n    cities: [example-city]\n    partners: [partner-{index}]\n    kind: advice{under}\n    \
             years: [2024]\n    sources:\n      - source: register\n"
        );
        let _ = write!(
            register,
            "\n  - id: programme-{index}\n    name: Programme No {index}\n    kind: plan\n    facts: []\n"
        );
    }
    [partners, links, if programmes { register } else { String::new() }]
}

#[test]
fn partners_are_ranked_by_country_and_what_is_not_stated_stands_last() {
    let chart = shown("partners-by-country", 2024, &[]).expect("it is drawn");
    assert_eq!(drawn(&chart), ["International bodies 3", "Exampleland 2", "Country not stated 1"]);
    assert_eq!(chart.caption.title, "International bodies are named most often: in 3 of 6 traced partnerships");
    assert_eq!(bars(&chart).rows[2].emphasis, Emphasis::Unstated);
    let by_project =
        ("framework.yaml", "partnership_count: city-and-partner", "partnership_count: project-and-partner");
    assert_eq!(
        title("partners-by-country", 2024, &[by_project]),
        "Traced partnerships by country of the partner, 2024"
    );
    let japan = ("partners.yaml", "country: INT", "country: JP");
    let first = title("partners-by-country", 2024, &[japan]);
    assert_eq!(first, "Country named most often: Japan, in 3 of 6 traced partnerships");
    let [partner, link, _] = more(1, false);
    let third = [("partners.yaml", "", partner.as_str()), ("partnerships.yaml", "", link.as_str())];
    let tie = title("partners-by-country", 2024, &[&[japan, by_project], &third[..]].concat());
    assert_eq!(tie, "Countries named most often: Exampleland and Japan, in 3 of 8 traced partnerships each");
    let one = [
        ("partners.yaml", "country: INT", "country: XA"),
        ("partners.yaml", "  - id: model-lab\n", "  - id: model-lab\n    country: XA\n"),
    ];
    assert_eq!(title("partners-by-country", 2024, &one), "Traced partnerships by country of the partner, 2024");
}

#[test]
fn programmes_are_ranked_and_a_headline_too_long_for_a_column_gives_way() {
    let chart = shown("partnerships-by-programme", 2024, &[]).expect("it is drawn");
    assert_eq!(drawn(&chart), ["Example Programme 3", "Sample Fund *of funds* 1", "No programme named 5"]);
    assert_eq!(chart.caption.title, "Example Programme is named most often: in 3 of 6 traced partnerships");
    assert!(chart.caption.note.contains("can stand in several of these rows"), "{}", chart.caption.note);
    let long = format!("name: Example Programme{}", " for Everything Else".repeat(4));
    let long = ("programmes.yaml", "name: Example Programme", long.as_str());
    let by_id = ("2024.yaml", "programme: Example Programme", "programme: example-programme");
    assert_eq!(title("partnerships-by-programme", 2024, &[long, by_id]), "Traced partnerships by programme, 2024");
    assert!(shown("partnerships-by-programme", 2023, &[]).is_none_or(|chart| !drawn(&chart).is_empty()));
}

#[test]
fn more_than_thirteen_bars_are_twelve_and_the_others() {
    for (count, programmes) in [(6, false), (11, false), (30, false), (30, true), (300, true)] {
        let [partners, links, register] = more(count, programmes);
        let edits =
            [("partners.yaml", "", &*partners), ("partnerships.yaml", "", &links), ("programmes.yaml", "", &register)];
        let name = if programmes { "partnerships-by-programme" } else { "partners-by-country" };
        let chart = shown(name, 2024, &edits).expect("it is drawn");
        let rows = drawn(&chart);
        // Two classes of the case besides those.
        let classes = count + 2;
        let table = chart.table().rows;
        assert_eq!(table.len(), classes as usize + 1, "{name}, {count}");
        assert!(!table.iter().any(|row| row[0].starts_with("Other (")), "{name}, {count}: {table:?}");
        if classes <= 13 {
            assert_eq!(rows.len(), table.len(), "{name}, {count}: {rows:?}");
            continue;
        }
        assert_eq!(rows.len(), 14, "{name}, {count}: {rows:?}");
        let folded = classes - 12;
        assert_eq!(rows[12], format!("Other ({folded}) {folded}"), "{name}, {count}");
        assert!(rows[13].starts_with(if programmes { "No programme named" } else { "Country not stated" }), "{rows:?}");
    }
}

fn totals(totals: &[(&str, u32, Option<u32>)]) -> Vec<(String, String, String)> {
    let edit = |(year, value, other): &(&str, u32, Option<u32>)| {
        let other = other.map_or_else(String::new, |other| {
            format!("      others:\n        - value: {other}\n          source: report\n")
        });
        let total =
            format!("totals:\n    - measure: partnerships\n      value: {value}\n      source: report\n{other}");
        (format!("{year}.yaml"), "totals:\n".to_owned(), total)
    };
    totals.iter().map(edit).collect()
}

#[test]
fn published_totals_claim_only_what_every_source_says() {
    let of = |given: &[(&str, u32, Option<u32>)]| {
        let edits = totals(given);
        let edits: Vec<Edit<'_>> =
            edits.iter().map(|(file, from, to)| (file.as_str(), from.as_str(), to.as_str())).collect();
        title("partnerships-over-the-years", 2024, &edits)
    };
    assert_eq!(of(&[]), "6 partnerships can be traced in 2024");
    assert_eq!(of(&[("2023", 1, None)]), "1 partnership published for 2023; no later total is published");
    assert_eq!(of(&[("2023", 4, None), ("2024", 9, None)]), "Published partnerships rose from 4 in 2023 to 9 in 2024");
    assert_eq!(of(&[("2023", 9, None), ("2024", 4, None)]), "Published partnerships fell from 9 in 2023 to 4 in 2024");
    assert_eq!(
        of(&[("2023", 4, None), ("2024", 4, None)]),
        "As many partnerships were published for 2024 as for 2023: 4"
    );
    assert_eq!(
        of(&[("2023", 4, Some(5)), ("2024", 9, None)]),
        "Published partnerships rose from 4 or 5 in 2023 to 9 in 2024"
    );
    assert_eq!(of(&[("2023", 4, Some(10)), ("2024", 9, None)]), "Partnerships as published and as traced, 2023–2024");
}

fn trends(chart: &Chart) -> &Trends {
    match &chart.form {
        Form::Trends(trends) => trends,
        other => panic!("{}", other.kind()),
    }
}

#[test]
fn published_and_traced_partnerships_stand_apart() {
    let edits = totals(&[("2023", 4, Some(5))]);
    let edits: Vec<Edit<'_>> =
        edits.iter().map(|(file, from, to)| (file.as_str(), from.as_str(), to.as_str())).collect();
    let chart = shown("partnerships-over-the-years", 2024, &edits).expect("it is drawn");
    let panels = trends(&chart).panels.iter().map(|panel| {
        let texts = panel.trend.points.iter().map(|point| point.text.as_str()).collect::<Vec<_>>();
        (panel.label.as_str(), texts.join(", "), panel.trend.breaks.len())
    });
    let expected = [
        ("Totals as published", "4 or 5, not published".to_owned(), 0),
        ("Traced in public texts", "2, 6".to_owned(), 0),
    ];
    assert_eq!(panels.collect::<Vec<_>>(), expected);
    assert_eq!(chart.table().rows, [["2023", "4 or 5", "2"], ["2024", "not published", "6"]]);
    assert!(
        chart.caption.note.contains("different measures") && chart.caption.note.contains("gives 5"),
        "{}",
        chart.caption.note
    );
    let rule = (
        "framework.yaml",
        "partnership_count: city-and-partner",
        "partnership_count: partner\npartnership_count_change:\n  since: 2024\n  before: city-and-partner",
    );
    let chart = shown("partnerships-over-the-years", 2024, &[rule]).expect("it is drawn");
    let breaks: Vec<i32> =
        trends(&chart).panels.iter().flat_map(|panel| &panel.trend.breaks).map(|one| one.year).collect();
    assert_eq!(breaks, [2024]);
}

fn timeline(chart: &Chart) -> &Timeline {
    match &chart.form {
        Form::Timeline(timeline) => timeline,
        other => panic!("{}", other.kind()),
    }
}

#[test]
fn a_timeline_marks_days_years_and_periods_and_leaves_open_what_lasts() {
    let kinds = |chart: &Chart| -> Vec<String> {
        let kind = |stretch: &Stretch| match stretch {
            Stretch::Step { month, day, .. } => format!("step {}-{} {day:?}", month / 12, month % 12 + 1),
            Stretch::Year { year, .. } => format!("year {year}"),
            Stretch::Period { from, to: Some(to), .. } => {
                format!("{}-{} to {}-{}", from / 12, from % 12 + 1, to / 12, to % 12 + 1)
            }
            Stretch::Period { from, to: None, .. } => format!("{}-{} on", from / 12, from % 12 + 1),
        };
        timeline(chart).courses.iter().flat_map(|course| course.stretches.iter().map(kind)).collect()
    };
    // What no document tells has no mark, and the note says so.
    let chart = shown("programme-timeline", 2024, &[]).expect("it is drawn");
    assert_eq!(kinds(&chart), ["2022-3 to 2025-12", "year 2024"]);
    assert!(chart.caption.note.contains("no document was found are left out"), "{}", chart.caption.note);
    let found = ("programmes.yaml", "confidence: inferred-weak", "confidence: published\n        source: page");
    let chart = shown("programme-timeline", 2024, &[found]).expect("it is drawn");
    assert_eq!(kinds(&chart), ["2022-3 to 2025-12", "year 2024", "step 2023-5 Some(6)"]);
    assert!(!chart.caption.note.contains("no document"), "{}", chart.caption.note);
    assert_eq!((timeline(&chart).first_year, timeline(&chart).last_year), (2022, 2025));
    assert_eq!(chart.caption.title, "Programmes and instruments, by their dates");
    assert_eq!(chart.table().rows[0], ["Example Programme", "March 2022 to 2025; 2024"]);
    let lasting = ("programmes.yaml", "until: 2025", "until: 2040");
    let chart = shown("programme-timeline", 2024, &[lasting]).expect("it is drawn");
    assert_eq!((timeline(&chart).last_year, kinds(&chart)[0].as_str()), (2027, "2022-3 on"));
    assert_eq!(chart.caption.subtitle.rsplit(", ").next(), Some("2022–2027"), "the years that are drawn");
    assert!(chart.caption.source.contains("in the report of 2024"), "{}", chart.caption.source);
    let third = ("programmes.yaml", "date: 2025\n", "date: 2024\n");
    // In the first year of all, whatever is older appears too.
    for (year, title) in [
        ("2022", "Programmes and instruments, by their dates"),
        ("2024", "More programmes first appear in 2024 than in any other year"),
    ] {
        let date = format!("date: {year}-05-06");
        let second = ("programmes.yaml", "date: 2023-05-06", date.as_str());
        let chart = shown("programme-timeline", 2024, &[found, second, third]).expect("it is drawn");
        assert_eq!(chart.caption.title, title, "{year}");
    }
    assert!(
        shown(
            "programme-timeline",
            2023,
            &[("programmes.yaml", "date: 2022-03", "date: 2024-03"), ("programmes.yaml", "2023-05-06", "2024-05-06")]
        )
        .is_none()
    );
}
