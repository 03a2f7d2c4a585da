//! Wholes as the rows of a table: squares in a column for each area, and a bar of how far along they are.

use super::canvas::{Anchor, Canvas};
use super::frame::Field;
use super::matrix::heads;
use super::profiles::bar;
use super::rows::centred;
use super::scene::Area;
use super::strip::Strip;
use super::theme::{Letter, Role};
use crate::chart::{Profile, Profiles, Tone};

/// Names take no more than this share of the width, and the bars this, in hundredths.
const SHARES: (i32, i32) = (22, 17);

/// Where columns stand.
struct Sheet<'a> {
    profiles: &'a Profiles,
    field: Field,
    /// How wide names may be.
    names: i32,
    /// Where totals end.
    totals: i32,
    /// Where the first area begins.
    start: i32,
    /// From one area to the next.
    pitch: i32,
    strip: Strip,
}

/// Draws head and rows; says where the last of them ends.
pub(super) fn draw(canvas: &Canvas, profiles: &Profiles, shown: &[Profile], field: Field) -> i32 {
    let theme = canvas.theme;
    let sheet = Sheet::new(canvas, profiles, shown, field);
    let top = sheet.head(canvas);
    let count = i32::try_from(shown.len()).unwrap_or(i32::MAX).max(1);
    let least: Vec<i32> = shown.iter().map(|profile| sheet.least(canvas, profile)).collect();
    let needed = least.iter().fold(0_i32, |sum, height| sum.saturating_add(*height));
    let spare = field.bottom.map_or(0, |bottom| (bottom - top).saturating_sub(needed).max(0) / count);
    let mut top = top;
    for (profile, least) in shown.iter().zip(least) {
        let height = least + spare.min(theme.em(150));
        sheet.row(canvas, profile, (top, height));
        top += height;
    }
    top
}

impl<'a> Sheet<'a> {
    fn new(canvas: &Canvas, profiles: &'a Profiles, shown: &[Profile], field: Field) -> Self {
        let theme = canvas.theme;
        let most = field.width() * SHARES.0 / 100;
        let wrapped =
            |profile: &Profile| canvas.widest(&canvas.balance(&profile.label, theme.label, most), theme.label);
        let heading = canvas.width(&profiles.label_heading, theme.label);
        let names = shown.iter().map(wrapped).max().unwrap_or(0).max(heading);
        let number = |profile: &Profile| canvas.width(&profile.total().to_string(), theme.value());
        let number =
            shown.iter().map(number).max().unwrap_or(0).max(canvas.width(&profiles.total_heading, theme.label));
        let totals = field.left + names + theme.em(70) + number;
        let start = totals + theme.em(110);
        let bars = if profiles.statuses.is_empty() { 0 } else { field.width() * SHARES.1 / 100 + theme.em(60) };
        let count = i32::try_from(profiles.codes.len()).unwrap_or(i32::MAX).max(1);
        let pitch = ((field.right - bars - start) / count).max(1);
        let largest = shown.iter().flat_map(|profile| &profile.areas).map(|area| area.count).max().unwrap_or(1);
        let number = canvas.width(&largest.to_string(), theme.value()) + theme.em(90);
        let strip = Strip::fitted(canvas, largest, (pitch - number).max(1), (55, 95));
        Self { profiles, field, names, totals, start, pitch, strip }
    }

    /// Where an area begins.
    fn area(&self, place: usize) -> i32 {
        self.start + i32::try_from(place).unwrap_or(0) * self.pitch
    }

    /// What the columns are called, over a line; says where that is.
    fn head(&self, canvas: &Canvas) -> i32 {
        let theme = canvas.theme;
        let (lines, letter, _) = heads(canvas, &self.profiles.codes, self.pitch);
        let high = lines.iter().map(|lines| canvas.height(lines, letter)).max().unwrap_or(0);
        let bottom = self.field.top + high + theme.em(25);
        canvas.begin("");
        for (place, lines) in lines.iter().enumerate() {
            let top = bottom - theme.em(25) - canvas.height(lines, letter);
            canvas.lines(lines, letter, Anchor::Start, (self.area(place), top));
        }
        let total = &self.profiles.total_heading;
        let baseline = bottom - theme.em(25) - canvas.room(total, letter).below;
        canvas.text(&self.profiles.label_heading, letter, Anchor::Start, (self.field.left, baseline));
        canvas.text(total, letter, Anchor::End, (self.totals, baseline));
        if !self.profiles.statuses.is_empty() {
            canvas.text(&self.profiles.status_heading, letter, Anchor::Start, (self.bars(), baseline));
        }
        canvas.line(Role::Axis, &[(self.field.left, bottom), (self.field.right, bottom)], theme.em(9));
        bottom
    }

    /// Where the bars begin.
    fn bars(&self) -> i32 {
        self.field.right - self.field.width() * SHARES.1 / 100
    }

    /// How high a row is at the least.
    fn least(&self, canvas: &Canvas, profile: &Profile) -> i32 {
        let theme = canvas.theme;
        let name = canvas.height(&canvas.balance(&profile.label, theme.label, self.names), theme.label);
        let squares = profile.areas.iter().map(|area| self.strip.height(area.count)).max().unwrap_or(0);
        name.max(squares).max(theme.em(110)) + theme.em(20)
    }

    fn row(&self, canvas: &Canvas, profile: &Profile, (top, height): (i32, i32)) {
        let theme = canvas.theme;
        let middle = top + height / 2;
        let baseline = centred(middle, theme.label.size);
        let name = canvas.balance(&profile.label, theme.label, self.names);
        canvas.begin(&format!("{}: {}", profile.label, profile.text));
        let at = (self.field.left, middle - canvas.height(&name, theme.label) / 2);
        canvas.lines(&name, theme.label, Anchor::Start, at);
        canvas.text(&profile.total().to_string(), theme.value(), Anchor::End, (self.totals, baseline));
        canvas.line(Role::Grid, &[(self.field.left, top + height), (self.field.right, top + height)], theme.em(6));
        for (place, (area, code)) in profile.areas.iter().zip(&self.profiles.codes).enumerate() {
            let left = self.area(place);
            if area.count == 0 {
                canvas.dot(Role::Rest, (left + theme.em(20), middle), theme.em(8));
                continue;
            }
            canvas.begin(&format!("{}, {}: {}", profile.label, code.name, area.count));
            let high = self.strip.height(area.count);
            let end = self.strip.draw(canvas, Tone::Plain, area.count, (left, middle - high / 2));
            canvas.text(&area.count.to_string(), theme.value(), Anchor::Start, (end + theme.em(15), baseline));
        }
        let letter = Letter { size: theme.note.size, ..theme.label };
        let high = theme.em(105);
        let area =
            Area { left: self.bars(), top: middle - high / 2, right: self.field.right, bottom: middle + high / 2 };
        bar(canvas, self.profiles, profile, area, Some(letter));
    }
}
