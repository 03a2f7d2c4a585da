//! What holds for every picture: glyphs as `HarfBuzz` sets them, no flaw at any size, sound files, enough contrast.

mod bridges;
mod cases;
mod changes;
mod colours;
mod formats;
mod places;
mod rooms;
mod times;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use ascn_report::chart::Form;
use ascn_report::draw::{
    Drawn, Face, Flaw, Frame, PageFont, PageWords, Role, Run, Scene, Script, Shape, Size, Weight, draw, page_fonts,
    png, svg,
};

use cases::{AREAS, bars, bridge, cases, chart, many_bars, squares, trend};
use changes::change;

const SIZES: [Size; 3] = [Size::Column8cm, Size::Page16cm, Size::Slide];
const FRAMES: [Frame; 2] = [Frame::Bare, Frame::Framed];

/// Every case at every size, framed and bare.
fn pictures() -> impl Iterator<Item = (String, Drawn)> {
    let dressed = SIZES.into_iter().flat_map(|size| FRAMES.map(|frame| (size, frame)));
    let dressed: Vec<(Size, Frame)> = dressed.collect();
    cases().into_iter().flat_map(move |(name, chart)| {
        let picture =
            |(size, frame): &(Size, Frame)| (format!("{name}, {size:?}, {frame:?}"), draw(&chart, *size, *frame));
        dressed.iter().map(picture).collect::<Vec<_>>()
    })
}

fn runs(scene: &Scene) -> impl Iterator<Item = &Run> {
    scene.marks.iter().flat_map(|mark| &mark.shapes).flat_map(|shape| match shape {
        Shape::Text(text, _) => text.shaped.runs.as_slice(),
        Shape::Block(..) | Shape::Dot(..) | Shape::Line(..) => &[],
    })
}

#[test]
fn glyphs_are_those_of_harfbuzz() {
    let mut compared = 0;
    for line in include_str!("draw/glyphs.tsv").lines().filter(|line| !line.starts_with('#')) {
        let [_, weight, word, _, _, glyphs] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("not six columns: {line}");
        };
        let (weight, form) = match weight {
            "Regular" => (Weight::Regular, bars([(word, Some(1), "1")])),
            _ => (Weight::Bold, bars([("One", Some(1), word)])),
        };
        let drawn = draw(&chart(form), Size::Page16cm, Frame::Bare);
        let run = runs(&drawn.scene).find(|run| run.text == word && run.face.weight == weight);
        let run = run.unwrap_or_else(|| panic!("{word} is not in the picture as one run"));
        let ours = run.glyphs.iter().map(|glyph| {
            // The pen never moves up or down in these scripts.
            format!("{}:{}:0:{}:{}", glyph.id, glyph.advance, glyph.x_offset, glyph.y_offset)
        });
        assert_eq!(ours.collect::<Vec<_>>().join(" "), glyphs, "{word} in {weight:?}");
        compared += 1;
    }
    assert!(compared >= 40, "only {compared} words were compared");
}

#[test]
fn no_picture_has_a_flaw() {
    let mut found = String::new();
    for (name, drawn) in pictures() {
        for flaw in &drawn.flaws {
            // Hundreds of rows do not fit a slide, and the picture says so.
            let expected = matches!(flaw, Flaw::TooTall { .. }) && name.contains("hundred");
            let expected = expected || matches!(flaw, Flaw::TooTall { .. }) && name.contains("thirty bars");
            if !expected {
                let _ = writeln!(found, "{name}: {flaw}");
            }
        }
    }
    assert!(found.is_empty(), "{found}");
}

/// A page has a ground of its own, and in the dark another than a file.
#[test]
fn no_mark_is_hollowed_with_the_ground_of_a_file() {
    let mut hollow = 0;
    for (name, drawn) in pictures() {
        for shape in drawn.scene.marks.iter().flat_map(|mark| &mark.shapes) {
            let (Shape::Block(_, role) | Shape::Dot(_, role) | Shape::Line(_, role) | Shape::Text(_, role)) = shape;
            assert_ne!(*role, Role::Ground, "{name}");
            hollow += u32::from(*role == Role::Empty && matches!(shape, Shape::Dot(..)));
        }
    }
    assert!(hollow > 0, "no hollow dot was looked at");
}

#[test]
fn pictures_without_data_are_empty() {
    for (name, drawn) in pictures().filter(|(name, _)| name.contains("of zeros, ") && name.contains("Bare")) {
        assert!(drawn.scene.marks.is_empty(), "{name}");
    }
}

#[test]
fn two_lines_part_where_a_sentence_pauses() {
    for (subtitle, lines) in [
        (
            "Projects by focus area and status, 2024. One square is one project",
            ["Projects by focus area and status, 2024.", "One square is one project"],
        ),
        (
            "Number of projects in the Smart City Action Plans, 2018–2024",
            ["Number of projects in the Smart", "City Action Plans, 2018–2024"],
        ),
    ] {
        let mut chart = chart(bars([("One", Some(1), "1")]));
        chart.caption.subtitle = subtitle.to_owned();
        let drawn = draw(&chart, Size::Column8cm, Frame::Framed);
        let set: Vec<&str> = runs(&drawn.scene).map(|run| run.text.as_str()).collect();
        assert!(set.windows(2).any(|pair| pair == lines), "{set:?}");
    }
}

#[test]
fn small_data_of_every_kind_have_no_flaw() {
    let values = [None, Some(0), Some(1), Some(2), Some(999)];
    let mut found = String::new();
    let mut check = |form: Form, name: String| {
        for size in SIZES {
            for flaw in draw(&chart(form.clone()), size, Frame::Bare).flaws {
                let _ = writeln!(found, "{name} at {size:?}: {flaw}");
            }
        }
    };
    for code in 0..625_usize {
        let digits = [code % 5, code / 5 % 5, code / 25 % 5, code / 125];
        let picked = digits.map(|digit| values[digit]);
        check(trend((2021..=2024).zip(picked)), format!("trend {picked:?}"));
        if code % 7 == 0 {
            check(
                bars(AREAS.into_iter().zip(picked).map(|(name, count)| (name, count, "9 (9%)"))),
                format!("bars {picked:?}"),
            );
            let counts = picked.map(|count| count.unwrap_or(3)).to_vec();
            check(squares([(AREAS[0], counts), (AREAS[1], vec![1, 0])]), format!("squares {picked:?}"));
        }
    }
    assert!(found.is_empty(), "{found}");
}

#[test]
fn nothing_a_chart_can_hold_makes_it_panic() {
    let nasty =
        ["", " ", "a\u{0}b\u{1b}", "<&\">'", "\u{202E}abc", "\u{0E33}\u{17D2}\u{1039}\u{0301}", "漢字→", "\u{FFFF}"];
    let word = "Donaudampfschiff".repeat(40);
    for text in nasty.into_iter().chain([word.as_str()]) {
        let forms = [
            bars([(text, Some(u32::MAX), text), (text, Some(1), text), (text, None, text)]),
            squares([(text, vec![u32::MAX; 9]), (text, vec![]), (text, vec![1])]),
            bridge((text, u32::MAX), &[(&[(text, i64::MAX), (text, i64::MIN), (text, 0)], (text, 0))]),
            change([(text, (Some(u32::MAX), Some(0))), (text, (None, Some(1))), (text, (None, None))]),
            trend([(i32::MAX, Some(u32::MAX)), (i32::MIN, Some(0)), (3, None), (3, Some(1)), (3, Some(1))]),
        ];
        for form in forms {
            let mut chart = chart(form);
            chart.caption.title = text.to_owned();
            for size in SIZES {
                let drawn = draw(&chart, size, Frame::Framed);
                let printed = svg(&drawn.scene, "a\"<");
                assert!(roxmltree::Document::parse(&printed).is_ok(), "{text:?}");
                if size == Size::Column8cm {
                    assert!(!png(&drawn.scene).is_empty());
                }
            }
        }
    }
}

#[test]
fn what_is_wrong_is_said_in_plain_words() {
    let mut long = chart(bars([("Civic & Social", Some(1), "1")]));
    long.caption.title = "A headline that goes on and on ".repeat(8);
    let title = draw(&long, Size::Column8cm, Frame::Framed).flaws;
    assert!(title.iter().any(|flaw| flaw.to_string().starts_with("the title takes")), "{title:?}");
    let form = bars([("City 漢", Some(1), "1")]);
    let uncovered = draw(&chart(form), Size::Page16cm, Frame::Bare).flaws;
    assert_eq!(uncovered.len(), 1);
    assert_eq!(uncovered[0].to_string(), "no typeface has the character \"漢\" (U+6F22) of \"City 漢\"");
    let wide = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch".repeat(2);
    let outside = draw(&chart(bars([(wide.as_str(), Some(1), "1")])), Size::Column8cm, Frame::Bare).flaws;
    assert_eq!(outside, [Flaw::OutOfCanvas { what: wide }]);
    let rows = draw(&chart(many_bars(600)), Size::Column8cm, Frame::Bare).flaws;
    assert_eq!(rows, [Flaw::TooManyRows { rows: 600, limit: 500 }]);
}

#[test]
fn svg_is_sound_named_and_the_same_each_time() {
    for (name, drawn) in pictures() {
        let printed = svg(&drawn.scene, "one");
        assert_eq!(printed, svg(&drawn.scene.clone(), "one"), "{name}");
        let document = roxmltree::Document::parse(&printed).unwrap_or_else(|error| panic!("{name}: {error}"));
        let root = document.root_element();
        assert_eq!(root.attribute("role"), Some("img"), "{name}");
        assert_eq!(root.attribute("width").is_some(), name.contains("Framed"), "{name}");
        let named = root.attribute("aria-labelledby").unwrap_or_default().split(' ');
        for id in named {
            let element = document.descendants().find(|node| node.attribute("id") == Some(id));
            assert!(element.is_some_and(|node| node.text().is_some_and(|text| !text.is_empty())), "{name}: {id}");
        }
        for node in document.descendants().filter(|node| node.has_tag_name("text")) {
            let text = node.text().unwrap_or_default();
            assert!(node.attribute("textLength").is_some(), "{name}: {text}");
            assert!(!text.contains("  ") && text.trim() == text, "{name}: {text:?}");
        }
        for attribute in document.descendants().flat_map(|node| node.attributes()) {
            if matches!(attribute.name(), "x" | "y" | "d" | "width" | "height" | "textLength" | "font-size") {
                let decimals = attribute.value().split('.').skip(1);
                let digits = |part: &str| part.chars().take_while(char::is_ascii_digit).count();
                assert!(decimals.map(digits).all(|digits| digits <= 2), "{name}: {}", attribute.value());
            }
        }
    }
}

#[test]
fn svg_says_what_each_mark_means_and_keeps_its_ids_apart() {
    let form = bars([("Built <Infrastructure>", Some(28), "28  (26%)"), ("ភ្នំពេញ & Đà Nẵng", Some(8), "8")]);
    let printed = svg(&draw(&chart(form), Size::Page16cm, Frame::Bare).scene, "shares");
    let document = roxmltree::Document::parse(&printed).expect("it parses");
    let titles: Vec<&str> =
        document.descendants().filter(|node| node.has_tag_name("title")).filter_map(|node| node.text()).collect();
    assert!(titles.contains(&"Built <Infrastructure>: 28 (26%)"), "{titles:?}");
    let outlined = document.descendants().find(|node| node.attribute("aria-label") == Some("ភ្នំពេញ"));
    assert!(outlined.is_some_and(|node| node.has_tag_name("path")));
    let ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
    assert_eq!(ids, ["shares-title", "shares-desc"]);
}

#[test]
fn a_picture_does_not_show_what_its_thread_drew_before() {
    let drawn: Vec<Scene> = cases()
        .into_iter()
        .filter(|(name, _)| name.starts_with("six "))
        .flat_map(|(_, chart)| [Size::Page16cm, Size::Column8cm].map(|size| draw(&chart, size, Frame::Bare).scene))
        .collect();
    // The same letters in another density, and pictures that grow and shrink.
    let denser = drawn.iter().map(|scene| Scene { size: Size::Slide, ..scene.clone() });
    let scenes: Vec<Scene> = drawn.iter().cloned().zip(denser).flat_map(|(one, other)| [one, other]).collect();
    assert!(scenes.len() > 4, "there are pictures to draw");
    for (place, scene) in scenes.iter().enumerate() {
        let alone = std::thread::scope(|scope| scope.spawn(|| png(scene)).join().expect("it is drawn"));
        assert_eq!(png(scene), alone, "picture {place}");
    }
}

#[test]
fn png_has_the_exact_size_and_density() {
    let per_metre = |size: Size| {
        if size == Size::Slide { (2560, 7_559) } else { (1890, 11_811) }
    };
    // Drawing pixels is slow in a test build: a few of each form are enough.
    let few = [
        "seven years",
        "one known year",
        "of zeros, ",
        "six bars",
        "long names",
        "six areas",
        "estimates",
        "every kind",
        "eleven tiles",
        "six cities",
    ];
    for (name, drawn) in pictures().filter(|(name, _)| few.iter().any(|part| name.contains(part))) {
        let file = png(&drawn.scene);
        if drawn.scene.size == Size::Column8cm {
            assert_eq!(file, png(&drawn.scene), "{name}");
        }
        let mut decoder = png::Decoder::new(std::io::Cursor::new(&file)).read_info().expect("it decodes");
        let mut pixels = vec![0; decoder.output_buffer_size().expect("it is small")];
        decoder.next_frame(&mut pixels).expect("it decodes whole");
        let info = decoder.info();
        let (width, dots) = per_metre(drawn.scene.size);
        let width = if drawn.scene.size == Size::Column8cm { 945 } else { width };
        assert_eq!(info.width, width, "{name}");
        if drawn.scene.size == Size::Slide {
            assert_eq!(info.height, 1440, "{name}");
        }
        let density = info.pixel_dims.expect("it says how large it is");
        assert_eq!((density.xppu, density.yppu, density.unit), (dots, dots, png::Unit::Meter), "{name}");
        assert_eq!(info.color_type, png::ColorType::Indexed, "{name}");
    }
}

/// A page in every script.
const PAGE: &str = "<p>Đà Nẵng, ភ្នំពេញ&nbsp;and ကျိုက်ထို, சிங்கப்பூர், بندر سري, 新加坡</p>";

/// Words in a typeface.
type Words = (Script, Weight, &'static [&'static str]);

/// Words of the page in each typeface that it carries.
const WORDS: [Words; 7] = [
    (Script::Latin, Weight::Regular, &["Đà", "Nẵng", "a", "~", "office", "fluffy"]),
    (Script::Latin, Weight::Bold, &["Đà", "Nẵng", "a", "~", "office", "fluffy"]),
    (Script::Khmer, Weight::Regular, &["ភ្នំពេញ"]),
    (Script::Myanmar, Weight::Regular, &["ကျိုက်ထို"]),
    (Script::Tamil, Weight::Regular, &["சிங்கப்பூர்"]),
    (Script::Arabic, Weight::Regular, &["بندر", "سري"]),
    (Script::Han, Weight::Regular, &["新加坡"]),
];

/// A page carries the very typefaces that text was measured in, packed, with the outlines of its own words.
#[test]
fn page_fonts_are_packed_and_hold_the_outlines_of_the_page() {
    let number = |bytes: &[u8], at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().expect("4 bytes")) as usize;
    let short = |bytes: &[u8], at: usize| usize::from(u16::from_be_bytes([bytes[at], bytes[at + 1]]));
    let fonts = page_fonts(&PageWords::of(PAGE));
    assert_eq!(
        fonts.iter().map(|font| font.weight).collect::<Vec<_>>(),
        ["400", "700", "400", "400", "400", "400", "400"]
    );
    for (PageFont { file: packed, .. }, (script, weight, words)) in fonts.iter().zip(WORDS) {
        let script_name = if script == Script::Latin { String::new() } else { format!("{script:?}") };
        let name = format!("NotoSans{script_name}-{weight:?}");
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/draw/fonts/{name}.ttf"));
        let file = std::fs::read(path).expect("the typeface");
        assert!(packed.starts_with(b"wOFF") && packed[4..8] == file[..4], "{name}");
        assert_eq!((number(packed, 8), packed[12..14].to_vec()), (packed.len(), file[4..6].to_vec()), "{name}");
        // There is little to leave out of a file of three characters.
        let most = if script == Script::Han { file.len() } else { file.len() / 2 };
        assert!(packed.len() < most, "{name}: {} of {} bytes", packed.len(), file.len());
        let tables = usize::from(file[5]);
        assert!(tables > 5, "{name}");
        let mut read = BTreeMap::new();
        for place in 0..tables {
            let (from, to) = (12 + 16 * place, 44 + 20 * place);
            assert_eq!(packed[to..to + 4], file[from..from + 4], "{name}: the name of a table");
            let table = &file[number(&file, from + 8)..][..number(&file, from + 12)];
            let kept = &packed[number(packed, to + 4)..][..number(packed, to + 8)];
            assert_eq!(number(packed, to + 12), table.len(), "{name}");
            let unpacked = if kept.len() < table.len() {
                miniz_oxide::inflate::decompress_to_vec_zlib(kept).expect("it is packed")
            } else {
                kept.to_vec()
            };
            let sum = |bytes: &[u8]| {
                let padded: Vec<u8> = bytes.iter().copied().chain([0; 3]).collect();
                padded.chunks_exact(4).fold(0, |sum, four| (sum + number(four, 0)) % (1 << 32))
            };
            let is_head = &file[from..from + 4] == b"head";
            assert!(is_head || number(packed, to + 16) == sum(&unpacked), "{name}: the sum of a table");
            if &file[from..from + 4] == b"glyf" {
                assert!(unpacked.iter().zip(table).all(|(new, old)| new == old || *new == 0), "{name}");
            } else {
                assert!(unpacked == table, "{name}: a table is another");
            }
            read.insert(file[from..from + 4].to_vec(), (unpacked, table));
        }
        let (loca, outlines) = (&read[&b"loca"[..]].0, &read[&b"glyf"[..]]);
        let start = |glyph: usize| match short(&read[&b"head"[..]].0, 50) {
            0 => short(loca, 2 * glyph) * 2,
            _ => number(loca, 4 * glyph),
        };
        for glyph in words.iter().flat_map(|word| Face { script, weight }.shape(word)) {
            let glyph = glyph.id as usize;
            let place = start(glyph)..start(glyph + 1);
            assert!(glyph != 0 && outlines.0[place.clone()] == outlines.1[place], "{name}: glyph {glyph}");
        }
    }
}
