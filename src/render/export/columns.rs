//! The tables of the export, column by column: what stands there, and what it means.

use crate::terms::Confidence;

/// A table without its rows.
#[derive(Debug)]
pub(super) struct Form {
    /// Its name, which is that of its file.
    pub(super) name: &'static str,
    /// What it holds.
    pub(super) about: &'static str,
    /// Its columns.
    pub(super) columns: &'static [Column],
    /// The columns that tell its rows apart.
    pub(super) key: &'static [&'static str],
}

/// A column.
#[derive(Debug)]
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    /// Whether every row has a value.
    pub(super) is_needed: bool,
    /// What it means.
    pub(super) about: &'static str,
}

/// What may stand in a column.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind {
    /// Text.
    Text,
    /// The id of the row, or part of it.
    Id,
    /// The id of a row of another table.
    Of(&'static str),
    /// A whole number from 0.
    Count,
    /// A whole number, with its sign.
    Number,
    /// Yes or no.
    Flag,
    /// A day, a month or a year.
    Date,
    /// A number that may have decimals, a range, or a ratio.
    Amount,
    /// One of these words.
    Choice(&'static [&'static str]),
}

pub(super) const fn needed(name: &'static str, kind: Kind, about: &'static str) -> Column {
    Column { name, kind, is_needed: true, about }
}

pub(super) const fn maybe(name: &'static str, kind: Kind, about: &'static str) -> Column {
    Column { name, kind, is_needed: false, about }
}

pub(super) const ID: Column = needed("id", Kind::Id, "its stable id");
const NAME: Column = needed("name", Kind::Text, "its name as printed");
pub(super) const SURE: Kind = Kind::Choice(&Confidence::WORDS);

pub(super) static MEMBER_STATES: Form = Form {
    name: "member-states",
    about: "The member states of the network at the cut-off, in the order of reports.",
    columns: &[
        ID,
        NAME,
        needed("country", Kind::Text, "its two-letter country code (ISO 3166-1)"),
        maybe("projects", Kind::Count, "how many projects its cities list; empty where no list is public"),
    ],
    key: &["id"],
};

pub(super) static CITIES: Form = Form {
    name: "cities",
    about: "The cities of the network at the cut-off, in the order of reports.",
    columns: &[
        ID,
        NAME,
        maybe("local_name", Kind::Text, "its name in the local language, if written differently"),
        needed("member_state", Kind::Of("member-states"), "its member state"),
        needed("joined", Kind::Date, "when it first joined; a year counts from that year's cut-off"),
        maybe("projects", Kind::Count, "how many projects it lists; empty where no list is public"),
        maybe(
            "contact_office",
            Kind::Text,
            "the office that answers for its plan, in the latest list up to the cut-off",
        ),
        maybe("contact_office_as_of", Kind::Date, "the date of that list"),
    ],
    key: &["id"],
};

pub(super) static FOCUS_AREAS: Form = Form {
    name: "focus-areas",
    about: "The focus areas, in the order of reports.",
    columns: &[ID, NAME, needed("definition", Kind::Text, "what belongs to it")],
    key: &["id"],
};

pub(super) static PROJECT_TYPES: Form = Form {
    name: "project-types",
    about: "The project types of all focus areas, in the order of reports.",
    columns: &[
        ID,
        NAME,
        needed("focus_area", Kind::Of("focus-areas"), "the focus area it belongs to"),
        needed("definition", Kind::Text, "what such a project is about"),
    ],
    key: &["id"],
};

pub(super) static STATUSES: Form = Form {
    name: "statuses",
    about: "The statuses a project can have, in the order of reports.",
    columns: &[ID, NAME, needed("meaning", Kind::Text, "what it says about a project")],
    key: &["id"],
};

pub(super) static PROJECTS: Form = Form {
    name: "projects",
    about: "The projects of the edition, in the order of its appendix. The file is left out where no list is public.",
    columns: &[
        needed("id", Kind::Id, "its stable id, the same in every edition"),
        maybe("number", Kind::Count, "its number in the published list"),
        needed("title", Kind::Text, "its title as published that year"),
        needed("city", Kind::Of("cities"), "its city"),
        needed("member_state", Kind::Of("member-states"), "the member state of its city"),
        needed("focus_area", Kind::Of("focus-areas"), "its focus area"),
        maybe("project_type", Kind::Of("project-types"), "its project type, where known"),
        needed("status", Kind::Of("statuses"), "its status"),
        maybe("description", Kind::Text, "what it is about"),
        needed("title_confidence", SURE, "how sure the title is"),
        needed("focus_area_confidence", SURE, "how sure the focus area is"),
        needed("project_type_confidence", SURE, "how sure the project type is"),
        needed("status_confidence", SURE, "how sure the status is"),
        needed(
            "carried_forward",
            Kind::Flag,
            "whether any of its values stands as in an earlier year, and nobody has confirmed it",
        ),
        maybe("source", Kind::Text, "the document it is taken from"),
        maybe("page", Kind::Count, "the page it stands on"),
        maybe("note", Kind::Text, "what a reader should know about it"),
    ],
    key: &["id"],
};

pub(super) static PARTNERS: Form = Form {
    name: "partners",
    about: "The partner organisations that a project of the edition names.",
    columns: &[
        ID,
        NAME,
        maybe("short_name", Kind::Text, "its usual abbreviation"),
        maybe(
            "country",
            Kind::Text,
            "its two-letter country code, or INT for an international body; empty where no source tells",
        ),
    ],
    key: &["id"],
};

pub(super) static PROJECT_PARTNERS: Form = Form {
    name: "project-partners",
    about: "Who is named as a partner of which project; those named together have the same link.",
    columns: &[
        needed("project", Kind::Of("projects"), "the project"),
        needed("link", Kind::Count, "counts the links of the project, from 1"),
        needed("partner", Kind::Of("partners"), "the partner"),
        needed("kind", Kind::Text, "what it does"),
        maybe("programme", Kind::Text, "the programme under which it does so, as named in the source"),
    ],
    key: &["project", "link", "partner"],
};

pub(super) static DEFINITIONS: Form = Form {
    name: "definitions",
    about: "How the figures are defined.",
    columns: &[needed("id", Kind::Id, "the name of the definition"), needed("definition", Kind::Text, "what it says")],
    key: &["id"],
};

/// The kinds of figures, as in figures.json.
pub(super) const FIGURE_KINDS: [&str; 9] =
    ["count", "rank", "share", "change", "rank-change", "growth", "points", "printed-share", "not-available"];

/// What a figure can rest on.
const BASES: [&str; 3] = ["records", "published", "both"];

pub(super) static FIGURES: Form = Form {
    name: "figures",
    about: "Every figure of the edition with its exact value. The records behind each are in figures.json.",
    columns: &[
        needed("id", Kind::Id, "its stable id, the same in every edition"),
        needed("kind", Kind::Choice(&FIGURE_KINDS), "what kind of number it is"),
        maybe("value", Kind::Number, "a count, a rank or a change in number"),
        maybe("part", Kind::Count, "the part, of a share; of points, that of the later share"),
        maybe("whole", Kind::Count, "the whole, of a share; of points, that of the later share"),
        maybe("part_before", Kind::Count, "of points, the part of the earlier share"),
        maybe("whole_before", Kind::Count, "of points, the whole of the earlier share"),
        maybe("from", Kind::Count, "of a change or of growth, the earlier count"),
        maybe("to", Kind::Count, "of a change or of growth, the later count"),
        needed("text", Kind::Text, "as it is printed"),
        maybe("why", Kind::Text, "why it cannot be had"),
        needed("definition", Kind::Of("definitions"), "how it is defined"),
        maybe("basis", Kind::Choice(&BASES), "what it rests on"),
        needed("confidence", SURE, "the weakest of the values behind it"),
    ],
    key: &["id"],
};
