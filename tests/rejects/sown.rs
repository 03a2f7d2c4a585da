//! Sixty faults of many kinds, sown into one folder by dice: with and without faults of syntax, several in one file.

use super::fixture::{Report, base, compare, names};
use super::reports;
use ascn_report::{Scope, make};
use std::fs;

/// A sound record; each fault is sown into one of its own.
const RECORD: &str = "  - id: ⟦id⟧
    city: example-city
    number: ⟦number⟧
    title: ⟦title⟧
    focus_area: open-places
    project_type: parks
    status: planning
    description: Lays out an example.
    partners:
      - ids: [example-bank, sample-institute]
        kind: funding
    page: 5
";

/// What is reported, which line it replaces, and by what.
const FAULTS: [(&str, &str, &str); 45] = [
    ("error[unknown-key]", "    page: 5", "    pgae: 5"),
    ("error[unknown-key]", "    page: 5", "    colour: green"),
    ("error[doubled-key]", "    page: 5", "    number: 5"),
    ("error[missing-value]", "    page: 5", "    page:"),
    ("error[missing-value]", "    city: example-city", "    city: ~"),
    ("error[wrong-value]", "    page: 5", "    page: 1,000"),
    ("error[wrong-value]", "    page: 5", "    page: 0x1f"),
    ("error[wrong-value]", "    city: example-city", "    city: Example City"),
    ("error[wrong-value]", "    status: planning", "    status: Planning"),
    ("error[wrong-value]", "    focus_area: open-places", "    focus_area: Open Places"),
    ("error[wrong-value]", "        kind: funding", "        kind: Funding"),
    ("error[wrong-value]", "  - id: ⟦id⟧", "  - id: Example_⟦number⟧"),
    (
        "error[wrong-value]",
        "      - ids: [example-bank, sample-institute]",
        "      - ids: [example-bank sample-institute]",
    ),
    ("error[wrong-kind]", "    page: 5", "    page: [5]"),
    ("error[wrong-kind]", "    title: ⟦title⟧", "    title: {en: Example}"),
    ("error[wrong-kind]", "      - ids: [example-bank, sample-institute]", "      - ids: example-bank"),
    ("error[unknown-reference]", "    city: example-city", "    city: exmaple-city"),
    ("error[unknown-reference]", "    city: example-city", "    city: nowhere"),
    ("error[unknown-reference]", "    status: planning", "    status: planing"),
    ("error[unknown-reference]", "    focus_area: open-places", "    focus_area: open-place"),
    ("error[unknown-reference]", "    project_type: parks", "    project_type: park"),
    ("error[unknown-reference]", "        kind: funding", "        kind: fundng"),
    (
        "error[unknown-reference]",
        "      - ids: [example-bank, sample-institute]",
        "      - ids: [example-bnak, sample-institute]",
    ),
    ("error[unknown-reference]", "    page: 5", "    source: reprot"),
    ("error[hidden-character]", "    title: ⟦title⟧", "    title: \"⟦title⟧\\u200b\""),
    ("error[not-composed]", "    title: ⟦title⟧", "    title: ⟦title⟧ Cafe\u{301}"),
    ("error[mixed-letters]", "    title: ⟦title⟧", "    title: ⟦title⟧ P\u{430}rk"),
    ("error[missing-key]", "  - id: ⟦id⟧\n    city: example-city\n", "  - id: ⟦id⟧\n"),
    ("warning[type-outside-area]", "    project_type: parks", "    project_type: rivers"),
    ("error[yaml-syntax]", "    title: ⟦title⟧", "    title: Phase 2: ⟦title⟧"),
    ("error[yaml-syntax]", "    title: ⟦title⟧", "    title: '⟦title⟧"),
    ("error[yaml-syntax]", "    title: ⟦title⟧", "    title: 'Example's ⟦title⟧'"),
    ("error[yaml-syntax]", "    title: ⟦title⟧", "    title:⟦title⟧"),
    ("error[yaml-syntax]", "    title: ⟦title⟧", "    title = ⟦title⟧"),
    ("error[yaml-syntax]", "    title: ⟦title⟧", "    title ⟦title⟧"),
    ("error[yaml-syntax]", "    title: ⟦title⟧", "    title： ⟦title⟧"),
    ("error[yaml-syntax]", "    title: ⟦title⟧", "    title:\u{a0}⟦title⟧"),
    ("error[yaml-syntax]", "    title: ⟦title⟧", "     title: ⟦title⟧"),
    ("error[yaml-syntax]", "    title: ⟦title⟧", "   title: ⟦title⟧"),
    ("error[yaml-syntax]", "    title: ⟦title⟧", "\ttitle: ⟦title⟧"),
    ("error[yaml-syntax]", "    title: ⟦title⟧", "    title: &example ⟦title⟧"),
    ("error[yaml-syntax]", "    title: ⟦title⟧", "    title: !text ⟦title⟧"),
    ("error[yaml-syntax]", "    title: ⟦title⟧", "    title: @⟦title⟧"),
    (
        "error[yaml-syntax]",
        "      - ids: [example-bank, sample-institute]",
        "      - ids: [example-bank, sample-institute",
    ),
    ("error[yaml-syntax]", "    description: Lays out an example.", "    description: Lays out\n    an example."),
];

/// Numbers that follow from the one before (D. H. Lehmer's generator, with the multiplier of Park and Miller, 1988).
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0 * 48_271 % 0x7fff_ffff;
        usize::try_from(self.0).unwrap_or_default() % sides
    }
}

/// A record of that number, and the fault that is sown into it with the line of the record at which it stands.
fn record(number: usize, fault: Option<&(&str, &str, &str)>) -> (String, Option<usize>) {
    let (mut text, mut line) = (RECORD.to_owned(), None);
    if let Some((_, old, new)) = fault {
        let at = text.find(old).expect("the line is there");
        let below = usize::from(new.contains("\n    an"));
        line = Some(text[..at].lines().count() + below);
        text.replace_range(at..at + old.len(), new);
    }
    let words = ["Alder", "Birch", "Cedar", "Douglas", "Elder", "Figs", "Ginkgo", "Hazel", "Ironwood", "Juniper"];
    let title = format!("{} and {} of the {}", words[number % 10], words[number / 10 % 10], words[number / 100]);
    let text = text.replace("⟦id⟧", &format!("sown-{number}")).replace("⟦number⟧", &(number + 10).to_string());
    (text.replace("⟦title⟧", &format!("{title} {number}")), line)
}

/// The end of a file with so many records that were sown into, and what must be reported of it.
fn sown(name: &str, head: &str, start: usize, count: usize, dice: &mut Dice) -> (String, Vec<Report>) {
    let (mut text, mut expected) = (head.to_owned(), Vec::new());
    for number in start..start + count {
        let sound = dice.throw(3);
        for filler in 0..sound {
            text.push_str(&record(300 + number * 2 + filler, None).0);
        }
        let fault = &FAULTS[(number + dice.throw(FAULTS.len())) % FAULTS.len()];
        let (record, line) = record(number, Some(fault));
        let line = text.lines().count() + 1 + line.expect("a fault has a line");
        expected.push(Report { at: Some((name.to_owned(), line)), mark: fault.0.to_owned() });
        text.push_str(&record);
    }
    (text, expected)
}

#[test]
fn sixty_sown_faults_are_reported_and_nothing_else() {
    for seed in 1..=20 {
        let dice = &mut Dice(seed);
        let folder = tempfile::tempdir().expect("there is room");
        for name in names(&base()) {
            fs::copy(base().join(&name), folder.path().join(&name)).expect("it can be copied");
        }
        let mut expected = Vec::new();
        let text = |name: &str| fs::read_to_string(base().join(name)).expect("it is text");
        let next = "year: 2025\nas_of: 2025-09-30\nsources:\n  - id: report\n    document: Example report\nrecords:\n";
        fs::create_dir(folder.path().join("2025")).expect("it is new");
        let files = [
            ("2023.yaml", text("2023.yaml"), 15),
            ("2024.yaml", text("2024.yaml"), 30),
            ("2025/example-city.yaml", next.to_owned(), 15),
        ];
        for (place, (name, head, count)) in files.into_iter().enumerate() {
            let (text, own) = sown(name, &head, 30 * place, count, dice);
            fs::write(folder.path().join(name), text).expect("there is room");
            expected.extend(own);
        }
        let outcome = make(folder.path(), &folder.path().join("none"), Scope::All).expect("the inputs can be read");
        let mut found = reports(&outcome, &format!("{}/", folder.path().display()));
        // With so many new records the published totals are wrong, and projects come and go.
        let is_wished =
            |report: &Report| ["total-differs", "vanished-project"].iter().any(|code| report.mark.contains(code));
        found.retain(|report| !is_wished(report));
        expected.sort();
        assert_eq!(expected.len(), 60);
        let wrong = compare(&expected, &found);
        assert!(wrong.is_empty(), "seed {seed}:\n{}", wrong.join("\n"));
    }
}
