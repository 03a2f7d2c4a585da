//! The typefaces of one PDF: of each the glyphs that are used, their widths, and the text they stand for.

use std::collections::{BTreeMap, BTreeSet};

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Filter, Finish, Name, Pdf, Rect, Ref, Str};
use subsetter::{GlyphRemapper, subset};

use super::super::faces::{Face, Glyph, Weight};
use super::super::scene::{Scene, Shape};
use super::super::text::{CAP_HEIGHT, Run};
use super::{FIRST_FONT, hash, packed};

/// The typefaces of one file.
pub(super) struct Fonts {
    subsets: BTreeMap<Face, Subset>,
}

/// What of one typeface is needed.
pub(super) struct Subset {
    /// What the page calls it.
    pub(super) name: String,
    face: Face,
    /// Its first object in the file; the others follow.
    first: i32,
    glyphs: GlyphRemapper,
    /// The text that a glyph stands for, by its number in the subset.
    texts: BTreeMap<u16, String>,
}

/// How glyphs are numbered: as in the file of the typeface.
const NUMBERED: SystemInfo = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };

/// So many objects make a typeface.
const OBJECTS: i32 = 5;

impl Fonts {
    /// The typefaces of every text of a scene.
    pub(super) fn of(scene: &Scene) -> Self {
        let mut used: BTreeMap<Face, Vec<&Run>> = BTreeMap::new();
        for shape in scene.marks.iter().flat_map(|mark| &mark.shapes) {
            match shape {
                Shape::Text(text, _) => {
                    for run in &text.shaped.runs {
                        used.entry(run.face).or_default().push(run);
                    }
                }
                Shape::Block(..) | Shape::Dot(..) | Shape::Line(..) => {}
            }
        }
        let firsts = (0..).map(|index| FIRST_FONT + index * OBJECTS);
        let subsets = used.into_iter().zip(firsts).map(|((face, runs), first)| (face, Subset::of(face, &runs, first)));
        Self { subsets: subsets.collect() }
    }

    pub(super) fn get(&self, face: Face) -> Option<&Subset> {
        self.subsets.get(&face)
    }

    pub(super) fn subsets(&self) -> impl Iterator<Item = &Subset> {
        self.subsets.values()
    }

    pub(super) fn write(&self, pdf: &mut Pdf) {
        for subset in self.subsets() {
            subset.write(pdf);
        }
    }
}

impl Subset {
    fn of(face: Face, runs: &[&Run], first: i32) -> Self {
        let used: BTreeSet<u16> = runs.iter().flat_map(|run| &run.glyphs).map(number).collect();
        let used: Vec<u16> = used.into_iter().collect();
        let glyphs = GlyphRemapper::new_from_glyphs_sorted(&used);
        let mut texts = BTreeMap::new();
        for (glyph, text) in runs.iter().flat_map(|run| clusters(run)) {
            texts.entry(glyphs.get(number(glyph)).unwrap_or(0)).or_insert_with(|| text.to_owned());
        }
        Self { name: format!("F{}", (first - FIRST_FONT) / OBJECTS), face, first, glyphs, texts }
    }

    /// Its object that the page knows.
    pub(super) fn font(&self) -> Ref {
        Ref::new(self.first)
    }

    fn object(&self, place: i32) -> Ref {
        Ref::new(self.first + place)
    }

    /// The glyph's number in the subset, and how far it moves the pen by itself.
    pub(super) fn glyph(&self, id: u32) -> (u16, i32) {
        let id = u16::try_from(id).unwrap_or(0);
        (self.glyphs.get(id).unwrap_or(0), self.face.advance(id))
    }

    /// The text that a reader of the file would make of the glyphs of a run.
    pub(super) fn read(&self, run: &Run) -> String {
        let texts = run.glyphs.iter().filter_map(|glyph| self.texts.get(&self.glyph(glyph.id).0));
        texts.map(String::as_str).collect()
    }

    fn write(&self, pdf: &mut Pdf) {
        let [font, descendant, descriptor, file, texts] = [0, 1, 2, 3, 4].map(|place| self.object(place));
        let bytes = subset(self.face.file(), 0, &self.glyphs)
            .expect("the typefaces in the program are whole: the tests make a file with each");
        let name = format!("{}+{}", tag(&bytes), self.face.name());
        let name = Name(name.as_bytes());
        pdf.type0_font(font)
            .base_font(name)
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(descendant)
            .to_unicode(texts);
        let mut cid = pdf.cid_font(descendant);
        cid.subtype(CidFontType::Type2).base_font(name).system_info(NUMBERED).font_descriptor(descriptor);
        cid.default_width(0.0).cid_to_gid_map_predefined(Name(b"Identity"));
        cid.widths().consecutive(0, self.glyphs.remapped_gids().map(|glyph| self.face.advance(glyph) as f32));
        cid.finish();
        self.describe(pdf, name, [descriptor, file]);
        let length = i32::try_from(bytes.len()).unwrap_or(i32::MAX);
        let packed_bytes = packed(&bytes);
        pdf.stream(file, &packed_bytes).filter(Filter::FlateDecode).pair(Name(b"Length1"), length);
        let mut map: UnicodeCmap = UnicodeCmap::new(Name(b"ascn-report"), NUMBERED);
        for (glyph, text) in self.texts.iter().filter(|(_, text)| !text.is_empty()) {
            map.pair_with_multiple(*glyph, text.chars());
        }
        pdf.stream(texts, &packed(map.finish().as_slice())).filter(Filter::FlateDecode);
    }

    fn describe(&self, pdf: &mut Pdf, name: Name, [descriptor, file]: [Ref; 2]) {
        let [left, lower, right, upper] = self.face.extent().map(f32::from);
        let [above, below] = self.face.reach().map(f32::from);
        let stem = match self.face.weight {
            Weight::Regular => 88.0,
            Weight::Bold => 150.0,
        };
        pdf.font_descriptor(descriptor)
            .name(name)
            .flags(FontFlags::SYMBOLIC)
            .bbox(Rect::new(left, lower, right, upper))
            .italic_angle(0.0)
            .ascent(above)
            .descent(below)
            .cap_height(CAP_HEIGHT as f32)
            .stem_v(stem)
            .font_file2(file);
    }
}

fn number(glyph: &Glyph) -> u16 {
    u16::try_from(glyph.id).unwrap_or(0)
}

/// The glyphs of a run, each with the text it stands for: the first of a cluster has the whole of it.
fn clusters(run: &Run) -> impl Iterator<Item = (&Glyph, &str)> {
    run.glyphs.iter().enumerate().map(|(index, glyph)| {
        let is_first = index == 0 || run.glyphs[index - 1].cluster != glyph.cluster;
        let next = run.glyphs[index..].iter().map(|other| other.cluster).find(|cluster| *cluster > glyph.cluster);
        let text = run.text.get(glyph.cluster..next.unwrap_or(run.text.len())).filter(|_| is_first);
        (glyph, text.unwrap_or_default())
    })
}

/// Six capitals that tell this subset from another.
fn tag(bytes: &[u8]) -> String {
    hash(bytes, 0).into_iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect()
}
