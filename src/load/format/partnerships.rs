//! The format of partnerships and programmes, and of the rule by which partnerships are counted.

use super::super::shape::{CONFIDENCE, Group, Precision, Shape};
use super::Need::{Optional, Required};
use super::waivers::WAIVER;
use super::{INSTEAD, RETIRED, SOURCE, field};
use crate::terms::{Bound, Counting};

/// The words for what counts as one partnership.
pub(in crate::load) const COUNTING: Shape = Shape::Choice(&Counting::WORDS);

/// The words for a number that is only a bound.
pub(in crate::load) const BOUND: Shape = Shape::Choice(&Bound::WORDS);

/// The word of a kind that is not counted.
pub(in crate::load) const PROPOSED: Shape = Shape::Choice(&["proposed"]);

/// Any date.
const ANY_DATE: Shape = Shape::Date(&[Precision::Day, Precision::Month, Precision::Year]);

pub(super) static KIND: Group = Group {
    name: "a partnership kind",
    fields: &[
        field("id", Shape::Id, Required, "its stable id"),
        field("name", Shape::Text, Required, "its name as printed"),
        field(
            "stage",
            PROPOSED,
            Optional,
            "`proposed` where nothing is agreed yet: it is listed apart and not counted",
        ),
        RETIRED,
        INSTEAD,
    ],
};

pub(super) static COUNT_CHANGE: Group = Group {
    name: "a change of the rule",
    fields: &[
        field("since", Shape::Year, Required, "the first year that is counted by the rule of `partnership_count:`"),
        field("before", COUNTING, Required, "the rule by which the years before are counted"),
    ],
};

/// `inputs/programmes.yaml`
pub(in crate::load) static PROGRAMMES: Group = Group {
    name: "the register of programmes",
    fields: &[
        field("sources", Shape::List(&Shape::Group(&SOURCE)), Required, "the documents that the facts name"),
        field(
            "programmes",
            Shape::List(&Shape::Group(&PROGRAMME)),
            Required,
            "the programmes and instruments, in the order of reports",
        ),
    ],
};

static PROGRAMME: Group = Group {
    name: "a programme",
    fields: &[
        field("id", Shape::Id, Required, "its stable id"),
        field("name", Shape::Text, Required, "its name as printed"),
        field("short_name", Shape::Text, Optional, "its usual abbreviation"),
        field("aliases", Shape::List(&Shape::Text), Optional, "other spellings found in documents; links may use them"),
        field("kind", Shape::Text, Required, "what sort of programme it is"),
        field("partners", Shape::List(&Shape::Id), Optional, "the partners that run it or pay for it"),
        field("facts", Shape::List(&Shape::Group(&FACT)), Required, "what is stated of it, one fact an item"),
        field("note", Shape::Text, Optional, "what a reader should know, such as sources that disagree"),
        field("checked", Shape::List(&Shape::Group(&WAIVER)), Optional, "what somebody has checked in its texts"),
    ],
};

static FACT: Group = Group {
    name: "a fact",
    fields: &[
        field("date", ANY_DATE, Required, "when it was so, or since when; editions up to that date do not tell it"),
        field("until", ANY_DATE, Optional, "until when, where it is a period"),
        field("what", Shape::Text, Required, "what is stated, in our words"),
        field("value", Shape::Count, Optional, "the number, where one is stated"),
        field(
            "bound",
            BOUND,
            Optional,
            "where the source says `more-than` or `less-than` the number; without it, exactly",
        ),
        field("unit", Shape::Text, Optional, "what the number counts"),
        field("confidence", CONFIDENCE, Required, "how sure it is; `news` where only a news article states it"),
        field("source", Shape::Id, Optional, "where it is stated; left out where no document was found"),
        field("pages", Shape::Pages, Optional, "where it stands there"),
    ],
};

/// `inputs/partnerships.yaml`
pub(in crate::load) static PARTNERSHIPS: Group = Group {
    name: "the register of partnerships",
    fields: &[
        field("sources", Shape::List(&Shape::Group(&SOURCE)), Required, "the documents that the partnerships name"),
        field(
            "partnerships",
            Shape::List(&Shape::Group(&PARTNERSHIP)),
            Required,
            "the partnerships, and the years of them, that no record of a snapshot tells",
        ),
    ],
};

static PARTNERSHIP: Group = Group {
    name: "a partnership",
    fields: &[
        field("id", Shape::Id, Required, "its stable id"),
        field(
            "cities",
            Shape::List(&Shape::Id),
            Optional,
            "its cities; several where one project is theirs together; left out where it is with the whole network",
        ),
        field("project", Shape::Id, Optional, "its project, if it is tied to one that a snapshot lists"),
        field("partners", Shape::List(&Shape::Id), Required, "the partners; several where a source names them jointly"),
        field("kind", Shape::Id, Required, "what they do, one of the partnership kinds of the framework"),
        field(
            "programme",
            Shape::Text,
            Optional,
            "the programme under which they do it: its id, or a name that programmes.yaml holds",
        ),
        field(
            "years",
            Shape::List(&Shape::Year),
            Optional,
            "the years in which a source shows it, less those in which a record tells it; or `from:` and `to:`",
        ),
        field("from", Shape::Year, Optional, "the first of these years, where they have no hole"),
        field("to", Shape::Year, Optional, "the last of these years"),
        field("sources", Shape::List(&Shape::Group(&MENTION)), Required, "where it is stated"),
        field("confidence", CONFIDENCE, Optional, "how sure it is; without it, published"),
        field("note", Shape::Text, Optional, "what a reader should know about it"),
        field("checked", Shape::List(&Shape::Group(&WAIVER)), Optional, "what somebody has checked in its note"),
    ],
};

static MENTION: Group = Group {
    name: "a mention",
    fields: &[field("source", Shape::Id, Required, "the document"), field("page", Shape::Count, Optional, "the page")],
};

pub(super) static LINK: Group = Group {
    name: "a partner of a record",
    fields: &[
        field(
            "ids",
            Shape::List(&Shape::Id),
            Required,
            "the ids of the partners; several where a source names them jointly",
        ),
        field("kind", Shape::Id, Required, "what they do, one of the partnership kinds of the framework"),
        field(
            "programme",
            Shape::Text,
            Optional,
            "the programme under which they do it: its id, or a name that programmes.yaml holds",
        ),
        field("page", Shape::Count, Optional, "the page it is named on"),
    ],
};
