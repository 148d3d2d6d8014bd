"""A document's texts sign by sign: every character that leaves ink, in the order in which it is read.

Characters are taken apart (NFD), so that it doesn't matter whether an accent is a part of its letter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from leaflet.language.normalization import plain_signs
from leaflet.preflight.instrument.document import Document
from leaflet.preflight.instrument.patches import Flags, Ints

INLINE = frozenset({"span", "strong", "em", "a", "b", "i", "sub", "sup", "tspan"})
"""Elements that stand in a line of text; each other one begins and ends a word."""
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True)
class WantedSigns:
    """The signs of some of a document's texts."""

    signs: str
    text: Ints
    """By sign: the number of its text among `Document.texts`."""
    starts_word: Flags
    """By sign: does a blank stand before it, or the edge of a paragraph?"""
    unseen: dict[int, str] = field(default_factory=dict)
    """Characters without ink before a sign: those that direct a line, and soft hyphens."""

    def readable(self, start: int, end: int) -> str:
        """The signs from `start` to `end`, with a blank before each word but the first."""
        starts = self.starts_word
        spaced = (f" {self.signs[n]}" if n > start and starts[n] else self.signs[n] for n in range(start, end))
        return unicodedata.normalize("NFC", "".join(spaced))

    def word_start(self, place: int) -> int:
        """Where the word that the sign at `place` stands in begins."""
        while place > 0 and not self.starts_word[place]:
            place -= 1
        return place

    def word_end(self, place: int) -> int:
        """Where the word that the sign at `place` belongs to ends; `place` itself where a word begins there."""
        while place < len(self.signs) and not self.starts_word[place]:
            place += 1
        return place

    def has_soft_hyphen(self, place: int) -> bool:
        """Does the source allow a hyphen before the sign at `place`?"""
        return _SOFT_HYPHEN in self.unseen.get(place, "")


def wanted_signs(document: Document, numbers: Iterable[int]) -> WantedSigns:
    """The signs of the texts with these numbers."""
    edges = paragraph_edges(document)
    parts: list[str] = []
    starts: list[int] = []
    counts: list[tuple[int, int]] = []
    unseen: dict[int, str] = {}
    length, is_new, before = 0, True, 0
    for number in numbers:
        is_new |= any(edge in edges for edge in range(before + 1, number + 1))
        first, before = length, number
        for chunk, follows_blank in _chunks(document.texts[number].text):
            is_new |= follows_blank
            word, silent = _split(chunk)
            for place, chars in silent:
                unseen[length + place] = unseen.get(length + place, "") + chars
            if word:
                starts += [length] if is_new else []
                parts.append(word)
                length, is_new = length + len(word), False
        is_new |= document.texts[number].text[-1:].isspace()
        counts.append((number, length - first))
    starts_word = np.zeros(length, np.bool_)
    starts_word[starts] = True
    text = np.repeat(*np.array(counts, np.int64).reshape(-1, 2).T)
    return WantedSigns("".join(parts), text, starts_word, unseen)


def paragraph_edges(document: Document) -> frozenset[int]:
    """Numbers of the texts before which a paragraph begins or ends."""
    blocks = [element.texts for element in document.elements if element.tag not in INLINE]
    return frozenset(edge for texts in blocks for edge in (texts.start, texts.stop))


def _chunks(text: str) -> Iterable[tuple[str, bool]]:
    """What stands between blanks, and whether a blank stands before it."""
    words = text.split()
    starts_blank = text[:1].isspace()
    return ((word, starts_blank or place > 0) for place, word in enumerate(words))


def _split(word: str) -> tuple[str, list[tuple[int, str]]]:
    """The inked signs of `word`, and where among them the others stand."""
    apart = word if word.isascii() else plain_signs(word)
    if apart.isascii() or not any(map(is_silent, apart)):
        return apart, []
    inked: list[str] = []
    silent: list[tuple[int, str]] = []
    for char in apart:
        if is_silent(char):
            silent.append((len(inked), char))
        else:
            inked.append(char)
    return "".join(inked), silent


@cache
def is_silent(char: str) -> bool:
    """Does `char` never leave ink? (Blanks, controls, joiners, variation selectors.)"""
    return unicodedata.category(char)[0] in "ZC" or "\ufe00" <= char <= "\ufe0f"
