//! The real record: what the inputs hold is what the reports say, and what was published differs only where it is known to.

use ascn_report::bundle::Bundle;
use ascn_report::check::{Network, network};
use ascn_report::diagnostic::Diagnostics;
use ascn_report::measure::Figures;
use ascn_report::words::Words;
use ascn_report::{Outcome, Scope, audit, load, make, measure, rules};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

fn inputs() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/inputs"))
}

/// The network of the real inputs, which have no fault.
fn record() -> Network {
    let mut found = Diagnostics::default();
    let mut inputs = load::inputs(inputs(), &mut found).expect("the inputs can be read");
    rules::check(&inputs, &mut found);
    let faults: Vec<String> = found.sorted(&inputs.sources).iter().map(|fault| fault.message.clone()).collect();
    assert!(faults.is_empty(), "{faults:#?}");
    network(&mut inputs).expect("sound inputs make a network")
}

fn figures(network: &Network, year: i32) -> Figures {
    let place = network.years.iter().position(|one| one.year == year).expect("the year has a snapshot");
    measure::figures(network, place)
}

fn text(figures: &Figures, id: &str) -> String {
    figures.get(id).map_or_else(|| format!("no figure {id}"), |figure| figure.text(&Words::english()))
}

/// What a figure rests on.
fn basis(figures: &Figures, id: &str) -> &'static str {
    figures.get(id).and_then(|figure| figure.receipt.basis).map_or("none", |basis| basis.word())
}

/// The records of a snapshot, read line by line and without the program: one map of plain keys a record.
fn lines_of(year: i32) -> Vec<BTreeMap<String, String>> {
    let text = std::fs::read_to_string(inputs().join(format!("{year}.yaml"))).expect("the snapshot can be read");
    let mut records: Vec<BTreeMap<String, String>> = Vec::new();
    let after = text.split_once("\nrecords:\n").map_or("", |(_, records)| records);
    for line in after.lines() {
        let (is_first, rest) = match line.strip_prefix("  - ") {
            Some(rest) => (true, rest),
            None => (false, line.strip_prefix("    ").unwrap_or("-")),
        };
        if is_first {
            records.push(BTreeMap::new());
        }
        let is_key = rest.starts_with(|c: char| c.is_ascii_lowercase());
        if let (true, Some((key, value)), Some(record)) = (is_key, rest.split_once(": "), records.last_mut()) {
            record.insert(key.to_owned(), value.to_owned());
        }
    }
    records
}

/// The member state of each city, read without the program.
fn member_states() -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(inputs().join("cities.yaml")).expect("the register can be read");
    let mut city = String::new();
    let mut states = BTreeMap::new();
    for line in text.split_once("\ncities:\n").map_or("", |(_, cities)| cities).lines() {
        if let Some(id) = line.strip_prefix("  - id: ") {
            id.clone_into(&mut city);
        } else if let Some(state) = line.strip_prefix("    member_state: ") {
            states.insert(city.clone(), state.to_owned());
        }
    }
    states
}

#[test]
fn every_count_equals_the_records() {
    let network = record();
    let states = member_states();
    assert_eq!(states.len(), 38);
    for (year, listed) in [(2018, 53), (2022, 77), (2023, 86), (2024, 108)] {
        let figures = figures(&network, year);
        let lines = lines_of(year);
        assert_eq!(lines.len(), listed);
        assert_eq!(figures.count("projects"), Some(u32::try_from(listed).expect("it is small")));
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        for record in &lines {
            for (key, class) in
                [("status", "status"), ("focus_area", "focus-area"), ("project_type", "project-type"), ("city", "city")]
            {
                if let Some(value) = record.get(key) {
                    *counts.entry(format!("projects.by-{class}.{value}")).or_default() += 1;
                }
            }
            let state = &states[&record["city"]];
            *counts.entry(format!("projects.by-member-state.{state}")).or_default() += 1;
            for (key, class) in [("status", "status"), ("focus_area", "focus-area"), ("project_type", "project-type")] {
                if let Some(value) = record.get(key) {
                    *counts.entry(format!("projects.by-member-state.{state}.by-{class}.{value}")).or_default() += 1;
                }
            }
        }
        assert!(counts.len() > 60, "only {} counts in {year}", counts.len());
        for (id, count) in &counts {
            assert_eq!(figures.count(id), Some(*count), "{id} in {year}");
        }
        // What has no record is 0, and nothing is counted that has no record.
        for figure in figures.all() {
            if let measure::Value::Count(count) = figure.value
                && figure.id.starts_with("projects.by-")
                && figure.id.matches(".by-").count() == 1
                && ![".in-", ".bridge.", ".same-cities."].iter().any(|part| figure.id.contains(part))
            {
                assert_eq!(counts.get(&figure.id).copied().unwrap_or(0), count, "{} in {year}", figure.id);
            }
        }
    }
}

#[test]
fn the_years_are_those_that_are_known() {
    let network = record();
    let years: Vec<(i32, Option<usize>, usize, usize)> = network
        .years
        .iter()
        .map(|year| {
            let listed = year.records.as_ref().map(Vec::len);
            let members = measure::members(&network, year).len();
            (year.year, listed, members, measure::member_states(&network, year).len())
        })
        .collect();
    let known = [(2018, Some(53), 26, 10), (2021, None, 26, 10), (2022, Some(77), 26, 10), (2023, Some(86), 29, 10)];
    assert_eq!(years, [known.as_slice(), &[(2024, Some(108), 31, 10)]].concat());
    assert_eq!(network.cities.len(), 38);
    assert_eq!(network.member_states.len(), 11);
}

#[test]
fn growth_says_on_what_it_rests() {
    let network = record();
    let (of_2021, of_2024) = (figures(&network, 2021), figures(&network, 2024));
    let told = |figures: &Figures, id: &str| format!("{} {}", text(figures, id), basis(figures, id));
    assert_eq!(told(&of_2021, "projects.change.2018-to-2021"), "+12 published");
    assert_eq!(told(&of_2021, "projects.growth.2018-to-2021"), "+22.6% published");
    assert_eq!(told(&of_2021, "partnerships.change.2018-to-2021"), "+16 published");
    assert_eq!(told(&of_2021, "partnerships.growth.2018-to-2021"), "+50.0% published");
    assert_eq!(told(&of_2021, "projects.by-focus-area.civic-social"), "not available none");
    assert_eq!(told(&of_2024, "projects.change.2023-to-2024"), "+22 both");
    assert_eq!(told(&of_2024, "projects.growth.2018-to-2024"), "+103.8% both");
    assert_eq!(told(&of_2024, "projects.same-cities.change.2018-to-2024"), "+43 records");
    assert_eq!(told(&of_2024, "partnerships"), "not available none");
    assert_eq!(told(&of_2024, "returns"), "not available none");
    assert_eq!(told(&of_2024, "projects.by-focus-area.industry-innovation.points.2018-to-2024"), "+9.2 records");
    // From 77 to 108 stands on the records of both years.
    let of_2022 = figures(&network, 2022);
    assert_eq!((of_2022.count("projects"), of_2024.count("projects")), (Some(77), Some(108)));
    assert_eq!(told(&of_2024, "projects.by-status.not-stated"), "3 records");
    // The plans of 2018 state no status: unknown, and not none.
    assert_eq!(told(&figures(&network, 2018), "projects.by-status.completed"), "not available none");
}

#[test]
fn traced_partnerships_are_those_of_the_sources() {
    let network = record();
    // Recounted from the rows of the sources, apart from the program: by city and partner.
    let known = [(2018, 5), (2021, 25), (2022, 33), (2023, 36), (2024, 26)];
    for (year, counted) in known {
        let figures = figures(&network, year);
        assert_eq!(figures.count("partnerships.traced"), Some(counted), "{year}");
        let origins = ["external", "domestic", "not-stated"];
        let sum: u32 =
            origins.iter().filter_map(|key| figures.count(&format!("partnerships.traced.by-origin.{key}"))).sum();
        assert_eq!(sum, counted, "{year}");
    }
    let domestic = |year| figures(&network, year).count("partnerships.traced.by-origin.domestic");
    assert_eq!([2022, 2023, 2024].map(domestic), [Some(5), Some(6), Some(3)]);
    let of_2018 = figures(&network, 2018);
    assert_eq!(of_2018.count("partnerships.traced.proposed"), Some(1));
    // What was published is another measure, and stays as it is.
    assert_eq!(of_2018.count("partnerships"), Some(32));
    assert_eq!(text(&figures(&network, 2024), "partnerships"), "not available");
}

/// The audit of the published reports as text, each finding with the fault that a reader of the reports had noted.
fn audited() -> String {
    let network = record();
    let mut items: Vec<[&str; 4]> = include_str!("record/items.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let mut columns = line.split(" | ").map(str::trim);
            std::array::from_fn(|_| columns.next().expect("four columns"))
        })
        .collect();
    let mut told = String::new();
    for (place, year) in network.years.iter().enumerate() {
        let audit = audit::audit(&network, year, &measure::figures(&network, place));
        let (printed, compared, agreeing) = (audit.printed, audit.compared, audit.agreeing);
        let _ = writeln!(told, "{}: {printed} printed, {compared} compared, {agreeing} agreeing", year.year);
        for one in &audit.roundings {
            let shares: Vec<String> = one.shares.iter().map(|(id, share, _)| format!(", {id} {share}")).collect();
            let _ = writeln!(told, "  {} rounded: {:?}{}", bare(one.sheet.key()), one.rule, shares.concat());
        }
        for finding in &audit.findings {
            let first = &finding.differences[0];
            let key = [&year.year.to_string(), bare(first.sheet.key()), &first.figure];
            let item = items.iter().position(|item| item[..3] == key);
            let item = item.map_or("nobody has noted this", |place| items.remove(place)[3]);
            let why = match finding.cause {
                audit::Cause::Explained(_) => "explained",
                audit::Cause::Restated(_) => "restated",
                audit::Cause::Rounding => "rounding",
                audit::Cause::MixedRounding => "mixed rounding",
                audit::Cause::OwnNumbers => "its own numbers",
                audit::Cause::Unknown => "unknown",
            };
            let _ = writeln!(told, "  {why}: {item}");
            for one in &finding.differences {
                let (sheet, kind) = (bare(one.sheet.key()), bare(one.kind.key()));
                let _ =
                    writeln!(told, "    {sheet} {kind} {}: {} printed, {} here", one.figure, one.printed, one.counted);
            }
        }
        assert!(audit.stale.is_empty(), "an explanation of {} explains nothing", year.year);
    }
    assert!(items.is_empty(), "noted, and not found: {items:#?}");
    told
}

/// The name of a pattern without its family.
fn bare(key: &str) -> &str {
    key.split_once('-').map_or(key, |(_, name)| name)
}

#[test]
fn the_audit_finds_what_is_known_of_the_published_reports_and_nothing_else() {
    let told = audited();
    assert!(!told.contains("nobody has noted this"), "{told}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/record/audit.txt");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &told).expect("the expected list can be written");
    }
    assert_eq!(told, std::fs::read_to_string(&path).expect("the expected list is there"));
}

/// Makes all editions in memory.
fn editions() -> (Outcome, Bundle) {
    let mut outcome = make(inputs(), Path::new("no such folder"), Scope::All).expect("the inputs can be read");
    assert!(outcome.misfits.is_empty(), "{:?}", outcome.misfits);
    let bundle = outcome.bundle.take().expect("nothing stands in the way");
    (outcome, bundle)
}

#[test]
fn the_editions_say_what_the_figures_hold() {
    let (outcome, bundle) = editions();
    let made: Vec<(i32, &str, usize)> =
        outcome.editions.iter().map(|made| (made.year, made.projects.as_str(), made.exhibits)).collect();
    assert_eq!(made, [(2018, "53", 10), (2021, "65", 5), (2022, "77", 12), (2023, "86", 12), (2024, "108", 12)]);
    let files: BTreeMap<&str, &[u8]> = bundle.files().collect();
    let page = |path: &str| String::from_utf8(files[path].to_vec()).expect("pages are text");
    for year in [2018, 2021, 2022, 2023, 2024] {
        let figures: Value =
            serde_json::from_slice(files[format!("{year}/figures.json").as_str()]).expect("it is JSON");
        let (html, markdown) = (page(&format!("{year}/report.html")), page(&format!("{year}/report.md")));
        let projects = figures["figures"]["projects"]["text"].as_str().expect("it is text").to_owned();
        assert!(html.contains(&format!("<dd><span data-f=\"projects\">{projects}</span></dd>")), "{year}");
        assert!(markdown.contains(&format!("**{projects} projects**")), "{year}");
        let listed = lines_of(year).len();
        assert_eq!(html.matches("<tr id=\"project-").count(), listed, "the appendix of {year}");
        let states = html.matches("<h4 id=\"state-").count();
        assert_eq!(states, 10, "{year} shows the Member States of its date");
        assert!(markdown.contains("returns not recorded"), "{year}");
        assert!(!markdown.contains("did not report"), "{year}");
    }
    assert!(page("2023/report.md").contains("| Khon Kaen | ขอนแก่น | Thailand | 2023 | no projects listed |"));
    assert!(!page("2022/report.md").contains("Khon Kaen"), "a city is shown from the year in which it joined");
    assert!(page("2021/report.md").contains("+12 or +22.6%, on published totals, over the same 26 cities"));
    assert!(page("2021/report.md").contains("from 32 to 48, +16 or +50.0%, on published totals"));
    // No list of 2021 is public, so what came and what left stand in one row.
    let growth = page("compare-2018-2021/report.md");
    assert!(growth.contains("UN-Habitat in Johor Bahru (only in 2018)") && growth.contains("(only in 2021)"));
    assert!(!page("compare-2023-2024/report.md").contains("(only in"));
    assert!(growth.contains("| 2018 | 33 | another source |"), "what another source gives stands beside it");
}

/// A reader who adds up the printed shares of an exhibit is told where they cannot add up, and only there.
#[test]
fn shares_that_do_not_add_up_say_so() {
    let (_, bundle) = editions();
    let (mut told, mut sums) = (0, 0);
    for (path, bytes) in bundle.files().filter(|(path, _)| path.starts_with("20") && path.ends_with("/report.md")) {
        let page = std::str::from_utf8(bytes).expect("text");
        for exhibit in page.split("\n### Exhibit ").skip(1) {
            let mut table =
                exhibit.lines().skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
            let place = table.next().and_then(|head| head.split('|').position(|cell| cell.trim() == "Share"));
            let Some(place) = place else { continue };
            let shares: Vec<&str> = table.skip(1).filter_map(|row| row.split('|').nth(place)).map(str::trim).collect();
            let Some(("**100%**", shares)) = shares.split_last().map(|(last, shares)| (*last, shares)) else {
                continue;
            };
            let sum: u32 = shares.iter().filter_map(|share| share.strip_suffix('%')?.parse::<u32>().ok()).sum();
            let is_told = exhibit.contains("may not add up to 100%");
            assert_eq!(is_told, sum != 100, "{path}: {sum}% in exhibit {}", exhibit.lines().next().unwrap_or_default());
            (told, sums) = (told + usize::from(is_told), sums + 1);
        }
    }
    assert!(told > 3 && told < sums, "{told} of {sums} tables say so");
}

/// The names of the cities in the order of reports: by Member State, as the framework has them, and then by the register.
fn cities_in_order() -> Vec<String> {
    let read = |name: &str| -> Value {
        let text = std::fs::read_to_string(Path::new(inputs()).join(name)).expect("the register is there");
        serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{error}"))
    };
    let (framework, register) = (read("framework.yaml"), read("cities.yaml"));
    let states = framework["member_states"].as_array().expect("a list").iter().map(|state| &state["id"]);
    let of_state = |state: &Value| {
        let cities =
            register["cities"].as_array().expect("a list").iter().filter(|city| city["member_state"] == *state);
        cities.map(|city| city["name"].as_str().expect("a name").to_owned()).collect::<Vec<_>>()
    };
    states.flat_map(of_state).collect()
}

#[test]
fn cities_stand_in_the_order_of_reports_in_briefs_and_in_the_ledger() {
    let outcome = make(inputs(), Path::new("no such folder"), Scope::AllWithBriefs).expect("the inputs can be read");
    let bundle = outcome.bundle.expect("nothing stands in the way");
    let order = cities_in_order();
    let place = |city: &str| order.iter().position(|name| name == city);
    let mut several = [0; 2];
    for (path, bytes) in bundle.files().filter(|(path, _)| path.strip_suffix(".md").is_some()) {
        let page = std::str::from_utf8(bytes).expect("text");
        let partners = page.split("*Partners of ").nth(1).filter(|_| path.contains("/member-states/"));
        let partners = partners.and_then(|rest| rest.split("\n\n").nth(1)).unwrap_or_default();
        let by_link: Vec<usize> =
            partners.lines().filter_map(|row| place(row.split('|').nth(1)?.trim().split(';').next()?)).collect();
        assert!(by_link.is_sorted(), "{path}: {partners}");
        several[0] += usize::from(by_link.windows(2).any(|pair| pair[0] < pair[1]));
        for row in page.lines().filter(|row| row.starts_with("| 20") && row.contains(" | New | ")) {
            let cities = row.split('|').nth(3).unwrap_or_default().split("; ");
            let by_city: Vec<usize> =
                cities.filter_map(|project| place(project.trim().rsplit_once('(')?.1.trim_end_matches(')'))).collect();
            assert!(by_city.is_sorted(), "{path}: {row}");
            several[1] += usize::from(by_city.windows(2).any(|pair| pair[0] < pair[1]));
        }
    }
    assert!(several.iter().all(|count| *count > 4), "{several:?} tables have several cities");
}

/// What the audit sets a printed number against is a figure with its receipt, and the page stays small enough to be sent.
#[test]
fn the_page_of_the_latest_edition_is_small_and_its_audit_leads_to_figures() {
    let (_, bundle) = editions();
    let page = bundle.files().find(|(path, _)| *path == "2024/report.html").expect("the page").1;
    assert!(page.len() < 1_500_000, "{} bytes", page.len());
    let page = std::str::from_utf8(page).expect("text");
    let table = page.split("id=\"published-table\"").nth(1).and_then(|rest| rest.split("</table>").next());
    let rows: Vec<&str> = table.expect("the table").split("<tr><td>").skip(1).collect();
    let (mut led, mut loose) = (0, Vec::new());
    for row in rows.iter().filter(|row| row.contains("from the records")) {
        let computed = row.rsplit("<td").next().unwrap_or_default();
        if computed.contains("data-f=") {
            led += 1;
        } else {
            loose.push(row);
        }
    }
    assert!(led > 5 && loose.is_empty(), "{led} lead to figures, and not:\n{loose:#?}");
}

/// A number per cent has its sign behind it, without a blank, everywhere.
#[test]
fn a_share_is_written_in_one_way() {
    let (_, bundle) = editions();
    let mut looked_at = 0;
    for (path, bytes) in bundle.files().filter(|(path, _)| path.ends_with("report.md")) {
        let text = std::str::from_utf8(bytes).expect("text");
        for other in [" per cent", " percent", " %"] {
            let is_other =
                |line: &&str| line.rsplit(other).skip(1).any(|before| before.ends_with(|c: char| c.is_ascii_digit()));
            assert_eq!(text.lines().find(is_other), None, "{path}");
        }
        looked_at += text.matches('%').count();
    }
    assert!(looked_at > 100, "only {looked_at} shares");
}
