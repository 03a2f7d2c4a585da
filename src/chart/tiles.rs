//! Places as tiles that lie roughly as on a map, beside the same numbers as bars.

use super::{Bars, Table};

/// Bars, and a tile for each of their rows; without tiles, the bars alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tiles {
    /// The ranked bars, and the table.
    pub bars: Bars,
    /// The tiles; each says what a bar says, but where it lies.
    pub tiles: Vec<Tile>,
    /// What a reader of the table must know.
    pub table_note: String,
}

/// One place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    /// Its name.
    pub label: String,
    /// What stands for it where the name has no room.
    pub code: String,
    /// How many columns lie to its left.
    pub column: u32,
    /// How many rows lie above it.
    pub row: u32,
    /// How many; nothing where that is not known.
    pub count: Option<u32>,
    /// The number as it is printed, or the sign that stands for none.
    pub text: String,
}

impl Tiles {
    pub(super) fn table(&self) -> Table {
        Table { note: self.table_note.clone(), ..self.bars.table() }
    }
}
