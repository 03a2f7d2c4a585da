//! A card a place under the name of its group: one square an item, with letters in it, in columns side by side.

use super::canvas::{Anchor, Canvas};
use super::columns;
use super::frame::Field;
use super::place_name::PlaceName;
use super::rows::centred;
use super::scene::Area;
use super::squares;
use super::text::Weight;
use super::theme::{Letter, Placing, Role};
use crate::chart::{Card, CardGroup, CardMark, Cards, SquareRow};

/// How large squares are and where they stand.
struct Sheet<'a> {
    cards: &'a Cards,
    /// How wide a column is.
    width: i32,
    /// The width of a square; its height is that of a line of text.
    side: (i32, i32),
    /// How many stand on a line.
    across: usize,
    letter: Letter,
    /// Whether the name of the group is that of its only card.
    is_merged: bool,
}

/// Draws both keys and the cards; says where the longest column ends.
pub(super) fn draw(canvas: &Canvas, cards: &Cards, field: Field) -> i32 {
    if cards.total() == 0 {
        return field.top;
    }
    let theme = canvas.theme;
    let totals = (0..cards.classes.len()).map(|class| u32::try_from(cards.class_total(class)).unwrap_or(u32::MAX));
    let row = SquareRow { label: String::new(), counts: totals.collect() };
    let top = squares::key(canvas, &cards.classes, &[row], field);
    let top = columns::key(canvas, &cards.codes, Field { top, ..field }) + theme.em(70);
    let field = Field { top, ..field };
    let merge = |group: &CardGroup| CardGroup { label: group.label.clone(), cards: vec![Cards::merged(group)] };
    let merged: Vec<CardGroup> = cards.groups.iter().map(merge).collect();
    let tries: &[(usize, bool)] = match (field.bottom, theme.placing) {
        (Some(_), _) => &[(4, false), (5, false), (6, false), (3, true), (4, true), (5, true), (6, true)],
        (None, Placing::Above) => &[(2, false)],
        (None, Placing::Beside) => &[(3, false)],
    };
    for (index, (count, is_merged)) in tries.iter().enumerate() {
        let groups = if *is_merged { &merged } else { &cards.groups };
        let places = columns::places(field, *count, theme.em(150));
        let width = places.first().map_or(field.width(), |place| place.1);
        let sheet = Sheet::new(canvas, cards, width, *is_merged);
        let heights: Vec<i32> = groups.iter().map(|group| sheet.height(canvas, group)).collect();
        let counts = columns::flow(&heights, *count);
        let high = columns::longest(&heights, &counts);
        if index + 1 < tries.len() && field.bottom.is_some_and(|bottom| high > bottom - field.top) {
            continue;
        }
        let mut rest = groups.iter().zip(&heights);
        for ((left, _), count) in places.iter().zip(counts) {
            let mut top = field.top;
            for (group, height) in rest.by_ref().take(count) {
                sheet.group(canvas, group, (*left, top));
                top += height;
            }
        }
        return field.top + high;
    }
    field.top
}

impl<'a> Sheet<'a> {
    fn new(canvas: &Canvas, cards: &'a Cards, width: i32, is_merged: bool) -> Self {
        let theme = canvas.theme;
        let letter = Letter { size: theme.note.size, weight: Weight::Bold, ..theme.label };
        let codes = canvas.widest(cards.codes.iter().map(|code| &code.code), letter);
        let side = (codes + theme.em(36), letter.size * 135 / 100);
        let across = (width + gap(canvas)) / (side.0 + gap(canvas)).max(1);
        Self { cards, width, side, across: usize::try_from(across).unwrap_or(1).max(1), letter, is_merged }
    }

    /// The name of a card; the name of a group's only card is that of the group.
    fn name(&self, canvas: &Canvas, card: &Card) -> Option<PlaceName> {
        (!self.is_merged).then(|| PlaceName::new(canvas, &card.label, &card.local, self.width))
    }

    fn head(&self, canvas: &Canvas, group: &CardGroup) -> Vec<String> {
        canvas.balance(&group.label, canvas.theme.value(), self.width)
    }

    fn height(&self, canvas: &Canvas, group: &CardGroup) -> i32 {
        let head = canvas.height(&self.head(canvas, group), canvas.theme.value()) + canvas.theme.em(50);
        group.cards.iter().map(|card| self.card_height(canvas, card)).fold(head, i32::saturating_add)
    }

    fn card_height(&self, canvas: &Canvas, card: &Card) -> i32 {
        let theme = canvas.theme;
        let lines = card.marks.len().div_ceil(self.across).max(1);
        let lines = i32::try_from(lines).unwrap_or(i32::MAX / 4_000);
        let names = self.name(canvas, card).map_or(0, |name| name.height(canvas));
        names + lines * (self.side.1 + gap(canvas)) + theme.em(45)
    }

    fn group(&self, canvas: &Canvas, group: &CardGroup, (left, top): (i32, i32)) {
        let theme = canvas.theme;
        canvas.begin("");
        canvas.line(Role::Axis, &[(left, top), (left + self.width, top)], theme.em(6));
        let mut top = canvas.lines(&self.head(canvas, group), theme.value(), Anchor::Start, (left, top + theme.em(12)));
        top += theme.em(8);
        for card in &group.cards {
            canvas.begin(&card.label);
            let marks = self.name(canvas, card).map_or(top, |name| name.draw(canvas, (left, top)));
            self.marks(canvas, card, (left, marks + theme.em(5)));
            top += self.card_height(canvas, card);
        }
    }

    fn marks(&self, canvas: &Canvas, card: &Card, (left, top): (i32, i32)) {
        let theme = canvas.theme;
        let (wide, high) = self.side;
        if card.marks.is_empty() {
            let at = (left, centred(top + high / 2, theme.label.size));
            return canvas.text("–", theme.label.with_role(Role::Missing), Anchor::Start, at);
        }
        for (line, marks) in card.marks.chunks(self.across).enumerate() {
            let top = top + i32::try_from(line).unwrap_or(0) * (high + gap(canvas));
            let mut left = left;
            for mark in marks {
                self.mark(canvas, card, *mark, Area { left, top, right: left + wide, bottom: top + high });
                left += wide + gap(canvas);
            }
        }
    }

    /// One square with its letters.
    fn mark(&self, canvas: &Canvas, card: &Card, mark: CardMark, area: Area) {
        let (Some(class), Some(code)) = (self.cards.classes.get(mark.class), self.cards.codes.get(mark.code)) else {
            return;
        };
        canvas.begin(&format!("{}: {}, {}", card.label, code.name, class.name));
        let (edge, face) = squares::tones(class.tone);
        canvas.block(edge, area);
        if edge != face {
            canvas.block(face, area.grown(-squares::rim(canvas)));
        }
        let letter = self.letter.with_role(face.words_on());
        let at = (area.left.midpoint(area.right), centred(area.top.midpoint(area.bottom), letter.size));
        canvas.text(&code.code, letter, Anchor::Middle, at);
    }
}

/// Between two squares.
fn gap(canvas: &Canvas) -> i32 {
    canvas.theme.em(18)
}
