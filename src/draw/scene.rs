//! A picture as plain data: shapes and shaped text, before any file format.
//!
//! All lengths are hundredths of a CSS pixel, as whole numbers: that is fine enough for print, and the same
//! on every machine.

use std::sync::Arc;

use super::text::Shaped;
use super::theme::Role;
use super::{Frame, Size};

/// Everything a printer needs to know about one picture.
#[derive(Debug, Clone)]
pub struct Scene {
    /// The size it was laid out for.
    pub size: Size,
    /// Whether it carries its own words.
    pub frame: Frame,
    /// How wide the canvas is.
    pub width: i32,
    /// How high the canvas is.
    pub height: i32,
    /// What the picture is called for a reader who does not see it.
    pub title: String,
    /// One sentence that stands for the picture: its kind, its subject, what it shows.
    pub alt: String,
    /// Every number of the picture, in reading order.
    pub description: String,
    /// The marks, from back to front.
    pub marks: Vec<Mark>,
}

/// Shapes that belong together, and what they say.
#[derive(Debug, Clone, Default)]
pub struct Mark {
    /// "Built Infrastructure: 28 (26%)"; empty where the shapes say nothing of their own.
    pub label: String,
    /// The shapes, from back to front.
    pub shapes: Vec<Shape>,
}

/// What can be drawn.
#[derive(Debug, Clone)]
pub enum Shape {
    /// A filled rectangle.
    Block(Area, Role),
    /// A filled circle.
    Dot(Dot, Role),
    /// A stroked line through two or more points, with flat ends.
    Line(Line, Role),
    /// One line of text.
    Text(Text, Role),
}

/// A rectangle, its sides parallel to the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// The left side.
    pub left: i32,
    /// The upper side.
    pub top: i32,
    /// The right side.
    pub right: i32,
    /// The lower side.
    pub bottom: i32,
}

/// A circle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dot {
    /// The centre, across.
    pub x: i32,
    /// The centre, down.
    pub y: i32,
    /// The radius.
    pub radius: i32,
}

/// A line through points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Where it goes.
    pub points: Vec<(i32, i32)>,
    /// How wide the stroke is.
    pub width: i32,
}

/// One line of text, already shaped.
#[derive(Debug, Clone)]
pub struct Text {
    /// Where the first glyph begins.
    pub x: i32,
    /// The base line.
    pub baseline: i32,
    /// The size of the em.
    pub size: i32,
    /// The glyphs, in font units.
    pub shaped: Arc<Shaped>,
}

impl Area {
    /// Whether two rectangles share any ink.
    pub fn meets(&self, other: &Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    /// The same rectangle with `by` more on every side.
    #[must_use]
    pub fn grown(&self, by: i32) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    /// Whether the other rectangle lies wholly inside.
    pub fn holds(&self, other: &Self) -> bool {
        self.left <= other.left && self.top <= other.top && self.right >= other.right && self.bottom >= other.bottom
    }
}

impl Text {
    /// How far the pen moves.
    pub fn width(&self) -> i32 {
        self.shaped.width(self.size)
    }

    /// The rectangle the ink fills.
    pub fn ink(&self) -> Area {
        let ink = self.shaped.ink(self.size);
        Area {
            left: self.x + ink.left,
            top: self.baseline + ink.top,
            right: self.x + ink.right,
            bottom: self.baseline + ink.bottom,
        }
    }
}

impl Shape {
    /// The rectangle the ink fills.
    pub fn ink(&self) -> Area {
        match self {
            Self::Block(area, _) => *area,
            Self::Dot(dot, _) => Area { left: dot.x, top: dot.y, right: dot.x, bottom: dot.y }.grown(dot.radius),
            Self::Line(line, _) => line.ink(),
            Self::Text(text, _) => text.ink(),
        }
    }
}

impl Line {
    /// The points' rectangle; the width of the stroke counts only across a level or upright line.
    fn ink(&self) -> Area {
        let across = || self.points.iter().map(|point| point.0);
        let down = || self.points.iter().map(|point| point.1);
        Area {
            left: across().min().unwrap_or(0),
            top: down().min().unwrap_or(0),
            right: across().max().unwrap_or(0),
            bottom: down().max().unwrap_or(0),
        }
    }
}
