//! Changes between two years of every shape: up, down, equal, new, ended and unknown.

use ascn_report::chart::{Change, ChangeRow, End, Form, LastColumn};
use ascn_report::draw::{Dot, Frame, Role, Scene, Shape, Size, draw};

use super::SIZES;
use super::cases::{AREAS, LONG_NAME, chart};

type Pair = (Option<u32>, Option<u32>);

pub(super) fn change<'a>(rows: impl IntoIterator<Item = (&'a str, Pair)>) -> Form {
    let end = |value: Option<u32>| End { value, text: value.map_or("–".to_owned(), |value| value.to_string()) };
    let word = |(from, to): Pair| match (from, to) {
        (Some(from), Some(to)) if to < from => format!("\u{2212}{}", from - to),
        (Some(from), Some(to)) if to > from => format!("+{}", to - from),
        (Some(_), Some(_)) => "0".to_owned(),
        (None, Some(_)) => "new".to_owned(),
        (Some(_), None) => "ended".to_owned(),
        (None, None) => "no data".to_owned(),
    };
    let row = |(label, pair): (&str, Pair)| ChangeRow {
        label: label.to_owned(),
        from: end(pair.0),
        to: end(pair.1),
        change: word(pair),
    };
    Form::Change(Change {
        label_heading: "Focus area".to_owned(),
        from_heading: "2021".to_owned(),
        to_heading: "2024".to_owned(),
        change_heading: "Change".to_owned(),
        rows: rows.into_iter().map(row).collect(),
        total: Vec::new(),
    })
}

const EDGES: [(&str, Pair); 8] = [
    ("Up", (Some(5), Some(9))),
    ("Equal", (Some(6), Some(6))),
    ("Down", (Some(8), Some(3))),
    ("By one", (Some(4), Some(5))),
    ("Ended", (Some(2), None)),
    ("New", (None, Some(7))),
    ("Zero", (Some(0), Some(0))),
    ("Unknown", (None, None)),
];

/// Every change that a report can meet, by name.
pub(super) fn changes() -> Vec<(&'static str, Form)> {
    let six = AREAS.into_iter().zip([22, 13, 12, 8, 10, 9]).zip([31, 24, 19, 14, 12, 8]);
    let zeros = AREAS.map(|name| (name, (Some(0), Some(0))));
    vec![
        ("no change", change([])),
        ("change of zeros", change(zeros)),
        ("change of unknowns, of zeros, in two rows", change([("One", (None, None)), ("Two", (Some(0), None))])),
        ("change of one area", change([("Civic & Social", (Some(3), Some(4)))])),
        ("change of six areas", change(six.map(|((name, from), to)| (name, (Some(from), Some(to)))))),
        ("change of every kind", change(EDGES)),
        (
            "change with long names and numbers",
            change([
                (LONG_NAME, (Some(99_999), Some(100_000))),
                ("Nay Pyi Taw နေပြည်တော် and Phnom Penh ភ្នំពេញ", (Some(1), Some(99_999))),
                ("กรุงเทพมหานคร", (Some(100_000), Some(0))),
            ]),
        ),
    ]
}

/// The dots of a mark that begins so, without those that only hollow a ring.
fn dots(scene: &Scene, label: &str) -> Vec<(Dot, Role)> {
    let mark = scene.marks.iter().find(|mark| mark.label.starts_with(label));
    let shapes = &mark.unwrap_or_else(|| panic!("{label} is not in the picture")).shapes;
    let dot = |shape: &Shape| match shape {
        Shape::Dot(dot, role) => Some((*dot, *role)),
        Shape::Block(..) | Shape::Line(..) | Shape::Text(..) => None,
    };
    shapes.iter().filter_map(dot).collect()
}

#[test]
fn rings_and_dots_stand_where_their_numbers_are() {
    for size in SIZES {
        let scene = draw(&chart(change(EDGES)), size, Frame::Bare).scene;
        let roles = |label: &str| dots(&scene, label).into_iter().map(|(_, role)| role).collect::<Vec<_>>();
        assert_eq!(roles("Up: "), [Role::Main, Role::Empty, Role::Main]);
        assert_eq!(roles("Equal: "), [Role::Main]);
        assert_eq!(roles("Down: "), [Role::Fall, Role::Empty, Role::Fall]);
        assert_eq!(roles("Ended: "), [Role::Main, Role::Empty]);
        assert_eq!(roles("New: "), [Role::Main]);
        assert_eq!(roles("Unknown: "), []);
        let at = |label: &str| dots(&scene, label).into_iter().map(|(dot, _)| f64::from(dot.x)).collect::<Vec<_>>();
        let (zero, nine) = (at("Zero: ")[0], at("Up: ")[2]);
        for (x, value) in [(at("Up: ")[0], 5.0), (at("Down: ")[0], 8.0), (at("Down: ")[2], 3.0), (at("New: ")[0], 7.0)]
        {
            let expected = zero + (nine - zero) * value / 9.0;
            assert!((x - expected).abs() < 2.0, "{size:?}: {value} stands at {x} and not at {expected}");
        }
    }
}

/// The years stand over the ends of the first row, and apart from each other where these are near.
#[test]
fn years_stand_over_the_ends_of_the_first_row() {
    let middles = |rows: &[(&str, Pair)]| {
        let scene = draw(&chart(change(rows.iter().copied())), Size::Page16cm, Frame::Bare).scene;
        let year = |year: &str| {
            let mark = scene.marks.iter().find(|mark| mark.label == year).expect("a year");
            let ink = mark.shapes.iter().map(Shape::ink).next().expect("its text");
            f64::from(ink.left + ink.right) / 2.0
        };
        let ends: Vec<f64> = dots(&scene, "First: ").iter().map(|(dot, _)| f64::from(dot.x)).collect();
        ([year("2021"), year("2024")], ends)
    };
    let (years, ends) = middles(&[("First", (Some(3), Some(9))), ("Second", (Some(1), Some(2)))]);
    assert!((years[0] - ends[0]).abs() < 60.0 && (years[1] - ends[2]).abs() < 60.0, "{years:?} over {ends:?}");
    let (years, ends) = middles(&[("First", (Some(98), Some(99))), ("Second", (Some(1), Some(2)))]);
    assert!(years[1] - years[0] > 2_000.0 && years[1] - ends[2] < 2_000.0, "{years:?} over {ends:?}");
    let (years, ends) = middles(&[("First", (Some(50), Some(51))), ("Second", (Some(1), Some(99)))]);
    assert!(years[1] - years[0] > 2_000.0, "{years:?}");
    assert!((years[0] + years[1] - ends[0] - ends[2]).abs() < 60.0, "{years:?} over {ends:?}");
    // Down from the right: the later year stands to the left.
    let (years, _) = middles(&[("First", (Some(9), Some(3))), ("Second", (Some(1), Some(2)))]);
    assert!(years[1] < years[0], "{years:?}");
}

#[test]
fn the_table_of_a_change_has_both_years_and_the_change() {
    let chart = chart(change([("Up", (Some(5), Some(9))), ("Down", (Some(8), Some(3))), ("New", (None, Some(7)))]));
    let table = chart.table();
    assert_eq!(table.columns, ["Focus area", "2021", "2024", "Change"]);
    assert_eq!(table.rows, [["Up", "5", "9", "+4"], ["Down", "8", "3", "\u{2212}5"], ["New", "–", "7", "new"]]);
    assert_eq!(table.last, LastColumn::Numbers);
    let told = chart.describe();
    assert!(told.ends_with("Down: 2021 8, 2024 3, Change \u{2212}5; New: 2021 –, 2024 7, Change new."), "{told}");
    let drawn = draw(&chart, Size::Page16cm, Frame::Bare).scene;
    assert!(drawn.marks.iter().any(|mark| mark.label == "Down: 2021 8, 2024 3, \u{2212}5"));
}
