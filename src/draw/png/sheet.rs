//! What pixels are made of: places of a palette while a byte can name them all, else the colours themselves.

use std::ops::Range;

/// A picture that shapes are put on, in the colour that was dipped into last.
pub(super) trait Sheet {
    /// So many pixels of one colour, where they may be in memory that is at hand.
    fn blank(pixels: usize, colour: u32, memory: Vec<u8>) -> Self;
    /// What comes has this colour.
    fn dip(&mut self, colour: u32);
    /// These pixels have it.
    fn fill(&mut self, pixels: Range<usize>);
    /// So much of each pixel from this one on has it, of [`SHADES`].
    fn mix(&mut self, first: usize, shades: &[u8]);
}

/// Shades between two colours, so that a palette can hold them all.
pub(super) const SHADES: u8 = 15;

/// A byte a pixel: its place in a palette that grows with the picture.
pub(super) struct Places {
    data: Vec<u8>,
    palette: Vec<u32>,
    /// Whether there were more colours than a byte can name.
    is_full: bool,
    /// The colour that is put on, its place, and which of the tables is its own.
    colour: u32,
    place: u8,
    table: usize,
    mixes: Vec<(u32, Box<Mixes>)>,
}

/// For one colour: which place a pixel gets that has this place, at this shade.
type Mixes = [u16; 256 * 16];

/// A mix that has not been made yet.
const UNKNOWN: u16 = u16::MAX;

/// The colours themselves.
pub(super) struct Colours {
    data: Vec<u32>,
    colour: u32,
}

impl Places {
    /// The pixels and their palette, unless that was too small.
    pub(super) fn all(&self) -> Option<(&[u8], &[u32])> {
        (!self.is_full).then_some((&self.data, &self.palette))
    }

    /// The memory of the pixels, for another picture.
    pub(super) fn let_go(self) -> Vec<u8> {
        self.data
    }

    fn place(&mut self, colour: u32) -> u8 {
        let known = self.palette.iter().position(|other| *other == colour);
        let place = known.unwrap_or_else(|| {
            self.palette.push(colour);
            self.palette.len() - 1
        });
        u8::try_from(place).unwrap_or_else(|_| {
            self.palette.pop();
            self.is_full = true;
            0
        })
    }

    /// Makes the mix of a pixel with the colour that is put on.
    fn learn(&mut self, below: u8, shade: u8) {
        let made = self.place(mixed(self.palette[usize::from(below)], self.colour, shade));
        self.mixes[self.table].1[key(below, shade)] = u16::from(made);
    }
}

impl Sheet for Places {
    fn blank(pixels: usize, colour: u32, mut memory: Vec<u8>) -> Self {
        // New memory is written to here: what is first read and then written stops all cores, page by page.
        memory.clear();
        memory.resize(pixels, 0);
        Self { data: memory, palette: vec![colour], is_full: false, colour, place: 0, table: 0, mixes: Vec::new() }
    }

    fn dip(&mut self, colour: u32) {
        self.colour = colour;
        self.place = self.place(colour);
        let known = self.mixes.iter().position(|(other, _)| *other == colour);
        self.table = known.unwrap_or_else(|| {
            self.mixes.push((colour, Box::new([UNKNOWN; 256 * 16])));
            self.mixes.len() - 1
        });
    }

    fn fill(&mut self, pixels: Range<usize>) {
        if let Some(pixels) = self.data.get_mut(pixels) {
            pixels.fill(self.place);
        }
    }

    fn mix(&mut self, first: usize, shades: &[u8]) {
        let mut begin = 0;
        // Nearly always all mixes are known, and the first turn is the last.
        while begin < shades.len() {
            let mixes = &self.mixes[self.table].1;
            let pixels = self.data[first + begin..].iter_mut().zip(&shades[begin..]);
            let known = |(pixel, shade): (&mut u8, &u8)| match mixes[key(*pixel, *shade)] {
                UNKNOWN => false,
                place => {
                    *pixel = place.to_le_bytes()[0];
                    true
                }
            };
            let done = pixels.map(known).take_while(|is_known| *is_known).count();
            begin += done;
            if let Some(shade) = shades.get(begin) {
                self.learn(self.data[first + begin], *shade);
            }
        }
    }
}

impl Colours {
    /// The pixels.
    pub(super) fn all(&self) -> &[u32] {
        &self.data
    }
}

impl Sheet for Colours {
    fn blank(pixels: usize, colour: u32, _: Vec<u8>) -> Self {
        Self { data: vec![colour; pixels], colour }
    }

    fn dip(&mut self, colour: u32) {
        self.colour = colour;
    }

    fn fill(&mut self, pixels: Range<usize>) {
        if let Some(pixels) = self.data.get_mut(pixels) {
            pixels.fill(self.colour);
        }
    }

    fn mix(&mut self, first: usize, shades: &[u8]) {
        for (pixel, shade) in self.data[first..].iter_mut().zip(shades) {
            *pixel = mixed(*pixel, self.colour, *shade);
        }
    }
}

/// Where a mix stands among those of its colour.
fn key(below: u8, shade: u8) -> usize {
    usize::from(below) * 16 + usize::from(shade & 15)
}

fn mixed(below: u32, above: u32, shade: u8) -> u32 {
    let (shade, shades) = (u32::from(shade), u32::from(SHADES));
    let channel = |shift: u32| {
        let (below, above) = ((below >> shift) & 0xFF, (above >> shift) & 0xFF);
        ((below * (shades - shade) + above * shade + shades / 2) / shades) << shift
    };
    channel(16) | channel(8) | channel(0)
}
