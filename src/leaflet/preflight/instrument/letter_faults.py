"""How a fault of letters is told: by the words that they stand in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from leaflet.preflight.instrument.finished_file import Proof
from leaflet.preflight.instrument.letter_appearance import Look
from leaflet.preflight.instrument.locate import Place, Sighting
from leaflet.preflight.instrument.pages import Glyph, Page
from leaflet.problem import Problem

_WORDS = 6
"""Words of a message, at most."""
_NAMES = {"disclaimer": "statement", "claim": "claim", "block": "text"}


@dataclass(frozen=True)
class Fault:
    """A fault that a letter may have, and how it is told."""

    rule: str
    applies_to: Callable[[Look, Glyph], bool]
    predicate: str
    """What is wrong with the words, as the end of a sentence that begins with them."""
    hint: str
    """What to do; `{layout}` stands for the layout's name."""


def told(file: Proof, fault: Fault) -> Iterator[Problem]:
    """A problem for every mark that has letters with `fault`, at the first place where it has."""
    for sighting in file.matches:
        places = ((place, _bad(file, place, fault)) for place in sighting.passages)
        yield from islice((_problem(file, fault, sighting, *found) for found in places if found[1]), 1)


def _bad(file: Proof, place: Place, fault: Fault) -> list[Glyph]:
    return [g for g in place.inked_glyphs if fault.applies_to(file.appearances[place.page.number, g.char_index], g)]


def _problem(file: Proof, fault: Fault, sighting: Sighting, place: Place, faulty: list[Glyph]) -> Problem:
    mark = sighting.required
    return file.problem(
        fault.rule,
        f"“{words(place.page, faulty)}” in the {_NAMES[mark.kind]} `{mark.id}` on page {place.page.number} of "
        f"{file.edition.id} {fault.predicate}",
        fault.hint.format(layout=file.edition.layout.id),
        mark.span,
    )


def words(page: Page, glyphs: list[Glyph]) -> str:
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
    return " ".join(found[:_WORDS]) + (" …" if len(found) > _WORDS else "")
