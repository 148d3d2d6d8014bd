"""The list of signs that can be printed is what the fonts have: `pytest --accept` writes it anew.

A sign counts where the first font that has it has a drawing of it. Of signs that share a drawing and read otherwise
(`·` and `∙`) one alone counts, for a file says of each drawing what it stands for, once. Of Arabic's signs those count
that the languages of the Near East write: preflight can't read all others back, and nobody types presentation forms.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from itertools import groupby

from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from leaflet import fonts
from leaflet.fonts import printable_signs as module
from leaflet.language.normalization import normalized

VOWELS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0670"
PLAIN = "\u060c\u061b\u061f\u0640\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u066a\u066b\u066c\u06d4"
"""Arabic's marks above and below letters, its punctuation and digits."""
HEAD = "# Signs that leaflets can be set in, by code point. Made from the fonts by `pytest tests/fonts --accept`.\n"


def _shown_by(file):
    """The signs that the font in `file` has a drawing of, and its spaces."""
    font = TTFont(file)
    drawings, by_glyph = font.getGlyphSet(), defaultdict(list)
    for code, glyph in font.getBestCmap().items():
        by_glyph[glyph].append(chr(code))
    for glyph, signs in by_glyph.items():
        pen = BoundsPen(drawings)
        drawings[glyph].draw(pen)
        usual = normalized(min(signs, key=lambda sign: (unicodedata.category(sign) in ("Lm", "Sm"), sign)))
        for sign in signs:
            has_drawing = pen.bounds is not None or unicodedata.category(sign) == "Zs"
            if has_drawing and normalized(sign) == usual:
                yield sign


def _may_be_printed(sign):
    is_arabic = "ARABIC" in unicodedata.name(sign, "") or unicodedata.bidirectional(sign) in ("R", "AL", "AN")
    return (
        unicodedata.category(sign) not in ("Cc", "Cf", "Cn", "Co", "Cs")
        and unicodedata.normalize("NFC", sign) == sign
        and (not is_arabic or ("\u0600" <= sign <= "\u06ef" and (sign in VOWELS or sign.isalpha() or sign in PLAIN)))
    )


def _signs():
    """What every style has of the first family that has it at all."""
    seen = set()
    for _, files in groupby((font for font in fonts.FONTS if not font.on_choice), key=lambda font: font.family):
        paths = [fonts.trusted_file(font.file) for font in files]
        known = set.union(*(set(map(chr, TTFont(path).getBestCmap())) for path in paths))
        styles = [set(_shown_by(path)) for path in paths]
        yield from filter(_may_be_printed, set.intersection(*styles) - seen)
        seen |= known


def _ranges(signs):
    codes = sorted(map(ord, signs))
    for _, run in groupby(enumerate(codes), key=lambda pair: pair[1] - pair[0]):
        found = [code for _, code in run]
        yield f"{found[0]:04X}-{found[-1]:04X}" if len(found) > 1 else f"{found[0]:04X}"


def test_the_list_is_what_the_fonts_have(accept):
    text = HEAD + "".join(f"{line}\n" for line in _ranges(set(_signs())))
    if accept:
        module._LIST.write_text(text, "ascii")
    assert module._LIST.read_text("ascii") == text


def test_signs_of_everyday_are_among_them():
    assert set("Aéßłşœ ’“„–—…•→±×µ½₂²°€✓⚠αβДж") <= module.printable_signs()
    assert not {"😀", "漢", "\u202e", "\t", "\n", "\u2800"} & module.printable_signs()
