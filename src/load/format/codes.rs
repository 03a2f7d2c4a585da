//! The format of further lists, and of the codes that records name.

use super::super::shape::{CONFIDENCE, Field, Group, Shape};
use super::Need::{Optional, Required};
use super::field;

/// A code that is no longer used stays in its list, because earlier snapshots name it.
pub(super) const RETIRED: Field =
    field("retired", Shape::Year, Optional, "the first year whose records may no longer name it; earlier ones keep it");
pub(super) const INSTEAD: Field = field("instead", Shape::Id, Optional, "the id to use instead, once it is retired");

/// The codes of a record: `outcomes: [calm, order]`.
pub(super) const CODES: Shape = Shape::Map(&Shape::List(&Shape::Id));

static CODE: Group = Group {
    name: "a code",
    fields: &[
        field("id", Shape::Id, Required, "its stable id, which records name"),
        field("name", Shape::Text, Required, "its name as printed"),
        RETIRED,
        INSTEAD,
    ],
};

pub(super) static CODE_LIST: Group = Group {
    name: "a code list",
    fields: &[
        field("id", Shape::Id, Required, "its stable id, which records name"),
        field("name", Shape::Text, Required, "its name as printed"),
        field("source", Shape::Text, Required, "the document it comes from"),
        field("confidence", CONFIDENCE, Optional, "how sure the list is; without it, published"),
        field("codes", Shape::List(&Shape::Group(&CODE)), Required, "its entries, in the order of reports"),
    ],
};
