"""What a translation carries over as it stands: names of people and places, and the numbers of rooms and the like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from leaflet.language.word_patterns import any_of, whole

_CAPITALISED = re.compile(r"(?<![\w-])[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{2,}(?![\w-])")
_SENTENCE_START = re.compile(r"(?:^|[.!?:;\n])[\s\"“”„‘’'()>*–-]*$")
"""What stands before a sentence's first word."""
_BESIDE = re.compile(r",?\s(?:\d+,?\s)?")
"""What may stand between two words of one name, the number of a house among it."""
_LABEL_NUMBER = r"\s(\d(?:[\w.,/-]*\w)?)"


class _Name(NamedTuple):
    """A word that may be of a name, or a number that names a room."""

    text: str
    start: int
    end: int
    is_sure: bool
    """Does its place tell so, and not only that both texts have it?"""


def without_carried_names(one: tuple[str, tuple[str, ...]], other: tuple[str, tuple[str, ...]]) -> tuple[str, str]:
    """Two texts, each given with its language's labels, without the names that both have.

    A capital that only begins a sentence, with no other beside it, makes no name.
    """
    ours, theirs = tuple(_names(*one)), tuple(_names(*other))
    named = {name.text for name in ours} & {name.text for name in theirs}
    named &= {name.text for name in (*ours, *theirs) if name.is_sure}
    return _without(one[0], ours, named), _without(other[0], theirs, named)


def _names(text: str, labels: tuple[str, ...]) -> Iterator[_Name]:
    capitalised = tuple(_CAPITALISED.finditer(text))
    for n, match in enumerate(capitalised):
        before, after = capitalised[n - 1 : n], capitalised[n + 1 : n + 2]
        gaps = (*(text[m.end() : match.start()] for m in before), *(text[match.end() : m.start()] for m in after))
        is_beside = any(_BESIDE.fullmatch(gap) for gap in gaps)
        yield _Name(match[0], *match.span(), is_beside or not _SENTENCE_START.search(text, 0, match.start()))
    for match in re.finditer(whole(any_of(labels)) + _LABEL_NUMBER, text):
        yield _Name(match[1], *match.span(1), True)


def _without(text: str, names: tuple[_Name, ...], named: set[str]) -> str:
    """`text` with blanks for the words `named` where they are surely names, or where they stand only once."""
    sure = {name.text for name in names if name.is_sure}
    for name in names:
        if name.text in named and (name.is_sure or name.text not in sure):
            text = text[: name.start] + " " * (name.end - name.start) + text[name.end :]
    return text
