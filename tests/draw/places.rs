//! Cities, member states and project types of every shape: none, one, six, thirty, three hundred, unknown, long names.

use ascn_report::chart::{
    Card, CardGroup, CardMark, Cards, Column, Form, Group, Groups, Matrix, MatrixGroup, MatrixRow, Part, Profile,
    ProfileArea, ProfileStatus, Profiles, SquareClass, Tile, Tiles, Tone,
};
use ascn_report::draw::{Frame, Role, Scene, Shape, Size, draw};

use super::SIZES;
use super::cases::{AREAS, LONG_NAME, bars, chart};

const CODES: [&str; 6] = ["BI", "QE", "CS", "II", "HW", "SS"];

/// Names in every script, and one that no typeface has.
const LOCAL: [&str; 6] = ["ភ្នំពេញ", "ວຽງຈັນ", "နေပြည်တော်", "กรุงเทพมหานคร", "Đà Nẵng", "城市"];

fn columns() -> Vec<Column> {
    let column = |(name, code): (&str, &str)| Column { name: name.to_owned(), code: code.to_owned() };
    AREAS.into_iter().zip(CODES).map(column).collect()
}

/// A number that follows from two others, and is none in most places.
fn scattered(row: u32, column: u32) -> u32 {
    (row * 7 + column * 5 + row * column) % 11 % 5
}

fn classes() -> Vec<SquareClass> {
    let class = |(name, tone): (&str, Tone)| SquareClass { name: name.to_owned(), tone };
    let classes =
        [("Completed", Tone::Dark), ("On-going", Tone::Middle), ("Planning", Tone::Light), ("Not stated", Tone::Empty)];
    classes.into_iter().map(class).collect()
}

pub(super) fn matrix(groups: Vec<MatrixGroup>) -> Form {
    Form::Matrix(Matrix {
        label_heading: "City".to_owned(),
        group_heading: "Member State".to_owned(),
        total_heading: "Total".to_owned(),
        total_label: "All projects".to_owned(),
        see_table: "See the table.".to_owned(),
        columns: columns(),
        groups,
    })
}

/// So many cities in groups of so many, their names in every script.
pub(super) fn many_cities(count: u32, each: u32) -> Form {
    let row = |index: u32| MatrixRow {
        label: format!("Example City {index}"),
        local: LOCAL[index as usize % LOCAL.len()].to_owned(),
        counts: (0..6).map(|column| Some(scattered(index, column))).collect(),
    };
    let group = |first: u32| MatrixGroup {
        label: format!("Exampleland {first}"),
        rows: (first..(first + each).min(count)).map(row).collect(),
    };
    matrix((0..count).step_by(each as usize).map(group).collect())
}

fn one_row(label: &str, counts: [Option<u32>; 6]) -> MatrixGroup {
    let row = MatrixRow { label: label.to_owned(), local: String::new(), counts: counts.to_vec() };
    MatrixGroup { label: "Exampleland".to_owned(), rows: vec![row] }
}

fn large_cities(count: u32, number: u32) -> Form {
    let names = ["Example City of Rivers and Bridges", "Sample Town", "Model Village"];
    let one = |(index, name): (u32, &&str)| {
        one_row(name, [Some(number), Some(number / 9), Some(index), None, Some(0), Some(number)])
    };
    matrix((0..count).zip(names.iter().cycle()).map(one).collect())
}

fn matrices() -> Vec<(&'static str, Form)> {
    let none = [Some(0); 6];
    vec![
        ("matrix without a city", matrix(vec![])),
        ("matrix of zeros, ", matrix(vec![one_row("Example City", none)])),
        ("matrix of one city", matrix(vec![one_row("Example City", [Some(1), None, Some(0), None, None, None])])),
        ("matrix of six cities", many_cities(6, 2)),
        ("matrix of thirty-one cities", many_cities(31, 3)),
        ("matrix of three hundred cities", many_cities(300, 30)),
        ("matrix of five digits", large_cities(6, 54_321)),
        ("matrix of seven digits", large_cities(3, 1_234_567)),
        ("matrix with a long name", matrix(vec![one_row(LONG_NAME, [Some(999); 6]), one_row("Sample Town", none)])),
    ]
}

fn tiles(count: u32, value: impl Fn(u32) -> Option<u32>) -> Form {
    let name =
        |index: u32| if index == 0 { "Exampleland Darussalam".to_owned() } else { format!("Samplestan {index}") };
    let text = |index: u32| value(index).map_or("–".to_owned(), |value| format!("{value} in 3 cities"));
    let rows: Vec<(String, Option<u32>, String)> =
        (0..count).map(|index| (name(index), value(index), text(index))).collect();
    let Form::Bars(bars) = bars(rows.iter().map(|(name, count, text)| (name.as_str(), *count, text.as_str()))) else {
        unreachable!("bars are bars");
    };
    let tile = |index: u32| Tile {
        label: name(index),
        code: format!("S{index}"),
        column: index % 4,
        row: index / 4,
        count: value(index),
        text: value(index).map_or("–".to_owned(), |value| value.to_string()),
    };
    Form::Tiles(Tiles { bars, tiles: (0..count).map(tile).collect(), table_note: String::new() })
}

fn without_tiles(form: Form) -> Form {
    match form {
        Form::Tiles(tiles) => Form::Tiles(Tiles { tiles: Vec::new(), ..tiles }),
        other => other,
    }
}

fn maps() -> Vec<(&'static str, Form)> {
    vec![
        ("no tile", tiles(0, |_| None)),
        ("tiles of zeros, ", tiles(3, |_| Some(0))),
        ("one tile", tiles(1, |_| Some(12))),
        ("six tiles, some unknown", tiles(6, |index| (index % 3 > 0).then_some(index * 7))),
        ("eleven tiles", tiles(11, |index| (index != 4).then_some(19 - index))),
        ("tiles of ties", tiles(6, |_| Some(4))),
        ("six bars without tiles", without_tiles(tiles(6, |index| Some(index + 1)))),
    ]
}

fn groups<'a>(groups: impl IntoIterator<Item = (&'a str, Vec<(&'a str, u32)>)>) -> Form {
    let part = |(label, count): (&str, u32)| Part {
        label: if label.is_empty() { "Type not stated".to_owned() } else { label.to_owned() },
        count,
        is_named: !label.is_empty(),
    };
    let group = |(label, parts): (&str, Vec<(&str, u32)>)| {
        let total: u32 = parts.iter().map(|part| part.1).sum();
        let text = format!("{total} (26%)");
        Group { label: label.to_owned(), text, parts: parts.into_iter().map(part).collect() }
    };
    Form::Groups(Groups {
        label_heading: "Focus area".to_owned(),
        part_heading: "Project type".to_owned(),
        value_heading: "Projects".to_owned(),
        total_label: "All projects".to_owned(),
        see_table: "See the table.".to_owned(),
        groups: groups.into_iter().map(group).collect(),
    })
}

fn grouped() -> Vec<(&'static str, Form)> {
    let kinds = ["Parks & Squares", "Wells", "Safety of Streets, Watching of Places & Help at Night", "Rivers"];
    let part =
        |area: u32| kinds.into_iter().zip([12, 5, 3, 1]).map(move |(name, count)| (name, count + area)).collect();
    vec![
        ("no group", groups([])),
        ("groups of zeros, ", groups([("Open Places", vec![("Parks", 0)])])),
        ("one group", groups([("Open Places", vec![("Parks", 1)])])),
        ("groups without types", groups(AREAS.map(|area| (area, vec![("", 7)])))),
        ("six groups", groups(AREAS.into_iter().zip(0..).map(|(area, index)| (area, part(index))))),
        ("groups of three hundred marks", groups([("Open Places", vec![("Parks", 300), ("", 2)]), ("None", vec![])])),
        ("groups with a long name", groups([(AREAS[0], vec![(LONG_NAME, 3), ("Wells", 40)])])),
    ]
}

fn cards(groups: Vec<CardGroup>) -> Form {
    Form::Cards(Cards {
        label_heading: "City".to_owned(),
        group_heading: "Member State".to_owned(),
        total_heading: "Total".to_owned(),
        detail_heading: "Focus areas".to_owned(),
        total_label: "All projects".to_owned(),
        see_table: "See the table.".to_owned(),
        classes: classes(),
        codes: columns(),
        groups,
    })
}

fn card(label: &str, local: &str, marks: impl IntoIterator<Item = (usize, usize)>) -> Card {
    let marks = marks.into_iter().map(|(code, class)| CardMark { code, class }).collect();
    Card { label: label.to_owned(), local: local.to_owned(), marks }
}

pub(super) fn many_cards(count: usize, each: usize) -> Form {
    let one = |index: usize| {
        let marks = (0..index % 8).map(move |mark| (mark % 6, (mark + index) % 4));
        card(&format!("Example City {index}"), LOCAL[index % LOCAL.len()], marks)
    };
    let group = |first: usize| CardGroup {
        label: format!("Exampleland {first}"),
        cards: (first..(first + each).min(count)).map(one).collect(),
    };
    cards((0..count).step_by(each).map(group).collect())
}

fn carded() -> Vec<(&'static str, Form)> {
    let group = |card: Card| CardGroup { label: "Exampleland".to_owned(), cards: vec![card] };
    vec![
        ("no card", cards(vec![])),
        ("cards of zeros, ", cards(vec![group(card("Example City", "", []))])),
        ("one card", cards(vec![group(card("Example City", "", [(0, 3)]))])),
        ("six cards", many_cards(6, 2)),
        ("thirty-one cards", many_cards(31, 3)),
        ("three hundred cards", many_cards(300, 30)),
        ("card with a long name", cards(vec![group(card(LONG_NAME, "", (0..40).map(|mark| (mark % 6, mark % 4))))])),
    ]
}

pub(super) fn profiles(names: &[String], has_status: bool, count: impl Fn(u32, u32) -> u32) -> Form {
    let statuses = if has_status { classes() } else { Vec::new() };
    let profile = |(index, name): (u32, &String)| {
        let areas: Vec<ProfileArea> = (0..6)
            .map(|area| ProfileArea { count: count(index, area), kinds: "Parks 2; Rivers & Wells 1".to_owned() })
            .collect();
        let total: u32 = areas.iter().map(|area| area.count).sum();
        let split = [total / 6, total / 2, total - total / 6 - total / 2, 0];
        let status = |(class, count): (&SquareClass, u32)| ProfileStatus {
            tone: class.tone,
            count,
            text: if total < 10 { count.to_string() } else { "33%".to_owned() },
        };
        let text = format!("{total} projects in 3 cities");
        Profile { label: name.clone(), text, areas, statuses: statuses.iter().zip(split).map(status).collect() }
    };
    Form::Profiles(Profiles {
        label_heading: "Member State".to_owned(),
        total_heading: "Total".to_owned(),
        total_label: "All projects".to_owned(),
        see_table: "See the table.".to_owned(),
        codes: columns(),
        status_heading: "Status".to_owned(),
        statuses: statuses.clone(),
        is_brief: false,
        profiles: (0..).zip(names).map(profile).collect(),
    })
}

pub(super) fn named(count: u32) -> Vec<String> {
    (0..count).map(|index| format!("Samplestan {index}")).collect()
}

fn profiled() -> Vec<(&'static str, Form)> {
    let long = [LONG_NAME.to_owned(), "Samplestan".to_owned()];
    vec![
        ("no profile", profiles(&[], true, scattered)),
        ("profiles of zeros, ", profiles(&named(2), true, |_, _| 0)),
        ("one profile", profiles(&named(1), true, |_, area| u32::from(area == 2))),
        ("six profiles without status", profiles(&named(6), false, scattered)),
        ("eleven profiles", profiles(&named(11), true, scattered)),
        ("three hundred profiles", profiles(&named(300), true, scattered)),
        ("profiles with a long name and many", profiles(&long, true, |row, area| row * 30 + area)),
    ]
}

/// Every such chart, by name.
pub(super) fn of_places() -> Vec<(&'static str, Form)> {
    [matrices(), maps(), grouped(), carded(), profiled()].concat()
}

pub(super) fn texts(scene: &Scene) -> Vec<(String, Role)> {
    let shapes = scene.marks.iter().flat_map(|mark| &mark.shapes);
    let text = |shape: &Shape| match shape {
        Shape::Text(text, role) => Some((text.shaped.text.clone(), *role)),
        Shape::Block(..) | Shape::Dot(..) | Shape::Line(..) => None,
    };
    shapes.filter_map(text).collect()
}

fn blocks(scene: &Scene, label: &str) -> Vec<Role> {
    let marks = scene.marks.iter().filter(|mark| mark.label.starts_with(label));
    let block = |shape: &Shape| match shape {
        Shape::Block(_, role) => Some(*role),
        Shape::Text(..) | Shape::Dot(..) | Shape::Line(..) => None,
    };
    marks.flat_map(|mark| &mark.shapes).filter_map(block).collect()
}

#[test]
fn cells_have_a_tint_a_value_and_five_tints_beyond() {
    let tints = |counts: [u32; 6]| {
        let form = matrix(vec![one_row("Example City", counts.map(Some))]);
        blocks(&draw(&chart(form), Size::Page16cm, Frame::Bare).scene, "Example City")
    };
    let [one, two, three, four, five] = [Role::Count1, Role::Count2, Role::Count3, Role::Count4, Role::Count5];
    assert_eq!(tints([1, 1, 1, 0, 0, 0]), [two, two, two]);
    assert_eq!(tints([1, 2, 0, 0, 0, 0]), [one, five]);
    assert_eq!(tints([1, 2, 3, 4, 5, 0]), [one, two, three, four, five]);
    assert_eq!(tints([1, 2, 3, 6, 8, 10]), [one, one, two, three, four, five]);
}

#[test]
fn local_names_stand_where_a_typeface_has_them() {
    let scene = draw(&chart(many_cities(6, 2)), Size::Page16cm, Frame::Bare).scene;
    let texts: Vec<String> = texts(&scene).into_iter().map(|(text, _)| text).collect();
    for local in &LOCAL[..5] {
        assert!(texts.contains(&(*local).to_owned()), "{local} is not in {texts:?}");
    }
    assert!(texts.contains(&"Example City 5".to_owned()) && !texts.contains(&LOCAL[5].to_owned()), "{texts:?}");
}

#[test]
fn narrow_columns_have_codes_and_a_key() {
    for (size, expected) in [(Size::Column8cm, true), (Size::Page16cm, false), (Size::Slide, false)] {
        let texts = texts(&draw(&chart(many_cities(6, 2)), size, Frame::Bare).scene);
        let codes = texts.iter().filter(|(text, _)| text == "BI").count();
        assert_eq!(codes, if expected { 2 } else { 0 }, "{size:?}");
    }
}

#[test]
fn tiles_stand_beside_bars_where_there_is_room() {
    let counted = |form: Form, size: Size| {
        let scene = draw(&chart(form), size, Frame::Bare).scene;
        let texts = texts(&scene);
        let tiles = texts.iter().filter(|(text, _)| text == "7").count();
        (tiles, texts.iter().filter(|(text, _)| text == "7 in 3 cities").count())
    };
    let six = || tiles(6, |index| (index % 3 > 0).then_some(index * 7));
    assert_eq!(SIZES.map(|size| counted(six(), size)), [(1, 0), (1, 1), (1, 1)]);
    assert_eq!(SIZES.map(|size| counted(without_tiles(six()), size)), [(0, 1), (0, 1), (0, 1)]);
    // What is counted alike is of one colour, as a tile and as a bar.
    let scene = draw(&chart(six()), Size::Page16cm, Frame::Bare).scene;
    for (count, roles) in [("7", vec![Role::LightEdge, Role::Count1]), ("35", vec![Role::Count5])] {
        let name = if count == "7" { "Samplestan 1" } else { "Samplestan 5" };
        assert_eq!(blocks(&scene, &format!("{name}: {count}")), [roles.clone(), roles].concat());
    }
    let scene = draw(&chart(six()), Size::Column8cm, Frame::Bare).scene;
    assert_eq!(blocks(&scene, "Samplestan 3: –"), [Role::EmptyEdge, Role::Empty]);
}

#[test]
fn every_project_is_one_square() {
    for size in SIZES {
        let form = groups([("Open Places", vec![("Parks", 12), ("Wells", 3), ("", 2)])]);
        let scene = draw(&chart(form), size, Frame::Bare).scene;
        let squares = |label: &str| blocks(&scene, label).iter().filter(|role| **role != Role::Empty).count();
        let found = ["Open Places, Parks: 12", "Open Places, Wells: 3", "Open Places, Type not stated: 2"].map(squares);
        assert_eq!(found, [12, 3, 2], "{size:?}");
        let scene = draw(&chart(many_cards(6, 2)), size, Frame::Bare).scene;
        let of_city = scene.marks.iter().filter(|mark| mark.label.starts_with("Example City 5: "));
        assert_eq!(of_city.filter(|mark| mark.label.contains(", ")).count(), 5, "{size:?}");
    }
}

#[test]
fn a_slide_names_the_parts_of_as_many_groups_as_the_yearly_report_has() {
    let kinds = ["Parks & Squares", "Wells", "Safety of Streets, Watching & Help", "Rivers"];
    let part = |area: u32| kinds.into_iter().zip([25 - 3 * area, 5, 3, 1]).collect::<Vec<_>>();
    let form = groups(AREAS.into_iter().zip(0..).map(|(area, index)| (area, part(index))));
    let texts = texts(&draw(&chart(form), Size::Slide, Frame::Framed).scene);
    assert_eq!(texts.iter().filter(|(text, _)| text == "Wells").count(), 6, "{texts:?}");
}

#[test]
fn what_is_too_long_to_listen_to_is_told_in_totals() {
    let long = chart(many_cities(31, 3)).describe();
    assert!(long.contains(". Built Infrastructure ") && long.ends_with("See the table."), "{long}");
    assert!(!long.contains("Example City 7"), "{long}");
    let short = chart(many_cities(6, 2)).describe();
    assert!(short.contains("Example City 5, Exampleland 4: Built Infrastructure "), "{short}");
    let cards = chart(many_cards(31, 3)).describe();
    assert!(cards.contains("Exampleland 3 12") && cards.ends_with("See the table."), "{cards}");
}

#[test]
fn tables_of_places_hold_every_number() {
    let table = chart(matrix(vec![one_row("Example City", [Some(1), None, Some(0), Some(4), None, None])])).table();
    assert_eq!(table.rows, [["Example City, Exampleland", "1", "–", "0", "4", "–", "–", "5"]]);
    assert_eq!(table.total, ["All projects", "1", "0", "0", "4", "0", "0", "5"]);
    let one = CardGroup { label: "Exampleland".to_owned(), cards: vec![card("City", "", [(0, 1), (0, 1), (2, 0)])] };
    let table = chart(cards(vec![one])).table();
    let detail = "Completed: Civic & Social 1; On-going: Built Infrastructure 2";
    assert_eq!(table.columns, ["City, Member State", "Completed", "On-going", "Total", "Focus areas"]);
    assert_eq!(table.rows, [["City, Exampleland", "1", "2", "3", detail]]);
    let table = chart(groups([("Open Places", vec![("Parks", 12), ("", 2)])])).table();
    assert_eq!(table.rows[0], ["Open Places", "14 (26%)"]);
    assert_eq!(table.rows[2], ["Open Places: Type not stated", "2"]);
    assert_eq!(table.total, ["All projects", "14"]);
    let table = chart(profiles(&named(2), true, |row, _| row)).table();
    assert_eq!(table.rows[1], ["Samplestan 1", "6", "1", "1", "1", "1", "1", "1", "1", "3", "2", "0"]);
}
