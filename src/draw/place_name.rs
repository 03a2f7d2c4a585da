//! The name of a place with its name in a script of its own, after it or under it, where a typeface has that.

use super::canvas::{Anchor, Canvas};
use super::theme::Role;

/// A name, wrapped.
pub(super) struct PlaceName {
    lines: Vec<String>,
    local: Option<Local>,
}

/// A local name, and where it stands.
struct Local {
    words: String,
    /// Where it begins on the line of a name of one line; nothing where it has a line of its own.
    start: Option<i32>,
}

impl PlaceName {
    /// Fits a name and its local name into a width.
    pub(super) fn new(canvas: &Canvas, label: &str, local: &str, width: i32) -> Self {
        let letter = canvas.theme.label;
        let lines = canvas.balance(label, letter, width);
        let start = canvas.width(label, letter) + canvas.theme.em(40);
        let wide = canvas.width_if_covered(local, letter).filter(|wide| !local.is_empty() && *wide <= width);
        let local = wide.map(|wide| Local {
            words: local.to_owned(),
            start: (lines.len() == 1 && start + wide <= width).then_some(start),
        });
        Self { lines, local }
    }

    /// How wide it is.
    pub(super) fn width(&self, canvas: &Canvas) -> i32 {
        let letter = canvas.theme.label;
        let local = self.local.as_ref();
        let local = local.map_or(0, |local| local.start.unwrap_or(0) + canvas.width(&local.words, letter));
        canvas.widest(&self.lines, letter).max(local)
    }

    /// How high it is.
    pub(super) fn height(&self, canvas: &Canvas) -> i32 {
        let letter = canvas.theme.label;
        let names = canvas.height(&self.lines, letter);
        match &self.local {
            None => names,
            Some(Local { words, start: None }) => names + canvas.height(std::slice::from_ref(words), letter),
            Some(Local { words, .. }) => {
                let below = |line: &String| canvas.room(line, letter).below;
                let below = self.lines.iter().chain([words]).map(below).max().unwrap_or(0);
                (self.above(canvas) + below).max(names)
            }
        }
    }

    /// From its upper side to its first base line.
    pub(super) fn above(&self, canvas: &Canvas) -> i32 {
        let letter = canvas.theme.label;
        let beside = self.local.iter().filter(|local| local.start.is_some()).map(|local| &local.words);
        let lines = self.lines.first().into_iter().chain(beside);
        lines.map(|line| canvas.room(line, letter).above).max().unwrap_or(0)
    }

    /// Draws it from its upper left corner; says where it ends.
    pub(super) fn draw(&self, canvas: &Canvas, (left, top): (i32, i32)) -> i32 {
        let letter = canvas.theme.label;
        let soft = letter.with_role(Role::Note);
        let Some(Local { words, start: Some(start) }) = &self.local else {
            let top = canvas.lines(&self.lines, letter, Anchor::Start, (left, top));
            return match &self.local {
                None => top,
                Some(local) => canvas.lines(std::slice::from_ref(&local.words), soft, Anchor::Start, (left, top)),
            };
        };
        let baseline = top + self.above(canvas);
        for line in &self.lines {
            canvas.text(line, letter, Anchor::Start, (left, baseline));
        }
        canvas.text(words, soft, Anchor::Start, (left + start, baseline));
        top + self.height(canvas)
    }
}
