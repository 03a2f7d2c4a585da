//! Every figure can be made again from its receipt alone.

use std::collections::BTreeMap;
use std::path::Path;

use ascn_report::check::Network;
use ascn_report::measure::{self, Figure, Figures, Value};
use ascn_report::terms::Basis;

use super::figures::{each, network};

/// What a figure is by its receipt: the records and entries it names, and the figures it is made from. What was published
/// is read in the published block, which the receipt names by basis and id.
fn again(figure: &Figure, figures: &Figures, network: &Network) -> Result<Value, String> {
    let receipt = &figure.receipt;
    if let Value::RankChange { .. } = figure.value {
        let ends = receipt.of.iter().filter_map(|id| match figures.get(id)?.value {
            Value::Rank(rank) => Some(rank),
            _ => None,
        });
        return match ends.collect::<Vec<u32>>().as_slice() {
            [from, to] => Ok(Value::RankChange { from: *from, to: *to }),
            ends => Err(format!("{} places", ends.len())),
        };
    }
    let counts: Option<Vec<u32>> = receipt.of.iter().map(|id| figures.count(id)).collect();
    let counts = counts.ok_or("it is made from a figure that is no count")?;
    let listed = u32::try_from(receipt.records.len() + receipt.entries.len()).map_err(|error| error.to_string())?;
    let share = |part: u32, whole: u32| measure::Share::new(part, whole).ok_or("a share of nothing");
    match (figure.value, counts.as_slice()) {
        // What is quoted is found where it was printed; its law is that of publications.
        (value @ (Value::Count(_) | Value::Printed(_)), []) if receipt.definition == "definition-quoted" => Ok(value),
        (Value::Count(_), of) if receipt.definition == "definition-marks" => Ok(Value::Count(of.iter().sum())),
        (Value::Count(_), []) if receipt.basis == Some(Basis::Published) => {
            published(&figure.id, figures.year, network)
        }
        (Value::Count(_), []) => Ok(Value::Count(listed)),
        (Value::Change { .. }, []) => {
            let left = u32::try_from(receipt.left.len() + receipt.gone.len()).map_err(|error| error.to_string())?;
            Ok(Value::Change { from: left, to: listed })
        }
        (Value::Share(_), [part, whole]) => Ok(Value::Share(share(*part, *whole)?)),
        (Value::Change { .. }, [from, to]) => Ok(Value::Change { from: *from, to: *to }),
        (Value::Growth { .. }, [from, to]) if *from >= 10 => Ok(Value::Growth { from: *from, to: *to }),
        (Value::Points { .. }, [a, b, c, d]) => Ok(Value::Points { from: share(*a, *b)?, to: share(*c, *d)? }),
        (Value::Rank(_), [own, others @ ..]) => {
            let larger = others.iter().filter(|count| *count > own).count();
            Ok(Value::Rank(u32::try_from(larger + 1).map_err(|error| error.to_string())?))
        }
        (value, of) => Err(format!("{value:?} cannot be made from {} figures", of.len())),
    }
}

/// The total that was published of the year in the id, or of the edition's.
fn published(id: &str, year: i32, network: &Network) -> Result<Value, String> {
    let (name, year) = match id.split_once("published-in-").or_else(|| id.split_once("in-")) {
        Some((name, year)) => (name, year.parse().map_err(|_| "no year in the id")?),
        None => (id, year),
    };
    let wanted = if name.starts_with("projects") { measure::projects } else { measure::partnerships };
    let series = wanted(&network.years);
    let total = series.years.iter().find(|total| total.year == year).ok_or("no such year")?;
    let (printed, _) = total.published.ok_or_else(|| format!("nothing was published of {year}"))?;
    // Years are compared on what was restated since; what the year itself prints is what was published.
    let is_compared = id.contains("published-in-");
    Ok(Value::Count(total.restated.filter(|_| is_compared).unwrap_or(printed)))
}

/// The value without what it is printed as.
fn exact(value: Value) -> Value {
    let plain = |share: measure::Share| measure::Share { together: None, ..share };
    match value {
        Value::Share(share) => Value::Share(plain(share)),
        Value::Points { from, to } => Value::Points { from: plain(from), to: plain(to) },
        other => other,
    }
}

fn kind(value: Value) -> &'static str {
    match value {
        Value::Count(_) => "count",
        Value::Share(_) => "share",
        Value::Change { .. } => "change",
        Value::Growth { .. } => "growth",
        Value::Points { .. } => "points",
        Value::Printed(_) => "printed share",
        Value::Rank(_) => "rank",
        Value::RankChange { .. } => "rank-change",
        Value::Missing(_) => "missing",
    }
}

#[test]
fn every_figure_is_made_again_from_its_receipt() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cases = ["codes", "ledger", "restated", "small"].map(|case| format!("tests/cases/{case}/inputs"));
    let folders: Vec<String> = std::iter::once("inputs".to_owned()).chain(cases).collect();
    let written = folders.into_iter().map(|folder| {
        let network = network(&root.join(&folder));
        let editions: Vec<Figures> = (0..network.years.len()).map(|place| measure::figures(&network, place)).collect();
        (folder, network, editions)
    });
    let written: Vec<_> = written.collect();
    let made = each().map(|measured| (measured.name.as_str(), &measured.network, &measured.figures));
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for (name, network, editions) in
        made.chain(written.iter().map(|(name, network, all)| (name.as_str(), network, all)))
    {
        for figures in editions {
            for figure in figures.all() {
                *kinds.entry(kind(figure.value)).or_default() += 1;
                if figure.why().is_some() {
                    assert!(figure.receipt.records.is_empty(), "{name}, {}", figure.id);
                    continue;
                }
                let same = again(figure, figures, network).map(|value| value == exact(figure.value));
                let told = || again(figure, figures, network);
                assert_eq!(
                    same,
                    Ok(true),
                    "{name}, {} in {}: {:?} and {:?}",
                    figure.id,
                    figures.year,
                    figure.value,
                    told()
                );
            }
        }
    }
    let known = ["change", "count", "growth", "missing", "points", "printed share", "rank", "rank-change", "share"];
    assert_eq!(kinds.keys().copied().collect::<Vec<_>>(), known);
    assert!(kinds.values().all(|count| *count > 30), "{kinds:?}");
}
