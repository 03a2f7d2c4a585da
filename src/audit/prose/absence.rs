//! What there is said to be none of: no project of a city, no new one, none that left the list.

use super::items::{Item, What};
use super::parts::Part;
use super::slices::has_strange_word;
use super::{Guard, Sentence, Weight};
use crate::check::Slice;

impl Guard<'_> {
    /// Looks at every place of a sentence that says that there is no project, without a number of cities or member states.
    pub(super) fn absences(&self, sentence: &mut Sentence<'_>) {
        for at in 0..sentence.items.len() {
            let Some(last) = no_project(sentence.items, at) else { continue };
            let items = sentence.items;
            let ends = |item: &Item| item.is_mark(";:") || item.is("but");
            let start = items[..at].iter().rposition(ends).map_or(0, |place| place + 1);
            let end = items[last..].iter().position(ends).map_or(items.len(), |more| last + more);
            let here = &items[start..end];
            // “No project of a third city” counts cities; “will have no project” is still to come.
            let is_other = |item: &Item| {
                let others =
                    ["city", "state", "not", "future", "left", "joined", "relative", "part-kept", "than", "part-than"];
                item.quantity().is_some() || others.iter().any(|list| item.is(list))
            };
            let named = self.named(here);
            if here.iter().any(is_other) || has_strange_word(here) || named.has_other {
                continue;
            }
            let part = if items[at..last].iter().any(|item| item.is("new")) || items[last].is("new") {
                Some(Part::New)
            } else {
                here.iter().any(|item| item.is("part-gone")).then_some(Part::Gone)
            };
            // “Example City added no projects.”
            let is_step = |list: &str| here.iter().any(|item| item.is(list));
            let part = part.or(is_step("step-up").then_some(Part::New)).or(is_step("step-down").then_some(Part::Gone));
            let slices = named.slices();
            let wrong = slices.iter().find_map(|slice| self.some(items, (start, end), part, *slice));
            let Some((count, what, figure)) = wrong.filter(|_| part.is_some() || !named.is_empty()) else { continue };
            let said = sentence.said(at, last);
            let message = format!("the text says “{said}”; the figures of {} give {count} ({what})", figure.1);
            if let Some(finding) = sentence.note((at, last), Weight::Untrue, message) {
                finding.help = Some(format!("take it out, or write {count}"));
                finding.figure = Some(figure);
            }
        }
    }

    /// How many there are of a class of which there is said to be none, where there are any.
    fn some(
        &self,
        items: &[Item],
        (start, end): (usize, usize),
        part: Option<Part>,
        slice: Slice,
    ) -> Option<(u32, String, (String, i32))> {
        let Some(part) = part else {
            let edition = self.spoken(items, &(start..end)).into_iter().next()?;
            let counted = self.count(edition, slice).filter(|counted| counted.count > 0)?;
            return Some((counted.count, self.describe(slice), counted.figure));
        };
        let given = self.moved_between((part, false), slice, self.span(items)?)?;
        let count = given.counts.first().copied().filter(|count| *count > 0)?;
        Some((count, given.what, given.figure))
    }
}

/// Where the noun stands of which the word at a place says that there is none.
fn no_project(items: &[Item], at: usize) -> Option<usize> {
    if !(items[at].is("none") || items[at].is("no")) {
        return None;
    }
    let is_plain = |item: &Item| item.what != What::Word && !matches!(item.what, What::Mark(_)) && !item.is("of");
    // “None of Example City's projects”
    let is_between = |item: &Item| is_plain(item) || items[at].is("open") && item.is("possessive");
    let near = (at + 1..items.len().min(at + 6)).take_while(|place| is_between(&items[*place]));
    near.into_iter().find(|place| items[*place].is("project") || items[*place].is("new") && items[*place].is("a-part"))
}
