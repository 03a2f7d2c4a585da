//! Sentences that tell of a part: what came, what stayed and what left, who lists nothing, and how many more there are.

use super::network;
use ascn_report::audit::prose::{Guard, Weight};
use ascn_report::words::Words;

/// Sentences on parts that are true of the network, or that say something which no figure tells.
const TRUE: &[&str] = &[
    "The number of projects rose by 14 to 60.",
    "The number of completed projects rose by 11 to 23.",
    "The list has 14 more projects than in 2023.",
    "The list has 14 new projects.",
    "12 new projects are in cities that belonged to the network before.",
    "In 2024, cities listed 14 new projects.",
    "Since 2023, 14 new projects were listed.",
    "14 projects are new.",
    "In 2023, the network listed 14 new projects.",
    "Testonia lists three new projects.",
    "Town Life has two new projects.",
    "Two new smart projects of the network are in Town Life.",
    "46 projects of 2023 are listed again.",
    "Of the 46 projects of 2023, all 46 are still listed in 2024.",
    "Of the 46 projects listed in 2023, 46 are listed again.",
    "Of the nine projects of Exampleton, nine are still listed.",
    "No fewer than 40 projects are listed again.",
    "Since 2021, two projects are no longer listed.",
    "Of the 22 projects of 2021, 20 are still listed and two are no longer listed.",
    "In 2023, two projects were no longer listed.",
    "Between 2022 and 2023 two projects were taken off the list.",
    "Nine cities have no project in Green Energy.",
    "Five cities list no project in Safe Streets.",
    "Two Member States list no project in Green Energy.",
    "Three cities without projects of their own came as guests.",
    "Testonia lists six more projects than Draftonia.",
    "Draftonia lists six fewer projects than Testonia.",
    "Exampleton has two more projects than Proofport.",
    "The network lists 60 projects, 14 more than in 2023.",
    "The network lists 60 projects, 14 more than the year before.",
    "Testonia lists 15 projects, three more than in 2023.",
    "The network has 13 cities, one more than in 2023.",
    "There are 11 more completed projects than a year earlier.",
    "The network lists 14 more projects than last year.",
    "In 2023 the network listed 12 more projects than in 2022.",
    "Three new projects of Exampleton won a prize.",
    "Three projects are no longer listed under their old titles.",
    "Four new buses of Testford are in service.",
    "Exampleton has two more years than planned for its list.",
    "Three more cities than expected sent their plans in.",
    "Two cities list nothing but projects in Clean Water.",
    "The network wants 20 more projects than it has.",
    "Of the 60 projects, 14 are new and 46 were carried over from 2023.",
    "46 of the 46 projects of 2023 are listed again.",
    "Of the 46 projects listed in 2023, 46 are listed again.",
    "Three of the 14 new projects are in Testonia.",
    "The list of 2024 has 14 new projects, of which three are in Testonia and two in Town Life.",
    "20 of the 22 projects of 2021 are still listed.",
    "All but two of the 22 projects of 2021 are still listed.",
    "Forty of the 60 projects were not yet on the list of 2021.",
    "Three cities have no completed project.",
    "Three of the 13 cities have no completed project.",
    "There is no completed project in three cities.",
    "No project is in planning in three of the 13 cities.",
    "Nine cities have no Green Energy project.",
    "Ten of the 13 cities list a completed project.",
    "Four of the 13 cities list a project in Green Energy, the same as in 2023.",
    "Town Life has two more projects than in 2023 and six more than in 2022.",
    "The network has 13 cities, one more than in 2023 and two more than in 2021.",
    "Testonia lists six more projects than Draftonia and one more than Samplestan.",
    "Testonia has three projects more than in 2023, and Draftonia two.",
    "The number of completed projects rose from 12 to 23, 11 more than in 2023.",
    "One new city joined the network in 2024.",
    "Testonia added three projects.",
    "Testonia gained three projects and Town Life two.",
    "Since 2023, 11 projects were completed.",
    "An increase of 14 projects brought the total to 60.",
    "Over the same 12 cities, the number of projects rose from 46 to 58.",
    "Over the 12 cities that belonged to the network in both years, the number rose.",
    "Eleven on-going projects were completed in the year.",
    "One city lists only three projects.",
    "No project of Testonia has left the list.",
    "No project has left the list since 2023.",
    "No new project of the network is late.",
    "None of the 16 projects in planning is in Nowhere Bay.",
    "Not all of the 60 projects are on-going.",
    "Of Testonia's 15 projects, none is in planning abroad.",
    "It now lists nine projects, four more than in 2022.",
    "Three of the country's projects are completed.",
    "It took the network a year to go from 46 projects to 60.",
    "Two years ago the network stood at 34 projects.",
    "From 13 projects in 2023, Town Life went up to 15.",
    "Exampleton, which listed four projects two years ago, now has nine.",
    "Exampleton is one of two cities that joined first.",
    "Testonia is one of three countries that list 14 projects or more.",
    "Two of Testonia's three cities host a port.",
    "Draftonia has nine projects; only Testonia, with 15, has more.",
    "Trial Bay and Specimen Hill have three projects each, as many as each city of Draftonia.",
    "If all 16 planned projects began, 37 projects would be on-going.",
    "The goal was 70 projects; the network has 60.",
    "Without Testonia the network would have 45 projects.",
    "Of the 22 original projects 20 are still listed today.",
    "The list of 2024 contains 14 projects that were not on the list of 2023.",
    "The 11 pilot cities run 51 projects.",
    "There were 12 cities and 46 projects then.",
    "In 2023 Town Life led with 13 of the 46 projects; in 2024 Roads & Rails leads.",
    "Member States list between nine and 15 projects.",
];

/// Sentences on parts that are false.
const FALSE: &[&str] = &[
    "The number of projects rose by 14 to 61.",
    "The number of projects rose by 13 to 60.",
    "The number of completed projects rose by 11 to 24.",
    "The number of projects rose by 60 to 14.",
    "The list has 15 more projects than in 2023.",
    "The list has 14 fewer projects than in 2023.",
    "The list has 16 new projects.",
    "In 2024, cities listed 17 new projects.",
    "Testonia lists four new projects.",
    "Two new smart projects of the network are in Green Energy.",
    "45 projects of 2023 are listed again.",
    "Of the 46 projects of 2023, 44 are still listed in 2024.",
    "Of the nine projects of Exampleton, eight are still listed.",
    "Three projects are no longer listed.",
    "Since 2021, three projects are no longer listed.",
    "Of the 22 projects of 2021, 20 are still listed and three are no longer listed.",
    "Three cities list no project.",
    "Eight cities have no project in Green Energy.",
    "Three Member States list no project in Green Energy.",
    "Testonia lists five more projects than Draftonia.",
    "Draftonia lists six more projects than Testonia.",
    "Exampleton has three more projects than Proofport.",
    "The network lists 60 projects, 12 more than in 2023.",
    "Testonia lists 15 projects, four more than in 2023.",
    "The network has 13 cities, two more than in 2023.",
    "There are 12 more completed projects than a year earlier.",
    "In 2023 the network listed 14 more projects than in 2022.",
    "Of the 60 projects, 16 are new and 44 were carried over from 2023.",
    "45 of the 46 projects of 2023 are listed again.",
    "46 of the 48 projects of 2023 are listed again.",
    "Four of the 14 new projects are in Testonia.",
    "Three of the 15 new projects are in Testonia.",
    "The list of 2024 has 14 new projects, of which four are in Testonia.",
    "22 of the 22 projects of 2021 are still listed.",
    "Ten cities have no completed project.",
    "Ten of the 13 cities have no completed project.",
    "There is no completed project in ten cities.",
    "No project is in planning in ten of the 13 cities.",
    "Four cities have no Green Energy project.",
    "Ten of the 12 cities list a completed project.",
    "Nine of the 13 cities list a completed project.",
    "Town Life has two more projects than in 2023 and four more than in 2022.",
    "The network has 13 cities, one more than in 2023 and three more than in 2021.",
    "The number of completed projects rose from 12 to 23, ten more than in 2023.",
    "Testonia added four projects.",
    "Since 2023, 23 projects were completed.",
    "An increase of 15 projects brought the total to 60.",
    "Over the same 12 cities, the number of projects rose from 46 to 60.",
    "Testonia lists no new project.",
    "Since 2021, no project has left the list.",
    "No project of Exampleton is completed.",
    "14 projects were added to the list and three dropped off it.",
    "The network now lists 62 projects, and not 60.",
    "Testonia, with 16 projects, has the longest list.",
    "Two of Testonia's four cities list projects.",
    "From 46 projects the list grew to 62.",
    "15 of the 60 projects are in planning.",
];

/// The number of a part is held to the figure of that part, and never to that of the whole; what says more of the part
/// than figures tell is let be.
#[test]
fn a_part_is_held_to_its_own_figure() {
    hold_apart(TRUE, FALSE);
}

/// Of the true sentences none is doubted; of each that is false it is told what is wrong, with what to type instead and
/// with a figure that the edition has.
pub(super) fn hold_apart(right: &[&str], wrong: &[&str]) {
    let (network, figures) = network();
    let words = Words::english();
    let guard = Guard::new(&network, &figures, &words);
    let told = |text: &str| {
        let findings = guard.findings(text).into_iter();
        findings.filter(|finding| finding.weight != Weight::Unproved).collect::<Vec<_>>()
    };
    let alarms = right.iter().flat_map(|text| told(text).into_iter().map(move |finding| (text, finding.message)));
    let alarms: Vec<_> = alarms.collect();
    assert!(alarms.is_empty(), "true sentences are doubted: {alarms:#?}");
    let missed: Vec<_> = wrong.iter().filter(|text| told(text).is_empty()).collect();
    assert!(missed.is_empty(), "false sentences pass: {missed:#?}");
    for finding in wrong.iter().flat_map(|text| told(text)) {
        assert!(finding.help.is_some(), "{}", finding.message);
        let (id, year) = finding.figure.as_ref().expect("it names a figure");
        let edition = figures.iter().find(|edition| edition.year == *year).expect("there is an edition of that year");
        assert!(edition.get(id).is_some(), "the edition of {year} has no figure {id}: {}", finding.message);
    }
}
