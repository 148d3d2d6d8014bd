"""Lines that run from right to left: their signs put into the order in which they are read.

A file has the glyphs of a line from left to right. What must stand there is run forwards through the Unicode
bidirectional algorithm, and compared by place; only what is the same takes the order of the document.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np

from leaflet.language.direction import order_on_line, runs_right_to_left
from leaflet.preflight.instrument.document import Document
from leaflet.preflight.instrument.lining_up import HYPHENS
from leaflet.preflight.instrument.outlines import mirrored_text
from leaflet.preflight.instrument.patches import Ints
from leaflet.preflight.instrument.read_signs import Glyphs, ReadSigns
from leaflet.preflight.instrument.typesetting import Typesetting
from leaflet.preflight.instrument.wanted_signs import WantedSigns

_FAR = 1000
"""Signs after which a line's piece is no longer looked for."""


def in_logical_order(directions: LineDirections, glyphs: Glyphs, read: ReadSigns) -> ReadSigns:
    """`read`, each line's piece in the order of the document where it stands as it must."""
    may_turn = directions.setting.is_right_to_left or any(map(runs_right_to_left, set(read.signs)))
    if not (read.signs and may_turn):  # a paragraph from right to left turns `10–25`, though it has no such letter
        return read
    place, signs, rows = 0, [], []
    for start, end in _pieces(glyphs, read.glyph):
        visual, order = _from_left(read.signs[start:end], read.glyph[start:end])
        place, piece, order = directions.as_document(place, visual, order)
        signs.append(piece)
        rows.append(read.glyph[start:end][order])
    return ReadSigns("".join(signs), np.concatenate(rows))


def _pieces(glyphs: Glyphs, rows: Ints) -> Iterator[tuple[int, int]]:
    """Where each text object's signs begin and end."""
    keys = np.stack((glyphs.page[rows], glyphs.content[rows], glyphs.text_object[rows]))
    cuts = np.flatnonzero((np.diff(keys, axis=1) != 0).any(axis=0)) + 1
    return pairwise((0, *cuts.tolist(), len(rows)))


def _from_left(piece: str, own: Ints) -> tuple[str, list[int]]:
    """The signs of a piece from left to right: those of one glyph that runs right to left are turned."""
    order: list[int] = []
    for _, group in groupby(range(len(piece)), key=lambda n: int(own[n])):
        members = list(group)
        turns = all(runs_right_to_left(piece[n]) or unicodedata.combining(piece[n]) for n in members)
        order += reversed(members) if turns else members
    return "".join(piece[n] for n in order), order


@dataclass(frozen=True)
class LineDirections:
    """What the lines of a document must look like."""

    document: Document
    wanted: WantedSigns
    setting: Typesetting

    def as_document(self, place: int, visual: str, order: list[int]) -> tuple[int, str, list[int]]:
        """Where the document goes on after a piece, the piece in its order, and that order.

        A piece that isn't what the document has at `place` is put into the order that its letters suggest.
        """
        guess = _guessed_order(visual)
        guessed = "".join(visual[n] for n in guess)
        found = self.wanted.signs.find(guessed.rstrip(HYPHENS), place, place + len(visual) + _FAR)
        starts = dict.fromkeys((place, found))
        hyphens = ("", *(HYPHENS if visual[0] in HYPHENS or visual[-1] in HYPHENS else ""))
        for start, hyphen in itertools.product(starts, hyphens):
            end = start + len(visual) - len(hyphen)
            if start >= 0 and end <= len(self.wanted.signs):
                line = self._line(start, end, hyphen)
                shown = "".join(sign for _, sign in line)
                if _settled(visual) in (_settled(shown), _settled(shown.upper())):
                    logical = sorted(range(len(line)), key=lambda n: line[n][0])
                    return end, self.wanted.signs[start:end] + hyphen, [order[n] for n in logical]
        return place, guessed, [order[n] for n in guess]

    def _line(self, start: int, end: int, hyphen: str) -> list[tuple[int, str]]:
        """The document's signs from `start` to `end` as a line has them from left to right, each with its number.

        The line ends with `hyphen`, which has the number after them.
        """
        wanted, chars, numbers = self.wanted, "", list[int]()
        for n in range(start, end):
            before = wanted.unseen.get(n, "") + (" " if wanted.starts_word[n] and n > start else "")
            chars += before + wanted.signs[n]
            numbers += [-1] * len(before) + [n]
        chars, numbers = chars + hyphen, numbers + [end] * len(hyphen)
        is_right_to_left = self.setting.runs_right_to_left(self.document, int(wanted.text[start]))
        order = order_on_line(chars, is_right_to_left)
        return [(numbers[n], mirrored_text(chars[n]) if turned else chars[n]) for n, turned in order if numbers[n] >= 0]


def _settled(text: str) -> str:
    """`text` with each letter's marks in one order: fonts set them in another than Unicode's."""
    runs = groupby(text, key=lambda c: bool(unicodedata.combining(c)))
    return "".join("".join(sorted(run)) if are_marks else "".join(run) for are_marks, run in runs)


def _guessed_order(visual: str) -> list[int]:
    """From right to left, with runs of other letters and digits from left to right."""
    if not any(map(runs_right_to_left, visual)):
        return [*range(len(visual))]
    order: list[int] = []
    run: list[int] = []
    for place in range(len(visual) - 1, -1, -1):
        kind = unicodedata.bidirectional(visual[place])
        if kind in ("L", "EN", "AN") or (run and kind in ("CS", "ES", "ET", "NSM")):
            run.append(place)
            continue
        order += [*reversed(run), place]
        run = []
    return order + run[::-1]
