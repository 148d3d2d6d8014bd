"""Text normalized for comparison: what a reader recognises, however it was typeset."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

SPACE = re.compile(r"[ \t\n\r\f\u00a0]+")
"""White space as HTML folds it (HTML, 2.3.4), and the no-break space, which looks like one."""


def folded(text: str) -> str:
    """`text` in one form of every character (NFC), each run of white space as one blank, none at its ends."""
    return SPACE.sub(" ", unicodedata.normalize("NFC", text)).strip(" ")


def normalized(text: str) -> str:
    """`text` without spaces, hyphens and punctuation, in one form of every character and one case.

    Letters, digits and symbols stay (categories L, N, S of Unicode, NFKC, casefolded); accents stay on their letters.
    Punctuation goes because a line break adds hyphens and typography changes quotation marks; `ﬁ` becomes `fi`.
    """
    return _normalize_character(text) if len(text) == 1 else _normalize(text)


@cache
def _normalize_character(char: str) -> str:
    return _normalize(char)


def _normalize(text: str) -> str:
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(c for c in folded if _is_compared(c))


def _is_compared(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] in "LNS" and category != "Sk"


_PRESENTATION_FORMS = re.compile("[\ufb00-\ufb06\ufb1d-\ufdff\ufe70-\ufefc]")
"""Letters that Unicode has once more as a ligature, or in the form of their place in a word."""


def plain_signs(text: str) -> str:
    """`text` with accents apart from their letters (NFD), and no letters in forms that a font chooses by itself."""
    plain = _PRESENTATION_FORMS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return unicodedata.normalize("NFD", plain)


def composed(before: str, after: str) -> str | None:
    """The one character that `before` and the combining mark `after` make, or None where there isn't one."""
    if not after or not unicodedata.combining(after[0]):
        return None
    both = unicodedata.normalize("NFC", before + after)
    return both if len(both) == 1 else None


def character_class(char: str) -> str:
    """L for a letter, N for a digit, S for a symbol."""
    return unicodedata.category(char)[0]


@cache
def has_ink(char: str) -> bool:
    """Is `char` visible on paper? (Not a space, a control or a joiner: categories Z and C of Unicode.)"""
    return any(unicodedata.category(c)[0] not in "ZC" for c in char)


@cache
def is_accent(char: str) -> bool:
    """Is `char` a mark on a letter (category M of Unicode)?"""
    return any(unicodedata.category(c)[0] == "M" for c in char)


def digit_gaps(text: str) -> frozenset[int]:
    """Offsets in `normalized(text)` where two digits are separated: `0800-0113` is not `08000113`."""
    gaps, before, separated = set(), "", False
    length = 0
    for char in text:
        found = normalized(char)
        if found and separated and before.isdigit() and found[0].isdigit():
            gaps.add(length)
        length += len(found)
        before, separated = (found[-1], False) if found else (before, True)
    return frozenset(gaps)
