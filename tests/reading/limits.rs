//! Every limit that README lists, at its last unit and one behind it.

use super::Inbox;
use ascn_report::cli::SHOWN;
use ascn_report::diagnostic::{Diagnostics, KEPT, Severity, Style, json, render};
use ascn_report::load::shape::{LONGEST_ID, LONGEST_TEXT, MOST_DIGITS, is_id};
use ascn_report::load::{self, DEEPEST, Folder, LARGEST_FILE, MOST_BREAKS};
use ascn_report::rules::{FEW, MOST_CANDIDATES, MOST_COMPARISONS};
use ascn_report::source::{LONGEST_LINE, MOST_LINES};
use std::fmt::Write as _;
use std::fs;

/// The names of the faults in a snapshot in which one piece of text was exchanged.
fn faults(from: &str, to: &str) -> Vec<&'static str> {
    let inbox = Inbox::new();
    let text = inbox.text("2024.yaml");
    assert!(text.contains(from), "{from}");
    inbox.write("2024.yaml", &text.replace(from, to));
    let (inputs, found) = inbox.look();
    found.sorted(&inputs.sources).iter().map(|fault| fault.code).collect()
}

#[test]
fn values_are_held_to_their_limits() {
    let title = |count: usize| faults("Model Well", &"ม".repeat(count));
    assert_eq!(title(LONGEST_TEXT), [""; 0]);
    assert_eq!(title(LONGEST_TEXT + 1), ["long-text"]);
    let id = |count: usize| faults("id: model-well", &format!("id: {}", "x".repeat(count)));
    assert_eq!(id(LONGEST_ID), [""; 0]);
    assert_eq!(id(LONGEST_ID + 1), ["wrong-value"]);
    let number = |count: usize| faults("number: 3", &format!("number: {}", "9".repeat(count)));
    assert_eq!(number(MOST_DIGITS), [""; 0]);
    assert_eq!(number(MOST_DIGITS + 1), ["wrong-value"]);
    // The file, its list and the record are three; one list in the other makes up the rest.
    let depth = |count: usize| {
        let lists = count - 3;
        faults("title: Model Well", &format!("title: {}{}", "[".repeat(lists), "]".repeat(lists)))
    };
    assert_eq!(depth(DEEPEST), ["wrong-kind"]);
    assert_eq!(depth(DEEPEST + 1), ["yaml-syntax"]);
}

#[test]
fn files_are_held_to_their_limit() {
    let inbox = Inbox::new();
    let text = format!("{}#{}\n", inbox.text("2024.yaml"), "x".repeat(5000));
    inbox.write("2024.yaml", &text);
    let length = text.len() as u64;
    let faults = |largest_file: u64| {
        let mut found = Diagnostics::default();
        let path = inbox.at("");
        let inputs =
            load::inputs(Folder { path: &path, largest_file, unwritten: None }, &mut found).expect("readable inputs");
        found.sorted(&inputs.sources).iter().map(|fault| fault.code).collect::<Vec<_>>()
    };
    assert_eq!(faults(length), [""; 0], "no other file is longer");
    assert_eq!(faults(length - 1), ["long-file"]);
    assert_eq!(Folder::from("inputs").largest_file, LARGEST_FILE);
}

#[test]
fn the_longest_file_can_be_set() {
    let inbox = Inbox::new();
    let text = inbox.text("2024.yaml");
    let filled = |length: usize| format!("{text}#{}\n", "x".repeat(length - text.len() - 2));
    for (length, code) in [(1 << 20, 0), ((1 << 20) + 1, 1)] {
        inbox.write("2024.yaml", &filled(length));
        for command in [&["check"][..], &["build"], &["new", "2025", "--from", "2024"]] {
            let (ended, _, told) = inbox.run(&[command, &["--largest-file", "1"]].concat());
            assert_eq!(ended, Some(code), "{command:?}: {told}");
            assert_eq!(told.contains("longer than 1048576 bytes"), code == 1, "{told}");
        }
        assert_eq!(inbox.run(&["check"]).0, Some(0), "it is far shorter than what is read by default");
    }
    assert_eq!(inbox.run(&["check", "--largest-file", "4095"]).0, Some(0), "the largest that can be set");
    for wrong in ["0", "4096", "many"] {
        assert_eq!(inbox.run(&["check", "--largest-file", wrong]).0, Some(2), "{wrong}");
    }
}

#[test]
fn so_many_faults_of_syntax_are_looked_for_in_a_file() {
    for (count, is_read) in [(MOST_BREAKS - 1, true), (MOST_BREAKS, false), (MOST_BREAKS + 1, false)] {
        let inbox = Inbox::new();
        let mut text = inbox.text("2024.yaml");
        for number in 0..=count {
            let title = if number < count { "Phase 2: Broken" } else { "Sound" };
            let city = if number < count { "example-city" } else { "nowhere" };
            let _ = writeln!(
                text,
                "  - id: broken-{number}\n    city: {city}\n    title: {title}\n    focus_area: open-places\n    \
                 status: planning\n    description: Is an example."
            );
        }
        inbox.write("2024.yaml", &text);
        let (inputs, found) = inbox.look();
        let sorted = found.sorted(&inputs.sources);
        let of = |code: &str| sorted.iter().filter(|fault| fault.code == code).count();
        assert_eq!(of("yaml-syntax"), count.min(MOST_BREAKS));
        assert_eq!(of("unknown-reference"), usize::from(is_read), "{count}");
        let says_so = sorted.iter().flat_map(|fault| &fault.help).filter(|help| help.contains("is not read")).count();
        assert_eq!(says_so, usize::from(!is_read), "{count}");
    }
}

/// A folder with so many wrong addresses.
fn wrong_addresses(count: usize) -> Inbox {
    let inbox = Inbox::new();
    let mut sources = String::from("sources:\n  - id: report\n    document: Example report of 2024\n");
    for number in 0..count {
        let _ = writeln!(sources, "  - {{id: report-{number}, document: Example, address: never}}");
    }
    let text = inbox.text("2024.yaml");
    let (start, end) = (text.find("sources:"), text.find("defaults:"));
    let (start, end) = (start.expect("it is there"), end.expect("it is there"));
    inbox.write("2024.yaml", &format!("{}{sources}{}", &text[..start], &text[end..]));
    inbox
}

#[test]
fn two_hundred_faults_are_shown_and_all_are_counted() {
    for (count, rest) in [(SHOWN, None), (SHOWN + 1, Some("… and 1 more; `check --format json` lists them all."))] {
        let (code, _, told) = wrong_addresses(count).run(&["check"]);
        assert_eq!(code, Some(1));
        assert_eq!(told.matches("error[wrong-value]").count(), SHOWN);
        assert_eq!(told.lines().find(|line| line.starts_with('…')), rest);
        assert!(
            told.contains(&format!("{count} errors and 0 warnings found.")),
            "{}",
            told.lines().last().unwrap_or("")
        );
    }
}

#[test]
fn ten_thousand_faults_are_kept_and_all_are_counted() {
    for (count, dropped) in [(KEPT, 0), (KEPT + 1, 1), (KEPT + 500, 500)] {
        let inbox = wrong_addresses(count);
        let (mut inputs, found) = inbox.look();
        load::reread(&mut inputs.sources, &found, std::iter::empty());
        assert_eq!((found.count(Severity::Error), found.dropped()), (count, dropped));
        let listed = json(&found, &inputs.sources);
        let listed = listed.as_array().expect("a list");
        assert_eq!(listed.len(), KEPT);
        assert!(listed.iter().all(|fault| fault["line"].as_u64() > Some(5)), "each is shown at its line");
    }
    let inbox = wrong_addresses(KEPT + 1);
    let (code, listed, told) = inbox.run(&["check", "--format", "json"]);
    assert_eq!((code, told.trim()), (Some(1), "… and 1 more; the first 10000 are listed."));
    assert_eq!(listed.matches("\"wrong-value\"").count(), KEPT);
    let (_, _, told) = inbox.run(&["check"]);
    assert!(told.contains("… and 9801 more; `check --format json` lists the first 10000."), "{told}");
    assert!(told.contains("10001 errors and 0 warnings found."), "{told}");
}

#[test]
fn an_error_is_kept_before_a_warning() {
    let inbox = Inbox::new();
    let mut text = inbox.text("2024.yaml").replace("office: Example Office", "office: Dr. Example Person");
    text = text.replacen("value: 3", &format!("value: {}", 3 + KEPT), 1);
    for number in 1..=KEPT {
        let _ = writeln!(
            text,
            "  - {{id: moved-{number}, city: example-city, project_type: rivers, title: Moved {number}, \
             focus_area: open-places, status: planning, description: Is of another area.}}"
        );
    }
    inbox.write("2024.yaml", &text);
    let (inputs, found) = inbox.look();
    let kept = found.sorted(&inputs.sources);
    // The rule on contacts looks last of all.
    assert_eq!(kept.iter().filter(|fault| fault.code == "contact-details").count(), 1);
    assert_eq!(kept.len(), KEPT);
    assert_eq!((found.count(Severity::Error), found.count(Severity::Warning), found.dropped()), (1, KEPT, 1));
}

#[test]
fn so_many_bytes_of_lines_are_kept_to_be_shown() {
    let inbox = Inbox::new();
    fs::remove_file(inbox.at("2023.yaml")).expect("it is there");
    // The line before the first fault is kept with it.
    let before = "records:\n";
    let head = format!("year: 2024\nas_of: 2024-09-25\nsources: []\n{before}");
    let write = |longer: usize| {
        let mut text = head.clone();
        let mut rest = MOST_LINES - before.len() + longer;
        let mut number = 0;
        while rest > 0 {
            // The last two lines share what is left, so that neither is too short for a record.
            let is_last = rest <= LONGEST_LINE;
            let length = if is_last { rest } else { LONGEST_LINE.min(rest - LONGEST_LINE / 2) };
            let record = format!(
                "- {{id: wall-{number}, city: example-city, title: Wall {number} of them, focus_area: open-places, \
                 status: planning, description: Is a wall., pgae: {number}}} #"
            );
            let _ = writeln!(text, "{record}{}", "x".repeat(length - 1 - record.len()));
            rest -= length;
            number += 1;
        }
        inbox.write("2024.yaml", &text);
        number
    };
    for (longer, hidden) in [(0, 0), (1, 1)] {
        let count = write(longer);
        let (mut inputs, found) = inbox.look();
        load::reread(&mut inputs.sources, &found, std::iter::empty());
        let sorted = found.sorted(&inputs.sources);
        let faults: Vec<_> = sorted.iter().filter(|fault| fault.code == "unknown-key").collect();
        assert_eq!(faults.len(), count);
        let shown = faults.iter().map(|fault| render(fault, &inputs.sources, Style::Plain));
        let is_shown = |text: &String| text.contains("pgae: ");
        assert_eq!(shown.filter(is_shown).count(), count - hidden, "{longer} bytes more than {MOST_LINES}");
    }
}

#[test]
fn so_many_words_are_compared_to_find_the_nearest() {
    const CITIES: usize = 2000;
    let inbox = Inbox::new();
    let mut register = String::from("sources: []\ncities:\n");
    for number in 0..CITIES {
        let _ = writeln!(
            register,
            "  - {{id: example-city-{number}, name: Example City {number}, member_state: exampleland, joined: 2018}}"
        );
    }
    inbox.write("cities.yaml", &register);
    fs::remove_file(inbox.at("2023.yaml")).expect("it is there");
    for (unknown, is_proposed) in [(MOST_COMPARISONS / CITIES, true), (MOST_COMPARISONS / CITIES + 1, false)] {
        let mut text = String::from("year: 2024\nas_of: 2024-09-25\nsources: []\nrecords:\n");
        for number in 1..=unknown {
            let city = if number < unknown { "x" } else { "exmaple-city-1" };
            let _ = writeln!(
                text,
                "  - {{id: project-{number}, city: {city}, title: 'Number {number}', focus_area: open-places, \
                 status: planning, description: Is an example.}}"
            );
        }
        inbox.write("2024.yaml", &text);
        let (inputs, found) = inbox.look();
        let sorted = found.sorted(&inputs.sources);
        let faults: Vec<_> = sorted.iter().filter(|fault| fault.code == "unknown-reference").collect();
        assert_eq!(faults.len(), unknown, "{:?}", faults.last());
        let proposes = faults.iter().any(|fault| fault.help.iter().any(|help| help.contains("example-city-1")));
        assert_eq!(proposes, is_proposed, "{unknown} words");
    }
}

/// In a large city a title is compared with the first titles that share a piece of it, and not with all.
#[test]
fn so_many_titles_of_a_large_city_are_compared() {
    let letter = |number: usize| char::from(b"abcdefghijklmnopqrstuvwxyz"[number % 26]);
    let letters = |number: usize| format!("{0}{0}{0}{1}{1}{1}", letter(number), letter(number / 26));
    let tail = "kiosk beside the bridge over the long river";
    for (others, is_found) in [(MOST_CANDIDATES - 1, true), (MOST_CANDIDATES, false)] {
        let inbox = Inbox::new();
        let mut titles: Vec<String> = (0..others).map(|number| format!("{} {tail}", letters(number))).collect();
        titles.push(format!("Garden {tail}"));
        titles.extend((0..FEW).map(|number| format!("Sample {number}")));
        titles.push(format!("Gorden {tail}"));
        let mut text = String::from("year: 2024\nas_of: 2024-09-25\nsources: []\nrecords:\n");
        for (number, title) in titles.iter().enumerate() {
            let _ = writeln!(
                text,
                "  - {{id: project-{number}, city: example-city, title: {title}, focus_area: open-places, \
                 status: planning, description: Is an example.}}"
            );
        }
        inbox.write("2024.yaml", &text);
        let (inputs, found) = inbox.look();
        let sorted = found.sorted(&inputs.sources);
        let twins: Vec<_> = sorted.iter().filter(|fault| fault.code == "near-duplicate").collect();
        assert_eq!(twins.len(), usize::from(is_found), "{others} others: {twins:?}");
    }
}

/// Every text of up to five of these letters is an id where lower-case letters, digits and single hyphens make it one.
#[test]
fn an_id_is_parts_of_letters_and_digits_with_single_hyphens_between() {
    let is_plain = |part: &str| !part.is_empty() && part.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9'));
    let mut texts = vec![String::new()];
    for _ in 0..5 {
        let longer = |text: &String| ["a", "z", "9", "-", "A", "_", "é"].map(|letter| format!("{text}{letter}"));
        texts.extend(texts.iter().flat_map(longer).collect::<Vec<_>>());
        texts.sort();
        texts.dedup();
    }
    for text in texts {
        assert_eq!(is_id(&text), text.split('-').all(is_plain), "{text:?}");
    }
    assert!(is_id(&"a".repeat(LONGEST_ID)) && !is_id(&"a".repeat(LONGEST_ID + 1)));
}
