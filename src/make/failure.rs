//! Why a run came to no end.

use crate::diagnostic::visible;
use crate::{load, render, write};
use std::fmt;

/// Why a run came to no end: the machine, or a wish that cannot be met.
#[derive(Debug)]
pub enum Failure {
    /// A file could not be read.
    Read(load::ReadError),
    /// A template is faulty.
    Render(render::RenderError),
    /// The output could not be written.
    Write(write::WriteError),
    /// There is no snapshot of that year; there are these.
    NoSuchYear(i32, Vec<i32>),
    /// Of that year no list of projects is there; of these there is one.
    NoList(i32, Vec<i32>),
    /// There is no city of that id; perhaps this one is meant.
    NoSuchCity(String, Option<String>),
    /// The city of that id does not belong to the network at the cut-off of that year, nor did it the year before.
    NotAMember(String, i32),
    /// A comparison leads from an earlier year to a later one, and these do not.
    NotEarlier(i32, i32),
    /// The reports cannot be shown on that port, for this cause.
    NoPort(u16, String),
    /// What was to be told could not be written whole, for this cause.
    Told(std::io::Error),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => write!(f, "{} cannot be read: {}", error.path.display(), error.cause),
            Self::Render(error) => error.fmt(f),
            Self::Write(error) => error.fmt(f),
            Self::NoSuchYear(year, years) => write!(f, "there is no snapshot of {year}; there are {}", listed(years)),
            Self::NoList(year, years) => {
                write!(
                    f,
                    "no list of the projects of {year} is in the inputs, so that nothing can be carried forward"
                )?;
                if years.is_empty() { Ok(()) } else { write!(f, "; there are lists of {}", listed(years)) }
            }
            Self::NoSuchCity(typed, near) => {
                write!(f, "there is no city `{}`", visible(typed))?;
                match near {
                    Some(near) => write!(f, "; did you mean `{near}`?"),
                    None => write!(f, "; all ids are in cities.yaml"),
                }
            }
            Self::NotAMember(city, year) => {
                write!(
                    f,
                    "`{city}` has no brief of {year}: it did not belong to the network then; name another `--year`"
                )
            }
            Self::NotEarlier(from, to) => {
                write!(f, "a comparison takes two years, the earlier one first; {from} is not before {to}")
            }
            Self::Told(fault) => write!(f, "what was to be told could not be written whole: {}", write::cause(fault)),
            Self::NoPort(port, cause) => {
                write!(f, "the reports cannot be shown on port {port}: {cause}; choose another with `--port`")
            }
        }
    }
}

fn listed(years: &[i32]) -> String {
    years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

impl std::error::Error for Failure {}

impl From<load::ReadError> for Failure {
    fn from(error: load::ReadError) -> Self {
        Self::Read(error)
    }
}

impl From<render::RenderError> for Failure {
    fn from(error: render::RenderError) -> Self {
        Self::Render(error)
    }
}

impl From<write::WriteError> for Failure {
    fn from(error: write::WriteError) -> Self {
        Self::Write(error)
    }
}
