//! What is listed later changes no earlier edition and no comparison of earlier years.

use ascn_report::audit;
use ascn_report::bundle::Bundle;
use ascn_report::check::{self, Network};
use ascn_report::diagnostic::Diagnostics;
use ascn_report::exhibit::{self, Edition, Exhibit};
use ascn_report::load::{self, Data};
use ascn_report::measure;
use ascn_report::render::{self, Picture};
use ascn_report::rules;
use ascn_report::words::Words;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

pub(super) fn read(folder: &Path) -> Option<(Network, Data)> {
    let mut found = Diagnostics::default();
    let (mut inputs, data) = load::inputs_with_data(folder, &mut found).expect("readable");
    rules::check(&inputs, &mut found);
    if found.has_errors() {
        return None;
    }
    Some((check::network(&mut inputs)?, data))
}

/// The files of an edition and of the comparison with the year before, without pictures, and its exhibits as they are.
pub(super) fn made(network: &Network, data: &Data, place: usize) -> (Bundle, String) {
    let words = Words::english().marking();
    let figures = measure::figures(network, place);
    let edition = Edition {
        network,
        past: &network.years[..=place],
        year: &network.years[place],
        figures: &figures,
        words: &words,
    };
    let exhibits = exhibit::all(edition);
    let audit = audit::audit(network, edition.year, &figures);
    let mut bundle = Bundle::new();
    render::edition(edition, (&exhibits, &stand_ins(&exhibits)), &audit, data.record_lines(), true, &mut bundle)
        .expect("it is made");
    render::data(edition, data, &mut bundle).expect("it is made");
    let mut told = format!("{exhibits:?}");
    if let Some(start) = place.checked_sub(1).and_then(|at| network.years.get(at)) {
        let figures = measure::figures_since(network, place, &[start]);
        let edition = Edition { figures: &figures, ..edition };
        let exhibits = exhibit::comparison(edition, start);
        let _ = write!(told, "{exhibits:?}");
        render::comparison(edition, start, &exhibits, &stand_ins(&exhibits), &mut bundle).expect("it is made");
    }
    (bundle, told)
}

/// Something in the place of each picture: exhibits are compared as they are before they are drawn.
fn stand_ins(exhibits: &[Exhibit]) -> Vec<Picture> {
    let one = |exhibit: &Exhibit| Picture { name: exhibit.name.clone(), inline: Default::default(), files: Vec::new() };
    exhibits.iter().map(one).collect()
}

#[test]
fn no_earlier_edition_rests_on_what_is_listed_later() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cases = std::fs::read_dir(root.join("tests/cases")).expect("the cases").map(|entry| entry.expect("one").path());
    let mut folders: Vec<PathBuf> = cases.map(|case| case.join("inputs")).filter(|folder| folder.is_dir()).collect();
    folders.push(root.join("inputs"));
    let mut looked_at = 0;
    for folder in folders {
        let Some((network, data)) = read(&folder) else { continue };
        for place in 0..network.years.len().saturating_sub(1) {
            let (mut then, _) = read(&folder).expect("it was read before");
            then.years.truncate(place + 1);
            let (now, now_told) = made(&network, &data, place);
            let (before, before_told) = made(&then, &data, place);
            let differ: Vec<&str> =
                now.files().filter(|(path, bytes)| before.get(path) != Some(*bytes)).map(|(path, _)| path).collect();
            let year = network.years[place].year;
            assert!(differ.is_empty() && now.len() == before.len(), "{}, {year}: {differ:?}", folder.display());
            assert!(now_told == before_told, "{}, {year}: an exhibit", folder.display());
            looked_at += 1;
        }
    }
    assert!(looked_at >= 15, "only {looked_at} editions have a later one");
}
