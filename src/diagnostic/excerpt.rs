//! The lines of a file around the places of a fault, and nothing else of it.

use super::Diagnostic;
use crate::source::{FileId, Place, Source, Sources};
use annotate_snippets::{AnnotationKind, Group, Origin, Snippet, Title};
use std::collections::BTreeMap;
use std::ops::Range;

/// Places of one file further apart than so many lines are shown in two pieces.
const FURTHEST: usize = 5000;

/// A piece of a file with the places in it.
pub(super) struct Excerpt<'a> {
    path: &'a str,
    /// The number of its first line.
    first: usize,
    text: String,
    marks: Vec<Mark<'a>>,
    /// Line and column, where the text cannot be shown.
    bare: Option<(usize, usize)>,
}

/// A stretch of an excerpt, and what is written under it.
struct Mark<'a> {
    range: Range<usize>,
    kind: AnnotationKind,
    label: &'a str,
}

/// A place of a fault before it is cut out: its lines, and what is written under it.
struct Spot<'a> {
    place: Place,
    from: (usize, usize),
    to: usize,
    kind: AnnotationKind,
    label: &'a str,
}

/// The pieces to show for a fault, that of its first place first.
pub(super) fn excerpts<'a>(found: &'a Diagnostic, sources: &'a Sources) -> Vec<Excerpt<'a>> {
    let Some(first) = found.place else { return Vec::new() };
    let mut files = vec![first.file];
    for (place, _) in &found.also {
        if !files.contains(&place.file) {
            files.push(place.file);
        }
    }
    files.into_iter().filter_map(|file| Some(of_file(found, file, sources.get(file)?))).flatten().collect()
}

fn of_file<'a>(found: &'a Diagnostic, file: FileId, source: &'a Source) -> Vec<Excerpt<'a>> {
    let first = found.place.map(|place| (place, AnnotationKind::Primary, found.label.as_str()));
    let others = found.also.iter().map(|(place, label)| (*place, AnnotationKind::Context, label.as_str()));
    let here = first.into_iter().chain(others).filter(|(place, _, _)| place.file == file);
    let spot = |(place, kind, label): (Place, AnnotationKind, &'a str)| {
        let from = source.line_column(place.start)?;
        Some(Spot { place, from, to: source.line_column(place.end)?.0, kind, label })
    };
    let Some(mut spots) = here.map(spot).collect::<Option<Vec<Spot<'a>>>>() else {
        return vec![Excerpt { path: source.path(), first: 0, text: String::new(), marks: Vec::new(), bare: None }];
    };
    // Sorting keeps the order of those that stand in one place.
    spots.sort_by_key(|spot| spot.from.0);
    let mut pieces: Vec<Vec<Spot<'a>>> = Vec::new();
    for spot in spots {
        match pieces.last_mut() {
            Some(piece) if piece.iter().any(|other| spot.from.0 - other.from.0 <= FURTHEST) => piece.push(spot),
            _ => pieces.push(vec![spot]),
        }
    }
    pieces.sort_by_key(|piece| !piece.iter().any(|spot| spot.kind == AnnotationKind::Primary));
    pieces.iter().map(|piece| cut(source, piece)).collect()
}

/// The text from the line before the first place to the line behind the last one; lines between them that were not read
/// again are empty, and are never shown.
fn cut<'a>(source: &'a Source, spots: &[Spot<'a>]) -> Excerpt<'a> {
    let from = spots.iter().map(|spot| spot.from.0).min().unwrap_or(1);
    let to = spots.iter().map(|spot| spot.to).max().unwrap_or(1);
    let first = if source.line(from.saturating_sub(1)).is_some() { from - 1 } else { from };
    let mut text = String::new();
    // Where each line that was read begins in the excerpt.
    let mut starts: BTreeMap<usize, usize> = BTreeMap::new();
    for number in first..=to + 1 {
        match source.line(number) {
            Some(line) => {
                starts.insert(number, text.len());
                text.push_str(&line.text);
            }
            None if number < to => text.push('\n'),
            None => {}
        }
    }
    let inside = |number: usize, byte: u32| {
        let offset = (byte as usize).checked_sub(source.line(number)?.start)?;
        Some((starts.get(&number)? + offset).min(text.len()))
    };
    let mark = |spot: &Spot<'a>| {
        let range = inside(spot.from.0, spot.place.start)?..inside(spot.to, spot.place.end)?;
        Some(Mark { range, kind: spot.kind, label: spot.label })
    };
    let marks = spots.iter().map(mark).collect::<Option<Vec<_>>>();
    let main = spots.iter().find(|spot| spot.kind == AnnotationKind::Primary).or(spots.first());
    let bare = main.filter(|_| marks.is_none()).map(|spot| spot.from);
    Excerpt { path: source.path(), first, text, marks: marks.unwrap_or_default(), bare }
}

/// The title of a fault with its pieces.
pub(super) fn with_title<'a>(title: Title<'a>, excerpts: &'a [Excerpt<'a>]) -> Group<'a> {
    let mut group = Group::with_title(title);
    for excerpt in excerpts {
        group = if excerpt.marks.is_empty() {
            let origin = Origin::path(excerpt.path);
            group.element(match excerpt.bare {
                Some((line, column)) => origin.line(line).char_column(column),
                None => origin,
            })
        } else {
            let marks = excerpt.marks.iter().map(|mark| {
                let label = Some(mark.label).filter(|label| !label.is_empty());
                mark.kind.span(mark.range.clone()).label(label)
            });
            let snippet = Snippet::source(excerpt.text.as_str()).path(excerpt.path).line_start(excerpt.first);
            group.element(snippet.annotations(marks))
        };
    }
    group
}
