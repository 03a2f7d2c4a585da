//! A file that is written bit by bit: what is long need not be held.

use super::content::{BLOCK, Content, Packing};
use super::{Kept, Receiver};
use crate::source::Printing;
use std::fmt;
use std::io::{self, Write as _};
use std::sync::Arc;

/// A file that a receiver has open.
pub trait Sink: Send + fmt::Debug {
    /// Takes the next bytes.
    fn put(&mut self, bytes: &[u8]);

    /// The file ends.
    fn end(self: Box<Self>);
}

/// A file that is written bit by bit. Writing to it cannot fail: what goes wrong, the receiver tells.
#[derive(Debug)]
pub struct Writing {
    path: String,
    /// How many bytes went on.
    gone: u64,
    /// What comes after them.
    open: Vec<u8>,
    to: To,
}

/// Where a file goes once it is long.
#[derive(Debug)]
enum To {
    /// It is held, packed.
    Memory(Packing),
    /// It is handed on, as far as the receiver has opened it.
    Receiver(Arc<dyn Receiver>, Option<(Box<dyn Sink>, Printing)>),
}

impl Writing {
    pub(super) fn of(path: &str, receiver: Option<Arc<dyn Receiver>>) -> Self {
        let to = receiver.map_or_else(|| To::Memory(Packing::default()), |receiver| To::Receiver(receiver, None));
        Self { path: path.to_owned(), gone: 0, open: Vec::new(), to }
    }

    /// How many bytes have been written.
    pub fn length(&self) -> u64 {
        self.gone + self.open.len() as u64
    }

    /// What is there goes on.
    fn go_on(&mut self) {
        match &mut self.to {
            // Writing to memory cannot fail.
            To::Memory(packing) => drop(packing.write_all(&self.open)),
            To::Receiver(receiver, file) => {
                let open = || (Arc::clone(receiver).open(&self.path), Printing::default());
                let (sink, printing) = file.get_or_insert_with(open);
                printing.add(&self.open);
                sink.put(&self.open);
            }
        }
        self.gone += self.open.len() as u64;
        self.open.clear();
    }

    pub(super) fn end(mut self) -> (String, Kept) {
        if self.gone > 0 {
            self.go_on();
        }
        let kept = match self.to {
            To::Memory(packing) if self.gone > 0 => Kept::Here(Arc::new(packing.end())),
            To::Receiver(_, Some((sink, printing))) => {
                sink.end();
                Kept::Handed(printing.end(), self.gone)
            }
            To::Memory(_) | To::Receiver(_, None) => Kept::Here(Arc::new(Content::of(self.open))),
        };
        (self.path, kept)
    }
}

impl io::Write for Writing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes).map(|()| bytes.len())
    }

    // What is written is many small pieces.
    #[inline]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.open.extend_from_slice(bytes);
        if self.open.len() >= BLOCK {
            self.go_on();
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
