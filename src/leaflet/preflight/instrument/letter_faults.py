"""Reports faults of letters by the words that they stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from leaflet.preflight.instrument.finished_file import FinishedFile
from leaflet.preflight.instrument.letter_appearance import Appearance
from leaflet.preflight.instrument.locate import Match, Passage
from leaflet.preflight.instrument.pages import Glyph, Page
from leaflet.problem import Problem

_MAX_WORDS = 6
"""Words of a message, at most."""
KIND_NAMES = {"disclaimer": "statement", "claim": "claim", "block": "text"}


@dataclass(frozen=True)
class LetterFault:
    """A fault that a letter may have, and its message."""

    rule: str
    applies_to: Callable[[Appearance, Glyph], bool]
    predicate: str
    """What is wrong with the words, as the end of a sentence that begins with them."""
    hint: str
    """What to do; `{layout}` stands for the layout's name."""


def letter_problems(file: FinishedFile, fault: LetterFault) -> Iterator[Problem]:
    """A problem for every required text that has letters with `fault`, at the first such passage."""
    for sighting in file.matches:
        places = ((place, _faulty_glyphs(file, place, fault)) for place in sighting.passages)
        yield from islice((_problem(file, fault, sighting, *found) for found in places if found[1]), 1)


def _faulty_glyphs(file: FinishedFile, place: Passage, fault: LetterFault) -> list[Glyph]:
    return [g for g in place.inked_glyphs if fault.applies_to(file.appearances[place.page.number, g.char_index], g)]


def _problem(file: FinishedFile, fault: LetterFault, sighting: Match, place: Passage, faulty: list[Glyph]) -> Problem:
    mark = sighting.required
    return file.problem(
        fault.rule,
        f"“{words_containing(place.page, faulty)}” in the {KIND_NAMES[mark.kind]} `{mark.id}` "
        f"on page {place.page.number} of "
        f"{file.edition.id} {fault.predicate}",
        fault.hint.format(layout=file.edition.layout.id),
        mark.span,
    )


def words_containing(page: Page, glyphs: list[Glyph]) -> str:
    """The first words of `page` that hold one of `glyphs`."""
    numbers = {glyph.char_index for glyph in glyphs}
    found: list[str] = []
    word, hit = "", False
    for glyph in page.glyphs:
        if glyph.char.strip():
            word, hit = word + glyph.char, hit or glyph.char_index in numbers
        else:
            found += [word] if hit else []
            word, hit = "", False
    found += [word] if hit else []
    return " ".join(found[:_MAX_WORDS]) + (" …" if len(found) > _MAX_WORDS else "")
