//! Rounding and signs for all small numbers, against whole-number arithmetic of another width.

use ascn_report::terms::{PrintedShare, half_up};
use ascn_report::words::Words;

/// `numerator / denominator` to the nearest whole number, halves up, for what is not below 0.
pub(super) fn nearest(numerator: i128, denominator: i128) -> i128 {
    let (whole, rest) = (numerator / denominator, numerator % denominator);
    if rest * 2 >= denominator { whole + 1 } else { whole }
}

/// Tenths as they are printed, with the sign of `direction`: U+2212 for a fall, nothing where nothing changed.
fn signed(direction: i128, size: &str) -> String {
    match direction {
        0 => size.to_owned(),
        1.. => format!("+{size}"),
        _ => format!("\u{2212}{size}"),
    }
}

fn tenths(tenths: i128) -> String {
    let whole = (tenths / 10).to_string();
    let whole =
        if whole.len() > 3 { format!("{},{}", &whole[..whole.len() - 3], &whole[whole.len() - 3..]) } else { whole };
    format!("{whole}.{}", tenths % 10)
}

/// Growth as it is to be printed; nothing from 0.
pub(super) fn growth(from: u32, to: u32) -> Option<String> {
    let (from, to) = (i128::from(from), i128::from(to));
    let size = (from != 0).then(|| tenths(nearest((to - from).abs() * 1000, from)))?;
    Some(signed(to - from, &format!("{size}%")))
}

/// A difference of shares as it is to be printed.
pub(super) fn points((a, b): (u32, u32), (c, d): (u32, u32)) -> Option<String> {
    let [a, b, c, d] = [a, b, c, d].map(i128::from);
    let difference = c * b - a * d;
    (b * d != 0).then(|| match nearest(difference.abs() * 1000, b * d) {
        // What rounds to nothing has no direction.
        0 => "0.0".to_owned(),
        size => signed(difference, &tenths(size)),
    })
}

/// A share as it is to be printed.
pub(super) fn share(part: u32, whole: u32) -> String {
    match (part, whole) {
        (_, 0) => "not available".to_owned(),
        (part, whole) => match nearest(i128::from(part) * 100, i128::from(whole)) {
            0 if part > 0 => "<1%".to_owned(),
            100 if part < whole => ">99%".to_owned(),
            percent => format!("{percent}%"),
        },
    }
}

#[test]
fn shares_and_rounding_for_all_small_numbers() {
    let words = Words::english();
    // Beyond 200 a part can be under a half per cent, or over 99 and a half.
    for whole in 0..=450_u32 {
        for part in 0..=whole {
            assert_eq!(words.share(part, whole), share(part, whole), "{part} of {whole}");
            let rounded = (whole > 0).then(|| nearest(i128::from(part), i128::from(whole)));
            assert_eq!(half_up(u64::from(part), u64::from(whole)).map(i128::from), rounded, "{part} / {whole}");
            for decimals in 0..=2_u8 {
                let scale = 100 * 10_i128.pow(u32::from(decimals));
                let units = (whole > 0).then(|| nearest(i128::from(part) * scale, i128::from(whole)));
                let printed = PrintedShare::of(part, whole, decimals);
                assert_eq!(printed.map(|share| i128::from(share.units)), units, "{part} of {whole}, {decimals}");
                if let Some(printed) = printed {
                    assert_eq!(PrintedShare::parse(&printed.to_string()), Some(printed), "{part} of {whole}");
                }
            }
        }
    }
}

#[test]
fn growth_and_change_for_all_small_numbers() {
    let words = Words::english();
    for from in 0..=200_u32 {
        for to in 0..=200_u32 {
            assert_eq!(words.growth(from, to), growth(from, to), "from {from} to {to}");
            let size = growth(from, to).map(|text| text.trim_start_matches(['+', '\u{2212}']).to_owned());
            if from != to {
                assert_eq!(words.growth_size(from, to), size, "from {from} to {to}");
            }
            let change = i128::from(to) - i128::from(from);
            assert_eq!(words.change(from, to), signed(change, &change.abs().to_string()), "from {from} to {to}");
        }
    }
}

#[test]
fn points_for_all_shares_of_small_numbers() {
    let words = Words::english();
    for (b, d) in (0..=200_u32).flat_map(|b| [0, 1, 3, 7, 10, 86, 108, 199, 200].map(|d| (b, d))) {
        for (a, c) in
            (0..=b).step_by(1 + b as usize / 12).flat_map(|a| (0..=d).step_by(1 + d as usize / 12).map(move |c| (a, c)))
        {
            assert_eq!(words.points((a, b), (c, d)), points((a, b), (c, d)), "{a}/{b} to {c}/{d}");
        }
    }
}

#[test]
fn numbers_and_signs_as_printed() {
    let words = Words::english();
    assert_eq!(
        ["0", "999", "1,000", "1,234,567"],
        [0, 999, 1000, 1_234_567].map(|n| words.count(n)).each_ref().map(String::as_str)
    );
    assert_eq!(words.change(1500, 250), "\u{2212}1,250");
    assert_eq!(words.growth(53, 65).as_deref(), Some("+22.6%"));
    assert_eq!(words.growth(1, 100).as_deref(), Some("+9,900.0%"));
    assert_eq!(words.growth(10, 10).as_deref(), Some("0.0%"));
    assert_eq!(words.growth(0, 3), None);
    assert_eq!(words.points((1, 3), (1, 3)).as_deref(), Some("0.0"));
    assert_eq!(words.points((1, 2), (1, 4)).as_deref(), Some("\u{2212}25.0"));
    assert_eq!([1, 0, 2].map(|n| words.counted("projects", n)), ["1 project", "0 projects", "2 projects"]);
    let list = |items: &[&str]| words.list(&items.iter().map(|item| (*item).to_owned()).collect::<Vec<_>>());
    assert_eq!(
        [list(&[]), list(&["A"]), list(&["A", "B"]), list(&["A", "B", "C"])],
        ["", "A", "A and B", "A, B and C"]
    );
}
