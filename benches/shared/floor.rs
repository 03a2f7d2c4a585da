//! The least that a picture takes: its shapes put into a buffer of palette places, and packed.
//!
//! Every glyph is rasterised once and put on whole pixels; nothing is blended and nothing looked up: no printer can do with
//! less.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "pixels of a page, none of which is far off or below nought"
)]

use ab_glyph_rasterizer::{Point, Rasterizer, point};
use ascn_report::draw::{Face, Role, Scene, Shape, Text};
use harfrust::font::glyph::outline::PathElement;
use std::collections::BTreeMap;

/// Pixels to a hundredth of a CSS pixel, at 300 to the inch.
const SCALE: f32 = 0.03125;

/// How much of each pixel a glyph covers, and where that lies beside its pen.
struct Mask {
    left: i32,
    top: i32,
    width: usize,
    shades: Vec<u8>,
}

/// A picture of palette places: sixteen shades of each colour.
struct Sheet {
    width: usize,
    height: usize,
    data: Vec<u8>,
    masks: BTreeMap<(Face, u32, i32), Mask>,
}

/// The picture of a scene, without its colours.
pub(crate) fn floor(scene: &Scene) -> Vec<u8> {
    let pixels = |hundredths: i32| (hundredths as f32 * SCALE - 0.01).ceil() as usize;
    let (width, height) = (pixels(scene.width), pixels(scene.height));
    let mut sheet = Sheet { width, height, data: vec![0; width * height], masks: BTreeMap::new() };
    let mut places: Vec<Role> = Vec::new();
    for shape in scene.marks.iter().flat_map(|mark| &mark.shapes) {
        let (Shape::Block(_, role) | Shape::Dot(_, role) | Shape::Line(_, role) | Shape::Text(_, role)) = shape;
        let place = places.iter().position(|other| other == role).unwrap_or(places.len());
        if place == places.len() {
            places.push(*role);
        }
        let colour = ((place + 1) * 16 % 256) as u8;
        match shape {
            Shape::Text(text, _) => sheet.text(text, colour),
            other => {
                // Dots and slanted lines are few: their rectangle stands for them.
                let ink = other.ink();
                sheet.block([ink.left, ink.top, ink.right, ink.bottom], colour);
            }
        }
    }
    sheet.encoded()
}

impl Sheet {
    fn block(&mut self, sides: [i32; 4], colour: u8) {
        let [left, top, right, bottom] = sides.map(|side| (side as f32 * SCALE + 0.5).max(0.0) as usize);
        let (right, bottom) = (right.max(left + 1).min(self.width), bottom.max(top + 1).min(self.height));
        for row in self.data.chunks_mut(self.width).take(bottom).skip(top) {
            row[left.min(right)..right].fill(colour);
        }
    }

    fn text(&mut self, text: &Text, colour: u8) {
        let em = text.size as f32 * SCALE / 1_000.0;
        let (x, base) = (text.x as f32 * SCALE, (text.baseline as f32 * SCALE) as i32);
        for run in &text.shaped.runs {
            let mut pen = run.x;
            for glyph in &run.glyphs {
                let at = (x + (pen + glyph.x_offset) as f32 * em) as i32;
                let key = (run.face, glyph.id, text.size);
                let mask = self.masks.entry(key).or_insert_with(|| mask(run.face.outline(glyph.id), em));
                let (left, top) = (at + mask.left, base + mask.top);
                if left >= 0 && top >= 0 {
                    let start = top as usize * self.width + left as usize;
                    for (row, shades) in mask.shades.chunks(mask.width.max(1)).enumerate() {
                        let line = self.data.get_mut(start + row * self.width..).unwrap_or_default();
                        for (pixel, shade) in line.iter_mut().zip(shades).filter(|(_, shade)| **shade > 0) {
                            *pixel = colour + shade;
                        }
                    }
                }
                pen += glyph.advance;
            }
        }
    }

    fn encoded(&self) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = ::png::Encoder::new(&mut file, self.width as u32, self.height as u32);
        encoder.set_depth(::png::BitDepth::Eight);
        encoder.set_color(::png::ColorType::Indexed);
        encoder.set_palette(vec![0; 768]);
        encoder.set_compression(::png::Compression::Fast);
        encoder.set_filter(::png::Filter::Up);
        let mut writer = encoder.write_header().expect("memory takes it");
        writer.write_image_data(&self.data).expect("the data fill the picture");
        writer.finish().expect("memory takes it");
        file
    }
}

fn mask(outline: &[PathElement], em: f32) -> Mask {
    let at = |x: f32, y: f32| point(x * em, -y * em);
    let ends = outline.iter().filter_map(|element| match *element {
        PathElement::MoveTo { x, y }
        | PathElement::LineTo { x, y }
        | PathElement::QuadTo { x, y, .. }
        | PathElement::CurveTo { x, y, .. } => Some(at(x, y)),
        PathElement::Close => None,
    });
    let ends: Vec<Point> = ends.collect();
    let side = |pick: fn(&Point) -> f32, most: fn(f32, f32) -> f32| ends.iter().map(pick).reduce(most).unwrap_or(0.0);
    let (left, top) = (side(|p| p.x, f32::min).floor(), side(|p| p.y, f32::min).floor());
    let width = (side(|p| p.x, f32::max) - left) as usize + 3;
    let height = (side(|p| p.y, f32::max) - top) as usize + 3;
    let mut rasterizer = Rasterizer::new(width, height);
    let near = |x: f32, y: f32| point(at(x, y).x - left, at(x, y).y - top);
    let (mut pen, mut start) = (point(0.0, 0.0), point(0.0, 0.0));
    for element in outline {
        match *element {
            PathElement::MoveTo { x, y } => (pen, start) = (near(x, y), near(x, y)),
            PathElement::LineTo { x, y } => {
                rasterizer.draw_line(pen, near(x, y));
                pen = near(x, y);
            }
            PathElement::QuadTo { cx0, cy0, x, y } => {
                rasterizer.draw_quad(pen, near(cx0, cy0), near(x, y));
                pen = near(x, y);
            }
            PathElement::CurveTo { cx0, cy0, cx1, cy1, x, y } => {
                rasterizer.draw_cubic(pen, near(cx0, cy0), near(cx1, cy1), near(x, y));
                pen = near(x, y);
            }
            PathElement::Close => rasterizer.draw_line(pen, start),
        }
    }
    let mut shades = vec![0; width * height];
    rasterizer.for_each_pixel(|place, coverage| shades[place] = (coverage.clamp(0.0, 1.0) * 15.0 + 0.5) as u8);
    Mask { left: left as i32, top: top as i32, width, shades }
}
