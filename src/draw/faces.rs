//! The typefaces of the pictures: which one has a character, how it shapes a word, what its glyphs look like.

use std::sync::LazyLock;

use harfrust::font::glyph::outline::{DrawMemory, DrawOptions, PathElement};
use harfrust::{Buffer, Direction, Font, GlyphId, ShapeOptions, ShaperFont};

/// Regular for words, bold for numbers and headlines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// 400.
    Regular,
    /// 700.
    Bold,
}

/// The scripts there are typefaces for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Script {
    /// Latin letters, digits, punctuation, and whatever no other typeface claims.
    Latin,
    /// Thai.
    Thai,
    /// Lao.
    Lao,
    /// Khmer.
    Khmer,
    /// Burmese and the other languages of its script.
    Myanmar,
}

/// One typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Face {
    /// What it writes.
    pub script: Script,
    /// How heavy it is.
    pub weight: Weight,
}

/// One glyph where shaping put it, in font units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// Its number in the typeface.
    pub id: u32,
    /// How far the pen moves on.
    pub advance: i32,
    /// How far right of the pen it stands.
    pub x_offset: i32,
    /// How far above the base line it stands.
    pub y_offset: i32,
    /// The byte of the text its cluster begins at.
    pub cluster: usize,
    /// Whether a line could end before it without changing a glyph.
    pub breakable: bool,
}

/// The units that make an em, in every typeface here.
pub(super) const UNITS_PER_EM: i32 = 1000;

macro_rules! font {
    ($name:literal) => {{
        static FONT: LazyLock<Font> = LazyLock::new(|| {
            let bytes: &'static [u8] = include_bytes!(concat!("fonts/", $name));
            Font::new(bytes, 0).expect("the typefaces in the program are whole: the tests shape with each")
        });
        &FONT
    }};
}

/// The typefaces a page must embed so that SVG text looks as it was measured: weight and TrueType file.
pub fn page_fonts() -> [(&'static str, &'static [u8]); 2] {
    [("400", include_bytes!("fonts/NotoSans-Regular.ttf")), ("700", include_bytes!("fonts/NotoSans-Bold.ttf"))]
}

impl Script {
    /// The script whose typeface has the character.
    pub fn of(character: char) -> Self {
        match u32::from(character) {
            0x0E00..=0x0E7F => Self::Thai,
            0x0E80..=0x0EFF => Self::Lao,
            0x1780..=0x17FF | 0x19E0..=0x19FF => Self::Khmer,
            0x1000..=0x109F | 0xA9E0..=0xA9FF | 0xAA60..=0xAA7F => Self::Myanmar,
            _ => Self::Latin,
        }
    }
}

impl Face {
    fn font(self) -> &'static Font {
        match (self.script, self.weight) {
            (Script::Latin, Weight::Regular) => font!("NotoSans-Regular.ttf"),
            (Script::Latin, Weight::Bold) => font!("NotoSans-Bold.ttf"),
            (Script::Thai, Weight::Regular) => font!("NotoSansThai-Regular.ttf"),
            (Script::Thai, Weight::Bold) => font!("NotoSansThai-Bold.ttf"),
            (Script::Lao, Weight::Regular) => font!("NotoSansLao-Regular.ttf"),
            (Script::Lao, Weight::Bold) => font!("NotoSansLao-Bold.ttf"),
            (Script::Khmer, Weight::Regular) => font!("NotoSansKhmer-Regular.ttf"),
            (Script::Khmer, Weight::Bold) => font!("NotoSansKhmer-Bold.ttf"),
            (Script::Myanmar, Weight::Regular) => font!("NotoSansMyanmar-Regular.ttf"),
            (Script::Myanmar, Weight::Bold) => font!("NotoSansMyanmar-Bold.ttf"),
        }
    }

    /// Whether the typeface has a glyph for the character.
    pub fn covers(self, character: char) -> bool {
        self.font().charmap().map_unicode(character).is_some()
    }

    /// The glyphs of a run of one script, from left to right.
    pub fn shape(self, text: &str) -> Vec<Glyph> {
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        buffer.set_direction(Direction::LeftToRight);
        buffer.guess_segment_properties();
        // The buffer is fresh and has a direction, which is all that shaping asks for.
        if harfrust::shape(&ShaperFont::new(self.font()), &mut buffer, ShapeOptions::new()).is_err() {
            return Vec::new();
        }
        let positions = buffer.glyph_positions().iter();
        let glyphs = buffer.glyph_infos().iter().zip(positions).map(|(info, position)| Glyph {
            id: info.glyph_id,
            advance: position.x_advance,
            x_offset: position.x_offset,
            y_offset: position.y_offset,
            cluster: usize::try_from(info.cluster).unwrap_or(0),
            breakable: !info.unsafe_to_break(),
        });
        glyphs.collect()
    }

    /// The glyph's outline in font units, upwards.
    pub fn outline(self, glyph: u32) -> Vec<PathElement> {
        let mut path = Vec::new();
        if let Some(outline) = self.font().outline_glyphs().get(GlyphId::new(glyph)) {
            // A glyph that cannot be drawn stays empty, as a space does.
            let _ = outline.draw(&DrawOptions::new(), DrawMemory::Scratch, &mut path);
        }
        path
    }
}
