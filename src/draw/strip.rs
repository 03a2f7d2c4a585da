//! A few squares in a line, or in stacks where that is too short: one square an item, and as many to a stack on every row.

use super::canvas::Canvas;
use super::squares::tile;
use crate::chart::Tone;

/// How squares stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Strip {
    /// The side of one.
    pub side: i32,
    /// From one to the next.
    pitch: i32,
    /// How many stand on each other: stacks are filled one after the other, so that length stays in proportion.
    stack: i32,
}

/// From one square to the next in a stack, in hundredths of an em, if there is room.
const STACKED: i32 = 72;

/// Beyond this many squares nobody counts: those past it are left out, and the number beside them stands for all.
const DRAWN: i32 = 400;

impl Strip {
    /// The largest squares, between these sides in hundredths of an em, of which so many fit the width; where they do not,
    /// they stand in stacks.
    pub(super) fn fitted(canvas: &Canvas, largest: u32, width: i32, (least, most): (i32, i32)) -> Self {
        let theme = canvas.theme;
        let grain = theme.grain;
        let whole = |length: i32| (length / grain * grain).max(grain);
        let count = i32::try_from(largest).unwrap_or(i32::MAX).clamp(1, DRAWN);
        let stack = (count * theme.em(least)).div_euclid(width.max(1) + 1) + 1;
        let across = (count + stack - 1) / stack;
        // Stacks grow no higher than the line of a name has room for.
        let most = if stack > 1 { theme.em(least.max(STACKED)) } else { theme.em(most) };
        let pitch = whole((width / across.max(1)).clamp(theme.em(least), most));
        let gap = whole(pitch * 16 / 100);
        let across = ((width + gap) / pitch).clamp(1, count);
        Self { side: pitch - gap, pitch, stack: (count + across - 1) / across }
    }

    /// How high so many squares stand.
    pub(super) fn height(self, count: u32) -> i32 {
        self.stack.min(drawn(count)).max(1) * self.pitch - (self.pitch - self.side)
    }

    /// Draws them; says where the last stack ends.
    pub(super) fn draw(self, canvas: &Canvas, tone: Tone, count: u32, (left, top): (i32, i32)) -> i32 {
        for place in 0..drawn(count) {
            let corner = (left + place / self.stack * self.pitch, top + place % self.stack * self.pitch);
            tile(canvas, tone, corner, self.side);
        }
        left + (drawn(count) + self.stack - 1) / self.stack * self.pitch
    }
}

fn drawn(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(DRAWN).min(DRAWN)
}
