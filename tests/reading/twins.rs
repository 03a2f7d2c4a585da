//! Doubled titles in a large city: found by an index, and as surely as by comparing each with each.

use super::Inbox;
use ascn_report::diagnostic::distance;
use std::fmt::Write as _;

/// Numbers that follow from the one before (D. H. Lehmer's generator, with the multiplier of Park and Miller, 1988).
struct Dice(u64);

impl Dice {
    fn throw(&mut self, sides: usize) -> usize {
        self.0 = self.0 * 48_271 % 0x7fff_ffff;
        usize::try_from(self.0).unwrap_or_default() % sides
    }
}

/// A title, or one that was typed already with up to three slips.
fn title(titles: &[String], dice: &mut Dice) -> String {
    const WORDS: [&str; 6] = ["Garden", "Bridge", "Harbour", "Market", "Lantern", "River"];
    if titles.is_empty() || dice.throw(3) > 0 {
        let words: Vec<&str> = (0..=dice.throw(4)).map(|_| WORDS[dice.throw(WORDS.len())]).collect();
        let number = if dice.throw(4) == 0 { format!(" {}", dice.throw(3)) } else { String::new() };
        return format!("Example {}{number}", words.join(" "));
    }
    let mut letters: Vec<char> = titles[dice.throw(titles.len())].chars().collect();
    for _ in 0..dice.throw(4) {
        let place = 1 + dice.throw(letters.len() - 2);
        match dice.throw(4) {
            0 => letters[place] = 'x',
            1 => letters.insert(place, 'y'),
            2 => letters.swap(place, place - 1),
            _ => drop(letters.remove(place)),
        }
    }
    letters.into_iter().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether two titles are near, said again in the plainest way.
fn is_near(one: &str, other: &str) -> bool {
    let plain =
        |title: &str| title.to_lowercase().chars().filter(|c| c.is_alphanumeric()).take(120).collect::<String>();
    let digits = |title: &str| title.chars().filter(char::is_ascii_digit).collect::<String>();
    let (a, b) = (plain(one), plain(other));
    let (long, short) = (a.chars().count().max(b.chars().count()), a.chars().count().min(b.chars().count()));
    digits(one) == digits(other) && (a == b || (short >= 12 && long - short <= 2 && distance(&a, &b) <= 2))
}

#[test]
fn every_pair_of_near_titles_is_found() {
    let mut pairs = 0;
    // With so many titles the index is used; with fewer, each is compared with each.
    for (seed, count) in [(1, 300), (2, 300), (3, 300), (4, 257), (5, 256), (6, 200)] {
        let mut dice = Dice(seed);
        let mut titles: Vec<String> = Vec::new();
        let inbox = Inbox::new();
        let mut text = String::from("year: 2024\nas_of: 2024-09-25\nsources: []\nrecords:\n");
        let mut expected = Vec::new();
        for number in 0..count {
            let new = title(&titles, &mut dice);
            if let Some(twin) = titles.iter().find(|other| is_near(&new, other)) {
                expected.push(format!("“{new}” and “{twin}” of Example City look like one project"));
            }
            let _ = writeln!(
                text,
                "  - {{id: project-{number}, city: example-city, title: '{new}', focus_area: open-places, \
                 status: planning, description: Is an example.}}"
            );
            titles.push(new);
        }
        inbox.write("2024.yaml", &text);
        let (inputs, found) = inbox.look();
        let sorted = found.sorted(&inputs.sources);
        let twins = sorted.iter().filter(|fault| fault.code == "near-duplicate");
        let mut told: Vec<String> = twins.map(|fault| fault.message.clone()).collect();
        pairs += expected.len();
        told.sort();
        expected.sort();
        assert_eq!(told, expected, "seed {seed}");
    }
    assert!(pairs > 200, "only {pairs} pairs were tried");
}

#[test]
fn a_title_that_stays_for_years_meets_its_twin_in_the_year_in_which_it_has_one() {
    // The same title in two years, beside a near one in the second; and in another city one title twice in one year.
    let lists = [
        (2022, "example-city", ["Garden of the harbour", "Bridge over the river"]),
        (2023, "example-city", ["Garden of the harbour", "Gardens of the harbour"]),
        (2024, "sample-town", ["Garden of the harbour", "Garden of the harbour"]),
    ];
    let inbox = Inbox::new();
    for (year, city, titles) in lists {
        let mut text = format!("year: {year}\nas_of: {year}-09-25\nsources: []\nrecords:\n");
        for (number, title) in titles.iter().enumerate() {
            let _ = writeln!(
                text,
                "  - {{id: {city}-{number}-{title_id}, city: {city}, title: {title}, focus_area: open-places, \
                 status: planning, description: Is an example.}}",
                title_id = title.len()
            );
        }
        inbox.write(&format!("{year}.yaml"), &text);
    }
    let (inputs, found) = inbox.look();
    let sorted = found.sorted(&inputs.sources);
    let twins = sorted.iter().filter(|fault| fault.code == "near-duplicate");
    let told: Vec<String> = twins
        .filter_map(|fault| Some(format!("{}: {}", inputs.sources.get(fault.place?.file)?.path(), fault.message)))
        .map(|told| told.rsplit('/').next().unwrap_or_default().to_owned())
        .collect();
    let pair = |year: i32, one: &str, city: &str| {
        format!("{year}.yaml: “{one}” and “Garden of the harbour” of {city} look like one project")
    };
    let expected =
        [pair(2023, "Gardens of the harbour", "Example City"), pair(2024, "Garden of the harbour", "Sample Town")];
    assert_eq!(told, expected);
}
