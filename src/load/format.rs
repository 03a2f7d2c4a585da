//! The format of the input files: every key, what may stand behind it, and what it means.

mod cities;
mod codes;
mod lineage;
mod narrative;
mod partnerships;
mod plans;
mod published;
mod seal;
mod waivers;

use super::shape::{CONFIDENCE, Field, Group, Need, Precision, ROUNDING, STAGE, Shape};

use Need::{OncePerYear, Optional, Required};
use codes::{CODE_LIST, CODES, INSTEAD, RETIRED};
use partnerships::{COUNT_CHANGE, KIND, LINK};
use published::PUBLISHED;
use waivers::WAIVER;

pub use cities::CITIES;

pub(super) use lineage::LINEAGE;
pub(super) use narrative::{ACRONYMS, FINAL, STORY};
pub(super) use partnerships::{BOUND, COUNTING, PARTNERSHIPS, PROGRAMMES, PROPOSED};
pub(super) use plans::PLANS;
pub(super) use published::MEASURES;
pub(super) use seal::SEAL;

const fn field(key: &'static str, shape: Shape, need: Need, doc: &'static str) -> Field {
    Field { key, shape, need, doc }
}

/// `inputs/framework.yaml`
pub static FRAMEWORK: Group = Group {
    name: "the framework",
    fields: &[
        field("network", Shape::Group(&NETWORK), Required, "what the report is about"),
        field(
            "focus_areas",
            Shape::List(&Shape::Group(&FOCUS_AREA)),
            Required,
            "the focus areas, in the order of reports",
        ),
        field(
            "statuses",
            Shape::List(&Shape::Group(&STATUS)),
            Required,
            "the statuses a project can have, in the order of reports",
        ),
        field(
            "member_states",
            Shape::List(&Shape::Group(&MEMBER_STATE)),
            Required,
            "the member states, in the order of reports",
        ),
        field("partnership_kinds", Shape::List(&Shape::Group(&KIND)), Required, "what a partner can do in a project"),
        field("partnership_count", COUNTING, Optional, "what counts as one partnership; without it, city-and-partner"),
        field(
            "partnership_count_change",
            Shape::Group(&COUNT_CHANGE),
            Optional,
            "the change of that rule, if it was another before; reports tell the break",
        ),
        field(
            "code_lists",
            Shape::List(&Shape::Group(&CODE_LIST)),
            Optional,
            "further lists of the framework: printed in the glossary, and counted where records name their codes",
        ),
        field(
            "rounding",
            ROUNDING,
            Optional,
            "how shares are rounded: each half up by itself, or those of one whole together by the largest remainders; without it, half-up",
        ),
    ],
};

static NETWORK: Group = Group {
    name: "the network",
    fields: &[
        field("name", Shape::Text, Required, "its full name"),
        field("short_name", Shape::Text, Required, "its usual abbreviation"),
        field("plan_name", Shape::Text, Required, "what a city's plan is called"),
        field("plan_short_name", Shape::Text, Required, "the abbreviation of the plan"),
        field("state_name", Shape::Text, Required, "what a country of the network is called in headings, plural"),
        field(
            "publisher",
            Shape::Text,
            Optional,
            "the office that publishes the report, for its cover; never a person",
        ),
    ],
};

static FOCUS_AREA: Group = Group {
    name: "a focus area",
    fields: &[
        field("id", Shape::Id, Required, "its stable id, which records name"),
        field("name", Shape::Text, Required, "its name as printed"),
        field("definition", Shape::Text, Required, "what belongs to it, in one sentence"),
        RETIRED,
        INSTEAD,
        field("project_types", Shape::List(&Shape::Group(&PROJECT_TYPE)), Required, "its project types"),
    ],
};

static PROJECT_TYPE: Group = Group {
    name: "a project type",
    fields: &[
        field("id", Shape::Id, Required, "its stable id, unique over all focus areas"),
        field("name", Shape::Text, Required, "its name as printed"),
        field("definition", Shape::Text, Required, "what such a project is about, in one sentence"),
        RETIRED,
        INSTEAD,
    ],
};

static STATUS: Group = Group {
    name: "a status",
    fields: &[
        field("id", Shape::Id, Required, "its stable id, which records name"),
        field("name", Shape::Text, Required, "its name as printed"),
        field("stage", STAGE, Required, "how the program treats it; each stage once"),
        field("meaning", Shape::Text, Required, "what it says about a project, in one sentence"),
    ],
};

static MEMBER_STATE: Group = Group {
    name: "a member state",
    fields: &[
        field("id", Shape::Id, Required, "its stable id, which cities name"),
        field("name", Shape::Text, Required, "its name as printed"),
        field(
            "country",
            Shape::Country,
            Required,
            "its two-letter country code; tells domestic partners from external ones",
        ),
        field(
            "joined",
            Shape::Date(&[Precision::Day, Precision::Month, Precision::Year]),
            Required,
            "since when reports show it; a year counts from that year's cut-off",
        ),
        field(
            "tile",
            Shape::Group(&TILE),
            Optional,
            "where its tile lies on the map of tiles; without a tile for each of them, reports draw bars alone",
        ),
    ],
};

static TILE: Group = Group {
    name: "a tile",
    fields: &[
        field("column", Shape::Count, Required, "how many columns lie to its left, at most 11"),
        field("row", Shape::Count, Required, "how many rows lie above it, at most 11"),
    ],
};

static SOURCE: Group = Group {
    name: "a source",
    fields: &[
        field("id", Shape::Id, Required, "its id within this file"),
        field("document", Shape::Text, Required, "the title of the document"),
        field("address", Shape::Address, Optional, "where it can be read"),
    ],
};

/// `inputs/partners.yaml`
pub static PARTNERS: Group = Group {
    name: "the register of partners",
    fields: &[field("partners", Shape::List(&Shape::Group(&PARTNER)), Required, "the partner organisations")],
};

static PARTNER: Group = Group {
    name: "a partner",
    fields: &[
        field("id", Shape::Id, Required, "its stable id, which records name"),
        field("name", Shape::Text, Required, "its full name as printed"),
        field("short_name", Shape::Text, Optional, "its usual abbreviation"),
        field("aliases", Shape::List(&Shape::Text), Optional, "other spellings found in documents"),
        field(
            "country",
            Shape::Country,
            Optional,
            "its two-letter country code, or INT for an international body; left out where no source tells",
        ),
        field("kind", Shape::Text, Optional, "what sort of organisation it is"),
        field("note", Shape::Text, Optional, "what a reader of the register should know"),
    ],
};

/// `inputs/2024.yaml`, or each file in `inputs/2024/`
pub static SNAPSHOT: Group = Group {
    name: "a snapshot",
    fields: &[
        field("year", Shape::Year, Required, "the year of the edition; in a folder every file says it"),
        field(
            "as_of",
            Shape::Date(&[Precision::Day, Precision::Month]),
            OncePerYear,
            "the cut-off date, in one file of a year",
        ),
        field("final", FINAL, Optional, "the day on which the edition became final; until then its pages say “Draft”"),
        field(
            "sources",
            Shape::List(&Shape::Group(&SOURCE)),
            Optional,
            "the documents that records and published figures name; in a folder, all files share them",
        ),
        field("defaults", Shape::Group(&DEFAULTS), Optional, "what holds for every record that does not say otherwise"),
        field(
            "returns",
            Shape::List(&Shape::Group(&RETURN)),
            Optional,
            "which cities have sent their return; left out where nobody kept a list",
        ),
        field("published", Shape::Group(&PUBLISHED), Optional, "what was printed for this year"),
        field(
            "records",
            Shape::List(&Shape::Group(&RECORD)),
            Optional,
            "the projects; left out where no list is public",
        ),
    ],
};

static DEFAULTS: Group = Group {
    name: "the defaults",
    fields: &[
        field("source", Shape::Id, Optional, "the source of every record"),
        field("confidence", Shape::Group(&DOUBTS), Optional, "how sure the values of every record are"),
    ],
};

static DOUBTS: Group = Group {
    name: "how sure the values are",
    fields: &[
        field("title", Shape::Group(&DOUBT), Optional, "how sure the title is"),
        field("focus_area", Shape::Group(&DOUBT), Optional, "how sure the focus area is"),
        field("project_type", Shape::Group(&DOUBT), Optional, "how sure the project type is"),
        field("status", Shape::Group(&DOUBT), Optional, "how sure the status is"),
        field("codes", Shape::Group(&DOUBT), Optional, "how sure the codes of further lists are"),
    ],
};

static DOUBT: Group = Group {
    name: "how sure a value is",
    fields: &[
        field("level", CONFIDENCE, Required, "how sure"),
        field("why", Shape::Text, Required, "what the value rests on, in one sentence"),
    ],
};

static RETURN: Group = Group {
    name: "a return",
    fields: &[
        field("city", Shape::Id, Required, "the id of the city"),
        field("date", Shape::Date(&[Precision::Day]), Required, "the day it came in"),
        field("office", Shape::Text, Required, "the office that sent it; never a person"),
    ],
};

/// One item of `records:` in a snapshot.
pub(super) static RECORD: Group = Group {
    name: "a record",
    fields: &[
        field("id", Shape::Id, Required, "its stable id, the same in every year"),
        field("city", Shape::Id, Required, "the id of its city in `cities.yaml`"),
        field(
            "carried_from",
            Shape::Year,
            Optional,
            "the year whose title, focus area, type, codes and description stand here unconfirmed; take it out once somebody has looked",
        ),
        field("number", Shape::Count, Optional, "its number in the printed list"),
        field("title", Shape::Text, Required, "its title as published that year"),
        field("focus_area", Shape::Id, Required, "the id of its focus area in `framework.yaml`"),
        field(
            "project_type",
            Shape::Id,
            Optional,
            "the id of its project type in `framework.yaml`; left out where not known",
        ),
        field(
            "status",
            Shape::Id,
            Required,
            "the id of its status in `framework.yaml`; `not-stated` where the sources do not say",
        ),
        field(
            "codes",
            CODES,
            Optional,
            "the codes of further lists that a source names for it, under the id of each list",
        ),
        field("description", Shape::Text, Required, "what it is about, in a sentence or two"),
        field(
            "partners",
            Shape::List(&Shape::Group(&LINK)),
            Optional,
            "the partners that a source names for it in this year",
        ),
        field("source", Shape::Id, Optional, "the document it is taken from, if not that of `defaults:`"),
        field("page", Shape::Count, Optional, "the page it stands on"),
        field("confidence", Shape::Group(&DOUBTS), Optional, "how sure its values are, if not as in `defaults:`"),
        field("note", Shape::Text, Optional, "what a reader should know about it"),
        field("checked", Shape::List(&Shape::Group(&WAIVER)), Optional, "what somebody has checked in its texts"),
    ],
};

/// Every file of `inputs/` with its table, in the order of the reference.
pub static FILES: [(&str, &Group); 11] = [
    ("framework.yaml", &FRAMEWORK),
    ("cities.yaml", &CITIES),
    ("partners.yaml", &PARTNERS),
    ("programmes.yaml", &PROGRAMMES),
    ("partnerships.yaml", &PARTNERSHIPS),
    ("2024.yaml, or every file in 2024/", &SNAPSHOT),
    ("final/2024.yaml, one for each final edition", &SEAL),
    ("lineage.yaml", &LINEAGE),
    ("plans.yaml", &PLANS),
    ("acronyms.yaml", &ACRONYMS),
    ("narrative/2024/cities/siem-reap.md, between two lines of --- at its top", &STORY),
];
