//! The places of figures in their list, by their ids.

use super::figure::Figure;
use crate::source::sum;

/// A table of places: an id is looked for from the one on that its sum names, up to the first free one (open addressing;
/// W. W. Peterson, "Addressing for random-access storage", 1957). Nothing is read from it in its own order.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// The sum of an id, and its place in the list counted from 1; 0 is free. None, or as many as a power of two, of which
    /// half are free.
    slots: Vec<(u32, u32)>,
}

impl Index {
    /// The place of the figure with that id.
    pub(super) fn find(&self, id: &str, list: &[Figure]) -> Option<usize> {
        self.slot(mark(id), id, list)?.1
    }

    /// Notes that the figure with that id comes next in the list; false where one with it is there already.
    pub(super) fn add(&mut self, id: &str, list: &[Figure]) -> bool {
        if self.slots.len() <= 2 * list.len() {
            self.grow();
        }
        let mark = mark(id);
        match (self.slot(mark, id, list), u32::try_from(list.len() + 1)) {
            (Some((at, None)), Ok(next)) => {
                self.slots[at] = (mark, next);
                true
            }
            _ => false,
        }
    }

    /// The slot of an id, with the place of its figure where there is one.
    fn slot(&self, mark: u32, id: &str, list: &[Figure]) -> Option<(usize, Option<usize>)> {
        self.probe(mark).find_map(|at| match self.slots[at] {
            (_, 0) => Some((at, None)),
            (other, place) => {
                let place = place as usize - 1;
                (other == mark && list[place].id == id).then_some((at, Some(place)))
            }
        })
    }

    /// The slots in the order in which an id with that sum is looked for.
    fn probe(&self, mark: u32) -> impl Iterator<Item = usize> + use<> {
        let slots = self.slots.len();
        (0..slots).map(move |step| (mark as usize + step) & (slots - 1))
    }

    fn grow(&mut self) {
        let more = (2 * self.slots.len()).max(64);
        let old = std::mem::replace(&mut self.slots, vec![(0, 0); more]);
        for (mark, place) in old.into_iter().filter(|(_, place)| *place > 0) {
            if let Some(free) = self.probe(mark).find(|at| self.slots[*at].1 == 0) {
                self.slots[free] = (mark, place);
            }
        }
    }
}

/// The two halves of the sum of an id in one.
fn mark(id: &str) -> u32 {
    let sum = sum(id);
    u32::try_from((sum >> 32) ^ (sum & u64::from(u32::MAX))).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::Index;
    use crate::measure::{Figure, Receipt, Value};

    #[test]
    fn every_figure_is_found_under_its_id_and_under_no_other() {
        let (mut index, mut list) = (Index::default(), Vec::new());
        for at in 0..1000 {
            let id = format!("projects.by-city.city-{at}");
            assert_eq!(index.find(&id, &list), None, "{id} is not there yet");
            assert!(index.add(&id, &list), "{id} is new");
            list.push(Figure { id, value: Value::Count(at), receipt: Receipt::new("definition-count") });
        }
        for (place, figure) in list.iter().enumerate() {
            assert_eq!(index.find(&figure.id, &list), Some(place), "{}", figure.id);
            assert!(!index.add(&figure.id, &list), "{} comes once", figure.id);
        }
        assert_eq!(index.find("projects", &list), None);
    }
}
