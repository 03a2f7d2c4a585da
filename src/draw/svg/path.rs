//! Writes the outline of a letter as short as SVG allows: each step from the last point, and nothing said twice.
//!
//! Points are hundredths before their differences are taken, so no step moves the next one by a rounding.

/// The data of a path, as it grows.
pub(super) struct Path<'a> {
    out: &'a mut String,
    /// The last point.
    at: (i32, i32),
    /// Where the part that is being drawn began.
    start: (i32, i32),
    /// The letter that was written last; the same need not be written again.
    last: char,
    /// Whether the number that was written last has decimals, so that a point can only begin another.
    has_decimals: bool,
}

impl<'a> Path<'a> {
    /// A path whose data are written behind this text.
    pub(super) fn new(out: &'a mut String) -> Self {
        Self { out, at: (0, 0), start: (0, 0), last: ' ', has_decimals: false }
    }

    /// A new part begins there.
    pub(super) fn begin(&mut self, to: (i32, i32)) {
        // Points behind this letter that have none of their own would be lines.
        self.last = ' ';
        self.step('m', &[to]);
        self.start = to;
        self.last = 'l';
    }

    /// A straight line.
    pub(super) fn line(&mut self, to: (i32, i32)) {
        match (to.0 - self.at.0, to.1 - self.at.1) {
            (across, 0) => self.along('h', across),
            (0, down) => self.along('v', down),
            _ => self.step('l', &[to]),
        }
        self.at = to;
    }

    /// A curve with one or two points that bend it, and its end.
    pub(super) fn curve(&mut self, points: &[(i32, i32)]) {
        self.step(if points.len() == 2 { 'q' } else { 'c' }, points);
    }

    /// The part ends where it began.
    pub(super) fn close(&mut self) {
        self.out.push('z');
        self.at = self.start;
        self.last = 'z';
    }

    fn along(&mut self, letter: char, by: i32) {
        self.letter(letter);
        self.number(by);
    }

    fn step(&mut self, letter: char, points: &[(i32, i32)]) {
        self.letter(letter);
        for (x, y) in points {
            self.number(x - self.at.0);
            self.number(y - self.at.1);
        }
        self.at = points.last().copied().unwrap_or(self.at);
    }

    fn letter(&mut self, letter: char) {
        if self.last != letter {
            self.out.push(letter);
        }
        self.last = letter;
    }

    /// Hundredths as a decimal number, parted from the one before by its sign, its point or a blank.
    fn number(&mut self, hundredths: i32) {
        let (whole, rest) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
        let parts = self.has_decimals && whole == 0 && rest > 0;
        if hundredths < 0 {
            self.out.push('-');
        } else if self.out.ends_with(|last: char| last.is_ascii_digit()) && !parts {
            self.out.push(' ');
        }
        self.has_decimals = rest > 0;
        if whole > 0 || rest == 0 {
            super::whole(self.out, whole);
        }
        if rest > 0 {
            let digit = |digit: u32| char::from_digit(digit, 10).unwrap_or('0');
            self.out.push('.');
            self.out.push(digit(rest / 10));
            self.out.extend((rest % 10 > 0).then(|| digit(rest % 10)));
        }
    }
}
