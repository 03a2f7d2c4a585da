//! Colours by what they stand for, and the sizes of type, for each of the three sizes of picture.

use super::Size;
use super::text::Weight;

/// What a colour is for: a page may give each its own colour by its class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Headlines, names and numbers.
    Text,
    /// The line under the headline.
    Subtitle,
    /// Notes, sources and the numbers on an axis.
    Note,
    /// A year or a class without a value.
    Missing,
    /// An axis.
    Axis,
    /// Lines that help the eye, not needed to read.
    Grid,
    /// What the headline speaks of.
    Main,
    /// The others.
    Rest,
    /// Squares of what is done.
    Dark,
    /// Squares of what is under way.
    Middle,
    /// Squares of what is not begun.
    Light,
    /// The edge of those.
    LightEdge,
    /// Squares of what is not known.
    Empty,
    /// The edge of those.
    EmptyEdge,
    /// A step up.
    Rise,
    /// The number beside it.
    RiseText,
    /// A step down.
    Fall,
    /// The number beside it.
    FallText,
    /// The paper.
    Ground,
    /// A cell of the smallest counts.
    Count1,
    /// One of the next.
    Count2,
    /// One of those in the middle.
    Count3,
    /// One of the next.
    Count4,
    /// A cell of the largest counts.
    Count5,
    /// Words on dark squares and on the two darkest cells.
    OnDark,
    /// Words on squares of what is under way.
    OnMiddle,
}

/// A colour of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl Role {
    /// Every role there is.
    pub const ALL: [Self; 26] = [
        Self::Text,
        Self::Subtitle,
        Self::Note,
        Self::Missing,
        Self::Axis,
        Self::Grid,
        Self::Main,
        Self::Rest,
        Self::Dark,
        Self::Middle,
        Self::Light,
        Self::LightEdge,
        Self::Empty,
        Self::EmptyEdge,
        Self::Rise,
        Self::RiseText,
        Self::Fall,
        Self::FallText,
        Self::Ground,
        Self::Count1,
        Self::Count2,
        Self::Count3,
        Self::Count4,
        Self::Count5,
        Self::OnDark,
        Self::OnMiddle,
    ];

    /// The cells of counts, from the smallest to the largest.
    pub(super) const COUNTS: [Self; 5] = [Self::Count1, Self::Count2, Self::Count3, Self::Count4, Self::Count5];

    /// The colour of the edge of an area of this one: its own, if that can be told from the paper.
    pub(super) fn edge(self) -> Self {
        match self {
            Self::Light | Self::Count1 | Self::Count2 => Self::LightEdge,
            Self::Empty => Self::EmptyEdge,
            other => other,
        }
    }

    /// The colour of words that stand on this one.
    pub(super) fn words_on(self) -> Self {
        match self {
            Self::Dark | Self::Count4 | Self::Count5 => Self::OnDark,
            Self::Middle => Self::OnMiddle,
            _ => Self::Text,
        }
    }

    /// The colour on white paper.
    pub fn colour(self) -> Colour {
        let (red, green, blue) = match self {
            Self::Text | Self::OnMiddle => (0x1A, 0x1A, 0x1A),
            Self::Subtitle => (0x4A, 0x4A, 0x4A),
            Self::Note => (0x5E, 0x5E, 0x5E),
            Self::Missing => (0x6B, 0x74, 0x7D),
            Self::Axis => (0x76, 0x76, 0x76),
            Self::Grid => (0xDD, 0xDD, 0xDD),
            Self::Main | Self::Dark | Self::Count5 => (0x12, 0x43, 0x6D),
            Self::Rest => (0x8A, 0x95, 0xA1),
            Self::Middle | Self::LightEdge | Self::Rise => (0x4A, 0x93, 0xCF),
            Self::RiseText | Self::Count4 => (0x1F, 0x6A, 0xA8),
            Self::Fall | Self::FallText => (0xB9, 0x50, 0x1F),
            Self::Light => (0xC3, 0xDD, 0xF0),
            Self::EmptyEdge => (0x8A, 0x8A, 0x8A),
            Self::Empty | Self::Ground | Self::OnDark => (0xFF, 0xFF, 0xFF),
            Self::Count1 => (0xDC, 0xEB, 0xF7),
            Self::Count2 => (0xA9, 0xCF, 0xEB),
            Self::Count3 => (0x62, 0xA5, 0xD8),
        };
        Colour { red, green, blue }
    }

    /// The class that a page's style knows it by: on a dark page the numbers of steps are set like any other text,
    /// since their sign says which way they go.
    pub fn class(self) -> &'static str {
        match self {
            Self::Text | Self::RiseText | Self::FallText => "text",
            Self::Subtitle => "subtitle",
            Self::Note => "note",
            Self::Missing => "missing",
            Self::Axis => "axis",
            Self::Grid => "grid",
            Self::Main => "main",
            Self::Rest => "rest",
            Self::Dark => "tone-dark",
            Self::Middle => "tone-middle",
            Self::Light => "tone-light",
            Self::LightEdge => "tone-light-edge",
            Self::Empty => "tone-empty",
            Self::EmptyEdge => "tone-empty-edge",
            Self::Rise => "rise",
            Self::Fall => "fall",
            Self::Ground => "ground",
            Self::Count1 => "count-1",
            Self::Count2 => "count-2",
            Self::Count3 => "count-3",
            Self::Count4 => "count-4",
            Self::Count5 => "count-5",
            Self::OnDark => "on-dark",
            Self::OnMiddle => "on-middle",
        }
    }
}

/// How a line of text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Letter {
    /// The em.
    pub size: i32,
    /// Regular or bold.
    pub weight: Weight,
    /// Its colour.
    pub role: Role,
    /// From base line to base line, in hundredths of an em.
    pub leading: i32,
}

/// Where the names of rows stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Placing {
    /// To the left of the marks.
    Beside,
    /// Over the marks.
    Above,
}

/// The measures of one size of picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Theme {
    /// The width of the canvas.
    pub width: i32,
    /// The height of the canvas, where it is not the content that decides.
    pub height: Option<i32>,
    /// White around everything.
    pub margin: i32,
    /// One pixel of the printed PNG: squares are multiples of it, so that all come out alike.
    pub grain: i32,
    /// No text is smaller.
    pub floor: i32,
    /// Where the names of rows stand.
    pub placing: Placing,
    /// The headline.
    pub title: Letter,
    /// The line under it.
    pub subtitle: Letter,
    /// Names beside and above marks.
    pub label: Letter,
    /// Notes and sources.
    pub note: Letter,
}

impl Theme {
    /// The measures of a size; type is given in tenths of a point.
    pub(super) fn of(size: Size) -> Self {
        let (width, height, margin, grain) = match size {
            Size::Column8cm => (30_236, None, 200, 32),
            Size::Page16cm => (60_472, None, 200, 32),
            Size::Slide => (128_000, Some(72_000), 4_800, 50),
        };
        let [title, subtitle, label, note] = match size {
            Size::Column8cm => [95, 80, 75, 65],
            Size::Page16cm => [115, 90, 85, 70],
            Size::Slide => [260, 160, 150, 120],
        };
        Self {
            width,
            height,
            margin,
            grain,
            floor: pixels(note),
            placing: match size {
                Size::Column8cm => Placing::Above,
                Size::Page16cm | Size::Slide => Placing::Beside,
            },
            title: Letter { size: pixels(title), weight: Weight::Bold, role: Role::Text, leading: 125 },
            subtitle: Letter { size: pixels(subtitle), weight: Weight::Regular, role: Role::Subtitle, leading: 135 },
            label: Letter { size: pixels(label), weight: Weight::Regular, role: Role::Text, leading: 120 },
            note: Letter { size: pixels(note), weight: Weight::Regular, role: Role::Note, leading: 140 },
        }
    }

    /// Numbers at the end of marks.
    pub(super) fn value(&self) -> Letter {
        Letter { weight: Weight::Bold, ..self.label }
    }

    /// A part of the label's em, in hundredths.
    pub(super) fn em(&self, hundredths: i32) -> i32 {
        self.label.size * hundredths / 100
    }
}

impl Letter {
    /// The same letter in another colour.
    #[must_use]
    pub(super) fn with_role(self, role: Role) -> Self {
        Self { role, ..self }
    }
}

/// Tenths of a point in hundredths of a pixel: a point is four thirds of a pixel.
fn pixels(tenths_of_point: i32) -> i32 {
    (tenths_of_point * 40 + 1) / 3
}
