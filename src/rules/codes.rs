//! Codes and cities are used while they are in use.

use crate::diagnostic::{Diagnostics, nearest};
use crate::held::Held;
use crate::load::shape::is_id;
use crate::load::written::{Inputs, Retired};
use crate::source::{At, Place};
use crate::terms::{Joined, When};
use std::collections::BTreeMap;
use std::fmt::Display;
use std::iter;

/// Records, partnerships and plans name no code that was retired by their year.
pub(super) fn retired(inputs: &Inputs, found: &mut Diagnostics) {
    let Some(framework) = &inputs.framework else { return };
    let areas = framework.focus_areas.iter();
    let types = areas.clone().flat_map(|area| &area.project_types);
    let areas = collect(areas.map(|area| (&area.id, area.retired.as_ref())));
    let types = collect(types.map(|kind| (&kind.id, kind.retired.as_ref())));
    let kinds = collect(framework.partnership_kinds.iter().map(|kind| (&kind.code.id, kind.code.retired.as_ref())));
    let further = framework.code_lists.iter().map(|list| {
        let codes = collect(list.codes.iter().map(|code| (&code.id, code.retired.as_ref())));
        (list.id.value.as_str(), codes)
    });
    let further: BTreeMap<&str, _> = further.filter(|(_, codes)| !codes.is_empty()).collect();
    if areas.is_empty() && types.is_empty() && kinds.is_empty() && further.is_empty() {
        return;
    }
    for snapshot in &inputs.snapshots {
        for record in snapshot.records.iter().flatten() {
            let area = ("focus area", &areas, (record.focus_area.value.as_str(), record.place(&record.focus_area)));
            let kind = record.project_type.as_ref();
            let kind = kind.map(|kind| ("project type", &types, (kind.value.as_str(), record.place(kind))));
            let links = record.more.partners.iter().map(|link| ("partnership kind", &kinds, placed(&link.kind)));
            let named =
                record.more.codes.iter().filter_map(|(list, codes)| Some((further.get(list.value.as_str())?, codes)));
            let named =
                named.flat_map(|(list, codes)| codes.value.iter().map(move |code| ("code", list, placed(code))));
            for (what, list, code) in iter::once(area).chain(kind).chain(links).chain(named) {
                let Some(retired) = list.get(code.0) else { continue };
                if snapshot.year.value < retired.from.value {
                    continue;
                }
                refuse(&inputs.project(record), what, code, retired, found);
            }
        }
    }
    for plan in &inputs.plans.plans {
        let named = plan.focus_areas.iter().filter_map(|area| Some((area, *areas.get(area.value.as_str())?)));
        for (area, retired) in named.filter(|(_, retired)| plan.as_of.value.year() >= retired.from.value) {
            let owner = format_args!("plan of {}", inputs.city_name(&plan.city.value));
            refuse(&owner, "focus area", placed(area), retired, found);
        }
    }
    for link in &inputs.partnerships.links {
        let Some(retired) = kinds.get(link.kind.value.as_str()) else { continue };
        if link.all_years().iter().any(|year| *year >= retired.from.value) {
            let owner = format_args!("partnership `{}`", link.id.value);
            refuse(&owner, "partnership kind", placed(&link.kind), retired, found);
        }
    }
}

fn placed(code: &At<Held>) -> (&str, Place) {
    (code.value.as_str(), code.place)
}

fn refuse(owner: &dyn Display, what: &str, (code, place): (&str, Place), retired: &Retired, found: &mut Diagnostics) {
    let message = format!("{owner}: the {what} `{code}` is not used from {} on", retired.from.value);
    let fault = found.error("retired-code", place, message);
    fault.also(retired.from.place, "retired");
    match &retired.instead {
        Some(instead) => fault.help(format!("write `{}` instead", instead.value)),
        None => fault.help("name another, or correct the year in framework.yaml"),
    };
}

fn collect<'a>(codes: impl Iterator<Item = (&'a At<Held>, Option<&'a Retired>)>) -> BTreeMap<&'a str, &'a Retired> {
    codes.filter_map(|(id, retired)| Some((id.value.as_str(), retired?))).collect()
}

/// A record names each code of a list once.
pub(super) fn once(inputs: &Inputs, found: &mut Diagnostics) {
    for record in inputs.records() {
        for (list, codes) in &record.more.codes {
            let mut seen: BTreeMap<&str, &At<Held>> = BTreeMap::new();
            for code in &codes.value {
                let first = *seen.entry(&code.value).or_insert(code);
                if first.place != code.place {
                    let owner = inputs.project(record);
                    let message = format!("{owner}: the code `{}` of `{}` is given twice", code.value, list.value);
                    let fault = found.error("given-twice", code.place, message);
                    fault.also(first.place, "first here").help("take one of them out, or name the code that was meant");
                }
            }
        }
    }
}

/// What is named instead of a retired code is in the same list, and in use.
pub(super) fn instead(inputs: &Inputs, found: &mut Diagnostics) {
    let Some(framework) = &inputs.framework else { return };
    let areas: Vec<_> = framework.focus_areas.iter().map(|area| (&area.id, area.retired.as_ref())).collect();
    let types = framework.focus_areas.iter().flat_map(|area| &area.project_types);
    let types: Vec<_> = types.map(|kind| (&kind.id, kind.retired.as_ref())).collect();
    let kinds = framework.partnership_kinds.iter().map(|kind| &kind.code);
    let kinds: Vec<_> = kinds.map(|kind| (&kind.id, kind.retired.as_ref())).collect();
    let lists = [("focus area", areas), ("project type", types), ("partnership kind", kinds)];
    let further = framework.code_lists.iter().map(|list| {
        let codes = list.codes.iter().map(|code| (&code.id, code.retired.as_ref()));
        ("code", codes.collect::<Vec<_>>())
    });
    for (_, list) in lists.into_iter().chain(further).filter(|(what, _)| !inputs.gaps.contains(what)) {
        for instead in list.iter().filter_map(|(_, retired)| retired.as_ref()?.instead.as_ref()) {
            if !list.iter().any(|(id, retired)| id.value == instead.value && retired.is_none()) {
                let in_use = list.iter().filter(|(_, retired)| retired.is_none()).map(|(id, _)| id.value.as_str());
                let near = nearest(&instead.value, in_use);
                let message = format!("there is no `{}` in use in the same list", instead.value);
                let fault = if is_id(&instead.value) {
                    Some(found.error("unknown-reference", instead.place, message))
                } else {
                    found.at("wrong-value", instead.place)
                };
                let Some(fault) = fault else { continue };
                match near {
                    Some(near) => fault.help(format!("did you mean `{near}`?")),
                    None => fault.help("name a code of the same list that is not retired itself"),
                };
            }
        }
    }
}

/// Whether a city left before it joined, as far as the two dates tell: within one year they may only tell the year.
pub(super) fn is_before(left: When, joined: When) -> bool {
    match (left, joined) {
        (_, When::Year(0)) => false,
        (When::Year(left), When::Year(joined)) => left <= joined,
        (When::Year(_), _) | (_, When::Year(_)) => left.year() < joined.year(),
        _ => left.last_day() <= joined.last_day(),
    }
}

/// A city leaves after it joined, and joins again after it left.
pub(super) fn members(inputs: &Inputs, found: &mut Diagnostics) {
    for city in &inputs.cities.cities {
        let name = &city.name;
        let mut before: Option<&At<Joined>> = None;
        let mut is_first = true;
        for (joined, left) in city.spans() {
            match before {
                Some(before) if is_before(joined.value.0, before.value.0) && joined.value.0 != before.value.0 => {
                    found
                        .error("dates-out-of-order", joined.place, format!("city “{name}” joined again before it left"))
                        .also(before.place, "left")
                        .help("correct one of the two dates; memberships stand in their order and do not overlap");
                }
                None if !is_first => {
                    found
                        .error(
                            "dates-out-of-order",
                            joined.place,
                            format!("city “{name}” joined again, and nothing says when it left"),
                        )
                        .help("give the `left:` of the membership before, or take this one out");
                }
                _ => {}
            }
            if let Some(left) = left.filter(|left| is_before(left.value.0, joined.value.0)) {
                let message = format!("city “{name}” left the network before it joined");
                found
                    .error("dates-out-of-order", left.place, message)
                    .also(joined.place, "joined")
                    .help("correct one of the two dates");
            }
            (before, is_first) = (left, false);
        }
    }
}
