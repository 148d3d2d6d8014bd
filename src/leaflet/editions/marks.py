"""Marks in a text on its way through the citation processor, which knows none: signs that no source may hold.

A mark opens or closes italics, bold or a link. One says that a text ends in a question or exclamation mark, after which
no full stop follows (as citeproc-js, `LtoR_MAP`, which every reference manager prints by); one stands for `<`, which
citeproc-py reads as markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from leaflet.reference_markup import MarkedText, marked_texts

_ITALIC, _BOLD, _DOI, _URL = ("\x01", "\x02"), ("\x03", "\x04"), ("\x05", "\x06"), ("\x07", "\x08")
_LINKS = {"DOI": _DOI, "URL": _URL}
_ENDED, _LESS_THAN = "\x0e", "\x0f"
RANGE = "\x10"
"""Stands for the dash of a range that the processor must leave as it is."""
_MARKS = "".join((*_ITALIC, *_BOLD, *_DOI, *_URL))
_CLOSING = "".join(closing for _, closing in (_ITALIC, _BOLD))
_PUNCTUATION_INSIDE = re.compile(rf"([.,;:!?]+)([{_CLOSING}]+)$")


@dataclass(frozen=True)
class CitationPart:
    """Some letters of a printed reference, and how they are set."""

    text: str
    is_italic: bool = False
    is_bold: bool = False
    field: str = ""
    """`DOI` or `URL` where it is that field: a link."""


def encoded(written: str, link: str = "") -> str:
    """A field's text with marks instead of markup; the field `link` has none, and is marked as a whole."""
    if link:
        opening, closing = _LINKS[link]
        return f"{opening}{written.replace('<', _LESS_THAN)}{closing}"
    text = "".join(
        _wrapped(part.text.replace("<", _LESS_THAN), part) for part in marked_texts(" ".join(written.split()))
    )
    # What follows the text must see how it ends.
    text = _PUNCTUATION_INSIDE.sub(r"\2\1", text)
    return text + _ENDED if text.endswith(("?", "!")) else text


def _wrapped(text: str, part: MarkedText) -> str:
    bold = f"{_BOLD[0]}{text}{_BOLD[1]}" if part.is_bold else text
    return f"{_ITALIC[0]}{bold}{_ITALIC[1]}" if part.is_italic else bold


def decoded(text: str) -> Iterator[CitationPart]:
    """The letters of a text that the processor has set, with their marks."""
    text = re.sub(rf"{_ENDED}\.?", "", text).replace(_LESS_THAN, "<").replace(RANGE, "–")
    open_marks: set[str] = set()
    for part in re.split(rf"([{_MARKS}])", text):
        if part and part in _MARKS:
            index = _MARKS.index(part)
            opening = _MARKS[index - index % 2]
            open_marks = open_marks - {opening} if index % 2 else open_marks | {opening}
        elif part:
            field = next((name for name, marks in _LINKS.items() if marks[0] in open_marks), "")
            yield CitationPart(part, _ITALIC[0] in open_marks, _BOLD[0] in open_marks, field)
