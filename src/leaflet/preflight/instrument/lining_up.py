"""A document's signs and a file's, walked through side by side: from then on each glyph knows its text.

Where they part, the fault is told once, and the way is found again at the nearest text where both go on alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from leaflet.language.hyphenation import may_break
from leaflet.lengths import MM_PER_PT
from leaflet.preflight.instrument.document import Document
from leaflet.preflight.instrument.patches import Ints
from leaflet.preflight.instrument.read_signs import Glyphs, ReadSigns
from leaflet.preflight.instrument.typesetting import Typesetting
from leaflet.preflight.instrument.wanted_signs import WantedSigns

HYPHENS = "-\u2010"
_SAME_AGAIN = 12
"""Signs that must be the same for both to go on alike."""
_FEW = 24
"""Signs up to which each place is tried; after them only where a word begins."""
_FAR = 600
"""Signs up to which each word is tried; after them only where a text begins."""
_WORD_GAP_EM = 0.15
"""White between two letters from which a message has a blank there."""
MAX_FAULTS = 40
"""Faults of one file after which no more are looked for."""
_NEXT_LINE_MM = 0.5
"""How far apart two feet are on two lines."""
_ADDRESS = re.compile(r"[/@_]|\w\.\w")
NO_SIGN = -1
GENERATED = -2
"""In `Lining.sign_of`: a sign that the style sheet makes, as it is declared."""


@dataclass(frozen=True, slots=True)
class TextFault:
    """Where the pages say something else than the document."""

    kind: str
    """`lost`, `added`, `changed`, `broken-word`, `wrong-list-sign`, `lost-on-page`, `moved`."""
    wanted: str
    """What the document has; '' where it has nothing."""
    got: str
    """What the page has; '' where it has nothing."""
    text: int | None
    """The text of the document that it is about, by its number; what is added is told of the text before it."""
    page: int | None
    """The page on which it was found; None for what stands on none."""


@dataclass
class Lining:
    """Two runs of signs, and how far they were walked through."""

    document: Document
    wanted: WantedSigns
    read: ReadSigns
    glyphs: Glyphs
    setting: Typesetting
    sign_of: Ints = field(init=False)
    """By read sign: which sign of the document it is; `NO_SIGN`, `GENERATED`."""
    faults: list[TextFault] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.want = np.frombuffer(self.wanted.signs.encode("utf-32-le"), np.uint32)
        self.have = np.frombuffer(self.read.signs.encode("utf-32-le"), np.uint32)
        self.sign_of = np.full(len(self.have), NO_SIGN, np.int64)

    def walk(self) -> None:
        """Find the sign of each glyph, and the faults."""
        at, on = 0, 0
        while at < len(self.want) or on < len(self.have):
            same = self.same(at, on)
            self.sign_of[on : on + same] = np.arange(at, at + same)
            at, on = at + same, on + same
            if at == len(self.want) and on == len(self.have):
                break
            if step := self.allowed(at, on):
                at, on = at + step[0], on + step[1]
            elif len(self.faults) >= MAX_FAULTS:
                break
            else:
                at, on = self.part(at, on)

        self.tell_torn_words()

    def tell_torn_words(self) -> None:
        """Words of letters and digits that go on in the next line without a hyphen; addresses may."""
        feet, em = self.glyphs.origin[self.read.glyph, 1], self.glyphs.size_pt[self.read.glyph] * MM_PER_PT
        next_line = np.maximum(_NEXT_LINE_EM * np.maximum(em[1:], em[:-1]), _NEXT_LINE_MM)
        goes_on = (self.sign_of[:-1] >= 0) & (np.diff(self.sign_of) == 1)
        for on in np.flatnonzero(goes_on & (np.abs(np.diff(feet)) > next_line)).tolist():
            at = int(self.sign_of[on + 1])
            start, end = self.wanted.word_start(at), self.wanted.word_end(at)
            word, cut = self.wanted.signs[start:end], at - start
            is_free = not cut or at in self.wanted.unseen or _ADDRESS.search(word)
            if not is_free and word[cut - 1 : cut + 1].isalnum():
                page = int(self.glyphs.page[self.read.glyph[on]])
                got = f"{word[:cut]} {word[cut:]}"
                self.faults.append(TextFault("broken-word", word, got, int(self.wanted.text[at]), page))

    def same(self, at: int, on: int) -> int:
        """How many signs are the same from there on."""
        length, chunk = 0, 64
        most = min(len(self.want) - at, len(self.have) - on)
        while length < most:
            chunk = min(chunk * 4, most - length)
            start, other = at + length, on + length
            differs = self.want[start : start + chunk] != self.have[other : other + chunk]
            if differs.any():
                return length + int(differs.argmax())
            length += chunk
        return length

    def allowed(self, at: int, on: int) -> tuple[int, int] | None:
        """How far to go on past a difference that is as it should be; None where it isn't."""
        if at < len(self.want) and on < len(self.have) and (drawn := self.drawn_as(at, on)):
            self.sign_of[on : on + drawn] = at
            return 1, drawn
        if on < len(self.have) and (self.is_line_end_hyphen(at, on) or self.is_ornament(at, on)):
            self.sign_of[on] = GENERATED
            return 0, 1
        return None

    def drawn_as(self, at: int, on: int) -> int:
        """How many signs, read from there on, are the document's sign in another way; 0 where they aren't.

        The font may have one glyph for several characters, and a style may set capitals (in what size is looked at
        elsewhere).
        """
        sign = self.wanted.signs[at]
        if sign.islower() and self.read.signs.startswith(sign.upper(), on):
            return len(sign.upper())
        return int(sign in self.glyphs.reads(int(self.read.glyph[on])))

    def is_line_end_hyphen(self, at: int, on: int) -> bool:
        """Does a word go on in the next line after a hyphen, where its language breaks it?"""
        if self.read.signs[on] not in HYPHENS or not 0 < at < len(self.want) or self.wanted.starts_word[at]:
            return False
        if on + 1 == len(self.have) or not self.is_next_line(on) or not self.goes_on(at, on + 1):
            return False
        if not self.may_break(at):
            self.tell("broken-word", at, at, on, on + 1)
        return True

    def goes_on(self, at: int, on: int) -> bool:
        return self.wanted.signs[at] == self.read.signs[on] or bool(self.drawn_as(at, on))

    def is_next_line(self, on: int) -> bool:
        """Does the sign after that one stand on another line?"""
        one, other = (int(glyph) for glyph in self.read.glyph[on : on + 2])
        return self.glyphs.page[one] != self.glyphs.page[other] or bool(
            abs(self.glyphs.origin[one, 1] - self.glyphs.origin[other, 1]) > _NEXT_LINE_MM
        )

    def may_break(self, at: int) -> bool:
        if self.wanted.has_soft_hyphen(at):
            return True
        start = self.wanted.word_start(at)
        word = self.wanted.signs[start : self.wanted.word_end(at)]
        return may_break_inside(word, at - start, self.setting.locale_of(self.document, int(self.wanted.text[at])))

    def is_ornament(self, at: int, on: int) -> bool:
        """Is it a sign that the layout's style sheet sets between two texts?"""
        if at < len(self.want) and not self.wanted.starts_word[at]:
            return False
        before = int(self.wanted.text[at - 1]) if at > 0 else None
        return self.setting.is_ornament(self.document, self.read.signs[on], before)

    def part(self, at: int, on: int) -> tuple[int, int]:
        """Tell where both part, and find where they go on alike."""
        end, other_end = min(self.ways(at, on), key=lambda way: (way[0] - at + way[1] - on, way))
        if end > at and other_end > on:
            self.tell("changed", at, end, on, other_end)
        elif end > at:
            self.tell("lost", *self.from_word(at, end, on, other_end))
        else:
            self.tell("added", *self.from_word(at, end, on, other_end))
        return end, other_end

    def from_word(self, at: int, end: int, on: int, other_end: int) -> tuple[int, int, int, int]:
        """The same difference, begun with a word if it can be: “to be” in “[to be or] to be” may stand for either."""
        want, have, signs = self.wanted.signs, self.read.signs, self.sign_of
        while at > 0 and on > 0 and signs[on - 1] == at - 1 and not self.begins_word(at):
            if (want[end - 1] if end > at else have[other_end - 1]) != want[at - 1]:
                break
            signs[on - 1] = NO_SIGN
            at, end, on, other_end = at - 1, end - 1, on - 1, other_end - 1
            signs[other_end] = end
        return at, end, on, other_end

    def begins_word(self, at: int) -> bool:
        return at == len(self.want) or bool(self.wanted.starts_word[at])

    def ways(self, at: int, on: int) -> Iterator[tuple[int, int]]:
        """Places where both go on alike, and the end of both."""
        want, have = self.wanted.signs, self.read.signs
        best = len(want) - at + len(have) - on
        yield len(want), len(have)
        for start in self.ways_on(at):
            if start - at > best:
                return
            ahead = want[start : start + _SAME_AGAIN]
            found = have.find(ahead, on, on + best - (start - at) + len(ahead))
            if found >= 0:
                best = start - at + found - on
                yield start, found

    def ways_on(self, at: int) -> Iterator[int]:
        """Where the document may go on: at the next few signs, then at words, then at the beginnings of texts."""
        yield from range(at, min(at + _FEW, len(self.want)))
        ahead = self.wanted.starts_word[at + _FEW : at + _FAR]
        yield from (np.flatnonzero(ahead) + at + _FEW).tolist()
        yield from (np.flatnonzero(np.diff(self.wanted.text[at + _FAR :], prepend=-1)) + at + _FAR).tolist()

    def tell(self, kind: str, at: int, end: int, on: int, other_end: int) -> None:
        """Note a fault; words that it cuts are told whole."""
        near = min(at if end > at else at - 1, len(self.want) - 1)
        start = self.wanted.word_start(at) if at < len(self.want) else at
        stop = self.wanted.word_end(end)
        before, after = self.wanted.readable(start, at), self.wanted.readable(end, stop)
        got = f"{before}{self.printed(on, other_end)}{after}"
        text = int(self.wanted.text[max(near, 0)]) if len(self.want) else None
        page = int(self.glyphs.page[self.read.glyph[on]]) if other_end > on else None
        self.faults.append(TextFault(kind, self.wanted.readable(start, stop), got, text, page))

    def printed(self, on: int, end: int) -> str:
        """The signs that were read from `on` to `end`, with blanks where the eye sees one."""
        shown = ""
        for place in range(on, end):
            shown += " " if place > on and self.is_apart(place) else ""
            shown += self.read.signs[place]
        return unicodedata.normalize("NFC", shown)

    def is_apart(self, place: int) -> bool:
        """Is there a gap before the sign, or does it stand on another line than the one before it?"""
        one, other = (int(glyph) for glyph in self.read.glyph[place - 1 : place + 1])
        if one == other or self.is_next_line(place - 1):
            return one != other
        gap = max(
            self.glyphs.ink[other, 0] - self.glyphs.ink[one, 2], self.glyphs.ink[one, 0] - self.glyphs.ink[other, 2]
        )
        return bool(gap > _WORD_GAP_EM * self.glyphs.size_pt[other] * MM_PER_PT)


def may_break_inside(word: str, at: int, locale: str) -> bool:
    """May a hyphen stand before the character `at` of `word`, which may have quotation marks and hyphens in it?"""
    start, end = at, at
    while start > 0 and _is_word_character(word[start - 1]):
        start -= 1
    while end < len(word) and _is_word_character(word[end]):
        end += 1
    return may_break(word[start:end], at - start, locale)


def _is_word_character(char: str) -> bool:
    return char.isalnum() or char in "’'"


def told_once(faults: list[TextFault]) -> list[TextFault]:
    """`faults`; what is lost in one place and added in another is told once, as moved."""
    told: list[TextFault] = []
    for fault in faults:
        twin = next((f for f in told if {f.kind, fault.kind} == {"lost", "added"} and _is_same(f, fault)), None)
        if twin is None:
            told.append(fault)
        else:
            lost, added = (fault, twin) if fault.kind == "lost" else (twin, fault)
            told[told.index(twin)] = replace(lost, kind="moved", got=added.got, page=added.page)
    return told


def _is_same(one: TextFault, other: TextFault) -> bool:
    texts = ["".join((fault.wanted or fault.got).split()) for fault in (one, other)]
    return texts[0] == texts[1]


_NEXT_LINE_EM = 0.6
"""How far feet are apart, at least, of two lines; an index is lowered less."""
