//! What can happen to projects and cities between two snapshots.

/// What happened to projects, or to a city, between two snapshots, as the ledger tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// One project goes on under another id.
    Continued,
    /// A project has another title.
    Renamed,
    /// One project became several.
    Split,
    /// Several projects became one.
    Merged,
    /// A project stands in another focus area.
    Moved,
    /// Projects gave way to others.
    Replaced,
    /// A project ended without being completed.
    Closed,
    /// A city took a project out of its plan.
    Withdrawn,
    /// A project is listed for the first time.
    New,
    /// A project that had left the list is back.
    Returned,
    /// A completed project is under way again.
    Reopened,
    /// A project went back from on-going to planning.
    SetBack,
    /// A city joined the network.
    CityJoined,
    /// A city left the network.
    CityLeft,
    /// A city has another name.
    CityRenamed,
    /// Somebody has looked, and no source tells why a project is no longer listed.
    Unexplained,
}

impl Event {
    /// The words of the ledger, in the order of the events.
    pub const WORDS: [&'static str; 16] = [
        "continued",
        "renamed",
        "split",
        "merged",
        "moved",
        "replaced",
        "closed",
        "withdrawn",
        "new",
        "returned",
        "reopened",
        "set-back",
        "city-joined",
        "city-left",
        "city-renamed",
        "unexplained",
    ];

    /// All events, in the same order.
    pub const ALL: [Self; 16] = [
        Self::Continued,
        Self::Renamed,
        Self::Split,
        Self::Merged,
        Self::Moved,
        Self::Replaced,
        Self::Closed,
        Self::Withdrawn,
        Self::New,
        Self::Returned,
        Self::Reopened,
        Self::SetBack,
        Self::CityJoined,
        Self::CityLeft,
        Self::CityRenamed,
        Self::Unexplained,
    ];

    /// The event of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::WORDS.iter().position(|known| *known == word).and_then(|place| Self::ALL.get(place)).copied()
    }

    /// Its word in the ledger.
    pub fn word(self) -> &'static str {
        Self::WORDS.get(self as usize).copied().unwrap_or_default()
    }

    /// Which keys tell whom it happened to.
    pub fn sides(self) -> Sides {
        match self {
            Self::Renamed | Self::Moved | Self::Reopened | Self::SetBack => Sides::Stay,
            Self::Closed | Self::Withdrawn | Self::Unexplained => Sides::Leave,
            Self::New | Self::Returned => Sides::Come,
            Self::Continued | Self::Split | Self::Merged | Self::Replaced => Sides::Turn,
            Self::CityJoined | Self::CityLeft | Self::CityRenamed => Sides::City,
        }
    }
}

/// In which of two neighbouring snapshots the projects of an event are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sides {
    /// `projects:`, each in both.
    Stay,
    /// `projects:`, each in the earlier one only.
    Leave,
    /// `projects:`, each in the later one only.
    Come,
    /// `from:` in the earlier one, `to:` in the later one.
    Turn,
    /// `city:`; no projects.
    City,
}
