//! How sure values are: every value has one grade.

use ascn_report::measure::{GRADED, grade_id};
use ascn_report::terms::{Confidence, Grade};

use super::figures::each;

#[test]
fn the_grades_of_every_kind_of_value_add_up_to_the_records() {
    let mut added = 0;
    for measured in each() {
        for (place, figures) in measured.figures.iter().enumerate() {
            for field in GRADED {
                let counts: Vec<Option<u32>> =
                    Grade::ALL.iter().map(|grade| figures.count(&grade_id(field, *grade))).collect();
                match &measured.rows[place] {
                    None => assert!(counts.iter().all(Option::is_none), "{}, {field}", measured.name),
                    Some(rows) => {
                        let sum: u32 = counts.into_iter().flatten().sum();
                        assert_eq!(sum as usize, rows.len(), "{}, {field}", measured.name);
                        let silent = |row: &&std::collections::BTreeMap<String, String>| match field {
                            "status" => row["status"] == "not-stated",
                            "project-type" => !row.contains_key("project_type"),
                            _ => false,
                        };
                        let silent = rows.iter().filter(silent).count();
                        let counted = figures.count(&grade_id(field, Grade::NotStated));
                        assert_eq!(counted.map(|count| count as usize), Some(silent), "{}, {field}", measured.name);
                        added += 1;
                    }
                }
            }
        }
    }
    assert!(added > 1_000, "only {added} kinds of values were added up");
}

#[test]
fn what_is_not_stated_is_never_told_as_anything_better() {
    let confidences: Vec<Option<Confidence>> =
        Confidence::WORDS.iter().map(|word| Confidence::parse(word)).chain([None]).collect();
    for doubt in confidences {
        for is_carried in [false, true] {
            assert_eq!(Grade::of(false, is_carried, doubt), Grade::NotStated);
            assert_ne!(Grade::of(true, true, doubt), Grade::Reported, "carried forward is not reported");
        }
        let is_reported = Grade::of(true, false, doubt) == Grade::Reported;
        assert_eq!(is_reported, matches!(doubt, None | Some(Confidence::Published)), "{doubt:?}");
    }
}
