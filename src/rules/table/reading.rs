//! The rules that are kept watch over while reading.

use super::rule;
use crate::diagnostic::Severity::Error;
use crate::rules::Rule;

pub(super) const READING: &[Rule] = &[
    rule(
        Error,
        "yaml-syntax",
        "A file that is not well-formed cannot be read as its author meant it.",
        ["title: Phase 2: Smart Bins", "title: 'Phase 2: Smart Bins'"],
    ),
    rule(
        Error,
        "csv-syntax",
        "A row whose cells cannot be told apart would put values under the wrong names.",
        ["example-park,example-city,Parks, large and small", "example-park,example-city,\"Parks, large and small\""],
    ),
    rule(
        Error,
        "missing-file",
        "The framework and the two registers give every id its meaning.",
        [
            "inputs/\n  framework.yaml\n  2024.yaml",
            "inputs/\n  framework.yaml\n  cities.yaml\n  partners.yaml\n  2024.yaml",
        ],
    ),
    rule(
        Error,
        "no-snapshot",
        "Without a snapshot there is nothing to report.",
        [
            "inputs/\n  framework.yaml\n  cities.yaml\n  partners.yaml",
            "inputs/\n  framework.yaml\n  cities.yaml\n  partners.yaml\n  2024.yaml",
        ],
    ),
    rule(
        Error,
        "doubled-snapshot",
        "Two snapshots of one year would be counted twice or one of them silently dropped.",
        ["inputs/2024.yaml\ninputs/2024/example-city.yaml", "inputs/2024/example-city.yaml"],
    ),
    rule(
        Error,
        "stray-file",
        "A file under a wrong name would be left out without a word.",
        ["inputs/snapshot-2024.yaml", "inputs/2024.yaml"],
    ),
    rule(
        Error,
        "wrong-year",
        "A snapshot under the wrong year moves its projects to that year.",
        ["# 2024.yaml\nyear: 2023", "# 2024.yaml\nyear: 2024"],
    ),
    rule(
        Error,
        "outside-link",
        "What a link leads to outside the folder is not part of the record that is kept and sent.",
        ["inputs/2024.yaml -> /home/example/2024.yaml", "inputs/2024.yaml"],
    ),
    rule(
        Error,
        "not-a-file",
        "Only a file has an end up to which it can be read.",
        ["inputs/cities.yaml/list.txt", "inputs/cities.yaml"],
    ),
    rule(
        Error,
        "long-file",
        "A file of that length is not what it is meant to be.",
        ["one file of all cities and all their photographs", "one file a city, text only"],
    ),
    rule(
        Error,
        "not-utf-8",
        "Names in another encoding would be printed wrongly.",
        ["a file saved as “Windows-1252” or “UTF-16”", "the same file saved as “UTF-8”"],
    ),
    rule(
        Error,
        "unknown-key",
        "A mistyped key would be left out without a word.",
        ["focus-area: civic-social", "focus_area: civic-social"],
    ),
    rule(
        Error,
        "missing-key",
        "What every report needs cannot be guessed.",
        [
            "- id: example-park\n  title: Example Park",
            "- id: example-park\n  city: example-city\n  title: Example Park\n  focus_area: quality-environment\n  status: planning\n  description: Plants trees.",
        ],
    ),
    rule(
        Error,
        "doubled-key",
        "Of two values for one key one would be lost.",
        ["status: planning\nstatus: on-going", "status: on-going"],
    ),
    rule(Error, "missing-value", "A key without a value says nothing.", ["status:", "status: not-stated"]),
    rule(
        Error,
        "wrong-kind",
        "A list, a group and a single value mean different things.",
        ["aliases: Sample", "aliases:\n  - Sample"],
    ),
    rule(
        Error,
        "wrong-value",
        "A value in another form could be read as another value.",
        ["value: 1,080", "value: 1080"],
    ),
    rule(
        Error,
        "hidden-character",
        "What is not seen cannot be proof-read, and makes equal ids differ.",
        ["title: Example<U+200B>Park", "title: Example Park"],
    ),
    rule(
        Error,
        "not-composed",
        "One letter written in two ways makes equal names differ, and some programs print it as two.",
        ["name: Ha<U+0300> Town", "name: Hà Town"],
    ),
    rule(
        Error,
        "mixed-letters",
        "A letter of another script looks right, and makes equal names differ.",
        ["title: <U+0421>ity Park", "title: City Park"],
    ),
    rule(
        Error,
        "long-text",
        "A text of that length is not a title or a description.",
        ["description: (ten pages of text)", "description: Plants trees along the river."],
    ),
    rule(
        Error,
        "tile-place",
        "Two tiles on one place hide each other, and one far outside makes all others too small to read.",
        [
            "tile:\n  column: 1\n  row: 0\n# and once more\ntile:\n  column: 1\n  row: 0",
            "tile:\n  column: 1\n  row: 0\n# and once more\ntile:\n  column: 2\n  row: 0",
        ],
    ),
    rule(
        Error,
        "markup-in-text",
        "What texts are made of is printed alike on a page, on paper and as plain text; all else could break one of them.",
        ["The pier is <b>open</b>.", "The pier is **open**."],
    ),
    rule(
        Error,
        "unsafe-link",
        "Links of a report lead to pages of the web, and do nothing.",
        ["[the pier](javascript:open\\(\\))", "[the pier](https://example.org/pier)"],
    ),
    rule(
        Error,
        "misplaced-heading",
        "The headings of a report are in its contents, so a text adds its own only below that of its chapter.",
        ["# The year", "## The year"],
    ),
    rule(
        Error,
        "code-in-text",
        "Figures stand in the chapters and focus areas of the report; the text of a city is words, and never run.",
        ["The city has {{ projects }}.", "The city has five projects."],
    ),
];
