//! Prints a scene as SVG: Latin text as text or as outlines, other scripts as outlines, a style class for every role.

mod path;

use std::fmt::Write;

use harfrust::font::glyph::outline::PathElement;

use super::scene::{Area, Line, Mark, Scene, Shape, Text};
use super::text::{Run, Script, UNITS_PER_EM, at, tidy};
use super::theme::Role;
use super::{Frame, Weight};
use path::Path;

/// The typeface text was measured in, then others for a page that does not embed it.
const FONT_FAMILY: &str = "'Noto Sans', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

/// Whether Latin text stays text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lettering {
    Kept,
    Outlined,
}

/// The picture as an SVG element; `id` begins the ids in it, so that a page can hold several.
pub fn svg(scene: &Scene, id: &str) -> String {
    print(scene, id, Lettering::Kept)
}

/// The same with every letter as its shape: it looks alike wherever it is shown, and needs no typeface there.
pub fn svg_outlines(scene: &Scene, id: &str) -> String {
    print(scene, id, Lettering::Outlined)
}

fn print(scene: &Scene, id: &str, lettering: Lettering) -> String {
    let mut out = String::new();
    open(&mut out, scene, &escape(id));
    if scene.frame == Frame::Framed {
        let ground = Area { left: 0, top: 0, right: scene.width, bottom: scene.height };
        blocks(&mut out, &[ground], Role::Ground);
        out.push('\n');
    }
    for mark in &scene.marks {
        group(&mut out, mark, lettering);
    }
    out.push_str("</svg>\n");
    out
}

fn open(out: &mut String, scene: &Scene, id: &str) {
    let (width, height) = (number(scene.width), number(scene.height));
    let _ = write!(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" viewBox=\"0 0 {width} {height}\"");
    if scene.frame == Frame::Framed {
        let (width, height) = (millimetres(scene.width), millimetres(scene.height));
        let _ = write!(out, " width=\"{width}mm\" height=\"{height}mm\"");
    }
    let _ = writeln!(
        out,
        " role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" font-family=\"{FONT_FAMILY}\" \
         text-rendering=\"geometricPrecision\">"
    );
    let (title, description) = (escape(&scene.title), escape(&scene.description));
    let _ = writeln!(out, "<title id=\"{id}-title\">{title}</title>");
    let _ = writeln!(out, "<desc id=\"{id}-desc\">{description}</desc>");
}

/// One mark; neighbours of one kind and colour share an element.
fn group(out: &mut String, mark: &Mark, lettering: Lettering) {
    out.push_str("<g>");
    if !mark.label.is_empty() {
        let _ = write!(out, "<title>{}</title>", escape(&mark.label));
    }
    for shapes in mark.shapes.chunk_by(alike) {
        match shapes {
            [Shape::Block(_, role), ..] => {
                let areas: Vec<Area> = shapes.iter().filter_map(as_block).collect();
                blocks(out, &areas, *role);
            }
            [Shape::Line(first, role), ..] => {
                let lines: Vec<&Line> = shapes.iter().filter_map(as_line).collect();
                strokes(out, &lines, first.width, *role);
            }
            [Shape::Dot(dot, role)] => {
                out.push_str("<circle");
                filled(out, *role);
                for (name, value) in [("cx", dot.x), ("cy", dot.y), ("r", dot.radius)] {
                    attribute(out, name, value);
                }
                out.push_str("/>");
            }
            [Shape::Text(text, role)] => words(out, text, *role, lettering),
            _ => {}
        }
    }
    out.push_str("</g>\n");
}

fn alike(one: &Shape, other: &Shape) -> bool {
    match (one, other) {
        (Shape::Block(_, one), Shape::Block(_, other)) => one == other,
        (Shape::Line(one, role), Shape::Line(other, other_role)) => role == other_role && one.width == other.width,
        (Shape::Block(..) | Shape::Line(..) | Shape::Dot(..) | Shape::Text(..), _) => false,
    }
}

fn as_block(shape: &Shape) -> Option<Area> {
    match shape {
        Shape::Block(area, _) => Some(*area),
        Shape::Line(..) | Shape::Dot(..) | Shape::Text(..) => None,
    }
}

fn as_line(shape: &Shape) -> Option<&Line> {
    match shape {
        Shape::Line(line, _) => Some(line),
        Shape::Block(..) | Shape::Dot(..) | Shape::Text(..) => None,
    }
}

fn blocks(out: &mut String, areas: &[Area], role: Role) {
    if let [area] = areas {
        out.push_str("<rect");
        filled(out, role);
        let sides =
            [("x", area.left), ("y", area.top), ("width", area.right - area.left), ("height", area.bottom - area.top)];
        for (name, value) in sides {
            attribute(out, name, value);
        }
        out.push_str("/>");
        return;
    }
    out.push_str("<path");
    filled(out, role);
    out.push_str(" d=\"");
    for area in areas {
        put(out, 'M', area.left);
        put(out, ' ', area.top);
        put(out, 'H', area.right);
        put(out, 'V', area.bottom);
        put(out, 'H', area.left);
        out.push('Z');
    }
    out.push_str("\"/>");
}

fn strokes(out: &mut String, lines: &[&Line], width: i32, role: Role) {
    let (class, colour, width) = (role.class(), hex(role), number(width));
    let _ = write!(out, "<path class=\"line-{class}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" d=\"");
    for line in lines {
        for (index, (x, y)) in line.points.iter().enumerate() {
            put(out, if index == 0 { 'M' } else { 'L' }, *x);
            put(out, ' ', *y);
        }
    }
    out.push_str("\"/>");
}

/// A line of text, run by run, each at its own measured place and width.
fn words(out: &mut String, text: &Text, role: Role, lettering: Lettering) {
    for run in &text.shaped.runs {
        if run.face.script == Script::Latin && lettering == Lettering::Kept {
            latin(out, text, run, role);
        } else {
            outline(out, text, run, role);
        }
    }
}

/// The measured width is stated, so that no other typeface can make the text overflow or collide.
fn latin(out: &mut String, text: &Text, run: &Run, role: Role) {
    out.push_str("<text");
    filled(out, role);
    attribute(out, "x", text.x + at(run.x, text.size));
    attribute(out, "y", text.baseline);
    attribute(out, "font-size", text.size);
    if run.face.weight == Weight::Bold {
        out.push_str(" font-weight=\"700\"");
    }
    attribute(out, "textLength", at(run.advance, text.size));
    out.push_str(" lengthAdjust=\"spacingAndGlyphs\">");
    escaped(out, &run.text);
    out.push_str("</text>");
}

/// Other renderers misplace the marks of some scripts, so they get the shapes themselves.
fn outline(out: &mut String, text: &Text, run: &Run, role: Role) {
    out.push_str("<path");
    filled(out, role);
    out.push_str(" role=\"img\" aria-label=\"");
    escaped(out, &run.text);
    out.push_str("\" d=\"");
    let scale = f64::from(text.size) / f64::from(UNITS_PER_EM);
    let mut pen = run.x;
    let mut path = Path::new(out);
    for glyph in &run.glyphs {
        let (left, base) = (f64::from(pen + glyph.x_offset), f64::from(glyph.y_offset));
        let place = |(x, y): (f32, f32)| {
            let across = f64::from(text.x) + (left + f64::from(x)) * scale;
            let down = f64::from(text.baseline) - (base + f64::from(y)) * scale;
            (nearest(across), nearest(down))
        };
        for element in run.face.outline(glyph.id) {
            match *element {
                PathElement::MoveTo { x, y } => path.begin(place((x, y))),
                PathElement::LineTo { x, y } => path.line(place((x, y))),
                PathElement::QuadTo { cx0, cy0, x, y } => path.curve(&[place((cx0, cy0)), place((x, y))]),
                PathElement::CurveTo { cx0, cy0, cx1, cy1, x, y } => {
                    path.curve(&[place((cx0, cy0)), place((cx1, cy1)), place((x, y))]);
                }
                PathElement::Close => path.close(),
            }
        }
        pen += glyph.advance;
    }
    out.push_str("\"/>");
}

#[expect(clippy::cast_possible_truncation, reason = "a point of a glyph on the canvas is near the canvas")]
fn nearest(hundredths: f64) -> i32 {
    hundredths.round() as i32
}

fn filled(out: &mut String, role: Role) {
    out.push_str(" class=\"");
    out.push_str(role.class());
    out.push_str("\" fill=\"");
    out.push_str(&hex(role));
    out.push('"');
}

fn hex(role: Role) -> String {
    let colour = role.colour();
    let halves = [colour.red, colour.green, colour.blue].into_iter().flat_map(|part| [part >> 4, part & 15]);
    std::iter::once('#').chain(halves.map(|half| char::from(b"0123456789ABCDEF"[usize::from(half)]))).collect()
}

fn attribute(out: &mut String, name: &str, hundredths: i32) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    digits(out, hundredths);
    out.push('"');
}

/// A letter of a path, or the space before its next number, and a number.
fn put(out: &mut String, step: char, hundredths: i32) {
    out.push(step);
    digits(out, hundredths);
}

fn number(hundredths: i32) -> String {
    let mut out = String::new();
    digits(&mut out, hundredths);
    out
}

/// The last digit of a number.
fn digit(value: u32) -> char {
    char::from(b"0123456789"[(value % 10) as usize])
}

/// A whole number.
fn whole(out: &mut String, value: u32) {
    let mut power = 1_000_000_000;
    while power > 1 && value < power {
        power /= 10;
    }
    while power >= 1 {
        out.push(digit(value / power));
        power /= 10;
    }
}

/// Hundredths as a decimal number without zeros at its end.
fn digits(out: &mut String, hundredths: i32) {
    if hundredths < 0 {
        out.push('-');
    }
    let all = hundredths.unsigned_abs();
    whole(out, all / 100);
    if !all.is_multiple_of(100) {
        out.push('.');
        out.push(digit(all / 10));
        if !all.is_multiple_of(10) {
            out.push(digit(all));
        }
    }
}

/// Hundredths of a pixel in millimetres: an inch is 96 pixels and 25.4 mm.
fn millimetres(hundredths: i32) -> String {
    let hundredths = (i64::from(hundredths) * 254 + 480).div_euclid(960);
    number(i32::try_from(hundredths).unwrap_or(i32::MAX))
}

/// Text as XML holds it, in element and in attribute.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escaped(&mut out, &tidy(text));
    out
}

/// The same of a text that is tidy already.
fn escaped(out: &mut String, text: &str) {
    for part in text.split_inclusive(['&', '<', '>', '"']) {
        let Some(last) = part.chars().next_back() else { continue };
        let special = match last {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            _ => {
                out.push_str(part);
                continue;
            }
        };
        out.push_str(&part[..part.len() - 1]);
        out.push_str(special);
    }
}
