//! Numbers whose noun is left out: “Example City has five projects, Sample Town two and the others one each”.

use super::items::{Amount, Bound, Item, What};
use super::names::Name;
use super::slices::is_having;
use super::{Guard, Sentence, Weight, change};
use crate::check::Slice;

/// Words that make other projects of those that a number behind them counts, or another thing of the number.
const NARROWING: [&str; 21] = [
    "added",
    "any-other",
    "before",
    "bound-above",
    "bound-below",
    "fewer",
    "looking-back",
    "more",
    "new",
    "not",
    "of-them",
    "open",
    "part-more",
    "part-than",
    "partnership",
    "pronoun",
    "status-completed",
    "status-on-going",
    "status-planning",
    "step-up",
    "than",
];

impl Guard<'_> {
    /// Looks at the numbers behind the names of places that count projects, because the sentence counted projects before.
    pub(super) fn elided(&self, sentence: &mut Sentence<'_>) {
        let items = sentence.items;
        let now = self.year(self.now());
        let is_other = |item: &Item| {
            NARROWING.iter().any(|list| item.is(list))
                || change::is_change(item)
                || item.year().is_some_and(|year| year != now)
                || matches!(item.name(), Some(Name::Status(_) | Name::Area(_) | Name::Project(_)))
        };
        let Some(noun) = items.iter().position(|item| item.is("project")) else { return };
        // “Six of the twenty projects” are not all.
        let is_part = |pair: &[Item]| pair[0].quantity().is_some() && (pair[1].is("of") || pair[1].is("of-part"));
        if items.iter().any(is_other) || items.windows(2).any(is_part) {
            return;
        }
        for at in noun + 1..items.len() {
            let is_number = items[at]
                .quantity()
                .is_some_and(|number| number.bound == Bound::Exactly && matches!(number.amount, Amount::Count(_)));
            if items[at].quantity().is_some() && items.get(at + 1).is_some_and(|next| next.what == What::Word) {
                // “Two schools”: from here on others may be left out.
                return;
            }
            if is_number && !sentence.done[at] && ends_behind(items, at) {
                self.look_at_elided(sentence, at);
            }
        }
    }

    /// The number at that place is that of the place before it, or of each of the places.
    fn look_at_elided(&self, sentence: &mut Sentence<'_>, at: usize) {
        let items = sentence.items;
        let is_of_each = items.get(at + 1).is_some_and(|item| item.is("each"));
        let places = places_before(items, at);
        if places.is_empty() || is_of_each != (places.len() > 1) {
            return;
        }
        let counts: Option<Vec<_>> = places.iter().map(|(_, slice)| self.count(self.now(), *slice)).collect();
        let (Some(counts), Some(number)) = (counts, items[at].quantity()) else { return };
        sentence.done[at] = true;
        // Of a longer list the first may belong to what stands before.
        let right = counts.iter().take_while(|counted| number.fits_count(counted.count)).count();
        if right > usize::from(is_of_each) || right == counts.len() {
            return;
        }
        let Some(((from, slice), counted)) = places.iter().zip(counts).nth(right) else { return };
        let said = sentence.said(*from, at);
        let message = format!(
            "the text says “{said}”, of projects as it seems; the figures of {} give {} ({})",
            counted.figure.1,
            counted.count,
            self.describe(*slice)
        );
        if let Some(finding) = sentence.note((*from, at), Weight::Doubtful, message) {
            finding.help = Some(format!("write {}", counted.count));
            finding.figure = Some(counted.figure);
        }
    }
}

/// Whether nothing follows a number that it could count.
fn ends_behind(items: &[Item], at: usize) -> bool {
    let ends = |item: Option<&Item>| item.is_none_or(|item| item.is_mark(",;.)") || item.is("and"));
    ends(items.get(at + 1)) || items[at + 1].is("each") && ends(items.get(at + 2))
}

/// The cities or member states right before a number, from the nearest on, each with its place in the sentence.
fn places_before(items: &[Item], at: usize) -> Vec<(usize, Slice)> {
    let mut places: Vec<(usize, Slice)> = Vec::new();
    for before in (0..at).rev() {
        let item = &items[before];
        let slice = match item.name() {
            Some(Name::City(city)) => Slice { city: Some(city), ..Slice::default() },
            Some(Name::State(state)) => Slice { member_state: Some(state), ..Slice::default() },
            None if places.is_empty() && (item.is("with") || is_having(items, before)) => continue,
            None if item.is_mark(",") || item.is("and") || item.is("article") => continue,
            _ => break,
        };
        if places.first().is_some_and(|(_, first)| first.city.is_some() != slice.city.is_some()) {
            break;
        }
        places.push((before, slice));
    }
    places
}
