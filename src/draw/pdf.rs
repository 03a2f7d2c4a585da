//! Prints a scene as PDF: one page of its exact size, with its typefaces in it, to be copied from and read aloud.
//!
//! There is no date in it, and its number is made of what it holds, so that the same picture gives the same file.

mod fonts;

use miniz_oxide::deflate::compress_to_vec_zlib;
use pdf_writer::types::StructRole;
use pdf_writer::writers::StructTreeRoot;
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

use self::fonts::{Fonts, Subset};
use super::Frame;
use super::scene::{Area, Dot, Line, Scene, Shape, Text};
use super::text::{Run, Script, at};
use super::theme::Role;

/// The objects of the file that are not fonts.
const CATALOG: Ref = Ref::new(1);
const PAGES: Ref = Ref::new(2);
const PAGE: Ref = Ref::new(3);
const CONTENT: Ref = Ref::new(4);
const INFO: Ref = Ref::new(5);
const DOCUMENT: Ref = Ref::new(6);
const FIGURE: Ref = Ref::new(7);
const OWNERS: Ref = Ref::new(8);
const TREE: Ref = Ref::new(9);
/// The first object of the fonts.
const FIRST_FONT: i32 = 10;

/// How hard streams are packed: more takes longer and gains nothing to speak of.
const PACKING: u8 = 6;

/// Where the control points of a quarter of a circle lie, as a share of the radius: 4/3 (√2 − 1).
const QUARTER: f32 = 0.552_284_8;

/// The picture as a PDF file; `language` is the code of the language it is in, such as `en`.
pub fn pdf(scene: &Scene, language: &str) -> Vec<u8> {
    let fonts = Fonts::of(scene);
    let content = content(scene, &fonts);
    let mut pdf = Pdf::new();
    pdf.set_version(1, 7);
    document(&mut pdf, scene, language);
    page(&mut pdf, scene, &fonts);
    pdf.stream(CONTENT, &packed(&content)).filter(Filter::FlateDecode);
    fonts.write(&mut pdf);
    let number = [&content, scene.title.as_bytes(), scene.description.as_bytes(), language.as_bytes()].concat();
    let number = [hash(&number, 0), hash(&number, 1)].concat();
    pdf.set_file_id((number.clone(), number));
    pdf.finish()
}

/// What the file says of itself, and the one figure that it holds.
fn document(pdf: &mut Pdf, scene: &Scene, language: &str) {
    let mut catalog = pdf.catalog(CATALOG);
    catalog.pages(PAGES).lang(TextStr(language));
    catalog.mark_info().marked(true);
    catalog.viewer_preferences().display_doc_title(true);
    catalog.pair(Name(b"StructTreeRoot"), TREE);
    catalog.finish();
    let mut tree = pdf.indirect(TREE).start::<StructTreeRoot>();
    tree.child(DOCUMENT).parent_tree_next_key(1);
    tree.parent_tree().nums().insert(0, OWNERS);
    tree.finish();
    pdf.document_info(INFO).title(TextStr(&scene.title)).producer(TextStr("ascn-report"));
    pdf.struct_element(DOCUMENT).kind(StructRole::Document).parent(TREE).child(FIGURE);
    let mut figure = pdf.struct_element(FIGURE);
    let alt = spoken(scene);
    figure.kind(StructRole::Figure).parent(DOCUMENT).page(PAGE).alt(TextStr(&alt));
    figure.children().marked_content_id(0);
    figure.attributes().push().layout().bbox(sheet(scene));
    figure.finish();
    pdf.indirect(OWNERS).array().item(FIGURE);
}

/// What is said in the place of the picture: its sentence, then every number.
fn spoken(scene: &Scene) -> String {
    let parts = [&scene.alt, &scene.description].into_iter().filter(|part| !part.is_empty());
    parts.map(String::as_str).collect::<Vec<_>>().join(" ")
}

fn page(pdf: &mut Pdf, scene: &Scene, fonts: &Fonts) {
    pdf.pages(PAGES).kids([PAGE]).count(1);
    let mut page = pdf.page(PAGE);
    page.parent(PAGES).media_box(sheet(scene)).contents(CONTENT).struct_parents(0);
    let mut resources = page.resources();
    let mut names = resources.fonts();
    for subset in fonts.subsets() {
        names.pair(Name(subset.name.as_bytes()), subset.font());
    }
    names.finish();
    resources.finish();
    page.finish();
}

/// The page in points, of which 72 make an inch; the scene's unit is a hundredth of the 96th part of one.
fn sheet(scene: &Scene) -> Rect {
    Rect::new(0.0, 0.0, points(scene.width), points(scene.height))
}

/// Lengths in points, to the thousandth of one.
#[expect(clippy::cast_possible_truncation, reason = "a page is far below what is exact to the thousandth")]
fn points(hundredths: i32) -> f32 {
    (f64::from(hundredths) * 7.5).round() as f32 / 1_000.0
}

fn content(scene: &Scene, fonts: &Fonts) -> Vec<u8> {
    let mut pen = Pen { content: Content::new(), fill: None, stroke: None };
    pen.content.begin_marked_content_with_properties(Name(b"Figure")).properties().identify(0);
    // From here on a unit is a hundredth of a pixel, downwards from the upper left corner.
    pen.content.save_state().transform([0.0075, 0.0, 0.0, -0.0075, 0.0, points(scene.height)]);
    pen.content.set_miter_limit(4.0);
    if scene.frame == Frame::Framed {
        pen.block(Area { left: 0, top: 0, right: scene.width, bottom: scene.height }, Role::Ground);
    }
    for shape in scene.marks.iter().flat_map(|mark| &mark.shapes) {
        match shape {
            Shape::Block(area, role) => pen.block(*area, *role),
            Shape::Dot(dot, role) => pen.dot(*dot, *role),
            Shape::Line(line, role) => pen.line(line, *role),
            Shape::Text(text, role) => pen.text(text, *role, fonts),
        }
    }
    pen.content.restore_state().end_marked_content();
    pen.content.finish().into_vec()
}

/// The content of the page, and the colours that are set.
struct Pen {
    content: Content,
    fill: Option<Role>,
    stroke: Option<Role>,
}

impl Pen {
    fn fill(&mut self, role: Role) {
        if self.fill != Some(role) {
            let [red, green, blue] = colour(role);
            self.content.set_fill_rgb(red, green, blue);
            self.fill = Some(role);
        }
    }

    fn block(&mut self, area: Area, role: Role) {
        self.fill(role);
        let (width, height) = ((area.right - area.left) as f32, (area.bottom - area.top) as f32);
        self.content.rect(area.left as f32, area.top as f32, width, height).fill_nonzero();
    }

    fn dot(&mut self, dot: Dot, role: Role) {
        self.fill(role);
        let (x, y, radius) = (dot.x as f32, dot.y as f32, dot.radius as f32);
        let handle = (radius * QUARTER * 100.0).round() / 100.0;
        self.content
            .move_to(x + radius, y)
            .cubic_to(x + radius, y + handle, x + handle, y + radius, x, y + radius)
            .cubic_to(x - handle, y + radius, x - radius, y + handle, x - radius, y)
            .cubic_to(x - radius, y - handle, x - handle, y - radius, x, y - radius)
            .cubic_to(x + handle, y - radius, x + radius, y - handle, x + radius, y)
            .fill_nonzero();
    }

    fn line(&mut self, line: &Line, role: Role) {
        if self.stroke != Some(role) {
            let [red, green, blue] = colour(role);
            self.content.set_stroke_rgb(red, green, blue);
            self.stroke = Some(role);
        }
        self.content.set_line_width(line.width as f32);
        for (index, (x, y)) in line.points.iter().enumerate() {
            let (x, y) = (*x as f32, *y as f32);
            if index == 0 {
                self.content.move_to(x, y)
            } else {
                self.content.line_to(x, y)
            };
        }
        self.content.stroke();
    }

    fn text(&mut self, text: &Text, role: Role, fonts: &Fonts) {
        self.fill(role);
        for run in &text.shaped.runs {
            let Some(subset) = fonts.get(run.face) else { continue };
            // Where the glyphs alone would give another text, or gaps within it, the text itself stands beside them.
            let says_so = run.face.script == Script::Latin && subset.read(run) == run.text;
            if !says_so {
                let mut mark = self.content.begin_marked_content_with_properties(Name(b"Span"));
                mark.properties().actual_text(TextStr(&run.text));
            }
            self.run(text, run, subset);
            if !says_so {
                self.content.end_marked_content();
            }
        }
    }

    /// The glyphs of a run, each where shaping put it: `TJ` moves the pen along, `Ts` up and down.
    fn run(&mut self, text: &Text, run: &Run, subset: &Subset) {
        let x = text.x + at(run.x, text.size);
        self.content.begin_text().set_font(Name(subset.name.as_bytes()), text.size as f32);
        self.content.set_text_matrix([1.0, 0.0, 0.0, -1.0, x as f32, text.baseline as f32]);
        let (mut wanted, mut reached) = (0, 0);
        for glyphs in run.glyphs.chunk_by(|one, other| one.y_offset == other.y_offset) {
            let rise = glyphs.first().map_or(0, |glyph| glyph.y_offset);
            if rise != 0 {
                self.content.set_rise(at(rise, text.size) as f32);
            }
            let mut shown = self.content.show_positioned();
            let mut items = shown.items();
            let mut bytes = Vec::new();
            for glyph in glyphs {
                let along = wanted + glyph.x_offset - reached;
                if along != 0 {
                    if !bytes.is_empty() {
                        items.show(Str(&std::mem::take(&mut bytes)));
                    }
                    items.adjust(-along as f32);
                }
                let (id, advance) = subset.glyph(glyph.id);
                bytes.extend(id.to_be_bytes());
                reached += along + advance;
                wanted += glyph.advance;
            }
            items.show(Str(&bytes));
            items.finish();
            shown.finish();
            if rise != 0 {
                self.content.set_rise(0.0);
            }
        }
        self.content.end_text();
    }
}

/// Red, green and blue from nought to one.
fn colour(role: Role) -> [f32; 3] {
    let colour = role.colour();
    [colour.red, colour.green, colour.blue].map(|part| (f32::from(part) / 255.0 * 10_000.0).round() / 10_000.0)
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec_zlib(bytes, PACKING)
}

/// Eight bytes that another content would hardly have (FNV-1a).
fn hash(bytes: &[u8], seed: u8) -> [u8; 8] {
    let mixed = [seed]
        .iter()
        .chain(bytes)
        .fold(0xCBF2_9CE4_8422_2325_u64, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01B3));
    mixed.to_be_bytes()
}
