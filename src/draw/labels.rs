//! Numbers beside the points of a line: placed where they touch no other number, no point and not the line.

use super::scene::Area;

/// What stands in the way of a label.
#[derive(Debug, Default)]
pub(super) struct Obstacles {
    /// Labels already placed, and points.
    taken: Vec<Area>,
    /// Stretches of the line.
    stretches: Vec<[(i32, i32); 2]>,
    /// Where labels may stand at all.
    bounds: Option<Area>,
}

/// The size of a label, and the point it belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Wanted {
    /// The point.
    pub point: (i32, i32),
    /// The label's width.
    pub width: i32,
    /// Its height in capitals.
    pub height: i32,
    /// How far from the point it wants to be.
    pub gap: i32,
}

/// How many steps a label may be pushed away from its point.
const STEPS: i32 = 6;

impl Obstacles {
    /// Nothing but a boundary.
    pub(super) fn within(bounds: Area) -> Self {
        Self { bounds: Some(bounds), ..Self::default() }
    }

    /// A point of the line.
    pub(super) fn add_point(&mut self, (x, y): (i32, i32), radius: i32) {
        self.taken.push(Area { left: x, top: y, right: x, bottom: y }.grown(radius));
    }

    /// A stretch of the line.
    pub(super) fn add_stretch(&mut self, from: (i32, i32), to: (i32, i32)) {
        self.stretches.push([from, to]);
    }

    /// The first place that is free, or that at least hides no number; nothing where there is none.
    pub(super) fn place(&mut self, wanted: Wanted) -> Option<Area> {
        let places = candidates(wanted);
        let air = wanted.gap / 3;
        let clear = |area: &&Area| !self.is_taken(area, air) && !self.is_crossed(area, air);
        let free = |area: &&Area| !self.is_taken(area, air);
        let found = places.iter().find(clear).or_else(|| places.iter().find(free)).copied()?;
        self.taken.push(found);
        Some(found)
    }

    fn is_taken(&self, area: &Area, air: i32) -> bool {
        let outside = self.bounds.is_some_and(|bounds| !bounds.holds(area));
        outside || self.taken.iter().any(|other| other.meets(&area.grown(air)))
    }

    fn is_crossed(&self, area: &Area, air: i32) -> bool {
        let area = area.grown(air);
        self.stretches.iter().any(|[from, to]| crosses(&area, *from, *to))
    }
}

/// Above the point, below it, above it to either side, beside it, then further and further above and below.
fn candidates(wanted: Wanted) -> Vec<Area> {
    let Wanted { point: (x, y), width, height, gap } = wanted;
    let centred = |middle: i32, top: i32| {
        let left = middle - width / 2;
        Area { left, top, right: left + width, bottom: top + height }
    };
    let (above, below) = (y - gap - height, y + gap);
    let shift = width / 2 + gap / 2;
    let mut places = vec![
        centred(x, above),
        centred(x, below),
        centred(x - shift, above),
        centred(x + shift, above),
        centred(x - shift, above + gap / 2),
        centred(x + shift, above + gap / 2),
        centred(x - shift, below - gap / 2),
        centred(x + shift, below - gap / 2),
        centred(x + width / 2 + gap, y - height / 2),
        centred(x - width / 2 - gap, y - height / 2),
    ];
    let step = height * 13 / 10;
    let further = (1..=STEPS).flat_map(|steps| [above - steps * step, below + steps * step]);
    places.extend(further.map(|top| centred(x, top)));
    places
}

/// Whether a stretch passes through a rectangle (clipping after Liang and Barsky, 1984).
fn crosses(area: &Area, from: (i32, i32), to: (i32, i32)) -> bool {
    let (run, rise) = (f64::from(to.0 - from.0), f64::from(to.1 - from.1));
    let sides = [
        (-run, f64::from(from.0 - area.left)),
        (run, f64::from(area.right - from.0)),
        (-rise, f64::from(from.1 - area.top)),
        (rise, f64::from(area.bottom - from.1)),
    ];
    let (mut enter, mut leave) = (0.0_f64, 1.0_f64);
    for (slope, distance) in sides {
        if slope == 0.0 {
            if distance < 0.0 {
                return false;
            }
        } else if slope < 0.0 {
            enter = enter.max(distance / slope);
        } else {
            leave = leave.min(distance / slope);
        }
    }
    enter < leave
}
