//! The codes of a further list by the number of projects that name them: one exhibit a list.

use super::{Chapter, Edition, Exhibit, emphasis, places};
use crate::chart::{BarRow, Bars, Caption, Chart, Emphasis, Form};
use crate::check::CodeList;
use crate::measure::{self, Tag, code_id};
use crate::terms::{CodeListId, Confidence};

/// So many lines of names are drawn at the most, and no more would fit a slide; all codes stand in the table of the list.
const LINES: usize = 12;

/// So many letters make a line of a name, and twice as many are the longest names that a headline takes.
const LETTERS: usize = 34;

/// An exhibit for each list of which any project names a code.
pub(super) fn all(edition: Edition<'_>) -> impl Iterator<Item = Exhibit> {
    measure::lists_in_use(edition.network, edition.year).into_iter().map(move |(id, list)| Exhibit {
        name: format!("codes-{}", list.code.key),
        chapter: Chapter::Codes,
        heading: edition.words.say("exhibit-codes", &[("list", &list.code.name)]),
        content: Ok(chart(edition, id, list)),
    })
}

/// A code with its count.
struct Row {
    name: String,
    id: String,
    count: u32,
}

fn chart(edition: Edition<'_>, list: CodeListId, about: &CodeList) -> Chart {
    let words = edition.words;
    let rows = rows(edition, list, about);
    let year = edition.year.year.to_string();
    let any = code_id(edition.network, None, list, Tag::Any);
    let none = code_id(edition.network, None, list, Tag::None);
    let tells_shares = edition.figures.count(&any).is_some_and(|count| count >= 10);
    let most = rows.first().map_or(0, |row| row.count);
    let named: Vec<String> = rows.iter().filter(|row| row.count == most).map(|row| row.name.clone()).collect();
    let letters = named.iter().map(|name| name.chars().count()).sum::<usize>();
    let named = if named.len() <= 2 && letters <= 2 * LETTERS { named } else { Vec::new() };
    let title = title(edition, about, &rows, &named);
    let gaps = [("list", about.code.name.as_str()), ("year", &year), ("tagged", &edition.counted("projects", &any))];
    let subtitle = words.say(if tells_shares { "codes-subtitle" } else { "codes-subtitle-few" }, &gaps);
    let alt = words.say("codes-alt", &[("subtitle", &subtitle), ("title", &title)]);
    let drawn = drawn(&rows);
    let told = edition.note(&note(edition, about, rows.len() > drawn));
    let caption = Caption { title, subtitle, note: told, source: edition.source(), alt };
    let bar = |(name, id, count, role): (String, String, Option<u32>, Emphasis)| {
        let (number, share) = (edition.text(&id), edition.text(&format!("{id}.share")));
        let is_code = id != none;
        let both = || words.say("count-and-share", &[("count", &number), ("share", &share)]);
        BarRow {
            label: name,
            count,
            value_text: if tells_shares && is_code && count > Some(0) { both() } else { number.clone() },
            cells: match (tells_shares, is_code) {
                (true, true) => vec![number, share],
                (true, false) => vec![number, words.term("none")],
                (false, _) => vec![number],
            },
            emphasis: role,
        }
    };
    let codes = rows.into_iter().take(drawn).map(|row| {
        let role = emphasis(&named, &row.name);
        (row.name, row.id, Some(row.count), role)
    });
    let untagged = edition.figures.count(&none);
    let rest = (words.term("not-tagged"), none.clone(), untagged, Emphasis::Rest);
    let mut value_headings = vec![words.term("heading-projects"), words.term("heading-share-of-tagged")];
    let mut total = vec![words.term("all-projects"), edition.text("projects"), words.term("none")];
    if !tells_shares {
        value_headings.truncate(1);
        total.truncate(2);
    }
    let rows = codes.chain([rest]).map(bar).collect();
    Chart::new(caption, Form::Bars(Bars { label_heading: about.code.name.clone(), value_headings, rows, total }))
}

/// The codes by count, largest first; ties in the order of the list.
fn rows(edition: Edition<'_>, list: CodeListId, about: &CodeList) -> Vec<Row> {
    let codes = measure::codes_in_use(about, edition.year.year);
    let row = |(code, name): (_, &str)| {
        let id = code_id(edition.network, None, list, Tag::Code(code));
        Row { name: name.to_owned(), count: edition.figures.count(&id).unwrap_or(0), id }
    };
    let mut rows: Vec<Row> = codes.map(row).collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.count));
    rows
}

/// How many of the first codes are drawn.
fn drawn(rows: &[Row]) -> usize {
    let mut lines = 0;
    let fits = |row: &&Row| {
        lines += row.name.chars().count().div_ceil(LETTERS);
        lines <= LINES
    };
    rows.iter().take_while(fits).count()
}

/// Which code or which two most projects name.
fn title(edition: Edition<'_>, about: &CodeList, rows: &[Row], named: &[String]) -> String {
    let words = edition.words;
    let projects = rows.first().map_or_else(String::new, |row| edition.counted("projects", &row.id));
    let gaps = [("codes", words.list(named)), ("projects", projects), ("list", about.code.name.clone())];
    let key = match named.len() {
        0 => "codes-title-neutral",
        1 => "codes-title-one",
        _ => "codes-title-several",
    };
    words.say(key, &gaps.each_ref().map(|(name, text)| (*name, text.as_str())))
}

/// What a reader must know: classes overlap, and what the list itself rests on.
fn note(edition: Edition<'_>, about: &CodeList, is_cut: bool) -> String {
    let words = edition.words;
    let cut = if is_cut { words.term("codes-note-cut") } else { String::new() };
    let sure = words.term(&format!("confidence-{}", about.confidence.word()));
    let key = if about.confidence == Confidence::Published { "codes-note" } else { "codes-note-unsure" };
    places::notes([words.say(key, &[("source", &about.source), ("sure", &sure)]), cut])
}
