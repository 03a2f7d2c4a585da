//! What a reader would stumble over in a picture, found by looking at every box of it.

use std::fmt;

use super::scene::{Area, Scene, Shape, Text};
use super::text::Typesetter;
use super::theme::Theme;

/// One thing that is not right about a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flaw {
    /// Two texts run into each other.
    Overlap {
        /// The one drawn first.
        first: String,
        /// The other.
        second: String,
    },
    /// A text or a mark leaves the picture.
    OutOfCanvas {
        /// The text, or what the mark stands for.
        what: String,
    },
    /// No typeface has a character.
    Uncovered {
        /// The character.
        character: char,
        /// A text it stands in.
        text: String,
    },
    /// The title takes more lines than a headline should.
    TitleTooLong {
        /// How many it takes.
        lines: usize,
    },
    /// A text is smaller than its size of picture allows.
    TooSmall {
        /// The text.
        text: String,
    },
    /// The content does not fit the slide, which has grown.
    TooTall {
        /// How many pixels high it is.
        pixels: i32,
    },
    /// Steps do not lead to the total after them.
    BrokenBridge {
        /// The total's name.
        total: String,
        /// What it is.
        stated: u32,
        /// What the steps lead to.
        reached: i64,
    },
    /// There are more rows than one picture can hold: those past the limit are left out.
    TooManyRows {
        /// How many there are.
        rows: usize,
        /// How many are drawn.
        limit: usize,
    },
}

impl fmt::Display for Flaw {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Overlap { first, second } => write!(formatter, "the texts \"{first}\" and \"{second}\" overlap"),
            Self::OutOfCanvas { what } => write!(formatter, "\"{what}\" does not fit into the picture"),
            Self::Uncovered { character, text } => {
                let code = u32::from(*character);
                write!(formatter, "no typeface has the character \"{character}\" (U+{code:04X}) of \"{text}\"")
            }
            Self::TitleTooLong { lines } => write!(formatter, "the title takes {lines} lines: shorten it"),
            Self::TooSmall { text } => write!(formatter, "\"{text}\" is printed too small to read"),
            Self::TooTall { pixels } => {
                write!(formatter, "the content does not fit the slide, which is now {pixels} pixels high")
            }
            Self::BrokenBridge { total, stated, reached } => {
                write!(formatter, "the steps before \"{total}\" lead to {reached}, and not to {stated}")
            }
            Self::TooManyRows { rows, limit } => {
                write!(formatter, "{rows} rows are too many for one picture: only the first {limit} are drawn")
            }
        }
    }
}

/// What no typeface has.
pub(super) fn of_text(typesetter: &Typesetter) -> Vec<Flaw> {
    let flaw = |(character, text): (char, &str)| Flaw::Uncovered { character, text: text.to_owned() };
    typesetter.uncovered().map(flaw).collect()
}

/// What the boxes of a scene show.
pub(super) fn of_scene(scene: &Scene, theme: &Theme) -> Vec<Flaw> {
    let mut flaws = outside(scene);
    let texts: Vec<&Text> = texts(scene).collect();
    let small = texts.iter().filter(|text| text.size < theme.floor);
    flaws.extend(small.map(|text| Flaw::TooSmall { text: text.shaped.text.clone() }));
    flaws.extend(overlaps(&texts));
    flaws
}

fn texts(scene: &Scene) -> impl Iterator<Item = &Text> {
    scene.marks.iter().flat_map(|mark| &mark.shapes).filter_map(|shape| match shape {
        Shape::Text(text, _) => Some(text),
        Shape::Block(..) | Shape::Dot(..) | Shape::Line(..) => None,
    })
}

fn outside(scene: &Scene) -> Vec<Flaw> {
    let canvas = Area { left: 0, top: 0, right: scene.width, bottom: scene.height };
    let mut flaws = Vec::new();
    for mark in &scene.marks {
        let what = |shape: &Shape| match shape {
            Shape::Text(text, _) => text.shaped.text.clone(),
            Shape::Block(..) | Shape::Dot(..) | Shape::Line(..) => mark.label.clone(),
        };
        let leaving = mark.shapes.iter().filter(|shape| !canvas.holds(&shape.ink()));
        flaws.extend(leaving.map(|shape| Flaw::OutOfCanvas { what: what(shape) }));
    }
    flaws.dedup();
    flaws
}

/// Pairs of texts whose ink meets: sorted from the top, so that only neighbours are compared.
fn overlaps(texts: &[&Text]) -> Vec<Flaw> {
    let mut boxes: Vec<(Area, &Text)> = texts.iter().map(|text| (text.ink(), *text)).collect();
    boxes.sort_by_key(|(ink, _)| (ink.top, ink.left));
    let mut flaws = Vec::new();
    for (index, (ink, text)) in boxes.iter().enumerate() {
        let near = boxes[index + 1..].iter().take_while(|(other, _)| other.top < ink.bottom);
        let met = near.filter(|(other, _)| other.meets(ink));
        flaws.extend(
            met.map(|(_, other)| Flaw::Overlap { first: text.shaped.text.clone(), second: other.shaped.text.clone() }),
        );
    }
    flaws
}
