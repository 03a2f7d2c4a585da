//! Trends apart from each other, each under its name: side by side, or under each other in a narrow column.

use super::canvas::{Anchor, Canvas};
use super::columns;
use super::frame::Field;
use super::theme::Placing;
use super::trend::{self, Common};
use crate::chart::{Panel, Trends};

/// More than this many do not stand side by side.
const ACROSS: usize = 3;

/// Draws the panels on one scale; says where the lowest ends.
pub(super) fn draw(canvas: &Canvas, trends: &Trends, field: Field) -> i32 {
    let theme = canvas.theme;
    let largest = |panel: &Panel| panel.trend.points.iter().filter_map(|point| point.value).max().unwrap_or(0);
    let shown: Vec<&Panel> = trends.panels.iter().filter(|panel| largest(panel) > 0).collect();
    let insets = shown.iter().map(|panel| trend::insets(canvas, &panel.trend));
    let common = Common {
        scale: shown.iter().map(|panel| largest(panel)).max().unwrap_or(0),
        insets: insets.fold([0, 0], |[first, last], own| [first.max(own[0]), last.max(own[1])]),
    };
    let across = match theme.placing {
        Placing::Above => 1,
        Placing::Beside => shown.len().clamp(1, ACROSS),
    };
    let mut top = field.top;
    let lines = i32::try_from(shown.len().div_ceil(across)).unwrap_or(i32::MAX).max(1);
    let air = theme.em(130);
    let share = field.bottom.map(|bottom| (bottom - top - air * (lines - 1)) / lines);
    for line in shown.chunks(across) {
        let places = columns::places(field, across, theme.em(260));
        let head = |(panel, (_, width)): (&&Panel, &(i32, i32))| canvas.balance(&panel.label, theme.value(), *width);
        let heads: Vec<Vec<String>> = line.iter().zip(&places).map(head).collect();
        let high = heads.iter().map(|lines| canvas.height(lines, theme.value())).max().unwrap_or(0);
        let mut bottom = top;
        for ((panel, lines), (left, width)) in line.iter().zip(&heads).zip(&places) {
            canvas.begin("");
            canvas.lines(lines, theme.value(), Anchor::Start, (*left, top));
            let own = Field {
                left: *left,
                right: left + width,
                top: top + high + theme.em(30),
                bottom: share.map(|share| top + share),
            };
            bottom = bottom.max(trend::draw(canvas, &panel.trend, common, own));
        }
        top = share.map_or(bottom, |share| bottom.max(top + share)) + air;
    }
    if shown.is_empty() { field.top } else { top - air }
}
