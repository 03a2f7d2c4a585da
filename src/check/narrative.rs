//! The texts of an edition, resolved: which chapter, focus area or city each is about.

use super::Network;
use crate::load::written::{About, Inputs, Text};
use crate::prose::Block;
use crate::terms::{CityId, FocusAreaId};
use std::collections::BTreeMap;

/// What people wrote for an edition; empty where nobody wrote.
#[derive(Debug, Default)]
pub struct Narrative {
    /// By the name of the chapter.
    pub chapters: BTreeMap<String, Vec<Block>>,
    /// By focus area.
    pub focus_areas: BTreeMap<FocusAreaId, Vec<Block>>,
    /// By city.
    pub cities: BTreeMap<CityId, Story>,
}

/// The story of a city.
#[derive(Debug)]
pub struct Story {
    /// The id of the project it shows; nothing where the city lists none.
    pub project: Option<String>,
    /// What it says.
    pub blocks: Vec<Block>,
}

impl Narrative {
    /// Every block, in the order of chapters, focus areas and cities.
    pub fn blocks(&self) -> impl Iterator<Item = &Block> {
        let stories = self.cities.values().map(|story| &story.blocks);
        self.chapters.values().chain(self.focus_areas.values()).chain(stories).flatten()
    }
}

/// The texts of the edition of a year.
pub(super) fn of_year(network: &Network, inputs: &Inputs, year: i32) -> Option<Narrative> {
    let mut narrative = Narrative::default();
    for Text { about, name, project, blocks, .. } in inputs.narrative.iter().filter(|text| text.year == year) {
        let blocks = blocks.clone();
        match about {
            About::Chapter => drop(narrative.chapters.insert(name.value.to_string(), blocks)),
            About::FocusArea => drop(narrative.focus_areas.insert(network.focus_area(&name.value)?, blocks)),
            About::City => {
                let story = Story { project: project.as_ref().map(|id| id.value.to_string()), blocks };
                narrative.cities.insert(network.city_id(&name.value)?, story);
            }
        }
    }
    Some(narrative)
}
