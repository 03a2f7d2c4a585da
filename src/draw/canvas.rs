//! Where forms draw: a plotters drawing area whose backend collects a scene instead of pixels.
//!
//! One unit of the backend is a hundredth of a CSS pixel, since plotters' coordinates are whole numbers.

use std::cell::RefCell;
use std::convert::Infallible;
use std::rc::Rc;

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, IntoDrawingArea};
use plotters::element::{Circle, Drawable, PathElement, PointCollection, Rectangle, Text as Words};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};
use plotters_backend::{BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind};

use super::scene::{Area, Dot, Line, Mark, Shape, Text};
use super::text::{self, Room, Typesetter, Weight};
use super::theme::{Letter, Role, Theme};

/// A sheet to draw on; it is as long as it needs to be.
pub(super) struct Canvas {
    /// The measures to keep to.
    pub theme: Theme,
    area: DrawingArea<Recorder, Shift>,
    sheet: Rc<RefCell<Sheet>>,
}

/// Which end of a text its position names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    /// The text begins there.
    Start,
    /// The text is centred there.
    Middle,
    /// The text ends there.
    End,
}

/// What has been drawn so far.
#[derive(Default)]
struct Sheet {
    marks: Vec<Mark>,
    typesetter: Typesetter,
}

/// The backend: it keeps each shape with the role it was drawn in.
struct Recorder {
    width: u32,
    role: Role,
    sheet: Rc<RefCell<Sheet>>,
}

/// An element without a shape: it says what the elements after it are.
enum Cue {
    /// They belong to one mark, which says this.
    Mark(String),
    /// Their colour stands for this.
    Role(Role),
}

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

impl Canvas {
    /// An empty sheet.
    pub(super) fn new(theme: Theme) -> Self {
        let sheet = Rc::new(RefCell::new(Sheet { marks: vec![Mark::default()], ..Sheet::default() }));
        let width = theme.width.unsigned_abs();
        let recorder = Recorder { width, role: Role::Text, sheet: Rc::clone(&sheet) };
        Self { theme, area: recorder.into_drawing_area(), sheet }
    }

    /// The marks, and what noticed the text.
    pub(super) fn finish(self) -> (Vec<Mark>, Typesetter) {
        let mut marks = std::mem::take(&mut self.sheet.borrow_mut().marks);
        marks.retain(|mark| !mark.shapes.is_empty());
        (marks, std::mem::take(&mut self.sheet.borrow_mut().typesetter))
    }

    /// What is drawn from here on belongs together and says this.
    pub(super) fn begin(&self, label: &str) {
        self.cue(&Cue::Mark(text::tidy(label)));
    }

    /// A filled rectangle.
    pub(super) fn block(&self, role: Role, area: Area) {
        let corners = [(area.left, area.top), (area.right, area.bottom)];
        self.ink(role, &Rectangle::new(corners, rgb(role).filled()));
    }

    /// A filled circle.
    pub(super) fn dot(&self, role: Role, centre: (i32, i32), radius: i32) {
        self.ink(role, &Circle::new(centre, radius, rgb(role).filled()));
    }

    /// A line with flat ends.
    pub(super) fn line(&self, role: Role, points: &[(i32, i32)], width: i32) {
        let style = ShapeStyle { color: rgb(role).to_rgba(), filled: false, stroke_width: width.unsigned_abs() };
        self.ink(role, &PathElement::new(points.to_vec(), style));
    }

    /// One line of text on a base line.
    pub(super) fn text(&self, words: &str, letter: Letter, anchor: Anchor, at: (i32, i32)) {
        self.ink(letter.role, &Words::new(words, at, style(letter, anchor)));
    }

    /// Lines of text under each other from `top` down; says where the last one ends.
    pub(super) fn lines(&self, lines: &[String], letter: Letter, anchor: Anchor, (x, top): (i32, i32)) -> i32 {
        let mut top = top;
        for line in lines {
            let room = self.room(line, letter);
            self.text(line, letter, anchor, (x, top + room.above));
            top += room.above + room.below;
        }
        top
    }

    /// How high those lines are.
    pub(super) fn height(&self, lines: &[String], letter: Letter) -> i32 {
        let rooms = lines.iter().map(|line| self.room(line, letter));
        rooms.map(|room| room.above + room.below).fold(0, i32::saturating_add)
    }

    /// How wide a text is.
    pub(super) fn width(&self, words: &str, letter: Letter) -> i32 {
        let size = self.area.estimate_text_size(words, &style(letter, Anchor::Start));
        size.map_or(0, |size| i32::try_from(size.0).unwrap_or(i32::MAX / 4))
    }

    /// How wide a text is, if the typefaces have every character of it.
    pub(super) fn width_if_covered(&self, words: &str, letter: Letter) -> Option<i32> {
        text::covers(words, letter.weight).then(|| self.width(words, letter))
    }

    /// The widest of these lines.
    pub(super) fn widest<'a>(&self, lines: impl IntoIterator<Item = &'a String>, letter: Letter) -> i32 {
        lines.into_iter().map(|line| self.width(line, letter)).max().unwrap_or(0)
    }

    /// The room a line needs around its base line.
    pub(super) fn room(&self, words: &str, letter: Letter) -> Room {
        self.sheet.borrow_mut().typesetter.room(words, letter)
    }

    /// Lines filled from the first.
    pub(super) fn wrap(&self, words: &str, letter: Letter, width: i32) -> Vec<String> {
        self.sheet.borrow_mut().typesetter.wrap(words, letter, width)
    }

    /// Lines of about the same length.
    pub(super) fn balance(&self, words: &str, letter: Letter, width: i32) -> Vec<String> {
        self.sheet.borrow_mut().typesetter.balance(words, letter, width)
    }

    fn ink<'a, E>(&self, role: Role, element: &'a E)
    where
        &'a E: PointCollection<'a, BackendCoord>,
        E: Drawable<Recorder>,
    {
        self.cue(&Cue::Role(role));
        self.put(element);
    }

    fn cue(&self, cue: &Cue) {
        self.put(cue);
    }

    fn put<'a, E>(&self, element: &'a E)
    where
        &'a E: PointCollection<'a, BackendCoord>,
        E: Drawable<Recorder>,
    {
        self.area.draw(element).expect("the backend only collects, and nobody else holds it");
    }
}

fn rgb(role: Role) -> RGBColor {
    let colour = role.colour();
    RGBColor(colour.red, colour.green, colour.blue)
}

fn style(letter: Letter, anchor: Anchor) -> TextStyle<'static> {
    let weight = match letter.weight {
        Weight::Regular => FontStyle::Normal,
        Weight::Bold => FontStyle::Bold,
    };
    let across = match anchor {
        Anchor::Start => HPos::Left,
        Anchor::Middle => HPos::Center,
        Anchor::End => HPos::Right,
    };
    let font = FontDesc::new(FontFamily::Name("Noto Sans"), f64::from(letter.size), weight);
    font.color(&rgb(letter.role)).pos(Pos::new(across, VPos::Bottom))
}

impl Recorder {
    fn keep(&self, shape: Shape) {
        if let Some(mark) = self.sheet.borrow_mut().marks.last_mut() {
            mark.shapes.push(shape);
        }
    }
}

impl DrawingBackend for Recorder {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        // The height follows from the content.
        (self.width, i32::MAX.unsigned_abs())
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, _: BackendColor) -> Drawn {
        let area = Area { left: x, top: y, right: x.saturating_add(1), bottom: y.saturating_add(1) };
        self.keep(Shape::Block(area, self.role));
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S, fill: bool) -> Drawn {
        let area = Area { left: from.0, top: from.1, right: to.0, bottom: to.1 };
        if fill {
            self.keep(Shape::Block(area, self.role));
            return Ok(());
        }
        let Area { left, top, right, bottom } = area;
        self.draw_path([(left, top), (right, top), (right, bottom), (left, bottom), (left, top)], style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(&mut self, path: I, style: &S) -> Drawn {
        let width = i32::try_from(style.stroke_width()).unwrap_or(i32::MAX);
        self.keep(Shape::Line(Line { points: path.into_iter().collect(), width }, self.role));
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(&mut self, (x, y): BackendCoord, radius: u32, _: &S, _: bool) -> Drawn {
        let radius = i32::try_from(radius).unwrap_or(i32::MAX);
        self.keep(Shape::Dot(Dot { x, y, radius }, self.role));
        Ok(())
    }

    /// Text is anchored by its base line and by its height in capitals.
    fn draw_text<T: BackendTextStyle>(&mut self, words: &str, style: &T, (x, y): BackendCoord) -> Drawn {
        let (size, weight) = face(style);
        let shaped = self.sheet.borrow_mut().typesetter.shape(words, weight);
        let (width, cap) = (shaped.width(size), text::cap_height(size));
        let x = match style.anchor().h_pos {
            HPos::Left => x,
            HPos::Center => x - width / 2,
            HPos::Right => x - width,
        };
        let baseline = match style.anchor().v_pos {
            VPos::Top => y + cap,
            VPos::Center => y + cap / 2,
            VPos::Bottom => y,
        };
        if shaped.runs.is_empty() {
            return Ok(());
        }
        self.keep(Shape::Text(Text { x, baseline, size, shaped }, self.role));
        Ok(())
    }

    fn estimate_text_size<T: BackendTextStyle>(
        &self,
        words: &str,
        style: &T,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        let (size, weight) = face(style);
        let shaped = self.sheet.borrow_mut().typesetter.shape(words, weight);
        Ok((shaped.width(size).unsigned_abs(), text::cap_height(size).unsigned_abs()))
    }
}

#[expect(clippy::cast_possible_truncation, reason = "sizes of type are whole hundredths, far below the limit")]
fn face<T: BackendTextStyle>(style: &T) -> (i32, Weight) {
    let weight = match style.style() {
        FontStyle::Bold => Weight::Bold,
        FontStyle::Normal | FontStyle::Oblique | FontStyle::Italic => Weight::Regular,
    };
    (style.size().round() as i32, weight)
}

impl<'a> PointCollection<'a, BackendCoord> for &'a Cue {
    type Point = &'a BackendCoord;
    type IntoIter = std::iter::Empty<&'a BackendCoord>;

    fn point_iter(self) -> Self::IntoIter {
        std::iter::empty()
    }
}

impl Drawable<Recorder> for Cue {
    fn draw<I: Iterator<Item = BackendCoord>>(&self, _: I, backend: &mut Recorder, _: (u32, u32)) -> Drawn {
        match self {
            Self::Role(role) => backend.role = *role,
            Self::Mark(label) => {
                backend.sheet.borrow_mut().marks.push(Mark { label: label.clone(), shapes: Vec::new() });
            }
        }
        Ok(())
    }
}
