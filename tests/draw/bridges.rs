//! Bridges of every shape: few and many steps, tiny and large ones, up, down and still, sure and unsure.

use std::fmt::Write;

use ascn_report::chart::{Form, LastColumn};
use ascn_report::draw::{Area, Flaw, Frame, Mark, Role, Scene, Shape, Size, draw};

use super::cases::{AREAS, LONG_NAME, bridge, chart};
use super::changes::changes;
use super::{FRAMES, SIZES};

const STATES: [&str; 14] = [
    "Brunei Darussalam",
    "Cambodia",
    "Indonesia",
    "Lao PDR",
    "Malaysia",
    "Myanmar",
    "Philippines",
    "Singapore",
    "Thailand",
    "Timor-Leste",
    "Viet Nam",
    "Cities that joined",
    "Cities that left",
    "Corrections of the year before",
];

/// Every bridge that a report can meet, by name.
pub(super) fn bridges() -> Vec<(&'static str, Form)> {
    let mut cases = ordinary();
    cases.extend(extreme());
    cases
}

fn ordinary() -> Vec<(&'static str, Form)> {
    let six: Vec<(&str, i64)> = AREAS.into_iter().zip([9, -2, 0, 7, -4, 1]).collect();
    vec![
        ("bridge of one step", bridge(("2021", 65), &[(&[("Net change", 12)], ("2022", 77))])),
        ("bridge up and down", bridge(("2022", 86), &[(&[("New", 29), ("Dropped", -7)], ("2024", 108))])),
        (
            "bridge of four totals",
            bridge(
                ("2018", 53),
                &[
                    (&[("New", 24), ("Dropped", -12)], ("2021", 65)),
                    (&[("New", 18), ("Dropped", -6)], ("2022", 77)),
                    (&[("New", 41), ("Dropped", -10)], ("2024", 108)),
                ],
            ),
        ),
        (
            "bridge with estimates",
            bridge(("2021", 65), &[(&[("New?", 30), ("Dropped?", -17), ("Merged?", -1), ("Moved?", 0)], ("2022", 77))]),
        ),
        ("bridge of six areas", bridge(("2022", 77), &[(&six, ("2024", 88))])),
        (
            "bridge with long names over low bars",
            bridge(("2018", 3), &[(&[(LONG_NAME, 40), ("Carried no further", -38), (LONG_NAME, -2)], ("2021", 3))]),
        ),
        ("bridge with long names", bridge(("31 August 2023", 86), &[(&[(LONG_NAME, 29), ("New", -7)], ("2024", 108))])),
    ]
}

fn extreme() -> Vec<(&'static str, Form)> {
    let fourteen: Vec<(&str, i64)> = STATES.into_iter().zip([3, -1, 0, 4, -2, 5, 1, -3, 2, 0, 6, 1, -4, 10]).collect();
    let numbered: Vec<(&str, i64)> =
        ["New", "Dropped"].into_iter().cycle().take(14).zip([4, -3].into_iter().cycle()).collect();
    vec![
        ("bridge without a step", bridge(("2023", 86), &[(&[], ("2024", 86))])),
        ("bridge of an opening", bridge(("2023", 86), &[])),
        ("bridge of zeros", bridge(("2023", 0), &[(&[("New", 0), ("Dropped", 0)], ("2024", 0))])),
        ("bridge of steps of nothing", bridge(("2023", 86), &[(&[("New", 0), ("Dropped", 0)], ("2024", 86))])),
        ("bridge down only", bridge(("2023", 86), &[(&[("Completed", -40), ("Dropped", -30)], ("2024", 16))])),
        ("bridge to zero", bridge(("2023", 9), &[(&[("Completed", -6), ("Dropped", -3)], ("2024", 0))])),
        ("bridge from zero", bridge(("2017", 0), &[(&[("New", 53)], ("2018", 53))])),
        ("bridge of tiny steps", bridge(("2023", 99_998), &[(&[("New", 3), ("Dropped?", -1)], ("2024", 100_000))])),
        (
            "bridge of large steps",
            bridge(("2023", 12_345), &[(&[("New", 99_999), ("Dropped", -12_344)], ("2024", 100_000))]),
        ),
        ("bridge of fourteen steps", bridge(("2023", 86), &[(&fourteen, ("2024", 108))])),
        ("bridge of fourteen short names", bridge(("2023", 86), &[(&numbered, ("2024", 93))])),
        ("bridge below zero", bridge(("2023", 2), &[(&[("Dropped", -7), ("New", 20)], ("2024", 15))])),
        (
            "bridge in local scripts",
            bridge(("2023", 86), &[(&[("ភ្នំពេញ Phnom Penh", 9), ("နေပြည်တော် Nay Pyi Taw", -3)], ("2024", 92))]),
        ),
    ]
}

/// Every shape but the texts, with the width of its stroke.
fn marks(scene: &Scene) -> impl Iterator<Item = Area> {
    scene.marks.iter().flat_map(|mark| &mark.shapes).filter_map(|shape| match shape {
        Shape::Block(area, _) => Some(*area),
        Shape::Line(line, _) => Some(shape.ink().grown(line.width / 2)),
        Shape::Dot(..) => Some(shape.ink()),
        Shape::Text(..) => None,
    })
}

fn texts(mark: &Mark) -> impl Iterator<Item = (&str, Area, Role)> {
    mark.shapes.iter().filter_map(|shape| match shape {
        Shape::Text(text, role) => Some((text.shaped.text.as_str(), text.ink(), *role)),
        Shape::Block(..) | Shape::Dot(..) | Shape::Line(..) => None,
    })
}

#[test]
fn nothing_runs_through_a_name_or_a_number_of_a_bridge_or_a_change() {
    let mut found = String::new();
    for (name, form) in bridges().into_iter().chain(changes()) {
        for (size, frame) in SIZES.into_iter().flat_map(|size| FRAMES.map(|frame| (size, frame))) {
            let scene = draw(&chart(form.clone()), size, frame).scene;
            for (text, ink, _) in scene.marks.iter().flat_map(texts) {
                if marks(&scene).any(|mark| mark.meets(&ink)) {
                    let _ = writeln!(found, "{name}, {size:?}, {frame:?}: \"{text}\"");
                }
            }
        }
    }
    assert!(found.is_empty(), "{found}");
}

#[test]
fn small_bridges_of_every_kind_have_no_flaw() {
    let mut found = String::new();
    for code in 0..4_usize.pow(4) {
        let picked = [code % 4, code / 4 % 4, code / 16 % 4, code / 64];
        let opening = [0, 1, 90, 1_000][picked[0]];
        let rises = [0, 1, 7, 99_000][picked[1]];
        let falls = [0, 1, opening, opening + rises][picked[2]].min(opening + rises);
        let net = [0, 1, 20, 500][picked[3]];
        let closing = opening + rises - falls;
        let steps = [("New", i64::from(rises)), ("Left out", -i64::from(falls))];
        let form = bridge(
            ("2023", opening),
            &[(&steps, ("2024", closing)), (&[("Net?", i64::from(net))], ("2025", closing + net))],
        );
        for size in SIZES {
            let drawn = draw(&chart(form.clone()), size, Frame::Bare);
            for flaw in drawn.flaws {
                let _ = writeln!(found, "{opening} {steps:?} {net} at {size:?}: {flaw}");
            }
        }
    }
    assert!(found.is_empty(), "{found}");
}

#[test]
fn a_bridge_that_does_not_close_is_told() {
    let form = bridge(
        ("2018", 53),
        &[(&[("New", 24), ("Dropped", -12)], ("2021", 65)), (&[("New", 18), ("Dropped", -5)], ("2022", 77))],
    );
    for size in SIZES {
        let flaws = draw(&chart(form.clone()), size, Frame::Bare).flaws;
        assert_eq!(flaws, [Flaw::BrokenBridge { total: "2022".to_owned(), stated: 77, reached: 78 }]);
        assert_eq!(flaws[0].to_string(), "the steps before \"2022\" lead to 78, and not to 77");
    }
}

/// The mark of that name.
fn named<'a>(scene: &'a Scene, label: &str) -> &'a Mark {
    scene.marks.iter().find(|mark| mark.label == label).unwrap_or_else(|| panic!("{label} is not in the picture"))
}

/// The blocks of a mark: their common rectangle, their colour, and how many there are.
fn block(mark: &Mark) -> (Area, Role, usize) {
    let blocks: Vec<(Area, Role)> = mark
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Block(area, role) => Some((*area, *role)),
            Shape::Line(..) | Shape::Dot(..) | Shape::Text(..) => None,
        })
        .collect();
    let whole = blocks.iter().map(|(area, _)| *area).reduce(|one, other| Area {
        left: one.left.min(other.left),
        top: one.top.min(other.top),
        right: one.right.max(other.right),
        bottom: one.bottom.max(other.bottom),
    });
    (whole.expect("it has a block"), blocks[0].1, blocks.len())
}

#[test]
fn steps_stand_where_the_bar_before_them_ended_and_are_as_long_as_their_number() {
    let form = bridge(("2022", 80), &[(&[("New", 40), ("Dropped", -20)], ("2024", 100))]);
    for size in SIZES {
        let scene = draw(&chart(form.clone()), size, Frame::Bare).scene;
        let [opening, rise, fall, closing] =
            ["2022: 80", "New: +40", "Dropped: \u{2212}20", "2024: 100"].map(|label| block(named(&scene, label)));
        assert_eq!([opening.1, rise.1, fall.1, closing.1], [Role::Main, Role::Rise, Role::Fall, Role::Main]);
        let [opening, rise, fall, closing] = [opening.0, rise.0, fall.0, closing.0];
        assert_eq!((opening.bottom, closing.bottom), (closing.bottom, opening.bottom), "{size:?}");
        assert_eq!((rise.bottom, fall.top, closing.top), (opening.top, rise.top, fall.bottom), "{size:?}");
        let high = |area: Area| f64::from(area.bottom - area.top);
        for (area, count) in [(opening, 80.0), (rise, 40.0), (fall, 20.0)] {
            let off = high(area) / count - high(closing) / 100.0;
            assert!(off.abs() < 0.2, "{size:?}: {count} is off by {off}");
        }
    }
    // The same lying, where the names are long.
    let form = bridge(("2022", 80), &[(&[(LONG_NAME, 40), ("Dropped", -20)], ("2024", 100))]);
    for size in SIZES {
        let scene = draw(&chart(form.clone()), size, Frame::Bare).scene;
        let labels = [
            "2022: 80".to_owned(),
            format!("{LONG_NAME}: +40"),
            "Dropped: \u{2212}20".to_owned(),
            "2024: 100".to_owned(),
        ];
        let [opening, rise, fall, closing] = labels.map(|label| block(named(&scene, &label)).0);
        assert_eq!((rise.left, fall.right, closing.right), (opening.right, rise.right, fall.left), "{size:?}");
        assert_eq!(opening.left, closing.left);
        let long = |area: Area| f64::from(area.right - area.left);
        let off = long(rise) / 40.0 - long(closing) / 100.0;
        assert!(off.abs() < 0.2, "{size:?}: off by {off}");
    }
}

#[test]
fn a_bridge_is_readable_without_its_colours() {
    let steps = [("New", 30), ("Moved?", 9), ("Still?", 0), ("Dropped", -3)];
    let form = bridge(("2022", 80), &[(&steps, ("2024", 116))]);
    for size in SIZES {
        let scene = draw(&chart(form.clone()), size, Frame::Bare).scene;
        let words: Vec<&str> = scene.marks.iter().flat_map(texts).map(|(text, ..)| text).collect();
        for said in ["+30", "+9", "+0", "\u{2212}3", "Estimate"] {
            assert!(words.contains(&said), "{size:?}: {said} is not among {words:?}");
        }
        // What was counted is one block, what was estimated is an edge or a broken line.
        let parts = ["New: +30", "Dropped: \u{2212}3"].map(|label| block(named(&scene, label)).2);
        assert_eq!(parts, [1, 1], "{size:?}");
        let parts = ["Moved: +9", "Still: +0"].map(|label| block(named(&scene, label)).2);
        assert!(parts.iter().all(|parts| *parts >= 2), "{size:?}: {parts:?}");
    }
}

#[test]
fn a_column_has_a_key_for_names_that_do_not_fit() {
    let (_, four) = bridges().into_iter().find(|(name, _)| *name == "bridge of four totals").expect("it is a case");
    let scene = draw(&chart(four.clone()), Size::Column8cm, Frame::Bare).scene;
    let words: Vec<&str> = scene.marks.iter().flat_map(texts).map(|(text, ..)| text).collect();
    assert_eq!(words.iter().filter(|word| **word == "a").count(), 4, "{words:?}");
    assert_eq!(words.iter().filter(|word| **word == "Dropped").count(), 1, "{words:?}");
    let scene = draw(&chart(four), Size::Page16cm, Frame::Bare).scene;
    let words: Vec<&str> = scene.marks.iter().flat_map(texts).map(|(text, ..)| text).collect();
    assert_eq!(words.iter().filter(|word| **word == "Dropped").count(), 3, "{words:?}");
}

#[test]
fn the_table_of_a_bridge_tells_every_step_and_which_is_an_estimate() {
    let plain = chart(bridge(("2022", 77), &[(&[("New", 12), ("Dropped", -3)], ("2023", 86))]));
    let table = plain.table();
    assert_eq!(table.columns, ["Step", "Projects"]);
    assert_eq!(table.rows, [["2022", "77"], ["New", "+12"], ["Dropped", "\u{2212}3"], ["2023", "86"]]);
    assert_eq!((table.total.len(), table.last), (0, LastColumn::Numbers));
    let Form::Bridge(mut unsure) = bridge(("2022", 77), &[(&[("New?", 12), ("Dropped", -3)], ("2023", 86))]) else {
        panic!("it is a bridge");
    };
    unsure.spans[0].steps[0].note = "from titles alone".to_owned();
    unsure.spans[0].closing.note = "as published".to_owned();
    let unsure = chart(Form::Bridge(unsure));
    let table = unsure.table();
    assert_eq!(table.columns, ["Step", "Projects", "Note"]);
    assert_eq!(table.last, LastColumn::Words);
    let notes: Vec<&str> = table.rows.iter().map(|row| row[2].as_str()).collect();
    assert_eq!(notes, ["", "Estimate: from titles alone", "", "as published"]);
    let told = unsure.describe();
    let end = "2022: Projects 77; New: Projects +12, Note Estimate: from titles alone; Dropped: Projects \u{2212}3; 2023: \
               Projects 86, Note as published.";
    assert!(told.ends_with(end), "{told}");
}
