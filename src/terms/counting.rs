//! What counts as one partnership.

/// By what partnerships are counted: each distinct pair, or each partner, once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Counting {
    /// Each pair of a city (or the whole network) and a partner.
    #[default]
    CityAndPartner,
    /// Each pair of a project and a partner; where no project is named, of the city (or the whole network) and the partner.
    ProjectAndPartner,
    /// Each partner.
    Partner,
}

impl Counting {
    /// The words of the input files, the one that holds without a word first.
    pub const WORDS: [&'static str; 3] = ["city-and-partner", "project-and-partner", "partner"];

    /// The rule of that word.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "city-and-partner" => Some(Self::CityAndPartner),
            "project-and-partner" => Some(Self::ProjectAndPartner),
            "partner" => Some(Self::Partner),
            _ => None,
        }
    }

    /// The word of the input files.
    pub fn word(self) -> &'static str {
        match self {
            Self::CityAndPartner => "city-and-partner",
            Self::ProjectAndPartner => "project-and-partner",
            Self::Partner => "partner",
        }
    }
}
