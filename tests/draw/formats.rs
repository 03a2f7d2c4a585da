//! The files that pictures become: PDF with its text and its tags, SVG without text, and another program's eyes.

use ascn_report::draw::{Area, Drawn, Frame, Line, Role, Scene, Shape, Size, draw, pdf, png, svg, svg_outlines};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg;

use super::cases::{bars, cases, chart};

/// A few pictures of each form: printing all of them takes long in a test build.
const FEW: [&str; 9] = [
    "seven years",
    "one known year",
    "six bars",
    "long names",
    "six areas",
    "estimates",
    "every kind",
    "local",
    "changes",
];

fn few(frame: Frame) -> impl Iterator<Item = (String, Drawn)> {
    let chosen = cases().into_iter().filter(|(name, _)| FEW.iter().any(|part| name.contains(part)));
    chosen.flat_map(move |(name, chart)| {
        let sizes = [Size::Column8cm, Size::Page16cm, Size::Slide];
        sizes.map(|size| (format!("{name}, {size:?}"), draw(&chart, size, frame)))
    })
}

/// Red, green and blue of every pixel, row by row.
struct Raster {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 3]>,
}

/// The PNG file, decoded.
fn ours(scene: &Scene) -> Raster {
    let file = png(scene);
    let mut decoder = png::Decoder::new(std::io::Cursor::new(&file));
    decoder.set_transformations(png::Transformations::EXPAND);
    let mut reader = decoder.read_info().expect("it decodes");
    let mut bytes = vec![0; reader.output_buffer_size().expect("it is small")];
    let info = reader.next_frame(&mut bytes).expect("it decodes whole");
    let pixels = bytes.chunks_exact(3).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
    Raster { width: info.width as usize, height: info.height as usize, pixels }
}

/// What another program draws from the SVG with outlines, on white.
fn theirs(scene: &Scene, width: usize, height: usize) -> Raster {
    let tree = usvg::Tree::from_str(&svg_outlines(scene, "one"), &usvg::Options::default()).expect("it is SVG");
    let size = |pixels: usize| u32::try_from(pixels).expect("it is small");
    let mut pixmap = Pixmap::new(size(width), size(height)).expect("there is room");
    pixmap.fill(Color::WHITE);
    let scale = if scene.size == Size::Slide { 2.0 } else { 3.125 };
    let scale = scale * scene.width as f32 / 100.0 / tree.size().width();
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let pixels = pixmap.pixels().iter().map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect();
    Raster { width, height, pixels }
}

impl Raster {
    /// The mean of a pixel and the eight around it: sides on whole pixels and sides between them come out alike.
    fn soft(&self, x: usize, y: usize) -> [i32; 3] {
        let mut sum = [0; 3];
        for row in y - 1..=y + 1 {
            for pixel in &self.pixels[row * self.width + x - 1..=row * self.width + x + 1] {
                for (sum, part) in sum.iter_mut().zip(pixel) {
                    *sum += i32::from(*part);
                }
            }
        }
        sum.map(|sum| sum / 9)
    }

    /// The largest difference of any place in any of the three colours, of 255, and the mean of all.
    fn differs(&self, other: &Self) -> (i32, f64) {
        assert_eq!((self.width, self.height), (other.width, other.height));
        let (mut most, mut all) = (0, 0.0);
        for y in 1..self.height - 1 {
            for x in 1..self.width - 1 {
                let pairs = self.soft(x, y).into_iter().zip(other.soft(x, y));
                let largest = pairs.map(|(one, other)| (one - other).abs()).max().unwrap_or(0);
                most = most.max(largest);
                all += f64::from(largest);
            }
        }
        (most, all / (self.width * self.height) as f64)
    }
}

/// So far may our PNG and another program's picture of the outlines part, of 255: at any place, and on average.
///
/// Where sides, thin lines and letters are put on whole pixels they part by up to 70; where a stroke of a letter is
/// missing, by more than 150.
const APART: (i32, f64) = (80, 2.0);

#[test]
fn png_is_what_another_program_draws_from_the_outlines() {
    let mut compared = 0;
    for (name, drawn) in few(Frame::Framed) {
        let ours = ours(&drawn.scene);
        let theirs = theirs(&drawn.scene, ours.width, ours.height);
        let (most, mean) = ours.differs(&theirs);
        assert!(most <= APART.0 && mean <= APART.1, "{name}: {most} at the worst place, {mean:.3} on average");
        compared += 1;
    }
    assert!(compared >= 20, "only {compared} pictures were compared");
}

#[test]
fn svg_for_office_has_shapes_in_the_place_of_all_text() {
    for (name, drawn) in few(Frame::Framed) {
        let (kept, outlined) = (svg(&drawn.scene, "one"), svg_outlines(&drawn.scene, "one"));
        assert!(kept.contains("<text") && !outlined.contains("<text"), "{name}");
        let document = roxmltree::Document::parse(&outlined).unwrap_or_else(|error| panic!("{name}: {error}"));
        let said: Vec<&str> = document.descendants().filter_map(|node| node.attribute("aria-label")).collect();
        let texts = drawn.scene.marks.iter().flat_map(|mark| &mark.shapes).filter_map(|shape| match shape {
            Shape::Text(text, _) => Some(text),
            Shape::Block(..) | Shape::Dot(..) | Shape::Line(..) => None,
        });
        let runs: Vec<&str> = texts.flat_map(|text| &text.shaped.runs).map(|run| run.text.as_str()).collect();
        assert_eq!(said, runs, "{name}");
    }
}

/// Whether the bytes hold these.
fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// Text as PDF holds it, in its two ways; as far as the first bracket, which it writes in another way.
fn written(text: &str) -> Vec<u8> {
    if text.is_ascii() {
        return text.split(['(', ')', '\\']).next().unwrap_or_default().as_bytes().to_vec();
    }
    let bytes = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_be_bytes);
    bytes.flat_map(|byte| [byte >> 4, byte & 15]).map(|digit| b"0123456789ABCDEF"[usize::from(digit)]).collect()
}

#[test]
fn pdf_says_what_it_shows_and_is_the_same_each_time() {
    for (name, drawn) in few(Frame::Framed) {
        let file = pdf(&drawn.scene, "en");
        assert_eq!(file, pdf(&drawn.scene.clone(), "en"), "{name}");
        assert!(file.starts_with(b"%PDF-1.7") && file.ends_with(b"%%EOF"), "{name}");
        for part in ["/Lang (en)", "/Marked true", "/S /Figure", "/DisplayDocTitle true", "/ToUnicode", "/FontFile2"] {
            assert!(holds(&file, part.as_bytes()), "{name}: {part}");
        }
        let alt = format!("{} {}", drawn.scene.alt, drawn.scene.description);
        assert!(holds(&file, &written(&alt)), "{name}: {alt}");
        assert!(!holds(&file, b"CreationDate"), "{name}");
        let width = match drawn.scene.size {
            Size::Column8cm => "226.77",
            Size::Page16cm => "453.54",
            Size::Slide => "960",
        };
        assert!(holds(&file, format!("/MediaBox [0 0 {width} ").as_bytes()), "{name}");
    }
}

#[test]
fn pdf_holds_every_typeface_it_needs_and_no_other() {
    // Numbers are bold, and names are not.
    let names = [("Phuket", 2), ("ภูเก็ต", 2), ("ຫຼວງພະບາງ", 2), ("ភ្នំពេញ", 2), ("နေပြည်တော်", 2), ("Phnom Penh ភ្នំពេញ", 3)];
    for (name, typefaces) in names {
        let drawn = draw(&chart(bars([(name, Some(1), "1")])), Size::Page16cm, Frame::Bare);
        let file = pdf(&drawn.scene, "en");
        let found = file.windows(10).filter(|window| window == b"/FontFile2").count();
        assert_eq!(found, typefaces, "{name}");
        assert!(file.len() < 40_000, "{name}: {} bytes", file.len());
    }
}

/// Slanted lines in every colour over stripes of every colour.
fn many_colours() -> Scene {
    let mut scene = draw(&chart(bars([("One", Some(1), "1")])), Size::Column8cm, Frame::Framed).scene;
    let (high, left, right) = (scene.height / 26, 400, scene.width - 400);
    let mark = scene.marks.last_mut().expect("the source line");
    for (place, role) in (0..).zip(Role::ALL) {
        mark.shapes.push(Shape::Block(Area { left, top: place * high, right, bottom: (place + 1) * high }, role));
    }
    let wide = (right - left) / 27;
    for (place, role) in (0..).zip(Role::ALL) {
        let x = left + place * wide;
        let points = vec![(x, 300), (x + wide, scene.height - 300)];
        mark.shapes.push(Shape::Line(Line { points, width: 300 }, role));
    }
    scene
}

#[test]
fn a_picture_of_too_many_colours_for_a_palette_keeps_them_all() {
    let scene = many_colours();
    let file = png(&scene);
    assert_eq!(file, png(&scene));
    let reader = png::Decoder::new(std::io::Cursor::new(&file)).read_info().expect("it decodes");
    assert_eq!(reader.info().color_type, png::ColorType::Rgb);
    let density = reader.info().pixel_dims.expect("it says how large it is");
    assert_eq!((reader.info().width, density.xppu, density.yppu), (945, 11_811, 11_811));
    let ours = ours(&scene);
    let distinct: std::collections::BTreeSet<[u8; 3]> = ours.pixels.iter().copied().collect();
    assert!(distinct.len() > 256, "only {} colours", distinct.len());
    let (most, mean) = ours.differs(&theirs(&scene, ours.width, ours.height));
    assert!(most <= APART.0 && mean <= APART.1, "{most} at the worst place, {mean:.3} on average");
}
