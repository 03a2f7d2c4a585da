//! The projects of all snapshots, as registers name them by their ids.

use crate::diagnostic::nearest;
use crate::load::written::{Inputs, Record};
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

/// Those projects that something names, with the record of the last snapshot in which each is listed.
pub(super) struct Projects<'a> {
    inputs: &'a Inputs,
    named: BTreeMap<&'a str, &'a Record>,
    /// The ids of all; known once one is asked for that there is not.
    all: OnceCell<BTreeSet<&'a str>>,
}

impl<'a> Projects<'a> {
    /// The projects with these ids.
    pub(super) fn of(inputs: &'a Inputs, ids: impl Iterator<Item = &'a str>) -> Self {
        let ids: BTreeSet<&str> = ids.collect();
        let mut named = BTreeMap::new();
        if !ids.is_empty() {
            let records = inputs.records().filter(|record| ids.contains(record.id.value.as_str()));
            named.extend(records.map(|record| (record.id.value.as_str(), record)));
        }
        Self { inputs, named, all: OnceCell::new() }
    }

    /// The project with that id, which is one of those asked for.
    pub(super) fn get(&self, id: &str) -> Option<&'a Record> {
        self.named.get(id).copied()
    }

    /// The id of a project that is near to one that there is not.
    pub(super) fn near(&self, id: &str) -> Option<&'a str> {
        let all = self.all.get_or_init(|| self.inputs.records().map(|record| record.id.value.as_str()).collect());
        nearest(id, all.iter().copied())
    }
}
