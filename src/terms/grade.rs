//! How sure a value is, in the grades in which values are counted.

use super::Confidence;

/// How sure a value of a record is, as reports count it; surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// A document prints it.
    Reported,
    /// It follows from what is printed, without a choice.
    Derived,
    /// A news article states it, and no document does.
    News,
    /// It is a reading of what is printed.
    Inferred,
    /// It stands as in the snapshot of another year, and nobody has confirmed it.
    CarriedForward,
    /// The sources do not say.
    NotStated,
}

/// Which values of a record stand as in the snapshot it is carried forward from. Its status never does: that is left
/// empty, and filled in anew.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Carried {
    /// Its title.
    pub title: bool,
    /// Its focus area.
    pub focus_area: bool,
    /// Its project type.
    pub project_type: bool,
}

impl Carried {
    /// Whether any value does.
    pub fn any(self) -> bool {
        self.title || self.focus_area || self.project_type
    }
}

impl Grade {
    /// All grades, surest first.
    pub const ALL: [Self; 6] =
        [Self::Reported, Self::Derived, Self::News, Self::Inferred, Self::CarriedForward, Self::NotStated];

    /// The grade of a value: without a doubt it is reported; what is missing or unknown is not stated, whatever else
    /// is said of it.
    pub fn of(is_stated: bool, is_carried: bool, doubt: Option<Confidence>) -> Self {
        match (is_stated, doubt) {
            (false, _) | (_, Some(Confidence::Unknown)) => Self::NotStated,
            _ if is_carried => Self::CarriedForward,
            (true, None | Some(Confidence::Published)) => Self::Reported,
            (true, Some(Confidence::Derived)) => Self::Derived,
            (true, Some(Confidence::News)) => Self::News,
            (true, Some(Confidence::Inferred | Confidence::InferredWeak)) => Self::Inferred,
        }
    }

    /// Its name in figure ids.
    pub fn key(self) -> &'static str {
        match self {
            Self::Reported => "reported",
            Self::Derived => "derived",
            Self::News => "news",
            Self::Inferred => "inferred",
            Self::CarriedForward => "carried-forward",
            Self::NotStated => "not-stated",
        }
    }
}
