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
    let top = columns::key(canvas, &cards.codes, Field { top: top + theme.em(25), ..field }) + theme.em(70);
    let field = Field { top, ..field };
    let tries: &[usize] = match (field.bottom, theme.placing) {
        (Some(_), _) if cards.is_by_group() => &[3, 4, 5, 6],
        (Some(_), _) => &[4, 5, 6],
        (None, Placing::Above) => &[2],
        (None, Placing::Beside) => &[3],
    };
    for (index, count) in tries.iter().enumerate() {
        let places = columns::places(field, *count, theme.em(150));
        let width = places.first().map_or(field.width(), |place| place.1);
        let sheet = Sheet::new(canvas, cards, width);
        let heights: Vec<i32> = cards.groups.iter().map(|group| sheet.height(canvas, group)).collect();
        let counts = columns::flow(&heights, *count);
        let high = columns::longest(&heights, &counts);
        if index + 1 < tries.len() && field.bottom.is_some_and(|bottom| high > bottom - field.top) {
            continue;
        }
        let mut rest = cards.groups.iter().zip(&heights);
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
    fn new(canvas: &Canvas, cards: &'a Cards, width: i32) -> Self {
        let theme = canvas.theme;
        let letter = Letter { size: theme.note.size, weight: Weight::Bold, ..theme.label };
        let codes = canvas.widest(cards.codes.iter().map(|code| &code.code), letter);
        let side = (codes + theme.em(36), letter.size * 135 / 100);
        let across = (width + gap(canvas)) / (side.0 + gap(canvas)).max(1);
        Self { cards, width, side, across: usize::try_from(across).unwrap_or(1).max(1), letter }
    }

    /// The name of a card; one that stands for its group has none.
    fn name(&self, canvas: &Canvas, card: &Card) -> Option<PlaceName> {
        let width = self.width - total(canvas, card.marks.len());
        (!card.label.is_empty()).then(|| PlaceName::new(canvas, &card.label, &card.local, width))
    }

    fn head(&self, canvas: &Canvas, group: &CardGroup) -> Vec<String> {
        canvas.balance(&group.label, canvas.theme.value(), self.width - total(canvas, group.total()))
    }

    /// How high the line of that number is where the name before it, so wide, leaves no room for it; else nothing.
    fn under(&self, canvas: &Canvas, name: i32, count: usize) -> i32 {
        if name + total(canvas, count) <= self.width { 0 } else { canvas.theme.em(125) }
    }

    fn height(&self, canvas: &Canvas, group: &CardGroup) -> i32 {
        let (head, letter) = (self.head(canvas, group), canvas.theme.value());
        let under = self.under(canvas, canvas.widest(&head, letter), group.total());
        let head = canvas.height(&head, letter) + under + canvas.theme.em(50);
        group.cards.iter().map(|card| self.card_height(canvas, card)).fold(head, i32::saturating_add)
    }

    fn card_height(&self, canvas: &Canvas, card: &Card) -> i32 {
        let theme = canvas.theme;
        let lines = card.marks.len().div_ceil(self.across).max(1);
        let lines = i32::try_from(lines).unwrap_or(i32::MAX / 4_000);
        let under = |name: &PlaceName| self.under(canvas, name.width(canvas), card.marks.len());
        let names = self.name(canvas, card).map_or(0, |name| name.height(canvas) + under(&name));
        names + lines * (self.side.1 + gap(canvas)) + theme.em(45)
    }

    fn group(&self, canvas: &Canvas, group: &CardGroup, (left, top): (i32, i32)) {
        let theme = canvas.theme;
        let letter = theme.value();
        canvas.begin(&format!("{}: {}", group.label, group.total()));
        canvas.line(Role::Axis, &[(left, top), (left + self.width, top)], theme.em(6));
        let top = top + theme.em(12);
        let head = self.head(canvas, group);
        let under = self.under(canvas, canvas.widest(&head, letter), group.total());
        let first = canvas.room(&group.label, letter).above;
        let mut bottom = canvas.lines(&head, letter, Anchor::Start, (left, top)) + under;
        self.number(canvas, group.total(), letter, (left, if under > 0 { bottom - theme.em(25) } else { top + first }));
        bottom += theme.em(8);
        for card in &group.cards {
            let mut marks = bottom;
            if let Some(name) = self.name(canvas, card) {
                let count = card.marks.len();
                canvas.begin(&format!("{}: {count}", card.label));
                let under = self.under(canvas, name.width(canvas), count);
                marks = name.draw(canvas, (left, bottom)) + under;
                let baseline = if under > 0 { marks - theme.em(25) } else { bottom + name.above(canvas) };
                self.number(canvas, count, theme.label.with_role(Role::Subtitle), (left, baseline));
            }
            let label = if card.label.is_empty() { &group.label } else { &card.label };
            self.marks(canvas, (label, card), (left, marks + theme.em(5)));
            bottom += self.card_height(canvas, card);
        }
    }

    /// How many there are, at the right side of the column; of none, the marks say it.
    fn number(&self, canvas: &Canvas, count: usize, letter: Letter, (left, baseline): (i32, i32)) {
        if count > 0 {
            canvas.text(&count.to_string(), letter, Anchor::End, (left + self.width, baseline));
        }
    }

    fn marks(&self, canvas: &Canvas, (label, card): (&str, &Card), (left, top): (i32, i32)) {
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
                self.mark(canvas, label, *mark, Area { left, top, right: left + wide, bottom: top + high });
                left += wide + gap(canvas);
            }
        }
    }

    /// One square with its letters.
    fn mark(&self, canvas: &Canvas, label: &str, mark: CardMark, area: Area) {
        let (Some(class), Some(code)) = (self.cards.classes.get(mark.class), self.cards.codes.get(mark.code)) else {
            return;
        };
        canvas.begin(&format!("{label}: {}, {}", code.name, class.name));
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

/// The room that a number of items takes at the right end of a line, with the air before it; none has no number.
fn total(canvas: &Canvas, count: usize) -> i32 {
    if count == 0 { 0 } else { canvas.width(&count.to_string(), canvas.theme.value()) + canvas.theme.em(40) }
}

/// Between two squares.
fn gap(canvas: &Canvas) -> i32 {
    canvas.theme.em(18)
}
