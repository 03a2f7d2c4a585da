//! The name of a place, and after it, where there is room and a typeface for it, its name in a script of its own.

use super::canvas::{Anchor, Canvas};
use super::theme::Role;

/// A name, wrapped.
pub(super) struct PlaceName {
    lines: Vec<String>,
    /// The local name with where it begins; only beside a name of one line.
    local: Option<(String, i32)>,
}

impl PlaceName {
    /// Fits a name and its local name into a width.
    pub(super) fn new(canvas: &Canvas, label: &str, local: &str, width: i32) -> Self {
        let letter = canvas.theme.label;
        let start = canvas.width(label, letter) + canvas.theme.em(40);
        let has_room = !local.is_empty() && start + canvas.width_if_covered(local, letter).unwrap_or(width) <= width;
        let local = has_room.then(|| (local.to_owned(), start));
        let lines = if has_room { vec![label.to_owned()] } else { canvas.balance(label, letter, width) };
        Self { lines, local }
    }

    /// How wide it is.
    pub(super) fn width(&self, canvas: &Canvas) -> i32 {
        let letter = canvas.theme.label;
        let local = self.local.as_ref().map_or(0, |(local, start)| start + canvas.width(local, letter));
        canvas.widest(&self.lines, letter).max(local)
    }

    /// How high it is.
    pub(super) fn height(&self, canvas: &Canvas) -> i32 {
        let letter = canvas.theme.label;
        let local = self.local.iter().map(|(local, _)| canvas.room(local, letter));
        let rooms = local.chain(self.lines.first().map(|line| canvas.room(line, letter)));
        let (above, below) = rooms.fold((0, 0), |(above, below), room| (room.above.max(above), room.below.max(below)));
        (above + below).max(canvas.height(&self.lines, letter))
    }

    /// Draws it from its upper left corner; says where it ends.
    pub(super) fn draw(&self, canvas: &Canvas, (left, top): (i32, i32)) -> i32 {
        let letter = canvas.theme.label;
        let Some((local, start)) = &self.local else {
            return canvas.lines(&self.lines, letter, Anchor::Start, (left, top));
        };
        let above = self.lines.iter().chain([local]).map(|line| canvas.room(line, letter).above).max().unwrap_or(0);
        for line in &self.lines {
            canvas.text(line, letter, Anchor::Start, (left, top + above));
        }
        canvas.text(local, letter.with_role(Role::Note), Anchor::Start, (left + start, top + above));
        top + self.height(canvas)
    }
}
