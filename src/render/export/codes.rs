//! The tables of further lists, their codes, and which project names which.

use super::super::csv::Cell;
use super::columns::{Form, ID, Kind, SURE, maybe, needed};
use super::{Rows, Table};
use crate::exhibit::Edition;
use crate::measure::{Tag, code_id};
use crate::terms::{CodeId, CodeListId};

static CODE_LISTS: Form = Form {
    name: "code-lists",
    about: "The further lists of the framework, in its order.",
    columns: &[
        ID,
        needed("name", Kind::Text, "its name as printed"),
        needed("source", Kind::Text, "the document it comes from"),
        needed("confidence", SURE, "how sure the list is"),
        maybe("projects", Kind::Count, "how many projects name any of its codes; empty where none does"),
    ],
    key: &["id"],
};

static CODES: Form = Form {
    name: "codes",
    about: "The codes of the further lists, in their order.",
    columns: &[
        needed("list", Kind::Of("code-lists"), "the list it belongs to"),
        needed("code", Kind::Text, "its stable id within the list"),
        needed("name", Kind::Text, "its name as printed"),
        maybe("retired", Kind::Date, "the first year whose projects may no longer name it"),
        maybe(
            "projects",
            Kind::Count,
            "how many projects name it; empty where none names any of the list, and once it is retired",
        ),
    ],
    key: &["list", "code"],
};

static PROJECT_CODES: Form = Form {
    name: "project-codes",
    about: "Which project names which codes of the further lists.",
    columns: &[
        needed("project", Kind::Of("projects"), "the project"),
        needed("list", Kind::Of("code-lists"), "the list"),
        needed("code", Kind::Text, "the code, by its id within the list"),
        needed("confidence", SURE, "how sure it is that the project is about it"),
    ],
    key: &["project", "list", "code"],
};

/// The lists and their codes where the framework names any, and the codes of projects where any has some.
pub(super) fn tables(edition: Edition<'_>) -> Vec<Table<'_>> {
    let lists = &edition.network.code_lists;
    if lists.is_empty() {
        return Vec::new();
    }
    let count = |list: usize, tag: Tag| -> Cell<'_> {
        edition.figures.count(&code_id(edition.network, None, CodeListId::at(list), tag)).into()
    };
    let rows = lists.iter().enumerate().map(|(place, list)| {
        let texts: [Cell<'_>; 4] =
            [list.code.key.as_str(), &list.code.name, &list.source, list.confidence.word()].map(Cell::from);
        texts.into_iter().chain([count(place, Tag::Any)]).collect()
    });
    let codes = lists.iter().enumerate().flat_map(|(place, list)| {
        list.entries.iter().enumerate().map(move |(at, (code, retired))| {
            vec![
                list.code.key.as_str().into(),
                code.key.as_str().into(),
                code.name.as_str().into(),
                retired.map(|year| year.to_string()).into(),
                count(place, Tag::Code(CodeId::at(at))),
            ]
        })
    });
    let mut tables =
        vec![Table { form: &CODE_LISTS, rows: rows.collect() }, Table { form: &CODES, rows: codes.collect() }];
    let named = named(edition);
    if !named.is_empty() {
        tables.push(Table { form: &PROJECT_CODES, rows: Rows::Held(named) });
    }
    tables
}

/// The codes of every project, in the order of the appendix and of the framework.
fn named(edition: Edition<'_>) -> Vec<Vec<Cell<'_>>> {
    let records = edition.year.records.iter().flatten();
    let rows = records.flat_map(|record| {
        let sure = record.doubts.codes.as_ref().map_or(crate::terms::Confidence::Published, |doubt| doubt.level);
        record.more.codes.iter().filter_map(move |(list, code)| {
            let list = edition.network.code_lists.get(list.place())?;
            let (code, _) = list.entries.get(code.place())?;
            let keys = [record.key.as_str(), &list.code.key, &code.key].map(Cell::from);
            Some(keys.into_iter().chain([sure.word().into()]).collect())
        })
    });
    rows.collect()
}
