//! The bytes of a file; those of a long one are held packed, block by block.

use crate::source::{Print, Printing};
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec;
use std::borrow::Cow;
use std::io;
use std::sync::OnceLock;

/// From so many bytes on a file is held packed, in blocks of so many: what is long is figures and lists, which pack to a
/// tenth and less. The files of a network of a few hundred cities are shorter.
pub(super) const BLOCK: usize = 4 << 20;

/// How much time is given to packing: the least.
const LEVEL: u8 = 1;

/// The bytes of a file with what tells them from others, taken once however often it is asked for.
#[derive(Debug)]
pub struct Content {
    held: Held,
    print: Print,
    length: u64,
    /// What is packed, in one piece, once somebody has asked for it so.
    whole: OnceLock<Vec<u8>>,
}

#[derive(Debug)]
enum Held {
    Plain(Vec<u8>),
    Packed(Vec<Vec<u8>>),
}

impl PartialEq for Content {
    fn eq(&self, other: &Self) -> bool {
        self.print == other.print
    }
}

impl Eq for Content {}

impl Content {
    /// What a file with these bytes holds.
    pub fn of(bytes: Vec<u8>) -> Self {
        let (print, length) = (Print::of(&bytes), bytes.len() as u64);
        let held = if bytes.len() < BLOCK {
            Held::Plain(bytes)
        } else {
            Held::Packed(bytes.chunks(BLOCK).map(|block| compress_to_vec(block, LEVEL)).collect())
        };
        Self { held, print, length, whole: OnceLock::new() }
    }

    /// All bytes in one piece.
    pub fn bytes(&self) -> &[u8] {
        match &self.held {
            Held::Plain(bytes) => bytes,
            Held::Packed(_) => self.whole.get_or_init(|| self.blocks().collect::<Vec<_>>().concat()),
        }
    }

    /// The bytes piece by piece, of which no more than one need be in memory. A block that memory damaged is missing, so
    /// that they come to less than [`Self::length`].
    pub fn blocks(&self) -> impl Iterator<Item = Cow<'_, [u8]>> {
        let (plain, packed): (Option<&Vec<u8>>, &[Vec<u8>]) = match &self.held {
            Held::Plain(bytes) => (Some(bytes), &[]),
            Held::Packed(blocks) => (None, blocks),
        };
        let unpacked = packed.iter().map(|block| Cow::Owned(decompress_to_vec(block).unwrap_or_default()));
        plain.into_iter().map(|bytes| Cow::Borrowed(bytes.as_slice())).chain(unpacked)
    }

    /// What tells the bytes from others.
    pub fn print(&self) -> &Print {
        &self.print
    }

    /// How many bytes it is.
    pub fn length(&self) -> u64 {
        self.length
    }
}

/// A content that is written bit by bit, and packed meanwhile where it is long.
#[derive(Debug, Default)]
pub struct Packing {
    /// What comes after the packed blocks.
    open: Vec<u8>,
    packed: Vec<Vec<u8>>,
    printing: Printing,
    length: u64,
}

impl Packing {
    /// The file ends.
    pub fn end(mut self) -> Content {
        if !self.packed.is_empty() && !self.open.is_empty() {
            self.pack();
        }
        let (print, length) = if self.packed.is_empty() {
            (Print::of(&self.open), self.open.len() as u64)
        } else {
            (self.printing.end(), self.length)
        };
        let held = if self.packed.is_empty() { Held::Plain(self.open) } else { Held::Packed(self.packed) };
        Content { held, print, length, whole: OnceLock::new() }
    }

    fn pack(&mut self) {
        self.printing.add(&self.open);
        self.length += self.open.len() as u64;
        self.packed.push(compress_to_vec(&self.open, LEVEL));
        self.open.clear();
    }
}

impl io::Write for Packing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.open.extend_from_slice(bytes);
        if self.open.len() >= BLOCK {
            self.pack();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Content, Held, Packing};
    use std::io::Write as _;

    #[test]
    fn a_long_file_is_packed_and_stays_what_it_is() {
        for length in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK + 7] {
            let bytes: Vec<u8> = (0..=250).cycle().take(length).collect();
            let mut packing = Packing::default();
            bytes.chunks(65_537).for_each(|piece| packing.write_all(piece).expect("memory takes it"));
            for content in [Content::of(bytes.clone()), packing.end()] {
                assert_eq!(content.bytes(), bytes, "{length} bytes");
                assert_eq!(content.print(), &crate::source::Print::of(&bytes), "{length} bytes");
                assert_eq!(content.length(), length as u64);
                let blocks: Vec<_> = content.blocks().collect();
                assert_eq!(blocks.concat(), bytes, "{length} bytes");
                assert_eq!(matches!(content.held, Held::Packed(_)), length >= BLOCK, "{length} bytes");
            }
        }
    }

    #[test]
    fn a_damaged_block_is_missed() {
        let mut content = Content::of(vec![7; 2 * BLOCK]);
        if let Held::Packed(blocks) = &mut content.held {
            blocks[1] = vec![0xFF; 9];
        }
        let length: usize = content.blocks().map(|block| block.len()).sum();
        assert_eq!((length, content.length()), (BLOCK, 2 * BLOCK as u64));
    }
}
