//! The chart pack: every exhibit in all sizes and formats, with its data and its words, and a page that shows them all.

use super::csv::{Cell, csv};
use super::page::exhibit_view;
use super::pictures::{Misfit, PAPERS};
use super::views::ExhibitView;
use super::{RenderError, html};
use crate::bundle::Bundle;
use crate::chart::Chart;
use crate::check::Year;
use crate::draw::{self, Frame, Size};
use crate::exhibit::Exhibit;
use crate::side::side_by_side;
use crate::words::Words;
use serde::Serialize;
use tera::Context;

/// An exhibit of a pack.
#[derive(Debug)]
pub struct Piece {
    /// What its folder is called, and how its files begin.
    pub name: String,
    /// The earlier year, if it is of a comparison.
    pub since: Option<i32>,
    /// The exhibit.
    pub exhibit: Exhibit,
}

/// The code of the language that everything is written in.
pub const LANGUAGE: &str = "en";

/// What the page says of one.
#[derive(Debug, Serialize)]
struct View {
    name: String,
    since: Option<i32>,
    inline: [String; 2],
    description: String,
    sizes: Vec<&'static str>,
    exhibit: ExhibitView,
}

/// Puts the chart pack of an edition into the bundle, in the folder `pack` of the edition's, and gives what does not fit
/// into a picture. `names` are the network's full name and its abbreviation.
pub fn pack(
    names: [&str; 2],
    year: &Year,
    pieces: &[Piece],
    words: &Words,
    bundle: &mut Bundle,
) -> Result<Vec<Misfit>, RenderError> {
    let folder = format!("{}/pack", year.year);
    let tera = html::templates()?;
    let mut misfits = Vec::new();
    for (piece, chart) in pieces.iter().filter_map(|piece| Some((piece, piece.exhibit.content.as_ref().ok()?))) {
        let start = format!("{folder}/{0}/{0}", piece.name);
        for made in side_by_side(&PAPERS, |(size, end)| printed(chart, *size, &format!("{}-{end}", piece.name))) {
            misfits.extend(made.flaws.into_iter().map(|flaw| Misfit { exhibit: piece.exhibit.name.clone(), flaw }));
            for (name, bytes) in made.files {
                bundle.add(&format!("{folder}/{}/{name}", piece.name), bytes)?;
            }
        }
        bundle.add(&format!("{start}.csv"), chart_data(chart, words).into_bytes())?;
        let mut context = Context::from_serialize(&view(piece))?;
        context.insert("year", &year.year);
        let text = tera.render("pack.txt", &context)?;
        bundle.add(&format!("{start}.txt"), text.into_bytes())?;
    }
    let mut context = Context::new();
    context.insert("pieces", &pieces.iter().map(view).collect::<Vec<_>>());
    let [network, short_name] = names;
    context.insert("network", network);
    context.insert("short_name", short_name);
    context.insert("year", &year.year);
    context.insert("as_of", &words.date(year.as_of));
    context.insert("style", &html::style());
    let page = html::with_fonts(&tera.render("pack.html", &context)?);
    bundle.add(&format!("{folder}/index.html"), page.into_bytes())?;
    Ok(misfits)
}

/// The data of a chart as CSV: its table, with whole numbers written so that programs read them.
pub fn chart_data(chart: &Chart, words: &Words) -> String {
    let table = chart.table();
    let thousands = words.term("thousands");
    let cell = |text: &String| number(text, &thousands).map_or_else(|| Cell::from(text.as_str()), Cell::Number);
    let rows: Vec<Vec<Cell>> = table.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
    csv(table.columns.iter().map(String::as_str), &rows)
}

/// The whole number that a cell prints, with its sign: "1,234", "+5", "−3".
fn number(text: &str, thousands: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix(['−', '-']) {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let digits = digits.replace(thousands, "");
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse::<i64>().ok().filter(|_| is_number).map(|number| sign * number)
}

/// The files of one picture, and what does not fit in it.
struct Printed {
    files: Vec<(String, Vec<u8>)>,
    flaws: Vec<String>,
}

fn printed(chart: &Chart, size: Size, name: &str) -> Printed {
    let drawn = draw::draw(chart, size, Frame::Framed);
    let scene = &drawn.scene;
    let files = vec![
        (format!("{name}.png"), draw::png(scene)),
        (format!("{name}.svg"), draw::svg(scene, name).into_bytes()),
        (format!("{name}-outlines.svg"), draw::svg_outlines(scene, name).into_bytes()),
        (format!("{name}.pdf"), draw::pdf(scene, LANGUAGE)),
    ];
    Printed { files, flaws: drawn.flaws.iter().map(ToString::to_string).collect() }
}

fn view(piece: &Piece) -> View {
    let chart = piece.exhibit.content.as_ref().ok();
    let inline = [(Size::Page16cm, "wide"), (Size::Column8cm, "narrow")].map(|(size, end)| {
        let drawn = chart.map(|chart| draw::draw(chart, size, Frame::Bare));
        drawn.map_or_else(String::new, |drawn| draw::svg(&drawn.scene, &format!("{}-{end}", piece.name)))
    });
    View {
        name: piece.name.clone(),
        since: piece.since,
        inline,
        description: chart.map_or_else(String::new, Chart::describe),
        sizes: PAPERS.iter().map(|(_, end)| *end).collect(),
        exhibit: exhibit_view(0, &piece.exhibit),
    }
}
