//! The typefaces of the pictures: which one has a character, how it shapes a word, what its glyphs look like.

use std::ops::Range;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use harfrust::font::glyph::outline::{DrawMemory, DrawOptions, PathElement};
use harfrust::{Buffer, Direction, Font, GlyphId, ShapeOptions, ShapePlan, ShapePlanKey, ShaperFont};

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
    /// Tamil.
    Tamil,
    /// Arabic letters, in which Malay is written as Jawi: from right to left.
    Arabic,
    /// Chinese characters, as far as the register of cities has them.
    Han,
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

/// The TrueType files, by script, the regular one before the bold one.
static FILES: [&[u8]; 16] = [
    include_bytes!("fonts/NotoSans-Regular.ttf"),
    include_bytes!("fonts/NotoSans-Bold.ttf"),
    include_bytes!("fonts/NotoSansThai-Regular.ttf"),
    include_bytes!("fonts/NotoSansThai-Bold.ttf"),
    include_bytes!("fonts/NotoSansLao-Regular.ttf"),
    include_bytes!("fonts/NotoSansLao-Bold.ttf"),
    include_bytes!("fonts/NotoSansKhmer-Regular.ttf"),
    include_bytes!("fonts/NotoSansKhmer-Bold.ttf"),
    include_bytes!("fonts/NotoSansMyanmar-Regular.ttf"),
    include_bytes!("fonts/NotoSansMyanmar-Bold.ttf"),
    include_bytes!("fonts/NotoSansTamil-Regular.ttf"),
    include_bytes!("fonts/NotoSansTamil-Bold.ttf"),
    include_bytes!("fonts/NotoSansArabic-Regular.ttf"),
    include_bytes!("fonts/NotoSansArabic-Bold.ttf"),
    include_bytes!("fonts/NotoSansHan-Regular.ttf"),
    include_bytes!("fonts/NotoSansHan-Bold.ttf"),
];

/// The files as they are read, each when it is first needed.
static FONTS: [OnceLock<Font>; 16] = [const { OnceLock::new() }; 16];

/// How each typeface shapes, as far as it was asked for: a plan for letters, and one for signs without any.
static PLANS: [RwLock<Vec<Arc<ShapePlan>>>; 16] = [const { RwLock::new(Vec::new()) }; 16];

/// The outline of a glyph, once it has been asked for.
type Outline = OnceLock<Vec<PathElement>>;

/// The outlines of every typeface, by glyph: each is read once, however many pictures it stands in.
static OUTLINES: [OnceLock<Vec<Outline>>; 16] = [const { OnceLock::new() }; 16];

impl Script {
    /// The script whose typeface has the character.
    pub fn of(character: char) -> Self {
        match u32::from(character) {
            0x0600..=0x06FF | 0x0750..=0x077F => Self::Arabic,
            0x0B80..=0x0BFF => Self::Tamil,
            0x0E00..=0x0E7F => Self::Thai,
            0x0E80..=0x0EFF => Self::Lao,
            0x1780..=0x17FF | 0x19E0..=0x19FF => Self::Khmer,
            0x1000..=0x109F | 0xA9E0..=0xA9FF | 0xAA60..=0xAA7F => Self::Myanmar,
            0x4E00..=0x9FFF => Self::Han,
            _ => Self::Latin,
        }
    }
}

impl Face {
    /// Its place in the tables above.
    fn place(self) -> usize {
        self.script as usize * 2 + self.weight as usize
    }

    /// The TrueType file.
    pub(super) fn file(self) -> &'static [u8] {
        FILES[self.place()]
    }

    /// The name that a document knows it by.
    pub(super) fn name(self) -> String {
        let script = if self.script == Script::Latin { String::new() } else { format!("{:?}", self.script) };
        format!("NotoSans{script}-{:?}", self.weight)
    }

    fn font(self) -> &'static Font {
        FONTS[self.place()].get_or_init(|| {
            Font::new(self.file(), 0).expect("the typefaces in the program are whole: the tests shape with each")
        })
    }

    /// A table of the file; empty where there is none.
    pub(super) fn table(self, tag: [u8; 4]) -> &'static [u8] {
        self.file().get(self.place_of(tag)).unwrap_or_default()
    }

    /// Where a table lies in the file; an empty place where there is none.
    pub(super) fn place_of(self, tag: [u8; 4]) -> Range<usize> {
        let file = self.file();
        let records = file.get(12..).unwrap_or_default().chunks_exact(16).take(usize::from(number(file, 4)));
        let record = records.into_iter().find(|record| record.starts_with(&tag));
        let whole = |at: usize| {
            record.map_or(0, |record| number(record, at) as usize * 65_536 + number(record, at + 2) as usize)
        };
        whole(8)..whole(8) + whole(12)
    }

    /// How far the pen moves after a glyph that nothing stands beside, in font units.
    pub(super) fn advance(self, glyph: u16) -> i32 {
        let last = number(self.table(*b"hhea"), 34).saturating_sub(1);
        i32::from(number(self.table(*b"hmtx"), usize::from(glyph.min(last)) * 4))
    }

    /// How far the letters reach above the base line, and below it, in font units.
    pub(super) fn reach(self) -> [i16; 2] {
        [4, 6].map(|at| number(self.table(*b"hhea"), at).cast_signed())
    }

    /// What holds every glyph: left, lower, right and upper side, in font units, upwards.
    pub(super) fn extent(self) -> [i16; 4] {
        [36, 38, 40, 42].map(|at| number(self.table(*b"head"), at).cast_signed())
    }

    /// Whether the typeface has a glyph for the character.
    pub fn covers(self, character: char) -> bool {
        self.font().charmap().map_unicode(character).is_some()
    }

    /// The glyphs of a run of one script as they stand from left to right, also those that are read from the right.
    pub fn shape(self, text: &str) -> Vec<Glyph> {
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        let is_from_right = self.script == Script::Arabic;
        buffer.set_direction(if is_from_right { Direction::RightToLeft } else { Direction::LeftToRight });
        buffer.guess_segment_properties();
        let plan = self.plan(&buffer);
        // The buffer is fresh and the plan is made for it, which is all that shaping asks for.
        let options = ShapeOptions::new().plan(Some(&plan));
        if harfrust::shape(&ShaperFont::new(self.font()), &mut buffer, options).is_err() {
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

    /// How the typeface shapes what the buffer holds.
    fn plan(self, buffer: &Buffer) -> Arc<ShapePlan> {
        let (script, direction, language) = (buffer.script(), buffer.direction(), buffer.language());
        let key = ShapePlanKey::new(self.font(), script, direction).language(language);
        let plans = &PLANS[self.place()];
        let known = plans.read().unwrap_or_else(PoisonError::into_inner).iter().find(|plan| key.matches(plan)).cloned();
        known.unwrap_or_else(|| {
            let plan = Arc::new(ShapePlan::new(self.font(), direction, script, language, &[]));
            plans.write().unwrap_or_else(PoisonError::into_inner).push(Arc::clone(&plan));
            plan
        })
    }

    /// The glyph's outline in font units, upwards.
    pub fn outline(self, glyph: u32) -> &'static [PathElement] {
        let glyphs = usize::from(number(self.table(*b"maxp"), 4));
        let outlines = OUTLINES[self.place()].get_or_init(|| (0..glyphs).map(|_| OnceLock::new()).collect());
        let place = usize::try_from(glyph).ok().and_then(|place| outlines.get(place));
        place.map_or(&[], |place| place.get_or_init(|| self.read_outline(glyph)))
    }

    fn read_outline(self, glyph: u32) -> Vec<PathElement> {
        let mut path = Vec::new();
        if let Some(outline) = self.font().outline_glyphs().get(GlyphId::new(glyph)) {
            // A glyph that cannot be drawn stays empty, as a space does.
            let _ = outline.draw(&DrawOptions::new(), DrawMemory::Scratch, &mut path);
        }
        path
    }
}

/// The two bytes at that place of a table; nought where it is too short.
pub(super) fn number(table: &[u8], at: usize) -> u16 {
    table.get(at..at + 2).and_then(|bytes| bytes.try_into().ok()).map_or(0, u16::from_be_bytes)
}
