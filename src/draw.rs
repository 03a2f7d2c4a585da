//! Charts become scenes: canvas, text, one file a form; one printer each for SVG, PNG and PDF.
//!
//! Nothing here can fail: whatever a chart holds, there is a scene, and what is not right about it is a
//! [`Flaw`] beside it. A form knows its measures and no city; a printer knows the scene and no form.

mod axis;
mod bars;
mod bridge;
mod canvas;
mod cards;
mod change;
mod characters;
mod columns;
mod faces;
mod flaws;
mod frame;
mod glyphs;
mod groups;
mod labels;
mod matrix;
mod page_fonts;
mod pdf;
mod place_name;
mod png;
mod profile_table;
mod profiles;
mod rows;
mod scene;
mod squares;
mod strip;
mod svg;
mod text;
mod theme;
mod tiles;
mod timeline;
mod trend;
mod trends;
mod woff;

use crate::chart::{Chart, Form};

pub use characters::{Marks, characters};
pub use faces::{Face, Glyph, Script, Weight};
pub use flaws::Flaw;
pub use page_fonts::{PageFont, PageWords, page_fonts};
pub use pdf::pdf;
pub use png::png;
pub use scene::{Area, Dot, Line, Mark, Scene, Shape, Text};
pub use svg::{svg, svg_outlines};
pub use text::{Run, Shaped};
pub use theme::{Colour, Role};

/// How large a picture is: each is laid out for itself, never scaled from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// A column of a page, 80 mm wide.
    Column8cm,
    /// The width of a page, 160 mm.
    Page16cm,
    /// A slide of 1280 by 720 pixels.
    Slide,
}

/// Whether a picture carries its own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Frame {
    /// Only the picture, on no ground: the page around it has the caption and the table.
    Bare,
    /// With title, subtitle, note and source, on white.
    Framed,
}

/// A picture, and what is not right about it.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// The picture.
    pub scene: Scene,
    /// What a reader would stumble over; empty for a good picture.
    pub flaws: Vec<Flaw>,
    /// Whether it shows less than pages do: the coarser chart, since this size has no room for the other.
    pub is_coarser: bool,
}

impl Drawn {
    /// Whether it has become higher than its size may be: it is no picture of that size then.
    pub fn is_too_tall(&self) -> bool {
        self.flaws.iter().any(|flaw| matches!(flaw, Flaw::TooTall { .. }))
    }
}

/// The chart that pages show: the coarser one where nobody could read as many rows as the other has.
pub fn readable(chart: &Chart) -> &Chart {
    match (&chart.form, &chart.coarser) {
        (Form::Matrix(matrix), Some(coarser)) if !matrix::is_readable(matrix) => coarser,
        _ => chart,
    }
}

/// Lays a chart out at a size; where that has no room for it, its coarser one, if it has one.
pub fn draw(chart: &Chart, size: Size, frame: Frame) -> Drawn {
    let chart = readable(chart);
    let drawn = lay_out(chart, size, frame);
    match &chart.coarser {
        Some(coarser) if drawn.is_too_tall() => Drawn { is_coarser: true, ..draw(coarser, size, frame) },
        _ => drawn,
    }
}

fn lay_out(chart: &Chart, size: Size, frame: Frame) -> Drawn {
    let canvas = canvas::Canvas::new(theme::Theme::of(size));
    let theme = canvas.theme;
    let composed = frame::compose(&canvas, chart, frame);
    let (marks, typesetter) = canvas.finish();
    let (title, other) = match frame {
        Frame::Bare => (&chart.caption.alt, &chart.caption.title),
        Frame::Framed => (&chart.caption.title, &chart.caption.alt),
    };
    let title = text::tidy(if title.trim().is_empty() { other } else { title });
    let scene = Scene {
        size,
        frame,
        width: theme.width,
        height: composed.height,
        title,
        alt: text::tidy(&chart.caption.alt),
        description: text::tidy(&chart.describe()),
        marks,
    };
    let mut flaws = composed.flaws;
    flaws.extend(flaws::of_text(&typesetter));
    flaws.extend(flaws::of_scene(&scene, &theme));
    Drawn { scene, flaws, is_coarser: false }
}
