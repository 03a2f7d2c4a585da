//! The charts that are drawn in the tests: the ordinary ones, and every edge a report can meet.

use ascn_report::chart::{
    BarRow, Bars, Bridge, Caption, Chart, Emphasis, Form, Point, Span, SquareClass, SquareRow, Squares, Step, Sureness,
    Tone, Total, Trend,
};
use ascn_report::words::Words;

use super::bridges::bridges;
use super::changes::changes;
use super::places::of_places;
use super::times::of_times;

pub(crate) fn chart(form: Form) -> Chart {
    let caption = Caption {
        title: "Just over half of all projects are in two of six focus areas".to_owned(),
        subtitle: "Projects by focus area, 2024: number and share of 108 projects".to_owned(),
        note: "Note: No total was published for 2019, 2020 and 2023.".to_owned(),
        source: "Source: Smart city action plans, ASEAN Smart Cities Network, as of 31 December 2024.".to_owned(),
        alt: "Bar chart of projects by focus area: two areas hold just over half.".to_owned(),
    };
    let coarser = coarser(&form).map(|form| Chart::new(caption.clone(), form));
    let chart = Chart::new(caption, form);
    match coarser {
        Some(coarser) => chart.or(coarser),
        None => chart,
    }
}

/// The same by groups, or with short names.
fn coarser(form: &Form) -> Option<Form> {
    match form {
        Form::Matrix(matrix) => Some(Form::Matrix(matrix.by_group())),
        Form::Cards(cards) => Some(Form::Cards(cards.by_group())),
        Form::Groups(groups) => Some(Form::Groups(groups.by_group())),
        Form::Profiles(profiles) => Some(Form::Profiles(profiles.brief())),
        Form::Timeline(timeline) => {
            let mut short = timeline.clone();
            for row in &mut short.courses {
                row.label = row.label.split(' ').next().unwrap_or_default().to_owned();
            }
            Some(Form::Timeline(short))
        }
        Form::Trend(_)
        | Form::Trends(_)
        | Form::Bars(_)
        | Form::Squares(_)
        | Form::Bridge(_)
        | Form::Change(_)
        | Form::Tiles(_) => None,
    }
}

pub(crate) fn trend(values: impl IntoIterator<Item = (i32, Option<u32>)>) -> Form {
    let point = |(year, value): (i32, Option<u32>)| Point {
        year,
        value,
        text: value.map_or("not reported".to_owned(), |value| value.to_string()),
        basis: "records".to_owned(),
    };
    Form::Trend(Trend {
        year_heading: "Year".to_owned(),
        value_heading: "Projects".to_owned(),
        basis_heading: "Basis".to_owned(),
        points: values.into_iter().map(point).collect(),
        breaks: Vec::new(),
    })
}

pub(crate) fn bars<'a>(rows: impl IntoIterator<Item = (&'a str, Option<u32>, &'a str)>) -> Form {
    let row = |(index, (label, count, text)): (usize, (&str, Option<u32>, &str))| BarRow {
        label: label.to_owned(),
        count,
        value_text: text.to_owned(),
        cells: vec![text.to_owned()],
        emphasis: if index < 2 { Emphasis::Named } else { Emphasis::Rest },
    };
    Form::Bars(Bars {
        label_heading: "Focus area".to_owned(),
        value_headings: vec!["Projects".to_owned()],
        rows: rows.into_iter().enumerate().map(row).collect(),
        total: Vec::new(),
    })
}

pub(crate) fn many_bars(count: u32) -> Form {
    let rows: Vec<(String, u32)> = (0..count).map(|index| (format!("City number {index}"), count - index)).collect();
    let rows: Vec<(String, u32, String)> =
        rows.into_iter().map(|(name, count)| (name, count, format!("{count} (3%)"))).collect();
    bars(rows.iter().map(|(name, count, text)| (name.as_str(), Some(*count), text.as_str())))
}

pub(crate) fn squares<'a>(rows: impl IntoIterator<Item = (&'a str, Vec<u32>)>) -> Form {
    let class = |(name, tone): (&str, Tone)| SquareClass { name: name.to_owned(), tone };
    let classes =
        [("Completed", Tone::Dark), ("On-going", Tone::Middle), ("Planning", Tone::Light), ("Not stated", Tone::Empty)];
    Form::Squares(Squares {
        label_heading: "Focus area".to_owned(),
        total_heading: "Total".to_owned(),
        total_label: "All projects".to_owned(),
        classes: classes.into_iter().map(class).collect(),
        rows: rows.into_iter().map(|(label, counts)| SquareRow { label: label.to_owned(), counts }).collect(),
    })
}

/// One span of a bridge: its steps, and the total they lead to; a name that ends in "?" is an estimate.
pub(crate) type Leg<'a> = (&'a [(&'a str, i64)], (&'a str, u32));

pub(crate) fn bridge(opening: (&str, u32), legs: &[Leg<'_>]) -> Form {
    let words = Words::english();
    let total = |(label, value): (&str, u32)| Total {
        label: label.to_owned(),
        value,
        text: words.count(value),
        note: String::new(),
    };
    let step = |(label, value): &(&str, i64)| {
        let size = words.count(u32::try_from(value.unsigned_abs()).unwrap_or(u32::MAX));
        Step {
            label: label.trim_end_matches('?').to_owned(),
            value: *value,
            text: format!("{}{size}", if *value < 0 { '\u{2212}' } else { '+' }),
            note: String::new(),
            sureness: if label.ends_with('?') { Sureness::Estimated } else { Sureness::Counted },
        }
    };
    let span = |(steps, closing): &Leg<'_>| Span { steps: steps.iter().map(step).collect(), closing: total(*closing) };
    Form::Bridge(Bridge {
        label_heading: "Step".to_owned(),
        value_heading: "Projects".to_owned(),
        note_heading: "Note".to_owned(),
        estimate: "Estimate".to_owned(),
        opening: total(opening),
        spans: legs.iter().map(span).collect(),
    })
}

pub(crate) const AREAS: [&str; 6] = [
    "Built Infrastructure",
    "Quality Environment",
    "Civic & Social",
    "Industry & Innovation",
    "Health & Well-Being",
    "Safety & Security",
];

pub(crate) const LONG_NAME: &str = "Infrastructure for urban mobility, including last-mile connections between ferry terminals and \
                         the metropolitan railway";

/// Every shape of data that a report can meet, by name.
pub(crate) fn cases() -> Vec<(&'static str, Chart)> {
    let forms = trends()
        .into_iter()
        .chain(bar_charts())
        .chain(square_charts())
        .chain(bridges())
        .chain(changes())
        .chain(of_places())
        .chain(of_times());
    forms.map(|(name, form)| (name, chart(form))).collect()
}

fn trends() -> Vec<(&'static str, Form)> {
    let gaps = [2018, 2021, 2022, 2024];
    let six = |year| (year, gaps.contains(&year).then_some(u32::try_from(year - 1965).unwrap_or(0)));
    let thirty = (0..30_u32).map(|index| {
        let value = (index != 7).then_some(40 + index * 37 % 29 + index * 4);
        (1995 + i32::try_from(index).unwrap_or(0), value)
    });
    vec![
        ("trend without a year", trend([])),
        ("trend without a value", trend([(2023, None), (2024, None)])),
        ("trend of zeros", trend([(2023, Some(0)), (2024, Some(0))])),
        ("trend of one year", trend([(2024, Some(108))])),
        ("trend of one known year", trend([(2022, None), (2023, Some(7)), (2024, None)])),
        ("trend of two years", trend([(2023, Some(88)), (2024, Some(108))])),
        ("trend of seven years with gaps", trend((2018..=2024).map(six))),
        ("trend with a zero", trend((2019..=2024).zip([53, 0, 65, 12, 64, 66].map(Some)))),
        ("trend of ties", trend((2019..=2024).map(|year| (year, Some(5))))),
        ("trend of thirty years", trend(thirty)),
        ("trend of large counts", trend([(2023, Some(4_000_000_000)), (2024, Some(1))])),
    ]
}

fn bar_charts() -> Vec<(&'static str, Form)> {
    let areas = || AREAS.into_iter().zip([31, 24, 19, 14, 12, 8_u32]);
    vec![
        ("no bar", bars([])),
        ("bars of zeros", bars([("Civic & Social", Some(0), "0"), ("Other", None, "no data")])),
        ("one bar", bars([("Health & Well-Being", Some(12), "12 (100%)")])),
        ("six bars", bars(areas().map(|(name, count)| (name, Some(count), "31 (29%)")))),
        ("thirty bars", many_bars(30)),
        ("three hundred bars", many_bars(300)),
        (
            "bars with long names, zero and missing",
            bars([
                (LONG_NAME, Some(31), "31 (29%) in 12 cities"),
                ("Nay Pyi Taw နေပြည်တော် and Phnom Penh ភ្នំពេញ", Some(24), "24 (22%)"),
                ("กรุงเทพมหานคร", Some(1), "1 (<1%)"),
                ("ວຽງຈັນ Vientiane", Some(0), "0"),
                ("Thành phố Hồ Chí Minh", None, "no data"),
            ]),
        ),
    ]
}

fn square_charts() -> Vec<(&'static str, Form)> {
    let areas = || AREAS.into_iter().zip([31, 24, 19, 14, 12, 8_u32]);
    vec![
        ("no row of squares", squares([])),
        ("squares of zeros", squares([("Civic & Social", vec![0; 4])])),
        ("one square", squares([("Civic & Social", vec![0, 0, 0, 1])])),
        ("squares of six areas", squares(areas().map(|(name, count)| (name, vec![count / 3, count / 2, 1, 1])))),
        (
            "three hundred squares",
            squares([(AREAS[0], vec![40, 60, 30, 10]), (AREAS[1], vec![20, 40, 30, 0]), ("None yet", vec![0; 4])]),
        ),
        ("six hundred squares", squares([(AREAS[0], vec![140, 160, 80, 40]), (AREAS[1], vec![20, 100, 60, 0])])),
        ("too many squares to count", squares([(AREAS[0], vec![900, 900, 0, 300]), (AREAS[1], vec![1, 0, 0, 0])])),
    ]
}
