//! The exhibits as files for papers, and as pictures within the page.

use crate::draw::{self, Drawn, Frame, Size};
use crate::exhibit::Exhibit;

/// An exhibit, drawn.
#[derive(Debug)]
pub struct Picture {
    /// The exhibit's name.
    pub name: &'static str,
    /// For the page: the wide picture, and the narrow one for a phone.
    pub inline: [String; 2],
    /// For papers: file name and bytes.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Something in a picture that does not fit; it stops the build.
#[derive(Debug)]
pub struct Misfit {
    /// The exhibit's name.
    pub exhibit: &'static str,
    /// What does not fit.
    pub flaw: String,
}

/// The sizes of the files for papers, with their names.
const PAPERS: [(Size, &str); 3] = [(Size::Page16cm, "16cm"), (Size::Column8cm, "8cm"), (Size::Slide, "slide")];

/// Draws every exhibit that has something to draw, in every size.
pub fn pictures(exhibits: &[Exhibit]) -> (Vec<Picture>, Vec<Misfit>) {
    let mut pictures = Vec::new();
    let mut misfits = Vec::new();
    for exhibit in exhibits {
        let Ok(chart) = &exhibit.content else { continue };
        let mut keep = |drawn: Drawn| {
            misfits.extend(drawn.flaws.iter().map(|flaw| Misfit { exhibit: exhibit.name, flaw: flaw.to_string() }));
            drawn.scene
        };
        let inline = [(Size::Page16cm, "wide"), (Size::Column8cm, "narrow")].map(|(size, suffix)| {
            let scene = keep(draw::draw(chart, size, Frame::Bare));
            draw::svg(&scene, &format!("{}-{suffix}", exhibit.name))
        });
        let mut files = Vec::new();
        for (size, suffix) in PAPERS {
            let scene = keep(draw::draw(chart, size, Frame::Framed));
            let name = format!("{}-{suffix}", exhibit.name);
            files.push((format!("{name}.png"), draw::png(&scene)));
            files.push((format!("{name}.svg"), draw::svg(&scene, &name).into_bytes()));
        }
        pictures.push(Picture { name: exhibit.name, inline, files });
    }
    (pictures, misfits)
}
