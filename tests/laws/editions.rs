//! The figures of a year are the same, whoever asks for them.

use ascn_report::measure::{Editions as _, Figures, Ground, Measured, Value};

use super::figures::each;

/// A year of which no edition is made is measured for its texts alone: with the same numbers, and nothing behind them.
#[test]
fn a_year_is_measured_alike_for_its_texts_and_for_its_edition() {
    let mut kept = 0;
    for (at, law) in each().enumerate() {
        let ground = Ground::of(&law.network);
        let made = at % law.figures.len();
        let measured = Measured::of(&ground, &[made]);
        assert_eq!(measured.count(), law.figures.len());
        for (place, own) in law.figures.iter().enumerate() {
            let asked = measured.at(place).expect("every year has figures");
            let values = |figures: &Figures| -> Vec<(String, Value)> {
                figures.all().iter().map(|figure| (figure.id.clone(), figure.value)).collect()
            };
            assert_eq!(values(asked), values(own), "{}, {}", law.name, own.year);
            let records = |figures: &Figures| figures.all().iter().map(|one| one.receipt.records.len()).sum::<usize>();
            assert_eq!(records(asked), if place == made { records(own) } else { 0 }, "{}, {}", law.name, own.year);
            kept += records(asked);
        }
        let years: Vec<(usize, i32)> = measured.into_made().iter().map(|(at, figures)| (*at, figures.year)).collect();
        assert_eq!(years, [(made, law.figures[made].year)], "{}", law.name);
    }
    assert!(kept > 10_000, "only {kept} records stand behind the figures of the editions that are made");
}
