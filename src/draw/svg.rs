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
                let (x, y, radius) = (number(dot.x), number(dot.y), number(dot.radius));
                let _ = write!(out, "<circle{} cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"/>", filled(*role));
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
    let paint = filled(role);
    if let [area] = areas {
        let (x, y) = (number(area.left), number(area.top));
        let (width, height) = (number(area.right - area.left), number(area.bottom - area.top));
        let _ = write!(out, "<rect{paint} x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"/>");
        return;
    }
    let _ = write!(out, "<path{paint} d=\"");
    for area in areas {
        let (x, y) = (number(area.left), number(area.top));
        let (right, bottom) = (number(area.right), number(area.bottom));
        let _ = write!(out, "M{x} {y}H{right}V{bottom}H{x}Z");
    }
    out.push_str("\"/>");
}

fn strokes(out: &mut String, lines: &[&Line], width: i32, role: Role) {
    let (class, colour, width) = (role.class(), hex(role), number(width));
    let _ = write!(out, "<path class=\"line-{class}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\" d=\"");
    for line in lines {
        for (index, (x, y)) in line.points.iter().enumerate() {
            let step = if index == 0 { 'M' } else { 'L' };
            let _ = write!(out, "{step}{} {}", number(*x), number(*y));
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
    let (x, y) = (number(text.x + at(run.x, text.size)), number(text.baseline));
    let (size, width) = (number(text.size), number(at(run.advance, text.size)));
    let weight = match run.face.weight {
        Weight::Regular => "",
        Weight::Bold => " font-weight=\"700\"",
    };
    let _ = write!(
        out,
        "<text{} x=\"{x}\" y=\"{y}\" font-size=\"{size}\"{weight} textLength=\"{width}\" \
         lengthAdjust=\"spacingAndGlyphs\">{}</text>",
        filled(role),
        escape(&run.text)
    );
}

/// Other renderers misplace the marks of some scripts, so they get the shapes themselves.
fn outline(out: &mut String, text: &Text, run: &Run, role: Role) {
    let label = escape(&run.text);
    let _ = write!(out, "<path{} role=\"img\" aria-label=\"{label}\" d=\"", filled(role));
    let scale = f64::from(text.size) / f64::from(UNITS_PER_EM);
    let mut pen = run.x;
    let mut path = Path::new(out);
    for glyph in &run.glyphs {
        let place = |(x, y): (f32, f32)| {
            let across = f64::from(text.x) + (f64::from(pen + glyph.x_offset) + f64::from(x)) * scale;
            let down = f64::from(text.baseline) - (f64::from(glyph.y_offset) + f64::from(y)) * scale;
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

fn filled(role: Role) -> String {
    format!(" class=\"{}\" fill=\"{}\"", role.class(), hex(role))
}

fn hex(role: Role) -> String {
    let colour = role.colour();
    format!("#{:02X}{:02X}{:02X}", colour.red, colour.green, colour.blue)
}

/// Hundredths as a decimal number without zeros at its end.
fn number(hundredths: i32) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    match rest {
        0 => format!("{sign}{whole}"),
        rest if rest % 10 == 0 => format!("{sign}{whole}.{}", rest / 10),
        rest => format!("{sign}{whole}.{rest:02}"),
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
    for character in tidy(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            _ => out.push(character),
        }
    }
    out
}
