//! What the audit found, in words: for the page, for a terminal, and for other programs.

use super::restated::{self, restated_line};
use super::views::{DifferenceRow, FindingView};
use crate::audit::{Audit, Cause, Difference, Finding, Rounding, Rule};
use crate::check::{Code, Measure, Network, Restated, Total, Year};
use crate::exhibit::Edition;
use crate::measure::{self, Value};
use crate::source::{Source, Sources};
use crate::terms::PrintedShare;
use crate::words::Words;
use serde_json::json;

/// The audit of one year, ready to be told.
#[derive(Debug)]
pub struct AuditText {
    /// For people: a paragraph on what was compared, then one numbered paragraph a finding.
    pub text: String,
    /// For other programs.
    pub json: serde_json::Value,
    /// How many findings there are.
    pub findings: usize,
    /// How many of them nobody has accounted for.
    pub unexplained: usize,
}

/// Tells the audit of one year, with the line of the inputs at which each published number stands.
pub fn audit_text(network: &Network, year: &Year, audit: &Audit, words: &Words, sources: &Sources) -> AuditText {
    AuditText {
        text: text(network, year, audit, words, sources),
        json: json(year, audit, sources),
        findings: audit.findings.len(),
        unexplained: audit.unexplained(),
    }
}

/// The findings as the page prints them.
pub(super) fn views(edition: Edition<'_>, audit: &Audit) -> Vec<FindingView> {
    let view = |finding: &Finding| FindingView {
        why: why(edition.year, edition.words, &finding.cause),
        rows: finding.differences.iter().map(|difference| led_row(edition, difference)).collect(),
    };
    audit.findings.iter().map(view).collect()
}

fn row(network: &Network, words: &Words, difference: &Difference) -> DifferenceRow {
    DifferenceRow {
        sheet: words.term(difference.sheet.key()),
        what: slice_name(network, words, &difference.figure),
        kind: kind(words, difference),
        printed: difference.printed.clone(),
        printed_is_led: false,
        counted: difference.counted.clone(),
        counted_is_quoted: !difference.kind.is_against_records(),
    }
}

/// The same, with the numbers leading to their figures where these say just that, at the precision of the publication.
fn led_row(edition: Edition<'_>, difference: &Difference) -> DifferenceRow {
    let figure = difference.figure.as_str();
    let quoted =
        format!("published.{}{}", bare(difference.sheet.key()), figure.strip_prefix("projects").unwrap_or(figure));
    let marks = format!("published.exhibit-2{}", figure.strip_prefix("projects").unwrap_or(figure));
    let total = format!("published.total.{}", figure.split(['.']).next().unwrap_or(figure));
    let computed = measure::computed_id(&quoted);
    let [figure_share, quoted_share] = [figure, &quoted].map(|id| format!("{id}.share"));
    let lead = |ids: &[&str], text: &str| {
        let id = ids.iter().find(|id| says(edition, id, text));
        id.map_or_else(|| (text.to_owned(), false), |id| (edition.words.mark(id, text), true))
    };
    let (printed, printed_is_led) = lead(&[&quoted, &quoted_share, &total], &difference.printed);
    let (counted, is_led) = lead(&[figure, &figure_share, &computed, &marks, &total], &difference.counted);
    DifferenceRow {
        printed,
        printed_is_led,
        counted,
        counted_is_quoted: !is_led && !difference.kind.is_against_records(),
        ..row(edition.network, edition.words, difference)
    }
}

/// Whether a figure gives a number as it stands in a publication.
fn says(edition: Edition<'_>, id: &str, text: &str) -> bool {
    match edition.figures.get(id).map(|figure| &figure.value) {
        Some(Value::Count(count)) => count.to_string() == text,
        Some(Value::Printed(share)) => share.to_string() == text,
        Some(Value::Share(share)) => PrintedShare::parse(text)
            .is_some_and(|printed| PrintedShare::of(share.part, share.whole, printed.decimals) == Some(printed)),
        _ => false,
    }
}

/// The name of a sheet or a kind, without what names of that sort begin with.
fn bare(key: &str) -> &str {
    key.split_once('-').map_or("", |(_, name)| name)
}

/// What is wrong with a number, and, where several causes move it, by how much this one does.
fn kind(words: &Words, one: &Difference) -> String {
    let kind = words.term(one.kind.key());
    let Some(moves) = one.moves else { return kind };
    let size = u32::try_from(moves.unsigned_abs()).unwrap_or(u32::MAX);
    let by = if moves < 0 { words.change(size, 0) } else { words.change(0, size) };
    words.say("kind-moves", &[("kind", &kind), ("by", &by)])
}

/// The later change of a figure, for the finding that it accounts for.
fn restatement<'a>(year: &'a Year, figure: &str) -> Option<&'a Restated> {
    year.published.restated.iter().find(|one| one.figure == figure)
}

fn why(year: &Year, words: &Words, cause: &Cause) -> String {
    match cause {
        Cause::Explained(why) => words.say("cause-explained", &[("why", why)]),
        Cause::Restated(figure) => restatement(year, figure).map_or_else(String::new, |one| {
            let reason = words.term(&format!("reason-{}", one.reason.word()));
            let gaps = [("reason", reason.as_str()), ("since", &words.date(one.since)), ("why", &one.why)];
            words.say("cause-restated", &gaps)
        }),
        Cause::Rounding => words.term("cause-rounding"),
        Cause::MixedRounding => words.term("cause-mixed-rounding"),
        Cause::OwnNumbers => words.term("cause-own-numbers"),
        Cause::Unknown => words.term("cause-unknown"),
    }
}

/// One sentence for each part of the publication that prints shares: how they are rounded.
pub(super) fn roundings(network: &Network, words: &Words, audit: &Audit) -> Vec<String> {
    let sentence = |one: &Rounding| {
        let shares: Vec<String> = one.shares.iter().map(|share| rounded(network, words, share)).collect();
        let gaps = [("sheet", words.term(one.sheet.key())), ("shares", words.list(&shares))];
        let key = match one.rule {
            Rule::HalfUp => "rounding-half-up",
            Rule::LargestRemainder => "rounding-largest-remainder",
            Rule::Both => "rounding-both",
            Rule::Neither => "rounding-neither",
        };
        words.say(key, &gaps.each_ref().map(|(name, text)| (*name, text.as_str())))
    };
    audit.roundings.iter().map(sentence).collect()
}

fn rounded(network: &Network, words: &Words, (figure, printed, is_cut): &(String, String, bool)) -> String {
    let key = if *is_cut { "rounded-cut-off" } else { "rounded" };
    words.say(key, &[("share", printed), ("what", &slice_name(network, words, figure))])
}

fn text(network: &Network, year: &Year, audit: &Audit, words: &Words, sources: &Sources) -> String {
    let count = |count: usize| words.count(u32::try_from(count).unwrap_or(u32::MAX));
    let mut lines = vec![words.say(
        "audit-compared",
        &[
            ("year", &audit.year.to_string()),
            ("printed", &count(audit.printed)),
            ("compared", &count(audit.compared)),
            ("agreeing", &count(audit.agreeing)),
        ],
    )];
    if year.records.is_none() {
        lines.push(words.say("audit-no-list", &[("year", &audit.year.to_string())]));
    }
    lines.extend(roundings(network, words, audit));
    lines.extend(
        restated::published(network, std::slice::from_ref(year), words).iter().map(|one| restated_line(words, one)),
    );
    lines.extend(year.published.claims.iter().map(|claim| words.say("audit-claim", &[("text", &claim.text)])));
    let others = other_numbers(year, words);
    if audit.findings.is_empty() && others.is_empty() {
        lines.push(words.term("audit-nothing"));
    }
    lines.extend(others);
    for (place, finding) in audit.findings.iter().enumerate() {
        lines.push(String::new());
        lines.push(format!("{}. {}", place + 1, why(year, words, &finding.cause)));
        let mut printed_in: Vec<(usize, Option<&str>)> = Vec::new();
        for one in &finding.differences {
            let place = (one.document, one.pages.as_deref());
            if !printed_in.contains(&place) {
                printed_in.push(place);
            }
            lines.push(format!("   {}", line(network, words, sources, one)));
        }
        lines.extend(printed_in.into_iter().map(|place| format!("   {}", origin(year, words, place))));
    }
    lines.iter().enumerate().map(|(place, line)| indented(place, line)).collect()
}

/// The numbers that other sources give for published totals, one line each.
fn other_numbers(year: &Year, words: &Words) -> Vec<String> {
    let title = |place: usize| year.documents.get(place).map_or("", |document| document.title.as_str());
    let line = |total: &Total, (value, place): &(u32, usize)| {
        let what = match total.measure {
            Measure::Projects => "all-projects",
            Measure::Partnerships => "all-partnerships",
            Measure::Cities => "cities-with-projects",
        };
        let gaps = [
            ("what", words.term(what)),
            ("value", words.count(total.value)),
            ("document", title(total.document).to_owned()),
            ("other", words.count(*value)),
            ("other_document", title(*place).to_owned()),
        ];
        words.say("audit-other", &gaps.each_ref().map(|(name, text)| (*name, text.as_str())))
    };
    year.published.totals.iter().flat_map(|total| total.others.iter().map(move |other| line(total, other))).collect()
}

/// A line below the first, two steps in; empty lines stay empty.
fn indented(place: usize, line: &str) -> String {
    if place == 0 || line.is_empty() { format!("{line}\n") } else { format!("  {line}\n") }
}

fn line(network: &Network, words: &Words, sources: &Sources, one: &Difference) -> String {
    let row = row(network, words, one);
    let (file, line) = position(sources, one);
    let gaps = [
        ("place", format!("{file}:{line}")),
        ("sheet", row.sheet),
        ("what", row.what),
        ("kind", row.kind),
        ("printed", row.printed),
        ("counted", row.counted),
    ];
    words.say("audit-line", &gaps.each_ref().map(|(name, text)| (*name, text.as_str())))
}

fn origin(year: &Year, words: &Words, (document, pages): (usize, Option<&str>)) -> String {
    let document = year.documents.get(document).map_or("", |document| document.title.as_str());
    match pages {
        Some(pages) => words.say("audit-printed-on", &[("document", document), ("pages", pages)]),
        None => words.say("audit-printed-in", &[("document", document)]),
    }
}

/// The file and the line of a published number.
fn position(sources: &Sources, one: &Difference) -> (String, usize) {
    let source = sources.get(one.place.file);
    let line = |source: &Source| source.line_column(one.place.start).map_or(0, |(line, _)| line);
    source.map_or_else(Default::default, |source| (source.path().to_owned(), line(source)))
}

fn json(year: &Year, audit: &Audit, sources: &Sources) -> serde_json::Value {
    let difference = |one: &Difference| {
        let (file, line) = position(sources, one);
        json!({
            "sheet": bare(one.sheet.key()),
            "figure": one.figure,
            "kind": bare(one.kind.key()),
            "printed": one.printed,
            "counted": one.counted,
            "moves": one.moves,
            "file": file,
            "line": line,
            "document": year.documents.get(one.document).map(|document| document.title.as_str()),
            "pages": one.pages,
        })
    };
    let findings = audit.findings.iter().map(|finding| {
        let (cause, reason) = match &finding.cause {
            Cause::Explained(why) => ("explained", Some(why.as_str())),
            Cause::Restated(figure) => ("restated", restatement(year, figure).map(|one| one.why.as_str())),
            Cause::Rounding => ("rounding", None),
            Cause::MixedRounding => ("mixed-rounding", None),
            Cause::OwnNumbers => ("own-numbers", None),
            Cause::Unknown => ("unknown", None),
        };
        json!({
            "cause": cause,
            "is_explained": finding.is_explained(),
            "reason": reason,
            "differences": finding.differences.iter().map(difference).collect::<Vec<_>>(),
        })
    });
    let share = |(figure, printed, is_cut): &(String, String, bool)| json!({ "figure": figure, "printed": printed, "is_cut_off": is_cut });
    let roundings = audit.roundings.iter().map(|one| {
        let rule = match one.rule {
            Rule::HalfUp => "half-up",
            Rule::LargestRemainder => "largest-remainder",
            Rule::Both => "both",
            Rule::Neither => "neither",
        };
        json!({ "sheet": bare(one.sheet.key()), "rule": rule, "shares": one.shares.iter().map(share).collect::<Vec<_>>() })
    });
    json!({
        "year": audit.year,
        "printed": audit.printed,
        "compared": audit.compared,
        "agreeing": audit.agreeing,
        "roundings": roundings.collect::<Vec<_>>(),
        "findings": findings.collect::<Vec<_>>(),
    })
}

/// The code of a further list that the figure of an id counts, any of them or none: `Enablers: Partnership and Funding`.
fn code_name(network: &Network, words: &Words, id: &str) -> Option<String> {
    let [of_code, of_any, of_none] = [".by-code.", ".with-code.", ".without-code."].map(|start| id.split_once(start));
    let (_, rest) = of_code.or(of_any).or(of_none)?;
    let mut keys = rest.split('.');
    let (list, code) = (keys.next()?, keys.next().unwrap_or_default());
    let list = network.code_lists.iter().find(|one| one.code.key == list)?;
    let code = if of_code.is_some() {
        list.entries.iter().find(|(one, _)| one.key == code)?.0.name.clone()
    } else {
        words.term(if of_any.is_some() { "any-code" } else { "not-tagged" })
    };
    Some(words.say("code-of-list", &[("list", &list.code.name), ("code", &code)]))
}

/// What the figure of an id counts, in words: `Civic & Social, On-going, Bandar Seri Begawan`.
pub(super) fn slice_name(network: &Network, words: &Words, id: &str) -> String {
    let mut names = Vec::new();
    let mut parts = id.split(".by-").skip(1);
    while let Some((class, rest)) = parts.next().and_then(|part| part.split_once('.')) {
        let key = rest.split('.').next().unwrap_or(rest);
        let mut codes: Box<dyn Iterator<Item = &Code>> = match class {
            "member-state" => Box::new(network.member_states.iter().map(|state| &state.code)),
            // Cities may be many.
            "city" => {
                let city = network.city_id(key).and_then(|id| network.cities.get(id.place()));
                Box::new(city.into_iter().map(|city| &city.code))
            }
            "focus-area" => Box::new(network.focus_areas.iter().map(|area| &area.code)),
            "project-type" => Box::new(network.project_types.iter().map(|kind| &kind.code)),
            _ => Box::new(network.statuses.iter().map(|status| &status.code)),
        };
        names.extend(codes.find(|code| code.key == key).map(|code| code.name.clone()));
    }
    names.extend(code_name(network, words, id));
    match (names.is_empty(), id.starts_with("cities")) {
        (true, true) => words.term("cities-with-projects"),
        (true, false) => words.term("all-projects"),
        (false, _) => names.join(", "),
    }
}
