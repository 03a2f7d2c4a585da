//! One equal tile a place, tinted by its number, with the ranked bars beside it where there is room.

use super::bars::{self, Dye};
use super::canvas::{Anchor, Canvas};
use super::frame::Field;
use super::matrix::tint;
use super::scene::Area;
use super::squares::rim;
use super::theme::{Letter, Placing, Role};
use crate::chart::{BarRow, Tile};

/// Tiles further out than this are not drawn: the bars stand alone.
const FARTHEST: u32 = 11;

/// Draws tiles and bars; says where the lower of them ends.
pub(super) fn draw(canvas: &Canvas, tiles: &[Tile], rows: &[BarRow], field: Field) -> i32 {
    if rows.iter().all(|row| row.count.unwrap_or(0) == 0) {
        return field.top;
    }
    let is_map = !tiles.is_empty() && tiles.iter().all(|tile| tile.column.max(tile.row) <= FARTHEST);
    match canvas.theme.placing {
        _ if !is_map => bars::draw(canvas, rows, Dye::Emphasis, field),
        Placing::Above => map(canvas, tiles, field),
        Placing::Beside => {
            let middle = field.left + field.width() * 45 / 100;
            let bottom = map(canvas, tiles, Field { right: middle, ..field });
            let beside = Field { left: middle + canvas.theme.em(160), ..field };
            bottom.max(bars::draw(canvas, rows, Dye::Count, beside))
        }
    }
}

/// Draws the tiles; says where the lowest ends.
fn map(canvas: &Canvas, tiles: &[Tile], field: Field) -> i32 {
    let theme = canvas.theme;
    let across = tiles.iter().map(|tile| tile.column + 1).max().unwrap_or(1);
    let down = tiles.iter().map(|tile| tile.row + 1).max().unwrap_or(1);
    let share = |room: i32, count: u32| room / i32::try_from(count).unwrap_or(1).max(1);
    let pitch = share(field.width(), across);
    let pitch = field.bottom.map_or(pitch, |bottom| pitch.min(share(bottom - field.top, down)));
    let largest = tiles.iter().filter_map(|tile| tile.count).max().unwrap_or(0);
    let gap = theme.em(25);
    for tile in tiles {
        let at = |place: u32| pitch * i32::try_from(place).unwrap_or(0);
        let (left, top) = (field.left + at(tile.column), field.top + at(tile.row));
        let area = Area { left, top, right: left + pitch - gap, bottom: top + pitch - gap };
        one(canvas, tile, largest, area);
    }
    field.top + pitch * i32::try_from(down).unwrap_or(1) - gap
}

/// Name above, number below.
fn one(canvas: &Canvas, tile: &Tile, largest: u32, area: Area) {
    let theme = canvas.theme;
    canvas.begin(&format!("{}: {}", tile.label, tile.text));
    let role = match tile.count {
        Some(count) if count > 0 => tint(count, largest),
        _ => Role::Empty,
    };
    canvas.block(role.edge(), area);
    if role.edge() != role {
        canvas.block(role, area.grown(-rim(canvas)));
    }
    let ink = if role == Role::Empty { Role::Note } else { role.words_on() };
    let air = theme.em(35);
    let name = Letter { size: theme.note.size, ..theme.label }.with_role(ink);
    let number = Letter { size: theme.title.size, ..theme.value() }.with_role(ink);
    let room = area.right - area.left - 2 * air;
    let lines = canvas.balance(&tile.label, name, room);
    let low = area.bottom - area.top - 2 * air - canvas.room(&tile.text, number).above;
    let fits = canvas.widest(&lines, name) <= room && canvas.height(&lines, name) <= low;
    let lines = if fits { lines } else { vec![tile.code.clone()] };
    canvas.lines(&lines, name, Anchor::Start, (area.left + air, area.top + air / 2));
    canvas.text(&tile.text, number, Anchor::Start, (area.left + air, area.bottom - air));
}
