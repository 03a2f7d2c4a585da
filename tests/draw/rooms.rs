//! Charts of places in little room: fewer rows with words of their own, names and numbers that stay whole.

use ascn_report::chart::{Form, MatrixGroup, MatrixRow};
use ascn_report::draw::{Frame, Shape, Size, draw, readable};

use super::SIZES;
use super::cases::chart;
use super::places::{many_cards, many_cities, matrix, named, profiles, texts};

#[test]
fn a_slide_shows_member_states_where_cities_do_not_fit() {
    let heads = |form: Form, size: Size| {
        let texts = texts(&draw(&chart(form), size, Frame::Framed).scene);
        let has = |wanted: &str| texts.iter().any(|(text, _)| text == wanted);
        (has("City"), has("Member State"))
    };
    assert_eq!(heads(many_cities(6, 2), Size::Slide), (true, false));
    assert_eq!(heads(many_cities(31, 3), Size::Slide), (false, true));
    assert_eq!(heads(many_cities(31, 3), Size::Page16cm), (true, false));
    assert_eq!(heads(many_cities(300, 30), Size::Page16cm), (false, true));
}

/// What a picture shows by groups, it tells in words for groups: as headline, and to readers who do not see it.
#[test]
fn a_picture_of_groups_has_the_words_of_groups() {
    let mut many = chart(many_cities(31, 3));
    let coarser = many.coarser.as_mut().expect("it has groups");
    coarser.caption.title = "Two of eleven Member States".to_owned();
    coarser.caption.alt = "Cells of Member States".to_owned();
    let slide = draw(&many, Size::Slide, Frame::Framed);
    assert!(slide.is_coarser && slide.flaws.is_empty(), "{:?}", slide.flaws);
    assert!(texts(&slide.scene).iter().any(|(text, _)| text == "Two of eleven Member States"));
    assert_eq!(slide.scene.alt, "Cells of Member States");
    assert!(slide.scene.description.contains("Exampleland 3 "), "{}", slide.scene.description);
    let page = draw(&many, Size::Page16cm, Frame::Framed);
    assert!(!page.is_coarser && page.scene.title == many.caption.title);
    assert_eq!(readable(&many).caption, many.caption);
    let most = chart(many_cities(300, 30));
    assert_eq!(Some(readable(&most)), most.coarser.as_deref(), "nobody reads three hundred rows");
}

#[test]
fn cards_tell_how_many_a_city_and_its_member_state_have() {
    for size in SIZES {
        let scene = draw(&chart(many_cards(6, 3)), size, Frame::Bare).scene;
        let told = |label: &str, total: &str| {
            let mark = scene.marks.iter().find(|mark| mark.label == label).unwrap_or_else(|| panic!("{label}"));
            let is_total = |shape: &Shape| matches!(shape, Shape::Text(text, _) if text.shaped.text.as_str() == total);
            assert!(mark.shapes.iter().any(is_total), "{label} at {size:?}");
        };
        told("Example City 5: 5", "5");
        told("Exampleland 3: 12", "12");
    }
}

#[test]
fn a_local_name_without_room_beside_stands_under_its_name() {
    let row = MatrixRow {
        label: "Example City of Rivers".to_owned(),
        local: "Thành phố mẫu bên sông".to_owned(),
        counts: vec![Some(1); 6],
    };
    let form = matrix(vec![MatrixGroup { label: "Exampleland".to_owned(), rows: vec![row] }]);
    let scene = draw(&chart(form), Size::Column8cm, Frame::Bare).scene;
    let baseline = |wanted: &str| {
        let shapes = scene.marks.iter().flat_map(|mark| &mark.shapes);
        let mut found = shapes.filter_map(|shape| match shape {
            Shape::Text(text, _) if text.shaped.text == wanted => Some(text.baseline),
            _ => None,
        });
        found.next().unwrap_or_else(|| panic!("{wanted} is not drawn"))
    };
    assert!(baseline("Thành phố mẫu bên sông") > baseline("Example City of Rivers"));
}

#[test]
fn every_part_of_a_bar_on_a_slide_has_its_number() {
    let Form::Profiles(mut form) = profiles(&named(9), true, |row, area| row * 5 + area + 1) else { unreachable!() };
    // One of each status but one, of which are all others: slivers, if their length were their share.
    for profile in &mut form.profiles {
        let others = profile.total() - 3;
        for (status, count) in profile.statuses.iter_mut().zip([1, others, 1, 1]) {
            status.count = count;
        }
    }
    let scene = draw(&chart(Form::Profiles(form.brief())), Size::Slide, Frame::Bare).scene;
    let mut parts = 0;
    for (profile, status, class) in form.profiles.iter().flat_map(|profile| {
        profile.statuses.iter().zip(&form.statuses).map(move |(status, class)| (profile, status, class))
    }) {
        let start = format!("{}, {}: ", profile.label, class.name);
        let mark = scene.marks.iter().find(|mark| mark.label.starts_with(&start));
        let number = mark.and_then(|mark| mark.shapes.last()).and_then(|shape| match shape {
            Shape::Text(text, _) => text.shaped.text.parse().ok(),
            Shape::Block(..) | Shape::Dot(..) | Shape::Line(..) => None,
        });
        assert_eq!(number.unwrap_or(0), status.count, "{start}");
        parts += usize::from(status.count > 0);
    }
    assert!(parts > 20, "only {parts} parts");
}
