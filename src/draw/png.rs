//! Prints a scene as PNG at the density of print: straight into pixels, with a palette where it suffices.
//!
//! Only additions, products, quotients and square roots of floats are used, which round alike everywhere. Letters stand
//! on half a pixel across and on a whole one down, so that each is rasterised a few times and not a hundred.

mod sheet;

use std::cell::Cell;
use std::collections::BTreeMap;

use ab_glyph_rasterizer::{Point, Rasterizer, point};
use harfrust::font::glyph::outline::PathElement;
use png::{BitDepth, ColorType, Compression, Encoder, Filter, PixelDimensions, Unit};

use self::sheet::{Colours, Places, SHADES, Sheet};
use super::Size;
use super::faces::Face;
use super::scene::{Area, Dot, Line, Scene, Shape, Text};
use super::text::UNITS_PER_EM;
use super::theme::{Colour, Role};

/// The picture while it is drawn, and how many pixels there are to a hundredth of a CSS pixel.
struct Pixels<S> {
    width: usize,
    height: usize,
    scale: f32,
    sheet: S,
    rasterizer: Rasterizer,
    letters: Letters,
}

/// Letters that were rasterised: by typeface, glyph, size, phase, and the density of the picture.
type Letters = BTreeMap<(Face, u32, i32, [u8; 2], u32), Mask>;

/// What a thread keeps from one picture to the next, which is then neither asked of the system nor rasterised anew.
#[derive(Default)]
struct Kept {
    pixels: Vec<u8>,
    letters: Letters,
}

thread_local! {
    static KEPT: Cell<Kept> = Cell::default();
}

/// More letters are not kept: they would fill the memory.
const MOST_LETTERS: usize = 4_000;

/// Nor are the pixels of a larger picture: some four slides.
const MOST_PIXELS: usize = 16_000_000;

/// How much of each pixel a shape covers, and where that lies beside its pen.
struct Mask {
    left: isize,
    top: isize,
    width: usize,
    shades: Vec<u8>,
}

/// One step of an outline, in pixels.
enum Step {
    Move(Point),
    Line(Point),
    Quad(Point, Point),
    Curve(Point, Point, Point),
}

/// What is longer than five metres is cut off: it is no picture, and would fill the memory.
const HIGHEST: usize = 60_000;

/// Where the control points of a quarter of a circle lie, as a share of the radius: 4/3 (√2 − 1).
const QUARTER: f32 = 0.552_284_8;

/// No slanted line or letter covers more pixels.
const LARGEST: f32 = 64_000_000.0;

/// A pen stands on one of so many places within a pixel.
const PHASES: f32 = 2.0;

/// The picture as a PNG file, on white.
pub fn png(scene: &Scene) -> Vec<u8> {
    let mut kept = KEPT.take();
    let file = packed_with(scene, &mut kept);
    if kept.letters.len() > MOST_LETTERS {
        kept.letters.clear();
    }
    if kept.pixels.capacity() > MOST_PIXELS {
        kept.pixels = Vec::new();
    }
    KEPT.set(kept);
    file
}

fn packed_with(scene: &Scene, kept: &mut Kept) -> Vec<u8> {
    let per_metre = density(scene.size).1;
    let (pixels, size) = Pixels::<Places>::drawn(scene, kept);
    if let Some((data, palette)) = pixels.all() {
        let palette: Vec<u8> = palette.iter().copied().flat_map(rgb).collect();
        let file = encode(size, per_metre, data, Some(palette));
        kept.pixels = pixels.let_go();
        return file;
    }
    let (pixels, size) = Pixels::<Colours>::drawn(scene, kept);
    let data: Vec<u8> = pixels.all().iter().copied().flat_map(rgb).collect();
    encode(size, per_metre, &data, None)
}

/// Pixels to a CSS pixel, and pixels to a metre: 300 to the inch, or twice as many as a slide has.
fn density(size: Size) -> (f32, u32) {
    match size {
        Size::Column8cm | Size::Page16cm => (3.125, 11_811),
        Size::Slide => (2.0, 7_559),
    }
}

fn packed(role: Role) -> u32 {
    let Colour { red, green, blue } = role.colour();
    u32::from_be_bytes([0, red, green, blue])
}

impl<S: Sheet> Pixels<S> {
    /// The picture, and how wide and high it is; what was kept serves it.
    fn drawn(scene: &Scene, kept: &mut Kept) -> (S, (usize, usize)) {
        let scale = density(scene.size).0 / 100.0;
        let (width, height) = (count(scene.width, scale), count(scene.height, scale).min(HIGHEST));
        let sheet = S::blank(width * height, packed(Role::Ground), std::mem::take(&mut kept.pixels));
        let letters = std::mem::take(&mut kept.letters);
        let mut pixels = Self { width, height, scale, sheet, rasterizer: Rasterizer::new(0, 0), letters };
        for shape in scene.marks.iter().flat_map(|mark| &mark.shapes) {
            match shape {
                Shape::Block(area, role) => pixels.block(*area, packed(*role)),
                Shape::Dot(dot, role) => pixels.dot(*dot, packed(*role)),
                Shape::Line(line, role) => pixels.line(line, packed(*role)),
                Shape::Text(text, role) => pixels.text(text, packed(*role)),
            }
        }
        kept.letters = pixels.letters;
        (pixels.sheet, (width, height))
    }

    /// A rectangle on whole pixels, so that its sides are sharp and equal rectangles stay equal.
    fn block(&mut self, area: Area, colour: u32) {
        let (left, right) = (self.edge(area.left, self.width), self.edge(area.right, self.width));
        let (top, bottom) = (self.edge(area.top, self.height), self.edge(area.bottom, self.height));
        // What is thinner than a pixel still shows.
        let (right, bottom) = (right.max(left + 1).min(self.width), bottom.max(top + 1).min(self.height));
        self.sheet.dip(colour);
        for row in top..bottom {
            self.sheet.fill(row * self.width + left.min(right)..row * self.width + right);
        }
    }

    fn edge(&self, hundredths: i32, limit: usize) -> usize {
        whole(hundredths as f32 * self.scale + 0.5).min(limit)
    }

    fn dot(&mut self, dot: Dot, colour: u32) {
        let (x, y, radius) = (dot.x as f32 * self.scale, dot.y as f32 * self.scale, dot.radius as f32 * self.scale);
        let handle = radius * QUARTER;
        let at = |across: f32, down: f32| point(x + across, y + down);
        self.fill(
            &[
                Step::Move(at(radius, 0.0)),
                Step::Curve(at(radius, handle), at(handle, radius), at(0.0, radius)),
                Step::Curve(at(-handle, radius), at(-radius, handle), at(-radius, 0.0)),
                Step::Curve(at(-radius, -handle), at(-handle, -radius), at(0.0, -radius)),
                Step::Curve(at(handle, -radius), at(radius, -handle), at(radius, 0.0)),
            ],
            colour,
        );
    }

    /// Level and upright lines are rectangles; others are filled around their middle.
    fn line(&mut self, line: &Line, colour: u32) {
        for pair in line.points.windows(2) {
            let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
            if y0 == y1 {
                let top = y0 - line.width / 2;
                self.block(Area { left: x0.min(x1), top, right: x0.max(x1), bottom: top + line.width }, colour);
            } else if x0 == x1 {
                let left = x0 - line.width / 2;
                self.block(Area { left, top: y0.min(y1), right: left + line.width, bottom: y0.max(y1) }, colour);
            } else {
                self.slanted((x0, y0), (x1, y1), line.width, colour);
            }
        }
    }

    fn slanted(&mut self, from: (i32, i32), to: (i32, i32), width: i32, colour: u32) {
        let scaled = |value: i32| value as f32 * self.scale;
        let (x0, y0, x1, y1) = (scaled(from.0), scaled(from.1), scaled(to.0), scaled(to.1));
        let (run, rise) = (x1 - x0, y1 - y0);
        let length = (run * run + rise * rise).sqrt();
        let half = scaled(width) / 2.0 / length;
        let (across, down) = (-rise * half, run * half);
        let corners = [
            point(x0 + across, y0 + down),
            point(x1 + across, y1 + down),
            point(x1 - across, y1 - down),
            point(x0 - across, y0 - down),
        ];
        let [first, second, third, fourth] = corners;
        self.fill(&[Step::Move(first), Step::Line(second), Step::Line(third), Step::Line(fourth)], colour);
    }

    fn text(&mut self, text: &Text, colour: u32) {
        let scale = self.scale;
        let em = text.size as f32 * scale / UNITS_PER_EM as f32;
        let baseline = (text.baseline as f32 * scale + 0.5).floor();
        self.sheet.dip(colour);
        for run in &text.shaped.runs {
            let mut pen = run.x;
            for glyph in &run.glyphs {
                let x = text.x as f32 * scale + (pen + glyph.x_offset) as f32 * em;
                let y = baseline - glyph.y_offset as f32 * em;
                let ([column, row], phase) = phase([x, y]);
                let key = (run.face, glyph.id, text.size, phase, scale.to_bits());
                let mask = self.letters.entry(key).or_insert_with(|| {
                    let steps = outline(run.face, glyph.id, em, phase);
                    mask(&mut self.rasterizer, &steps)
                });
                put(&mut self.sheet, (self.width, self.height), mask, [column, row]);
                pen += glyph.advance;
            }
        }
    }

    /// Fills an outline, each pixel by how much of it is covered.
    fn fill(&mut self, steps: &[Step], colour: u32) {
        self.sheet.dip(colour);
        let mask = mask(&mut self.rasterizer, steps);
        put(&mut self.sheet, (self.width, self.height), &mask, [0, 0]);
    }
}

/// The whole pixel that a pen stands in, and the part of it.
fn phase(at: [f32; 2]) -> ([isize; 2], [u8; 2]) {
    let quarters = at.map(|along| (along * PHASES + 0.5).floor());
    let whole = quarters.map(|along| (along / PHASES).floor());
    let part = |place: usize| below_all(quarters[place] - whole[place] * PHASES);
    (whole.map(signed), [part(0), part(1)])
}

/// A glyph's outline in pixels around its pen, which stands in that part of a pixel.
fn outline(face: Face, glyph: u32, em: f32, phase: [u8; 2]) -> Vec<Step> {
    let [left, base] = phase.map(|part| f32::from(part) / PHASES);
    let at = |x: f32, y: f32| point(left + x * em, base - y * em);
    let step = |element: &PathElement| match *element {
        PathElement::MoveTo { x, y } => Some(Step::Move(at(x, y))),
        PathElement::LineTo { x, y } => Some(Step::Line(at(x, y))),
        PathElement::QuadTo { cx0, cy0, x, y } => Some(Step::Quad(at(cx0, cy0), at(x, y))),
        PathElement::CurveTo { cx0, cy0, cx1, cy1, x, y } => Some(Step::Curve(at(cx0, cy0), at(cx1, cy1), at(x, y))),
        PathElement::Close => None,
    };
    face.outline(glyph).iter().filter_map(step).collect()
}

/// How much of each pixel an outline covers.
fn mask(rasterizer: &mut Rasterizer, steps: &[Step]) -> Mask {
    let Some((low, high)) = bounds(steps) else { return Mask { left: 0, top: 0, width: 0, shades: Vec::new() } };
    // What is far off the canvas is a flaw that has been reported: nothing is printed of it.
    let reach = low.x.abs().max(low.y.abs()).max(high.x.abs()).max(high.y.abs());
    let is_sound = reach < HIGHEST as f32 && (high.x - low.x) * (high.y - low.y) < LARGEST;
    if !is_sound {
        return Mask { left: 0, top: 0, width: 0, shades: Vec::new() };
    }
    let (left, top) = (low.x.floor(), low.y.floor());
    let (wide, tall) = (whole(high.x - left) + 3, whole(high.y - top) + 3);
    rasterizer.reset(wide, tall);
    trace(rasterizer, steps, point(left, top));
    let mut shades = vec![0; wide * tall];
    rasterizer.for_each_pixel(|place, coverage| shades[place] = shade(coverage));
    Mask { left: signed(left), top: signed(top), width: wide, shades }
}

/// Puts a mask beside a pen, as far as the canvas reaches.
fn put(sheet: &mut impl Sheet, (width, height): (usize, usize), mask: &Mask, [column, row]: [isize; 2]) {
    let Some(left) = column.checked_add(mask.left) else { return };
    // What stands left of the canvas is passed over, and what stands right of it is not reached.
    let (start, passed) = (usize::try_from(left).unwrap_or(0), left.min(0).unsigned_abs());
    let Some(room) = width.checked_sub(start).filter(|room| *room > 0) else { return };
    for (line, shades) in mask.shades.chunks(mask.width.max(1)).enumerate() {
        let Some(y) = row.checked_add(mask.top).and_then(|top| top.checked_add_unsigned(line)) else { continue };
        let Some(y) = usize::try_from(y).ok().filter(|y| *y < height) else { continue };
        let shades = shades.get(passed..).unwrap_or_default();
        sheet.mix(y * width + start, &shades[..shades.len().min(room)]);
    }
}

fn bounds(steps: &[Step]) -> Option<(Point, Point)> {
    let points = steps.iter().flat_map(|step| match step {
        Step::Move(a) | Step::Line(a) => [*a, *a, *a],
        Step::Quad(a, b) => [*a, *b, *b],
        Step::Curve(a, b, c) => [*a, *b, *c],
    });
    points.map(|at| (at, at)).reduce(|(low, high), (at, _)| {
        (point(low.x.min(at.x), low.y.min(at.y)), point(high.x.max(at.x), high.y.max(at.y)))
    })
}

/// Draws the outline relative to a corner; an open one is closed.
fn trace(rasterizer: &mut Rasterizer, steps: &[Step], corner: Point) {
    let near = |at: &Point| point(at.x - corner.x, at.y - corner.y);
    let mut start: Option<Point> = None;
    let mut pen = point(0.0, 0.0);
    for step in steps {
        match step {
            Step::Move(to) => {
                if let Some(start) = start {
                    rasterizer.draw_line(pen, start);
                }
                pen = near(to);
                start = Some(pen);
            }
            Step::Line(to) => {
                rasterizer.draw_line(pen, near(to));
                pen = near(to);
            }
            Step::Quad(control, to) => {
                rasterizer.draw_quad(pen, near(control), near(to));
                pen = near(to);
            }
            Step::Curve(first, second, to) => {
                rasterizer.draw_cubic(pen, near(first), near(second), near(to));
                pen = near(to);
            }
        }
    }
    if let Some(start) = start {
        rasterizer.draw_line(pen, start);
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a positive number of pixels")]
fn whole(pixels: f32) -> usize {
    pixels.max(0.0) as usize
}

/// How many pixels hold a length: a begun pixel counts, a hair of one does not.
fn count(hundredths: i32, scale: f32) -> usize {
    whole((hundredths as f32 * scale - 0.01).ceil()).max(1)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "coverage is held between none and all")]
fn shade(coverage: f32) -> u8 {
    (coverage.clamp(0.0, 1.0) * f32::from(SHADES) + 0.5) as u8
}

#[expect(clippy::cast_possible_truncation, reason = "a place on the canvas, or near it")]
fn signed(pixels: f32) -> isize {
    pixels as isize
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "one of the few phases")]
fn below_all(phase: f32) -> u8 {
    phase as u8
}

/// With a palette the data are places in it, else red, green and blue.
fn encode((width, height): (usize, usize), per_metre: u32, data: &[u8], palette: Option<Vec<u8>>) -> Vec<u8> {
    let mut file = Vec::new();
    let size = |pixels: usize| u32::try_from(pixels).unwrap_or(u32::MAX);
    let mut encoder = Encoder::new(&mut file, size(width), size(height));
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Fast);
    encoder.set_filter(Filter::Up);
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }));
    if let Some(palette) = palette {
        encoder.set_color(ColorType::Indexed);
        encoder.set_palette(palette);
    } else {
        encoder.set_color(ColorType::Rgb);
    }
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(data)?;
        writer.finish()
    });
    written.expect("a file in memory takes every byte, and the data fill the picture exactly");
    file
}

fn rgb(colour: u32) -> impl Iterator<Item = u8> {
    colour.to_be_bytes().into_iter().skip(1)
}
