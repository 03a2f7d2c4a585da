#!/usr/bin/env bash
# Cuts the fonts that the charts are drawn with, and writes them to
# src/draw/fonts/. Run it from the root of the repository:
#
#     bash src/draw/fonts/cut-fonts.sh
#
# The results are committed, so a build needs neither this script nor the
# network. Run it again only to move to newer fonts or other ranges.
# It needs bash, npm and Python 3.11 or newer with pip. Everything it
# installs goes into a temporary folder that is removed at the end. Two runs
# give the same bytes.
#
# Where the fonts come from: the whole static TTFs, weights 400 and 700, in
# the npm packages @expo-google-fonts/noto-sans, -thai, -lao, -khmer and
# -myanmar, at the versions below. The cutting is done by fonttools (PyPI).
#
# Licence: the fonts are "Copyright 2022 The Noto Project Authors", that of
# Han "Copyright 2014-2021 Adobe", under the SIL Open Font License 1.1, with
# no Reserved Font Name that stands in their names ("Source" is reserved), so
# that a cut font may keep its name. The licence is written beside the fonts as OFL.txt and
# has to go wherever they go; the name tables keep their copyright, trademark
# and licence entries.
#
# How the ranges were chosen:
# * Noto Sans: what English, Vietnamese and the other languages of the region
#   in Latin letters need, composed or decomposed (Basic Latin, Latin-1, Latin
#   Extended-A, -B and Additional, all combining diacritical marks), plus
#   General Punctuation, currency signs, the minus sign U+2212 and the arrow
#   U+2192. Noto Sans 2.015 has no U+2192: it is listed for a later version.
#   Greek, Cyrillic, phonetic letters and small capitals go. Of its layout
#   features those that fonttools keeps by default stay (kerning, mark
#   placement, composition, ligatures, fractions).
# * Thai, Lao, Khmer, Myanmar and Tamil: the whole block or blocks of the script, the zero width
#   space, non-joiner and joiner (U+200B to U+200D), and the dotted circle
#   U+25CC that a shaper puts under a mark without a base. GSUB, GPOS and GDEF
#   keep all features, for shaping goes wrong without them. Their Latin
#   letters, digits and space go: those are taken from Noto Sans.
# * Jawi, which is Malay in Arabic letters: the letters of Arabic, those that
#   Malay adds, the short vowels, and the space, for words run from the right.
# * Han: the characters of the one Chinese name in the register of cities. A
#   name with others is left out of pictures; to add one, add its characters.
# Hinting and glyph names go from all (charts are drawn as outlines), and so
# does STAT, which only serves to group the styles of a family in menus. The
# outline of .notdef stays, so that a missing character shows.

set -euo pipefail
export LC_ALL=C PYTHONNOUSERSITE=1 PIP_ROOT_USER_ACTION=ignore
unset PYTHONHOME

FONTTOOLS=4.68.0
NOTO_SANS=0.4.2
NOTO_THAI=0.4.2
NOTO_LAO=0.4.2
NOTO_KHMER=0.4.3
NOTO_MYANMAR=0.4.2
NOTO_TAMIL=0.4.3
NOTO_ARABIC=0.4.3
NOTO_HAN=0.4.3

LATIN=U+0020-007E,U+00A0-00FF,U+0100-017F,U+0180-024F,U+1E00-1EFF
LATIN=$LATIN,U+0300-036F,U+2000-206F,U+20A0-20CF,U+2192,U+2212
SHARED=U+200B-200D,U+25CC
THAI=U+0E00-0E7F,$SHARED
LAO=U+0E80-0EFF,$SHARED
KHMER=U+1780-17FF,U+19E0-19FF,$SHARED                # and Khmer Symbols
MYANMAR=U+1000-109F,U+A9E0-A9FF,U+AA60-AA7F,$SHARED  # and Extended-A, -B
TAMIL=U+0B80-0BFF,$SHARED
JAWI=U+0020,U+0621-063A,U+0640-0652,U+0674,U+0686,U+06A0,U+06A4
JAWI=$JAWI,U+06A9,U+06AC,U+06AD,U+06BD,U+06CF,U+0762,U+25CC
HAN=U+52A0,U+5761,U+65B0

# Copyright, names, version, trademark, makers, licence.
NAMES=0,1,2,3,4,5,6,7,8,9,10,11,12,13,14

if [ ! -f Cargo.toml ]; then
    echo "cut-fonts.sh: run this from the root of the repository" >&2
    exit 1
fi
out=src/draw/fonts
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

npm install --prefix "$tmp/npm" --ignore-scripts --no-audit --no-fund \
    --no-save --no-package-lock --loglevel=error \
    "@expo-google-fonts/noto-sans@$NOTO_SANS" \
    "@expo-google-fonts/noto-sans-thai@$NOTO_THAI" \
    "@expo-google-fonts/noto-sans-lao@$NOTO_LAO" \
    "@expo-google-fonts/noto-sans-khmer@$NOTO_KHMER" \
    "@expo-google-fonts/noto-sans-myanmar@$NOTO_MYANMAR" \
    "@expo-google-fonts/noto-sans-tamil@$NOTO_TAMIL" \
    "@expo-google-fonts/noto-sans-arabic@$NOTO_ARABIC" \
    "@expo-google-fonts/noto-sans-sc@$NOTO_HAN"
python3 -m pip install --quiet --disable-pip-version-check --no-deps \
    --target "$tmp/py" "fonttools==$FONTTOOLS"
export PYTHONPATH=$tmp/py
fonts=$tmp/npm/node_modules/@expo-google-fonts
mkdir -p "$tmp/out"

# cut_font PACKAGE FAMILY RANGES [FEATURES]
cut_font() {
    for weight in 400Regular 700Bold; do
        # The pure-Python serializer: the other one is used only where
        # uharfbuzz happens to be installed, and would give other bytes.
        python3 -m fontTools.subset "$fonts/$1/$weight/$2_$weight.ttf" \
            --unicodes="$3" ${4:+"--layout-features=$4"} \
            --name-IDs="$NAMES" --no-hinting --no-glyph-names \
            --notdef-outline --drop-tables+=STAT,gasp \
            --no-recalc-timestamp --no-harfbuzz-repacker \
            --output-file="$tmp/out/$2-${weight#[0-9][0-9][0-9]}.ttf"
    done
}
cut_font noto-sans NotoSans "$LATIN"
cut_font noto-sans-thai NotoSansThai "$THAI" '*'
cut_font noto-sans-lao NotoSansLao "$LAO" '*'
cut_font noto-sans-khmer NotoSansKhmer "$KHMER" '*'
cut_font noto-sans-myanmar NotoSansMyanmar "$MYANMAR" '*'
cut_font noto-sans-tamil NotoSansTamil "$TAMIL" '*'
cut_font noto-sans-arabic NotoSansArabic "$JAWI" '*'
cut_font noto-sans-sc NotoSansSC "$HAN"
for weight in Regular Bold; do
    mv "$tmp/out/NotoSansSC-$weight.ttf" "$tmp/out/NotoSansHan-$weight.ttf"
done

# One licence for the eight: their copyright lines, then the text, which has
# to be the same in every package.
for package in noto-sans noto-sans-thai noto-sans-lao noto-sans-khmer \
    noto-sans-myanmar noto-sans-tamil noto-sans-arabic noto-sans-sc; do
    head -n 1 "$fonts/$package/LICENSE_FONT" >>"$tmp/out/OFL.txt"
    tail -n +2 "$fonts/$package/LICENSE_FONT" >"$tmp/text"
    [ -f "$tmp/text-first" ] || cp "$tmp/text" "$tmp/text-first"
    cmp "$tmp/text" "$tmp/text-first"
done
cat "$tmp/text-first" >>"$tmp/out/OFL.txt"

mkdir -p "$out"
cp "$tmp/out/"*.ttf "$tmp/out/OFL.txt" "$out/"
ls -l "$out"
