//! The outlines in a typeface file: where each lies, which others it is put together from, and how they are taken out.
//! OpenType specification 1.9.1, tables `loca` and `glyf`.

use super::faces::{Face, number};
use std::collections::BTreeSet;
use std::ops::Range;

/// Flags of a part of a composite glyph.
const WORDS: u16 = 0x0001;
const SCALE: u16 = 0x0008;
const MORE: u16 = 0x0020;
const TWO_SCALES: u16 = 0x0040;
const MATRIX: u16 = 0x0080;

impl Face {
    /// These glyphs, and those that they are put together from.
    pub(super) fn with_components(self, glyphs: BTreeSet<u32>) -> BTreeSet<u32> {
        let mut all = BTreeSet::new();
        let mut open: Vec<u32> = glyphs.into_iter().collect();
        while let Some(glyph) = open.pop() {
            if all.insert(glyph) {
                open.extend(self.components(glyph));
            }
        }
        all
    }

    /// The glyphs that one is put together from; none where it has an outline of its own.
    fn components(self, glyph: u32) -> Vec<u32> {
        let bytes = self.table(*b"glyf").get(self.outline_place(glyph)).unwrap_or_default();
        let mut parts = Vec::new();
        // A negative number of contours, then the sides of the glyph.
        if number(bytes, 0).cast_signed() >= 0 {
            return parts;
        }
        let mut at = 10;
        loop {
            let flags = number(bytes, at);
            parts.push(u32::from(number(bytes, at + 2)));
            at += 4 + if flags & WORDS == 0 { 2 } else { 4 };
            at += match flags & (SCALE | TWO_SCALES | MATRIX) {
                SCALE => 2,
                TWO_SCALES => 4,
                MATRIX => 8,
                _ => 0,
            };
            if flags & MORE == 0 || at >= bytes.len() {
                return parts;
            }
        }
    }

    /// Where a glyph lies in the table of outlines.
    fn outline_place(self, glyph: u32) -> Range<usize> {
        let (loca, is_long) = (self.table(*b"loca"), number(self.table(*b"head"), 50) == 1);
        let start = |glyph: usize| {
            if is_long {
                usize::from(number(loca, glyph * 4)) << 16 | usize::from(number(loca, glyph * 4 + 2))
            } else {
                usize::from(number(loca, glyph * 2)) * 2
            }
        };
        let glyph = usize::try_from(glyph).unwrap_or(usize::MAX / 8);
        start(glyph)..start(glyph + 1)
    }

    /// Fills the outlines of all other glyphs with noughts, which pack to nothing and draw nothing: every number in the file
    /// stays what it is.
    pub(super) fn empty_all_but(self, glyphs: &BTreeSet<u32>, file: &mut [u8]) {
        let place = self.place_of(*b"glyf");
        let Some(outlines) = file.get_mut(place) else { return };
        // The first glyph stands for characters that the typeface does not have.
        for glyph in (1..u32::from(number(self.table(*b"maxp"), 4))).filter(|glyph| !glyphs.contains(glyph)) {
            if let Some(outline) = outlines.get_mut(self.outline_place(glyph)) {
                outline.fill(0);
            }
        }
    }
}
