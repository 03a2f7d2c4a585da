//! Wholes side by side: their name and total, a row of squares an area, and how far along they are.

use super::canvas::{Anchor, Canvas};
use super::columns;
use super::frame::Field;
use super::profile_table;
use super::rows::centred;
use super::scene::Area;
use super::squares;
use super::strip::Strip;
use super::theme::{Letter, Placing, Role};
use crate::chart::{Profile, ProfileArea, Profiles, SquareRow, Tone};

/// How many columns of wholes there are, where they are not rows of a table.
const COLUMNS: usize = 2;

/// From one line of statuses to the next, in hundredths of an em.
const LINE: i32 = 120;

/// How much is shown of each whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// Areas by name, with the kinds under each.
    Full,
    /// Areas by their code.
    Short,
}

/// The measures that all columns share.
struct Sheet<'a> {
    profiles: &'a Profiles,
    detail: Detail,
    width: i32,
    /// Where squares begin, from the left side of a column.
    start: i32,
    strip: Strip,
    /// Whether totals stand beside names, and not under them.
    is_beside: bool,
}

/// Draws the keys and the wholes; says where the longest column ends.
pub(super) fn draw(canvas: &Canvas, profiles: &Profiles, shown: &[Profile], field: Field) -> i32 {
    if profiles.total() == 0 {
        return field.top;
    }
    let theme = canvas.theme;
    let detail = match theme.placing {
        Placing::Above => Detail::Short,
        Placing::Beside => Detail::Full,
    };
    let totals = (0..profiles.statuses.len()).map(|status| profiles.status_total(status));
    let row = SquareRow { label: String::new(), counts: totals.collect() };
    let mut field = field;
    if !profiles.statuses.is_empty() {
        field.top = squares::key(canvas, &profiles.statuses, &[row], field);
    }
    if profiles.is_brief && field.bottom.is_some() {
        field.top += theme.em(30);
        return profile_table::draw(canvas, profiles, shown, field);
    }
    if detail == Detail::Short {
        field.top = columns::key(canvas, &profiles.codes, Field { top: field.top + theme.em(25), ..field });
    }
    field.top += theme.em(55);
    let places = columns::places(field, COLUMNS, theme.em(200));
    let width = places.first().map_or(field.width(), |place| place.1);
    let sheet = Sheet::new(canvas, profiles, detail, width);
    let heights: Vec<i32> = shown.iter().map(|profile| sheet.height(canvas, profile)).collect();
    let counts = columns::flow(&heights, COLUMNS);
    let high = columns::longest(&heights, &counts);
    let mut rest = shown.iter().zip(&heights);
    for ((left, _), count) in places.iter().zip(counts) {
        let mut top = field.top;
        for (profile, height) in rest.by_ref().take(count) {
            sheet.profile(canvas, profile, (*left, top));
            top += height;
        }
    }
    field.top + high - theme.em(80)
}

/// How the kinds under an area are set.
fn small(canvas: &Canvas) -> Letter {
    Letter { leading: 120, ..canvas.theme.note }
}

/// The parts of a whole as one bar, each as long as its share; where `letter` is given, with its number in it, and no
/// shorter than that.
pub(super) fn bar(canvas: &Canvas, profiles: &Profiles, profile: &Profile, area: Area, letter: Option<Letter>) {
    let theme = canvas.theme;
    let parts = || profile.statuses.iter().zip(&profiles.statuses).filter(|(one, _)| one.count > 0);
    let least = |count: u32| letter.map_or(1, |letter| canvas.width(&count.to_string(), letter) + theme.em(40));
    let counts: Vec<(u32, i32)> = parts().map(|(one, _)| (one.count, least(one.count))).collect();
    let mut left = area.left;
    for ((status, class), length) in parts().zip(lengths(&counts, area.right - area.left)) {
        canvas.begin(&format!("{}, {}: {}", profile.label, class.name, status.text));
        let part = Area { left, right: (left + length - theme.em(8)).max(left + 1), ..area };
        let (edge, face) = squares::tones(status.tone);
        canvas.block(edge, part);
        let rim = squares::rim(canvas);
        if edge != face && part.right - part.left > 2 * rim {
            canvas.block(face, part.grown(-rim));
        }
        let number = status.count.to_string();
        if let Some(letter) = letter
            && canvas.width(&number, letter) + 2 * rim <= part.right - part.left
        {
            let place = (part.left.midpoint(part.right), centred(part.top.midpoint(part.bottom), letter.size));
            canvas.text(&number, letter.with_role(face.words_on()), Anchor::Middle, place);
        }
        left += length;
    }
}

/// How long the parts of a bar are, which fill it: in proportion to their counts, but none shorter than its least length
/// while the longest can give it something.
fn lengths(parts: &[(u32, i32)], whole: i32) -> Vec<i32> {
    let total: i64 = parts.iter().map(|(count, _)| i64::from(*count)).sum::<i64>().max(1);
    let mut before = 0_i64;
    let mut at = |count: u32| {
        let from = before * i64::from(whole) / total;
        before += i64::from(count);
        i32::try_from(before * i64::from(whole) / total - from).unwrap_or(0)
    };
    let mut lengths: Vec<i32> = parts.iter().map(|(count, _)| at(*count)).collect();
    for (place, (_, least)) in parts.iter().enumerate() {
        let longest = (0..lengths.len()).max_by_key(|place| lengths[*place]).filter(|longest| *longest != place);
        let Some(longest) = longest else { continue };
        let given = (least - lengths[place]).clamp(0, (lengths[longest] - parts[longest].1).max(0));
        lengths[place] += given;
        lengths[longest] -= given;
    }
    lengths
}

impl<'a> Sheet<'a> {
    fn new(canvas: &Canvas, profiles: &'a Profiles, detail: Detail, width: i32) -> Self {
        let theme = canvas.theme;
        let names = match detail {
            Detail::Full => canvas.widest(profiles.codes.iter().map(|code| &code.name), theme.label),
            Detail::Short => canvas.widest(profiles.codes.iter().map(|code| &code.code), theme.label),
        };
        let start = names.min(width / 2) + theme.em(55);
        let largest = profiles.profiles.iter().flat_map(|profile| &profile.areas).map(|area| area.count).max();
        let end = canvas.width(&largest.unwrap_or(0).to_string(), theme.value()) + theme.em(50);
        let strip = Strip::fitted(canvas, largest.unwrap_or(1), width - start - end, (60, 105));
        let mut sheet = Self { profiles, detail, width, start, strip, is_beside: false };
        sheet.is_beside = sheet.has_room_beside(canvas);
        sheet
    }

    /// Whether the total of every whole has room beside its name.
    fn has_room_beside(&self, canvas: &Canvas) -> bool {
        let theme = canvas.theme;
        let both = |profile: &Profile| {
            let (name, text) = (canvas.width(&profile.label, theme.value()), canvas.width(&profile.text, theme.label));
            name + theme.em(60) + text <= self.width
        };
        self.profiles.profiles.iter().all(both)
    }

    fn name(&self, canvas: &Canvas, profile: &Profile) -> Vec<String> {
        canvas.balance(&profile.label, canvas.theme.value(), self.width)
    }

    fn height(&self, canvas: &Canvas, profile: &Profile) -> i32 {
        let theme = canvas.theme;
        let name = self.name(canvas, profile);
        let mut height = theme.em(20) + canvas.height(&name, theme.value());
        if !self.is_beside {
            height += canvas.height(&canvas.balance(&profile.text, theme.label, self.width), theme.label);
        }
        let areas = profile.areas.iter().map(|area| self.area_height(canvas, area));
        let lines = i32::try_from(self.lines(canvas, profile).len()).unwrap_or(0);
        let statuses = if lines == 0 { 0 } else { theme.em(75) + lines * theme.em(LINE) };
        areas.fold(height, i32::saturating_add) + statuses + theme.em(110)
    }

    /// An area without any takes no room.
    fn area_height(&self, canvas: &Canvas, area: &ProfileArea) -> i32 {
        let theme = canvas.theme;
        if area.count == 0 {
            return 0;
        }
        let kinds = canvas.height(&self.kinds(canvas, area), small(canvas));
        self.strip.height(area.count).max(theme.em(112)) + theme.em(20) + kinds
    }

    fn kinds(&self, canvas: &Canvas, area: &ProfileArea) -> Vec<String> {
        match self.detail {
            Detail::Full if !area.kinds.is_empty() => canvas.wrap(&area.kinds, small(canvas), self.width),
            Detail::Full | Detail::Short => Vec::new(),
        }
    }

    fn profile(&self, canvas: &Canvas, profile: &Profile, (left, top): (i32, i32)) {
        let theme = canvas.theme;
        let name = self.name(canvas, profile);
        canvas.begin(&format!("{}: {}", profile.label, profile.text));
        canvas.line(Role::Axis, &[(left, top), (left + self.width, top)], theme.em(6));
        let first = top + theme.em(12);
        let mut top = canvas.lines(&name, theme.value(), Anchor::Start, (left, first));
        let soft = theme.label.with_role(Role::Subtitle);
        if self.is_beside {
            let baseline = first + canvas.room(&profile.label, theme.value()).above;
            canvas.text(&profile.text, soft, Anchor::End, (left + self.width, baseline));
        } else {
            top = canvas.lines(&canvas.balance(&profile.text, soft, self.width), soft, Anchor::Start, (left, top));
        }
        top += theme.em(8);
        for (area, code) in profile.areas.iter().zip(&self.profiles.codes).filter(|(area, _)| area.count > 0) {
            let name = if self.detail == Detail::Full { &code.name } else { &code.code };
            canvas.begin(&format!("{}, {}: {}", profile.label, code.name, area.count));
            self.area(canvas, area, name, (left, top));
            top += self.area_height(canvas, area);
        }
        self.statuses(canvas, profile, (left, top + theme.em(25)));
    }

    fn area(&self, canvas: &Canvas, area: &ProfileArea, name: &str, (left, top): (i32, i32)) {
        let theme = canvas.theme;
        let high = self.strip.height(area.count).max(theme.em(112));
        let middle = top + high / 2;
        let baseline = centred(middle, theme.label.size);
        canvas.text(name, theme.label, Anchor::Start, (left, baseline));
        let start = left + self.start;
        let end = self.strip.draw(canvas, Tone::Plain, area.count, (start, middle - self.strip.height(area.count) / 2));
        canvas.text(&area.count.to_string(), theme.value(), Anchor::Start, (end + theme.em(20), baseline));
        canvas.lines(&self.kinds(canvas, area), small(canvas), Anchor::Start, (left, top + high));
    }

    /// How many of the statuses stand on each line under the bar.
    fn lines(&self, canvas: &Canvas, profile: &Profile) -> Vec<Vec<(Tone, String, i32)>> {
        let theme = canvas.theme;
        let mut lines: Vec<Vec<(Tone, String, i32)>> = Vec::new();
        let mut used = 0;
        for status in profile.statuses.iter().filter(|status| status.count > 0) {
            let wide = theme.em(165) + canvas.width(&status.text, theme.label);
            let entry = (status.tone, status.text.clone(), wide);
            match lines.last_mut() {
                Some(line) if used + wide - theme.em(65) <= self.width => line.push(entry),
                _ => {
                    lines.push(vec![entry]);
                    used = 0;
                }
            }
            used += wide;
        }
        lines
    }

    /// A bar of all that there is, and what each of its parts is.
    fn statuses(&self, canvas: &Canvas, profile: &Profile, (left, top): (i32, i32)) {
        let theme = canvas.theme;
        let bottom = top + theme.em(50);
        bar(canvas, self.profiles, profile, Area { left, top, right: left + self.width, bottom }, None);
        let side = theme.em(75) / theme.grain * theme.grain;
        let mut middle = bottom + theme.em(80);
        canvas.begin("");
        for line in self.lines(canvas, profile) {
            let mut x = left;
            for (tone, words, wide) in line {
                squares::tile(canvas, tone, (x, middle - side / 2), side);
                let at = (x + side + theme.em(25), centred(middle, theme.label.size));
                canvas.text(&words, theme.label, Anchor::Start, at);
                x += wide;
            }
            middle += theme.em(LINE);
        }
    }
}
