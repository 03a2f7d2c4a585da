//! The framework becomes the framework as written.

use super::super::written::{
    Code, CodeList, FocusArea, Framework, Kind, MemberState, Network, ProjectType, Retired, Status,
};
use super::{gaps, partnerships, year_of};
use crate::load::format::PROPOSED;
use crate::load::node::Node;
use crate::load::shape::{ROUNDING, STAGE, Shape};
use crate::source::At;
use crate::terms::{Confidence, Joined, Rounding, Stage, When};

pub(in crate::load) fn framework(root: &Node<'_>) -> Framework {
    Framework {
        network: root.get("network").map(network).unwrap_or_default(),
        focus_areas: root.list("focus_areas", focus_area),
        statuses: root.list("statuses", status),
        member_states: root.list("member_states", member_state),
        partnership_kinds: root.list("partnership_kinds", kind),
        code_lists: root.list("code_lists", code_list),
        rounding: root.sound("rounding", &ROUNDING).and_then(|(word, _)| Rounding::parse(word)).unwrap_or_default(),
        counting: partnerships::counting(root, "partnership_count").unwrap_or_default(),
        count_change: partnerships::count_change(root),
    }
}

/// What the lists of the framework hold of which an entry could not be read.
pub(in crate::load) fn framework_gaps(root: &Node<'_>, framework: &Framework) -> Vec<&'static str> {
    let areas = root.get("focus_areas").map(Node::items).unwrap_or_default();
    let type_gaps =
        areas.iter().any(|area| gaps(area, "project_types", area.list("project_types", project_type).len()));
    let area_gaps = gaps(root, "focus_areas", framework.focus_areas.len());
    let lists = root.get("code_lists").map(Node::items).unwrap_or_default();
    let code_gaps = lists.iter().any(|list| gaps(list, "codes", list.list("codes", code).len()));
    let list_gaps = root.get("code_lists").is_some() && gaps(root, "code_lists", framework.code_lists.len());
    let all = [
        ("focus area", area_gaps),
        ("project type", area_gaps || type_gaps),
        ("status", gaps(root, "statuses", framework.statuses.len())),
        ("member state", gaps(root, "member_states", framework.member_states.len())),
        ("partnership kind", gaps(root, "partnership_kinds", framework.partnership_kinds.len())),
        ("code list", list_gaps),
        ("code", list_gaps || code_gaps),
    ];
    all.into_iter().filter(|(_, has_gaps)| *has_gaps).map(|(what, _)| what).collect()
}

fn network(node: &Node<'_>) -> Network {
    let words = |key: &str| node.words(key).unwrap_or_default();
    Network {
        name: words("name"),
        short_name: words("short_name"),
        plan_name: words("plan_name"),
        plan_short_name: words("plan_short_name"),
        state_name: words("state_name"),
        publisher: words("publisher"),
    }
}

fn focus_area(node: &Node<'_>) -> Option<FocusArea> {
    Some(FocusArea {
        id: node.own_id()?,
        name: node.words("name").unwrap_or_default(),
        definition: node.line_or_empty("definition"),
        retired: retired(node),
        project_types: node.list("project_types", project_type),
    })
}

fn project_type(node: &Node<'_>) -> Option<ProjectType> {
    Some(ProjectType {
        id: node.own_id()?,
        name: node.words("name").unwrap_or_default(),
        definition: node.words("definition").unwrap_or_default(),
        retired: retired(node),
    })
}

fn retired(node: &Node<'_>) -> Option<Retired> {
    Some(Retired { from: year_of(node, "retired")?, instead: node.id("instead") })
}

fn status(node: &Node<'_>) -> Option<Status> {
    let stage = node.scalar("stage", &STAGE)?;
    Some(Status {
        id: node.own_id()?,
        name: node.words("name").unwrap_or_default(),
        stage: At { value: Stage::parse(&stage.value)?, place: stage.place },
        meaning: node.line_or_empty("meaning"),
    })
}

fn member_state(node: &Node<'_>) -> Option<MemberState> {
    Some(MemberState {
        id: node.own_id()?,
        name: node.words("name").unwrap_or_default(),
        country: node.scalar("country", &Shape::Country).map(|at| at.value.to_string()).unwrap_or_default(),
        joined: Joined(node.when("joined").map_or(When::Year(0), |at| at.value)),
        tile: node.get("tile").and_then(tile),
    })
}

fn tile(node: &Node<'_>) -> Option<At<(u32, u32)>> {
    Some(At { value: (node.count("column")?, node.count("row")?), place: node.place })
}

fn code(node: &Node<'_>) -> Option<Code> {
    Some(Code { id: node.own_id()?, name: node.words("name").unwrap_or_default(), retired: retired(node) })
}

fn kind(node: &Node<'_>) -> Option<Kind> {
    Some(Kind { code: code(node)?, is_proposed: node.sound("stage", &PROPOSED).is_some() })
}

fn code_list(node: &Node<'_>) -> Option<CodeList> {
    Some(CodeList {
        id: node.own_id()?,
        name: node.words("name").unwrap_or_default(),
        source: node.words("source").unwrap_or_default(),
        confidence: node.confidence("confidence").unwrap_or(Confidence::Published),
        codes: node.list("codes", code),
    })
}
