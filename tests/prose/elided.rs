//! Numbers whose noun is left out, because the sentence counted projects before.

use super::parts::hold_apart;

const TRUE: &[&str] = &[
    "Exampleton has nine projects, Testford eight and Proofport seven.",
    "Exampleton has nine projects, Mockhaven and Testmouth have four each, and Sampleburg five.",
    "Testonia ranks first with 15 projects; Testford has eight.",
    "The list of projects is led by Exampleton with nine, followed by Testford with eight.",
    "Exampleton lists nine projects, followed by Trial Bay, Specimen Hill and Sketchville with three each.",
    "Projects stand in thirteen cities: Exampleton, Galley Falls and Draftonburg have two each.",
    "Exampleton has nine projects, Testford five schools and Proofport one.",
    "Exampleton has three projects in planning and Testford two.",
    "Exampleton lists nine projects, of which Testford supports three.",
    "Exampleton lists more projects than in 2023, Testford one.",
    "Exampleton sent nine projects, and the office answered Testford on page 9.",
    "Projects on water: Exampleton has six of the twenty, and Trial Bay has two.",
    "The picture was different a year ago: Testonia had twelve projects, and Testford six.",
    "Completed projects are rare: Testford has three.",
];

const FALSE: &[&str] = &[
    "Exampleton has nine projects, Testford eight and Proofport six.",
    "Exampleton has nine projects, Mockhaven and Testmouth have five each, and Sampleburg five.",
    "Exampleton has nine projects, Mockhaven and Sampleburg four each.",
    "Testonia ranks first with 15 projects; Testford has nine.",
    "The list of projects is led by Exampleton with nine, followed by Testford with seven.",
    "Exampleton lists nine projects, followed by Trial Bay, Specimen Hill and Sketchville with two each.",
];

#[test]
fn a_number_without_its_noun_is_one_of_projects_where_the_sentence_counts_them() {
    hold_apart(TRUE, FALSE);
}
