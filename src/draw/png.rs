//! Prints a scene as PNG at the density of print: straight into pixels, with a palette where it suffices.
//!
//! Only additions, products, quotients and square roots of floats are used, which round alike everywhere.

use std::collections::{BTreeMap, BTreeSet};

use ab_glyph_rasterizer::{Point, Rasterizer, point};
use harfrust::font::glyph::outline::PathElement;
use png::{BitDepth, ColorType, Compression, Encoder, Filter, PixelDimensions, Unit};

use super::Size;
use super::scene::{Area, Dot, Line, Scene, Shape, Text};
use super::text::UNITS_PER_EM;
use super::theme::{Colour, Role};

/// Pixels of the picture while it is drawn, and how many there are to a hundredth of a CSS pixel.
struct Pixels {
    width: usize,
    height: usize,
    scale: f32,
    colours: Vec<u32>,
    rasterizer: Rasterizer,
}

/// One step of an outline, in pixels.
enum Step {
    Move(Point),
    Line(Point),
    Quad(Point, Point),
    Curve(Point, Point, Point),
}

/// Shades between two colours, so that a palette can hold them all.
const SHADES: u32 = 15;

/// What is longer than five metres is cut off: it is no picture, and would fill the memory.
const HIGHEST: usize = 60_000;

/// Where the control points of a quarter of a circle lie, as a share of the radius: 4/3 (√2 − 1).
const QUARTER: f32 = 0.552_284_8;

/// The picture as a PNG file, on white.
pub fn png(scene: &Scene) -> Vec<u8> {
    let mut pixels = Pixels::new(scene);
    for shape in scene.marks.iter().flat_map(|mark| &mark.shapes) {
        match shape {
            Shape::Block(area, role) => pixels.block(*area, packed(*role)),
            Shape::Dot(dot, role) => pixels.dot(*dot, packed(*role)),
            Shape::Line(line, role) => pixels.line(line, packed(*role)),
            Shape::Text(text, role) => pixels.text(text, packed(*role)),
        }
    }
    encode(&pixels, density(scene.size).1)
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

impl Pixels {
    fn new(scene: &Scene) -> Self {
        let scale = density(scene.size).0 / 100.0;
        let (width, height) = (count(scene.width, scale), count(scene.height, scale).min(HIGHEST));
        Self {
            width,
            height,
            scale,
            colours: vec![packed(Role::Ground); width * height],
            rasterizer: Rasterizer::new(0, 0),
        }
    }

    /// A rectangle on whole pixels, so that its sides are sharp and equal rectangles stay equal.
    fn block(&mut self, area: Area, colour: u32) {
        let (left, right) = (self.edge(area.left, self.width), self.edge(area.right, self.width));
        let (top, bottom) = (self.edge(area.top, self.height), self.edge(area.bottom, self.height));
        // What is thinner than a pixel still shows.
        let (right, bottom) = (right.max(left + 1).min(self.width), bottom.max(top + 1).min(self.height));
        for row in self.colours.chunks_mut(self.width).take(bottom).skip(top) {
            row[left.min(right)..right].fill(colour);
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
        for run in &text.shaped.runs {
            let mut pen = run.x;
            for glyph in &run.glyphs {
                let left = text.x as f32 * scale + (pen + glyph.x_offset) as f32 * em;
                let base = text.baseline as f32 * scale - glyph.y_offset as f32 * em;
                let at = |x: f32, y: f32| point(left + x * em, base - y * em);
                let step = |element: &PathElement| match *element {
                    PathElement::MoveTo { x, y } => Some(Step::Move(at(x, y))),
                    PathElement::LineTo { x, y } => Some(Step::Line(at(x, y))),
                    PathElement::QuadTo { cx0, cy0, x, y } => Some(Step::Quad(at(cx0, cy0), at(x, y))),
                    PathElement::CurveTo { cx0, cy0, cx1, cy1, x, y } => {
                        Some(Step::Curve(at(cx0, cy0), at(cx1, cy1), at(x, y)))
                    }
                    PathElement::Close => None,
                };
                let steps: Vec<Step> = run.face.outline(glyph.id).iter().filter_map(step).collect();
                self.fill(&steps, colour);
                pen += glyph.advance;
            }
        }
    }

    /// Fills an outline, each pixel by how much of it is covered.
    fn fill(&mut self, steps: &[Step], colour: u32) {
        let Some((low, high)) = bounds(steps) else { return };
        let (left, top) = (low.x.max(0.0).floor(), low.y.max(0.0).floor());
        let (right, bottom) = (high.x.min(self.width as f32), high.y.min(self.height as f32));
        if right <= left || bottom <= top || low.x < 0.0 || low.y < 0.0 {
            // Outside of the canvas, which is a flaw that has been reported: nothing is printed there.
            return;
        }
        let (wide, high) = (whole(high.x - left) + 3, whole(high.y - top) + 3);
        self.rasterizer.reset(wide, high);
        trace(&mut self.rasterizer, steps, point(left, top));
        let (left, top, width, height) = (whole(left), whole(top), self.width, self.height);
        let colours = &mut self.colours;
        self.rasterizer.for_each_pixel_2d(|x, y, coverage| {
            let shade = shade(coverage);
            let (x, y) = (left + x as usize, top + y as usize);
            if shade > 0 && x < width && y < height {
                let below = &mut colours[y * width + x];
                *below = mixed(*below, colour, shade);
            }
        });
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
fn shade(coverage: f32) -> u32 {
    (coverage.clamp(0.0, 1.0) * SHADES as f32 + 0.5) as u32
}

fn mixed(below: u32, above: u32, shade: u32) -> u32 {
    let channel = |shift: u32| {
        let (below, above) = ((below >> shift) & 0xFF, (above >> shift) & 0xFF);
        ((below * (SHADES - shade) + above * shade + SHADES / 2) / SHADES) << shift
    };
    channel(16) | channel(8) | channel(0)
}

fn encode(pixels: &Pixels, per_metre: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let size = |pixels: usize| u32::try_from(pixels).unwrap_or(u32::MAX);
    let mut encoder = Encoder::new(&mut file, size(pixels.width), size(pixels.height));
    encoder.set_depth(BitDepth::Eight);
    encoder.set_compression(Compression::Fast);
    encoder.set_filter(Filter::Up);
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: per_metre, yppu: per_metre, unit: Unit::Meter }));
    let data = if let Some((palette, data)) = indexed(&pixels.colours) {
        encoder.set_color(ColorType::Indexed);
        encoder.set_palette(palette.into_iter().flat_map(rgb).collect::<Vec<u8>>());
        data
    } else {
        encoder.set_color(ColorType::Rgb);
        pixels.colours.iter().copied().flat_map(rgb).collect()
    };
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(&data)?;
        writer.finish()
    });
    written.expect("a file in memory takes every byte, and the data fill the picture exactly");
    file
}

fn rgb(colour: u32) -> impl Iterator<Item = u8> {
    colour.to_be_bytes().into_iter().skip(1)
}

/// The colours there are, and for each pixel which of them it has; nothing where a byte cannot count them.
fn indexed(colours: &[u32]) -> Option<(Vec<u32>, Vec<u8>)> {
    // Most pixels are like their neighbour, so runs are looked up, not pixels.
    let runs = || colours.chunk_by(|one, other| one == other);
    let palette: BTreeSet<u32> = runs().filter_map(|run| run.first().copied()).collect();
    let places = palette.iter().enumerate().map(|(index, colour)| Some((*colour, u8::try_from(index).ok()?)));
    let places: BTreeMap<u32, u8> = places.collect::<Option<_>>()?;
    let mut data = Vec::with_capacity(colours.len());
    for run in runs() {
        let place = run.first().and_then(|colour| places.get(colour)).copied().unwrap_or(0);
        data.resize(data.len() + run.len(), place);
    }
    Some((palette.into_iter().collect(), data))
}
