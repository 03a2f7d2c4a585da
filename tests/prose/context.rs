//! Numbers of what a heading or a sentence before names, and of two sides, two years or a whole in one sentence.

use super::parts::hold_apart;

/// Texts that are true of the network where they stand.
const TRUE: &[&str] = &[
    "## Clean Water\n\nThis focus area counts 15 projects. Seven are completed and four are in planning.",
    "## Clean Water\n\nThe number of projects rose from 12 to 15. Four projects are on-going.",
    "## Mockland\n\nNo project is in Green Energy.",
    "## Testonia\n\nThe number of projects rose from 12 to 15. Three projects are in planning.",
    "## Testonia\n\nA third of the projects are completed. Testonia has one project in Green Energy.",
    "# Members\n\n## Proofland\n\n### Proofport\n\nSeven projects are listed, three of them on-going.",
    "Proofport\n\nTwo projects are completed.",
    "Exampleton lists nine projects. Five projects are completed.",
    "Exampleton lists nine projects. Of these nine projects, five are completed.",
    "In Mockland there are 13 projects. Five are completed.",
    "Our city now lists nine projects, one more than last year.",
    "Testonia has 15 of the 60 projects.",
    "Testonia, with 15 of the 60 projects, has the longest list.",
    "Exampleton has five of the 23 completed projects.",
    "Testonia has three of the 13 cities.",
    "60 projects (2023: 46; 2022: 34)",
    "Completed projects: 23 (2023: 12)",
    "There are 60 projects (46 in 2023) in 13 cities (12 in 2023).",
    "In 2024 the network had 60 projects; in 2023 it had 46 projects.",
    "Sample River Port, which was still at the planning stage last year, is now on-going.",
    "Roughly two out of five projects are completed.",
    "Only four projects, in four cities, belong to Green Energy.",
    "The other nine cities list no project in Green Energy.",
    "Exampleton has three projects in planning and Testford two.",
    "Five projects in Testonia and six in Samplestan are completed.",
    "With seven completed projects, Clean Water has the most.",
    "Roads & Rails was the largest focus area, with 16 projects, and Clean Water came second with 15.",
    "Four cities were added, and they list two projects each.",
    "Roads & Rails grew most, by four projects.",
    "The published report counts 59 projects.",
    "Testford is a city of Testonia.",
    "Draftonia ranks fourth.",
    "Clean Water lists 15 projects. Testonia has four of the 15 projects.",
    "The number of projects rose by 14, and fell short of the plan.",
    "Testonia has three cities, more than any other member of the council.",
    "Twelve of the 13 cities list the same number of projects as in the plan of 2023.",
];

/// Texts that are false of the network, and of what they stand under.
const FALSE: &[&str] = &[
    "## Clean Water\n\nThis focus area of the network counts 16 projects.",
    "## Clean Water\n\nEight projects are completed.",
    "## Testonia\n\nThe number of projects rose from 12 to 17.",
    "## Testonia\n\nThe network lists 15 projects.",
    "Exampleton lists nine projects. Six projects are completed.",
    "Exampleton lists nine projects.\n\nFive projects are completed.",
    "Testonia has 16 of the 60 projects.",
    "Testonia has 15 of the 61 projects.",
    "61 projects (2023: 46; 2022: 34)",
    "60 projects (2023: 47; 2022: 34)",
    "In 2024 the network had 60 projects; in 2023 it had 47 projects.",
    "One out of four projects is completed.",
    "Testford is a city of Samplestan.",
    "Draftonia ranks sixth.",
    "With eight completed projects, Clean Water has the most.",
    "Roads & Rails was the largest focus area, with 16 projects, and Safe Streets came second.",
];

/// What a heading or a sentence before names narrows the numbers behind it, and no others.
#[test]
fn a_number_may_be_that_of_what_stands_above_it() {
    hold_apart(TRUE, FALSE);
}
