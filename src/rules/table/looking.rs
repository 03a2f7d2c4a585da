//! The rules of the functions of this room.

use super::rule;
use crate::diagnostic::Severity::{Error, Warning};
use crate::rules::Rule;

pub(super) const LOOKING: &[Rule] = &[
    rule(
        Error,
        "duplicate-id",
        "One id must mean one thing, or counts are wrong.",
        ["- id: example-park\n…\n- id: example-park", "- id: example-park\n…\n- id: example-park-south"],
    ),
    rule(
        Error,
        "reserved-id",
        "The ids of cities and Member States name files, and Windows keeps these names for its devices.",
        ["- id: con\n  name: Con", "- id: con-city\n  name: Con"],
    ),
    rule(
        Error,
        "duplicate-name",
        "Two things under one name cannot be told apart in a report.",
        [
            "- id: sample-town\n  name: Sample\n- id: sample-city\n  name: Sample",
            "- id: sample-town\n  name: Sample Town\n- id: sample-city\n  name: Sample City",
        ],
    ),
    rule(
        Error,
        "duplicate-stage",
        "Each stage is one status, so that every project is in one class.",
        ["- id: running\n  stage: on-going\n- id: started\n  stage: on-going", "- id: on-going\n  stage: on-going"],
    ),
    rule(
        Error,
        "missing-stage",
        "Without a status for it, projects of that stage could not be counted.",
        ["statuses: planning, on-going, completed", "statuses: planning, on-going, completed, not-stated"],
    ),
    rule(
        Error,
        "unknown-reference",
        "An id that is not in its list cannot be counted under a name.",
        ["city: exmple-city", "city: example-city"],
    ),
    rule(
        Error,
        "two-cities",
        "A project that changes its city under the same id makes comparisons false.",
        [
            "# 2023.yaml\n- id: example-park\n  city: example-city\n# 2024.yaml\n- id: example-park\n  city: sample-town",
            "# 2024.yaml\n- id: example-park\n  city: example-city",
        ],
    ),
    rule(
        Error,
        "not-a-member",
        "A city cannot report before it joined the network.",
        [
            "# cities.yaml: joined: 2025\n# 2024.yaml\n- id: example-park\n  city: example-city",
            "# cities.yaml: joined: 2024",
        ],
    ),
    rule(
        Warning,
        "type-outside-area",
        "A project type of another focus area is either a slip or needs a reason.",
        [
            "focus_area: quality-environment\nproject_type: healthcare",
            "focus_area: health-well-being\nproject_type: healthcare",
        ],
    ),
    rule(Error, "missing-cut-off", "Every figure holds as of a date.", ["year: 2024", "year: 2024\nas_of: 2024-09-25"]),
    rule(
        Error,
        "cut-off-outside-year",
        "A cut-off date in another year belongs to another edition.",
        ["year: 2024\nas_of: 2023-09-25", "year: 2024\nas_of: 2024-09-25"],
    ),
    rule(
        Error,
        "given-twice",
        "Of two values for one thing one would be lost, or both would be counted.",
        ["# 2024/a.yaml\nas_of: 2024-09-25\n# 2024/b.yaml\nas_of: 2024-09-30", "# 2024/a.yaml\nas_of: 2024-09-25"],
    ),
    rule(
        Error,
        "nothing-known",
        "A year without records and without published totals cannot be reported.",
        ["year: 2024\nas_of: 2024-09-25", "year: 2024\nas_of: 2024-09-25\nrecords:\n  - …"],
    ),
    rule(
        Error,
        "return-twice",
        "A city sends one return a year.",
        ["returns:\n  - city: example-city\n  - city: example-city", "returns:\n  - city: example-city"],
    ),
    rule(
        Error,
        "contact-details",
        "Reports and inputs name offices; people have not agreed to be in them.",
        ["office: Dr. Example Person, City Office", "office: Director, City Office"],
    ),
    rule(
        Error,
        "retired-code",
        "A code that was given up for another would split one class into two.",
        ["# framework.yaml: retired: 2024\nfocus_area: old-area", "focus_area: new-area"],
    ),
    rule(
        Error,
        "dates-out-of-order",
        "What ends before it begins, or is told before it can be known, is a slip of the finger.",
        ["joined: 2023\nleft: 2022", "joined: 2023\nleft: 2024"],
    ),
    rule(
        Error,
        "unknown-step",
        "The ledger tells what happened between two neighbouring snapshots with records, and of no others.",
        ["steps:\n  - from: 2018\n    to: 2024", "steps:\n  - from: 2023\n    to: 2024"],
    ),
    rule(
        Error,
        "incomplete-event",
        "An event without those it happened to explains nothing.",
        [
            "- event: merged\n  from: [example-park]",
            "- event: merged\n  from: [example-park, example-garden]\n  to: [example-green]",
        ],
    ),
    rule(
        Error,
        "untrue-event",
        "The ledger explains what the snapshots show; it cannot show something else.",
        ["- event: closed\n  projects: [a-project-that-is-still-listed]", "# removed"],
    ),
    rule(
        Error,
        "told-twice",
        "A project that left the list in two ways would be subtracted twice.",
        [
            "- event: closed\n  projects: [example-park]\n- event: withdrawn\n  projects: [example-park]",
            "- event: withdrawn\n  projects: [example-park]",
        ],
    ),
    rule(
        Warning,
        "vanished-project",
        "Completed projects stay in the list, so one that is no longer there needs a reason.",
        [
            "# listed in 2023, not in 2024, not in lineage.yaml",
            "- event: closed\n  projects: [example-park]\n  reason: …",
        ],
    ),
    rule(
        Warning,
        "changed-title",
        "Under another title a reader does not know the project again.",
        [
            "title: Example Park  # “Example Garden” the year before",
            "- event: renamed\n  projects: [example-park]\n  reason: …",
        ],
    ),
    rule(
        Warning,
        "changed-focus-area",
        "A project that moves changes two shares without anything having been built.",
        [
            "focus_area: civic-social  # another the year before",
            "- event: moved\n  projects: [example-park]\n  reason: …",
        ],
    ),
    rule(
        Warning,
        "status-goes-back",
        "From on-going to planning is rare, and a slip is common.",
        ["status: planning  # on-going the year before", "- event: set-back\n  projects: [example-park]\n  reason: …"],
    ),
    rule(
        Warning,
        "reopened-project",
        "What was reported as completed stays completed, unless somebody says why not.",
        ["status: on-going  # completed the year before", "- event: reopened\n  projects: [example-park]\n  reason: …"],
    ),
    rule(
        Warning,
        "near-duplicate",
        "One project entered twice is counted twice.",
        ["- title: Example Park\n- title: Example-Park", "- title: Example Park"],
    ),
    rule(
        Warning,
        "not-confirmed",
        "What is carried forward from another year may no longer be true.",
        ["carried_from: 2024\ntitle: Example Park", "title: Example Park"],
    ),
    rule(
        Warning,
        "stale-explanation",
        "A reason for a difference that is gone would explain the next one wrongly.",
        ["explained:\n  - figures: [projects.by-status.planning]", "# removed, now that the figure agrees"],
    ),
    rule(
        Error,
        "total-differs",
        "A later change to a year that is published needs a reason, and so does a total that its records never added up to.",
        ["value: 109\n# and 108 records", "value: 108\n# and 108 records"],
    ),
    rule(
        Error,
        "incomplete-partnership",
        "Without a partner, a year and a source nothing can be counted or looked up.",
        [
            "partners: [example-bank]\nkind: funding",
            "partners: [example-bank]\nkind: funding\nyears: [2023, 2024]\nsources:\n  - source: report",
        ],
    ),
    rule(
        Error,
        "misplaced-partnership",
        "A partnership is counted where its project is, and nowhere else.",
        [
            "cities: [sample-town]\nproject: example-park  # of Example City",
            "cities: [example-city]\nproject: example-park",
        ],
    ),
    rule(
        Error,
        "doubled-partnership",
        "A partnership that is entered twice for one year can be changed in one place and stay in the other.",
        [
            "# 2024.yaml tells of it too\nproject: example-park\nyears: [2023, 2024]",
            "# 2024.yaml tells of it\nproject: example-park\nyears: [2023]",
        ],
    ),
    rule(
        Error,
        "incomplete-restatement",
        "A new number without its old one's place cannot be set beside it.",
        ["restated:\n  - from: 2\n    to: 3", "restated:\n  - measure: projects\n    from: 2\n    to: 3"],
    ),
    rule(
        Error,
        "untrue-restatement",
        "A restatement leads from what was published to what the report says now, and to nothing else.",
        [
            "# 3 records\n- measure: projects\n  from: 2\n  to: 4",
            "# 3 records\n- measure: projects\n  from: 2\n  to: 3",
        ],
    ),
    rule(
        Warning,
        "stale-restatement",
        "A change that changes nothing tells the reader of a difference that is not there.",
        ["- measure: projects\n  from: 3\n  to: 3", "# removed, now that the number is again as published"],
    ),
    rule(
        Error,
        "missing-seal",
        "What a final edition printed can only be held to if it is kept.",
        [
            "# 2024.yaml\nfinal: 2024-11-01\n# and no final/2024.yaml",
            "# final/2024.yaml, printed by `ascn-report seal 2024`",
        ],
    ),
    rule(
        Error,
        "idle-seal",
        "Figures that are kept of a draft would be passed over without a word.",
        ["# final/2024.yaml, and no `final:` in 2024.yaml", "# 2024.yaml\nfinal: 2024-11-01"],
    ),
    rule(
        Error,
        "changed-figure",
        "Who has read a final edition must be told when a number in it becomes another.",
        [
            "# final/2024.yaml\n- { id: projects, value: '3', text: '3' }\n# 2024.yaml has four records",
            "# 2024.yaml\npublished:\n  restated:\n    - figure: projects\n      from: 3\n      to: 4\n      reason: late-return\n      why: Example City sent its return late.\n      since: 2025-01-15\n      source: report",
        ],
    ),
    rule(
        Error,
        "doubled-plan",
        "A city has one action plan at a time; of two of the same date nobody could tell which holds.",
        [
            "- city: example-city\n  as_of: 2018-07-08\n- city: example-city\n  as_of: 2018-07-08",
            "- city: example-city\n  as_of: 2018-07-08\n- city: example-city\n  as_of: 2022-01-31",
        ],
    ),
    rule(
        Error,
        "doubled-result",
        "Of two results of one target and year only one can be right.",
        ["results:\n  - year: 2023\n  - year: 2023", "results:\n  - year: 2022\n  - year: 2023"],
    ),
    rule(
        Error,
        "incomplete-target",
        "A number without its measure and unit cannot be set against a result, and a state has no number.",
        ["kind: share-to-reach\ntarget: 50", "kind: share-to-reach\nmetric: share of vendors\nunit: '%'\ntarget: 50"],
    ),
    rule(
        Error,
        "misplaced-story",
        "A story stands in the chapter of its project, so that must be the city's own and in the list of the year.",
        [
            "# narrative/2024/cities/example-city.md\n---\nproject: sample-pier\n---",
            "# narrative/2024/cities/example-city.md\n---\nproject: example-park\n---",
        ],
    ),
    rule(
        Error,
        "story-without-project",
        "Every city with projects appears once, with the one project that its story shows.",
        [
            "# narrative/2024/cities/example-city.md\nThe park was opened.",
            "# narrative/2024/cities/example-city.md\n---\nproject: example-park\n---\n\nThe park was opened.",
        ],
    ),
    rule(
        Error,
        "unknown-figure",
        "A figure that there is not, or that cannot be had, would leave a hole in the sentence.",
        ["The network has {{ projcts }}.", "The network has {{ projects }}."],
    ),
    rule(
        Error,
        "doubled-acronym",
        "One short form with two meanings is read as the wrong one.",
        ["- short: EX\n  meaning: Example\n- short: EX\n  meaning: Exchange", "- short: EX\n  meaning: Example"],
    ),
    rule(
        Warning,
        "undefined-acronym",
        "A reader from another office does not know what it stands for.",
        ["The XYZ opened the park.", "The Example Yard Zone opened the park."],
    ),
    rule(
        Error,
        "untrue-claim",
        "A typed number that the figures contradict would be believed, and so would one of an earlier year.",
        ["The network lists 86 projects.  # of 2024, with 108 records", "The network lists 108 projects."],
    ),
    rule(
        Warning,
        "doubtful-claim",
        "What a city writes, or what can be meant otherwise, and the figures seem to contradict, somebody should look at.",
        [
            "description: One of the five projects of Example City.  # which lists 4",
            "description: One of the four projects of Example City.",
        ],
    ),
    rule(
        Warning,
        "idle-waiver",
        "A waiver without anything to waive would cover the next wrong number at these words.",
        [
            "description: Plants trees.\nchecked:\n  - words: 12 km\n    reason: City plan of 2023, page 4",
            "description: Plants trees.",
        ],
    ),
];
