//! Colours that can be told from their ground and from each other, on white and on a dark page, by everybody.
//!
//! Contrast is after WCAG 2.2. Distance is that of CAM02-UCS (Luo, Cui and Li 2006) for a screen in a dim room, after
//! what is left of a colour without one kind of cone (Machado, Oliveira and Fernandes 2009, severity 100).

use std::collections::BTreeSet;
use std::fmt::Write;

use ascn_report::draw::{Colour, Role, Shape};

use super::pictures;

/// What a colour is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// Letters: 4.5 to 1 on the ground.
    Letters,
    /// Marks, edges and axes: 3 to 1.
    Mark,
    /// The inside of a mark that has an edge of its own, and lines that help the eye: none.
    Help,
    /// The ground of a number in a cell.
    Tint,
    /// Letters on a mark or on a dark tint: 4.5 to 1 on it.
    OnMark,
    /// What all the others lie on.
    Ground,
}

fn purpose(role: Role) -> Purpose {
    match role {
        // The main colour also sets the counts of a trend.
        Role::Text | Role::Subtitle | Role::Note | Role::Missing | Role::RiseText | Role::FallText | Role::Main => {
            Purpose::Letters
        }
        Role::Axis
        | Role::Rest
        | Role::Dark
        | Role::Middle
        | Role::LightEdge
        | Role::EmptyEdge
        | Role::Rise
        | Role::Fall => Purpose::Mark,
        Role::Grid | Role::Light | Role::Empty => Purpose::Help,
        Role::Count1 | Role::Count2 | Role::Count3 | Role::Count4 | Role::Count5 => Purpose::Tint,
        Role::OnDark | Role::OnMiddle => Purpose::OnMark,
        Role::Ground => Purpose::Ground,
    }
}

/// Letters, and what they stand on where that is not the ground.
const ON_MARKS: [(Role, Role); 8] = [
    (Role::OnDark, Role::Dark),
    (Role::OnDark, Role::Count5),
    (Role::OnDark, Role::Count4),
    (Role::Text, Role::Count3),
    (Role::Text, Role::Count2),
    (Role::Text, Role::Count1),
    (Role::OnMiddle, Role::Middle),
    (Role::Text, Role::Light),
];

#[test]
fn letters_on_marks_can_be_read_on_both_pages() {
    for page in [Page::White, Page::Dark] {
        for (letters, mark) in ON_MARKS {
            let measured = contrast(page.colour(letters, false), page.colour(mark, false));
            assert!(measured >= 4.5, "{page:?}: {letters:?} on {mark:?} has {measured:.2}");
        }
    }
}

/// A page that charts stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    White,
    Dark,
}

const STYLE: &str = include_str!("../../templates/style.css");

impl Page {
    /// A role's colour there, filled or drawn as a line.
    fn colour(self, role: Role, is_line: bool) -> Colour {
        if self == Self::White {
            return role.colour();
        }
        if role == Role::Ground {
            let dark = STYLE.split("prefers-color-scheme:dark){:root{").nth(1).expect("the style has a dark page");
            return hex(dark.split("--ground:").nth(1).expect("it has a ground"));
        }
        let selector =
            if is_line { format!("svg.chart .line-{}", role.class()) } else { format!("svg.chart .{}", role.class()) };
        let after = STYLE.match_indices(&selector).map(|(at, _)| &STYLE[at + selector.len()..]);
        let found = after.into_iter().find(|after| after.starts_with(['{', ',']));
        let value = found.and_then(|found| found.split_once('{')).and_then(|(_, rest)| rest.split_once(":#"));
        value.map_or_else(|| role.colour(), |(_, value)| hex(value))
    }
}

/// Three or six digits, with or without `#` before them.
fn hex(text: &str) -> Colour {
    let digits: String = text.trim_start_matches('#').chars().take_while(char::is_ascii_hexdigit).collect();
    let digits = if digits.len() == 3 { digits.chars().flat_map(|digit| [digit, digit]).collect() } else { digits };
    let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).expect("two digits");
    Colour { red: part(0), green: part(2), blue: part(4) }
}

/// The light of a colour's parts, from nought to one.
fn light(colour: Colour) -> [f64; 3] {
    [colour.red, colour.green, colour.blue].map(|channel| {
        let share = f64::from(channel) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    })
}

fn contrast(one: Colour, other: Colour) -> f64 {
    let luminance = |colour| product([[0.2126, 0.7152, 0.0722]; 3], light(colour))[0];
    let (one, other): (f64, f64) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn product(matrix: [[f64; 3]; 3], vector: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row.iter().zip(vector).map(|(one, other)| one * other).sum())
}

/// What light is left for each kind of eye.
const EYES: [(&str, [[f64; 3]; 3]); 4] = [
    ("all cones", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "deuteranopia",
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
    ),
    (
        "protanopia",
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
    ),
    (
        "tritanopia",
        [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]],
    ),
];

/// Lightness, and the two ways of being coloured, of CAM02-UCS.
fn appearance(light: [f64; 3]) -> [f64; 3] {
    const TO_XYZ: [[f64; 3]; 3] = [
        [0.412_456_4, 0.357_576_1, 0.180_437_5],
        [0.212_672_9, 0.715_152_2, 0.072_175_0],
        [0.019_333_9, 0.119_192, 0.950_304_1],
    ];
    const ADAPTED: [[f64; 3]; 3] = [[0.7328, 0.4296, -0.1624], [-0.7036, 1.6975, 0.0061], [0.0030, 0.0136, 0.9834]];
    const BACK: [[f64; 3]; 3] =
        [[1.096_124, -0.278_869, 0.182_745], [0.454_369, 0.473_533, 0.072_098], [-0.009_628, -0.005_698, 1.015_326]];
    const CONES: [[f64; 3]; 3] = [[0.389_71, 0.688_98, -0.078_68], [-0.229_81, 1.183_40, 0.046_41], [0.0, 0.0, 1.0]];
    let lit = 64.0 / std::f64::consts::PI / 5.0;
    let k: f64 = 1.0 / (5.0 * lit + 1.0);
    let level = 0.2 * k.powi(4) * 5.0 * lit + 0.1 * (1.0 - k.powi(4)).powi(2) * (5.0 * lit).cbrt();
    let adaptation = 1.0 - ((-lit - 42.0) / 92.0).exp() / 3.6;
    let ground: f64 = 0.2;
    let (induced, exponent) = (0.725 * (1.0 / ground).powf(0.2), 1.48 + ground.sqrt());
    let white = product(ADAPTED, product(TO_XYZ, [100.0; 3]));
    let response = |light: [f64; 3]| {
        let seen = product(ADAPTED, product(TO_XYZ, light.map(|part| part * 100.0)));
        let seen = [0, 1, 2].map(|at| (100.0 * adaptation / white[at] + 1.0 - adaptation) * seen[at]);
        product(CONES, product(BACK, seen)).map(|part| {
            let raised = (level * part.abs() / 100.0).powf(0.42);
            400.0 * raised / (raised + 27.13) * part.signum() + 0.1
        })
    };
    let achromatic = |[red, green, blue]: [f64; 3]| (2.0 * red + green + blue / 20.0 - 0.305) * induced;
    let [red, green, blue] = response(light);
    let (a, b) = (red - 12.0 * green / 11.0 + blue / 11.0, (red + green - 2.0 * blue) / 9.0);
    let hue = b.atan2(a);
    let lightness = 100.0 * (achromatic([red, green, blue]) / achromatic(response([1.0; 3]))).powf(0.69 * exponent);
    let eccentric = ((hue + 2.0).cos() + 3.8) / 4.0;
    let t = 50_000.0 / 13.0 * induced * eccentric * a.hypot(b) / (red + green + 1.05 * blue);
    let chroma = t.powf(0.9) * (lightness / 100.0).sqrt() * (1.64 - 0.29_f64.powf(ground)).powf(0.73);
    let colourful = (1.0 + 0.0228 * chroma * level.powf(0.25)).ln() / 0.0228;
    [1.7 * lightness / (1.0 + 0.007 * lightness), colourful * hue.cos(), colourful * hue.sin()]
}

/// The least distance between any two colours, for each kind of eye.
fn distances(colours: &[Colour]) -> [f64; 4] {
    EYES.map(|(_, eye)| {
        let seen: Vec<[f64; 3]> = colours
            .iter()
            .map(|colour| appearance(product(eye, light(*colour)).map(|part| part.clamp(0.0, 1.0))))
            .collect();
        let apart = |one: &[f64; 3], other: &[f64; 3]| {
            one.iter().zip(other).map(|(one, other)| (one - other).powi(2)).sum::<f64>().sqrt()
        };
        let pairs =
            seen.iter().enumerate().flat_map(|(at, one)| seen[at + 1..].iter().map(move |other| apart(one, other)));
        pairs.fold(f64::INFINITY, f64::min)
    })
}

/// The colours of six areas, whose distances another program has measured.
#[test]
fn distances_are_those_of_another_program() {
    let six = ["7633AB", "8B1B28", "578ECE", "7D977E", "BA6C16", "2A656C"].map(hex);
    let measured = distances(&six);
    for (ours, theirs) in measured.into_iter().zip([25.4, 18.8, 22.2, 15.2]) {
        assert!((ours - theirs).abs() < 0.06, "{measured:?}");
    }
}

/// Every role as what fills a shape, and those that lines are drawn in.
fn used() -> BTreeSet<(Role, bool)> {
    let mut used: BTreeSet<(Role, bool)> = Role::ALL.map(|role| (role, false)).into();
    for (_, drawn) in pictures() {
        for shape in drawn.scene.marks.iter().flat_map(|mark| &mark.shapes) {
            if let Shape::Line(_, role) = shape {
                used.insert((*role, true));
            }
        }
    }
    used
}

#[test]
fn colours_stand_out_from_their_ground() {
    let (used, mut faults) = (used(), String::new());
    for page in [Page::White, Page::Dark] {
        for &(role, is_line) in &used {
            let least = match purpose(role) {
                Purpose::Letters => 4.5,
                Purpose::Mark => 3.0,
                Purpose::Help | Purpose::Tint | Purpose::OnMark | Purpose::Ground => continue,
            };
            let measured = contrast(page.colour(role, is_line), page.colour(Role::Ground, false));
            if measured < least {
                let what = if is_line { "lines" } else { "shapes" };
                let _ = writeln!(faults, "{role:?}, {what} on a {page:?} page: {measured:.2} is less than {least}");
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn text_is_set_in_the_colours_of_text_only() {
    for (name, drawn) in pictures() {
        for shape in drawn.scene.marks.iter().flat_map(|mark| &mark.shapes) {
            if let Shape::Text(_, role) = shape {
                let is_for_letters = matches!(purpose(*role), Purpose::Letters | Purpose::OnMark);
                assert!(is_for_letters, "{name}: {role:?}");
            }
        }
    }
}

/// Colours that stand beside each other in one chart, with the least contrast and the least distance between any two.
#[test]
fn neighbours_can_be_told_from_each_other_by_every_eye() {
    let sets: [(&str, &[Role], f64, f64); 9] = [
        ("a headline's rows and the rest", &[Role::Main, Role::Rest], 3.0, 34.0),
        ("what is done and what is under way", &[Role::Dark, Role::Middle], 3.0, 18.0),
        ("squares", &[Role::Dark, Role::Middle, Role::Light, Role::Empty], 1.0, 13.5),
        ("a bridge", &[Role::Main, Role::Rise, Role::Fall], 1.0, 25.5),
        ("changes", &[Role::Main, Role::Fall], 1.0, 41.0),
        ("cells of few", &[Role::Count1, Role::Count2], 1.0, 11.0),
        ("cells of more", &[Role::Count2, Role::Count3], 1.0, 11.0),
        ("cells of many", &[Role::Count3, Role::Count4], 1.0, 11.0),
        ("cells of most", &[Role::Count4, Role::Count5], 1.0, 11.0),
    ];
    let mut faults = String::new();
    for page in [Page::White, Page::Dark] {
        for (name, roles, contrasting, apart) in sets {
            let colours: Vec<Colour> = roles.iter().map(|role| page.colour(*role, false)).collect();
            let pairs = colours
                .iter()
                .enumerate()
                .flat_map(|(at, one)| colours[at + 1..].iter().map(move |other| (*one, *other)));
            let least = pairs.map(|(one, other)| contrast(one, other)).fold(f64::INFINITY, f64::min);
            let measured = distances(&colours);
            if least < contrasting || measured.into_iter().any(|measured| measured < apart) {
                let eyes = EYES.map(|(eye, _)| eye);
                let _ = writeln!(faults, "{name} on a {page:?} page: {least:.2}; {measured:.1?} for {eyes:?}");
            }
        }
    }
    assert!(faults.is_empty(), "{faults}");
}
