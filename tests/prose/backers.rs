//! Partners that are said to support a project.

use super::parts::hold_apart;

/// Of each project that is named here the inputs name the Example Bank for Towns alone, but of Camera Card no partner.
const TRUE: &[&str] = &[
    "Market Depot is supported by the Example Bank for Towns.",
    "Market Depot, funded by EBT, is on-going.",
    "Market Depot in Exampleton is financed by EBT.",
    "Example Bank for Towns funds Market Depot.",
    "EBT supports the project Market Depot in Exampleton.",
    "Market Depot is supported by EBT, and the Sample Fund visited Exampleton.",
    "Market Depot is supported by EBT, which the Sample Fund owns.",
    "Camera Card is supported by the Sample Fund.",
    "Market Depot is not supported by the Sample Fund.",
    "Market Depot stands beside a hall that was paid for by the Sample Fund.",
    "Market Depot was shown to the Sample Fund.",
    "Market Depot and Camera Card are supported by the Sample Fund.",
    "The Sample Fund funds roads, and Market Depot is on-going.",
    "The Sample Fund, which funds a school, visited Market Depot.",
    "The Mock Rail Company is near; Market Depot is funded by EBT.",
    "Market Depot was discussed with Mock Rail Company, and is supported by EBT.",
];

const FALSE: &[&str] = &[
    "Market Depot is supported by the Sample Fund.",
    "Market Depot, funded by Mock Rail Company, is on-going.",
    "Market Depot in Exampleton is financed by EBT and the Sample Fund.",
    "The Sample Fund funds Market Depot.",
    "Mock Rail Company supports the project Market Depot in Exampleton.",
    "Solar Grid was carried out with the\nSample Fund.",
    "Signal Control Room, in partnership with Mock Rail Company, is on-going.",
];

#[test]
fn a_partner_is_told_that_the_inputs_do_not_name_for_the_project() {
    hold_apart(TRUE, FALSE);
}
