//! The commands about charts: one to look at or to take, or all of an edition as a pack.

use super::tell::{tell_editions, tell_faults, tell_outdated, tell_written};
use super::{Ending, InputOptions, Manner, Told};
use crate::chart::Chart;
use crate::diagnostic::{Style, nearest, visible};
use crate::draw::{self, Frame, Marks, Scene};
use crate::exhibit::Exhibit;
use crate::words::Words;
use crate::{Failure, Scope, Shown, render, write};
use clap::{Args, ValueEnum};
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What `charts` takes.
#[derive(Debug, Args)]
pub struct Pack {
    /// The edition. It is made anew with its pack; the others in the output stay as they are.
    #[arg(long, value_name = "YEAR")]
    pub year: i32,
    /// Where the snapshots are.
    #[command(flatten)]
    pub inputs: InputOptions,
    /// The folder that the reports are written into.
    #[arg(long, value_name = "DIR", default_value = "output")]
    pub out: PathBuf,
}

/// What `chart` takes.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag that can be typed")]
pub struct One {
    /// The exhibit, as `chart --list` names it.
    #[arg(required_unless_present = "list")]
    pub name: Option<String>,
    /// Name every exhibit, with its kind and its headline.
    #[arg(long, conflicts_with_all = ["name", "output", "format"])]
    pub list: bool,
    /// The edition; the newest if it is left out.
    #[arg(long, value_name = "YEAR")]
    pub year: Option<i32>,
    /// The earlier year, for exhibits that compare two; the snapshot before if it is left out.
    #[arg(long, value_name = "YEAR")]
    pub from: Option<i32>,
    /// How large the picture is.
    #[arg(long, value_enum, default_value_t = Size::Page)]
    pub size: Size,
    /// What kind of file; left out, the ending of the file says it.
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Leave out title, note and source, for a page that has them.
    #[arg(long, conflicts_with_all = ["list", "ascii"])]
    pub bare: bool,
    /// The file to write; `-` is standard output. Without it the chart is shown in the terminal.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Write over a file of that name.
    #[arg(long, requires = "output")]
    pub replace: bool,
    /// Show it in the terminal with nothing but ASCII marks.
    #[arg(long, conflicts_with_all = ["output", "format"])]
    pub ascii: bool,
    /// Where the snapshots are.
    #[command(flatten)]
    pub inputs: InputOptions,
}

/// How large a picture is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Size {
    /// The width of a page.
    #[value(name = "16cm")]
    Page,
    /// A column of a page.
    #[value(name = "8cm")]
    Column,
    /// A slide of 16 to 9.
    Slide,
}

/// What kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// 300 dots to the inch, with its size in it.
    Png,
    /// Text is kept as text.
    Svg,
    /// Every letter is a shape, for Office.
    SvgOutlines,
    /// One page of the picture's size.
    Pdf,
    /// The numbers.
    Csv,
}

/// So many columns has a terminal that does not say it.
const COLUMNS: usize = 80;

/// Makes an edition anew with its chart pack, and writes it.
pub(super) fn pack(
    options: &Pack,
    manner: Manner<'_>,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> Result<Ending, Told> {
    let scope = Scope::Pack(options.year);
    let mut outcome = manner.staged(options.inputs.folder(), &options.out, (scope, false))?;
    let faults = tell_faults(&outcome, manner.style, err);
    let Some(bundle) = &outcome.bundle else {
        faults?;
        writeln!(err, "Nothing was written; {} is as it was.", options.out.display())?;
        return Ok(Ending::Faults);
    };
    manner.progress.writing();
    let written = crate::publish((bundle, outcome.stage.take()), &options.inputs.path, &options.out, scope, false)?;
    faults?;
    tell_outdated(&outcome.inputs, (&options.inputs.path, &options.out), err)?;
    tell_editions(&outcome, out)?;
    let index = options.out.join(options.year.to_string()).join("pack").join("index.html");
    tell_written(&written, &index, out, err)?;
    Ok(Ending::Done)
}

/// Shows one exhibit, writes it, or names them all.
pub(super) fn one(options: &One, style: Style, out: &mut dyn Write, err: &mut dyn Write) -> Result<Ending, Told> {
    let format = match format(options) {
        Ok(format) => format,
        Err(why) => {
            writeln!(err, "error: {why}")?;
            return Ok(Ending::Refused);
        }
    };
    let (outcome, shown) = crate::exhibits(options.inputs.folder(), options.year, options.from)?;
    tell_faults(&outcome, style, err)?;
    let Some(shown) = shown else { return Ok(Ending::Faults) };
    let Some(name) = &options.name else { return list(&shown, out) };
    if let Some((name, sentence)) = shown.left_out.iter().find(|(other, _)| other == name) {
        writeln!(err, "error: there is nothing to draw for {name} of {}: {sentence}", shown.year)?;
        return Ok(Ending::Faults);
    }
    let Some(exhibit) = shown.exhibits.iter().find(|exhibit| exhibit.name == *name) else {
        let known = shown.exhibits.iter().map(|exhibit| exhibit.name.as_str());
        let hint = nearest(name, known.clone()).map_or_else(
            || format!("there are {}", known.collect::<Vec<_>>().join(", ")),
            |near| format!("did you mean `{near}`?"),
        );
        writeln!(err, "error: there is no exhibit `{}`; {hint}", visible(name))?;
        return Ok(Ending::Refused);
    };
    let chart = match &exhibit.content {
        Ok(chart) => chart,
        Err(sentence) => {
            writeln!(err, "error: there is nothing to draw for {} of {}: {sentence}", exhibit.name, shown.year)?;
            return Ok(Ending::Faults);
        }
    };
    match format {
        None => {
            let marks = if options.ascii { Marks::Ascii } else { Marks::Unicode };
            write!(out, "{}", draw::characters(chart, columns(), marks))?;
            Ok(Ending::Done)
        }
        Some(format) => file(options, &exhibit.name, chart, format, (out, err)),
    }
}

/// What kind of file is wished; none where the chart is shown in the terminal.
fn format(options: &One) -> Result<Option<Format>, String> {
    let ending = options.output.as_deref().and_then(Path::extension).map(OsStr::to_ascii_lowercase);
    let of_ending = match ending.as_deref().and_then(|ending| ending.to_str()) {
        Some("png") => Some(Format::Png),
        Some("svg") => Some(Format::Svg),
        Some("pdf") => Some(Format::Pdf),
        Some("csv") => Some(Format::Csv),
        _ => None,
    };
    match (options.format, of_ending, &options.output) {
        (Some(Format::Png | Format::Pdf), _, None) => {
            Err("this format is for files; name one with `-o FILE`, or `-o -` for standard output".to_owned())
        }
        (Some(format), ..) | (None, Some(format), _) => Ok(Some(format)),
        (None, None, None) if options.bare => Err("`--bare` is for files; name one with `-o FILE`".to_owned()),
        (None, None, None) => Ok(None),
        (None, None, Some(path)) => Err(format!(
            "{} does not end in .png, .svg, .pdf or .csv; say what it is with `--format`",
            visible(&path.to_string_lossy())
        )),
    }
}

/// Names every exhibit, with its kind and its headline, or why there is none.
fn list(shown: &Shown, out: &mut dyn Write) -> Result<Ending, Told> {
    let row = |exhibit: &Exhibit| match &exhibit.content {
        Ok(chart) => [exhibit.name.clone(), chart.form.kind().to_owned(), chart.caption.title.clone()],
        Err(sentence) => [exhibit.name.clone(), "–".to_owned(), sentence.clone()],
    };
    let rows: Vec<[String; 3]> = shown.exhibits.iter().map(row).collect();
    let wide = |place: usize| rows.iter().map(|row| row[place].chars().count()).max().unwrap_or(0);
    let since = shown.from.map_or_else(String::new, |from| format!(", compared with {from}"));
    writeln!(out, "Exhibits of {}{since}:", shown.year)?;
    for [name, kind, title] in &rows {
        writeln!(out, "  {name:<0$}  {kind:<1$}  {title}", wide(0), wide(1))?;
    }
    Ok(Ending::Done)
}

/// Writes the chart as a file, or to standard output.
fn file(
    options: &One,
    name: &str,
    chart: &Chart,
    format: Format,
    (out, err): (&mut dyn Write, &mut dyn Write),
) -> Result<Ending, Told> {
    let print: fn(&Scene, &str) -> Vec<u8> = match format {
        Format::Csv => return put(options, render::chart_data(chart, &Words::english()).as_bytes(), out),
        Format::Png => |scene, _| draw::png(scene),
        Format::Svg => |scene, name| draw::svg(scene, name).into_bytes(),
        Format::SvgOutlines => |scene, name| draw::svg_outlines(scene, name).into_bytes(),
        Format::Pdf => |scene, _| draw::pdf(scene, render::LANGUAGE),
    };
    let frame = if options.bare { Frame::Bare } else { Frame::Framed };
    let drawn = draw::draw(chart, options.size.into(), frame);
    for flaw in &drawn.flaws {
        writeln!(err, "error[picture]: exhibit {name}: {flaw}\n")?;
    }
    if drawn.flaws.is_empty() { put(options, &print(&drawn.scene, name), out) } else { Ok(Ending::Faults) }
}

/// Puts it where it is wished.
fn put(options: &One, bytes: &[u8], out: &mut dyn Write) -> Result<Ending, Told> {
    match options.output.as_deref().filter(|path| path.as_os_str() != "-") {
        None => out.write_all(bytes)?,
        Some(path) => {
            write::file(path, bytes, &options.inputs.path, options.replace).map_err(Failure::from)?;
            writeln!(out, "Wrote {}", path.display())?;
        }
    }
    Ok(Ending::Done)
}

/// How wide the terminal says it is.
fn columns() -> usize {
    std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok()).unwrap_or(COLUMNS)
}

impl From<Size> for draw::Size {
    fn from(size: Size) -> Self {
        match size {
            Size::Page => Self::Page16cm,
            Size::Column => Self::Column8cm,
            Size::Slide => Self::Slide,
        }
    }
}
