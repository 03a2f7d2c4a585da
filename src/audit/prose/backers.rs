//! Partners with the projects that they are said to support.

use super::dates::title;
use super::items::{Item, What};
use super::names::Name;
use super::{Guard, Sentence, Weight};
use crate::terms::{PartnerId, ProgrammeId};
use std::collections::BTreeSet;

impl Guard<'_> {
    /// Looks at every partner that is said to support the one project that a sentence names.
    pub(super) fn backers(&self, sentence: &mut Sentence<'_>) {
        let items = sentence.items;
        let mut projects = items.iter().enumerate().filter_map(|(at, item)| Some((at, title(item)?)));
        // Of two projects either may be meant, and what is denied or open is no claim.
        let (Some((at, title)), None) = (projects.next(), projects.next()) else { return };
        if items.iter().any(|item| item.is("not") || item.is("open")) {
            return;
        }
        let said = self.said_backers(sentence.text, items, at);
        // Of a project without partners nothing is known.
        let known = if said.is_empty() { BTreeSet::new() } else { self.known_backers(title) };
        if known.is_empty() {
            return;
        }
        let name = |id: PartnerId| self.network.partners.get(id.place()).map_or("", |one| one.code.name.as_str());
        let names: Vec<&str> = known.iter().copied().map(name).collect();
        let names = names.join(", ");
        for (place, partner) in said.into_iter().filter(|(_, partner)| !known.contains(partner)) {
            let words = (at.min(place), at.max(place));
            let (project, partner) = (sentence.said(at, at), name(partner));
            let message = format!("the text has {partner} with the project “{project}”; the inputs name {names}");
            if let Some(finding) = sentence.note(words, Weight::Doubtful, message) {
                finding.help = Some(format!("write {names}, or add the partner to the inputs"));
                finding.figure = self.project_figure(title);
            }
        }
    }

    /// The partners that the inputs name for a project in any year: in its records, in the register, and those of their
    /// programmes.
    fn known_backers(&self, title: usize) -> BTreeSet<PartnerId> {
        let title = self.names.titles.get(title).map_or("", String::as_str);
        let records = || self.network.years.iter().flat_map(|year| year.records.iter().flatten());
        let first = |key| self.network.first_key(key);
        let titled = records().filter(|record| *record.title() == *title);
        let keys: BTreeSet<&str> = titled.map(|record| first(&record.key)).collect();
        let of_records = records().filter(|record| keys.contains(first(&record.key)));
        let of_records = of_records.flat_map(|record| &record.more.partners);
        let of_records = of_records.map(|link| (link.partners.as_slice(), link.of_programme));
        let links = self.network.partnerships.iter();
        let links = links.filter(|one| one.project.as_deref().is_some_and(|key| keys.contains(first(key))));
        let named = of_records.chain(links.map(|one| (one.partners.as_slice(), one.programme)));
        let of_programme = |id: ProgrammeId| self.network.programmes.get(id.place()).map(|one| one.partners.as_slice());
        let all = named.flat_map(|(partners, programme)| [Some(partners), programme.and_then(of_programme)]);
        all.flatten().flatten().copied().collect()
    }

    /// The partners that a sentence says to support the project at that place: “supported by A and B” behind it, or
    /// “A supports” before it.
    fn said_backers(&self, text: &str, items: &[Item], project: usize) -> Vec<(usize, PartnerId)> {
        let mut said = Vec::new();
        let mut is_tied = false;
        for at in 0..items.len() {
            let Some(partner) = partner(&items[at]) else {
                is_tied &= items[at].is_mark(",&") || items[at].is("and") || items[at].is("article");
                continue;
            };
            // “…, and the Sample Fund visited” begins something else.
            let ends = || items.get(at + 1).is_none_or(|next| matches!(next.what, What::Mark(_)) || next.is("and"));
            is_tied = if at > project {
                is_tied && ends() || self.is_backed(text, &items[project..=at])
            } else {
                self.backs(text, &items[at..=project])
            };
            said.extend(is_tied.then_some((at, partner)));
            is_tied &= at > project;
        }
        said
    }

    /// Whether the words between a project and a partner behind it say that it is supported by it, and nothing else.
    fn is_backed(&self, text: &str, items: &[Item]) -> bool {
        let [project, between @ .., partner] = items else { return false };
        let words = plain(text, project.end, partner.start);
        let words = words.trim_end();
        let words = words.strip_suffix(" the").unwrap_or(words);
        let before = |phrase: &str| words.strip_suffix(phrase).filter(|before| before.ends_with([' ', ',']));
        let Some(before) = self.lexicon.list("backed-by").into_iter().find_map(before) else { return false };
        let tie = project.end + before.len();
        between.iter().filter(|item| item.start < tie).all(|item| item.what != What::Word && !item.is_mark(";:"))
    }

    /// Whether the words between a partner and a project behind it say that it supports it, and little else.
    fn backs(&self, text: &str, items: &[Item]) -> bool {
        let [partner, between @ .., project] = items else { return false };
        let words = plain(text, partner.end, project.start);
        let behind = |verb: &str| words.trim_start().strip_prefix(verb).filter(|behind| behind.starts_with(' '));
        let Some(behind) = self.lexicon.list("backs").into_iter().find_map(behind) else { return false };
        let verb = partner.end + words.len() - behind.len();
        between.iter().filter(|item| item.start >= verb).all(|item| item.what != What::Word && !item.is("and"))
    }
}

/// A stretch of a text in small letters, its line ends as blanks.
fn plain(text: &str, start: usize, end: usize) -> String {
    text.get(start..end).unwrap_or_default().to_ascii_lowercase().replace('\n', " ")
}

fn partner(item: &Item) -> Option<PartnerId> {
    match item.name() {
        Some(Name::Partner(partner)) => Some(partner),
        _ => None,
    }
}
