//! A file that is written bit by bit: what is long need not be held.

use super::content::{BLOCK, Content, Packing};
use super::{Kept, Receiver};
use crate::source::Printing;
use std::fmt;
use std::io;
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
    length: u64,
    to: To,
}

#[derive(Debug)]
enum To {
    /// It is held, packed where it is long.
    Memory(Packing),
    Receiver {
        receiver: Arc<dyn Receiver>,
        /// What the receiver has not got yet.
        open: Vec<u8>,
        /// The file, once it is long.
        sink: Option<Box<dyn Sink>>,
        printing: Printing,
    },
}

impl Writing {
    pub(super) fn of(path: &str, receiver: Option<Arc<dyn Receiver>>) -> Self {
        let to = match receiver {
            Some(receiver) => To::Receiver { receiver, open: Vec::new(), sink: None, printing: Printing::default() },
            None => To::Memory(Packing::default()),
        };
        Self { path: path.to_owned(), length: 0, to }
    }

    /// How many bytes have been written.
    pub fn length(&self) -> u64 {
        self.length
    }

    pub(super) fn end(self) -> (String, Kept) {
        let kept = match self.to {
            To::Memory(packing) => Kept::Here(Arc::new(packing.end())),
            To::Receiver { open, sink: None, .. } => Kept::Here(Arc::new(Content::of(open))),
            To::Receiver { open, sink: Some(mut sink), mut printing, .. } => {
                printing.add(&open);
                sink.put(&open);
                sink.end();
                Kept::Handed(printing.end(), self.length)
            }
        };
        (self.path, kept)
    }
}

impl io::Write for Writing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.length += bytes.len() as u64;
        match &mut self.to {
            To::Memory(packing) => packing.write_all(bytes)?,
            To::Receiver { receiver, open, sink, printing } => {
                open.extend_from_slice(bytes);
                if open.len() >= BLOCK {
                    let sink = sink.get_or_insert_with(|| Arc::clone(receiver).open(&self.path));
                    printing.add(open);
                    sink.put(open);
                    open.clear();
                }
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
