//! The chart pack: every exhibit in all sizes and formats, with its data and its words, and a page that shows them all.

use super::csv::{Cell, csv};
use super::page::exhibit_view;
use super::pictures::{Misfit, PAPERS};
use super::views::ExhibitView;
use super::{RenderError, html};
use crate::bundle::Bundle;
use crate::chart::Chart;
use crate::check::Year;
use crate::draw::{self, Drawn, Frame, Size};
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
    /// Those in which it does not fit.
    left_out: Vec<&'static str>,
    exhibit: ExhibitView,
    coarser: Option<Coarser>,
}

/// The words of the sizes that have no room for all of a chart, and show it by groups.
#[derive(Debug, Serialize)]
struct Coarser {
    sizes: Vec<&'static str>,
    title: String,
    subtitle: String,
    note: String,
    source: String,
    alt: String,
    description: String,
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
    let (mut misfits, mut views) = (Vec::new(), Vec::new());
    for piece in pieces {
        let Ok(chart) = &piece.exhibit.content else {
            views.push(view(piece, &[]));
            continue;
        };
        let start = format!("{folder}/{0}/{0}", piece.name);
        let made = side_by_side(&PAPERS, |(size, end)| printed(chart, *size, end, &piece.name));
        let view = view(piece, &made);
        for made in made {
            misfits.extend(made.flaws.into_iter().map(|flaw| Misfit { exhibit: piece.exhibit.name.clone(), flaw }));
            for (name, bytes) in made.files {
                bundle.add(&format!("{folder}/{}/{name}", piece.name), bytes)?;
            }
        }
        bundle.add(&format!("{start}.csv"), chart_data(chart, words).into_bytes())?;
        let mut context = Context::from_serialize(&view)?;
        context.insert("year", &year.year);
        let text = tera.render("pack.txt", &context)?;
        bundle.add(&format!("{start}.txt"), text.into_bytes())?;
        views.push(view);
    }
    let mut context = Context::new();
    context.insert("pieces", &views);
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
    let rows = table.rows.iter().map(|row| row.iter().map(|text| cell(text, &thousands)).collect());
    let rows: Vec<Vec<Cell<'_>>> = rows.collect();
    csv(table.columns.iter().map(String::as_str), &rows)
}

/// What a program reads in a cell.
fn cell<'a>(text: &'a str, thousands: &str) -> Cell<'a> {
    number(text, thousands).map_or_else(|| Cell::from(text), Cell::Number)
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
    end: &'static str,
    files: Vec<(String, Vec<u8>)>,
    flaws: Vec<String>,
    is_coarser: bool,
}

fn printed(chart: &Chart, size: Size, end: &'static str, name: &str) -> Printed {
    let drawn = draw::draw(chart, size, Frame::Framed);
    let Drawn { scene, is_coarser, .. } = &drawn;
    let name = format!("{name}-{end}");
    if drawn.is_too_tall() {
        return Printed { end, files: Vec::new(), flaws: Vec::new(), is_coarser: false };
    }
    let files = vec![
        (format!("{name}.png"), draw::png(scene)),
        (format!("{name}.svg"), draw::svg(scene, &name).into_bytes()),
        (format!("{name}-outlines.svg"), draw::svg_outlines(scene, &name).into_bytes()),
        (format!("{name}.pdf"), draw::pdf(scene, LANGUAGE)),
    ];
    Printed { end, files, flaws: drawn.flaws.iter().map(ToString::to_string).collect(), is_coarser: *is_coarser }
}

fn view(piece: &Piece, made: &[Printed]) -> View {
    let chart = piece.exhibit.content.as_ref().ok();
    let inline = [(Size::Page16cm, "wide"), (Size::Column8cm, "narrow")].map(|(size, end)| {
        let drawn = chart.map(|chart| draw::draw(chart, size, Frame::Bare));
        drawn.map_or_else(String::new, |drawn| draw::svg(&drawn.scene, &format!("{}-{end}", piece.name)))
    });
    let ends = |is: fn(&Printed) -> bool| made.iter().filter(|made| is(made)).map(|made| made.end).collect();
    let coarser: Vec<&'static str> = ends(|made| made.is_coarser);
    let chart = chart.map(draw::readable);
    View {
        name: piece.name.clone(),
        since: piece.since,
        inline,
        description: chart.map_or_else(String::new, Chart::describe),
        sizes: ends(|made| !made.files.is_empty()),
        left_out: ends(|made| made.files.is_empty()),
        exhibit: exhibit_view(0, &piece.exhibit),
        coarser: chart.and_then(|chart| chart.coarser.as_deref()).filter(|_| !coarser.is_empty()).map(|chart| {
            Coarser {
                sizes: coarser,
                title: chart.caption.title.clone(),
                subtitle: chart.caption.subtitle.clone(),
                note: chart.caption.note.clone(),
                source: chart.caption.source.clone(),
                alt: chart.caption.alt.clone(),
                description: chart.describe(),
            }
        }),
    }
}
