#!/usr/bin/env python3
"""Writes the shaping reference: what HarfBuzz makes of words in every script.

    python3 -m pip install uharfbuzz==0.57.0
    python3 make-glyphs.py FONTS_FOLDER OUTPUT.tsv

FONTS_FOLDER holds the fonts that cut-fonts.sh wrote. Lines that start with #
are comments; every other line is one word in one weight. The words are place
names in the local script, plus samples with the hard cases: stacked marks
and vowels placed before their consonant, kerning, dashes and the minus sign.
"""

import locale
import sys
import unicodedata
from pathlib import Path

import uharfbuzz as hb

UHARFBUZZ = "0.57.0"
WEIGHTS = ("Regular", "Bold")
# Font family, words.
WORDS = (
    ("NotoSans", (
        "Built Infrastructure",
        "Affinity AV To",
        "2018–2024 −12.5%",
        "Đà Nẵng",
        "Hà Nội",
        "Thành phố Hồ Chí Minh",
    )),
    ("NotoSansThai", (
        "กรุงเทพมหานคร",
        "ชลบุรี",
        "ภูเก็ต",
        "เชียงใหม่",
        "ขอนแก่น",
        "ระยอง",
        "น้ำ",
    )),
    ("NotoSansLao", (
        "ຫຼວງພະບາງ",
        "ວຽງຈັນ",
    )),
    ("NotoSansKhmer", (
        "បាត់ដំបង",
        "ភ្នំពេញ",
        "សៀមរាប",
        "ក្រុងព្រះសីហនុ",
        "ពេញ",
        "ក្រុង",
    )),
    ("NotoSansMyanmar", (
        "နေပြည်တော်",
        "မန္တလေး",
        "ရန်ကုန်",
    )),
    ("NotoSansTamil", (
        "சிங்கப்பூர்",
    )),
    ("NotoSansArabic", (
        "بندر سري بڬاوان",
    )),
    ("NotoSansHan", (
        "新加坡",
    )),
)


def shape(font, word):
    """The guessed script of the word, and its glyphs in visual order."""
    buffer = hb.Buffer()
    buffer.add_str(word)
    buffer.direction = "rtl" if unicodedata.bidirectional(word[0]) == "AL" else "ltr"
    buffer.guess_segment_properties()
    script = buffer.script or "Zyyy"  # only digits and signs: none guessed
    hb.shape(font, buffer)
    glyphs = [
        f"{info.codepoint}:{at.x_advance}:{at.y_advance}:{at.x_offset}:{at.y_offset}"
        for info, at in zip(buffer.glyph_infos, buffer.glyph_positions)
    ]
    if any(info.codepoint == 0 for info in buffer.glyph_infos):
        sys.exit(f"make-glyphs.py: the font lacks a character of {word}")
    return script, " ".join(glyphs)


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: make-glyphs.py FONTS_FOLDER OUTPUT.tsv")
    if hb.__version__ != UHARFBUZZ:
        sys.exit(f"make-glyphs.py: needs uharfbuzz {UHARFBUZZ}, found {hb.__version__}")
    # HarfBuzz takes the language it guesses from the locale.
    locale.setlocale(locale.LC_ALL, "C")

    lines = [
        f"# HarfBuzz {hb.version_string()} (PyPI uharfbuzz {hb.__version__}); written by make-glyphs.py, not by hand.",
        "# Left to right, Arabic letters right to left; script guessed from the word (Zyyy: none found); language of the C locale; default features.",
        "# glyphs: gid:x_advance:y_advance:x_offset:y_offset, in font units, left to right.",
        "# script\tweight\tword\tfont\tunits_per_em\tglyphs",
    ]
    for family, words in WORDS:
        for weight in WEIGHTS:
            name = f"{family}-{weight}.ttf"
            face = hb.Face(hb.Blob.from_file_path(str(Path(sys.argv[1], name))))
            font = hb.Font(face)
            for word in words:
                assert unicodedata.is_normalized("NFC", word), word
                script, glyphs = shape(font, word)
                lines.append("\t".join((script, weight, word, name, str(face.upem), glyphs)))
    Path(sys.argv[2]).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
