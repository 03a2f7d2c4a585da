//! Projects as they were written: one entry a project and year.

use super::{Doubts, Named};
use crate::held::Held;
use crate::source::At;

/// A project in one year. What could not be read, and was told, is empty text, or stands as it was typed.
#[derive(Debug)]
pub struct Record {
    /// Its id.
    pub id: At<Held>,
    /// Its city's id.
    pub city: At<Held>,
    /// The year from which its values are carried forward, until somebody has confirmed them.
    pub carried_from: Option<At<i32>>,
    /// Its number in the printed list.
    pub number: Option<u32>,
    /// Its title.
    pub title: At<Held>,
    /// Its focus area's id.
    pub focus_area: At<Held>,
    /// Its project type's id.
    pub project_type: Option<At<Held>>,
    /// Its status's id.
    pub status: At<Held>,
    /// Its codes of further lists, by the id of each list.
    pub codes: Named<Vec<At<Held>>>,
    /// What it is about.
    pub description: At<Held>,
    /// Its partners.
    pub partners: Vec<Link>,
    /// Its source's id.
    pub source: Option<At<Held>>,
    /// The page.
    pub page: Option<u32>,
    /// How sure its values are.
    pub doubts: Doubts,
    /// What a reader should know.
    pub note: Option<At<Held>>,
    /// What somebody has checked in these texts.
    pub checked: Vec<Waiver>,
}

impl Record {
    /// Shows the texts that are its own: those of the same project in other years may say the same.
    pub(in crate::load) fn each_own_text(&mut self, mut look: impl FnMut(&mut Held)) {
        let own = [&mut self.id, &mut self.title, &mut self.description].into_iter().chain(&mut self.note);
        own.for_each(|at| look(&mut at.value));
    }

    /// Shows the names that many records have.
    pub(in crate::load) fn each_name(&mut self, mut look: impl FnMut(&mut Held)) {
        let needed = [&mut self.city, &mut self.focus_area, &mut self.status].into_iter();
        let named = needed.chain(&mut self.project_type).chain(&mut self.source);
        named.for_each(|at| look(&mut at.value));
        for (list, codes) in &mut self.codes {
            look(&mut list.value);
            codes.value.iter_mut().for_each(|at| look(&mut at.value));
        }
        for link in &mut self.partners {
            let named = link.ids.iter_mut().chain([&mut link.kind]).chain(&mut link.programme);
            named.for_each(|at| look(&mut at.value));
        }
    }
}

/// Words of a text that somebody has checked where no figure tells of them.
#[derive(Debug)]
pub struct Waiver {
    /// The very words.
    pub words: At<Held>,
    /// Where they were checked.
    pub reason: String,
}

/// A partner named for a record.
#[derive(Debug)]
pub struct Link {
    /// The partners' ids.
    pub ids: Vec<At<Held>>,
    /// Whether their list is empty, and not only faulty.
    pub names_none: bool,
    /// What they do.
    pub kind: At<Held>,
    /// The programme.
    pub programme: Option<At<Held>>,
    /// The page.
    pub page: Option<u32>,
}
