//! The exhibits as files for papers, and as pictures within the page.

use crate::bundle::Content;
use crate::chart::Chart;
use crate::draw::{self, Drawn, Frame, Size};
use crate::exhibit::Exhibit;
use crate::side::heaviest_first;
use std::sync::Arc;

/// An exhibit, drawn.
#[derive(Debug)]
pub struct Picture {
    /// The exhibit's name.
    pub name: String,
    /// For the page: the wide picture, and the narrow one for a phone.
    pub inline: [String; 2],
    /// For papers: file name and content; a size in which it does not fit has none.
    pub files: Vec<(String, Arc<Content>)>,
}

impl Picture {
    /// Whether there is one for a slide.
    pub(super) fn has_slide(&self) -> bool {
        self.files.len() == 2 * PAPERS.len()
    }
}

/// Something in a picture that does not fit; it stops the build.
#[derive(Debug)]
pub struct Misfit {
    /// The exhibit's name.
    pub exhibit: String,
    /// What does not fit.
    pub flaw: String,
}

/// The sizes of the pictures in the page, with the ends of their ids.
const INLINE: [(Size, &str); 2] = [(Size::Page16cm, "wide"), (Size::Column8cm, "narrow")];

/// The sizes of the files for papers, with their names.
pub(super) const PAPERS: [(Size, &str); 3] =
    [(Size::Page16cm, "16cm"), (Size::Column8cm, "8cm"), (Size::Slide, "slide")];

/// One picture to draw.
#[derive(Debug, Clone, Copy)]
enum Job<'a> {
    /// For the page, with the end of its ids.
    Inline(&'a Chart, &'a str, Size, &'static str),
    /// For papers, with the end of its file name.
    Paper(&'a Chart, &'a str, Size, &'static str),
}

/// What came of one: what the page takes, or the files for papers; and what does not fit.
struct Done {
    inline: Option<String>,
    files: Vec<(String, Arc<Content>)>,
    flaws: Vec<String>,
}

/// Draws every exhibit that has something to draw, in every size, side by side on all cores.
pub fn pictures(exhibits: &[Exhibit]) -> (Vec<Picture>, Vec<Misfit>) {
    let drawn = || exhibits.iter().filter_map(|exhibit| Some((exhibit.name.as_str(), exhibit.content.as_ref().ok()?)));
    let jobs = drawn().flat_map(|(name, chart)| {
        let inline = INLINE.map(|(size, end)| Job::Inline(chart, name, size, end));
        inline.into_iter().chain(PAPERS.map(|(size, end)| Job::Paper(chart, name, size, end)))
    });
    let jobs: Vec<Job> = jobs.collect();
    let mut done = heaviest_first(&jobs, Job::weight, Job::done).into_iter();
    let mut pictures = Vec::new();
    let mut misfits = Vec::new();
    for (name, _) in drawn() {
        let mut picture = Picture { name: name.to_owned(), inline: [String::new(), String::new()], files: Vec::new() };
        let mut places = picture.inline.iter_mut();
        for done in done.by_ref().take(INLINE.len() + PAPERS.len()) {
            misfits.extend(done.flaws.into_iter().map(|flaw| Misfit { exhibit: name.to_owned(), flaw }));
            picture.files.extend(done.files);
            if let Some(inline) = done.inline
                && let Some(place) = places.next()
            {
                *place = inline;
            }
        }
        pictures.push(picture);
    }
    (pictures, misfits)
}

impl Job<'_> {
    /// What takes longest: a picture in pixels, and one of many rows.
    fn weight(&self) -> (bool, usize) {
        match self {
            Self::Inline(chart, ..) => (false, chart.table().rows.len()),
            Self::Paper(chart, ..) => (true, chart.table().rows.len()),
        }
    }

    fn done(&self) -> Done {
        let told = |drawn: &Drawn| drawn.flaws.iter().map(ToString::to_string).collect();
        match *self {
            Self::Inline(chart, name, size, end) => {
                let drawn = draw::draw(chart, size, Frame::Bare);
                let inline = draw::svg(&drawn.scene, &format!("{name}-{end}"));
                Done { inline: Some(inline), files: Vec::new(), flaws: told(&drawn) }
            }
            Self::Paper(chart, name, size, end) => {
                let drawn = draw::draw(chart, size, Frame::Framed);
                if drawn.is_too_tall() {
                    return Done { inline: None, files: Vec::new(), flaws: Vec::new() };
                }
                let name = format!("{name}-{end}");
                let svg = draw::svg(&drawn.scene, &name).into_bytes();
                let files = [(format!("{name}.png"), draw::png(&drawn.scene)), (format!("{name}.svg"), svg)];
                let files = files.map(|(name, bytes)| (name, Arc::new(Content::of(bytes))));
                Done { inline: None, files: files.into(), flaws: told(&drawn) }
            }
        }
    }
}
