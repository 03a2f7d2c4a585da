//! What is kept of final editions: each figure once, and only of what is final.

use crate::diagnostic::Diagnostics;
use crate::load::written::Inputs;
use crate::source::Place;
use std::collections::BTreeMap;

/// Figures are kept of final editions only, and each once.
pub(super) fn seals(inputs: &Inputs, found: &mut Diagnostics) {
    for seal in &inputs.seals {
        let year = seal.year.value;
        let snapshot = inputs.snapshots.iter().find(|snapshot| snapshot.year.value == year);
        if snapshot.is_none_or(|snapshot| snapshot.final_since.is_empty() && !snapshot.gaps.published) {
            found
                .error(
                    "idle-seal",
                    seal.year.place,
                    format!("the figures of {year} are kept, and no snapshot says that its edition is final"),
                )
                .help("write `final:` with the day at the top of the snapshot, or remove this file");
        }
        let mut seen: BTreeMap<&str, Place> = BTreeMap::new();
        for figure in &seal.figures {
            let first = *seen.entry(&figure.id.value).or_insert(figure.id.place);
            if first != figure.id.place {
                found
                    .error(
                        "duplicate-id",
                        figure.id.place,
                        format!("the figure `{}` stands here twice", figure.id.value),
                    )
                    .also(first, "first here")
                    .help(format!("print the file anew from the inputs of that day: `ascn-report seal {year}`"));
            }
        }
    }
}
