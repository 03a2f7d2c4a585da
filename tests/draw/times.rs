//! Several trends apart, breaks in them, timelines, and bars of which many are drawn as one.

use ascn_report::chart::{Break, Course, Emphasis, Form, Panel, Point, Stretch, Timeline, Trend, Trends};
use ascn_report::draw::{Frame, Role, Scene, Shape, Size, draw};

use super::SIZES;
use super::cases::{LONG_NAME, chart, many_bars, trend};

fn one_trend(values: impl IntoIterator<Item = (i32, Option<u32>)>) -> Trend {
    match trend(values) {
        Form::Trend(trend) => trend,
        _ => unreachable!("a trend is a trend"),
    }
}

fn with_break(trend: Trend, breaks: &[(i32, &str)]) -> Trend {
    let one = |(year, text): &(i32, &str)| Break { year: *year, text: (*text).to_owned() };
    Trend { breaks: breaks.iter().map(one).collect(), ..trend }
}

fn trends<'a>(panels: impl IntoIterator<Item = (&'a str, Trend)>) -> Form {
    let panel = |(label, trend): (&str, Trend)| Panel { label: label.to_owned(), trend };
    Form::Trends(Trends { year_heading: "Year".to_owned(), panels: panels.into_iter().map(panel).collect() })
}

const RULE: &str = "Counted by another rule before 2022; here by the new one";

fn several() -> Vec<(&'static str, Form)> {
    let gaps =
        [(2018, Some(32)), (2019, None), (2020, None), (2021, Some(48)), (2022, None), (2023, None), (2024, None)];
    let counts = (2018..=2024).zip([Some(5), None, None, Some(25), Some(33), Some(36), Some(26)]);
    let either = || {
        let mut published = one_trend(gaps);
        "32 or 33".clone_into(&mut published.points[0].text);
        published
    };
    let thirty = |seed: i32| (1995..2025).map(move |year| (year, u32::try_from(year % seed * 7).ok()));
    vec![
        ("no panel", trends([])),
        ("panels of zeros, ", trends([("One", one_trend([(2024, Some(0))])), ("Two", one_trend([(2024, None)]))])),
        ("panels of one year", trends([("One", one_trend([(2024, Some(7))])), ("Two", one_trend([(2024, Some(5))]))])),
        (
            "two panels, one of one year",
            trends([
                ("As published", one_trend([(2018, Some(32)), (2019, None)])),
                ("As traced", one_trend([(2018, Some(5)), (2019, Some(25))])),
            ]),
        ),
        (
            "two panels with gaps and a break",
            trends([
                ("Totals as published", either()),
                ("Traced", with_break(one_trend(counts.clone()), &[(2022, RULE)])),
            ]),
        ),
        ("panels with a long name", trends([(LONG_NAME, either()), ("Traced", one_trend(counts.clone()))])),
        ("six panels of thirty years", trends((3..9).map(|seed| ("Example measure", one_trend(thirty(seed)))))),
        (
            "trend with three breaks",
            Form::Trend(with_break(
                one_trend(counts),
                &[(2018, "No break"), (2020, RULE), (2022, RULE), (2024, RULE), (2030, "No break")],
            )),
        ),
    ]
}

fn step(year: i32, month: i32, day: Option<i32>) -> Stretch {
    Stretch::Step { month: year * 12 + month - 1, day, said: format!("{year}-{month}") }
}

fn in_year(year: i32) -> Stretch {
    Stretch::Year { year, said: year.to_string() }
}

fn period(from: i32, to: Option<i32>) -> Stretch {
    Stretch::Period { from: from * 12, to: to.map(|to| to * 12 + 11), said: format!("from {from}") }
}

fn timeline(years: (i32, i32), courses: impl IntoIterator<Item = (String, Vec<Stretch>)>) -> Form {
    let course =
        |(label, stretches): (String, Vec<Stretch>)| Course { label, dates: "2018; 2024".to_owned(), stretches };
    Form::Timeline(Timeline {
        label_heading: "Programme".to_owned(),
        dates_heading: "Dates".to_owned(),
        first_year: years.0,
        last_year: years.1,
        now: (2024 * 12 + 8, "As of 25 September 2024".to_owned()),
        key: ["Day or month", "Only the year is known", "Period", "Period after the cut-off date"].map(str::to_owned),
        courses: courses.into_iter().map(course).collect(),
    })
}

fn many_courses(count: i32) -> Form {
    let course = |index: i32| {
        let year = 2018 + index % 7;
        let marks =
            vec![step(year, 3, Some(5)), step(year, 3, None), period(year + 1, (index % 3 > 0).then_some(2026))];
        (format!("ASCN programme number {index} for smart cities"), marks)
    };
    timeline((2018, 2027), (0..count).map(course))
}

fn timelines() -> Vec<(&'static str, Form)> {
    let every = vec![
        step(2018, 1, Some(1)),
        step(2024, 12, Some(31)),
        in_year(2021),
        period(2019, Some(2020)),
        period(2023, None),
        period(2024, Some(2026)),
    ];
    vec![
        ("no course", timeline((2018, 2024), [])),
        ("timeline of zeros, ", timeline((2018, 2024), [("Example".to_owned(), Vec::new())])),
        ("timeline of one day", timeline((2024, 2024), [("Example".to_owned(), vec![step(2024, 9, Some(25))])])),
        ("timeline of every mark", timeline((2018, 2027), [("Example Programme".to_owned(), every)])),
        ("timeline of one place in time", timeline((2018, 2024), [("Example".to_owned(), vec![in_year(2020); 12])])),
        (
            "timeline with a long name",
            timeline((2018, 2027), [(LONG_NAME.to_owned(), vec![in_year(2020)]), ("A".to_owned(), Vec::new())]),
        ),
        ("timeline of six", many_courses(6)),
        ("timeline of thirty", many_courses(30)),
        ("timeline of three hundred", many_courses(300)),
        (
            "timeline of three centuries",
            timeline(
                (1800, 2100),
                [("Example".to_owned(), vec![in_year(1900), period(1950, None), step(2100, 12, None)])],
            ),
        ),
    ]
}

fn folded() -> Vec<(&'static str, Form)> {
    let fold = |count: u32| {
        let Form::Bars(mut bars) = many_bars(count) else { unreachable!("bars are bars") };
        for (place, row) in bars.rows.iter_mut().enumerate() {
            row.emphasis = if place < 12 { Emphasis::Rest } else { Emphasis::Folded };
        }
        let mut others = bars.rows[0].clone();
        (others.label, others.emphasis) = (format!("Other ({})", count - 12), Emphasis::Others);
        let mut unstated = bars.rows[0].clone();
        (unstated.label, unstated.emphasis) = ("Not stated".to_owned(), Emphasis::Unstated);
        bars.rows.extend([others, unstated]);
        Form::Bars(bars)
    };
    vec![("thirty classes, most of them folded", fold(30)), ("classes, hundreds of them folded", fold(300))]
}

/// Every such chart, by name.
pub(super) fn of_times() -> Vec<(&'static str, Form)> {
    [several(), timelines(), folded()].concat()
}

fn words(scene: &Scene) -> Vec<String> {
    let shapes = scene.marks.iter().flat_map(|mark| &mark.shapes);
    let text = |shape: &Shape| match shape {
        Shape::Text(text, _) => Some(text.shaped.text.clone()),
        Shape::Block(..) | Shape::Dot(..) | Shape::Line(..) => None,
    };
    shapes.filter_map(text).collect()
}

#[test]
fn panels_share_one_scale_and_no_line_joins_them() {
    for size in SIZES {
        let form = trends([
            ("High", one_trend([(2023, Some(90)), (2024, Some(100))])),
            ("Low", one_trend([(2023, Some(9)), (2024, Some(10))])),
        ]);
        let scene = draw(&chart(form), size, Frame::Bare).scene;
        let shapes = || scene.marks.iter().flat_map(|mark| &mark.shapes);
        let dots: Vec<i32> = shapes()
            .filter_map(|shape| match shape {
                Shape::Dot(dot, _) => Some(dot.y),
                _ => None,
            })
            .collect();
        let zeros: Vec<i32> = shapes()
            .filter_map(|shape| match shape {
                Shape::Line(line, Role::Axis) if line.points[0].1 == line.points[1].1 => Some(line.points[0].1),
                _ => None,
            })
            .collect();
        let [high, low] = [zeros[0] - dots[1], zeros[1] - dots[3]];
        assert!((high - 10 * low).abs() <= 20, "{size:?}: {high} and {low}");
        let lines = shapes().filter(|shape| matches!(shape, Shape::Line(_, Role::Main))).count();
        assert_eq!(lines, 2, "{size:?}");
    }
}

/// Years without a count after the last say why, if it is the same of all.
#[test]
fn years_without_a_count_say_why() {
    for size in SIZES {
        let said = |values: [Option<u32>; 6]| {
            let scene = draw(&chart(Form::Trend(one_trend((2019..=2024).zip(values)))), size, Frame::Bare).scene;
            words(&scene).iter().filter(|text| *text == "not reported").count()
        };
        assert_eq!(said([Some(3), Some(9), None, None, None, None]), 1, "{size:?}");
        assert_eq!(said([None, None, None, Some(3), Some(9), Some(4)]), 1, "{size:?}");
        assert_eq!(said([Some(3), None, None, None, None, Some(9)]), 0, "the line is there: {size:?}");
    }
}

#[test]
fn a_break_is_a_line_with_its_words() {
    for size in SIZES {
        let form = Form::Trend(with_break(
            one_trend((2018..=2024).zip([3, 4, 5, 6, 7, 8, 9].map(Some))),
            &[(2022, RULE), (2018, "No break")],
        ));
        let scene = draw(&chart(form), size, Frame::Bare).scene;
        let upright = scene.marks.iter().filter(|mark| mark.label == RULE).flat_map(|mark| &mark.shapes);
        assert_eq!(upright.filter(|shape| matches!(shape, Shape::Line(_, Role::Axis))).count(), 1, "{size:?}");
        assert!(!words(&scene).contains(&"No break".to_owned()), "{size:?}");
    }
}

#[test]
fn folded_bars_are_one_and_the_table_has_them_all() {
    for (name, form) in folded() {
        let chart = chart(form);
        let all = chart.table().rows.len();
        for size in SIZES {
            let texts = words(&draw(&chart, size, Frame::Bare).scene);
            let names =
                texts.iter().filter(|text| text.starts_with("City number") || text.starts_with("Other (")).count();
            assert_eq!(names, 13, "{name}, {size:?}");
            assert!(texts.contains(&"Not stated".to_owned()) && all > 30, "{name}, {size:?}");
        }
    }
}

#[test]
fn marks_of_a_row_touch_no_other() {
    for (name, form) in timelines() {
        let drawn = draw(&chart(form), Size::Page16cm, Frame::Bare);
        let mut rows: std::collections::BTreeMap<String, Vec<ascn_report::draw::Area>> =
            std::collections::BTreeMap::new();
        for mark in drawn.scene.marks.iter().filter(|mark| mark.label.contains(": ") && !mark.label.contains("; ")) {
            let ink = mark.shapes.iter().map(Shape::ink).reduce(|one, other| ascn_report::draw::Area {
                left: one.left.min(other.left),
                top: one.top.min(other.top),
                right: one.right.max(other.right),
                bottom: one.bottom.max(other.bottom),
            });
            rows.entry(mark.label.split(": ").next().unwrap_or_default().to_owned()).or_default().extend(ink);
        }
        for (row, marks) in rows {
            for (place, one) in marks.iter().enumerate() {
                assert!(!marks[place + 1..].iter().any(|other| other.meets(one)), "{name}, {row}: {one:?}");
            }
        }
    }
}

#[test]
fn what_lies_after_the_data_is_drawn_empty() {
    let roles = |stretch: Stretch| {
        let form = timeline((2018, 2027), [("Example".to_owned(), vec![stretch])]);
        let scene = draw(&chart(form), Size::Page16cm, Frame::Bare).scene;
        let mark = scene.marks.into_iter().find(|mark| mark.label.starts_with("Example: from")).expect("it is drawn");
        mark.shapes
            .iter()
            .map(|shape| match shape {
                Shape::Block(_, role) | Shape::Line(_, role) | Shape::Dot(_, role) | Shape::Text(_, role) => *role,
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(roles(period(2019, Some(2020))), [Role::Middle]);
    assert_eq!(roles(period(2025, Some(2026))), [Role::LightEdge, Role::Light]);
    assert_eq!(roles(period(2023, Some(2026))), [Role::LightEdge, Role::Light, Role::Middle]);
    assert_eq!(roles(period(2023, None)), [Role::LightEdge, Role::Light, Role::Middle, Role::Main]);
}

#[test]
fn a_point_without_a_year_to_break_at_stays_whole() {
    let point = Point { year: 2024, value: Some(3), text: "3".to_owned(), basis: String::new() };
    let one = Trend { points: vec![point], ..with_break(one_trend([]), &[(2024, RULE)]) };
    let scene = draw(&chart(Form::Trend(one)), Size::Page16cm, Frame::Bare).scene;
    assert_eq!(words(&scene), ["3", "2024"]);
}

#[test]
fn a_count_far_from_its_dot_has_a_line_to_it() {
    let crowd = (2000..2012).zip([200, 3].into_iter().cycle().map(Some));
    let mut leaders = 0;
    for size in SIZES {
        let scene = draw(&chart(trend(crowd.clone())), size, Frame::Bare).scene;
        let dots = scene.marks.iter().flat_map(|mark| {
            mark.shapes.iter().filter(|shape| matches!(shape, Shape::Dot(..))).map(|shape| (&mark.label, shape.ink()))
        });
        let dots: Vec<_> = dots.collect();
        for mark in &scene.marks {
            let Some(Shape::Text(text, _)) = mark.shapes.last().filter(|_| mark.label.contains(": ")) else { continue };
            let dot = dots.iter().find(|(label, _)| **label == mark.label).expect("it has a dot").1;
            let far = (dot.top - text.ink().bottom).max(text.ink().top - dot.bottom);
            let has_leader = mark.shapes.iter().any(|shape| matches!(shape, Shape::Line(_, Role::Axis)));
            assert_eq!(has_leader, far > text.size * 9 / 10, "{size:?}, {}: {far}", mark.label);
            leaders += usize::from(has_leader);
        }
    }
    assert!(leaders > 0);
}

#[test]
fn stacks_keep_length_in_proportion() {
    use ascn_report::chart::{Group, Groups, Part};
    let part = |(label, count): (&str, u32)| Part { label: label.to_owned(), count, is_named: true };
    let groups = vec![Group {
        label: "Places".to_owned(),
        text: "75".to_owned(),
        parts: [("Many", 50), ("Half", 25)].map(part).into(),
    }];
    let form = Form::Groups(Groups {
        label_heading: "Focus area".to_owned(),
        part_heading: "Project type".to_owned(),
        value_heading: "Projects".to_owned(),
        total_label: "All projects".to_owned(),
        see_table: "See the table.".to_owned(),
        groups,
    });
    let scene = draw(&chart(form), Size::Column8cm, Frame::Bare).scene;
    let wide = |label: &str| {
        let mark = scene.marks.iter().find(|mark| mark.label == label).expect("it is drawn");
        let blocks = || mark.shapes.iter().filter(|shape| matches!(shape, Shape::Block(..))).map(Shape::ink);
        blocks().map(|area| area.right).max().unwrap_or(0) - blocks().map(|area| area.left).min().unwrap_or(0)
    };
    let (many, half) = (wide("Places, Many: 50"), wide("Places, Half: 25"));
    assert!((many - 2 * half).abs() < many / 8, "{many} and {half}");
}
